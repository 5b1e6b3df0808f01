use std::sync::Arc;

use eframe_core::{Database, Mount, Presentation};
use tokio::sync::Semaphore;

use super::{Accounts, Inner};
use crate::keyring::Keyring;
use crate::model::{Provider, Roles, SessionLimits};
use crate::password::{PasswordCost, Passwords};
use crate::store::Store;

/// Puts [`Accounts`] together.
pub struct AccountsBuilder {
    database: Database,
    roles: Roles,
    keyring: Keyring,
    mount: Mount,
    presentation: Presentation,
    cost: PasswordCost,
    limits: SessionLimits,
    words: Vec<String>,
    data: Option<String>,
    provider: Option<Provider>,
}

impl Accounts {
    /// Begins with what has no default: where accounts are kept, which roles the host has, and the keys that
    /// prove its links.
    pub fn builder(database: Database, roles: Roles, keyring: Keyring) -> AccountsBuilder {
        AccountsBuilder {
            database,
            roles,
            keyring,
            mount: Mount::new("http://127.0.0.1:8080")
                .json("/api/v1/accounts")
                .account("/account")
                .desk("/desk/accounts"),
            presentation: Presentation::plain(),
            cost: PasswordCost::default(),
            limits: SessionLimits::default(),
            words: Vec::new(),
            data: None,
            provider: None,
        }
    }
}

impl AccountsBuilder {
    /// Where the services are mounted: `json`, `account` and `desk`. Cookies are `__Host-` ones when the
    /// public address is https.
    #[must_use]
    pub fn at(mut self, mount: Mount) -> Self {
        self.mount = mount;
        self
    }

    /// The host's layout, languages and overrides; they include this crate's [`bundle`](crate::bundle).
    #[must_use]
    pub fn presentation(mut self, presentation: Presentation) -> Self {
        self.presentation = presentation;
        self
    }

    /// What one password hash costs.
    #[must_use]
    pub fn password_cost(mut self, cost: PasswordCost) -> Self {
        self.cost = cost;
        self
    }

    /// How long sessions last.
    #[must_use]
    pub fn session_limits(mut self, limits: SessionLimits) -> Self {
        self.limits = limits;
        self
    }

    /// Words that anyone would try first here, such as the site's name: no password is made of them.
    #[must_use]
    pub fn words<W: Into<String>>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        self.words.extend(words.into_iter().map(Into::into));
        self
    }

    /// Where people take away all that the host keeps of them; nowhere unless this is said.
    #[must_use]
    pub fn data(mut self, path: impl Into<String>) -> Self {
        self.data = Some(path.into());
        self
    }

    /// A sign-in elsewhere that pages offer, and that people may link their accounts to; none unless this is said. The host
    /// asks the provider, verifies what it says, and hands it to [`Accounts::arrive`].
    #[must_use]
    pub fn provider(mut self, provider: Provider) -> Self {
        self.provider = Some(provider);
        self
    }

    /// The handle.
    pub fn build(self) -> Accounts {
        let random = Arc::clone(&self.database.world().random);
        #[cfg(feature = "passkeys")]
        let origin = self.mount.origin().to_owned();
        let inner = Inner {
            passwords: Passwords::new(self.cost, random),
            store: Store::new(self.database),
            roles: self.roles,
            keyring: self.keyring,
            limits: self.limits,
            mount: self.mount,
            presentation: self.presentation,
            words: self.words,
            data: self.data,
            provider: self.provider,
            noting: Arc::new(Semaphore::new(1)),
            #[cfg(feature = "passkeys")]
            authority: crate::factor::Authority::of(&origin),
        };
        Accounts { inner: Arc::new(inner) }
    }
}
