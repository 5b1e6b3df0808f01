//! What holds of second factors after every sequence of what people do with them.

use std::collections::{BTreeMap, BTreeSet};

use eframe_core::{Language, Version, sha256};
use jiff::SignedDuration;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::model::{
    EmailAddress, Halfway, HalfwayId, Membership, Passkey, PasskeyEnrolment, PasskeyId,
    PasswordHash, Question, Role, Session, Signed, State,
};
use crate::rules::{begin_passkey, confirm_passkey, finish, give_up_passkey, owe};

/// One account in memory: what the store would hold of it.
#[derive(Clone, Debug)]
struct House {
    account: Account,
    factors: Factors,
}

#[derive(Clone, Copy, Debug)]
enum Step {
    Begin {
        session: u8,
    },
    Confirm {
        session: u8,
        step: i64,
    },
    BeginPasskey {
        session: u8,
    },
    /// With the counter that the new key says, or a wrong answer.
    ConfirmPasskey {
        session: u8,
        counter: Option<u32>,
    },
    RemovePasskey(u8),
    RemoveApp,
    /// Two at once, both decided on what was there before.
    Show([Shown; 2]),
    Renew,
    Remove,
    Take,
    Wait(i64),
}

#[derive(Clone, Copy, Debug)]
enum Shown {
    Code(i64),
    Recovery { made: u8, number: u8 },
    Passkey { number: u8, counter: u32 },
}

fn passkey(number: u8, counter: u32, now: Timestamp) -> Passkey {
    Passkey {
        id: passkey_id(number),
        name: "Phone".to_owned(),
        credential: sha256(&[number]),
        key: String::new(),
        counter,
        added: now,
        used: None,
    }
}

fn passkey_id(number: u8) -> PasskeyId {
    PasskeyId::new(Uuid::from_u128(u128::from(number) + 1))
}

fn enrolment(session: SessionId, now: Timestamp) -> PasskeyEnrolment {
    let question = Question { options: String::new(), state: String::new() };
    PasskeyEnrolment { name: "Phone".to_owned(), question, session, begun: now }
}

fn session(number: u8) -> SessionId {
    SessionId::new(Uuid::from_u128(u128::from(number) + 1))
}

fn code(made: u8, number: u8) -> Digest {
    sha256(&[made, number])
}

fn roles() -> Roles {
    Roles::new(Role::everywhere("administrator", permission::ALL))
        .with(Role::everywhere("treasurer", &[permission::READ]).with_second_factor())
}

fn mina() -> Account {
    Account {
        id: AccountId::new(Uuid::from_u128(7)),
        email: EmailAddress::parse("email", "mina@city.example").expect("an address"),
        name: "Mina".to_owned(),
        language: Language::EN,
        state: State::Active { password: PasswordHash::new("$argon2id$") },
        memberships: Vec::new(),
        second_factor: None,
        version: Version::FIRST,
    }
}

impl House {
    fn new() -> Self {
        let account = mina();
        let factors = Factors::none(account.id);
        Self { account, factors }
    }

    fn owner(&self) -> Actor {
        self.account.actor(&roles())
    }

    fn show(&self, shown: Shown, now: Timestamp) -> Result<Commit<Change>, Refusal> {
        let id = self.account.id;
        let (halfway, session) = waiting(id, now);
        let proof = match shown {
            Shown::Code(step) => Proof::Step(step),
            Shown::Recovery { made, number } => Proof::Recovery(code(made, number)),
            Shown::Passkey { number, counter } => {
                Proof::Passkey(Signed { passkey: passkey_id(number), counter, key: String::new() })
            }
        };
        finish(&roles(), &self.account, &self.factors, &halfway, proof, session)
    }

    /// Applies a commit as the store does: not at all when a guard has moved on, or the row is there already.
    fn apply(&mut self, commit: &Commit<Change>) -> bool {
        let stale = commit.guards().iter().any(|guard| match guard.table {
            table::FACTOR => Some(guard.version) != self.factors.version,
            _ => guard.version != self.account.version,
        });
        let again = commit.changes().iter().any(|change| {
            let new = matches!(
                change,
                Change::Factor(
                    _,
                    FactorChange::BeginApp { new: true, .. }
                        | FactorChange::BeginPasskey { new: true, .. }
                )
            );
            new && self.factors.version.is_some()
        });
        if stale || again {
            return false;
        }
        for guard in commit.guards().iter().filter(|one| one.hold == eframe_core::Hold::Write) {
            match guard.table {
                table::FACTOR => self.factors.version = Some(guard.version.next()),
                _ => self.account.version = guard.version.next(),
            }
        }
        for change in commit.changes() {
            if let Change::Factor(_, change) = change {
                self.change(change.clone());
            }
        }
        true
    }

    fn change(&mut self, change: FactorChange) {
        let factors = &mut self.factors;
        match change {
            FactorChange::SetSince(since) => self.account.second_factor = since,
            FactorChange::BeginApp { enrolment, new } => {
                factors.enrolment = Some(enrolment);
                if new {
                    factors.version = Some(Version::FIRST);
                }
            }
            FactorChange::CountApp(app) => (factors.app, factors.enrolment) = (Some(app), None),
            FactorChange::UseStep(step) => {
                factors.app.as_mut().expect("guarded").used = step;
            }
            FactorChange::SetRecovery(codes) => factors.recovery = codes,
            FactorChange::UseRecovery(code) => factors.recovery.retain(|one| *one != code),
            FactorChange::BeginPasskey { enrolment, new } => {
                factors.passkey_enrolment = Some(enrolment);
                if new {
                    factors.version = Some(Version::FIRST);
                }
            }
            FactorChange::GiveUpPasskey => factors.passkey_enrolment = None,
            FactorChange::CountPasskey(one) => {
                factors.passkeys.push(one);
                factors.passkey_enrolment = None;
            }
            FactorChange::UsePasskey { signed, at } => {
                let own = factors.passkeys.iter_mut().find(|one| one.id == signed.passkey);
                let own = own.expect("guarded");
                (own.counter, own.used) = (signed.counter, Some(at));
            }
            FactorChange::DropPasskey(id) => factors.passkeys.retain(|one| one.id != id),
            FactorChange::DropApp => (factors.app, factors.enrolment) = (None, None),
            FactorChange::Drop => {
                (factors.app, factors.enrolment) = (None, None);
                (factors.passkey_enrolment, factors.passkeys) = (None, Vec::new());
                factors.recovery.clear();
            }
        }
    }
}

fn waiting(account: AccountId, now: Timestamp) -> (Halfway, Session) {
    let id = HalfwayId::new(Uuid::from_u128(1));
    let secret = sha256(b"secret");
    let session =
        Session { id: session(9), account, secret, started: now, seen: now, agent: String::new() };
    (Halfway { id, account, secret, began: now, question: None }, session)
}

fn shown() -> impl Strategy<Value = Shown> {
    prop_oneof![
        (0..8_i64).prop_map(Shown::Code),
        (0..3_u8, 0..4_u8).prop_map(|(made, number)| Shown::Recovery { made, number }),
        (0..4_u8, 0..6_u32).prop_map(|(number, counter)| Shown::Passkey { number, counter }),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => (0..2_u8).prop_map(|session| Step::Begin { session }),
        3 => (0..2_u8, 0..8_i64).prop_map(|(session, step)| Step::Confirm { session, step }),
        8 => (shown(), shown()).prop_map(|(one, other)| Step::Show([one, other])),
        2 => (0..2_u8).prop_map(|session| Step::BeginPasskey { session }),
        3 => (0..2_u8, prop::option::weighted(0.8, 0..2_u32))
            .prop_map(|(session, counter)| Step::ConfirmPasskey { session, counter }),
        1 => (0..4_u8).prop_map(Step::RemovePasskey),
        1 => Just(Step::RemoveApp),
        1 => Just(Step::Renew),
        1 => Just(Step::Remove),
        1 => Just(Step::Take),
        1 => (0..2_000_i64).prop_map(Step::Wait),
    ]
}

proptest! {
    #[test]
    fn bad_input_36_a_code_counts_once(steps in proptest::collection::vec(step(), 1..80)) {
        let (mut house, mut now, mut made) = (House::new(), Timestamp::UNIX_EPOCH, 0_u8);
        // What counted since the app that counts was set up, and since the codes were made.
        let (mut codes, mut recovery) = (BTreeSet::new(), BTreeSet::new());
        // Of each passkey the counters that counted; how many were ever made.
        let (mut counters, mut keys) = (BTreeMap::<u8, u32>::new(), 0_u8);
        for step in steps {
            let (owner, factors) = (house.owner(), house.factors.clone());
            let digests = |made| (0..4).map(|number| code(made, number)).collect::<Vec<_>>();
            match step {
                Step::Begin { session: by } => {
                    let seed = Seed { key: "k".to_owned(), bits: Uuid::from_u128(3) };
                    let commit =
                        begin_app(&owner, &house.account, &factors, seed, session(by), now);
                    prop_assert!(house.apply(&commit.expect("one's own")));
                    prop_assert_eq!(&house.factors.app, &factors.app, "nothing counts by it");
                }
                Step::Confirm { session: by, step } => {
                    let first = !factors.is_any();
                    let next = made.wrapping_add(1);
                    let commit = confirm_app(
                        &owner, &house.account, &factors, session(by), step, &digests(next), now,
                    );
                    let begun = factors.enrolment_in(session(by), now).is_some();
                    prop_assert_eq!(commit.is_ok(), begun);
                    if let Ok(commit) = commit {
                        prop_assert!(house.apply(&commit));
                        codes = BTreeSet::from([step]);
                        if first {
                            (made, recovery) = (next, BTreeSet::new());
                        }
                    }
                }
                Step::BeginPasskey { session: by } => {
                    let begun = enrolment(session(by), now);
                    let commit = begin_passkey(&owner, &house.account, &factors, begun, now);
                    prop_assert_eq!(commit.is_ok(), factors.passkeys.len() < 20);
                    if let Ok(commit) = commit {
                        prop_assert!(house.apply(&commit));
                        prop_assert_eq!(&house.factors.passkeys, &factors.passkeys);
                    }
                }
                Step::ConfirmPasskey { session: by, counter } => {
                    let (first, next) = (!factors.is_any(), made.wrapping_add(1));
                    let begun = factors.passkey_enrolment_in(session(by), now).is_some();
                    let (account, by) = (&house.account, session(by));
                    let commit = match counter {
                        Some(counter) => {
                            let new = passkey(keys, counter, now);
                            let digests = digests(next);
                            confirm_passkey(&owner, account, &factors, by, new, &digests, now)
                        }
                        None => give_up_passkey(&owner, account, &factors, by, now),
                    };
                    prop_assert_eq!(commit.is_ok(), begun);
                    if let Ok(commit) = commit {
                        prop_assert!(house.apply(&commit));
                        prop_assert_eq!(&house.factors.passkey_enrolment, &None, "used up");
                        if let Some(counter) = counter {
                            counters.insert(keys, counter);
                            keys += 1;
                            if first {
                                (made, recovery) = (next, BTreeSet::new());
                            }
                        }
                    }
                }
                Step::RemovePasskey(_) | Step::RemoveApp => {
                    let (part, there) = match step {
                        Step::RemovePasskey(number) => {
                            let id = passkey_id(number);
                            (Part::Passkey(id), factors.passkeys.iter().any(|one| one.id == id))
                        }
                        _ => (Part::App, factors.app.is_some()),
                    };
                    let commit =
                        remove_part(&owner, &roles(), &house.account, &factors, part, now);
                    prop_assert_eq!(commit.is_ok(), there);
                    if let Ok(commit) = commit {
                        prop_assert!(house.apply(&commit));
                        let (before, after) = (&factors, &house.factors);
                        let count = |of: &Factors| of.passkeys.len() + usize::from(of.app.is_some());
                        prop_assert_eq!(count(after) + 1, count(before), "one alone went");
                    }
                }
                Step::Show(both) => {
                    // Decided on the same, then carried out one after the other.
                    let decided = both.map(|one| (one, house.show(one, now)));
                    for (one, commit) in decided {
                        let Ok(commit) = commit else { continue };
                        if !house.apply(&commit) {
                            continue;
                        }
                        let once = match one {
                            Shown::Code(step) => {
                                prop_assert!(codes.iter().all(|before| *before < step));
                                codes.insert(step)
                            }
                            Shown::Recovery { made: of, number } => {
                                prop_assert_eq!(of, made, "one of the newest");
                                recovery.insert(number)
                            }
                            Shown::Passkey { number, counter } => {
                                let before = counters.insert(number, counter).expect("made");
                                counter > before || (counter, before) == (0, 0)
                            }
                        };
                        prop_assert!(once, "{:?} counted twice", one);
                    }
                }
                Step::Renew => {
                    let next = made.wrapping_add(1);
                    let commit =
                        renew_codes(&owner, &house.account, &factors, &digests(next), now);
                    prop_assert_eq!(commit.is_ok(), factors.is_any());
                    if let Ok(commit) = commit {
                        prop_assert!(house.apply(&commit));
                        (made, recovery) = (next, BTreeSet::new());
                    }
                }
                Step::Remove | Step::Take => {
                    let commit = if matches!(step, Step::Take) {
                        take_factor(&Actor::system("test"), &house.account, &factors, now)
                    } else {
                        remove_factor(&owner, &roles(), &house.account, &factors, now)
                    };
                    prop_assert_eq!(commit.is_ok(), factors.is_any());
                    if let Ok(commit) = commit {
                        prop_assert!(house.apply(&commit));
                    }
                }
                Step::Wait(seconds) => now += SignedDuration::from_secs(seconds),
            }
            let there = house.factors.is_any();
            prop_assert_eq!(house.account.second_factor.is_some(), there, "the account says so");
            prop_assert!(there || house.factors.recovery.is_empty(), "no codes without a factor");
            if there {
                prop_assert_eq!(house.factors.recovery.len(), 4 - recovery.len());
            }
        }
    }

    #[test]
    fn whoever_owes_a_second_factor_may_nothing(has in any::<bool>(), asks in any::<bool>()) {
        let account = Account {
            memberships: vec![
                Membership::everywhere(if asks { "treasurer" } else { "administrator" }),
            ],
            second_factor: has.then_some(Timestamp::UNIX_EPOCH),
            ..mina()
        };
        let owes = asks && !has;
        prop_assert_eq!(account.owes_second_factor(&roles()), owes);
        prop_assert_eq!(account.actor(&roles()).may(permission::READ), !owes);
    }
}

#[test]
fn bad_input_40_nobody_takes_their_own_away_at_the_desk() {
    let mut account = mina();
    account.memberships = vec![roles().administrator()];
    account.second_factor = Some(Timestamp::UNIX_EPOCH);
    let factors = Factors::none(account.id);
    let own = account.actor(&roles());
    let taken = take_factor(&own, &account, &factors, Timestamp::UNIX_EPOCH);
    assert_eq!(taken.map(drop), Err(Refusal::OnYourself));
    let reader = Actor::person(AccountId::new(Uuid::from_u128(8)).actor(), "Omar", Vec::new());
    let taken = take_factor(&reader, &account, &factors, Timestamp::UNIX_EPOCH);
    assert!(matches!(taken, Err(Refusal::Denied(_))));
}

#[test]
fn a_role_that_asks_for_one_keeps_it() {
    let mut account = mina();
    account.memberships = vec![Membership::everywhere("treasurer")];
    account.second_factor = Some(Timestamp::UNIX_EPOCH);
    let (factors, own) = (Factors::none(account.id), account.actor(&roles()));
    let removed = remove_factor(&own, &roles(), &account, &factors, Timestamp::UNIX_EPOCH);
    assert_eq!(removed.map(drop), Err(Refusal::SecondFactorNeeded));
}

#[test]
fn bad_input_66_half_way_lasts_ten_minutes_and_is_for_one_account() {
    let now = Timestamp::UNIX_EPOCH;
    let mut account = mina();
    let seed = Seed { key: "k".to_owned(), bits: Uuid::nil() };
    let factors = Factors {
        app: Some(App { seed, used: 0 }),
        version: Some(Version::FIRST),
        ..Factors::none(account.id)
    };
    let (halfway, session) = waiting(account.id, now);
    let at = |seconds| {
        let started = now + SignedDuration::from_secs(seconds);
        Session { started, ..session.clone() }
    };
    let ends = |account: &Account, halfway: &Halfway, session| {
        finish(&roles(), account, &factors, halfway, Proof::Step(1), session).map(drop)
    };
    assert_eq!(ends(&account, &halfway, at(599)), Ok(()));
    assert_eq!(ends(&account, &halfway, at(600)), Err(Refusal::TooLate));
    let other = Halfway { account: AccountId::new(Uuid::from_u128(8)), ..halfway.clone() };
    assert_eq!(ends(&account, &other, at(1)), Err(Refusal::TooLate));
    account.state = State::Off { password: account.password().clone() };
    assert_eq!(ends(&account, &halfway, at(1)), Err(Refusal::TooLate));
    assert_eq!(owe(&roles(), &account, halfway).map(drop), Err(Refusal::WrongPassword));
}

#[test]
fn bad_input_36_a_copied_passkey_is_found_out_by_its_counter() {
    let now = Timestamp::UNIX_EPOCH;
    for (kept, shown, good) in
        [(0, 0, true), (0, 1, true), (5, 6, true), (5, 5, false), (5, 4, false), (5, 0, false)]
    {
        assert_eq!(passkey(1, kept, now).moves_on(shown), good, "{kept} then {shown}");
    }
}

#[test]
fn a_role_that_asks_for_one_keeps_the_last_and_lets_the_others_go() {
    let now = Timestamp::UNIX_EPOCH;
    let mut account = mina();
    account.memberships = vec![Membership::everywhere("treasurer")];
    account.second_factor = Some(now);
    let one = Factors {
        passkeys: vec![passkey(1, 0, now)],
        version: Some(Version::FIRST),
        ..Factors::none(account.id)
    };
    let two = Factors { passkeys: vec![passkey(1, 0, now), passkey(2, 0, now)], ..one.clone() };
    let own = account.actor(&roles());
    let removed = |factors, number| {
        let part = Part::Passkey(passkey_id(number));
        remove_part(&own, &roles(), &account, factors, part, now).map(drop)
    };
    assert_eq!(removed(&one, 1), Err(Refusal::SecondFactorNeeded));
    assert_eq!(removed(&two, 1), Ok(()));
    assert_eq!(removed(&two, 3), Err(Refusal::NoSecondFactor), "somebody else's, or none");
}

#[test]
fn bad_input_66_a_passkey_is_made_within_five_minutes_in_the_session_that_began_it() {
    let (now, account) = (Timestamp::UNIX_EPOCH, mina());
    let factors = Factors {
        passkey_enrolment: Some(enrolment(session(1), now)),
        version: Some(Version::FIRST),
        ..Factors::none(account.id)
    };
    let own = account.actor(&roles());
    let made = |by, seconds| {
        let at = now + SignedDuration::from_secs(seconds);
        let new = passkey(1, 0, at);
        confirm_passkey(&own, &account, &factors, session(by), new, &[], at).map(drop)
    };
    assert_eq!(made(1, 299), Ok(()));
    assert_eq!(made(1, 300), Err(Refusal::NothingBegun));
    assert_eq!(made(2, 1), Err(Refusal::NothingBegun), "another session");
    let other = Actor::person(AccountId::new(Uuid::from_u128(8)).actor(), "Omar", Vec::new());
    let denied =
        confirm_passkey(&other, &account, &factors, session(1), passkey(1, 0, now), &[], now);
    assert!(matches!(denied, Err(Refusal::Denied(_))));
}

#[test]
fn a_passkey_has_a_name_and_there_are_twenty_at_most() {
    let (now, account) = (Timestamp::UNIX_EPOCH, mina());
    let own = account.actor(&roles());
    let none = Factors::none(account.id);
    let begun = |factors: &Factors, name: String| {
        let enrolment = PasskeyEnrolment { name, ..enrolment(session(1), now) };
        begin_passkey(&own, &account, factors, enrolment, now).map(drop)
    };
    for bad in [String::new(), "  ".to_owned(), "x".repeat(61)] {
        assert!(matches!(begun(&none, bad), Err(Refusal::Invalid(_))));
    }
    assert_eq!(begun(&none, "é".repeat(60)), Ok(()));
    let full = Factors { passkeys: (0..20).map(|one| passkey(one, 0, now)).collect(), ..none };
    assert_eq!(begun(&full, "Phone".to_owned()), Err(Refusal::Passkey(PasskeyRefusal::TooMany)));
}
