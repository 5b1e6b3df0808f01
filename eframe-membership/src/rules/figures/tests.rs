use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::model::{Author, EntryId};
use crate::rules::samples::noon;

fn mark(case: u128, day: &str, stage: Stage) -> Mark {
    let application = ApplicationId::new(Uuid::from_u128(case));
    Mark { application, at: noon(day), stage, until: None }
}

fn figures(marks: &[Mark]) -> ProcessFigures {
    let (from, until) = (noon("2026-01-01"), noon("2027-01-01"));
    process(marks, &Charter::wego(), from, until, noon("2026-11-25"))
}

fn at(figures: &ProcessFigures, stage: Stage) -> StageFigure {
    figures.stages.iter().find(|one| one.stage == stage).unwrap().clone()
}

const DAY: i64 = 86_400;

#[test]
fn the_time_at_each_stage_is_counted_and_what_is_late_is_said() {
    let marks = [
        mark(1, "2026-02-01", Stage::Draft),
        mark(1, "2026-02-11", Stage::Submitted),
        mark(1, "2026-02-15", Stage::Accepted),
        mark(1, "2026-03-15", Stage::Admitted),
        mark(2, "2026-02-01", Stage::Draft),
        mark(2, "2026-02-03", Stage::Submitted),
        mark(3, "2026-11-20", Stage::Submitted),
    ];
    let found = figures(&marks);
    let draft = at(&found, Stage::Draft);
    assert_eq!((draft.ended, draft.median, draft.ninth_decile), (2, Some(2 * DAY), Some(10 * DAY)));
    let review = at(&found, Stage::Submitted);
    assert_eq!((review.ended, review.median), (1, Some(4 * DAY)));
    assert_eq!((review.now, review.overdue), (2, 1), "of February, and of five days ago");
    assert_eq!((found.admitted, found.refused), (1, 0));
}

#[test]
fn what_somebody_else_handed_in_is_unconfirmed_until_it_is_confirmed_or_taken_back() {
    let entry = |day: &str, side, what| Entry {
        id: EntryId::new(Uuid::from_u128(1)),
        at: noon(day),
        by: Author::of(&eframe_core::Actor::system("test")),
        side,
        what,
    };
    let form = eframe_core::sha256(b"a form");
    let history = [
        entry("2026-02-01", Side::Secretariat, What::Began),
        entry("2026-02-02", Side::Secretariat, What::Submitted { form }),
        entry("2026-02-05", Side::Applicant, What::Reopened),
        entry("2026-02-06", Side::Secretariat, What::Submitted { form }),
        entry("2026-02-16", Side::Applicant, What::Confirmed),
    ];
    let marks = |days: usize| -> Vec<Mark> {
        let case = ApplicationId::new(Uuid::from_u128(1));
        history[..days].iter().filter_map(|entry| Mark::of(case, entry)).collect()
    };
    let waits = at(&figures(&marks(4)), Stage::Unconfirmed);
    assert_eq!((waits.now, waits.ended, waits.median), (1, 1, Some(3 * DAY)));
    let confirmed = figures(&marks(5));
    let [waited, drafted] = [Stage::Unconfirmed, Stage::Draft].map(|stage| at(&confirmed, stage));
    assert_eq!((waited.now, waited.ended, waited.ninth_decile), (0, 2, Some(10 * DAY)));
    assert_eq!((drafted.ended, drafted.median), (2, Some(DAY)));
    assert_eq!(at(&confirmed, Stage::Submitted).now, 1);
}

#[test]
fn figures_reach_back_five_years_and_no_day_lies_behind_the_last() {
    let day = |text: &str| text.parse::<Date>().unwrap();
    let today = day("2026-11-25");
    let asked =
        |from: &str, until: &str| counted_days(from.parse().ok(), until.parse().ok(), today);
    assert_eq!(asked("", ""), Ok((day("2025-11-25"), today)));
    assert_eq!(asked("2021-11-25", "2022-01-01"), Ok((day("2021-11-25"), day("2022-01-01"))));
    for (from, until, key) in [
        ("2021-11-24", "", "membership.desk.figures.early"),
        ("0001-01-01", "2026-01-01", "membership.desk.figures.early"),
        ("2026-02-01", "2026-01-31", "membership.desk.figures.order"),
    ] {
        let errors = asked(from, until).unwrap_err();
        let keys: Vec<_> = errors.iter().map(|error| error.key).collect();
        assert_eq!(keys, [key], "{from} {until}");
    }
}

fn some_marks() -> impl Strategy<Value = Vec<Mark>> {
    let stage = prop::sample::select(Stage::ALL.to_vec());
    let one = (0_u128..6, 0_i64..700, stage);
    prop::collection::vec(one, 0..40).prop_map(|all| {
        let first = noon("2025-06-01");
        let mark = |(case, days, stage)| Mark {
            application: ApplicationId::new(Uuid::from_u128(case)),
            at: first + jiff::SignedDuration::from_hours(days * 24),
            stage,
            until: None,
        };
        all.into_iter().map(mark).collect()
    })
}

proptest! {
    #[test]
    fn bad_input_72_the_order_of_input_changes_no_figure(marks in some_marks(), turn in 0_usize..40) {
        // Two marks of one case at one instant have no order but that of input.
        let mut seen = std::collections::BTreeSet::new();
        let marks: Vec<_> = marks.into_iter().filter(|m| seen.insert((m.application, m.at))).collect();
        let mut turned = marks.clone();
        turned.rotate_left(turn.min(marks.len().saturating_sub(1)));
        turned.reverse();
        prop_assert_eq!(figures(&marks), figures(&turned));
    }

    #[test]
    fn every_open_case_stands_at_one_stage_and_no_more_are_late_than_there_are(marks in some_marks()) {
        let found = figures(&marks);
        let cases: std::collections::BTreeSet<_> = marks.iter().map(|mark| mark.application).collect();
        let open: u64 = found.stages.iter().map(|stage| stage.now).sum();
        prop_assert!(open <= cases.len() as u64);
        for stage in &found.stages {
            prop_assert!(stage.overdue <= stage.now);
            prop_assert!(stage.median <= stage.ninth_decile);
        }
    }
}
