use std::collections::BTreeMap;

use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _, NullOrdering};
use eframe_core::block::sea_orm::{
    self, ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Select,
};
use eframe_core::block::stored;
use eframe_core::{Language, Localized, Timestamp};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::edition::{of_document, stages};
use super::table::{document, edition};
use super::{Store, damaged, document::bare, failed, language};
use crate::Error;
use crate::model::{Address, Document, DocumentId, Facts, Kind, Stage};
use crate::rules::Sight;

/// A document as a line of a list: everything but the bodies.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) document: Document,
    pub(crate) day: Option<Date>,
    /// What the line says, by language: the live edition's words, or for staff those in the making.
    pub(crate) heads: Localized<Head>,
}

/// The words of an edition that a line shows.
#[derive(Clone, Debug)]
pub(crate) struct Head {
    pub(crate) title: String,
    pub(crate) summary: String,
    pub(crate) facts: Facts,
    pub(crate) stage: Stage,
    /// Whether a live edition stands beside one in the making.
    pub(crate) live: bool,
}

/// Which documents a list shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Filter {
    pub(crate) kind: Option<Kind>,
    /// Only what stands below no page.
    pub(crate) top: bool,
    /// Only what stands right below this page.
    pub(crate) below: Option<DocumentId>,
    /// Only what stands at these addresses.
    pub(crate) at: Option<Vec<Address>>,
    /// Only these.
    pub(crate) among: Option<Vec<DocumentId>>,
    /// Beside those of `among`, all of this kind.
    pub(crate) and_all: Option<Kind>,
    /// Only with an edition at this stage, in `language` when that is given.
    pub(crate) stage: Option<Stage>,
    /// Only with an edition in this language.
    pub(crate) language: Option<Language>,
    /// Only this part of a list that runs by date.
    pub(crate) days: Option<Days>,
    /// Only those of which the public saw something new at or after this instant, withdrawn ones included;
    /// oldest change first.
    pub(crate) since: Option<Timestamp>,
}

/// A part of a list that runs by date.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Days {
    /// This day and those after it, the nearest first.
    From(Date),
    /// Those that start before the one day and last until the other or longer, the newest first. They stand where it is
    /// said what is to come, however long ago they started.
    Running(Date, Date),
    /// Those that start before the one day and end before the other, the newest first: all the others of before.
    Over(Date, Date),
}

/// Behind which entry of a list to read on: what the list is ordered by, and the entry's id.
///
/// Each part is of a type that any database takes, since anybody can make a cursor up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Position {
    /// Behind a day, or behind what has none because it was never live.
    Day(Option<Date>, Uuid),
    /// Behind a day, where the nearest stands first.
    Coming(Date, Uuid),
    /// Behind a position among siblings.
    Place(i32, Uuid),
    /// Behind an instant of change.
    Change(Timestamp, Uuid),
}

/// The orders of lists.
#[derive(Clone, Copy)]
enum Order {
    /// What was never live, then the newest day first.
    Day,
    /// The nearest day first.
    Coming,
    /// Smallest position first.
    Place,
    /// Oldest change first.
    Change,
}

impl Filter {
    fn order(&self) -> Order {
        match (self.since, self.days, self.kind) {
            (Some(_), ..) => Order::Change,
            (None, Some(Days::From(_)), _) => Order::Coming,
            (None, _, Some(kind)) if kind.is_dated() => Order::Day,
            _ => Order::Place,
        }
    }

    /// Where a list that is filtered so goes on behind this entry.
    pub(crate) fn position(&self, entry: &Entry) -> Position {
        let id = entry.document.id.uuid();
        match (self.order(), entry.day) {
            (Order::Coming, Some(day)) => Position::Coming(day, id),
            (Order::Day | Order::Coming, day) => Position::Day(day, id),
            (Order::Place, _) => Position::Place(entry.document.position, id),
            (Order::Change, _) => {
                Position::Change(entry.document.changed.unwrap_or(Timestamp::MIN), id)
            }
        }
    }
}

impl Position {
    fn behind(&self) -> Condition {
        let (beyond, level, id) = match self {
            Self::Day(None, id) => {
                let column = document::Column::Day;
                (column.is_not_null(), column.is_null(), id)
            }
            Self::Day(Some(day), id) => {
                let (column, day) = (document::Column::Day, day.to_string());
                (column.lt(day.as_str()), column.eq(day), id)
            }
            Self::Coming(day, id) => {
                let (column, day) = (document::Column::Day, day.to_string());
                (column.gt(day.as_str()), column.eq(day), id)
            }
            Self::Place(place, id) => {
                let column = document::Column::Position;
                (column.gt(*place), column.eq(*place), id)
            }
            Self::Change(changed, id) => {
                let (column, changed) = (document::Column::Changed, within_reach(*changed));
                (column.gt(changed), column.eq(changed), id)
            }
        };
        let level = Condition::all().add(level).add(document::Column::Id.gt(*id));
        Condition::any().add(beyond).add(level)
    }
}

impl Store {
    /// The documents that a filter lets through and that are in sight.
    pub(crate) async fn list(
        &self,
        filter: &Filter,
        after: Option<&Position>,
        limit: u64,
        sight: Sight,
    ) -> Result<Vec<Entry>, Error> {
        let mut query = document::Entity::find().filter(shown(filter, sight));
        if let Some(kind) = filter.kind {
            query = query.filter(document::Column::Kind.eq(kind.code()));
        }
        if filter.top {
            query = query.filter(document::Column::Parent.is_null());
        }
        if let Some(page) = filter.below {
            query = query.filter(document::Column::Parent.eq(page.uuid()));
        }
        if let Some(at) = &filter.at {
            query = query.filter(document::Column::Path.is_in(at.iter().map(Address::as_str)));
        }
        if let Some(days) = filter.days {
            query = query.filter(within(days));
        }
        if let Some(among) = &filter.among {
            let ids = among.iter().map(|id| id.uuid());
            let among = Condition::any().add(document::Column::Id.is_in(ids));
            let beside = filter.and_all.map(|kind| document::Column::Kind.eq(kind.code()));
            query = query.filter(among.add_option(beside));
        }
        if let Some(after) = after {
            query = query.filter(after.behind());
        }
        let rows = ordered(query, filter, sight).limit(limit).all(self.read()).await;
        let rows = rows.map_err(failed)?;
        let mut heads = self.heads(rows.iter().map(|row| row.id).collect(), sight).await?;
        rows.into_iter().map(|row| entry(row, &mut heads)).collect()
    }

    /// The words of the editions in sight, by document and language.
    pub(super) async fn heads(
        &self,
        documents: Vec<Uuid>,
        sight: Sight,
    ) -> Result<BTreeMap<Uuid, Localized<Head>>, Error> {
        type Row = (Uuid, String, String, String, serde_json::Value, String);
        if documents.is_empty() {
            return Ok(BTreeMap::new());
        }
        let current = Stage::ALL
            .into_iter()
            .filter(|&stage| stage == Stage::Live || stage.is_in_the_making())
            .filter(|&stage| sight.shows(stage));
        let rows: Vec<Row> = edition::Entity::find()
            .select_only()
            .columns([
                edition::Column::Document,
                edition::Column::Language,
                edition::Column::Title,
                edition::Column::Summary,
                edition::Column::Facts,
                edition::Column::Stage,
            ])
            .filter(edition::Column::Document.is_in(documents))
            .filter(edition::Column::Stage.is_in(current.map(Stage::code)))
            .order_by_asc(edition::Column::Number)
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let mut heads = BTreeMap::<Uuid, Localized<Head>>::new();
        for (document, code, title, summary, facts, stage) in rows {
            let stage = Stage::ALL.into_iter().find(|known| known.code() == stage);
            let stage = stage.ok_or_else(|| damaged("an unknown stage"))?;
            let facts = serde_json::from_value(facts).map_err(damaged)?;
            let (language, strands) = (language(&code)?, heads.entry(document).or_default());
            // Numbers ascend, so the one in the making comes after the live one.
            let live = stage == Stage::Live || strands.get(language).is_some_and(|head| head.live);
            strands.insert(language, Head { title, summary, facts, stage, live });
        }
        Ok(heads)
    }
}

/// Only documents with an edition that the filter and the policy both let through; in a list of changes also
/// those that were live once.
fn shown(filter: &Filter, sight: Sight) -> Condition {
    if let Some(since) = filter.since {
        return Condition::all().add(document::Column::Changed.gte(within_reach(since)));
    }
    let stages = match filter.stage {
        Some(stage) if sight.shows(stage) => vec![stage.code()],
        Some(_) => Vec::new(),
        None => stages(sight),
    };
    let mut editions = of_document(stages);
    if let Some(language) = filter.language {
        editions.and_where(edition::Column::Language.eq(language.code()));
    }
    Condition::all().add(Expr::exists(editions))
}

/// Only what is of these days.
fn within(days: Days) -> Condition {
    let day = document::Column::Day;
    let all = Condition::all();
    match days {
        Days::From(from) => all.add(day.gte(from.to_string())),
        Days::Running(before, until) => all.add(day.lt(before.to_string())).add(lasts(until)),
        Days::Over(before, until) => all.add(day.lt(before.to_string())).add(lasts(until).not()),
    }
}

/// Whether it is live in some language in which it lasts until this day or longer, as the clocks there show it.
fn lasts(until: Date) -> Expr {
    let ends = Expr::cust("COALESCE(facts ->> 'ends', facts ->> 'starts')").gte(until.to_string());
    Expr::exists(of_document(vec![Stage::Live.code()]).and_where(ends).take())
}

/// An instant as databases keep it. Nothing is older than the epoch, and PostgreSQL knows no year -9999.
pub(super) fn within_reach(instant: Timestamp) -> sea_orm::prelude::DateTimeUtc {
    stored(instant.max(Timestamp::UNIX_EPOCH))
}

/// In the filter's order.
fn ordered(
    query: Select<document::Entity>,
    filter: &Filter,
    sight: Sight,
) -> Select<document::Entity> {
    let day = document::Column::Day;
    let query = match (filter.order(), sight) {
        // What is live has a day, so that the index gives the order. To drafts the databases give other places.
        (Order::Day, Sight::Public) => query.order_by_desc(day),
        (Order::Day, Sight::Staff) => {
            query.order_by_with_nulls(day, sea_orm::Order::Desc, NullOrdering::First)
        }
        (Order::Coming, _) => query.order_by_asc(day),
        (Order::Place, _) => query.order_by_asc(document::Column::Position),
        (Order::Change, _) => query.order_by_asc(document::Column::Changed),
    };
    query.order_by_asc(document::Column::Id)
}

pub(super) fn entry(
    row: document::Model,
    heads: &mut BTreeMap<Uuid, Localized<Head>>,
) -> Result<Entry, Error> {
    let day = row.day.as_deref().map(str::parse).transpose().map_err(damaged)?;
    let heads = heads.remove(&row.id).unwrap_or_default();
    Ok(Entry { document: bare(row)?, day, heads })
}
