use std::sync::Arc;

use eframe_core::directory::PersonDirectory;
use eframe_core::outbox::OutboxBuilder;
use eframe_core::{Database, Mount, Presentation, PublicEvent};

use super::{Inner, Kind, Webhooks};
use crate::model::Allowed;
use crate::secrets::Secrets;
use crate::store::Store;

/// Puts a [`Webhooks`] together.
#[must_use]
pub struct WebhooksBuilder {
    database: Database,
    secrets: Secrets,
    mount: Mount,
    presentation: Option<Presentation>,
    people: Option<Arc<dyn PersonDirectory>>,
    allowed: Allowed,
    kinds: Vec<Kind>,
}

impl Webhooks {
    /// The webhooks kept in this database, which has run [`MIGRATIONS`](crate::MIGRATIONS), with the house's secrets.
    pub fn builder(database: Database, secrets: Secrets) -> WebhooksBuilder {
        WebhooksBuilder {
            database,
            secrets,
            mount: Mount::new("http://localhost"),
            presentation: None,
            people: None,
            allowed: Allowed::default(),
            kinds: Vec::new(),
        }
    }
}

impl WebhooksBuilder {
    /// Where the host mounts the services.
    pub fn at(mut self, mount: Mount) -> Self {
        self.mount = mount;
        self
    }

    /// What pages and mails are made with: it has to hold [`bundle`](crate::bundle). Without one, the block's own
    /// templates in a plain frame.
    pub fn presentation(mut self, presentation: Presentation) -> Self {
        self.presentation = Some(presentation);
        self
    }

    /// Who people are: those who manage webhooks get a mail when an endpoint is given up. Without it the desk alone says so.
    pub fn people(mut self, people: Arc<dyn PersonDirectory>) -> Self {
        self.people = Some(people);
        self
    }

    /// The hosts that the city names as its own: unencrypted, on any port, inside the house. Without it there are none.
    pub fn allowing(mut self, allowed: Allowed) -> Self {
        self.allowed = allowed;
        self
    }

    /// Makes an event of another block known to be told; `words` names the message that says to people what it is, such
    /// as `site.webhooks.edition-published`. Where no bundle has that message its name is shown.
    ///
    /// # Panics
    /// When the event is known already: it would be told twice.
    pub fn event<E: PublicEvent>(mut self, words: &'static str) -> Self {
        assert!(
            !self.kinds.iter().any(|kind| kind.name == E::NAME),
            "{} is known already",
            E::NAME
        );
        let subscribe = |webhooks: &Webhooks, outbox: OutboxBuilder| webhooks.hear::<E>(outbox);
        self.kinds.push(Kind { name: E::NAME, words, subscribe });
        self
    }

    /// The handle.
    ///
    /// # Panics
    /// When the block's own templates do not compile, which its tests rule out.
    pub fn build(self) -> Webhooks {
        let own = || {
            let built = Presentation::builder().bundle(crate::bundle()).build();
            built.expect("the block's own templates compile")
        };
        let inner = Inner {
            store: Store::new(self.database),
            secrets: self.secrets,
            mount: self.mount,
            presentation: self.presentation.unwrap_or_else(own),
            people: self.people,
            allowed: self.allowed,
            kinds: self.kinds,
        };
        Webhooks { inner: Arc::new(inner) }
    }
}
