use eframe_core::block::utoipa;
use serde::Serialize;
use utoipa::ToSchema;

use crate::rules::{Check, Finding, Severity};

/// What was found in an edition.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentFindings)]
pub(in crate::http) struct FindingsWire {
    pub(in crate::http) items: Vec<FindingWire>,
}

/// One thing that is to be mended, or could be better.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentFinding)]
pub(in crate::http) struct FindingWire {
    /// What is wrong.
    #[schema(value_type = String, example = "dead-link")]
    check: Check,
    /// `blocks` keeps it from being published, `advises` does not.
    #[schema(value_type = String, example = "blocks")]
    severity: Severity,
    /// The member that mends it: `body`, or `body[3].caption`; empty where none does.
    field: String,
    /// The block it is in, counted from 0, where the body is a list.
    #[serde(skip_serializing_if = "Option::is_none")]
    block: Option<usize>,
    /// What it is about: a heading, the address of a link, its words, a language.
    words: String,
}

impl From<&Finding> for FindingWire {
    fn from(finding: &Finding) -> Self {
        let Finding { check, field, block, words } = finding.clone();
        Self { check, severity: check.severity(), field, block, words }
    }
}
