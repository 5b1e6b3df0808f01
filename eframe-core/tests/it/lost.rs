//! What becomes of a commit whose connection is cut, or whose answer is lost.

use std::time::Duration;

use eframe_core::block::sea_orm::{self, ConnectionTrait as _, DatabaseConnection};
use eframe_core::test::postgres::Cluster;
use eframe_core::test::proxy::{Cut, Proxy};
use eframe_core::test::{on_postgres, postgres, world};
use eframe_core::{Caller, CommitError, Database, Decision, RepeatKey, sha256};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use crate::notebook::{NOTEBOOK, clerk, count, read, write};

#[tokio::test]
async fn bad_input_87_whoever_commits_is_told_what_came_of_it_though_the_answer_is_lost() {
    if postgres::skipped() {
        return;
    }
    let site = on_postgres(&[NOTEBOOK]).await;
    let (who, place) = site.url.rsplit_once('@').expect("somebody signs in");
    let (server, name) = place.split_once('/').expect("a database");
    let proxy = Proxy::start(server.parse().expect("an address")).expect("a proxy");
    let url = format!("{who}@{}/{name}?sslmode=disable", proxy.address);
    let database = Database::open(&url, site.database.world().clone()).await.expect("opens");
    for (cut, stands) in
        [(Cut::Before, false), (Cut::Half, false), (Cut::After, true), (Cut::Late, true)]
    {
        let id = database.world().ids.next();
        // Not the next one but the one after it, and not the one by which it is looked up.
        proxy.cuts(cut, 2);
        let next = write(&database, database.world().ids.next(), &format!("before {cut:?}"));
        database.commit(next).await.expect("the next one goes through");
        let before = count(&database, "note").await;
        let told = database.commit(write(&database, id, &format!("quay {cut:?}"))).await;
        assert_eq!(proxy.cut(cut), 1, "{cut:?}");
        proxy.cuts(Cut::Nothing, 1);
        match told {
            Ok(()) => assert!(stands, "{cut:?}"),
            Err(CommitError::Unavailable(_)) => assert!(!stands, "{cut:?}"),
            Err(other) => panic!("{cut:?}: {other:?}"),
        }
        assert_eq!(read(&site.database, id).await.is_some(), stands, "{cut:?}");
        assert_eq!(count(&site.database, "note").await, before + i64::from(stands));
        let again = write(&database, database.world().ids.next(), &format!("pier {cut:?}"));
        database.commit(again).await.expect("the next one goes through");
    }
    database.close().await;
}

/// Writes a note under a key, as a request does.
fn under_a_key(database: &Database, key: &str) -> JoinHandle<Result<Uuid, CommitError>> {
    let repeat = RepeatKey { key: key.to_owned(), fingerprint: sha256(key.as_bytes()) };
    let caller = Caller { actor: clerk(), repeat: Some(repeat) };
    let (database, name) = (database.clone(), key.to_owned());
    tokio::spawn(async move {
        let attempt = || async {
            let id = database.world().ids.next();
            Ok::<_, CommitError>(Decision::new(write(&database, id, &name), id))
        };
        database.decide(&caller, attempt).await
    })
}

/// Those whose COMMIT waits for a replica.
async fn waiting(admin: &DatabaseConnection) -> Vec<i32> {
    const ASK: &str = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
    let rows =
        admin.query_all_raw(sea_orm::Statement::from_string(admin.get_database_backend(), ASK));
    let rows = rows.await.expect("the server answers");
    rows.iter().map(|row| row.try_get("", "pid").expect("a number")).collect()
}

/// Waits until so many wait that are none of these, and tells who.
async fn come_to_wait(admin: &DatabaseConnection, number: usize, but: &[i32]) -> Vec<i32> {
    let wait = async {
        loop {
            let mut found = waiting(admin).await;
            found.retain(|pid| !but.contains(pid));
            if found.len() >= number {
                return found;
            }
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(Duration::from_secs(10), wait).await.expect("their COMMIT waits for a replica")
}

#[tokio::test]
async fn bad_input_87_what_no_replica_has_is_not_acknowledged_by_looking_for_it() {
    if postgres::skipped() {
        return;
    }
    let cluster = Cluster::start_with("-c wal_level=replica -c max_wal_senders=2");
    let cluster = cluster.expect("a server of its own");
    let (world, _) = world();
    let database = Database::open(cluster.url(), world.clone()).await.expect("opens");
    database.migrate(&[NOTEBOOK]).await.expect("migrates");
    let other = Database::open(cluster.url(), world).await.expect("another instance");
    let admin = sea_orm::Database::connect(cluster.url()).await.expect("the server answers");
    let set = async |statement: &str| {
        for statement in [statement, "SELECT pg_reload_conf()"] {
            admin.execute_unprepared(statement).await.expect("the setting is taken");
        }
    };
    set("ALTER SYSTEM SET synchronous_standby_names = 'nobody'").await;
    // The server takes the setting a moment later: until then nobody waits.
    let mut tried = 0;
    let (key, told, first) = loop {
        tried += 1;
        let key = format!("quay {tried}");
        let told = under_a_key(&database, &key);
        while !told.is_finished() && waiting(&admin).await.is_empty() {
            sleep(Duration::from_millis(10)).await;
        }
        if let [pid] = waiting(&admin).await[..] {
            break (key, told, pid);
        }
    };
    // Whoever waits for the replica is gone. The row is there for all to see, and on this machine alone.
    admin.execute_unprepared(&format!("SELECT pg_terminate_backend({first})")).await.expect("gone");
    let second = come_to_wait(&admin, 1, &[first]).await;
    assert!(!told.is_finished(), "it was acknowledged");
    assert_eq!(count(&other, "note").await, tried);
    let repeated = under_a_key(&other, &key);
    come_to_wait(&admin, 1, &[first, second[0]]).await;
    assert!(!repeated.is_finished(), "the repeat was acknowledged");

    set("ALTER SYSTEM RESET synchronous_standby_names").await;
    let told = told.await.expect("no panic").expect("it stands for good");
    assert_eq!(repeated.await.expect("no panic").expect("the same"), told);
    assert_eq!(count(&other, "note").await, tried);
    database.close().await;
    other.close().await;
}
