use serde::{Deserialize, Serialize};

use super::{Id, Localized, Number};
use crate::method::spelled::spelled;
use crate::method::{Aggregate, Missing, Normalise, Round, Weigh};

/// A node: a group with its own score, made from what is below it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Node {
    /// What programs call it; one of a kind among nodes, indicators, questions and facts.
    pub id: Id,
    /// The node it belongs to; a node without one is a top.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<Id>,
    /// What people call it.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub name: Localized,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub text: Localized,
    /// Its weight among its siblings; all of them have one, or none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Number>,
    /// How many minutes the questions below it take together, about; in place of what those below it say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minutes: Option<Number>,
    /// Where its children's weights come from.
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub weigh: Option<Weigh>,
    /// How its children's values become its own.
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub aggregate: Option<Aggregate>,
    /// What it does about children without a value.
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// How its value is brought to a scale before its parent takes it.
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub normalise: Option<Normalise>,
    /// How its value is rounded, last of all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Round>,
    /// The ladder that says its stage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ladder: Option<Id>,
}

/// A level of nodes, counted from the top; its rules hold for the nodes of that depth.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Level {
    /// What programs call it.
    pub id: Id,
    /// What people call a node of it: dimension, pillar.
    #[serde(default, skip_serializing_if = "Localized::is_empty")]
    pub name: Localized,
    /// As [`Node::weigh`].
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub weigh: Option<Weigh>,
    /// As [`Node::aggregate`].
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub aggregate: Option<Aggregate>,
    /// As [`Node::missing`].
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// As [`Node::normalise`].
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub normalise: Option<Normalise>,
    /// As [`Node::round`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Round>,
    /// As [`Node::ladder`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ladder: Option<Id>,
}

/// What holds for every node where neither it nor its level says anything else.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct NodeRules {
    /// As [`Node::weigh`].
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub weigh: Option<Weigh>,
    /// As [`Node::aggregate`].
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub aggregate: Option<Aggregate>,
    /// As [`Node::missing`].
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// As [`Node::normalise`].
    #[serde(default, deserialize_with = "spelled", skip_serializing_if = "Option::is_none")]
    pub normalise: Option<Normalise>,
    /// As [`Node::round`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub round: Option<Round>,
    /// As [`Node::ladder`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ladder: Option<Id>,
}

impl Level {
    /// Its rules alone.
    pub(crate) fn rules(&self) -> NodeRules {
        NodeRules {
            weigh: self.weigh.clone(),
            aggregate: self.aggregate.clone(),
            missing: self.missing.clone(),
            normalise: self.normalise.clone(),
            round: self.round,
            ladder: self.ladder.clone(),
        }
    }
}
