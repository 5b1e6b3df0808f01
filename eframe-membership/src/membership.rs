//! The handle: one method for each thing a person does, one for each question.

mod applications;
mod build;
mod cases;
mod directory;
mod fees;
mod figures;
mod files;
mod follow;
mod import;
mod meetings;
mod members;
mod personal;
mod recount;
mod register;
mod terms;
mod votes;
mod waiting;

use std::sync::Arc;

use eframe_core::cache::PageCache;
use eframe_core::directory::ContactDirectory;
use eframe_core::mail::Address;
use eframe_core::upload::Shelf;
use eframe_core::{Actor, Language, Mount, OrganisationId, Permission, Presentation, Timestamp};
use jiff::civil::Date;

pub use build::MembershipBuilder;
pub use cases::CaseLine;
pub(crate) use cases::Inbox;
pub(crate) use directory::Tally;
pub use fees::AskedFees;
pub use follow::Followed;
pub(crate) use meetings::typed;
pub use recount::{Recounted, WrongCount};
pub use register::{Certified, Explained, Wanted};
pub use votes::Voting;
pub(crate) use waiting::Counted;
pub use waiting::Waiting;

use crate::Error;
use crate::model::{Charter, EntryId};
use crate::rules::Given;
use crate::store::Store;
use crate::throttle::Tries;

/// The membership of one organisation of organisations. Cheap to clone: all clones are one.
///
/// Each method loads what a rule needs, lets it decide, and makes the decision real in one transaction. Who asks
/// stands in the first argument; nothing is told or done past the [policy](crate::rules::Sight).
#[derive(Clone)]
pub struct Membership {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    charter: Charter,
    mount: Mount,
    presentation: Presentation,
    cache: PageCache,
    shelf: Option<Shelf>,
    secretariat: Option<(Address, Language)>,
    people: Option<String>,
    contacts: Option<Arc<dyn ContactDirectory>>,
    invites: Option<(Vec<Permission>, String)>,
    tries: Tries,
    tally: Tally,
}

/// What codes are made of: letters and digits that nobody mistakes for others (RFC 4648, section 6).
const CODE: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

impl Membership {
    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    /// The charter whose rules hold here.
    pub fn charter(&self) -> &Charter {
        &self.inner.charter
    }

    /// Where the block is mounted.
    pub(crate) fn mount(&self) -> &Mount {
        &self.inner.mount
    }

    /// What pages are made with.
    pub(crate) fn presentation(&self) -> &Presentation {
        &self.inner.presentation
    }

    /// Where public pages are kept.
    pub(crate) fn cache(&self) -> &PageCache {
        &self.inner.cache
    }

    /// Where documents are kept.
    ///
    /// # Errors
    /// [`Error::NotFound`] where the host keeps none.
    pub(crate) fn shelf(&self) -> Result<&Shelf, Error> {
        self.inner.shelf.as_ref().ok_or(Error::NotFound)
    }

    /// Where the Secretariat gets mail, if it does.
    pub(crate) fn secretariat(&self) -> Option<&(Address, Language)> {
        self.inner.secretariat.as_ref()
    }

    /// Where somebody finds the people of their organisation.
    pub(crate) fn people(&self) -> Option<&str> {
        self.inner.people.as_deref()
    }

    /// Who acts for organisations, where the host tells.
    pub(crate) fn contacts(&self) -> Option<&dyn ContactDirectory> {
        self.inner.contacts.as_deref()
    }

    /// Where this actor invites somebody for an organisation, if they may.
    pub(crate) fn invites(&self, actor: &Actor, organisation: OrganisationId) -> Option<String> {
        let (any_of, address) = self.inner.invites.as_ref()?;
        let may = any_of.iter().any(|&one| actor.may_for(one, organisation));
        may.then(|| address.replace("{organisation}", &organisation.to_string()))
    }

    /// Now, by the database's clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.store().database().world().now()
    }

    /// Today in the charter's zone.
    pub(crate) fn today(&self) -> Date {
        self.charter().day(self.now())
    }

    /// The languages the site is written in, its first one first.
    pub fn languages(&self) -> &[Language] {
        self.inner.presentation.languages()
    }

    /// Chance for one decision.
    pub(crate) fn given(&self) -> Given {
        let world = self.store().database().world();
        let mut bytes = [0; 10];
        world.random.fill(&mut bytes);
        Given {
            id: world.ids.next(),
            second: world.ids.next(),
            entry: EntryId::new(world.ids.next()),
            code: bytes.map(|byte| char::from(CODE[usize::from(byte % 32)])).iter().collect(),
        }
    }
}

impl std::fmt::Debug for Membership {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Membership").field("mount", &self.inner.mount).finish_non_exhaustive()
    }
}
