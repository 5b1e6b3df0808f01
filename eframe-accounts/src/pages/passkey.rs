use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::form::{Field, Posted};
use eframe_core::frame::Link;
use eframe_core::http::{Form, Problem};
use http::header;

use super::factor::{asking, codes_page, onward_to};
use super::password::in_its_field;
use super::visit::{Visit, to};
use super::{FormPage, PasskeyForm, PasskeyPage};
use crate::{Accounts, Error, Refusal};

const NEW: &str = "/second-factor/passkeys/new";
const MAKE: &str = "/second-factor/passkeys/make";
const BEGIN: &str = "accounts.passkey.begin";
const TITLE: &str = "accounts.passkey.title";

/// What asks browsers. Without it there are no passkeys.
const SCRIPT: &str = include_str!("../../assets/passkeys.js");

/// Its path. It changes with its text, so that browsers may keep it.
pub(super) fn script_url(visit: &Visit) -> String {
    let hash = eframe_core::sha256(SCRIPT.as_bytes()).to_string();
    visit.url(&format!("/passkeys.js?{}", &hash[..12]))
}

/// Answers with it.
pub(super) async fn script() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    (headers, SCRIPT).into_response()
}

/// Asks for a name and the password before a passkey is made.
pub(super) async fn ask(
    State(accounts): State<Accounts>,
    visit: Visit,
) -> Result<Response, Problem> {
    match visit.signed_in() {
        // It says why.
        Ok(_) if !accounts.has_passkeys() => Ok(to(&onward_to(&visit, "/second-factor"))),
        Ok(_) => visit.page(BEGIN, &begin_form(&visit)).await,
        Err(elsewhere) => Ok(to(&elsewhere)),
    }
}

/// Makes the question for it, which counts for nothing yet.
pub(super) async fn begin(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let session = match visit.signed_in() {
        Ok((_, session)) => session.id,
        Err(elsewhere) => return Ok(to(&elsewhere)),
    };
    let mut read = posted.read();
    let name = read.line("name", 60);
    let begun = match read.finish(|| Some(name)) {
        Ok(name) => {
            let (caller, password) = (visit.caller()?, posted.one("current-password"));
            accounts.begin_passkey(&caller, session, &name, password, &visit.client).await
        }
        Err(errors) => Err(errors.into()),
    };
    match begun {
        Ok(()) => Ok(to(&onward_to(&visit, MAKE))),
        Err(error) => {
            let form = begin_form(&visit).refused(&posted, in_its_field(error), &visit)?;
            visit.again(BEGIN, &form).await
        }
    }
}

/// Shows the button that asks the browser.
pub(super) async fn show(
    State(accounts): State<Accounts>,
    visit: Visit,
) -> Result<Response, Problem> {
    let (account, session) = match visit.signed_in() {
        Ok(own) => own,
        Err(elsewhere) => return Ok(to(&elsewhere)),
    };
    let begun = match accounts.begun_passkey(account, session.id).await {
        Err(Error::Refused(Refusal::NothingBegun)) => return Ok(to(&onward_to(&visit, NEW))),
        other => other?,
    };
    let link = |key: &str, path: &str| Link::new(visit.say(key), onward_to(&visit, path), "");
    let page = PasskeyPage {
        name: begun.name,
        form: PasskeyForm {
            action: onward_to(&visit, MAKE),
            does: "make",
            options: begun.question.options,
            submit: visit.say("accounts.passkey.submit"),
        },
        script: script_url(&visit),
        links: vec![
            link("accounts.passkey.app-instead", "/second-factor/app/new"),
            link("accounts.factor.title", "/second-factor"),
        ],
    };
    visit.page(TITLE, &page).await
}

/// Lets it count when the answer is right, and shows the recovery codes that come with the first factor.
pub(super) async fn confirm(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let session = match visit.signed_in() {
        Ok((_, session)) => session.id,
        Err(elsewhere) => return Ok(to(&elsewhere)),
    };
    let (caller, answer) = (visit.caller()?, posted.one("answer"));
    let confirmed = match accounts.confirm_passkey(&caller, session, answer, &visit.client).await {
        Ok(confirmed) => confirmed,
        Err(Error::Refused(Refusal::NothingBegun)) => return Ok(to(&onward_to(&visit, NEW))),
        Err(error) => {
            // The question is used up: the next one begins with the password.
            let mut form = begin_form(&visit).refused(&Posted::default(), error, &visit)?;
            form.action = onward_to(&visit, NEW);
            return visit.again(BEGIN, &form).await;
        }
    };
    let signed_in = &confirmed.signed_in;
    if confirmed.codes.is_empty() {
        return visit.enter(signed_in, &visit.url("/second-factor?done=passkey")).await;
    }
    let page = codes_page(&visit, confirmed.codes);
    Ok(visit.with_session(visit.page("accounts.codes.title", &page).await?, signed_in))
}

fn begin_form(visit: &Visit) -> FormPage {
    let name = Field::text("name", visit.say("accounts.passkey.name"))
        .hint(visit.say("accounts.passkey.name-hint"));
    let mut form = asking(visit, "accounts.app.next");
    form.lead = visit.say("accounts.passkey.begin-lead");
    form.fields.insert(0, name);
    form
}
