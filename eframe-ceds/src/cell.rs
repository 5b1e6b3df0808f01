//! What a place in a column holds: a number, or one of two kinds of nothing.
//!
//! Inside, both kinds of nothing are NaNs with bits of their own, so that a column is a plain run of numbers; nothing
//! outside of the crate ever sees one. Arithmetic may change a NaN's bits, so a nothing is copied, never reckoned with.

/// No number where there should be one.
pub(crate) const MISSING: f64 = f64::from_bits(0x7ff8_0000_0000_0000);
/// No number, and none belongs there: it is below no line.
pub(crate) const LEFT_OUT: f64 = f64::from_bits(0x7ff8_0000_0000_0001);

/// Whether a place is left out; false where it is missing.
pub(crate) fn is_left_out(cell: f64) -> bool {
    cell.to_bits() == LEFT_OUT.to_bits()
}

/// The number of a place.
pub(crate) fn number(cell: f64) -> Option<f64> {
    (!cell.is_nan()).then_some(cell)
}

/// What is known of the places of a column at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gaps {
    /// Whether some are missing or left out.
    pub(crate) any: bool,
    /// Whether some are left out.
    pub(crate) left_out: bool,
}

impl Gaps {
    /// What a column has.
    pub(crate) fn of(column: &[f64]) -> Self {
        let any = column.iter().fold(false, |any, cell| any | cell.is_nan());
        Self { any, left_out: any && column.iter().any(|cell| is_left_out(*cell)) }
    }
}
