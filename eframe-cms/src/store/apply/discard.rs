//! Drafts that were thrown away.

use eframe_core::block::sea_orm::{
    ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _, QueryFilter as _,
    QuerySelect as _,
};

use super::super::table::{address, document, edition, media_use, menu, preview};
use super::super::{link, search};
use super::{json, run};
use crate::model::{DocumentId, Edition, MenuEntry, State};

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

/// A document is no more of which nothing was ever live, with every address that it held and its lines in menus.
pub(super) async fn forget(on: &DatabaseTransaction, id: DocumentId) -> Result<(), DbErr> {
    leave_menus(on, id).await?;
    address::Entity::delete_many().filter(address::Column::Document.eq(id.uuid())).exec(on).await?;
    document::Entity::delete_by_id(id.uuid()).exec(on).await.map(drop)
}

/// No menu leads to it any more. A menu that did has another version: whoever set out from the old one is told.
async fn leave_menus(on: &DatabaseTransaction, id: DocumentId) -> Result<(), DbErr> {
    // Held, so that nothing is written over that somebody sets meanwhile.
    for row in menu::Entity::find().lock_exclusive().all(on).await? {
        let entries = serde_json::from_value::<Vec<MenuEntry>>(row.entries).map_err(json)?;
        let mut left = entries.clone();
        left.retain(|entry| entry.document() != Some(id));
        if left != entries {
            let left = serde_json::to_value(left).map_err(json)?;
            let sql = "UPDATE cms_menu SET entries = $1, version = version + 1 WHERE id = $2";
            run(on, sql, [left.into(), row.id.into()]).await?;
        }
    }
    Ok(())
}
