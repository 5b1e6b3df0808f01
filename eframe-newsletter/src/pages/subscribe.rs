use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Choice, Fields, Posted, Reader as Read};
use eframe_core::http::{Asked, CallerOf, ClientAddress, Form, Problem, see_other};
use eframe_core::template::Template;
use eframe_core::{FieldErrors, Language};
use http::{HeaderMap, StatusCode};
use serde::Serialize;

use super::archive::PATH as ARCHIVE;
use super::message::MessagePage;
use super::public::Reader;
use crate::model::{self, Address};
use crate::rules::Subscribe;
use crate::{Error, Newsletter, Refusal};

/// Where somebody asks for the newsletter.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct SubscribePage {
    form: Fields,
    languages: Vec<Choice>,
    /// What a yes to the question means, word for word.
    words: String,
    /// Where it posts.
    action: String,
    /// Where it is seen what one would get.
    archive: String,
}

const PATH: &str = "/";
const TITLE: &str = "newsletter.subscribe.title";

/// Shows the form.
pub(super) async fn show(
    State(newsletter): State<Newsletter>,
    Asked(language): Asked,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = Reader::of(&newsletter, language);
    let empty = || Fields::of([("language", newsletter.spoken(language).code())]);
    reader.everyone(&headers, PATH, &reader.say(TITLE), || page(&reader, empty())).await
}

/// Takes an address. The answer is the same for every one.
pub(super) async fn take(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Asked(language): Asked,
    from: Option<axum::Extension<ClientAddress>>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let from = from.map(|axum::Extension(ClientAddress(address))| address);
    let reader = Reader::of(&newsletter, language);
    // Whoever reads the form twice must not read two addresses in it.
    if ["address", "language"].iter().any(|name| posted.all(name).count() > 1) {
        let title = "A parameter is given more than once.";
        return Err(Problem::bad_request("repeated-parameter", title));
    }
    let asked = match wish(&newsletter, &posted, language) {
        Ok(wish) => newsletter.subscribe(&caller, from, wish).await,
        Err(errors) => Err(errors.into()),
    };
    let (form, status) = match asked {
        Ok(()) => return Ok(see_other(&reader.url("/asked"))),
        Err(Error::Refused(Refusal::Invalid(errors))) => {
            (again(&reader, &posted, &errors), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(Error::Refused(Refusal::Throttled(_))) => {
            let text = reader.say("newsletter.refused.throttled");
            (Fields::posted(&posted).fault("", text), StatusCode::TOO_MANY_REQUESTS)
        }
        Err(error) => return Err(error.into()),
    };
    reader.answer(PATH, &reader.say(TITLE), &page(&reader, form), status).await
}

/// Says to look into one's mail.
pub(super) async fn asked(
    State(newsletter): State<Newsletter>,
    Asked(language): Asked,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = Reader::of(&newsletter, language);
    let page = || MessagePage {
        looks: "ok",
        says: reader.say("newsletter.subscribe.asked"),
        paragraphs: vec![reader.say("newsletter.subscribe.asked-nothing")],
        links: Vec::new(),
    };
    let title = reader.say("newsletter.subscribe.asked-title");
    reader.everyone(&headers, "/asked", &title, page).await
}

fn wish(
    newsletter: &Newsletter,
    posted: &Posted,
    page: Language,
) -> Result<Subscribe, FieldErrors> {
    let mut read = posted.read();
    let address = read.take(Address::parse("address", posted.one("address")));
    // The short form at the foot of a page has no such field: its reader reads the page's language.
    let language = chosen(newsletter, &mut read).unwrap_or(page);
    read.finish(|| Some(Subscribe { address: address?, language, form: model::Form::Page }))
}

/// The language that was chosen, if one was; one that the newsletter does not come in is a fault.
fn chosen(newsletter: &Newsletter, read: &mut Read<'_>) -> Option<Language> {
    let chosen: Option<Language> = read.optional_choice("language");
    let comes = chosen.is_none_or(|one| newsletter.comes_in(one));
    read.check(comes, "language", "core.field.choose");
    chosen
}

/// The language of a form that asks people for nothing else, if they chose one; or that form again, with what is wrong.
pub(super) fn language_of(reader: &Reader, posted: &Posted) -> Result<Option<Language>, Fields> {
    let mut read = posted.read();
    let one = chosen(&reader.newsletter, &mut read);
    read.finish(|| Some(one)).map_err(|errors| again(reader, posted, &errors))
}

/// What was posted, shown once more with what is wrong.
pub(super) fn again(reader: &Reader, posted: &Posted, errors: &FieldErrors) -> Fields {
    Fields::posted(posted).refused(errors, reader.newsletter.presentation(), reader.language)
}

/// The languages that the newsletter comes in, to choose from.
pub(super) fn languages(newsletter: &Newsletter) -> Vec<Choice> {
    let languages = newsletter.languages().iter();
    languages.map(|one| Choice::new(one.code(), one.own_name())).collect()
}

fn page(reader: &Reader, form: Fields) -> SubscribePage {
    let newsletter = &reader.newsletter;
    SubscribePage {
        form,
        languages: languages(newsletter),
        words: newsletter.words(reader.language).text,
        action: reader.url(PATH),
        archive: reader.url(ARCHIVE),
    }
}

impl Template for SubscribePage {
    const NAME: &'static str = "newsletter/subscribe.html";

    fn samples() -> Vec<Self> {
        let empty = Self {
            form: Fields::of([("language", "ko")]),
            languages: vec![Choice::new("en", "English"), Choice::new("ko", "한국어")],
            words: "Yes, I want it.".to_owned(),
            action: "/en/newsletter/".to_owned(),
            archive: "/en/newsletter/archive".to_owned(),
        };
        let form = Fields::of([("address", "mina")]).fault("address", "Enter one".to_owned());
        let form = form.fault("", "Too many".to_owned());
        vec![Self { form, ..empty.clone() }, empty]
    }
}
