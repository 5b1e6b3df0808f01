use eframe_core::block::sea_orm::sea_query::OnConflict;
use eframe_core::block::sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, DatabaseTransaction, DbErr, EntityTrait as _,
    IntoActiveModel as _, QueryFilter as _, Set,
};
use eframe_core::block::stored;

use super::super::table::{media, media_file, media_rendition, media_shown, media_use};
use super::json;
use crate::model::{Edition, FileVersion, Media, MediaId, Rendition};
use crate::rules::MediaChange;

pub(super) async fn apply(change: &MediaChange, on: &DatabaseTransaction) -> Result<(), DbErr> {
    match change {
        MediaChange::Create { media, words } => create(on, media, words).await,
        MediaChange::Add { media, file } => add(on, *media, file).await,
        MediaChange::Describe { media, about, words } => {
            let row = media::ActiveModel {
                id: Set(media.uuid()),
                about: Set(serde_json::to_value(about).map_err(json)?),
                words: Set(words.clone()),
                ..Default::default()
            };
            row.update(on).await.map(drop)
        }
        MediaChange::Release { media, number, released } => {
            let row = media_file::ActiveModel {
                media: Set(media.uuid()),
                number: Set(small(*number)),
                released: Set(Some(serde_json::to_value(released).map_err(json)?)),
                ..Default::default()
            };
            row.update(on).await.map(drop)
        }
        MediaChange::Retire { media, at } => {
            let row = media::ActiveModel {
                id: Set(media.uuid()),
                retired: Set(Some(stored(*at))),
                ..Default::default()
            };
            row.update(on).await.map(drop)
        }
        MediaChange::Render { media, number, made } => render(on, *media, *number, made).await,
    }
}

/// Notes which versions of files an edition shows.
pub(in crate::store) async fn shown(
    on: &DatabaseTransaction,
    edition: &Edition,
) -> Result<(), DbErr> {
    media_use::Entity::delete_many()
        .filter(media_use::Column::Edition.eq(edition.id.uuid()))
        .exec(on)
        .await?;
    let rows = edition.content.body.files().into_iter().map(|file| media_use::Model {
        edition: edition.id.uuid(),
        media: file.media.uuid(),
        number: small(file.number),
    });
    let rows: Vec<_> = rows.map(media_use::Model::into_active_model).collect();
    if rows.is_empty() {
        return Ok(());
    }
    // The same picture may stand twice on a page.
    let twice = OnConflict::columns([
        media_use::Column::Edition,
        media_use::Column::Media,
        media_use::Column::Number,
    ])
    .do_nothing()
    .to_owned();
    media_use::Entity::insert_many(rows).on_conflict(twice).exec_without_returning(on).await?;
    Ok(())
}

/// Writes a file of the library with all its versions.
pub(in crate::store) async fn library(
    on: &DatabaseTransaction,
    of: &Media,
    words: &str,
) -> Result<(), DbErr> {
    create(on, of, words).await?;
    for version in &of.files {
        add(on, of.id, version).await?;
    }
    Ok(())
}

async fn create(on: &DatabaseTransaction, of: &Media, words: &str) -> Result<(), DbErr> {
    let row = media::Model {
        id: of.id.uuid(),
        version: of.version.get(),
        kind: of.kind.code().to_owned(),
        name: of.name.to_string(),
        about: serde_json::to_value(&of.about).map_err(json)?,
        words: words.to_owned(),
        added: stored(of.added),
        retired: of.retired.map(stored),
    };
    media::Entity::insert(row.into_active_model()).exec_without_returning(on).await?;
    let shown = media_shown::Model { id: of.id.uuid(), version: of.shown.get() };
    media_shown::Entity::insert(shown.into_active_model()).exec_without_returning(on).await?;
    Ok(())
}

async fn add(on: &DatabaseTransaction, of: MediaId, version: &FileVersion) -> Result<(), DbErr> {
    let FileVersion { number, file, by, at, released } = version;
    let row = media_file::Model {
        media: of.uuid(),
        number: small(*number),
        blob: file.blob,
        sha256: file.sha256.to_string(),
        mime: file.mime.clone(),
        bytes: i64::try_from(file.bytes).unwrap_or(i64::MAX),
        pixels: file.pixels.map(serde_json::to_value).transpose().map_err(json)?,
        called: file.called.clone(),
        by: serde_json::to_value(by).map_err(json)?,
        at: stored(*at),
        released: released.as_ref().map(serde_json::to_value).transpose().map_err(json)?,
    };
    media_file::Entity::insert(row.into_active_model()).exec_without_returning(on).await?;
    Ok(())
}

async fn render(
    on: &DatabaseTransaction,
    of: MediaId,
    number: u32,
    made: &[Rendition],
) -> Result<(), DbErr> {
    let rows = made.iter().map(|made| media_rendition::Model {
        media: of.uuid(),
        number: small(number),
        width: small(made.width),
        height: small(made.height),
        ending: made.form.ending().to_owned(),
        blob: made.blob,
        sha256: made.sha256.to_string(),
        bytes: i64::try_from(made.bytes).unwrap_or(i64::MAX),
    });
    let rows: Vec<_> = rows.map(media_rendition::Model::into_active_model).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let already = OnConflict::columns([
        media_rendition::Column::Media,
        media_rendition::Column::Number,
        media_rendition::Column::Width,
    ])
    .do_nothing()
    .to_owned();
    media_rendition::Entity::insert_many(rows)
        .on_conflict(already)
        .exec_without_returning(on)
        .await?;
    Ok(())
}

/// Counts and sizes of pictures are far below what a column holds.
fn small(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}
