use std::collections::BTreeMap;

use eframe_core::block::utoipa;
use eframe_core::{Timestamp, Version};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::PersonWire;
use crate::model::{Answer, Given};
use crate::rules::{Outcome, Save, Saved, SavedOne};

/// What was chosen.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(tag = "state", rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = CedsGiven)]
pub(in crate::http) enum GivenWire {
    /// Nothing yet.
    #[default]
    Unanswered,
    /// The question cannot apply to the city.
    NotApplicable,
    /// It could apply, and the city does not need it.
    NotRelevant,
    /// One of the answers, by its id.
    Choice { choice: String },
    /// An answer to each part, by ids, as far as it goes.
    Parts { parts: BTreeMap<String, String> },
    /// The value of an indicator, as text, so that it stays what was typed.
    Number { number: String },
}

impl From<Given> for GivenWire {
    fn from(given: Given) -> Self {
        match given {
            Given::Unanswered => Self::Unanswered,
            Given::NotApplicable => Self::NotApplicable,
            Given::NotRelevant => Self::NotRelevant,
            Given::Choice { choice } => Self::Choice { choice },
            Given::Parts { parts } => Self::Parts { parts },
            Given::Number { number } => Self::Number { number },
        }
    }
}

impl From<GivenWire> for Given {
    fn from(wire: GivenWire) -> Self {
        match wire {
            GivenWire::Unanswered => Self::Unanswered,
            GivenWire::NotApplicable => Self::NotApplicable,
            GivenWire::NotRelevant => Self::NotRelevant,
            GivenWire::Choice { choice } => Self::Choice { choice },
            GivenWire::Parts { parts } => Self::Parts { parts },
            GivenWire::Number { number } => Self::Number { number },
        }
    }
}

/// An answer.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsAnswer)]
pub(in crate::http) struct AnswerWire {
    /// The question's id.
    question: String,
    given: GivenWire,
    /// What made them choose it.
    note: String,
    /// Where evidence is to be seen.
    links: Vec<String>,
    /// Who gave this version; absent as long as nobody answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<PersonWire>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
    /// How often it was answered; 0 as long as nobody did.
    version: i64,
}

impl AnswerWire {
    /// What stands where nobody answered.
    pub(in crate::http) fn none(question: String) -> Self {
        let (given, note, links) = (GivenWire::Unanswered, String::new(), Vec::new());
        Self { question, given, note, links, by: None, at: None, version: 0 }
    }
}

impl From<Answer> for AnswerWire {
    fn from(answer: Answer) -> Self {
        Self {
            by: Some((&answer.by).into()),
            at: Some(answer.at),
            version: answer.version.get(),
            question: answer.question,
            given: answer.given.into(),
            note: answer.note,
            links: answer.links,
        }
    }
}

/// Answers.
#[derive(Serialize, ToSchema)]
#[schema(as = CedsAnswerList)]
pub(in crate::http) struct AnswerListWire {
    pub(in crate::http) items: Vec<AnswerWire>,
}

/// Answers a question.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = SaveCedsAnswer)]
pub(in crate::http) struct SaveWire {
    given: GivenWire,
    /// What made them choose it.
    #[serde(default)]
    note: String,
    /// Where evidence is to be seen: addresses that begin with https:// or http://.
    #[serde(default)]
    links: Vec<String>,
}

impl SaveWire {
    pub(in crate::http) fn save(self, question: String, expected: Version) -> Save {
        Save { question, expected, given: self.given.into(), note: self.note, links: self.links }
    }
}

/// What a save left behind.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsAnswerSaved)]
pub(in crate::http) struct SavedWire {
    question: String,
    version: i64,
    /// Whether anything changed: what stood there already is saved at once.
    changed: bool,
}

impl From<Saved> for SavedWire {
    fn from(saved: Saved) -> Self {
        Self { question: saved.question, version: saved.version.get(), changed: saved.changed }
    }
}

/// Answers several questions at once.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = SaveCedsAnswers)]
pub(in crate::http) struct BatchWire {
    pub(in crate::http) answers: Vec<OneOfBatchWire>,
}

/// One of several answers.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = SaveOneCedsAnswer)]
pub(in crate::http) struct OneOfBatchWire {
    question: String,
    /// The version it was answered from; 0 where there was none.
    version: i64,
    given: GivenWire,
    #[serde(default)]
    note: String,
    #[serde(default)]
    links: Vec<String>,
}

impl From<OneOfBatchWire> for Save {
    fn from(wire: OneOfBatchWire) -> Self {
        Self {
            question: wire.question,
            expected: Version::new(wire.version),
            given: wire.given.into(),
            note: wire.note,
            links: wire.links,
        }
    }
}

/// What became of several answers.
#[derive(Serialize, ToSchema)]
#[schema(as = CedsOutcomeList)]
pub(in crate::http) struct OutcomeListWire {
    pub(in crate::http) items: Vec<OutcomeWire>,
}

/// What became of one of them.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsOutcome)]
pub(in crate::http) struct OutcomeWire {
    question: String,
    /// saved, unchanged, or stale: somebody answered since, and theirs stands.
    outcome: String,
    /// The version that stands there now.
    version: i64,
    /// What stands there, where it is stale.
    #[serde(skip_serializing_if = "Option::is_none")]
    current: Option<AnswerWire>,
}

impl From<SavedOne> for OutcomeWire {
    fn from(saved: SavedOne) -> Self {
        let (outcome, version, current) = match saved.outcome {
            Outcome::Saved { version } => ("saved", version.get(), None),
            Outcome::Unchanged { version } => ("unchanged", version.get(), None),
            Outcome::Stale { current } => {
                let version = current.as_ref().map_or(0, |current| current.version.get());
                ("stale", version, current.map(|current| AnswerWire::from(*current)))
            }
        };
        Self { question: saved.question, outcome: outcome.to_owned(), version, current }
    }
}
