use eframe_core::{Actor, Commit, Settled, Timestamp};
use serde_json::json;

use crate::Refusal;
use crate::model::{Change, Organisation};
use crate::permission::{self, action};

/// Adds an organisation that roles can be given for.
///
/// # Errors
/// [`Refusal::Denied`] without [`permission::ORGANISE`].
pub fn add_organisation(
    actor: &Actor,
    organisation: Organisation,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    actor.require(permission::ORGANISE)?;
    Ok(add(Commit::by(actor, now), organisation))
}

/// Takes organisations in that another part of the host came to know, under the ids that they have there, and notes
/// that a message was worked off, where this is the end of that work. One of `known` that is called otherwise there is
/// called so here too; one that is called the same is left alone.
///
/// # Errors
/// [`Refusal::Denied`] without [`permission::ORGANISE`].
pub fn meet(
    actor: &Actor,
    known: &[Organisation],
    organisations: impl IntoIterator<Item = Organisation>,
    settled: Option<Settled>,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    actor.require(permission::ORGANISE)?;
    let take = |commit, one: Organisation| match known.iter().find(|old| old.id == one.id) {
        Some(old) if old.name == one.name => commit,
        Some(old) => rename(commit, old, one),
        None => add(commit, one),
    };
    let commit = organisations.into_iter().fold(Commit::by(actor, now), take);
    Ok(match settled {
        Some(settled) => commit.settle(settled),
        None => commit,
    })
}

pub(super) fn add(commit: Commit<Change>, organisation: Organisation) -> Commit<Change> {
    let facts = json!({ "name": &organisation.name });
    commit
        .audit(action::ADD_ORGANISATION, organisation.subject(), facts)
        .change(Change::AddOrganisation(organisation))
}

fn rename(commit: Commit<Change>, old: &Organisation, new: Organisation) -> Commit<Change> {
    let facts = json!({ "before": &old.name, "after": &new.name });
    commit
        .audit(action::RENAME_ORGANISATION, new.subject(), facts)
        .change(Change::RenameOrganisation(new))
}
