use serde::{Deserialize, Serialize};

use super::{Condition, Id, Localized, Number, States};
use crate::method::Round;

/// A question: an answer at the bottom.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Question {
    /// What programs call it, and the name of its column in data; a part's column is `ID/PART`.
    pub id: Id,
    /// The node it belongs to.
    pub parent: Id,
    /// What people call it in a list.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub name: Localized,
    /// The question in full.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub ask: Localized,
    /// Why it is asked, what its words mean.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub help: Localized,
    /// What evidence to look for.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub evidence: Localized,
    /// What to do next, where no answer says it better.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub next: Localized,
    /// Its weight among its siblings; all of them have one, or none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Number>,
    /// The scale it is answered on; without one, its own answers are the scale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Id>,
    /// What its answers mean here, each by the scale's id; or its own answers.
    #[serde(default, rename = "answer", skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<AnswerText>,
    /// What the parts of its scale mean here, each by the scale's id.
    #[serde(default, rename = "part", skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PartText>,
    /// How many minutes an answer takes, about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Number>,
    /// When it applies; else it is not applicable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// How its score is rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Round>,
}

/// What an answer means in one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct AnswerText {
    /// The answer, as the scale calls it.
    pub id: Id,
    /// Its score here, where it is another than the scale's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Number>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub name: Localized,
    /// What a city looks like that answers so.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub text: Localized,
    /// What to do next from here.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub next: Localized,
}

/// What a part of the scale means in one question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PartText {
    /// The part, as the scale calls it.
    pub id: Id,
    /// How it is asked for here, in place of the scale's words.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub ask: Localized,
    /// What its words mean here.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub help: Localized,
    /// What evidence to look for.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub evidence: Localized,
    /// What to do next while this part is not at its best.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub next: Localized,
}

impl Question {
    /// What a part of its scale means here, if it says anything about it.
    pub fn part(&self, id: &Id) -> Option<&PartText> {
        self.parts.iter().find(|part| part.id == *id)
    }
}

/// What holds for every question that says nothing else.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct QuestionRules {
    /// The scale of questions that name none and have no answers of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Id>,
    /// How the states that are no answers count.
    #[serde(default)]
    pub states: States,
    /// As [`Question::minutes`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Number>,
    /// As [`Question::round`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Round>,
}
