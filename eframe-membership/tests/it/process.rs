//! The figures of the process, as the database counts them.

use eframe_core::Timestamp;
use eframe_membership::model::*;
use eframe_membership::rules::{Case, Change, Mark, counted_days, process};
use jiff::SignedDuration;
use jiff::civil::date;
use uuid::Uuid;

use crate::committee::{Site, clerk};

const CASES: u128 = 80;

/// The ways that cases go; each case goes one of them, as far as it came.
const WAYS: [&[&str]; 8] = [
    &["began", "submitted", "accepted", "referred", "admitted"],
    &[
        "began",
        "submitted",
        "returned",
        "submitted",
        "accepted",
        "referred",
        "deferred",
        "referred",
        "refused",
    ],
    &["began", "by-secretariat", "confirmed", "accepted", "withdrawn"],
    &["began", "by-secretariat", "reopened", "submitted", "returned", "withdrawn"],
    &["began", "submitted", "refused"],
    &["began", "submitted", "accepted", "referred", "deferred"],
    &["began", "by-secretariat"],
    &["began", "submitted", "returned"],
];

fn author() -> Author {
    Author::of(&clerk())
}

fn until(at: Timestamp) -> jiff::civil::Date {
    at.to_zoned(jiff::tz::TimeZone::UTC).date().saturating_add(jiff::Span::new().days(20))
}

fn step(name: &str, at: Timestamp) -> (Side, What, State) {
    let (by, meeting) = (author(), MeetingId::new(Uuid::from_u128(1)));
    let (item, reason) = (ItemId::new(Uuid::from_u128(2)), "So it is".to_owned());
    let form = eframe_core::sha256(b"a form");
    let staff = Side::Secretariat;
    match name {
        "began" => (Side::Applicant, What::Began, State::Draft),
        "submitted" => (Side::Applicant, What::Submitted { form }, State::Submitted { by, at }),
        "by-secretariat" => (staff, What::Submitted { form }, State::Unconfirmed { by, at }),
        "confirmed" => (Side::Applicant, What::Confirmed, State::Submitted { by, at }),
        "reopened" => (Side::Applicant, What::Reopened, State::Draft),
        "returned" => {
            let (questions, until) = (reason, until(at));
            let what = What::Returned { questions: questions.clone(), until };
            (staff, what, State::Returned { by, at, questions, until })
        }
        "accepted" => (staff, What::Accepted, State::Accepted { by, at }),
        "referred" => (staff, What::Referred { meeting }, State::Referred { at, meeting, item }),
        "deferred" => {
            let what = What::Deferred { reason: reason.clone() };
            (staff, what, State::Deferred { at, meeting, reason })
        }
        "admitted" => {
            (staff, What::Admitted { decision: None }, State::Admitted { at, decision: None })
        }
        "refused" => {
            let what = What::Refused { reason: reason.clone() };
            (staff, what, State::Refused { at, reason, decision: None })
        }
        _ => (Side::Applicant, What::Withdrawn, State::Withdrawn { by, at }),
    }
}

/// A case that went a part of a way, in steps of hours to weeks that end within a second.
async fn gone(site: &Site, number: u128) {
    let small = i64::try_from(number).expect("few cases");
    let way = WAYS[usize::try_from(number).expect("few cases") % WAYS.len()];
    let steps = if number.is_multiple_of(5) { way.len() - 1 } else { way.len() };
    let mut at: Timestamp = "2026-01-03T15:00:00Z".parse().expect("an instant");
    at += SignedDuration::from_hours(small * 97);
    let case = ApplicationId::new(Uuid::from_u128(5000 + number));
    let mut state = State::Draft;
    for (name, place) in way.iter().take(steps).zip(1_i64..) {
        // Also to the microsecond, and two steps in the same one.
        let pause = if (small + place) % 9 == 0 { 0 } else { (small * 7_919 * place) % 1_600_000 };
        at += SignedDuration::from_secs(pause);
        at += SignedDuration::from_micros([0, 1, 999_999, 500_000][(small + place) as usize % 4]);
        site.on.clock.set(at);
        let (side, what, next) = step(name, at);
        let id = EntryId::new(Uuid::from_u128(number * 100 + place as u128));
        let entry = Entry { id, at, by: author(), side, what };
        site.commit(Change::Note { case: Case::Application(case), entry }).await;
        state = next;
    }
    site.reached(number, "city", state).await;
}

#[tokio::test]
async fn the_database_counts_the_same_figures_as_the_rule() {
    for site in Site::both(0, 0).await {
        let kind = site.on.kind;
        let mut marks = Vec::new();
        for number in 1..=CASES {
            gone(&site, number).await;
        }
        site.on.clock.set("2027-03-25T03:00:00Z".parse().expect("an instant"));
        for number in 1..=CASES {
            let case = ApplicationId::new(Uuid::from_u128(5000 + number));
            let history = site.membership.history(&clerk(), case, None, 100).await.expect(kind);
            marks.extend(history.iter().rev().filter_map(|entry| Mark::of(case, entry)));
        }
        // The rule puts marks of one moment in the order in which they come.
        let charter = site.membership.charter();
        let today = charter.day(site.on.clock.now());
        for (first, last) in [
            (None, None),
            (Some(date(2026, 3, 1)), Some(date(2026, 5, 31))),
            (Some(date(2026, 6, 1)), None),
        ] {
            let counted = site.membership.process(&clerk(), first, last).await.expect(kind);
            let (from, until) = counted_days(first, last, today).expect("days");
            let (from, until) = (midnight(from), midnight(until.tomorrow().expect("a day")));
            let expected = process(&marks, charter, from, until, site.on.clock.now());
            assert_eq!(counted, expected, "{kind}");
        }
        let whole = site.membership.process(&clerk(), None, None).await.expect(kind);
        assert!(whole.stages.iter().all(|stage| stage.ended > 0), "{kind}: {whole:?}");
        let overdue = whole.stages.iter().filter(|stage| stage.overdue > 0).count();
        assert!(overdue >= 4, "{kind}: {whole:?}");
    }
}

fn midnight(day: jiff::civil::Date) -> Timestamp {
    let zone = Charter::wego().zone().clone();
    day.to_zoned(zone).expect("a midnight").timestamp()
}
