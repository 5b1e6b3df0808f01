use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{
    Accepts, ActorOf, Cursor, Json, Paging, Path, Problem, Query, etag, not_modified,
};
use eframe_core::{Language, Timestamp, Version, sha256};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::past;
use super::wire::{
    ChangeWire, DocumentWire, EditionWire, EditionsWire, ItemWire, ListWire, PlaceWire, ShownWire,
};
use crate::model::{Document, DocumentId, Edition, Kind, Slug};
use crate::rules::Sight;
use crate::store::{Entry, Filter, Position};
use crate::{Cms, Found, permission};

/// How far back a list of changes reaches behind its cursor. A change bears the time at which it was decided, and is
/// seen when it is committed: changes that were under way when the cursor was given come to light later with an earlier
/// time. They wait for their line, a connection and a lock, ten seconds each, and clocks of instances differ by
/// seconds.
const OVERLAP: SignedDuration = SignedDuration::from_mins(2);

/// Which documents are asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    kind: Option<String>,
    language: Option<Language>,
    since: Option<Cursor>,
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

/// Where and in which language a document is asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct At {
    path: String,
    language: Option<Language>,
    on: Option<String>,
}

/// In which language a document is asked for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct In {
    language: Option<Language>,
    on: Option<String>,
}

/// Live documents of every kind or of one; with `since`, those that changed, the ones taken down included.
#[utoipa::path(
    get, path = "/documents", operation_id = "listContent", tag = "content",
    params(
        ("kind" = Option<String>, Query, description = "Only this kind: page, news, event, faq, person, partner, document, banner."),
        ("language" = Option<String>, Query, description = "The language to be answered in, as far as there is one: en."),
        ("since" = Option<String>, Query, description = "`since` of an earlier answer: only what changed after it."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of documents.", body = ListWire))
)]
pub(super) async fn documents(
    State(cms): State<Cms>,
    _: Accepts,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let unknown = |_| Problem::bad_request("kind", "There is no such kind of content.");
    let kind = asked.kind.as_deref().map(str::parse::<Kind>).transpose().map_err(unknown)?;
    list(&cms, kind, &headers, asked).await
}

macro_rules! lists {
    ($($name:ident $path:literal $id:literal $kind:ident $said:literal;)*) => {$(
        #[doc = $said]
        #[utoipa::path(
            get, path = $path, operation_id = $id, tag = "content",
            params(
                ("language" = Option<String>, Query, description = "The language to be answered in, as far as there is one: en."),
                ("since" = Option<String>, Query, description = "`since` of an earlier answer: only what changed after it."),
                ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
                ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
            ),
            responses((status = 200, description = "A page of documents.", body = ListWire))
        )]
        pub(super) async fn $name(
            State(cms): State<Cms>,
            _: Accepts,
            headers: HeaderMap,
            Query(asked): Query<Asked>,
        ) -> Result<Response, Problem> {
            list(&cms, Some(Kind::$kind), &headers, asked).await
        }
    )*};
}

lists! {
    pages "/pages" "listPages" Page "The pages of the tree.";
    news "/news" "listNews" News "News, the newest first.";
    events "/events" "listEvents" Event "Events, the latest first.";
    faq "/faq" "listQuestions" Faq "Questions with their answers.";
    people "/people" "listPeople" Person "People and their offices.";
    partners "/partners" "listPartners" Partner "Partners.";
}

async fn list(
    cms: &Cms,
    kind: Option<Kind>,
    headers: &HeaderMap,
    asked: Asked,
) -> Result<Response, Problem> {
    let now = cms.now();
    let since = asked.since.as_ref().map(Cursor::read::<Timestamp>).transpose()?;
    let filter = Filter { kind, since, ..Filter::default() };
    let paging = Paging::new(asked.limit, asked.cursor);
    let after = paging.after::<Position>()?;
    let public = eframe_core::Actor::anonymous();
    let rows = cms.entries(&public, &filter, after.as_ref(), paging.limit() + 1).await?;
    let page = paging.page(rows, |entry| filter.position(entry));
    let language = asked.language.unwrap_or(cms.first_language());
    let mut known = match since {
        Some(_) => {
            let documents = page.items.iter().map(|entry| entry.document.clone());
            cms.known_at(&documents.collect::<Vec<_>>()).await?
        }
        None => BTreeMap::new(),
    };
    // Only a list of changes has what was taken down.
    let down = page.items.iter().filter(|entry| entry.heads.is_empty());
    let ends = match down.map(|entry| entry.document.id).collect::<Vec<_>>() {
        none if none.is_empty() => BTreeMap::new(),
        ids => cms.ends(ids).await?,
    };
    let item = |mut entry: Entry| {
        let id = entry.document.id;
        let known = known.remove(&id).unwrap_or_default();
        if entry.heads.is_empty() {
            entry.document = entry.document.last_seen(&known);
        }
        ItemWire::of(&entry, ends.get(&id), language).known_at(known)
    };
    let items = page.items.into_iter().map(item).collect::<Vec<_>>();
    // The cursor for another time changes with the clock and so stays out of the tag.
    let tag = tag_of(&(&items, &page.next))?;
    let since = Cursor::after(&(now - OVERLAP));
    tagged(headers, tag, &ListWire { items, next: page.next, since })
}

/// The live document that stands at a path. One that moved is answered with 301 to its new path.
#[utoipa::path(
    get, path = "/at", operation_id = "findContent", tag = "content",
    params(
        ("path" = String, Query, description = "Its path below the language: /about/offices."),
        ("language" = Option<String>, Query, description = "The language to be answered in, as far as there is one: en."),
        ("on" = Option<String>, Query, description = "As it stood at the end of this day, by the site's clocks: 2026-11-23."),
    ),
    responses(
        (status = 200, description = "The document, with an ETag over all of it.", body = DocumentWire),
        (status = 301, description = "It stands elsewhere now: see Location."),
        (status = 404, description = "Nothing ever stood there."),
        (status = 410, description = "It was taken down: `ended` says how, with its public note."),
    )
)]
pub(super) async fn at(
    State(cms): State<Cms>,
    _: Accepts,
    headers: HeaderMap,
    Query(asked): Query<At>,
) -> Result<Response, Problem> {
    if let Some(on) = &asked.on {
        let day = past::asked(on)?;
        let found = cms.at(&asked.path).await?;
        return past::on_day(&cms, found, day, asked.language, &headers).await;
    }
    match cms.find(&eframe_core::Actor::anonymous(), &asked.path).await? {
        Found::Here(found) => shown(&cms, &found, asked.language, &headers).await,
        Found::Gone(ended) => past::ended(&cms, &ended, asked.language),
        Found::Moved(address) => past::moved(&cms, &address, asked.language),
    }
}

/// One live document.
#[utoipa::path(
    get, path = "/documents/{id}", operation_id = "readContent", tag = "content",
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = Option<String>, Query, description = "The language to be answered in, as far as there is one: en."),
        ("on" = Option<String>, Query, description = "As it stood at the end of this day, by the site's clocks: 2026-11-23."),
    ),
    responses(
        (status = 200, description = "The document, with an ETag over all of it.", body = DocumentWire),
        (status = 404, description = "Nothing ever stood there, or not yet on that day."),
        (status = 410, description = "It was taken down: `ended` says how, with its public note."),
    )
)]
pub(super) async fn document(
    State(cms): State<Cms>,
    _: Accepts,
    Path(id): Path<DocumentId>,
    headers: HeaderMap,
    Query(asked): Query<In>,
) -> Result<Response, Problem> {
    let found = cms.public(id).await?;
    if let Some(on) = &asked.on {
        return past::on_day(&cms, found, past::asked(on)?, asked.language, &headers).await;
    }
    if found.published().is_empty() {
        return Err(past::gone(&cms.ended(id).await?));
    }
    shown(&cms, &found, asked.language, &headers).await
}

/// The editions in a language that the asker may see, newest first.
#[utoipa::path(
    get, path = "/documents/{id}/editions/{language}", operation_id = "listEditions", tag = "content",
    security((), ("bearer" = [permission::EDIT]), ("bearer" = [permission::APPROVE]), ("bearer" = [permission::PUBLISH])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of editions.", body = EditionsWire))
)]
pub(super) async fn editions(
    State(cms): State<Cms>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path((id, language)): Path<(DocumentId, Language)>,
    Query(paging): Query<Paging>,
) -> Result<Json<EditionsWire>, Problem> {
    let (before, limit) = (paging.after::<u32>()?, paging.limit() + 1);
    let editions = cms.history(&actor, id, language, before, limit).await?;
    let page = paging.page(editions, |edition| edition.number);
    let sight = Sight::of(&actor);
    let items = page.items.iter().map(|edition| EditionWire::seen(edition, sight)).collect();
    Ok(Json(EditionsWire { items, next: page.next }))
}

/// The edition in the making, with its revision as ETag. Where nothing is in the making in this language, 404 tells those who
/// write, review or publish so, and in `revision` what `If-Match` says to begin the next edition.
#[utoipa::path(
    get, path = "/documents/{id}/editions/{language}/draft", operation_id = "readDraft", tag = "content",
    security(("bearer" = [permission::EDIT]), ("bearer" = [permission::APPROVE]), ("bearer" = [permission::PUBLISH])),
    params(
        ("id" = uuid::Uuid, Path, description = "The document."),
        ("language" = String, Path, description = "The language: en."),
    ),
    responses(
        (status = 200, description = "The edition.", body = EditionWire),
        (status = 404, description = "Nothing is in the making: `revision` is what the next edition is begun from."),
    )
)]
pub(super) async fn draft(
    State(cms): State<Cms>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    headers: HeaderMap,
    Path((id, language)): Path<(DocumentId, Language)>,
) -> Result<Response, Problem> {
    let document = cms.document(&actor, id).await?;
    let Some(draft) = document.draft(language) else {
        return Err(match Sight::of(&actor) {
            Sight::Staff => nothing_begun(document.strand(language).revision, language),
            Sight::Public => Problem::not_found(),
        });
    };
    tagged(&headers, etag(draft.revision), &EditionWire::from(draft))
}

/// Nothing is in the making; with what the next edition is begun from.
fn nothing_begun(revision: Version, language: Language) -> Problem {
    Problem::not_found()
        .detail(format!(
            "Nothing is in the making in {language}. To begin the next edition, PUT its text here with \
             If-Match: \"{revision}\", the revision of the newest edition; the live text stands in the list of editions."
        ))
        .member("revision", revision)
}

/// Where a document stands, with its version as ETag.
#[utoipa::path(
    get, path = "/documents/{id}/place", operation_id = "readPlace", tag = "content",
    security((), ("bearer" = [permission::EDIT]), ("bearer" = [permission::APPROVE]), ("bearer" = [permission::PUBLISH])),
    params(("id" = uuid::Uuid, Path, description = "The document.")),
    responses((status = 200, description = "Its place.", body = PlaceWire))
)]
pub(super) async fn place(
    State(cms): State<Cms>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    headers: HeaderMap,
    Path(id): Path<DocumentId>,
) -> Result<Response, Problem> {
    let document = cms.document(&actor, id).await?;
    let place = PlaceWire {
        parent: document.parent.map(DocumentId::uuid),
        slug: Slug::into(document.slug),
        position: document.position,
    };
    tagged(&headers, etag(document.version), &place)
}

async fn shown(
    cms: &Cms,
    document: &Document,
    language: Option<Language>,
    headers: &HeaderMap,
) -> Result<Response, Problem> {
    let language = language.unwrap_or(cms.first_language());
    let shown = |edition: &Edition| edition_shown(cms, edition, language);
    let wire = DocumentWire::of(document, language, shown)?.ok_or_else(Problem::not_found)?;
    let told = cms.told(document.id, wire.language()).await?;
    tagged_by_all(headers, &wire.changed(ChangeWire::all(cms, &told)))
}

/// What an edition says as HTML, for a reader of this language, and the files it shows.
pub(super) fn edition_shown(
    cms: &Cms,
    edition: &Edition,
    reader: Language,
) -> Result<(String, Vec<ShownWire>), Problem> {
    let body = &edition.content.body;
    let rendered = cms.rendered(body, edition.language, reader).map_err(Problem::internal)?;
    Ok((rendered.html, ShownWire::all(cms, body)))
}

/// An answer with a strong tag over all of it.
pub(super) fn tagged_by_all(
    headers: &HeaderMap,
    said: &impl Serialize,
) -> Result<Response, Problem> {
    tagged(headers, tag_of(said)?, said)
}

/// A strong tag over everything an answer says.
pub(super) fn tag_of(said: &impl Serialize) -> Result<HeaderValue, Problem> {
    let bytes = serde_json::to_vec(said).map_err(Problem::internal)?;
    let digest = sha256(&bytes).to_string();
    HeaderValue::from_str(&format!("\"{}\"", &digest[..32])).map_err(Problem::internal)
}

pub(super) fn tagged(
    headers: &HeaderMap,
    tag: HeaderValue,
    said: &impl Serialize,
) -> Result<Response, Problem> {
    let fresh = [
        (header::ETAG, tag.clone()),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    if not_modified(headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, fresh).into_response());
    }
    Ok((fresh, Json(said)).into_response())
}
