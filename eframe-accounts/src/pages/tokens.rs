use std::collections::BTreeSet;

use axum::extract::State;
use axum::response::Response;
use eframe_core::FieldErrors;
use eframe_core::block::axum;
use eframe_core::form::{Choice, Field, Fields, Posted, Recovered};
use eframe_core::frame::Link;
use eframe_core::http::{Form, Problem};

use super::context::TokenRow;
use super::password::in_its_field;
use super::visit::{Visit, to};
use super::{FormPage, MessagePage, TokensPage};
use crate::model::{ApiToken, TokenId, TokenScope};
use crate::rules::MakeToken;
use crate::{Accounts, Error};

const NEW: &str = "accounts.tokens.new";
/// The value of the box that stands for everything.
const ALL: &str = "*";

/// The reader's tokens.
pub(super) async fn show(
    State(accounts): State<Accounts>,
    visit: Visit,
) -> Result<Response, Problem> {
    if let Err(elsewhere) = visit.signed_in() {
        return Ok(to(&elsewhere));
    }
    let tokens = accounts.tokens(&visit.caller()?.actor).await?;
    let done = visit.asked("done") == "revoked";
    let page = TokensPage {
        notice: if done { visit.say("accounts.tokens.done") } else { String::new() },
        tokens: tokens.into_iter().map(|token| row(&visit, token)).collect(),
        new: visit.url("/tokens/new"),
    };
    visit.page("accounts.tokens.title", &page).await
}

/// Revokes one.
pub(super) async fn revoke(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    if let Err(elsewhere) = visit.signed_in() {
        return Ok(to(&elsewhere));
    }
    let id: TokenId = posted.one("token").parse().map_err(|_| Problem::not_found())?;
    match accounts.revoke_token(&visit.caller()?, id).await {
        // Revoked twice is revoked.
        Ok(()) | Err(Error::NotFound) => Ok(to(&visit.url("/tokens?done=revoked"))),
        Err(error) => Err(error.into()),
    }
}

/// Asks what a new one is for, and for the password.
pub(super) async fn ask(visit: Visit, Recovered(kept): Recovered) -> Result<Response, Problem> {
    if let Err(elsewhere) = visit.signed_in() {
        return Ok(to(&elsewhere));
    }
    let mut page = form(&visit);
    page.form = match kept {
        Some(posted) => Fields::posted(&posted),
        None => Fields::of([("days", "90")]),
    };
    visit.page(NEW, &page).await
}

/// Makes it, and shows its text this once.
pub(super) async fn make(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    if let Err(elsewhere) = visit.signed_in() {
        return Ok(to(&elsewhere));
    }
    let made = match wish(&posted) {
        Ok(wish) => {
            let (caller, password) = (visit.caller()?, posted.one("current-password"));
            accounts.make_token(&caller, wish, password, &visit.client).await
        }
        Err(errors) => Err(errors.into()),
    };
    match made {
        Ok(made) => {
            let back = Link::new(visit.say("accounts.tokens.title"), visit.url("/tokens"), "");
            let page = MessagePage {
                paragraphs: vec![visit.say("accounts.tokens.made")],
                secret: made.text,
                links: vec![back],
            };
            visit.page("accounts.tokens.made-title", &page).await
        }
        Err(error) => {
            let form = form(&visit).refused(&posted, in_its_field(error), &visit)?;
            visit.again(NEW, &form).await
        }
    }
}

fn wish(posted: &Posted) -> Result<MakeToken, FieldErrors> {
    let mut read = posted.read();
    let (name, days) = (read.line("name", 80), read.whole("days", 1..=366));
    let names: BTreeSet<String> = posted.all("scope").map(str::to_owned).collect();
    let scope = if names.contains(ALL) { TokenScope::Everything } else { TokenScope::Only(names) };
    read.finish(|| Some(MakeToken { name, scope, days: days? }))
}

fn form(visit: &Visit) -> FormPage {
    let held: BTreeSet<String> = visit
        .own
        .iter()
        .flat_map(|(account, _)| {
            let grants = visit.accounts.roles().grants(&account.memberships);
            grants.into_iter().map(|grant| grant.permission().to_owned())
        })
        .collect();
    let all = Choice::new(ALL, visit.say("accounts.tokens.scope-all"))
        .hint(visit.say("accounts.tokens.scope-all-says"));
    let one = |name: String| match visit.words.allows(&name) {
        Some(allowed) => Choice::new(name.clone(), allowed).hint(name),
        None => Choice::new(name.clone(), name),
    };
    let scopes = held.into_iter().map(one).chain([all]);
    FormPage {
        lead: visit.say("accounts.tokens.lead"),
        fields: vec![
            Field::text("name", visit.say("accounts.field.token-name"))
                .hint(visit.say("accounts.hint.token-name")),
            Field::text("days", visit.say("accounts.field.token-days"))
                .hint(visit.say("accounts.hint.token-days")),
            Field::checkboxes("scope", visit.say("accounts.field.token-scope"), scopes.collect()),
            visit.words.current_password_field(),
        ],
        submit: visit.say("accounts.tokens.submit"),
        ..FormPage::default()
    }
}

fn row(visit: &Visit, token: ApiToken) -> TokenRow {
    let scope = match &token.scope {
        TokenScope::Everything => visit.say("accounts.tokens.scope-all"),
        TokenScope::Only(names) => {
            let said = |name: &String| visit.words.allows(name).unwrap_or_else(|| name.clone());
            names.iter().map(said).collect::<Vec<_>>().join(" · ")
        }
    };
    let over = !token.is_alive(visit.accounts.now());
    let roles = visit.accounts.roles();
    let held_back = visit.own.as_ref().is_some_and(|(owner, _)| token.is_held_back(owner, roles));
    let ApiToken { id, name, made, expires, .. } = token;
    TokenRow { id: id.to_string(), name, scope, made, expires, over, held_back: held_back && !over }
}
