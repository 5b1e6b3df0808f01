use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Action, Kind};
use eframe_core::http::{Path, Problem};
use eframe_core::template::Template;
use serde::Serialize;

use super::seat::Seat;
use crate::model::{Account, AccountId};
use crate::permission;

/// One person, and what can be done about their account.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct PersonPage {
    notice: String,
    name: String,
    email: String,
    language: String,
    active: bool,
    roles: Vec<String>,
    actions: Vec<Action>,
    back: String,
}

/// Shows one person.
pub(super) async fn show(seat: Seat, Path(id): Path<AccountId>) -> Result<Response, Problem> {
    let account = seat.accounts.person(&seat.caller.actor, id).await?;
    let organisations = seat.accounts.organisations(&seat.caller.actor).await?;
    let page = PersonPage {
        notice: seat.notice(),
        name: account.name.clone(),
        email: account.email.as_str().to_owned(),
        language: account.language.own_name().to_owned(),
        active: account.is_active(),
        roles: account.memberships.iter().map(|one| seat.role(one, &organisations)).collect(),
        actions: actions(&seat, &account),
        back: seat.url("/"),
    };
    seat.page(&account.name, &page).await
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
    let may_switch = actor.may(permission::SWITCH) && actor.id() != account.id.actor();
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
            roles: vec!["Editor".to_owned()],
            actions: vec![Action::new(Kind::Danger, "Switch off", "/desk/accounts/7/off")],
            back: "/desk/accounts/".to_owned(),
        };
        let off = Self {
            notice: String::new(),
            active: false,
            roles: Vec::new(),
            actions: Vec::new(),
            ..on.clone()
        };
        vec![on, off]
    }
}
