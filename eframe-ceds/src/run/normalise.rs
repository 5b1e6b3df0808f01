//! To one scale, on which more is better.

use super::Scratch;
use super::fault::{RunError, RunFault};
use super::lane::Line;
use super::prepare::Prepared;
use crate::cell::number;
use crate::document::{Direction, Number};
use crate::method::{Normalise, Ties};
use crate::numeric::{ascending, extent, rank, sample_sd};
use crate::plan::{Leaf, Measure};

/// The line of a normalised column, and whether the values were written into `own` instead.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) line: Line,
    pub(super) written: bool,
}

impl Found {
    const fn line(line: Line) -> Self {
        Self { line, written: false }
    }
}

/// Normalises an indicator's column: `source`, or `own` where there is none.
pub(super) fn leaf(
    prepared: &Prepared<'_>,
    leaf: &Leaf,
    by: &Normalise,
    measure: &Measure,
    source: Option<&[f64]>,
    own: &mut Vec<f64>,
    scratch: &mut Scratch,
) -> Result<Found, RunError> {
    let column = source.unwrap_or(own);
    let down = measure.direction == Direction::Down;
    Ok(Found::line(match by {
        Normalise::None {} if down => Line::Minus,
        Normalise::None {} => Line::Same,
        Normalise::Goalposts { low, high, clamp } => {
            let (from, to) = measure.goalposts.unwrap_or((0.0, 1.0));
            let line = between(from, to, *low, *high, down);
            if *clamp { line.within(low.get(), high.get()) } else { line }
        }
        Normalise::Scaled { from, to, low, high } => {
            between(from.get(), to.get(), *low, *high, down)
        }
        Normalise::Target { cap } => {
            let Some((least, most)) = extent(column) else { return Ok(Found::line(Line::Same)) };
            let target = measure.target.unwrap_or(if down { least } else { most });
            towards(if down { most } else { least }, target, down, *cap)
        }
        Normalise::DistanceToReference { unit, cap } => {
            let Some((least, most)) = extent(column) else { return Ok(Found::line(Line::Same)) };
            let row = prepared.data.row(unit);
            let reference = row
                .and_then(|row| number(column[row]))
                .ok_or_else(|| RunError::part(&leaf.id, RunFault::NoReference(unit.clone())))?;
            towards(if down { most } else { least }, reference, down, *cap)
        }
        Normalise::FractionOfMax {} => {
            let Some((least, most)) = extent(column) else { return Ok(Found::line(Line::Same)) };
            if most <= 0.0 || (down && least <= 0.0) {
                return Err(RunError::part(&leaf.id, RunFault::NotAboveZero));
            }
            if !down {
                return Ok(Found::line(Line::Part { origin: 0.0, span: most }));
            }
            take(source, own);
            own.iter_mut().filter(|cell| !cell.is_nan()).for_each(|cell| *cell = least / *cell);
            return Ok(Found { line: Line::Same, written: true });
        }
        _ => return Ok(by_units(by, source, own, down, scratch)),
    }))
}

/// Normalises a node's own column in place; false where its values are too large to be brought to a scale.
pub(super) fn node(by: &Normalise, own: &mut Vec<f64>, scratch: &mut Scratch) -> bool {
    let found = match by {
        Normalise::None {} => return true,
        Normalise::Scaled { from, to, low, high } => {
            Found::line(between(from.get(), to.get(), *low, *high, false))
        }
        Normalise::FractionOfMax {} => match extent(own) {
            Some((_, most)) if most > 0.0 => Found::line(Line::Part { origin: 0.0, span: most }),
            _ => return true,
        },
        _ => by_units(by, None, own, false, scratch),
    };
    if !found.written {
        own.iter_mut()
            .filter(|cell| !cell.is_nan())
            .for_each(|cell| *cell = found.line.apply(*cell));
    }
    found.line.is_sound()
}

/// The methods that look at all units and nothing else.
fn by_units(
    by: &Normalise,
    source: Option<&[f64]>,
    own: &mut Vec<f64>,
    down: bool,
    scratch: &mut Scratch,
) -> Found {
    let column = source.unwrap_or(own);
    match by {
        Normalise::MinMax { low, high } => {
            let Some((least, most)) = extent(column) else { return Found::line(Line::Same) };
            if least == most {
                return Found::line(Line::constant((low.get() + high.get()) / 2.0));
            }
            let line = between(least, most, *low, *high, down);
            // The ends are exact where the scale is 0 to 1; elsewhere the last digit could pass them.
            let exact = matches!(line, Line::Part { .. });
            Found::line(if exact { line } else { line.within(low.get(), high.get()) })
        }
        Normalise::DistanceToMax {} => by_units(
            &Normalise::MinMax { low: Number::ZERO, high: Number::ONE },
            source,
            own,
            down,
            scratch,
        ),
        Normalise::ZScore { mean, sd } => {
            let Some((middle, spread)) = sample_sd(column) else { return Found::line(Line::Same) };
            if spread == 0.0 || extent(column).is_some_and(|(least, most)| least == most) {
                return Found::line(Line::constant(mean.get()));
            }
            let spread = if down { -spread } else { spread };
            Found::line(Line::from(middle, spread, mean.get(), mean.get() + sd.get()))
        }
        Normalise::Rank { ties } => ranks(source, own, down, *ties, scratch, |rank, _| rank),
        Normalise::Borda { ties } => ranks(source, own, down, *ties, scratch, |rank, _| rank - 1.0),
        Normalise::PercentileRank { ties } => {
            ranks(source, own, down, *ties, scratch, |rank, n| {
                if n > 1.0 { (rank - 1.0) / (n - 1.0) } else { 0.5 }
            })
        }
        Normalise::Bands { from, scores } => {
            take(source, own);
            for cell in own.iter_mut().filter(|cell| !cell.is_nan()) {
                let band = from.partition_point(|from| from.get() <= *cell);
                *cell = scores.get(band).map_or(0.0, |score| score.get());
            }
            Found { line: Line::Same, written: true }
        }
        _ => Found::line(Line::Same),
    }
}

/// From the lower end to the upper one, or the other way for `down`.
fn between(from: f64, to: f64, low: Number, high: Number, down: bool) -> Line {
    if down {
        Line::from(to, from - to, low.get(), high.get())
    } else {
        Line::from(from, to - from, low.get(), high.get())
    }
}

/// From 0 at the worst value to 1 at one to be reached; 1 for all where nobody is worse than that.
fn towards(worst: f64, reached: f64, down: bool, cap: bool) -> Line {
    let apart = reached - worst;
    if (down && apart >= 0.0) || (!down && apart <= 0.0) {
        return Line::constant(1.0);
    }
    let line = Line::Part { origin: worst, span: apart };
    if cap { line.within(f64::NEG_INFINITY, 1.0) } else { line }
}

fn take(source: Option<&[f64]>, own: &mut Vec<f64>) {
    if let Some(source) = source {
        own.clear();
        own.extend_from_slice(source);
    }
}

fn ranks(
    source: Option<&[f64]>,
    own: &mut Vec<f64>,
    down: bool,
    ties: Ties,
    scratch: &mut Scratch,
    score: impl Fn(f64, f64) -> f64,
) -> Found {
    take(source, own);
    ascending(own, &mut scratch.sorted, &mut scratch.other);
    if down {
        scratch.sorted.reverse();
    }
    let count = scratch.sorted.len() as f64;
    rank(&scratch.sorted, ties, |place, rank| own[place as usize] = score(rank, count));
    Found { line: Line::Same, written: true }
}
