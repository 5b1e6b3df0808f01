//! The forms in which assessments travel as JSON.

mod answer;
mod instrument;

use std::collections::BTreeMap;

use eframe_core::Timestamp;
use eframe_core::block::utoipa;
use eframe_core::http::Cursor;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

pub(super) use answer::{
    AnswerListWire, AnswerWire, BatchWire, OutcomeListWire, OutcomeWire, SaveWire, SavedWire,
};
pub(super) use instrument::{InstrumentWire, SectionWire};

use crate::AssessmentLine;
use crate::model::{Author, Facts, Round, RoundState, SectionProgress, State};
use crate::rules::{AssessmentStanding, OpenRound, RoundStanding};

/// Somebody who did something.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsPerson)]
pub(super) struct PersonWire {
    id: Uuid,
    name: String,
}

impl From<&Author> for PersonWire {
    fn from(author: &Author) -> Self {
        Self { id: author.id.uuid(), name: author.name.clone() }
    }
}

/// A round.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsRound)]
pub(super) struct RoundWire {
    id: Uuid,
    name: String,
    /// The instrument's id.
    instrument: String,
    edition: String,
    /// SHA-256 of the instrument's document: its name under `/instruments`.
    sha256: String,
    /// The first day on which answers are taken.
    #[schema(value_type = String, format = Date)]
    opens: Date,
    /// The last.
    #[schema(value_type = String, format = Date)]
    closes: Date,
    /// The zone of these days.
    zone: String,
    /// planned, open, review or closed.
    phase: String,
    /// When it was closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    closed: Option<Timestamp>,
    version: i64,
}

impl RoundWire {
    pub(super) fn of(round: Round, ceds: &crate::Ceds) -> Self {
        let closed = match &round.state {
            RoundState::Open => None,
            RoundState::Closed { at, .. } => Some(*at),
        };
        Self {
            id: round.id.uuid(),
            phase: round.phase(ceds.today()).code().to_owned(),
            zone: ceds.zone().iana_name().unwrap_or("UTC").to_owned(),
            name: round.name,
            instrument: round.instrument,
            edition: round.edition,
            sha256: round.sha256.to_string(),
            opens: round.opens,
            closes: round.closes,
            closed,
            version: round.version.get(),
        }
    }
}

/// The rounds, the one that opened last first.
#[derive(Serialize, ToSchema)]
#[schema(as = CedsRoundList)]
pub(super) struct RoundListWire {
    pub(super) items: Vec<RoundWire>,
}

/// Announces a round.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = OpenCedsRound)]
pub(super) struct OpenRoundWire {
    /// SHA-256 of the instrument's document.
    pub(super) sha256: String,
    pub(super) name: String,
    #[schema(value_type = String, format = Date)]
    pub(super) opens: Date,
    #[schema(value_type = String, format = Date)]
    pub(super) closes: Date,
}

/// Changes a round's name and days.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = MoveCedsRound)]
pub(super) struct MoveRoundWire {
    name: String,
    #[schema(value_type = String, format = Date)]
    opens: Date,
    #[schema(value_type = String, format = Date)]
    closes: Date,
}

impl From<MoveRoundWire> for OpenRound {
    fn from(wire: MoveRoundWire) -> Self {
        Self { name: wire.name, opens: wire.opens, closes: wire.closes }
    }
}

/// A round after a step.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsRoundStanding)]
pub(super) struct RoundStandingWire {
    round: Uuid,
    version: i64,
}

impl From<RoundStanding> for RoundStandingWire {
    fn from(standing: RoundStanding) -> Self {
        Self { round: standing.round.uuid(), version: standing.version.get() }
    }
}

/// Where an assessment stands after a step.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsStanding)]
pub(super) struct StandingWire {
    assessment: Uuid,
    /// draft, submitted, returned, frozen or withdrawn.
    stage: String,
    version: i64,
}

impl From<AssessmentStanding> for StandingWire {
    fn from(standing: AssessmentStanding) -> Self {
        Self {
            assessment: standing.assessment.uuid(),
            stage: standing.stage.code().to_owned(),
            version: standing.version.get(),
        }
    }
}

/// An assessment.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsAssessment)]
pub(super) struct AssessmentWire {
    id: Uuid,
    organisation: Uuid,
    /// What the city is called.
    city: String,
    round: RoundWire,
    /// What is known of the city, by the ids of the instrument's facts.
    facts: Facts,
    /// What others may learn of it: nothing, compared or named.
    consent: String,
    /// draft, submitted, returned, frozen or withdrawn.
    stage: String,
    /// Who took the last step.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<PersonWire>,
    /// When.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
    /// What whoever gave it back asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    questions: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    begun: Timestamp,
    #[schema(value_type = String, format = DateTime)]
    changed: Timestamp,
    version: i64,
}

impl AssessmentWire {
    pub(super) fn of(line: AssessmentLine, ceds: &crate::Ceds) -> Self {
        let AssessmentLine { assessment, round } = line;
        let questions = match &assessment.state {
            State::Returned { questions, .. } => Some(questions.clone()),
            _ => None,
        };
        let (by, at) = match &assessment.state {
            State::Draft => (None, None),
            State::Submitted { by, at }
            | State::Returned { by, at, .. }
            | State::Frozen { by, at }
            | State::Withdrawn { by, at } => (Some(by.into()), Some(*at)),
        };
        Self {
            id: assessment.id.uuid(),
            organisation: assessment.organisation.uuid(),
            stage: assessment.state.stage().code().to_owned(),
            consent: assessment.consent.code().to_owned(),
            city: assessment.city,
            round: RoundWire::of(round, ceds),
            facts: assessment.facts,
            by,
            at,
            questions,
            begun: assessment.begun,
            changed: assessment.changed,
            version: assessment.version.get(),
        }
    }
}

/// A page of assessments.
#[derive(Serialize, ToSchema)]
#[schema(as = CedsAssessmentPage)]
pub(super) struct AssessmentPageWire {
    pub(super) items: Vec<AssessmentWire>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    pub(super) next: Option<Cursor>,
}

/// A fact as it is typed: a word or a number.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum FactWire {
    /// A word, or a number as text.
    Text(String),
    /// A number.
    Number(serde_json::Number),
}

/// Facts as they are kept.
pub(super) fn facts(wire: BTreeMap<String, FactWire>) -> Facts {
    let text = |fact| match fact {
        FactWire::Text(text) => text,
        FactWire::Number(number) => number.to_string(),
    };
    wire.into_iter().map(|(id, fact)| (id, text(fact))).collect()
}

/// Begins an assessment.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = BeginCedsAssessment)]
pub(super) struct BeginWire {
    /// The round.
    pub(super) round: Uuid,
    /// Whose it is.
    pub(super) organisation: Uuid,
    /// What the city is called.
    pub(super) city: String,
    /// What is known of it, by the ids of the instrument's facts. A number may be a number or a text.
    #[serde(default)]
    #[schema(value_type = BTreeMap<String, String>)]
    pub(super) facts: BTreeMap<String, FactWire>,
}

/// How far a section is.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsSectionProgress)]
pub(super) struct ProgressWire {
    /// The id of its node.
    pub(super) section: String,
    /// Its name, by language.
    #[schema(value_type = BTreeMap<String, String>)]
    pub(super) name: crate::document::Localized,
    /// How many questions apply to the city.
    due: u32,
    /// To how many there is a whole answer.
    answered: u32,
    /// To how many there is a part of one.
    begun: u32,
}

impl ProgressWire {
    pub(super) fn of(progress: SectionProgress, edition: &crate::model::Edition) -> Self {
        let name = edition.section(&progress.section).map(|node| node.name.clone());
        Self {
            name: name.unwrap_or_default(),
            section: progress.section,
            due: progress.due,
            answered: progress.answered,
            begun: progress.begun,
        }
    }
}
