//! Every block that keeps something of people, asked together.

use std::path::PathBuf;
use std::sync::Arc;

use eframe_accounts::{Accounts, Keyring};
use eframe_ceds::Ceds;
use eframe_cms::Cms;
use eframe_core::personal::{ErasedList, House, PersonalData, PersonalError};
use eframe_core::{Database, World};
use eframe_membership::Membership;
use eframe_newsletter::Newsletter;
use eframe_webhooks::Webhooks;

use super::{closed_on_failure, newsletter_secrets, open_as_it_is, open_database, webhooks};
use crate::settings::Settings;
use crate::{Failure, roles, secret};

/// The blocks that keep something of people, in the order in which they erase. The accounts last: they say who a person is.
pub(super) type Blocks<'a> =
    (&'a Cms, &'a Membership, &'a Ceds, &'a Newsletter, &'a Webhooks, &'a Accounts);

fn house(database: &Database, blocks: Blocks<'_>, list: ErasedList) -> House {
    let (cms, membership, ceds, newsletter, webhooks, accounts) = blocks;
    let blocks: [Arc<dyn PersonalData>; 6] = [
        Arc::new(cms.clone()),
        Arc::new(membership.clone()),
        Arc::new(ceds.clone()),
        Arc::new(newsletter.clone()),
        Arc::new(webhooks.clone()),
        Arc::new(accounts.clone()),
    ];
    House::new(database.clone(), blocks, list)
}

/// Where those are listed who were erased, apart from the database.
pub(crate) fn path(settings: &Settings) -> PathBuf {
    settings.data.join("erased.jsonl")
}

/// The list, whose marks are made with the oldest key of the house: that one stays.
pub(super) fn list(settings: &Settings, keyring: &Keyring) -> Result<ErasedList, Failure> {
    let oldest = keyring.secrets("persons").pop().ok_or("the key file has no key")?;
    Ok(ErasedList::new(path(settings), oldest))
}

/// The blocks asked together; and whom a restored backup brought back, or whose erasure was broken off, is held back and
/// erased again.
pub(super) async fn open(
    database: &Database,
    blocks: Blocks<'_>,
    list: ErasedList,
) -> Result<House, Failure> {
    let persons = house(database, blocks, list);
    blocks.3.reapply().await?;
    let people = all_the_same(persons.reapply().await)?;
    if people > 0 {
        tracing::warn!(people, "erased again: a backup of before was brought back");
    }
    Ok(persons)
}

/// A start is not stopped by a file that could not be written anew: they are erased, and what is left the next start does.
fn all_the_same(came: Result<u64, PersonalError>) -> Result<u64, PersonalError> {
    match came {
        Err(freed @ PersonalError::Freed(_)) => {
            tracing::warn!(error = %freed, "the site starts all the same");
            Ok(0)
        }
        other => other,
    }
}

/// The blocks on this database, brought to this version's form, without the site around them.
///
/// # Errors
/// With one line for the operator.
pub(crate) async fn alone(
    settings: &Settings,
    world: World,
) -> Result<(Database, House, Newsletter), Failure> {
    let database = open_database(settings, &world).await?;
    let (house, newsletter) = closed_on_failure(&database, of(settings, &database)).await?;
    Ok((database, house, newsletter))
}

/// The same on a database that is open, and has this version's form.
///
/// # Errors
/// With one line for the operator.
pub(crate) async fn of(
    settings: &Settings,
    database: &Database,
) -> Result<(House, Newsletter), Failure> {
    let keyring = secret::keyring(settings, database).await?;
    on(settings, database, keyring)
}

/// The same on a database that has this version's form already, with the key that is there: neither is made.
///
/// # Errors
/// With one line for the operator.
pub(crate) async fn there(settings: &Settings, world: World) -> Result<(Database, House), Failure> {
    let database = open_as_it_is(settings, &world).await?;
    let known = async { on(settings, &database, secret::known(settings, &database)?) };
    let (house, _) = closed_on_failure(&database, known).await?;
    Ok((database, house))
}

fn on(
    settings: &Settings,
    database: &Database,
    keyring: Keyring,
) -> Result<(House, Newsletter), Failure> {
    let list = list(settings, &keyring)?;
    let newsletter = Newsletter::builder(database.clone(), newsletter_secrets(&keyring)?)
        .keeping(settings.data.join(super::SUPPRESSED))
        .build();
    let webhooks = webhooks::alone(database, webhooks::secrets(&keyring)?);
    let accounts = Accounts::builder(database.clone(), roles::roles(), keyring).build();
    let cms = Cms::builder(database.clone()).build();
    let membership = Membership::builder(database.clone()).build();
    let ceds = Ceds::builder(database.clone()).build();
    let blocks = (&cms, &membership, &ceds, &newsletter, &webhooks, &accounts);
    let house = house(database, blocks, list);
    Ok((house, newsletter))
}

#[cfg(test)]
mod tests;
