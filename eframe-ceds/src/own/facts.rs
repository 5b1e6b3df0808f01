use axum::response::Response;
use eframe_core::Version;
use eframe_core::block::axum;
use eframe_core::desk::FormPage;
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};

use super::assessment::place;
use super::{Sheet, fields};
use crate::model::AssessmentId;
use crate::seat::{Own, Seat, to};

/// Asks what is known of the city, anew.
pub(super) async fn ask(
    Own(seat): Own,
    Path(id): Path<AssessmentId>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let sheet = Sheet::of(&seat, id).await?;
    let mut page = page(&seat, &sheet);
    let version = sheet.assessment.version.get().to_string();
    page.form = fields::shown(Fields::of([("version", version)]), &sheet.assessment.facts);
    if let Some(posted) = kept {
        (page.form, page.kept) = (Fields::posted(&posted), true);
    }
    seat.page(&seat.say("ceds.own.facts"), &page).await
}

/// Takes it.
pub(super) async fn take(
    Own(seat): Own,
    Path(id): Path<AssessmentId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let sheet = Sheet::of(&seat, id).await?;
    let facts = fields::read(&seat.words, sheet.edition.document(), &posted);
    // A form without a version was not ours.
    let expected = Version::new(posted.one("version").parse().unwrap_or_default());
    match seat.ceds.describe(&seat.caller, id, expected, facts).await {
        Ok(_) => Ok(to(&place(&seat, id, "?done=saved"))),
        Err(error) => {
            let (form, status) = seat.refused(Fields::posted(&posted), error)?;
            let page = FormPage { form, ..page(&seat, &sheet) };
            seat.again(&seat.say("ceds.own.facts"), &page, status).await
        }
    }
}

fn page(seat: &Seat, sheet: &Sheet) -> FormPage {
    let mut all = vec![Field::hidden("version")];
    all.extend(fields::fields(&seat.words, sheet.edition.document(), &sheet.assessment.facts));
    FormPage {
        lead: seat.say("ceds.own.facts-lead"),
        fields: all,
        submit: seat.say("ceds.own.save"),
        cancel: Some(place(seat, sheet.assessment.id, "")),
        ..FormPage::default()
    }
}
