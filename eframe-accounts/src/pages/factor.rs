use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::Posted;
use eframe_core::frame::Link;
use eframe_core::http::{Form, Problem, in_query};

use super::password::in_its_field;
use super::visit::{Visit, to};
use super::{CodesPage, FactorPage, FormPage, local_path};
use crate::{Accounts, SecondFactor};

const TITLE: &str = "accounts.factor.title";
const RENEW: &str = "accounts.factor.renew";
const REMOVE: &str = "accounts.factor.remove";

/// How it stands with the reader's second factor, and what can be done.
pub(super) async fn show(
    State(accounts): State<Accounts>,
    visit: Visit,
) -> Result<Response, Problem> {
    if let Err(elsewhere) = visit.signed_in() {
        return Ok(to(&elsewhere));
    }
    let state = accounts.second_factor(&visit.caller()?.actor).await?;
    let owed = state.needed && state.since.is_none();
    let page = FactorPage {
        notice: notice(&visit),
        warning: if owed { visit.say("accounts.factor.needed") } else { String::new() },
        since: state.since,
        codes_left: state.codes_left,
        links: links(&visit, state),
    };
    visit.page(TITLE, &page).await
}

fn notice(visit: &Visit) -> String {
    match visit.asked("done") {
        "app" => visit.say("accounts.factor.done-app"),
        "removed" => visit.say("accounts.factor.done-removed"),
        _ => String::new(),
    }
}

fn links(visit: &Visit, state: SecondFactor) -> Vec<Link> {
    let link = |key: &str, path: &str| Link::new(visit.say(key), onward_to(visit, path), "");
    let Some(_) = state.since else {
        return vec![link("accounts.app.begin", "/second-factor/app/new"), back(visit)];
    };
    let mut links = vec![
        link("accounts.app.replace", "/second-factor/app/new"),
        link(RENEW, "/second-factor/codes"),
    ];
    if !state.needed {
        links.push(link(REMOVE, "/second-factor/remove"));
    }
    links.push(back(visit));
    links
}

/// Asks for the password before new recovery codes are made.
pub(super) async fn ask_codes(visit: Visit) -> Result<Response, Problem> {
    match visit.signed_in() {
        Ok(_) => visit.page(RENEW, &codes_form(&visit)).await,
        Err(elsewhere) => Ok(to(&elsewhere)),
    }
}

/// Makes them, and shows them this once.
pub(super) async fn renew_codes(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    if let Err(elsewhere) = visit.signed_in() {
        return Ok(to(&elsewhere));
    }
    let password = posted.one("current-password");
    match accounts.renew_recovery_codes(&visit.caller()?, password, &visit.client).await {
        Ok(codes) => visit.page("accounts.codes.title", &codes_page(&visit, codes)).await,
        Err(error) => {
            let form = codes_form(&visit).refused(&posted, in_its_field(error), &visit)?;
            visit.again(RENEW, &form).await
        }
    }
}

/// Asks for the password before the second factor is removed.
pub(super) async fn ask_remove(visit: Visit) -> Result<Response, Problem> {
    match visit.signed_in() {
        Ok(_) => visit.page(REMOVE, &remove_form(&visit)).await,
        Err(elsewhere) => Ok(to(&elsewhere)),
    }
}

/// Removes it; every other session ends.
pub(super) async fn remove(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    if let Err(elsewhere) = visit.signed_in() {
        return Ok(to(&elsewhere));
    }
    let password = posted.one("current-password");
    match accounts.remove_second_factor(&visit.caller()?, password, &visit.client).await {
        Ok(signed_in) => visit.enter(&signed_in, &visit.url("/second-factor?done=removed")).await,
        Err(error) => {
            let form = remove_form(&visit).refused(&posted, in_its_field(error), &visit)?;
            visit.again(REMOVE, &form).await
        }
    }
}

/// Recovery codes, shown this once.
pub(super) fn codes_page(visit: &Visit, codes: Vec<String>) -> CodesPage {
    let on = local_path(visit.asked("next"));
    let (key, path) = match on {
        Some(next) => ("accounts.codes.go-on", next.to_owned()),
        None => (TITLE, visit.url("/second-factor")),
    };
    CodesPage { codes, links: vec![Link::new(visit.say(key), path, "")] }
}

fn codes_form(visit: &Visit) -> FormPage {
    FormPage { lead: visit.say("accounts.factor.renew-lead"), ..asking(visit, RENEW) }
}

fn remove_form(visit: &Visit) -> FormPage {
    FormPage { lead: visit.say("accounts.factor.remove-lead"), ..asking(visit, REMOVE) }
}

/// A form that asks for the password alone.
pub(super) fn asking(visit: &Visit, submit: &str) -> FormPage {
    let cancel = Link::new(visit.say(TITLE), onward_to(visit, "/second-factor"), "");
    FormPage {
        fields: vec![visit.words.current_password_field()],
        submit: visit.say(submit),
        links: vec![cancel],
        ..FormPage::default()
    }
}

/// A page of the second factor that knows where its reader wants to go afterwards.
pub(super) fn onward_to(visit: &Visit, path: &str) -> String {
    let next = local_path(visit.asked("next"));
    let next = next.map(|next| format!("?next={}", in_query(next))).unwrap_or_default();
    visit.url(&format!("{path}{next}"))
}

fn back(visit: &Visit) -> Link {
    Link::new(visit.say("accounts.overview.title"), visit.url("/"), "")
}
