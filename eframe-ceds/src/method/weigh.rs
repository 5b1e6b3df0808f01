use serde::{Deserialize, Serialize};

/// Where the weights of a node's children come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "method", rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Weigh {
    /// As written with the children, divided by their sum; all 1 where none is written.
    Given {},
    /// All the same, whatever is written.
    Equal {},
    /// From the first principal component of the children's correlations, as the data have them.
    Pca {},
    /// Such that the children's correlations with the node stand to each other as their written weights do.
    Optimised {
        /// At most so many rounds.
        #[serde(default = "rounds")]
        rounds: u32,
    },
}

impl Weigh {
    /// Whether weights come from the data, not from what is written.
    pub(crate) const fn is_by_data(&self) -> bool {
        matches!(self, Self::Pca {} | Self::Optimised { .. })
    }
}

impl Default for Weigh {
    fn default() -> Self {
        Self::Given {}
    }
}

const fn rounds() -> u32 {
    1000
}
