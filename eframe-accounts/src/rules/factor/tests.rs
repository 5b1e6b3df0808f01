//! What holds of second factors after every sequence of what people do with them.

use std::collections::BTreeSet;

use eframe_core::{Language, Version, sha256};
use jiff::SignedDuration;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::model::{
    EmailAddress, Halfway, HalfwayId, Membership, PasswordHash, Role, Session, State,
};
use crate::rules::{finish, owe};

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
            let new = matches!(change, Change::Factor(_, FactorChange::BeginApp { new: true, .. }));
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
            FactorChange::Drop => {
                (factors.app, factors.enrolment) = (None, None);
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
    (Halfway { id, account, secret, began: now }, session)
}

fn shown() -> impl Strategy<Value = Shown> {
    prop_oneof![
        (0..8_i64).prop_map(Shown::Code),
        (0..3_u8, 0..4_u8).prop_map(|(made, number)| Shown::Recovery { made, number }),
    ]
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        2 => (0..2_u8).prop_map(|session| Step::Begin { session }),
        3 => (0..2_u8, 0..8_i64).prop_map(|(session, step)| Step::Confirm { session, step }),
        8 => (shown(), shown()).prop_map(|(one, other)| Step::Show([one, other])),
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
                    let first = factors.app.is_none();
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
                        };
                        prop_assert!(once, "{:?} counted twice", one);
                    }
                }
                Step::Renew => {
                    let next = made.wrapping_add(1);
                    let commit =
                        renew_codes(&owner, &house.account, &factors, &digests(next), now);
                    prop_assert_eq!(commit.is_ok(), factors.app.is_some());
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
                    prop_assert_eq!(commit.is_ok(), factors.app.is_some());
                    if let Ok(commit) = commit {
                        prop_assert!(house.apply(&commit));
                    }
                }
                Step::Wait(seconds) => now += SignedDuration::from_secs(seconds),
            }
            let there = house.factors.app.is_some();
            prop_assert_eq!(house.account.second_factor.is_some(), there, "the account says so");
            prop_assert!(there || house.factors.recovery.is_empty(), "no codes without an app");
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
