use std::collections::BTreeMap;

use eframe_core::block::sea_orm::sea_query::{Expr, OnConflict};
use eframe_core::block::sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _,
    QuerySelect as _, Set,
};
use eframe_core::block::stored;
use eframe_core::{Language, Localized, Timestamp};
use uuid::Uuid;

use super::table::{composition, issue_language, reminder};
use super::{Store, damaged, failed, row};
use crate::Error;
use crate::model::{Composition, Issue, IssueId};

/// Puts what an issue is made from in the place of what it was.
pub(super) async fn put(
    on: &DatabaseTransaction,
    issue: IssueId,
    made_from: &Composition,
) -> Result<(), DbErr> {
    use composition::Column;
    let new = composition::ActiveModel {
        issue: Set(issue.uuid()),
        composition: Set(row::json(made_from)?),
    };
    let again = OnConflict::column(Column::Issue).update_column(Column::Composition).to_owned();
    let new = composition::Entity::insert(new).on_conflict(again);
    new.exec_without_returning(on).await.map(drop)
}

/// Notes that somebody was reminded; a second time is refused by the key.
pub(super) async fn remind(
    on: &DatabaseTransaction,
    issue: IssueId,
    at: Timestamp,
) -> Result<(), DbErr> {
    let new = reminder::ActiveModel { issue: Set(issue.uuid()), at: Set(stored(at)) };
    reminder::Entity::insert(new).exec_without_returning(on).await.map(drop)
}

impl Store {
    /// What an issue is put together from, where it is.
    pub(crate) async fn composition(&self, id: IssueId) -> Result<Option<Composition>, Error> {
        let found = composition::Entity::find_by_id(id.uuid()).one(self.read()).await;
        let read = |row: composition::Model| serde_json::from_value(row.composition);
        found.map_err(failed)?.map(read).transpose().map_err(damaged)
    }

    /// The same of several.
    pub(crate) async fn compositions(
        &self,
        issues: &[Issue],
    ) -> Result<BTreeMap<IssueId, Composition>, Error> {
        let ids = issues.iter().map(|issue| issue.id.uuid());
        let query = composition::Entity::find().filter(composition::Column::Issue.is_in(ids));
        let rows = query.all(self.read()).await.map_err(failed)?;
        let read = |row: composition::Model| {
            let composition = serde_json::from_value(row.composition).map_err(damaged)?;
            Ok((IssueId::new(row.issue), composition))
        };
        rows.into_iter().map(read).collect()
    }

    /// What those of some issues are called that are put together, by language, as it was written.
    pub(crate) async fn titles(
        &self,
        issues: &[Issue],
    ) -> Result<Vec<(IssueId, Localized<String>)>, Error> {
        use composition::Column;
        let ids = issues.iter().map(|issue| issue.id.uuid());
        // Both databases read it so; what stands in the blocks is not fetched.
        let titles = Expr::cust("CAST(composition -> 'titles' AS TEXT)");
        let query = composition::Entity::find().filter(Column::Issue.is_in(ids));
        let query = query.select_only().column(Column::Issue).expr_as(titles, "titles");
        let rows: Vec<(Uuid, String)> =
            query.into_tuple().all(self.read()).await.map_err(failed)?;
        let read = |(issue, titles): (Uuid, String)| {
            Ok((IssueId::new(issue), serde_json::from_str(&titles).map_err(damaged)?))
        };
        rows.into_iter().map(read).collect()
    }

    /// Whether an issue was given as a whole, at least in one language, before it was frozen.
    pub(crate) async fn has_texts(&self, id: IssueId) -> Result<bool, Error> {
        let of_issue = issue_language::Column::Issue.eq(id.uuid());
        let query = issue_language::Entity::find().filter(of_issue);
        let first = query.select_only().column(issue_language::Column::Language);
        let found: Option<String> = first.into_tuple().one(self.read()).await.map_err(failed)?;
        Ok(found.is_some())
    }

    /// The subjects of some issues, by language.
    pub(crate) async fn subjects(
        &self,
        issues: &[Issue],
    ) -> Result<BTreeMap<IssueId, BTreeMap<Language, String>>, Error> {
        use issue_language::Column;
        let ids = issues.iter().map(|issue| issue.id.uuid());
        let query = issue_language::Entity::find().filter(Column::Issue.is_in(ids));
        let query = query.select_only().columns([Column::Issue, Column::Language, Column::Subject]);
        let rows: Vec<(Uuid, String, String)> =
            query.into_tuple().all(self.read()).await.map_err(failed)?;
        let mut subjects: BTreeMap<IssueId, BTreeMap<Language, String>> = BTreeMap::new();
        for (issue, language, subject) in rows {
            let language = language.parse().map_err(damaged)?;
            subjects.entry(IssueId::new(issue)).or_default().insert(language, subject);
        }
        Ok(subjects)
    }

    /// Whether somebody was reminded of an issue.
    pub(crate) async fn was_reminded(&self, id: IssueId) -> Result<bool, Error> {
        let found = reminder::Entity::find_by_id(id.uuid()).one(self.read()).await;
        Ok(found.map_err(failed)?.is_some())
    }
}
