//! Every sequence of what may happen to one address keeps what is promised of it.

use eframe_core::{Actor, Decision, Event as _, Language, Timestamp, Version, sha256};
use jiff::SignedDuration;
use proptest::prelude::*;
use uuid::Uuid;

use super::bounce::{Before, Bounce, BounceChange, BounceId, Counted, Source, bounce, overrule};
use super::score::{Kind, Score};
use super::*;
use crate::event::{AskedAgain, Suppressed};
use crate::model::{
    ConsentId, Form, How, IssueId, Mark, Question, QuestionId, Reply, State, Suppression, What,
};

/// One address as the store keeps it.
#[derive(Default)]
struct World {
    subscriber: Option<Subscriber>,
    asked: Option<Timestamp>,
    suppressed: Option<Reason>,
    /// What the list knows that is kept apart from the database.
    kept: Option<Reason>,
    score: Score,
    ledger: Vec<Entry>,
    mails: Vec<Timestamp>,
    chance: u128,
}

#[derive(Clone, Debug)]
enum Step {
    Subscribe,
    Confirm,
    ConfirmAnOldOne,
    Unsubscribe,
    Erase,
    Forget,
    Bounce(Kind),
    Overrule,
}

fn steps() -> impl Strategy<Value = Vec<(Step, i64)>> {
    let step = prop_oneof![
        4 => Just(Step::Subscribe),
        3 => Just(Step::Confirm),
        1 => Just(Step::ConfirmAnOldOne),
        2 => Just(Step::Unsubscribe),
        1 => Just(Step::Erase),
        2 => Just(Step::Forget),
        3 => Just(Step::Bounce(Kind::Hard)),
        1 => Just(Step::Bounce(Kind::Soft)),
        1 => Just(Step::Bounce(Kind::Complaint)),
        1 => Just(Step::Overrule),
    ];
    prop::collection::vec((step, -1_i64..300), 0..40)
}

fn mark() -> Mark {
    Mark(sha256(b"mina"))
}

impl World {
    fn given(&mut self) -> Given {
        let mut next = || {
            self.chance += 1;
            Uuid::from_u128(self.chance)
        };
        Given { id: next(), question: next(), entry: next() }
    }

    fn apply<T>(&mut self, decided: Decision<Change, T>, now: Timestamp) {
        for guard in decided.commit.guards() {
            let seen = self.subscriber.as_mut().expect("a guard is on somebody");
            assert_eq!((guard.id, guard.version), (seen.id.uuid(), seen.version));
        }
        let names: Vec<_> = decided.commit.messages().iter().map(|one| one.name).collect();
        if names.iter().any(|name| name.contains(".asked")) {
            self.mails.push(now);
        }
        for told in decided.commit.messages().iter().filter(|one| one.name == Suppressed::NAME) {
            let told: Suppressed = serde_json::from_value(told.payload.clone()).expect("its own");
            self.kept = Some(told.reason);
        }
        for change in decided.commit.changes() {
            match change.clone() {
                Change::Enter { subscriber, .. } => {
                    assert!(self.subscriber.is_none(), "the address is somebody's");
                    self.subscriber = Some(subscriber);
                }
                Change::Write { subscriber, .. } => {
                    // Whoever is erased has no address by which they are found again.
                    self.subscriber = subscriber
                        .address
                        .is_some()
                        .then(|| Subscriber { version: subscriber.version.next(), ..subscriber });
                }
                Change::Ask(_) => self.asked = Some(now),
                Change::Note(entry) => self.ledger.push(entry),
                Change::Suppress { reason, .. } => self.suppressed = Some(reason),
                Change::Release(_) => (self.suppressed, self.kept) = (None, None),
                Change::Bounce(BounceChange::Score { score, .. }) => self.score = score,
                Change::Bounce(BounceChange::Forget(_)) => self.score = Score::default(),
                _ => {}
            }
        }
        // The mark raises the version too, where nothing else was written.
        let written = decided
            .commit
            .changes()
            .iter()
            .any(|change| matches!(change, Change::Write { .. } | Change::Enter { .. }));
        if let (Some(one), false, true) =
            (&mut self.subscriber, written, !decided.commit.guards().is_empty())
        {
            one.version = one.version.next();
        }
    }

    fn known(&self) -> Known {
        let (subscriber, suppression) = (self.subscriber.clone(), self.suppressed);
        Known { mark: mark(), subscriber, suppression, asked: self.asked }
    }

    fn is_held(&self) -> bool {
        self.suppressed.is_some_and(Reason::is_in_force)
    }

    /// Whoever's yes is in force, by its id.
    fn yes(&self) -> Option<ConsentId> {
        match self.subscriber.as_ref()?.state {
            State::Confirmed { consent, .. } => Some(consent),
            _ => None,
        }
    }

    fn step(&mut self, step: &Step, now: Timestamp) {
        let yes = self.yes();
        self.take(step, now);
        let theirs = matches!(step, Step::Confirm | Step::Unsubscribe | Step::Erase);
        assert!(theirs || yes.is_none() || self.yes() == yes, "{step:?} took a yes away");
    }

    fn take(&mut self, step: &Step, now: Timestamp) {
        let (given, nobody) = (self.given(), Actor::anonymous());
        let agreed = Agreed { text: "Yes".to_owned(), language: Language::EN, reads: None };
        match (step, self.subscriber.clone()) {
            (Step::Subscribe, _) => {
                let address = "mina@seoul.example".parse().expect("an address");
                let wish = Subscribe { address, language: Language::KO, form: Form::Page };
                let decided = subscribe(&wish, &self.known(), &given, &nobody, now);
                let again =
                    decided.commit.messages().iter().any(|one| one.name == AskedAgain::NAME);
                assert!(!again || !self.is_held(), "who is held back is told that all is well");
                let before = self.mails.len();
                self.apply(decided, now);
                let mailed = self.mails.len() > before;
                let asked = self.subscriber.as_ref().and_then(|one| one.state.question());
                assert!(!mailed || !self.is_held() || asked.is_some(), "no way back");
            }
            (Step::Confirm, Some(one)) => {
                let Some(Question { id, .. }) = one.state.question() else { return };
                if let Ok(decided) = confirm(&one, mark(), id, &agreed, &nobody, now) {
                    self.apply(decided, now);
                }
            }
            (Step::ConfirmAnOldOne, Some(one)) => {
                let old = QuestionId::new(Uuid::from_u128(u128::MAX));
                assert_eq!(
                    confirm(&one, mark(), old, &agreed, &nobody, now).err(),
                    Some(crate::Refusal::LinkDead)
                );
            }
            (Step::Unsubscribe, Some(one)) => {
                let decided = unsubscribe(&one, Some(mark()), How::Link, &given, &nobody, now);
                self.apply(decided, now);
            }
            (Step::Bounce(kind), Some(one)) => {
                let wished = self.suppressed.filter(|held| held.is_own_wish());
                let came = Bounce {
                    id: BounceId::new(given.entry),
                    subscriber: one.id,
                    issue: Some(IssueId::new(given.question)),
                    kind: *kind,
                    source: Source::Report,
                    reply: Reply::unsaid("no"),
                };
                let (score, suppression) = (self.score, self.suppressed);
                let before = Before { score, suppression, ..Before::default() };
                let decided = bounce(&one, Some(mark()), before, came, &nobody, now);
                let (counted, messages) = (decided.outcome, decided.commit.messages());
                let told = messages.iter().any(|one| one.name == Suppressed::NAME);
                self.apply(decided, now);
                assert!(!told || self.suppressed != suppression, "told twice");
                assert_eq!(counted == Counted::Ended, self.is_held());
                assert!(wished.is_none() || self.suppressed == wished, "a wish is forgotten");
            }
            (Step::Overrule, Some(one)) => {
                let at = Timestamp::UNIX_EPOCH;
                let held = self.suppressed.map(|reason| Suppression { mark: mark(), reason, at });
                let staff = Actor::system("test");
                match overrule(&one, mark(), held.as_ref(), &staff, now) {
                    Ok(decided) => self.apply(decided, now),
                    Err(_) => assert!(self.suppressed.is_some_and(Reason::is_own_wish)),
                }
            }
            (Step::Erase, one) => {
                let decided = erase(one.as_ref(), mark(), Form::Desk, &given, &nobody, now);
                self.apply(decided, now);
            }
            (Step::Forget, Some(one)) => {
                if let Some(decided) = forget(&one, mark(), &given, &nobody, now) {
                    self.apply(decided, now);
                }
            }
            (_, None) => {}
        }
    }

    fn holds(&self) {
        if let Some(State::Confirmed { consent, .. }) =
            self.subscriber.as_ref().map(|one| &one.state)
        {
            let said = self.ledger.iter().find(|entry| entry.id == *consent);
            assert!(matches!(said.map(|entry| &entry.what), Some(What::Agreed { .. })), "no yes");
            let ended = [Some(Reason::Unsubscribed), Some(Reason::Erased)];
            assert!(!ended.contains(&self.suppressed), "confirmed and ended at once");
        }
        assert_eq!(self.kept, self.suppressed, "a restored backup knows better or worse");
        for pair in self.mails.windows(2) {
            assert!(pair[1] >= pair[0] + ONCE_WITHIN, "two mails within a day: {pair:?}");
        }
    }
}

proptest! {
    #[test]
    fn whoever_gets_issues_said_yes_and_no_address_gets_two_questions_a_day(steps in steps()) {
        let (mut world, mut now) = (World::default(), Timestamp::UNIX_EPOCH);
        for (step, hours) in steps {
            now += SignedDuration::from_hours(hours);
            world.step(&step, now);
            world.holds();
        }
    }
}

fn asked(now: Timestamp) -> Subscriber {
    Subscriber {
        id: SubscriberId::new(Uuid::from_u128(1)),
        version: Version::FIRST,
        address: Some("mina@seoul.example".parse().expect("an address")),
        language: Language::KO,
        state: State::Asked {
            question: QuestionId::new(Uuid::from_u128(2)),
            at: now,
            form: Form::Page,
        },
    }
}

#[test]
fn bad_input_35_a_question_is_answered_within_a_week_and_not_by_another() {
    let now = Timestamp::UNIX_EPOCH;
    let (one, question) = (asked(now), QuestionId::new(Uuid::from_u128(2)));
    assert!(is_open(&one, question, now + ANSWERED_WITHIN - SignedDuration::from_secs(1)));
    assert!(!is_open(&one, question, now + ANSWERED_WITHIN));
    assert!(!is_open(&one, QuestionId::new(Uuid::from_u128(3)), now));
    // A clock that went back revives nothing and kills nothing.
    assert!(is_open(&one, question, now - SignedDuration::from_hours(1)));
}

#[test]
fn what_was_agreed_stands_in_the_ledger_word_for_word() {
    let now = Timestamp::UNIX_EPOCH;
    let (one, question) = (asked(now), QuestionId::new(Uuid::from_u128(2)));
    let (language, reads) = (Language::KO, Some(Language::FR));
    let agreed = Agreed { text: "네, 받겠습니다.".to_owned(), language, reads };
    let decided = confirm(&one, mark(), question, &agreed, &Actor::anonymous(), now);
    let commit = decided.expect("an open question").commit;
    let note = commit.changes().iter().find_map(|change| match change {
        Change::Note(entry) => Some(entry),
        _ => None,
    });
    let entry = note.expect("a line in the ledger");
    let sha256 = sha256(agreed.text.as_bytes());
    assert_eq!(entry.what, What::Agreed { text: agreed.text, sha256 });
    assert_eq!((entry.id, entry.form), (ConsentId::new(Uuid::from_u128(2)), Form::Page));
    // The words were read in one language, and the newsletter is read in another.
    assert_eq!(entry.language, Language::KO);
    let reads = commit.changes().iter().find_map(|change| match change {
        Change::Write { subscriber, .. } => Some(subscriber.language),
        _ => None,
    });
    assert_eq!(reads, Some(Language::FR));
}

#[test]
fn who_gets_it_chooses_their_language_and_nobody_else_is_written_to_by_that() {
    let now = Timestamp::UNIX_EPOCH;
    let (one, nobody) = (asked(now), Actor::anonymous());
    let choose = |one: &Subscriber, language| read_in(one, mark(), language, &nobody, now);
    assert_eq!(choose(&one, Language::FR).err(), Some(crate::Refusal::LinkDead), "only asked");
    let consent = ConsentId::new(Uuid::from_u128(2));
    let state = State::Confirmed { consent, at: now, again: None };
    let reader = Subscriber { state: state.clone(), ..one };
    let same = choose(&reader, Language::KO).expect("they get it").commit;
    assert!(same.changes().is_empty() && same.guards().is_empty());
    let commit = choose(&reader, Language::FR).expect("they get it").commit;
    let [Change::Write { subscriber, .. }] = commit.changes() else { panic!("one change") };
    assert_eq!((subscriber.language, &subscriber.state), (Language::FR, &state));
    assert!(commit.messages().is_empty(), "nothing is mailed");
}

#[test]
fn whoever_ended_it_is_erased_after_four_weeks_and_whoever_never_answered_after_one() {
    let now = Timestamp::UNIX_EPOCH;
    let mut world = World { subscriber: Some(asked(now)), ..World::default() };
    let given = world.given();
    let never = forget(&asked(now), mark(), &given, &Actor::anonymous(), now + ANSWERED_WITHIN);
    let never = never.expect("its time is over").commit;
    assert!(!never.changes().iter().any(|change| matches!(change, Change::Suppress { .. })));
    world.step(&Step::Unsubscribe, now);
    let one = world.subscriber.expect("still there");
    let early = now + KEPT_FOR - SignedDuration::from_secs(1);
    assert_eq!(forget(&one, mark(), &given, &Actor::anonymous(), early), None);
    let late = forget(&one, mark(), &given, &Actor::anonymous(), now + KEPT_FOR);
    let late = late.expect("its time is over").commit;
    let reason = Reason::Erased;
    assert!(late.changes().contains(&Change::Suppress { mark: mark(), reason }));
}
