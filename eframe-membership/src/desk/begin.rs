use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::FormPage;
use eframe_core::form::{Fields, Posted, Recovered};
use eframe_core::http::{Form, Problem};

use crate::model::Form as Answers;
use crate::permission::APPLY;
use crate::rules::Begin;
use crate::seat::{Desk, Seat, to};

/// What is asked before an application begins for an organisation that is new.
pub(crate) const FIRST: [&str; 6] =
    ["kind", "name", "country", "contactName", "contactEmail", "contactLanguage"];

/// Asks for whom an application is begun.
pub(super) async fn ask(Desk(seat): Desk, Recovered(kept): Recovered) -> Result<Response, Problem> {
    seat.actor().require(APPLY)?;
    let mut page = page(&seat);
    page.kept = kept.is_some();
    page.form = kept.map(|posted| Fields::posted(&posted)).unwrap_or_default();
    seat.page(&seat.say("membership.desk.begin.title"), &page).await
}

/// Begins it.
pub(super) async fn begin(
    Desk(seat): Desk,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    seat.actor().require(APPLY)?;
    let mut form = Answers::default();
    for field in FIRST {
        form.set_answer(field, posted.one(field));
    }
    match seat.membership.begin(&seat.caller, Begin { organisation: None, form }).await {
        Ok(standing) => Ok(to(&seat.url(&format!("/cases/{}", standing.application)))),
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            let page = FormPage { form, ..page(&seat) };
            seat.again(&seat.say("membership.desk.begin.title"), &page, status).await
        }
    }
}

fn page(seat: &Seat) -> FormPage {
    FormPage {
        lead: seat.say("membership.desk.begin.lead"),
        fields: FIRST.iter().map(|field| seat.words.field(field)).collect(),
        next: seat.say("membership.desk.begin.next"),
        submit: seat.say("membership.desk.begin.submit"),
        cancel: Some(seat.url("/")),
        ..FormPage::default()
    }
}
