mod public;

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use eframe_core::block::sea_orm::sea_query::{
    Expr, ExprTrait as _, LikeExpr, Query, SelectStatement,
};
use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
};
use eframe_core::block::{instant, stored};
use eframe_core::upload::{BlobId, NamesBlobs};
use eframe_core::{Language, StoreError, Timestamp, Version};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::table::{document, edition, media, media_file, media_rendition, media_shown, media_use};
use super::{Store, damaged, failed, language};
use crate::Error;
use crate::model::{
    Address, Body, DocumentId, FileVersion, Form, Kind, Media, MediaId, MediaKind, Rendition,
    Stage, StoredFile,
};
use crate::rules::{Fate, Sight};

/// A file that is in sight, and whether everyone may have it.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) media: Media,
    pub(crate) file: FileVersion,
    /// Whether the public has it in sight too.
    pub(crate) public: bool,
}

/// Which files of the library a list shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct MediaFilter {
    pub(crate) kind: Option<MediaKind>,
    /// Only those that have all these words.
    pub(crate) words: Vec<String>,
    /// Only those that no edition shows which is live or in the making.
    pub(crate) unused: bool,
    /// Only those that were retired, instead of those that were not.
    pub(crate) retired: bool,
}

/// Behind which file of the library to read on: the newest come first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct MediaPosition(Timestamp, Uuid);

/// A file of the library as a line of a list, with its newest version alone.
pub(crate) type MediaLine = Media;

/// An edition that shows a version of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Use {
    pub(crate) document: DocumentId,
    pub(crate) kind: Kind,
    pub(crate) address: Address,
    pub(crate) language: Language,
    pub(crate) title: String,
    pub(crate) stage: Stage,
    /// Which version of the file it shows.
    pub(crate) number: u32,
}

impl MediaPosition {
    pub(crate) fn of(media: &MediaLine) -> Self {
        Self(media.added, media.id.uuid())
    }

    fn behind(&self) -> Condition {
        let Self(added, id) = self;
        let added = stored((*added).max(Timestamp::UNIX_EPOCH));
        let level = media::Column::Added.eq(added).and(media::Column::Id.lt(*id));
        Condition::any().add(media::Column::Added.lt(added)).add(level)
    }
}

impl Store {
    /// A file of the library with all its versions.
    pub(crate) async fn media(&self, id: MediaId) -> Result<Option<Media>, Error> {
        let row = media::Entity::find_by_id(id.uuid()).one(self.read()).await.map_err(failed)?;
        let Some(row) = row else { return Ok(None) };
        let files = media_file::Entity::find()
            .filter(media_file::Column::Media.eq(id.uuid()))
            .order_by_asc(media_file::Column::Number)
            .all(self.read())
            .await
            .map_err(failed)?;
        let files = files.into_iter().map(FileVersion::try_from).collect::<Result<_, _>>()?;
        Ok(Some(item(row, files)?))
    }

    /// A version of a file as it is in sight: of this number, or the newest there is in sight.
    pub(crate) async fn held(
        &self,
        id: MediaId,
        number: Option<u32>,
        sight: Sight,
    ) -> Result<Option<Held>, Error> {
        let Some(media) = self.media(id).await? else { return Ok(None) };
        let public = self.newest_public(&media, number).await?;
        let wanted = match sight {
            Sight::Public => public,
            Sight::Staff => number.or(media.newest().map(|newest| newest.number)),
        };
        let file = wanted.and_then(|number| media.file(number)).cloned();
        Ok(file.map(|file| Held { public: public == Some(file.number), media, file }))
    }

    /// The editions at these stages that show a file, and which version of it.
    async fn shows(
        &self,
        id: MediaId,
        stages: Vec<&'static str>,
    ) -> Result<Vec<(Uuid, u32)>, Error> {
        let rows: Vec<(Uuid, i32)> = media_use::Entity::find()
            .select_only()
            .columns([media_use::Column::Edition, media_use::Column::Number])
            .filter(media_use::Column::Media.eq(id.uuid()))
            .filter(Expr::exists(editions(stages)))
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let row = |(edition, number)| Ok((edition, u32::try_from(number).map_err(damaged)?));
        rows.into_iter().map(row).collect()
    }

    /// Files of the library, the newest first, each with its newest version.
    pub(crate) async fn library(
        &self,
        filter: &MediaFilter,
        after: Option<&MediaPosition>,
        limit: u64,
    ) -> Result<Vec<MediaLine>, Error> {
        let mut query = media::Entity::find();
        query = match filter.retired {
            true => query.filter(media::Column::Retired.is_not_null()),
            false => query.filter(media::Column::Retired.is_null()),
        };
        if let Some(kind) = filter.kind {
            query = query.filter(media::Column::Kind.eq(kind.code()));
        }
        for word in &filter.words {
            query = query.filter(media::Column::Words.like(anywhere(word)));
        }
        if filter.unused {
            query = query.filter(Expr::exists(current_use()).not());
        }
        if let Some(after) = after {
            query = query.filter(after.behind());
        }
        let rows = query
            .order_by_desc(media::Column::Added)
            .order_by_desc(media::Column::Id)
            .limit(limit)
            .all(self.read())
            .await
            .map_err(failed)?;
        self.with_newest(rows).await
    }

    async fn with_newest(&self, rows: Vec<media::Model>) -> Result<Vec<MediaLine>, Error> {
        let mut newest = self.newest_files(rows.iter().map(|row| row.id).collect()).await?;
        rows.into_iter()
            .map(|row| {
                let file = newest.remove(&row.id).ok_or_else(|| damaged("a file without bytes"))?;
                item(row, vec![file])
            })
            .collect()
    }

    async fn newest_files(&self, of: Vec<Uuid>) -> Result<BTreeMap<Uuid, FileVersion>, Error> {
        let rows = media_file::Entity::find()
            .filter(media_file::Column::Media.is_in(of))
            .order_by_asc(media_file::Column::Number)
            .all(self.read())
            .await
            .map_err(failed)?;
        // Numbers ascend, so the last one stays.
        rows.into_iter().map(|row| Ok((row.media, FileVersion::try_from(row)?))).collect()
    }

    /// The editions that show a version of a file and are live or in the making, by address and language.
    pub(crate) async fn uses(&self, id: MediaId) -> Result<Vec<Use>, Error> {
        let shows = self.shows(id, current()).await?;
        type Row = (Uuid, Uuid, String, String, String);
        let rows: Vec<Row> = edition::Entity::find()
            .select_only()
            .columns([
                edition::Column::Id,
                edition::Column::Document,
                edition::Column::Language,
                edition::Column::Title,
                edition::Column::Stage,
            ])
            .filter(edition::Column::Id.is_in(shows.iter().map(|(edition, _)| *edition)))
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let documents = document::Entity::find()
            .filter(document::Column::Id.is_in(rows.iter().map(|row| row.1)))
            .all(self.read())
            .await
            .map_err(failed)?;
        let mut uses = Vec::new();
        for (edition, number) in shows {
            let Some((_, of, code, title, stage)) = rows.iter().find(|row| row.0 == edition) else {
                continue;
            };
            let Some(document) = documents.iter().find(|document| document.id == *of) else {
                continue;
            };
            let stage = Stage::ALL.into_iter().find(|known| known.code() == stage);
            uses.push(Use {
                document: DocumentId::new(*of),
                kind: document.kind.parse().map_err(damaged)?,
                address: document.path.parse().map_err(damaged)?,
                language: language(code)?,
                title: title.clone(),
                stage: stage.ok_or_else(|| damaged("an unknown stage"))?,
                number,
            });
        }
        uses.sort_by(|one, other| {
            (&one.address, one.language, one.number).cmp(&(
                &other.address,
                other.language,
                other.number,
            ))
        });
        Ok(uses)
    }
}

fn counted(file: &mut Media, counts: &BTreeMap<Uuid, i64>) -> Result<(), Error> {
    let count = counts.get(&file.id.uuid());
    let count = count.ok_or_else(|| damaged("a file that nothing can show"))?;
    file.shown = Version::new(*count);
    Ok(())
}

impl Store {
    /// The files that bodies show, each with its newest version alone.
    pub(crate) async fn files_of(
        &self,
        bodies: impl IntoIterator<Item = &Body>,
    ) -> Result<Vec<Media>, Error> {
        let files = bodies.into_iter().flat_map(Body::files);
        let shown: BTreeSet<Uuid> = files.map(|file| file.media.uuid()).collect();
        if shown.is_empty() {
            return Ok(Vec::new());
        }
        // Before the files: one that is retired in between is held at a count that is no longer true.
        let counts = self.times_shown(shown.iter().copied()).await?;
        let rows = media::Entity::find()
            .filter(media::Column::Id.is_in(shown.iter().copied()))
            .all(self.read())
            .await
            .map_err(failed)?;
        let mut files = self.with_newest(rows).await?;
        files.iter_mut().try_for_each(|file| counted(file, &counts))?;
        Ok(files)
    }

    /// How often something that shows a file went live, for whoever is about to decide about it. What shows it is to be
    /// asked after this.
    pub(crate) async fn count(&self, file: &mut Media) -> Result<(), Error> {
        let counts = self.times_shown([file.id.uuid()]).await?;
        counted(file, &counts)
    }

    async fn times_shown(
        &self,
        files: impl IntoIterator<Item = Uuid>,
    ) -> Result<BTreeMap<Uuid, i64>, Error> {
        let counts = media_shown::Entity::find()
            .filter(media_shown::Column::Id.is_in(files))
            .all(self.read())
            .await
            .map_err(failed)?;
        Ok(counts.into_iter().map(|row| (row.id, row.version)).collect())
    }

    /// What became of the files that a body shows.
    pub(crate) async fn fates(&self, body: &Body) -> Result<BTreeMap<MediaId, Fate>, Error> {
        let fate = |media: Media| match (media.retired, media.newest()) {
            (None, Some(newest)) => (media.id, Fate::Newest(newest.number)),
            _ => (media.id, Fate::Retired),
        };
        Ok(self.files_of([body]).await?.into_iter().map(fate).collect())
    }

    /// The smaller pictures made of a version, the narrowest first.
    pub(crate) async fn renditions(
        &self,
        id: MediaId,
        number: u32,
    ) -> Result<Vec<Rendition>, Error> {
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        let rows = media_rendition::Entity::find()
            .filter(media_rendition::Column::Media.eq(id.uuid()))
            .filter(media_rendition::Column::Number.eq(number))
            .order_by_asc(media_rendition::Column::Width)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(Rendition::try_from).collect()
    }
}

/// The editions that show a file, at one of these stages.
fn editions(stages: Vec<&'static str>) -> SelectStatement {
    let mut editions = Query::select();
    editions
        .expr(Expr::val(1))
        .from(edition::Entity)
        .and_where(
            Expr::col((edition::Entity, edition::Column::Id))
                .equals((media_use::Entity, media_use::Column::Edition)),
        )
        .and_where(Expr::col((edition::Entity, edition::Column::Stage)).is_in(stages));
    editions
}

/// Any edition that shows the file and is live or in the making.
fn current_use() -> SelectStatement {
    let mut uses = Query::select();
    uses.expr(Expr::val(1))
        .from(media_use::Entity)
        .and_where(
            Expr::col((media_use::Entity, media_use::Column::Media))
                .equals((media::Entity, media::Column::Id)),
        )
        .and_where(Expr::exists(editions(current())));
    uses
}

/// The stages of editions that are live or in the making.
fn current() -> Vec<&'static str> {
    let current = |stage: &Stage| *stage == Stage::Live || stage.is_in_the_making();
    Stage::ALL.into_iter().filter(current).map(Stage::code).collect()
}

/// Finds a word anywhere. What means something to LIKE means itself.
fn anywhere(word: &str) -> LikeExpr {
    let word = word.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    LikeExpr::new(format!("%{word}%")).escape('\\')
}

pub(super) fn item(row: media::Model, files: Vec<FileVersion>) -> Result<Media, Error> {
    let kind = MediaKind::ALL.into_iter().find(|kind| kind.code() == row.kind);
    Ok(Media {
        id: MediaId::new(row.id),
        kind: kind.ok_or_else(|| damaged("an unknown kind of file"))?,
        name: row.name.parse().map_err(damaged)?,
        about: serde_json::from_value(row.about).map_err(damaged)?,
        added: instant(row.added),
        retired: row.retired.map(instant),
        version: Version::new(row.version),
        shown: Version::FIRST,
        files,
    })
}

impl TryFrom<media_file::Model> for FileVersion {
    type Error = Error;

    fn try_from(row: media_file::Model) -> Result<Self, Error> {
        Ok(Self {
            number: u32::try_from(row.number).map_err(damaged)?,
            file: StoredFile {
                blob: row.blob,
                sha256: row.sha256.parse().map_err(damaged)?,
                mime: row.mime,
                bytes: u64::try_from(row.bytes).map_err(damaged)?,
                pixels: row.pixels.map(serde_json::from_value).transpose().map_err(damaged)?,
                called: row.called,
            },
            by: serde_json::from_value(row.by).map_err(damaged)?,
            at: instant(row.at),
            released: row.released.map(serde_json::from_value).transpose().map_err(damaged)?,
        })
    }
}

impl TryFrom<media_rendition::Model> for Rendition {
    type Error = Error;

    fn try_from(row: media_rendition::Model) -> Result<Self, Error> {
        let form = match row.ending.as_str() {
            "jpg" => Form::Jpeg,
            "png" => Form::Png,
            _ => return Err(damaged("an unknown form of picture")),
        };
        Ok(Self {
            width: u32::try_from(row.width).map_err(damaged)?,
            height: u32::try_from(row.height).map_err(damaged)?,
            form,
            blob: row.blob,
            sha256: row.sha256.parse().map_err(damaged)?,
            bytes: u64::try_from(row.bytes).map_err(damaged)?,
        })
    }
}

/// Which files versions and renditions name.
#[async_trait]
impl NamesBlobs for Store {
    async fn named(&self, ids: &[BlobId]) -> Result<Vec<BlobId>, StoreError> {
        let asked = || ids.iter().map(|id| id.uuid());
        let mut named: Vec<Uuid> = media_file::Entity::find()
            .select_only()
            .column(media_file::Column::Blob)
            .filter(media_file::Column::Blob.is_in(asked()))
            .into_tuple()
            .all(self.read())
            .await?;
        let made: Vec<Uuid> = media_rendition::Entity::find()
            .select_only()
            .column(media_rendition::Column::Blob)
            .filter(media_rendition::Column::Blob.is_in(asked()))
            .into_tuple()
            .all(self.read())
            .await?;
        named.extend(made);
        Ok(named.into_iter().map(BlobId::new).collect())
    }
}
