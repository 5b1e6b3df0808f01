//! What people wrote and did not save.

use eframe_core::block::sea_orm::sea_query::OnConflict;
use eframe_core::block::sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _,
};
use eframe_core::block::{instant, stored};
use eframe_core::{ActorId, Timestamp};

use super::apply::json;
use super::table::unsaved;
use super::{Store, damaged, failed};
use crate::Error;
use crate::model::{Sheet, Unsaved};

impl Store {
    /// What this person did not save in this form.
    pub(crate) async fn unsaved(
        &self,
        person: ActorId,
        sheet: Sheet,
    ) -> Result<Option<Unsaved>, Error> {
        let key = (person.uuid(), sheet.to_string());
        let row = unsaved::Entity::find_by_id(key).one(self.read()).await.map_err(failed)?;
        let Some(row) = row else { return Ok(None) };
        let fields = serde_json::from_value(row.fields).map_err(damaged)?;
        Ok(Some(Unsaved { person, sheet, fields, at: instant(row.at) }))
    }
}

pub(super) async fn keep(on: &DatabaseTransaction, unsaved: &Unsaved) -> Result<(), DbErr> {
    let row = unsaved::Model {
        person: unsaved.person.uuid(),
        sheet: unsaved.sheet.to_string(),
        fields: serde_json::to_value(&unsaved.fields).map_err(json)?,
        at: stored(unsaved.at),
    };
    let again = OnConflict::columns([unsaved::Column::Person, unsaved::Column::Sheet])
        .update_columns([unsaved::Column::Fields, unsaved::Column::At])
        .to_owned();
    unsaved::Entity::insert(row.into_active_model())
        .on_conflict(again)
        .exec_without_returning(on)
        .await?;
    Ok(())
}

pub(super) async fn drop(
    on: &DatabaseTransaction,
    person: ActorId,
    sheet: Sheet,
) -> Result<(), DbErr> {
    let key = (person.uuid(), sheet.to_string());
    unsaved::Entity::delete_by_id(key).exec(on).await?;
    Ok(())
}

/// Lets go of what nobody came back for since.
pub(super) async fn tidy(on: &DatabaseTransaction, since: Timestamp) -> Result<(), DbErr> {
    let old = unsaved::Column::At.lt(stored(since));
    unsaved::Entity::delete_many().filter(old).exec(on).await?;
    Ok(())
}
