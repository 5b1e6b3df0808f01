//! The library and its files, out and in.

use std::collections::BTreeMap;

use eframe_core::Digest;
use eframe_core::block::sea_orm::{DatabaseTransaction, DbErr, EntityTrait as _, QueryOrder as _};
use eframe_core::upload::{BlobId, Shelf};
use uuid::Uuid;

use super::super::media::item;
use super::super::table::{media, media_file};
use super::super::{apply, damaged};
use super::{Broken, Writer};
use crate::Error;
use crate::archive::{MediaLine, Section};
use crate::model::{FileVersion, Media};
use crate::rules::media_words;

/// Every file once, by its hash, and then the library by its ids.
pub(super) async fn write(
    on: &DatabaseTransaction,
    shelf: Option<&Shelf>,
    out: &mut Writer,
) -> Result<(), Broken> {
    let library = library(on).await?;
    let files = library.iter().flat_map(|media| &media.files);
    let blobs = files.map(|version| (version.file.sha256, version.file.blob));
    for (sha256, blob) in blobs.collect::<BTreeMap<_, _>>() {
        let shelf = shelf.ok_or_else(|| damaged("files, and no store that has them"))?;
        let open = shelf.open(BlobId::new(blob)).await.map_err(damaged)?;
        let open = open.ok_or_else(|| damaged(format!("the file {blob} is missing")))?;
        out.file(sha256, open).await?;
    }
    for media in library {
        out.line(Section::Media, &MediaLine::from(media)).await?;
    }
    Ok(())
}

async fn library(on: &DatabaseTransaction) -> Result<Vec<Media>, Broken> {
    let mut versions = BTreeMap::<Uuid, Vec<FileVersion>>::new();
    let rows = media_file::Entity::find().order_by_asc(media_file::Column::Number).all(on).await?;
    for row in rows {
        versions.entry(row.media).or_default().push(FileVersion::try_from(row)?);
    }
    let mut rows = media::Entity::find().all(on).await?;
    rows.sort_by_key(|row| row.id);
    let items = rows.into_iter().map(|row| {
        let files = versions.remove(&row.id).unwrap_or_default();
        item(row, files)
    });
    Ok(items.collect::<Result<_, Error>>()?)
}

/// A file of the library, whose bytes are in these blobs.
pub(super) async fn insert(
    on: &DatabaseTransaction,
    line: MediaLine,
    blobs: &BTreeMap<Digest, Uuid>,
) -> Result<(), DbErr> {
    let media = line.media(|sha256| blobs.get(sha256).copied().unwrap_or_default());
    if media.files.iter().any(|version| version.file.blob.is_nil()) {
        return Err(DbErr::Custom("the archive has a file that was not kept".to_owned()));
    }
    apply::library(on, &media, &media_words(&media, &media.about)).await
}
