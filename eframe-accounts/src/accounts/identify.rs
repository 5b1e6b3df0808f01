use async_trait::async_trait;
use eframe_core::form::Detour;
use eframe_core::layer::{Identified, Identify};
use eframe_core::{Narrowing, sha256};
use http::header;
use http::request::Parts;

use super::Accounts;
use crate::Error;
use crate::cookie::{self, Cookie};
use crate::model::{Account, Change};

#[async_trait]
impl Identify for Accounts {
    /// A bearer token goes before a cookie, and a wrong one is refused, never passed over. Without either
    /// nothing is asked of the database.
    async fn identify(&self, request: &Parts) -> Identified {
        let found = match request.headers.get(header::AUTHORIZATION) {
            Some(credentials) => self.by_token(credentials.to_str().unwrap_or_default()).await,
            None => match cookie::read(Cookie::Session, &request.headers, self.mount()) {
                Some(secret) => self.by_session(secret).await,
                None => return Identified::Anonymous,
            },
        };
        found.unwrap_or_else(|error| {
            tracing::error!(%error, "nobody can be identified");
            Identified::Unavailable
        })
    }
}

impl Accounts {
    async fn by_session(&self, secret: &str) -> Result<Identified, Error> {
        let Some((account, session)) = self.behind(secret).await? else {
            return Ok(Identified::Anonymous);
        };
        let actor = account.actor(self.roles());
        self.note_use(&actor, &session).await;
        if !account.owes_second_factor(self.roles()) {
            return Ok(Identified::Known(actor));
        }
        let mut found = http::Extensions::new();
        found.insert(Detour::new(self.mount().account_url("/second-factor")));
        Ok(Identified::KnownWith(actor.narrowed(Narrowing::SecondFactor), found))
    }

    async fn by_token(&self, credentials: &str) -> Result<Identified, Error> {
        let Some(text) = bearer(credentials) else { return Ok(Identified::Refused) };
        let found = self.store().token_with(sha256(text.as_bytes())).await?;
        let Some(token) = found else { return Ok(Identified::Refused) };
        if !token.is_alive(self.now()) {
            self.is_over(Change::RevokeToken(token.id)).await;
            return Ok(Identified::Refused);
        }
        let owner = self.store().account(token.account).await?.filter(Account::is_active);
        let Some(owner) = owner else { return Ok(Identified::Refused) };
        Ok(Identified::Known(token.actor(&owner, self.roles())))
    }
}

/// What stands behind `Bearer`, whose case does not count (RFC 9110, 11.1).
fn bearer(credentials: &str) -> Option<&str> {
    let (scheme, text) = credentials.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| text.trim())
}
