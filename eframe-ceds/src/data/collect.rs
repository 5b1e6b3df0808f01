use std::collections::BTreeMap;

use crate::method::Collect;
use crate::numeric::{Sum, mean, median};

/// Observations by column and row, where there is more than one.
pub(super) type Extra = BTreeMap<(usize, usize), Vec<f64>>;

/// The one value of several observations, of which there is at least one.
pub(super) fn collect(by: &Collect, mut values: Vec<f64>) -> f64 {
    match by {
        Collect::Mean {} => mean(&values).unwrap_or(f64::NAN),
        Collect::Sum {} => values.iter().copied().collect::<Sum>().value(),
        Collect::Minimum {} => values.iter().copied().fold(f64::INFINITY, f64::min),
        Collect::Maximum {} => values.iter().copied().fold(f64::NEG_INFINITY, f64::max),
        Collect::Median {} | Collect::One {} => {
            values.sort_by(f64::total_cmp);
            median(&values).unwrap_or(f64::NAN)
        }
    }
}
