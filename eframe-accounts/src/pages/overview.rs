use axum::extract::State;
use axum::response::Response;
use eframe_core::Grant;
use eframe_core::block::axum;
use eframe_core::frame::Link;
use eframe_core::http::Problem;

use super::OverviewPage;
use super::visit::{Visit, to};
use crate::model::{Account, Membership, Organisation};
use crate::{Accounts, permission};

/// Somebody's own account, and the ways to change it.
pub(super) async fn show(
    State(accounts): State<Accounts>,
    visit: Visit,
) -> Result<Response, Problem> {
    let (account, _) = match visit.signed_in() {
        Ok(own) => own,
        Err(elsewhere) => return Ok(to(&elsewhere)),
    };
    let organisations = accounts.organisations_of(&account.memberships).await?;
    let page = OverviewPage {
        notice: notice(&visit),
        warning: warning(&visit, account),
        name: account.name.clone(),
        email: account.email.as_str().to_owned(),
        language: account.language.own_name().to_owned(),
        roles: account.memberships.iter().map(|one| role(&visit, one, &organisations)).collect(),
        links: links(&visit, account),
        sign_out: visit.url("/sign-out"),
    };
    visit.page("accounts.overview.title", &page).await
}

fn notice(visit: &Visit) -> String {
    match visit.asked("done") {
        "password" => visit.say("accounts.password.done"),
        "profile" => visit.say("accounts.profile.done"),
        "joined" => visit.say("accounts.invitation.done"),
        "first" => visit.say("accounts.first.done"),
        _ => String::new(),
    }
}

/// What keeps somebody from doing anything.
fn warning(visit: &Visit, account: &Account) -> String {
    match account.owes_second_factor(visit.accounts.roles()) {
        true => visit.say("accounts.factor.needed"),
        false => String::new(),
    }
}

fn role(visit: &Visit, one: &Membership, organisations: &[Organisation]) -> String {
    let role = visit.words.role(&one.role);
    let organisation = organisations.iter().find(|known| Some(known.id) == one.organisation);
    match organisation {
        Some(organisation) => visit.words.say_with(
            "accounts.overview.role-for",
            &[("role", role.into()), ("organisation", organisation.name.as_str().into())],
        ),
        None => role,
    }
}

fn links(visit: &Visit, account: &Account) -> Vec<Link> {
    let own = [
        ("accounts.profile.title", "/profile"),
        ("accounts.password.title", "/password"),
        ("accounts.factor.title", "/second-factor"),
        ("accounts.sessions.title", "/sessions"),
        ("accounts.tokens.title", "/tokens"),
    ];
    let mut links: Vec<_> =
        own.map(|(key, path)| Link::new(visit.say(key), visit.url(path), "")).into();
    if visit.accounts.provider().is_some() {
        let providers = visit.url("/providers");
        links.push(Link::new(visit.say("accounts.provider.title"), providers, ""));
    }
    if let Some(data) = visit.accounts.data() {
        links.push(Link::new(visit.say("accounts.overview.data"), data, ""));
    }
    let reads = |grant: &Grant| grant.permission() == permission::READ.name();
    if account.actor(visit.accounts.roles()).grants().iter().any(reads) {
        let people = visit.accounts.mount().desk_url("/");
        links.push(Link::new(visit.say("accounts.overview.people"), people, ""));
    }
    links
}
