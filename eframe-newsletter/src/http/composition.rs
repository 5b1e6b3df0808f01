//! Issues as they are put together, looked at, and read once they were sent.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::{axum, utoipa, utoipa_axum};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, Cursor, IfMatch, Json, Page, Paging, Path, Problem, Query, etag,
};
use eframe_core::{FieldErrors, Language, Localized, Timestamp};
use http::{StatusCode, header};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::issues::TextWire;
use crate::model::{Block, Composition, IssueId, Item, ItemText, Quarter, Source, Unfit};
use crate::rules::rhythm::Span;
use crate::{Archived, Newsletter, permission};

pub(super) fn routes() -> OpenApiRouter<Newsletter> {
    OpenApiRouter::new()
        .routes(routes!(read))
        .routes(routes!(compose))
        .routes(routes!(draw))
        .routes(routes!(preview))
        .routes(routes!(send))
        .routes(routes!(archive))
        .routes(routes!(archived))
}

/// What an issue is put together from.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewsletterComposition)]
pub(super) struct CompositionWire {
    /// The subject of the letter, by language.
    #[schema(value_type = BTreeMap<String, String>)]
    titles: Localized<String>,
    blocks: Vec<BlockWire>,
    /// Through which day each source (news, members, partners) was asked: the next issue goes on there. What blocks say comes
    /// before it; of what neither names, what was known stays.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(value_type = BTreeMap<String, String>)]
    drawn: BTreeMap<Source, Date>,
    /// How many items of each source could not stand in it as they were told, when it was last drawn from.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(value_type = BTreeMap<String, UnfitWire>)]
    unfit: BTreeMap<Source, UnfitWire>,
}

/// How many items could not stand in a letter as they were told.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewsletterUnfit)]
pub(super) struct UnfitWire {
    /// So many stand in it with something cut or taken out.
    changed: u32,
    /// So many do not: they have no title, or nothing to name them by.
    left_out: u32,
}

/// A part of an issue.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(tag = "block", rename_all = "kebab-case", deny_unknown_fields)]
#[schema(as = NewsletterBlock)]
pub(super) enum BlockWire {
    /// A heading.
    Heading {
        /// Its words by language.
        #[schema(value_type = BTreeMap<String, String>)]
        words: Localized<String>,
    },
    /// Free text.
    Text {
        /// Markdown by language: paragraphs, emphasis, links, lists, quotes.
        #[schema(value_type = BTreeMap<String, String>)]
        markdown: Localized<String>,
    },
    /// What the site published.
    Items {
        /// news, events, members or partners.
        #[schema(value_type = String, example = "news")]
        source: Source,
        /// The last day that it was drawn for. Of all but events a day that has yet to come is today.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[schema(value_type = Option<String>, example = "2026-12-11")]
        until: Option<Date>,
        /// In order.
        items: Vec<ItemWire>,
    },
}

/// Something that the site published, as it was when it was drawn.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewsletterItem)]
pub(super) struct ItemWire {
    /// What names it at its source.
    key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, example = "2026-11-26")]
    date: Option<Date>,
    /// By language.
    #[schema(value_type = BTreeMap<String, ItemTextWire>)]
    texts: Localized<ItemTextWire>,
    /// Whether it stands in the issue.
    chosen: bool,
}

/// What an item says in one language.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewsletterItemText)]
pub(super) struct ItemTextWire {
    title: String,
    #[serde(default)]
    summary: String,
    /// The whole address of its page.
    #[serde(default)]
    address: String,
}

/// What is drawn, and from when to when.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = NewsletterDraw)]
pub(super) struct DrawWire {
    /// news, events, members or partners.
    #[schema(value_type = String, example = "news")]
    source: Source,
    /// The first day.
    #[schema(value_type = String, example = "2026-10-01")]
    from: Date,
    /// The last day.
    #[schema(value_type = String, example = "2026-12-31")]
    until: Date,
}

/// An issue that was sent.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterArchived)]
pub(super) struct ArchivedWire {
    #[schema(value_type = String, example = "2026-Q3")]
    number: Quarter,
    /// When it was ordered to be sent.
    #[schema(value_type = String)]
    at: Timestamp,
    /// What it is called, in those of the languages it was sent in in which that was written.
    #[schema(value_type = BTreeMap<String, String>)]
    titles: BTreeMap<String, String>,
    /// Its page by language.
    #[schema(value_type = BTreeMap<String, String>)]
    pages: BTreeMap<String, String>,
}

/// A page of issues that were sent.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes Page<ArchivedWire>")]
pub(super) struct NewsletterArchivePage {
    items: Vec<ArchivedWire>,
    /// Send it as `cursor` to read on; absent at the end.
    next: Option<String>,
}

/// An issue that was sent, to be read.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = NewsletterArchivedIssue)]
pub(super) struct ReadWire {
    #[serde(flatten)]
    issue: ArchivedWire,
    /// The language it is in.
    #[schema(value_type = String, example = "en")]
    language: Language,
    /// Its body as HTML of few elements; empty where it has none.
    html: String,
    /// Its body as plain text, where it has no HTML.
    text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listed {
    limit: Option<u64>,
    cursor: Option<Cursor>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct In {
    language: Option<Language>,
}

/// What an issue is put together from; nothing in it, where it is not yet.
#[utoipa::path(
    get, path = "/issues/{id}/composition", operation_id = "readNewsletterComposition", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ])),
    params(("id" = Uuid, Path, description = "The issue.")),
    responses((status = 200, description = "Its blocks.", body = CompositionWire))
)]
pub(super) async fn read(
    State(newsletter): State<Newsletter>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<IssueId>,
) -> Result<Response, Problem> {
    let issue = newsletter.issue(&actor, id).await?;
    let composition = newsletter.composition(&actor, id).await?.unwrap_or_default();
    let tag = [(header::ETAG, etag(issue.version))];
    Ok((tag, Json(CompositionWire::from(composition))).into_response())
}

/// Puts a draft together, in place of what was there.
#[utoipa::path(
    put, path = "/issues/{id}/composition", operation_id = "composeNewsletterIssue", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ, permission::ISSUE_EDIT])),
    params(
        ("id" = Uuid, Path, description = "The issue."),
        ("If-Match" = String, Header, description = "The version that was read."),
    ),
    request_body = CompositionWire,
    responses((status = 204, description = "It is put together."))
)]
pub(super) async fn compose(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Path(id): Path<IssueId>,
    seen: IfMatch,
    Json(wire): Json<CompositionWire>,
) -> Result<Response, Problem> {
    let composed = newsletter.compose(&caller, id, seen.expected(), wire.into()).await;
    let version = seen.answer(composed)?;
    Ok((StatusCode::NO_CONTENT, [(header::ETAG, etag(version))]).into_response())
}

/// What the site has to tell, for a block of an issue. Nothing is changed.
#[utoipa::path(
    post, path = "/issues/{id}/draw", operation_id = "drawNewsletterItems", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ, permission::ISSUE_EDIT])),
    params(("id" = Uuid, Path, description = "The issue.")),
    request_body = DrawWire,
    responses((status = 200, description = "The items, with what no letter carries cut or taken out; chosen but those that an issue of another quarter tells which was ordered.", body = Vec<ItemWire>))
)]
pub(super) async fn draw(
    State(newsletter): State<Newsletter>,
    ActorOf(actor): ActorOf,
    Path(id): Path<IssueId>,
    Json(DrawWire { source, from, until }): Json<DrawWire>,
) -> Result<Json<Vec<ItemWire>>, Problem> {
    if from > until {
        return Err(FieldErrors::one("until", "core.field.date").into());
    }
    let (items, _) = newsletter.draw(&actor, id, source, Span { from, until }).await?;
    Ok(Json(items.into_iter().map(ItemWire::from).collect()))
}

/// What an issue says in a language, as its letter carries it.
#[utoipa::path(
    get, path = "/issues/{id}/preview/{language}", operation_id = "previewNewsletterIssue", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ])),
    params(
        ("id" = Uuid, Path, description = "The issue."),
        ("language" = String, Path, description = "The language."),
    ),
    responses((status = 200, description = "Subject, HTML and text.", body = TextWire))
)]
pub(super) async fn preview(
    State(newsletter): State<Newsletter>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path((id, language)): Path<(IssueId, Language)>,
) -> Result<Json<TextWire>, Problem> {
    let (_, text) = newsletter.preview(&actor, id, language).await?;
    Ok(Json(text.into()))
}

/// Has a preview sent to whoever asks, by mail.
#[utoipa::path(
    post, path = "/issues/{id}/preview/{language}", operation_id = "sendNewsletterPreview", tag = "newsletter",
    security(("bearer" = [permission::ISSUE_READ])),
    params(
        ("id" = Uuid, Path, description = "The issue."),
        ("language" = String, Path, description = "The language."),
    ),
    responses((status = 202, description = "It is on its way."))
)]
pub(super) async fn send(
    State(newsletter): State<Newsletter>,
    CallerOf(caller): CallerOf,
    Path((id, language)): Path<(IssueId, Language)>,
) -> Result<StatusCode, Problem> {
    newsletter.send_preview(&caller, id, language).await?;
    Ok(StatusCode::ACCEPTED)
}

/// The issues that were sent, the latest quarter first.
#[utoipa::path(
    get, path = "/archive", operation_id = "listNewsletterArchive", tag = "newsletter",
    params(
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of issues.", body = NewsletterArchivePage))
)]
pub(super) async fn archive(
    State(newsletter): State<Newsletter>,
    _: Accepts,
    Query(wanted): Query<Listed>,
) -> Result<Json<Page<ArchivedWire>>, Problem> {
    let paging = Paging::new(wanted.limit, wanted.cursor);
    let before = paging.after::<Quarter>()?;
    let issues = newsletter.archive(before, paging.limit() + 1).await?;
    let page = paging.page(issues, |issue: &Archived| issue.number);
    Ok(Json(page.map(|issue| told(&newsletter, &issue))))
}

/// One of them, in a language or the one it falls back to.
#[utoipa::path(
    get, path = "/archive/{number}", operation_id = "readNewsletterArchive", tag = "newsletter",
    params(
        ("number" = String, Path, description = "The quarter."),
        ("language" = Option<String>, Query, description = "The reader's language: en."),
    ),
    responses((status = 200, description = "The issue.", body = ReadWire))
)]
pub(super) async fn archived(
    State(newsletter): State<Newsletter>,
    _: Accepts,
    Path(number): Path<Quarter>,
    Query(wanted): Query<In>,
) -> Result<Json<ReadWire>, Problem> {
    let language = wanted.language.unwrap_or_else(|| newsletter.first_language());
    let (issue, body) = newsletter.archived(number, language).await?;
    Ok(Json(ReadWire {
        language: issue.read_in(language),
        issue: told(&newsletter, &issue),
        html: body.html,
        text: body.text,
    }))
}

fn told(newsletter: &Newsletter, issue: &Archived) -> ArchivedWire {
    let titles = issue.titles.iter().map(|(of, title)| (of.to_string(), title.clone()));
    let page = |of: &Language| {
        let path = format!("/archive/{}", issue.number);
        let page = newsletter.mount().pages_url(*of, &path);
        (of.to_string(), newsletter.mount().absolute(&page))
    };
    ArchivedWire {
        number: issue.number,
        at: issue.at,
        titles: titles.collect(),
        pages: issue.languages.iter().map(page).collect(),
    }
}

impl From<Composition> for CompositionWire {
    fn from(composition: Composition) -> Self {
        let blocks = composition.blocks.into_iter().map(BlockWire::from).collect();
        let wire = |Unfit { changed, left_out }| UnfitWire { changed, left_out };
        let unfit = composition.unfit.into_iter().map(|(source, unfit)| (source, wire(unfit)));
        let (drawn, unfit) = (composition.drawn, unfit.collect());
        Self { titles: composition.titles, blocks, drawn, unfit }
    }
}

impl From<CompositionWire> for Composition {
    fn from(wire: CompositionWire) -> Self {
        let blocks = wire.blocks.into_iter().map(Block::from).collect();
        let noun = |UnfitWire { changed, left_out }| Unfit { changed, left_out };
        let unfit = wire.unfit.into_iter().map(|(source, unfit)| (source, noun(unfit)));
        let (drawn, unfit) = (wire.drawn, unfit.collect());
        Self { titles: wire.titles, blocks, drawn, unfit, ..Self::default() }
    }
}

impl From<Block> for BlockWire {
    fn from(block: Block) -> Self {
        match block {
            Block::Heading { words } => Self::Heading { words },
            Block::Text { markdown } => Self::Text { markdown },
            Block::Items { source, until, items } => {
                let items = items.into_iter().map(ItemWire::from).collect();
                Self::Items { source, until, items }
            }
        }
    }
}

impl From<BlockWire> for Block {
    fn from(wire: BlockWire) -> Self {
        match wire {
            BlockWire::Heading { words } => Self::Heading { words },
            BlockWire::Text { markdown } => Self::Text { markdown },
            BlockWire::Items { source, until, items } => {
                let items = items.into_iter().map(Item::from).collect();
                Self::Items { source, until, items }
            }
        }
    }
}

impl From<Item> for ItemWire {
    fn from(Item { key, date, texts, chosen }: Item) -> Self {
        let wire = |text: &ItemText| {
            let ItemText { title, summary, address } = text.clone();
            ItemTextWire { title, summary, address }
        };
        let texts = texts.iter().map(|(of, text)| (of, wire(text))).collect();
        Self { key, date, texts, chosen }
    }
}

impl From<ItemWire> for Item {
    fn from(ItemWire { key, date, texts, chosen }: ItemWire) -> Self {
        let text = |wire: &ItemTextWire| ItemText {
            title: wire.title.clone(),
            summary: wire.summary.clone(),
            address: wire.address.clone(),
        };
        let texts = texts.iter().map(|(of, wire)| (of, text(wire))).collect();
        Self { key, date, texts, chosen }
    }
}
