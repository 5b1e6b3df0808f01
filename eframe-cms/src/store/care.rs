//! Who answers for what, until when, and when they were last reminded.

use std::collections::BTreeMap;

use eframe_core::block::sea_orm::sea_query::{Expr, ExprTrait as _};
use eframe_core::block::sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, IntoActiveModel as _,
    JsonValue, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use eframe_core::block::{instant, stored};
use eframe_core::{ActorId, Timestamp, Version};
use jiff::civil::Date;

use super::apply::json;
use super::edition::of_document;
use super::list::entry;
use super::table::{document, reminder};
use super::{Entry, Store, damaged, failed};
use crate::Error;
use crate::model::{Author, Care, DocumentId, Kind, Stage};
use crate::rules::{Reminder, Sight};

/// Which documents are asked for that are to be looked through.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Overdue {
    /// Those whose day is this one or before it.
    pub(crate) by: Date,
    /// Of this kind.
    pub(crate) kind: Option<Kind>,
    /// Those that this person answers for.
    pub(crate) person: Option<ActorId>,
}

impl Store {
    /// The documents that are to be looked through, the longest overdue first.
    pub(crate) async fn overdue(&self, asked: Overdue, limit: u64) -> Result<Vec<Entry>, Error> {
        let mut query = document::Entity::find()
            .filter(document::Column::ReviewBy.lte(asked.by.to_string()))
            .filter(is_live());
        if let Some(kind) = asked.kind {
            query = query.filter(document::Column::Kind.eq(kind.code()));
        }
        if let Some(person) = asked.person {
            // The person is one JSON text, in which the id stands once.
            let text = Expr::col(document::Column::Person).cast_as("text");
            query = query.filter(text.like(format!("%{person}%")));
        }
        let query = query.order_by_asc(document::Column::ReviewBy);
        let query = query.order_by_asc(document::Column::Id).limit(limit);
        let rows = query.all(self.read()).await.map_err(failed)?;
        let ids = rows.iter().map(|row| row.id).collect();
        let mut heads = self.heads(ids, Sight::Public).await?;
        rows.into_iter().map(|row| entry(row, &mut heads)).collect()
    }

    /// Everybody who answers for something that is to be looked through by this day.
    pub(crate) async fn reviewers(&self, by: Date) -> Result<Vec<Author>, Error> {
        let rows: Vec<Option<JsonValue>> = document::Entity::find()
            .select_only()
            .column(document::Column::Person)
            .filter(document::Column::ReviewBy.lte(by.to_string()))
            .filter(document::Column::Person.is_not_null())
            .filter(is_live())
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let mut people = BTreeMap::new();
        for person in rows.into_iter().flatten() {
            let person: Author = serde_json::from_value(person).map_err(damaged)?;
            people.insert(person.id, person);
        }
        Ok(people.into_values().collect())
    }

    /// When somebody was last reminded.
    pub(crate) async fn reminder(&self, person: ActorId) -> Result<Reminder, Error> {
        let row = reminder::Entity::find_by_id(person.uuid()).one(self.read()).await;
        Ok(match row.map_err(failed)? {
            Some(row) => {
                Reminder { person, at: Some(instant(row.at)), version: Version::new(row.version) }
            }
            None => Reminder { person, at: None, version: Version::new(0) },
        })
    }
}

/// Something of the document is live: what is not needs nobody to look it through.
fn is_live() -> Expr {
    Expr::exists(of_document(vec![Stage::Live.code()]))
}

/// What a row says of who answers for its document.
pub(super) fn read(
    office: String,
    person: Option<JsonValue>,
    review_by: Option<String>,
) -> Result<Care, Error> {
    Ok(Care {
        office,
        person: person.map(serde_json::from_value).transpose().map_err(damaged)?,
        review_by: review_by.as_deref().map(str::parse).transpose().map_err(damaged)?,
    })
}

pub(super) async fn write(
    on: &DatabaseTransaction,
    id: DocumentId,
    care: &Care,
) -> Result<(), DbErr> {
    let person = care.person.as_ref().map(serde_json::to_value).transpose().map_err(json)?;
    document::Entity::update_many()
        .col_expr(document::Column::Office, care.office.clone().into())
        .col_expr(document::Column::Person, Expr::value(person))
        .col_expr(document::Column::ReviewBy, care.review_by.map(|day| day.to_string()).into())
        .filter(document::Column::Id.eq(id.uuid()))
        .exec(on)
        .await?;
    Ok(())
}

pub(super) async fn remind(
    on: &DatabaseTransaction,
    person: ActorId,
    first: bool,
    at: Timestamp,
) -> Result<(), DbErr> {
    if first {
        let row = reminder::Model { id: person.uuid(), version: 1, at: stored(at) };
        reminder::Entity::insert(row.into_active_model()).exec_without_returning(on).await?;
        return Ok(());
    }
    reminder::Entity::update_many()
        .col_expr(reminder::Column::At, stored(at).into())
        .filter(reminder::Column::Id.eq(person.uuid()))
        .exec(on)
        .await?;
    Ok(())
}
