mod take;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use bytes::Bytes;
use eframe_core::{Actor, Caller, Language, Version};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::Cms;
use super::library::is_certain;
use crate::archive::{ArchiveError, DocumentLine, Met, Writer};
use crate::model::{Kind, OldPath};
use crate::permission::{EXPORT, IMPORT};
use crate::rules::{self, Brought, ContentFile, RedirectGround};
use crate::store::{Broken, walk};
use crate::{Error, Refusal};

/// So many parts of an archive wait for whoever takes it.
const WAITING: usize = 4;

/// An archive of the whole content as it is written: part after part, to its end or to an error.
pub struct Export {
    parts: mpsc::Receiver<Result<Bytes, Error>>,
}

/// Why content did not come in from a file.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BringInError {
    /// The file is not as an export writes it.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The rule, or the database, said no.
    #[error(transparent)]
    Cms(#[from] Error),
}

impl Export {
    /// The next bytes; nothing at the end. After an error nothing comes, and what came before is no archive.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        self.parts.recv().await
    }
}

impl Cms {
    /// Everything there is, as it stands at this moment, as one archive: documents with all their editions and
    /// addresses, files, menus, what is planned, redirects. The same content gives the same bytes.
    ///
    /// # Errors
    /// [`Refusal::Denied`] for those who may not; a failure to read comes among the parts.
    pub async fn export(&self, actor: &Actor) -> Result<Export, Error> {
        actor.require(EXPORT)?;
        let (out, parts) = mpsc::channel(WAITING);
        let (store, shelf) = (self.store().clone(), self.shelf().ok().cloned());
        tokio::spawn(async move {
            let Ok(mut writer) = Writer::begin(out).await else { return };
            match store.export(shelf.as_ref(), &mut writer).await {
                // Whoever took it may go before the end: that is their affair.
                Ok(()) => drop(writer.end().await),
                Err(Broken::Failed(error)) => writer.fail(error).await,
                Err(Broken::Gone) => {}
            }
        });
        Ok(Export { parts })
    }

    /// Brings in what [`export`](Self::export) wrote elsewhere, into a site that has no content yet. The file is read
    /// and checked to its end before anything is written, and then all of it comes in, in one commit.
    ///
    /// The file names people as they were named when it was written. A host that keeps a list of those who were erased since
    /// says before and after that they may come in, [`House::expect_again`](eframe_core::personal::House::expect_again), and applies
    /// the list then: [`House::reapply`](eframe_core::personal::House::reapply).
    ///
    /// # Errors
    /// [`BringInError::Archive`] with the line that is wrong; [`Refusal::NotEmpty`] where there is content.
    pub async fn bring_in(&self, caller: &Caller, file: &Path) -> Result<Brought, BringInError> {
        caller.actor.require(IMPORT).map_err(Error::from)?;
        if !self.is_empty().await? {
            return Err(Error::from(Refusal::NotEmpty).into());
        }
        let (cms, path) = (self.clone(), file.to_owned());
        let read = spawn_blocking(move || cms.check_file(&path)).await;
        let mut file = read.map_err(|error| ArchiveError::Disk(std::io::Error::other(error)))??;
        file.blobs = self.take_files(&file).await?;
        let world = self.store().database().world();
        let done: Result<Brought, Error> = self
            .store()
            .database()
            .decide(caller, || async {
                let (tree, is_empty) = (self.store().tree().await?, self.is_empty().await?);
                let (ids, actor, now) = (&*world.ids, &caller.actor, world.now());
                Ok(rules::bring_in(file.clone(), is_empty, tree, ids, actor, now)?)
            })
            .await;
        if done.as_ref().is_err_and(is_certain) {
            self.drop_files(&file.blobs).await;
        }
        Ok(done?)
    }

    /// Whether nothing was ever written here, not even a draft.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn is_empty(&self) -> Result<bool, Error> {
        self.store().is_empty().await
    }

    fn is_spoken(&self, language: Language) -> Result<(), String> {
        match self.languages().contains(&language) {
            true => Ok(()),
            false => Err(format!("this site does not speak {language}")),
        }
    }

    /// No page stands where something else of this site answers.
    fn has_room(&self, document: &DocumentLine) -> Result<(), String> {
        let place = self.place(Version::FIRST, None);
        let first = document.path.first_segment();
        if document.kind != Kind::Page {
            return Ok(());
        }
        match place.free(first) {
            Ok(()) => Ok(()),
            Err(Refusal::NamesLanguage(_)) => Err(format!(
                "/{first} is the site in one of its languages: no page can stand there"
            )),
            Err(_) => Err(format!("/{first} belongs to the site itself: no page can stand there")),
        }
    }

    /// Reads a file to its end, and holds it against what only this site knows.
    fn check_file(&self, path: &Path) -> Result<ContentFile, ArchiveError> {
        let mut holds = Brought::default();
        let (mut addresses, mut redirects) = (BTreeSet::new(), BTreeMap::new());
        let sha256 = walk(path, &mut |met| {
            match met {
                Met::Document(document) => {
                    self.has_room(&document)?;
                    addresses.extend(document.addresses.into_iter().map(|named| named.path));
                    holds.documents += 1;
                }
                Met::Edition(edition) => {
                    self.is_spoken(edition.language)?;
                    holds.editions += 1;
                }
                Met::File(..) => {}
                Met::Media(_) => holds.media += 1,
                Met::Menu(_) => holds.menus += 1,
                Met::Plan(plan) => {
                    self.is_spoken(plan.language)?;
                    holds.plans += 1;
                }
                Met::Redirect(redirect) => {
                    redirects.insert(redirect.path, redirect.target);
                    holds.redirects += 1;
                }
            }
            Ok(())
        })?;
        let languages = self.languages().iter().map(|language| language.code().to_owned());
        let ground = RedirectGround {
            tree: Version::FIRST,
            redirects: BTreeMap::new(),
            addresses,
            reserved: &self.inner.reserved,
            beside: languages.chain(self.rooms_beside()).collect(),
        };
        if let Some((at, why)) = rules::brought_fault(&redirects, &ground) {
            let path = redirects.keys().nth(at).map(OldPath::as_str).unwrap_or_default();
            let why = self.presentation().message(Language::EN, why, &[]);
            return Err(ArchiveError::Damaged(format!("the old address {path}: {why}")));
        }
        Ok(ContentFile { path: path.to_owned(), sha256, holds, blobs: BTreeMap::new() })
    }
}
