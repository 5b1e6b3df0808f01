use axum::extract::State;
use axum::response::Response;
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{Accepts, Cursor, Problem, Query};
use eframe_core::{Actor, Language, Timestamp};
use http::HeaderMap;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::read::{tag_of, tagged};
use crate::model::{Address, Kind};
use crate::search::Place;
use crate::{Cms, Hit, Hits, Piece, Search};

/// What is looked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    q: String,
    kind: Option<String>,
    language: Option<Language>,
    #[serde(rename = "in")]
    only: Option<Language>,
    limit: Option<usize>,
    cursor: Option<Cursor>,
}

/// A page of what was found.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContentHits)]
pub(super) struct HitsWire {
    /// The best first; those in the language asked for before all others.
    items: Vec<HitWire>,
    /// How many there are on all pages, at most 200.
    count: usize,
    /// Whether there may be more than are counted.
    more: bool,
    /// Send it as `cursor` to read on; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    next: Option<Cursor>,
    /// What to look for instead, when nothing was found: words that are written alike.
    meant: Vec<String>,
    /// The same with a word less.
    fewer: Vec<String>,
}

/// A live document that was found.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContentHit)]
struct HitWire {
    id: Uuid,
    #[schema(value_type = String, example = "news")]
    kind: Kind,
    /// Where it stands, below the language.
    #[schema(value_type = String, example = "/news/founding")]
    path: Address,
    /// The language it was found in.
    #[schema(value_type = String, example = "ko")]
    language: Language,
    /// `ltr` or `rtl`.
    direction: &'static str,
    title: Vec<PieceWire>,
    /// What it says about what was looked for.
    extract: Vec<PieceWire>,
    /// The day its list is ordered by.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "2026-11-23")]
    day: Option<Date>,
    /// Since when it is live.
    #[schema(value_type = String)]
    since: Timestamp,
}

/// A piece of a text; all of them together are the text.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentPiece)]
struct PieceWire {
    text: String,
    /// Whether it was looked for.
    hit: bool,
}

/// Live documents that have all of some words, the best first. Words in quotation marks stand together.
#[utoipa::path(
    get, path = "/search", operation_id = "searchContent", tag = "content",
    params(
        ("q" = String, Query, description = "What to look for: at most 200 characters and 12 words or quotations."),
        ("kind" = Option<String>, Query, description = "Only this kind: page, news, event, faq, person, partner, document, banner."),
        ("language" = Option<String>, Query, description = "The reader's language: what is in it comes first."),
        ("in" = Option<String>, Query, description = "Only what is in this language."),
        ("limit" = Option<u64>, Query, description = "How many at most: 20, no more than 50."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses(
        (status = 200, description = "A page of what was found.", body = HitsWire),
        (status = 422, description = "No word, or too many."),
    )
)]
pub(super) async fn search(
    State(cms): State<Cms>,
    _: Accepts,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let unknown = |_| Problem::bad_request("kind", "There is no such kind of content.");
    let kind = asked.kind.as_deref().map(str::parse::<Kind>).transpose().map_err(unknown)?;
    if let Some(cursor) = &asked.cursor {
        cursor.read::<Place>()?;
    }
    let search = Search {
        words: asked.q,
        kind,
        only: asked.only,
        after: asked.cursor,
        limit: asked.limit.unwrap_or(Search::LIMIT).clamp(1, Search::MOST),
        stage: None,
    };
    let reader = asked.language.unwrap_or(cms.first_language());
    let hits = HitsWire::from(cms.search(&Actor::anonymous(), &search, reader).await?);
    tagged(&headers, tag_of(&hits)?, &hits)
}

impl From<Hits> for HitsWire {
    fn from(hits: Hits) -> Self {
        let Hits { items, count, is_more, next, meant, fewer } = hits;
        let items = items.into_iter().map(HitWire::from).collect();
        Self { items, count, more: is_more, next, meant, fewer }
    }
}

impl From<Hit> for HitWire {
    fn from(hit: Hit) -> Self {
        let pieces = |pieces: Vec<Piece>| {
            pieces.into_iter().map(|Piece { text, hit }| PieceWire { text, hit }).collect()
        };
        Self {
            id: hit.document.uuid(),
            kind: hit.kind,
            path: hit.address,
            language: hit.language,
            direction: hit.language.direction().html(),
            title: pieces(hit.title),
            extract: pieces(hit.extract),
            day: hit.day,
            since: hit.at,
        }
    }
}
