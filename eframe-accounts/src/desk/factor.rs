use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::desk::{Confirm, Kind};
use eframe_core::form::Posted;
use eframe_core::http::{Form, Path, Problem};

use super::seat::{Seat, to, version};
use super::switch::{again, question};
use crate::model::{Account, AccountId};
use crate::{Accounts, permission};

const TAKE: &str = "accounts.desk.factor-title";

/// Asks before a second factor is taken away.
pub(super) async fn ask_take(seat: Seat, Path(id): Path<AccountId>) -> Result<Response, Problem> {
    let account = seat.accounts.person(&seat.caller.actor, id).await?;
    seat.caller.actor.require(permission::TAKE_FACTOR)?;
    seat.page(&seat.say(TAKE), &take_question(&seat, &account)).await
}

/// Takes it away.
pub(super) async fn take(
    State(accounts): State<Accounts>,
    seat: Seat,
    Path(id): Path<AccountId>,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    match accounts.take_second_factor(&seat.caller, id, version(&posted)).await {
        Ok(()) => Ok(to(&seat.url(&format!("/{id}?done=factor")))),
        Err(error) => again(&seat, id, &posted, error, TAKE, take_question).await,
    }
}

fn take_question(seat: &Seat, account: &Account) -> Confirm {
    let consequences =
        ["accounts.desk.factor-who", "accounts.desk.factor-out", "accounts.desk.factor-told"];
    Confirm {
        consequences: consequences.map(|key| seat.say(key)).into(),
        kind: Kind::Danger,
        ..question(seat, account, "accounts.desk.factor-question", TAKE)
    }
}
