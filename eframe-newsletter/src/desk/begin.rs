use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::FormPage;
use eframe_core::form::{Choice, Field, Fields, Posted};
use eframe_core::http::{Form, Problem, see_other};
use eframe_core::{FieldErrors, Language};
use http::StatusCode;

use super::seat::Desk;
use crate::model::{Fallback, Quarter};
use crate::permission::ISSUE_EDIT;
use crate::rules::rhythm::{today, wanted};
use crate::{Error, Refusal};

/// The answer that holds an issue back until everything is translated.
const BLOCK: &str = "block";

/// Asks for which quarter, and in which languages.
pub(super) async fn ask(desk: Desk) -> Result<Response, Problem> {
    desk.actor().require(ISSUE_EDIT)?;
    let newsletter = &desk.newsletter;
    let number = wanted(today(newsletter.now(), newsletter.presentation().zone()));
    let first = newsletter.first_language();
    let form = Fields::of([("number", number.to_string())]);
    let form = form.with("languages", first.code()).with("fallback", first.code());
    answer(&desk, form, StatusCode::OK).await
}

/// Begins it with what there is to tell, and goes on where it is put together.
pub(super) async fn take(desk: Desk, Form(posted): Form<Posted>) -> Result<Response, Problem> {
    let begun = match read(&posted) {
        Ok((number, languages, fallback)) => {
            let newsletter = &desk.newsletter;
            newsletter.propose_issue(&desk.caller, number, &languages, fallback).await
        }
        Err(errors) => Err(errors.into()),
    };
    let form = Fields::posted(&posted);
    let form = match begun {
        Ok(issue) => return Ok(see_other(&desk.url(&format!("/issues/{}/compose", issue.id)))),
        Err(Error::Refused(Refusal::Invalid(errors))) => {
            form.refused(&errors, desk.newsletter.presentation(), desk.language)
        }
        Err(Error::Refused(Refusal::NumberTaken)) => {
            form.fault("number", desk.say("newsletter.desk.begin.taken"))
        }
        Err(error) => return Err(error.into()),
    };
    answer(&desk, form, StatusCode::UNPROCESSABLE_ENTITY).await
}

fn read(posted: &Posted) -> Result<(Quarter, Vec<Language>, Fallback), FieldErrors> {
    let mut read = posted.read();
    let number = read.line("number", 7);
    let number = number.trim().to_uppercase().parse::<Quarter>();
    read.check(number.is_ok(), "number", "newsletter.desk.begin.no-quarter");
    let languages: Vec<Language> = read.chosen("languages");
    let fallback = match posted.one("fallback") {
        BLOCK => Some(Fallback::Block),
        _ => read.choice("fallback").map(Fallback::Other),
    };
    read.finish(|| Some((number.ok()?, languages, fallback?)))
}

async fn answer(desk: &Desk, form: Fields, status: StatusCode) -> Result<Response, Problem> {
    let languages = desk.newsletter.languages().iter();
    let choices = || languages.clone().map(|one| Choice::new(one.code(), one.own_name()));
    let others = choices().chain([Choice::new(BLOCK, desk.say("newsletter.desk.begin.block"))]);
    let label = |key: &str| desk.say(&["newsletter.desk.begin.", key].concat());
    let page = FormPage {
        lead: label("lead"),
        fields: vec![
            Field::text("number", label("number")).hint(label("number-hint")),
            Field::checkboxes("languages", label("languages"), choices().collect()),
            Field::select("fallback", label("fallback"), others.collect())
                .hint(label("fallback-hint")),
        ],
        form,
        next: label("next"),
        submit: label("submit"),
        cancel: Some(desk.url("/issues")),
        ..FormPage::default()
    };
    desk.again(&label("title"), &page, status).await
}
