use std::sync::{Arc, Mutex};

use eframe_core::test::{databases, sqlite};
use eframe_core::{
    Commit, CommitError, Database, Decision, Guard, Settled, SystemRandom, Version, World,
};
use futures_util::future::join_all;
use tokio::sync::Semaphore;
use uuid::Uuid;

use crate::notebook::{Edit, NOTEBOOK, clerk, count, read, rename, until, write};

const ID: Uuid = Uuid::from_u128(1);

#[tokio::test]
async fn everything_of_a_commit_stands_or_nothing() {
    for site in databases(&[NOTEBOOK]).await {
        let database = &site.database;
        database.commit(write(database, ID, "quay")).await.expect("a new note");
        let refused = database.commit(write(database, Uuid::from_u128(2), "quay")).await;
        assert!(matches!(refused, Err(CommitError::Constraint("note_name_unique"))), "{refused:?}");
        for table in ["note", "core_audit", "core_outbox", "core_invalidation"] {
            assert_eq!(count(database, table).await, 1, "{table} on {}", site.kind);
        }
    }
}

#[tokio::test]
async fn a_refused_commit_leaves_nothing_of_what_it_did_before_it_was_refused() {
    for site in databases(&[NOTEBOOK]).await {
        let database = &site.database;
        database.commit(write(database, ID, "quay")).await.expect("a new note");
        let id = Uuid::from_u128(3);
        let second = Edit::Write { id, name: "quay".to_owned() };
        let refused = write(database, Uuid::from_u128(2), "pier").change(second);
        let refused = database.commit(refused).await;
        assert!(matches!(refused, Err(CommitError::Constraint("note_name_unique"))), "{refused:?}");
        assert_eq!(count(database, "note").await, 1, "{}", site.kind);
        // A version that was raised before another guard failed is not raised.
        let gone = Guard::read("note", id, Version::FIRST);
        let late = rename(database, ID, Version::FIRST, "dock").guard(gone);
        let late = database.commit(late).await;
        assert!(matches!(late, Err(CommitError::Stale { .. })), "{late:?}");
        let stands = (Version::FIRST, "quay".to_owned());
        assert_eq!(read(database, ID).await, Some(stands), "{}", site.kind);
    }
}

#[tokio::test]
async fn a_guard_raises_the_version_and_refuses_a_stale_one() {
    for site in databases(&[NOTEBOOK]).await {
        let database = &site.database;
        database.commit(write(database, ID, "quay")).await.expect("a new note");
        database.commit(rename(database, ID, Version::FIRST, "pier")).await.expect("first");
        let late = database.commit(rename(database, ID, Version::FIRST, "dock")).await;
        assert!(matches!(late, Err(CommitError::Stale { table: "note", id: ID })), "{late:?}");
        assert_eq!(read(database, ID).await, Some((Version::new(2), "pier".to_owned())));
    }
}

#[tokio::test]
async fn a_read_guard_holds_what_the_rule_saw() {
    for site in databases(&[NOTEBOOK]).await {
        let database = &site.database;
        database.commit(write(database, ID, "quay")).await.expect("a new note");
        let depends = |version| {
            let other = database.world().ids.next();
            write(database, other, "pier").guard(Guard::read("note", ID, Version::new(version)))
        };
        database.commit(depends(1)).await.expect("nothing moved");
        assert!(matches!(database.commit(depends(2)).await, Err(CommitError::Stale { .. })));
        assert_eq!(read(database, ID).await.map(|(version, _)| version), Some(Version::FIRST));
    }
}

#[tokio::test]
async fn of_many_rows_that_a_rule_read_the_one_that_moved_is_named() {
    for site in databases(&[NOTEBOOK]).await {
        let database = &site.database;
        let ids: Vec<_> = (1..=700).map(Uuid::from_u128).collect();
        for id in &ids {
            database.commit(write(database, *id, &format!("note {id}"))).await.expect("a new note");
        }
        let depends = |name: &str| {
            let other = database.world().ids.next();
            let commit = write(database, other, name);
            ids.iter()
                .fold(commit, |commit, id| commit.guard(Guard::read("note", *id, Version::FIRST)))
        };
        database.commit(depends("quay")).await.expect("nothing moved");
        let moved = ids[650];
        database.commit(rename(database, moved, Version::FIRST, "pier")).await.expect("renamed");
        let late = database.commit(depends("dock")).await;
        let Err(CommitError::Stale { table: "note", id }) = late else { panic!("{late:?}") };
        assert_eq!(id, moved, "{}", site.kind);
        let gone = write(database, Uuid::from_u128(900), "lane");
        let gone = gone.guard(Guard::read("note", Uuid::from_u128(901), Version::FIRST));
        assert!(
            matches!(database.commit(gone).await, Err(CommitError::Stale { .. })),
            "none there"
        );
    }
}

#[tokio::test]
async fn in_a_crowd_only_the_stale_ones_are_refused() {
    for site in databases(&[NOTEBOOK]).await {
        let database = &site.database;
        database.commit(write(database, ID, "quay")).await.expect("a new note");
        let mut crowd = tokio::task::JoinSet::new();
        for n in 0..64_u128 {
            let database = database.clone();
            crowd.spawn(async move {
                let commit = match n % 4 {
                    0 => rename(&database, ID, Version::FIRST, &format!("pier {n}")),
                    _ => write(&database, Uuid::from_u128(100 + n), &format!("note {n}")),
                };
                (n, database.commit(commit).await)
            });
        }
        let (mut renamed, mut written) = (0, 0);
        while let Some(done) = crowd.join_next().await {
            match done.expect("no task panics") {
                (n, Ok(())) if n % 4 == 0 => renamed += 1,
                (_, Ok(())) => written += 1,
                (n, Err(CommitError::Stale { .. })) if n % 4 == 0 => {}
                other => panic!("{other:?} on {}", site.kind),
            }
        }
        assert_eq!((renamed, written), (1, 48), "{}", site.kind);
        assert_eq!(count(database, "note").await, 49);
    }
}

/// Commits that all wait while the writer is busy, and so are one group.
async fn grouped(database: &Database, commits: Vec<Commit<Edit>>) -> Vec<Result<(), CommitError>> {
    let go = Arc::new(Semaphore::new(0));
    let busy = Commit::by(&clerk(), database.world().now()).change(Edit::Wait(Arc::clone(&go)));
    let all = [busy].into_iter().chain(commits).map(|commit| database.commit(commit));
    let (answers, ()) = tokio::join!(join_all(all), async {
        // The others were polled once before this, and wait in the queue.
        tokio::task::yield_now().await;
        go.add_permits(1);
    });
    answers.into_iter().skip(1).collect()
}

#[tokio::test]
async fn in_a_group_each_sees_what_the_ones_before_it_did() {
    let site = sqlite(&[NOTEBOOK]).await;
    let database = &site.database;
    let [first, second, third] = [1, 2, 3].map(Uuid::from_u128);
    for (id, name) in [(first, "one"), (second, "two"), (third, "three")] {
        database.commit(write(database, id, name)).await.expect("a new note");
    }
    let renamed = |id, name| rename(database, id, Version::FIRST, name);
    let apart = vec![renamed(first, "uno"), renamed(second, "due")];
    assert!(matches!(grouped(database, apart).await[..], [Ok(()), Ok(())]));
    let raised = Version::FIRST.next();
    assert_eq!(read(database, first).await, Some((raised, "uno".to_owned())));
    assert_eq!(read(database, second).await, Some((raised, "due".to_owned())));
    // Two want the same row: one has it.
    let twice = vec![renamed(third, "tre"), renamed(third, "drei")];
    let twice = grouped(database, twice).await;
    assert!(matches!(twice[..], [Ok(()), Err(CommitError::Stale { .. })]), "{twice:?}");
    assert_eq!(read(database, third).await, Some((raised, "tre".to_owned())));
    // One takes away what another holds, and need not hold it itself.
    let remove = Commit::by(&clerk(), database.world().now()).change(Edit::Remove { id: third });
    let late = rename(database, third, raised, "four");
    let gone = grouped(database, vec![remove, late]).await;
    assert!(matches!(gone[..], [Ok(()), Err(CommitError::Stale { .. })]), "{gone:?}");
    assert_eq!(read(database, third).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_changes_one_row_in_a_crowd_is_served_also_by_two_instances() {
    for site in databases(&[NOTEBOOK]).await {
        let mut instances = vec![site.database.clone()];
        if site.kind == "postgres" {
            let world = World::new(Arc::new(site.clock.clone()), Arc::new(SystemRandom));
            instances.push(Database::open(&site.url, world).await.expect("a second instance"));
        }
        site.database.commit(write(&site.database, ID, "quay")).await.expect("a new note");
        let mut crowd = tokio::task::JoinSet::new();
        for (n, database) in (0..30).zip(instances.iter().cycle().cloned()) {
            crowd.spawn(async move {
                let attempt = || async {
                    let (version, _) = read(&database, ID).await.expect("it is there");
                    let commit = rename(&database, ID, version, &format!("pier {n}"));
                    Ok::<_, CommitError>(Decision::new(commit, n))
                };
                database.decide(&clerk().into(), attempt).await
            });
        }
        for done in crowd.join_all().await {
            assert!(done.is_ok(), "{}: {done:?}", site.kind);
        }
        let (version, _) = read(&site.database, ID).await.expect("it is there");
        assert_eq!(version, Version::new(31), "{}: each change is one", site.kind);
    }
}

#[tokio::test]
async fn bad_input_96_a_panic_in_a_change_harms_nobody_else() {
    for site in databases(&[NOTEBOOK]).await {
        let database = &site.database;
        let fault = write(database, ID, "quay").change(Edit::Panic);
        assert!(matches!(database.commit(fault).await, Err(CommitError::Store(_))));
        assert_eq!(count(database, "note").await, 0);
        database.commit(write(database, ID, "quay")).await.expect("the next one is served");
    }
}

#[tokio::test]
async fn a_caller_that_goes_away_is_still_committed() {
    for site in databases(&[NOTEBOOK]).await {
        let database = &site.database;
        {
            let mut commit = std::pin::pin!(database.commit(write(database, ID, "quay")));
            // Asked once, then dropped.
            let _ = futures_util::poll!(commit.as_mut());
        }
        // Another commit goes through the same door after it.
        database.commit(write(database, Uuid::from_u128(2), "pier")).await.expect("a second");
        until(async || count(database, "note").await == 2).await;
    }
}

#[tokio::test]
async fn a_delivery_is_settled_once() {
    for site in databases(&[NOTEBOOK]).await {
        let database = &site.database;
        let done = Settled { message: Uuid::from_u128(9), subscriber: "mail".to_owned() };
        let work = |id, name| write(database, Uuid::from_u128(id), name).settle(done.clone());
        database.commit(work(1, "quay")).await.expect("the first delivery");
        assert!(matches!(database.commit(work(2, "pier")).await, Err(CommitError::Settled)));
        assert_eq!(count(database, "note").await, 1, "{}", site.kind);
    }
}

#[tokio::test]
async fn listeners_hear_of_stale_tags_before_the_caller() {
    for site in databases(&[NOTEBOOK]).await {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = Arc::clone(&heard);
        site.database.when_stale(move |tags| {
            ear.lock().expect("no panic").extend(tags.iter().map(|tag| tag.name().to_owned()));
        });
        site.database.commit(write(&site.database, ID, "quay")).await.expect("a note");
        assert_eq!(*heard.lock().expect("no panic"), [format!("note:{ID}")]);
    }
}

#[tokio::test]
async fn bad_input_97_times_come_back_as_they_were_stored() {
    use eframe_core::block::sea_orm::ConnectionTrait as _;
    use eframe_core::block::sea_orm::sea_query::{Order, Query};
    for site in databases(&[NOTEBOOK]).await {
        let database = &site.database;
        let begin = site.clock.now();
        let offsets = [500_000, 0, 1_000_001, 1, 999_999];
        for (n, microseconds) in (1..).zip(offsets) {
            site.clock.set(begin + jiff::SignedDuration::from_micros(microseconds));
            let commit = write(database, Uuid::from_u128(n), &n.to_string());
            database.commit(commit).await.expect("a note");
        }
        let query =
            Query::select().column("at").from("core_audit").order_by("at", Order::Asc).to_owned();
        let rows = database.read().query_all(&query).await.expect("the log can be read");
        let read: Vec<_> = rows
            .iter()
            .map(|row| eframe_core::block::instant(row.try_get("", "at").expect("an instant")))
            .map(|at| at.duration_since(begin).as_micros())
            .collect();
        assert_eq!(read, [0, 1, 500_000, 999_999, 1_000_001], "{}", site.kind);
    }
}
