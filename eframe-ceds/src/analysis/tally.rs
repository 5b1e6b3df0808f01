//! The ranks of every unit over many runs, gathered thread by thread, and their ranges.

use super::ensemble::{Interval, RankRange};

/// The ranks that some runs gave. Ranks are whole or half numbers: twice a rank is a whole one, and small.
#[derive(Debug)]
pub(super) enum Tally {
    /// For each unit, how often it had each rank; at 0, how often none.
    Counted { places: usize, counts: Vec<u32> },
    /// Run after run, the rank of each unit: smaller, where there are more ranks than runs.
    Listed(Vec<u32>),
}

impl Tally {
    /// Room for the ranks of so many units; counts where those of all threads take no more than a list of all runs.
    pub(super) fn new(units: usize, runs: usize, threads: usize) -> Self {
        let places = 2 * units + 1;
        if is_counted(units, runs, threads) {
            Self::Counted { places, counts: vec![0; units * places] }
        } else {
            Self::Listed(Vec::new())
        }
    }

    /// Adds the ranks of one run; 0 is none.
    pub(super) fn add(&mut self, ranks: &[f64]) {
        let twice = ranks.iter().map(|rank| (rank * 2.0) as u32);
        match self {
            Self::Counted { places, counts } => {
                for (counts, twice) in counts.chunks_exact_mut(*places).zip(twice) {
                    counts[twice as usize] += 1;
                }
            }
            Self::Listed(list) => list.extend(twice),
        }
    }
}

/// Whether counts take no more room than a list.
const fn is_counted(units: usize, runs: usize, threads: usize) -> bool {
    (2 * units + 1).saturating_mul(threads) <= runs
}

/// How many numbers the tallies of all threads take.
pub(super) const fn room(units: usize, runs: usize, threads: usize) -> usize {
    let each = if is_counted(units, runs, threads) {
        (2 * units + 1).saturating_mul(threads)
    } else {
        runs
    };
    each.saturating_mul(units)
}

/// For how many units ranks are gathered at once: as many as lie beside each other in memory.
const TOGETHER: usize = 16;

/// The ranges of ranks, for each unit with its nominal rank; none for a unit that never had one.
pub(super) fn ranges(tallies: &[Tally], nominal: &[Option<f64>]) -> Vec<Option<RankRange>> {
    let units = nominal.len();
    let mut ranges = Vec::with_capacity(units);
    let mut counts: Vec<Vec<(u32, u32)>> = vec![Vec::new(); TOGETHER];
    for first in (0..units).step_by(TOGETHER) {
        let beside = &nominal[first..(first + TOGETHER).min(units)];
        counts.iter_mut().for_each(Vec::clear);
        for tally in tallies {
            match tally {
                Tally::Counted { places, counts: of_all } => {
                    let of_units = of_all.chunks_exact(*places).skip(first);
                    for (counts, of_unit) in counts.iter_mut().zip(of_units).take(beside.len()) {
                        let had = (0..).zip(of_unit).filter(|(_, count)| **count > 0);
                        counts.extend(had.map(|(twice, count)| (twice, *count)));
                    }
                }
                Tally::Listed(list) => {
                    for of_run in list.chunks_exact(units) {
                        let of_units = counts.iter_mut().zip(&of_run[first..]).take(beside.len());
                        of_units.for_each(|(counts, twice)| counts.push((*twice, 1)));
                    }
                }
            }
        }
        let each = beside.iter().zip(&mut counts);
        ranges.extend(each.map(|(nominal, counts)| range(*nominal, counts)));
    }
    ranges
}

/// The range of some ranks, each given twice and with how often it was, in any order; none where there are none.
fn range(nominal: Option<f64>, counts: &mut Vec<(u32, u32)>) -> Option<RankRange> {
    counts.retain(|(twice, _)| *twice > 0);
    counts.sort_unstable();
    let runs: usize = counts.iter().map(|(_, count)| *count as usize).sum();
    let sum: u64 = counts.iter().map(|(twice, count)| u64::from(*twice) * u64::from(*count)).sum();
    let last = runs.checked_sub(1)?;
    let at = |place: usize| {
        let mut passed = 0;
        let found = counts.iter().find(|(_, count)| {
            passed += *count as usize;
            passed > place
        });
        found.map_or(0.0, |(twice, _)| f64::from(*twice) / 2.0)
    };
    // Of type 7.
    let quantile = |p: f64| {
        let place = last as f64 * p;
        let below = (place.floor() as usize).min(last);
        let (low, high) = (at(below), at((below + 1).min(last)));
        low + (place - below as f64) * (high - low)
    };
    let interval = Interval { low: quantile(0.05), high: quantile(0.95) };
    let mean = sum as f64 / 2.0 / runs as f64;
    Some(RankRange { nominal, median: quantile(0.5), mean, interval, runs })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R: `quantile(c(1, 2, 2, 3.5, 9), c(.05, .5, .95))` is 1.2, 2, 7.9.
    #[test]
    fn ranges_are_quantiles_of_type_7() {
        let mut counts = vec![(4, 1), (18, 1), (2, 1), (0, 3), (7, 1), (4, 1)];
        let found = range(Some(2.0), &mut counts).expect("ranks");
        assert_eq!((found.median, found.runs, found.mean), (2.0, 5, 3.5));
        assert!(
            (found.interval.low - 1.2).abs() < 1e-12 && (found.interval.high - 7.9).abs() < 1e-12
        );
        assert_eq!(range(None, &mut vec![(0, 2)]), None);
    }

    #[test]
    fn counts_say_what_lists_say_and_threads_change_nothing() {
        let units = 20;
        let runs: Vec<Vec<f64>> = (0..97_u32)
            .map(|run| {
                (0..20_u32).map(|unit| f64::from((run * 31 + unit * 7) % 41) / 2.0).collect()
            })
            .collect();
        let nominal = vec![Some(1.0); units];
        let filled = |mut tallies: Vec<Tally>| {
            let count = tallies.len();
            runs.iter().zip(0..).for_each(|(ranks, run)| tallies[run % count].add(ranks));
            ranges(&tallies, &nominal)
        };
        let counted = || Tally::new(units, 97, 2);
        let listed = || Tally::new(units, 10, 2);
        assert!(matches!(counted(), Tally::Counted { .. }) && matches!(listed(), Tally::Listed(_)));
        let expected = filled(vec![listed()]);
        assert_eq!(expected.iter().flatten().count(), units);
        assert_eq!(filled(vec![counted()]), expected);
        assert_eq!(filled(vec![counted(), counted(), counted()]), expected);
        assert_eq!(filled(vec![listed(), listed()]), expected);
    }
}
