//! The handle: one method for each thing a person does, one for each question.

mod build;
mod deliveries;
mod endpoints;
mod personal;
mod taking;

use std::sync::Arc;

use eframe_core::directory::PersonDirectory;
use eframe_core::outbox::OutboxBuilder;
use eframe_core::{Actor, Mount, Presentation, Timestamp};

pub use build::WebhooksBuilder;
pub(crate) use deliveries::{KEPT, state_named};
pub use endpoints::Issued;

use crate::Error;
use crate::model::Allowed;
use crate::secrets::Secrets;
use crate::store::Store;

/// The webhooks of one house. Cheap to clone: all clones are one.
///
/// Each method loads what a rule needs, lets it decide, and makes the decision real in one transaction. Who asks stands
/// in the first argument.
///
/// ```no_run
/// # async fn of(database: eframe_core::Database, caller: eframe_core::Caller) -> Result<(), eframe_webhooks::Error> {
/// use eframe_webhooks::{Secrets, Webhooks};
///
/// let webhooks = Webhooks::builder(database, Secrets::new([7; 32])).build();
/// let wish = webhooks.wish("City app", "https://city.example/hooks", ["*"])?;
/// let issued = webhooks.add(&caller, wish).await?;
/// println!("{}", issued.secret);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Webhooks {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    secrets: Secrets,
    mount: Mount,
    presentation: Presentation,
    people: Option<Arc<dyn PersonDirectory>>,
    allowed: Allowed,
    kinds: Vec<Kind>,
}

/// An event that is public here.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    /// Its dotted name.
    pub(crate) name: &'static str,
    /// The message that says it to people.
    pub(crate) words: &'static str,
    /// Lets the handle hear of it.
    subscribe: fn(&Webhooks, OutboxBuilder) -> OutboxBuilder,
}

impl Webhooks {
    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn secrets(&self) -> &Secrets {
        &self.inner.secrets
    }

    /// Where the block is mounted.
    pub(crate) fn mount(&self) -> &Mount {
        &self.inner.mount
    }

    /// What pages are made with.
    pub(crate) fn presentation(&self) -> &Presentation {
        &self.inner.presentation
    }

    /// Who people are, where the host tells.
    pub(crate) fn people(&self) -> Option<&dyn PersonDirectory> {
        self.inner.people.as_deref()
    }

    /// The hosts that the city names as its own.
    pub(crate) fn allowed(&self) -> &Allowed {
        &self.inner.allowed
    }

    /// The events that are public here.
    pub(crate) fn kinds(&self) -> &[Kind] {
        &self.inner.kinds
    }

    /// Their names.
    pub fn events(&self) -> Vec<&'static str> {
        self.kinds().iter().map(|kind| kind.name).collect()
    }

    /// Now, by the database's clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.store().database().world().now()
    }
}

/// What somebody is told of what they may not know of.
pub(crate) fn hidden(actor: &Actor) -> Error {
    if actor.is_anonymous() { eframe_core::Denied::SignIn.into() } else { Error::NotFound }
}

impl std::fmt::Debug for Webhooks {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Webhooks").field("mount", &self.inner.mount).finish_non_exhaustive()
    }
}
