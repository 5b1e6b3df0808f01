use std::collections::BTreeSet;

use eframe_core::{
    Actor, ActorKind, Caller, Decision, Denied, Grant, Language, OrganisationId, Scope, Version,
};

use super::Accounts;
use crate::model::{Account, AccountId, EmailAddress, Membership, Organisation};
use crate::rules::Registration;
use crate::store::{Filter, Position};
use crate::{Error, permission, rules};

/// No name and no address is longer, and a database bounds the pattern it is given.
const LONGEST_WORDS: usize = 200;

/// Which people are asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Part of a name or an address; what goes beyond 200 characters is not looked at.
    pub words: Option<String>,
    /// Only those with this role.
    pub role: Option<String>,
    /// Only those that are on, or off.
    pub active: Option<bool>,
    /// Only those with a second factor, or without.
    pub second_factor: Option<bool>,
}

impl Accounts {
    /// People by name: at most `limit` of them behind the position `after`, which is a name's key and an id.
    ///
    /// Whoever may read for an organisation sees the people with a role there.
    ///
    /// # Errors
    /// [`Refusal::Denied`](crate::Refusal::Denied) without [`permission::READ`] anywhere.
    pub async fn people(
        &self,
        actor: &Actor,
        wanted: &Wanted,
        after: Option<&Position>,
        limit: u64,
    ) -> Result<Vec<Account>, Error> {
        let filter = Filter {
            organisations: reads_somewhere(actor)?,
            words: wanted.words.as_ref().map(|words| words.chars().take(LONGEST_WORDS).collect()),
            role: wanted.role.clone(),
            active: wanted.active,
            second_factor: wanted.second_factor,
        };
        let mut people = self.store().accounts(&filter, after, limit).await?;
        for one in &mut people {
            one.memberships.retain(|held| is_visible(filter.organisations.as_deref(), held));
        }
        Ok(people)
    }

    /// One person. Whoever reads for organisations sees no roles for others.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the actor may not know of them.
    pub async fn person(&self, actor: &Actor, id: AccountId) -> Result<Account, Error> {
        let (mut account, hidden) = self.known_person(actor, id).await?;
        account.memberships.retain(|one| !hidden.contains(one));
        Ok(account)
    }

    /// One person as they are, and those of their roles that the actor may not know of.
    async fn known_person(
        &self,
        actor: &Actor,
        id: AccountId,
    ) -> Result<(Account, Vec<Membership>), Error> {
        let organisations = reads_somewhere(actor)?;
        let account = self.store().account(id).await?.ok_or(Error::NotFound)?;
        let own = |one: &Membership| {
            let own = organisations.as_deref().unwrap_or_default();
            one.organisation.is_some_and(|organisation| own.contains(&organisation))
        };
        if organisations.is_some() && !account.memberships.iter().any(own) {
            return Err(Error::NotFound);
        }
        let unseen = |one: &&Membership| !is_visible(organisations.as_deref(), one);
        let hidden = account.memberships.iter().filter(unseen).cloned().collect();
        Ok((account, hidden))
    }

    /// One person as they are, for a rule that decides about them.
    pub(super) async fn whole_person(
        &self,
        actor: &Actor,
        id: AccountId,
    ) -> Result<Account, Error> {
        Ok(self.known_person(actor, id).await?.0)
    }

    /// The person of an address, for command lines.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, or the actor may not know of them.
    pub async fn person_at(&self, actor: &Actor, email: &EmailAddress) -> Result<Account, Error> {
        let found = self.store().account_of(&email.key()).await?.ok_or(Error::NotFound)?;
        self.person(actor, found.id).await
    }

    /// A person as an actor, for what acts in their name: examples, command lines.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is no such account, or it is off.
    pub async fn actor_of(&self, id: AccountId) -> Result<Actor, Error> {
        let found = self.store().account(id).await?.filter(Account::is_active);
        found.map(|account| account.actor(self.roles())).ok_or(Error::NotFound)
    }

    /// Opens an account without an invitation, for people whom the host already knows.
    ///
    /// # Errors
    /// [`Refusal::Denied`](crate::Refusal::Denied) without [`permission::REGISTER`];
    /// [`Refusal::EmailTaken`](crate::Refusal::EmailTaken); [`Refusal::Invalid`](crate::Refusal::Invalid).
    pub async fn register(
        &self,
        caller: &Caller,
        registration: Registration,
        password: &str,
    ) -> Result<AccountId, Error> {
        caller.actor.require(permission::REGISTER)?;
        let Registration { name, email, .. } = &registration;
        let hash = self.choose("password", password, name, email).await?;
        let id = AccountId::new(self.world().ids.next());
        self.decide(caller, || async {
            let (roles, wish, hash) = (self.roles(), registration.clone(), hash.clone());
            let commit = rules::register(&caller.actor, roles, wish, id, hash, self.now())?;
            Ok(Decision::new(commit, id))
        })
        .await
    }

    /// Gives a person exactly these roles, beside those that the actor may not know of. With a version, only if
    /// they are still as they were then.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Stale`], and the refusals of [`rules::change_roles`].
    pub async fn change_roles(
        &self,
        caller: &Caller,
        id: AccountId,
        wanted: Vec<Membership>,
        version: Option<Version>,
    ) -> Result<(), Error> {
        let roles = self.roles();
        self.decide(caller, || async {
            let directory = self.store().directory(roles).await?;
            let (account, hidden) = self.known_person(&caller.actor, id).await?;
            let sent = self.store().invitations_by(account.id, self.now()).await?;
            let (actor, wanted) = (&caller.actor, [wanted.clone(), hidden].concat());
            let (now, directory) = (self.now(), &directory);
            let commit =
                rules::change_roles(actor, roles, directory, &account, &sent, wanted, now)?;
            as_seen(&account, version)?;
            Ok(Decision::new(commit, ()))
        })
        .await
    }

    /// Switches a person's account off.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Stale`], and the refusals of [`rules::switch_off`].
    pub async fn switch_off(
        &self,
        caller: &Caller,
        id: AccountId,
        version: Option<Version>,
    ) -> Result<(), Error> {
        let roles = self.roles();
        self.decide(caller, || async {
            let directory = self.store().directory(roles).await?;
            let account = self.whole_person(&caller.actor, id).await?;
            let sent = self.store().invitations_by(account.id, self.now()).await?;
            let (actor, now) = (&caller.actor, self.now());
            let commit = rules::switch_off(actor, roles, &directory, &account, &sent, now)?;
            as_seen(&account, version)?;
            Ok(Decision::new(commit, ()))
        })
        .await
    }

    /// Switches a person's account on again.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::Stale`], and the refusals of [`rules::switch_on`].
    pub async fn switch_on(
        &self,
        caller: &Caller,
        id: AccountId,
        version: Option<Version>,
    ) -> Result<(), Error> {
        self.decide(caller, || async {
            let account = self.whole_person(&caller.actor, id).await?;
            let commit = rules::switch_on(&caller.actor, &account, self.now())?;
            as_seen(&account, version)?;
            Ok(Decision::new(commit, ()))
        })
        .await
    }

    /// Changes the actor's own name and language.
    ///
    /// # Errors
    /// [`Refusal::Denied`](crate::Refusal::Denied) when nobody has signed in.
    pub async fn change_profile(
        &self,
        caller: &Caller,
        name: String,
        language: Language,
    ) -> Result<(), Error> {
        self.decide(caller, || async {
            let own = self.own(&caller.actor).await?;
            let (actor, name) = (&caller.actor, name.clone());
            let commit = rules::change_profile(actor, &own, name, language, self.now())?;
            Ok(Decision::new(commit, ()))
        })
        .await
    }

    /// The organisations that roles can be given for, by name, as far as the actor may know of them: all, for whoever
    /// reads everywhere, and those that anybody acts for.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn organisations(&self, actor: &Actor) -> Result<Vec<Organisation>, Error> {
        match knows_of(actor) {
            Some(own) if own.is_empty() => Ok(Vec::new()),
            own => self.store().organisations(own.as_deref()).await,
        }
    }

    /// Of these the ones with some words in their names, in any case; all, where there are no words. At most `limit` of
    /// them, behind the name `after`.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn organisations_named(
        &self,
        actor: &Actor,
        words: &str,
        after: &str,
        limit: u64,
    ) -> Result<Vec<Organisation>, Error> {
        let words: String = words.trim().chars().take(LONGEST_WORDS).collect();
        match knows_of(actor) {
            Some(own) if own.is_empty() => Ok(Vec::new()),
            own => self.store().organisations_named(own.as_deref(), &words, after, limit).await,
        }
    }

    /// One organisation, when the actor may know of it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn organisation(
        &self,
        actor: &Actor,
        id: OrganisationId,
    ) -> Result<Option<Organisation>, Error> {
        match knows_of(actor) {
            Some(own) if !own.contains(&id) => Ok(None),
            _ => Ok(self.store().organisations(Some(&[id])).await?.pop()),
        }
    }

    /// The organisations that these roles are held for, also of those that permit nothing.
    pub(crate) async fn organisations_of<'a>(
        &self,
        held: impl IntoIterator<Item = &'a Membership>,
    ) -> Result<Vec<Organisation>, Error> {
        let ids: BTreeSet<_> = held.into_iter().filter_map(|one| one.organisation).collect();
        self.store().organisations(Some(&ids.into_iter().collect::<Vec<_>>())).await
    }

    /// Adds an organisation.
    ///
    /// # Errors
    /// [`Refusal::Denied`](crate::Refusal::Denied) without [`permission::ORGANISE`];
    /// [`Refusal::NameTaken`](crate::Refusal::NameTaken).
    pub async fn add_organisation(
        &self,
        caller: &Caller,
        name: String,
    ) -> Result<OrganisationId, Error> {
        let id = OrganisationId::new(self.world().ids.next());
        self.decide(caller, || async {
            let organisation = Organisation { id, name: name.clone() };
            let commit = rules::add_organisation(&caller.actor, organisation, self.now())?;
            Ok(Decision::new(commit, id))
        })
        .await
    }
}

/// The organisations that the actor may know of; `None` stands for all.
fn knows_of(actor: &Actor) -> Option<Vec<OrganisationId>> {
    let own = || actor.grants().iter().filter_map(organisation_of).collect();
    (!actor.may(permission::READ)).then(own)
}

/// The organisations whose people the actor may see; `None` stands for all people.
pub(super) fn reads_somewhere(actor: &Actor) -> Result<Option<Vec<OrganisationId>>, Denied> {
    if actor.may(permission::READ) || actor.kind() == ActorKind::System {
        return Ok(None);
    }
    let own = actor.grants().iter().filter(|grant| grant.permission() == permission::READ.name());
    let organisations: Vec<_> = own.filter_map(organisation_of).collect();
    if organisations.is_empty() {
        actor.require(permission::READ)?;
    }
    Ok(Some(organisations))
}

fn organisation_of(grant: &Grant) -> Option<OrganisationId> {
    match grant.scope() {
        Scope::Organisation(organisation) => Some(organisation),
        Scope::Everywhere => None,
    }
}

/// Whether a role may be known to whoever reads for these organisations; `None` stands for all.
fn is_visible(organisations: Option<&[OrganisationId]>, one: &Membership) -> bool {
    match (organisations, one.organisation) {
        (Some(own), Some(organisation)) => own.contains(&organisation),
        _ => true,
    }
}

/// Refuses to change an account that is no longer as its editor saw it: behind the rule, for whoever may not change it is
/// told that, whatever they saw.
pub(super) fn as_seen(account: &Account, version: Option<Version>) -> Result<(), Error> {
    match version {
        Some(seen) if seen != account.version => Err(Error::Stale),
        _ => Ok(()),
    }
}
