//! The mails: what follows from an event, written in the reader's language when it is sent. A link is made
//! then and there from the keyring, so it stands in no row on the way.

use std::sync::Arc;
use std::time::Duration;

use eframe_core::mail::{Address, Letter, MailError, Mailer};
use eframe_core::messages::Arg;
use eframe_core::outbox::{Delivery, OutboxBuilder, Retry};
use eframe_core::template::Template;
use eframe_core::{Language, Timestamp};
use serde::Serialize;

use crate::accounts::{INVITATION, RESET};
use crate::event::{
    FactorAdded, FactorKind, FactorRemoved, Invited, PasswordChanged, ProviderLinked,
    ProviderUnlinked, RecoveryMade, RecoveryUsed, Remover, ResetAsked, TokenMade,
};
use crate::model::{Account, AccountId, Invitation};
use crate::{Accounts, Error};

/// How often what no longer counts is cleared away.
const SWEPT_EVERY: Duration = Duration::from_secs(3_600);

/// An invitation by mail.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct InvitationMail {
    name: String,
    site: String,
    /// The name of who invites; empty where no person does, or their account is gone.
    by: String,
    /// The names of the organisations that its roles are for.
    organisations: Vec<String>,
    link: String,
    until: Timestamp,
}

/// A link for a new password by mail.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ResetMail {
    name: String,
    link: String,
    until: Timestamp,
}

/// The news that a password was changed.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ChangedMail {
    name: String,
    link: String,
}

/// News of the second factor.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FactorMail {
    name: String,
    /// What happened.
    said: String,
    /// Where a new password is asked for, in case it was somebody else.
    link: String,
}

impl Accounts {
    /// Adds what accounts do in the background: the mails, and clearing away what no longer counts.
    #[must_use]
    pub fn work(&self, outbox: OutboxBuilder, mailer: Arc<dyn Mailer>) -> OutboxBuilder {
        let post = Post { accounts: self.clone(), mailer };
        let [invitations, resets, changes] = [post.clone(), post.clone(), post.clone()];
        let tokens = post.clone();
        let sweeper = self.clone();
        post.clone()
            .of_providers(post.of_factors(outbox))
            .subscribe("accounts.mail.invitation", move |event: Invited, delivery| {
                let post = invitations.clone();
                async move { post.invitation(event, &delivery).await }
            })
            .subscribe("accounts.mail.reset", move |event: ResetAsked, delivery| {
                let post = resets.clone();
                async move { post.reset(event, &delivery).await }
            })
            .subscribe("accounts.mail.changed", move |event: PasswordChanged, delivery| {
                let post = changes.clone();
                async move { post.changed(event, &delivery).await }
            })
            .subscribe("accounts.mail.token-made", move |event: TokenMade, delivery| {
                let post = tokens.clone();
                let (subject, said) =
                    ("accounts.mail.token-made-subject", "accounts.mail.token-made");
                async move { post.factor(event.account, subject, said, &[], &delivery).await }
            })
            .every("accounts.sweep", SWEPT_EVERY, move || {
                let accounts = sweeper.clone();
                async move { accounts.sweep().await.map_err(retry) }
            })
    }

    /// The address that opens an invitation.
    fn invitation_link(&self, id: uuid::Uuid) -> String {
        let token = self.keyring().token(INVITATION, id);
        self.mount().absolute(&self.mount().account_url(&format!("/invitation?token={token}")))
    }

    /// The address under which a new password is chosen.
    fn reset_link(&self, id: uuid::Uuid) -> String {
        let token = self.keyring().token(RESET, id);
        self.mount().absolute(&self.mount().account_url(&format!("/reset/new?token={token}")))
    }
}

/// Writes letters and hands them over.
#[derive(Clone)]
struct Post {
    accounts: Accounts,
    mailer: Arc<dyn Mailer>,
}

impl Post {
    /// Adds the mails that tell of second factors.
    fn of_factors(self, outbox: OutboxBuilder) -> OutboxBuilder {
        let [added, removed, made, used] = [self.clone(), self.clone(), self.clone(), self];
        outbox
            .subscribe("accounts.mail.factor-added", move |event: FactorAdded, delivery| {
                let post = added.clone();
                async move { post.factor_added(event, &delivery).await }
            })
            .subscribe("accounts.mail.factor-removed", move |event: FactorRemoved, delivery| {
                let post = removed.clone();
                async move { post.factor_removed(event, &delivery).await }
            })
            .subscribe("accounts.mail.recovery-made", move |event: RecoveryMade, delivery| {
                let post = made.clone();
                let (subject, said) =
                    ("accounts.mail.recovery-made-subject", "accounts.mail.recovery-made");
                async move { post.factor(event.account, subject, said, &[], &delivery).await }
            })
            .subscribe("accounts.mail.recovery-used", move |event: RecoveryUsed, delivery| {
                let post = used.clone();
                async move { post.recovery_used(event, &delivery).await }
            })
    }

    /// Adds the mails that tell of links to sign-ins elsewhere.
    fn of_providers(self, outbox: OutboxBuilder) -> OutboxBuilder {
        let [linked, unlinked] = [self.clone(), self];
        outbox
            .subscribe("accounts.mail.provider-linked", move |event: ProviderLinked, delivery| {
                let post = linked.clone();
                let (subject, said) =
                    ("accounts.mail.provider-linked-subject", "accounts.mail.provider-linked");
                async move { post.factor(event.account, subject, said, &[], &delivery).await }
            })
            .subscribe(
                "accounts.mail.provider-unlinked",
                move |event: ProviderUnlinked, delivery| {
                    let post = unlinked.clone();
                    let (subject, said) = (
                        "accounts.mail.provider-unlinked-subject",
                        "accounts.mail.provider-unlinked",
                    );
                    async move { post.factor(event.account, subject, said, &[], &delivery).await }
                },
            )
    }

    async fn factor_added(&self, event: FactorAdded, delivery: &Delivery) -> Result<(), Retry> {
        let said = match (event.kind, event.replaces) {
            (FactorKind::App, true) => "accounts.mail.factor-replaced",
            (FactorKind::App, false) => "accounts.mail.factor-added",
            (FactorKind::Passkey, _) => "accounts.mail.passkey-added",
        };
        let subject = "accounts.mail.factor-added-subject";
        self.factor(event.account, subject, said, &[], delivery).await
    }

    async fn factor_removed(&self, event: FactorRemoved, delivery: &Delivery) -> Result<(), Retry> {
        let (subject, said) = match (event.kind, event.by) {
            (Some(FactorKind::App), _) => {
                ("accounts.mail.part-removed-subject", "accounts.mail.app-removed")
            }
            (Some(FactorKind::Passkey), _) => {
                ("accounts.mail.part-removed-subject", "accounts.mail.passkey-removed")
            }
            (None, Remover::Owner) => {
                ("accounts.mail.factor-removed-subject", "accounts.mail.factor-removed")
            }
            (None, Remover::Administration) => {
                ("accounts.mail.factor-removed-subject", "accounts.mail.factor-taken")
            }
        };
        self.factor(event.account, subject, said, &[], delivery).await
    }

    async fn recovery_used(&self, event: RecoveryUsed, delivery: &Delivery) -> Result<(), Retry> {
        let (subject, said) =
            ("accounts.mail.recovery-used-subject", "accounts.mail.recovery-used");
        let left = [("left", Arg::from(event.left))];
        self.factor(event.account, subject, said, &left, delivery).await
    }

    /// Tells somebody what happened to their second factor, or to what else opens their account.
    async fn factor(
        &self,
        account: AccountId,
        subject: &str,
        said: &str,
        args: &[(&str, Arg<'_>)],
        delivery: &Delivery,
    ) -> Result<(), Retry> {
        let found = self.accounts.store().account(account).await.map_err(retry)?;
        let Some(account) = found else { return Ok(()) };
        let (mount, language) = (self.accounts.mount(), account.language);
        let mail = FactorMail {
            name: account.name.clone(),
            said: self.accounts.presentation().message(language, said, args),
            link: mount.absolute(&mount.account_url("/reset")),
        };
        let subject = self.says(language, subject);
        self.send(delivery, account.email.as_str(), &account.name, language, subject, &mail).await
    }

    /// An invitation that was taken back in the meantime is not sent.
    async fn invitation(&self, event: Invited, delivery: &Delivery) -> Result<(), Retry> {
        let found = self.accounts.store().invitation(event.invitation).await.map_err(retry)?;
        let open = found.filter(|invitation| invitation.is_open(self.accounts.now()));
        let Some(invitation) = open else { return Ok(()) };
        let presentation = self.accounts.presentation();
        let (to, language) = (invitation.email.as_str(), invitation.language);
        let site = presentation.site_name(language).await;
        let mail = InvitationMail {
            name: invitation.name.clone(),
            by: self.inviter(event.by).await?,
            organisations: self.organisations(&invitation).await?,
            link: self.accounts.invitation_link(invitation.id.uuid()),
            until: invitation.expires,
            site: site.clone(),
        };
        let site = [("site", site.as_str().into())];
        let subject = presentation.message(language, "accounts.mail.invited-subject", &site);
        self.send(delivery, to, &invitation.name, language, subject, &mail).await
    }

    async fn inviter(&self, by: Option<AccountId>) -> Result<String, Retry> {
        let Some(by) = by else { return Ok(String::new()) };
        let found = self.accounts.store().account(by).await.map_err(retry)?;
        Ok(found.map(|account| account.name).unwrap_or_default())
    }

    async fn organisations(&self, of: &Invitation) -> Result<Vec<String>, Retry> {
        let ids: Vec<_> = of.memberships.iter().filter_map(|one| one.organisation).collect();
        let named = self.accounts.store().organisations(Some(&ids)).await.map_err(retry)?;
        Ok(named.into_iter().map(|one| one.name).collect())
    }

    /// Here it is looked up whether the address has an account: nobody waits for it.
    async fn reset(&self, event: ResetAsked, delivery: &Delivery) -> Result<(), Retry> {
        let store = self.accounts.store();
        let found = store.reset(event.reset).await.map_err(retry)?;
        let Some(reset) = found.filter(|reset| reset.is_open(self.accounts.now())) else {
            return Ok(());
        };
        let account = store.account_of(&reset.email.key()).await.map_err(retry)?;
        let Some(account) = account.filter(Account::is_active) else { return Ok(()) };
        let link = self.accounts.reset_link(reset.id.uuid());
        let mail = ResetMail { name: account.name.clone(), link, until: reset.expires };
        // Always to the address of the account, however the other was typed.
        let subject = self.says(reset.language, "accounts.mail.reset-subject");
        let to = account.email.as_str();
        self.send(delivery, to, &account.name, reset.language, subject, &mail).await
    }

    async fn changed(&self, event: PasswordChanged, delivery: &Delivery) -> Result<(), Retry> {
        let found = self.accounts.store().account(event.account).await.map_err(retry)?;
        let Some(account) = found else { return Ok(()) };
        let mount = self.accounts.mount();
        let link = mount.absolute(&mount.account_url("/reset"));
        let mail = ChangedMail { name: account.name.clone(), link };
        let subject = self.says(account.language, "accounts.mail.changed-subject");
        let to = account.email.as_str();
        self.send(delivery, to, &account.name, account.language, subject, &mail).await
    }

    fn says(&self, language: Language, key: &str) -> String {
        self.accounts.presentation().message(language, key, &[])
    }

    async fn send<T: Template>(
        &self,
        delivery: &Delivery,
        to: &str,
        name: &str,
        language: Language,
        subject: String,
        mail: &T,
    ) -> Result<(), Retry> {
        let presentation = self.accounts.presentation();
        let to: Address = to.parse().map_err(|_| Retry::park("the address takes no mail"))?;
        let text = presentation.text(language, mail);
        let text = text.map_err(|_| Retry::park("the mail's template fails"))?;
        let letter = Letter::new(delivery.message(), to, subject, text);
        let letter = letter.name(name).language(language);
        self.mailer.send(&letter).await.map_err(|error| match error {
            MailError::Refused(_) | MailError::Recipient(..) => {
                Retry::park("the mail server refuses the letter")
            }
            _ => Retry::because("the letter could not be handed over"),
        })
    }
}

fn retry(error: Error) -> Retry {
    match error {
        Error::Commit(error) => error.into(),
        other => Retry::because(other.to_string()),
    }
}

fn sample_link() -> String {
    "https://city.example/account/x?token=y".to_owned()
}

impl Template for InvitationMail {
    const NAME: &'static str = "accounts/mail-invitation.txt";

    fn samples() -> Vec<Self> {
        let until = Timestamp::UNIX_EPOCH;
        let alone = Self {
            name: "Mina Park".to_owned(),
            site: "City".to_owned(),
            by: String::new(),
            organisations: Vec::new(),
            link: sample_link(),
            until,
        };
        let organisations = vec!["Hanbit".to_owned(), "Lumen".to_owned()];
        let whole = Self { by: "Ana Costa".to_owned(), organisations, ..alone.clone() };
        vec![whole, alone]
    }
}

impl Template for ResetMail {
    const NAME: &'static str = "accounts/mail-reset.txt";

    fn samples() -> Vec<Self> {
        let until = Timestamp::UNIX_EPOCH;
        vec![Self { name: "Mina Park".to_owned(), link: sample_link(), until }]
    }
}

impl Template for ChangedMail {
    const NAME: &'static str = "accounts/mail-changed.txt";

    fn samples() -> Vec<Self> {
        vec![Self { name: "Mina Park".to_owned(), link: sample_link() }]
    }
}

impl Template for FactorMail {
    const NAME: &'static str = "accounts/mail-factor.txt";

    fn samples() -> Vec<Self> {
        let said = "A second factor was added to your account.".to_owned();
        vec![Self { name: "Mina Park".to_owned(), said, link: sample_link() }]
    }
}
