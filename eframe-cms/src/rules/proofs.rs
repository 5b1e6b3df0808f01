//! Every sequence of commands keeps every invariant. The invariants' names are the tests' names.

use std::collections::{BTreeMap, BTreeSet};

use eframe_core::{Actor, ActorId, Decision, Grant, IdSource, Language, Scope, Timestamp, Version};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use uuid::Uuid;

use super::*;
use crate::Refusal;
use crate::model::{
    Address, Clocks, Content, Document, DocumentId, Edition, EditionId, End, Ending, Facts, Kind,
    Moment, Plan, PlanId, PlanState, Rule, Rulebook, Slug, Stage, State,
};
use crate::permission;

mod altered;
mod world;
use world::World;

/// What one of three people tries to do.
#[derive(Clone, Debug)]
enum Step {
    Create {
        slug: u8,
        parent: Option<usize>,
    },
    Save {
        document: usize,
        words: u8,
        stale: bool,
    },
    Submit {
        document: usize,
    },
    Approve {
        document: usize,
        blindly: bool,
    },
    GiveBack {
        document: usize,
    },
    Publish {
        document: usize,
    },
    Withdraw {
        document: usize,
    },
    Discard {
        document: usize,
    },
    /// Saved, handed in, approved by the next person and published: by single steps this is rare.
    WholeWay {
        document: usize,
        words: u8,
    },
    /// The same, planned for so many hours later, and to end an hour after that.
    PlannedWay {
        document: usize,
        words: u8,
        hours: u8,
    },
    Relocate {
        document: usize,
        parent: Option<usize>,
        slug: u8,
    },
    /// Ended by leading on to another, or for good.
    End {
        document: usize,
        to: Option<usize>,
    },
    /// Planned for so many hours later: to go live, or to end.
    Plan {
        document: usize,
        hours: u8,
        ends: Option<usize>,
    },
    Cancel {
        document: usize,
        act: bool,
    },
    /// Clocks go on, or back; what is due happens.
    Time {
        hours: i8,
    },
    /// The city writes other rules.
    Rules {
        book: usize,
    },
}

fn step() -> impl Strategy<Value = (usize, bool, Step)> {
    let document = 0_usize..5;
    let parent = proptest::option::of(0_usize..5);
    // Whole ways and ends are rare enough by themselves.
    let step = prop_oneof![
        2 => (0_u8..4, parent.clone()).prop_map(|(slug, parent)| Step::Create { slug, parent }),
        1 => (document.clone(), any::<u8>(), prop::bool::weighted(0.1))
            .prop_map(|(document, words, stale)| Step::Save { document, words, stale }),
        1 => document.clone().prop_map(|document| Step::Submit { document }),
        1 => (document.clone(), prop::bool::weighted(0.1))
            .prop_map(|(document, blindly)| Step::Approve { document, blindly }),
        1 => document.clone().prop_map(|document| Step::GiveBack { document }),
        1 => document.clone().prop_map(|document| Step::Publish { document }),
        1 => document.clone().prop_map(|document| Step::Withdraw { document }),
        1 => document.clone().prop_map(|document| Step::Discard { document }),
        3 => (document.clone(), any::<u8>())
            .prop_map(|(document, words)| Step::WholeWay { document, words }),
        2 => (document.clone(), any::<u8>(), 1_u8..5)
            .prop_map(|(document, words, hours)| Step::PlannedWay { document, words, hours }),
        2 => (document, parent, 0_u8..4).prop_map(|(document, parent, slug)| Step::Relocate {
            document,
            parent,
            slug
        }),
        1 => (0_usize..5).prop_map(|book| Step::Rules { book }),
        3 => (0_usize..5, proptest::option::of(0_usize..5))
            .prop_map(|(document, to)| Step::End { document, to }),
        1 => (0_usize..5, 1_u8..5, proptest::option::of(0_usize..5))
            .prop_map(|(document, hours, ends)| Step::Plan { document, hours, ends }),
        1 => (0_usize..5, any::<bool>()).prop_map(|(document, act)| Step::Cancel { document, act }),
        2 => (-2_i8..6).prop_map(|hours| Step::Time { hours }),
    ];
    (0_usize..3, prop::bool::weighted(0.2), step)
}

fn people() -> [Actor; 3] {
    [1, 2, 3].map(|number| {
        let grants = permission::ALL.map(|permission| Grant::new(permission, Scope::Everywhere));
        let id = ActorId::new(Uuid::from_u128(number));
        let offices: &[&str] = match number {
            1 => &["legal"],
            2 => &["legal", "press"],
            _ => &[],
        };
        let offices = offices.iter().copied();
        Actor::person(id, format!("Person {number}"), grants.to_vec()).in_roles(offices)
    })
}

/// The usual rules, two people, two offices, one by the author in Korean, and two people in one section.
fn books() -> [Rulebook; 5] {
    let of = ["legal", "press"].map(str::to_owned).to_vec();
    let two = Rule { need: 2, ..Rule::default() };
    let offices = Rule { of, distinct: true, ..two.clone() };
    let korean = Rule { languages: vec![Language::KO], four_eyes: false, ..Rule::default() };
    let section = Rule { section: Some("/slug-1".parse().expect("an address")), ..two.clone() };
    [vec![], vec![two], vec![offices], vec![korean], vec![section]]
        .map(|rules| Rulebook::new(rules).expect("a rulebook"))
}

fn text(words: u8) -> Content {
    let text = format!("text {words}");
    let facts = Facts::Page;
    Content {
        title: text.clone(),
        summary: String::new(),
        body: text.into(),
        facts,
        note: String::new(),
    }
}

fn after(steps: &[(usize, bool, Step)]) -> World {
    let mut world = World::default();
    for (who, korean, step) in steps {
        let language = if *korean { Language::KO } else { Language::EN };
        match *step {
            Step::WholeWay { document, words } | Step::PlannedWay { document, words, .. } => {
                let people = people();
                let (own, other) = (&people[*who], &people[(*who + 1) % people.len()]);
                world.attempt(own, language, &Step::Save { document, words, stale: false });
                world.attempt(own, language, &Step::Submit { document });
                world.attempt(other, language, &Step::Approve { document, blindly: false });
                let third = &people[(*who + 2) % people.len()];
                world.attempt(third, language, &Step::Approve { document, blindly: false });
                if let Step::PlannedWay { hours, .. } = *step {
                    world.attempt(own, language, &Step::Plan { document, hours, ends: None });
                    let (hours, ends) = (hours + 1, Some(usize::from(words) % 6));
                    world.attempt(own, language, &Step::Plan { document, hours, ends });
                } else {
                    world.attempt(own, language, &Step::Publish { document });
                }
            }
            Step::Rules { book } => world.book = books()[book].clone(),
            Step::Time { hours } => world.pass(hours),
            _ => world.attempt(&people()[*who], language, step),
        }
    }
    world
}

/// Without this the proofs below might hold because nothing ever happens.
#[test]
fn the_steps_reach_every_stage_and_every_level() {
    let mut runner = TestRunner::deterministic();
    let steps = prop::collection::vec(step(), 0..60);
    let (mut stages, mut levels) = (BTreeSet::new(), BTreeSet::new());
    let (mut plans, mut ends) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..400 {
        let world = after(&steps.new_tree(&mut runner).expect("steps").current());
        stages.extend(world.editions.values().map(|edition| edition.state.stage()));
        levels.extend(world.documents.values().map(|document| document.address.level()));
        plans.extend(world.plans.values().map(|plan| (plan.act.code(), plan.state.code())));
        ends.extend(world.ends().values().map(|ending| ending.end.code()));
    }
    assert!(stages.iter().copied().eq(Stage::ALL), "{stages:?}");
    assert!(levels.iter().copied().eq(1..=Address::LEVELS), "{levels:?}");
    for act in ["publish", "end"] {
        for state in ["waiting", "done", "cancelled"] {
            assert!(plans.contains(&(act, state)), "{act} {state}: {plans:?}");
        }
    }
    assert!(plans.contains(&("publish", "parked")), "{plans:?}");
    assert_eq!(ends.len(), 3, "{ends:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn at_most_one_draft_and_one_live_edition_a_document_and_language(
        steps in prop::collection::vec(step(), 0..60)
    ) {
        for editions in after(&steps).strands().values() {
            let count = |stages: fn(Stage) -> bool| {
                editions.iter().filter(|edition| stages(edition.state.stage())).count()
            };
            prop_assert!(count(Stage::is_in_the_making) <= 1);
            prop_assert!(count(|stage| stage == Stage::Live) <= 1);
        }
    }

    #[test]
    fn numbers_are_gapless_in_each_document_and_language(
        steps in prop::collection::vec(step(), 0..60)
    ) {
        for editions in after(&steps).strands().values() {
            let numbers = editions.iter().map(|edition| edition.number).collect::<BTreeSet<_>>();
            prop_assert!(numbers.iter().copied().eq(1..=editions.len() as u32));
        }
    }

    #[test]
    fn what_goes_live_was_approved_to_the_byte_by_all_that_the_rules_of_that_moment_ask_for(
        steps in prop::collection::vec(step(), 0..60)
    ) {
        let world = after(&steps);
        for (edition, rule) in &world.published {
            prop_assert_eq!(rule.missing(edition), None);
            let wrote = |by| edition.authors.iter().any(|author| author.id == by);
            let strangers = edition.approvals().filter(|approval| !wrote(approval.by.id)).count();
            prop_assert!(!rule.four_eyes || strangers >= usize::from(rule.need));
        }
        let went = world.published.iter().map(|(edition, _)| edition.id).collect::<BTreeSet<_>>();
        for edition in world.editions.values() {
            if !edition.state.stage().is_in_the_making() {
                prop_assert!(went.contains(&edition.id));
            }
        }
    }

    #[test]
    fn what_is_live_moves_nowhere_where_the_rules_ask_for_more_than_it_has(
        steps in prop::collection::vec(step(), 0..60)
    ) {
        for (edition, here, there) in &after(&steps).moved {
            // What has all that its place asks for has all that the next asks for.
            prop_assert!(here.missing(edition).is_some() || there.missing(edition).is_none());
        }
    }

    #[test]
    fn an_approval_is_void_after_any_change_of_what_was_approved(
        steps in prop::collection::vec(step(), 0..60), at in any::<prop::sample::Index>(),
    ) {
        let world = after(&steps);
        let approved = world.editions.values().filter(|edition| edition.approvals().count() > 0);
        let approved = approved.collect::<Vec<_>>();
        if !approved.is_empty() {
            let mut altered = approved[at.index(approved.len())].clone();
            let content = &mut altered.content;
            match at.index(4) {
                0 => content.title.push('.'),
                1 => content.summary.push('.'),
                2 => content.note.push('.'),
                _ => altered.number += 1,
            }
            prop_assert_eq!(altered.approvals().count(), 0);
        }
    }

    #[test]
    fn a_stale_save_changes_nothing_and_offers_what_stands_there(
        steps in prop::collection::vec(step(), 0..60), words: u8, older in -3_i64..4,
    ) {
        let world = after(&steps);
        let [actor, ..] = people();
        for document in world.all() {
            for language in [Language::EN, Language::KO] {
                let strand = document.strand(language);
                let expected = Version::new(strand.revision.get() + older);
                let command = Save { language, expected, content: text(words) };
                let new = EditionId::new(Uuid::from_u128(u128::MAX));
                let saved = save(&document, &command, new, &actor, Timestamp::MAX);
                if older == 0 {
                    prop_assert!(saved.is_ok(), "{saved:?}");
                    continue;
                }
                // Without a commit there is nothing that could change.
                let Err(Refusal::StaleDraft { revision, newest }) = saved else {
                    return Err(TestCaseError::fail(format!("{saved:?}")));
                };
                prop_assert_eq!(revision, strand.revision);
                prop_assert_eq!(newest.map(|newest| *newest), strand.draft.or(strand.live));
            }
        }
    }

    #[test]
    fn a_plan_happens_once_at_most_and_not_before_its_time_and_to_its_language_alone(
        steps in prop::collection::vec(step(), 0..80)
    ) {
        let world = after(&steps);
        let mut done = BTreeSet::new();
        for (plan, at, changed) in &world.fired {
            prop_assert!(done.insert(plan.id), "{plan:?} happened twice");
            prop_assert!(plan.at <= *at);
            for edition in changed {
                prop_assert_eq!((edition.document, edition.language), (plan.document, plan.language));
            }
        }
        let mut open = BTreeSet::new();
        for plan in world.plans.values().filter(|plan| plan.is_open()) {
            prop_assert!(open.insert((plan.document, plan.language, plan.act.code())), "{plan:?}");
        }
        let undone = |plan: &&Plan| matches!(plan.state, PlanState::Done { .. });
        prop_assert_eq!(world.plans.values().filter(undone).count(), done.len());
    }

    #[test]
    fn what_leads_on_never_leads_in_a_circle(steps in prop::collection::vec(step(), 0..80)) {
        let world = after(&steps);
        let ends = world.ends();
        for start in ends.keys() {
            let mut seen = BTreeSet::from([*start]);
            let mut at = *start;
            while let Some(next) = ends.get(&at).and_then(|ending| ending.end.target()) {
                prop_assert!(seen.insert(next), "{at:?} leads back to {next:?}");
                at = next;
            }
        }
    }

    #[test]
    fn the_history_of_a_text_never_runs_backwards_whatever_clocks_do(
        steps in prop::collection::vec(step(), 0..80)
    ) {
        for mut editions in after(&steps).strands().into_values() {
            editions.sort_by_key(|edition| edition.number);
            for (at, edition) in editions.iter().enumerate() {
                match &edition.state {
                    State::Superseded { since, until, .. } => {
                        prop_assert!(since <= until);
                        let next = editions[at + 1].state.since();
                        prop_assert_eq!(next, Some(*until));
                    }
                    State::Withdrawn { since, until, .. } => prop_assert!(since <= until),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn every_address_ever_held_leads_to_its_document_in_at_most_one_step(
        steps in prop::collection::vec(step(), 0..60)
    ) {
        let world = after(&steps);
        for (address, document) in &world.addresses {
            let stands = &world.documents[document].address;
            prop_assert_eq!(&world.addresses[stands], document);
            prop_assert!(world.held.contains(&(address.clone(), *document)));
        }
        for (address, document) in &world.held {
            prop_assert_eq!(&world.addresses[address], document);
        }
    }

    #[test]
    fn a_page_stands_where_its_parents_and_its_slug_say_and_no_deeper_than_three(
        steps in prop::collection::vec(step(), 0..60)
    ) {
        let world = after(&steps);
        for document in world.documents.values() {
            let parent = document.parent.map(|parent| &world.documents[&parent].address);
            prop_assert_eq!(&document.address, &Address::of(document.kind, parent, &document.slug));
            prop_assert!(document.address.level() <= Address::LEVELS);
        }
    }
}
