use eframe_core::{Actor, Commit, Decision, Timestamp};
use serde_json::json;

use super::apply::{open, step};
use super::begin::something_to_apply_for;
use super::change::{self, ApplicationStanding, Change, Given};
use super::enrol::{Enrolment, enrol};
use super::policy::{applies, is_of};
use crate::Refusal;
use crate::event::{ConfirmationWanted, Submitted};
use crate::model::{
    Application, Author, Charter, Complete, EntryId, Member, MemberId, State, What,
};
use crate::permission::{CONFIRMED, REOPENED, SUBMITTED};

/// Hands an application in: complete, and signed as it stands. What somebody else filled in for the organisation
/// waits until the organisation confirms it, and may be signed until then.
///
/// # Errors
/// When the actor may not, an answer is missing or wrong, the organisation hands it in and it is not signed as it
/// stands, the organisation is a member already, or the application can't be changed any more.
pub fn submit(
    application: &Application,
    member: Option<&Member>,
    charter: &Charter,
    given: &Given,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, ApplicationStanding>, Refusal> {
    applies(actor, application)?;
    open(application)?;
    let complete = application.form.complete(&charter.on(charter.day(now)).kind_codes())?;
    if is_of(actor, application.organisation) {
        let handed = HandedIn { application, complete: &complete, member, charter, given };
        return handed.in_by(What::Submitted { form: application.form.hash() }, actor, now);
    }
    HandedIn { application, complete: &complete, member, charter, given }.wanted(now)?;
    let state = State::Unconfirmed { by: Author::of(actor), at: now };
    let next = Application { state, changed: now, ..application.clone() };
    let what = What::Submitted { form: application.form.hash() };
    let standing = ApplicationStanding::after(&next);
    let event =
        ConfirmationWanted { application: application.id, organisation: application.organisation };
    let commit = step(Commit::by(actor, now), application, next, given.entry, what, actor)
        .audit(SUBMITTED, change::about(application.id), json!({ "form": application.form.hash() }))
        .send(&event);
    Ok(Decision::new(commit, standing))
}

/// Confirms for the organisation what somebody else handed in for it: from now on it is handed in.
///
/// # Errors
/// When the actor is not of the organisation, it is not signed as it stands, or there is nothing to confirm.
pub fn confirm(
    application: &Application,
    member: Option<&Member>,
    charter: &Charter,
    given: &Given,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, ApplicationStanding>, Refusal> {
    applies(actor, application)?;
    if !is_of(actor, application.organisation) {
        return Err(Refusal::NotOfTheOrganisation);
    }
    if !matches!(application.state, State::Unconfirmed { .. }) {
        return Err(Refusal::NotAtThatStage(application.state.stage()));
    }
    let complete = application.form.complete(&charter.on(charter.day(now)).kind_codes())?;
    let handed = HandedIn { application, complete: &complete, member, charter, given };
    handed.in_by(What::Confirmed, actor, now)
}

/// Takes back to the draft what somebody else handed in for the organisation, so that answers can be changed: the
/// organisation does it when something is not right, and whoever handed it in when they notice first.
///
/// # Errors
/// When the actor may not, or there is nothing that waits to be confirmed.
pub fn reopen(
    application: &Application,
    entry: EntryId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, ApplicationStanding>, Refusal> {
    applies(actor, application)?;
    if !matches!(application.state, State::Unconfirmed { .. }) {
        return Err(Refusal::NotAtThatStage(application.state.stage()));
    }
    let next = Application { state: State::Draft, changed: now, ..application.clone() };
    let standing = ApplicationStanding::after(&next);
    let commit = step(Commit::by(actor, now), application, next, entry, What::Reopened, actor)
        .audit(REOPENED, change::about(application.id), json!({}));
    Ok(Decision::new(commit, standing))
}

/// An application on its way to the Secretariat.
struct HandedIn<'a> {
    application: &'a Application,
    complete: &'a Complete,
    member: Option<&'a Member>,
    charter: &'a Charter,
    given: &'a Given,
}

impl HandedIn<'_> {
    fn in_by(
        &self,
        what: What,
        actor: &Actor,
        now: Timestamp,
    ) -> Result<Decision<Change, ApplicationStanding>, Refusal> {
        if self.application.signed().is_none() {
            return Err(Refusal::NotSigned);
        }
        self.wanted(now)?;
        let action = if what == What::Confirmed { CONFIRMED } else { SUBMITTED };
        let facts = json!({ "form": self.application.form.hash() });
        let state = State::Submitted { by: Author::of(actor), at: now };
        let mut next = Application { state, changed: now, ..self.application.clone() };
        let (commit, member) = self.enrolled(Commit::by(actor, now), &next);
        next.member = member.or(self.application.member);
        let standing = ApplicationStanding::after(&next);
        let event = Submitted { application: next.id, organisation: next.organisation };
        let commit = step(commit, self.application, next, self.given.entry, what, actor)
            .audit(action, change::about(self.application.id), facts)
            .send(&event);
        Ok(Decision::new(commit, standing))
    }

    /// What handing in means for the membership under the charter of the day; the second time, nothing.
    fn enrolled(
        &self,
        commit: Commit<Change>,
        next: &Application,
    ) -> (Commit<Change>, Option<MemberId>) {
        let on = self.enrolment(next, commit.at());
        if self.is_told(&on) {
            return (commit, None);
        }
        let what = on.submitted();
        enrol(commit, &on, self.given, what)
    }

    /// Whether there is something to apply for; not asked again of what was handed in before for the same kind, since
    /// that may be what the member has by now. For another kind it is.
    fn wanted(&self, now: Timestamp) -> Result<(), Refusal> {
        if self.is_told(&self.enrolment(self.application, now)) {
            return Ok(());
        }
        something_to_apply_for(self.member, &self.complete.kind, self.charter, now)
    }

    fn is_told(&self, on: &Enrolment<'_>) -> bool {
        self.member.is_some_and(|member| on.is_told(&member.history))
    }

    fn enrolment<'a>(&'a self, application: &'a Application, now: Timestamp) -> Enrolment<'a> {
        let Self { complete, member, charter, .. } = *self;
        let (day, submitted, accepted) = (charter.day(now), None, None);
        Enrolment { charter, application, complete, member, submitted, accepted, day, now }
    }
}
