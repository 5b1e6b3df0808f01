//! Several servers of one database: which of them is the primary, and what happens when another becomes it.
//!
//! A URL may name several hosts, as libpq's may: `postgres://USER:PASSWORD@one:5432,two:5432/NAME`. Connections are made
//! to the one that is no replica. Once a second it is asked whether it still is; when it does not answer, or has become
//! a replica, all are asked, connections of before are ended, and new ones lead to the new primary. A replica is
//! never read, since what it shows may be older than what somebody was just told.

mod relay;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use sea_orm::sqlx::pool::PoolConnectionMetadata;
use sea_orm::sqlx::postgres::{PgConnectOptions, PgConnection, PgPool};
use sea_orm::sqlx::{self, ConnectOptions as _, Connection as _};
use tokio::time::{Instant, MissedTickBehavior, interval, timeout, timeout_at};

use crate::Randomness;
pub(super) use relay::{PORT, Relay};

/// How often the primary is asked whether it still is.
const LOOK: Duration = Duration::from_secs(1);

/// How long a server may take to say what it is.
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
    moved: Mutex<Instant>,
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
    /// None answered in time.
    #[error("no server answers within {} s", ANSWER.as_secs())]
    Late,
}

impl Primary {
    pub(super) fn new(servers: Vec<PgConnectOptions>) -> Arc<Self> {
        Arc::new(Self { servers, moved: Mutex::new(Instant::now()) })
    }

    /// Asks until a server says that it is the primary, at most so long; answers its place in the list and the
    /// connection that it said so on.
    pub(super) async fn search(
        &self,
        patience: Duration,
    ) -> Result<(usize, PgConnection), Nowhere> {
        let end = Instant::now() + patience;
        loop {
            let nowhere = match timeout_at(end, self.find()).await {
                Ok(Ok(found)) => return Ok(found),
                Ok(Err(nowhere)) => nowhere,
                Err(_) => return Err(Nowhere::Late),
            };
            if Instant::now() + PAUSE >= end {
                return Err(nowhere);
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    /// Asks every server once, all at the same time. The first that says it is the primary is it: one that hangs is
    /// not waited for.
    async fn find(&self) -> Result<(usize, PgConnection), Nowhere> {
        let mut nowhere = Nowhere::Late;
        let each = self.servers.iter().enumerate();
        let mut answers: FuturesUnordered<_> =
            each.map(async |(place, server)| (place, timeout(ANSWER, ask(server)).await)).collect();
        while let Some((place, answer)) = answers.next().await {
            match answer {
                Ok(Ok(Some(connection))) => return Ok((place, connection)),
                Ok(Ok(None)) => nowhere = Nowhere::Replicas,
                Ok(Err(error)) if matches!(nowhere, Nowhere::Late) => {
                    nowhere = Nowhere::Silent(Arc::new(error));
                }
                Ok(Err(_)) | Err(_) => {}
            }
        }
        Err(nowhere)
    }

    /// What carries connections to the server at this place.
    pub(super) fn relay(
        &self,
        place: usize,
        patience: Duration,
        random: &dyn Randomness,
    ) -> std::io::Result<Relay> {
        let mut chance = [0; 4];
        random.fill(&mut chance);
        // Processes of containers have the same number and may share a folder; tests draw the same numbers.
        let name = format!("eframe-{}-{:08x}", std::process::id(), u32::from_ne_bytes(chance));
        Relay::open(&name, self.goal(place), patience)
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

    /// Leads the pool's connections to the primary, for as long as the pool is open.
    pub(super) async fn follow(
        self: Arc<Self>,
        pool: PgPool,
        relay: Relay,
        found: (usize, PgConnection),
    ) {
        let (mut place, connection) = found;
        let mut known = Some(connection);
        let mut looks = interval(LOOK);
        looks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        while !pool.is_closed() {
            looks.tick().await;
            if still(&mut known).await {
                continue;
            }
            let (found, connection) = match self.find().await {
                Ok(found) => found,
                Err(nowhere) => {
                    if known.take().is_some() {
                        tracing::warn!(%nowhere, "no database server is the primary now");
                    }
                    continue;
                }
            };
            if found != place {
                let server = &self.servers[found];
                tracing::warn!(
                    host = server.get_host(),
                    "another database server is the primary now"
                );
                // By its name, which its certificate is checked against.
                let options = (*pool.connect_options()).clone();
                pool.set_connect_options(options.host(server.get_host()));
                relay.lead(self.goal(found));
                place = found;
            }
            known = Some(connection);
            *self.moved.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
        }
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

/// A connection to this server, when it is a primary.
async fn ask(server: &PgConnectOptions) -> Result<Option<PgConnection>, sqlx::Error> {
    let mut connection = server.connect().await?;
    if is_replica(&mut connection).await? {
        connection.close().await?;
        return Ok(None);
    }
    Ok(Some(connection))
}

/// Whether the primary answers that it still is.
async fn still(known: &mut Option<PgConnection>) -> bool {
    let Some(connection) = known else { return false };
    matches!(timeout(ANSWER, is_replica(connection)).await, Ok(Ok(false)))
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
