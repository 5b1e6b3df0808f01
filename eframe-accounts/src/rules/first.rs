use eframe_core::{Actor, Commit, Timestamp, Version};
use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;

use super::{Newcomer, owns_the_set};
use crate::Refusal;
use crate::event::Opened;
use crate::model::{Account, AccountId, Change, Directory, EmailAddress, FirstLink, Roles, State};
use crate::permission::action;

/// How long the first administrator's link is good. Each start makes a new one while nobody has used it.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);

/// Offers the way in while there is no administrator: the link that waits, else a new one.
///
/// `None` says there is an administrator, and this way is closed for ever.
pub fn offer_first(
    actor: &Actor,
    directory: &Directory,
    id: Uuid,
    now: Timestamp,
) -> Option<(FirstLink, Commit<Change>)> {
    if !directory.administrators.is_empty() {
        return None;
    }
    let commit = Commit::by(actor, now);
    match directory.first {
        Some(waiting) if now < waiting.expires => Some((waiting, commit)),
        _ => {
            let link = FirstLink { id, expires: now.checked_add(GOOD_FOR).unwrap_or(now) };
            let commit = commit
                .guard(owns_the_set(directory.version))
                .change(Change::SetFirstLink(Some(link)));
            Some((link, commit))
        }
    }
}

/// Makes whoever holds the link the first administrator. Of two who use it at once one is.
///
/// # Errors
/// [`Refusal::LinkDead`] when there is an administrator, or the link is another one or too old.
pub fn claim(
    roles: &Roles,
    directory: &Directory,
    link: Uuid,
    email: EmailAddress,
    newcomer: Newcomer,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    let offered = directory.first.filter(|offer| offer.id == link && now < offer.expires);
    if offered.is_none() || !directory.administrators.is_empty() {
        return Err(Refusal::LinkDead);
    }
    let account = Account {
        id: newcomer.id,
        email,
        name: newcomer.name,
        language: newcomer.language,
        state: State::Active { password: newcomer.password },
        memberships: vec![roles.administrator()],
        second_factor: None,
        version: Version::FIRST,
    };
    let (id, actor) = (account.id, account.actor(roles));
    Ok(Commit::by(&actor, now)
        .guard(owns_the_set(directory.version))
        .change(Change::SetFirstLink(None))
        .change(Change::OpenAccount(account))
        .audit(action::CLAIM, AccountId::subject(id), json!({}))
        .send(&Opened { account: id }))
}
