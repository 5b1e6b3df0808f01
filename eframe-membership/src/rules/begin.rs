use eframe_core::{Actor, Commit, Decision, OrganisationId, Timestamp, Version};
use serde_json::json;

use super::change::{self, ApplicationStanding, Case, Change, Given, NewApplication};
use super::policy::side;
use crate::Refusal;
use crate::event::Begun;
use crate::model::{ApplicationId, Author, Charter, Entry, Form, Member, Stage, Standing, What};
use crate::permission::{APPLY, BEGUN};

/// Begins an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begin {
    /// The organisation it is for; a new one where there is none yet, for whoever begins without an account.
    pub organisation: Option<OrganisationId>,
    /// What is filled in already: name, country, kind, whom to ask.
    pub form: Form,
}

/// Begins an application for an organisation. Somebody without an account may begin one too, for an organisation
/// that is new: `given.second` is its id, and [`Begun`] tells the host to invite whoever the form names.
///
/// # Errors
/// When the actor may not, what is filled in does not fit, or the organisation is a member that has nothing to
/// apply for.
pub fn begin(
    command: &Begin,
    given: &Given,
    member: Option<&Member>,
    charter: &Charter,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, ApplicationStanding>, Refusal> {
    let organisation = match command.organisation {
        Some(organisation) => {
            actor.require_for(APPLY, organisation)?;
            organisation
        }
        None => OrganisationId::new(given.second),
    };
    let form = command.form.clone().cleaned();
    form.fits()?;
    if command.organisation.is_none() {
        reachable(&form, charter, now)?;
    }
    if let Some(standing) = member.and_then(|member| member.standing)
        && standing != Standing::Withdrawn
    {
        return Err(Refusal::AlreadyMember(standing));
    }
    let id = ApplicationId::new(given.id);
    let year = charter.day(now).year();
    let new = NewApplication { id, organisation, form, code: given.code.clone(), year };
    let entry = Entry {
        id: given.entry,
        at: now,
        by: Author::of(actor),
        side: side(actor, organisation),
        what: What::Began,
    };
    let mut commit = Commit::by(actor, now)
        .change(Change::Begin(Box::new(new)))
        .change(Change::Note { case: Case::Application(id), entry })
        .audit(BEGUN, change::about(id), json!({ "organisation": organisation }));
    if let Some(member) = member {
        commit = commit.guard(change::keep_member(member));
    }
    let begun = Begun { application: id, organisation };
    if command.organisation.is_none() {
        commit = commit.send(&begun);
    }
    let standing = ApplicationStanding {
        application: id,
        stage: Stage::Draft,
        version: Version::FIRST,
        member: member.map(|member| member.id),
    };
    Ok(Decision::new(commit, standing))
}

/// Whoever has no account yet says at least who they are and where mail reaches them.
fn reachable(form: &Form, charter: &Charter, now: Timestamp) -> Result<(), Refusal> {
    let kinds = charter.on(charter.day(now)).kind_codes();
    let Err(errors) = form.complete(&kinds) else { return Ok(()) };
    let asked = ["kind", "name", "country", "contactName", "contactEmail", "contactLanguage"];
    let mut first = eframe_core::FieldErrors::new();
    for error in errors.iter().filter(|error| asked.contains(&&*error.field)) {
        first.add_with(error.field.clone(), error.key, error.args.clone());
    }
    Ok(first.finish(())?)
}
