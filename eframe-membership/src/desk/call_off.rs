use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Confirm, Kind};
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};

use crate::model::{Meeting, MeetingId, MeetingStage};
use crate::permission::MEET;
use crate::rules::CallOff;
use crate::seat::{Desk, Seat, begun, to};

const TITLE: &str = "membership.desk.meeting.off";

/// Whether the page of a meeting offers to call it off: the rule decides.
pub(super) fn may_be_called_off(meeting: &Meeting) -> bool {
    let begins = matches!(meeting.state.stage(), MeetingStage::Planned | MeetingStage::Open);
    begins && meeting.called().is_none()
}

/// Asks before a meeting is called off, and why.
pub(super) async fn ask(
    Desk(seat): Desk,
    Path(id): Path<MeetingId>,
    kept: Recovered,
) -> Result<Response, Problem> {
    seat.actor().require(MEET)?;
    let meeting = seat.membership.meeting(seat.actor(), id).await?;
    let (form, _) = begun(kept, Fields::empty());
    seat.page(&seat.say(TITLE), &question(&seat, &meeting, form)).await
}

/// Calls it off.
pub(super) async fn call_off(
    Desk(seat): Desk,
    Path(id): Path<MeetingId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let command = CallOff { reason: posted.one("reason").to_owned() };
    match seat.membership.call_off(&seat.caller, id, command).await {
        Ok(_) => Ok(to(&seat.url(&format!("/meetings/{id}?done=off")))),
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            let meeting = seat.membership.meeting(seat.actor(), id).await?;
            seat.again(&seat.say(TITLE), &question(&seat, &meeting, form), status).await
        }
    }
}

fn question(seat: &Seat, meeting: &Meeting, form: Fields) -> Confirm {
    let words = &seat.words;
    let time = words.moment(meeting.starts, &meeting.zone);
    let args = [("title", meeting.title.as_str().into()), ("time", time.as_str().into())];
    let consequences = ["membership.desk.meeting.off-told", "membership.desk.meeting.off-waits"]
        .map(|key| seat.say(key));
    Confirm {
        question: words.say_with("membership.desk.meeting.off-question", &args),
        consequences: consequences.into(),
        action: String::new(),
        fields: vec![Field::textarea("reason", seat.say("membership.desk.meeting.off-reason"), 4)],
        form,
        submit: seat.say(TITLE),
        kind: Kind::Danger,
        cancel: seat.url(&format!("/meetings/{}", meeting.id)),
    }
}
