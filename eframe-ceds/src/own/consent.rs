use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::FormPage;
use eframe_core::form::{Choice, Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Path, Problem};
use eframe_core::{FieldErrors, Version};

use super::assessment::place;
use crate::model::{AssessmentId, Consent};
use crate::seat::{Own, Seat, to};

/// Asks what others may learn of the city.
pub(super) async fn ask(
    Own(seat): Own,
    Path(id): Path<AssessmentId>,
    Recovered(kept): Recovered,
) -> Result<Response, Problem> {
    let desk = seat.ceds.desk_of(seat.actor(), id).await?;
    let mut page = page(&seat, id);
    let version = desk.assessment.version.get().to_string();
    page.form = Fields::of([("consent", desk.assessment.consent.code()), ("version", &version)]);
    if let Some(posted) = kept {
        (page.form, page.kept) = (Fields::posted(&posted), true);
    }
    seat.page(&seat.say("ceds.consent.title"), &page).await
}

/// Takes it.
pub(super) async fn take(
    Own(seat): Own,
    Path(id): Path<AssessmentId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    // A form without a version was not ours.
    let expected = Version::new(posted.one("version").parse().unwrap_or_default());
    let wrong = || FieldErrors::one("consent", "ceds.field.given.unknown");
    let taken = match Consent::named(posted.one("consent")).ok_or_else(wrong) {
        Ok(consent) => seat.ceds.consent(&seat.caller, id, expected, consent).await,
        // Who may not see it is not told what is wrong with what they sent.
        Err(wrong) => seat.ceds.desk_of(seat.actor(), id).await.and(Err(wrong.into())),
    };
    match taken {
        Ok(_) => Ok(to(&place(&seat, id, "?done=consent"))),
        Err(error) => {
            let (form, status) = seat.refused(Fields::posted(&posted), error)?;
            let page = FormPage { form, ..page(&seat, id) };
            seat.again(&seat.say("ceds.consent.title"), &page, status).await
        }
    }
}

fn page(seat: &Seat, id: AssessmentId) -> FormPage {
    let option = |consent: Consent| {
        let code = consent.code();
        Choice::new(code, seat.say(&["ceds.consent.", code].concat()))
            .hint(seat.say(&["ceds.consent-hint.", code].concat()))
    };
    let options = Consent::ALL.into_iter().map(option).collect();
    FormPage {
        lead: seat.say("ceds.consent.lead"),
        fields: vec![
            Field::hidden("version"),
            Field::radios("consent", seat.say("ceds.consent.question"), options),
        ],
        next: seat.say("ceds.consent.next"),
        submit: seat.say("ceds.own.save"),
        cancel: Some(place(seat, id, "")),
        ..FormPage::default()
    }
}
