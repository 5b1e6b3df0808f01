use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::Posted;
use eframe_core::frame::Link;
use eframe_core::http::{Form, Problem};

use super::visit::{Visit, to};
use super::{FormPage, MessagePage};
use crate::{Accounts, Error, Refusal};

const ASK: &str = "accounts.reset.title";
const SET: &str = "accounts.reset.new-title";

/// Asks for whom a new password is wanted.
pub(super) async fn ask(visit: Visit) -> Result<Response, Problem> {
    visit.page(ASK, &ask_form(&visit)).await
}

/// Takes the wish. The answer is the same for every address.
pub(super) async fn asked(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let asked = accounts.ask_reset(posted.one("email"), visit.words.language, &visit.client).await;
    match asked {
        Ok(()) => {
            let page = MessagePage {
                paragraphs: vec![visit.say("accounts.reset.asked")],
                links: vec![sign_in(&visit)],
                ..MessagePage::default()
            };
            visit.page("accounts.reset.asked-title", &page).await
        }
        Err(error) => visit.again(ASK, &ask_form(&visit).refused(&posted, error, &visit)?).await,
    }
}

/// Asks for the new password. Following the link changes nothing, so a mail scanner does no harm.
pub(super) async fn show(
    State(accounts): State<Accounts>,
    visit: Visit,
) -> Result<Response, Problem> {
    match accounts.check_reset(visit.asked("token")).await {
        Ok(()) => visit.page(SET, &set_form(&visit)).await,
        Err(error) => dead(&visit, error).await,
    }
}

/// Sets it.
pub(super) async fn take(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let token = visit.asked("token");
    match accounts.reset_password(token, posted.one("password")).await {
        Ok(()) => Ok(to(&visit.url("/sign-in?done=password"))),
        Err(error @ Error::Refused(Refusal::LinkDead)) => dead(&visit, error).await,
        Err(error) => visit.again(SET, &set_form(&visit).refused(&posted, error, &visit)?).await,
    }
}

/// Says that a link is no longer good, and what to do. Other errors go on.
pub(super) async fn dead(visit: &Visit, error: Error) -> Result<Response, Problem> {
    let Error::Refused(Refusal::LinkDead) = error else { return Err(error.into()) };
    let page = MessagePage {
        paragraphs: vec![visit.say("accounts.dead.says")],
        links: vec![sign_in(visit), Link::new(visit.say(ASK), visit.url("/reset"), "")],
        ..MessagePage::default()
    };
    let mut response = visit.page("accounts.dead.title", &page).await?;
    *response.status_mut() = http::StatusCode::GONE;
    Ok(response)
}

fn sign_in(visit: &Visit) -> Link {
    Link::new(visit.say("accounts.sign-in.title"), visit.url("/sign-in"), "")
}

fn ask_form(visit: &Visit) -> FormPage {
    FormPage {
        lead: visit.say("accounts.reset.lead"),
        fields: vec![visit.words.email_field()],
        submit: visit.say("accounts.reset.submit"),
        links: vec![sign_in(visit)],
        ..FormPage::default()
    }
}

fn set_form(visit: &Visit) -> FormPage {
    FormPage {
        fields: vec![visit.words.new_password_field()],
        submit: visit.say("accounts.reset.new-submit"),
        ..FormPage::default()
    }
}
