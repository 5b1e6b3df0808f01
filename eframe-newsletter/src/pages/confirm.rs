use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Choice, Fields, Posted};
use eframe_core::frame::Link;
use eframe_core::http::{Asked, CallerOf, Form, Problem, Query, see_other};
use eframe_core::template::Template;
use http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};

use super::archive::PATH as ARCHIVE;
use super::message::MessagePage;
use super::public::Reader;
use super::subscribe::{language_of, languages};
use crate::{Error, Newsletter, Refusal};

/// The question, where it is answered.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ConfirmPage {
    /// Whether the words are others since they were read.
    changed: bool,
    /// The language that is chosen.
    form: Fields,
    languages: Vec<Choice>,
    words: String,
    sha256: String,
    /// Where it is seen what one would get.
    archive: String,
}

/// What stands in the link of a mail.
#[derive(Deserialize)]
pub(super) struct Linked {
    #[serde(default)]
    pub(super) token: String,
}

const TITLE: &str = "newsletter.confirm.title";
const DONE: &str = "newsletter.confirm.done-title";

/// Asks, unless the yes is there: then it says that. Reading the page answers nothing.
pub(super) async fn show(
    State(newsletter): State<Newsletter>,
    Asked(language): Asked,
    Query(Linked { token }): Query<Linked>,
) -> Result<Response, Problem> {
    let reader = Reader::of(&newsletter, language);
    match newsletter.question(&token).await {
        Ok((_, true)) => {
            let page = comes(&reader, "newsletter.confirm.already");
            let path = format!("/confirm?token={token}");
            reader.answer(&path, &reader.say(DONE), &page, StatusCode::OK).await
        }
        Ok((asked, false)) => {
            let form = Fields::of([("language", newsletter.spoken(asked).code())]);
            ask(&reader, &token, form, StatusCode::OK).await
        }
        Err(error) => dead(&reader, error).await,
    }
}

/// Takes the yes.
pub(super) async fn take(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Asked(language): Asked,
    Query(Linked { token }): Query<Linked>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let reader = Reader::of(&newsletter, language);
    // What is no hash is the hash of other words.
    let read = posted.one("sha256").parse().unwrap_or(eframe_core::sha256(b""));
    let reads = match language_of(&reader, &posted) {
        Ok(reads) => reads,
        Err(form) => {
            if let Err(error) = newsletter.question(&token).await {
                return dead(&reader, error).await;
            }
            return ask(&reader, &token, form, StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    match newsletter.confirm(&caller, &token, language, read, reads).await {
        Ok(_) => Ok(see_other(&reader.url("/confirmed"))),
        Err(Error::Refused(Refusal::TextChanged)) => {
            let asked = match newsletter.question(&token).await {
                Ok((asked, _)) => asked,
                Err(error) => return dead(&reader, error).await,
            };
            let form = Fields::of([("language", reads.unwrap_or(asked).code())]);
            ask(&reader, &token, form, StatusCode::CONFLICT).await
        }
        Err(error) => dead(&reader, error).await,
    }
}

/// Says that the newsletter comes.
pub(super) async fn confirmed(
    State(newsletter): State<Newsletter>,
    Asked(language): Asked,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = Reader::of(&newsletter, language);
    let page = || comes(&reader, "newsletter.confirm.done");
    reader.everyone(&headers, "/confirmed", &reader.say(DONE), page).await
}

/// What is said once the yes is there, and where to go on.
fn comes(reader: &Reader, says: &str) -> MessagePage {
    MessagePage {
        looks: "ok",
        says: reader.say(says),
        paragraphs: vec![reader.say("newsletter.confirm.done-end")],
        links: vec![Link::new(reader.say("newsletter.archive.all"), reader.url(ARCHIVE), "")],
    }
}

/// The question, with this status: `CONFLICT` where the words are others by now.
async fn ask(
    reader: &Reader,
    token: &str,
    form: Fields,
    status: StatusCode,
) -> Result<Response, Problem> {
    let words = reader.newsletter.words(reader.language);
    let page = ConfirmPage {
        changed: status == StatusCode::CONFLICT,
        form,
        languages: languages(&reader.newsletter),
        words: words.text,
        sha256: words.sha256.to_string(),
        archive: reader.url(ARCHIVE),
    };
    let path = format!("/confirm?token={token}");
    reader.answer(&path, &reader.say(TITLE), &page, status).await
}

/// Says that a link is no longer good, and what to do. Other errors go on.
async fn dead(reader: &Reader, error: Error) -> Result<Response, Problem> {
    let Error::Refused(Refusal::LinkDead) = error else { return Err(error.into()) };
    let again = reader.say("newsletter.confirm.dead-again");
    let page = MessagePage {
        looks: "warn",
        says: reader.say("newsletter.confirm.dead"),
        paragraphs: Vec::new(),
        links: vec![Link::new(again, reader.url("/"), "")],
    };
    let title = reader.say("newsletter.confirm.dead-title");
    reader.answer("/confirm", &title, &page, StatusCode::GONE).await
}

impl Template for ConfirmPage {
    const NAME: &'static str = "newsletter/confirm.html";

    fn samples() -> Vec<Self> {
        let asked = Self {
            changed: false,
            form: Fields::of([("language", "ko")]),
            languages: vec![Choice::new("en", "English"), Choice::new("ko", "한국어")],
            words: "Yes, I want it.".to_owned(),
            sha256: "e3b0".to_owned(),
            archive: "/en/newsletter/archive".to_owned(),
        };
        let form = asked.form.clone().fault("language", "Choose one".to_owned());
        vec![Self { changed: true, ..asked.clone() }, Self { form, ..asked.clone() }, asked]
    }
}
