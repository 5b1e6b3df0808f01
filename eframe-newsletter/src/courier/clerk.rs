//! Whoever writes down what becomes of letters: everything that waits at a time in one transaction, so that the letters of
//! several connections share its cost. Nobody is waited for, and nobody goes on before theirs is down.

use std::sync::Arc;

use eframe_core::{CommitError, StoreError};
use tokio::sync::{mpsc, oneshot};

use super::round::Round;
use super::tenure::Tenure;
use crate::Error;
use crate::model::{Settled, SubscriberId};
use crate::store::delivery::{Begun, Step};

/// Takes notes of connections. It works until the last of these is dropped.
#[derive(Clone)]
pub(super) struct Clerk(mpsc::Sender<Order>);

/// What a connection has to say of letters.
#[derive(Debug, Default)]
pub(super) struct Note {
    /// What became of the one it carried.
    pub(super) settled: Option<(SubscriberId, Settled)>,
    /// One that it was to carry and did not touch.
    pub(super) untouched: Option<SubscriberId>,
    /// The one that it carries next.
    pub(super) begin: Option<SubscriberId>,
}

/// A note, and whoever waits until it is down.
pub(super) struct Order {
    note: Note,
    told: oneshot::Sender<Result<Option<Begun>, CommitError>>,
}

/// So many notes are written at once: more than there are connections, as a rule.
const AT_ONCE: usize = 64;

impl Note {
    pub(super) fn is_empty(&self) -> bool {
        self.settled.is_none() && self.untouched.is_none() && self.begin.is_none()
    }
}

impl Clerk {
    /// A clerk, and what it works on.
    pub(super) fn new() -> (Self, mpsc::Receiver<Order>) {
        let (orders, taken) = mpsc::channel(AT_ONCE);
        (Self(orders), taken)
    }

    /// Has a note written, and comes back when it is down for good. Tells the letter that is carried next: none when its
    /// reader is not to be written to any more, or the issue rests.
    ///
    /// # Errors
    /// When it is not down, and the lease is lost or the database refuses.
    pub(super) async fn write(&self, note: Note) -> Result<Option<Begun>, Error> {
        let (told, answer) = oneshot::channel();
        self.0.send(Order { note, told }).await.map_err(|_| gone())?;
        Ok(answer.await.unwrap_or_else(|_| Err(gone()))?)
    }
}

/// Writes what comes, for as long as somebody may send a note.
pub(super) async fn work(
    round: Arc<Round>,
    tenure: Tenure,
    mut orders: mpsc::Receiver<Order>,
) -> Result<(), Error> {
    let mut waiting = Vec::with_capacity(AT_ONCE);
    while orders.recv_many(&mut waiting, AT_ONCE).await > 0 {
        let notes = std::mem::take(&mut waiting);
        settle(&round, &tenure, notes).await;
    }
    Ok(())
}

async fn settle(round: &Round, tenure: &Tenure, orders: Vec<Order>) {
    let (mut begun, refused) = match round.write(step(round, &orders, true), tenure).await {
        Ok(begun) => (begun, None),
        Err(error) => (Vec::new(), Some(error)),
    };
    // A fault of the program that keeps letters from beginning must not take along what is known of others.
    let known = match &refused {
        Some(error @ CommitError::Store(_)) => {
            tracing::error!(%error, "letters could not be noted as being handed over");
            round.write(step(round, &orders, false), tenure).await.map(drop)
        }
        Some(error) => Err(error.clone()),
        None => Ok(()),
    };
    for Order { note, told } in orders {
        let answer = match (&refused, note.begin) {
            (None, Some(next)) => Ok(taken(&mut begun, next)),
            (Some(refused), Some(_)) => Err(refused.clone()),
            (_, None) => known.clone().map(|()| None),
        };
        // Whoever has gone away is written down all the same.
        let _ = told.send(answer);
    }
}

fn step(round: &Round, orders: &[Order], begin: bool) -> Step {
    let mut step = round.step();
    for Order { note, .. } in orders {
        step.settled.extend(note.settled.clone());
        step.untouched.extend(note.untouched);
        step.begin.extend(note.begin.filter(|_| begin));
    }
    step
}

fn taken(begun: &mut Vec<Begun>, next: SubscriberId) -> Option<Begun> {
    let at = begun.iter().position(|one| one.subscriber == next)?;
    Some(begun.swap_remove(at))
}

#[derive(Debug, thiserror::Error)]
#[error("whoever writes down what becomes of letters has ended")]
struct Gone;

fn gone() -> CommitError {
    CommitError::Unavailable(StoreError::new(Gone))
}
