use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use eframe_core::{Actor, Caller, CommitError, Decision, StoreError, sha256};
use uuid::Uuid;

use super::{Accounts, Client};
use crate::model::{Account, ApiToken, TokenId};
use crate::rules::MakeToken;
use crate::{Error, rules};

/// What every token begins with, so that scanners for secrets know one when they see it.
pub(crate) const PREFIX: &str = "eframe_";
/// What the keyring makes a token's text for.
const PURPOSE: &str = "api token";

/// A token that has just been made. Its text is told now and never again.
#[derive(Clone)]
pub struct MadeToken {
    /// Its name in lists.
    pub id: TokenId,
    /// What goes behind `Authorization: Bearer`.
    pub text: String,
}

/// The key that made a token's text is gone.
#[derive(Debug, thiserror::Error)]
#[error("the key that made the token is not in the keyring")]
struct KeyGone;

impl Accounts {
    /// Makes a token for the actor's own account, who gives their password again. Its text comes from the keyring, so that a
    /// repeat under the same idempotency key is told the same without anyone having kept it.
    ///
    /// # Errors
    /// [`Refusal::Denied`](crate::Refusal::Denied), and what [`rules::make_token`] refuses, before the password is looked at;
    /// [`Refusal::WrongPassword`](crate::Refusal::WrongPassword), [`Refusal::Throttled`](crate::Refusal::Throttled).
    pub async fn make_token(
        &self,
        caller: &Caller,
        wish: MakeToken,
        password: &str,
        client: &Client,
    ) -> Result<MadeToken, Error> {
        let (id, key) = (TokenId::new(self.world().ids.next()), self.keyring().newest());
        let secret = sha256(self.token_text(&key, id.uuid())?.as_bytes());
        let rule = |own: &Account| {
            let (actor, roles, wish) = (&caller.actor, self.roles(), wish.clone());
            rules::make_token(actor, roles, own, wish, id, secret, self.now())
        };
        let proven = self.own(&caller.actor).await?;
        // What is wrong with a wish is said before an attempt is counted.
        rule(&proven).map(drop)?;
        let keys = self.prove_password(caller, password, client).await?;
        let (id, key): (TokenId, String) = self
            .decide(caller, || async {
                // A new password revokes tokens: none comes after it by the word of the old one.
                let commit = rules::forgive(rule(&self.proven_still(&proven).await?)?, &keys);
                Ok(Decision::new(commit, (id, key.clone())))
            })
            .await?;
        Ok(MadeToken { id, text: self.token_text(&key, id.uuid())? })
    }

    fn token_text(&self, key: &str, id: Uuid) -> Result<String, Error> {
        let gone = || Error::Commit(CommitError::Store(StoreError::new(KeyGone)));
        let bits = self.keyring().derive(key, PURPOSE, id).ok_or_else(gone)?;
        Ok(format!("{PREFIX}{}", BASE64.encode(bits)))
    }

    /// The actor's tokens, newest first.
    ///
    /// # Errors
    /// [`Refusal::Denied`](crate::Refusal::Denied) when nobody has signed in.
    pub async fn tokens(&self, actor: &Actor) -> Result<Vec<ApiToken>, Error> {
        let own = self.own(actor).await?;
        self.store().tokens(own.id).await
    }

    /// Revokes a token of the actor's: from then on it opens nothing.
    ///
    /// # Errors
    /// [`Refusal::Denied`](crate::Refusal::Denied) for whoever acts as less than they are; [`Error::NotFound`] when there is none, or it is somebody else's.
    pub async fn revoke_token(&self, caller: &Caller, id: TokenId) -> Result<(), Error> {
        // Before it is looked for: by no answer it is learnt what there is.
        caller.actor.require_whole()?;
        self.decide(caller, || async {
            let token = self.store().token(id).await?.ok_or(Error::NotFound)?;
            let commit = rules::revoke_token(&caller.actor, &token, self.now());
            Ok(Decision::new(commit.map_err(|_| Error::NotFound)?, ()))
        })
        .await
    }
}
