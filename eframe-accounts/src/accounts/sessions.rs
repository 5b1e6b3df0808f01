use std::sync::Arc;
use std::time::Duration;

use eframe_core::{Actor, Caller, Decision, sha256};
use tokio::time::timeout;

use super::Accounts;
use crate::model::{Account, Change, Session, SessionId};
use crate::{Error, rules};

/// How long a page waits at most until it is noted that its reader's session is in use.
const NOTED_WITHIN: Duration = Duration::from_millis(500);

impl Accounts {
    /// The account and the session behind a cookie's secret, when both still count.
    pub(crate) async fn behind(&self, secret: &str) -> Result<Option<(Account, Session)>, Error> {
        let found = self.store().session_with(sha256(secret.as_bytes())).await?;
        let Some(session) = found else { return Ok(None) };
        if !session.is_alive(self.limits(), self.now()) {
            self.is_over(Change::EndSession(session.id)).await;
            return Ok(None);
        }
        let account = self.store().account(session.account).await?.filter(Account::is_active);
        Ok(account.map(|account| (account, session)))
    }

    /// Notes that a session is in use. It is the one thing a read writes, and no read fails by it or waits for it for long.
    /// One is noted at a time: where commits wait, as for a replica that is away, the others leave the places for them to
    /// whoever has to write, and are noted with a later request.
    pub(crate) async fn note_use(&self, actor: &Actor, session: &Session) {
        let now = self.now();
        if !rules::is_worth_noting(session, now) {
            return;
        }
        let Ok(turn) = Arc::clone(&self.inner.noting).try_acquire_owned() else { return };
        let (accounts, touch) = (self.clone(), rules::touch(actor, session.id, now));
        let noting = tokio::spawn(async move {
            if let Err(error) = accounts.commit(touch).await {
                tracing::info!(%error, "the use of a session was not noted");
            }
            drop(turn);
        });
        // It goes on behind the answer.
        let _ = timeout(NOTED_WITHIN, noting).await;
    }

    /// The actor's sessions that still count, last used first.
    ///
    /// # Errors
    /// [`Refusal::Denied`](crate::Refusal::Denied) when nobody has signed in.
    pub async fn sessions(&self, actor: &Actor) -> Result<Vec<Session>, Error> {
        let own = self.own(actor).await?;
        let mut sessions = self.store().sessions(own.id).await?;
        sessions.retain(|session| session.is_alive(self.limits(), self.now()));
        Ok(sessions)
    }

    /// Ends a session of the actor's: signing out is ending one's own.
    ///
    /// # Errors
    /// [`Refusal::Denied`](crate::Refusal::Denied) for whoever acts as less than they are; [`Error::NotFound`] when it is over or somebody else's.
    pub async fn end_session(&self, caller: &Caller, id: SessionId) -> Result<(), Error> {
        // Before it is looked for: by no answer it is learnt what there is.
        caller.actor.require_whole()?;
        self.decide(caller, || async {
            let found = self.store().session(id).await?.ok_or(Error::NotFound)?;
            let commit = rules::end_session(&caller.actor, &found, self.now());
            Ok(Decision::new(commit.map_err(|_| Error::NotFound)?, ()))
        })
        .await
    }

    /// Ends every session of the actor's but this one.
    ///
    /// # Errors
    /// [`Refusal::Denied`](crate::Refusal::Denied) when nobody has signed in.
    pub async fn end_other_sessions(
        &self,
        caller: &Caller,
        kept: Option<SessionId>,
    ) -> Result<(), Error> {
        self.decide(caller, || async {
            let own = self.own(&caller.actor).await?;
            Ok(Decision::new(rules::end_others(&caller.actor, &own, kept, self.now()), ()))
        })
        .await
    }

    /// Clears away what no longer counts. The host's schedule calls it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sweep(&self) -> Result<(), Error> {
        self.commit(rules::sweep(self.limits(), self.now())).await
    }
}
