//! What questions are asked through.

use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use async_trait::async_trait;
use sea_orm::sqlx::query::Query;
use sea_orm::sqlx::sqlite::{Sqlite, SqliteConnectOptions, SqliteConnection};
use sea_orm::sqlx::{self, AssertSqlSafe, ConnectOptions as _, Connection as _};
use sea_orm::{
    ConnAcquireErr, ConnectionTrait, DatabaseConnection, DbBackend, DbErr, ExecResult, QueryResult,
    RuntimeErr, Statement, Values,
};
use sea_query_sqlx::SqlxValues;
use tokio::sync::{Semaphore, SemaphorePermit};
use tokio::time::timeout;

use super::primary::Leading;

/// What questions are asked through: a pool of connections, and for SQLite some more that are kept at hand.
///
/// It is asked as any connection of SeaORM. What takes longer than a question, such as a transaction that many are asked in, is
/// begun on the pool, which this stands for. While it is known that the database is away, a question is refused at once.
#[derive(Debug)]
pub struct Reader {
    pool: DatabaseConnection,
    lanes: Option<Lanes>,
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
        Self { pool, lanes: Some(Lanes::new(options, lanes, patience)), leading: None }
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
        if let Some(lanes) = &mut self.lanes {
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

/// Connections to a SQLite file that are asked one question after the other.
///
/// A pool asks a connection that it is given back whether it is still there. A file is; and with a question that takes
/// microseconds the way to the connection's thread and back costs as much as the answer.
#[derive(Debug)]
struct Lanes {
    options: Arc<SqliteConnectOptions>,
    room: Semaphore,
    many: u32,
    idle: Mutex<Vec<SqliteConnection>>,
    patience: Duration,
    #[cfg(any(test, feature = "test-util"))]
    asked: Option<Arc<std::sync::atomic::AtomicU64>>,
}

/// A connection that answers nobody else meanwhile. Whoever does not give it back, because the question was given up or
/// failed, ends it.
struct Lane<'a> {
    lanes: &'a Lanes,
    connection: SqliteConnection,
    _place: SemaphorePermit<'a>,
}

impl Lanes {
    fn new(options: Arc<SqliteConnectOptions>, many: u32, patience: Duration) -> Self {
        Self {
            options,
            room: Semaphore::new(many as usize),
            many,
            idle: Mutex::default(),
            patience,
            #[cfg(any(test, feature = "test-util"))]
            asked: None,
        }
    }

    async fn one(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let mut lane = self.enter().await?;
        let found = query(statement).fetch_optional(&mut lane.connection).await;
        let found = found.map_err(failed)?;
        lane.leave();
        Ok(found.map(QueryResult::from))
    }

    async fn all(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let mut lane = self.enter().await?;
        let found = query(statement).fetch_all(&mut lane.connection).await;
        let found = found.map_err(failed)?;
        lane.leave();
        Ok(found.into_iter().map(QueryResult::from).collect())
    }

    /// Waits for a connection.
    async fn enter(&self) -> Result<Lane<'_>, DbErr> {
        #[cfg(any(test, feature = "test-util"))]
        if let Some(asked) = &self.asked {
            asked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        }
        let none = DbErr::ConnectionAcquire;
        let place = timeout(self.patience, self.room.acquire()).await;
        let place = place.map_err(|_| none(ConnAcquireErr::Timeout))?;
        let place = place.map_err(|_| none(ConnAcquireErr::ConnectionClosed))?;
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.options.connect().await.map_err(closed)?,
        };
        Ok(Lane { lanes: self, connection, _place: place })
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

impl Lane<'_> {
    fn leave(self) {
        let mut idle = self.lanes.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.push(self.connection);
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
