use std::collections::BTreeMap;

use eframe_core::{FieldErrors, Timestamp};
use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::Serialize;

use super::remind::awaited;
use crate::model::{ApplicationId, Charter, Entry, Side, Stage, What};

/// An application came to a stage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Which application.
    pub application: ApplicationId,
    /// When.
    pub at: Timestamp,
    /// The stage.
    pub stage: Stage,
    /// The day by which an answer is awaited.
    pub until: Option<Date>,
}

/// How long applications stay at one stage.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StageFigure {
    /// The stage.
    pub stage: Stage,
    /// How many stays there ended in the time that was asked for.
    pub ended: u64,
    /// Half of these were no longer than so many seconds; none, when none ended.
    pub median: Option<i64>,
    /// Nine of ten were no longer than so many seconds.
    pub ninth_decile: Option<i64>,
    /// How many are there now.
    pub now: u64,
    /// How many of these are there beyond their deadline.
    pub overdue: u64,
}

/// The figures of the way from the first word to the decision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ProcessFigures {
    /// The first instant that is counted.
    pub from: Timestamp,
    /// The instant before which it is counted.
    pub until: Timestamp,
    /// Every stage that an application leaves again, in the order in which it comes to them.
    pub stages: Vec<StageFigure>,
    /// How many applications ended in yes.
    pub admitted: u64,
    /// How many ended in no.
    pub refused: u64,
    /// How many were taken back.
    pub withdrawn: u64,
}

/// Figures reach back so many years at most: every application that moved since is looked at for them.
const MOST_YEARS: i16 = 5;

/// The days that are counted, both of them too: until today and for the twelve months before, where none are given.
///
/// # Errors
/// When the first lies behind the last, or more than five years back.
pub fn counted_days(
    from: Option<Date>,
    until: Option<Date>,
    today: Date,
) -> Result<(Date, Date), FieldErrors> {
    let until = until.unwrap_or(today);
    let first = today.saturating_sub(i32::from(MOST_YEARS).years());
    let from = from.unwrap_or_else(|| until.saturating_sub(12.months()));
    let mut errors = FieldErrors::new();
    errors.check(from <= until, "from", "membership.desk.figures.order");
    if from < first {
        let first = vec![("first", first.to_string())];
        errors.add_with("from", "membership.desk.figures.early", first);
    }
    errors.finish((from, until))
}

/// How long applications stayed at a stage that they left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stays {
    pub(crate) ended: u64,
    pub(crate) median: Option<i64>,
    pub(crate) ninth_decile: Option<i64>,
}

/// How many applications came to which end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ended {
    pub(crate) admitted: u64,
    pub(crate) refused: u64,
    pub(crate) withdrawn: u64,
}

impl ProcessFigures {
    /// The figures, put together of what a database counted: how many applications are at each stage `now`, and how many
    /// of them are there beyond their deadline.
    pub(crate) fn of(
        from: Timestamp,
        until: Timestamp,
        stays: &BTreeMap<Stage, Stays>,
        ended: Ended,
        now: &BTreeMap<Stage, u64>,
        overdue: &BTreeMap<Stage, u64>,
    ) -> Self {
        let figure = |stage| {
            let Stays { ended, median, ninth_decile } =
                stays.get(&stage).copied().unwrap_or_default();
            let count = |of: &BTreeMap<Stage, u64>| of.get(&stage).copied().unwrap_or_default();
            StageFigure {
                stage,
                ended,
                median,
                ninth_decile,
                now: count(now),
                overdue: count(overdue),
            }
        };
        let Ended { admitted, refused, withdrawn } = ended;
        let stages = ON_THE_WAY.into_iter().map(figure).collect();
        Self { from, until, stages, admitted, refused, withdrawn }
    }
}

/// The stages that are left again.
const ON_THE_WAY: [Stage; 7] = [
    Stage::Draft,
    Stage::Unconfirmed,
    Stage::Submitted,
    Stage::Returned,
    Stage::Accepted,
    Stage::Referred,
    Stage::Deferred,
];

impl Mark {
    /// The mark that an entry of a case makes, if it makes one.
    pub fn of(application: ApplicationId, entry: &Entry) -> Option<Self> {
        let mut until = None;
        let stage = match &entry.what {
            What::Began | What::Reopened => Stage::Draft,
            // What somebody else hands in waits for the organisation to confirm it.
            What::Submitted { .. } if entry.side == Side::Secretariat => Stage::Unconfirmed,
            What::Submitted { .. } | What::Confirmed => Stage::Submitted,
            What::Returned { until: day, .. } => {
                until = Some(*day);
                Stage::Returned
            }
            What::Accepted => Stage::Accepted,
            What::Referred { .. } => Stage::Referred,
            What::Deferred { .. } => Stage::Deferred,
            What::Admitted { .. } => Stage::Admitted,
            What::Refused { .. } => Stage::Refused,
            What::Withdrawn => Stage::Withdrawn,
            _ => return None,
        };
        Some(Self { application, at: entry.at, stage, until })
    }
}

/// Counts how long applications stayed at each stage, from the marks of their histories in any order; the block has its
/// database count the same. A stay counts
/// where it ended from `from` on and before `until`; those of now are counted as they are at `now`.
pub fn process(
    marks: &[Mark],
    charter: &Charter,
    from: Timestamp,
    until: Timestamp,
    now: Timestamp,
) -> ProcessFigures {
    let mut sorted: Vec<_> = marks.iter().enumerate().collect();
    sorted.sort_by_key(|(place, mark)| (mark.application, mark.at, *place));
    let mut tally = Tally::default();
    for case in sorted.chunk_by(|(_, one), (_, other)| one.application == other.application) {
        let case: Vec<_> = case.iter().map(|(_, mark)| *mark).collect();
        tally.case(&case, charter, from..until, now);
    }
    let ended = |stage| tally.ends.iter().filter(|end| **end == stage).count() as u64;
    ProcessFigures {
        from,
        until,
        admitted: ended(Stage::Admitted),
        refused: ended(Stage::Refused),
        withdrawn: ended(Stage::Withdrawn),
        stages: ON_THE_WAY.into_iter().map(|stage| tally.figure(stage)).collect(),
    }
}

#[derive(Default)]
struct Tally {
    /// Stage and seconds of each stay that ended.
    stays: Vec<(Stage, i64)>,
    /// Stage of each that is under way, and whether it is overdue.
    open: Vec<(Stage, bool)>,
    ends: Vec<Stage>,
}

impl Tally {
    fn case(
        &mut self,
        case: &[&Mark],
        charter: &Charter,
        asked: std::ops::Range<Timestamp>,
        now: Timestamp,
    ) {
        for pair in case.windows(2) {
            let [one, next] = pair else { continue };
            if asked.contains(&next.at) && !one.stage.is_over() {
                self.stays.push((one.stage, next.at.duration_since(one.at).as_secs().max(0)));
            }
        }
        let Some(last) = case.last() else { return };
        if last.stage.is_over() {
            if asked.contains(&last.at) {
                self.ends.push(last.stage);
            }
        } else {
            let due = awaited(last.stage, last.at, last.until, charter);
            let late = due.is_some_and(|due| due.day < charter.day(now));
            self.open.push((last.stage, late));
        }
    }

    fn figure(&self, stage: Stage) -> StageFigure {
        let mut stays: Vec<i64> =
            self.stays.iter().filter(|(of, _)| *of == stage).map(|(_, seconds)| *seconds).collect();
        stays.sort_unstable();
        let open = self.open.iter().filter(|(of, _)| *of == stage);
        StageFigure {
            stage,
            ended: stays.len() as u64,
            median: nearest_rank(&stays, 5),
            ninth_decile: nearest_rank(&stays, 9),
            now: open.clone().count() as u64,
            overdue: open.filter(|(_, late)| *late).count() as u64,
        }
    }
}

/// The smallest of the sorted values that at least so many tenths of them do not exceed: one of them, so that no
/// rounding decides.
fn nearest_rank(sorted: &[i64], tenths: usize) -> Option<i64> {
    let rank = (sorted.len() * tenths).div_ceil(10);
    sorted.get(rank.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests;
