use std::collections::BTreeMap;

use eframe_core::{Actor, Commit, Decision, Digest, FieldErrors, Timestamp, sha256};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::answer::is_open;
use super::change::{self, AssessmentStanding, Change, Desk, told};
use super::policy::{leads, reviews};
use crate::Refusal;
use crate::model::{
    Answer, Assessment, Author, Comment, CommentId, Frozen, Given, Inputs, RoundPhase, Stage, State,
};
use crate::permission::{FROZEN, RETURNED, SUBMITTED, WITHDRAWN};

/// Hands an assessment in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Submit {
    /// Also where so much is unanswered that some sections get no score.
    pub anyway: bool,
}

/// What freezing came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Settled {
    /// Where the assessment stands.
    pub standing: AssessmentStanding,
    /// How many parts of the instrument have a score.
    pub scores: u64,
}

/// The longest text of a question to the city, in characters.
const LONGEST: usize = 10_000;

/// Hands the assessment in. Where a section has too few answers for a score, the city is told first.
///
/// # Errors
/// When the actor may not, it is not open, its round is over, or too much is unanswered and they did not say that it is
/// handed in all the same.
pub fn submit(
    desk: &Desk,
    answers: &BTreeMap<String, Given>,
    command: Submit,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, AssessmentStanding>, Refusal> {
    let assessment = &desk.assessment;
    leads(actor, assessment.organisation)?;
    is_open(desk)?;
    let inputs = inputs(assessment, answers);
    let data = desk.edition.data(&inputs).map_err(|error| Refusal::NoScores(error.to_string()))?;
    let figures = desk.edition.figures(&data);
    let figures = figures.map_err(|error| Refusal::NoScores(error.to_string()))?;
    let progress = desk.edition.progress(answers, &desk.edition.applying(&data));
    let (due, answered) =
        progress.iter().fold((0, 0), |(due, done), one| (due + one.due, done + one.answered));
    let lacking = progress.iter().filter(|one| !figures.contains_key(&one.section));
    let sections: Vec<_> =
        lacking.filter(|one| one.due > 0).map(|one| one.section.clone()).collect();
    if !sections.is_empty() && !command.anyway {
        return Err(Refusal::ManyUnanswered { answered, due, sections });
    }
    let state = State::Submitted { by: Author::of(actor), at: now };
    let facts = json!({ "answered": answered, "due": due });
    let (commit, standing) = stepped(assessment, state, actor, now);
    // How many of a round wait for their review is a fact of the round: nobody closes it meanwhile.
    let commit = commit.guard(change::write_round(&desk.round));
    let commit = commit.audit(SUBMITTED, change::about(assessment.id), facts);
    Ok(Decision::new(commit.send(&told!(Submitted, assessment)), standing))
}

/// Gives it back with questions, which stand among the comments too.
///
/// # Errors
/// When the actor may not, it was not handed in, its round is closed, or nothing is asked.
pub fn give_back(
    desk: &Desk,
    questions: &str,
    comment: CommentId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, AssessmentStanding>, Refusal> {
    let assessment = &desk.assessment;
    reviews(actor, assessment.organisation)?;
    let questions = text("questions", questions)?;
    under_review(desk)?;
    let by = Author::of(actor);
    let said = Comment {
        id: comment,
        assessment: assessment.id,
        question: None,
        text: questions.clone(),
        by: by.clone(),
        at: now,
    };
    let state = State::Returned { by, at: now, questions };
    let (commit, standing) = stepped(assessment, state, actor, now);
    let commit = commit.guard(change::within(&desk.round));
    let commit = commit.change(Change::Comment(Box::new(said))).audit(
        RETURNED,
        change::about(assessment.id),
        json!({}),
    );
    Ok(Decision::new(commit.send(&told!(Returned, assessment)), standing))
}

/// Freezes it: the scores are reckoned from what stands there, and kept with all that it takes to reckon them again.
/// Whoever handed it in, or gave an answer that stands, does not review it.
///
/// # Errors
/// When the actor may not, it was not handed in, its round is closed, it is their own work, or its answers come to no
/// scores.
pub fn freeze(
    desk: &Desk,
    answers: &BTreeMap<String, Answer>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Settled>, Refusal> {
    let assessment = &desk.assessment;
    reviews(actor, assessment.organisation)?;
    under_review(desk)?;
    let handed_in = matches!(&assessment.state, State::Submitted { by, .. } if by.id == actor.id());
    if handed_in || answers.values().any(|answer| answer.by.id == actor.id()) {
        return Err(Refusal::OwnWork);
    }
    let given = answers.iter().map(|(id, answer)| (id.clone(), answer.given.clone())).collect();
    let inputs = inputs(assessment, &given);
    let refused = |error: String| Refusal::NoScores(error);
    let data = desk.edition.data(&inputs).map_err(|error| refused(error.to_string()))?;
    let scores = desk.edition.figures(&data).map_err(|error| refused(error.to_string()))?;
    let frozen = Frozen {
        assessment: assessment.id,
        sha256: desk.edition.sha256(),
        engine: Frozen::ENGINE.to_owned(),
        inputs,
        scores,
        at: now,
    };
    let count = frozen.scores.len() as u64;
    let facts = json!({
        "sha256": frozen.sha256, "engine": frozen.engine,
        "inputs": digest(&frozen.inputs), "scores": digest(&frozen.scores),
    });
    let state = State::Frozen { by: Author::of(actor), at: now };
    let (commit, standing) = stepped(assessment, state, actor, now);
    let commit = commit.guard(change::within(&desk.round));
    let commit = commit.change(Change::Freeze(Box::new(frozen))).audit(
        FROZEN,
        change::about(assessment.id),
        facts,
    );
    let settled = Settled { standing, scores: count };
    Ok(Decision::new(commit.send(&told!(Frozen, assessment)), settled))
}

/// A fingerprint for the audit log.
fn digest(of: &impl Serialize) -> Digest {
    sha256(&eframe_core::canonical(of).unwrap_or_default())
}

/// Takes it back. It may be begun anew as long as the round is open.
///
/// # Errors
/// When the actor may not, or it is over.
pub fn withdraw(
    desk: &Desk,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, AssessmentStanding>, Refusal> {
    let assessment = &desk.assessment;
    leads(actor, assessment.organisation)?;
    if let stage @ (Stage::Frozen | Stage::Withdrawn) = assessment.state.stage() {
        return Err(Refusal::NotAtThatStage(stage));
    }
    let state = State::Withdrawn { by: Author::of(actor), at: now };
    let (commit, standing) = stepped(assessment, state, actor, now);
    let commit = commit.audit(WITHDRAWN, change::about(assessment.id), json!({}));
    Ok(Decision::new(commit.send(&told!(Withdrawn, assessment)), standing))
}

/// What the scores of an assessment are reckoned from.
pub(crate) fn inputs(assessment: &Assessment, answers: &BTreeMap<String, Given>) -> Inputs {
    let answers = answers.iter().filter(|(_, given)| !given.is_unanswered());
    Inputs {
        facts: assessment.facts.clone(),
        answers: answers.map(|(id, given)| (id.clone(), given.clone())).collect(),
    }
}

/// Lets only what was handed in pass, in a round that is not closed.
fn under_review(desk: &Desk) -> Result<(), Refusal> {
    let stage = desk.assessment.state.stage();
    if stage != Stage::Submitted {
        return Err(Refusal::NotAtThatStage(stage));
    }
    match desk.round.phase(desk.today) {
        phase @ (RoundPhase::Closed | RoundPhase::Planned) => Err(Refusal::NotAtThatTime(phase)),
        RoundPhase::Open | RoundPhase::Review => Ok(()),
    }
}

pub(super) fn text(field: &'static str, text: &str) -> Result<String, FieldErrors> {
    let text = text.replace("\r\n", "\n").trim().to_owned();
    let mut errors = FieldErrors::new();
    errors.check(!text.is_empty(), field, "ceds.field.text.empty");
    let fits = text.chars().count() <= LONGEST && !text.contains('\0');
    errors.check(fits, field, "ceds.field.text.long");
    errors.finish(text)
}

fn stepped(
    was: &Assessment,
    state: State,
    actor: &Actor,
    now: Timestamp,
) -> (Commit<Change>, AssessmentStanding) {
    let standing = AssessmentStanding::after(was, &state);
    let next = Assessment { state, ..was.clone() };
    (change::rewritten(Commit::by(actor, now), was, next, now), standing)
}
