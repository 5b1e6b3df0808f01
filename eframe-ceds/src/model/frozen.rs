use std::collections::BTreeMap;

use eframe_core::{Digest, Timestamp};
use serde::{Deserialize, Serialize};

use super::{AssessmentId, Facts, Figure, Given};

/// What an assessment came to, with all that it takes to reckon it again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Frozen {
    /// The assessment.
    pub assessment: AssessmentId,
    /// SHA-256 of the instrument's document.
    pub sha256: Digest,
    /// The engine that reckoned, with its version.
    pub engine: String,
    /// What it was reckoned from.
    pub inputs: Inputs,
    /// The score of every node, question and indicator that has one.
    pub scores: BTreeMap<String, Figure>,
    /// When.
    pub at: Timestamp,
}

/// What scores are reckoned from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// What is known of the city.
    pub facts: Facts,
    /// Its answers by question.
    pub answers: BTreeMap<String, Given>,
}

impl Frozen {
    /// The engine of this program.
    pub const ENGINE: &str = concat!("eframe-ceds ", env!("CARGO_PKG_VERSION"));

    /// Whether other scores are the same, to the last bit.
    pub fn has_scores(&self, others: &BTreeMap<String, Figure>) -> bool {
        self.scores.len() == others.len()
            && self
                .scores
                .iter()
                .zip(others)
                .all(|((one, score), (other, again))| one == other && score.is_same(*again))
    }
}
