//! What a mail server and a machine can do to an issue on its way: two processes send it, each is killed again and again
//! at whatever it is, and the server greylists, refuses, stalls, hangs up and loses its answers for one letter in twenty.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe_core::test::mail_server::{Announced, MailServer, Manner, Step};
use eframe_core::{Clock, Database, SystemRandom, Timestamp, World};
use eframe_newsletter::model::{DeliveryState, IssueStage};
use eframe_newsletter::rules::pace::Pace;
use eframe_newsletter::rules::progress::Tally;
use eframe_newsletter::{Patience, Sending, SmtpHandover};
use jiff::SignedDuration;
use tokio::time::sleep;

use crate::house::{House, built, houses, mina};
use crate::issues::{address, crowd, leaves, ordered, sending};

/// Tells the test binary, started anew, that it is a process that sends: database and mail server.
const ROLE: &str = "NEWSLETTER_SENDS";
/// How many readers the issue has, unless [`MANY`] says otherwise.
const READERS: usize = 400;
/// Says how many readers the issue has: with 10000 it is the whole proof, and takes some minutes on each database.
const MANY: &str = "WEGO_FAULT_READERS";
const KILLS: u64 = 10;
/// A server that asks to be asked in five minutes is asked in a third of a second.
const FASTER: i32 = 1_000;

/// A clock on which an hour is over in a few seconds.
struct Fast(Instant, Timestamp);

impl Clock for Fast {
    fn now(&self) -> Timestamp {
        let since = SignedDuration::try_from(self.0.elapsed()).expect("a short time");
        eframe_core::to_microseconds(self.1 + since * FASTER)
    }
}

/// The process that is killed. As a test of its own it has nothing to do.
#[tokio::test]
async fn a_process_that_sends() {
    let Ok(role) = std::env::var(ROLE) else { return };
    let parts: Vec<&str> = role.split(' ').collect();
    let [database, server, since] = parts[..] else { panic!("what to send?") };
    let clock = Fast(Instant::now(), since.parse().expect("a time"));
    let world = World::new(Arc::new(clock), Arc::new(SystemRandom));
    let database = Database::open(database, world).await.expect("it opens");
    let short = Duration::from_millis(400);
    let patience = Patience { connect: short, command: short, letter: short, verdict: short };
    let handover = SmtpHandover::new(server.parse().expect("an address"), "union.example");
    let whole = std::num::NonZero::new(12_000);
    let sending = Sending {
        lease: Duration::from_secs(1),
        pace: Pace { whole, ..Pace::default() },
        ..sending()
    };
    let courier = built(database).courier(Arc::new(handover.patience(patience)), sending);
    courier.spawn(std::future::pending()).await;
}

/// One of these, killed when it is dropped.
struct Sender(Child);

impl Sender {
    fn start(house: &House, server: &MailServer, clock: &Fast) -> Self {
        let since = clock.now();
        let own = std::env::current_exe().expect("this program");
        let child = Command::new(own)
            .args(["--exact", "faults::a_process_that_sends", "--nocapture"])
            .env(ROLE, format!("{} {} {since}", house.on.url, server.url()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn();
        Self(child.expect("it starts"))
    }
}

impl Sender {
    /// SIGKILL: it has no time to tidy up.
    fn kill(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Drop for Sender {
    fn drop(&mut self) {
        self.kill();
    }
}

fn number(of: &str) -> usize {
    of[6..].split('@').next().and_then(|it| it.parse().ok()).expect("a number")
}

fn readers() -> usize {
    let many = std::env::var(MANY).ok();
    many.map_or(READERS, |many| many.parse().unwrap_or_else(|_| panic!("{MANY}={many}")))
}

fn misbehaves(asked: &Announced) -> Manner {
    let say = |step, line: &str| Manner::Answer(step, line.to_owned());
    let number = number(&asked.to);
    if !number.is_multiple_of(20) {
        return Manner::Take;
    }
    match (number / 20 % 7, asked.before) {
        (0, 0) => say(Step::Recipient, "451 4.7.1 greylisted, come back"),
        (1, 0..2) => say(Step::Letter, "452 4.3.1 no room"),
        (2, _) => say(Step::Recipient, "550 5.1.1 nobody of that name"),
        (3, 0) => Manner::Stall(Step::Recipient),
        (4, 0) => Manner::HangUp(Step::Data),
        (5, 0) => Manner::HangUp(Step::Kept),
        (6, 0) => Manner::Stall(Step::Kept),
        _ => Manner::Take,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_61_every_reader_gets_an_issue_once_through_ten_kills_of_two_processes() {
    for house in houses().await {
        let readers = readers();
        crowd(&house, readers).await;
        let server = MailServer::start(misbehaves).await;
        let id = ordered(&house).await;
        let clock = Fast(Instant::now(), house.on.clock.now());
        let gone = kill_again_and_again(&house, &server, &clock, readers).await;
        let begun = Instant::now();
        let most = Duration::from_secs(90)
            + Duration::from_millis(20) * u32::try_from(readers).expect("some");
        let _last =
            [Sender::start(&house, &server, &clock), Sender::start(&house, &server, &clock)];
        let stage =
            || async { house.newsletter.issue(&mina(), id).await.expect("there").status.stage() };
        while stage().await != IssueStage::Sent {
            let progress = house.newsletter.progress(&mina(), id).await.expect("there");
            assert!(begun.elapsed() < most, "{:?}", progress.tally);
            sleep(Duration::from_millis(100)).await;
        }
        let tally = house.newsletter.progress(&mina(), id).await.expect("there").tally;
        let got = Got::of(&server);
        println!("{}: {}", house.on.kind, got.said(readers, &gone, &tally, clock.0.elapsed()));
        got.holds(readers, &gone, &tally);
    }
}

/// The names of the letters that each reader got.
struct Got(BTreeMap<usize, Vec<String>>);

impl Got {
    fn of(server: &MailServer) -> Self {
        let mut got: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for kept in server.kept() {
            let name = kept.header("Message-ID").expect("named");
            got.entry(number(&kept.to[0])).or_default().push(name);
        }
        Self(got)
    }

    /// How many got it so many times.
    fn times(&self, times: usize) -> usize {
        self.0.values().filter(|names| names.len() == times).count()
    }

    /// Those who got nothing, for another reason than that the server has nobody of that name.
    fn missing(&self, readers: usize) -> impl Iterator<Item = usize> {
        let refused = |number: usize| number.is_multiple_of(20) && number / 20 % 7 == 2;
        (0..readers).filter(move |number| !self.0.contains_key(number) && !refused(*number))
    }

    fn said(
        &self,
        readers: usize,
        gone: &BTreeSet<usize>,
        tally: &Tally,
        took: Duration,
    ) -> String {
        let left = self.missing(readers).filter(|number| gone.contains(number)).count();
        let without = self.missing(readers).count() - left;
        format!(
            "of {readers} readers {} got it once, {} twice under the same Message-ID, {} more often; {} were refused by \
             the server, {left} of {} left before their turn, {without} got none; {} letters in doubt, {} told as unsure; \
             {KILLS} kills, {:.0} s",
            self.times(1),
            self.times(2),
            self.0.len() - self.times(1) - self.times(2),
            readers - self.0.len() - left - without,
            gone.len(),
            tally.doubted,
            tally.of(DeliveryState::Unsure),
            took.as_secs_f64(),
        )
    }

    fn holds(&self, readers: usize, gone: &BTreeSet<usize>, tally: &Tally) {
        let twice = self.times(2) as u64;
        assert!(twice <= tally.doubted, "{twice} came twice, {} counted", tally.doubted);
        let names: BTreeSet<_> = self.0.values().flatten().collect();
        assert_eq!(names.len(), self.0.len(), "one name a letter");
        assert!(self.0.values().all(|names| names.len() <= 2));
        let missing: Vec<_> =
            self.missing(readers).filter(|number| !gone.contains(number)).collect();
        // A letter that two kills caught at the very moment it left is not tried a third time: it is told as unsure.
        let unsure = tally.of(DeliveryState::Unsure);
        assert!(missing.len() as u64 <= unsure, "{missing:?} missing, {unsure} unsure");
    }
}

/// Kills one of the two, and then the other; meanwhile some readers leave. Tells who left and got nothing.
async fn kill_again_and_again(
    house: &House,
    server: &MailServer,
    clock: &Fast,
    readers: usize,
) -> BTreeSet<usize> {
    let mut two = [Sender::start(house, server, clock), Sender::start(house, server, clock)];
    let mut gone = BTreeSet::new();
    let mut chance = 0x5747_6f21_u64;
    let larger = readers.div_ceil(READERS);
    for kill in 0..KILLS {
        chance =
            chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let (before, begun) = (server.count(), Instant::now());
        // Each lives until some more letters went, at most a while: a moment nobody chose.
        let more = (usize::try_from(chance >> 60).expect("a few") + 3) * larger;
        let most = Duration::from_secs(3) * u32::try_from(larger).expect("a few");
        while server.count() < before + more && begun.elapsed() < most {
            sleep(Duration::from_millis(5)).await;
        }
        let index = usize::try_from(kill % 2).expect("one of two");
        two[index].kill();
        two[index] = Sender::start(house, server, clock);
        let leaving = readers - 1 - usize::try_from(kill).expect("a few");
        if server.announced(&address(leaving)) == 0 {
            leaves(house, leaving).await;
            if server.announced(&address(leaving)) == 0 {
                gone.insert(leaving);
            }
        }
    }
    for leaving in &gone {
        // One that was being handed over at that very moment is the only exception, and was announced by then.
        assert!(server.announced(&address(*leaving)) <= 1, "{leaving} left and was written to");
    }
    gone
}
