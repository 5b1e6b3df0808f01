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
    let facts = json!({ "name": &organisation.name });
    Ok(Commit::by(actor, now)
        .audit(action::ADD_ORGANISATION, organisation.subject(), facts)
        .change(Change::AddOrganisation(organisation)))
}
