//! Every sequence of commands keeps every invariant of applications. The invariants' names are the tests' names.

use std::collections::BTreeSet;

use eframe_core::{
    Actor, ActorId, Decision, Digest, Grant, Guard, Hold, OrganisationId, Scope, Timestamp,
    Version, sha256,
};
use jiff::SignedDuration;
use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::Refusal;
use crate::model::{
    Application, ApplicationId, Author, Charter, Document, DocumentId, EntryId, Form, Group,
    Happening, Member, Purpose, Signature, Stage, Standing, State,
};
use crate::permission;

mod world;
pub(super) use world::sample;
use world::{Taken, World, officer, secretariat, stranger};

/// What one of five people tries to do with the one application.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Save { right: bool, words: u8, stale: bool },
    Fill { group: usize, words: u8, unseen: bool },
    Attach,
    Detach { nth: usize },
    SignOnPaper { blindly: bool },
    SignOnLine { blindly: bool, as_somebody: bool },
    Submit,
    Confirm,
    Reopen,
    GiveBack,
    Accept,
    Refuse,
    Withdraw,
    Write { empty: bool },
    Note,
    Wait { days: u16 },
    Approve,
    End,
    Anew,
}

fn step() -> impl Strategy<Value = (usize, Step)> {
    let rarely = || prop::bool::weighted(0.1);
    let step = prop_oneof![
        (prop::bool::weighted(0.9), any::<u8>(), rarely())
            .prop_map(|(right, words, stale)| Step::Save { right, words, stale }),
        (0_usize..7, 0_u8..4, rarely()).prop_map(|(group, words, unseen)| Step::Fill {
            group,
            words,
            unseen
        }),
        Just(Step::Attach),
        (0_usize..3).prop_map(|nth| Step::Detach { nth }),
        rarely().prop_map(|blindly| Step::SignOnPaper { blindly }),
        (rarely(), rarely())
            .prop_map(|(blindly, as_somebody)| Step::SignOnLine { blindly, as_somebody }),
        Just(Step::Submit),
        Just(Step::Submit),
        Just(Step::Confirm),
        Just(Step::Reopen),
        Just(Step::GiveBack),
        Just(Step::Accept),
        Just(Step::Refuse),
        rarely().prop_filter_map("rarely", |really| really.then_some(Step::Withdraw)),
        any::<bool>().prop_map(|empty| Step::Write { empty }),
        Just(Step::Note),
        (1_u16..60).prop_map(|days| Step::Wait { days }),
        Just(Step::Approve),
        rarely().prop_filter_map("rarely", |really| really.then_some(Step::End)),
        Just(Step::Anew),
    ];
    (0_usize..5, step)
}

fn steps() -> impl Strategy<Value = Vec<(usize, Step)>> {
    prop::collection::vec(step(), 0..40)
}

/// Takes all steps under one of the two charters, and looks at every decision.
fn after(early: bool, steps: &[(usize, Step)]) -> World {
    let mut world = World::new(early);
    for (who, step) in steps {
        world.attempt(&people()[*who], step);
    }
    world
}

/// Two officers of the organisation, one of another, the Secretariat, and a reader.
fn people() -> [Actor; 5] {
    let reader = Actor::person(ActorId::new(Uuid::from_u128(9)), "Reader", Vec::new());
    [officer(1), officer(2), stranger(), secretariat(), reader]
}

/// Whether a membership ended whose application was over: nothing is told in that one's history.
fn before_is_over(taken: &Taken) -> bool {
    matches!(taken.step, Step::End) && taken.before.state.stage().is_over()
}

/// How often the kind that an application is for was changed, and once for the first.
fn forms_of(world: &World, application: ApplicationId) -> usize {
    let own = world.taken.iter().filter(|taken| taken.before.id == application);
    1 + own.filter(|taken| taken.before.form.kind != taken.after.form.kind).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_with_the_secretariat_is_complete_and_signed_as_it_stands(
        early: bool, steps in steps()
    ) {
        for taken in &after(early, &steps).taken {
            let next = &taken.after;
            if matches!(next.state.stage(), Stage::Submitted | Stage::Accepted | Stage::Admitted) {
                prop_assert!(next.signed().is_some());
                let kinds = ["city", "friendship"].map(|code| code.parse().unwrap());
                prop_assert!(next.form.complete(&kinds).is_ok());
            }
        }
    }

    #[test]
    fn a_signature_is_of_exactly_what_the_form_says(early: bool, steps in steps()) {
        for taken in &after(early, &steps).taken {
            if let Some(signature) = &taken.after.signature {
                prop_assert_eq!(signature.form(), taken.after.form.hash());
                if let Signature::Uploaded { document, .. } = signature {
                    let signed: Vec<_> = taken.after.signed_forms().map(|one| one.id).collect();
                    prop_assert!(signed.contains(document));
                }
            }
        }
    }

    #[test]
    fn only_the_organisation_itself_hands_in_or_confirms(early: bool, steps in steps()) {
        for taken in &after(early, &steps).taken {
            if let State::Submitted { by, .. } = &taken.after.state {
                prop_assert!([officer(1).id(), officer(2).id()].contains(&by.id));
            }
        }
    }

    #[test]
    fn nobody_else_touches_an_organisations_application(early: bool, steps in steps()) {
        let outside = [stranger().id(), people()[4].id()];
        for taken in &after(early, &steps).taken {
            prop_assert!(!outside.contains(&taken.by));
        }
    }

    #[test]
    fn answers_change_only_where_they_are_open_and_never_by_another_step(
        early: bool, steps in steps()
    ) {
        for Taken { step, before, after, .. } in &after(early, &steps).taken {
            if before.form != after.form {
                prop_assert!(before.state.stage().is_open());
                let typing = matches!(step, Step::Save { .. } | Step::Fill { .. });
                prop_assert!(typing);
            }
        }
    }

    #[test]
    fn an_application_that_is_over_never_changes(early: bool, steps in steps()) {
        for Taken { before, after, step, .. } in &after(early, &steps).taken {
            if before.state.stage().is_over() {
                let said = matches!(step, Step::Write { .. } | Step::Note | Step::End);
                prop_assert!(said && before == after);
            }
        }
    }

    #[test]
    fn every_step_is_told_in_the_history_once_and_audited(early: bool, steps in steps()) {
        for taken in &after(early, &steps).taken {
            let notes = taken.changes.iter().filter(|one| matches!(one, Change::Note { .. }));
            let typing = matches!(taken.step, Step::Save { .. } | Step::Fill { .. });
            let over = before_is_over(taken);
            prop_assert_eq!(notes.count(), usize::from(!typing && !over));
            prop_assert_eq!(taken.audited == 0, typing, "typing is no decision");
        }
    }

    #[test]
    fn whatever_is_written_is_guarded(early: bool, steps in steps()) {
        for taken in &after(early, &steps).taken {
            let held = |table| {
                let hold = |guard: &&Guard| guard.table == table && guard.hold == Hold::Write;
                taken.guards.iter().filter(hold).count()
            };
            for one in &taken.changes {
                match one {
                    Change::Write(_) | Change::Attach { .. } | Change::Detach(_) => {
                        prop_assert_eq!(held(change::APPLICATIONS), 1);
                    }
                    Change::Happen { .. } | Change::Amend { .. } | Change::Reclassify { .. } => {
                        prop_assert_eq!(held(change::MEMBERS), 1);
                    }
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn a_member_is_born_with_its_first_standing_in_the_register(
        early: bool, steps in steps()
    ) {
        let world = after(early, &steps);
        if let Some(member) = &world.member {
            let numbers: Vec<_> = member.history.iter().map(|one| one.number).collect();
            prop_assert!(numbers.iter().copied().eq(1..=numbers.len() as u32));
        }
        let made = world.taken.iter().any(|taken| {
            let is_one = |one: &Change| matches!(one, Change::Enrol(_));
            taken.changes.iter().any(is_one)
        });
        prop_assert_eq!(made, world.member.is_some());
    }

    #[test]
    fn an_application_is_handed_in_once_for_a_kind_however_often_it_was_given_back(
        early: bool, steps in steps()
    ) {
        let world = after(early, &steps);
        let history = world.member.iter().flat_map(|member| &member.history);
        let submitted = history.filter_map(|one| match &one.what {
            Happening::Submitted { application, .. } => *application,
            _ => None,
        });
        let submitted: Vec<_> = submitted.collect();
        for one in &submitted {
            let kinds = forms_of(&world, *one);
            prop_assert!(submitted.iter().filter(|other| *other == one).count() <= kinds);
        }
    }

    #[test]
    fn what_is_stored_is_what_is_folded_after_every_commit(early: bool, steps in steps()) {
        let world = after(early, &steps);
        for Taken { members: (_, after), day, .. } in &world.taken {
            if let Some(member) = after {
                let status = status_at(&world.charter, &member.kind, &member.history, *day);
                prop_assert_eq!(status.standing, member.standing);
                prop_assert_eq!(&status.kind, &member.kind);
            }
        }
    }

    #[test]
    fn no_step_changes_where_a_member_stood_on_a_past_day_and_as_what(
        early: bool, steps in steps()
    ) {
        let world = after(early, &steps);
        for Taken { members, day, step, .. } in &world.taken {
            let (Some(before), Some(after)) = members else { continue };
            for past in before.history.iter().map(|one| one.on).filter(|on| on < day) {
                let at = |of: &Member| {
                    let status = status_at(&world.charter, &of.kind, &of.history, past);
                    (status.standing, status.kind)
                };
                prop_assert_eq!(at(before), at(after), "{:?} on {}", step, past);
            }
        }
    }

    #[test]
    fn nothing_is_published_before_it_gives_a_standing_in_the_register(
        early: bool, steps in steps()
    ) {
        for Taken { members, step, .. } in &after(early, &steps).taken {
            let (Some(before), Some(after)) = members else { continue };
            let registered = |of: &Member| of.standing.is_some_and(Standing::is_registered);
            if before.profile != after.profile {
                let further = after.standing > before.standing || after.kind != before.kind;
                prop_assert!(registered(after), "{step:?}");
                prop_assert!(!registered(before) || further, "{step:?}");
            }
            if before.kind != after.kind {
                prop_assert!(registered(after), "{step:?}");
            }
        }
    }

    #[test]
    fn whoever_left_stands_again_only_by_a_new_application(early: bool, steps in steps()) {
        for Taken { members, step, .. } in &after(early, &steps).taken {
            let (Some(before), Some(after)) = members else { continue };
            if before.standing == Some(Standing::Withdrawn) && after.standing != before.standing {
                prop_assert!(matches!(step, Step::Submit | Step::Confirm), "{step:?}");
            }
        }
    }

    #[test]
    fn the_stages_follow_each_other_as_the_way_says(early: bool, steps in steps()) {
        use Stage::{Accepted, Admitted, Draft, Refused, Returned, Submitted, Unconfirmed, Withdrawn};
        let way: BTreeSet<(Stage, Stage)> = [
            (Draft, Unconfirmed), (Draft, Submitted), (Draft, Withdrawn),
            (Unconfirmed, Submitted), (Unconfirmed, Draft), (Unconfirmed, Withdrawn),
            (Submitted, Returned), (Submitted, Accepted), (Submitted, Admitted),
            (Submitted, Refused), (Submitted, Withdrawn),
            (Returned, Unconfirmed), (Returned, Submitted), (Returned, Withdrawn),
            (Accepted, Refused), (Accepted, Withdrawn), (Accepted, Admitted),
        ].into();
        for Taken { before, after, .. } in &after(early, &steps).taken {
            let (from, to) = (before.state.stage(), after.state.stage());
            prop_assert!(from == to || way.contains(&(from, to)), "{from:?} to {to:?}");
        }
    }

    #[test]
    fn whatever_is_typed_is_kept_or_told_with_what_stands_there(early: bool, steps in steps()) {
        let world = after(early, &steps);
        for (step, stage, refusal) in &world.refused {
            let typing = matches!(step, Step::Save { .. } | Step::Fill { .. });
            if typing && stage.is_open() && !matches!(refusal, Refusal::Denied(_)) {
                prop_assert!(matches!(refusal, Refusal::Stale(_)), "{refusal:?}");
            }
        }
    }
}

#[test]
fn bad_input_26_only_who_answered_the_same_questions_is_in_the_way() {
    let now = Timestamp::UNIX_EPOCH;
    let application = sample();
    let fill =
        |group: Group, answers: Form| Fill { group, answers, seen: group.hash(&application.form) };
    let theirs = Form { motivation: "Theirs".to_owned(), ..application.form.clone() };
    let meanwhile =
        Application { form: theirs, version: application.version.next(), ..application.clone() };
    let other = fill(Group::Reach, Form { address: "1 Quay".to_owned(), ..Form::default() });
    let Decision { commit, .. } = super::fill(&meanwhile, &other, &officer(1), now).unwrap();
    let Change::Write(written) = &commit.changes()[0] else { panic!("a write") };
    assert_eq!((&*written.form.motivation, &*written.form.address), ("Theirs", "1 Quay"));

    let same = fill(Group::Motivation, Form { motivation: "Mine".to_owned(), ..Form::default() });
    let stale = super::fill(&meanwhile, &same, &officer(1), now).unwrap_err();
    assert_eq!(stale, Refusal::Stale(Box::new(meanwhile.clone())));
    let agreed = Form { motivation: "Theirs".to_owned(), ..Form::default() };
    assert!(super::fill(&meanwhile, &fill(Group::Motivation, agreed), &officer(1), now).is_ok());
}

#[test]
fn bad_input_07_answers_of_another_group_are_passed_over() {
    let application = sample();
    let answers =
        Form { kind: "corporate".to_owned(), address: "1 Quay".to_owned(), ..Form::default() };
    let command = Fill { group: Group::Reach, answers, seen: Group::Reach.hash(&application.form) };
    let decided = super::fill(&application, &command, &officer(1), Timestamp::UNIX_EPOCH).unwrap();
    let Change::Write(written) = &decided.commit.changes()[0] else { panic!("a write") };
    assert_eq!((&*written.form.kind, &*written.form.address), ("city", "1 Quay"));
}
