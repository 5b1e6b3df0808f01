//! The servers of one database: which of them is the primary, and what happens when another becomes it, or when it forgets
//! its connections.
//!
//! A URL may name several hosts, as libpq's may: `postgres://USER:PASSWORD@one:5432,two:5432/NAME`. Connections are made
//! to the one that is no replica. Once a second it is asked whether it still is; when it does not answer, or has become
//! a replica, all are asked, connections of before are ended, and new ones lead to the new primary. A replica is
//! never read, since what it shows may be older than what somebody was just told.
//!
//! One host is asked as often: when it does not answer on a connection that was there, and does on a new one, somebody in
//! between has forgotten, and nobody will ever answer on the others either. A connection that was ended aloud says nothing
//! about the others, unless the server was started anew.
//!
//! While it is known that nobody is the primary, whoever asks or writes is refused at once ([`Leading::unless_away`]): to
//! wait as long as there is patience would keep people waiting for the same answer, and their places from others.

mod relay;

use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use sea_orm::sqlx::pool::PoolConnectionMetadata;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection, PgPool};
use sea_orm::sqlx::{self, ConnectOptions as _, Connection as _};
use sea_orm::{ConnAcquireErr, DatabaseTransaction, DbErr, RuntimeErr};
use tokio::sync::watch;
use tokio::task::AbortHandle;
use tokio::time::{Instant, MissedTickBehavior, interval, timeout, timeout_at};

use relay::Bounds;
pub(super) use relay::{PORT, Relay, looked_after};

/// What the connection that watches is called on the server.
pub(super) const WATCH: &str = "eframe-watch";

/// How often the primary is asked whether it still is.
const LOOK: Duration = Duration::from_secs(1);

/// How long the watch may be without an answer, and a server may take to say what it is where there are others.
const ANSWER: Duration = Duration::from_secs(2);

/// How long after a search that found no primary the next begins.
const PAUSE: Duration = Duration::from_millis(250);

/// The servers that a URL names: as many URLs of one host each.
///
/// A comma in a user's name or password is no end of a host: those stand before the last `@`.
pub(super) fn each(url: &str) -> Vec<String> {
    let alone = || vec![url.to_owned()];
    let Some((scheme, rest)) = url.split_once("://") else { return alone() };
    let (authority, tail) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let (who, hosts) = match authority.rsplit_once('@') {
        Some((who, hosts)) => (format!("{who}@"), hosts),
        None => (String::new(), authority),
    };
    if !hosts.contains(',') {
        return alone();
    }
    hosts.split(',').map(|host| format!("{scheme}://{who}{host}{tail}")).collect()
}

/// The servers, and since when connections lead to the one that is the primary.
#[derive(Debug)]
pub(super) struct Primary {
    servers: Vec<PgConnectOptions>,
    patience: Duration,
    moved: Mutex<Instant>,
    /// Whether it is known that nobody is the primary.
    away: watch::Sender<bool>,
}

/// A connection to the primary, by which it is asked whether it still is.
pub(super) struct Watch {
    /// The server's place in the list.
    pub(super) place: usize,
    connection: PgConnection,
    /// Since when the server runs: at another time, it is another.
    since: String,
}

/// Held by whoever needs connections to the primary. When nobody does, or it is ended, all of them end: a task that follows the
/// primary holds the pools, which would keep it in turn.
#[derive(Debug)]
pub(super) struct Leading {
    following: AbortHandle,
    away: watch::Receiver<bool>,
}

impl Leading {
    pub(super) fn end(&self) {
        self.following.abort();
    }

    /// As while it is known that nobody is the primary, for as long as the second is held.
    #[cfg(test)]
    pub(super) fn to_nobody() -> (Self, watch::Sender<bool>) {
        let (known, away) = watch::channel(true);
        let following = tokio::spawn(std::future::pending::<()>()).abort_handle();
        (Self { following, away }, known)
    }

    /// What comes of this, unless it is known that nobody is the primary, or becomes known before anything has come of it:
    /// then it is given up where it stands.
    pub(super) async fn unless_away<T>(
        &self,
        asked: impl Future<Output = Result<T, DbErr>>,
    ) -> Result<T, DbErr> {
        let mut away = self.away.clone();
        tokio::select! {
            biased;
            // Nobody looks any more where this is an error.
            Ok(_) = away.wait_for(|away| *away) => Err(nobody()),
            come = asked => come,
        }
    }

    /// The transaction that is begun like this, [unless](Self::unless_away) it is known that nobody is the primary.
    pub(super) async fn begin(
        &self,
        beginning: impl Future<Output = Result<DatabaseTransaction, DbErr>> + Send + 'static,
    ) -> Result<DatabaseTransaction, DbErr> {
        // Not before it is asked for: who is refused at once stands in no line.
        let begun = async move {
            let gone = DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed);
            // In a task of its own: given up half-way, a connection would go back to the pool with a transaction on it.
            tokio::spawn(beginning).await.unwrap_or(Err(gone))
        };
        self.unless_away(begun).await
    }
}

/// What whoever is refused at once is told.
fn nobody() -> DbErr {
    let why = std::io::Error::new(
        std::io::ErrorKind::NotConnected,
        "no database server is the primary now",
    );
    DbErr::Conn(RuntimeErr::SqlxError(Arc::new(sqlx::Error::Io(why))))
}

impl Drop for Leading {
    fn drop(&mut self) {
        self.end();
    }
}

/// What the primary answers when it is asked whether it still is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Answer {
    Yes,
    /// It is not, or has ended this connection.
    No,
    Nothing,
}

/// Why no server takes connections that write.
#[derive(Clone, Debug, thiserror::Error)]
pub(super) enum Nowhere {
    /// Every server that answered is a replica.
    #[error("every server that answers is a replica")]
    Replicas,
    /// None answered; this is what the last one said.
    #[error("no server answers: {0}")]
    Silent(Arc<sqlx::Error>),
    /// The only one there is refuses, and would again.
    #[error("{0}")]
    Refused(Arc<sqlx::Error>),
    /// None answered in time.
    #[error("no server answers within {0:?}")]
    Late(Duration),
}

impl Primary {
    /// The servers, and how long whoever wants a connection waits.
    pub(super) fn new(servers: Vec<PgConnectOptions>, patience: Duration) -> Arc<Self> {
        let (moved, away) = (Mutex::new(Instant::now()), watch::Sender::new(false));
        Arc::new(Self { servers, patience, moved, away })
    }

    /// How long one server is waited for. Where there is no other it has all the time there is: a database that sleeps wakes
    /// up meanwhile.
    fn each(&self) -> Duration {
        if self.is_alone() { self.patience } else { ANSWER }
    }

    /// Asks until a server says that it is the primary, as long as there is patience.
    pub(super) async fn search(&self) -> Result<Watch, Nowhere> {
        let end = Instant::now() + self.patience;
        loop {
            let nowhere = match timeout_at(end, self.find()).await {
                Ok(Ok(found)) => return Ok(found),
                Ok(Err(refused @ Nowhere::Refused(_))) => return Err(refused),
                Ok(Err(nowhere)) => nowhere,
                Err(_) => return Err(Nowhere::Late(self.patience)),
            };
            if Instant::now() + PAUSE >= end {
                return Err(nowhere);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Asks every server once, all at the same time. The first that says it is the primary is it: one that hangs is
    /// not waited for.
    async fn find(&self) -> Result<Watch, Nowhere> {
        let within = self.each();
        let mut nowhere = Nowhere::Late(within);
        let each = self.servers.iter().enumerate();
        let mut answers: FuturesUnordered<_> = each
            .map(async |(place, server)| (place, timeout(within, self.ask(server)).await))
            .collect();
        while let Some((place, answer)) = answers.next().await {
            match answer {
                Ok(Ok(Some((connection, since)))) => return Ok(Watch { place, connection, since }),
                Ok(Ok(None)) if nowhere.is_sure() => nowhere = Nowhere::Replicas,
                Ok(Err(error)) if self.is_alone() && !is_passing(&error) => {
                    nowhere = Nowhere::Refused(Arc::new(error));
                }
                Ok(Err(error)) if matches!(nowhere, Nowhere::Late(_)) || !is_absent(&error) => {
                    nowhere = Nowhere::Silent(Arc::new(error));
                }
                Ok(Ok(None) | Err(_)) | Err(_) => {}
            }
        }
        Err(nowhere)
    }

    /// What carries connections to the server at this place.
    pub(super) fn relay(&self, place: usize) -> std::io::Result<Relay> {
        Relay::open(self.goal(place), Bounds { all: self.patience, each: self.each() })
    }

    fn goal(&self, place: usize) -> relay::Goal {
        let server = &self.servers[place];
        (server.get_host().to_owned(), server.get_port())
    }

    /// Whether a connection was made before the last move, and so may lead to who is the primary no longer.
    pub(super) fn is_past(&self, connection: &PoolConnectionMetadata) -> bool {
        let moved = *self.moved.lock().unwrap_or_else(PoisonError::into_inner);
        connection.age > moved.elapsed()
    }

    /// Leads the connections of these pools to the primary, for as long as somebody holds the answer.
    pub(super) fn lead(
        self: Arc<Self>,
        pools: [PgPool; 2],
        relay: Relay,
        watch: Watch,
    ) -> Arc<Leading> {
        let away = self.away.subscribe();
        let following = tokio::spawn(self.follow(pools, relay, watch)).abort_handle();
        Arc::new(Leading { following, away })
    }

    fn is_away(&self) -> bool {
        *self.away.borrow()
    }

    /// Notes whether it is known that nobody is the primary.
    fn know(&self, away: bool) {
        self.away.send_if_modified(|known| std::mem::replace(known, away) != away);
    }

    /// [Finds](Self::find) it as whoever looks on does: a server that is alone has its time to answer, and meanwhile nobody
    /// waits for it.
    async fn find_again(&self) -> Result<Watch, Nowhere> {
        let mut finding = pin!(self.find());
        // Where there are several, none has as long.
        if let Ok(found) = timeout(2 * ANSWER, &mut finding).await {
            return found;
        }
        self.know(true);
        finding.await
    }

    async fn follow(self: Arc<Self>, pools: [PgPool; 2], mut relay: Relay, mut watch: Watch) {
        let mut is_lost = false;
        let mut looks = interval(LOOK);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            if self.is_away() {
                tokio::time::sleep(PAUSE).await;
            } else {
                looks.tick().await;
            }
            relay.stay_open(&pools);
            let answer = self.still(&mut watch, ANSWER).await;
            if answer == Answer::Yes {
                is_lost = false;
                self.know(false);
                continue;
            }
            let found = match self.find_again().await {
                Ok(found) => found,
                Err(nowhere) => {
                    self.know(nowhere.is_sure());
                    if !std::mem::replace(&mut is_lost, true) {
                        tracing::warn!(%nowhere, "no database server is the primary now");
                    }
                    continue;
                }
            };
            is_lost = false;
            if found.place != watch.place {
                self.rename(&pools, found.place);
            } else if found.since != watch.since {
                tracing::warn!("the database server was started anew");
            } else if answer == Answer::No {
                // Whoever ended it may have meant this one alone.
                watch = found;
                continue;
            } else if self.still(&mut watch, PAUSE).await == Answer::Yes {
                // It was slow, and answers the others as well.
                continue;
            } else {
                tracing::warn!("the database server knows the connections of before no longer");
            }
            relay.lead(self.goal(found.place));
            watch = found;
            *self.moved.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        }
    }

    /// Has connections made to the server at this place by its name, which its certificate is checked against.
    fn rename(&self, pools: &[PgPool], place: usize) {
        let host = self.servers[place].get_host();
        tracing::warn!(host, "another database server is the primary now");
        for pool in pools {
            let options = (*pool.connect_options()).clone();
            pool.set_connect_options(options.host(host));
        }
    }

    /// Whether there is no other to choose from: it is taken as it is.
    pub(super) fn is_alone(&self) -> bool {
        self.servers.len() == 1
    }

    /// A connection to this server and since when it runs, when it is a primary, or the only one.
    async fn ask(
        &self,
        server: &PgConnectOptions,
    ) -> Result<Option<(PgConnection, String)>, sqlx::Error> {
        const WHO: &str =
            "SELECT pg_is_in_recovery(), extract(epoch FROM pg_postmaster_start_time())::text";
        let mut connection = server.connect().await?;
        let (is_replica, since): (bool, String) =
            sqlx::query_as(WHO).fetch_one(&mut connection).await?;
        if is_replica && !self.is_alone() {
            connection.close().await?;
            return Ok(None);
        }
        Ok(Some((connection, since)))
    }

    /// Whether the primary answers within this time that it still is.
    async fn still(&self, watch: &mut Watch, within: Duration) -> Answer {
        match timeout(within, is_replica(&mut watch.connection)).await {
            Ok(Ok(is_replica)) if !is_replica || self.is_alone() => Answer::Yes,
            Ok(_) => Answer::No,
            Err(_) => Answer::Nothing,
        }
    }
}

impl Nowhere {
    /// Whether nobody can be the primary, so that there is nothing to wait for. Where one is there that takes no more
    /// connections, those that are there may go on.
    fn is_sure(&self) -> bool {
        match self {
            Self::Replicas | Self::Late(_) => true,
            Self::Silent(error) | Self::Refused(error) => is_absent(error),
        }
    }
}

/// Whether a server cannot be reached, or is about to start or to end.
fn is_absent(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) => true,
        sqlx::Error::Database(refusal) => refusal.code().is_some_and(|code| code.starts_with("57")),
        _ => false,
    }
}

/// Whether a server that refuses a connection may take the next: it is about to start, or has no room.
fn is_passing(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(error) => error.kind() == std::io::ErrorKind::ConnectionRefused,
        sqlx::Error::Database(refusal) => {
            let code = refusal.code().unwrap_or_default();
            code.starts_with("53") || code.starts_with("57")
        }
        _ => false,
    }
}

/// Refuses a connection that leads to a replica. For connections that were just made.
pub(super) async fn demand(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    match is_replica(connection).await? {
        false => Ok(()),
        true => Err(sqlx::Error::Io(std::io::Error::new(
            std::io::ErrorKind::ConnectionRefused,
            "this database server is a replica",
        ))),
    }
}

async fn is_replica(connection: &mut PgConnection) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar("SELECT pg_is_in_recovery()").fetch_one(connection).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_host_gets_a_url_of_its_own() {
        let several = "postgres://clerk:se%2Ccret,1@one:5432,[::1]:5433,three/city?sslmode=require";
        let each_of = each(several);
        assert_eq!(
            each_of,
            [
                "postgres://clerk:se%2Ccret,1@one:5432/city?sslmode=require",
                "postgres://clerk:se%2Ccret,1@[::1]:5433/city?sslmode=require",
                "postgres://clerk:se%2Ccret,1@three/city?sslmode=require",
            ]
        );
        for alone in [
            "postgres://one/city",
            "postgres://a,b@one/city?x=1,2",
            "sqlite:a,b",
            "postgres://one?a=b,c",
        ] {
            assert_eq!(each(alone), [alone]);
        }
    }
}
