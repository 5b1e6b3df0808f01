use serde::{Deserialize, Serialize};

use super::{Id, Number};

/// When a question or indicator applies.
///
/// Either it joins conditions (`all`, `any`, `not`), or it looks at one thing (`question`, `indicator` or `fact`) and says what
/// that has to be (`is`, `at-least`, `at-most`). A condition on something not applicable is not met; what waits for
/// something unanswered or unknown is unanswered itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Condition {
    /// Every one of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<Condition>,
    /// One of these at least.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub any: Vec<Condition>,
    /// Not this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not: Option<Box<Condition>>,
    /// Looks at the answer of this question, or of its part as `ID/PART`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Looks at the value of this indicator, as it is in the data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<Id>,
    /// Looks at this fact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fact: Option<Id>,
    /// It is one of these answers or words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub is: Vec<String>,
    /// It is at least this number; for a question, its score is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_least: Option<Number>,
    /// It is at most this number; for a question, its score is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Number>,
}
