use std::collections::{BTreeMap, BTreeSet};

use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use eframe_core::block::{instant, stored};
use eframe_core::{Digest, Timestamp};
use serde::{Deserialize, Serialize};

use super::table::{subscriber, suppression};
use super::{Store, damaged, failed, row};
use crate::Error;
use crate::model::{Mark, Reason, Subscriber, Suppression};

/// Behind which suppression a list goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BehindMark(Timestamp, String);

impl BehindMark {
    pub(crate) fn of(one: &Suppression) -> Self {
        Self(one.at, one.mark.to_string())
    }
}

impl Store {
    /// Which of these keys are somebody's address.
    pub(crate) async fn known(&self, keys: &[String]) -> Result<BTreeSet<String>, Error> {
        let found: Vec<Option<String>> = subscriber::Entity::find()
            .select_only()
            .column(subscriber::Column::AddressKey)
            .filter(subscriber::Column::AddressKey.is_in(keys))
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        Ok(found.into_iter().flatten().collect())
    }

    /// To which of these marks nothing is sent.
    pub(crate) async fn held_back(&self, marks: &[Mark]) -> Result<Vec<Mark>, Error> {
        let marks = marks.iter().map(ToString::to_string);
        let found: Vec<String> = suppression::Entity::find()
            .select_only()
            .column(suppression::Column::Mark)
            .filter(suppression::Column::Mark.is_in(marks))
            .filter(suppression::Column::Reason.ne(Reason::Overruled.code()))
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let mark = |text: String| text.parse::<Digest>().map(Mark).map_err(damaged);
        found.into_iter().map(mark).collect()
    }

    /// Since when nothing is sent to those of these marks to which something was said of that, by their marks.
    pub(crate) async fn suppressed_at(
        &self,
        marks: &[Mark],
    ) -> Result<BTreeMap<String, Timestamp>, Error> {
        let marks = marks.iter().map(ToString::to_string);
        let query = suppression::Entity::find().filter(suppression::Column::Mark.is_in(marks));
        let rows = query.all(self.read()).await.map_err(failed)?;
        Ok(rows.into_iter().map(|row| (row.mark, instant(row.at))).collect())
    }

    /// Whoever has the address of this mark.
    pub(crate) async fn subscriber_marked(&self, mark: Mark) -> Result<Option<Subscriber>, Error> {
        let by_mark = subscriber::Column::Mark.eq(mark.to_string());
        let found = subscriber::Entity::find().filter(by_mark).one(self.read()).await;
        found.map_err(failed)?.map(row::of_subscriber).transpose()
    }

    /// To whom nothing is sent, the latest first, behind one.
    pub(crate) async fn suppressions(
        &self,
        reason: Option<Reason>,
        after: Option<&BehindMark>,
        limit: u64,
    ) -> Result<Vec<Suppression>, Error> {
        use suppression::Column::{At, Mark as OfMark, Reason as Why};
        let mut query = suppression::Entity::find();
        if let Some(reason) = reason {
            query = query.filter(Why.eq(reason.code()));
        }
        if let Some(BehindMark(at, mark)) = after {
            let at = stored(*at);
            let same = Condition::all().add(At.eq(at)).add(OfMark.gt(mark.as_str()));
            query = query.filter(Condition::any().add(At.lt(at)).add(same));
        }
        let rows = query.order_by_desc(At).order_by_asc(OfMark).limit(limit).all(self.read()).await;
        rows.map_err(failed)?.into_iter().map(row::of_suppression).collect()
    }
}
