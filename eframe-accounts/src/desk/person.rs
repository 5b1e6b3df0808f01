use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Kind};
use eframe_core::http::{Path, Problem, in_query};
use eframe_core::template::Template;
use jiff::Timestamp;
use serde::Serialize;

use super::seat::Seat;
use crate::model::{Account, AccountId, Membership, Organisation};
use crate::permission;
use crate::rules::may_grant;

/// One person, and what can be done about their account.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PersonPage {
    notice: String,
    name: String,
    email: String,
    language: String,
    active: bool,
    /// Since when they have a second factor, if they have one.
    factor: Option<Timestamp>,
    /// Whether a role asks for one that they have not.
    owed: bool,
    roles: Vec<Held>,
    actions: Vec<Action>,
    back: String,
}

/// A role of theirs.
#[derive(Clone, Debug, Serialize)]
struct Held {
    /// Which, and for which organisation.
    text: String,
    /// Where it is taken away; empty for who may not.
    take: String,
}

/// Shows one person.
pub(super) async fn show(seat: Seat, Path(id): Path<AccountId>) -> Result<Response, Problem> {
    let account = seat.accounts.person(&seat.caller.actor, id).await?;
    let organisations = seat.accounts.organisations_of(&account.memberships).await?;
    let role = |one: &Membership| role(&seat, &account, one, &organisations);
    let page = PersonPage {
        notice: seat.notice(),
        name: account.name.clone(),
        email: account.email.as_str().to_owned(),
        language: account.language.own_name().to_owned(),
        active: account.is_active(),
        factor: account.second_factor,
        owed: account.owes_second_factor(seat.accounts.roles()),
        roles: account.memberships.iter().map(role).collect(),
        actions: actions(&seat, &account),
        back: seat.url("/"),
    };
    seat.page(&account.name, &page).await
}

fn role(seat: &Seat, account: &Account, one: &Membership, organisations: &[Organisation]) -> Held {
    let (actor, roles) = (&seat.caller.actor, seat.accounts.roles());
    let may = may_grant(actor, roles, permission::GRANT, one).is_ok();
    let organisation = one.organisation.map(|id| format!("&organisation={id}"));
    let organisation = organisation.unwrap_or_default();
    let role = in_query(&one.role);
    let take = seat.url(&format!("/{}/roles/take?role={role}{organisation}", account.id));
    Held {
        text: seat.role(one, organisations),
        take: Some(take).filter(|_| may).unwrap_or_default(),
    }
}

/// Only what the reader may do; what they may not do to themselves is left out.
fn actions(seat: &Seat, account: &Account) -> Vec<Action> {
    let actor = &seat.caller.actor;
    let url = |verb| seat.url(&format!("/{}/{verb}", account.id));
    let mut actions = Vec::new();
    let grants = actor.grants().iter().map(|grant| grant.permission());
    if grants.into_iter().any(|held| held == permission::GRANT.name()) {
        let text = seat.say("accounts.desk.person-roles");
        actions.push(Action::new(Kind::Main, text, url("roles")));
    }
    let other = actor.id() != account.id.actor();
    if account.second_factor.is_some() && other && actor.may(permission::TAKE_FACTOR) {
        let text = seat.say("accounts.desk.factor-title");
        actions.push(Action::new(Kind::Danger, text, url("second-factor")));
    }
    let may_switch = actor.may(permission::SWITCH) && other;
    if may_switch && account.is_active() {
        let text = seat.say("accounts.desk.person-off");
        actions.push(Action::new(Kind::Danger, text, url("off")));
    } else if may_switch {
        let text = seat.say("accounts.desk.person-on");
        actions.push(Action::new(Kind::Plain, text, url("on")));
    }
    actions
}

impl Template for PersonPage {
    const NAME: &'static str = "accounts/desk/person.html";

    fn samples() -> Vec<Self> {
        let on = Self {
            notice: "Changed".to_owned(),
            name: "Mina Park".to_owned(),
            email: "mina@city.example".to_owned(),
            language: "한국어".to_owned(),
            active: true,
            factor: Some(Timestamp::UNIX_EPOCH),
            owed: false,
            roles: vec![
                Held {
                    text: "Editor".to_owned(),
                    take: "/desk/accounts/7/roles/take?role=editor".to_owned(),
                },
                Held { text: "Officer, Porto Azul".to_owned(), take: String::new() },
            ],
            actions: vec![Action::new(Kind::Danger, "Switch off", "/desk/accounts/7/off")],
            back: "/desk/accounts/".to_owned(),
        };
        let off = Self {
            notice: String::new(),
            active: false,
            factor: None,
            roles: Vec::new(),
            actions: Vec::new(),
            ..on.clone()
        };
        let owing = Self { owed: true, ..off.clone() };
        vec![on, off, owing]
    }
}
