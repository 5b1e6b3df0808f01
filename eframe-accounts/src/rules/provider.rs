use eframe_core::{Actor, Commit, Denied, Timestamp};
use serde_json::json;

use super::writes;
use crate::Refusal;
use crate::event::{ProviderLinked, ProviderUnlinked};
use crate::model::{Account, Change, Link, LinkId, ProviderChange, Vouched};
use crate::permission::action;

/// Links an account to what a provider vouched for, at its owner's wish. The password was proven before. Whose the sign-in
/// is already, the store refuses.
///
/// # Errors
/// [`Refusal::Denied`] for anyone but the owner; [`Refusal::TooLate`] when it was vouched for too long ago.
pub fn link(
    actor: &Actor,
    account: &Account,
    vouched: &Vouched,
    id: LinkId,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    is_own(actor, account)?;
    let link = Link {
        id,
        account: account.id,
        issuer: vouched.issuer().to_owned(),
        subject: vouched.subject().to_owned(),
        linked: now,
    };
    let facts = json!({ "issuer": link.issuer });
    let commit = Commit::by(actor, now)
        .guard(writes(account))
        .change(Change::Provider(ProviderChange::Link(link)));
    Ok(spend(commit, vouched, now)?
        .audit(action::LINK_PROVIDER, account.id.subject(), facts)
        .send(&ProviderLinked { account: account.id }))
}

/// Takes a link away at its owner's wish. The password was proven before.
///
/// # Errors
/// [`Refusal::Denied`] for anyone but the owner.
pub fn unlink(
    actor: &Actor,
    account: &Account,
    link: &Link,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    is_own(actor, account)?;
    if link.account != account.id {
        return Err(Denied::SignIn.into());
    }
    Ok(Commit::by(actor, now)
        .guard(writes(account))
        .change(Change::Provider(ProviderChange::Unlink(link.id)))
        .audit(action::UNLINK_PROVIDER, account.id.subject(), json!({ "issuer": link.issuer }))
        .send(&ProviderUnlinked { account: account.id }))
}

/// Adds to a sign-in, whole or half-way, that it came of a provider's word: that counts once, and is written down.
///
/// # Errors
/// [`Refusal::TooLate`] when it was vouched for too long ago.
pub fn by_provider(
    commit: Commit<Change>,
    account: &Account,
    vouched: &Vouched,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    let second = if account.second_factor.is_some() { "asked" } else { "none" };
    let facts = json!({ "issuer": vouched.issuer(), "secondFactor": second });
    let commit = spend(commit, vouched, now)?;
    Ok(commit.audit(action::SIGN_IN_BY_PROVIDER, account.id.subject(), facts))
}

/// What was vouched for counts once.
fn spend(
    commit: Commit<Change>,
    vouched: &Vouched,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    let (digest, until) = vouched.once();
    if now >= until {
        return Err(Refusal::TooLate);
    }
    Ok(commit.change(Change::Provider(ProviderChange::SpendOnce { digest, until })))
}

fn is_own(actor: &Actor, account: &Account) -> Result<(), Denied> {
    let own = actor.id() == account.id.actor() && account.is_active();
    if own { Ok(()) } else { Err(Denied::SignIn) }
}

#[cfg(test)]
mod tests {
    use eframe_core::{Digest, Language, Version};
    use uuid::Uuid;

    use super::*;
    use crate::model::{AccountId, EmailAddress, PasswordHash, Role, Roles, State};

    fn account(number: u128) -> Account {
        Account {
            id: AccountId::new(Uuid::from_u128(number)),
            email: EmailAddress::parse("email", "mina@city.example").expect("an address"),
            name: "Mina".to_owned(),
            language: Language::EN,
            state: State::Active { password: PasswordHash::new("$argon2id$") },
            memberships: Vec::new(),
            second_factor: None,
            version: Version::FIRST,
        }
    }

    fn vouched(until: Timestamp) -> Vouched {
        let once = Digest::new([7; 32]);
        Vouched::new("https://id.example", "mina-7", once, until).expect("a good name")
    }

    fn actor(of: &Account) -> Actor {
        of.actor(&Roles::new(Role::everywhere("administrator", &[])))
    }

    #[test]
    fn a_link_is_its_owners_alone() {
        let (mina, omar, now) = (account(1), account(2), Timestamp::UNIX_EPOCH);
        let id = LinkId::new(Uuid::from_u128(9));
        let said = vouched(Timestamp::MAX);
        let made = link(&actor(&mina), &mina, &said, id, now).expect("her own");
        let [Change::Provider(ProviderChange::Link(made)), Change::Provider(_)] = made.changes()
        else {
            panic!()
        };
        assert!(link(&actor(&omar), &mina, &said, id, now).is_err());
        assert!(link(&Actor::anonymous(), &mina, &said, id, now).is_err());
        assert!(unlink(&actor(&omar), &omar, made, now).is_err());
        assert!(unlink(&actor(&omar), &mina, made, now).is_err());
        assert!(unlink(&actor(&mina), &mina, made, now).is_ok());
        let off = Account { state: State::Off { password: mina.password().clone() }, ..mina };
        assert!(link(&actor(&off), &off, &said, id, now).is_err());
    }

    #[test]
    fn what_was_vouched_for_long_ago_counts_for_nothing() {
        let (mina, now) = (account(1), Timestamp::UNIX_EPOCH);
        let commit = || Commit::by(&actor(&mina), now);
        assert_eq!(by_provider(commit(), &mina, &vouched(now), now).err(), Some(Refusal::TooLate));
        let counted = by_provider(commit(), &mina, &vouched(Timestamp::MAX), now).expect("in time");
        assert!(matches!(counted.changes(), [Change::Provider(ProviderChange::SpendOnce { .. })]));
    }
}
