//! The way from a case to the meeting that decides it.

use eframe_core::form::{Choice, Posted};
use eframe_core::frame::Link;
use eframe_core::http::Problem;
use eframe_core::{Caller, FieldErrors};
use serde::Serialize;

use crate::model::{
    Application, ApplicationId, BodyCode, Meeting, MeetingId, MeetingStage, Stage, State,
};
use crate::permission::MEET;
use crate::seat::Seat;
use crate::store::{MeetingRow, Meetings};
use crate::{Error, Membership};

/// So many meetings are offered to choose from.
const OFFERED: u64 = 20;

/// Where a case is decided: the meeting whose agenda has it, and those that could.
#[derive(Clone, Debug, Default, Serialize)]
pub(super) struct AgendaView {
    /// The meeting that has it on its agenda, or put it off.
    meeting: Option<Link>,
    /// Whether it can be put on an agenda.
    offers: bool,
    /// The meetings of the body that decides, the next first.
    meetings: Vec<Choice>,
    /// Where another one is planned.
    plan: String,
}

impl AgendaView {
    /// What the page of this case says.
    pub(super) async fn of(seat: &Seat, of: &Application) -> Result<Self, Problem> {
        let meeting = match &of.state {
            State::Referred { meeting, .. } | State::Deferred { meeting, .. } => {
                Some(link(seat, &seat.membership.meeting(seat.actor(), *meeting).await?))
            }
            _ => None,
        };
        let stage = of.state.stage();
        let waits = matches!(stage, Stage::Accepted | Stage::Deferred);
        let Some(body) = body(seat, of).filter(|_| waits && seat.actor().may(MEET)) else {
            return Ok(Self { meeting, ..Self::default() });
        };
        let mut all = Vec::new();
        for stage in [MeetingStage::Open, MeetingStage::Planned] {
            let which = Meetings {
                stage: Some(stage),
                body: Some(body.to_string()),
                ..Meetings::default()
            };
            all.extend(seat.membership.meetings(seat.actor(), &which, None, OFFERED).await?);
        }
        all.sort_by_key(|meeting| (meeting.starts, meeting.id.uuid()));
        let choice = |meeting: &MeetingRow| {
            let time = seat.words.moment(meeting.starts, &meeting.zone);
            Choice::new(meeting.id.to_string(), format!("{} · {time}", meeting.title))
        };
        let meetings = all.iter().map(choice).collect();
        Ok(Self { meeting, offers: true, meetings, plan: seat.url("/meetings/new") })
    }

    /// For samples of templates.
    pub(super) fn samples() -> [Self; 3] {
        let plan = "/desk/membership/meetings/new".to_owned();
        let choice = Choice::new("1", "Executive Committee, 12th meeting · 1 December 2026");
        let meeting = Link::new("12th meeting", "/desk/membership/meetings/1", "");
        let none = Self { offers: true, plan, ..Self::default() };
        let some = Self { meetings: vec![choice], ..none.clone() };
        let there = Self { meeting: Some(meeting), ..Self::default() };
        [some, none, there]
    }
}

/// Puts a case on the agenda that was chosen.
///
/// # Errors
/// As [`Membership::add_application`]; a fault of the field where none was chosen.
pub(super) async fn put(
    on: &Membership,
    caller: &Caller,
    id: ApplicationId,
    posted: &Posted,
) -> Result<(), Error> {
    let chosen = posted.one("meeting").parse::<MeetingId>();
    let chosen = chosen.map_err(|_| FieldErrors::one("meeting", "core.field.choose"))?;
    on.add_application(caller, chosen, id).await.map(drop)
}

fn link(seat: &Seat, meeting: &Meeting) -> Link {
    Link::new(meeting.title.clone(), seat.url(&format!("/meetings/{}", meeting.id)), "")
}

/// The body that decides about a case under the charter of today.
fn body(seat: &Seat, of: &Application) -> Option<BodyCode> {
    let version = seat.membership.charter().on(seat.membership.today());
    let rule = version.kinds.iter().find(|(kind, _)| kind.as_str() == of.form.kind);
    rule.and_then(|(_, rule)| rule.approval.as_ref()).map(|approval| approval.body.clone())
}
