use axum::extract::State;
use axum::response::{IntoResponse as _, Response};
use eframe_core::Actor;
use eframe_core::block::{axum, utoipa};
use eframe_core::http::{
    Accepts, ActorOf, CallerOf, IfMatch, Json, Page, Paging, Path, Problem, Query, etag,
    not_modified,
};
use http::{HeaderMap, StatusCode, header};
use serde::Deserialize;

use super::wire::{AccountWire, RolesWire, StateWire, StateWord};
use crate::model::{Account, AccountId};
use crate::{Accounts, Error, Refusal, Wanted, permission};

/// Which people are asked for.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Asked {
    words: Option<String>,
    role: Option<String>,
    state: Option<StateWord>,
    second_factor: Option<bool>,
}

/// People by name, as far as whoever asks may see them.
#[utoipa::path(
    get, path = "/accounts", operation_id = "listAccounts", tag = "accounts",
    security(("bearer" = [permission::READ])),
    params(
        ("words" = Option<String>, Query, description = "Part of a name or an address."),
        ("role" = Option<String>, Query, description = "Only people with this role."),
        ("state" = Option<StateWord>, Query, description = "Only active ones, or those that are off."),
        ("secondFactor" = Option<bool>, Query, description = "Only people with a second factor, or without."),
        ("limit" = Option<u64>, Query, description = "How many at most: 50, no more than 200."),
        ("cursor" = Option<String>, Query, description = "Where to read on: `next` of the page before."),
    ),
    responses((status = 200, description = "A page of people.", body = AccountPage))
)]
pub(super) async fn list(
    State(accounts): State<Accounts>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Query(asked): Query<Asked>,
    Query(paging): Query<Paging>,
) -> Result<Json<Page<AccountWire>>, Problem> {
    let active = asked.state.map(|state| state == StateWord::Active);
    let Asked { words, role, second_factor, .. } = asked;
    let wanted = Wanted { words, role, active, second_factor };
    let after = paging.after()?;
    let people = accounts.people(&actor, &wanted, after.as_ref(), paging.limit() + 1).await?;
    let page = paging.page(people, |one| (one.name.to_lowercase(), one.id));
    Ok(Json(page.map(|one| AccountWire::from(&one))))
}

/// A page of people.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "it only describes Page<AccountWire>")]
pub(super) struct AccountPage {
    items: Vec<AccountWire>,
    /// Send it as `cursor` to read on; absent at the end.
    next: Option<String>,
}

/// One person.
#[utoipa::path(
    get, path = "/accounts/{id}", operation_id = "readAccount", tag = "accounts",
    security(("bearer" = [permission::READ])),
    params(("id" = uuid::Uuid, Path, description = "The account.")),
    responses((status = 200, description = "The account, with its version as ETag.", body = AccountWire))
)]
pub(super) async fn show(
    State(accounts): State<Accounts>,
    _: Accepts,
    ActorOf(actor): ActorOf,
    Path(id): Path<AccountId>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let account = accounts.person(&actor, id).await?;
    let tag = etag(account.version);
    if not_modified(&headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    Ok(tagged(&account))
}

/// Gives somebody exactly these roles. Their sessions end.
#[utoipa::path(
    put, path = "/accounts/{id}/roles", operation_id = "changeAccountRoles", tag = "accounts",
    security(("bearer" = [permission::READ, permission::GRANT])),
    params(
        ("id" = uuid::Uuid, Path, description = "The account."),
        ("If-Match" = String, Header, description = "The version that the change was made from."),
    ),
    request_body = RolesWire,
    responses(
        (status = 200, description = "The account as it is now, as far as whoever asks may see it.", body = AccountWire),
        (status = 204, description = "It is done, and the account is out of sight of whoever asked.")
    )
)]
pub(super) async fn change_roles(
    State(accounts): State<Accounts>,
    CallerOf(caller): CallerOf,
    Path(id): Path<AccountId>,
    seen: IfMatch,
    Json(wire): Json<RolesWire>,
) -> Result<Response, Problem> {
    seen.answer(accounts.change_roles(&caller, id, wire.into(), seen.expected()).await)?;
    as_seen(&accounts, &caller.actor, id).await
}

/// Switches an account off, or on again.
#[utoipa::path(
    put, path = "/accounts/{id}/state", operation_id = "changeAccountState", tag = "accounts",
    security(("bearer" = [permission::READ, permission::SWITCH])),
    params(
        ("id" = uuid::Uuid, Path, description = "The account."),
        ("If-Match" = String, Header, description = "The version that the change was made from."),
    ),
    request_body = StateWire,
    responses(
        (status = 200, description = "The account as it is now, as far as whoever asks may see it.", body = AccountWire),
        (status = 204, description = "It is done, and the account is out of sight of whoever asked.")
    )
)]
pub(super) async fn change_state(
    State(accounts): State<Accounts>,
    CallerOf(caller): CallerOf,
    Path(id): Path<AccountId>,
    seen: IfMatch,
    Json(wire): Json<StateWire>,
) -> Result<Response, Problem> {
    let switched = match wire.state {
        StateWord::Active => accounts.switch_on(&caller, id, seen.expected()).await,
        StateWord::Off => accounts.switch_off(&caller, id, seen.expected()).await,
    };
    seen.answer(switched)?;
    as_seen(&accounts, &caller.actor, id).await
}

/// Takes the second factor of somebody away who lost it. Their sessions end, and they are told by mail.
#[utoipa::path(
    delete, path = "/accounts/{id}/second-factor", operation_id = "takeSecondFactor", tag = "accounts",
    security(("bearer" = [permission::READ, permission::TAKE_FACTOR])),
    params(
        ("id" = uuid::Uuid, Path, description = "The account."),
        ("If-Match" = String, Header, description = "The version that the change was made from."),
    ),
    responses(
        (status = 200, description = "The account as it is now, as far as whoever asks may see it.", body = AccountWire),
        (status = 204, description = "It is done, and the account is out of sight of whoever asked.")
    )
)]
pub(super) async fn take_second_factor(
    State(accounts): State<Accounts>,
    CallerOf(caller): CallerOf,
    Path(id): Path<AccountId>,
    seen: IfMatch,
) -> Result<Response, Problem> {
    seen.answer(accounts.take_second_factor(&caller, id, seen.expected()).await)?;
    as_seen(&accounts, &caller.actor, id).await
}

/// What a change is answered with: what reading would show now, and nothing of what is out of sight.
async fn as_seen(accounts: &Accounts, actor: &Actor, id: AccountId) -> Result<Response, Problem> {
    match accounts.person(actor, id).await {
        Ok(account) => Ok(tagged(&account)),
        Err(Error::NotFound | Error::Refused(Refusal::Denied(_))) => {
            Ok(StatusCode::NO_CONTENT.into_response())
        }
        Err(error) => Err(error.into()),
    }
}

fn tagged(account: &Account) -> Response {
    let tag = etag(account.version);
    ([(header::ETAG, tag)], Json(AccountWire::from(account))).into_response()
}
