use eframe_core::block::sea_orm::{self, TransactionTrait as _};
use eframe_core::test::{self, TestDatabase};

use super::*;
use crate::store::MIGRATIONS;

/// An endpoint and forty messages, more than a sender with room for four looks at, that are due.
async fn with_forty_due(on: &TestDatabase) {
    let hand = sea_orm::Database::connect(&on.url).await.expect("the database answers");
    let endpoint = Uuid::from_u128(1);
    let at = "2020-01-01T00:00:00+00:00";
    // Each kind of database writes a UUID in its own way.
    let id = |id: Uuid| match hand.get_database_backend() {
        DatabaseBackend::Sqlite => format!("X'{}'", id.simple()),
        _ => format!("'{id}'"),
    };
    let endpoint_row = format!(
        "INSERT INTO webhooks_endpoint (id, version, about, url, events, state, details, secrets, created_at) \
         VALUES ({}, 1, '', 'https://hook.example', '[]', 'on', '{{}}', '[]', '{at}')",
        id(endpoint)
    );
    hand.execute_unprepared(&endpoint_row).await.expect("an endpoint");
    for message in 100..140 {
        let delivery = format!(
            "INSERT INTO webhooks_delivery (message, endpoint, event, at, state, attempts, due_at, fence) \
             VALUES ({}, {}, 'x', '{at}', 'waiting', 0, '{at}', 0)",
            id(Uuid::from_u128(message)),
            id(endpoint)
        );
        hand.execute_unprepared(&delivery).await.expect("a delivery");
    }
    hand.close().await.expect("closed");
}

fn claim(on: &TestDatabase) -> Claim {
    let now = on.database.world().now();
    Claim { now, until: now + SignedDuration::from_mins(1), room: 4, each: 4 }
}

/// One instance on a connection of its own, which holds what it took until it is told to go on.
async fn claims(
    on: &TestDatabase,
    taken: tokio::sync::oneshot::Sender<usize>,
    go_on: tokio::sync::oneshot::Receiver<()>,
) {
    let hand = sea_orm::Database::connect(&on.url).await.expect("the database answers");
    let transaction = hand.begin().await.expect("begun");
    let mine = claim(on).run(&transaction).await.expect("claimed");
    taken.send(mine.len()).expect("somebody waits");
    go_on.await.expect("told");
    transaction.commit().await.expect("committed");
    hand.close().await.expect("closed");
}

#[tokio::test]
async fn bad_input_53_four_at_a_time_are_four_for_two_instances_that_look_at_once() {
    for on in test::databases(&[MIGRATIONS]).await {
        with_forty_due(&on).await;
        if on.kind == "sqlite" {
            // Its one writer takes one after the other.
            let (one, other) =
                tokio::join!(on.database.run(claim(&on)), on.database.run(claim(&on)));
            assert_eq!(one.expect("claimed").len() + other.expect("claimed").len(), 4);
            continue;
        }
        let channel = tokio::sync::oneshot::channel::<usize>;
        let ((first, first_took), (second, second_took)) = (channel(), channel());
        let (go, goes) = tokio::sync::oneshot::channel();
        let (go_too, goes_too) = tokio::sync::oneshot::channel();
        go_too.send(()).expect("nobody has left");
        let one_after_the_other = async {
            let first = first_took.await.expect("claimed");
            // Either it waits for the first, or it has taken what it should not.
            let mut second = second_took;
            let early = tokio::time::timeout(std::time::Duration::from_millis(500), &mut second);
            let early = early.await.ok();
            go.send(()).expect("nobody has left");
            let second = match early {
                Some(second) => second,
                None => second.await,
            };
            (first, second.expect("claimed"))
        };
        let second_when_the_first_has = async {
            claims(&on, second, goes_too).await;
        };
        let (_, _, (one, other)) =
            tokio::join!(claims(&on, first, goes), second_when_the_first_has, one_after_the_other);
        assert_eq!(one + other, 4, "{one} and {other}");
    }
}
