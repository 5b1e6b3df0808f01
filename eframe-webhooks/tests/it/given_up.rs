use eframe_core::Actor;
use eframe_webhooks::model::{DeliveryState, State, Why};
use eframe_webhooks::rules::PAUSES;
use jiff::SignedDuration;

use crate::house::{houses, mina, reader};
use crate::receiver::Receiver;

#[tokio::test]
async fn whoever_answers_410_is_switched_off_at_once_and_somebody_hears_of_it() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        receiver.says(410);
        let id = house.added(&receiver.url()).await.endpoint.id;
        house.street_opens("Quay").await;
        house.street_opens("Mill").await;
        house.send().await;
        let endpoint = house.webhooks.endpoint(&mina(), id).await.expect("there");
        assert!(matches!(endpoint.state, State::Off { why: Why::Gone, .. }), "{endpoint:?}");
        let letters = house.work().await;
        assert_eq!(letters.len(), 1, "one for each who manages them: {letters:?}");
        let text = letters[0].text();
        assert!(text.contains("wants no more messages (410)"), "{text}");
        assert!(text.contains(&format!("https://union.example/desk/webhooks/{id}")), "{text}");
        assert!(!text.contains("of=town"), "what may be a secret stays here: {text}");
        let audit = "SELECT COUNT(*) FROM core_audit WHERE action = 'webhooks.endpoint.switch-off'";
        assert_eq!(house.number(audit).await, 1);
        receiver.got();
        house.on.clock.advance(SignedDuration::from_hours(48));
        house.street_opens("Park").await;
        house.send().await;
        assert!(receiver.got().is_empty());
        assert_eq!(house.webhooks.failing(&mina()).await.expect("counted"), 1);
        assert_eq!(house.webhooks.failing(&reader()).await.expect("counted"), 0);
        assert_eq!(house.webhooks.failing(&Actor::anonymous()).await.expect("counted"), 0);
    }
}

#[tokio::test]
async fn whoever_takes_nothing_for_three_days_is_switched_off_and_goes_on_where_it_stopped() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        receiver.says(500);
        let id = house.added(&receiver.url()).await.endpoint.id;
        house.street_opens("Quay").await;
        let mut attempts = 0;
        let is_on = async || house.webhooks.endpoint(&mina(), id).await.expect("there").is_on();
        let mut pauses = PAUSES.into_iter();
        while is_on().await {
            house.send().await;
            attempts += receiver.got().len();
            let Some(pause) = pauses.next() else { break };
            // As long as the pause may take, with what chance adds.
            house.on.clock.advance(pause + pause / 10 + SignedDuration::from_secs(1));
        }
        assert!(!is_on().await, "after {attempts} attempts");
        assert!((9..=10).contains(&attempts), "{attempts}");
        let letters = house.work().await;
        assert_eq!(letters.len(), 1);
        assert!(letters[0].text().contains("no message for three days"), "{}", letters[0].text());

        receiver.says(200);
        let on = house.webhooks.switch_on(&mina().into(), id, None).await.expect("on");
        assert_eq!((on.failing_since, on.failures), (None, 0));
        house.webhooks.repeat_failed(&mina().into(), id).await.expect("all that failed");
        house.on.clock.advance(SignedDuration::from_hours(27));
        house.send().await;
        receiver.got_one();
        assert_eq!(house.delivery(id).await.state, DeliveryState::Arrived);
    }
}

#[tokio::test]
async fn one_message_that_is_taken_ends_the_count() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        receiver.says(500);
        let id = house.added(&receiver.url()).await.endpoint.id;
        house.street_opens("Quay").await;
        house.send().await;
        let endpoint = house.webhooks.endpoint(&mina(), id).await.expect("there");
        assert_eq!((endpoint.failing_since, endpoint.failures), (Some(house.on.clock.now()), 1));
        receiver.says(200);
        house.street_opens("Mill").await;
        house.send().await;
        let endpoint = house.webhooks.endpoint(&mina(), id).await.expect("there");
        assert_eq!((endpoint.failing_since, endpoint.failures), (None, 0));
    }
}
