use proptest::prelude::*;

use super::*;

fn reply(code: u16) -> Reply {
    Reply::new(code, "said", "")
}

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_795_424_400 + minutes * 60).unwrap()
}

fn first() -> Attempt {
    Attempt { number: 1, first_at: at(0), doubts: 0 }
}

#[test]
fn pauses_double_from_five_minutes_to_four_hours() {
    let minutes = |attempts| pause_after(attempts).as_mins();
    assert_eq!([0, 1, 2, 3, 6, 7, 40, u32::MAX].map(minutes), [5, 5, 10, 20, 160, 240, 240, 240]);
}

#[test]
fn bad_input_60_what_a_server_says_decides_what_follows() {
    let state = |outcome| settle(first(), outcome, at(1)).state;
    assert_eq!(state(Outcome::Taken(reply(250))), DeliveryState::HandedOver);
    assert_eq!(state(Outcome::Later(reply(451))), DeliveryState::Deferred);
    assert_eq!(state(Outcome::Later(reply(421))), DeliveryState::Deferred);
    assert_eq!(state(Outcome::Refused(reply(550))), DeliveryState::Bounced);
    assert_eq!(state(Outcome::Refused(reply(552))), DeliveryState::Bounced);
    assert_eq!(state(Outcome::Lost("no answer".into())), DeliveryState::Unsure);
}

#[test]
fn bad_input_66_a_clock_that_goes_back_or_leaps_ends_no_letter_early_and_none_never() {
    let back = settle(first(), Outcome::Later(reply(451)), at(-60));
    assert_eq!((back.state, back.next_at), (DeliveryState::Deferred, Some(at(-55))));
    let year = settle(first(), Outcome::Later(reply(451)), at(365 * 24 * 60));
    assert_eq!((year.state, year.next_at), (DeliveryState::Final, None));
}

#[test]
fn bad_input_66_a_letter_that_was_first_tried_in_the_future_is_given_up_after_as_many_attempts() {
    let year = Attempt { first_at: at(365 * 24 * 60), ..first() };
    let state =
        |number| settle(Attempt { number, ..year }, Outcome::Later(reply(451)), at(0)).state;
    assert_eq!(state(MOST_ATTEMPTS - 1), DeliveryState::Deferred);
    assert_eq!(state(MOST_ATTEMPTS), DeliveryState::Final);
    // By a clock that is right the time comes first.
    let tried_for: i64 = (1..MOST_ATTEMPTS).map(|number| pause_after(number).as_mins()).sum();
    assert!(tried_for >= GIVEN_UP_AFTER.as_mins() && HORIZON > LONGEST_PAUSE);
}

/// What may happen to a letter: the mail server keeps it in some, says so in others.
#[derive(Clone, Debug)]
enum Fate {
    Taken,
    Refused,
    Later,
    /// The answer was lost, or the program ended; the server has it, or not.
    Lost {
        kept: bool,
    },
}

fn fates() -> impl Strategy<Value = Vec<Fate>> {
    let fate = prop_oneof![
        2 => Just(Fate::Taken),
        1 => Just(Fate::Refused),
        6 => Just(Fate::Later),
        3 => any::<bool>().prop_map(|kept| Fate::Lost { kept }),
    ];
    proptest::collection::vec(fate, 1..200)
}

proptest! {
    /// Through every sequence of answers, crashes and lost answers: no letter is kept more than twice, twice only where
    /// its fate was unknown and that was counted, one that was never in doubt is not lost, and each comes to an end.
    #[test]
    fn bad_input_58_a_letter_arrives_once_and_at_most_twice_where_an_answer_was_lost(fates in fates()) {
        let (mut attempt, mut now, mut kept) = (first(), at(0), 0);
        for fate in fates.into_iter().chain(std::iter::repeat_n(Fate::Later, 60)) {
            let outcome = match fate {
                Fate::Taken => Outcome::Taken(reply(250)),
                Fate::Refused => Outcome::Refused(reply(550)),
                Fate::Later => Outcome::Later(reply(451)),
                Fate::Lost { .. } => Outcome::Lost("lost".to_owned()),
            };
            kept += u32::from(matches!(fate, Fate::Taken | Fate::Lost { kept: true }));
            let settled = settle(attempt, outcome, now);
            prop_assert!(kept <= 1 + settled.doubts.min(1), "kept {kept} times with {} doubts", settled.doubts);
            match settled.next_at {
                Some(next) => {
                    prop_assert!(matches!(settled.state, DeliveryState::Deferred | DeliveryState::Unsure));
                    prop_assert!(next >= now, "never again before now");
                    now = next;
                }
                None => {
                    let ended = matches!(settled.state, DeliveryState::HandedOver | DeliveryState::Bounced | DeliveryState::Final);
                    prop_assert!(ended || (settled.state == DeliveryState::Unsure && settled.doubts == 2));
                    return Ok(());
                }
            }
            attempt = Attempt { number: attempt.number + 1, doubts: settled.doubts, ..attempt };
        }
        prop_assert!(false, "it never came to an end");
    }

    #[test]
    fn pauses_never_shrink_nor_stop(attempts in 1_u32..10_000) {
        prop_assert!(pause_after(attempts) <= pause_after(attempts + 1));
        prop_assert!(pause_after(attempts) >= FIRST_PAUSE && pause_after(attempts) <= LONGEST_PAUSE);
    }
}
