use eframe_core::Timestamp;

use crate::model::{End, State};

/// An edition that was live once, or is, in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Past {
    /// Its number.
    pub number: u32,
    /// Where it stands.
    pub state: State,
    /// What changed with it, for the public.
    pub note: String,
}

/// What stood at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stood {
    /// The edition of this number.
    Edition(u32),
    /// Nothing yet: this is when something first did.
    NotYet(Option<Timestamp>),
    /// Nothing any more, since this instant; or something of which nothing is shown any more.
    NoMore(Timestamp),
}

/// A line of what the public is told of a text's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub what: Happened,
    /// In words; may be empty.
    pub note: String,
}

/// What the public is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Happened {
    /// It was first published.
    First,
    /// It was published again after it had ended.
    Again,
    /// It was changed.
    Change,
    /// It was taken down.
    End,
}

impl Happened {
    /// Its name in JSON and in templates.
    pub const fn code(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Again => "again",
            Self::Change => "change",
            Self::End => "end",
        }
    }
}

/// What stood at an instant, of the editions of one language in the order of their numbers.
///
/// What is [gone](End::Gone) takes its past along: nothing of it is shown for any day, unless it was published after.
pub fn stood(history: &[Past], at: Timestamp) -> Stood {
    let hidden = hidden(history);
    let mut last = None;
    for past in history {
        let Some((since, until)) = past.span() else { continue };
        if since > at {
            break;
        }
        match until {
            Some(until) if until <= at => last = Some(until),
            _ if past.number <= hidden => return Stood::NoMore(until.unwrap_or(since)),
            _ => return Stood::Edition(past.number),
        }
    }
    match last {
        Some(ended) => Stood::NoMore(ended),
        None => Stood::NotYet(history.iter().find_map(|past| Some(past.span()?.0))),
    }
}

/// What the public is told of the history, newest first, of what happened at or before an instant. The first edition,
/// ends, and those changes that have a note.
pub fn told(history: &[Past], at: Timestamp) -> Vec<Told> {
    let hidden = hidden(history);
    let mut told = Vec::new();
    let mut ended = true;
    for past in history {
        let Some((since, until)) = past.span() else { continue };
        let what = match (told.is_empty(), ended) {
            (true, _) => Happened::First,
            (false, true) => Happened::Again,
            (false, false) => Happened::Change,
        };
        ended = false;
        let note = if past.number <= hidden { String::new() } else { past.note.clone() };
        if what != Happened::Change || !note.is_empty() {
            told.push(Told { at: since, what, note });
        }
        if let (State::Withdrawn { ending, .. }, Some(until)) = (&past.state, until) {
            told.push(Told { at: until, what: Happened::End, note: ending.note.clone() });
            ended = true;
        }
    }
    told.retain(|told| told.at <= at);
    told.reverse();
    told
}

/// The number up to which nothing is shown any more; 0 where all is.
pub(crate) fn hidden(history: &[Past]) -> u32 {
    let gone = history.iter().filter(
        |past| matches!(&past.state, State::Withdrawn { ending, .. } if ending.end == End::Gone),
    );
    gone.map(|past| past.number).max().unwrap_or(0)
}

/// Since when the public could read what was live at these times, in whichever language, or could last before its end: a day on
/// which another took its place, or a translation stayed, was no end.
pub(crate) fn anew(mut live: Vec<(Timestamp, Option<Timestamp>)>) -> Option<Timestamp> {
    live.sort_by_key(|(since, _)| *since);
    let mut stretches = live.into_iter();
    let mut last = stretches.next()?;
    for (since, until) in stretches {
        match last.1 {
            Some(end) if since > end => last = (since, until),
            end => last.1 = end.zip(until).map(|(one, other)| one.max(other)),
        }
    }
    Some(last.0)
}

impl Past {
    /// From when to when it was live.
    pub(crate) fn span(&self) -> Option<(Timestamp, Option<Timestamp>)> {
        match self.state {
            State::Live { since, .. } => Some((since, None)),
            State::Superseded { since, until, .. } | State::Withdrawn { since, until, .. } => {
                Some((since, Some(until)))
            }
            State::Draft { .. } | State::InReview { .. } | State::Approved { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Ending;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).expect("an instant")
    }

    fn past(number: u32, state: State) -> Past {
        Past { number, state, note: format!("note {number}") }
    }

    #[test]
    fn what_was_taken_down_and_published_again_is_new_again_and_nothing_else_is() {
        let since = |live: &[(i64, Option<i64>)]| {
            let live = live.iter().map(|(since, until)| (at(*since), until.map(at)));
            anew(live.collect()).map(|since| since.as_second())
        };
        assert_eq!(since(&[]), None);
        assert_eq!(since(&[(5, None), (1, Some(5))]), Some(1), "corrected");
        assert_eq!(since(&[(1, Some(3)), (2, None)]), Some(1), "a translation stayed");
        assert_eq!(since(&[(1, None), (2, Some(3)), (4, None)]), Some(1), "another language");
        assert_eq!(since(&[(1, Some(3)), (4, None)]), Some(4), "published again");
        assert_eq!(since(&[(1, Some(3)), (4, Some(5)), (6, Some(7))]), Some(6));
        assert_eq!(since(&[(1, Some(9)), (2, Some(3)), (4, None)]), Some(1));
    }

    fn superseded(since: i64, until: i64) -> State {
        State::Superseded { since: at(since), until: at(until), approvals: Vec::new() }
    }

    fn ended(since: i64, until: i64, end: End) -> State {
        let ending = Ending { end, note: "why".to_owned() };
        State::Withdrawn { since: at(since), until: at(until), ending, approvals: Vec::new() }
    }

    fn live(since: i64) -> State {
        State::Live { since: at(since), approvals: Vec::new() }
    }

    #[test]
    fn a_day_shows_what_stood_then_and_says_when_nothing_did() {
        let history = [
            past(1, superseded(10, 20)),
            past(2, ended(20, 30, End::Withdrawn)),
            past(3, live(40)),
        ];
        let stood = |second| stood(&history, at(second));
        assert_eq!(stood(9), Stood::NotYet(Some(at(10))));
        assert_eq!(stood(10), Stood::Edition(1));
        assert_eq!(stood(20), Stood::Edition(2));
        assert_eq!(stood(30), Stood::NoMore(at(30)));
        assert_eq!(stood(1_000), Stood::Edition(3));
        let what = told(&history, at(35)).into_iter().map(|told| told.what).collect::<Vec<_>>();
        assert_eq!(what, [Happened::End, Happened::Change, Happened::First]);
        assert_eq!(told(&history, at(50))[0].what, Happened::Again);
    }

    #[test]
    fn what_is_gone_takes_its_past_along_and_what_was_published_after_is_shown() {
        let history =
            [past(1, superseded(10, 20)), past(2, ended(20, 30, End::Gone)), past(3, live(40))];
        for second in [10, 25] {
            assert!(matches!(stood(&history, at(second)), Stood::NoMore(_)), "{second}");
        }
        assert_eq!(stood(&history, at(40)), Stood::Edition(3));
        let notes = told(&history, at(50)).into_iter().map(|told| told.note).collect::<Vec<_>>();
        assert_eq!(notes, ["note 3", "why", ""], "what the hidden ones changed is not told");
    }

    proptest! {
        #[test]
        fn at_every_instant_at_most_one_edition_stood_and_it_was_live_then(
            spans in prop::collection::vec((1_i64..5, 0_i64..3, 0_u8..4), 1..8), second in 0_i64..40,
        ) {
            let (mut history, mut now) = (Vec::new(), 1);
            for (number, (lasts, pause, how)) in (1..).zip(&spans) {
                let until = now + lasts;
                let state = match how {
                    0 => ended(now, until, End::Gone),
                    1 => ended(now, until, End::Withdrawn),
                    _ => superseded(now, until),
                };
                now = if matches!(state, State::Withdrawn { .. }) { until + pause } else { until };
                history.push(past(number, state));
            }
            let instant = at(second);
            let spans = history.iter().map(|past| (past.number, past.span().expect("was live")));
            let then = spans.filter(|(_, (since, until))| {
                *since <= instant && until.is_none_or(|until| instant < until)
            });
            let then = then.map(|(number, _)| number).collect::<Vec<_>>();
            prop_assert!(then.len() <= 1);
            match stood(&history, instant) {
                Stood::Edition(number) => {
                    prop_assert_eq!(&then, &[number]);
                    prop_assert!(number > hidden(&history));
                }
                Stood::NotYet(_) => prop_assert!(then.is_empty()),
                Stood::NoMore(_) => prop_assert!(then.iter().all(|number| *number <= hidden(&history))),
            }
        }
    }
}
