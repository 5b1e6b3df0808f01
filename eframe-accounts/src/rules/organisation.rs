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
/// that a message was worked off, where this is the end of that work.
///
/// # Errors
/// [`Refusal::Denied`] without [`permission::ORGANISE`].
pub fn meet(
    actor: &Actor,
    organisations: impl IntoIterator<Item = Organisation>,
    settled: Option<Settled>,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    actor.require(permission::ORGANISE)?;
    let commit = organisations.into_iter().fold(Commit::by(actor, now), add);
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
