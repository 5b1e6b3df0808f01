use std::collections::BTreeMap;

use eframe_core::{Timestamp, Version};
use serde::{Deserialize, Serialize};

use super::{AnswerId, AssessmentId, Author};

/// What a city says to one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// Names it, through all its versions.
    pub id: AnswerId,
    /// The assessment.
    pub assessment: AssessmentId,
    /// The id of the question or indicator.
    pub question: String,
    /// What was chosen.
    pub given: Given,
    /// What made them choose it.
    pub note: String,
    /// Where evidence is to be seen.
    pub links: Vec<String>,
    /// Who gave this version.
    pub by: Author,
    /// When.
    pub at: Timestamp,
    /// How often it was given: two who change the same answer are told apart by it.
    pub version: Version,
}

/// What was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Given {
    /// Nothing yet.
    #[default]
    Unanswered,
    /// The question cannot apply to the city.
    NotApplicable,
    /// It could apply, and the city says it does not need it.
    NotRelevant,
    /// One of the answers.
    Choice {
        /// The answer's id.
        choice: String,
    },
    /// An answer to each part, as far as it goes.
    Parts {
        /// The parts' ids with the ids of their answers.
        parts: BTreeMap<String, String>,
    },
    /// The value of an indicator.
    Number {
        /// The number as it was typed.
        number: String,
    },
}

impl Given {
    /// Whether it says nothing at all.
    pub fn is_unanswered(&self) -> bool {
        match self {
            Self::Unanswered => true,
            Self::Parts { parts } => parts.is_empty(),
            _ => false,
        }
    }
}
