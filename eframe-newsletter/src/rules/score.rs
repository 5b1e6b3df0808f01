//! When an address is written to no more, counted as Mailman 3 does (bounce processing): a bounce counts once a day,
//! one for good as 1 and one for now as 0.5; at 5 it is enough; what is older than a week without another is forgotten.
//!
//! Four issues a year would never come to 5 that way. So two issues in a row that bounce since nobody of that name is
//! there are enough as well.

use eframe_core::Timestamp;
use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::model::IssueId;

/// Enough, in tenths.
pub const THRESHOLD: u32 = 50;
/// After how long without a bounce the count begins anew.
pub const FORGOTTEN_AFTER: SignedDuration = SignedDuration::from_hours(7 * 24);
/// After so many issues in a row to nobody of that name it is enough.
pub const ISSUES_IN_A_ROW: u32 = 2;

/// How a letter bounced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Nobody of that name is there (RFC 3463, 5.1.x), or the like, for good.
    Hard,
    /// For now, or for a reason that lies with the letter or the server.
    Soft,
    /// The reader says that they did not ask for it (RFC 5965).
    Complaint,
}

impl Kind {
    /// What it is called in rows, JSON and messages.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Hard => "hard",
            Self::Soft => "soft",
            Self::Complaint => "complaint",
        }
    }

    /// The kind of this code.
    pub fn named(code: &str) -> Option<Self> {
        [Self::Hard, Self::Soft, Self::Complaint].into_iter().find(|one| one.code() == code)
    }
}

/// What is remembered of an address that bounced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// The count, in tenths.
    pub tenths: u32,
    /// When it last rose.
    pub at: Option<Timestamp>,
    /// The last issue that bounced for good, and how many in a row.
    pub hard: Option<(IssueId, u32)>,
}

/// A bounce as it comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounced {
    /// How.
    pub kind: Kind,
    /// Of which issue; none for the question, which is no issue in the row of those.
    pub issue: Option<IssueId>,
    /// Whether an issue between the last hard bounce and this one arrived as far as anybody knows.
    pub arrived_between: bool,
    /// Whether it says that somebody of that name is there, and its issue is later than the last that bounced for good.
    pub reached: bool,
}

/// Whether the address is still written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is.
    GoOn,
    /// It is not: it bounced too often.
    Enough,
    /// It is not: its reader complained.
    Complained,
}

/// Counts a bounce.
#[must_use]
pub fn count(score: Score, bounced: Bounced, now: Timestamp) -> (Score, Verdict) {
    if bounced.kind == Kind::Complaint {
        return (score, Verdict::Complained);
    }
    let points = if bounced.kind == Kind::Hard { 10 } else { 5 };
    let (tenths, at) = match score.at {
        Some(last) if now.duration_since(last) > FORGOTTEN_AFTER => (points, now),
        // One a day; a clock that went back counts nothing twice.
        Some(last) if day(now) <= day(last) => (score.tenths.max(points), last.max(now)),
        Some(_) => (score.tenths + points, now),
        None => (points, now),
    };
    let hard = match (bounced.kind, bounced.issue, score.hard) {
        (Kind::Hard, Some(issue), Some((last, row))) if issue == last => Some((issue, row)),
        (Kind::Hard, Some(issue), Some((_, row))) if !bounced.arrived_between => {
            Some((issue, row + 1))
        }
        (Kind::Hard, Some(issue), _) => Some((issue, 1)),
        (Kind::Soft, ..) if bounced.reached => None,
        (_, _, before) => before,
    };
    let row = hard.filter(|_| bounced.kind == Kind::Hard).map_or(0, |(_, row)| row);
    let enough = tenths >= THRESHOLD || row >= ISSUES_IN_A_ROW;
    let verdict = if enough { Verdict::Enough } else { Verdict::GoOn };
    (Score { tenths, at: Some(at), hard }, verdict)
}

fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn issue(number: u128) -> IssueId {
        IssueId::new(uuid::Uuid::from_u128(number))
    }

    fn after(hours: i64) -> Timestamp {
        Timestamp::from_second(1_795_392_000 + hours * 3_600).unwrap()
    }

    fn bounce(kind: Kind, number: u128) -> Bounced {
        Bounced { kind, issue: Some(issue(number)), arrived_between: false, reached: false }
    }

    #[test]
    fn a_soft_bounce_counts_half_once_a_day_and_ten_days_are_enough() {
        let mut score = Score::default();
        for day in 0..10 {
            for hour in 0..3 {
                let (next, verdict) = count(score, bounce(Kind::Soft, 1), after(day * 24 + hour));
                score = next;
                assert_eq!(score.tenths, 5 * (u32::try_from(day).unwrap() + 1));
                assert_eq!(verdict == Verdict::Enough, day == 9);
            }
        }
    }

    #[test]
    fn a_week_without_one_forgets_the_count_but_not_the_row() {
        let (score, _) = count(Score::default(), bounce(Kind::Hard, 1), after(0));
        let (score, verdict) = count(score, bounce(Kind::Soft, 1), after(8 * 24));
        assert_eq!((score.tenths, score.hard, verdict), (5, Some((issue(1), 1)), Verdict::GoOn));
    }

    #[test]
    fn bad_input_60_two_issues_in_a_row_to_nobody_are_enough() {
        let quarter = 91 * 24;
        let (score, verdict) = count(Score::default(), bounce(Kind::Hard, 1), after(0));
        assert_eq!(verdict, Verdict::GoOn);
        // The same issue again, as the server's answer and its report.
        let (score, verdict) = count(score, bounce(Kind::Hard, 1), after(1));
        assert_eq!(verdict, Verdict::GoOn);
        let (_, verdict) = count(score, bounce(Kind::Hard, 2), after(quarter));
        assert_eq!(verdict, Verdict::Enough);
        // A full mailbox says that somebody of that name is there; what comes back for other reasons says nothing of it.
        let ended = Score { hard: Some((issue(2), 1)), ..Score::default() };
        let (other, _) = count(ended, bounce(Kind::Soft, 3), after(quarter));
        assert_eq!(other.hard, ended.hard);
        let full = Bounced { reached: true, ..bounce(Kind::Soft, 3) };
        let (full, verdict) = count(ended, full, after(quarter));
        assert_eq!((full.hard, verdict), (None, Verdict::GoOn));
        assert_eq!(count(full, bounce(Kind::Hard, 4), after(2 * quarter)).1, Verdict::GoOn);
        let between = Bounced { arrived_between: true, ..bounce(Kind::Hard, 3) };
        let (_, verdict) = count(score, between, after(2 * quarter));
        assert_eq!(verdict, Verdict::GoOn);
    }

    #[test]
    fn a_refused_question_is_a_bounce_and_no_issue() {
        let question = Bounced { issue: None, ..bounce(Kind::Hard, 1) };
        let (score, verdict) = count(Score::default(), question, after(0));
        assert_eq!((score.tenths, score.hard, verdict), (10, None, Verdict::GoOn));
        let (score, _) = count(score, bounce(Kind::Hard, 1), after(91 * 24));
        assert_eq!(score.hard, Some((issue(1), 1)));
    }

    #[test]
    fn a_complaint_is_enough_at_once() {
        let (_, verdict) = count(Score::default(), bounce(Kind::Complaint, 1), after(0));
        assert_eq!(verdict, Verdict::Complained);
    }

    proptest! {
        #[test]
        fn no_day_adds_more_than_one_and_no_clock_makes_the_count_fall_within_a_week(
            steps in proptest::collection::vec((-30_i64..160, any::<bool>()), 1..60),
        ) {
            let (mut score, mut hours, mut latest) = (Score::default(), 0, i64::MIN);
            for (step, hard) in steps {
                hours += step;
                let kind = if hard { Kind::Hard } else { Kind::Soft };
                let (next, _) = count(score, bounce(kind, 1), after(hours));
                prop_assert!(next.tenths <= score.tenths + 10);
                if latest != i64::MIN && hours <= latest + 7 * 24 {
                    prop_assert!(next.tenths >= score.tenths);
                }
                latest = latest.max(hours);
                score = next;
            }
        }
    }
}
