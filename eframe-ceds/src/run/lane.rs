//! How a leaf's values come of its column without being written down: a straight line.

use crate::cell::Gaps;
use crate::numeric::{Weight, add};

/// A leaf's column and the line over it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Lane {
    /// Whether the column is the run's own, not the data's.
    pub(crate) own: bool,
    pub(crate) line: Line,
    pub(crate) gaps: Gaps,
}

/// A straight line; nothings stay what they are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) enum Line {
    /// `x`
    #[default]
    Same,
    /// `-x`
    Minus,
    /// `(x - origin) / span`
    Part { origin: f64, span: f64 },
    /// `low + width (x - origin) / span`, between floor and ceiling.
    Full { origin: f64, span: f64, low: f64, width: f64, floor: f64, ceiling: f64 },
}

impl Line {
    /// From `low` at `origin` to `high` at `origin + span`.
    pub(crate) fn from(origin: f64, span: f64, low: f64, high: f64) -> Self {
        let (floor, ceiling) = (f64::NEG_INFINITY, f64::INFINITY);
        Self::Full { origin, span, low, width: high - low, floor, ceiling }.plain()
    }

    /// The same value for all.
    pub(crate) fn constant(value: f64) -> Self {
        let (floor, ceiling) = (f64::NEG_INFINITY, f64::INFINITY);
        Self::Full { origin: 0.0, span: f64::MAX, low: value, width: 0.0, floor, ceiling }
    }

    /// Kept between two values.
    pub(crate) fn within(self, least: f64, most: f64) -> Self {
        match self {
            Self::Part { origin, span } => {
                Self::Full { origin, span, low: 0.0, width: 1.0, floor: least, ceiling: most }
            }
            Self::Full { origin, span, low, width, .. } => {
                Self::Full { origin, span, low, width, floor: least, ceiling: most }
            }
            other => other,
        }
    }

    /// The plainest way to write it.
    fn plain(self) -> Self {
        match self {
            Self::Full { origin, span, low: 0.0, width: 1.0, .. } => Self::Part { origin, span },
            other => other,
        }
    }

    /// The value on the line; a nothing stays one, though which one is not kept.
    #[inline]
    pub(crate) fn apply(self, x: f64) -> f64 {
        match self {
            Self::Same => x,
            // Not -x: nought has no sign.
            Self::Minus => 0.0 - x,
            Self::Part { origin, span } => (x - origin) / span,
            Self::Full { origin, span, low, width, floor, ceiling } => {
                let value = low + width * ((x - origin) / span);
                let value = if value < floor { floor } else { value };
                if value > ceiling { ceiling } else { value }
            }
        }
    }

    /// The values of a run of cells.
    pub(crate) fn write(self, cells: &[f64], gaps: Gaps, into: &mut [f64]) {
        let pairs = into.iter_mut().zip(cells);
        if gaps.left_out {
            // Which nothing it is has to be kept.
            pairs.for_each(|(value, x)| *value = if x.is_nan() { *x } else { self.apply(*x) });
            return;
        }
        match self {
            Self::Same => into.copy_from_slice(cells),
            line => pairs.for_each(|(value, x)| *value = line.apply(*x)),
        }
    }

    /// Whether it has a value everywhere: its numbers are numbers.
    pub(crate) fn is_sound(self) -> bool {
        match self {
            Self::Same | Self::Minus => true,
            Self::Part { origin, span } => origin.is_finite() && span.is_finite(),
            Self::Full { origin, span, low, width, .. } => {
                [origin, span, low, width].into_iter().all(f64::is_finite)
            }
        }
    }

    /// Whether it is the line of most normalised columns.
    pub(crate) const fn part(self) -> Option<(f64, f64)> {
        if let Self::Part { origin, span } = self { Some((origin, span)) } else { None }
    }

    /// Adds the values, each times a weight, of a column without gaps; what rounding takes goes to the carries.
    #[inline]
    pub(crate) fn add<P: Product>(
        self,
        cells: &[f64],
        weight: Weight,
        sums: &mut [f64],
        carries: &mut [f64],
    ) {
        let places = sums.iter_mut().zip(carries).zip(cells);
        match self {
            Self::Same => places.for_each(|((sum, carry), x)| P::add(weight, *x, sum, carry)),
            line => {
                places.for_each(|((sum, carry), x)| P::add(weight, line.apply(*x), sum, carry));
            }
        }
    }
}

/// How a value is multiplied with its weight and added.
pub(crate) trait Product {
    /// Adds a value times a weight, and what rounding takes to the carry.
    fn add(weight: Weight, value: f64, sum: &mut f64, carry: &mut f64);
}

/// With weights of 1.
pub(crate) struct One;

/// With weights of half the digits.
pub(crate) struct Half;

/// With any weights.
pub(crate) struct Full;

impl Product for One {
    #[inline]
    fn add(_: Weight, value: f64, sum: &mut f64, carry: &mut f64) {
        add(sum, carry, value);
    }
}

impl Product for Half {
    #[inline]
    fn add(weight: Weight, value: f64, sum: &mut f64, carry: &mut f64) {
        weight.add_half(value, sum, carry);
    }
}

impl Product for Full {
    #[inline]
    fn add(weight: Weight, value: f64, sum: &mut f64, carry: &mut f64) {
        weight.add(value, sum, carry);
    }
}

/// A column on the line `(x - origin) / span`, with its weight.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Weighed<'a> {
    pub(crate) cells: &'a [f64],
    pub(crate) origin: f64,
    pub(crate) span: f64,
    pub(crate) weight: Weight,
}

/// [`Line::add`] for several columns at once, whose sums stay in the processor meanwhile.
pub(crate) fn add_all<P: Product, const N: usize>(
    columns: [Weighed<'_>; N],
    sums: &mut [f64],
    carries: &mut [f64],
) {
    let units = sums.len();
    // Slices of one length each, so that no place has to be checked.
    let cells = columns.map(|column| &column.cells[..units]);
    for (unit, (sum, carry)) in sums.iter_mut().zip(&mut carries[..units]).enumerate() {
        let (mut total, mut taken) = (*sum, *carry);
        for (column, cells) in columns.iter().zip(&cells) {
            let value = (cells[unit] - column.origin) / column.span;
            P::add(column.weight, value, &mut total, &mut taken);
        }
        (*sum, *carry) = (total, taken);
    }
}
