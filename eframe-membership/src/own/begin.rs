use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::FormPage;
use eframe_core::form::{Choice, Field, Fields, Posted};
use eframe_core::http::{Form, Problem};
use eframe_core::{FieldErrors, OrganisationId};

use super::overview::own;
use crate::model::Form as Answers;
use crate::rules::Begin;
use crate::seat::{Own, Seat, to};
use crate::{Error, Refusal};

/// Says what an application asks for, before it is begun.
pub(super) async fn ask(Own(seat): Own) -> Result<Response, Problem> {
    let asked = seat.query.one("organisation");
    let form = if asked.is_empty() {
        Fields::empty()
    } else {
        Fields::of([("organisation", asked.to_owned())])
    };
    seat.page(&title(&seat), &page(&seat, form)).await
}

/// Begins it.
pub(super) async fn begin(Own(seat): Own, Form(posted): Form<Posted>) -> Result<Response, Problem> {
    let begun = match posted.one("organisation").parse::<OrganisationId>() {
        Ok(organisation) => {
            let begin = Begin { organisation: Some(organisation), form: Answers::default() };
            seat.membership.begin(&seat.caller, begin).await
        }
        Err(_) => Err(FieldErrors::one("organisation", "core.field.choose").into()),
    };
    match begun {
        Ok(standing) => Ok(to(&seat.url(&format!("/applications/{}", standing.application)))),
        // Pressed twice, or a colleague was faster: the one that is under way is what they want.
        Err(Error::Refused(Refusal::AlreadyApplying)) => Ok(to(&seat.url("/"))),
        Err(error) => {
            let (form, status) = seat.refused(&posted, error)?;
            seat.again(&title(&seat), &page(&seat, form), status).await
        }
    }
}

fn title(seat: &Seat) -> String {
    seat.say("membership.own.begin")
}

fn page(seat: &Seat, form: Fields) -> FormPage {
    let mine = own(seat.actor());
    let (field, form) = if mine.len() > 1 {
        let choice = |(at, id): (usize, &OrganisationId)| {
            let number = i64::try_from(at + 1).unwrap_or_default();
            let args = [("number", number.into())];
            let name = seat.words.say_with("membership.own.organisation-number", &args);
            Choice::new(id.to_string(), name)
        };
        let label = seat.say("membership.own.organisation");
        let choices = mine.iter().enumerate().map(choice).collect();
        (Field::radios("organisation", label, choices), form)
    } else if form.value("organisation").is_empty() {
        let only = mine.first().map(ToString::to_string).unwrap_or_default();
        (Field::hidden("organisation"), form.with("organisation", only))
    } else {
        (Field::hidden("organisation"), form)
    };
    FormPage {
        lead: seat.say("membership.own.begin-lead"),
        fields: vec![field],
        form,
        next: seat.say("membership.own.begin-next"),
        submit: seat.say("membership.own.begin"),
        cancel: Some(seat.url("/")),
        ..FormPage::default()
    }
}
