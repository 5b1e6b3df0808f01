//! A database of several hosts, one that is slow to answer, one that is gone, and one that has become read-only.

use std::net::SocketAddr;
use std::time::Duration;

use eframe_core::block::sea_orm::{self, ConnectionTrait as _, TransactionTrait as _};
use eframe_core::test::postgres::Cluster;
use eframe_core::test::{on_postgres, postgres, world};
use eframe_core::{CommitError, Database, Patience};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use crate::notebook::{NOTEBOOK, count, write};

/// How soon after the loss of one server writes have to work at the other.
const BOUND: Duration = Duration::from_secs(5);

/// Who signs in, where the server is, and what the database is called, by its URL.
fn apart(url: &str) -> (&str, SocketAddr, &str) {
    let (who, place) = url.rsplit_once('@').expect("somebody signs in");
    let (server, name) = place.split_once('/').expect("a database");
    (who, server.parse().expect("an address"), name)
}

/// Another server that takes the same name and password and has an empty database of that name.
async fn like(url: &str, name: &str) -> (Cluster, String) {
    let (who, _) = url.rsplit_once('@').expect("somebody signs in");
    let (user, password) =
        who.split_once("://").and_then(|(_, who)| who.split_once(':')).expect("a password");
    let other = Cluster::start().expect("a second server starts");
    let admin = sea_orm::Database::connect(other.url()).await.expect("the second server answers");
    if user != "postgres" {
        let create = format!("CREATE ROLE {user} LOGIN SUPERUSER");
        admin.execute_unprepared(&create).await.expect("a role");
    }
    let create =
        format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
    for statement in [create, format!("ALTER ROLE {user} PASSWORD '{password}'")] {
        admin.execute_unprepared(&statement).await.expect("the second server is like the first");
    }
    admin.close().await.expect("goodbye");
    let host = other.url().rsplit_once('@').and_then(|(_, place)| place.split_once('/'));
    let host = host.map(|(host, _)| host.to_owned()).expect("a host");
    (other, host)
}

#[tokio::test]
async fn bad_input_87_when_one_server_is_lost_the_other_is_written_to() {
    if postgres::skipped() {
        return;
    }
    let second = on_postgres(&[NOTEBOOK]).await;
    second.database.close().await;
    // It is of no use under the name that is asked for, until the first is lost.
    let (base, name) = second.url.rsplit_once('/').expect("a database");
    let asked = format!("{name}_moved");
    let (first, host) = like(&second.url, &asked).await;
    // Nobody listens at the first of the three: it is passed over.
    let url = format!("{base}/{asked}").replacen('@', &format!("@127.0.0.1:1,{host},"), 1);
    let patience = Patience { wait: Duration::from_millis(500), ..Patience::default() };
    let world = second.database.world().clone();
    let database = Database::open_with(&url, world, patience).await;
    let database = database.expect("opens at the one that answers");
    database.migrate(&[NOTEBOOK]).await.expect("migrates");
    let note = |name: &str| write(&database, database.world().ids.next(), name);
    database.commit(note("quay")).await.expect("a note");
    assert_eq!(count(&database, "note").await, 1);

    drop(first);
    let admin = postgres::url().expect("the test server");
    let admin = sea_orm::Database::connect(admin).await.expect("the test server answers");
    let moved = format!("ALTER DATABASE {name} RENAME TO {asked}");
    admin.execute_unprepared(&moved).await.expect("now it is");
    admin.close().await.expect("goodbye");
    let lost = Instant::now();
    while let Err(away) = database.commit(note("pier")).await {
        assert!(away.to_string().contains("not available"), "{away}");
        assert!(lost.elapsed() < BOUND, "{:?}", lost.elapsed());
        sleep(Duration::from_millis(20)).await;
    }
    // The other had none, and has the one that was acknowledged.
    assert_eq!(count(&database, "note").await, 1);
    database.close().await;
}

/// A way to a server, by which each connection comes so late; without a server, nobody ever answers.
async fn slow(at: &str, server: Option<SocketAddr>, late: Duration) -> SocketAddr {
    let listener = TcpListener::bind((at, 0)).await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            tokio::spawn(async move {
                sleep(late).await;
                let Some(server) = server else { return };
                let mut server = TcpStream::connect(server).await.expect("the server answers");
                // Whoever ends it, it is at its end.
                let _ = copy_bidirectional(&mut client, &mut server).await;
            });
        }
    });
    address
}

#[tokio::test]
async fn a_server_is_named_by_its_address_of_ipv6() {
    if postgres::skipped() {
        return;
    }
    let site = on_postgres(&[NOTEBOOK]).await;
    let (who, server, name) = apart(&site.url);
    let address = slow("::1", Some(server), Duration::ZERO).await;
    // As it stands in a URL: [::1] and the port.
    for hosts in [address.to_string(), format!("127.0.0.1:1,{address}")] {
        let (url, world) = (format!("{who}@{hosts}/{name}"), site.database.world().clone());
        let database = Database::open(&url, world.clone()).await.expect("opens");
        let id = world.ids.next();
        database.commit(write(&database, id, &id.to_string())).await.expect("a note");
        database.close().await;
    }
}

#[tokio::test]
async fn bad_input_87_the_only_server_has_all_the_time_there_is_to_answer() {
    if postgres::skipped() {
        return;
    }
    let site = on_postgres(&[NOTEBOOK]).await;
    let (who, server, name) = apart(&site.url);
    // A database that is woken by whoever comes, or far away.
    let far = slow("127.0.0.1", Some(server), Duration::from_millis(2300)).await;
    let (url, world) = (format!("{who}@{far}/{name}"), site.database.world().clone());
    let database = Database::open(&url, world.clone()).await.expect("it is waited for");
    database.commit(write(&database, world.ids.next(), "quay")).await.expect("a note");
    database.close().await;

    let silent = slow("127.0.0.1", None, Duration::from_secs(60)).await;
    let patience = Patience { wait: Duration::from_millis(700), ..Patience::default() };
    let url = format!("{who}@{silent}/{name}");
    let late = Database::open_with(&url, world, patience).await.expect_err("nobody answers");
    assert!(late.to_string().contains("no server answers within 700ms"), "{late}");
}

/// A database on a server of its own, with more patience than a test has.
async fn alone() -> (Cluster, Database) {
    let cluster = Cluster::start().expect("a server of its own");
    let patience = Patience { wait: 12 * BOUND, statement: 12 * BOUND };
    let (world, _) = world();
    let database = Database::open_with(cluster.url(), world, patience).await.expect("opens");
    database.migrate(&[NOTEBOOK]).await.expect("migrates");
    (cluster, database)
}

async fn write_one(database: &Database) -> Result<(), CommitError> {
    let id = database.world().ids.next();
    database.commit(write(database, id, &id.to_string())).await
}

/// Whether a question, a transaction and a commit are all refused as by a database that is away.
async fn refuses(database: &Database) -> bool {
    let question = sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, "SELECT 1");
    let read = database.read();
    let (asked, begun, written) =
        tokio::join!(read.query_one_raw(question), read.begin(), write_one(database));
    asked.is_err() && begun.is_err() && matches!(written, Err(CommitError::Unavailable(_)))
}

/// Writes until it works again.
async fn writes_again(database: &Database) {
    let again = async {
        while let Err(away) = write_one(database).await {
            assert!(matches!(away, CommitError::Unavailable(_)), "{away:?}");
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(BOUND, again).await.expect("it works again");
}

#[tokio::test]
async fn bad_input_87_while_nobody_is_the_primary_whoever_asks_or_writes_is_told_at_once() {
    if postgres::skipped() {
        return;
    }
    let (cluster, database) = alone().await;
    write_one(&database).await.expect("a note");
    cluster.stop("immediate").expect("it stops");
    // Who came before anybody knew does not wait either, though there are more of them than connections.
    let mut early = JoinSet::new();
    for _ in 0..40 {
        let database = database.clone();
        early.spawn(async move { refuses(&database).await });
    }
    let told = timeout(BOUND, early.join_all()).await.expect("nobody waits for the patience");
    assert!(told.into_iter().all(|refused| refused));
    let ping = database.read().ping().await.expect_err("it is away");
    assert!(ping.to_string().contains("no database server is the primary now"), "{ping}");
    let begun = Instant::now();
    for _ in 0..40 {
        assert!(refuses(&database).await);
    }
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());

    cluster.restart("immediate").expect("it starts");
    writes_again(&database).await;
    assert_eq!(count(&database, "note").await, 2, "what was refused was not written");
    database.close().await;
}

#[tokio::test]
async fn bad_input_88_a_server_that_becomes_read_only_is_asked_and_written_to_again_afterwards() {
    if postgres::skipped() {
        return;
    }
    let (cluster, database) = alone().await;
    write_one(&database).await.expect("a note");
    let admin = sea_orm::Database::connect(cluster.url()).await.expect("the server answers");
    let set = async |statement: &str| {
        for statement in [statement, "SELECT pg_reload_conf()"] {
            admin.execute_unprepared(statement).await.expect("the setting is taken");
        }
    };
    set("ALTER SYSTEM SET default_transaction_read_only = on").await;
    // Connections that are there take the setting a moment later.
    let refused = async {
        loop {
            if let Err(refused) = write_one(&database).await {
                return refused;
            }
        }
    };
    let refused = timeout(BOUND, refused).await.expect("it is read-only");
    assert!(matches!(refused, CommitError::Unavailable(_)), "{refused:?}");
    let notes = count(&database, "note").await;
    for _ in 0..10 {
        let refused = write_one(&database).await.expect_err("it is read-only");
        assert!(matches!(refused, CommitError::Unavailable(_)), "{refused:?}");
    }
    assert_eq!(count(&database, "note").await, notes, "it is asked, and nothing was written");

    set("ALTER SYSTEM RESET default_transaction_read_only").await;
    writes_again(&database).await;
    assert_eq!(count(&database, "note").await, notes + 1);
    database.close().await;
}
