//! The nouns: editions of instruments, rounds in which they are answered, assessments of cities, answers, what came of
//! them, and how cities compare.

mod answer;
mod assessment;
mod author;
mod benchmark;
mod edition;
mod evidence;
mod figure;
mod frozen;
mod round;

pub use answer::{Answer, Given};
pub use assessment::{Assessment, Colleague, Consent, Facts, Stage, State};
pub use author::Author;
pub use benchmark::{Benchmark, Compared, Hidden, PeerSet, Quartiles, Snapshot};
pub use edition::{Asked, Edition, SectionProgress};
pub use evidence::{Comment, Evidence};
pub use figure::Figure;
pub use frozen::{Frozen, Inputs};
pub use round::{Round, RoundPhase, RoundState};

eframe_core::id! {
    /// Names one round.
    pub struct RoundId;
}

eframe_core::id! {
    /// Names one assessment.
    pub struct AssessmentId;
}

eframe_core::id! {
    /// Names one answer to one question of one assessment, through all its versions.
    pub struct AnswerId;
}

eframe_core::id! {
    /// Names one piece of evidence.
    pub struct EvidenceId;
}

eframe_core::id! {
    /// Names one comment.
    pub struct CommentId;
}
