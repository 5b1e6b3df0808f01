use eframe_core::Timestamp;
use jiff::SignedDuration;

use crate::model::Lost;

/// How long is waited after each attempt that failed: the schedule of the Standard Webhooks specification. With the first, at
/// once, ten attempts in three days and some three and a half hours.
pub const PAUSES: [SignedDuration; 9] = [
    SignedDuration::from_secs(5),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(2),
    SignedDuration::from_hours(5),
    SignedDuration::from_hours(10),
    SignedDuration::from_hours(14),
    SignedDuration::from_hours(20),
    SignedDuration::from_hours(24),
];

/// The longest wait that an endpoint may ask for.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// For so long an endpoint that is overloaded gets no other message either, where it does not say itself for how long; and the
/// longest that it may ask of these.
pub const RESTING: (SignedDuration, SignedDuration) =
    (SignedDuration::from_mins(1), SignedDuration::from_hours(1));

/// An endpoint that took nothing for so long, and so often, is given up. The number keeps a clock that was set forward from
/// doing so.
const FAILING: (SignedDuration, u32) = (SignedDuration::from_hours(72), 8);

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It was answered.
    Said {
        /// The status.
        code: u16,
        /// How long the endpoint asks to wait (`Retry-After`).
        wait: Option<SignedDuration>,
        /// How the answer begins.
        text: String,
    },
    /// It was not.
    Lost(Lost),
}

/// What follows from an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// The endpoint took it.
    Arrived,
    /// Another attempt after this pause; until `rest` is over the endpoint gets nothing else either.
    Again {
        /// The pause.
        after: SignedDuration,
        /// How long the endpoint rests.
        rest: Option<SignedDuration>,
    },
    /// It was tried often enough.
    Failed,
    /// The endpoint wants nothing any more.
    Gone,
}

/// What follows from the attempt of this number, counted from 1. `chance`, evenly from 0 to 255, makes a pause up to a tenth
/// longer, so that what failed together is not tried together.
pub fn next(answer: &Answer, attempt: u32, chance: u8) -> Next {
    let (code, wait) = match answer {
        Answer::Said { code: 200..=299, .. } => return Next::Arrived,
        Answer::Said { code: 410, .. } => return Next::Gone,
        Answer::Said { code, wait, .. } => (Some(*code), *wait),
        Answer::Lost(_) => (None, None),
    };
    let pause = attempt.checked_sub(1).and_then(|index| PAUSES.get(index as usize));
    let Some(pause) = pause else { return Next::Failed };
    let longer = SignedDuration::from_micros(
        i64::try_from(pause.as_micros() * i128::from(chance) / 2550).unwrap_or(0),
    );
    let wait = wait.map(|wait| wait.clamp(SignedDuration::ZERO, LONGEST));
    let after = (*pause + longer).max(wait.unwrap_or(SignedDuration::ZERO));
    let overloaded = matches!(code, Some(429 | 502 | 503 | 504));
    let rest = overloaded.then(|| wait.unwrap_or(RESTING.0).min(RESTING.1));
    Next::Again { after, rest }
}

/// Whether an endpoint that took nothing since then, so many times, is to be given up.
pub fn is_given_up(since: Timestamp, failures: u32, now: Timestamp) -> bool {
    now.duration_since(since) >= FAILING.0 && failures >= FAILING.1
}

/// How long `Retry-After` asks to wait: seconds, or a date (RFC 9110, 10.2.3). What is neither asks for nothing.
pub fn retry_after(value: &str, now: Timestamp) -> Option<SignedDuration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // What no number holds is longer than anything that is waited for.
        return Some(value.parse().map_or(SignedDuration::MAX, SignedDuration::from_secs));
    }
    let until = jiff::fmt::rfc2822::parse(value).ok()?.timestamp();
    Some(until.duration_since(now).max(SignedDuration::ZERO))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(code: u16, wait: Option<i64>) -> Answer {
        Answer::Said { code, wait: wait.map(SignedDuration::from_secs), text: String::new() }
    }

    #[test]
    fn ten_attempts_take_three_days_and_then_it_has_failed() {
        let mut passed = SignedDuration::ZERO;
        for attempt in 1..=9 {
            let Next::Again { after, rest } = next(&said(500, None), attempt, 0) else {
                panic!("attempt {attempt}")
            };
            assert_eq!(rest, None);
            passed += after;
        }
        // As the specification's table has it.
        assert_eq!(passed, SignedDuration::from_secs(75 * 3600 + 35 * 60 + 5));
        assert_eq!(next(&said(500, None), 10, 0), Next::Failed);
        assert_eq!(next(&Answer::Lost(Lost::Late), 99, 0), Next::Failed);
    }

    #[test]
    fn statuses_mean_what_the_specification_says() {
        for code in [200, 201, 204, 299] {
            assert_eq!(next(&said(code, None), 10, 0), Next::Arrived);
        }
        assert_eq!(next(&said(410, None), 1, 0), Next::Gone);
        for code in [100, 101, 199, 300, 301, 302, 307, 308, 400, 401, 404, 500] {
            let again = Next::Again { after: PAUSES[0], rest: None };
            assert_eq!(next(&said(code, None), 1, 0), again, "{code}");
        }
        for code in [429, 502, 503, 504] {
            let again = Next::Again { after: PAUSES[0], rest: Some(RESTING.0) };
            assert_eq!(next(&said(code, None), 1, 0), again, "{code}");
        }
    }

    #[test]
    fn a_wait_is_honoured_within_reason_and_never_shortens_the_schedule() {
        let after = |wait, attempt| match next(&said(503, Some(wait)), attempt, 0) {
            Next::Again { after, rest } => (after.as_secs(), rest.map(|rest| rest.as_secs())),
            other => panic!("{other:?}"),
        };
        assert_eq!(after(120, 1), (120, Some(120)));
        assert_eq!(after(1, 2), (300, Some(1)));
        assert_eq!(after(i64::MAX, 1), (24 * 3600, Some(3600)));
        assert_eq!(after(-5, 1), (5, Some(0)));
        let longest = next(&said(500, None), 9, 255);
        assert_eq!(
            longest,
            Next::Again { after: SignedDuration::from_secs(26 * 3600 + 24 * 60), rest: None }
        );
    }

    #[test]
    fn seconds_and_dates_are_read_and_nonsense_is_nothing() {
        let now: Timestamp = "2026-11-26T22:00:00Z".parse().expect("a time");
        let read = |text| retry_after(text, now).map(|wait| wait.as_secs());
        assert_eq!(read("120"), Some(120));
        assert_eq!(read("Thu, 26 Nov 2026 22:01:30 GMT"), Some(90));
        assert_eq!(read("Thu, 26 Nov 2026 21:00:00 GMT"), Some(0));
        assert_eq!(read("99999999999999999999999"), Some(i64::MAX));
        for nonsense in ["", "soon", "-1", "1.5", "12 s", "2026-11-26"] {
            assert_eq!(read(nonsense), None, "{nonsense}");
        }
    }

    #[test]
    fn bad_input_66_a_clock_that_was_set_forward_gives_nobody_up() {
        let since = Timestamp::UNIX_EPOCH;
        let after = |hours| since + SignedDuration::from_hours(hours);
        assert!(is_given_up(since, 10, after(75)));
        assert!(!is_given_up(since, 10, after(71)), "not yet");
        assert!(
            !is_given_up(since, 1, after(9000)),
            "one failure, and a year passed in an instant"
        );
        assert!(!is_given_up(since, 10, after(-1)));
    }
}
