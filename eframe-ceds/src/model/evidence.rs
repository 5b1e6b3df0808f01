use eframe_core::{Digest, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{AssessmentId, Author, CommentId, EvidenceId};

/// A file that shows why an answer is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// Names it.
    pub id: EvidenceId,
    /// The assessment.
    pub assessment: AssessmentId,
    /// The question.
    pub question: String,
    /// The stored bytes.
    pub blob: Uuid,
    /// SHA-256 of them.
    pub sha256: Digest,
    /// What the file is called.
    pub file_name: String,
    /// Its media type by content.
    pub media_type: String,
    /// How large it is.
    pub bytes: u64,
    /// Who handed it in.
    pub by: Author,
    /// When.
    pub at: Timestamp,
}

/// A remark on a question, or on the whole assessment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Comment {
    /// Names it.
    pub id: CommentId,
    /// The assessment.
    pub assessment: AssessmentId,
    /// The question; none: the whole.
    pub question: Option<String>,
    /// What is said.
    pub text: String,
    /// Who says it.
    pub by: Author,
    /// When.
    pub at: Timestamp,
}
