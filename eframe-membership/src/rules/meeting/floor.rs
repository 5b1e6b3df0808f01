use eframe_core::{Actor, Commit, Decision, Timestamp};
use serde_json::json;

use super::agenda::put_off_the_rest;
use super::roll::{admitted, body, guest, roll};
use super::{NOT_REACHED, after, at, between_items, floor};
use crate::Refusal;
use crate::model::{
    Application, Attendance, Attendee, Body, Charter, Composition, EntryId, ItemStage, Meeting,
    MeetingStage, MeetingState, Member, MemberId, Right, Standing,
};
use crate::permission::{MEET, RUN};
use crate::rules::change::{self, Change, MeetingStanding};
use crate::rules::term::{Terms, sits};
use crate::rules::{may, policy};

/// Opens a meeting and freezes its roll: everyone who belongs to the body on this day, in the charter's zone, each
/// entitled or excluded with every reason. What happens to a standing or a fee afterwards changes nothing of it.
///
/// `members` are those who may belong to the body: for one of offices whoever holds one, for one of all members the
/// whole register. Who of them does belong is decided here.
///
/// # Errors
/// When the actor may not, the meeting is not planned, or the charter of the day knows no such body.
pub fn open_meeting(
    meeting: &Meeting,
    members: &[Member],
    terms: &Terms,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MeetingStanding>, Refusal> {
    actor.require(MEET)?;
    at(meeting, &[MeetingStage::Planned])?;
    let day = charter.day(now);
    let of = charter.on(day).bodies.get(&meeting.body);
    let Body { composition, .. } = of.ok_or(Refusal::NotInTheCharter)?;
    let belongs = |member: &&Member| match composition {
        Composition::Members => {
            member.standing.is_some_and(|standing| standing != Standing::Withdrawn)
        }
        Composition::Offices { .. } => sits(&terms.all, &meeting.body, member.id, day),
    };
    let seated: Vec<Member> = members.iter().filter(belongs).cloned().collect();
    let roll = roll(&seated, charter, day);
    let facts = json!({
        "step": "open",
        "day": day,
        "charter": charter.on(day).name,
        "entitled": roll.entitled_count(),
        "excluded": roll.excluded().map(|(entry, reasons)| (entry.body, reasons)).collect::<Vec<_>>(),
    });
    let attendance = Attendance::default();
    let state = MeetingState::Open { at: now, roll, attendance };
    let mut commit = Commit::by(actor, now).guard(change::hold_meeting(meeting));
    if matches!(composition, Composition::Offices { .. }) {
        commit = commit.guard(change::keep_terms(terms));
    }
    for member in &seated {
        commit = commit.guard(change::keep_member(member));
    }
    Ok(written(commit, meeting, state, facts))
}

/// Marks a member as present: those on the roll, and guests who have the right to attend. Guests are on the roll from
/// then on as excluded, so that the minutes name them.
///
/// # Errors
/// When the actor neither runs meetings nor votes for the member, the meeting is not open, or the member has no
/// right to attend on this day.
pub fn attend(
    meeting: &Meeting,
    member: &Member,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MeetingStanding>, Refusal> {
    policy::sits_for(actor, member.organisation)?;
    let (roll, attendance) = floor(meeting)?;
    let known = roll.entry(body(member.id));
    if known.is_none_or(|entry| !entry.right.is_entitled()) {
        let (kind, day) = (&member.kind, charter.day(now));
        let reasons = may(charter, kind, &member.history, &member.fees, Right::Attend, day);
        if !reasons.is_empty() {
            return Err(Refusal::NoRight(reasons));
        }
    }
    let entry = known.cloned().unwrap_or_else(|| guest(member));
    let chair = attendance.chair == Some(member.id);
    let commit = Commit::by(actor, now)
        .guard(change::hold_meeting(meeting))
        .guard(change::keep_member(member))
        .change(mark(meeting, Attendee { entry, present: true, chair }));
    Ok(told(commit, meeting, json!({ "step": "attend", "member": member.id })))
}

/// Marks a member as gone; who was in the chair leaves it.
///
/// # Errors
/// When the actor neither runs meetings nor votes for the member, the meeting is not open, or an item is being voted
/// on: its quorum is counted when it is closed.
pub fn leave(
    meeting: &Meeting,
    member: &Member,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MeetingStanding>, Refusal> {
    policy::sits_for(actor, member.organisation)?;
    let (roll, _) = floor(meeting)?;
    between_items(meeting)?;
    let gone = roll.entry(body(member.id)).map(|entry| {
        let entry = entry.clone();
        mark(meeting, Attendee { entry, present: false, chair: false })
    });
    let commit = Commit::by(actor, now).guard(change::hold_meeting(meeting));
    let commit = gone.into_iter().fold(commit, Commit::change);
    Ok(told(commit, meeting, json!({ "step": "leave", "member": member.id })))
}

/// Puts a member that is present and may vote into the chair: where the rules say so, its vote decides a tie.
///
/// # Errors
/// When the actor may not, the meeting is not open, an item is being voted on, or the member is not present or not
/// entitled.
pub fn take_the_chair(
    meeting: &Meeting,
    member: MemberId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MeetingStanding>, Refusal> {
    actor.require(MEET)?;
    let (roll, attendance) = floor(meeting)?;
    between_items(meeting)?;
    admitted(roll, attendance, member)?;
    let sits = |of: MemberId, chair| {
        let entry = roll.entry(body(of)).cloned();
        entry.map(|entry| mark(meeting, Attendee { entry, present: true, chair }))
    };
    let before = attendance.chair.filter(|before| *before != member);
    let moved = before.and_then(|before| sits(before, false)).into_iter().chain(sits(member, true));
    let commit = Commit::by(actor, now).guard(change::hold_meeting(meeting));
    let commit = moved.fold(commit, Commit::change);
    Ok(told(commit, meeting, json!({ "step": "chair", "member": member })))
}

/// Closes a meeting: its minutes stand. What was not called is put off, and its application waits for another
/// meeting; `concerned` are those applications, each with the id of the entry in its history.
///
/// # Errors
/// When the actor may not, the meeting is not open, or votes are taken or are yet to be counted.
pub fn close_meeting(
    meeting: &Meeting,
    concerned: &[(Application, EntryId)],
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MeetingStanding>, Refusal> {
    actor.require(MEET)?;
    let MeetingState::Open { at: opened, roll, attendance } = &meeting.state else {
        return Err(Refusal::NotAtThatMeeting(meeting.state.stage()));
    };
    let stage = |item: &crate::model::Item| item.state.stage();
    let busy = meeting
        .items
        .iter()
        .map(stage)
        .find(|stage| matches!(stage, ItemStage::Open | ItemStage::Closed));
    if let Some(stage) = busy {
        return Err(Refusal::NotAtThatItem(stage));
    }
    let (opened, roll, attendance) = (*opened, roll.clone(), attendance.clone());
    let state = MeetingState::Closed { opened, at: now, roll, attendance };
    let mut commit = Commit::by(actor, now).guard(change::hold_meeting(meeting));
    commit = put_off_the_rest(commit, meeting, concerned, NOT_REACHED, actor)?;
    let decision = written(commit, meeting, state, json!({ "step": "close" }));
    let commit = decision.commit.touch(change::meeting_tag(meeting.id));
    Ok(Decision::new(commit, decision.outcome))
}

/// Who came, went or moved.
fn mark(meeting: &Meeting, attendee: Attendee) -> Change {
    Change::Mark { meeting: meeting.id, attendee }
}

/// What happened in a meeting that goes on.
fn told(
    commit: Commit<Change>,
    meeting: &Meeting,
    facts: serde_json::Value,
) -> Decision<Change, MeetingStanding> {
    let commit = commit.audit(RUN, change::about_meeting(meeting.id), facts);
    Decision::new(commit, after(meeting, meeting.state.stage(), None))
}

fn written(
    commit: Commit<Change>,
    meeting: &Meeting,
    state: MeetingState,
    facts: serde_json::Value,
) -> Decision<Change, MeetingStanding> {
    let standing = after(meeting, state.stage(), None);
    let commit = commit
        .change(Change::WriteMeeting { meeting: meeting.id, state: Box::new(state) })
        .audit(RUN, change::about_meeting(meeting.id), facts);
    Decision::new(commit, standing)
}
