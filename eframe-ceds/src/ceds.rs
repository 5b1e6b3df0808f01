//! The handle: one method for each thing a person does, one for each question.

mod answers;
mod assessments;
mod build;
mod evidence;
mod known;
mod personal;
mod recount;
mod reports;
mod roadmap;
mod rounds;
mod waiting;

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use eframe_core::cache::PageCache;
use eframe_core::directory::{ContactDirectory, MemberDirectory};
use eframe_core::mail::Address;
use eframe_core::upload::Shelf;
use eframe_core::{
    Actor, Caller, Decision, Denied, Digest, Language, Mount, OrganisationId, Permission,
    Presentation, Timestamp,
};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use answers::{AskedQuestion, Section};
pub use assessments::{AssessmentLine, Teammate};
pub use build::CedsBuilder;
pub use known::KnownCity;
pub use recount::{Recounted, WrongScores};
pub use reports::{PastRound, Reckoned};
pub use roadmap::Planned;
pub use waiting::Waiting;

use crate::model::Edition;
use crate::rules::{Chance, Change};
use crate::store::{Store, damaged};
use crate::{Error, Modules};

/// The diagnosis of many cities: rounds, assessments, what came of them, how they compare. Cheap to clone: all clones
/// are one.
///
/// Each method loads what a rule needs, lets it decide, and makes the decision real in one transaction. Who asks stands in
/// the first argument; nothing is told or done past the [policy](crate::rules::Sight).
#[derive(Clone)]
pub struct Ceds {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    mount: Mount,
    presentation: Presentation,
    cache: PageCache,
    shelf: Option<Shelf>,
    zone: TimeZone,
    contacts: Option<Arc<dyn ContactDirectory>>,
    members: Option<Arc<dyn MemberDirectory>>,
    secretariat: Option<(Address, Language)>,
    invites: Option<(Vec<Permission>, String)>,
    /// Those that the host brings, in its order.
    brought: Vec<Arc<Edition>>,
    /// What can be built, for some editions.
    modules: Vec<Arc<Modules>>,
    /// Searches for roadmaps take turns.
    searches: roadmap::Searches,
    /// Those that were read, by the hash of their documents. They never change.
    editions: RwLock<HashMap<Digest, Arc<Edition>>>,
}

/// So many editions are kept ready besides those that the host brings.
const MOST_READY: usize = 32;

impl Ceds {
    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    /// Where the block is mounted.
    pub fn mount(&self) -> &Mount {
        &self.inner.mount
    }

    /// What pages are made with.
    pub fn presentation(&self) -> &Presentation {
        &self.inner.presentation
    }

    /// Where public pages are kept.
    pub(crate) fn cache(&self) -> &PageCache {
        &self.inner.cache
    }

    /// Where evidence is kept.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the host keeps none.
    pub fn shelf(&self) -> Result<&Shelf, Error> {
        self.inner.shelf.as_ref().ok_or(Error::NotFound)
    }

    /// Who acts for organisations, where the host tells.
    pub(crate) fn contacts(&self) -> Option<&dyn ContactDirectory> {
        self.inner.contacts.as_deref()
    }

    /// Where the Secretariat gets mail, and in which language.
    pub(crate) fn secretariat(&self) -> Option<&(Address, Language)> {
        self.inner.secretariat.as_ref()
    }

    /// Where this actor invites somebody for an organisation, if they may.
    pub fn invites(&self, actor: &Actor, organisation: OrganisationId) -> Option<String> {
        let (any_of, address) = self.inner.invites.as_ref()?;
        let may = any_of.iter().any(|&one| actor.may_for(one, organisation));
        may.then(|| address.replace("{organisation}", &organisation.to_string()))
    }

    /// Now, by the database's clock.
    pub fn now(&self) -> Timestamp {
        self.store().database().world().now()
    }

    /// Today in the zone of the rounds.
    pub fn today(&self) -> Date {
        self.inner.zone.to_datetime(self.now()).date()
    }

    /// The zone in which rounds open and close.
    pub fn zone(&self) -> &TimeZone {
        &self.inner.zone
    }

    /// Chance for one decision.
    pub(crate) fn chance(&self) -> Chance {
        let ids = &self.store().database().world().ids;
        Chance { id: ids.next(), second: ids.next() }
    }

    /// The edition that this document says.
    ///
    /// # Errors
    /// [`Error::NotFound`] where it is not kept.
    pub async fn edition(&self, sha256: Digest) -> Result<Arc<Edition>, Error> {
        if let Some(edition) = self.ready(sha256) {
            return Ok(edition);
        }
        let kept = self.store().document(sha256).await?.ok_or(Error::NotFound)?;
        // A large document takes a while to check.
        let read =
            tokio::task::spawn_blocking(move || Edition::read("kept", &kept.text, kept.format));
        let edition = Arc::new(read.await.map_err(damaged)?.map_err(damaged)?);
        if edition.sha256() != sha256 {
            return Err(damaged("a document is not what its hash says"));
        }
        let mut known = self.inner.editions.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_READY {
            known.clear();
        }
        known.insert(sha256, Arc::clone(&edition));
        Ok(edition)
    }

    fn ready(&self, sha256: Digest) -> Option<Arc<Edition>> {
        let brought = self.inner.brought.iter().find(|one| one.sha256() == sha256).cloned();
        brought.or_else(|| {
            let known = self.inner.editions.read().unwrap_or_else(PoisonError::into_inner);
            known.get(&sha256).cloned()
        })
    }

    /// Loads, decides and commits; again when something moved on in between.
    pub(crate) async fn decide<T, F, Attempt>(
        &self,
        caller: &Caller,
        attempt: F,
    ) -> Result<T, Error>
    where
        T: Serialize + DeserializeOwned,
        F: FnMut() -> Attempt,
        Attempt: Future<Output = Result<Decision<Change, T>, Error>>,
    {
        self.store().database().decide(caller, attempt).await
    }
}

/// What somebody is told of what they may not know of.
pub(crate) fn hidden(actor: &Actor) -> Error {
    if actor.is_anonymous() { Denied::SignIn.into() } else { Error::NotFound }
}

impl std::fmt::Debug for Ceds {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Ceds").field("mount", &self.inner.mount).finish_non_exhaustive()
    }
}
