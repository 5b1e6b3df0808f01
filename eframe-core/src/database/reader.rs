//! What questions are asked through.

use std::fmt;
use std::ops::Deref;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use sea_orm::sqlx::query::Query;
use sea_orm::sqlx::sqlite::{Sqlite, SqliteConnectOptions, SqliteConnection};
use sea_orm::sqlx::{self, AssertSqlSafe, ConnectOptions as _, Connection as _};
use sea_orm::{
    AccessMode, ConnAcquireErr, ConnectionTrait, DatabaseConnection, DatabaseTransaction,
    DbBackend, DbErr, ExecResult, IsolationLevel, QueryResult, RuntimeErr, Statement,
    TransactionError, TransactionOptions, TransactionTrait, Values,
};
use sea_query_sqlx::SqlxValues;
use tokio::runtime::Handle;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::primary::Leading;

/// What questions are asked through: a pool of connections, and for SQLite some more that are kept at hand.
///
/// It is asked as any connection of SeaORM. What takes longer than a question, such as a transaction that many are asked in, is
/// begun on the pool, which this stands for. While it is known that the database is away, a question is refused at once, and
/// so is a transaction.
#[derive(Debug)]
pub struct Reader {
    pool: DatabaseConnection,
    lanes: Option<Arc<Lanes>>,
    leading: Option<Arc<Leading>>,
}

impl Reader {
    /// Asks by a pool alone, as long as somebody is there whom it leads to.
    pub(super) fn pooled(pool: DatabaseConnection, leading: Option<Arc<Leading>>) -> Self {
        Self { pool, lanes: None, leading }
    }

    /// Asks by so many connections to the file of a pool; whoever finds none free waits so long.
    pub(super) fn by_lanes(pool: DatabaseConnection, lanes: u32, patience: Duration) -> Self {
        let options = pool.get_sqlite_connection_pool().connect_options();
        Self { pool, lanes: Some(Arc::new(Lanes::new(options, lanes, patience))), leading: None }
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// What the driver says; at once, while it is known that the database is away.
    pub async fn ping(&self) -> Result<(), DbErr> {
        match &self.leading {
            Some(leading) => leading.unless_away(self.pool.ping()).await,
            None => self.pool.ping().await,
        }
    }

    /// Ends all connections when the questions under way are answered.
    pub(super) async fn close(&self) {
        if let Some(lanes) = &self.lanes {
            lanes.close().await;
        }
        // Nothing is left to lose: a connection that does not close cleanly is closed by its end.
        let _ = self.pool.close_by_ref().await;
    }

    /// Counts the statements that it is given from now on.
    #[cfg(any(test, feature = "test-util"))]
    pub(super) fn counted(&mut self) -> Arc<std::sync::atomic::AtomicU64> {
        let asked = Arc::<std::sync::atomic::AtomicU64>::default();
        let counting = Arc::clone(&asked);
        self.pool.set_metric_callback(move |_| {
            counting.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        });
        if let Some(lanes) = self.lanes.as_mut().and_then(Arc::get_mut) {
            lanes.asked = Some(Arc::clone(&asked));
        }
        asked
    }
}

impl Deref for Reader {
    type Target = DatabaseConnection;

    fn deref(&self) -> &DatabaseConnection {
        &self.pool
    }
}

#[async_trait]
impl ConnectionTrait for Reader {
    fn get_database_backend(&self) -> DbBackend {
        self.pool.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.pool.execute_raw(statement).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.pool.execute_unprepared(sql).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match (&self.lanes, &self.leading) {
            (Some(lanes), _) => lanes.one(statement).await,
            (None, Some(leading)) => leading.unless_away(self.pool.query_one_raw(statement)).await,
            (None, None) => self.pool.query_one_raw(statement).await,
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match (&self.lanes, &self.leading) {
            (Some(lanes), _) => lanes.all(statement).await,
            (None, Some(leading)) => leading.unless_away(self.pool.query_all_raw(statement)).await,
            (None, None) => self.pool.query_all_raw(statement).await,
        }
    }
}

#[async_trait]
impl TransactionTrait for Reader {
    type Transaction = DatabaseTransaction;

    async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        self.begin_with_options(TransactionOptions::default()).await
    }

    async fn begin_with_config(
        &self,
        isolation_level: Option<IsolationLevel>,
        access_mode: Option<AccessMode>,
    ) -> Result<DatabaseTransaction, DbErr> {
        let sqlite_transaction_mode = None;
        let options = TransactionOptions { isolation_level, access_mode, sqlite_transaction_mode };
        self.begin_with_options(options).await
    }

    async fn begin_with_options(
        &self,
        options: TransactionOptions,
    ) -> Result<DatabaseTransaction, DbErr> {
        let Some(leading) = &self.leading else {
            return self.pool.begin_with_options(options).await;
        };
        let pool = self.pool.clone();
        leading.begin(async move { pool.begin_with_options(options).await }).await
    }

    async fn transaction<F, T, E>(&self, callback: F) -> Result<T, TransactionError<E>>
    where
        F: for<'c> FnOnce(
                &'c DatabaseTransaction,
            ) -> Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'c>>
            + Send,
        T: Send,
        E: fmt::Display + fmt::Debug + Send,
    {
        self.transaction_with_config(callback, None, None).await
    }

    async fn transaction_with_config<F, T, E>(
        &self,
        callback: F,
        isolation_level: Option<IsolationLevel>,
        access_mode: Option<AccessMode>,
    ) -> Result<T, TransactionError<E>>
    where
        F: for<'c> FnOnce(
                &'c DatabaseTransaction,
            ) -> Pin<Box<dyn Future<Output = Result<T, E>> + Send + 'c>>
            + Send,
        T: Send,
        E: fmt::Display + fmt::Debug + Send,
    {
        let begun = self.begin_with_config(isolation_level, access_mode).await;
        let begun = begun.map_err(TransactionError::Connection)?;
        match callback(&begun).await {
            Ok(done) => begun.commit().await.map(|()| done).map_err(TransactionError::Connection),
            Err(error) => {
                // The first error says why.
                let _ = begun.rollback().await;
                Err(TransactionError::Transaction(error))
            }
        }
    }
}

/// Connections to a SQLite file that are asked one question after the other.
///
/// A pool asks a connection that it is given back whether it is still there. A file is; and with a question that takes
/// microseconds the way to the connection's thread and back costs as much as the answer.
#[derive(Debug)]
struct Lanes {
    options: Arc<SqliteConnectOptions>,
    room: Arc<Semaphore>,
    many: u32,
    idle: Mutex<Vec<SqliteConnection>>,
    patience: Duration,
    #[cfg(any(test, feature = "test-util"))]
    asked: Option<Arc<std::sync::atomic::AtomicU64>>,
}

/// A connection that answers nobody else meanwhile. It keeps its place until it has answered, whether somebody still waits
/// or not: questions that were given up never run beside more than there is room for.
struct Lane {
    lanes: Arc<Lanes>,
    held: Option<(SqliteConnection, OwnedSemaphorePermit)>,
}

impl Lanes {
    fn new(options: Arc<SqliteConnectOptions>, many: u32, patience: Duration) -> Self {
        Self {
            options,
            room: Arc::new(Semaphore::new(many as usize)),
            many,
            idle: Mutex::default(),
            patience,
            #[cfg(any(test, feature = "test-util"))]
            asked: None,
        }
    }

    async fn one(self: &Arc<Self>, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let mut lane = self.enter().await?;
        let found = query(statement).fetch_optional(lane.connection()?).await.map_err(failed)?;
        lane.leave();
        Ok(found.map(QueryResult::from))
    }

    async fn all(self: &Arc<Self>, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let mut lane = self.enter().await?;
        let found = query(statement).fetch_all(lane.connection()?).await.map_err(failed)?;
        lane.leave();
        Ok(found.into_iter().map(QueryResult::from).collect())
    }

    /// Waits for a connection.
    async fn enter(self: &Arc<Self>) -> Result<Lane, DbErr> {
        #[cfg(any(test, feature = "test-util"))]
        if let Some(asked) = &self.asked {
            asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
        let none = DbErr::ConnectionAcquire;
        let place = timeout(self.patience, Arc::clone(&self.room).acquire_owned()).await;
        let place = place.map_err(|_| none(ConnAcquireErr::Timeout))?;
        let place = place.map_err(|_| none(ConnAcquireErr::ConnectionClosed))?;
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let lanes = Arc::clone(self);
        if let Some(connection) = idle {
            return Ok(Lane { lanes, held: Some((connection, place)) });
        }
        // Opened to the end also when nobody waits for it any more: else it would be closed after all others, by nobody.
        let opening = tokio::spawn(async move {
            let connection = lanes.options.connect().await.map_err(closed)?;
            Ok(Lane { lanes, held: Some((connection, place)) })
        });
        opening.await.unwrap_or(Err(none(ConnAcquireErr::ConnectionClosed)))
    }

    fn keep(&self, connection: SqliteConnection) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
    }

    async fn close(&self) {
        // Nobody else closes it.
        let _all = self.room.acquire_many(self.many).await;
        self.room.close();
        let idle = std::mem::take(&mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner));
        for connection in idle {
            // One that does not close cleanly is closed by its end.
            let _ = connection.close().await;
        }
    }
}

impl Lane {
    fn connection(&mut self) -> Result<&mut SqliteConnection, DbErr> {
        let held = self.held.as_mut().map(|(connection, _)| connection);
        held.ok_or(DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed))
    }

    /// Is free for the next question.
    fn leave(mut self) {
        if let Some((connection, _place)) = self.held.take() {
            self.lanes.keep(connection);
        }
    }
}

impl Drop for Lane {
    /// After a question that failed or was given up nobody knows yet whether the connection answers.
    fn drop(&mut self) {
        let (Some((mut connection, place)), Ok(runtime)) =
            (self.held.take(), Handle::try_current())
        else {
            return;
        };
        let lanes = Arc::clone(&self.lanes);
        runtime.spawn(async move {
            if connection.ping().await.is_ok() {
                lanes.keep(connection);
            }
            drop(place);
        });
    }
}

fn query(statement: Statement) -> Query<'static, Sqlite, SqlxValues> {
    let values = statement.values.unwrap_or_else(|| Values(Vec::new()));
    sqlx::query_with(AssertSqlSafe(statement.sql), SqlxValues(values))
}

fn failed(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}

fn closed(error: sqlx::Error) -> DbErr {
    DbErr::Conn(RuntimeErr::SqlxError(error.into()))
}

#[cfg(test)]
mod tests {
    use futures_util::future::join_all;

    use super::*;
    use crate::test::sqlite;

    fn asked(sql: &str) -> Statement {
        Statement::from_string(DbBackend::Sqlite, sql)
    }

    async fn answers(reader: &Reader) -> bool {
        let row = reader.query_one_raw(asked("SELECT 7")).await.expect("an answer").expect("a row");
        row.try_get_by_index::<i32>(0).expect("a number") == 7
    }

    #[tokio::test]
    async fn more_questions_than_connections_are_all_answered() {
        let house = sqlite(&[]).await;
        let all = join_all((0..100).map(|_| answers(house.database.read()))).await;
        assert_eq!(all, [true; 100]);
        let lanes = house.database.read().lanes.as_ref().expect("a file");
        let idle = lanes.idle.lock().expect("whole").len();
        assert!((1..=lanes.many as usize).contains(&idle), "{idle} connections");
    }

    #[tokio::test]
    async fn a_question_that_fails_or_is_given_up_takes_no_place_with_it() {
        let house = sqlite(&[]).await;
        let reader = house.database.read();
        let long = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) \
                    SELECT COUNT(*) FROM n";
        for _ in 0..10 {
            let given_up = timeout(Duration::from_millis(1), reader.query_all_raw(asked(long)));
            assert!(given_up.await.is_err(), "it takes longer");
            assert!(reader.query_one_raw(asked("SELECT nothing")).await.is_err());
        }
        assert!(answers(reader).await);
        let lanes = reader.lanes.as_ref().expect("a file");
        let all = lanes.room.acquire_many(lanes.many).await.expect("open");
        assert_eq!(lanes.idle.lock().expect("whole").len(), lanes.many as usize);
        drop(all);
    }

    #[tokio::test]
    async fn questions_that_were_given_up_run_beside_no_more_than_there_is_room_for() {
        let house = sqlite(&[]).await;
        let reader = house.database.read();
        let long = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) \
                    SELECT COUNT(*) FROM n";
        let lanes = reader.lanes.as_ref().expect("a file");
        let many = lanes.many as usize;
        let held = || many - lanes.room.available_permits();
        let idle = || lanes.idle.lock().expect("whole").len();
        // All are connected, so that each question is under way as soon as there is a place for it.
        let mut open = Vec::new();
        for _ in 0..many {
            open.push(lanes.enter().await.expect("room"));
        }
        open.into_iter().for_each(Lane::leave);
        for _ in 0..20 {
            let _ = timeout(Duration::from_millis(1), reader.query_all_raw(asked(long))).await;
            assert!(held() + idle() <= many, "{} that ask and {} that do not", held(), idle());
        }
        // Nobody waits for an answer any more, and who was asked keeps the place until it is there.
        assert!(held() > 0, "{} of {many} are free", lanes.room.available_permits());
        let all = lanes.room.acquire_many(lanes.many).await.expect("open");
        assert!(idle() <= many, "{}", idle());
        drop(all);
        assert!(answers(reader).await);
    }

    #[tokio::test]
    async fn nothing_stays_open_behind_a_question_that_was_given_up_while_its_connection_was_opened()
     {
        for _ in 0..20 {
            let house = sqlite(&[]).await;
            let reader = house.database.read();
            let many = reader.lanes.as_ref().expect("a file").many;
            for mut question in (0..many).map(|_| Box::pin(answers(reader))).collect::<Vec<_>>() {
                assert!(futures_util::poll!(&mut question).is_pending(), "it takes a moment");
            }
            house.database.close().await;
            let file = house.url.trim_start_matches("sqlite:");
            let log = format!("{file}-wal");
            assert!(!std::path::Path::new(&log).exists(), "somebody has {file} open yet");
        }
    }

    #[tokio::test]
    async fn a_connection_that_questions_go_through_cannot_write() {
        let house = sqlite(&[]).await;
        let made = house.database.read().query_all_raw(asked("CREATE TABLE more (id)")).await;
        assert!(made.expect_err("refused").to_string().contains("readonly"));
    }

    #[tokio::test]
    async fn bad_input_87_a_transaction_is_refused_at_once_as_a_question_while_nobody_is_the_primary()
     {
        let (leading, known) = Leading::to_nobody();
        // Nobody gets so far as to ask it for a connection.
        let pool = DatabaseConnection::default();
        let reader = Reader::pooled(pool, Some(Arc::new(leading)));
        let said = "no database server is the primary";
        let begun = reader.begin().await.expect_err("it is away");
        assert!(begun.to_string().contains(said), "{begun}");
        let options = TransactionOptions::default();
        let begun = reader.begin_with_options(options).await.expect_err("it is away");
        assert!(begun.to_string().contains(said), "{begun}");
        let begun = reader.begin_with_config(None, None).await.expect_err("it is away");
        assert!(begun.to_string().contains(said), "{begun}");
        let within = reader.transaction::<_, (), DbErr>(|_| Box::pin(async { Ok(()) })).await;
        let within = within.expect_err("it is away");
        assert!(within.to_string().contains(said), "{within}");
        drop(known);
    }

    #[tokio::test]
    async fn nobody_waits_for_a_database_that_was_closed() {
        let house = sqlite(&[]).await;
        house.database.close().await;
        let late = house.database.read().query_one_raw(asked("SELECT 7")).await;
        assert!(matches!(late, Err(DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed))));
    }
}
