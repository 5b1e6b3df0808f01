use proptest::prelude::*;

use super::*;

const HOUR: SignedDuration = SignedDuration::from_hours(1);

fn hourly() -> Job {
    Job::new("test", Duration::from_secs(3600), || async { Ok(()) })
}

fn due_at(due: Timestamp) -> Model {
    let (leased_until, again_at, error) = Default::default();
    let name = "test".to_owned();
    Model { name, due_at: stored(due), attempts: 0, again_at, leased_until, fence: 0, error }
}

fn at(microseconds: i64) -> Timestamp {
    Timestamp::from_microsecond(microseconds).expect("in range")
}

proptest! {
    #[test]
    fn the_next_time_is_the_first_after_now_in_whole_periods(
        due in 0..10_i64.pow(15),
        now in 0..10_i64.pow(15),
    ) {
        let next = hourly().next(at(due), at(now));
        let ahead = next.duration_since(at(now));
        prop_assert!(ahead > SignedDuration::ZERO && ahead <= HOUR);
        prop_assert_eq!(next.duration_since(at(due)).as_micros() % HOUR.as_micros(), 0);
    }
}

#[test]
fn bad_input_66_a_clock_that_goes_back_runs_nothing_twice() {
    let (job, pace) = (hourly(), Pace::default());
    let now = at(1_000_000_000_000_000);
    let row = due_at(job.next(now, now));
    let say = |now, watched| say(&row, HOUR, now, watched, &pace);
    assert_eq!(say(now, false), Say::Wait);
    assert_eq!(say(now - HOUR, false), Say::Wait);
    assert_eq!(say(now - HOUR, true), Say::Run, "a period has passed all the same");
    assert_eq!(say(now + HOUR, false), Say::Run);
    assert_eq!(say(now - 366 * 24 * HOUR, false), Say::SetAnew);
}
