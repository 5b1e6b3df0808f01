use std::collections::BTreeMap;

use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Cell, Column, Kind as Weight, List, Paging, Row};
use eframe_core::form::{Choice, Field, Fields};
use eframe_core::http::{Cursor, Problem, in_query};
use http::StatusCode;

use super::seat::Seat;
use crate::model::{Kind, Stage};
use crate::permission::EDIT;
use crate::store::{Entry, Filter, Position};
use crate::{Hits, Search};

/// So many documents stand on a page of the list; the tree of pages is shown whole.
const PAGE: usize = 50;
/// Most pages of the tree that are shown whole.
const TREE: usize = 2_000;

const COLUMNS: [&str; 4] = [
    "cms.desk.list.document",
    "cms.desk.list.address",
    "cms.desk.list.editions",
    "cms.desk.list.changed",
];

/// Documents of a kind, with filters; pages as a tree.
pub(super) async fn show(seat: Seat) -> Result<Response, Problem> {
    seat.staff()?;
    if !seat.query.one("q").trim().is_empty() {
        return found(&seat).await;
    }
    let kind = seat.query.one("kind").parse::<Kind>().unwrap_or(Kind::Page);
    let stage = Stage::ALL.into_iter().find(|stage| stage.code() == seat.query.one("stage"));
    let language = seat.query.one("language").parse().ok();
    let filter = Filter { kind: Some(kind), stage, language, ..Filter::default() };
    let most = if kind == Kind::Page { TREE } else { PAGE };
    let after = behind(&seat)?.map(|cursor| cursor.read::<Position>()).transpose()?;
    let limit = most as u64 + 1;
    let mut entries = seat.cms.entries(seat.actor(), &filter, after.as_ref(), limit).await?;
    let more = entries.len() > most;
    entries.truncate(most);
    let next = entries.last().filter(|_| more);
    let next = next.map(|last| next_page(&seat, &Cursor::after(&filter.position(last))));
    if kind == Kind::Page {
        entries.sort_by(|one, other| {
            one.document.address.segments().cmp(other.document.address.segments())
        });
    }
    let page = List {
        notice: seat.notice(),
        actions: actions(&seat, kind),
        filters: filters(&seat),
        form: Fields::posted(&seat.query),
        count: count(&seat, entries.len(), more || after.is_some()),
        columns: COLUMNS.map(|key| Column::new(seat.say(key))).into(),
        rows: entries.iter().map(|entry| row(&seat, entry)).collect(),
        paging: Paging { said: String::new(), previous: None, next },
        empty: seat.say("cms.desk.list.empty"),
        ..List::default()
    };
    seat.page(&seat.say("cms.desk.list.title"), &page).await
}

/// What has these words, drafts included, the best first.
async fn found(seat: &Seat) -> Result<Response, Problem> {
    let kind = seat.query.one("kind").parse::<Kind>().ok();
    let stage = Stage::ALL.into_iter().find(|stage| stage.code() == seat.query.one("stage"));
    let search = Search {
        words: seat.query.one("q").to_owned(),
        kind,
        only: seat.query.one("language").parse().ok(),
        // What was live once is found by no words: it is looked for among the documents that are.
        stage: stage.filter(|&stage| stage == Stage::Live || stage.is_in_the_making()),
        after: behind(seat)?,
        limit: Search::MOST,
    };
    let mut form = Fields::posted(&seat.query);
    let mut status = StatusCode::OK;
    let hits = match seat.cms.search(seat.actor(), &search, seat.language).await {
        Ok(hits) => hits,
        Err(error) => {
            (form, status) = seat.refused(&seat.query, error)?;
            Hits::default()
        }
    };
    let among = hits.items.iter().map(|hit| hit.document).collect::<Vec<_>>();
    let filter =
        Filter { stage, language: search.only, among: Some(among.clone()), ..Filter::default() };
    let mut entries = seat.cms.entries(seat.actor(), &filter, None, Search::MOST as u64).await?;
    entries.sort_by_key(|entry| among.iter().position(|&id| id == entry.document.id));
    // How many of those that were found were once at that stage, their pages alone tell.
    let counted = if stage == search.stage { hits.count } else { entries.len() };
    let in_parts = search.after.is_some() || hits.next.is_some();
    let count = [("count", counted.into())];
    let count = match hits.is_more {
        _ if stage != search.stage && in_parts => String::new(),
        true => seat.say_with("cms.search.more", &count),
        false => seat.say_with("cms.desk.list.count", &count),
    };
    let next = hits.next.as_ref().map(|cursor| next_page(seat, cursor));
    let page = List {
        notice: seat.notice(),
        actions: actions(seat, kind.unwrap_or(Kind::Page)),
        filters: filters(seat),
        form,
        count,
        columns: COLUMNS.map(|key| Column::new(seat.say(key))).into(),
        rows: entries.iter().map(|entry| row(seat, entry)).collect(),
        paging: Paging { said: String::new(), previous: None, next },
        empty: seat.say("cms.desk.list.none"),
        ..List::default()
    };
    seat.again(&seat.say("cms.desk.list.title"), &page, status).await
}

/// How many documents are listed, and whether others are on other pages.
pub(super) fn count(seat: &Seat, count: usize, is_part: bool) -> String {
    let key = if is_part { "cms.desk.list.on-page" } else { "cms.desk.list.count" };
    seat.say_with(key, &[("count", count.into())])
}

fn actions(seat: &Seat, kind: Kind) -> Vec<Action> {
    if !seat.actor().may(EDIT) {
        return Vec::new();
    }
    let text = seat.say(&["cms.desk.new.", kind.code()].concat());
    vec![Action::new(Weight::Main, text, seat.url(&format!("/new/{kind}")))]
}

fn filters(seat: &Seat) -> Vec<Field> {
    let kinds = Kind::ALL.map(|kind| Choice::new(kind.code(), seat.kind(kind)));
    let stages = Stage::ALL.map(|stage| Choice::new(stage.code(), seat.stage(stage)));
    vec![
        Field::search("q", seat.say("cms.search.words")),
        Field::select("kind", seat.say("cms.desk.list.kind"), kinds.into()).optional(),
        Field::select("language", seat.say("cms.desk.list.language"), languages(seat)).optional(),
        Field::select("stage", seat.say("cms.desk.list.stage"), stages.into()).optional(),
    ]
}

/// The site's languages, each by its own name.
pub(super) fn languages(seat: &Seat) -> Vec<Choice> {
    let all = seat.cms.languages().iter();
    all.map(|language| Choice::new(language.code(), language.own_name())).collect()
}

fn row(seat: &Seat, entry: &Entry) -> Row {
    let document = &entry.document;
    let picked = entry.heads.pick(seat.language);
    let title = picked.map_or_else(|| document.slug.to_string(), |head| head.value.title.clone());
    let indent = match document.kind {
        Kind::Page => "— ".repeat(document.address.level() - 1),
        _ => String::new(),
    };
    Row::new([
        Cell::link(format!("{indent}{title}"), seat.url(&format!("/{}", document.id))),
        Cell::text(document.address.as_str()),
        Cell::text(editions(seat, entry)),
        match document.changed {
            Some(at) => Cell::Instant { at },
            None => Cell::text(""),
        },
    ])
}

/// What there is of a document, by stage: `Live: en, ko; Draft + Live: fr`.
pub(super) fn editions(seat: &Seat, entry: &Entry) -> String {
    let mut stages = BTreeMap::<(Stage, bool), Vec<&str>>::new();
    let heads = entry.heads.iter().collect::<Vec<_>>();
    for (language, head) in &heads {
        let beside = head.live && head.stage != Stage::Live;
        stages.entry((head.stage, beside)).or_default().push(language.code());
    }
    let said = |((stage, beside), languages): (&(Stage, bool), &Vec<&str>)| {
        let live = if *beside { format!(" + {}", seat.stage(Stage::Live)) } else { String::new() };
        format!("{}{live}: {}", seat.stage(*stage), languages.join(", "))
    };
    stages.iter().map(said).collect::<Vec<_>>().join("; ")
}

/// Behind what the list goes on.
fn behind(seat: &Seat) -> Result<Option<Cursor>, Problem> {
    match seat.query.one("after") {
        "" => Ok(None),
        after => {
            let cursor = serde_json::from_value::<Cursor>(after.into());
            Ok(Some(cursor.map_err(|_| Problem::not_found())?))
        }
    }
}

/// The address of what follows, with the same filters.
fn next_page(seat: &Seat, behind: &Cursor) -> String {
    let filters = ["q", "kind", "language", "stage"].into_iter();
    let filters = filters.map(|name| (name, seat.query.one(name).trim()));
    let filters = filters.filter(|(_, value)| !value.is_empty());
    let filters = filters.map(|(name, value)| format!("&{name}={}", in_query(value)));
    seat.url(&format!("/list?after={}{}", behind.as_str(), filters.collect::<String>()))
}
