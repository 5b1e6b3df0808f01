use std::time::Duration;

use eframe_core::block::sea_orm::{self, ConnectionTrait as _};
use eframe_webhooks::Patience;
use eframe_webhooks::model::DeliveryState;
use tokio::sync::oneshot;
use tokio::time::timeout;

use crate::house::{House, houses, patience};
use crate::receiver::{Receiver, Reply};

/// Has the database do something behind everybody's back.
pub(crate) async fn execute(house: &House, statement: &str) {
    let on = sea_orm::Database::connect(&house.on.url).await.expect("the database answers");
    on.execute_unprepared(statement).await.expect(statement);
    on.close().await.expect("closed");
}

#[tokio::test]
async fn bad_input_53_four_senders_share_the_work_and_nothing_goes_out_twice() {
    let (one, other) = (Receiver::start().await, Receiver::start().await);
    for house in houses(&[&one, &other]).await {
        house.added(&one.url()).await;
        house.added(&other.url()).await;
        for street in 0..40 {
            house.street_opens(&street.to_string()).await;
        }
        let senders = (0..4).map(|_| house.sender());
        let working =
            senders.map(|sender| async move { sender.run_pending().await.expect("tried") });
        futures_util::future::join_all(working).await;
        for receiver in [&one, &other] {
            let mut ids: Vec<_> =
                receiver.got().iter().map(|got| got.header("webhook-id").to_owned()).collect();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), 40, "on {}", house.on.kind);
        }
        let arrived = "SELECT COUNT(*) FROM webhooks_delivery WHERE state = 'arrived' AND attempts = 1 AND fence = 1";
        assert_eq!(house.number(arrived).await, 80);
    }
}

#[tokio::test]
async fn an_endpoint_that_is_slow_holds_no_other_up() {
    let (slow, quick) = (Receiver::start().await, Receiver::start().await);
    slow.replies(Reply::Hangs);
    for house in houses(&[&slow, &quick]).await {
        house.added(&slow.url()).await;
        for street in 0..70 {
            house.street_opens(&street.to_string()).await;
        }
        house.added(&quick.url()).await;
        house.street_opens("Quay").await;
        let before = slow.connections();
        let (stop, stopped) = oneshot::channel::<()>();
        let sending = house.sender().spawn(async {
            let _ = stopped.await;
        });
        let told = async {
            while quick.got().is_empty() {
                tokio::task::yield_now().await;
            }
        };
        timeout(Duration::from_millis(2500), told).await.expect("long before the slow one ends");
        assert!(slow.connections() - before <= 4, "so many at a time and no more");
        drop(stop);
        sending.await;
        slow.got();
    }
}

#[tokio::test]
async fn bad_input_53_what_a_sender_held_that_ended_is_tried_again_under_its_id() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let id = house.added(&receiver.url()).await.endpoint.id;
        house.street_opens("Quay").await;
        // It took the delivery, may have sent it, and was killed.
        let held = "UPDATE webhooks_delivery SET leased_until = due_at, fence = 1, attempts = 1";
        execute(&house, held).await;
        let short = Patience {
            whole: Duration::from_millis(100),
            lease: Duration::from_millis(400),
            ..patience()
        };
        let other = house.webhooks.sender(short);
        other.run_pending().await.expect("looked");
        assert!(receiver.got().is_empty(), "nobody knows yet that it ended");
        let (stop, stopped) = oneshot::channel::<()>();
        let sending = other.spawn(async {
            let _ = stopped.await;
        });
        let arrived = async {
            while house.delivery(id).await.state != DeliveryState::Arrived {
                tokio::task::yield_now().await;
            }
        };
        timeout(Duration::from_secs(20), arrived).await.expect("taken over");
        drop(stop);
        sending.await;
        let delivery = house.delivery(id).await;
        assert_eq!(receiver.got_one().header("webhook-id"), delivery.message.header());
        assert_eq!(delivery.attempts, 2);
    }
}

#[tokio::test]
async fn bad_input_53_whatever_a_sender_says_that_lost_its_lease_counts_no_more() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let id = house.added(&receiver.url()).await.endpoint.id;
        house.street_opens("Quay").await;
        receiver.replies(Reply::Hangs);
        let before = receiver.connections();
        let sender = house.sender();
        let slow = tokio::spawn(async move { sender.run_pending().await });
        while receiver.connections() == before || house.delivery(id).await.attempts == 0 {
            tokio::task::yield_now().await;
        }
        // Somebody took over, tried it, and it arrived.
        let over = "UPDATE webhooks_delivery SET leased_until = NULL, fence = fence + 2, state = 'arrived', code = 204";
        execute(&house, over).await;
        slow.await.expect("no panic").expect("it noticed");
        let delivery = house.delivery(id).await;
        assert_eq!(delivery.state, DeliveryState::Arrived);
        receiver.got();
        receiver.says(204);
    }
}

#[tokio::test]
async fn a_sender_that_is_told_to_stop_ends_what_it_has_begun() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let id = house.added(&receiver.url()).await.endpoint.id;
        let (stop, stopped) = oneshot::channel::<()>();
        let sending = house.sender().spawn(async {
            let _ = stopped.await;
        });
        house.street_opens("Quay").await;
        let arrived = async {
            while house.delivery(id).await.state != DeliveryState::Arrived {
                tokio::task::yield_now().await;
            }
        };
        timeout(Duration::from_secs(20), arrived).await.expect("told");
        drop(stop);
        timeout(Duration::from_secs(20), async { sending.await }).await.expect("it stops");
        receiver.got_one();
        assert_eq!(
            house
                .number("SELECT COUNT(*) FROM webhooks_delivery WHERE leased_until IS NOT NULL")
                .await,
            0
        );
    }
}
