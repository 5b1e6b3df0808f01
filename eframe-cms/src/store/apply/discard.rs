//! Drafts that were thrown away.

use eframe_core::block::sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _,
};

use super::super::table::{address, document, edition, media_use, preview};
use super::super::{link, search};
use super::run;
use crate::model::{DocumentId, Edition, State};

/// An edition in the making is no more. The revision of the one before it rises above all that were saved of this one.
pub(super) async fn discard(on: &DatabaseTransaction, gone: &Edition) -> Result<(), DbErr> {
    // As something that has ended it stands in no index.
    let (since, approvals) = (gone.saved, Vec::new());
    let ended = State::Superseded { since, until: since, approvals };
    let ended = Edition { state: ended, ..gone.clone() };
    link::keep(on, &ended).await?;
    search::keep(on, &ended).await?;
    media_use::Entity::delete_many()
        .filter(media_use::Column::Edition.eq(gone.id.uuid()))
        .exec(on)
        .await?;
    preview::Entity::delete_many()
        .filter(preview::Column::Document.eq(gone.document.uuid()))
        .filter(preview::Column::Language.eq(gone.language.code()))
        .exec(on)
        .await?;
    edition::Entity::delete_by_id(gone.id.uuid()).exec(on).await?;
    raise(on, gone).await
}

/// The edition before one that is gone has been saved as often as both; what is kept of it says the same still.
async fn raise(on: &DatabaseTransaction, gone: &Edition) -> Result<(), DbErr> {
    const BEFORE: &str = "document = $2 AND language = $3 AND number = $4";
    let id = format!("edition = (SELECT id FROM cms_edition WHERE {BEFORE})");
    let before = i32::try_from(gone.number).unwrap_or(i32::MAX) - 1;
    for (table, which) in [("cms__search", &*id), ("cms__text", &*id), ("cms_edition", BEFORE)] {
        let sql = format!("UPDATE {table} SET revision = $1 WHERE {which}");
        let values = [
            gone.revision.next().get().into(),
            gone.document.uuid().into(),
            gone.language.code().into(),
            before.into(),
        ];
        run(on, &sql, values).await?;
    }
    Ok(())
}

/// A document is no more of which nothing was ever live, with every address that it held.
pub(super) async fn forget(on: &DatabaseTransaction, id: DocumentId) -> Result<(), DbErr> {
    address::Entity::delete_many().filter(address::Column::Document.eq(id.uuid())).exec(on).await?;
    document::Entity::delete_by_id(id.uuid()).exec(on).await.map(drop)
}
