use eframe_core::block::{instant, sea_orm, stored};
use eframe_core::{Timestamp, Version};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::table::{throttle, trust};
use super::{Store, failed};
use crate::Error;
use crate::model::{Attempts, Counter};
use crate::rules::Counted;

impl Store {
    /// What is known of each of these.
    pub(crate) async fn counted(&self, counters: &[Counter]) -> Result<Vec<Counted>, Error> {
        let ids = counters.iter().map(|one| one.row);
        let by_id = throttle::Entity::find().filter(throttle::Column::Id.is_in(ids));
        let rows = by_id.all(self.read()).await.map_err(failed)?;
        let of = |counter: &Counter| {
            let row = rows.iter().find(|row| row.id == counter.row)?;
            let count = u32::try_from(row.count).unwrap_or(u32::MAX);
            Some((Attempts { count, last: instant(row.last) }, Version::new(row.version)))
        };
        let counted =
            |counter: &Counter| Counted { counter: counter.clone(), attempts: of(counter) };
        Ok(counters.iter().map(counted).collect())
    }

    /// Whether somebody got in from there within the last month.
    pub(crate) async fn trusts(&self, row: Uuid, now: Timestamp) -> Result<bool, Error> {
        let lasting = trust::Column::Until.gt(stored(now));
        let found = trust::Entity::find_by_id(row).filter(lasting).one(self.read()).await;
        Ok(found.map_err(failed)?.is_some())
    }
}
