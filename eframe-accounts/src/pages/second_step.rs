use axum::extract::State;
use axum::response::Response;
use eframe_core::FieldErrors;
use eframe_core::block::axum;
use eframe_core::form::{Field, Posted};
use eframe_core::frame::Link;
use eframe_core::http::{Form, Problem, in_query};
use http::StatusCode;

#[cfg(feature = "passkeys")]
use super::passkey::script_url;
use super::sign_in::{onward, way_on};
use super::visit::{Visit, to};
use super::{PasskeyForm, SecondStepPage, local_path};
use crate::accounts::Owed;
use crate::{Accounts, Error, Refusal, SignedIn};

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
    match accounts.owed(halfway).await? {
        Some(owed) => visit.page(title(&visit, &owed), &form(&visit, owed)).await,
        None => Ok(to(&again_from_the_start(&visit))),
    }
}

/// Lets them in, or asks again. Either kind of code is taken, whichever was asked for.
pub(super) async fn take(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let Some(halfway) = &visit.halfway else { return Ok(to(&again_from_the_start(&visit))) };
    let finished = accounts.finish_sign_in(halfway, posted.one("code"), &visit.client).await;
    ended(&visit, halfway, finished).await
}

/// The same by what a passkey answered.
#[cfg(feature = "passkeys")]
pub(super) async fn take_passkey(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let Some(halfway) = &visit.halfway else { return Ok(to(&again_from_the_start(&visit))) };
    let finished = accounts.finish_by_passkey(halfway, posted.one("answer"), &visit.client).await;
    ended(&visit, halfway, finished).await
}

async fn ended(
    visit: &Visit,
    halfway: &str,
    finished: Result<SignedIn, Error>,
) -> Result<Response, Problem> {
    match finished {
        Ok(signed_in) => visit.enter(&signed_in, &way_on(visit, &signed_in)).await,
        Err(Error::Refused(Refusal::TooLate)) => Ok(to(&again_from_the_start(visit))),
        Err(error) => refused(visit, halfway, error).await,
    }
}

async fn refused(visit: &Visit, halfway: &str, error: Error) -> Result<Response, Problem> {
    let throttled = matches!(error, Error::Refused(Refusal::Throttled { .. }));
    let error = match error {
        _ if throttled => FieldErrors::one("", "accounts.refused.throttled-code").into(),
        other => other,
    };
    let Some(owed) = visit.accounts.owed(halfway).await? else {
        return Ok(to(&again_from_the_start(visit)));
    };
    let title = title(visit, &owed);
    let mut response = visit.again(title, &form(visit, owed).refused(error, visit)?).await?;
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

/// What is asked for: the code that was chosen, with the passkeys beside that of the app; without an app the passkeys alone.
fn form(visit: &Visit, owed: Owed) -> SecondStepPage {
    if by_recovery(visit, &owed) {
        return recovery_form(visit, &owed);
    }
    let link = Link::new(visit.say("accounts.code.by-recovery"), code_url(visit, RECOVERY), "");
    let mut page = SecondStepPage {
        action: code_url(visit, "app"),
        submit: visit.say("accounts.sign-in.submit"),
        script: script_url(visit),
        links: vec![link, start(visit)],
        ..SecondStepPage::default()
    };
    if owed.app {
        page.lead = visit.say("accounts.code.lead");
        page.fields = vec![visit.words.code_field()];
    }
    page.passkey = owed.question.map(|question| PasskeyForm {
        action: visit.url(&format!("/sign-in/passkey?with=app{}", next(visit))),
        does: "sign",
        options: question.options,
        submit: visit.say("accounts.passkey.use"),
    });
    page
}

fn recovery_form(visit: &Visit, owed: &Owed) -> SecondStepPage {
    let label = visit.say("accounts.field.recovery-code");
    let field = Field::text("code", label).hint(visit.say("accounts.hint.recovery-code"));
    let (lead, back) = match (owed.app, &owed.question) {
        (true, _) => ("accounts.code.recovery-lead", Some("accounts.code.by-app")),
        (false, Some(_)) => ("accounts.code.recovery-lead", Some("accounts.passkey.by-passkey")),
        // Passkeys are all they have, and none is asked for here.
        (false, None) => ("accounts.code.no-passkeys", None),
    };
    let back = back.map(|key| Link::new(visit.say(key), code_url(visit, "app"), ""));
    SecondStepPage {
        lead: visit.say(lead),
        fields: vec![field.autocomplete("off")],
        action: code_url(visit, RECOVERY),
        submit: visit.say("accounts.sign-in.submit"),
        links: back.into_iter().chain([start(visit)]).collect(),
        ..SecondStepPage::default()
    }
}

fn start(visit: &Visit) -> Link {
    Link::new(visit.say("accounts.code.begin-anew"), visit.url("/sign-in"), "")
}

/// Whether a recovery code is asked for: because it was chosen, or because nothing else can be given here.
fn by_recovery(visit: &Visit, owed: &Owed) -> bool {
    visit.asked("with") == RECOVERY || (!owed.app && owed.question.is_none())
}

fn title(visit: &Visit, owed: &Owed) -> &'static str {
    if owed.app || by_recovery(visit, owed) { TITLE } else { "accounts.passkey.sign-title" }
}

/// Without passkeys there is no script.
#[cfg(not(feature = "passkeys"))]
fn script_url(_: &Visit) -> String {
    String::new()
}
