use std::collections::{BTreeMap, BTreeSet};

use eframe_core::block::sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait as _,
    QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use eframe_core::block::{instant, stored};
use eframe_core::{Language, Timestamp, Version};
use uuid::Uuid;

use super::table::{address, document, edition, menu, tree};
use super::{Store, damaged, failed, language};
use crate::Error;
use crate::model::{Address, Document, DocumentId, Edition, Kind, Slug, Stage, Strand};
use crate::rules::{Reach, Sight, THE_TREE};

/// What an import finds already there.
#[derive(Debug, Default)]
pub(crate) struct Ground {
    pub(crate) taken: BTreeMap<Address, DocumentId>,
    pub(crate) menus: BTreeSet<Slug>,
}

impl Store {
    /// The document with every edition that is in sight: in each language the live one and, for staff, the
    /// one in the making.
    pub(crate) async fn document(
        &self,
        id: DocumentId,
        sight: Sight,
    ) -> Result<Option<Document>, Error> {
        let row = document::Entity::find_by_id(id.uuid()).one(self.read()).await.map_err(failed)?;
        let Some(row) = row else { return Ok(None) };
        let strands = self.strands(id, sight).await?;
        let plans = match sight {
            Sight::Staff => self.open_plans(Some(id)).await?,
            Sight::Public => Vec::new(),
        };
        Ok(Some(Document { strands, plans, ..bare(row)? }))
    }

    /// The document that this address belongs to, now or once. To the public it does once something was live there.
    pub(crate) async fn whose(
        &self,
        address: &Address,
        sight: Sight,
    ) -> Result<Option<DocumentId>, Error> {
        let row = address::Entity::find_by_id(address.to_string()).one(self.read()).await;
        let row = row.map_err(failed)?.filter(|row| row.known || sight == Sight::Staff);
        Ok(row.map(|row| DocumentId::new(row.document)))
    }

    /// The addresses at which the public knows these documents, the newest first.
    pub(crate) async fn known_at(
        &self,
        documents: &[Document],
    ) -> Result<BTreeMap<DocumentId, Vec<Address>>, Error> {
        let mut known = BTreeMap::<DocumentId, Vec<Address>>::new();
        let rows = address::Entity::find()
            .filter(address::Column::Document.is_in(documents.iter().map(|one| one.id.uuid())))
            .filter(address::Column::Known.eq(true))
            .order_by_desc(address::Column::Since)
            .order_by_asc(address::Column::Path)
            .all(self.read())
            .await
            .map_err(failed)?;
        for row in rows {
            let address = row.path.parse().map_err(damaged)?;
            known.entry(DocumentId::new(row.document)).or_default().push(address);
        }
        Ok(known)
    }

    async fn strands(
        &self,
        id: DocumentId,
        sight: Sight,
    ) -> Result<BTreeMap<Language, Strand>, Error> {
        let mut strands = BTreeMap::<Language, Strand>::new();
        if sight == Sight::Staff {
            for (code, last, revision) in self.counts(id).await? {
                let strand = strands.entry(language(&code)?).or_default();
                strand.last = u32::try_from(last).map_err(damaged)?;
                strand.revision = Version::new(revision);
            }
        }
        let current = Stage::ALL
            .into_iter()
            .filter(|&stage| stage == Stage::Live || stage.is_in_the_making())
            .filter(|&stage| sight.shows(stage));
        let rows = edition::Entity::find()
            .filter(edition::Column::Document.eq(id.uuid()))
            .filter(edition::Column::Stage.is_in(current.map(Stage::code)))
            .all(self.read())
            .await
            .map_err(failed)?;
        for row in rows {
            hang(&mut strands, Edition::try_from(row)?);
        }
        Ok(strands)
    }

    /// All that stands at this address or below it, each with what is live or approved of it.
    pub(crate) async fn subtree(&self, top: &Address) -> Result<Vec<Document>, Error> {
        let at = document::Column::Path.eq(top.as_str());
        let below = document::Column::Path.like(format!("{top}/%"));
        let rows = document::Entity::find()
            .filter(Condition::any().add(at).add(below))
            .order_by_asc(document::Column::Path)
            .all(self.read())
            .await
            .map_err(failed)?;
        let ids = rows.iter().map(|row| row.id).collect::<Vec<_>>();
        let mut strands = BTreeMap::<Uuid, BTreeMap<Language, Strand>>::new();
        // Both databases limit how many values a statement takes.
        for some in ids.chunks(500) {
            let stages = [Stage::Live, Stage::Approved].map(Stage::code);
            let editions = edition::Entity::find()
                .filter(edition::Column::Document.is_in(some.iter().copied()))
                .filter(edition::Column::Stage.is_in(stages))
                .all(self.read())
                .await
                .map_err(failed)?;
            for row in editions {
                hang(strands.entry(row.document).or_default(), Edition::try_from(row)?);
            }
        }
        let whole = |row: document::Model| {
            let strands = strands.remove(&row.id).unwrap_or_default();
            Ok(Document { strands, ..bare(row)? })
        };
        rows.into_iter().map(whole).collect()
    }

    /// By language the newest number and revision, those of withdrawn editions included.
    async fn counts(&self, id: DocumentId) -> Result<Vec<(String, i32, i64)>, Error> {
        edition::Entity::find()
            .select_only()
            .column(edition::Column::Language)
            .column_as(edition::Column::Number.max(), "last")
            .column_as(edition::Column::Revision.max(), "revision")
            .filter(edition::Column::Document.eq(id.uuid()))
            .group_by(edition::Column::Language)
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)
    }

    /// The version of the tree's shape.
    pub(crate) async fn tree(&self) -> Result<Version, Error> {
        let row = tree::Entity::find_by_id(THE_TREE).one(self.read()).await.map_err(failed)?;
        row.map(|row| Version::new(row.version)).ok_or_else(|| damaged("the tree is gone"))
    }

    /// All of a kind that stand below a page, or below none, in their order: at most so many.
    pub(crate) async fn siblings(
        &self,
        kind: Kind,
        parent: Option<DocumentId>,
        limit: u64,
    ) -> Result<Vec<Document>, Error> {
        let below = match parent {
            Some(id) => document::Column::Parent.eq(id.uuid()),
            None => document::Column::Parent.is_null(),
        };
        let rows = document::Entity::find()
            .filter(document::Column::Kind.eq(kind.code()))
            .filter(below)
            .order_by_asc(document::Column::Position)
            .order_by_asc(document::Column::Id)
            .limit(limit)
            .all(self.read())
            .await
            .map_err(failed)?;
        rows.into_iter().map(bare).collect()
    }

    /// How many levels the subtree at this address has, itself included.
    pub(crate) async fn levels(&self, top: &Address) -> Result<usize, Error> {
        let paths: Vec<String> = document::Entity::find()
            .select_only()
            .column(document::Column::Path)
            .filter(document::Column::Path.like(format!("{top}/%")))
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        let level = |path: &String| path.matches('/').count();
        let deepest = paths.iter().map(level).max().unwrap_or(top.level());
        Ok(deepest - top.level() + 1)
    }

    /// What stands at each of these addresses, by what is in the making there and what is live.
    pub(crate) async fn reaches(
        &self,
        addresses: impl IntoIterator<Item = Address>,
    ) -> Result<BTreeMap<Address, Reach>, Error> {
        let wanted = addresses.into_iter().map(String::from).collect::<Vec<_>>();
        let mut found = BTreeMap::new();
        // Both databases limit how many values a statement takes.
        for some in wanted.chunks(500) {
            let named = address::Entity::find()
                .filter(address::Column::Path.is_in(some))
                .all(self.read())
                .await
                .map_err(failed)?;
            let ids = named.iter().map(|row| row.document).collect::<Vec<_>>();
            let stages = self.stages_of(ids).await?;
            let stand = self.stand(some).await?;
            for row in named {
                // A draft stood there and moved on: nobody is led from there.
                if !row.known && !stand.contains(&row.path) {
                    continue;
                }
                let stands =
                    |stage: Stage| stages.contains(&(row.document, stage.code().to_owned()));
                let mut making = Stage::ALL.into_iter().filter(|stage| stage.is_in_the_making());
                let reach = if stands(Stage::Live) {
                    Reach::Live
                } else if making.any(stands) {
                    Reach::Coming
                } else {
                    Reach::Gone
                };
                found.insert(row.path.parse().map_err(damaged)?, reach);
            }
        }
        Ok(found)
    }

    /// Those of these paths at which a document stands.
    async fn stand(&self, paths: &[String]) -> Result<BTreeSet<String>, Error> {
        let rows: Vec<String> = document::Entity::find()
            .select_only()
            .column(document::Column::Path)
            .filter(document::Column::Path.is_in(paths))
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        Ok(rows.into_iter().collect())
    }

    /// The stages at which these documents have an edition.
    async fn stages_of(&self, documents: Vec<Uuid>) -> Result<BTreeSet<(Uuid, String)>, Error> {
        let rows: Vec<(Uuid, String)> = edition::Entity::find()
            .select_only()
            .columns([edition::Column::Document, edition::Column::Stage])
            .distinct()
            .filter(edition::Column::Document.is_in(documents))
            .into_tuple()
            .all(self.read())
            .await
            .map_err(failed)?;
        Ok(rows.into_iter().collect())
    }

    /// Those of these documents that exist.
    pub(crate) async fn known(&self, ids: Vec<DocumentId>) -> Result<BTreeSet<DocumentId>, Error> {
        known(self.read(), ids).await.map_err(failed)
    }

    /// Which of these addresses are taken, and the menus that are set.
    pub(crate) async fn ground(&self, addresses: Vec<String>) -> Result<Ground, Error> {
        let mut ground = Ground::default();
        // Both databases limit how many values a statement takes.
        for some in addresses.chunks(500) {
            let rows = address::Entity::find()
                .filter(address::Column::Path.is_in(some))
                .all(self.read())
                .await
                .map_err(failed)?;
            for row in rows {
                let address = row.path.parse().map_err(damaged)?;
                ground.taken.insert(address, DocumentId::new(row.document));
            }
        }
        let menus = menu::Entity::find().all(self.read()).await.map_err(failed)?;
        for menu in menus {
            ground.menus.insert(menu.name.parse().map_err(damaged)?);
        }
        Ok(ground)
    }
}

/// Those of these documents that exist.
pub(super) async fn known(
    on: &impl ConnectionTrait,
    ids: Vec<DocumentId>,
) -> Result<BTreeSet<DocumentId>, DbErr> {
    let found: Vec<Uuid> = document::Entity::find()
        .select_only()
        .column(document::Column::Id)
        .filter(document::Column::Id.is_in(ids.into_iter().map(DocumentId::uuid)))
        .into_tuple()
        .all(on)
        .await?;
    Ok(found.into_iter().map(DocumentId::new).collect())
}

/// Puts an edition that is live or in the making into the strand of its language.
fn hang(strands: &mut BTreeMap<Language, Strand>, edition: Edition) {
    let strand = strands.entry(edition.language).or_default();
    strand.last = strand.last.max(edition.number);
    strand.revision = strand.revision.max(edition.revision);
    match edition.state.stage() {
        Stage::Live => strand.live = Some(edition),
        _ => strand.draft = Some(edition),
    }
}

/// Siblings have these positions from now on. The public sees their list anew.
pub(super) async fn arrange(
    on: &DatabaseTransaction,
    moved: &[(DocumentId, i32)],
    at: Timestamp,
) -> Result<(), DbErr> {
    for (id, position) in moved {
        document::Entity::update_many()
            .col_expr(document::Column::Position, (*position).into())
            .filter(document::Column::Id.eq(id.uuid()))
            .exec(on)
            .await?;
    }
    let ids = moved.iter().map(|(id, _)| id.uuid());
    document::Entity::update_many()
        .col_expr(document::Column::Changed, stored(at).into())
        .filter(document::Column::Id.is_in(ids))
        .filter(document::Column::Changed.is_not_null())
        .exec(on)
        .await?;
    Ok(())
}

/// A document without what it says.
pub(super) fn bare(row: document::Model) -> Result<Document, Error> {
    Ok(Document {
        id: DocumentId::new(row.id),
        kind: row.kind.parse().map_err(damaged)?,
        parent: row.parent.map(DocumentId::new),
        position: row.position,
        slug: row.slug.parse().map_err(damaged)?,
        address: row.path.parse().map_err(damaged)?,
        changed: row.changed.map(instant),
        version: Version::new(row.version),
        care: super::care::read(row.office, row.person, row.review_by)?,
        plans: Vec::new(),
        strands: BTreeMap::new(),
    })
}
