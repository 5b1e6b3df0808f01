//! How documents ended and what stood on a day, as JSON tells it.

use axum::response::{IntoResponse as _, Response};
use eframe_core::Language;
use eframe_core::block::axum;
use eframe_core::http::Problem;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use jiff::civil::Date;

use super::read::{edition_shown, tagged_by_all};
use super::wire::{ChangeWire, DocumentWire, EndedWire};
use crate::model::{Address, Document, End};
use crate::pages::day_of;
use crate::{Cms, Ended, OnDay};

/// The day that is asked for.
pub(super) fn asked(on: &str) -> Result<Date, Problem> {
    let wrong = || Problem::bad_request("on", "A day is needed here.");
    day_of(on).ok_or_else(|| wrong().detail("Write it so: on=2026-11-23"))
}

/// What stood of a document at the end of a day.
pub(super) async fn on_day(
    cms: &Cms,
    document: Document,
    day: Date,
    language: Option<Language>,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let language = language.unwrap_or(cms.first_language());
    match cms.stood(document, day, language).await? {
        OnDay::Stood(stood) => {
            let shown = edition_shown(cms, &stood.edition, language)?;
            let languages = stood.languages.clone();
            let wire = DocumentWire::of_edition(&stood.document, &stood.edition, languages, shown);
            tagged_by_all(headers, &wire.changed(ChangeWire::all(cms, &stood.told)))
        }
        OnDay::NoMore(until) => {
            let title = "It had been taken down by that day, or nothing of it is shown any more.";
            Err(Problem::new(StatusCode::GONE, "no-more", title).member("since", until))
        }
        OnDay::NotYet(since) => {
            let title = "Nothing stood there on that day yet.";
            Err(Problem::new(StatusCode::NOT_FOUND, "not-yet", title).member("since", since))
        }
        OnDay::Ahead => {
            Err(Problem::new(StatusCode::NOT_FOUND, "ahead", "That day has not come yet."))
        }
        OnDay::Moved(_) => Err(Problem::not_found()),
    }
}

/// The answer for a document that ended: where it leads, or that it is gone.
pub(super) fn ended(
    cms: &Cms,
    ended: &Ended,
    language: Option<Language>,
) -> Result<Response, Problem> {
    match (&ended.ending.end, &ended.leads_to) {
        (End::Redirect { .. }, Some(there)) => moved(cms, there, language),
        _ => Err(gone(ended)),
    }
}

/// 410, with how it ended.
pub(super) fn gone(ended: &Ended) -> Problem {
    let title = "It was taken down.";
    Problem::new(StatusCode::GONE, "gone", title).member("ended", EndedWire::from(ended))
}

/// 301 to the same question for another path.
pub(super) fn moved(
    cms: &Cms,
    address: &Address,
    language: Option<Language>,
) -> Result<Response, Problem> {
    let language = language.map(|code| format!("&language={code}"));
    let there = format!("/at?path={address}{}", language.unwrap_or_default());
    let there = HeaderValue::from_str(&cms.mount().json_url(&there));
    let headers = [
        (header::LOCATION, there.map_err(Problem::internal)?),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    Ok((StatusCode::MOVED_PERMANENTLY, headers).into_response())
}
