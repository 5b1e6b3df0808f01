use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::Posted;
use eframe_core::http::{Form, Problem};

use super::factor::{asking, codes_page, onward_to};
use super::password::in_its_field;
use super::visit::{Visit, to};
use super::{AppPage, FormPage};
use crate::factor::Qr;
use crate::{Accounts, Error, Refusal};

const BEGIN: &str = "accounts.app.begin";
const TITLE: &str = "accounts.app.title";

/// Asks for the password before an app is set up.
pub(super) async fn ask(visit: Visit) -> Result<Response, Problem> {
    match visit.signed_in() {
        Ok(_) => visit.page(BEGIN, &begin_form(&visit)).await,
        Err(elsewhere) => Ok(to(&elsewhere)),
    }
}

/// Makes a secret for it, which counts for nothing yet.
pub(super) async fn begin(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let session = match visit.signed_in() {
        Ok((_, session)) => session.id,
        Err(elsewhere) => return Ok(to(&elsewhere)),
    };
    let (caller, password) = (visit.caller()?, posted.one("current-password"));
    match accounts.begin_app(&caller, session, password, &visit.client).await {
        Ok(()) => Ok(to(&onward_to(&visit, "/second-factor/app"))),
        Err(error) => {
            let form = begin_form(&visit).refused(&posted, in_its_field(error), &visit)?;
            visit.again(BEGIN, &form).await
        }
    }
}

/// Shows the secret, as a picture and as text, and asks for the first code.
pub(super) async fn show(
    State(accounts): State<Accounts>,
    visit: Visit,
) -> Result<Response, Problem> {
    match page(&accounts, &visit).await {
        Ok(page) => visit.page(TITLE, &page).await,
        Err(error) => elsewhere(&visit, error),
    }
}

/// Lets it count when the code is right, and shows the recovery codes that come with the first.
pub(super) async fn confirm(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let session = match visit.signed_in() {
        Ok((_, session)) => session.id,
        Err(elsewhere) => return Ok(to(&elsewhere)),
    };
    let (caller, code) = (visit.caller()?, posted.one("code"));
    let confirmed = match accounts.confirm_app(&caller, session, code, &visit.client).await {
        Ok(confirmed) => confirmed,
        Err(error @ Error::Refused(Refusal::WrongCode)) => {
            return match page(&accounts, &visit).await {
                Ok(page) => visit.again(TITLE, &page.refused(error, &visit)?).await,
                Err(error) => elsewhere(&visit, error),
            };
        }
        Err(error) => return elsewhere(&visit, error),
    };
    let signed_in = &confirmed.signed_in;
    if confirmed.codes.is_empty() {
        return visit.enter(signed_in, &visit.url("/second-factor?done=app")).await;
    }
    let page = codes_page(&visit, confirmed.codes);
    Ok(visit.with_session(visit.page("accounts.codes.title", &page).await?, signed_in))
}

async fn page(accounts: &Accounts, visit: &Visit) -> Result<AppPage, Error> {
    let Some((account, session)) = &visit.own else {
        return Err(eframe_core::Denied::SignIn.into());
    };
    let site = accounts.presentation().site_name(visit.words.language).await;
    let app = accounts.begun_app(account, session.id, &site).await?;
    Ok(AppPage {
        qr: app.url.as_deref().and_then(Qr::of),
        secret: app.text,
        fields: vec![visit.words.code_field()],
        back: onward_to(visit, "/second-factor"),
        ..AppPage::default()
    })
}

/// Where somebody goes who sets no app up here, or no longer.
fn elsewhere(visit: &Visit, error: Error) -> Result<Response, Problem> {
    match (error, visit.signed_in()) {
        (Error::Refused(Refusal::NothingBegun), Ok(_)) => {
            Ok(to(&onward_to(visit, "/second-factor/app/new")))
        }
        (_, Err(elsewhere)) => Ok(to(&elsewhere)),
        (other, _) => Err(other.into()),
    }
}

fn begin_form(visit: &Visit) -> FormPage {
    FormPage { lead: visit.say("accounts.app.begin-lead"), ..asking(visit, "accounts.app.next") }
}
