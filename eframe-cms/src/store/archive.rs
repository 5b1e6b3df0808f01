//! The whole content, out and in.

mod files;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use eframe_core::block::sea_orm::{
    AccessMode, ColumnTrait as _, ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr,
    EntityTrait as _, IntoActiveModel as _, IsolationLevel, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, TransactionOptions, TransactionTrait as _,
};
use eframe_core::block::{instant, stored};
use eframe_core::upload::Shelf;
use eframe_core::{Digest, Version};
use sha2::{Digest as _, Sha256};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use uuid::Uuid;

use super::table::{address, document, edition, media, menu, plan, redirect};
use super::{Store, damaged, failed};
use crate::Error;
use crate::archive::Writer;
use crate::archive::{self, ArchiveError, DocumentLine, EditionLine, Gone, MenuLine, Met, Section};
use crate::model::{Care, DocumentId, Edition, Menu, MenuEntry, Plan, Redirect};
use crate::rules::ContentFile;

/// Of so many documents rows are read at a time.
const DOCUMENTS: u64 = 20;
/// So many lines wait to be written, and go into one statement.
const LINES: usize = 64;

/// Why an export ended before its end.
pub(crate) enum Broken {
    Gone,
    Failed(Error),
}

impl From<Gone> for Broken {
    fn from(_: Gone) -> Self {
        Self::Gone
    }
}

impl From<Error> for Broken {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}

impl From<DbErr> for Broken {
    fn from(error: DbErr) -> Self {
        Self::Failed(failed(error))
    }
}

impl Store {
    /// Whether nothing was ever written here.
    pub(crate) async fn is_empty(&self) -> Result<bool, Error> {
        is_empty(self.read()).await.map_err(failed)
    }

    /// Writes everything as it stands at one moment.
    pub(crate) async fn export(
        &self,
        shelf: Option<&Shelf>,
        out: &mut Writer,
    ) -> Result<(), Broken> {
        let on = self.snapshot().await?;
        let (mut last, mut more) = (None, true);
        while more {
            let rows = documents(&on, last).await?;
            let ids = rows.iter().map(|row| row.id);
            let mut addresses = BTreeMap::<_, Vec<_>>::new();
            for row in address::Entity::find()
                .filter(address::Column::Document.is_in(ids))
                .all(&on)
                .await?
            {
                let path = row.path.parse().map_err(damaged)?;
                let (since, known) = (instant(row.since), row.known);
                let named = archive::Address { path, since, known };
                addresses.entry(row.document).or_default().push(named);
            }
            (last, more) = (rows.last().map(|row| row.id), rows.len() as u64 == DOCUMENTS);
            for row in rows {
                let mut addresses = addresses.remove(&row.id).unwrap_or_default();
                addresses.sort_by(|one, other| one.path.cmp(&other.path));
                let line = document_line(row, addresses)?;
                out.line(Section::Documents, &line).await?;
            }
        }
        editions(&on, out).await?;
        files::write(&on, shelf, out).await?;
        for row in menu::Entity::find().order_by_asc(menu::Column::Name).all(&on).await? {
            let Menu { id, name, version, mut entries } = Menu::try_from(row)?;
            let named = entries.iter().filter_map(MenuEntry::document).collect();
            let there = super::document::known(&on, named).await?;
            // What was thrown away just while somebody set the menu.
            entries.retain(|entry| entry.document().is_none_or(|id| there.contains(&id)));
            out.line(Section::Menus, &MenuLine { id, version, name, entries }).await?;
        }
        plans(&on, out).await?;
        let mut redirects = redirect::Entity::find().all(&on).await?;
        // Databases order text each in their own way.
        redirects.sort_by(|one, other| one.path.cmp(&other.path));
        for row in redirects {
            out.line(Section::Redirects, &Redirect::try_from(row)?).await?;
        }
        Ok(on.commit().await?)
    }

    /// A transaction that sees one moment, however long it takes.
    async fn snapshot(&self) -> Result<DatabaseTransaction, DbErr> {
        let postgres = self.read().get_database_backend() == DatabaseBackend::Postgres;
        let options = match postgres {
            true => TransactionOptions {
                isolation_level: Some(IsolationLevel::RepeatableRead),
                access_mode: Some(AccessMode::ReadOnly),
                ..TransactionOptions::default()
            },
            // A read transaction sees one moment anyway.
            false => TransactionOptions::default(),
        };
        self.read().begin_with_options(options).await
    }
}

async fn is_empty(on: &impl ConnectionTrait) -> Result<bool, DbErr> {
    Ok(document::Entity::find().limit(1).one(on).await?.is_none()
        && media::Entity::find().limit(1).one(on).await?.is_none()
        && menu::Entity::find().limit(1).one(on).await?.is_none()
        && redirect::Entity::find().limit(1).one(on).await?.is_none())
}

async fn documents(
    on: &DatabaseTransaction,
    after: Option<uuid::Uuid>,
) -> Result<Vec<document::Model>, DbErr> {
    let mut query = document::Entity::find();
    if let Some(after) = after {
        query = query.filter(document::Column::Id.gt(after));
    }
    query.order_by_asc(document::Column::Id).limit(DOCUMENTS).all(on).await
}

async fn editions(on: &DatabaseTransaction, out: &mut Writer) -> Result<(), Broken> {
    let mut last = None;
    loop {
        let of = documents(on, last).await?;
        let Some(end) = of.last() else { return Ok(()) };
        last = Some(end.id);
        let mut rows = edition::Entity::find()
            .filter(edition::Column::Document.is_in(of.iter().map(|row| row.id)))
            .all(on)
            .await?;
        rows.sort_by(|one, other| {
            let place = |row: &edition::Model| (row.document, row.language.clone(), row.number);
            place(one).cmp(&place(other))
        });
        for row in rows {
            let line = EditionLine::from(Edition::try_from(row)?);
            out.line(Section::Editions, &line).await?;
        }
    }
}

/// Those that are open; what became of the others is in the audit log.
async fn plans(on: &DatabaseTransaction, out: &mut Writer) -> Result<(), Broken> {
    let open = plan::Column::State.is_in(super::plan::OPEN);
    let rows = plan::Entity::find().filter(open).all(on).await?;
    let mut plans = rows.into_iter().map(super::plan::read).collect::<Result<Vec<_>, _>>()?;
    plans.sort_by_cached_key(|plan| {
        (plan.document, plan.language.code().to_owned(), plan.act.code())
    });
    for plan in plans {
        out.line(Section::Plans, &plan).await?;
    }
    Ok(())
}

fn document_line(
    row: document::Model,
    addresses: Vec<archive::Address>,
) -> Result<DocumentLine, Error> {
    Ok(DocumentLine {
        id: DocumentId::new(row.id),
        version: Version::new(row.version),
        kind: row.kind.parse().map_err(damaged)?,
        parent: row.parent.map(DocumentId::new),
        position: row.position,
        path: row.path.parse().map_err(damaged)?,
        day: row.day.as_deref().map(str::parse).transpose().map_err(damaged)?,
        changed: row.changed.map(instant),
        care: super::care::read(row.office, row.person, row.review_by)?,
        addresses,
    })
}

impl TryFrom<redirect::Model> for Redirect {
    type Error = Error;

    fn try_from(row: redirect::Model) -> Result<Self, Error> {
        Ok(Self {
            path: row.path.parse().map_err(damaged)?,
            target: row.target.parse().map_err(damaged)?,
            since: instant(row.since),
        })
    }
}

/// Reads an archive from the disk, and says what its bytes come to.
pub(crate) fn walk(
    path: &Path,
    meet: &mut dyn FnMut(Met) -> Result<(), String>,
) -> Result<Digest, ArchiveError> {
    let file = File::open(path).map_err(ArchiveError::Disk)?;
    let mut file = BufReader::new(Hashed { file, hash: Sha256::new() });
    archive::read(&mut file, meet)?;
    Ok(Digest::new(file.into_inner().hash.finalize().into()))
}

struct Hashed {
    file: File,
    hash: Sha256,
}

impl Read for Hashed {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.file.read(into)?;
        self.hash.update(&into[..read]);
        Ok(read)
    }
}

/// Writes what an archive holds into tables that hold nothing. The file is read again as it was checked, so memory holds
/// some lines of it; should it be another by now, the transaction comes to nothing.
pub(super) async fn bring_in(on: &DatabaseTransaction, file: &ContentFile) -> Result<(), DbErr> {
    if !is_empty(on).await? {
        return Err(DbErr::Custom("content came in meanwhile".to_owned()));
    }
    let (found, mut met) = mpsc::channel(LINES);
    let path = file.path.clone();
    let reading = spawn_blocking(move || {
        walk(&path, &mut |met| match met {
            // Their bytes are kept by now.
            Met::File(..) => Ok(()),
            met => found.blocking_send(met).map_err(|_| "nobody listens".to_owned()),
        })
    });
    let mut lines = Vec::new();
    while met.recv_many(&mut lines, LINES).await > 0 {
        insert(on, std::mem::take(&mut lines), &file.blobs).await?;
    }
    let broken = |what: String| DbErr::Custom(format!("the archive: {what}"));
    let read = reading.await.map_err(|error| broken(error.to_string()))?;
    match read.map_err(|error| broken(error.to_string()))? {
        digest if digest == file.sha256 => Ok(()),
        _ => Err(broken("it was changed while it was read".to_owned())),
    }
}

async fn insert(
    on: &DatabaseTransaction,
    lines: Vec<Met>,
    blobs: &BTreeMap<Digest, Uuid>,
) -> Result<(), DbErr> {
    let (mut documents, mut addresses, mut editions) = (Vec::new(), Vec::new(), Vec::new());
    let (mut menus, mut plans, mut redirects) = (Vec::new(), Vec::<Plan>::new(), Vec::new());
    for line in lines {
        match line {
            Met::Document(line) => {
                let document = line.id.uuid();
                addresses.extend(line.addresses.iter().map(|named| {
                    let (path, since) = (named.path.to_string(), stored(named.since));
                    let known = named.known && line.changed.is_some();
                    address::Model { path, document, since, known }.into_active_model()
                }));
                documents.push(document_row(&line)?.into_active_model());
            }
            Met::Edition(line) => {
                editions.push(Edition::from(*line));
            }
            Met::File(..) => {}
            Met::Media(line) => files::insert(on, *line, blobs).await?,
            Met::Menu(MenuLine { id, version, name, entries }) => {
                let entries = serde_json::to_value(entries).map_err(super::apply::json)?;
                let (id, version, name) = (id.uuid(), version.get(), name.to_string());
                menus.push(menu::Model { id, version, name, entries }.into_active_model());
            }
            Met::Plan(plan) => plans.push(*plan),
            Met::Redirect(Redirect { path, target, since }) => {
                let (path, target, since) = (path.into(), target.into(), stored(since));
                redirects.push(redirect::Model { path, target, since }.into_active_model());
            }
        }
    }
    // Of nothing there is no statement to make.
    if !documents.is_empty() {
        document::Entity::insert_many(documents).exec_without_returning(on).await?;
    }
    for some in addresses.chunks(1_000) {
        address::Entity::insert_many(some.to_vec()).exec_without_returning(on).await?;
    }
    if !editions.is_empty() {
        let rows = editions.iter().map(edition::Model::try_from).collect::<Result<Vec<_>, _>>()?;
        let rows = rows.into_iter().map(|row| row.into_active_model());
        edition::Entity::insert_many(rows).exec_without_returning(on).await?;
    }
    for edition in &editions {
        super::link::keep(on, edition).await?;
        super::search::keep(on, edition).await?;
        super::apply::shown(on, edition).await?;
    }
    if !menus.is_empty() {
        menu::Entity::insert_many(menus).exec_without_returning(on).await?;
    }
    for plan in &plans {
        super::plan::write(on, plan).await?;
    }
    if !redirects.is_empty() {
        redirect::Entity::insert_many(redirects).exec_without_returning(on).await?;
    }
    Ok(())
}

fn document_row(line: &DocumentLine) -> Result<document::Model, DbErr> {
    let Care { office, person, review_by } = line.care.clone();
    Ok(document::Model {
        id: line.id.uuid(),
        version: line.version.get(),
        kind: line.kind.code().to_owned(),
        parent: line.parent.map(DocumentId::uuid),
        position: line.position,
        slug: line.path.slug().to_string(),
        path: line.path.to_string(),
        day: line.day.map(|day| day.to_string()),
        changed: line.changed.map(stored),
        office,
        person: person.map(serde_json::to_value).transpose().map_err(super::apply::json)?,
        review_by: review_by.map(|day| day.to_string()),
    })
}
