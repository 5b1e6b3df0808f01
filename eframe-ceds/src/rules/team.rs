use std::collections::BTreeSet;

use eframe_core::{Actor, Commit, Decision, FieldErrors, Language, Timestamp};
use serde_json::json;

use super::answer::is_open;
use super::begin::filled;
use super::change::{self, AssessmentStanding, Change, Desk, told};
use super::policy::leads;
use crate::Refusal;
use crate::event::ColleagueAsked;
use crate::model::{Assessment, Author, Colleague, Consent, Facts, Stage};
use crate::permission::{CONSENTED, DESCRIBED, SHARED};

/// Asks somebody to help, or says anew with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Where they get mail; the host has checked that it is an address.
    pub address: String,
    /// The sections they are asked to answer.
    pub sections: BTreeSet<String>,
    /// The language of the letter that asks them, as long as they have no account that says theirs.
    pub language: Language,
}

/// Asks somebody no more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leave {
    /// Where they get mail.
    pub address: String,
}

/// The most people who are asked.
pub const MOST_COLLEAGUES: usize = 50;

/// Asks somebody to help with some sections, or says anew with which. Who has no account gets one by the host, which
/// hears of it.
///
/// # Errors
/// When the actor may not, a section is unknown, the assessment is not open, or the team is full.
pub fn ask(
    desk: &Desk,
    command: &Ask,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, AssessmentStanding>, Refusal> {
    let assessment = &desk.assessment;
    leads(actor, assessment.organisation)?;
    let mut errors = FieldErrors::new();
    let known = |id: &String| desk.edition.section(id).is_some();
    errors.check(command.sections.iter().all(known), "sections", "ceds.field.sections.unknown");
    let address = command.address.trim().to_lowercase();
    let is_address = address.len() <= 254 && address.contains('@');
    errors.check(is_address, "address", "ceds.field.address.wrong");
    errors.finish(())?;
    is_open(desk)?;
    let colleague = Colleague {
        address: address.clone(),
        sections: command.sections.clone(),
        language: command.language,
        by: Author::of(actor),
        at: now,
    };
    let mark = colleague.mark();
    let mut team = assessment.team.clone();
    let known = team.iter().position(|one| one.address == address);
    match known {
        Some(place) => team[place] = colleague,
        None if team.len() >= MOST_COLLEAGUES => return Err(Refusal::TeamFull),
        None => team.push(colleague),
    }
    let is_new = known.is_none();
    let facts = json!({ "address": address, "sections": command.sections });
    let (commit, standing) = rewritten(assessment, |next| next.team = team, actor, now);
    let commit = commit.audit(SHARED, change::about(assessment.id), facts);
    let event = ColleagueAsked {
        assessment: assessment.id,
        organisation: assessment.organisation,
        colleague: mark,
    };
    let commit = if is_new { commit.send(&event) } else { commit };
    Ok(Decision::new(commit, standing))
}

/// Asks somebody no more. What they answered stays.
///
/// # Errors
/// When the actor may not, or the assessment is not open.
pub fn leave(
    desk: &Desk,
    command: &Leave,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, AssessmentStanding>, Refusal> {
    let assessment = &desk.assessment;
    leads(actor, assessment.organisation)?;
    is_open(desk)?;
    let address = command.address.trim().to_lowercase();
    let facts = json!({ "address": address, "sections": null });
    let left = |next: &mut Assessment| next.team.retain(|one| one.address != address);
    let (commit, standing) = rewritten(assessment, left, actor, now);
    Ok(Decision::new(commit.audit(SHARED, change::about(assessment.id), facts), standing))
}

/// Says anew what is known of the city.
///
/// # Errors
/// When the actor may not, a fact is wrong, or the assessment is not open.
pub fn describe(
    desk: &Desk,
    facts: &Facts,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, AssessmentStanding>, Refusal> {
    let assessment = &desk.assessment;
    leads(actor, assessment.organisation)?;
    let facts = filled(facts);
    desk.edition.takes_facts(&facts)?;
    is_open(desk)?;
    let told = json!({ "facts": facts });
    let (commit, standing) = rewritten(assessment, |next| next.facts = facts, actor, now);
    Ok(Decision::new(commit.audit(DESCRIBED, change::about(assessment.id), told), standing))
}

/// Says what others may learn of the city. It may be taken back at any time, also when everything else is over.
///
/// # Errors
/// When the actor may not, or the assessment was taken back.
pub fn consent(
    desk: &Desk,
    consent: Consent,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, AssessmentStanding>, Refusal> {
    let assessment = &desk.assessment;
    leads(actor, assessment.organisation)?;
    if assessment.state.stage() == Stage::Withdrawn {
        return Err(Refusal::NotAtThatStage(Stage::Withdrawn));
    }
    let (commit, standing) = rewritten(assessment, |next| next.consent = consent, actor, now);
    let facts = json!({ "consent": consent, "before": assessment.consent });
    // What everybody may read of a closed round hangs on it.
    let commit =
        commit.audit(CONSENTED, change::about(assessment.id), facts).touch(change::ROUNDS_TAG);
    Ok(Decision::new(commit.send(&told!(ConsentChanged, assessment)), standing))
}

fn rewritten(
    was: &Assessment,
    change: impl FnOnce(&mut Assessment),
    actor: &Actor,
    now: Timestamp,
) -> (Commit<Change>, AssessmentStanding) {
    let mut next = was.clone();
    change(&mut next);
    let standing = AssessmentStanding::after(was, &next.state);
    (change::rewritten(Commit::by(actor, now), was, next, now), standing)
}
