use eframe_core::Timestamp;
use eframe_core::block::sea_orm::prelude::DateTimeUtc;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
};
use eframe_core::block::{instant, stored};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::table::{application, entry};
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{ApplicationId, Entry, EntryId};
use crate::rules::Case;

/// Which entries of a case are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Told {
    /// All of them, with the Secretariat's own notes.
    Everything,
    /// What the organisation sees.
    Shared,
    /// What the sides wrote to each other.
    Letters,
}

/// Behind which entry a case's history goes on, towards older ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BehindEntry(Timestamp, Uuid);

/// An application whose organisation wrote last, and when it did.
#[derive(Clone, Debug)]
pub(crate) struct LetterRow {
    pub(crate) application: ApplicationId,
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) at: Timestamp,
}

/// Behind which unanswered letter a list goes on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BehindLetter(Timestamp, Uuid);

impl BehindEntry {
    /// Where a history goes on behind this entry.
    pub const fn of(entry: &Entry) -> Self {
        Self(entry.at, entry.id.uuid())
    }
}

impl LetterRow {
    pub(crate) const fn position(&self) -> BehindLetter {
        BehindLetter(self.at, self.application.uuid())
    }
}

impl Store {
    /// What happened in a case, newest first, behind an entry.
    pub(crate) async fn history(
        &self,
        case: Case,
        told: Told,
        after: Option<&BehindEntry>,
        limit: u64,
    ) -> Result<Vec<Entry>, Error> {
        use entry::Column as C;
        let mut query = entry::Entity::find().filter(C::CaseId.eq(case.uuid()));
        query = match told {
            Told::Everything => query,
            Told::Shared => query.filter(C::What.ne("note")),
            Told::Letters => query.filter(C::What.is_in(["letter", "returned", "refused"])),
        };
        if let Some(BehindEntry(at, id)) = after {
            let at = stored(*at);
            let level = Condition::all().add(C::At.eq(at)).add(C::Id.lt(*id));
            query = query.filter(Condition::any().add(C::At.lt(at)).add(level));
        }
        let rows = query
            .order_by_desc(C::At)
            .order_by_desc(C::Id)
            .limit(limit)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(|row| serde_json::from_value(row.entry).map_err(damaged)).collect()
    }

    /// When an application was handed in last, by the history of its case.
    pub(crate) async fn submitted(&self, of: ApplicationId) -> Result<Option<Timestamp>, Error> {
        self.last(of, &["submitted", "confirmed"]).await
    }

    /// When the Secretariat accepted an application, by the same.
    pub(crate) async fn accepted(&self, of: ApplicationId) -> Result<Option<Timestamp>, Error> {
        self.last(of, &["accepted"]).await
    }

    /// When one of these was last done with an application.
    async fn last(&self, of: ApplicationId, what: &[&str]) -> Result<Option<Timestamp>, Error> {
        let row = entry::Entity::find()
            .filter(entry::Column::CaseId.eq(of.uuid()))
            .filter(entry::Column::What.is_in(what.iter().copied()))
            .order_by_desc(entry::Column::At)
            .order_by_desc(entry::Column::Id)
            .one(self.read())
            .await
            .map_err(failed)?;
        Ok(row.map(|row| instant(row.at)))
    }

    /// One entry.
    pub(crate) async fn entry(&self, id: EntryId) -> Result<Option<Entry>, Error> {
        let row = entry::Entity::find_by_id(id.uuid()).one(self.read()).await.map_err(failed)?;
        row.map(|row| serde_json::from_value(row.entry).map_err(damaged)).transpose()
    }

    /// The applications whose organisations wait for an answer to a letter, the longest first, behind one.
    pub(crate) async fn unanswered(
        &self,
        after: Option<&BehindLetter>,
        limit: u64,
    ) -> Result<Vec<LetterRow>, Error> {
        use application::Column as C;
        let mut query = application::Entity::find().filter(C::Unanswered.is_not_null());
        if let Some(BehindLetter(at, id)) = after {
            let at = stored(*at);
            let level = Condition::all().add(C::Unanswered.eq(at)).add(C::Id.gt(*id));
            query = query.filter(Condition::any().add(C::Unanswered.gt(at)).add(level));
        }
        let rows: Vec<(Uuid, String, String, DateTimeUtc)> = query
            .order_by_asc(C::Unanswered)
            .order_by_asc(C::Id)
            .limit(limit)
            .select_only()
            .columns([C::Id, C::Number, C::Name, C::Unanswered])
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let told = |(id, number, name, at)| LetterRow {
            application: ApplicationId::new(id),
            number,
            name,
            at: instant(at),
        };
        Ok(rows.into_iter().map(told).collect())
    }

    /// How many they are.
    pub(crate) async fn count_unanswered(&self) -> Result<u64, Error> {
        let some = application::Column::Unanswered.is_not_null();
        application::Entity::find().filter(some).count(self.read()).await.map_err(failed)
    }

    /// The reminders in these cases, each with the case's id.
    pub(crate) async fn reminders(&self, cases: Vec<Uuid>) -> Result<Vec<(Uuid, Entry)>, Error> {
        let rows = entry::Entity::find()
            .filter(entry::Column::CaseId.is_in(cases))
            .filter(entry::Column::What.eq("reminded"))
            .all(self.read())
            .await
            .map_err(failed)?;
        let told = |row: entry::Model| {
            Ok((row.case_id, serde_json::from_value(row.entry).map_err(damaged)?))
        };
        rows.into_iter().map(told).collect()
    }
}
