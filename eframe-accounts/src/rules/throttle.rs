use eframe_core::{Actor, Commit, Guard, Timestamp, Version};

use super::table;
use crate::Refusal;
use crate::model::{Attempts, Change, Counter, ThrottleKey};

/// What is known of one counter: the count so far, if any was kept.
#[derive(Clone, Debug)]
pub struct Counted {
    /// What is counted against.
    pub counter: Counter,
    /// The count, and how often its row was written.
    pub attempts: Option<(Attempts, Version)>,
}

/// Counts an attempt against all of these *before* it is made, so that a thousand at once don't slip
/// through together: each count is guarded, and who loses the race is asked to wait.
///
/// # Errors
/// [`Refusal::Throttled`] when any of them has to wait. A refused attempt counts nothing, so nobody makes the
/// wait longer by knocking.
pub fn count(counted: &[Counted], now: Timestamp) -> Result<Commit<Change>, Refusal> {
    count_with(Commit::by(&Actor::anonymous(), now), counted)
}

/// Counts what a commit does against all of these, in the commit itself: what is not done is not counted.
///
/// # Errors
/// [`Refusal::Throttled`] when any of them has to wait.
pub fn count_with(
    mut commit: Commit<Change>,
    counted: &[Counted],
) -> Result<Commit<Change>, Refusal> {
    let now = commit.at();
    for one in counted {
        let row = one.counter.row;
        let limits = one.counter.key.limits();
        let before = one.attempts.map(|(attempts, _)| attempts.faded(limits, now));
        if let Some(until) = before.map(|b| b.waits_until(limits)).filter(|&until| now < until) {
            return Err(Refusal::Throttled { until });
        }
        let count = before.map_or(0, |b| b.count).saturating_add(1);
        if let Some((_, version)) = one.attempts {
            commit = commit.guard(Guard::write(table::THROTTLE, row, version));
        }
        let attempts = Attempts { count, last: now };
        commit = commit.change(Change::CountAttempt {
            row,
            attempts,
            forgotten: attempts.forgotten_at(limits),
            new: one.attempts.is_none(),
        });
    }
    Ok(commit)
}

/// Takes counted attempts off again, because the person got in.
pub fn forgive(commit: Commit<Change>, counters: &[Counter]) -> Commit<Change> {
    commit.with_changes(counters.iter().map(|Counter { key, row }| match key {
        ThrottleKey::Client(_) | ThrottleKey::Answers(_) | ThrottleKey::MailFrom(_) => {
            Change::TakeOneOff { row: *row }
        }
        _ => Change::ForgetAttempts { row: *row },
    }))
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use proptest::prelude::*;

    use super::*;

    const KEY: &str = "mina@seoul.example";

    /// Plays attempts at these seconds against one account; gives the times of those let through.
    fn let_through(seconds: impl IntoIterator<Item = i64>) -> Vec<i64> {
        let mut kept = None;
        let mut through = Vec::new();
        for second in seconds {
            let now = Timestamp::UNIX_EPOCH + SignedDuration::from_secs(second);
            let key = ThrottleKey::Account(KEY.to_owned());
            let counter = Counter { key, row: uuid::Uuid::nil() };
            let counted = Counted { counter, attempts: kept.map(|a| (a, Version::FIRST)) };
            if let Ok(commit) = count(&[counted], now) {
                let [Change::CountAttempt { attempts, .. }] = commit.changes() else { panic!() };
                kept = Some(*attempts);
                through.push(second);
            }
        }
        through
    }

    #[test]
    fn bad_input_33_a_thousand_guesses_on_one_account_are_a_handful() {
        assert_eq!(let_through((0..1_000).map(|_| 0)).len(), 5);
        let day = let_through(0..86_400).len();
        assert!(day < 120, "{day} guesses in a day");
    }

    proptest! {
        #[test]
        fn nobody_waits_longer_than_a_quarter_of_an_hour(
            mut seconds in proptest::collection::vec(0..200_000_i64, 1..300),
        ) {
            seconds.sort_unstable();
            let last = seconds[seconds.len() - 1];
            let through = let_through(seconds.into_iter().chain([last + 900]));
            prop_assert_eq!(through.last(), Some(&(last + 900)));
        }
    }
}
