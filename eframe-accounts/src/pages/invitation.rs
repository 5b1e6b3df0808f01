use axum::extract::State;
use axum::response::Response;
use eframe_core::FieldErrors;
use eframe_core::block::axum;
use eframe_core::form::{Fields, Posted};
use eframe_core::frame::Link;
use eframe_core::http::{Form, Problem, in_query};

use super::reset::dead;
use super::visit::Visit;
use super::{FormPage, MessagePage};
use crate::model::{Account, Invitation};
use crate::{Acceptance, Accounts, Error, Refusal};

const TITLE: &str = "accounts.invitation.title";

/// What an invitation can be answered with, by whoever holds its link.
enum Way {
    /// The address has no account yet: open one.
    Newcomer,
    /// Signed in with the account of the address: say yes.
    Own,
    /// The address has an account, and nobody or somebody else is signed in here.
    Elsewhere,
}

/// Says what the invitation offers, and asks. Following the link changes nothing.
pub(super) async fn show(
    State(accounts): State<Accounts>,
    visit: Visit,
) -> Result<Response, Problem> {
    let (invitation, account) = match accounts.invitation_behind(visit.asked("token")).await {
        Ok(found) => found,
        Err(error) => return dead(&visit, error).await,
    };
    match way(&visit, account.as_ref()) {
        Way::Newcomer => visit.page(TITLE, &newcomer_form(&visit, &invitation)).await,
        Way::Own => visit.page(TITLE, &own_form(&visit)).await,
        Way::Elsewhere => visit.page(TITLE, &elsewhere(&visit)).await,
    }
}

/// Accepts it.
pub(super) async fn take(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let token = visit.asked("token");
    let (invitation, account) = match accounts.invitation_behind(token).await {
        Ok(found) => found,
        Err(error) => return dead(&visit, error).await,
    };
    let (page, accepted) = match way(&visit, account.as_ref()) {
        Way::Elsewhere => {
            let mut refused = visit.page(TITLE, &elsewhere(&visit)).await?;
            *refused.status_mut() = http::StatusCode::FORBIDDEN;
            return Ok(refused);
        }
        Way::Own => {
            let caller = visit.caller()?;
            let accepted = accounts.accept_with_account(&caller, token, &visit.client).await;
            (own_form(&visit), accepted)
        }
        Way::Newcomer => {
            let page = newcomer_form(&visit, &invitation);
            let accepted = match acceptance(&posted) {
                Ok(acceptance) => accounts.accept(token, acceptance, &visit.client).await,
                Err(errors) => Err(errors.into()),
            };
            (page, accepted)
        }
    };
    match accepted {
        Ok(signed_in) => visit.enter(&signed_in, &visit.url("/?done=joined")).await,
        Err(error @ Error::Refused(Refusal::LinkDead)) => dead(&visit, error).await,
        Err(error) => visit.again(TITLE, &page.refused(&posted, error, &visit)?).await,
    }
}

fn way(visit: &Visit, of_address: Option<&Account>) -> Way {
    match (of_address, &visit.own) {
        (None, _) => Way::Newcomer,
        (Some(account), Some((own, _))) if own.id == account.id => Way::Own,
        _ => Way::Elsewhere,
    }
}

fn acceptance(posted: &Posted) -> Result<Acceptance, FieldErrors> {
    let mut read = posted.read();
    let (name, language) = (read.line("name", 120), read.choice("language"));
    let password = posted.one("password").to_owned();
    read.finish(|| Some(Acceptance { name, language: language?, password }))
}

fn newcomer_form(visit: &Visit, invitation: &Invitation) -> FormPage {
    let words = &visit.words;
    let known = [
        ("name", invitation.name.as_str()),
        ("email", invitation.email.as_str()),
        ("language", invitation.language.code()),
    ];
    let address = [("email", invitation.email.as_str().into())];
    FormPage {
        lead: words.say_with("accounts.invitation.lead", &address),
        fields: vec![words.name_field(), words.language_field(), words.new_password_field()],
        form: Fields::of(known),
        // Not read back: it tells a password manager which name the password goes with.
        hidden: vec![("username".to_owned(), invitation.email.as_str().to_owned())],
        submit: words.say("accounts.invitation.submit"),
        ..FormPage::default()
    }
}

fn own_form(visit: &Visit) -> FormPage {
    FormPage {
        lead: visit.say("accounts.invitation.join"),
        submit: visit.say("accounts.invitation.submit"),
        ..FormPage::default()
    }
}

fn elsewhere(visit: &Visit) -> MessagePage {
    let back = visit.url(&format!("/invitation?token={}", in_query(visit.asked("token"))));
    let sign_in = visit.url(&format!("/sign-in?next={}", in_query(&back)));
    let says = match visit.own {
        Some(_) => "accounts.refused.other-account",
        None => "accounts.invitation.sign-in-first",
    };
    let link = match visit.own {
        Some(_) => Link::new(visit.say("accounts.overview.title"), visit.url("/"), ""),
        None => Link::new(visit.say("accounts.sign-in.title"), sign_in, ""),
    };
    MessagePage { paragraphs: vec![visit.say(says)], links: vec![link], ..MessagePage::default() }
}
