use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Fields, Posted};
use eframe_core::http::{Form, Problem};
use eframe_core::{FieldErrors, Language};

use super::FormPage;
use super::reset::dead;
use super::visit::Visit;
use crate::model::EmailAddress;
use crate::{Accounts, Error, Refusal};

const TITLE: &str = "accounts.first.title";

/// Asks who the first administrator is. Following the link changes nothing.
pub(super) async fn show(
    State(accounts): State<Accounts>,
    visit: Visit,
) -> Result<Response, Problem> {
    match accounts.check_first(visit.asked("token")).await {
        Ok(()) => visit.page(TITLE, &form(&visit)).await,
        Err(error) => dead(&visit, error).await,
    }
}

/// Makes them that, and signs them in.
pub(super) async fn take(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let (token, password) = (visit.asked("token"), posted.one("password"));
    let claimed = match person(&posted) {
        Ok((email, name, language)) => {
            accounts.claim_first(token, email, name, language, password, &visit.client).await
        }
        Err(errors) => match accounts.check_first(token).await {
            Ok(()) => Err(errors.into()),
            Err(error) => Err(error),
        },
    };
    match claimed {
        Ok(signed_in) => visit.enter(&signed_in, &visit.url("/?done=first")).await,
        Err(error @ Error::Refused(Refusal::LinkDead)) => dead(&visit, error).await,
        Err(error) => visit.again(TITLE, &form(&visit).refused(&posted, error, &visit)?).await,
    }
}

fn person(posted: &Posted) -> Result<(EmailAddress, String, Language), FieldErrors> {
    let mut read = posted.read();
    let email = read.take(EmailAddress::parse("email", posted.one("email")));
    let (name, language) = (read.line("name", 120), read.choice("language"));
    read.finish(|| Some((email?, name, language?)))
}

fn form(visit: &Visit) -> FormPage {
    let words = &visit.words;
    FormPage {
        lead: words.say("accounts.first.lead"),
        fields: vec![
            words.email_field(),
            words.name_field(),
            words.language_field(),
            words.new_password_field(),
        ],
        form: Fields::of([("language", words.language.code())]),
        submit: words.say("accounts.first.submit"),
        ..FormPage::default()
    }
}
