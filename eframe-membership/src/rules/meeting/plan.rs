use eframe_core::{Actor, Commit, Decision, FieldErrors, Timestamp, Version};
use serde_json::json;

use super::{LocalTime, after, at, unmoved};
use crate::Refusal;
use crate::event::MeetingCalled;
use crate::model::{BodyCode, Charter, LIMITS, Meeting, MeetingId, MeetingStage};
use crate::permission::{MEET, PLANNED};
use crate::rules::change::{self, Change, Given, MeetingStanding, NewMeeting};

/// Plans a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Which body meets.
    pub body: BodyCode,
    /// What it is called.
    pub title: String,
    /// When it begins, on the clocks of the place.
    pub starts: LocalTime,
}

/// Gives a planned meeting another title or time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reschedule {
    /// What it is called.
    pub title: String,
    /// When it begins, on the clocks of the place.
    pub starts: LocalTime,
    /// The version it was changed from; none where it does not matter.
    pub expected: Option<Version>,
}

/// Plans a meeting of a body that the charter knows on its day.
///
/// # Errors
/// When the actor may not, the charter of the meeting's day knows no such body, the title is missing or long, the
/// time is one that the clocks never show or show twice, or the day is over.
pub fn plan(
    command: &Plan,
    given: &Given,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MeetingStanding>, Refusal> {
    actor.require(MEET)?;
    let (title, starts, zone) = checked(&command.title, &command.starts, charter, now)?;
    if !charter.on(charter.day(starts)).bodies.contains_key(&command.body) {
        return Err(Refusal::NotInTheCharter);
    }
    let id = MeetingId::new(given.id);
    let new = NewMeeting {
        id,
        body: command.body.clone(),
        title,
        starts,
        zone,
        code: given.code.clone(),
        year: charter.day(now).year(),
    };
    let facts = facts(&new);
    let standing = MeetingStanding {
        meeting: id,
        stage: MeetingStage::Planned,
        version: Version::FIRST,
        item: None,
    };
    let commit = Commit::by(actor, now)
        .change(Change::Plan(Box::new(new)))
        .audit(PLANNED, change::about_meeting(id), facts)
        .send(&MeetingCalled { meeting: id, moved: false });
    Ok(Decision::new(commit, standing))
}

/// Gives a planned meeting another title or time.
///
/// # Errors
/// As [`plan`]; also when the meeting was opened, or somebody changed it since.
pub fn reschedule(
    meeting: &Meeting,
    command: &Reschedule,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, MeetingStanding>, Refusal> {
    actor.require(MEET)?;
    let (title, starts, zone) = checked(&command.title, &command.starts, charter, now)?;
    at(meeting, &[MeetingStage::Planned])?;
    if !charter.on(charter.day(starts)).bodies.contains_key(&meeting.body) {
        return Err(Refusal::NotInTheCharter);
    }
    unmoved(meeting, command.expected)?;
    let new = NewMeeting {
        id: meeting.id,
        body: meeting.body.clone(),
        title,
        starts,
        zone,
        code: meeting.code.clone(),
        year: charter.day(now).year(),
    };
    let facts = facts(&new);
    let moved = (new.starts, &new.zone) != (meeting.starts, &meeting.zone);
    let commit = Commit::by(actor, now)
        .guard(change::hold_meeting(meeting))
        .change(Change::Reschedule(Box::new(new)))
        .audit(PLANNED, change::about_meeting(meeting.id), facts);
    let called = MeetingCalled { meeting: meeting.id, moved: true };
    let commit = if moved { commit.send(&called) } else { commit };
    Ok(Decision::new(commit, after(meeting, MeetingStage::Planned, None)))
}

fn facts(new: &NewMeeting) -> serde_json::Value {
    let NewMeeting { body, title, starts, zone, .. } = new;
    json!({ "body": body, "title": title, "starts": starts, "zone": zone })
}

fn checked(
    title: &str,
    starts: &LocalTime,
    charter: &Charter,
    now: Timestamp,
) -> Result<(String, Timestamp, String), FieldErrors> {
    let mut errors = FieldErrors::new();
    let title = errors.take(line(title, "title"));
    let instant = errors.take(starts.instant());
    if let Some((instant, _)) = &instant {
        // Today is early enough: the committee may sit already.
        let over = charter.day(*instant) < charter.day(now);
        errors.check(!over, "starts", "membership.field.starts.past");
    }
    match (title, instant) {
        (Some(title), Some((instant, zone))) => errors.finish((title, instant, zone)),
        _ => Err(errors),
    }
}

/// One line that says something and fits.
pub(super) fn line(text: &str, field: &str) -> Result<String, FieldErrors> {
    let text = crate::model::clean(text, false);
    let mut errors = FieldErrors::new();
    errors.check(!text.is_empty(), field, "membership.field.empty");
    if text.chars().count() > LIMITS.line {
        errors.add_with(field, "membership.field.long", vec![("most", LIMITS.line.to_string())]);
    }
    errors.finish(text)
}
