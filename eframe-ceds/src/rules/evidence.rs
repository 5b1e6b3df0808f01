use eframe_core::{Actor, Commit, Decision, FieldErrors, Timestamp};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::answer::may_answer;
use super::change::{self, Change, Desk};
use super::policy::speaks;
use super::step::text;
use crate::Refusal;
use crate::model::{AssessmentId, Author, Comment, CommentId, Evidence, EvidenceId, Stage};
use crate::permission::{ATTACHED, COMMENTED, DETACHED};

/// The most files that an assessment has. It keeps disks from being filled, to the file it is not exact: uploads that
/// arrive at the same moment may each find the last place free.
pub const MOST_FILES: u64 = 500;

/// What a new file leaves behind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attached {
    /// The assessment.
    pub assessment: AssessmentId,
    /// The file.
    pub evidence: EvidenceId,
}

/// Whether the actor may attach a file to this question now: asked before its bytes are taken. `files` is how many there
/// are.
///
/// # Errors
/// When they may not, the question is unknown, the assessment is not open, or it has as many files as it takes.
pub fn may_attach(desk: &Desk, question: &str, files: u64, actor: &Actor) -> Result<(), Refusal> {
    may_answer(desk, actor)?;
    let mut errors = FieldErrors::new();
    let known = desk.edition.section_of(question).is_some();
    errors.check(known, "question", "ceds.field.question.unknown");
    errors.check(files < MOST_FILES, "file", "ceds.field.file.many");
    Ok(errors.finish(())?)
}

/// Attaches a file whose bytes are stored already.
///
/// # Errors
/// As [`may_attach`].
pub fn attach(
    desk: &Desk,
    evidence: Evidence,
    files: u64,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Attached>, Refusal> {
    may_attach(desk, &evidence.question, files, actor)?;
    let facts = json!({
        "evidence": evidence.id, "question": evidence.question, "sha256": evidence.sha256,
    });
    let attached = Attached { assessment: desk.assessment.id, evidence: evidence.id };
    let commit = Commit::by(actor, now)
        .guard(change::beside(&desk.assessment))
        .change(Change::Attach(Box::new(evidence)))
        .audit(ATTACHED, change::about(desk.assessment.id), facts);
    Ok(Decision::new(commit, attached))
}

/// Takes a file out.
///
/// # Errors
/// When the actor may not, or the assessment is not open.
pub fn detach(
    desk: &Desk,
    evidence: &Evidence,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, ()>, Refusal> {
    may_answer(desk, actor)?;
    let facts = json!({ "evidence": evidence.id, "sha256": evidence.sha256 });
    let commit = Commit::by(actor, now)
        .guard(change::beside(&desk.assessment))
        .change(Change::Detach(evidence.id))
        .audit(DETACHED, change::about(desk.assessment.id), facts);
    Ok(Decision::new(commit, ()))
}

/// Says something about a question, or about the whole: the team, and whoever reviews it.
///
/// # Errors
/// When the actor may not, the question is unknown, nothing is said, or the assessment was taken back.
pub fn comment(
    desk: &Desk,
    question: Option<&str>,
    said: &str,
    id: CommentId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, CommentId>, Refusal> {
    let assessment = &desk.assessment;
    speaks(actor, assessment.organisation)?;
    if question.is_some_and(|id| desk.edition.section_of(id).is_none()) {
        return Err(FieldErrors::one("question", "ceds.field.question.unknown").into());
    }
    let text = text("text", said)?;
    if assessment.state.stage() == Stage::Withdrawn {
        return Err(Refusal::NotAtThatStage(Stage::Withdrawn));
    }
    let by = Author::of(actor);
    let question = question.map(str::to_owned);
    let comment = Comment { id, assessment: assessment.id, question, text, by, at: now };
    let commit = Commit::by(actor, now)
        .guard(change::beside(assessment))
        .audit(COMMENTED, change::about(assessment.id), json!({ "comment": id }))
        .change(Change::Comment(Box::new(comment)));
    Ok(Decision::new(commit, id))
}
