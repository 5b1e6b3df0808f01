use eframe_core::{
    Actor, ActorId, ActorKind, Commit, Decision, OrganisationId, Timestamp, Version,
};
use serde_json::json;

use super::change::{self, ApplicationStanding, Case, Change, Given, NewApplication};
use super::policy::beginning_side;
use crate::Refusal;
use crate::event::Begun;
use crate::model::{
    ApplicationId, Author, Charter, Entry, Form, Kind, Member, Side, Stage, Standing, What,
};
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
/// that is new: `given.second` is its id, and [`Begun`] tells the host to invite whoever the form names. A person who has
/// signed in reads it and goes on with it; to sign or confirm it one has to belong to the organisation.
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
    let known = charter.on(charter.day(now)).kind_codes();
    match (known.into_iter().find(|kind| kind.as_str() == form.kind), member) {
        (Some(kind), _) => something_to_apply_for(member, &kind, charter, now)?,
        (None, Some(member)) => something_at_all(member, charter, now)?,
        (None, None) => {}
    }
    let id = ApplicationId::new(given.id);
    let year = charter.day(now).year();
    let side = beginning_side(actor, organisation);
    let new = NewApplication {
        id,
        organisation,
        form,
        code: given.code.clone(),
        year,
        creator: creator(command, actor, side),
    };
    let entry = Entry { id: given.entry, at: now, by: Author::of(actor), side, what: What::Began };
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

/// Who goes on with an application that they began for an organisation that is new, as nobody acts for it yet: a
/// person who is not the Secretariat's.
fn creator(command: &Begin, actor: &Actor, side: Side) -> Option<ActorId> {
    let own = command.organisation.is_none() && side == Side::Applicant;
    (own && actor.kind() == ActorKind::Person).then(|| actor.id())
}

/// Whether a member has something to apply for as this kind: whoever stands below what the charter of the day gives it
/// in the end. To be an applicant is no membership: the database keeps an organisation from having two applications
/// under way, and the last one may have been refused. Whose rights rest or who lapsed has another way back.
///
/// # Errors
/// [`Refusal::AlreadyMember`] with where it stands.
pub(crate) fn something_to_apply_for(
    member: Option<&Member>,
    kind: &Kind,
    charter: &Charter,
    now: Timestamp,
) -> Result<(), Refusal> {
    let rule = charter.on(charter.day(now)).kinds.get(kind);
    let most = rule.and_then(|rule| {
        let approval = rule.approval.as_ref().map(|approval| approval.standing);
        approval.max(rule.acceptance).max(Some(rule.submission))
    });
    match member.and_then(|member| member.standing) {
        None | Some(Standing::Applicant | Standing::Withdrawn) => Ok(()),
        Some(standing) if standing.is_registered() && Some(standing) < most => Ok(()),
        Some(standing) => Err(Refusal::AlreadyMember(standing)),
    }
}

/// Whether a member has something to apply for as some kind: as what it is, or as another that gives more.
///
/// # Errors
/// As [`something_to_apply_for`] has it for what it is.
pub(crate) fn something_at_all(
    member: &Member,
    charter: &Charter,
    now: Timestamp,
) -> Result<(), Refusal> {
    let kinds = charter.on(charter.day(now)).kind_codes();
    let more = |kind| something_to_apply_for(Some(member), kind, charter, now);
    if kinds.iter().any(|kind| more(kind).is_ok()) { Ok(()) } else { more(&member.kind) }
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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::model::{EntryId, Happening};
    use crate::rules::samples::{approved, city, full_city, noon, secretariat};

    fn asked(member: &Member, kind: &str) -> Result<(), Refusal> {
        let form = Form { kind: kind.to_owned(), ..Form::default() };
        let command = Begin { organisation: Some(member.organisation), form };
        let id = Uuid::from_u128(1);
        let given = Given { id, second: id, entry: EntryId::new(id), code: "code".to_owned() };
        let now = noon("2026-11-25");
        begin(&command, &given, Some(member), &Charter::wego(), &secretariat(), now).map(drop)
    }

    fn accepted(more: &[(&str, Happening)]) -> Member {
        let first = ("2020-01-10", Happening::Accepted);
        city(&[&[first], more].concat(), "2026-11-25")
    }

    #[test]
    fn an_associate_city_applies_for_what_the_committee_gives_and_a_full_one_for_nothing() {
        for kind in ["", "city"] {
            assert_eq!(asked(&accepted(&[]), kind), Ok(()), "{kind}");
            let full = asked(&full_city("2026-11-25"), kind);
            assert_eq!(full, Err(Refusal::AlreadyMember(Standing::Full)), "{kind}");
        }
        let friendship = asked(&accepted(&[]), "friendship");
        assert_eq!(friendship, Err(Refusal::AlreadyMember(Standing::Associate)));
    }

    #[test]
    fn who_is_all_that_its_kind_can_be_begins_to_be_another_that_can_be_more() {
        let history = [("2020-01-10", approved("executive-committee"))];
        let friend = Member {
            kind: "friendship".parse().expect("a code"),
            standing: Some(Standing::Associate),
            history: crate::rules::samples::happened(&history),
            ..accepted(&[])
        };
        for kind in ["", "city"] {
            assert_eq!(asked(&friend, kind), Ok(()), "{kind}");
        }
        let again = asked(&friend, "friendship");
        assert_eq!(again, Err(Refusal::AlreadyMember(Standing::Associate)));
    }

    #[test]
    fn who_left_or_was_refused_since_applies_again_and_whose_rights_rest_does_not() {
        let left = ("2021-01-01", Happening::Withdrew { reason: String::new() });
        let anew = Happening::Submitted { application: None, other_kind: None };
        assert_eq!(asked(&accepted(std::slice::from_ref(&left)), "city"), Ok(()));
        let refused = accepted(&[left, ("2022-01-01", anew)]);
        assert_eq!(refused.standing, Some(Standing::Applicant));
        assert_eq!(asked(&refused, "city"), Ok(()));
        let rests = ("2021-01-01", Happening::Suspended { reason: "asked".to_owned() });
        let suspended = Err(Refusal::AlreadyMember(Standing::Suspended));
        assert_eq!(asked(&accepted(&[rests]), "city"), suspended);
        let lapsed = ("2021-01-01", Happening::Lapsed { period: "2020".to_owned() });
        let lapsed = accepted(&[lapsed, ("2021-02-01", approved("executive-committee"))]);
        assert_eq!(asked(&lapsed, "city"), Err(Refusal::AlreadyMember(Standing::Lapsed)));
    }
}
