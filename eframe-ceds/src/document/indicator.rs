use serde::{Deserialize, Serialize};

use super::{Condition, Id, Localized, Number};
use crate::method::spelled::spelled;
use crate::method::{Collect, Impute, Normalise, Round, Transform, Treat};

/// An indicator: a number at the bottom, from statistics or asked for.
///
/// Its value goes this way: collect, denominate, transform, impute, treat, normalise, round.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Indicator {
    /// What programs call it, and the name of its column in data.
    pub id: Id,
    /// The node it belongs to.
    pub parent: Id,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub name: Localized,
    /// What it measures.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub text: Localized,
    /// How it is asked for, where people are asked.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub ask: Localized,
    /// What evidence to look for.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub evidence: Localized,
    /// The unit of its values.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub unit: Localized,
    /// Its weight among its siblings; all of them have one, or none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Number>,
    /// Whether more is better.
    #[serde(default)]
    pub direction: Direction,
    /// The least and the greatest value that can be; data beyond are refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<Goalposts>,
    /// Fixed ends of its scale, for `normalise = "goalposts"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goalposts: Option<Goalposts>,
    /// The value to be reached, for `normalise = "target"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Number>,
    /// The fact by which its value is divided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub denominator: Option<Id>,
    /// By what the quotient is multiplied: 1000 for "a thousand inhabitants".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Number>,
    /// When it applies; else it is not applicable.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// How several observations become one value.
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub collect: Option<Collect>,
    /// A fixed function of each value.
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub transform: Option<Transform>,
    /// What stands in for a missing value.
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub impute: Option<Impute>,
    /// What is done about outliers.
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub treat: Option<Treat>,
    /// How its values are brought to the common scale.
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub normalise: Option<Normalise>,
    /// How its normalised value is rounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Round>,
}

/// What holds for every indicator that says nothing else.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct IndicatorRules {
    /// As [`Indicator::collect`].
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub collect: Option<Collect>,
    /// As [`Indicator::transform`].
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub transform: Option<Transform>,
    /// As [`Indicator::impute`].
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub impute: Option<Impute>,
    /// As [`Indicator::treat`].
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub treat: Option<Treat>,
    /// As [`Indicator::normalise`].
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub normalise: Option<Normalise>,
    /// As [`Indicator::round`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Round>,
}

/// Whether more of it is better.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// More is better.
    #[default]
    Up,
    /// Less is better.
    Down,
}

/// Two ends, the lower one first, whichever is the better.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Goalposts {
    /// The lower end.
    pub low: Number,
    /// The upper end.
    pub high: Number,
}

/// Something known of a unit that is not scored: a denominator, a grouping, a condition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Fact {
    /// What programs call it, and the name of its column in data.
    pub id: Id,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub name: Localized,
    /// What its words mean, and where to find it.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub help: Localized,
    /// Whether it is a number or a word.
    #[serde(default)]
    pub kind: FactKind,
    /// The words there are; any, where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<FactValue>,
    /// The unit of its values.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub unit: Localized,
}

/// A word that a fact can be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FactValue {
    /// What programs call it, and what stands in data.
    pub id: Id,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub name: Localized,
}

/// What a fact is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// A number, as population.
    #[default]
    Number,
    /// A word, as a region.
    Word,
}
