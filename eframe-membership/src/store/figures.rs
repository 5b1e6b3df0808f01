use eframe_core::Timestamp;
use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use eframe_core::block::stored;
use uuid::Uuid;

use super::table::{application, entry};
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{ApplicationId, Entry, Stage};
use crate::rules::Mark;

/// What moves an application from one stage to another.
const MOVES: [&str; 11] = [
    "began",
    "submitted",
    "confirmed",
    "reopened",
    "returned",
    "accepted",
    "referred",
    "deferred",
    "admitted",
    "refused",
    "withdrawn",
];

impl Store {
    /// The marks of every application that is under way, or changed at or after this instant.
    pub(crate) async fn marks(&self, since: Timestamp) -> Result<Vec<Mark>, Error> {
        let over = Stage::ALL.into_iter().filter(|stage| stage.is_over()).map(Stage::code);
        let asked = Query::select()
            .column(application::Column::Id)
            .from(application::Entity)
            .cond_where(
                Condition::any()
                    .add(application::Column::Changed.gte(stored(since)))
                    .add(application::Column::Stage.is_not_in(over)),
            )
            .to_owned();
        let rows: Vec<(Uuid, serde_json::Value)> = entry::Entity::find()
            .select_only()
            .columns([entry::Column::CaseId, entry::Column::Entry])
            .filter(entry::Column::What.is_in(MOVES))
            .filter(Expr::col(entry::Column::CaseId).in_subquery(asked))
            .order_by_asc(entry::Column::At)
            .order_by_asc(entry::Column::Id)
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let mut marks = Vec::with_capacity(rows.len());
        for (case, entry) in rows {
            let entry: Entry = serde_json::from_value(entry).map_err(damaged)?;
            marks.extend(Mark::of(ApplicationId::new(case), &entry));
        }
        Ok(marks)
    }
}
