//! What is to happen at a time.

use eframe_core::Timestamp;
use eframe_core::block::sea_orm::sea_query::{ExprTrait as _, OnConflict};
use eframe_core::block::sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, IntoActiveModel as _,
    PaginatorTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use eframe_core::block::{instant, stored};
use uuid::Uuid;

use super::apply::json;
use super::table::plan;
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{DocumentId, Plan, PlanId};

/// The states of plans that are open.
pub(super) const OPEN: [&str; 2] = ["waiting", "parked"];
/// Most plans that a page shows.
const MOST: u64 = 1_000;

/// A plan whose time has come, as far as its row can be read.
#[derive(Debug)]
pub(crate) struct Due {
    pub(crate) place: DuePlace,
    pub(crate) plan: Result<Plan, Error>,
}

/// Where a plan stands among those that are due.
#[derive(Clone, Copy, Debug)]
pub(crate) struct DuePlace(Timestamp, Uuid);

impl DuePlace {
    pub(crate) fn id(self) -> PlanId {
        PlanId::new(self.1)
    }
}

impl Store {
    /// Plans that wait or are parked, of one document or of all, the next first.
    pub(crate) async fn open_plans(&self, of: Option<DocumentId>) -> Result<Vec<Plan>, Error> {
        let mut query = plan::Entity::find().filter(plan::Column::State.is_in(OPEN));
        if let Some(document) = of {
            query = query.filter(plan::Column::Document.eq(document.uuid()));
        }
        let query = query.order_by_asc(plan::Column::At).order_by_asc(plan::Column::Id);
        let rows = query.limit(MOST).all(self.read()).await.map_err(failed)?;
        rows.into_iter().map(read).collect()
    }

    /// Plans whose time has come, the longest due first, behind one of them.
    pub(crate) async fn due_plans(
        &self,
        now: Timestamp,
        after: Option<DuePlace>,
        limit: u64,
    ) -> Result<Vec<Due>, Error> {
        let mut query = plan::Entity::find()
            .filter(plan::Column::State.eq("waiting"))
            .filter(plan::Column::At.lte(stored(now)));
        if let Some(DuePlace(at, id)) = after {
            let at = stored(at);
            let level = plan::Column::At.eq(at).and(plan::Column::Id.gt(id));
            query = query.filter(plan::Column::At.gt(at).or(level));
        }
        let query = query.order_by_asc(plan::Column::At).order_by_asc(plan::Column::Id);
        let rows = query.limit(limit).all(self.read()).await.map_err(failed)?;
        let due =
            |row: plan::Model| Due { place: DuePlace(instant(row.at), row.id), plan: read(row) };
        Ok(rows.into_iter().map(due).collect())
    }

    /// How many plans are parked.
    pub(crate) async fn parked_plans(&self) -> Result<u64, Error> {
        let parked = plan::Entity::find().filter(plan::Column::State.eq("parked"));
        parked.count(self.read()).await.map_err(failed)
    }

    /// This plan, whatever became of it.
    pub(crate) async fn plan(&self, id: PlanId) -> Result<Option<Plan>, Error> {
        let row = plan::Entity::find_by_id(id.uuid()).one(self.read()).await.map_err(failed)?;
        row.map(read).transpose()
    }
}

pub(super) fn read(row: plan::Model) -> Result<Plan, Error> {
    let plan: Plan = serde_json::from_value(row.plan).map_err(damaged)?;
    if plan.state.code() != row.state || plan.id.uuid() != row.id {
        return Err(damaged("the columns of a plan are not the plan's"));
    }
    Ok(plan)
}

pub(super) async fn write(on: &DatabaseTransaction, plan: &Plan) -> Result<(), DbErr> {
    let row = plan::Model {
        id: plan.id.uuid(),
        document: plan.document.uuid(),
        language: plan.language.code().to_owned(),
        act: plan.act.code().to_owned(),
        state: plan.state.code().to_owned(),
        at: stored(plan.at),
        plan: serde_json::to_value(plan).map_err(json)?,
    };
    let again = OnConflict::column(plan::Column::Id)
        .update_columns([plan::Column::State, plan::Column::At, plan::Column::Plan])
        .to_owned();
    plan::Entity::insert(row.into_active_model())
        .on_conflict(again)
        .exec_without_returning(on)
        .await?;
    Ok(())
}
