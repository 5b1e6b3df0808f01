use std::collections::BTreeSet;

use eframe_core::{Actor, Commit, Denied, Digest, FieldErrors, Timestamp};
use jiff::SignedDuration;
use serde_json::json;

use super::reads;
use crate::Refusal;
use crate::event::TokenMade;
use crate::model::{Account, ApiToken, Change, Roles, TokenId, TokenScope};
use crate::permission::action;

/// A token lasts a year at most.
const LONGEST_DAYS: i64 = 366;

/// The wish for a token.
#[derive(Clone, Debug)]
pub struct MakeToken {
    /// What its owner calls it.
    pub name: String,
    /// What it may do of all its owner may.
    pub scope: TokenScope,
    /// For how many days, at most 366.
    pub days: i64,
}

/// Makes a token for the actor's own account. The owner is told by mail.
///
/// # Errors
/// [`Refusal::Denied`] for anyone else's account; [`Refusal::SecondFactorNeeded`] for who owes one; [`Refusal::Invalid`] for a permission that the owner has
/// not, an empty scope, or more days than a year has.
pub fn make_token(
    actor: &Actor,
    roles: &Roles,
    account: &Account,
    wish: MakeToken,
    id: TokenId,
    secret: Digest,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    if actor.id() != account.id.actor() || !account.is_active() {
        return Err(Denied::SignIn.into());
    }
    if account.owes_second_factor(roles) {
        return Err(Refusal::SecondFactorNeeded);
    }
    let mut errors = FieldErrors::new();
    errors.check((1..=LONGEST_DAYS).contains(&wish.days), "days", "accounts.token.days");
    if let TokenScope::Only(names) = &wish.scope {
        let grants = roles.grants(&account.memberships);
        let held: BTreeSet<_> = grants.iter().map(|grant| grant.permission()).collect();
        errors.check(!names.is_empty(), "scope", "accounts.token.scope-empty");
        let all_held = names.iter().all(|name| held.contains(name.as_str()));
        errors.check(all_held, "scope", "accounts.token.scope-unknown");
    }
    let wish = errors.finish(wish)?;
    let lasts = SignedDuration::from_hours(wish.days * 24);
    let token = ApiToken {
        id,
        account: account.id,
        name: wish.name,
        scope: wish.scope,
        secret,
        made: now,
        expires: now.checked_add(lasts).unwrap_or(now),
    };
    let facts = json!({ "account": account.id, "scope": &token.scope, "expires": token.expires });
    Ok(Commit::by(actor, now)
        .guard(reads(account))
        .audit(action::MAKE_TOKEN, token.subject(), facts)
        .send(&TokenMade { account: account.id, token: id })
        .change(Change::MakeToken(token)))
}

/// Revokes a token: everyone their own.
///
/// # Errors
/// [`Refusal::Denied`] for anyone else's, and for whoever acts as less than they are.
pub fn revoke_token(
    actor: &Actor,
    token: &ApiToken,
    now: Timestamp,
) -> Result<Commit<Change>, Refusal> {
    actor.require_whole()?;
    if token.account.actor() != actor.id() {
        return Err(Denied::SignIn.into());
    }
    Ok(Commit::by(actor, now).change(Change::RevokeToken(token.id)).audit(
        action::REVOKE_TOKEN,
        token.subject(),
        json!({}),
    ))
}
