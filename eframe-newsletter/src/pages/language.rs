use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Choice, Fields, Posted};
use eframe_core::http::{Asked, CallerOf, Form, Problem, Query};
use eframe_core::template::Template;
use eframe_core::{FieldErrors, Language};
use http::StatusCode;
use serde::Serialize;

use super::archive::PATH as ARCHIVE;
use super::confirm::Linked;
use super::public::Reader;
use super::subscribe::{again, language_of, languages};
use crate::{Error, Newsletter, Refusal};

/// Where somebody who gets the newsletter chooses its language.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct LanguagePage {
    form: Fields,
    languages: Vec<Choice>,
    /// Enough of the address for its owner; empty when they get the newsletter no more.
    masked: String,
    /// The name of the language that was just chosen.
    done: String,
    /// Where they ask for it again.
    subscribe: String,
    /// Where issues are read without it.
    archive: String,
}

/// Asks. Reading the page chooses nothing.
pub(super) async fn show(
    State(newsletter): State<Newsletter>,
    Asked(language): Asked,
    Query(Linked { token }): Query<Linked>,
) -> Result<Response, Problem> {
    answer(&Reader::of(&newsletter, language), &token, Outcome::Asked).await
}

/// Takes the choice.
pub(super) async fn take(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Asked(language): Asked,
    Query(Linked { token }): Query<Linked>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let reader = Reader::of(&newsletter, language);
    let outcome = match language_of(&reader, &posted) {
        Ok(Some(wanted)) => match newsletter.read_in(&caller, &token, wanted).await {
            Ok(_) => Outcome::Chosen(wanted),
            // The page says so.
            Err(Error::Refused(Refusal::LinkDead)) => Outcome::Asked,
            Err(error) => return Err(error.into()),
        },
        Ok(None) => {
            let none = FieldErrors::one("language", "core.field.choose");
            Outcome::Wrong(again(&reader, &posted, &none))
        }
        Err(form) => Outcome::Wrong(form),
    };
    answer(&reader, &token, outcome).await
}

/// What came of it.
enum Outcome {
    /// Nothing yet.
    Asked,
    /// This language was chosen.
    Chosen(Language),
    /// The form is not right.
    Wrong(Fields),
}

async fn answer(reader: &Reader, token: &str, outcome: Outcome) -> Result<Response, Problem> {
    let newsletter = &reader.newsletter;
    let (masked, now) = newsletter.reads(token).await?.unzip();
    let form = || Fields::of(now.map(|now| ("language", now.code().to_owned())));
    let (form, done, status) = match outcome {
        Outcome::Asked => (form(), String::new(), StatusCode::OK),
        Outcome::Chosen(one) => (form(), one.own_name().to_owned(), StatusCode::OK),
        Outcome::Wrong(form) => (form, String::new(), StatusCode::UNPROCESSABLE_ENTITY),
    };
    let page = LanguagePage {
        form,
        languages: languages(newsletter),
        masked: masked.unwrap_or_default(),
        done,
        subscribe: reader.url("/"),
        archive: reader.url(ARCHIVE),
    };
    let path = format!("/language?token={token}");
    reader.answer(&path, &reader.say("newsletter.language.title"), &page, status).await
}

impl Template for LanguagePage {
    const NAME: &'static str = "newsletter/language.html";

    fn samples() -> Vec<Self> {
        let asking = Self {
            form: Fields::of([("language", "ko")]),
            languages: vec![Choice::new("en", "English"), Choice::new("ko", "한국어")],
            masked: "m…@s…".to_owned(),
            done: String::new(),
            subscribe: "/en/newsletter/".to_owned(),
            archive: "/en/newsletter/archive".to_owned(),
        };
        let form = asking.form.clone().fault("language", "Choose one".to_owned());
        let wrong = Self { form, ..asking.clone() };
        let done = Self { done: "한국어".to_owned(), ..asking.clone() };
        let gone = Self { masked: String::new(), ..asking.clone() };
        vec![asking, wrong, done, gone]
    }
}
