//! What becomes of a commit whose connection is cut, or whose answer is lost.

use std::sync::Arc;
use std::time::Duration;

use eframe_core::block::sea_orm::{
    self, ConnectionTrait as _, DatabaseConnection, TransactionTrait as _,
};
use eframe_core::test::postgres::Cluster;
use eframe_core::test::proxy::{Cut, Proxy};
use eframe_core::test::{TestDatabase, on_postgres, postgres, world};
use eframe_core::{Caller, Commit, CommitError, Database, Decision, Patience, RepeatKey, sha256};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use uuid::Uuid;

use crate::notebook::{Edit, NOTEBOOK, clerk, count, read, until, write};

#[tokio::test]
async fn bad_input_87_whoever_commits_is_told_what_came_of_it_though_the_answer_is_lost() {
    if postgres::skipped() {
        return;
    }
    let site = on_postgres(&[NOTEBOOK]).await;
    let (proxy, database) = through_a_proxy(&site, Patience::default()).await;
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

/// A way to the database that forgets its connections when it is told to.
async fn through_a_proxy(site: &TestDatabase, patience: Patience) -> (Proxy, Database) {
    let (who, place) = site.url.rsplit_once('@').expect("somebody signs in");
    let (server, name) = place.split_once('/').expect("a database");
    let proxy = Proxy::start(server.parse().expect("an address")).expect("a proxy");
    let url = format!("{who}@{}/{name}?sslmode=disable", proxy.address);
    let world = site.database.world().clone();
    (proxy, Database::open_with(&url, world, patience).await.expect("opens"))
}

#[tokio::test]
async fn bad_input_87_connections_that_died_without_a_word_are_given_up_and_the_pool_heals() {
    if postgres::skipped() {
        return;
    }
    const BOUND: Duration = Duration::from_secs(9);
    let site = on_postgres(&[NOTEBOOK]).await;
    // More patience than the test has: what ends is not ended by a limit of requests.
    let patience = Patience { wait: 10 * BOUND, statement: 10 * BOUND };
    let (proxy, database) = through_a_proxy(&site, patience).await;
    database.commit(write(&database, Uuid::from_u128(1), "quay")).await.expect("a note");
    let mut asked = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let database = database.clone();
        asked.spawn(async move {
            let slow = database.read().execute_unprepared("SELECT pg_sleep(0.3)").await;
            slow.is_ok()
        });
    }
    // Some commits have begun, and wait in the middle of their transactions.
    let go = Arc::new(Semaphore::new(0));
    for n in 0..3_u128 {
        let (database, go) = (database.clone(), Arc::clone(&go));
        asked.spawn(async move {
            let half = Commit::by(&clerk(), database.world().now())
                .change(Edit::Write { id: Uuid::from_u128(10 + n), name: format!("half {n}") })
                .change(Edit::Wait(go))
                .change(Edit::Write { id: Uuid::from_u128(20 + n), name: format!("whole {n}") });
            database.commit(half).await.is_ok()
        });
    }
    sleep(Duration::from_millis(200)).await;
    proxy.forgets();
    go.add_permits(3);
    let ended = timeout(BOUND, asked.join_all()).await.expect("nobody waits for ever");
    assert!(ended.iter().any(|well| !well), "some of them were forgotten");
    // Every place in the pools is free again.
    let mut again = tokio::task::JoinSet::new();
    for n in 0..20_u128 {
        let database = database.clone();
        let id = Uuid::from_u128(100 + n);
        again.spawn(async move {
            let commit = write(&database, id, &format!("pier {n}"));
            (database.read().begin().await.is_ok(), database.commit(commit).await)
        });
    }
    let again = timeout(BOUND, again.join_all()).await.expect("the pools heal");
    for (read, written) in again {
        assert!(read && written.is_ok(), "{written:?}");
    }
    assert_eq!(count(&site.database, "note").await % 2, 1, "each commit is whole or not at all");
    database.close().await;
}

/// Somebody who is at home at this site's server.
async fn admin(site: &TestDatabase) -> DatabaseConnection {
    sea_orm::Database::connect(&site.url).await.expect("the server answers")
}

/// Writes notes until one is written.
async fn writes_again(database: &Database, within: Duration) {
    let id = database.world().ids.next();
    let again = async {
        while database.commit(write(database, id, &id.to_string())).await.is_err() {
            sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(within, again).await.expect("without a restart it works again");
}

#[tokio::test]
async fn bad_input_87_a_socket_that_somebody_cleared_away_is_made_anew() {
    if postgres::skipped() {
        return;
    }
    let site = on_postgres(&[NOTEBOOK]).await;
    let database = &site.database;
    writes_again(database, Duration::from_secs(10)).await;
    let asking = database.clone();
    let slow = tokio::spawn(async move {
        asking.read().execute_unprepared("SELECT pg_sleep(3)").await.is_ok()
    });
    let mine = format!("eframe-{}-", std::process::id());
    for entry in std::fs::read_dir(std::env::temp_dir()).expect("a folder").flatten() {
        if entry.file_name().to_string_lossy().starts_with(&mine) {
            std::fs::remove_dir_all(entry.path()).expect("it is cleared away");
        }
    }
    assert!(slow.await.expect("no panic"), "who is connected stays so");
    // From now on everybody has to connect anew.
    const END: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    let admin = admin(&site).await;
    admin.execute_unprepared(END).await.expect("they end");
    admin.close().await.expect("goodbye");
    writes_again(database, Duration::from_secs(10)).await;
}

/// The first column of the first row, as text.
async fn asked(of: &DatabaseConnection, question: &str) -> String {
    let question = sea_orm::Statement::from_string(of.get_database_backend(), question);
    let row = of.query_one_raw(question).await.expect("the server answers").expect("a row");
    row.try_get_by_index(0).expect("a text")
}

#[tokio::test]
async fn bad_input_87_the_server_ends_what_nobody_holds_any_more_and_lets_go_of_its_locks() {
    if postgres::skipped() {
        return;
    }
    let site = on_postgres(&[]).await;
    for (setting, wanted) in [
        ("tcp_keepalives_idle", "5"),
        ("tcp_keepalives_interval", "2"),
        ("tcp_keepalives_count", "3"),
        ("tcp_user_timeout", "10000"),
    ] {
        // The server asks its kernel.
        let set = format!("SELECT current_setting('{setting}')");
        assert_eq!(asked(site.database.read(), &set).await, wanted, "{setting}");
    }
    const WATCHES: &str = "SELECT count(*)::text FROM pg_stat_activity \
        WHERE datname = current_database() AND application_name = 'eframe-watch'";
    assert_eq!(asked(site.database.read(), WATCHES).await, "1");
}

/// A commit of two notes that waits in the middle until it may go on.
fn in_two(database: &Database, go: &Arc<Semaphore>) -> Commit<Edit> {
    let [first, second] = [(); 2].map(|()| database.world().ids.next());
    Commit::by(&clerk(), database.world().now())
        .change(Edit::Write { id: first, name: first.to_string() })
        .change(Edit::Wait(Arc::clone(go)))
        .change(Edit::Write { id: second, name: second.to_string() })
}

/// Waits until the server has a transaction that goes on in a moment.
async fn one_is_begun(on: &DatabaseConnection) {
    const BEGUN: &str = "SELECT count(*)::text FROM pg_stat_activity \
        WHERE datname = current_database() AND state = 'idle in transaction'";
    until(async || asked(on, BEGUN).await == "1").await;
}

#[tokio::test]
async fn bad_input_94_whoever_closes_the_database_waits_for_the_commits_under_way() {
    if postgres::skipped() {
        return;
    }
    let site = on_postgres(&[NOTEBOOK]).await;
    let database = Database::open(&site.url, site.database.world().clone()).await.expect("opens");
    let go = Arc::new(Semaphore::new(0));
    let (commit, committing) = (in_two(&database, &go), database.clone());
    let told = tokio::spawn(async move { committing.commit(commit).await });
    one_is_begun(site.database.read()).await;
    let closing = tokio::spawn(async move { database.close().await });
    // Longer than the watch takes to see that the pools are closed.
    sleep(Duration::from_millis(2500)).await;
    assert!(!closing.is_finished(), "it waits");
    go.add_permits(1);
    told.await.expect("no panic").expect("it is written");
    timeout(Duration::from_secs(2), closing).await.expect("and is closed").expect("no panic");
    assert_eq!(count(&site.database, "note").await, 2);
}

#[tokio::test]
async fn bad_input_87_a_watching_connection_that_is_ended_takes_no_other_with_it() {
    const SLOW: &str = "SELECT pg_sleep(5)";
    const WATCH: &str = "SELECT coalesce(min(pid), 0)::text FROM pg_stat_activity \
        WHERE datname = current_database() AND application_name = 'eframe-watch'";
    if postgres::skipped() {
        return;
    }
    let site = on_postgres(&[NOTEBOOK]).await;
    let asking = site.database.clone();
    let slow = tokio::spawn(async move { asking.read().execute_unprepared(SLOW).await.is_ok() });
    let admin = admin(&site).await;
    let runs = format!("SELECT count(*)::text FROM pg_stat_activity WHERE query = '{SLOW}'");
    until(async || asked(&admin, &runs).await == "1").await;
    let watch = asked(&admin, WATCH).await;
    asked(&admin, &format!("SELECT pg_terminate_backend({watch})::text")).await;
    let is_another = async || {
        let now = asked(&admin, WATCH).await;
        now != "0" && now != watch
    };
    until(is_another).await;
    assert!(slow.await.expect("no panic"), "its own connection was well");
    admin.close().await.expect("goodbye");
}

#[tokio::test]
async fn bad_input_94_a_database_that_nobody_holds_any_more_ends_after_the_commits_under_way() {
    if postgres::skipped() {
        return;
    }
    let site = on_postgres(&[NOTEBOOK]).await;
    site.database.close().await;
    let database = Database::open(&site.url, site.database.world().clone()).await.expect("opens");
    let admin = admin(&site).await;
    let go = Arc::new(Semaphore::new(0));
    let (commit, committing) = (in_two(&database, &go), database.clone());
    let caller = tokio::spawn(async move { committing.commit(commit).await });
    one_is_begun(&admin).await;
    caller.abort();
    assert!(caller.await.is_err_and(|ended| ended.is_cancelled()), "its caller has gone");
    drop(database);
    go.add_permits(1);
    const OPEN: &str = "SELECT count(*)::text FROM pg_stat_activity \
        WHERE datname = current_database() AND application_name LIKE 'eframe%'";
    until(async || asked(&admin, OPEN).await == "0").await;
    assert_eq!(asked(&admin, "SELECT count(*)::text FROM note").await, "2");
    admin.close().await.expect("goodbye");
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
async fn bad_input_89_commits_that_wait_for_a_replica_are_told_and_take_nobody_else_s_connection() {
    if postgres::skipped() {
        return;
    }
    let cluster = Cluster::start_with("-c wal_level=replica -c max_wal_senders=2");
    let cluster = cluster.expect("a server of its own");
    let (world, _) = world();
    let patience = Patience { wait: Duration::from_secs(2), statement: Duration::from_secs(2) };
    let database = Database::open_with(cluster.url(), world, patience).await.expect("opens");
    database.migrate(&[NOTEBOOK]).await.expect("migrates");
    let admin = sea_orm::Database::connect(cluster.url()).await.expect("the server answers");
    let set = async |statement: &str| {
        for statement in [statement, "SELECT pg_reload_conf()"] {
            admin.execute_unprepared(statement).await.expect("the setting is taken");
        }
    };
    set("ALTER SYSTEM SET synchronous_standby_names = 'nobody'").await;
    let mut told = tokio::task::JoinSet::new();
    let mut number = 0_u128;
    while told.is_empty() || waiting(&admin).await.is_empty() {
        // The server takes the setting a moment later: until then nobody waits.
        number += 1;
        let (database, id) = (database.clone(), Uuid::from_u128(number));
        told.spawn(async move { database.commit(write(&database, id, &id.to_string())).await });
        sleep(Duration::from_millis(10)).await;
    }
    for _ in 0..20 {
        number += 1;
        let (database, id) = (database.clone(), Uuid::from_u128(number));
        told.spawn(async move { database.commit(write(&database, id, &id.to_string())).await });
    }
    come_to_wait(&admin, 5, &[]).await;
    let reads = timeout(Duration::from_millis(1500), count(&database, "note")).await;
    reads.expect("pages are read meanwhile");
    let told = timeout(Duration::from_secs(10), told.join_all()).await.expect("a bounded wait");
    let unknown = |told: &&Result<(), CommitError>| matches!(told, Err(CommitError::Unknown(_)));
    assert!(told.iter().filter(unknown).count() >= 5, "{told:?}");
    let mut rest = told.iter().filter(|told| !unknown(told));
    assert!(rest.all(|told| matches!(told, Ok(()) | Err(CommitError::Unavailable(_)))), "{told:?}");

    set("ALTER SYSTEM RESET synchronous_standby_names").await;
    let id = Uuid::from_u128(1 << 70);
    let again = async {
        while database.commit(write(&database, id, "again")).await.is_err() {
            sleep(Duration::from_millis(50)).await;
        }
    };
    timeout(Duration::from_secs(10), again).await.expect("without a restart it works again");
    database.close().await;
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
