use axum::extract::State;
use axum::response::Response;
use eframe_core::FieldErrors;
use eframe_core::block::axum;
use eframe_core::form::{Field, Posted};
use eframe_core::frame::Link;
use eframe_core::http::{Form, Problem, in_query};
use http::StatusCode;

use super::sign_in::{onward, way_on};
use super::visit::{Visit, to};
use super::{FormPage, local_path};
use crate::{Accounts, Error, Refusal};

const TITLE: &str = "accounts.code.title";
/// Which code is asked for, in the address.
const RECOVERY: &str = "recovery";

/// Asks for the second factor of whoever gave the right password here.
pub(super) async fn show(
    State(accounts): State<Accounts>,
    visit: Visit,
) -> Result<Response, Problem> {
    if visit.own.is_some() && visit.halfway.is_none() {
        return Ok(to(&onward(&visit)));
    }
    let Some(halfway) = &visit.halfway else { return Ok(to(&again_from_the_start(&visit))) };
    if accounts.is_owed(halfway).await? {
        visit.page(TITLE, &form(&visit)).await
    } else {
        Ok(to(&again_from_the_start(&visit)))
    }
}

/// Lets them in, or asks again. Either kind of code is taken, whichever was asked for.
pub(super) async fn take(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let Some(halfway) = &visit.halfway else { return Ok(to(&again_from_the_start(&visit))) };
    match accounts.finish_sign_in(halfway, posted.one("code"), &visit.client).await {
        Ok(signed_in) => visit.enter(&signed_in, &way_on(&visit, &signed_in)).await,
        Err(Error::Refused(Refusal::TooLate)) => Ok(to(&again_from_the_start(&visit))),
        Err(error) => refused(&visit, &posted, error).await,
    }
}

async fn refused(visit: &Visit, posted: &Posted, error: Error) -> Result<Response, Problem> {
    let throttled = matches!(error, Error::Refused(Refusal::Throttled { .. }));
    let error = match error {
        _ if throttled => FieldErrors::one("", "accounts.refused.throttled-code").into(),
        other => other,
    };
    let mut response = visit.again(TITLE, &form(visit).refused(posted, error, visit)?).await?;
    if throttled {
        *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    }
    Ok(response)
}

/// The sign-in, because nobody's second factor is waited for here any more.
fn again_from_the_start(visit: &Visit) -> String {
    visit.url(&format!("/sign-in?late=yes{}", next(visit)))
}

/// The question of the code, in its own address or with what else it may ask.
pub(super) fn code_url(visit: &Visit, with: &str) -> String {
    visit.url(&format!("/sign-in/code?with={with}{}", next(visit)))
}

fn next(visit: &Visit) -> String {
    let next = local_path(visit.asked("next"));
    next.map(|next| format!("&next={}", in_query(next))).unwrap_or_default()
}

fn form(visit: &Visit) -> FormPage {
    let recovery = visit.asked("with") == RECOVERY;
    let (lead, other, field) = if recovery {
        let label = visit.say("accounts.field.recovery-code");
        let field = Field::text("code", label).hint(visit.say("accounts.hint.recovery-code"));
        let other = ("accounts.code.by-app", code_url(visit, "app"));
        ("accounts.code.recovery-lead", other, field.autocomplete("off"))
    } else {
        let other = ("accounts.code.by-recovery", code_url(visit, RECOVERY));
        ("accounts.code.lead", other, visit.words.code_field())
    };
    let start = Link::new(visit.say("accounts.code.begin-anew"), visit.url("/sign-in"), "");
    FormPage {
        lead: visit.say(lead),
        fields: vec![field],
        submit: visit.say("accounts.sign-in.submit"),
        links: vec![Link::new(visit.say(other.0), other.1, ""), start],
        ..FormPage::default()
    }
}
