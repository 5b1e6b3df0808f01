//! An issue on its way: ordered once, handed over once, through whatever the mail server and the machine do.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZero;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use eframe_core::block::sea_orm::{self, ConnectionTrait as _, DatabaseConnection};
use eframe_core::test::mail_server::{Announced, Kept, MailServer, Manner, Step};
use eframe_core::{Actor, Caller, Language};
use eframe_newsletter::model::{
    DeliveryState, Fallback, Issue, IssueId, IssueStage, IssueText, Quarter, SubscriberId,
};
use eframe_newsletter::rules::pace::Pace;
use eframe_newsletter::{
    Courier, Error, Handover, Imprint, Newsletter, Patience, Refusal, Sending, Sent, SmtpHandover,
    Trouble, Way,
};
use futures_util::future::BoxFuture;
use http::StatusCode;
use jiff::SignedDuration;
use tokio::time::timeout;
use uuid::Uuid;

use crate::house::{House, houses, mina, post, reader};

const ENGLISH: [Language; 1] = [Language::EN];

/// Puts people who said yes straight into the database: so many at once are no matter of forms.
pub(crate) async fn crowd(house: &House, count: usize) {
    let on = direct(house).await;
    for begin in (0..count).step_by(500) {
        let rows: Vec<_> = (begin..count.min(begin + 500)).map(|number| row(&on, number)).collect();
        let sql = format!(
            "INSERT INTO newsletter_subscriber \
             (id, version, address, address_key, domain, mark, language, state, since, details) VALUES {}",
            rows.join(", ")
        );
        on.execute_unprepared(&sql).await.expect("people come in");
    }
    on.close().await.expect("closed");
}

fn row(on: &DatabaseConnection, number: usize) -> String {
    let id = person_id(number).uuid();
    let id = match on.get_database_backend() {
        sea_orm::DatabaseBackend::Sqlite => format!("x'{}'", id.simple()),
        _ => format!("'{id}'"),
    };
    let language = ["en", "ko", "fr"][number % 3];
    let address = address(number);
    let domain = address.split('@').nth(1).expect("a domain");
    let details = r#"{"state":"confirmed","consent":"00000000-0000-0000-0000-000000000001","at":"2026-11-01T00:00:00Z"}"#;
    format!(
        "({id}, 1, '{address}', '{address}', '{domain}', 'mark-{number}', '{language}', 'confirmed', \
         '2026-11-01 00:00:00+00:00', '{details}')"
    )
}

pub(crate) fn person_id(number: usize) -> SubscriberId {
    SubscriberId::new(Uuid::from_u128(0x0198_0000_0000_7000_8000_0000_0000_0000 + number as u128))
}

pub(crate) fn address(number: usize) -> String {
    format!("reader{number}@d{}.example", number % 7)
}

pub(crate) async fn direct(house: &House) -> DatabaseConnection {
    sea_orm::Database::connect(&house.on.url).await.expect("the database answers")
}

/// Somebody unsubscribes, by one click.
pub(crate) async fn leaves(house: &House, number: usize) {
    let way = house.way_out(person_id(number).uuid());
    let left = house.page(post(&way, &[("List-Unsubscribe", "One-Click")])).await;
    assert_eq!(left.status, StatusCode::OK, "{}", left.text);
}

pub(crate) fn imprint() -> Imprint {
    Imprint {
        name: "Union of Cities".to_owned(),
        address: "news@union.example".parse().expect("an address"),
        reply_to: None,
        list: "newsletter.union.example".to_owned(),
    }
}

/// Short times.
pub(crate) fn sending() -> Sending {
    Sending {
        lease: Duration::from_millis(600),
        look: Duration::from_millis(20),
        connections: 4,
        batch: 40,
        ..Sending::new(imprint())
    }
}

pub(crate) fn courier(newsletter: &Newsletter, server: &MailServer, sending: Sending) -> Courier {
    patient(newsletter, server, sending, Duration::from_secs(10))
}

/// One that waits for so long for each answer.
pub(crate) fn patient(
    newsletter: &Newsletter,
    server: &MailServer,
    sending: Sending,
    each: Duration,
) -> Courier {
    let connect = Duration::from_secs(10);
    let patience = Patience { connect, command: each, letter: each, verdict: each };
    let url = server.url().parse().expect("an address");
    newsletter
        .courier(Arc::new(SmtpHandover::new(url, "union.example").patience(patience)), sending)
}

fn text(language: Language) -> IssueText {
    IssueText {
        subject: format!("News in {language}"),
        html: format!("<p>{language} <a href=\"{{unsubscribe}}\">no more</a></p>"),
        text: format!("{language}\n{{unsubscribe}}\n"),
    }
}

pub(crate) fn secretariat() -> Caller {
    Caller::new(mina())
}

/// An issue that is written, and not ordered.
pub(crate) async fn written(house: &House, languages: &[Language], fallback: Fallback) -> Issue {
    let (caller, number) = (secretariat(), "2026-Q4".parse::<Quarter>().expect("a quarter"));
    let issue =
        house.newsletter.draft_issue(&caller, number, languages, fallback).await.expect("drafted");
    for &language in languages {
        let text = text(language);
        house
            .newsletter
            .write_issue(&caller, issue.id, None, language, text)
            .await
            .expect("written");
    }
    house.newsletter.issue(&caller.actor, issue.id).await.expect("there")
}

pub(crate) async fn ordered(house: &House) -> IssueId {
    let fallback = Fallback::Other(Language::EN);
    let issue = written(house, &[Language::EN, Language::KO], fallback).await;
    house
        .newsletter
        .order_issue(&secretariat(), issue.id, Some(issue.version))
        .await
        .expect("ordered")
        .id
}

/// Waits for this, and not for ever.
pub(crate) async fn until(happened: impl Fn() -> bool) {
    let waiting = async {
        while !happened() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(Duration::from_secs(60), waiting).await.expect("it happens within a minute");
}

pub(crate) async fn stage(house: &House, id: IssueId) -> IssueStage {
    house.newsletter.issue(&mina(), id).await.expect("there").status.stage()
}

pub(crate) async fn tally(house: &House, id: IssueId) -> BTreeMap<DeliveryState, u64> {
    house.newsletter.progress(&mina(), id).await.expect("there").tally.states
}

/// How often each address got its letter, and the names these had.
pub(crate) fn got(kept: &[Kept]) -> BTreeMap<String, Vec<String>> {
    let mut got: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for kept in kept {
        assert_eq!(kept.to.len(), 1, "one recipient a letter");
        got.entry(kept.to[0].clone()).or_default().push(kept.header("Message-ID").expect("named"));
    }
    got
}

/// Lets time pass until nothing is left that is tried again.
pub(crate) async fn to_its_end(house: &House, courier: &Courier, id: IssueId) {
    for _ in 0..60 {
        courier.run_pending().await.expect("the work is done");
        if stage(house, id).await == IssueStage::Sent {
            return;
        }
        house.on.clock.advance(SignedDuration::from_hours(2));
    }
    panic!("it never came to its end: {:?}", tally(house, id).await);
}

#[tokio::test]
async fn an_issue_reaches_everybody_once_in_their_language() {
    for house in houses().await {
        crowd(&house, 90).await;
        let server = MailServer::start(|_| Manner::Take).await;
        let id = ordered(&house).await;
        assert_eq!(stage(&house, id).await, IssueStage::Queued);
        courier(&house.newsletter, &server, sending()).run_pending().await.expect("sent");
        assert_eq!(stage(&house, id).await, IssueStage::Sent, "{}", house.on.kind);
        let kept = server.kept();
        let got = got(&kept);
        assert_eq!((got.len(), kept.len()), (90, 90));
        let names: BTreeSet<_> = got.values().flatten().collect();
        assert_eq!(names.len(), 90);
        for letter in &kept {
            let number: usize = letter.to[0][6..]
                .split('@')
                .next()
                .and_then(|it| it.parse().ok())
                .expect("a number");
            let language = if number % 3 == 1 { "ko" } else { "en" };
            assert_eq!(letter.header("Content-Language").as_deref(), Some(language));
            assert!(letter.from.starts_with("bounces+") && letter.from.ends_with("@union.example"));
        }
        assert!(server.connections().1 <= 4);
        assert_eq!(tally(&house, id).await, [(DeliveryState::HandedOver, 90)].into());
    }
}

#[tokio::test]
async fn bad_input_59_an_issue_is_ordered_once_and_its_text_stands() {
    for house in houses().await {
        crowd(&house, 3).await;
        let issue = written(&house, &ENGLISH, Fallback::Other(Language::EN)).await;
        let caller = secretariat();
        let order = || house.newsletter.order_issue(&caller, issue.id, None);
        let (one, other) = tokio::join!(order(), order());
        let both = [one.is_ok(), other.is_ok()];
        assert_eq!(both.iter().filter(|ok| **ok).count(), 1, "{both:?}");
        let refused = Err(Refusal::NotAtThatStage(IssueStage::Queued));
        let again = order().await.map(drop).map_err(refusal);
        assert_eq!(again, refused);
        let text = text(Language::EN);
        let changed =
            house.newsletter.write_issue(&secretariat(), issue.id, None, Language::EN, text).await;
        assert_eq!(changed.map(drop).map_err(refusal), refused);
        let number = issue.number;
        let twice =
            house.newsletter.draft_issue(&secretariat(), number, &ENGLISH, issue.fallback).await;
        assert_eq!(twice.map(drop).map_err(refusal), Err(Refusal::NumberTaken(issue.id)));
        let stranger = Caller::new(reader());
        let forbidden = house.newsletter.order_issue(&stranger, issue.id, None).await;
        assert!(matches!(forbidden, Err(Error::Refused(Refusal::Denied(_)))));
    }
}

pub(crate) fn refusal(error: Error) -> Refusal {
    match error {
        Error::Refused(refusal) => refusal,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn an_issue_waits_for_what_it_lacks() {
    for house in houses().await {
        let issue = written(&house, &ENGLISH, Fallback::Block).await;
        let order = || async {
            let ordered = house.newsletter.order_issue(&secretariat(), issue.id, None).await;
            ordered.map(drop).map_err(refusal)
        };
        assert_eq!(order().await, Err(Refusal::NoReaders));
        crowd(&house, 30).await;
        assert_eq!(order().await, Err(Refusal::Untranslated(vec![Language::FR, Language::KO])));
        let run = house.newsletter.dry_run(&mina(), issue.id).await.expect("counted");
        assert_eq!(run.letters, [(Language::EN, 10)].into());
        assert_eq!(run.others, [(Language::FR, 10), (Language::KO, 10)].into());
        assert_eq!((run.domains.len(), run.all_domains, run.elsewhere), (7, 7, 0));
        assert_eq!(run.domains.iter().map(|(_, count)| count).sum::<u64>(), 10, "who would get it");
    }
}

/// What a server does with one in so many letters.
fn misbehaves(asked: &Announced) -> Manner {
    let number: usize = asked.to[6..].split('@').next().and_then(|it| it.parse().ok()).unwrap_or(0);
    let say = |step, line: &str| Manner::Answer(step, line.to_owned());
    match (number % 20, asked.before) {
        (1, 0) => say(Step::Recipient, "451 4.7.1 greylisted, come back"),
        (2, 0..3) => say(Step::Letter, "452 4.3.1 no room"),
        (3, _) => say(Step::Recipient, "550 5.1.1 nobody of that name"),
        (4, _) => say(Step::Data, "552 5.2.2 full"),
        (5, 0) => Manner::Stall(Step::Recipient),
        (6, 0) => Manner::HangUp(Step::Data),
        (7, 0) => Manner::HangUp(Step::Letter),
        (8, 0) => Manner::HangUp(Step::Kept),
        (9, 0) => Manner::Stall(Step::Kept),
        (10, 0) => say(Step::Recipient, "421 4.3.2 going away"),
        (11, 0..100) => say(Step::Recipient, "450 4.2.1 never"),
        _ => Manner::Take,
    }
}

#[tokio::test]
async fn bad_input_60_and_what_a_server_does_to_some_does_nothing_to_others() {
    for house in houses().await {
        crowd(&house, 60).await;
        let server = MailServer::start(misbehaves).await;
        let id = ordered(&house).await;
        // A stall is one soon.
        let short = Duration::from_millis(250);
        let courier = patient(&house.newsletter, &server, sending(), short);
        courier.run_pending().await.expect("sent");
        // The first time round everybody else got theirs.
        assert!(server.count() >= 60 - 11 * 3, "{}", server.count());
        to_its_end(&house, &courier, id).await;
        let got = got(&server.kept());
        for number in 0..60 {
            let names = got.get(&address(number)).map_or(0, Vec::len);
            let expected = match number % 20 {
                3 | 4 | 11 => 0..=0,
                // The answer was lost after it was kept: the second is the same.
                8 | 9 => 2..=2,
                _ => 1..=1,
            };
            assert!(expected.contains(&names), "{number}: {names}");
            let distinct: BTreeSet<_> = got.get(&address(number)).into_iter().flatten().collect();
            assert!(distinct.len() <= 1, "the same Message-ID");
        }
        let progress = house.newsletter.progress(&mina(), id).await.expect("there");
        // Lost answers of both kinds are counted: those that were kept, and those that were not.
        assert_eq!(progress.tally.doubted, 9, "{:?}", progress.tally);
        use DeliveryState::{Bounced, Final, HandedOver};
        assert_eq!(tally(&house, id).await, [(HandedOver, 51), (Bounced, 6), (Final, 3)].into());
        // Nobody was asked in a tight loop.
        assert!(server.announced(&address(11)) < 40, "{}", server.announced(&address(11)));
    }
}

#[tokio::test]
async fn bad_input_53_two_instances_share_an_issue_and_hand_each_letter_over_once() {
    for house in houses().await {
        crowd(&house, 300).await;
        let server = MailServer::start(|_| Manner::Take).await;
        ordered(&house).await;
        let long = || Sending { lease: Duration::from_secs(30), ..sending() };
        let one = courier(&house.newsletter, &server, long());
        let other = courier(&house.newsletter, &server, long());
        let (one, other) = tokio::join!(one.run_pending(), other.run_pending());
        one.and(other).expect("both are done");
        let kept = server.kept();
        assert_eq!((got(&kept).len(), kept.len()), (300, 300), "{}", house.on.kind);
    }
}

#[tokio::test]
async fn bad_input_58_an_instance_that_ends_in_the_middle_loses_nothing() {
    for house in houses().await {
        crowd(&house, 200).await;
        let server = MailServer::start(|_| Manner::Take).await;
        let id = ordered(&house).await;
        for moment in [30, 60, 90, 120] {
            // Dropped where it stands, as a process that is killed: its lease stays.
            let ending = courier(&house.newsletter, &server, sending());
            let _ = timeout(Duration::from_millis(moment), ending.run_pending()).await;
        }
        let last = courier(&house.newsletter, &server, sending());
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let carrying = last.spawn(async { drop(stopped.await) });
        let ended = timeout(Duration::from_secs(60), async {
            while stage(&house, id).await != IssueStage::Sent {
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        });
        assert!(ended.await.is_ok(), "{:?}", tally(&house, id).await);
        stop.send(()).expect("it listens");
        carrying.await;
        let got = got(&server.kept());
        assert_eq!(got.len(), 200);
        let progress = house.newsletter.progress(&mina(), id).await.expect("there");
        let twice = got.values().filter(|names| names.len() > 1).count() as u64;
        assert!(
            twice <= progress.tally.doubted,
            "{twice} twice, {} counted",
            progress.tally.doubted
        );
        for names in got.values() {
            assert!(names.len() <= 2 && names.iter().all(|name| *name == names[0]));
        }
    }
}

#[tokio::test]
async fn bad_input_59_cancel_stops_within_one_batch_and_says_how_many_went() {
    for house in houses().await {
        crowd(&house, 200).await;
        let server = MailServer::start(|_| Manner::Take).await;
        let id = ordered(&house).await;
        let one = NonZero::new(1_200).expect("some");
        let slow = Sending { pace: Pace { whole: Some(one), ..Pace::default() }, ..sending() };
        let courier = courier(&house.newsletter, &server, slow);
        let (newsletter, caller) = (house.newsletter.clone(), secretariat());
        let (sent, cancelled) = tokio::join!(courier.run_pending(), async {
            until(|| server.count() >= 40).await;
            newsletter.cancel_issue(&caller, id).await
        });
        sent.expect("it ends");
        let cancelled = cancelled.expect("cancelled");
        let went = cancelled.tally.of(DeliveryState::HandedOver);
        let kept = server.count() as u64;
        // One on each of four connections may have been on its way.
        assert!(went <= kept && kept <= went + 4, "{went} went, {kept} kept");
        assert_eq!(stage(&house, id).await, IssueStage::Cancelled);
        let resumed = house.newsletter.resume_issue(&secretariat(), id).await;
        assert_eq!(
            resumed.map(drop).map_err(refusal),
            Err(Refusal::NotAtThatStage(IssueStage::Cancelled))
        );
    }
}

#[tokio::test]
async fn an_issue_rests_and_goes_on_and_whoever_left_meanwhile_gets_nothing() {
    for house in houses().await {
        crowd(&house, 120).await;
        let server = MailServer::start(|_| Manner::Take).await;
        let id = ordered(&house).await;
        let one = NonZero::new(1_200).expect("some");
        let slow = Sending { pace: Pace { whole: Some(one), ..Pace::default() }, ..sending() };
        let slow = courier(&house.newsletter, &server, slow);
        let newsletter = house.newsletter.clone();
        let (sent, paused) = tokio::join!(slow.run_pending(), async {
            until(|| server.count() >= 41).await;
            newsletter.pause_issue(&secretariat(), id).await
        });
        sent.and(paused.map(drop)).expect("it rests");
        let before = server.count();
        let left: Vec<usize> =
            (0..120).filter(|number| server.announced(&address(*number)) == 0).collect();
        assert!(!left.is_empty() && before < 120);
        leaves(&house, left[0]).await;
        let fast = courier(&house.newsletter, &server, sending());
        fast.run_pending().await.expect("it rests");
        assert_eq!(server.count(), before, "nothing leaves while it rests");
        house.newsletter.resume_issue(&secretariat(), id).await.expect("it goes on");
        fast.run_pending().await.expect("sent");
        assert_eq!(server.count(), 119);
        assert_eq!(server.announced(&address(left[0])), 0);
        assert_eq!(tally(&house, id).await.get(&DeliveryState::Suppressed), Some(&1));
    }
}

#[tokio::test]
async fn who_is_told_to_stop_waits_for_no_letters_turn() {
    for house in houses().await {
        crowd(&house, 40).await;
        let server = MailServer::start(|_| Manner::Take).await;
        let id = ordered(&house).await;
        // One leaves at once, and each further one a minute later.
        let pace = Pace { whole: NonZero::new(1), ..Pace::default() };
        let slow = Sending { pace, connections: 1, ..sending() };
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let courier = courier(&house.newsletter, &server, slow);
        let carrying = courier.spawn(async { drop(stopped.await) });
        let waits = async {
            while tally(&house, id).await.get(&DeliveryState::HandedOver) != Some(&1) {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(Duration::from_secs(60), waits).await.expect("what became of it is written down");
        stop.send(()).expect("it listens");
        timeout(Duration::from_secs(10), carrying.into_future()).await.expect("it stops");
        let expected = [(DeliveryState::Queued, 39), (DeliveryState::HandedOver, 1)];
        assert_eq!(tally(&house, id).await, expected.into(), "on {}", house.on.kind);
        let letters = house.newsletter.progress(&mina(), id).await.expect("there").tally;
        assert_eq!((letters.doubted, server.count()), (0, 1));
    }
}

#[tokio::test]
async fn a_domain_with_a_rate_of_its_own_gets_its_letters_slowly_and_the_others_at_once() {
    for house in houses().await {
        crowd(&house, 70).await;
        let server = MailServer::start(|_| Manner::Take).await;
        let id = ordered(&house).await;
        let domains = [("d0.example".to_owned(), NonZero::new(60).expect("some"))].into();
        let paced = Sending { pace: Pace { domains, ..Pace::default() }, ..sending() };
        let courier = courier(&house.newsletter, &server, paced);
        courier.run_pending().await.expect("sent");
        let slow =
            |kept: &[Kept]| kept.iter().filter(|kept| kept.to[0].ends_with("@d0.example")).count();
        let kept = server.kept();
        assert_eq!(kept.len() - slow(&kept), 60, "the others have theirs");
        assert!(slow(&kept) < 10, "{}", slow(&kept));
        assert_eq!(stage(&house, id).await, IssueStage::Sending);
    }
}

#[tokio::test]
async fn a_server_that_is_away_stops_the_sending_and_loses_nothing() {
    for house in houses().await {
        crowd(&house, 20).await;
        let id = ordered(&house).await;
        let nobody =
            SmtpHandover::new("smtp://127.0.0.1:1".parse().expect("an address"), "union.example");
        let away = house.newsletter.courier(Arc::new(nobody), sending());
        away.run_pending().await.expect("it gives up for now");
        assert_eq!(tally(&house, id).await, [(DeliveryState::Queued, 20)].into());
        let server = MailServer::start(|_| Manner::Take).await;
        courier(&house.newsletter, &server, sending()).run_pending().await.expect("sent");
        assert_eq!(server.count(), 20);
        assert!(house.newsletter.progress(&Actor::anonymous(), id).await.is_err());
    }
}

/// The issue of a quarter, ordered.
pub(crate) async fn numbered(house: &House, number: &str) -> IssueId {
    let (caller, number) = (secretariat(), number.parse().expect("a quarter"));
    let fallback = Fallback::Other(Language::EN);
    let issue = house.newsletter.draft_issue(&caller, number, &ENGLISH, fallback).await;
    let id = issue.expect("drafted").id;
    let text = text(Language::EN);
    house.newsletter.write_issue(&caller, id, None, Language::EN, text).await.expect("written");
    house.newsletter.order_issue(&caller, id, None).await.expect("ordered").id
}

/// A way that breaks down in the middle of one letter.
struct Breaking {
    to: SmtpHandover,
    once: Arc<AtomicBool>,
}

struct BreakingWay(Box<dyn Way>, Arc<AtomicBool>);

#[async_trait]
impl Handover for Breaking {
    async fn open(&self) -> Result<Box<dyn Way>, Trouble> {
        Ok(Box::new(BreakingWay(self.to.open().await?, Arc::clone(&self.once))))
    }
}

#[async_trait]
impl Way for BreakingWay {
    async fn carry(
        &mut self,
        from: &str,
        to: &str,
        letter: &[u8],
        id: &str,
        go: BoxFuture<'_, bool>,
    ) -> Sent {
        if to == address(7) && !self.1.swap(true, Ordering::SeqCst) {
            panic!("a fault of the program");
        }
        self.0.carry(from, to, letter, id, go).await
    }

    fn is_usable(&self) -> bool {
        self.0.is_usable()
    }

    async fn close(self: Box<Self>) {
        self.0.close().await;
    }
}

#[tokio::test]
async fn bad_input_96_a_panic_in_the_middle_of_a_letter_costs_the_others_nothing() {
    for house in houses().await {
        crowd(&house, 60).await;
        let server = MailServer::start(|_| Manner::Take).await;
        let id = ordered(&house).await;
        let to = SmtpHandover::new(server.url().parse().expect("an address"), "union.example");
        let once = Arc::new(AtomicBool::new(false));
        let breaking = Arc::new(Breaking { to, once });
        let carrying = house.newsletter.courier(breaking, sending());
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let carrying = carrying.spawn(async { drop(stopped.await) });
        let ended = timeout(Duration::from_secs(30), async {
            while stage(&house, id).await != IssueStage::Sent {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        });
        assert!(ended.await.is_ok(), "{:?}", tally(&house, id).await);
        stop.send(()).expect("it listens");
        carrying.await;
        assert_eq!(got(&server.kept()).len(), 60);
        let progress = house.newsletter.progress(&mina(), id).await.expect("there");
        assert!(progress.tally.doubted >= 1, "it is told that it was in doubt");
    }
}
