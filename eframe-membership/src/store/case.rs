use eframe_core::Timestamp;
use eframe_core::block::instant;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, EntityTrait as _, JoinType, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, RelationTrait as _,
};

use uuid::Uuid;

use super::table::{application, entry};
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{ApplicationId, Entry, EntryId};
use crate::rules::Case;

/// The most entries of a case that are shown.
const MOST: u64 = 2_000;
/// Among how many letters those are looked for that wait for an answer.
const LETTERS: u64 = 500;

/// A letter, and the application that it is about.
#[derive(Clone, Debug)]
pub(crate) struct LetterRow {
    pub(crate) application: ApplicationId,
    pub(crate) number: String,
    pub(crate) name: String,
    pub(crate) entry: Entry,
}

impl Store {
    /// What happened in a case, newest first; with the Secretariat's own notes only where `notes`.
    pub(crate) async fn history(&self, case: Case, notes: bool) -> Result<Vec<Entry>, Error> {
        let mut query = entry::Entity::find().filter(entry::Column::CaseId.eq(case.uuid()));
        if !notes {
            query = query.filter(entry::Column::What.ne("note"));
        }
        let rows = query
            .order_by_desc(entry::Column::At)
            .order_by_desc(entry::Column::Id)
            .limit(MOST)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(|row| serde_json::from_value(row.entry).map_err(damaged)).collect()
    }

    /// When an application was handed in last, by the history of its case.
    pub(crate) async fn submitted(&self, of: ApplicationId) -> Result<Option<Timestamp>, Error> {
        let row = entry::Entity::find()
            .filter(entry::Column::CaseId.eq(of.uuid()))
            .filter(entry::Column::What.is_in(["submitted", "confirmed"]))
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

    /// The newest letters in the cases of applications, newest first.
    pub(crate) async fn letters(&self) -> Result<Vec<LetterRow>, Error> {
        let rows: Vec<(Uuid, serde_json::Value, String, String)> = entry::Entity::find()
            .join(JoinType::InnerJoin, entry::Relation::Application.def())
            .filter(entry::Column::What.eq("letter"))
            .order_by_desc(entry::Column::At)
            .order_by_desc(entry::Column::Id)
            .limit(LETTERS)
            .select_only()
            .columns([entry::Column::CaseId, entry::Column::Entry])
            .columns([application::Column::Number, application::Column::Name])
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let told = |(case, entry, number, name)| {
            let application = ApplicationId::new(case);
            let entry = serde_json::from_value(entry).map_err(damaged)?;
            Ok(LetterRow { application, number, name, entry })
        };
        rows.into_iter().map(told).collect()
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
