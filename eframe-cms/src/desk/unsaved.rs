//! What somebody writes and does not save: sent by their browser from time to time, and offered when they come back.

use axum::response::{IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::form::Posted;
use eframe_core::http::{Form, Path, Problem, not_modified};
use eframe_core::{Language, Timestamp, sha256};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;

use super::blocks;
use super::fields::content;
use super::seat::{Seat, to};
use crate::model::{DocumentId, Kind, Sheet};
use crate::permission::EDIT;

/// The script that sends it.
const SCRIPT: &str = include_str!("../../assets/unsaved.js");
/// How often it looks whether something was written, in seconds.
const EVERY: u8 = 20;

/// What a form says to the script, and to whoever wrote in it before.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Keeping {
    /// Where the script sends what is written.
    to: String,
    /// How often, in seconds.
    every: u8,
    /// Whether what is in the form was brought by whoever wrote it, and is kept nowhere.
    written: bool,
    /// The script's address.
    script: String,
    /// What is offered: text from then.
    at: Option<Timestamp>,
    /// Where the form shows that text.
    take: String,
}

/// Keeps what the script sends, or lets go of it when a button says so.
pub(super) async fn text(
    seat: Seat,
    Path((id, language)): Path<(DocumentId, Language)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    seat.speaks(language)?;
    keep(&seat, Sheet::Text(id, language), &posted).await
}

/// The same for a document that is not there yet.
pub(super) async fn new(
    seat: Seat,
    Path(kind): Path<Kind>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    keep(&seat, Sheet::New(kind), &posted).await
}

async fn keep(seat: &Seat, sheet: Sheet, posted: &Posted) -> Result<Response, Problem> {
    if posted.has("drop") {
        // It is the writer's own, and a token for a part of what they may do lets go of nothing.
        seat.actor().require(EDIT)?;
        seat.actor().require_whole()?;
        seat.cms.drop_unsaved(&seat.caller, sheet).await?;
        return Ok(to(&form(seat, sheet)));
    }
    let fields = posted.iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
    seat.cms.keep_unsaved(&seat.caller, sheet, fields.collect()).await?;
    let presentation = seat.cms.presentation();
    let now = presentation.formats(seat.language).datetime(seat.cms.now(), presentation.zone());
    Ok(seat.say_with("cms.desk.unsaved.kept", &[("at", now.as_str().into())]).into_response())
}

/// The script. It is fetched anew only when it is another.
pub(super) async fn script(headers: HeaderMap) -> Result<Response, Problem> {
    let tag = format!("\"{}\"", &sha256(SCRIPT.as_bytes()).to_string()[..16]);
    let tag = HeaderValue::from_str(&tag).map_err(Problem::internal)?;
    let mut answer = match not_modified(&headers, &tag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => SCRIPT.into_response(),
    };
    let set = answer.headers_mut();
    let kind = HeaderValue::from_static("text/javascript; charset=utf-8");
    set.insert(header::CONTENT_TYPE, kind);
    set.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    set.insert(header::ETAG, tag);
    Ok(answer)
}

/// The address of a form.
fn form(seat: &Seat, sheet: Sheet) -> String {
    match sheet {
        Sheet::Text(id, language) => seat.url(&format!("/{id}/{language}/edit")),
        Sheet::New(kind) => seat.url(&format!("/new/{kind}")),
    }
}

impl Keeping {
    /// Of a form that shows what somebody wrote.
    pub(super) fn of(seat: &Seat, sheet: Sheet) -> Self {
        Self {
            to: match sheet {
                Sheet::Text(id, language) => seat.url(&format!("/{id}/{language}/unsaved")),
                Sheet::New(kind) => seat.url(&format!("/new/{kind}/unsaved")),
            },
            every: EVERY,
            written: true,
            script: seat.url("/unsaved.js"),
            ..Self::default()
        }
    }

    /// The same, which offers text from then.
    fn offering(self, seat: &Seat, sheet: Sheet, at: Timestamp) -> Self {
        Self { at: Some(at), take: format!("{}?take=unsaved", form(seat, sheet)), ..self }
    }

    pub(super) fn samples() -> [Self; 2] {
        let plain = Self {
            to: "/desk/content/1/en/unsaved".to_owned(),
            every: EVERY,
            script: "/desk/content/unsaved.js".to_owned(),
            ..Self::default()
        };
        let offering = Self {
            at: Some(Timestamp::UNIX_EPOCH),
            take: "/desk/content/1/en/edit?take=unsaved".to_owned(),
            ..plain.clone()
        };
        [Self { written: true, ..plain }, offering]
    }
}

/// What a form shows: what is not saved, where its writer took that; else what stands there, and an offer where what is
/// not saved is something else.
pub(super) async fn offered(
    seat: &Seat,
    kind: Kind,
    sheet: Sheet,
    stands: Posted,
) -> Result<(Posted, Keeping), Problem> {
    let keeping = Keeping { written: false, ..Keeping::of(seat, sheet) };
    let Some(unsaved) = seat.cms.unsaved(seat.actor(), sheet).await? else {
        return Ok((stands, keeping));
    };
    let text = Posted::from_iter(unsaved.fields);
    if seat.query.one("take") == "unsaved" {
        return Ok((text, keeping));
    }
    // What cannot be saved yet is other than anything that was.
    let read = |posted: &Posted| content(kind, posted, &blocks::read(posted)).ok();
    let other = read(&text).is_none_or(|text| read(&stands) != Some(text));
    let keeping = if other { keeping.offering(seat, sheet, unsaved.at) } else { keeping };
    Ok((stands, keeping))
}
