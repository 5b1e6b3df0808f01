use std::collections::BTreeSet;

use eframe_core::form::{Choice, Field, Fields, Posted};
use eframe_core::frame::Link;
use eframe_core::{Actor, FieldErrors, OrganisationId, Scope};

use super::seat::Seat;
use crate::model::{Membership, Organisation, Reach, Roles};
use crate::{Error, permission};

/// So many organisations stand in a list to choose from; of more, one looks for a name.
const LISTED: usize = 25;

/// Whether somebody may give a role, as the page that offers it understands giving.
pub(super) type MayGive = fn(&Actor, &Roles, &Membership) -> bool;

/// The fields that ask for one role and, where it is held for an organisation, for that: by a list while there are few,
/// by a part of the name otherwise. `form` is what they are to hold.
pub(super) async fn fields(
    seat: &Seat,
    may_give: MayGive,
    form: &Fields,
) -> Result<Vec<Field>, Error> {
    let roles = roles(seat, may_give);
    let role = Field::select("role", seat.say("accounts.desk.people-role"), roles);
    let which = seat.say("accounts.desk.roles-organisation");
    let all = found(seat, "").await?;
    if all.is_empty() {
        return Ok(vec![role.hint(seat.say("accounts.desk.roles-no-organisation"))]);
    }
    let listed = |label, all: Vec<Organisation>| {
        let choices = all.into_iter().map(|one| Choice::new(one.id.to_string(), one.name));
        Field::select("organisation", label, choices.collect()).optional()
    };
    let hint = |field: Field| field.hint(seat.say("accounts.desk.roles-organisation-hint"));
    if all.len() <= LISTED {
        return Ok(vec![role, hint(listed(which, all))]);
    }
    let mut fields = vec![role, hint(Field::search("words", which))];
    let words = form.value("words");
    if !words.is_empty() {
        let some = found(seat, words).await?;
        if some.len() > 1 && some.len() <= LISTED {
            fields.push(listed(seat.say("accounts.desk.roles-which"), some));
        }
    }
    Ok(fields)
}

/// Where an organisation is added, for whoever finds none to choose and may add one.
pub(super) async fn links(seat: &Seat) -> Result<Vec<Link>, Error> {
    let adds = seat.caller.actor.may(permission::ORGANISE);
    if !adds || !found(seat, "").await?.is_empty() {
        return Ok(Vec::new());
    }
    let text = seat.say("accounts.desk.organisation-add");
    Ok(vec![Link::new(text, seat.url("/organisations/new"), "")])
}

/// The role that was chosen, with its organisation where it asks for one.
pub(super) async fn chosen(seat: &Seat, posted: &Posted) -> Result<Membership, Error> {
    let wrong = |field, key: &'static str| Error::from(FieldErrors::one(field, key));
    let name = posted.one("role");
    let Some(role) = seat.accounts.roles().get(name) else {
        return Err(wrong("role", "accounts.desk.roles.form"));
    };
    let (words, picked) = (posted.one("words").trim(), posted.one("organisation"));
    if role.reach() == Reach::Everywhere {
        if words.is_empty() && picked.is_empty() {
            return Ok(Membership::everywhere(name));
        }
        let mut errors = FieldErrors::new();
        let args = vec![("role", name.to_owned())];
        errors.add_with("role", "accounts.desk.roles.organisation-needless", args);
        return Err(errors.into());
    }
    let picked: Option<OrganisationId> = picked.parse().ok();
    let some = found(seat, words).await?;
    let exact = |one: &&Organisation| one.name.to_lowercase() == words.to_lowercase();
    let one = some.iter().find(|one| Some(one.id) == picked);
    if picked.is_some() && one.is_none() && words.is_empty() {
        return Err(Error::NotFound);
    }
    match (one.or_else(|| some.iter().find(exact)), some.as_slice()) {
        (Some(one), _) | (None, [one]) => Ok(Membership::of(name, one.id)),
        (None, _) if words.is_empty() => Err(missing(name)),
        (None, []) => Err(wrong("words", "accounts.desk.roles-none-named")),
        (None, more) if more.len() > LISTED => {
            Err(wrong("words", "accounts.desk.roles-many-named"))
        }
        (None, _) => Err(wrong("organisation", "accounts.desk.roles.form")),
    }
}

fn missing(role: &str) -> Error {
    let mut errors = FieldErrors::new();
    let args = vec![("role", role.to_owned())];
    errors.add_with("role", "accounts.desk.roles.organisation-missing", args);
    errors.into()
}

/// One more than a list has, so that it shows when there are more.
async fn found(seat: &Seat, words: &str) -> Result<Vec<Organisation>, Error> {
    let (actor, most) = (&seat.caller.actor, LISTED as u64 + 1);
    seat.accounts.organisations_named(actor, words, "", most).await
}

/// What the form holds when an address names a role, or an organisation by its id.
pub(super) async fn filled(seat: &Seat) -> Result<Vec<(&'static str, String)>, Error> {
    let mut filled = vec![("role", seat.query.one("role").to_owned())];
    let Ok(id) = seat.query.one("organisation").parse::<OrganisationId>() else {
        return Ok(filled);
    };
    let known = seat.accounts.organisation(&seat.caller.actor, id).await?;
    if let Some(organisation) = known {
        filled.push(("organisation", organisation.id.to_string()));
        filled.push(("words", organisation.name));
    }
    filled.retain(|(_, value)| !value.is_empty());
    Ok(filled)
}

/// The roles that the actor may give, everywhere or for an organisation: the one that may do least first, so that nobody
/// makes an administrator by leaving the field as it is.
fn roles(seat: &Seat, may_give: MayGive) -> Vec<Choice> {
    let (actor, all) = (&seat.caller.actor, seat.accounts.roles());
    // What holds for an organisation that nobody knows, holds for every one.
    let any = OrganisationId::new(uuid::Uuid::nil());
    let own = actor.grants().iter().filter_map(|grant| match grant.scope() {
        Scope::Organisation(organisation) => Some(organisation),
        Scope::Everywhere => None,
    });
    let organisations: BTreeSet<_> = own.chain([any]).collect();
    let offered = |role: &str, reach| match reach {
        Reach::Everywhere => may_give(actor, all, &Membership::everywhere(role)),
        Reach::Organisation => {
            organisations.iter().any(|&one| may_give(actor, all, &Membership::of(role, one)))
        }
    };
    let given = all.iter().filter(|role| offered(role.name(), role.reach()));
    let mut given: Vec<_> = given.collect();
    given.sort_by_key(|role| (role.permissions().len(), role.reach() == Reach::Everywhere));
    given.into_iter().map(|role| Choice::new(role.name(), seat.words.role(role.name()))).collect()
}
