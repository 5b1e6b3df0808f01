use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use eframe_webhooks::model::{Allowed, DeliveryState, EndpointId, Last, Lost};
use eframe_webhooks::{Patience, Resolver};
use jiff::SignedDuration;

use crate::house::{House, builder, houses, patience};
use crate::receiver::{Receiver, Reply};

/// One attempt of one message, and how it ended; the delivery is due again after the pause that was asked for.
async fn tried(house: &House, endpoint: EndpointId, patience: Patience) -> (Last, SignedDuration) {
    house.street_opens("Quay").await;
    let before = house.on.clock.now();
    house.webhooks.sender(patience).run_pending().await.expect("tried");
    let all = house.deliveries(endpoint).await;
    let delivery = all.into_iter().next().expect("one");
    let DeliveryState::Waiting { due } = delivery.state else { panic!("{delivery:?}") };
    (delivery.last.expect("tried"), due.duration_since(before))
}

fn first_pause(pause: SignedDuration) -> bool {
    (5_000..=5_500).contains(&pause.as_millis())
}

#[tokio::test]
async fn bad_input_44_slow_closed_and_broken_answers_are_tried_again() {
    let receiver = Receiver::start().await;
    let short = Patience { whole: Duration::from_millis(300), ..patience() };
    for house in houses(&[&receiver]).await {
        let id = house.added(&receiver.url()).await.endpoint.id;
        for (reply, patience, lost) in [
            (Reply::Hangs, short, Lost::Late),
            (Reply::Closes, patience(), Lost::Broken),
            (Reply::EndlessHead, patience(), Lost::Broken),
            (Reply::Raw(b"220 mail.example ESMTP\r\n"), patience(), Lost::Broken),
            (Reply::Raw(b"HTTP/1.1 200"), patience(), Lost::Broken),
        ] {
            receiver.replies(reply.clone());
            let (last, pause) = tried(&house, id, patience).await;
            assert_eq!(
                (last.lost, last.code),
                (Some(lost), None),
                "{reply:?} on {}",
                house.on.kind
            );
            assert!(first_pause(pause), "{reply:?}: {pause}");
            // What waits of it is of no interest to the next.
            crate::several::execute(&house, "DELETE FROM webhooks_delivery").await;
        }
        assert!(
            house.webhooks.endpoint(&crate::house::mina(), id).await.expect("there").failures == 5
        );
    }
}

#[tokio::test]
async fn a_port_where_nobody_is_and_a_name_without_an_address_are_tried_again() {
    let receiver = Receiver::start().await;
    let (host, url) = (receiver.host(), receiver.url());
    drop(receiver);
    for house in houses(&[]).await {
        let allowed = [host.as_str(), "nobody.invalid"].map(|one| one.parse().expect("a host"));
        let webhooks = builder(house.on.database.clone()).allowing(Allowed::new(allowed)).build();
        let house = House { webhooks, ..house };
        let id = house.added(&url).await.endpoint.id;
        assert_eq!(tried(&house, id, patience()).await.0.lost, Some(Lost::NoConnection));
        let id = house.added("http://nobody.invalid/").await.endpoint.id;
        assert_eq!(tried(&house, id, patience()).await.0.lost, Some(Lost::NoAddress));
    }
}

#[tokio::test]
async fn bad_input_44_a_redirect_to_an_inner_address_is_a_failure_and_is_not_followed() {
    let (receiver, inner) = (Receiver::start().await, Receiver::start().await);
    for house in houses(&[&receiver, &inner]).await {
        let id = house.added(&receiver.url()).await.endpoint.id;
        for status in [301, 302, 303, 307, 308] {
            let to: &'static str = format!("location: {}\r\n", inner.url()).leak();
            receiver.replies(Reply::Says(status, to, String::new()));
            let (last, _) = tried(&house, id, patience()).await;
            assert_eq!((last.code, last.lost), (Some(status), None));
            crate::several::execute(&house, "DELETE FROM webhooks_delivery").await;
        }
        assert_eq!(inner.connections(), 0);
    }
}

#[tokio::test]
async fn bad_input_44_of_an_answer_without_end_little_is_read() {
    let receiver = Receiver::start().await;
    receiver.replies(Reply::Endless);
    for house in houses(&[&receiver]).await {
        let id = house.added(&receiver.url()).await.endpoint.id;
        house.street_opens("Quay").await;
        house.send().await;
        let delivery = house.delivery(id).await;
        assert_eq!(delivery.state, DeliveryState::Arrived, "its status has said so");
        let said = delivery.last.expect("tried").said;
        assert_eq!(said, "x".repeat(300));
    }
}

#[tokio::test]
async fn what_a_server_asks_to_wait_is_waited_and_an_overloaded_one_gets_nothing_else() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let id = house.added(&receiver.url()).await.endpoint.id;
        receiver.replies(Reply::Says(503, "retry-after: 900\r\n", "Back \u{7}soon".to_owned()));
        let (last, pause) = tried(&house, id, patience()).await;
        assert_eq!((last.code, last.said.as_str()), (Some(503), "Back soon"));
        assert_eq!(pause.as_secs(), 900);
        receiver.got_one();

        receiver.says(200);
        house.street_opens("Mill").await;
        house.on.clock.advance(SignedDuration::from_secs(600));
        house.send().await;
        assert!(receiver.got().is_empty(), "it rests");
        house.on.clock.advance(SignedDuration::from_secs(301));
        house.send().await;
        assert_eq!(receiver.got().len(), 2);
        let all = house.deliveries(id).await;
        assert!(all.iter().all(|one| one.state == DeliveryState::Arrived), "{all:?}");
    }
}

#[tokio::test]
async fn bad_input_66_a_clock_that_goes_back_sends_nothing_twice_and_holds_nothing_back() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        house.added(&receiver.url()).await;
        house.street_opens("Quay").await;
        house.send().await;
        receiver.got_one();
        house.on.clock.advance(SignedDuration::from_hours(-1));
        house.send().await;
        assert!(receiver.got().is_empty());
        // Failed while a clock was a year ahead: due in a year, which nobody believes.
        house.on.clock.advance(SignedDuration::from_hours(365 * 24));
        receiver.says(500);
        house.street_opens("Mill").await;
        house.send().await;
        receiver.got_one();
        house.on.clock.advance(SignedDuration::from_hours(-365 * 24));
        receiver.says(200);
        house.send().await;
        receiver.got_one();
    }
}

/// Says one address the first time it is asked, and another from then on.
struct Rebinding {
    first: IpAddr,
    then: IpAddr,
    asked: AtomicUsize,
}

#[async_trait]
impl Resolver for Rebinding {
    async fn addresses(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        assert_eq!(name, "hooks.example");
        let first = self.asked.fetch_add(1, Ordering::SeqCst) == 0;
        Ok(vec![if first { self.first } else { self.then }])
    }
}

#[tokio::test]
async fn bad_input_44_a_name_is_looked_up_once_and_the_connection_goes_to_what_was_checked() {
    let checked = Receiver::start().await;
    let port = checked.port();
    let other = Receiver::start_at(&format!("127.0.0.2:{port}")).await;
    for house in houses(&[]).await {
        let named = format!("hooks.example:{port}").parse().expect("a host");
        let webhooks = builder(house.on.database.clone()).allowing(Allowed::new([named])).build();
        let house = House { webhooks, ..house };
        house.added(&format!("http://hooks.example:{port}/")).await;
        house.street_opens("Quay").await;
        let names = Arc::new(Rebinding {
            first: "127.0.0.1".parse().expect("an address"),
            then: "127.0.0.2".parse().expect("an address"),
            asked: AtomicUsize::new(0),
        });
        let sender = house.webhooks.sender_by(patience(), Arc::clone(&names) as Arc<dyn Resolver>);
        sender.run_pending().await.expect("tried");
        assert_eq!(names.asked.load(Ordering::SeqCst), 1);
        assert_eq!(checked.got_one().header("host"), format!("hooks.example:{port}"));
        assert_eq!(other.connections(), 0);
    }
}

/// Says these, whatever it is asked.
struct Leads(Vec<IpAddr>);

#[async_trait]
impl Resolver for Leads {
    async fn addresses(&self, _: &str) -> io::Result<Vec<IpAddr>> {
        Ok(self.0.clone())
    }
}

#[tokio::test]
async fn bad_input_44_a_name_that_leads_inside_is_never_connected_to() {
    let inner = Receiver::start_at("127.0.0.1:8443").await;
    for house in houses(&[]).await {
        // As whoever added it saw it, it was a name like any other.
        let id = house.added("https://hooks.example:8443/").await.endpoint.id;
        for leads in [
            &["127.0.0.1"][..],
            &["::1"],
            &["::ffff:127.0.0.1"],
            &["64:ff9b::7f00:1"],
            &["169.254.169.254"],
            &["10.0.0.7"],
            &["fd00::7"],
            &["93.184.215.14", "127.0.0.1"],
        ] {
            house.street_opens("Quay").await;
            let addresses = leads.iter().map(|one| one.parse().expect("an address")).collect();
            let sender = house.webhooks.sender_by(patience(), Arc::new(Leads(addresses)));
            sender.run_pending().await.expect("tried");
            let last = house.deliveries(id).await.remove(0).last.expect("tried");
            assert_eq!(last.lost, Some(Lost::Inner), "{leads:?}");
            crate::several::execute(&house, "DELETE FROM webhooks_delivery").await;
        }
        assert_eq!(inner.connections(), 0);
    }
}

#[tokio::test]
async fn a_host_that_the_settings_name_no_more_gets_nothing_more() {
    let receiver = Receiver::start().await;
    for house in houses(&[&receiver]).await {
        let id = house.added(&receiver.url()).await.endpoint.id;
        let webhooks = builder(house.on.database.clone()).build();
        let house = House { webhooks, ..house };
        let (last, _) = tried(&house, id, patience()).await;
        assert_eq!(last.lost, Some(Lost::NotAllowed));
        assert_eq!(receiver.connections(), 0);
        house.webhooks.wish("City app", &receiver.url(), ["*"]).expect_err("nor is it taken");
    }
}

#[tokio::test]
async fn without_tls_and_with_a_certificate_of_its_own_nothing_is_told() {
    let plain = Receiver::start().await;
    let own = crate::check::self_signed().await;
    for house in houses(&[]).await {
        let hosts = [plain.host(), own.to_string()].map(|one| one.parse().expect("a host"));
        let webhooks = builder(house.on.database.clone()).allowing(Allowed::new(hosts)).build();
        let house = House { webhooks, ..house };
        for address in [plain.host(), own.to_string()] {
            let id = house.added(&format!("https://{address}/")).await.endpoint.id;
            let (last, _) = tried(&house, id, patience()).await;
            assert_eq!(last.lost, Some(Lost::NoTls), "{address}");
        }
        assert!(plain.got().is_empty(), "nothing that could be read");
    }
}
