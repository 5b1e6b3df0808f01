use eframe_core::{Actor, Commit, Timestamp};
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

pub(super) fn add(commit: Commit<Change>, organisation: Organisation) -> Commit<Change> {
    let facts = json!({ "name": &organisation.name });
    commit
        .audit(action::ADD_ORGANISATION, organisation.subject(), facts)
        .change(Change::AddOrganisation(organisation))
}
