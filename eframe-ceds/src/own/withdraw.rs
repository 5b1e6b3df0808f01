use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Confirm, Kind};
use eframe_core::form::{Fields, Posted};
use eframe_core::http::{Form, Path, Problem};

use super::assessment::place;
use crate::model::AssessmentId;
use crate::seat::{Own, Seat, to};

/// Asks before the assessment is taken back.
pub(super) async fn ask(Own(seat): Own, Path(id): Path<AssessmentId>) -> Result<Response, Problem> {
    // Whoever may not see it is told so before they are asked.
    seat.ceds.desk_of(seat.actor(), id).await?;
    let page = page(&seat, id);
    seat.page(&page.submit.clone(), &page).await
}

/// Takes it back.
pub(super) async fn withdraw(
    Own(seat): Own,
    Path(id): Path<AssessmentId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    match seat.ceds.withdraw(&seat.caller, id).await {
        Ok(_) => Ok(to(&seat.url("/?done=withdrawn"))),
        Err(error) => {
            let (form, status) = seat.refused(Fields::posted(&posted), error)?;
            let page = Confirm { form, ..page(&seat, id) };
            seat.again(&page.submit.clone(), &page, status).await
        }
    }
}

fn page(seat: &Seat, id: AssessmentId) -> Confirm {
    Confirm {
        question: seat.say("ceds.own.withdraw-question"),
        consequences: vec![seat.say("ceds.own.withdraw-consequence")],
        action: String::new(),
        fields: Vec::new(),
        form: Fields::empty(),
        submit: seat.say("ceds.own.withdraw"),
        kind: Kind::Danger,
        cancel: place(seat, id, ""),
    }
}
