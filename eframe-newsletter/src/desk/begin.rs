use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::FormPage;
use eframe_core::form::{Choice, Field, Fields, Posted, Reader};
use eframe_core::frame::Link;
use eframe_core::http::{Form, Path, Problem, see_other};
use eframe_core::{FieldErrors, Language, Version};
use http::StatusCode;

use super::seat::Desk;
use crate::model::{Fallback, Issue, IssueId, Quarter};
use crate::permission::ISSUE_EDIT;
use crate::rules::rhythm::{today, wanted};
use crate::{Error, Refusal};

/// The answer that holds an issue back until everything is translated.
const BLOCK: &str = "block";

/// Asks for which quarter, and in which languages.
pub(super) async fn ask(desk: Desk) -> Result<Response, Problem> {
    desk.actor().require(ISSUE_EDIT)?;
    let newsletter = &desk.newsletter;
    let due = wanted(today(newsletter.now(), newsletter.presentation().zone()));
    let number = newsletter.first_free(due).await?;
    let first = newsletter.first_language();
    let form = Fields::of([("number", number.to_string())]);
    let form = form.with("languages", first.code()).with("fallback", first.code());
    answer(&desk, form, Vec::new(), StatusCode::OK).await
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
    let (form, mut links) = (Fields::posted(&posted), Vec::new());
    let form = match begun {
        Ok(issue) => return Ok(see_other(&desk.url(&format!("/issues/{}/compose", issue.id)))),
        Err(Error::Refused(Refusal::Invalid(errors))) => {
            form.refused(&errors, desk.newsletter.presentation(), desk.language)
        }
        Err(Error::Refused(Refusal::NumberTaken(id))) => {
            let there = desk.url(&format!("/issues/{id}"));
            links.push(Link::new(desk.say("newsletter.desk.begin.there"), there, ""));
            form.fault("number", desk.say("newsletter.desk.begin.taken"))
        }
        Err(error) => return Err(error.into()),
    };
    answer(&desk, form, links, StatusCode::UNPROCESSABLE_ENTITY).await
}

/// In which languages a draft comes.
pub(super) async fn languages(desk: Desk, Path(id): Path<IssueId>) -> Result<Response, Problem> {
    desk.actor().require(ISSUE_EDIT)?;
    let issue = desk.newsletter.issue(desk.actor(), id).await?;
    let fallback = match &issue.fallback {
        Fallback::Other(other) => other.code(),
        Fallback::Block => BLOCK,
    };
    let form = Fields::of([("version", issue.version.to_string())]).with("fallback", fallback);
    let form = issue.languages.iter().fold(form, |form, one| form.with("languages", one.code()));
    answer_languages(&desk, &issue, form, StatusCode::OK).await
}

/// Has it come in others.
pub(super) async fn choose(
    desk: Desk,
    Path(id): Path<IssueId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let mut read = posted.read();
    let (languages, fallback) = spoken(&mut read, &posted);
    let chosen = match read.finish(|| Some((languages, fallback?))) {
        Ok((languages, fallback)) => {
            let wrong = |_| Problem::bad_request("version", "That is no version.");
            let seen = Some(Version::new(posted.one("version").parse().map_err(wrong)?));
            let newsletter = &desk.newsletter;
            newsletter.choose_languages(&desk.caller, id, seen, &languages, fallback).await
        }
        Err(errors) => Err(errors.into()),
    };
    let form = Fields::posted(&posted);
    let (form, status) = match chosen {
        Ok(_) => return Ok(see_other(&desk.url(&format!("/issues/{id}/compose?done=languages")))),
        Err(Error::Refused(Refusal::Invalid(errors))) => {
            let form = form.refused(&errors, desk.newsletter.presentation(), desk.language);
            (form, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => (form.fault("", desk.refused(error)?), StatusCode::CONFLICT),
    };
    let issue = desk.newsletter.issue(desk.actor(), id).await?;
    answer_languages(&desk, &issue, form, status).await
}

async fn answer_languages(
    desk: &Desk,
    issue: &Issue,
    form: Fields,
    status: StatusCode,
) -> Result<Response, Problem> {
    let label = |key: &str| desk.say(&["newsletter.desk.languages.", key].concat());
    let page = FormPage {
        lead: label("lead"),
        fields: [vec![Field::hidden("version")], choices(desk).into()].concat(),
        form,
        next: label("next"),
        submit: label("submit"),
        cancel: Some(desk.url(&format!("/issues/{}/compose", issue.id))),
        ..FormPage::default()
    };
    let number = issue.number.to_string();
    let args = [("number", number.as_str().into())];
    desk.again(&desk.say_with("newsletter.desk.languages.title", &args), &page, status).await
}

fn read(posted: &Posted) -> Result<(Quarter, Vec<Language>, Fallback), FieldErrors> {
    let mut read = posted.read();
    let number = read.line("number", 7);
    let number = number.trim().to_uppercase().parse::<Quarter>();
    read.check(number.is_ok(), "number", "newsletter.desk.begin.no-quarter");
    let (languages, fallback) = spoken(&mut read, posted);
    read.finish(|| Some((number.ok()?, languages, fallback?)))
}

/// The languages that were chosen, and what is to become of what is not translated.
fn spoken(read: &mut Reader<'_>, posted: &Posted) -> (Vec<Language>, Option<Fallback>) {
    let fallback = match posted.one("fallback") {
        BLOCK => Some(Fallback::Block),
        _ => read.choice("fallback").map(Fallback::Other),
    };
    (read.chosen("languages"), fallback)
}

/// The fields of both.
fn choices(desk: &Desk) -> [Field; 2] {
    let languages = desk.newsletter.languages().iter();
    let choices = || languages.clone().map(|one| Choice::new(one.code(), one.own_name()));
    let others = choices().chain([Choice::new(BLOCK, desk.say("newsletter.desk.begin.block"))]);
    let label = |key: &str| desk.say(&["newsletter.desk.begin.", key].concat());
    [
        Field::checkboxes("languages", label("languages"), choices().collect()),
        Field::select("fallback", label("fallback"), others.collect()).hint(label("fallback-hint")),
    ]
}

async fn answer(
    desk: &Desk,
    form: Fields,
    links: Vec<Link>,
    status: StatusCode,
) -> Result<Response, Problem> {
    let label = |key: &str| desk.say(&["newsletter.desk.begin.", key].concat());
    let number = Field::text("number", label("number")).hint(label("number-hint"));
    let page = FormPage {
        lead: label("lead"),
        fields: [vec![number], choices(desk).into()].concat(),
        form,
        next: label("next"),
        submit: label("submit"),
        cancel: Some(desk.url("/issues")),
        links,
        ..FormPage::default()
    };
    desk.again(&label("title"), &page, status).await
}
