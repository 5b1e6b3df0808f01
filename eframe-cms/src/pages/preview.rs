//! What is in the making, for whoever holds a link that opens it.

use axum::extract::State;
use axum::response::{Html, IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::frame::{Area, FrameAsk};
use eframe_core::http::{Asked, Path, Problem};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};

use super::article;
use crate::model::MediaId;
use crate::{Cms, media};

/// Shows it as it stands at this moment; once it is published, leads to its page, also while the next edition is made. A link that has stopped, was taken
/// back or never was is answered alike.
pub(super) async fn show(
    State(cms): State<Cms>,
    Asked(reader): Asked,
    Path(secret): Path<String>,
) -> Result<Response, Problem> {
    let (preview, document) = cms.opened(&secret).await?;
    let Some(draft) = document.draft(preview.language) else {
        document.live(preview.language).ok_or_else(Problem::not_found)?;
        let there = cms.mount().pages_url(preview.language, document.address.as_str());
        let location = HeaderValue::from_str(&there).map_err(Problem::internal)?;
        return Ok(
            (StatusCode::SEE_OTHER, private(), [(header::LOCATION, location)]).into_response()
        );
    };
    let url = |of| cms.mount().pages_url(of, &format!("/preview/{secret}"));
    let files = url(reader);
    let page = article::page_ahead(&cms, &document, draft, preview.until, reader, &files).await?;
    let ask = FrameAsk::new(reader, Area::Public, page.title(), url(reader)).unlisted();
    let html = cms.presentation().html(&ask, &page).await.map_err(Problem::internal)?;
    Ok((private(), Html(html)).into_response())
}

/// A file that the text behind a link shows, and no other.
pub(super) async fn file(
    State(cms): State<Cms>,
    Path((secret, id, number, name)): Path<(String, MediaId, u32, String)>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let held = cms.held_behind(&secret, id, number).await?;
    let answer = media::one(&cms, &held, &name, &method, &headers).await?;
    Ok((private(), answer).into_response())
}

/// The address opens something: nobody keeps it, indexes it, or passes it on. Under `no-referrer` the forms in the host's frame
/// would say `Origin: null`, and be refused wherever a browser sends no `Sec-Fetch-Site`; so the origin alone is told.
fn private() -> [(HeaderName, HeaderValue); 3] {
    [
        (
            HeaderName::from_static("x-robots-tag"),
            HeaderValue::from_static("noindex, nofollow, noarchive"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin")),
    ]
}
