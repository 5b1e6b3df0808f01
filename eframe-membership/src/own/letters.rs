use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::template::Template;
use serde::Serialize;

use super::application::{place, title};
use crate::history::HistoryView;
use crate::model::ApplicationId;
use crate::rules::writes_for;
use crate::seat::{Own, Seat, to};
use crate::store::Told;

/// What both sides wrote, and a form to write.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct LettersPage {
    letters: HistoryView,
    field: Option<Field>,
    form: Fields,
    kept: bool,
    application: String,
}

/// Shows it.
pub(super) async fn show(
    Own(seat): Own,
    Path(id): Path<ApplicationId>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let application = seat.membership.application(seat.actor(), id).await?;
    let mut page = page(&seat, id, writes_for(seat.actor(), &application)).await?;
    if let Some(posted) = kept {
        page.form = Fields::posted(&posted);
        page.kept = true;
    }
    seat.page(&title(&seat, &application), &page).await
}

/// Sends what was written.
pub(super) async fn write(
    Own(seat): Own,
    Path(id): Path<ApplicationId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    match seat.membership.write(&seat.caller, id, posted.one("text")).await {
        Ok(_) => Ok(to(&place(&seat, id, "?done=letter"))),
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            let application = seat.membership.application(seat.actor(), id).await?;
            let own = writes_for(seat.actor(), &application);
            let page = LettersPage { form, ..page(&seat, id, own).await? };
            seat.again(&title(&seat, &application), &page, status).await
        }
    }
}

async fn page(seat: &Seat, id: ApplicationId, own: bool) -> Result<LettersPage, Problem> {
    let this = place(seat, id, "/letters");
    let label = seat.say("membership.own.letter-text");
    Ok(LettersPage {
        letters: HistoryView::of(seat, id, Told::Letters, (&this, "letters")).await?,
        field: own.then(|| Field::textarea("text", label, 8)),
        form: Fields::empty(),
        kept: false,
        application: place(seat, id, ""),
    })
}

impl Template for LettersPage {
    const NAME: &'static str = "membership/own/letters.html";

    fn samples() -> Vec<Self> {
        let full = Self {
            letters: HistoryView::sample(),
            field: Some(Field::textarea("text", "Your letter", 8)),
            form: Fields::empty().fault("text", "Write something first".to_owned()),
            kept: true,
            application: "/account/membership/applications/1".to_owned(),
        };
        vec![full, Self::default()]
    }
}
