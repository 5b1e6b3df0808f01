use eframe_core::{Actor, Commit, Decision, FieldErrors, Timestamp, Version};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::accept::said;
use super::apply::taken_back;
use super::change::{self, Change};
use super::enrol::happen;
use super::term::{Terms, end_terms_of};
use super::{REGISTER_TAG, member_tag, status_at};
use crate::Refusal;
use crate::event::Renamed;
use crate::model::{
    Application, Charter, EntryId, Form, Happened, Happening, Member, MemberId, Stage, Standing,
};
use crate::permission::{AMENDED, ENDED, LAPSED, MANAGE, REINSTATED, RESTORED, SUSPENDED};

/// Changes what the register says of a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amend {
    /// The version it was changed from, where the caller knows it.
    pub expected: Option<Version>,
    /// Name, own name, country, place, population and website; the other answers are passed over.
    pub form: Form,
}

/// Why something happens to a membership, and from when on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dated {
    /// The day it counts from; today, where none is given.
    pub on: Option<Date>,
    /// Why.
    pub reason: String,
}

/// What else ends when a membership does.
#[derive(Clone, Copy, Debug)]
pub struct Ending<'a> {
    /// The application that the organisation has under way, at whatever stage.
    pub application: Option<&'a Application>,
    /// The id of the entry in its history.
    pub entry: EntryId,
    /// The terms of office of the member.
    pub terms: &'a Terms,
}

/// Where a member stands after a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MemberStanding {
    /// The member.
    pub member: MemberId,
    /// Where it stands.
    pub standing: Option<Standing>,
    /// Its version.
    pub version: Version,
}

/// Changes what the register says of a member.
///
/// # Errors
/// When the actor may not, an answer is not right, or somebody changed the member since.
pub fn amend(
    member: &Member,
    command: &Amend,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MemberStanding>, Refusal> {
    actor.require(MANAGE)?;
    let form = command.form.clone().cleaned();
    form.fits()?;
    let profile = form.profile()?;
    if command.expected.is_some_and(|expected| expected != member.version) {
        return Err(Refusal::Moved(member.version));
    }
    let facts = json!({ "before": member.profile, "after": profile });
    let renamed = Renamed {
        member: member.id,
        organisation: member.organisation,
        name: profile.name.clone(),
        standing: member.standing,
    };
    let commit = if renamed.name == member.profile.name {
        Commit::by(actor, now)
    } else {
        Commit::by(actor, now).send(&renamed)
    };
    let commit = commit
        .guard(change::hold_member(member))
        .change(Change::Amend { member: member.id, profile })
        .audit(AMENDED, change::about_member(member.id), facts)
        .touch(REGISTER_TAG)
        .touch(change::FIGURES_TAG)
        .touch(member_tag(member.id));
    let (standing, version) = (member.standing, member.version.next());
    Ok(Decision::new(commit, MemberStanding { member: member.id, standing, version }))
}

/// Lets a member's rights rest.
///
/// # Errors
/// When the actor may not, says nothing, the day is not right, or there is nothing to suspend.
pub fn suspend(
    member: &Member,
    command: &Dated,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MemberStanding>, Refusal> {
    actor.require(MANAGE)?;
    let reason = said(&command.reason, "reason", "membership.field.reason.empty")?;
    stands(member, &[Standing::Associate, Standing::Full, Standing::Lapsed])?;
    let on = day(member, command.on, charter, now)?;
    let facts = json!({ "on": on, "reason": reason });
    let commit = Commit::by(actor, now).audit(SUSPENDED, change::about_member(member.id), facts);
    Ok(one(commit, member, charter, on, Happening::Suspended { reason }, now))
}

/// Ends a suspension: the member stands where it stood before.
///
/// # Errors
/// When the actor may not, the day is not right, or the member is not suspended.
pub fn reinstate(
    member: &Member,
    on: Option<Date>,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MemberStanding>, Refusal> {
    actor.require(MANAGE)?;
    stands(member, &[Standing::Suspended])?;
    let on = day(member, on, charter, now)?;
    let facts = json!({ "on": on });
    let commit = Commit::by(actor, now).audit(REINSTATED, change::about_member(member.id), facts);
    Ok(one(commit, member, charter, on, Happening::Reinstated, now))
}

/// Notes that a member left. It may apply again later: the application that it has under way is taken back with this,
/// and its terms of office end on the day before.
///
/// # Errors
/// When the actor may not, the day is not right, it left before, or its application is on an agenda: there it is
/// decided about or taken off first.
pub fn end_membership(
    member: &Member,
    command: &Dated,
    ending: &Ending<'_>,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MemberStanding>, Refusal> {
    actor.require(MANAGE)?;
    let reason = crate::model::clean(&command.reason, true);
    let all =
        Standing::ALL.map(|one| if one == Standing::Withdrawn { Standing::Full } else { one });
    stands(member, &all)?;
    let on = day(member, command.on, charter, now)?;
    let facts = json!({ "on": on, "reason": reason });
    let mut commit = Commit::by(actor, now).audit(ENDED, change::about_member(member.id), facts);
    if let Some(application) = ending.application {
        let stage = application.state.stage();
        if stage == Stage::Referred {
            return Err(Refusal::NotAtThatStage(stage));
        }
        commit = taken_back(commit, application, ending.entry, actor).0;
    }
    let commit = end_terms_of(commit, ending.terms, on);
    Ok(one(commit, member, charter, on, Happening::Withdrew { reason }, now))
}

/// Notes that a member's fee is unpaid and its grace over: it lapses. For the machinery, each day.
///
/// # Errors
/// [`Refusal::NotInThatStanding`] for whoever is not in the register, [`Refusal::InGrace`] while no grace is over.
pub fn lapse(
    member: &Member,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MemberStanding>, Refusal> {
    stands(member, &[Standing::Associate, Standing::Full])?;
    let today = charter.day(now);
    let over = member.fees.iter().filter(|fee| super::fee::is_out_of_grace(fee, charter, today));
    let period = over.map(|fee| fee.period.clone()).min().ok_or(Refusal::InGrace)?;
    let facts = json!({ "period": period });
    let commit = Commit::by(actor, now).audit(LAPSED, change::about_member(member.id), facts);
    Ok(one(commit, member, charter, today, Happening::Lapsed { period }, now))
}

/// Ends a lapse for which no fee is owed any more, such as one that came with an imported register. Where a fee is
/// owed, paying it does so.
///
/// # Errors
/// When the actor may not, the member has not lapsed, or a fee is unpaid and its grace over.
pub fn restore(
    member: &Member,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MemberStanding>, Refusal> {
    actor.require(MANAGE)?;
    if !member.has_lapsed() {
        return Err(Refusal::NotInThatStanding(member.standing));
    }
    let today = charter.day(now);
    let mut errors = FieldErrors::new();
    let owes = member.fees.iter().any(|fee| super::fee::is_out_of_grace(fee, charter, today));
    errors.check(!owes, "", "membership.desk.field.still-owes");
    errors.finish(())?;
    let facts = json!({ "on": today });
    let commit = Commit::by(actor, now).audit(RESTORED, change::about_member(member.id), facts);
    Ok(one(commit, member, charter, today, Happening::Restored, now))
}

/// A decision that one thing happens.
pub(super) fn one(
    commit: Commit<Change>,
    member: &Member,
    charter: &Charter,
    on: Date,
    what: Happening,
    now: Timestamp,
) -> Decision<Change, MemberStanding> {
    let standing = standing_with(member, charter, on, what.clone(), now);
    let commit = happen(commit, charter, member, vec![(on, what)], now);
    let version = member.version.next();
    Decision::new(commit, MemberStanding { member: member.id, standing, version })
}

/// Where a member stands once this happened too.
fn standing_with(
    member: &Member,
    charter: &Charter,
    on: Date,
    what: Happening,
    now: Timestamp,
) -> Option<Standing> {
    let mut history = member.history.clone();
    let number = history.iter().map(|one| one.number).max().unwrap_or(0) + 1;
    history.push(Happened { number, on, recorded: now, what });
    status_at(charter, &member.kind, &history, charter.day(now)).standing
}

fn stands(member: &Member, where_: &[Standing]) -> Result<(), Refusal> {
    match member.standing {
        Some(standing) if where_.contains(&standing) => Ok(()),
        standing => Err(Refusal::NotInThatStanding(standing)),
    }
}

/// A day that is not yet to come, and not before what happened last: nobody rewrites what was true on a past day
/// behind something that was decided on the ground of it.
fn day(
    member: &Member,
    on: Option<Date>,
    charter: &Charter,
    now: Timestamp,
) -> Result<Date, FieldErrors> {
    let today = charter.day(now);
    let on = on.unwrap_or(today);
    let mut errors = FieldErrors::new();
    errors.check(on <= today, "on", "membership.desk.field.day-future");
    let last = member.history.iter().map(|one| one.on).max();
    errors.check(last.is_none_or(|last| last <= on), "on", "membership.desk.field.day-early");
    errors.finish(on)
}

#[cfg(test)]
mod tests;
