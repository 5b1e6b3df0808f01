mod builder;
mod contacts;
mod factors;
mod first;
mod identify;

mod invitations;
mod over;
#[cfg(feature = "passkeys")]
mod passkeys;
mod passwords;
mod people;
mod personal;
mod providers;
mod restored;
mod second_step;
mod sessions;
mod sign_in;
mod tokens;
mod welcome;

use std::net::IpAddr;
use std::sync::Arc;

use eframe_core::{Actor, Caller, Decision, Mount, Presentation, Timestamp, World};
use tokio::sync::Semaphore;

pub use builder::AccountsBuilder;
pub use factors::{Confirmed, SecondFactor};
pub use invitations::Acceptance;
pub(crate) use invitations::INVITATION;
pub(crate) use passwords::RESET;
pub use people::Wanted;
pub use restored::Restored;
pub(crate) use second_step::Owed;
pub use second_step::{Entrance, OwedFactor};
pub use sign_in::SignedIn;
pub use tokens::MadeToken;
pub use welcome::Met;

use crate::keyring::Keyring;
use crate::model::{Account, AccountId, Change, Provider, Roles, SessionLimits};
use crate::password::Passwords;
use crate::store::Store;
use crate::{Error, Refusal};

/// Everything that people and programs do with accounts, one method for each. Cheap to clone.
///
/// Made by [`Accounts::builder`]. It is also the host's [`Identify`](eframe_core::layer::Identify): a cookie
/// or a bearer token becomes an [`Actor`].
#[derive(Clone)]
pub struct Accounts {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    roles: Roles,
    keyring: Keyring,
    passwords: Passwords,
    limits: SessionLimits,
    mount: Mount,
    presentation: Presentation,
    words: Vec<String>,
    /// Where people take away all that is kept of them.
    data: Option<String>,
    /// The sign-in elsewhere that is offered.
    provider: Option<Provider>,
    /// Taken while the use of a session is noted.
    noting: Arc<Semaphore>,
    /// Asks for passkeys; absent where browsers make none for the public address.
    #[cfg(feature = "passkeys")]
    authority: Option<crate::factor::Authority>,
}

/// Where a request comes from: for throttling, and so that people recognise their sessions.
#[derive(Clone, Debug, Default)]
pub struct Client {
    /// Its network address, when it is known.
    pub address: Option<IpAddr>,
    /// What it calls itself.
    pub agent: String,
}

impl Accounts {
    /// The roles of this host.
    pub fn roles(&self) -> &Roles {
        &self.inner.roles
    }

    pub(crate) fn mount(&self) -> &Mount {
        &self.inner.mount
    }

    pub(crate) fn presentation(&self) -> &Presentation {
        &self.inner.presentation
    }

    pub(crate) fn data(&self) -> Option<&str> {
        self.inner.data.as_deref()
    }

    pub(crate) fn limits(&self) -> SessionLimits {
        self.inner.limits
    }

    pub(crate) fn keyring(&self) -> &Keyring {
        &self.inner.keyring
    }

    pub(crate) fn store(&self) -> &Store {
        &self.inner.store
    }

    pub(crate) fn world(&self) -> &World {
        self.inner.store.database().world()
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.world().now()
    }

    /// The account that acts, for what people may do because it is their own.
    ///
    /// # Errors
    /// [`Refusal::Denied`](crate::Refusal::Denied) when nobody has signed in, a part of the system acts, or somebody acts as
    /// less than they are: by a token for some permissions alone, or owing a second factor.
    pub async fn own(&self, actor: &Actor) -> Result<Account, Error> {
        actor.require_whole()?;
        self.acting(actor).await
    }

    /// The account that acts, for telling a program whose it is.
    pub(crate) async fn acting(&self, actor: &Actor) -> Result<Account, Error> {
        let found = self.store().account(AccountId::new(actor.id().uuid())).await?;
        let own = found.filter(Account::is_active);
        own.ok_or_else(|| eframe_core::Denied::SignIn.into())
    }

    /// How many seconds somebody waits who tried too often.
    pub(crate) fn wait(&self, refusal: &Refusal) -> Option<u32> {
        let Refusal::Throttled { until } = refusal else { return None };
        let seconds = until.duration_since(self.now()).as_secs().saturating_add(1);
        Some(u32::try_from(seconds.max(1)).unwrap_or(u32::MAX))
    }

    /// Carries a decision out once, without anyone who repeats it.
    async fn commit(&self, commit: eframe_core::Commit<Change>) -> Result<(), Error> {
        Ok(self.store().database().commit(commit).await?)
    }

    /// Loads, decides and commits; again when something moved on in between.
    async fn decide<T, F, Attempt>(&self, caller: &Caller, attempt: F) -> Result<T, Error>
    where
        T: serde::Serialize + serde::de::DeserializeOwned,
        F: FnMut() -> Attempt,
        Attempt: Future<Output = Result<Decision<Change, T>, Error>>,
    {
        self.store().database().decide(caller, attempt).await
    }
}

impl std::fmt::Debug for Accounts {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Accounts").field("mount", &self.inner.mount).finish_non_exhaustive()
    }
}
