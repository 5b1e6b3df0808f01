use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::cache::Rendered;
use eframe_core::feed::{Feed, FeedEntry, urn};
use eframe_core::http::{Asked, Cursor, Problem, Query};
use eframe_core::present::RenderError;
use eframe_core::{Language, Timestamp};
use http::HeaderMap;
use serde::Deserialize;
use uuid::Uuid;

use super::all_lists;
use crate::Cms;
use crate::cms::list_name;
use crate::model::{Document, Edition, Kind, State as EditionState};
use crate::rules::list_tag;

/// How many entries a page of a feed has.
const ENTRIES: u64 = 20;

/// What follows the name of a list where its feed is.
const FEED: &str = ".atom";

/// Which page of a feed is asked for.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Wanted {
    after: Option<Cursor>,
}

/// The path of the feed of a kind, or of everything, below its language.
pub(super) fn path(kind: Option<Kind>) -> String {
    match kind {
        Some(kind) => format!("/{}{FEED}", kind.folder().unwrap_or("pages")),
        None => format!("/feed{FEED}"),
    }
}

/// What the public reads of a kind, or of everything, in one language.
pub(super) async fn show(
    kind: Option<Kind>,
    State(cms): State<Cms>,
    Asked(language): Asked,
    headers: HeaderMap,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let after = wanted.after.as_ref().map(Cursor::read::<(Timestamp, Uuid)>).transpose()?;
    let tags = match kind {
        Some(kind) => vec![list_tag(kind)],
        None => all_lists(),
    };
    let own = cms.mount().pages_url(language, &path(kind));
    let render = async || {
        let feed = feed(&cms, kind, language, after, &own).await?;
        Ok::<_, Problem>(Rendered::new("application/atom+xml; charset=utf-8", feed.write()))
    };
    if wanted.after.is_some() {
        // Anybody can make up places to read on from: those turn nothing out of the cache.
        return Ok(render().await?.answer(&headers));
    }
    let kept = || async { Ok(render().await?.tags(tags)) };
    cms.cache().get_or_render(&headers, &own, kept).await
}

async fn feed(
    cms: &Cms,
    kind: Option<Kind>,
    language: Language,
    after: Option<(Timestamp, Uuid)>,
    path: &str,
) -> Result<Feed, Problem> {
    let mut newest = cms.newest(kind, language, after, ENTRIES + 1).await?;
    let more = newest.len() as u64 > ENTRIES;
    newest.truncate(usize::try_from(ENTRIES).unwrap_or(usize::MAX));
    // Behind which document it is read on.
    let position = |(at, document, _): &(Timestamp, Document, Edition)| (*at, document.id.uuid());
    let next = newest.last().filter(|_| more).map(position);
    // Where nothing is left, it was taken down.
    let updated = match newest.first() {
        Some((at, ..)) => Some(*at),
        None => cms.last_change(kind).await?,
    };
    let first = cms.mount().absolute(path);
    let at = |position: (Timestamp, Uuid)| {
        format!("{first}?after={}", Cursor::after(&position).as_str())
    };
    let site = cms.presentation().site_name(language).await;
    let name = kind.map_or("cms.feed.all", list_name);
    let name = cms.presentation().message(language, name, &[]);
    let people = kind.and_then(Kind::folder).unwrap_or_default();
    let code = kind.map_or("all", Kind::code);
    let entry =
        |(_, document, edition): &(Timestamp, Document, Edition)| entry(cms, document, edition);
    Ok(Feed {
        id: urn(&["eframe-cms feed", cms.mount().origin(), code, language.code()]),
        title: format!("{name} – {site}"),
        author: site,
        language,
        updated: updated.unwrap_or(Timestamp::UNIX_EPOCH),
        origin: cms.mount().origin().to_owned(),
        own: after.map_or_else(|| first.clone(), at),
        next: next.map(at),
        page: cms.mount().absolute(&cms.mount().pages_url(language, &format!("/{people}"))),
        entries: newest.iter().map(entry).collect::<Result<_, _>>().map_err(Problem::internal)?,
        first,
    })
}

fn entry(cms: &Cms, document: &Document, edition: &Edition) -> Result<FeedEntry, RenderError> {
    let (language, content) = (edition.language, &edition.content);
    let page = cms.mount().pages_url(language, document.address.as_str());
    Ok(FeedEntry {
        // A document has an address in each language, and its readers in one never saw the others'.
        id: urn(&["eframe-cms entry", &document.id.to_string(), language.code()]),
        title: content.title.clone(),
        foreign: None,
        page: cms.mount().absolute(&page),
        updated: match &edition.state {
            EditionState::Live { since, .. } => *since,
            _ => edition.saved,
        },
        summary: content.summary.clone(),
        html: cms.rendered(&content.body, language, language)?.html,
    })
}
