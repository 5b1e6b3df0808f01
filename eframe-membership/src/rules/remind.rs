use eframe_core::Timestamp;
use jiff::ToSpan as _;
use jiff::civil::Date;

use crate::model::{Charter, Entry, Side, Stage, State, What};

/// Something that is awaited, from whom, and the last day on which it comes in time, in the charter's zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// Who has to do something.
    pub side: Side,
    /// The last day.
    pub day: Date,
}

/// How long before its end a deadline is reminded of, in days.
const BEFORE: i32 = 7;
/// How many days lie between two reminders.
const BETWEEN: i32 = 14;
/// How often the same thing is reminded of.
const MOST: usize = 3;

/// What is awaited next in a case, and until when, by the charter in force when the stage was reached. A draft has all
/// the time, and what is on an agenda waits for its meeting.
pub fn due(state: &State, charter: &Charter) -> Option<Due> {
    let until = match state {
        State::Returned { until, .. } => Some(*until),
        _ => None,
    };
    awaited(state.stage(), state.since()?, until, charter)
}

/// The same for a stage that was reached at `since`, with the day that was named for an answer.
pub(super) fn awaited(
    stage: Stage,
    since: Timestamp,
    until: Option<Date>,
    charter: &Charter,
) -> Option<Due> {
    let since = charter.day(since);
    let deadlines = charter.on(since).deadlines;
    let after = |side, days: i32| Some(Due { side, day: since.saturating_add(days.days()) });
    match stage {
        Stage::Returned => match until {
            Some(day) => Some(Due { side: Side::Applicant, day }),
            None => after(Side::Applicant, deadlines.answer),
        },
        Stage::Unconfirmed => after(Side::Applicant, deadlines.answer),
        Stage::Submitted => after(Side::Secretariat, deadlines.review),
        Stage::Accepted | Stage::Deferred => after(Side::Secretariat, deadlines.decision),
        Stage::Draft | Stage::Referred | Stage::Admitted | Stage::Refused | Stage::Withdrawn => {
            None
        }
    }
}

/// What has been at a stage for so long that its day is over: what reached it from `from` on, where that is given, and
/// before `before`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Late {
    pub(crate) stage: Stage,
    pub(crate) from: Option<Timestamp>,
    pub(crate) before: Timestamp,
}

/// What waits for the Secretariat and is overdue today, by [`due`].
pub(crate) fn late(charter: &Charter, today: Date) -> Vec<Late> {
    let waiting = Stage::ALL.into_iter().filter(|stage| stage.waits_for_secretariat());
    waiting.flat_map(|stage| late_at(stage, charter, today)).collect()
}

/// What is overdue today at each stage whose deadline is counted from the day on which it was reached: the other one is
/// [`Returned`](Stage::Returned), which names its day.
pub(crate) fn late_at_each(charter: &Charter, today: Date) -> Vec<(Stage, Vec<Late>)> {
    let stages = [Stage::Unconfirmed, Stage::Submitted, Stage::Accepted, Stage::Deferred];
    stages.map(|stage| (stage, late_at(stage, charter, today))).into()
}

/// A stretch of time for each version of the charter, since the deadline is that of the day on which the stage was
/// reached.
fn late_at(stage: Stage, charter: &Charter, today: Date) -> Vec<Late> {
    let start = |day: Date| {
        let start = day.to_zoned(charter.zone().clone());
        start.map_or(Timestamp::MAX, |start| start.timestamp())
    };
    let versions = charter.versions();
    let stretch = |at: usize| {
        let days = match stage {
            Stage::Unconfirmed => versions[at].deadlines.answer,
            Stage::Submitted => versions[at].deadlines.review,
            _ => versions[at].deadlines.decision,
        };
        let over = start(today.saturating_sub(days.days()));
        let end = versions.get(at + 1).map_or(over, |next| start(next.from));
        // What was before the first charter is read by the first.
        let from = (at > 0).then(|| start(versions[at].from));
        Late { stage, from, before: over.min(end) }
    };
    (0..versions.len())
        .map(stretch)
        .filter(|late| late.from.is_none_or(|from| from < late.before))
        .collect()
}

/// Whether somebody is to be reminded now, and who: the organisation of a draft that nobody touched for long, of
/// questions a week before their day, and of what waits to be confirmed; the Secretariat once of what is overdue. The same is
/// reminded of at most three times, two weeks apart.
pub fn reminder(
    state: &State,
    changed: Timestamp,
    history: &[Entry],
    charter: &Charter,
    now: Timestamp,
) -> Option<Side> {
    let today = charter.day(now);
    let (side, first, between, most) = match (state.stage(), due(state, charter)) {
        (Stage::Draft, _) => {
            let touched = charter.day(changed);
            let days = charter.on(touched).deadlines.draft.max(1);
            (Side::Applicant, touched.saturating_add(days.days()), days, MOST)
        }
        (Stage::Unconfirmed, _) => {
            let since = charter.day(state.since()?);
            (Side::Applicant, since.saturating_add(BEFORE.days()), BETWEEN, MOST)
        }
        (Stage::Returned, Some(due)) => {
            (Side::Applicant, due.day.saturating_sub(BEFORE.days()), BETWEEN, MOST)
        }
        (_, Some(due)) => (Side::Secretariat, due.day.saturating_add(1.day()), BETWEEN, 1),
        _ => return None,
    };
    let since = state.since().unwrap_or(changed);
    let is_one = |entry: &&Entry| {
        entry.at >= since && matches!(entry.what, What::Reminded { whom } if whom == side)
    };
    let before: Vec<_> = history.iter().filter(is_one).map(|entry| entry.at).collect();
    let last = before.iter().max().map(|at| charter.day(*at));
    let rested = last.is_none_or(|last| last.saturating_add(between.days()) <= today);
    (today >= first && rested && before.len() < most).then_some(side)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::proofs::sample;
    use super::*;
    use crate::model::{Application, Author};

    fn at(text: &str) -> Timestamp {
        text.parse().expect("an instant")
    }

    fn asked(of: &Application, history: &[Entry], on: &Charter, now: Timestamp) -> Option<Side> {
        reminder(&of.state, of.changed, history, on, now)
    }

    fn returned(until: Date, at: Timestamp) -> Application {
        let by = Author::of(&eframe_core::Actor::system("test"));
        let state = State::Returned { by, at, questions: "Which?".to_owned(), until };
        Application { state, ..sample() }
    }

    #[test]
    fn bad_input_67_a_deadline_ends_with_the_day_of_the_charters_zone() {
        let charter = Charter::wego();
        let by = Author::of(&eframe_core::Actor::system("test"));
        // 15:30 in London is the next day in Seoul: the thirty days count from there.
        let state = State::Submitted { by, at: at("2026-11-30T15:30:00Z") };
        let submitted = Application { state, ..sample() };
        let expected = Due { side: Side::Secretariat, day: date(2026, 12, 31) };
        assert_eq!(due(&submitted.state, &charter), Some(expected));
        let told = |now| reminder(&submitted.state, submitted.changed, &[], &charter, at(now));
        assert_eq!(told("2026-12-31T14:59:59Z"), None, "the last second in Seoul");
        assert_eq!(told("2026-12-31T15:00:00Z"), Some(Side::Secretariat));
        // In Kiritimati the new year is five hours old then, in Honolulu fourteen hours away: one rule for all.
    }

    #[test]
    fn bad_input_65_days_are_counted_over_ends_of_months_and_leap_days() {
        let charter = Charter::wego();
        let by = Author::of(&eframe_core::Actor::system("test"));
        let state = State::Submitted { by, at: at("2028-01-31T03:00:00Z") };
        let submitted = Application { state, ..sample() };
        assert_eq!(due(&submitted.state, &charter).map(|due| due.day), Some(date(2028, 3, 1)));
    }

    #[test]
    fn bad_input_64_a_night_of_23_or_25_hours_moves_no_deadline() {
        let versions = Charter::wego().versions().to_vec();
        let berlin = Charter::new("Europe/Berlin", versions).expect("a charter");
        let by = Author::of(&eframe_core::Actor::system("test"));
        // Just before midnight on the eve of each change of the clocks, and just after the change.
        for (at_text, day) in [
            ("2026-03-28T22:59:00Z", date(2026, 4, 27)),
            ("2026-03-29T01:01:00Z", date(2026, 4, 28)),
            ("2026-10-24T21:59:00Z", date(2026, 11, 23)),
            ("2026-10-25T22:59:00Z", date(2026, 11, 24)),
        ] {
            let state = State::Submitted { by: by.clone(), at: at(at_text) };
            assert_eq!(due(&state, &berlin).map(|due| due.day), Some(day), "{at_text}");
        }
    }

    #[test]
    fn the_same_is_reminded_of_three_times_at_most_and_two_weeks_apart() {
        let charter = Charter::wego();
        let application = returned(date(2026, 12, 20), at("2026-11-01T00:00:00Z"));
        let mut history = Vec::new();
        let mut days = Vec::new();
        for day in 0..120 {
            let now = at("2026-11-01T09:00:00Z") + jiff::SignedDuration::from_hours(24 * day);
            if let Some(whom) = asked(&application, &history, &charter, now) {
                assert_eq!(whom, Side::Applicant);
                days.push(charter.day(now));
                history.push(Entry {
                    id: crate::model::EntryId::new(uuid::Uuid::from_u128(day as u128)),
                    at: now,
                    by: Author::of(&eframe_core::Actor::system("reminder")),
                    side: Side::Secretariat,
                    what: What::Reminded { whom },
                });
            }
        }
        assert_eq!(days, [date(2026, 12, 13), date(2026, 12, 27), date(2027, 1, 10)]);
    }

    #[test]
    fn bad_input_66_a_clock_that_went_back_reminds_nobody_twice() {
        let charter = Charter::wego();
        let application = returned(date(2026, 12, 20), at("2026-11-01T00:00:00Z"));
        let reminded = Entry {
            id: crate::model::EntryId::new(uuid::Uuid::from_u128(1)),
            at: at("2026-12-14T09:00:00Z"),
            by: Author::of(&eframe_core::Actor::system("reminder")),
            side: Side::Secretariat,
            what: What::Reminded { whom: Side::Applicant },
        };
        assert_eq!(asked(&application, &[reminded], &charter, at("2026-12-13T09:00:00Z")), None);
    }
}
