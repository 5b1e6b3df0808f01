use serde::{Deserialize, Serialize};

use super::{Id, Localized, Number};

/// A scale that questions share: answers with scores, or parts that are each answered on a scale of answers.
///
/// A maturity question has a scale of answers; a system that is asked for as exists, used, integrated has one of parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Scale {
    /// What programs call it.
    pub id: Id,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub name: Localized,
    /// Its answers, the least first; none where it has parts.
    #[serde(default, rename = "answer", skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
    /// Its parts, in the order they are asked; none where it has answers.
    #[serde(default, rename = "part", skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// How the states that are no answers count, where it differs from `questions.states`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub states: Option<States>,
}

/// An answer of a scale.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Answer {
    /// What programs call it, and what stands in data.
    pub id: Id,
    /// Its score.
    pub score: Number,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub name: Localized,
    /// What it means in general.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub text: Localized,
}

/// A part of a scale of parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Part {
    /// What programs call it.
    pub id: Id,
    /// The scale of answers it is answered on.
    pub scale: Id,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub name: Localized,
    /// The question in full.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub ask: Localized,
    /// Its weight in the question's score, which is the weighted mean of its parts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Number>,
    /// Whether an answer that scores 0 here settles the later parts at 0 unasked: what does not exist is not used.
    #[serde(default)]
    pub gate: bool,
}

/// How the states that are no answers count in the score of a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct States {
    /// The question cannot apply: a port, far from the sea.
    pub not_applicable: Counts,
    /// It could apply, and the city says it does not need it.
    pub not_relevant: Counts,
    /// Nobody answered.
    pub unanswered: Counts,
}

impl Default for States {
    fn default() -> Self {
        Self {
            not_applicable: Counts::LeaveOut,
            not_relevant: Counts::Zero,
            unanswered: Counts::Missing,
        }
    }
}

/// What a state does to the denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Counts {
    /// Neither above nor below the line: the siblings share its weight, and nothing is missing.
    LeaveOut,
    /// A score of 0, with its full weight below the line.
    Zero,
    /// Missing: it lowers coverage, and the node's `missing` rule decides.
    Missing,
}
