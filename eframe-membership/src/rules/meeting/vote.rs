use eframe_ballot::Choice;
use eframe_core::{Actor, Commit, Decision, FieldErrors, OrganisationId, Timestamp};
use serde_json::json;

use super::agenda::{approves, referred};
use super::roll::admitted;
use super::{after, between_items, floor, item_at};
use crate::Refusal;
use crate::model::{
    Application, Author, Charter, Item, ItemStage, ItemState, Matter, Meeting, MeetingStage,
    MemberId, Vote,
};
use crate::permission::{MEET, RUN, VOTE, VOTED};
use crate::rules::change::{self, Change, MeetingStanding};
use crate::rules::policy::organisations;

/// Whose vote it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Voter {
    /// The member.
    pub member: MemberId,
    /// The organisation it is: whoever votes for that casts it.
    pub organisation: OrganisationId,
}

/// Casts a vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cast {
    /// Yes, no or abstention; none where the Secretariat records a paper that can't be read.
    pub choice: Option<Choice>,
}

/// Calls an item: from now on votes are taken. One item is open at a time. `application` is the one that it is about.
///
/// # Errors
/// When the actor may not, the meeting is not open, another item is, this one was called or put off before, the charter
/// of the day knows no such body, or it has another body approve the application since it was put on the agenda: then
/// the item can only be [put off](super::defer_item).
pub fn open_item(
    meeting: &Meeting,
    item: &Item,
    application: Option<&Application>,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MeetingStanding>, Refusal> {
    actor.require(MEET)?;
    floor(meeting)?;
    item_at(item, &[ItemStage::Pending])?;
    between_items(meeting)?;
    if !charter.on(charter.day(now)).bodies.contains_key(&meeting.body) {
        return Err(Refusal::NotInTheCharter);
    }
    if let Matter::Application { .. } = item.matter {
        approves(meeting, referred(application, item)?, charter, now)?;
    }
    let state = Box::new(ItemState::Open { at: now });
    let facts = json!({ "step": "open-item", "item": item.id, "matter": item.matter });
    let commit = Commit::by(actor, now)
        .guard(change::hold_meeting(meeting))
        .guard(change::hold_item(item))
        .change(Change::WriteItem { item: item.id, state })
        .audit(RUN, change::about_meeting(meeting.id), facts);
    Ok(Decision::new(commit, after(meeting, MeetingStage::Open, Some(item.id))))
}

/// Takes a vote: cast by somebody who votes for the member's organisation, or recorded by the Secretariat for a
/// member in the room. A member has one vote on an item, and it stands; a second one is refused by the database.
///
/// # Errors
/// When the actor neither votes for the member nor runs meetings, no votes are taken on the item, or the member is
/// not on the roll, not entitled by it, or not present.
pub fn cast(
    meeting: &Meeting,
    item: &Item,
    voter: Voter,
    command: Cast,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Vote>, Refusal> {
    let own = organisations(actor, &[VOTE]).contains(&voter.organisation);
    if !own {
        actor.require(MEET).or_else(|_| actor.require_for(VOTE, voter.organisation))?;
    }
    if own && command.choice.is_none() {
        return Err(FieldErrors::one("choice", "membership.field.choice.empty").into());
    }
    let (roll, attendance) = floor(meeting)?;
    item_at(item, &[ItemStage::Open])?;
    admitted(roll, attendance, voter.member)?;
    let vote = Vote {
        item: item.id,
        member: voter.member,
        choice: command.choice,
        by: Author::of(actor),
        at: now,
        recorded: !own,
    };
    let facts = json!({
        "item": item.id,
        "member": voter.member,
        "choice": command.choice,
        "recorded": vote.recorded,
    });
    let commit = Commit::by(actor, now)
        .guard(change::keep_meeting(meeting))
        .guard(change::keep_item(item))
        .change(Change::Cast(vote.clone()))
        .audit(VOTED, change::about_meeting(meeting.id), facts);
    Ok(Decision::new(commit, vote))
}

/// Closes an item to further votes and notes who was there. Every vote taken before is in, none comes after; then
/// they are [counted](super::count).
///
/// # Errors
/// When the actor may not, the meeting is not open, or no votes are taken on the item.
pub fn close_item(
    meeting: &Meeting,
    item: &Item,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MeetingStanding>, Refusal> {
    actor.require(MEET)?;
    let (_, attendance) = floor(meeting)?;
    let ItemState::Open { at: opened } = item.state else {
        return Err(Refusal::NotAtThatItem(item.state.stage()));
    };
    let attendance = attendance.clone();
    let state = Box::new(ItemState::Closed { opened, at: now, attendance });
    let commit = Commit::by(actor, now)
        .guard(change::hold_meeting(meeting))
        .guard(change::hold_item(item))
        .change(Change::WriteItem { item: item.id, state })
        .audit(
            RUN,
            change::about_meeting(meeting.id),
            json!({ "step": "close-item", "item": item.id }),
        );
    Ok(Decision::new(commit, after(meeting, MeetingStage::Open, Some(item.id))))
}
