//! What holds for a part in the end: what it says itself, else its level, else the document, else the default.

use crate::document::{Document, Id, Indicator, Node};
use crate::method::{
    Aggregate, Collect, Impute, Missing, Normalise, Round, Transform, Treat, Weigh,
};

/// The methods of one node.
#[derive(Clone, Debug)]
pub(crate) struct NodeMethods {
    pub(crate) weigh: Weigh,
    pub(crate) aggregate: Aggregate,
    pub(crate) missing: Missing,
    pub(crate) normalise: Normalise,
    pub(crate) round: Option<Round>,
    pub(crate) ladder: Option<Id>,
}

/// The methods of one indicator.
#[derive(Clone, Debug)]
pub(crate) struct IndicatorMethods {
    pub(crate) collect: Collect,
    pub(crate) transform: Transform,
    pub(crate) impute: Impute,
    pub(crate) treat: Treat,
    pub(crate) normalise: Normalise,
    pub(crate) round: Option<Round>,
}

/// The first that says anything.
macro_rules! nearest {
    ($member:ident: $($from:expr),+) => {
        None$(.or_else(|| $from.$member.clone()))+
    };
}

impl NodeMethods {
    /// What holds for a node of this depth.
    pub(crate) fn of(document: &Document, node: &Node, depth: usize) -> Self {
        let unsaid = crate::document::NodeRules::default();
        let level = document.levels.get(depth).map_or(unsaid, |level| level.rules());
        let rules = &document.rules;
        Self {
            weigh: nearest!(weigh: node, level, rules).unwrap_or_default(),
            aggregate: nearest!(aggregate: node, level, rules).unwrap_or_default(),
            missing: nearest!(missing: node, level, rules).unwrap_or_default(),
            normalise: nearest!(normalise: node, level, rules).unwrap_or_default(),
            round: nearest!(round: node, level, rules),
            ladder: nearest!(ladder: node, level, rules),
        }
    }
}

impl IndicatorMethods {
    /// What holds for an indicator.
    pub(crate) fn of(document: &Document, indicator: &Indicator) -> Self {
        let rules = &document.indicator_rules;
        Self {
            collect: nearest!(collect: indicator, rules).unwrap_or_default(),
            transform: nearest!(transform: indicator, rules).unwrap_or_default(),
            impute: nearest!(impute: indicator, rules).unwrap_or_default(),
            treat: nearest!(treat: indicator, rules).unwrap_or_default(),
            normalise: nearest!(normalise: indicator, rules).unwrap_or_default(),
            round: nearest!(round: indicator, rules),
        }
    }
}
