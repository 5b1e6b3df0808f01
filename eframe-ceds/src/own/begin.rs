use axum::response::Response;
use eframe_core::OrganisationId;
use eframe_core::block::axum;
use eframe_core::desk::FormPage;
use eframe_core::form::{Field, Fields, Posted, Recovered};
use eframe_core::http::{Form, Problem};

use super::fields;
use crate::model::{Facts, Round, RoundId};
use crate::rules::Begin;
use crate::seat::{Own, Seat, to};

/// Asks what is known of the city.
pub(super) async fn ask(Own(seat): Own, Recovered(kept): Recovered) -> Result<Response, Problem> {
    let round = round(&seat).await?;
    let organisation = organisation(&seat)?;
    let known = seat.ceds.known(seat.actor(), organisation, &round).await?;
    let mut page = page(&seat, &round).await?;
    page.form = fields::shown(Fields::of([("city", known.city)]), &known.facts);
    if let Some(posted) = kept {
        (page.form, page.kept) = (Fields::posted(&posted), true);
    }
    seat.page(&round.name, &page).await
}

/// Begins.
pub(super) async fn begin(Own(seat): Own, Form(posted): Form<Posted>) -> Result<Response, Problem> {
    let round = round(&seat).await?;
    let organisation = organisation(&seat)?;
    let edition = seat.ceds.edition(round.sha256).await?;
    let command = Begin {
        organisation,
        city: posted.one("city").to_owned(),
        facts: fields::read(&seat.words, edition.document(), &posted),
    };
    match seat.ceds.begin(&seat.caller, round.id, command).await {
        Ok(begun) => Ok(to(&seat.url(&format!("/assessments/{}?done=begun", begun.assessment)))),
        Err(error) => {
            let (form, status) = seat.refused(Fields::posted(&posted), error)?;
            let page = FormPage { form, ..page(&seat, &round).await? };
            seat.again(&round.name, &page, status).await
        }
    }
}

fn organisation(seat: &Seat) -> Result<OrganisationId, Problem> {
    seat.query.one("organisation").parse().map_err(|_| Problem::not_found())
}

async fn round(seat: &Seat) -> Result<Round, Problem> {
    let id: RoundId = seat.query.one("round").parse().map_err(|_| Problem::not_found())?;
    Ok(seat.ceds.round(id).await?)
}

async fn page(seat: &Seat, round: &Round) -> Result<FormPage, Problem> {
    let edition = seat.ceds.edition(round.sha256).await?;
    let mut all = vec![Field::text("city", seat.say("ceds.facts.city"))];
    all.extend(fields::fields(&seat.words, edition.document(), &Facts::new()));
    Ok(FormPage {
        lead: seat.say("ceds.own.begin-lead"),
        fields: all,
        next: seat.say("ceds.own.begin-next"),
        submit: seat.say("ceds.own.begin"),
        cancel: Some(seat.url("/")),
        ..FormPage::default()
    })
}
