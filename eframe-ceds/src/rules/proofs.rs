//! What holds after any sequence of steps, and of any benchmark.

use std::collections::{BTreeMap, BTreeSet};

use eframe_core::{Actor, Hold, Scope, Timestamp, Version};
use jiff::SignedDuration;
use jiff::civil::date;
use proptest::prelude::*;
use uuid::Uuid;

use super::samples::{city, desk, edition, person};
use super::{Ask, Change, Desk, LEAST, Save, Submit, compare};
use crate::Refusal;
use crate::model::{
    Answer, AnswerId, AssessmentId, CommentId, Compared, Consent, Figure, Given, Hidden, Inputs,
    PeerSet, RoundState, Snapshot, Stage,
};
use crate::permission::{ANSWER, LEAD, REVIEW};

/// Something that somebody does.
#[derive(Clone, Copy, Debug)]
enum Step {
    Save { question: usize, answer: usize, expected: i64 },
    Submit { anyway: bool },
    GiveBack,
    Freeze { own: bool },
    Withdraw,
    Consent(usize),
    Ask,
    Later,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..4_usize, 0..4_usize, 0..4_i64)
            .prop_map(|(question, answer, expected)| Step::Save { question, answer, expected }),
        2 => any::<bool>().prop_map(|anyway| Step::Submit { anyway }),
        1 => Just(Step::GiveBack),
        1 => any::<bool>().prop_map(|own| Step::Freeze { own }),
        1 => Just(Step::Withdraw),
        1 => (0..3_usize).prop_map(Step::Consent),
        1 => Just(Step::Ask),
        1 => Just(Step::Later),
    ]
}

/// What stands after some steps.
struct World {
    desk: Desk,
    answers: BTreeMap<String, Answer>,
    /// Every version that was ever given.
    past: Vec<Answer>,
    frozen: Option<crate::model::Frozen>,
    now: Timestamp,
}

const QUESTIONS: [&str; 4] = ["r1", "r2", "t1", "t2"];

impl World {
    fn new() -> Self {
        let now = Timestamp::from_second(1_800_000_000).expect("an instant");
        Self { desk: desk(), answers: BTreeMap::new(), past: Vec::new(), frozen: None, now }
    }

    fn given(&self) -> BTreeMap<String, Given> {
        let answers = self.answers.iter();
        answers.map(|(id, answer)| (id.clone(), answer.given.clone())).collect()
    }

    /// Takes a step as the store does: guards first, then changes.
    fn take(&mut self, step: Step) -> Result<(), Refusal> {
        self.now += SignedDuration::from_secs(60);
        let (now, scope) = (self.now, Scope::Organisation(city(1)));
        let officer = person(1, &[(ANSWER, scope), (LEAD, scope), (REVIEW, scope)]);
        let reviewer = person(2, &[(REVIEW, Scope::Everywhere)]);
        let desk = &self.desk;
        let commit = match step {
            Step::Save { question, answer, expected } => {
                let id = AnswerId::new(Uuid::from_u128(10 + question as u128));
                let question = QUESTIONS[question];
                let choices = ["low", "middle", "high", "not-applicable"];
                let given = match choices[answer] {
                    "not-applicable" => Given::NotApplicable,
                    choice => Given::Choice { choice: choice.to_owned() },
                };
                let save = Save {
                    question: question.to_owned(),
                    expected: Version::new(expected),
                    given,
                    note: String::new(),
                    links: Vec::new(),
                };
                let current = self.answers.get(question);
                super::save(desk, current, &save, id, &officer, now)?.commit
            }
            Step::Submit { anyway } => {
                super::submit(desk, &self.given(), Submit { anyway }, &officer, now)?.commit
            }
            Step::GiveBack => {
                let comment = CommentId::new(Uuid::from_u128(5));
                super::give_back(desk, "Why?", comment, &reviewer, now)?.commit
            }
            Step::Freeze { own } => {
                let by = if own { &officer } else { &reviewer };
                super::freeze(desk, &self.answers, by, now)?.commit
            }
            Step::Withdraw => super::withdraw(desk, &officer, now)?.commit,
            Step::Consent(place) => {
                super::consent(desk, Consent::ALL[place], &officer, now)?.commit
            }
            Step::Ask => {
                let address = "new@porto-azul.example".to_owned();
                let ask = Ask {
                    address,
                    sections: BTreeSet::from(["rules".to_owned()]),
                    language: eframe_core::Language::EN,
                };
                super::ask(desk, &ask, &officer, now)?.commit
            }
            Step::Later => {
                self.desk.today = date(2027, 2, 3);
                return Ok(());
            }
        };
        for guard in commit.guards().to_vec() {
            if guard.table == "ceds_assessment" {
                assert_eq!(guard.version, self.desk.assessment.version);
                if guard.hold == Hold::Write {
                    self.desk.assessment.version = self.desk.assessment.version.next();
                }
            }
        }
        for change in commit.changes() {
            match change {
                Change::Answer(answers) => {
                    for answer in answers {
                        self.past.push(answer.clone());
                        self.answers.insert(answer.question.clone(), answer.clone());
                    }
                }
                Change::Write(next) => {
                    let version = self.desk.assessment.version;
                    self.desk.assessment = (**next).clone();
                    self.desk.assessment.version = version;
                }
                Change::Freeze(frozen) => self.frozen = Some((**frozen).clone()),
                _ => {}
            }
        }
        Ok(())
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_over_never_changes_and_no_version_is_lost(
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let mut world = World::new();
        for step in steps {
            let (before, answers) = (world.desk.assessment.state.clone(), world.answers.clone());
            let done = world.take(step);
            let stage = before.stage();
            if !before.is_open() {
                prop_assert_eq!(&world.answers, &answers, "answers only change while it is open");
            }
            if matches!(stage, Stage::Frozen | Stage::Withdrawn) {
                prop_assert_eq!(&world.desk.assessment.state, &before, "its end is its end");
            }
            if let (Step::Freeze { own: true }, Stage::Submitted) = (step, stage) {
                prop_assert!(done.is_err(), "whoever handed it in does not review it");
            }
            if let Step::Save { question, expected, .. } = step {
                let was = answers.get(QUESTIONS[question]);
                let now = world.answers.get(QUESTIONS[question]);
                let stale = was.map_or(0, |was| was.version.get()) != expected;
                if stale {
                    prop_assert_eq!(was, now, "nobody overwrites what they did not see");
                }
            }
        }
        for (question, answer) in &world.answers {
            let versions = world.past.iter().filter(|one| one.question == *question);
            let numbers: Vec<_> = versions.map(|one| one.version.get()).collect();
            let all: Vec<_> = (1..=answer.version.get()).collect();
            prop_assert_eq!(numbers, all, "every version is there once");
        }
        if let Some(frozen) = &world.frozen {
            let edition = edition();
            let data = edition.data(&frozen.inputs).expect("what was kept is data");
            let again = edition.figures(&data).expect("it was reckoned before");
            prop_assert!(frozen.has_scores(&again), "it comes out again to the last bit");
        }
    }

    #[test]
    fn whatever_cities_take_back_and_give_again_nothing_ever_told_speaks_of_fewer_than_five_others(
        cities in prop::collection::vec(
            (0..3_usize, 0..3_usize, 0..3_usize, 0..=100_u32, any::<bool>()), 0..40,
        ),
        history in prop::collection::vec(prop::collection::vec(any::<bool>(), 40), 1..6),
    ) {
        let edition = edition();
        let (snapshot, mut consents) = network(&cities);
        // What somebody knows who writes down all that is shown, day by day: the cities each set and node speaks of.
        let (mut known, mut at_top) = (BTreeSet::new(), BTreeSet::new());
        for day in history {
            for (city, agrees) in snapshot.cities.iter().zip(day) {
                let said = if agrees { Consent::Named } else { Consent::Nothing };
                consents.insert(city.assessment, said);
            }
            for set in compare(&edition, &snapshot, &consents, None).sets {
                let of = snapshot.cities.iter().enumerate().filter(|(_, one)| is_in(one, &set));
                if set.hidden.is_some() {
                    prop_assert!(set.nodes.is_empty() && set.cities.is_none() && set.named.is_empty());
                    continue;
                }
                for (_, one) in of.clone() {
                    prop_assert!(consents[&one.assessment].allows_comparing(), "{set:?}");
                }
                known.insert(of.clone().map(|(place, _)| place).collect::<BTreeSet<_>>());
                if set.nodes.contains_key("top") {
                    let scored = of.filter(|(_, one)| one.scores.contains_key("top"));
                    at_top.insert(scored.map(|(place, _)| place).collect::<BTreeSet<_>>());
                }
            }
        }
        prop_assert_eq!(least_solved(&known).filter(|least| *least <= LEAST), None);
        prop_assert_eq!(least_solved(&at_top).filter(|least| *least <= LEAST), None);
    }
}

/// The fewest cities that anybody can single out by taking sets with no city in common away from a set they lie in, by
/// trying every choice of them.
fn least_solved(known: &BTreeSet<BTreeSet<usize>>) -> Option<usize> {
    let known: Vec<_> = known.iter().collect();
    let mut least: Option<usize> = None;
    for outer in &known {
        let inner: Vec<_> = known.iter().filter(|set| set.is_subset(outer)).collect();
        for choice in 0..1_u32 << inner.len() {
            let chosen = inner.iter().enumerate().filter(|(place, _)| choice >> place & 1 == 1);
            let chosen: Vec<_> = chosen.map(|(_, set)| **set).collect();
            let union: BTreeSet<usize> =
                chosen.iter().flat_map(|set| set.iter().copied()).collect();
            let apart = union.len() == chosen.iter().map(|set| set.len()).sum::<usize>();
            let rest = outer.len() - union.len();
            if apart && rest > 0 {
                least = Some(least.map_or(rest, |least| least.min(rest)));
            }
        }
    }
    least
}

fn is_in(one: &Compared, set: &PeerSet) -> bool {
    match (&set.peers, &set.group) {
        (Some(peers), group) => one.groups.get(peers) == group.as_ref(),
        _ => true,
    }
}

/// Cities by size, region and consent, with a score at the top or without one.
fn network(
    cities: &[(usize, usize, usize, u32, bool)],
) -> (Snapshot, BTreeMap<AssessmentId, Consent>) {
    let mut consents = BTreeMap::new();
    let told = cities.iter().enumerate().map(|(place, (size, region, consent, score, scored))| {
        let assessment = AssessmentId::new(Uuid::from_u128(place as u128));
        // Most still agree; a few took it back.
        let consent = if *consent == 0 && place % 5 == 0 { 0 } else { consent.max(&1).to_owned() };
        consents.insert(assessment, Consent::ALL[consent]);
        let mut scores = BTreeMap::new();
        if *scored {
            scores.insert("top".to_owned(), Figure::new(f64::from(*score)).expect("finite"));
        }
        let size = ["small", "large", "huge"][*size];
        let region = ["north", "south", "west"][*region];
        let groups = [("size", size), ("region", region)];
        Compared {
            assessment,
            organisation: city(place as u128),
            city: format!("City {place}"),
            groups: groups.map(|(peers, group)| (peers.to_owned(), group.to_owned())).into(),
            scores,
        }
    });
    let cities = told.collect();
    (Snapshot { at: Timestamp::UNIX_EPOCH, cities }, consents)
}

#[test]
fn whoever_answered_does_not_review_what_somebody_else_handed_in() {
    let mut world = World::new();
    world.take(Step::Save { question: 0, answer: 0, expected: 0 }).expect("it is open");
    world.take(Step::Submit { anyway: true }).expect("it is open");
    let by = crate::model::Author::of(&Actor::system("a colleague"));
    world.desk.assessment.state = crate::model::State::Submitted { by, at: world.now };
    let answerer = person(1, &[(REVIEW, Scope::Everywhere)]);
    let own = super::freeze(&world.desk, &world.answers, &answerer, world.now);
    assert_eq!(own.map(|_| ()), Err(Refusal::OwnWork));
    let other = person(2, &[(REVIEW, Scope::Everywhere)]);
    assert!(super::freeze(&world.desk, &world.answers, &other, world.now).is_ok());
}

#[test]
fn six_cities_are_shown_and_five_are_not() {
    let edition = edition();
    // One of six sees five others, and knows its own.
    for (count, hidden) in [(5, Some(Hidden::TooFew)), (6, None)] {
        let (snapshot, consents) = network(&vec![(0, 0, 1, 40, true); count]);
        let told = compare(&edition, &snapshot, &consents, None);
        assert_eq!(told.sets[0].hidden, hidden, "{count}");
        assert_eq!(told.sets[0].nodes.contains_key("top"), hidden.is_none());
    }
}

#[test]
fn groups_of_two_groupings_that_leave_too_few_of_all_are_hidden() {
    let edition = edition();
    // Seven small ones in the north, seven large ones in the south: without both, three are left.
    let mut cities = vec![(0, 0, 1, 40, true); 7];
    cities.extend(vec![(1, 1, 1, 60, true); 7]);
    cities.extend([(1, 0, 1, 99, true), (0, 1, 1, 98, true), (2, 2, 1, 97, true)]);
    let (snapshot, consents) = network(&cities);
    let told = compare(&edition, &snapshot, &consents, None);
    let shown = told.sets.iter().filter(|set| set.hidden.is_none());
    let sets = shown.map(|set| {
        let of = snapshot.cities.iter().enumerate().filter(|(_, one)| is_in(one, set));
        of.map(|(place, _)| place).collect::<BTreeSet<_>>()
    });
    let sets: BTreeSet<_> = sets.collect();
    assert!(sets.iter().any(|set| set.len() == 17) && sets.len() > 1, "{sets:?}");
    assert!(least_solved(&sets).is_some_and(|least| least > LEAST), "{sets:?}");
}

#[test]
fn taking_consent_back_and_giving_it_again_shows_nothing_more() {
    let edition = edition();
    let mut cities = vec![(0, 0, 1, 40, true); 8];
    cities.extend(vec![(1, 0, 1, 60, true); 6]);
    cities.extend(vec![(2, 0, 1, 99, true); 4]);
    let (snapshot, mut consents) = network(&cities);
    let shown = |consents: &_| {
        let told = compare(&edition, &snapshot, consents, None).sets;
        let shown = told.into_iter().filter(|set| set.hidden.is_none());
        shown.map(|set| (set.peers, set.group)).collect::<BTreeSet<_>>()
    };
    let before = shown(&consents);
    for city in &snapshot.cities {
        let said = consents.insert(city.assessment, Consent::Nothing).expect("it said something");
        assert!(shown(&consents).is_subset(&before), "{}", city.city);
        consents.insert(city.assessment, said);
        assert_eq!(shown(&consents), before);
    }
}

#[test]
fn a_group_that_leaves_too_few_of_all_is_hidden_with_them() {
    let edition = edition();
    let mut cities = vec![(0, 0, 1, 40, true); 8];
    cities.extend(vec![(1, 0, 1, 60, true); 7]);
    cities.extend(vec![(2, 0, 1, 99, true); 2]);
    let (snapshot, consents) = network(&cities);
    let told = compare(&edition, &snapshot, &consents, None);
    let hidden = |group: &str| {
        let set = told.sets.iter().find(|set| set.group.as_deref() == Some(group));
        set.expect("a group").hidden
    };
    assert_eq!(told.sets[0].hidden, None);
    assert_eq!(hidden("huge"), Some(Hidden::TooFew));
    // All, less both others, would be the two.
    assert_eq!(hidden("large"), Some(Hidden::WouldTell));
    assert_eq!(hidden("small"), None);
}

#[test]
fn who_took_its_consent_back_is_in_no_figure() {
    let edition = edition();
    let (snapshot, mut consents) = network(&vec![(0, 0, 2, 40, true); 12]);
    let told = compare(&edition, &snapshot, &consents, None);
    assert_eq!((told.sets[0].cities, told.sets[0].named.len()), (Some(12), 12));
    consents.insert(snapshot.cities[3].assessment, Consent::Nothing);
    let told = compare(&edition, &snapshot, &consents, None);
    let all: Vec<_> = told.sets.iter().filter(|set| set.group.as_deref() != Some("huge")).collect();
    assert!(all.iter().any(|set| set.hidden == Some(Hidden::TakenBack)), "{told:?}");
    assert!(told.sets.iter().all(|set| set.nodes.is_empty() && set.named.is_empty()));
}

#[test]
fn what_was_given_back_in_time_is_answered_after_the_last_day() {
    let mut world = World::new();
    let late = Step::Save { question: 0, answer: 0, expected: 0 };
    world.desk.today = date(2027, 2, 1);
    assert!(matches!(world.take(late), Err(Refusal::NotAtThatTime(_))));
    world.desk.today = date(2027, 1, 31);
    world.take(Step::Submit { anyway: true }).expect("on the last day");
    world.desk.today = date(2027, 2, 1);
    world.take(Step::GiveBack).expect("a review takes time");
    world.take(late).expect("they answer what they are asked");
    let by = crate::model::Author::of(&Actor::system("test"));
    world.desk.round.state = RoundState::Closed { by, at: world.now };
    let more = Step::Save { question: 1, answer: 0, expected: 0 };
    assert!(matches!(world.take(more), Err(Refusal::NotAtThatTime(_))));
}

#[test]
fn bad_input_72_the_order_of_answers_shows_in_no_score() {
    let edition = edition();
    let choice = |choice: &str| Given::Choice { choice: choice.to_owned() };
    let all = [("r1", "low"), ("r2", "high"), ("t1", "middle"), ("t2", "high")];
    let figures = |all: &[(&str, &str)]| {
        let answers = all.iter().map(|(id, given)| ((*id).to_owned(), choice(given))).collect();
        let data = edition.data(&Inputs { facts: BTreeMap::new(), answers }).expect("data");
        edition.figures(&data).expect("scores")
    };
    let mut turned = all;
    turned.reverse();
    assert_eq!(figures(&all), figures(&turned));
    assert_eq!(figures(&all)["top"].get(), 62.5);
}
