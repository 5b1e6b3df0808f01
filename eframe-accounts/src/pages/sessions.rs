use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::form::Posted;
use eframe_core::http::{Form, Problem};

use super::SessionsPage;
use super::context::SessionRow;
use super::visit::{Visit, to};
use crate::model::SessionId;
use crate::{Accounts, Error};

/// The browsers that the reader is signed in with.
pub(super) async fn show(
    State(accounts): State<Accounts>,
    visit: Visit,
) -> Result<Response, Problem> {
    let (_, this) = match visit.signed_in() {
        Ok(own) => own,
        Err(elsewhere) => return Ok(to(&elsewhere)),
    };
    let sessions = accounts.sessions(&visit.caller()?.actor).await?;
    let rows: Vec<_> = sessions
        .into_iter()
        .map(|one| SessionRow {
            id: one.id.to_string(),
            agent: one.agent,
            started: one.started,
            seen: one.seen,
            this: one.id == this.id,
        })
        .collect();
    let done = visit.asked("done") == "ended";
    let page = SessionsPage {
        notice: if done { visit.say("accounts.sessions.done") } else { String::new() },
        others: rows.iter().any(|row| !row.this),
        sessions: rows,
    };
    visit.page("accounts.sessions.title", &page).await
}

/// Ends one of them, or every other.
pub(super) async fn end(
    State(accounts): State<Accounts>,
    visit: Visit,
    Form(posted): Form<Posted>,
) -> Result<Response, Problem> {
    let (_, this) = match visit.signed_in() {
        Ok(own) => own,
        Err(elsewhere) => return Ok(to(&elsewhere)),
    };
    let caller = visit.caller()?;
    match posted.one("session") {
        "others" => accounts.end_other_sessions(&caller, Some(this.id)).await?,
        id => {
            let id: SessionId = id.parse().map_err(|_| Problem::not_found())?;
            match accounts.end_session(&caller, id).await {
                // Ended twice is ended.
                Ok(()) | Err(Error::NotFound) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(to(&visit.url("/sessions?done=ended")))
}
