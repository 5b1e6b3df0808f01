//! What the sending does between two letters of a connection: it writes down what became of the one, and looks whether the
//! other is still to leave.

use std::collections::BTreeMap;
use std::future::IntoFuture as _;
use std::num::NonZero;
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe_core::block::sea_orm::{
    ConnectionTrait as _, DatabaseBackend, DatabaseConnection, Statement, Value,
};
use eframe_core::block::stored;
use eframe_core::test::mail_server::{Announced, MailServer, Manner, Step};
use eframe_newsletter::model::{DeliveryState, IssueStage};
use eframe_newsletter::rules::pace::Pace;
use eframe_newsletter::{Courier, Imprint, Sending, SmtpHandover};
use jiff::SignedDuration;
use tokio::time::timeout;

use crate::house::{House, houses};
use crate::issues::{
    address, courier, crowd, direct, got, imprint, leaves, ordered, person_id, secretariat,
    sending, stage, tally,
};

/// A server that says nothing of the first reader's letter until it is let go.
pub(crate) async fn slow(step: Step) -> MailServer {
    MailServer::start(move |asked| {
        let first = asked.to == address(0);
        if first { Manner::Hold(step) } else { Manner::Take }
    })
    .await
}

/// One connection, and so much patience that a slow server is no fault.
pub(crate) fn one_by_one(house: &House, server: &MailServer) -> Courier {
    carrying(house, server, sending())
}

fn carrying(house: &House, server: &MailServer, sending: Sending) -> Courier {
    let url = server.url().parse().expect("an address");
    let handover = Arc::new(SmtpHandover::new(url, "union.example"));
    let sending = Sending { connections: 1, lease: Duration::from_secs(30), ..sending };
    house.newsletter.courier(handover, sending)
}

#[tokio::test]
async fn bad_input_58_a_failed_read_of_work_forgets_nothing_of_what_was_handed_over() {
    for house in houses().await {
        crowd(&house, 100).await;
        let server = MailServer::start(|_| Manner::Take).await;
        let id = ordered(&house).await;
        let on = direct(&house).await;
        // A batch is 40 letters: the second one cannot be taken.
        refuse_taking(&on, 40).await;
        let courier = courier(&house.newsletter, &server, sending());
        assert!(courier.run_pending().await.is_err(), "it tells of it on {}", house.on.kind);
        assert_eq!(server.count(), 40);
        let told = tally(&house, id).await;
        let expected = [(DeliveryState::Queued, 60), (DeliveryState::HandedOver, 40)];
        assert_eq!(told, expected.into(), "on {}", house.on.kind);
        let again = match on.get_database_backend() {
            DatabaseBackend::Sqlite => "DROP TRIGGER refusing",
            _ => "DROP TRIGGER refusing ON newsletter_delivery",
        };
        on.execute_unprepared(again).await.expect("it may be taken again");
        on.close().await.expect("closed");
        courier.run_pending().await.expect("sent");
        let kept = server.kept();
        assert_eq!((got(&kept).len(), kept.len()), (100, 100), "each once");
        assert_eq!(stage(&house, id).await, IssueStage::Sent);
    }
}

/// From this reader on no letter can be taken.
async fn refuse_taking(on: &DatabaseConnection, from: usize) {
    let from = person_id(from).uuid();
    let statements = match on.get_database_backend() {
        DatabaseBackend::Sqlite => vec![format!(
            "CREATE TRIGGER refusing BEFORE UPDATE ON newsletter_delivery \
             WHEN NEW.state = 'leased' AND NEW.subscriber >= x'{}' \
             BEGIN SELECT RAISE(ABORT, 'no'); END",
            from.simple()
        )],
        _ => vec![
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS \
             $$ BEGIN RAISE EXCEPTION 'no'; END $$"
                .to_owned(),
            format!(
                "CREATE TRIGGER refusing BEFORE UPDATE ON newsletter_delivery FOR EACH ROW \
                 WHEN (NEW.state = 'leased' AND NEW.subscriber >= '{from}') EXECUTE FUNCTION refuse()"
            ),
        ],
    };
    for statement in statements {
        on.execute_unprepared(&statement).await.expect("made");
    }
}

#[tokio::test]
async fn whoever_leaves_while_another_letter_is_slow_gets_none() {
    for house in houses().await {
        crowd(&house, 6).await;
        let server = slow(Step::Letter).await;
        let id = ordered(&house).await;
        let courier = one_by_one(&house, &server);
        let (sent, ()) = tokio::join!(courier.run_pending(), async {
            server.until_held(1).await;
            leaves(&house, 1).await;
            server.let_go();
        });
        sent.expect("sent");
        assert_eq!(server.announced(&address(1)), 0, "on {}", house.on.kind);
        let expected = [(DeliveryState::HandedOver, 5), (DeliveryState::Suppressed, 1)];
        assert_eq!(tally(&house, id).await, BTreeMap::from(expected));
    }
}

/// Every server is slow to whoever asks again at once.
fn asking_again() -> Sending {
    Sending { asked_again: Duration::ZERO, ..sending() }
}

#[tokio::test]
async fn whoever_leaves_while_the_server_is_slow_to_wait_for_their_letter_gets_none() {
    for step in [Step::Recipient, Step::Data] {
        for house in houses().await {
            crowd(&house, 6).await;
            let server = slow(step).await;
            let id = ordered(&house).await;
            let courier = carrying(&house, &server, asking_again());
            let (sent, ()) = tokio::join!(courier.run_pending(), async {
                server.until_held(1).await;
                leaves(&house, 0).await;
                server.let_go();
            });
            sent.expect("sent");
            let kept = got(&server.kept());
            let expected: Vec<_> = (1..6).map(address).collect();
            assert_eq!(kept.keys().cloned().collect::<Vec<_>>(), expected, "on {}", house.on.kind);
            assert!(kept.values().all(|got| got.len() == 1), "each once: {kept:?}");
            assert_eq!(server.broken_off(), [address(0)], "it hears nothing of their letter");
            let expected = [(DeliveryState::HandedOver, 5), (DeliveryState::Suppressed, 1)];
            assert_eq!(tally(&house, id).await, BTreeMap::from(expected));
            assert_eq!(stage(&house, id).await, IssueStage::Sent);
        }
    }
}

#[tokio::test]
async fn a_letter_for_which_the_server_waits_late_leaves_once_where_it_is_still_wanted() {
    for house in houses().await {
        crowd(&house, 6).await;
        let server = slow(Step::Recipient).await;
        let id = ordered(&house).await;
        let courier = carrying(&house, &server, asking_again());
        let (sent, ()) = tokio::join!(courier.run_pending(), async {
            server.until_held(1).await;
            server.let_go();
        });
        sent.expect("sent");
        let (kept, connections) = (got(&server.kept()), server.connections());
        assert_eq!((kept.len(), server.count()), (6, 6), "each once on {}", house.on.kind);
        assert_eq!((connections, server.broken_off().len()), ((1, 1), 0), "over one connection");
        assert_eq!(tally(&house, id).await, BTreeMap::from([(DeliveryState::HandedOver, 6)]));
    }
}

#[tokio::test]
async fn bad_input_59_a_letter_for_which_the_server_waits_after_a_stop_stays() {
    for cancels in [false, true] {
        for house in houses().await {
            crowd(&house, 6).await;
            let server = slow(Step::Recipient).await;
            let id = ordered(&house).await;
            let courier = carrying(&house, &server, asking_again());
            let (sent, ()) = tokio::join!(courier.run_pending(), async {
                server.until_held(1).await;
                let stopped = if cancels {
                    house.newsletter.cancel_issue(&secretariat(), id).await
                } else {
                    house.newsletter.pause_issue(&secretariat(), id).await
                };
                stopped.expect("stopped");
                server.let_go();
            });
            sent.expect("it rests");
            assert_eq!(server.count(), 0, "on {}", house.on.kind);
            assert_eq!(tally(&house, id).await, BTreeMap::from([(DeliveryState::Queued, 6)]));
            if !cancels {
                house.newsletter.resume_issue(&secretariat(), id).await.expect("it goes on");
                courier.run_pending().await.expect("sent");
                assert_eq!(got(&server.kept()).values().map(Vec::len).sum::<usize>(), 6);
                assert_eq!(got(&server.kept()).len(), 6, "each once");
            }
        }
    }
}

#[tokio::test]
async fn bad_input_59_pause_and_cancel_stop_within_one_letter_of_a_slow_connection() {
    for cancels in [false, true] {
        for house in houses().await {
            crowd(&house, 6).await;
            let server = slow(Step::Letter).await;
            let id = ordered(&house).await;
            let courier = one_by_one(&house, &server);
            let (sent, ()) = tokio::join!(courier.run_pending(), async {
                server.until_held(1).await;
                let stopped = if cancels {
                    house.newsletter.cancel_issue(&secretariat(), id).await
                } else {
                    house.newsletter.pause_issue(&secretariat(), id).await
                };
                stopped.expect("stopped");
                server.let_go();
            });
            sent.expect("it rests");
            assert_eq!(server.count(), 1, "on {}", house.on.kind);
            let expected = [(DeliveryState::Queued, 5), (DeliveryState::HandedOver, 1)];
            assert_eq!(tally(&house, id).await, BTreeMap::from(expected));
        }
    }
}

#[tokio::test]
async fn who_is_told_to_stop_ends_the_letter_it_is_at_and_begins_no_other() {
    for house in houses().await {
        crowd(&house, 6).await;
        let server = slow(Step::Letter).await;
        let id = ordered(&house).await;
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let carrying = one_by_one(&house, &server).spawn(async { drop(stopped.await) });
        server.until_held(1).await;
        stop.send(()).expect("it listens");
        server.let_go();
        timeout(Duration::from_secs(30), carrying.into_future()).await.expect("it stops");
        assert_eq!(server.count(), 1, "on {}", house.on.kind);
        let expected = [(DeliveryState::Queued, 5), (DeliveryState::HandedOver, 1)];
        assert_eq!(tally(&house, id).await, BTreeMap::from(expected));
    }
}

#[tokio::test]
async fn bad_input_60_fifty_refusals_in_a_row_stop_an_issue_whose_letters_leave_slowly() {
    for house in houses().await {
        crowd(&house, 90).await;
        let no = |_: &Announced| Manner::Answer(Step::Letter, "554 5.7.1 no bulk here".to_owned());
        let server = MailServer::start(no).await;
        let id = ordered(&house).await;
        // Four letters to each of the seven domains, and then two a second.
        let domain = NonZero::new(120);
        let slow = Sending { pace: Pace { domain, ..Pace::default() }, ..sending() };
        let courier = courier(&house.newsletter, &server, slow);
        let begun = Instant::now();
        while stage(&house, id).await != IssueStage::Paused {
            courier.run_pending().await.expect("looked");
            house.on.clock.advance(SignedDuration::from_hours(1));
            assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", tally(&house, id).await);
        }
        let bounced = tally(&house, id).await.get(&DeliveryState::Bounced).copied();
        assert!(bounced.is_some_and(|bounced| (50..60).contains(&bounced)), "{bounced:?}");
    }
}

#[tokio::test]
async fn bad_input_66_a_clock_that_ran_ahead_a_year_holds_no_letter_back_for_as_long() {
    for house in houses().await {
        crowd(&house, 3).await;
        let server = MailServer::start(|asked| match (asked.to == address(0), asked.before) {
            (true, 0) => Manner::Answer(Step::Recipient, "451 4.7.1 come back".to_owned()),
            _ => Manner::Take,
        });
        let server = server.await;
        let year = SignedDuration::from_hours(365 * 24);
        let id = ordered(&house).await;
        house.on.clock.advance(year);
        let courier = courier(&house.newsletter, &server, sending());
        courier.run_pending().await.expect("sent");
        assert_eq!(tally(&house, id).await.get(&DeliveryState::Deferred), Some(&1));
        // Somebody sets it right.
        house.on.clock.advance(-year);
        courier.run_pending().await.expect("sent");
        assert_eq!(server.count(), 3, "on {}", house.on.kind);
        assert_eq!(stage(&house, id).await, IssueStage::Sent);
    }
}

#[tokio::test]
async fn bad_input_58_a_letter_keeps_its_name_when_the_newsletter_gets_another_address() {
    for house in houses().await {
        crowd(&house, 3).await;
        // It is kept, and the answer lost.
        let server = MailServer::start(|asked| match (asked.to == address(0), asked.before) {
            (true, 0) => Manner::HangUp(Step::Kept),
            _ => Manner::Take,
        });
        let server = server.await;
        let id = ordered(&house).await;
        // Only one connection, which is given up with the first letter.
        let first = Sending { connections: 1, ..sending() };
        let pause = async {
            while server.count() == 0 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            house.newsletter.pause_issue(&secretariat(), id).await
        };
        let before = courier(&house.newsletter, &server, first);
        let (sent, paused) = tokio::join!(before.run_pending(), pause);
        sent.and(paused.map(drop)).expect("it rests");
        house.newsletter.resume_issue(&secretariat(), id).await.expect("it goes on");
        let imprint =
            Imprint { address: "post@elsewhere.example".parse().expect("an address"), ..imprint() };
        let after = courier(&house.newsletter, &server, Sending { imprint, ..sending() });
        after.run_pending().await.expect("sent");
        let got = got(&server.kept());
        assert_eq!(got[&address(0)].len(), 2, "its answer was lost on {}", house.on.kind);
        assert_eq!(got[&address(0)][0], got[&address(0)][1]);
        assert!(got.values().flatten().all(|name| name.ends_with("@union.example>")), "{got:?}");
    }
}

#[tokio::test]
async fn two_instances_together_are_no_faster_than_the_pace() {
    for house in houses().await {
        crowd(&house, 70).await;
        let server = MailServer::start(|_| Manner::Take).await;
        let id = ordered(&house).await;
        // Ten a second for the whole.
        let pace = || Pace { whole: NonZero::new(600), ..Pace::default() };
        let paced = || Sending { pace: pace(), lease: Duration::from_secs(30), ..sending() };
        let begun = Instant::now();
        let one = courier(&house.newsletter, &server, paced());
        let other = courier(&house.newsletter, &server, paced());
        let (one, other) = tokio::join!(one.run_pending(), other.run_pending());
        one.and(other).expect("both are done");
        let took = begun.elapsed();
        while stage(&house, id).await != IssueStage::Sent {
            courier(&house.newsletter, &server, sending()).run_pending().await.expect("done");
        }
        assert_eq!(server.count(), 70, "on {}", house.on.kind);
        // What two seconds bring may leave at once: 20 of the first, who takes itself to be alone until its lease is
        // renewed, and 10 of the other. What is left, 40, leaves at 10 and 5 a second.
        assert!(took >= Duration::from_millis(2_600), "70 letters in {took:?}");
    }
}

#[tokio::test]
async fn the_time_that_is_left_goes_by_the_last_minutes_and_by_the_pace() {
    for house in houses().await {
        crowd(&house, 20).await;
        let server = MailServer::start(|asked| {
            if asked.to == address(5) { Manner::Hold(Step::Letter) } else { Manner::Take }
        });
        let server = server.await;
        let id = ordered(&house).await;
        let pace = Pace { whole: NonZero::new(600), ..Pace::default() };
        let courier = carrying(&house, &server, Sending { pace, ..sending() });
        let (sent, told) = tokio::join!(courier.run_pending(), async {
            server.until_held(1).await;
            // Five at once, which is no rate; five in ten seconds; and none for minutes.
            let mut told = Vec::new();
            for after in [10, 9_990, 300_000] {
                house.on.clock.advance(SignedDuration::from_millis(after));
                let progress = house.newsletter.progress(&secretariat().actor, id).await;
                told.push(progress.expect("there").remaining);
            }
            server.let_go();
            told
        });
        sent.expect("sent");
        let millis = |millis| Some(SignedDuration::from_millis(millis));
        assert_eq!(told, [millis(1_500), millis(30_000), None], "on {}", house.on.kind);
        assert_eq!(server.count(), 20);
    }
}

#[tokio::test]
async fn bad_input_53_what_somebody_held_who_is_gone_is_sent_while_others_still_leave() {
    for house in houses().await {
        crowd(&house, 30).await;
        let server = MailServer::start(|_| Manner::Take).await;
        let id = ordered(&house).await;
        // Somebody tried the first letter, took it again, and counts on no more.
        let (on, gone) = (direct(&house).await, uuid::Uuid::from_u128(7));
        let now = stored(house.on.clock.now());
        let held = "INSERT INTO newsletter_delivery \
            (issue, subscriber, language, domain, state, attempts, doubts, first_at, next_at, lease) \
            VALUES ($1, $2, 'en', 'd0.example', 'leased', 1, 0, $3, $3, $4)";
        let sender = "INSERT INTO newsletter_sender (id, beat, at) VALUES ($1, 0, $2)";
        let ids = [id.uuid(), person_id(0).uuid()].map(Value::from);
        let rest = [now.into(), gone.into()];
        let rows: [(_, Vec<Value>); 2] = [
            (held, ids.into_iter().chain(rest).collect()),
            (sender, vec![gone.into(), now.into()]),
        ];
        for (sql, values) in rows {
            let row = Statement::from_sql_and_values(on.get_database_backend(), sql, values);
            on.execute_raw(row).await.expect(sql);
        }
        on.close().await.expect("closed");
        // All others take several leases.
        let pace = Pace { whole: NonZero::new(600), ..Pace::default() };
        let slowly = Sending { connections: 1, batch: 1, pace, ..sending() };
        courier(&house.newsletter, &server, slowly).run_pending().await.expect("sent");
        let kept = server.kept();
        assert_eq!(kept.len(), 30, "on {}", house.on.kind);
        let place = kept.iter().position(|letter| letter.to == [address(0)]).expect("sent");
        assert!(place < 29, "on {}: it waited for all others", house.on.kind);
    }
}
