//! The document: what an instrument says, as it is written.
//!
//! These types are its form in TOML and JSON, and nothing more; [`Instrument`](crate::Instrument) is a document that was
//! checked. The reference page is `docs/reference/ceds-document.md`, with a JSON Schema beside it.

mod condition;
mod id;
mod indicator;
mod ladder;
mod localized;
mod modules;
mod node;
mod number;
mod peers;
mod question;
mod ranking;
mod scale;
mod texts;
mod translation;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use condition::Condition;
pub use id::Id;
pub use indicator::{Direction, Fact, FactKind, FactValue, Goalposts, Indicator, IndicatorRules};
pub use ladder::{Ladder, LadderBy, Rung};
pub use localized::Localized;
pub(crate) use localized::is_language;
pub use modules::{Module, ModuleList, Raise, Units};
pub use node::{Level, Node, NodeRules};
pub use number::Number;
pub use peers::{Group, Peers};
pub use question::{AnswerText, PartText, Question, QuestionRules};
pub use ranking::{Ranking, Screen};
pub use scale::{Answer, Counts, Part, Scale, States};
pub(crate) use texts::Said;
pub use translation::{Coverage, Translation};

/// An instrument or index, as it is written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Document {
    /// The version of this form: 1.
    pub format: u32,
    /// What programs call it.
    pub id: Id,
    /// Which edition it is. Answers and scores belong to one edition; another one is another document.
    pub edition: String,
    /// The language that all its texts are in.
    pub language: String,
    /// What people call it.
    pub name: Localized,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub text: Localized,
    /// Where it comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Under which licence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// How far its texts go in other languages, by language code; nothing is promised where none is named.
    #[serde(default, rename = "translation", skip_serializing_if = "BTreeMap::is_empty")]
    pub translations: BTreeMap<String, Translation>,
    /// What holds for every node that says nothing else.
    #[serde(default)]
    pub rules: NodeRules,
    /// What holds for every indicator that says nothing else.
    #[serde(default, rename = "indicators")]
    pub indicator_rules: IndicatorRules,
    /// What holds for every question that says nothing else.
    #[serde(default, rename = "questions")]
    pub question_rules: QuestionRules,
    /// Which units are left out for want of data.
    #[serde(default)]
    pub screen: Screen,
    /// How units are ranked.
    #[serde(default)]
    pub ranking: Ranking,
    /// The levels of nodes, the top first.
    #[serde(default, rename = "level")]
    pub levels: Vec<Level>,
    /// The nodes: everything that has something below it.
    #[serde(default, rename = "node")]
    pub nodes: Vec<Node>,
    /// The indicators: numbers at the bottom.
    #[serde(default, rename = "indicator")]
    pub indicators: Vec<Indicator>,
    /// The questions: answers at the bottom.
    #[serde(default, rename = "question")]
    pub questions: Vec<Question>,
    /// The scales on which questions are answered.
    #[serde(default, rename = "scale")]
    pub scales: Vec<Scale>,
    /// What is known of a unit besides: population, region.
    #[serde(default, rename = "fact")]
    pub facts: Vec<Fact>,
    /// Ways to group units with their peers.
    #[serde(default)]
    pub peers: Vec<Peers>,
    /// Ladders of named stages.
    #[serde(default, rename = "ladder")]
    pub ladders: Vec<Ladder>,
}

impl Document {
    /// How the state of a question that cannot apply is written in data.
    pub const NOT_APPLICABLE: &str = "not-applicable";
    /// How the state of a question that a city does not need is written in data.
    pub const NOT_RELEVANT: &str = "not-relevant";
    /// How the state of a question that nobody answered is written in data; an empty place says the same.
    pub const UNANSWERED: &str = "unanswered";

    /// The scale of this id.
    pub fn scale(&self, id: &Id) -> Option<&Scale> {
        self.scales.iter().find(|scale| scale.id == *id)
    }

    /// The scale a question is answered on; none where its own answers are the scale.
    pub fn scale_of(&self, question: &Question) -> Option<&Scale> {
        match &question.scale {
            Some(scale) => self.scale(scale),
            None if question.answers.iter().any(|answer| answer.score.is_some()) => None,
            None => self.scale(self.question_rules.scale.as_ref()?),
        }
    }
}
