//! Pages for addresses where nothing stands any more, or did not on a day.

use axum::response::{Html, IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::frame::{Area, FrameAsk};
use eframe_core::http::Problem;
use eframe_core::template::Template;
use eframe_core::{Language, Timestamp};
use http::{HeaderValue, StatusCode, header};
use jiff::civil::Date;
use serde::Serialize;

use super::changes::on_day;
use super::words::Words;
use crate::model::{Address, End};
use crate::{Cms, Ended, OnDay};

/// Says why nothing is here, and where to go.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct EndedPage {
    /// `withdrawn`, `gone`, `substitute`, `not-yet`, `no-more` or `ahead`.
    what: &'static str,
    title: Words,
    /// Since when nothing is here; since when something is, for `not-yet`.
    at: Option<Timestamp>,
    /// What the public is told of it.
    note: Words,
    /// What has taken its place.
    successor: String,
    /// The page as it last stood.
    past: String,
    /// The page of today.
    today: String,
}

/// The answer for a document that ended.
pub(super) async fn answer(
    cms: &Cms,
    address: &Address,
    ended: &Ended,
    reader: Language,
) -> Result<Response, Problem> {
    let there = |address: &Address| cms.mount().pages_url(reader, address.as_str());
    let successor = ended.leads_to.as_ref().map(there);
    if let (End::Redirect { .. }, Some(successor)) = (&ended.ending.end, &successor) {
        let location = HeaderValue::from_str(successor).map_err(Problem::internal)?;
        // To publish it again takes the redirect back, so browsers are to ask each time.
        let headers = [
            (header::LOCATION, location),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        ];
        return Ok((StatusCode::MOVED_PERMANENTLY, headers).into_response());
    }
    let what = match (&ended.ending.end, &successor) {
        (End::Withdrawn, _) => "withdrawn",
        (End::Substitute { .. }, Some(_)) => "substitute",
        _ => "gone",
    };
    let page = EndedPage {
        what,
        title: Words::new(&ended.title, ended.language),
        at: Some(ended.at),
        note: Words::new(&ended.ending.note, ended.language),
        successor: successor.clone().unwrap_or_default(),
        past: past(cms, address, ended, reader).await?.unwrap_or_default(),
        today: String::new(),
    };
    let mut response = shown(cms, address, None, page, StatusCode::GONE, reader).await?;
    if let Some(successor) = successor {
        let link = format!("<{}>; rel=\"successor-version\"", cms.mount().absolute(&successor));
        if let Ok(link) = HeaderValue::from_str(&link) {
            response.headers_mut().insert(header::LINK, link);
        }
    }
    Ok(response)
}

/// Where to read what it said on the last whole day, where that may be read.
async fn past(
    cms: &Cms,
    address: &Address,
    ended: &Ended,
    reader: Language,
) -> Result<Option<String>, Problem> {
    let Ok(day) = cms.day_of(ended.at).yesterday() else { return Ok(None) };
    let document = cms.at(address.as_str()).await?;
    let url = cms.mount().pages_url(reader, document.address.as_str());
    let stood = cms.stood(document, day, reader).await?;
    Ok(matches!(stood, OnDay::Stood(_)).then(|| on_day(&url, day)))
}

/// The answer for a day on which nothing stood there.
pub(super) async fn nothing(
    cms: &Cms,
    address: &Address,
    day: Date,
    stood: &OnDay,
    reader: Language,
) -> Result<Response, Problem> {
    let (what, at, status) = match stood {
        OnDay::NoMore(until) => ("no-more", Some(*until), StatusCode::GONE),
        OnDay::Ahead => ("ahead", None, StatusCode::NOT_FOUND),
        OnDay::NotYet(since) => ("not-yet", *since, StatusCode::NOT_FOUND),
        OnDay::Stood(_) | OnDay::Moved(_) => return Err(Problem::not_found()),
    };
    let today = cms.mount().pages_url(reader, address.as_str());
    let page = EndedPage { what, at, today, ..EndedPage::default() };
    shown(cms, address, Some(day), page, status, reader).await
}

async fn shown(
    cms: &Cms,
    address: &Address,
    day: Option<Date>,
    page: EndedPage,
    status: StatusCode,
    reader: Language,
) -> Result<Response, Problem> {
    let url = |language| {
        let url = cms.mount().pages_url(language, address.as_str());
        day.map_or_else(|| url.clone(), |day| on_day(&url, day))
    };
    let key = ["cms.ended.", page.what].concat();
    let title = match page.title.text.as_str() {
        "" => cms.presentation().say(reader, &key, &[]).text,
        title => title.to_owned(),
    };
    let alternates = cms.languages().iter().map(|&language| (language, url(language)));
    let ask = FrameAsk::new(reader, Area::Public, title, url(reader)).alternates(alternates);
    let html = cms.presentation().html(&ask, &page).await.map_err(Problem::internal)?;
    Ok((status, unindexed(), Html(html)).into_response())
}

/// For pages that no search engine is to keep, and no cache without asking.
pub(super) fn unindexed() -> [(header::HeaderName, HeaderValue); 2] {
    [
        (header::HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ]
}

impl Template for EndedPage {
    const NAME: &'static str = "cms/ended.html";

    fn samples() -> Vec<Self> {
        let of = |what| Self {
            what,
            title: Words::new("지역 사무소", Language::KO),
            at: Some(Timestamp::UNIX_EPOCH),
            note: Words::new("The law has changed.", Language::EN),
            successor: "/en/offices".to_owned(),
            past: "/en/about?on=1970-01-01".to_owned(),
            today: "/en/about".to_owned(),
        };
        let bare = |what| Self { what, today: "/en/about".to_owned(), ..Self::default() };
        vec![
            of("withdrawn"),
            of("substitute"),
            Self { title: Words::default(), ..of("gone") },
            Self { at: Some(Timestamp::UNIX_EPOCH), ..bare("no-more") },
            Self { at: Some(Timestamp::UNIX_EPOCH), ..bare("not-yet") },
            bare("not-yet"),
            bare("ahead"),
            Self {
                at: Some(Timestamp::UNIX_EPOCH),
                ..Self { today: String::new(), ..bare("gone") }
            },
        ]
    }
}
