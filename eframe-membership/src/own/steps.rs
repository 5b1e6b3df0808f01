//! Steps that ask once more before they are taken.

use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Confirm, Kind};
use eframe_core::form::{Fields, Posted};
use eframe_core::http::{Form, Path, Problem};

use super::application::place;
use crate::Error;
use crate::model::ApplicationId;
use crate::rules::ApplicationStanding;
use crate::seat::{Own, Seat, to};

/// What a step says before it is taken.
struct Step {
    question: &'static str,
    consequence: &'static str,
    submit: &'static str,
    kind: Kind,
}

const REOPEN: Step = Step {
    question: "membership.own.reopen-question",
    consequence: "membership.own.reopen-consequence",
    submit: "membership.own.reopen",
    kind: Kind::Main,
};

const WITHDRAW: Step = Step {
    question: "membership.own.withdraw-question",
    consequence: "membership.own.withdraw-consequence",
    submit: "membership.own.withdraw",
    kind: Kind::Danger,
};

/// Asks before what waits to be confirmed becomes a draft again.
pub(super) async fn ask_reopen(
    Own(seat): Own,
    Path(id): Path<ApplicationId>,
) -> Result<Response, Problem> {
    let page = page(&seat, id, &REOPEN).await?;
    seat.page(&page.submit.clone(), &page).await
}

/// Makes it a draft again.
pub(super) async fn reopen(
    Own(seat): Own,
    Path(id): Path<ApplicationId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let done = seat.membership.reopen(&seat.caller, id).await;
    answer(&seat, id, &REOPEN, &posted, done, &place(&seat, id, "?done=reopened")).await
}

/// Asks before the application is taken back.
pub(super) async fn ask_withdraw(
    Own(seat): Own,
    Path(id): Path<ApplicationId>,
) -> Result<Response, Problem> {
    let page = page(&seat, id, &WITHDRAW).await?;
    seat.page(&page.submit.clone(), &page).await
}

/// Takes it back.
pub(super) async fn withdraw(
    Own(seat): Own,
    Path(id): Path<ApplicationId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let done = seat.membership.withdraw(&seat.caller, id).await;
    answer(&seat, id, &WITHDRAW, &posted, done, &seat.url("/?done=withdrawn")).await
}

async fn answer(
    seat: &Seat,
    id: ApplicationId,
    step: &Step,
    posted: &Posted,
    done: Result<ApplicationStanding, Error>,
    onwards: &str,
) -> Result<Response, Problem> {
    match done {
        Ok(_) => Ok(to(onwards)),
        Err(error) => {
            let (form, status) = seat.refused(posted, error)?;
            let page = Confirm { form, ..page(seat, id, step).await? };
            seat.again(&page.submit.clone(), &page, status).await
        }
    }
}

async fn page(seat: &Seat, id: ApplicationId, step: &Step) -> Result<Confirm, Problem> {
    // Whoever may not see it is told so before they are asked.
    seat.membership.application(seat.actor(), id).await?;
    Ok(Confirm {
        question: seat.say(step.question),
        consequences: vec![seat.say(step.consequence)],
        action: String::new(),
        fields: Vec::new(),
        form: Fields::empty(),
        submit: seat.say(step.submit),
        kind: step.kind,
        cancel: place(seat, id, ""),
    })
}
