use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Confirm, Kind};
use eframe_core::form::{Field, Fields, Posted};
use eframe_core::http::{Form, Path, Problem};

use super::seat::{Seat, to, version};
use crate::model::{Account, AccountId};
use crate::{Accounts, Error};

const OFF: &str = "accounts.desk.off-title";
const ON: &str = "accounts.desk.on-title";

/// Asks before an account is switched off.
pub(super) async fn ask_off(seat: Seat, Path(id): Path<AccountId>) -> Result<Response, Problem> {
    let account = seat.accounts.person(&seat.caller.actor, id).await?;
    seat.page(&seat.say(OFF), &off_question(&seat, &account)).await
}

/// Switches it off.
pub(super) async fn off(
    State(accounts): State<Accounts>,
    seat: Seat,
    Path(id): Path<AccountId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    match accounts.switch_off(&seat.caller, id, version(&posted)).await {
        Ok(()) => Ok(to(&seat.url(&format!("/{id}?done=off")))),
        Err(error) => again(&seat, id, &posted, error, OFF, off_question).await,
    }
}

/// Asks before an account is switched on.
pub(super) async fn ask_on(seat: Seat, Path(id): Path<AccountId>) -> Result<Response, Problem> {
    let account = seat.accounts.person(&seat.caller.actor, id).await?;
    seat.page(&seat.say(ON), &on_question(&seat, &account)).await
}

/// Switches it on.
pub(super) async fn on(
    State(accounts): State<Accounts>,
    seat: Seat,
    Path(id): Path<AccountId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    match accounts.switch_on(&seat.caller, id, version(&posted)).await {
        Ok(()) => Ok(to(&seat.url(&format!("/{id}?done=on")))),
        Err(error) => again(&seat, id, &posted, error, ON, on_question).await,
    }
}

/// The question once more, about the account as it is now.
pub(super) async fn again(
    seat: &Seat,
    id: AccountId,
    posted: &Posted,
    error: Error,
    title: &str,
    question: fn(&Seat, &Account) -> Confirm,
) -> Result<Response, Problem> {
    let (form, status) = seat.refused(posted, error)?;
    let account = seat.accounts.person(&seat.caller.actor, id).await?;
    let mut page = question(seat, &account);
    let newest = page.form.value("version").to_owned();
    page.form = Fields::of([("version", newest)]);
    for fault in form.summary() {
        page.form = page.form.fault(&fault.field, fault.text.clone());
    }
    seat.again(&seat.say(title), &page, status).await
}

fn off_question(seat: &Seat, account: &Account) -> Confirm {
    let consequences =
        ["accounts.desk.off-sessions", "accounts.desk.off-invitations", "accounts.desk.off-kept"]
            .map(|key| seat.say(key));
    Confirm {
        consequences: consequences.into(),
        kind: Kind::Danger,
        ..question(seat, account, "accounts.desk.off-question", OFF)
    }
}

fn on_question(seat: &Seat, account: &Account) -> Confirm {
    Confirm {
        consequences: vec![seat.say("accounts.desk.on-same")],
        ..question(seat, account, "accounts.desk.on-question", ON)
    }
}

pub(super) fn question(seat: &Seat, account: &Account, asks: &str, verb: &str) -> Confirm {
    Confirm {
        question: seat.words.say_with(asks, &[("name", account.name.as_str().into())]),
        consequences: Vec::new(),
        action: String::new(),
        fields: vec![Field::hidden("version")],
        form: Fields::of([("version", account.version.to_string())]),
        submit: seat.say(verb),
        kind: Kind::Main,
        cancel: seat.url(&format!("/{}", account.id)),
    }
}
