use axum::extract::State;
use axum::response::Response;
use eframe_core::FieldErrors;
use eframe_core::block::axum;
use eframe_core::form::Posted;
use eframe_core::http::{Form, Problem};

use super::FormPage;
use super::visit::{Visit, to};
use crate::{Accounts, Error, Refusal};

const TITLE: &str = "accounts.password.title";

/// Asks for the current password and a new one.
pub(super) async fn show(visit: Visit) -> Result<Response, Problem> {
    match visit.signed_in() {
        Ok(_) => visit.page(TITLE, &form(&visit)).await,
        Err(elsewhere) => Ok(to(&elsewhere)),
    }
}

/// Changes it; every other session ends.
pub(super) async fn take(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    if let Err(elsewhere) = visit.signed_in() {
        return Ok(to(&elsewhere));
    }
    let (current, new) = (posted.one("current-password"), posted.one("password"));
    match accounts.change_password(&visit.caller()?, current, new, &visit.client).await {
        Ok(signed_in) => visit.enter(&signed_in, &visit.url("/?done=password")).await,
        Err(error) => {
            let error = in_its_field(error);
            visit.again(TITLE, &form(&visit).refused(&posted, error, &visit)?).await
        }
    }
}

/// Whoever is signed in gave no address that might be wrong.
pub(super) fn in_its_field(error: Error) -> Error {
    match error {
        Error::Refused(Refusal::WrongPassword) => {
            FieldErrors::one("current-password", "accounts.refused.current-password").into()
        }
        other => other,
    }
}

fn form(visit: &Visit) -> FormPage {
    FormPage {
        lead: visit.say("accounts.password.lead"),
        fields: vec![visit.words.current_password_field(), visit.words.new_password_field()],
        submit: visit.say("accounts.password.submit"),
        ..FormPage::default()
    }
}
