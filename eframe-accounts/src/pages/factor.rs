use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::Posted;
use eframe_core::frame::Link;
use eframe_core::http::{Form, Path, Problem, in_query};

use super::password::in_its_field;
use super::visit::{Visit, to};
use super::{CodesPage, FactorPage, FormPage, PasskeyRow, local_path};
use crate::model::{Part, Passkey, PasskeyId};
use crate::{Accounts, SecondFactor};

const TITLE: &str = "accounts.factor.title";
const RENEW: &str = "accounts.factor.renew";
const REMOVE: &str = "accounts.factor.remove";
const REMOVE_APP: &str = "accounts.app.remove";
const REMOVE_PASSKEY: &str = "accounts.passkey.remove";

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
        app: state.app,
        passkeys: state.passkeys.iter().map(|one| row(&visit, one)).collect(),
        not_here: not_here(&visit),
        codes_left: state.codes_left,
        links: links(&visit, &state),
    };
    visit.page(TITLE, &page).await
}

fn notice(visit: &Visit) -> String {
    match visit.asked("done") {
        "app" => visit.say("accounts.factor.done-app"),
        "passkey" => visit.say("accounts.factor.done-passkey"),
        "part" => visit.say("accounts.factor.done-part"),
        "removed" => visit.say("accounts.factor.done-removed"),
        _ => String::new(),
    }
}

fn row(visit: &Visit, one: &Passkey) -> PasskeyRow {
    let path = format!("/second-factor/passkeys/{}/remove", one.id);
    PasskeyRow { name: one.name.clone(), used: one.used, remove: onward_to(visit, &path) }
}

/// Why nobody makes passkeys here, with what helps.
#[cfg(feature = "passkeys")]
fn not_here(visit: &Visit) -> String {
    if visit.accounts.has_passkeys() {
        return String::new();
    }
    let address = visit.accounts.mount().origin();
    visit.words.say_with("accounts.passkey.not-here", &[("address", address.into())])
}

#[cfg(not(feature = "passkeys"))]
fn not_here(visit: &Visit) -> String {
    visit.say("accounts.passkey.not-built")
}

#[cfg(feature = "passkeys")]
fn has_passkeys(visit: &Visit) -> bool {
    visit.accounts.has_passkeys()
}

#[cfg(not(feature = "passkeys"))]
fn has_passkeys(_: &Visit) -> bool {
    false
}

fn links(visit: &Visit, state: &SecondFactor) -> Vec<Link> {
    let link = |key: &str, path: &str| Link::new(visit.say(key), onward_to(visit, path), "");
    let app = if state.app { "accounts.app.replace" } else { "accounts.app.begin" };
    let mut links = vec![link(app, "/second-factor/app/new")];
    if has_passkeys(visit) {
        links.push(link("accounts.passkey.begin", "/second-factor/passkeys/new"));
    }
    if state.since.is_none() {
        links.push(back(visit));
        return links;
    }
    links.push(link(RENEW, "/second-factor/codes"));
    if state.app && !state.passkeys.is_empty() {
        links.push(link(REMOVE_APP, "/second-factor/app/remove"));
    }
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

/// Asks for the password before the app is removed.
pub(super) async fn ask_remove_app(visit: Visit) -> Result<Response, Problem> {
    ask_remove_part(&visit, REMOVE_APP).await
}

/// Removes it, and leaves what else there is.
pub(super) async fn remove_app(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    remove_part(&accounts, &visit, Part::App, &posted, REMOVE_APP).await
}

/// Asks for the password before a passkey is removed.
pub(super) async fn ask_remove_passkey(
    visit: Visit,
    Path(_): Path<PasskeyId>,
) -> Result<Response, Problem> {
    ask_remove_part(&visit, REMOVE_PASSKEY).await
}

/// Removes it, and leaves what else there is.
pub(super) async fn remove_passkey(
    State(accounts): State<Accounts>,
    visit: Visit,
    Path(id): Path<PasskeyId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    remove_part(&accounts, &visit, Part::Passkey(id), &posted, REMOVE_PASSKEY).await
}

async fn ask_remove_part(visit: &Visit, title: &str) -> Result<Response, Problem> {
    match visit.signed_in() {
        Ok(_) => visit.page(title, &remove_part_form(visit, title)).await,
        Err(elsewhere) => Ok(to(&elsewhere)),
    }
}

async fn remove_part(
    accounts: &Accounts,
    visit: &Visit,
    part: Part,
    posted: &Posted,
    title: &str,
) -> Result<Response, Problem> {
    if let Err(elsewhere) = visit.signed_in() {
        return Ok(to(&elsewhere));
    }
    let password = posted.one("current-password");
    match accounts.remove_part(&visit.caller()?, part, password, &visit.client).await {
        Ok(signed_in) => visit.enter(&signed_in, &visit.url("/second-factor?done=part")).await,
        Err(error) => {
            let form =
                remove_part_form(visit, title).refused(posted, in_its_field(error), visit)?;
            visit.again(title, &form).await
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

fn remove_part_form(visit: &Visit, title: &str) -> FormPage {
    FormPage { lead: visit.say("accounts.factor.part-lead"), ..asking(visit, title) }
}

/// A form that asks for the password alone, and leads back to the second factor.
pub(super) fn asking(visit: &Visit, submit: &str) -> FormPage {
    let cancel = Link::new(visit.say(TITLE), onward_to(visit, "/second-factor"), "");
    FormPage::asking(visit, submit, cancel)
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
