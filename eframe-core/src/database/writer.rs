//! The one writer of a SQLite database: a task with a connection of its own that groups the commits that wait
//! into one transaction.
//!
//! A group is first tried hopefully, without savepoints: they cost more than the commits. When one refuses,
//! the group is tried again with a savepoint each, so that only the refusing ones fail. After an error that
//! is neither a rule nor a constraint the connection is thrown away: SQLite may have ended the transaction
//! by itself while the driver still counts it as open, and would then acknowledge what nobody can see.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr, TransactionTrait as _};
use tokio::sync::{mpsc, oneshot};

use super::apply::Applicable;
use super::change::{CommitError, StoreError, is_away, is_in_doubt};
use super::hold;
use super::ledger::Ledger;
use super::open::{self, Access, Patience};

/// How many commits share a transaction at most. Nobody is waited for.
const GROUP: usize = 256;

type Answer = Result<(), CommitError>;

pub(super) struct Writer {
    queue: mpsc::Sender<Order>,
    file: PathBuf,
    patience: Patience,
    /// Connections beside its own that are closed with it.
    beside: Mutex<Vec<DatabaseConnection>>,
}

enum Order {
    Apply(Waiting),
    Close(oneshot::Sender<()>),
}

struct Waiting {
    commit: Arc<dyn Applicable>,
    answer: oneshot::Sender<Answer>,
}

impl Writer {
    pub(super) fn start(file: PathBuf, patience: Patience, connection: DatabaseConnection) -> Self {
        let (queue, orders) = mpsc::channel(4 * GROUP);
        let desk = Desk { file: file.clone(), patience, connection: Some(connection) };
        tokio::spawn(desk.work(orders));
        Self { queue, file, patience, beside: Mutex::default() }
    }

    /// The database's file.
    pub(super) fn file(&self) -> &Path {
        &self.file
    }

    /// How long a connection waits.
    pub(super) fn patience(&self) -> Patience {
        self.patience
    }

    /// A connection that writes, beside the writer's own.
    pub(super) async fn another_connection(&self) -> Result<DatabaseConnection, DbErr> {
        open::connect_sqlite(&self.file, self.patience, Access::Write).await
    }

    pub(super) async fn apply(&self, commit: Arc<dyn Applicable>) -> Answer {
        let (answer, told) = oneshot::channel();
        let order = Order::Apply(Waiting { commit, answer });
        self.queue.send(order).await.map_err(|_| closed())?;
        told.await.unwrap_or_else(|_| Err(closed()))
    }

    /// Closes this connection too when it is closed.
    pub(super) fn closes(&self, connection: DatabaseConnection) {
        self.beside.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    }

    pub(super) async fn close(&self) {
        let (done, told) = oneshot::channel();
        if self.queue.send(Order::Close(done)).await.is_ok() {
            // An error means that the writer has ended already.
            let _ = told.await;
        }
        let beside =
            std::mem::take(&mut *self.beside.lock().unwrap_or_else(PoisonError::into_inner));
        for connection in beside {
            // One that does not close cleanly is closed by its end.
            let _ = connection.close().await;
        }
    }
}

fn closed() -> CommitError {
    #[derive(Debug, thiserror::Error)]
    #[error("the database was closed")]
    struct Closed;
    CommitError::Unavailable(StoreError::new(Closed))
}

/// The writer's own connection; none after it had to be thrown away.
struct Desk {
    file: PathBuf,
    patience: Patience,
    connection: Option<DatabaseConnection>,
}

/// How a group fares: hopefully all at once, or each behind a savepoint.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Care {
    Hopeful,
    Savepoints,
}

impl Desk {
    async fn work(mut self, mut orders: mpsc::Receiver<Order>) {
        let mut taken = Vec::with_capacity(GROUP);
        while orders.recv_many(&mut taken, GROUP).await > 0 {
            let mut group = Vec::with_capacity(taken.len());
            let mut closing = None;
            for order in taken.drain(..) {
                match order {
                    Order::Apply(waiting) => group.push(waiting),
                    Order::Close(done) => closing = Some(done),
                }
            }
            if let Err(away) = self.settle(group).await {
                // Who came meanwhile has waited as well, and shall not wait for as long again.
                closing = closing.or_else(|| send_away(&mut orders, &away));
            }
            if let Some(done) = closing {
                self.throw_away().await;
                // Whoever asked may have gone.
                let _ = done.send(());
                return;
            }
        }
    }

    /// Answers everyone of a group; an error says that the database is away.
    async fn settle(&mut self, group: Vec<Waiting>) -> Result<(), CommitError> {
        if group.is_empty() {
            return Ok(());
        }
        let mut answers = self.attempt(&group, Care::Hopeful).await;
        if asks_for_care(&answers) {
            answers = self.attempt(&group, Care::Savepoints).await;
        }
        match answers {
            Ok(answers) => {
                for (waiting, answer) in group.into_iter().zip(answers) {
                    // A caller that went away is committed all the same.
                    let _ = waiting.answer.send(answer);
                }
            }
            Err(error) if is_away(&error) => {
                let away = CommitError::from_driver(error, &[]);
                for waiting in group {
                    let _ = waiting.answer.send(Err(away.clone()));
                }
                return Err(away);
            }
            // The group as a whole fails, for instance at a deferred constraint: only the culprit shall.
            Err(_) => {
                for waiting in group {
                    let answer = self.alone(&waiting).await;
                    let _ = waiting.answer.send(answer);
                }
            }
        }
        Ok(())
    }

    async fn alone(&mut self, waiting: &Waiting) -> Answer {
        match self.attempt(std::slice::from_ref(waiting), Care::Savepoints).await {
            Ok(mut answers) => answers.pop().unwrap_or_else(|| Err(closed())),
            Err(error) => Err(CommitError::from_driver(error, &[])),
        }
    }

    async fn attempt(&mut self, group: &[Waiting], care: Care) -> Result<Vec<Answer>, DbErr> {
        let connection = self.connect().await?;
        let tried = run(&connection, group, care).await;
        let suspect = match &tried {
            Ok(answers) => {
                answers.iter().flat_map(|answer| answer.as_ref().err()).any(CommitError::is_suspect)
            }
            Err(_) => true,
        };
        if suspect {
            self.throw_away().await;
        }
        tried
    }

    async fn connect(&mut self) -> Result<DatabaseConnection, DbErr> {
        if let Some(connection) = &self.connection {
            return Ok(connection.clone());
        }
        let connection = open::connect_sqlite(&self.file, self.patience, Access::Write).await?;
        self.connection = Some(connection.clone());
        Ok(connection)
    }

    async fn throw_away(&mut self) {
        if let Some(connection) = self.connection.take() {
            // What it says about its own end does not matter any more.
            let _ = connection.close().await;
        }
    }
}

/// Answers all who wait in the queue that the database is away; tells if one of them wants it closed.
fn send_away(
    orders: &mut mpsc::Receiver<Order>,
    away: &CommitError,
) -> Option<oneshot::Sender<()>> {
    while let Ok(order) = orders.try_recv() {
        match order {
            // Whoever asked may have gone.
            Order::Apply(waiting) => drop(waiting.answer.send(Err(away.clone()))),
            Order::Close(done) => return Some(done),
        }
    }
    None
}

/// Whether a hopeful run is to be repeated with savepoints. Never when it may have gone through: what could not be made
/// to last is not tried again as if nothing had been.
fn asks_for_care(answers: &Result<Vec<Answer>, DbErr>) -> bool {
    let in_doubt = |answer: &Answer| matches!(answer, Err(CommitError::Unknown(_)));
    match answers {
        Ok(answers) => answers.iter().any(Result::is_err) && !answers.iter().any(in_doubt),
        Err(error) => !is_away(error),
    }
}

/// Applies a group in one transaction. A hopeful run ends at the first refusal and undoes itself: also what the
/// refused commit, which may be the last or the only one, did before it was refused.
async fn run(
    connection: &DatabaseConnection,
    group: &[Waiting],
    care: Care,
) -> Result<Vec<Answer>, DbErr> {
    let transaction = open::begin(connection).await?;
    let answers = match care {
        Care::Hopeful => all_together(&transaction, group).await?,
        Care::Savepoints => each_apart(&transaction, group).await?,
    };
    let refused = answers.iter().any(Result::is_err);
    if care == Care::Hopeful && refused {
        // The first error says why; the rollback's own would only hide it.
        let _ = transaction.rollback().await;
    } else if let Err(error) = transaction.commit().await {
        if !is_in_doubt(&error) {
            return Err(error);
        }
        let unknown = CommitError::Unknown(error.into());
        return Ok(answers.into_iter().map(|answer| answer.and(Err(unknown.clone()))).collect());
    }
    Ok(answers)
}

/// The changes of each, then what all of them stand on, then the entries of all. The refusal that ends it is the last
/// answer.
async fn all_together(
    transaction: &DatabaseTransaction,
    group: &[Waiting],
) -> Result<Vec<Answer>, DbErr> {
    let held = hold::apart(group.iter().map(|waiting| waiting.commit.guards()));
    let mut ledger = Ledger::default();
    for (before, Waiting { commit, .. }) in group.iter().enumerate() {
        let guards = if held.is_some() { &[] } else { commit.guards() };
        if let Err(refusal) = commit.change(transaction, guards).await {
            let done = std::iter::repeat_n(Ok(()), before);
            return Ok(done.chain([Err(refusal)]).collect());
        }
        commit.enter(&mut ledger);
    }
    // After the changes, so that what those of one did to the rows of another is seen.
    if let Err(refusal) = hold::hold(transaction, held.as_deref().unwrap_or_default()).await {
        return Ok(vec![Err(refusal)]);
    }
    ledger.write(transaction).await?;
    Ok(vec![Ok(()); group.len()])
}

async fn each_apart(
    transaction: &DatabaseTransaction,
    group: &[Waiting],
) -> Result<Vec<Answer>, DbErr> {
    let mut answers = Vec::with_capacity(group.len());
    for waiting in group {
        let savepoint = transaction.begin().await?;
        answers.push(match waiting.commit.apply(&savepoint).await {
            Ok(()) => {
                savepoint.commit().await?;
                Ok(())
            }
            Err(refusal) => {
                savepoint.rollback().await?;
                Err(refusal)
            }
        });
    }
    Ok(answers)
}
