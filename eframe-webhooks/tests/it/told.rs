use eframe_core::Actor;
use eframe_webhooks::model::DeliveryState;
use eframe_webhooks::rules::Overlap;
use eframe_webhooks::signature::Forged;
use jiff::SignedDuration;
use serde_json::json;

use crate::house::{Closed, Opened, houses, mina};
use crate::receiver::Receiver;

#[tokio::test]
async fn what_happens_is_told_signed_and_tells_of_nobody() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let issued = house.added(&receiver.url()).await;
        let now = house.on.clock.now();
        house.street_opens("Quay").await;
        assert!(receiver.got().is_empty(), "nothing leaves before a sender tries it");
        house.send().await;
        let got = receiver.got_one();
        assert_eq!(got.line, "POST /hooks?of=town HTTP/1.1");
        assert_eq!(got.header("host"), receiver.host());
        assert_eq!(got.header("content-type"), "application/json");
        assert!(got.header("user-agent").starts_with("eframe-webhooks/"));
        assert_eq!(got.header("webhook-timestamp"), now.as_second().to_string());
        assert_eq!(got.check(&issued.secret, now), Ok(()));
        let body = json!({
            "type": "town.street.opened",
            "timestamp": now.to_string(),
            "data": { "street": "Quay" },
        });
        assert_eq!(got.json(), body, "and not a word of the clerk");
        let delivery = house.delivery(issued.endpoint.id).await;
        assert_eq!((delivery.state, delivery.attempts), (DeliveryState::Arrived, 1));
        assert_eq!(delivery.last.and_then(|last| last.code), Some(204));
        assert_eq!(got.header("webhook-id"), delivery.message.header());
        house.send().await;
        assert!(receiver.got().is_empty(), "once is enough");
    }
}

#[tokio::test]
async fn each_endpoint_hears_of_what_it_asked_for_and_one_that_is_off_of_nothing() {
    let (all, some) = (Receiver::start().await, Receiver::start().await);
    for house in houses(&[&all, &some]).await {
        house.added(&all.url()).await;
        let other = house.added_for(&some.url(), &["town.street.closed"]).await;
        house.street_opens("Quay").await;
        house.happens(&Closed { street: "Quay".to_owned() }).await;
        let hidden = Opened { street: "Bunker".to_owned(), clerk: String::new(), secret: true };
        house.happens(&hidden).await;
        house.send().await;
        let mut kinds: Vec<_> =
            all.got().iter().map(|got| got.json()["type"].as_str().map(str::to_owned)).collect();
        kinds.sort();
        let wanted = ["town.street.closed", "town.street.opened"].map(|one| Some(one.to_owned()));
        assert_eq!(kinds, wanted, "and nothing of what is not public this once");
        assert_eq!(some.got_one().json()["type"], "town.street.closed");

        house.webhooks.switch_off(&mina().into(), other.endpoint.id, None).await.expect("off");
        house.happens(&Closed { street: "Mill".to_owned() }).await;
        house.send().await;
        assert_eq!(all.got().len(), 1);
        assert!(some.got().is_empty());
        house.webhooks.switch_on(&mina().into(), other.endpoint.id, None).await.expect("on");
        house.send().await;
        assert!(some.got().is_empty(), "what happened while it was off is not told");
    }
}

#[tokio::test]
async fn a_message_that_is_delivered_twice_to_the_block_goes_out_once() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        house.added(&receiver.url()).await;
        house.street_opens("Quay").await;
        // The worker ended after the commit and before it wrote so: the outbox tells it again.
        let again = "INSERT INTO core_delivery (position, subscriber, message, subject, state, attempts, due_at, fence) \
            SELECT position, 'webhooks:town.street.opened', id, subject, 'waiting', 0, at, 0 FROM core_outbox";
        crate::several::execute(&house, again).await;
        house.work().await;
        house.send().await;
        receiver.got_one();
    }
}

#[tokio::test]
async fn a_secret_is_changed_with_both_good_for_a_day_or_at_once() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let first = house.added(&receiver.url()).await;
        let (id, caller) = (first.endpoint.id, mina().into());
        let second =
            house.webhooks.rotate(&caller, id, None, Overlap::Kept).await.expect("changed");
        assert_ne!(first.secret, second.secret);
        house.street_opens("Quay").await;
        house.send().await;
        let (got, now) = (receiver.got_one(), house.on.clock.now());
        assert_eq!(got.header("webhook-signature").split(' ').count(), 2);
        assert_eq!(got.check(&first.secret, now), Ok(()));
        assert_eq!(got.check(&second.secret, now), Ok(()));

        house.on.clock.advance(SignedDuration::from_hours(24));
        house.street_opens("Mill").await;
        house.send().await;
        let (got, now) = (receiver.got_one(), house.on.clock.now());
        assert_eq!(got.check(&first.secret, now), Err(Forged::Signature));
        assert_eq!(got.check(&second.secret, now), Ok(()));

        let third = house.webhooks.rotate(&caller, id, None, Overlap::None).await.expect("changed");
        house.street_opens("Park").await;
        house.send().await;
        let (got, now) = (receiver.got_one(), house.on.clock.now());
        assert_eq!(got.check(&second.secret, now), Err(Forged::Signature));
        assert_eq!(got.check(&third.secret, now), Ok(()));
    }
}

#[tokio::test]
async fn no_secret_stands_in_the_database() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let issued = house.added(&receiver.url()).await;
        let bare = issued.secret.trim_start_matches("whsec_");
        let rows = "SELECT COUNT(*) FROM webhooks_endpoint WHERE CAST(secrets AS TEXT) LIKE";
        assert_eq!(house.number(&format!("{rows} '%salt%'")).await, 1);
        assert_eq!(house.number(&format!("{rows} '%{bare}%'")).await, 0);
        let facts = "SELECT COUNT(*) FROM core_audit WHERE CAST(facts AS TEXT) LIKE";
        assert_eq!(
            house
                .number(&format!("{facts} '%{bare}%' OR CAST(facts AS TEXT) LIKE '%of=town%'"))
                .await,
            0
        );
        assert_eq!(
            house
                .number("SELECT COUNT(*) FROM core_audit WHERE action = 'webhooks.endpoint.add'")
                .await,
            1
        );
    }
}

#[tokio::test]
async fn a_test_is_sent_and_what_did_not_arrive_is_sent_again_under_its_id() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let id = house.added(&receiver.url()).await.endpoint.id;
        let caller = mina().into();
        let ping = house.webhooks.ping(&caller, id).await.expect("on its way");
        house.send().await;
        let got = receiver.got_one();
        assert_eq!(got.json()["type"], "webhooks.ping");
        assert_eq!(got.header("webhook-id"), ping.header());

        let again = house.webhooks.repeat(&caller, id, ping).await.expect("once more");
        assert_eq!((again.attempts, again.state.code()), (0, "waiting"));
        assert!(house.webhooks.repeat(&caller, id, ping).await.is_err(), "it waits already");
        house.send().await;
        assert_eq!(receiver.got_one().header("webhook-id"), ping.header());

        receiver.says(500);
        house.street_opens("Quay").await;
        for _ in 0..12 {
            house.send().await;
            house.on.clock.advance(SignedDuration::from_hours(3));
        }
        let failed = "UPDATE webhooks_delivery SET state = 'failed' WHERE state = 'waiting'";
        crate::several::execute(&house, failed).await;
        let tried = receiver.got();
        assert!(tried.len() > 3, "{}", tried.len());
        receiver.says(200);
        house.webhooks.repeat_failed(&caller, id).await.expect("all of them");
        house.send().await;
        let got = receiver.got_one();
        assert_eq!(got.header("webhook-id"), tried[0].header("webhook-id"));
        assert_ne!(got.header("webhook-timestamp"), tried[0].header("webhook-timestamp"));
    }
}

#[tokio::test]
async fn what_came_to_its_end_is_forgotten_after_thirty_days() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let id = house.added(&receiver.url()).await.endpoint.id;
        house.street_opens("Quay").await;
        house.send().await;
        house.on.clock.advance(SignedDuration::from_hours(29 * 24));
        house.work().await;
        assert_eq!(house.deliveries(id).await.len(), 1);
        house.on.clock.advance(SignedDuration::from_hours(2 * 24));
        house.work().await;
        assert!(house.deliveries(id).await.is_empty());
        assert_eq!(house.number("SELECT COUNT(*) FROM webhooks_message").await, 0);
    }
}

#[tokio::test]
async fn whoever_goes_takes_along_what_was_on_its_way() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let id = house.added(&receiver.url()).await.endpoint.id;
        house.street_opens("Quay").await;
        house.webhooks.remove(&mina().into(), id, None).await.expect("gone");
        house.send().await;
        assert!(receiver.got().is_empty());
        assert_eq!(house.number("SELECT COUNT(*) FROM webhooks_delivery").await, 0);
        let hidden = house.webhooks.endpoint(&Actor::anonymous(), id).await;
        assert!(hidden.expect_err("nobody").to_string().contains("sign in"));
    }
}
