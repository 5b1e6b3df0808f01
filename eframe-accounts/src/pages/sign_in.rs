use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::Posted;
use eframe_core::frame::Link;
use eframe_core::http::{Form, Problem};
use http::StatusCode;

use super::factor::onward_to;
use super::provider::ways;
use super::second_step::code_url;
use super::visit::{Visit, to, with_cookie};
use super::{FormPage, local_path};
use crate::cookie::{self, Cookie};
use crate::{Accounts, Entrance, Error, Refusal, SignedIn};

const TITLE: &str = "accounts.sign-in.title";

/// Asks who comes.
pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    if visit.own.is_some() {
        return Ok(to(&onward(&visit)));
    }
    let mut page = sign_in_form(&visit);
    if visit.asked("done") == "password" {
        page.notice = visit.say("accounts.reset.done");
    } else if visit.asked("late") == "yes" {
        page.notice = visit.say("accounts.sign-in.late");
    } else if visit.asked("next").contains("kept=") {
        page.notice = visit.say("accounts.sign-in.kept");
    }
    visit.page(TITLE, &page).await
}

/// Lets them in, or asks again.
pub(super) async fn take(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let (email, password) = (posted.one("email"), posted.one("password"));
    match accounts.sign_in(email, password, &visit.client).await {
        Ok(Entrance::In(signed_in)) => visit.enter(&signed_in, &way_on(&visit, &signed_in)).await,
        Ok(Entrance::Owed(owed)) => Ok(visit.with_halfway(to(&code_url(&visit, "app")), &owed)),
        Err(error) => refused(&visit, &posted, error).await,
    }
}

async fn refused(visit: &Visit, posted: &Posted, error: Error) -> Result<Response, Problem> {
    let throttled = matches!(error, Error::Refused(Refusal::Throttled { .. }));
    let page = sign_in_form(visit).refused(posted, error, visit)?;
    let mut response = visit.again(TITLE, &page).await?;
    if throttled {
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    }
    Ok(response)
}

/// Ends the session at hand. Without one there is nothing to do, and the answer is the same.
pub(super) async fn leave(
    State(accounts): State<Accounts>,
    visit: Visit,
) -> Result<Response, Problem> {
    if let Some((_, session)) = &visit.own {
        accounts.end_session(&visit.caller()?, session.id).await?;
    }
    Ok(with_cookie(to(&visit.url("/sign-in")), cookie::clear(Cookie::Session, accounts.mount())))
}

/// Where somebody goes after signing in: where they wanted to, else to their account.
pub(super) fn onward(visit: &Visit) -> String {
    local_path(visit.asked("next")).map_or_else(|| visit.url("/"), str::to_owned)
}

/// The same, but first to where the second factor is set up that a role asks for.
pub(super) fn way_on(visit: &Visit, signed_in: &SignedIn) -> String {
    if signed_in.owes_second_factor { onward_to(visit, "/second-factor") } else { onward(visit) }
}

fn sign_in_form(visit: &Visit) -> FormPage {
    let (words, reset) = (&visit.words, visit.url("/reset"));
    FormPage {
        ways: ways(visit),
        fields: vec![words.email_field(), words.password_field()],
        submit: words.say("accounts.sign-in.submit"),
        links: vec![Link::new(words.say("accounts.sign-in.forgotten"), reset, "")],
        ..FormPage::default()
    }
}
