use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::{Fields, Posted, Recovered};
use eframe_core::http::{Form, Problem};
use eframe_core::{FieldErrors, Language};

use super::FormPage;
use super::visit::{Visit, to};
use crate::{Accounts, Error};

const TITLE: &str = "accounts.profile.title";

/// Asks for the name others see and the language of mails.
pub(super) async fn show(visit: Visit, Recovered(kept): Recovered) -> Result<Response, Problem> {
    let (account, _) = match visit.signed_in() {
        Ok(own) => own,
        Err(elsewhere) => return Ok(to(&elsewhere)),
    };
    let mut page = form(&visit);
    page.form = match kept {
        Some(posted) => Fields::posted(&posted),
        None => Fields::of([("name", &*account.name), ("language", account.language.code())]),
    };
    visit.page(TITLE, &page).await
}

/// Changes them.
pub(super) async fn take(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    if let Err(elsewhere) = visit.signed_in() {
        return Ok(to(&elsewhere));
    }
    let changed = match profile(&posted) {
        Ok((name, language)) => accounts.change_profile(&visit.caller()?, name, language).await,
        Err(errors) => Err(Error::from(errors)),
    };
    match changed {
        Ok(()) => Ok(to(&visit.url("/?done=profile"))),
        Err(error) => visit.again(TITLE, &form(&visit).refused(&posted, error, &visit)?).await,
    }
}

fn profile(posted: &Posted) -> Result<(String, Language), FieldErrors> {
    let mut read = posted.read();
    let (name, language) = (read.line("name", 120), read.choice("language"));
    read.finish(|| Some((name, language?)))
}

fn form(visit: &Visit) -> FormPage {
    FormPage {
        fields: vec![visit.words.name_field(), visit.words.language_field()],
        submit: visit.say("accounts.profile.submit"),
        ..FormPage::default()
    }
}
