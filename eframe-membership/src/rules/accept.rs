use eframe_core::{Actor, Commit, Decision, Digest, FieldErrors, Timestamp};
use serde_json::json;

use super::apply::step;
use super::change::{self, ApplicationStanding, Change, Given};
use super::enrol::{Enrolment, enrol};
use crate::Refusal;
use crate::event::{Accepted, Admitted, Refused};
use crate::model::{
    Application, Author, Charter, EntryId, Happening, LIMITS, Member, Stage, State, What,
};
use crate::permission::{ACCEPTED, REFUSED, REVIEW};

/// Accepts an application for the Secretariat. What follows says the charter of the day: a first standing, and
/// whether a body has to decide yet.
///
/// # Errors
/// When the actor may not, the application is not handed in, it has other contents by now than those that were
/// `read`, or the charter of the day knows its kind no more.
pub fn accept(
    application: &Application,
    member: Option<&Member>,
    charter: &Charter,
    given: &Given,
    read: Option<Digest>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, ApplicationStanding>, Refusal> {
    actor.require(REVIEW)?;
    at(application, &[Stage::Submitted])?;
    as_read(application, read)?;
    let version = charter.on(charter.day(now));
    let complete = application.form.complete(&version.kind_codes())?;
    let rule = version.kinds.get(&complete.kind).ok_or(Refusal::NotInTheCharter)?;
    let day = charter.day(now);
    let complete = &complete;
    let (submitted, accepted) = (None, None);
    let on = Enrolment { charter, application, complete, member, submitted, accepted, day, now };
    let (commit, member) = enrol(Commit::by(actor, now), &on, given, Happening::Accepted);
    let is_last = rule.approval.is_none();
    let state = if is_last {
        State::Admitted { at: now, decision: None }
    } else {
        State::Accepted { by: Author::of(actor), at: now }
    };
    let member = member.or(application.member);
    let next = Application { state, member, changed: now, ..application.clone() };
    let standing = ApplicationStanding::after(&next);
    let (application_id, organisation) = (next.id, next.organisation);
    let facts = json!({ "form": application.form.hash(), "contents": application.contents(), "charter": version.name, "member": member });
    let what = if is_last { What::Admitted { decision: None } } else { What::Accepted };
    let commit = step(commit, application, next, given.entry, what, actor).audit(
        ACCEPTED,
        change::about(application.id),
        facts,
    );
    let commit = if is_last {
        commit.send(&Admitted { application: application_id, organisation })
    } else {
        commit.send(&Accepted { application: application_id, organisation })
    };
    Ok(Decision::new(commit, standing))
}

/// Refuses an application for the Secretariat, saying why. A standing that it gave already stays.
///
/// # Errors
/// When the actor may not, says nothing, the application is not with the Secretariat, or it has other contents by
/// now than those that were `read`.
pub fn refuse(
    application: &Application,
    reason: &str,
    read: Option<Digest>,
    entry: EntryId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, ApplicationStanding>, Refusal> {
    actor.require(REVIEW)?;
    let reason = said(reason, "reason", "membership.field.reason.empty")?;
    at(application, &[Stage::Submitted, Stage::Accepted, Stage::Deferred])?;
    as_read(application, read)?;
    let state = State::Refused { at: now, reason: reason.clone(), decision: None };
    let next = Application { state, changed: now, ..application.clone() };
    let standing = ApplicationStanding::after(&next);
    let event = Refused { application: next.id, organisation: next.organisation };
    let what = What::Refused { reason: reason.clone() };
    let commit = step(Commit::by(actor, now), application, next, entry, what, actor)
        .audit(REFUSED, change::about(application.id), json!({ "reason": reason }))
        .send(&event);
    Ok(Decision::new(commit, standing))
}

/// Refuses what is at no such stage.
pub(super) fn at(application: &Application, stages: &[Stage]) -> Result<(), Refusal> {
    let stage = application.state.stage();
    if stages.contains(&stage) { Ok(()) } else { Err(Refusal::NotAtThatStage(stage)) }
}

/// Refuses whoever read other contents than those that are there: `read` is what [`Application::contents`] was then,
/// where they say so.
pub(super) fn as_read(application: &Application, read: Option<Digest>) -> Result<(), Refusal> {
    let now = application.contents();
    if read.is_none_or(|read| read == now) { Ok(()) } else { Err(Refusal::ContentsChanged(now)) }
}

/// A text that has to say something and fits.
pub(super) fn said(text: &str, field: &str, empty: &'static str) -> Result<String, FieldErrors> {
    let text = crate::model::clean(text, true);
    let mut errors = FieldErrors::new();
    errors.check(!text.is_empty(), field, empty);
    if text.chars().count() > LIMITS.text {
        errors.add_with(field, "membership.field.long", vec![("most", LIMITS.text.to_string())]);
    }
    errors.finish(text)
}
