//! What is asked before a step of a meeting that nobody takes back: opening it before its day, and closing a vote.

use axum::response::Response;
use eframe_ballot::{BodyId, QuorumProof};
use eframe_core::block::axum;
use eframe_core::desk::{Confirm, Kind};
use eframe_core::form::{Fields, Posted};
use eframe_core::http::{Path, Problem};
use jiff::tz::TimeZone;

use crate::Voting;
use crate::model::{Attendance, Item, ItemId, Matter, Meeting, MeetingId, MeetingState, MemberId};
use crate::permission::MEET;
use crate::seat::{Desk, Seat, to};

const OPEN: &str = "membership.desk.meeting.open";
const END: &str = "membership.desk.meeting.end";

/// Whether a meeting would be opened on a day before the one it is planned for, where it takes place.
pub(super) fn is_early(seat: &Seat, meeting: &Meeting) -> bool {
    let zone = TimeZone::get(&meeting.zone).unwrap_or(TimeZone::UTC);
    let day = |at: eframe_core::Timestamp| at.to_zoned(zone.clone()).date();
    day(seat.membership.now()) < day(meeting.starts)
}

/// Asks before a meeting is opened, and says for when it is planned.
pub(super) async fn ask_open(
    Desk(seat): Desk,
    Path(id): Path<MeetingId>,
) -> Result<Response, Problem> {
    seat.actor().require(MEET)?;
    let meeting = seat.membership.meeting(seat.actor(), id).await?;
    seat.page(&seat.say(OPEN), &opening(&seat, &meeting, Fields::empty())).await
}

/// Opens it.
pub(super) async fn open(Desk(seat): Desk, Path(id): Path<MeetingId>) -> Result<Response, Problem> {
    match seat.membership.open_meeting(&seat.caller, id).await {
        Ok(_) => Ok(to(&seat.url(&format!("/meetings/{id}?done=open")))),
        Err(error) => {
            let (form, status) = seat.refused(&Posted::default(), error)?;
            let meeting = seat.membership.meeting(seat.actor(), id).await?;
            seat.again(&seat.say(OPEN), &opening(&seat, &meeting, form), status).await
        }
    }
}

fn opening(seat: &Seat, meeting: &Meeting, form: Fields) -> Confirm {
    let time = seat.words.moment(meeting.starts, &meeting.zone);
    let args = [("title", meeting.title.as_str().into()), ("time", time.as_str().into())];
    let key = if is_early(seat, meeting) { "early-question" } else { "open-question" };
    let key = ["membership.desk.meeting.", key].concat();
    let follows = ["membership.desk.meeting.early-told", "membership.desk.meeting.open-next"];
    Confirm {
        question: seat.words.say_with(&key, &args),
        consequences: follows.map(|key| seat.say(key)).into(),
        action: String::new(),
        fields: Vec::new(),
        form,
        submit: seat.say(OPEN),
        kind: Kind::Danger,
        cancel: seat.url(&format!("/meetings/{}", meeting.id)),
    }
}

/// Asks before voting on an item is closed, and names who has not voted yet.
pub(super) async fn ask_end(
    Desk(seat): Desk,
    Path((id, item)): Path<(MeetingId, ItemId)>,
) -> Result<Response, Problem> {
    seat.actor().require(MEET)?;
    let page = ending(&seat, id, item, Fields::empty()).await?;
    seat.page(&seat.say(END), &page).await
}

/// Closes it and counts.
pub(super) async fn end(
    Desk(seat): Desk,
    Path((id, item)): Path<(MeetingId, ItemId)>,
) -> Result<Response, Problem> {
    match seat.membership.close_item(&seat.caller, id, item).await {
        Ok(_) => Ok(to(&seat.url(&format!("/meetings/{id}?done=end")))),
        Err(error) => {
            let (form, status) = seat.refused(&Posted::default(), error)?;
            let page = ending(&seat, id, item, form).await?;
            seat.again(&seat.say(END), &page, status).await
        }
    }
}

async fn ending(
    seat: &Seat,
    id: MeetingId,
    item: ItemId,
    form: Fields,
) -> Result<Confirm, Problem> {
    let (meeting, item) = seat.membership.item(seat.actor(), id, item).await?;
    let voting = seat.membership.voting(seat.actor(), id, item.id).await?;
    let title = titled(&item);
    let question = [("title", title.as_str().into())];
    Ok(Confirm {
        question: seat.words.say_with("membership.desk.meeting.end-question", &question),
        consequences: follows(seat, &meeting, &voting),
        action: String::new(),
        fields: Vec::new(),
        form,
        submit: seat.say(END),
        kind: Kind::Danger,
        cancel: seat.url(&format!("/meetings/{id}")),
    })
}

fn titled(item: &Item) -> String {
    match &item.matter {
        Matter::Application { number, name, .. } => format!("{number} {name}"),
        Matter::Motion { title, .. } => title.clone(),
    }
}

/// Whether enough are there, whose vote is missing, and that this is the end of it.
fn follows(seat: &Seat, meeting: &Meeting, voting: &Voting) -> Vec<String> {
    let quorum = seat.membership.quorum(meeting);
    let (present, absent) = silent(seat, meeting, voting);
    let mut follows: Vec<String> = quorum.iter().map(|proof| seat.words.quorum(proof)).collect();
    if !quorum.as_ref().is_some_and(QuorumProof::is_quorate) {
        follows.push(seat.say("membership.desk.meeting.end-inquorate"));
    }
    let said = |key: &str, names: &[String]| {
        let separator = seat.say("membership.desk.meeting.end-and");
        let all = names.join(&separator);
        let args = [("count", names.len().into()), ("names", all.as_str().into())];
        seat.words.say_with(&["membership.desk.meeting.", key].concat(), &args)
    };
    if present.is_empty() {
        follows.push(seat.say("membership.desk.meeting.end-all"));
    } else {
        follows.push(said("end-silent", &present));
    }
    if !absent.is_empty() {
        follows.push(said("end-absent", &absent));
    }
    follows.push(seat.say("membership.desk.meeting.end-final"));
    follows
}

/// Who may vote and has not: those who are there, and those who are not; each by name.
fn silent(seat: &Seat, meeting: &Meeting, voting: &Voting) -> (Vec<String>, Vec<String>) {
    let MeetingState::Open { roll, attendance, .. } = &meeting.state else {
        return (Vec::new(), Vec::new());
    };
    let Attendance { present, .. } = attendance;
    let member = |body: BodyId| MemberId::new(body.uuid());
    let formats = seat.membership.presentation().formats(seat.language);
    let named = |there: bool| {
        let silent = roll.entries().filter(|entry| {
            let member = member(entry.body);
            entry.right.is_entitled()
                && !voting.voted.contains(&member)
                && present.contains(&member) == there
        });
        let mut names: Vec<String> = silent.map(|entry| entry.name.clone()).collect();
        names.sort_by(|one, other| formats.compare(one, other));
        // Each in its own direction among the others.
        names.into_iter().map(|name| format!("\u{2068}{name}\u{2069}")).collect()
    };
    (named(true), named(false))
}
