//! What happens at its time, and what does not.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use eframe_cms::model::{End, Ending, PlanState, Rulebook};
use eframe_cms::rules::SetPlan;
use eframe_cms::{Error, Found, OnDay, Refusal};
use eframe_core::directory::{Contact, PersonDirectory};
use eframe_core::mail::{Letter, MailError, Mailer};
use eframe_core::outbox::Outbox;
use eframe_core::test::FixedClock;
use eframe_core::test::ask::{form, get, json as body, send};
use eframe_core::{
    Actor, ActorId, Clock, Database, Language, Permission, StoreError, SystemRandom, Timestamp,
    World,
};
use http::StatusCode;
use jiff::SignedDuration;
use jiff::tz::TimeZone;
use serde_json::json;

use crate::office::{Letters, Office, chief, cms, cms_of, offices};
use crate::people::{mina, omar, save, text, vera};

const fn seconds(of: i64) -> SignedDuration {
    SignedDuration::from_secs(of)
}

#[tokio::test]
async fn a_text_goes_live_at_its_second_and_what_is_live_stays_until_then() {
    for office in offices().await {
        let cms = &office.desk.cms;
        let first = office.desk.live_page("about", None).await;
        let change = save(1, "Second words.");
        let second = cms.save(&mina().into(), first.document, change).await.expect("saved");
        office.approve(&second).await;
        let plan = office.plan(&second, seconds(3_600)).await;
        office.later(seconds(3_599)).await;
        assert!(office.is_live(&first).await && !office.is_live(&second).await);
        office.later(seconds(1)).await;
        assert!(office.is_live(&second).await);
        let document = cms.document(&vera(), first.document).await.expect("there");
        assert!(document.plans.is_empty(), "{:?}", document.plans);
        let live = document.live(Language::EN).expect("live");
        assert_eq!(live.state.since(), Some(plan.at), "to the second");
        assert!(office.letters.take().is_empty());
    }
}

#[tokio::test]
async fn each_language_goes_live_by_itself() {
    for office in offices().await {
        let cms = &office.desk.cms;
        let english = office.approved("about").await;
        let mut korean = save(0, "한국어");
        (korean.language, korean.content) = (Language::KO, text("소개", "한국어"));
        let korean = cms.save(&mina().into(), english.document, korean).await.expect("saved");
        office.approve(&korean).await;
        office.plan(&english, seconds(60)).await;
        office.plan(&korean, seconds(120)).await;
        office.later(seconds(60)).await;
        assert!(office.is_live(&english).await && !office.is_live(&korean).await);
        office.later(seconds(60)).await;
        assert!(office.is_live(&korean).await);
    }
}

#[tokio::test]
async fn bad_input_53_two_instances_publish_what_is_due_once() {
    for office in offices().await {
        let test = &office.desk.test;
        let world = test.database.world().clone();
        let other = Database::open(&test.url, world).await.expect("a second instance");
        let second = cms(other.clone(), Rulebook::default());
        let mut planned = Vec::new();
        for number in 0..8 {
            let standing = office.approved(&format!("page-{number}")).await;
            office.plan(&standing, seconds(10)).await;
            planned.push(standing);
        }
        test.clock.advance(seconds(10));
        let before = office.desk.audited().await;
        let (one, two) = (office.workers(), office.workers_of(&second, &other));
        // Also beside the workers and their lease: what is decided twice happens once.
        let all = tokio::join!(
            one.run_pending(),
            two.run_pending(),
            office.desk.cms.fire_due(),
            second.fire_due()
        );
        assert!(all.0.is_ok() && all.1.is_ok() && all.2.is_ok() && all.3.is_ok(), "{all:?}");
        for standing in &planned {
            assert!(office.is_live(standing).await, "{}", test.kind);
            let document = second.document(&vera(), standing.document).await.expect("there");
            assert!(document.plans.is_empty());
        }
        // That its time had come and that it went live, once for each.
        assert_eq!(office.desk.audited().await - before, 2 * 8, "{}", test.kind);
        assert_eq!(office.desk.cms.fire_due().await.expect("nothing is due"), 0);
    }
}

#[tokio::test]
async fn bad_input_66_a_clock_that_steps_publishes_nothing_twice_and_all_of_it_in_order() {
    for office in offices().await {
        let cms = &office.desk.cms;
        let now = office.desk.test.clock.now();
        let [first, second] = [office.approved("first").await, office.approved("second").await];
        office.plan(&first, seconds(60)).await;
        office.later(seconds(60)).await;
        assert!(office.is_live(&first).await);
        // An hour back: it was done, and is not done again.
        cms.withdraw(&chief(), first.document, Language::EN).await.expect("taken down");
        office.later(seconds(-3_600)).await;
        assert!(!office.is_live(&first).await);

        // Live for a day in a week; then a year passes at once.
        office.plan(&second, seconds(7 * 86_400)).await;
        let ending = Ending { end: End::Gone, note: String::new() };
        let when = office.after(seconds(8 * 86_400));
        let command = SetPlan { language: Language::EN, ending: Some(ending), when };
        cms.plan(&chief(), second.document, &command).await.expect("planned");
        office.later(seconds(365 * 86_400)).await;
        let document = cms.document(&vera(), second.document).await.expect("there");
        assert!(document.live(Language::EN).is_none() && document.plans.is_empty());
        let history = cms.history(&vera(), second.document, Language::EN, None, 10).await;
        assert_eq!(history.expect("there")[0].state.stage().code(), "withdrawn");

        // And back to the right time: nothing more happens.
        office.desk.test.clock.set(now + seconds(120));
        office.workers().run_pending().await.expect("they work");
        assert!(!office.is_live(&second).await && !office.is_live(&first).await);
    }
}

/// The clock of another host.
struct Other {
    clock: FixedClock,
    ahead: SignedDuration,
}

impl Clock for Other {
    fn now(&self) -> Timestamp {
        self.clock.now() + self.ahead
    }
}

#[tokio::test]
async fn bad_input_66_two_hosts_whose_clocks_are_seconds_apart_publish_once_and_keep_the_order() {
    for office in offices().await {
        let cms = &office.desk.cms;
        let clock = office.desk.test.clock.clone();
        let other = Other { clock, ahead: seconds(5) };
        let world = World::new(Arc::new(other), Arc::new(SystemRandom));
        let database = Database::open(&office.desk.test.url, world).await.expect("opened");
        let ahead = self::cms(database.clone(), Rulebook::default());
        let first = office.approved("about").await;
        office.plan(&first, seconds(10)).await;
        office.later(seconds(6)).await;
        assert!(!office.is_live(&first).await, "here it is too early");
        assert_eq!(ahead.fire_due().await.expect("there it is not"), 1);
        assert!(office.is_live(&first).await);
        // Here the next one goes live "before" the first: the history does not turn round.
        let second = cms.save(&mina().into(), first.document, save(1, "Second.")).await;
        let second = office.approve(&second.expect("saved")).await;
        cms.publish(&chief(), first.document, Language::EN).await.expect("published");
        let history = cms.history(&vera(), first.document, Language::EN, None, 9).await;
        let history = history.expect("there");
        let since = |at: usize| history[at].state.since().expect("it was live");
        assert!(since(0) >= since(1), "{history:?}");
        let today = office.at(seconds(0)).to_zoned(TimeZone::UTC).date();
        let OnDay::Stood(stood) =
            cms.stood_at("/about", today, Language::EN).await.expect("it stands")
        else {
            panic!("it stands today")
        };
        assert_eq!(stood.edition.number, second.number);
        office.later(seconds(60)).await;
        assert_eq!(ahead.fire_due().await.expect("nothing is due"), 0);
        assert!(office.is_live(&second).await);
        database.close().await;
    }
}

#[tokio::test]
async fn what_cannot_be_done_at_its_time_is_parked_and_whoever_planned_it_hears_of_it() {
    for office in offices().await {
        let cms = &office.desk.cms;
        let standing = office.approved("about").await;
        office.plan(&standing, seconds(60)).await;
        // Changed by a byte: the approval is void.
        cms.save(&mina().into(), standing.document, save(1, "Other words.")).await.expect("saved");
        office.later(seconds(60)).await;
        assert!(!office.is_live(&standing).await);
        let plans = cms.plans(&vera()).await.expect("plans");
        assert!(matches!(plans[0].state, PlanState::Parked { .. }), "{plans:?}");
        office.later(seconds(1)).await;
        let letters = office.letters.take();
        assert_eq!(letters.len(), 1, "{letters:?}");
        assert_eq!(letters[0].to().to_string(), "vera@city.example");
        assert!(letters[0].text().contains("필요한 단계에 있지 않습니다"), "{}", letters[0].text());
        let at = |path: &str| {
            let (path, cms) = (path.to_owned(), cms.clone());
            async move { send(cms.desk(), &vera(), Language::EN, get(&path)).await.text }
        };
        assert!(at("/").await.contains("One thing could not be done at its time"));
        let listed = at("/plans").await;
        assert!(listed.contains("It is not at the stage that this needs"), "{listed}");
        assert!(at(&format!("/{}/en", standing.document)).await.contains("not at the stage"));

        // Approved again and planned anew: the parked one makes room, and nothing is told twice.
        let again = office.approve(&standing).await;
        office.plan(&again, seconds(60)).await;
        office.later(seconds(60)).await;
        assert!(office.is_live(&standing).await);
        assert!(cms.plans(&vera()).await.expect("plans").is_empty());
        assert!(office.letters.take().is_empty());
    }
}

#[tokio::test]
async fn stricter_rules_hold_for_what_was_planned_before_them() {
    for office in offices().await {
        let standing = office.approved("about").await;
        office.plan(&standing, seconds(60)).await;
        let book: Rulebook =
            serde_json::from_value(json!({ "rule": [{ "need": 2 }] })).expect("a rulebook");
        let stricter = cms(office.desk.test.database.clone(), book);
        office.desk.test.clock.advance(seconds(60));
        stricter.fire_due().await.expect("looked at");
        let plans = stricter.plans(&vera()).await.expect("plans");
        let PlanState::Parked { why, .. } = &plans[0].state else { panic!("{plans:?}") };
        assert_eq!(why, "approval");
        assert!(!office.is_live(&standing).await);
    }
}

#[tokio::test]
async fn a_plan_is_held_to_the_checks_when_it_is_set_and_again_at_its_time() {
    for office in offices().await {
        let cms = &office.desk.cms;
        let other = office.desk.live_page("other", None).await.document;
        let begun = cms.create(&mina().into(), crate::people::page("about", None)).await;
        let id = begun.expect("begun").document;
        let linked = save(1, "See [what we do](/other).");
        let linked = cms.save(&mina().into(), id, linked).await.expect("saved");
        let approved = office.approve(&linked).await;
        office.plan(&approved, seconds(60)).await;
        cms.withdraw(&chief(), other, Language::EN).await.expect("its link leads nowhere now");
        let when = office.after(seconds(90));
        let later = SetPlan { language: Language::EN, ending: None, when };
        let refused = cms.plan(&chief(), id, &later).await;
        assert!(matches!(refused, Err(Error::Refused(Refusal::Unfit(_)))), "{refused:?}");
        office.later(seconds(60)).await;
        assert!(!office.is_live(&approved).await);
        let plans = cms.plans(&vera()).await.expect("plans");
        let PlanState::Parked { why, .. } = &plans[0].state else { panic!("{plans:?}") };
        assert_eq!(why, "unfit");
    }
}

#[tokio::test]
async fn a_plan_is_changed_and_taken_back_and_what_is_done_by_hand_is_planned_no_more() {
    for office in offices().await {
        let cms = &office.desk.cms;
        let standing = office.approved("about").await;
        let (id, en) = (standing.document, Language::EN);
        let first = office.plan(&standing, seconds(60)).await;
        let second = office.plan(&standing, seconds(120)).await;
        assert_ne!(first.id, second.id);
        assert_eq!(cms.plans(&vera()).await.expect("plans").len(), 1);
        office.later(seconds(60)).await;
        assert!(!office.is_live(&standing).await, "the later time counts");
        cms.cancel_plan(&chief(), id, en, "publish").await.expect("taken back");
        let twice = cms.cancel_plan(&chief(), id, en, "publish").await;
        assert!(matches!(twice, Err(Error::Refused(Refusal::NotAtThatStage(_)))), "{twice:?}");
        office.later(seconds(60)).await;
        assert!(!office.is_live(&standing).await);

        office.plan(&standing, seconds(60)).await;
        cms.publish(&chief(), id, en).await.expect("by hand");
        assert!(cms.plans(&vera()).await.expect("plans").is_empty());
        let writer = cms.cancel_plan(&mina().into(), id, en, "publish").await;
        assert!(matches!(writer, Err(Error::Refused(Refusal::Denied(_)))), "{writer:?}");
    }
}

#[tokio::test]
async fn nothing_is_planned_that_could_not_be_done_now_nor_for_a_time_that_is_past() {
    for office in offices().await {
        let cms = &office.desk.cms;
        let begun = cms.create(&mina().into(), crate::people::page("about", None)).await;
        let begun = begun.expect("created");
        let id = begun.document;
        let plan = |after| SetPlan {
            language: Language::EN,
            ending: None,
            when: office.after(seconds(after)),
        };
        let draft = cms.plan(&chief(), id, &plan(60)).await;
        assert!(matches!(draft, Err(Error::Refused(Refusal::NotAtThatStage(_)))), "{draft:?}");
        let standing = office.approve(&begun).await;
        for wrong in [0, -1, 11 * 366 * 86_400] {
            let refused = cms.plan(&chief(), standing.document, &plan(wrong)).await;
            assert!(matches!(refused, Err(Error::Refused(Refusal::Invalid(_)))), "{wrong}");
        }
        let writer = cms.plan(&mina().into(), id, &plan(60)).await;
        assert!(matches!(writer, Err(Error::Refused(Refusal::Denied(_)))), "{writer:?}");
    }
}

/// A clock that fails when it is looked at for the second time.
struct Trap {
    clock: FixedClock,
    looks: AtomicUsize,
}

impl Clock for Trap {
    fn now(&self) -> Timestamp {
        assert_ne!(self.looks.fetch_add(1, Ordering::SeqCst), 1, "a trap");
        self.clock.now()
    }
}

#[tokio::test]
async fn bad_input_64_and_67_a_plan_keeps_to_the_sites_clocks_and_says_so() {
    for office in offices().await {
        let standing = office.approved("about").await;
        let (cms, clock) = (&office.desk.cms, &office.desk.test.clock);
        clock.set("2026-03-01T00:00:00Z".parse().expect("an instant"));
        let path = format!("/documents/{}/editions/en/plan", standing.document);
        for (asked, at, local, clocks) in [
            ("2026-03-29T02:30:00", "2026-03-29T01:30:00Z", "2026-03-29T03:30:00", "skipped"),
            ("2026-10-25T02:30", "2026-10-25T00:30:00Z", "2026-10-25T02:30:00", "twice"),
            ("2026-12-31T23:59:59", "2026-12-31T22:59:59Z", "2026-12-31T23:59:59", "plain"),
            ("2026-12-31T23:59:59+13:00", "2026-12-31T10:59:59Z", "2026-12-31T11:59:59", "plain"),
        ] {
            let request = body("POST", &path, &json!({ "act": "publish", "at": asked }));
            let answer = send(cms.json(), &vera(), Language::EN, request).await;
            assert_eq!(answer.status, StatusCode::CREATED, "{asked}: {}", answer.text);
            let told = answer.json();
            assert_eq!((&told["at"], &told["local"]), (&json!(at), &json!(local)));
            assert_eq!((&told["clocks"], &told["zone"]), (&json!(clocks), &json!("Europe/Berlin")));
        }
        for wrong in ["2026-02-30T09:00", "tomorrow", "", "2026-12-31"] {
            let request = body("POST", &path, &json!({ "act": "publish", "at": wrong }));
            let answer = send(cms.json(), &vera(), Language::EN, request).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}: {}", answer.text);
        }
        // The desk tells the same in words.
        let desk = format!("/{}/en", standing.document);
        let posted = form(&format!("{desk}/plan"), &[("at", "2026-03-29T02:30")]);
        let answer = send(cms.desk(), &vera(), Language::EN, posted).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let there = answer.header("location").strip_prefix("/desk/content").expect("the desk");
        let told = send(cms.desk(), &vera(), Language::EN, get(there)).await.text;
        assert!(told.contains("Clocks are put forward over the time you chose"), "{told}");
        assert!(told.contains("Europe/Berlin"));
        // It fires once, at that instant.
        clock.set("2026-03-29T01:29:59Z".parse().expect("an instant"));
        office.later(seconds(0)).await;
        assert!(!office.is_live(&standing).await);
        office.later(seconds(1)).await;
        assert!(office.is_live(&standing).await);
    }
}

#[tokio::test]
async fn bad_input_96_a_plan_that_makes_the_program_panic_is_parked_and_the_next_has_its_turn() {
    for office in offices().await {
        let [first, second] = [office.approved("first").await, office.approved("second").await];
        office.plan(&first, seconds(60)).await;
        office.plan(&second, seconds(61)).await;
        office.desk.test.clock.advance(seconds(120));
        let clock = office.desk.test.clock.clone();
        // The first look asks what is due, the second is the first plan's.
        let trap = Trap { clock, looks: AtomicUsize::new(0) };
        let world = World::new(Arc::new(trap), Arc::new(SystemRandom));
        let database = Database::open(&office.desk.test.url, world).await.expect("opened");
        let trapped = cms(database.clone(), Rulebook::default());
        trapped.fire_due().await.expect("both were looked at");
        let plans = office.desk.cms.plans(&vera()).await.expect("plans");
        let parked = plans.iter().filter(|plan| !plan.is_waiting()).collect::<Vec<_>>();
        assert_eq!(parked.len(), 1, "{plans:?}");
        let PlanState::Parked { why, .. } = &parked[0].state else { panic!("parked") };
        assert_eq!((why.as_str(), parked[0].document), ("fault", first.document));
        assert!(office.is_live(&second).await);
        database.close().await;
    }
}

#[tokio::test]
async fn a_page_that_ends_at_a_time_ends_as_was_planned() {
    for office in offices().await {
        let cms = &office.desk.cms;
        let page = office.desk.live_page("campaign", None).await;
        let about = office.desk.live_page("about", None).await;
        let end = |after| SetPlan {
            language: Language::EN,
            ending: Some(Ending { end: End::Redirect { to: about.document }, note: String::new() }),
            when: office.after(seconds(after)),
        };
        cms.plan(&chief(), page.document, &end(60)).await.expect("planned");
        let other = Actor::anonymous();
        assert!(matches!(cms.find(&other, "/campaign").await, Ok(Found::Here(_))));
        office.later(seconds(60)).await;
        let Ok(Found::Gone(ended)) = cms.find(&other, "/campaign").await else { panic!("ended") };
        assert_eq!(ended.leads_to.expect("leads on").as_str(), "/about");

        // What it leads to is taken down before its time: it is parked, and the page stays.
        let second = office.desk.live_page("second", None).await;
        cms.plan(&chief(), second.document, &end(60)).await.expect("planned");
        cms.withdraw(&chief(), about.document, Language::EN).await.expect("taken down");
        office.later(seconds(60)).await;
        assert!(office.is_live(&second).await);
        let plans = cms.plans(&vera()).await.expect("plans");
        let PlanState::Parked { why, .. } = &plans[0].state else { panic!("{plans:?}") };
        assert_eq!(why, "target");
    }
}

/// What the public finds of a page, by each way to find it.
async fn found(office: &Office) -> Vec<bool> {
    let (cms, public) = (&office.desk.cms, Actor::anonymous());
    let mut found = Vec::new();
    for (path, sign) in [
        ("/campaign", "First words."),
        ("/search?q=campaign", "/en/campaign"),
        ("/pages.atom", "/en/campaign"),
        ("/feed.atom", "/en/campaign"),
    ] {
        let answer = send(cms.pages(), &public, Language::EN, get(path)).await;
        found.push(answer.text.contains(sign));
    }
    let map = send(cms.sitemap("/sitemap.xml", ["/"]), &public, Language::EN, get("/sitemap.xml"));
    found.push(map.await.text.contains("/en/campaign"));
    for path in ["/documents", "/search?q=campaign"] {
        let answer = send(cms.json(), &public, Language::EN, get(path)).await;
        found.push(answer.text.contains("/campaign"));
    }
    found
}

#[tokio::test]
async fn pages_search_feeds_and_sitemap_follow_a_plan_at_once() {
    for office in offices().await {
        let page = office.approved("campaign").await;
        office.plan(&page, seconds(60)).await;
        let when = office.after(seconds(120));
        let ends = SetPlan { language: Language::EN, ending: Some(Ending::default()), when };
        office.desk.cms.plan(&chief(), page.document, &ends).await.expect("planned");
        // Each is asked before, so that what is kept of it has to be dropped.
        assert_eq!(found(&office).await, [false; 7], "before");
        office.later(seconds(60)).await;
        assert_eq!(found(&office).await, [true; 7], "live");
        office.later(seconds(60)).await;
        assert_eq!(found(&office).await, [false; 7], "ended");
    }
}

#[tokio::test]
async fn a_plan_that_cannot_be_read_holds_up_none_that_comes_behind_it() {
    for office in offices().await {
        let cms = &office.desk.cms;
        let [first, second] = [office.approved("first").await, office.approved("second").await];
        let [damaged, whole] = [office.approved("damaged").await, office.approved("whole").await];
        office.plan(&damaged, seconds(10)).await;
        office.plan(&first, seconds(20)).await;
        let plan = office.plan(&whole, seconds(30)).await;
        office.plan(&second, seconds(40)).await;
        office
            .desk
            .spoil("UPDATE cms_plan SET plan = '{}' WHERE at = (SELECT MIN(at) FROM cms_plan)")
            .await;
        // And one whose document cannot be read.
        let broken = format!(
            "UPDATE cms_edition SET state = '{{}}' WHERE document IN \
                              (SELECT id FROM cms_document WHERE path = '/whole') AND number = {}",
            whole.number
        );
        office.desk.spoil(&broken).await;
        office.desk.test.clock.advance(seconds(60));
        let fired = cms.fire_due().await;
        assert!(matches!(fired, Err(Error::Commit(_))), "it is said: {fired:?}");
        assert!(office.is_live(&first).await && office.is_live(&second).await, "{plan:?}");
    }
}

/// Omar may publish, and Vera does no more.
struct Successor;

#[async_trait]
impl PersonDirectory for Successor {
    async fn person(&self, id: ActorId) -> Result<Option<Contact>, StoreError> {
        let address = "vera@city.example".parse().expect("an address");
        let (name, language) = ("Vera Ivanova".to_owned(), Language::EN);
        Ok((id == vera().id()).then_some(Contact { id, name, address, language }))
    }

    async fn holders(&self, _: Permission) -> Result<Vec<Contact>, StoreError> {
        let address = "omar@city.example".parse().expect("an address");
        let (id, name, language) = (omar().id(), omar().name().to_owned(), Language::EN);
        Ok(vec![Contact { id, name, address, language }])
    }
}

#[tokio::test]
async fn what_was_parked_is_told_to_those_who_may_see_to_it() {
    for office in offices().await {
        let standing = office.approved("about").await;
        office.plan(&standing, seconds(60)).await;
        let changed = save(1, "Other words.");
        office.desk.cms.save(&mina().into(), standing.document, changed).await.expect("saved");
        office.desk.test.clock.advance(seconds(60));
        let database = office.desk.test.database.clone();
        let later = cms_of(database.clone(), Rulebook::default(), Arc::new(Successor));
        for _ in 0..2 {
            office.workers_of(&later, &database).run_pending().await.expect("they work");
            office.desk.test.clock.advance(seconds(1));
        }
        let letters = office.letters.take();
        let to = letters.iter().map(|letter| letter.to().to_string()).collect::<Vec<_>>();
        assert_eq!(to, ["omar@city.example"]);
    }
}

/// Three may publish; the first one's mailbox is closed.
struct Crowd;

#[async_trait]
impl PersonDirectory for Crowd {
    async fn person(&self, id: ActorId) -> Result<Option<Contact>, StoreError> {
        let all = self.holders(eframe_cms::permission::PUBLISH).await?;
        Ok(all.into_iter().find(|contact| contact.id == id))
    }

    async fn holders(&self, _: Permission) -> Result<Vec<Contact>, StoreError> {
        let contact = |(number, name): (u128, &str)| Contact {
            id: ActorId::new(uuid::Uuid::from_u128(number)),
            name: name.to_owned(),
            address: format!("{name}@city.example").parse().expect("an address"),
            language: Language::EN,
        };
        Ok([(31, "closed"), (32, "ada"), (33, "ida")].map(contact).into())
    }
}

/// Hands over all letters but those to the closed mailbox.
struct Refusing(Letters);

#[async_trait]
impl Mailer for Refusing {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        match letter.to().to_string().starts_with("closed@") {
            true => Err(MailError::Recipient(550, "no such mailbox".to_owned())),
            false => self.0.send(letter).await,
        }
    }
}

#[tokio::test]
async fn an_address_that_is_refused_keeps_nobody_else_from_hearing_of_a_parked_plan() {
    for office in offices().await {
        let (clock, database) = (&office.desk.test.clock, office.desk.test.database.clone());
        let crowd = cms_of(database.clone(), Rulebook::default(), Arc::new(Crowd));
        let mailer = Arc::new(Refusing(office.letters.clone()));
        let workers = crowd.work(Outbox::builder(database.clone()), mailer).build();
        // Whoever planned it has left. Twice: what was refused the first time holds nothing back either.
        for round in 0..2 {
            let standing = office.approved(&format!("page-{round}")).await;
            office.plan(&standing, seconds(60)).await;
            let changed = save(1, "Other words.");
            office.desk.cms.save(&mina().into(), standing.document, changed).await.expect("saved");
            clock.advance(seconds(60));
            for _ in 0..3 {
                workers.run_pending().await.expect("they work");
                clock.advance(seconds(1));
            }
            let letters = office.letters.take();
            let mut to = letters.iter().map(|one| one.to().to_string()).collect::<Vec<_>>();
            to.sort();
            assert_eq!(to, ["ada@city.example", "ida@city.example"], "{}", office.desk.test.kind);
        }
    }
}

#[tokio::test]
async fn bad_input_58_each_gets_one_letter_of_a_parked_plan_though_it_is_told_again() {
    for office in offices().await {
        let (clock, database) = (&office.desk.test.clock, office.desk.test.database.clone());
        let crowd = cms_of(database.clone(), Rulebook::default(), Arc::new(Crowd));
        let workers = office.workers_of(&crowd, &database);
        let standing = office.approved("about").await;
        office.plan(&standing, seconds(60)).await;
        let changed = save(1, "Other words.");
        office.desk.cms.save(&mina().into(), standing.document, changed).await.expect("saved");
        clock.advance(seconds(60));
        // Killed after its commit and before it said so, it is told again.
        let again = "INSERT INTO core_delivery (position, subscriber, message, subject, state, attempts, due_at, fence) \
            SELECT position, 'cms.mail.parked', id, subject, 'waiting', 1, at, 1 \
            FROM core_outbox WHERE name = 'cms.plan.parked'";
        for letters in [3, 0] {
            for _ in 0..3 {
                workers.run_pending().await.expect("they work");
                clock.advance(seconds(1));
            }
            assert_eq!(office.letters.take().len(), letters, "on {}", office.desk.test.kind);
            assert_eq!(office.desk.count("core_delivery").await, 0);
            office.desk.spoil(again).await;
            assert_eq!(office.desk.count("core_delivery").await, 1);
        }
    }
}
