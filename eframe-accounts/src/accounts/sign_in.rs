use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use eframe_core::{Actor, Caller, Commit, CommitError, Decision, Digest, sha256};
use jiff::SignedDuration;

use super::{Accounts, Client, Entrance};
use crate::model::{
    Account, AccountId, Change, Counter, EmailAddress, Session, SessionId, ThrottleKey,
};
use crate::password::Password;
use crate::store::constraint;
use crate::{Error, Refusal, rules};

/// How long an address from which somebody got in is told apart from strangers'.
const TRUSTED_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How often a count is tried again when another attempt was counted in the same moment.
pub(super) const TRIES: usize = 5;

/// A session that has just begun. The secret is told this once.
#[derive(Clone)]
pub struct SignedIn {
    /// Who signed in.
    pub account: AccountId,
    /// The session, for lists.
    pub session: SessionId,
    /// Whether a role asks for a second factor, and there is none: until there is, nothing may be done.
    pub owes_second_factor: bool,
    /// What the cookie carries.
    pub(crate) secret: String,
    /// How long the cookie is worth keeping.
    pub(crate) lasts: SignedDuration,
}

impl Accounts {
    /// Signs somebody in by address and password, and where they have a second factor, half-way.
    ///
    /// Whether the address has an account makes no difference: the same attempts are counted, a password of
    /// the same cost is compared, and the refusal is the same.
    ///
    /// # Errors
    /// [`Refusal::WrongPassword`] whatever was wrong; [`Refusal::Throttled`]; [`Error::Busy`].
    pub async fn sign_in(
        &self,
        email: &str,
        password: &str,
        client: &Client,
    ) -> Result<Entrance, Error> {
        let key = match EmailAddress::parse("email", email) {
            Ok(address) => address.key(),
            Err(_) => email.trim().chars().take(254).collect::<String>().to_lowercase(),
        };
        let keys = self.sign_in_keys(&key, client).await?;
        self.count(&keys).await?;
        let account = self.store().account_of(&key).await?;
        let kept = account.as_ref().map(Account::password);
        let right = self.inner.passwords.is_right(Password::typed(password), kept).await?;
        let account = account.filter(|account| right && account.is_active());
        let account = account.ok_or(Refusal::WrongPassword)?;
        let entrance = match account.second_factor {
            Some(_) => Entrance::Owed(self.owe(&account, &keys).await?),
            None => Entrance::In(self.start(&account, client, &keys).await?),
        };
        self.renew_hash(&account, password).await;
        Ok(entrance)
    }

    /// What an attempt is counted against.
    pub(super) async fn sign_in_keys(
        &self,
        email_key: &str,
        client: &Client,
    ) -> Result<Vec<Counter>, Error> {
        let account = ThrottleKey::Account(email_key.to_owned());
        let Some(address) = client.address else { return Ok(self.counters([account])) };
        let known = self.counter(ThrottleKey::Known(email_key.to_owned(), address));
        if self.store().trusts(known.row, self.now()).await? {
            return Ok(vec![known]);
        }
        Ok(self.counters([account, ThrottleKey::Client(address)]))
    }

    /// The row that counts for this, by a key of the house.
    pub(super) fn counter(&self, key: ThrottleKey) -> Counter {
        Counter { row: self.keyring().row(&key.text()), key }
    }

    /// The same for several.
    pub(super) fn counters(&self, keys: impl IntoIterator<Item = ThrottleKey>) -> Vec<Counter> {
        keys.into_iter().map(|key| self.counter(key)).collect()
    }

    /// Counts an attempt before it is made.
    pub(super) async fn count(&self, keys: &[Counter]) -> Result<(), Error> {
        self.count_and(keys, None).await
    }

    /// The same, with a change that is made only where the attempt is counted.
    pub(super) async fn count_and(
        &self,
        keys: &[Counter],
        change: Option<Change>,
    ) -> Result<(), Error> {
        for _ in 0..TRIES {
            let counted = self.store().counted(keys).await?;
            let commit = rules::count(&counted, self.now())?.with_changes(change.clone());
            match self.store().database().commit(commit).await {
                Err(CommitError::Stale { .. } | CommitError::Constraint(constraint::COUNT)) => {}
                other => return Ok(other?),
            }
        }
        let until = self.now() + SignedDuration::from_secs(1);
        Err(Refusal::Throttled { until }.into())
    }

    /// Starts a session for whoever proved to own the account as it was read.
    pub(super) async fn start(
        &self,
        proven: &Account,
        client: &Client,
        counted: &[Counter],
    ) -> Result<SignedIn, Error> {
        let (secret, session) = self.new_session(proven, client);
        let nobody = Caller::new(Actor::anonymous());
        self.decide(&nobody, || async {
            let account = self.proven_still(proven).await?;
            let commit = rules::start(self.roles(), &account, session.clone())?;
            Ok(Decision::new(self.forgiven(commit, &account, client, counted), ()))
        })
        .await?;
        Ok(self.signed_in(proven, session.id, secret))
    }

    /// The account as it is now, when what was proven is what is asked for still.
    pub(super) async fn proven_still(&self, proven: &Account) -> Result<Account, Error> {
        let account = self.store().account(proven.id).await?.ok_or(Refusal::WrongPassword)?;
        let same = account.password() == proven.password()
            && account.second_factor == proven.second_factor;
        if same { Ok(account) } else { Err(Refusal::WrongPassword.into()) }
    }

    /// A session to be, and what its cookie will carry.
    pub(super) fn new_session(&self, of: &Account, client: &Client) -> (String, Session) {
        let (secret, digest) = self.new_secret();
        let now = self.now();
        let session = Session {
            id: SessionId::new(self.world().ids.next()),
            account: of.id,
            secret: digest,
            started: now,
            seen: now,
            agent: shortened(&client.agent),
        };
        (secret, session)
    }

    /// A session that has begun, for whoever is told its secret.
    pub(super) fn signed_in(&self, who: &Account, session: SessionId, secret: String) -> SignedIn {
        SignedIn {
            account: who.id,
            session,
            owes_second_factor: who.owes_second_factor(self.roles()),
            secret,
            lasts: self.limits().absolute,
        }
    }

    /// Forgives the attempts that were counted, and remembers where somebody got in from.
    pub(super) fn forgiven(
        &self,
        commit: Commit<Change>,
        account: &Account,
        client: &Client,
        counted: &[Counter],
    ) -> Commit<Change> {
        let trusted = client.address.map(|from| {
            let row = self.counter(ThrottleKey::Known(account.email.key(), from)).row;
            Change::TrustAddress { row, until: self.now() + TRUSTED_FOR }
        });
        rules::forgive(commit, counted).with_changes(trusted)
    }

    /// 256 random bits as text, and the hash that is kept of them.
    pub(super) fn new_secret(&self) -> (String, Digest) {
        let mut bits = [0; 32];
        self.world().random.fill(&mut bits);
        let text = BASE64.encode(bits);
        let digest = sha256(text.as_bytes());
        (text, digest)
    }

    /// Hashes the password anew when the cost has changed since. Nobody is kept from signing in by it.
    async fn renew_hash(&self, account: &Account, password: &str) {
        if !self.inner.passwords.is_outdated(account.password()) {
            return;
        }
        let Some(typed) = Password::typed(password) else { return };
        if let Ok(hash) = self.inner.passwords.hash(typed).await {
            let commit = rules::rehash(account, hash, self.now());
            if let Err(error) = self.commit(commit).await {
                tracing::info!(%error, "a password was not hashed at the new cost");
            }
        }
    }
}

/// A browser's name for itself, fit for one line of a list.
fn shortened(agent: &str) -> String {
    agent.chars().filter(|c| !c.is_control()).take(200).collect()
}

impl std::fmt::Debug for SignedIn {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("SignedIn").field("account", &self.account).finish_non_exhaustive()
    }
}
