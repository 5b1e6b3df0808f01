//! What a mail server and a machine can do to an issue on its way: two processes send it, each is killed again and again
//! at whatever it is, and the server greylists, refuses, stalls, hangs up and loses its answers for one letter in twenty.

use std::collections::{BTreeMap, BTreeSet};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use eframe_core::block::sea_orm::{
    ConnectionTrait, DatabaseBackend, DatabaseConnection, Statement, TransactionTrait as _,
};
use eframe_core::test::mail_server::{Announced, MailServer, Manner, Step};
use eframe_core::{Clock, Database, SystemRandom, Timestamp, World};
use eframe_newsletter::model::{IssueId, IssueStage};
use eframe_newsletter::rules::pace::Pace;
use eframe_newsletter::{Patience, Sending, SmtpHandover};
use jiff::SignedDuration;
use tokio::time::sleep;

use crate::house::{House, built, houses, mina};
use crate::issues::{address, crowd, direct, leaves, ordered, sending};

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

/// How long a lease of these processes is respected.
const LEASE: Duration = Duration::from_secs(3);

/// The process that is killed. As a test of its own it has nothing to do.
#[tokio::test]
async fn a_process_that_sends() {
    let Ok(role) = std::env::var(ROLE) else { return };
    let parts: Vec<&str> = role.split(' ').collect();
    let [database, server, since, patience] = parts[..] else { panic!("what to send?") };
    let clock = Fast(Instant::now(), since.parse().expect("a time"));
    let world = World::new(Arc::new(clock), Arc::new(SystemRandom));
    let database = Database::open(database, world).await.expect("it opens");
    let short = Duration::from_millis(patience.parse().expect("milliseconds"));
    let patience = Patience { connect: short, command: short, letter: short, verdict: short };
    let handover = SmtpHandover::new(server.parse().expect("an address"), "union.example");
    let whole = std::num::NonZero::new(12_000);
    let sending = Sending { lease: LEASE, pace: Pace { whole, ..Pace::default() }, ..sending() };
    let courier = built(database).courier(Arc::new(handover.patience(patience)), sending);
    courier.spawn(std::future::pending()).await;
}

/// One of these, killed when it is dropped.
struct Sender(Child);

impl Sender {
    fn start(house: &House, server: &MailServer, clock: &Fast) -> Self {
        Self::patient(house, server, clock, Duration::from_millis(400))
    }

    /// One that waits for so long for each answer.
    fn patient(house: &House, server: &MailServer, clock: &Fast, patience: Duration) -> Self {
        let (since, patience) = (clock.now(), patience.as_millis());
        let own = std::env::current_exe().expect("this program");
        let child = Command::new(own)
            .args(["--exact", "faults::a_process_that_sends", "--nocapture"])
            .env(ROLE, format!("{} {} {since} {patience}", house.on.url, server.url()))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .spawn();
        Self(child.expect("it starts"))
    }

    /// SIGKILL: it has no time to tidy up.
    fn kill(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }

    /// SIGSTOP or SIGCONT: it stands still, or goes on.
    fn signal(&self, signal: &str) {
        let kill = format!("kill -{signal} {}", self.0.id());
        let done = Command::new("sh").args(["-c", &kill]).status();
        assert!(done.is_ok_and(|done| done.success()), "{kill}");
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
        let _last =
            [Sender::start(&house, &server, &clock), Sender::start(&house, &server, &clock)];
        let most = Duration::from_secs(90)
            + Duration::from_millis(60) * u32::try_from(readers).expect("some");
        sent_within(&house, id, most).await;
        let told = Told::of(&house).await;
        let got = Got::of(&server);
        println!("{}: {}", house.on.kind, got.said(readers, &gone, &told, clock.0.elapsed()));
        got.holds(readers, &gone, &told);
    }
}

/// Whose connections to PostgreSQL are not cut: those that are there before anybody sends, and the one that asks.
async fn own_connections(on: &impl ConnectionTrait) -> String {
    if on.get_database_backend() == DatabaseBackend::Sqlite {
        return String::new();
    }
    let own = "SELECT string_agg(pid::text, ', ') FROM pg_stat_activity WHERE datname = current_database()";
    let own = Statement::from_string(DatabaseBackend::Postgres, own);
    let own = on.query_one_raw(own).await.expect("asked").expect("a row");
    own.try_get_by_index(0).expect("at least the one that asks")
}

/// Cuts all other connections to PostgreSQL, whatever they are at; has SQLite's one writer wait.
async fn disturb(on: &DatabaseConnection, own: &str) {
    if on.get_database_backend() == DatabaseBackend::Postgres {
        let cut = format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
             WHERE datname = current_database() AND pid NOT IN ({own})"
        );
        let cut = Statement::from_string(DatabaseBackend::Postgres, cut);
        let cut = on.query_all_raw(cut).await.expect("they are cut");
        assert!(!cut.is_empty(), "nobody sends");
    } else {
        let held = on.begin().await.expect("begun");
        let write = "UPDATE newsletter_issue SET version = version";
        held.execute_unprepared(write).await.expect("it is held");
        sleep(Duration::from_millis(300)).await;
        held.rollback().await.expect("let go");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_87_and_89_a_database_that_cuts_connections_or_is_held_costs_no_letter_and_doubles_none()
 {
    for house in houses().await {
        crowd(&house, READERS).await;
        let server = MailServer::start(|_| Manner::Take).await;
        let id = ordered(&house).await;
        let clock = Fast(Instant::now(), house.on.clock.now());
        let on = direct(&house).await;
        let own = own_connections(&on).await;
        // A server that takes its time on a busy machine puts no letter in doubt.
        let sender = Sender::patient(&house, &server, &clock, Duration::from_secs(100));
        let mut disturbed = 0;
        while disturbed < 10 {
            // More than could leave without writing that down since: whoever did is connected anew.
            let (more, begun) = (server.count() + READERS / 40, Instant::now());
            while server.count() < more.min(READERS) {
                assert!(begun.elapsed() < Duration::from_secs(60), "nothing leaves any more");
                sleep(Duration::from_millis(5)).await;
            }
            if more > READERS {
                break;
            }
            disturb(&on, &own).await;
            disturbed += 1;
        }
        assert!(disturbed > 2, "disturbed {disturbed} times on {}", house.on.kind);
        sent_within(&house, id, Duration::from_secs(60)).await;
        drop(sender);
        let once = Got::of(&server).those(|letters| letters.len() == 1);
        assert_eq!(once, (0..READERS).collect(), "each gets it once on {}", house.on.kind);
        let told = Told::of(&house).await;
        assert!(told.doubted.is_empty(), "{:?} in doubt on {}", told.doubted, house.on.kind);
        on.close().await.expect("closed");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bad_input_53_who_was_stopped_for_longer_than_a_lease_sends_not_even_the_letter_it_was_at()
{
    for house in houses().await {
        crowd(&house, 3).await;
        // The first time it is announced, the server takes its time to say "go on".
        let server = MailServer::start(|asked| match (number(&asked.to), asked.before) {
            (0, 0) => Manner::Hold(Step::Data),
            _ => Manner::Take,
        });
        let server = server.await;
        let id = ordered(&house).await;
        let clock = Fast(Instant::now(), house.on.clock.now());
        let stopped = Sender::patient(&house, &server, &clock, Duration::from_secs(100));
        server.until_held(1).await;
        written_down(&house, 2).await;
        stop_between_two_transactions(&house, &stopped).await;
        let other = Sender::start(&house, &server, &clock);
        sent_within(&house, id, Duration::from_secs(60)).await;
        drop(other);
        assert_eq!(server.count(), 3, "the other one took over on {}", house.on.kind);
        server.let_go();
        stopped.signal("CONT");
        let begun = Instant::now();
        while server.broken_off().is_empty() && server.count() == 3 {
            assert!(begun.elapsed() < Duration::from_secs(60), "it does nothing any more");
            sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(server.broken_off(), [address(0)], "{}", house.on.kind);
        assert_eq!(server.count(), 3, "each of them once");
    }
}

/// Waits until it is down that so many were handed over: until then a process that stands still leaves them in doubt.
async fn written_down(house: &House, letters: usize) {
    let begun = Instant::now();
    const DOWN: &str = "SELECT language FROM newsletter_delivery WHERE state = 'handed-over'";
    while house.texts(DOWN).await.len() < letters {
        assert!(begun.elapsed() < Duration::from_secs(60), "{letters} are not handed over");
        sleep(Duration::from_millis(20)).await;
    }
}

/// Stops a process at a moment at which it holds nothing of the database.
async fn stop_between_two_transactions(house: &House, process: &Sender) {
    let on = direct(house).await;
    let busy = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() \
        AND pid <> pg_backend_pid() AND state <> 'idle'";
    loop {
        process.signal("STOP");
        let free = match on.get_database_backend() {
            DatabaseBackend::Postgres => {
                let busy = Statement::from_string(DatabaseBackend::Postgres, busy);
                on.query_one_raw(busy).await.expect("asked").is_none()
            }
            _ => {
                on.execute_unprepared("PRAGMA busy_timeout = 0").await.expect("set");
                let write = "UPDATE newsletter_issue SET version = version";
                on.execute_unprepared(write).await.is_ok()
            }
        };
        if free {
            return on.close().await.expect("closed");
        }
        process.signal("CONT");
        sleep(Duration::from_millis(20)).await;
    }
}

async fn sent_within(house: &House, id: IssueId, most: Duration) {
    let begun = Instant::now();
    let stage =
        || async { house.newsletter.issue(&mina(), id).await.expect("there").status.stage() };
    while stage().await != IssueStage::Sent {
        let progress = house.newsletter.progress(&mina(), id).await.expect("there");
        assert!(begun.elapsed() < most, "{:?}", progress.tally);
        sleep(Duration::from_millis(100)).await;
    }
}

/// What the house tells of the letters that were in doubt.
struct Told {
    /// Those whose fate was unknown at some time.
    doubted: BTreeSet<usize>,
    /// Those that are not tried any more, since it was so twice.
    unsure: BTreeSet<usize>,
    /// How each stands.
    all: BTreeMap<usize, String>,
}

impl Told {
    async fn of(house: &House) -> Self {
        let these = |which: &'static str| async move {
            let sql = format!(
                "SELECT s.address FROM newsletter_delivery d \
                 JOIN newsletter_subscriber s ON s.id = d.subscriber WHERE {which}"
            );
            let addresses = house.texts(&sql).await;
            addresses.iter().map(|address| number(address)).collect()
        };
        const ALL: &str = "SELECT s.address || ' ' || d.state || ', attempts: ' || d.attempts || ', ' || \
            COALESCE(d.answer, '') FROM newsletter_delivery d JOIN newsletter_subscriber s ON s.id = d.subscriber";
        let all = house.texts(ALL).await.into_iter().map(|one| (number(&one), one)).collect();
        let (doubted, unsure) = (these("d.doubts > 0").await, these("d.state = 'unsure'").await);
        Self { doubted, unsure, all }
    }
}

/// What each reader got.
struct Got(BTreeMap<usize, Vec<One>>);

/// One letter, as the mail server saw it.
#[derive(Debug)]
struct One {
    name: String,
    /// Whether the server said that it has it.
    answered: bool,
    /// Whether whoever sent it certainly heard that.
    heard: bool,
}

impl Got {
    fn of(server: &MailServer) -> Self {
        let mut got: BTreeMap<usize, Vec<One>> = BTreeMap::new();
        for kept in server.kept() {
            let name = kept.header("Message-ID").expect("named");
            let one = One { name, answered: kept.answered, heard: kept.heard };
            got.entry(number(&kept.to[0])).or_default().push(one);
        }
        Self(got)
    }

    /// Those whose letters are so.
    fn those(&self, are: impl Fn(&[One]) -> bool) -> BTreeSet<usize> {
        self.0.iter().filter(|(_, letters)| are(letters)).map(|(number, _)| *number).collect()
    }

    /// Those who got nothing, for another reason than that the server has nobody of that name.
    fn missing(&self, readers: usize) -> impl Iterator<Item = usize> {
        let refused = |number: usize| number.is_multiple_of(20) && number / 20 % 7 == 2;
        (0..readers).filter(move |number| !self.0.contains_key(number) && !refused(*number))
    }

    fn said(&self, readers: usize, gone: &BTreeSet<usize>, told: &Told, took: Duration) -> String {
        let left = self.missing(readers).filter(|number| gone.contains(number)).count();
        let without = self.missing(readers).count() - left;
        let times = |times: usize| self.those(|letters| letters.len() == times).len();
        let lost = self.those(|letters| letters.len() == 2 && !letters[0].answered).len();
        format!(
            "of {readers} readers {} got it once, {} twice under the same Message-ID ({lost} of these the server kept and lost \
             its answer, {} it kept when a process was killed), {} more often; {} were refused by the server, {left} of {} left \
             before their turn, {without} got none; {} letters in doubt, {} told as unsure; {KILLS} kills, {:.0} s",
            times(1),
            times(2),
            times(2) - lost,
            self.0.len() - times(1) - times(2),
            readers - self.0.len() - left - without,
            gone.len(),
            told.doubted.len(),
            told.unsure.len(),
            took.as_secs_f64(),
        )
    }

    fn holds(&self, readers: usize, gone: &BTreeSet<usize>, told: &Told) {
        // Only what was being handed over when its process was killed, or whose answer was lost, comes again: once, under
        // the same name, and counted.
        for (number, letters) in &self.0 {
            let heard = letters.iter().filter(|one| one.heard).count();
            assert!(heard <= 1, "{number} got one too many: {letters:?}");
            assert!(letters.len() <= 2, "{number} got it too often: {letters:?}");
            assert!(letters.iter().all(|one| one.name == letters[0].name), "{letters:?}");
            let counted = letters.len() == 1 || told.doubted.contains(number);
            assert!(counted, "{number} got it twice, and it is not counted");
        }
        // And what the server kept and lost its answer of comes again, unless it was in doubt a second time.
        let lost = self.those(|letters| letters.len() == 1 && !letters[0].answered);
        assert!(lost.is_subset(&told.unsure), "{lost:?} not tried again, {:?} unsure", told.unsure);
        // A kill leaves in doubt what the connections were at, one letter each.
        let by_kills = told.doubted.iter().filter(|number| !loses_its_answer(**number)).count();
        let most = usize::try_from(KILLS).expect("a few") * sending().connections;
        assert!(by_kills <= most, "{by_kills} in doubt after {KILLS} kills");
        let missing: BTreeSet<_> =
            self.missing(readers).filter(|number| !gone.contains(number)).collect();
        // A letter that two kills caught at the very moment it left is not tried a third time: it is told as unsure.
        let of = |number: &usize| told.all.get(number);
        let said: Vec<_> = missing.iter().map(of).collect();
        assert!(missing.is_subset(&told.unsure), "{said:#?} missing, {:?} unsure", told.unsure);
        assert!(gone.iter().all(|number| !self.0.contains_key(number)), "{gone:?} left");
    }
}

/// Whether the server keeps the first letter to this one and says nothing of it.
fn loses_its_answer(number: usize) -> bool {
    number.is_multiple_of(20) && matches!(number / 20 % 7, 5 | 6)
}

/// Kills one of the two, and then the other; meanwhile some readers leave. Tells who left before their turn.
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
        leaves(house, leaving).await;
        // Whoever was being written to when they left is none of those.
        let before_their_turn = format!(
            "SELECT s.address FROM newsletter_delivery d JOIN newsletter_subscriber s ON s.id = d.subscriber \
             WHERE s.address = '{}' AND d.state IN ('queued', 'leased', 'suppressed')",
            address(leaving)
        );
        if !house.texts(&before_their_turn).await.is_empty() {
            gone.insert(leaving);
        }
    }
    assert!(!gone.is_empty(), "nobody left before their turn");
    gone
}
