//! Links by which somebody without an account reads what is in the making.

use eframe_core::block::sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, IntoActiveModel as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use eframe_core::block::{instant, stored};
use eframe_core::{Digest, Language, Timestamp};
use uuid::Uuid;

use super::apply::json;
use super::table::{edition, preview};
use super::{Store, damaged, failed, language};
use crate::Error;
use crate::model::{DocumentId, Preview, PreviewId};

impl Store {
    /// The link that holds this, whether it has stopped or not.
    pub(crate) async fn preview_behind(&self, secret: Digest) -> Result<Option<Preview>, Error> {
        let row = preview::Entity::find()
            .filter(preview::Column::Secret.eq(secret.to_string()))
            .one(self.read())
            .await
            .map_err(failed)?;
        row.map(Preview::try_from).transpose()
    }

    /// Whether an edition was published in the language of a link since that was made, whatever became of it.
    pub(crate) async fn published_behind(&self, preview: &Preview) -> Result<bool, Error> {
        let published: Option<Uuid> = edition::Entity::find()
            .select_only()
            .column(edition::Column::Id)
            .filter(edition::Column::Document.eq(preview.document.uuid()))
            .filter(edition::Column::Language.eq(preview.language.code()))
            .filter(edition::Column::Since.gte(stored(preview.made)))
            .into_tuple()
            .one(self.read())
            .await
            .map_err(failed)?;
        Ok(published.is_some())
    }

    /// The links to a text that still open something, the newest first.
    pub(crate) async fn previews(
        &self,
        document: DocumentId,
        language: Language,
        now: Timestamp,
    ) -> Result<Vec<Preview>, Error> {
        let rows = preview::Entity::find()
            .filter(preview::Column::Document.eq(document.uuid()))
            .filter(preview::Column::Language.eq(language.code()))
            .filter(preview::Column::Until.gt(stored(now)))
            .order_by_desc(preview::Column::Made)
            .order_by_desc(preview::Column::Id)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(Preview::try_from).collect()
    }
}

impl TryFrom<preview::Model> for Preview {
    type Error = Error;

    fn try_from(row: preview::Model) -> Result<Self, Error> {
        Ok(Self {
            id: PreviewId::new(row.id),
            document: DocumentId::new(row.document),
            language: language(&row.language)?,
            secret: row.secret.parse().map_err(damaged)?,
            by: serde_json::from_value(row.author).map_err(damaged)?,
            made: instant(row.made),
            until: instant(row.until),
        })
    }
}

pub(super) async fn write(on: &DatabaseTransaction, preview: &Preview) -> Result<(), DbErr> {
    let row = preview::Model {
        id: preview.id.uuid(),
        document: preview.document.uuid(),
        language: preview.language.code().to_owned(),
        secret: preview.secret.to_string(),
        author: serde_json::to_value(&preview.by).map_err(json)?,
        made: stored(preview.made),
        until: stored(preview.until),
    };
    preview::Entity::insert(row.into_active_model()).exec_without_returning(on).await?;
    Ok(())
}

pub(super) async fn remove(on: &DatabaseTransaction, id: PreviewId) -> Result<(), DbErr> {
    preview::Entity::delete_by_id(id.uuid()).exec(on).await.map(drop)
}

/// Lets go of those that have stopped.
pub(super) async fn tidy(on: &DatabaseTransaction, now: Timestamp) -> Result<(), DbErr> {
    let stopped = preview::Column::Until.lte(stored(now));
    preview::Entity::delete_many().filter(stopped).exec(on).await.map(drop)
}
