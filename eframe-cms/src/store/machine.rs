//! What feeds and sitemaps ask for.

use std::collections::BTreeMap;

use eframe_core::block::instant;
use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _, Func, Query};
use eframe_core::block::sea_orm::{
    self, ColumnTrait as _, Condition, ConnectionTrait as _, EntityTrait as _, JsonValue,
    QueryFilter as _, QueryOrder as _, QuerySelect as _, Statement,
};
use eframe_core::{Language, Timestamp};
use uuid::Uuid;

use super::edition::{of_document, stages};
use super::list::within_reach;
use super::table::{document, edition};
use super::{Store, damaged, document::bare, failed, language};
use crate::Error;
use crate::model::{Address, Document, Edition, Kind, State};
use crate::rules::Sight;

/// A live document, and since when it has said in each language what it says.
#[derive(Clone, Debug)]
pub(crate) struct Mapped {
    pub(crate) address: Address,
    pub(crate) since: BTreeMap<Language, Timestamp>,
}

/// A part of all documents, by their ids: from one on, up to another.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Part {
    pub(crate) from: Option<Uuid>,
    pub(crate) until: Option<Uuid>,
}

impl Store {
    /// What the public reads in this language, what went live last first: at most `limit`, and only what stands behind
    /// `after` in that order. Of each with the instant that it stands there by.
    pub(crate) async fn newest(
        &self,
        kind: Option<Kind>,
        of: Language,
        after: Option<(Timestamp, Uuid)>,
        limit: u64,
    ) -> Result<Vec<(Timestamp, Document, Edition)>, Error> {
        let mut query = edition::Entity::find()
            .filter(edition::Column::Language.eq(of.code()))
            .filter(edition::Column::Stage.is_in(stages(Sight::Public)));
        if let Some(kind) = kind {
            let mut of_kind = Query::select();
            of_kind
                .column(document::Column::Id)
                .from(document::Entity)
                .and_where(document::Column::Kind.eq(kind.code()));
            query = query.filter(edition::Column::Document.in_subquery(of_kind));
        }
        if let Some((since, id)) = after {
            let (since, document) = (within_reach(since), edition::Column::Document);
            let level = Condition::all().add(went_live().eq(since)).add(document.lt(id));
            query = query.filter(Condition::any().add(went_live().lt(since)).add(level));
        }
        let rows = query
            .order_by_desc(went_live())
            .order_by_desc(edition::Column::Document)
            .limit(limit)
            .all(self.read())
            .await
            .map_err(failed)?;
        let documents = document::Entity::find()
            .filter(document::Column::Id.is_in(rows.iter().map(|row| row.document)))
            .all(self.read())
            .await
            .map_err(failed)?;
        let mut documents =
            documents.into_iter().map(|row| (row.id, row)).collect::<BTreeMap<_, _>>();
        let with_its_document = |row: edition::Model| {
            let document = documents.remove(&row.document);
            let document = document.ok_or_else(|| damaged("an edition of no document"))?;
            Ok((instant(row.since.unwrap_or(row.saved)), bare(document)?, Edition::try_from(row)?))
        };
        rows.into_iter().map(with_its_document).collect()
    }

    /// When the public last saw something new of a kind, or of anything.
    pub(crate) async fn last_change(&self, kind: Option<Kind>) -> Result<Option<Timestamp>, Error> {
        let mut query = document::Entity::find()
            .select_only()
            .column_as(document::Column::Changed.max(), "changed");
        if let Some(kind) = kind {
            query = query.filter(document::Column::Kind.eq(kind.code()));
        }
        let last: Option<Option<sea_orm::prelude::DateTimeUtc>> =
            query.into_tuple().one(self.read()).await.map_err(failed)?;
        Ok(last.flatten().map(instant))
    }

    /// Where the parts begin that all live documents fall into, so many to a part.
    pub(crate) async fn parts(&self, of: u32) -> Result<Vec<Uuid>, Error> {
        let sql = format!(
            "SELECT id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place \
             FROM cms_document WHERE EXISTS (SELECT 1 FROM cms_edition \
             WHERE cms_edition.document = cms_document.id AND stage IN ('{}'))) AS numbered \
             WHERE (place - 1) % {of} = 0 ORDER BY id",
            stages(Sight::Public).join("', '")
        );
        let statement = Statement::from_string(self.read().get_database_backend(), sql);
        let rows = self.read().query_all_raw(statement).await.map_err(failed)?;
        rows.iter().map(|row| row.try_get_by_index::<Uuid>(0).map_err(failed)).collect()
    }

    /// The live documents of a part, at most `limit`.
    pub(crate) async fn mapped(&self, part: Part, limit: u64) -> Result<Vec<Mapped>, Error> {
        type Row = (Uuid, String, JsonValue);
        let live = of_document(stages(Sight::Public));
        let mut query = document::Entity::find().filter(Expr::exists(live));
        if let Some(from) = part.from {
            query = query.filter(document::Column::Id.gte(from));
        }
        if let Some(until) = part.until {
            query = query.filter(document::Column::Id.lt(until));
        }
        let rows = query.order_by_asc(document::Column::Id).limit(limit).all(self.read()).await;
        let rows = rows.map_err(failed)?;
        let editions: Vec<Row> = edition::Entity::find()
            .select_only()
            .columns([edition::Column::Document, edition::Column::Language, edition::Column::State])
            .filter(edition::Column::Document.is_in(rows.iter().map(|row| row.id)))
            .filter(edition::Column::Stage.is_in(stages(Sight::Public)))
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let mut since = BTreeMap::<Uuid, BTreeMap<Language, Timestamp>>::new();
        for (document, code, state) in editions {
            let state = serde_json::from_value(state).map_err(damaged)?;
            if let State::Live { since: at, .. } = state {
                since.entry(document).or_default().insert(language(&code)?, at);
            }
        }
        let mapped = |row: document::Model| {
            let since = since.remove(&row.id).unwrap_or_default();
            Ok(Mapped { address: row.path.parse().map_err(damaged)?, since })
        };
        rows.into_iter().map(mapped).collect()
    }
}

/// When an edition went live.
fn went_live() -> Expr {
    let column = |column| Expr::col((edition::Entity, column));
    Func::coalesce([column(edition::Column::Since), column(edition::Column::Saved)]).into()
}
