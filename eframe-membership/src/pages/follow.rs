use axum::extract::State;
use axum::response::Response;
use eframe_core::Language;
use eframe_core::block::axum;
use eframe_core::form::{Field, Fields, Posted};
use eframe_core::http::{Asked, ClientAddress, Form, Problem};
use eframe_core::template::Template;
use http::{HeaderMap, StatusCode};
use serde::Serialize;

use super::public::Reader;
use crate::{Error, Followed, Membership};

/// Where an application stands, for whoever has its number and code.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct FollowPage {
    fields: Vec<Field>,
    form: Fields,
    found: Option<Found>,
}

/// What is told.
#[derive(Clone, Debug, Serialize)]
struct Found {
    number: String,
    stage: String,
    status: &'static str,
    /// Since which instant, and in which zone that is told.
    since: String,
    zone: String,
    /// The day by which the organisation has to do something.
    until: String,
}

/// Asks for number and code.
pub(super) async fn ask(
    State(membership): State<Membership>,
    Asked(language): Asked,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = Reader::of(&membership, language);
    let title = reader.words.say("membership.follow.title");
    reader.everyone(&headers, "/follow", &title, || page(&reader, Fields::empty(), None)).await
}

/// Tells.
pub(super) async fn take(
    State(membership): State<Membership>,
    Asked(language): Asked,
    from: Option<axum::Extension<ClientAddress>>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let from = from.map(|axum::Extension(ClientAddress(address))| address);
    let told = membership.follow(from, posted.one("number"), posted.one("code")).await;
    let reader = Reader::of(&membership, language);
    let (page, status) = match told {
        Ok(found) => {
            let found = said(&reader, found);
            (page(&reader, Fields::empty(), Some(found)), StatusCode::OK)
        }
        Err(Error::NotFound) => {
            let text = reader.words.say("membership.follow.unknown");
            let form = Fields::posted(&posted).fault("number", text);
            (page(&reader, form, None), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => {
            let (form, status) = reader.refused(&posted, error)?;
            (page(&reader, form, None), status)
        }
    };
    let title = reader.words.say("membership.follow.title");
    reader.answer("/follow", &title, &page, status).await
}

fn page(reader: &Reader, form: Fields, found: Option<Found>) -> FollowPage {
    let words = &reader.words;
    let number = Field::text("number", words.say("membership.follow.number"));
    let code = Field::text("code", words.say("membership.follow.code"));
    // Neither has words, whatever the reader's language: both are written from the left.
    let fields = vec![
        number
            .hint(words.say("membership.follow.number-hint"))
            .autocomplete("off")
            .written_in(Language::EN),
        code.hint(words.say("membership.follow.code-hint"))
            .autocomplete("off")
            .written_in(Language::EN),
    ];
    FollowPage { fields, form, found }
}

fn said(reader: &Reader, found: Followed) -> Found {
    let words = &reader.words;
    let formats = words.presentation().formats(words.language);
    Found {
        number: found.number,
        stage: words.stage(found.stage),
        status: crate::desk::look(found.stage),
        since: found.since.map(|since| since.to_string()).unwrap_or_default(),
        zone: words.membership.charter().zone_name().to_owned(),
        until: found.until.map(|day| formats.date(day)).unwrap_or_default(),
    }
}

impl Template for FollowPage {
    const NAME: &'static str = "membership/follow.html";

    fn samples() -> Vec<Self> {
        let fields = vec![Field::text("number", "Number"), Field::text("code", "Code")];
        let asking = Self { fields, ..Self::default() };
        let found = Found {
            number: "A-2026-0001".to_owned(),
            stage: "Given back with questions".to_owned(),
            status: "warn",
            since: "2026-11-23T09:00:00Z".to_owned(),
            zone: "Asia/Seoul".to_owned(),
            until: "1 December 2026".to_owned(),
        };
        let draft = Found { since: String::new(), until: String::new(), ..found.clone() };
        let form = Fields::of([("number", "x")]).fault("number", "There is none".to_owned());
        vec![
            asking.clone(),
            Self { form, ..asking.clone() },
            Self { found: Some(found), ..asking.clone() },
            Self { found: Some(draft), ..asking },
        ]
    }
}
