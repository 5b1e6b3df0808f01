use std::sync::{Arc, Mutex};
use std::time::Duration;

use eframe_core::outbox::{
    Delivery, Outbox, OutboxBuilder, OutboxError, Pace, ParkedId, RETRY, Retry,
};
use eframe_core::test::{TestDatabase, databases};
use eframe_core::{
    Actor, ActorId, Body, Caller, Commit, Database, Event, Grant, Mount, Presentation, Scope,
};
use http::Request;
use http_body_util::BodyExt as _;
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use tokio::sync::{Notify, oneshot};
use tower::ServiceExt as _;
use uuid::Uuid;

use crate::notebook::{Edit, NOTEBOOK, clerk, count, until, write};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Rung {
    door: String,
    n: u32,
}

impl Event for Rung {
    const NAME: &'static str = "bell.rung";
    const VERSION: u16 = 1;

    fn subject(&self) -> String {
        format!("door:{}", self.door)
    }
}

async fn ring(database: &Database, door: &str, n: u32) {
    let rung = Rung { door: door.to_owned(), n };
    let commit = Commit::<Edit>::by(&clerk(), database.world().now()).send(&rung);
    database.commit(commit).await.expect("the bell rings");
}

/// What was heard, in order.
#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

impl Heard {
    fn note(&self, rung: &Rung) {
        self.0.lock().expect("no panic").push(format!("{}{}", rung.door, rung.n));
    }

    fn all(&self) -> Vec<String> {
        self.0.lock().expect("no panic").clone()
    }
}

/// Workers with one subscriber that notes what it hears and then answers so.
fn porter(
    database: &Database,
    heard: &Heard,
    answer: impl Fn(&Rung, &Delivery) -> Result<(), Retry> + Clone + Send + Sync + 'static,
) -> OutboxBuilder {
    let heard = heard.clone();
    Outbox::builder(database.clone()).subscribe("porter", move |rung: Rung, delivery: Delivery| {
        heard.note(&rung);
        let answer = answer(&rung, &delivery);
        async move { answer }
    })
}

fn steward() -> Actor {
    Actor::person(
        ActorId::new(Uuid::from_u128(5)),
        "Mina",
        vec![Grant::new(RETRY, Scope::Everywhere)],
    )
}

#[tokio::test]
async fn each_subscriber_hears_each_message_once_and_in_order() {
    for site in databases(&[NOTEBOOK]).await {
        let (first, second) = (Heard::default(), Heard::default());
        let other = second.clone();
        let workers = porter(&site.database, &first, |_, _| Ok(()))
            .subscribe("neighbour", move |rung: Rung, _| {
                other.note(&rung);
                async { Ok(()) }
            })
            .build();
        for n in 0..5 {
            ring(&site.database, "a", n).await;
        }
        workers.run_pending().await.expect("they work");
        workers.run_pending().await.expect("nothing is left");
        let all = ["a0", "a1", "a2", "a3", "a4"];
        assert_eq!(
            (first.all(), second.all()),
            (all.map(String::from).into(), all.map(String::from).into())
        );
        assert_eq!(count(&site.database, "core_delivery").await, 0, "{}", site.kind);
    }
}

#[tokio::test]
async fn a_failed_delivery_comes_again_later_and_holds_back_only_its_subject() {
    for site in databases(&[NOTEBOOK]).await {
        let heard = Heard::default();
        let busy = |rung: &Rung, told: &Delivery| match (rung.n, told.attempt()) {
            (0, 1..3) => Err(Retry::because("not at home")),
            _ => Ok(()),
        };
        let workers = porter(&site.database, &heard, busy).build();
        ring(&site.database, "a", 0).await;
        ring(&site.database, "a", 1).await;
        ring(&site.database, "b", 2).await;
        workers.run_pending().await.expect("they work");
        assert_eq!(heard.all(), ["a0", "b2"], "{}", site.kind);
        site.clock.advance(SignedDuration::from_secs(10));
        workers.run_pending().await.expect("they work");
        site.clock.advance(SignedDuration::from_secs(19));
        workers.run_pending().await.expect("they work");
        assert_eq!(heard.all(), ["a0", "b2", "a0"], "the second pause is twice as long");
        site.clock.advance(SignedDuration::from_secs(1));
        workers.run_pending().await.expect("they work");
        assert_eq!(heard.all(), ["a0", "b2", "a0", "a0", "a1"]);
    }
}

#[tokio::test]
async fn a_parked_message_holds_back_its_subject_until_a_person_has_it_tried_again() {
    for site in databases(&[NOTEBOOK]).await {
        let heard = Heard::default();
        let open = Arc::new(Mutex::new(false));
        let door = Arc::clone(&open);
        let answer =
            move |rung: &Rung, _: &Delivery| match *door.lock().expect("no panic") || rung.n > 0 {
                true => Ok(()),
                false => Err(Retry::park("the door is locked")),
            };
        let workers = porter(&site.database, &heard, answer).build();
        ring(&site.database, "a", 0).await;
        ring(&site.database, "a", 1).await;
        workers.run_pending().await.expect("they work");
        site.clock.advance(SignedDuration::from_hours(48));
        workers.run_pending().await.expect("they work");
        assert_eq!(heard.all(), ["a0"], "{}", site.kind);

        let outbox = Outbox::new(site.database.clone());
        let parked = outbox.parked(&steward(), None, 50).await.expect("a list");
        assert_eq!(parked.len(), 1);
        assert_eq!((parked[0].error.as_str(), parked[0].attempts), ("the door is locked", 1));
        assert_eq!((parked[0].event.as_str(), parked[0].subject.as_str()), ("bell.rung", "door:a"));
        let after = Some((parked[0].position, "porter"));
        assert_eq!(outbox.parked(&steward(), after, 50).await.expect("a list"), []);

        *open.lock().expect("no panic") = true;
        outbox.retry(&Caller::new(steward()), &parked[0].id).await.expect("on its way");
        let twice = outbox.retry(&Caller::new(steward()), &parked[0].id).await;
        assert!(matches!(twice, Err(OutboxError::NotParked)), "{twice:?}");
        workers.run_pending().await.expect("they work");
        assert_eq!(heard.all(), ["a0", "a0", "a1"]);
        assert_eq!(count(&site.database, "core_audit").await, 1, "a person decided it");
    }
}

#[tokio::test]
async fn only_who_may_sees_what_is_parked() {
    for site in databases(&[]).await {
        let outbox = Outbox::new(site.database.clone());
        let guest = Actor::anonymous();
        let id = ParkedId { message: Uuid::from_u128(1), subscriber: "porter".to_owned() };
        let shown = outbox.parked(&guest, None, 50).await;
        assert!(matches!(shown, Err(OutboxError::Denied(_))), "{shown:?}");
        let tried = outbox.retry(&Caller::new(guest), &id).await;
        assert!(matches!(tried, Err(OutboxError::Denied(_))), "{tried:?}");
    }
}

#[tokio::test]
async fn bad_input_96_a_subscriber_that_panics_is_tried_again_and_then_parked() {
    for site in databases(&[NOTEBOOK]).await {
        let heard = Heard::default();
        let pace = Pace { attempts: 3, ..Pace::default() };
        let broken = |rung: &Rung, _: &Delivery| match rung.n {
            0 => panic!("a fault of the subscriber"),
            _ => Ok(()),
        };
        let workers = porter(&site.database, &heard, broken).pace(pace).build();
        ring(&site.database, "a", 0).await;
        ring(&site.database, "b", 1).await;
        for _ in 0..5 {
            workers.run_pending().await.expect("they go on");
            site.clock.advance(SignedDuration::from_hours(1));
        }
        assert_eq!(heard.all(), ["a0", "b1", "a0", "a0"], "{}", site.kind);
        let parked = Outbox::new(site.database.clone()).parked(&steward(), None, 50).await;
        assert_eq!(parked.expect("a list")[0].error, "the subscriber panicked");
    }
}

#[tokio::test]
async fn bad_input_53_two_instances_deliver_each_message_once() {
    for site in databases(&[NOTEBOOK]).await {
        let heard = Heard::default();
        let mut instances = Vec::new();
        for _ in 0..2 {
            let world = site.database.world().clone();
            let instance = Database::open(&site.url, world).await.expect("a second instance");
            instances.push(porter(&instance, &heard, |_, _| Ok(())).build());
        }
        for n in 0..40 {
            ring(&site.database, if n % 2 == 0 { "a" } else { "b" }, n).await;
        }
        let (one, two) = tokio::join!(instances[0].run_pending(), instances[1].run_pending());
        one.and(two).expect("they work");
        // One may have left while the other still had the subject's turn.
        instances[0].run_pending().await.expect("they work");
        let all = heard.all();
        let of = |door: char| all.iter().filter(move |rung| rung.starts_with(door)).cloned();
        let expected = |door, from| (from..40).step_by(2).map(move |n| format!("{door}{n}"));
        assert!(of('a').eq(expected('a', 0)), "{all:?} on {}", site.kind);
        assert!(of('b').eq(expected('b', 1)), "{all:?} on {}", site.kind);
    }
}

#[tokio::test]
async fn what_a_dead_instance_held_is_taken_over() {
    for site in databases(&[NOTEBOOK]).await {
        ring(&site.database, "a", 0).await;
        let (begun, mut at_it) = oneshot::channel::<()>();
        let begun = Arc::new(Mutex::new(Some(begun)));
        let stuck = Outbox::builder(site.database.clone())
            .subscribe("porter", move |_: Rung, _| {
                drop(begun.lock().expect("no panic").take());
                std::future::pending()
            })
            .build();
        {
            let mut dying = std::pin::pin!(stuck.run_pending());
            tokio::select! {
                _ = &mut dying => panic!("it never ends"),
                _ = &mut at_it => {}
            }
            // Here it dies, with the lease in its hand.
        }
        let heard = Heard::default();
        let pace = Pace { lease: Duration::from_millis(200), ..Pace::default() };
        let successor = porter(&site.database, &heard, |_, told| {
            assert_eq!(told.attempt(), 2);
            Ok(())
        });
        let successor = successor.pace(pace).build();
        successor.run_pending().await.expect("it works");
        assert_eq!(heard.all(), [""; 0], "a lease is respected at first, on {}", site.kind);
        until(async || {
            successor.run_pending().await.expect("it works");
            heard.all() == ["a0"]
        })
        .await;
    }
}

#[tokio::test]
async fn who_lost_the_lease_has_no_say_any_more() {
    for site in databases(&[NOTEBOOK]).await {
        ring(&site.database, "a", 0).await;
        // Renews every ten seconds, and the others take it for dead before.
        let slow = Gate::default();
        let slow_workers = slow.workers(&site, Duration::from_secs(30));
        let slow_end = tokio::spawn(async move { slow_workers.run_pending().await });
        slow.reached.notified().await;
        let quick = Gate::default();
        let quick_workers = quick.workers(&site, Duration::from_millis(100));
        let quick_end = tokio::spawn(async move {
            while quick_workers.run_pending().await.is_ok() {
                tokio::task::yield_now().await;
            }
        });
        quick.reached.notified().await;
        slow.open.notify_one();
        slow_end.await.expect("no panic").expect("it ends");
        assert_eq!(count(&site.database, "core_delivery").await, 1, "{}", site.kind);
        quick.open.notify_one();
        until(async || count(&site.database, "core_delivery").await == 0).await;
        quick_end.abort();
    }
}

/// A subscriber that says when it is reached and waits to be let on.
#[derive(Clone, Default)]
struct Gate {
    reached: Arc<Notify>,
    open: Arc<Notify>,
}

impl Gate {
    fn workers(&self, site: &TestDatabase, lease: Duration) -> eframe_core::outbox::Workers {
        let gate = self.clone();
        let builder = Outbox::builder(site.database.clone());
        let builder = builder.subscribe("porter", move |_: Rung, _| {
            let gate = gate.clone();
            async move {
                gate.reached.notify_one();
                gate.open.notified().await;
                Ok(())
            }
        });
        builder.pace(Pace { lease, ..Pace::default() }).build()
    }
}

#[tokio::test]
async fn an_effect_that_is_settled_with_its_commit_happens_once() {
    for site in databases(&[NOTEBOOK]).await {
        let database = site.database.clone();
        let workers = Outbox::builder(site.database.clone())
            .subscribe("porter", move |rung: Rung, delivery: Delivery| {
                let database = database.clone();
                async move {
                    let note = database.world().ids.next();
                    let name = format!("{} {}", rung.door, note);
                    database
                        .commit(write(&database, note, &name).settle(delivery.settled()))
                        .await?;
                    // The work is done, and then the answer gets lost.
                    Err(Retry::because("the line went dead"))
                }
            })
            .build();
        ring(&site.database, "a", 0).await;
        for _ in 0..3 {
            workers.run_pending().await.expect("they work");
            site.clock.advance(SignedDuration::from_mins(1));
        }
        assert_eq!(count(&site.database, "note").await, 1, "{}", site.kind);
        assert_eq!(count(&site.database, "core_delivery").await, 0);
    }
}

#[tokio::test]
async fn a_commit_wakes_the_workers_of_its_process() {
    for site in databases(&[NOTEBOOK]).await {
        let heard = Heard::default();
        let pace = Pace { look: Duration::from_secs(3600), ..Pace::default() };
        let (stop, stopped) = oneshot::channel::<()>();
        let workers = porter(&site.database, &heard, |_, _| Ok(())).pace(pace).build();
        let running = workers.spawn(async {
            let _ = stopped.await;
        });
        for n in 0..20 {
            ring(&site.database, "a", n).await;
        }
        until(async || heard.all().len() == 20).await;
        drop(stop);
        running.await;
    }
}

#[tokio::test]
async fn bad_input_94_what_cannot_end_is_handed_back() {
    for site in databases(&[NOTEBOOK]).await {
        let gate = Gate::default();
        let inner = gate.clone();
        let builder = Outbox::builder(site.database.clone());
        let builder = builder.subscribe("porter", move |_: Rung, _| {
            inner.reached.notify_one();
            std::future::pending()
        });
        let pace = Pace { farewell: Duration::from_millis(50), ..Pace::default() };
        let running = builder.pace(pace).build().spawn(gate.open.clone().notified_owned());
        ring(&site.database, "a", 0).await;
        gate.reached.notified().await;
        gate.open.notify_one();
        running.await;
        let heard = Heard::default();
        let first = |_: &Rung, told: &Delivery| {
            assert_eq!(told.attempt(), 1, "it was no fault of the message");
            Ok(())
        };
        porter(&site.database, &heard, first).build().run_pending().await.expect("they work");
        assert_eq!(heard.all(), ["a0"], "{}", site.kind);
    }
}

#[tokio::test]
async fn what_has_served_its_time_is_forgotten() {
    for site in databases(&[NOTEBOOK]).await {
        let heard = Heard::default();
        let answer = |rung: &Rung, _: &Delivery| match rung.n {
            0 => Ok(()),
            _ => Err(Retry::park("the door is locked")),
        };
        let workers = porter(&site.database, &heard, answer).build();
        ring(&site.database, "a", 0).await;
        ring(&site.database, "b", 1).await;
        workers.run_pending().await.expect("they work");
        assert_eq!(count(&site.database, "core_outbox").await, 2);
        site.clock.advance(SignedDuration::from_hours(25));
        workers.run_pending().await.expect("they work");
        assert_eq!(count(&site.database, "core_outbox").await, 1, "what is parked stays");
    }
}

#[tokio::test]
async fn another_instance_hears_what_is_stale() {
    for site in databases(&[NOTEBOOK]).await {
        let world = site.database.world().clone();
        let other = Database::open(&site.url, world).await.expect("a second instance");
        let heard = Arc::new(Mutex::new(Vec::new()));
        let ear = Arc::clone(&heard);
        other.when_stale(move |tags| {
            ear.lock().expect("no panic").extend(tags.iter().map(|tag| tag.name().to_owned()));
        });
        let stop = Arc::new(Notify::new());
        let running = Outbox::builder(other).build().spawn(Arc::clone(&stop).notified_owned());
        let id = Uuid::from_u128(1);
        site.database.commit(write(&site.database, id, "quay")).await.expect("a note");
        until(async || *heard.lock().expect("no panic") == [format!("note:{id}")]).await;
        stop.notify_one();
        running.await;
    }
}

#[tokio::test]
async fn staff_see_what_is_parked_and_have_it_tried_again() {
    for site in databases(&[NOTEBOOK]).await {
        let heard = Heard::default();
        let answer = |_: &Rung, _: &Delivery| Err(Retry::park("the <door> is locked"));
        ring(&site.database, "a", 0).await;
        porter(&site.database, &heard, answer).build().run_pending().await.expect("they work");
        let mount = Mount::new("https://city.example").desk("/desk/outbox");
        let desk = Outbox::new(site.database.clone()).desk(mount, Presentation::plain());
        let ask = async |method: &str, path: &str, actor: Actor| {
            let mut request =
                Request::builder().method(method).uri(path).body(Body::empty()).expect("a request");
            request.extensions_mut().insert(actor);
            let response = desk.clone().oneshot(request).await.expect("infallible");
            let (parts, body) = response.into_parts();
            let body = body.collect().await.expect("a body").to_bytes();
            (parts, String::from_utf8(body.to_vec()).expect("text"))
        };
        let (parts, list) = ask("GET", "/", steward()).await;
        assert_eq!(parts.status, 200, "{list}");
        assert!(
            list.contains("the &lt;door&gt; is locked") && list.contains("One message"),
            "{list}"
        );
        let (_, rest) = list.split_once("href=\"/desk/outbox/0").expect("a link to the message");
        let (link, _) = rest.split_once('"').expect("its end");
        let link = format!("/0{link}");
        assert!(ask("GET", &link, steward()).await.1.contains("Try to tell porter of bell.rung"));
        assert_eq!(ask("GET", &link, Actor::anonymous()).await.0.status, 401);
        let other = Actor::person(ActorId::new(Uuid::from_u128(6)), "Ali", vec![]);
        assert_eq!(ask("POST", &link, other).await.0.status, 403);
        for _ in 0..2 {
            let (parts, _) = ask("POST", &link, steward()).await;
            assert_eq!(
                (parts.status.as_u16(), &parts.headers["location"]),
                (303, &"/desk/outbox/?done=retried".parse().expect("a value"))
            );
        }
        assert!(ask("GET", "/?done=retried", steward()).await.1.contains("on its way again"));
        assert_eq!(ask("GET", &link, steward()).await.0.status, 404);
        assert_eq!(ask("GET", "/jobs", steward()).await.0.status, 200);
        assert_eq!(count(&site.database, "core_audit").await, 1, "{}", site.kind);
    }
}
