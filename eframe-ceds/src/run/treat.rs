//! Outliers.

use super::Scratch;
use crate::method::box_cox;
use crate::method::{Then, Treat};
use crate::numeric::{Moments, ascending, extent, quantile};

/// Treats a column: `source`, or `own` where there is none, into `own`. Whether anything was written.
pub(super) fn column(
    treat: &Treat,
    source: Option<&[f64]>,
    own: &mut [f64],
    scratch: &mut Scratch,
) -> bool {
    let (skew, kurtosis) = match treat {
        Treat::None {} => return false,
        Treat::Percentiles { low, high } => {
            return percentiles(own, low.get(), high.get(), scratch);
        }
        Treat::Winsorise { skew, kurtosis, .. }
        | Treat::Log { skew, kurtosis }
        | Treat::BoxCox { skew, kurtosis, .. } => (skew.get(), kurtosis.get()),
    };
    let Some(moments) = Moments::of(source.unwrap_or(own)) else { return false };
    if !moments.is_out_of(skew, kurtosis) {
        return false;
    }
    match treat {
        Treat::Winsorise { most, then, .. } => {
            scratch.numbers.clear();
            scratch.numbers.extend_from_slice(own);
            let within = winsorise(own, moments, *most as usize, (skew, kurtosis), scratch);
            if !within && *then == Then::Log {
                own.copy_from_slice(&scratch.numbers);
                log(own, moments);
            }
        }
        Treat::BoxCox { lambda, .. } => {
            from_the_end(own, moments, |distance, _| box_cox(distance + 1.0, lambda.get()));
        }
        _ => log(own, moments),
    }
    true
}

/// Moves the outermost points onto the next, one more each time, on the side that the skewness shows; whether that was enough.
fn winsorise(
    own: &mut [f64],
    mut moments: Moments,
    most: usize,
    bounds: (f64, f64),
    scratch: &mut Scratch,
) -> bool {
    ascending(own, &mut scratch.sorted, &mut scratch.other);
    let places = &scratch.sorted;
    let (mut low, mut high) = (0, 0);
    for _ in 0..most.min(places.len().saturating_sub(1)) {
        // `own` still has the value of the next one, which nothing has moved.
        if moments.skewness > 0.0 {
            high += 1;
            let end = places.len() - high;
            let next = own[places[end - 1].1 as usize];
            places[end..].iter().for_each(|(_, place)| own[*place as usize] = next);
        } else {
            low += 1;
            let next = own[places[low].1 as usize];
            places[..low].iter().for_each(|(_, place)| own[*place as usize] = next);
        }
        match Moments::of(own) {
            Some(found) if found.is_out_of(bounds.0, bounds.1) => moments = found,
            _ => return true,
        }
    }
    false
}

/// `ln(x - min + (max - min) / 100)`, from the other end and turned round where the skewness is below 0.
fn log(own: &mut [f64], moments: Moments) {
    from_the_end(own, moments, |distance, range| libm::log(distance + 0.01 * range));
}

/// A rising function of the distance from the end where most values are.
fn from_the_end(own: &mut [f64], moments: Moments, function: impl Fn(f64, f64) -> f64) {
    let Some((least, most)) = extent(own) else { return };
    let range = most - least;
    for cell in own.iter_mut().filter(|cell| !cell.is_nan()) {
        *cell = if moments.skewness < 0.0 {
            -function(most - *cell, range)
        } else {
            function(*cell - least, range)
        };
    }
}

fn percentiles(own: &mut [f64], low: f64, high: f64, scratch: &mut Scratch) -> bool {
    let numbers = &mut scratch.numbers;
    numbers.clear();
    numbers.extend(own.iter().filter(|cell| !cell.is_nan()));
    numbers.sort_by(f64::total_cmp);
    let (Some(low), Some(high)) = (quantile(numbers, low), quantile(numbers, high)) else {
        return false;
    };
    for cell in own.iter_mut().filter(|cell| !cell.is_nan()) {
        *cell = cell.clamp(low, high);
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Number;

    fn treated(treat: &Treat, column: &[f64]) -> Vec<f64> {
        let mut own = column.to_vec();
        super::column(treat, Some(column), &mut own, &mut Scratch::default());
        own
    }

    const BOUNDS: Treat = Treat::Winsorise {
        most: 2,
        skew: Number::whole(2),
        kurtosis: Number::fixed(3.5),
        then: Then::None,
    };

    #[test]
    fn the_highest_points_take_the_next_ones_value_until_it_is_enough() {
        let column: Vec<f64> = (1..=10).map(f64::from).chain([30.0, 100.0]).collect();
        // One point (100 to 30) brings it within bounds.
        let expected: Vec<f64> = (1..=10).map(f64::from).chain([30.0, 30.0]).collect();
        assert_eq!(treated(&BOUNDS, &column), expected);
        let turned: Vec<f64> = column.iter().map(|x| -x).collect();
        let expected: Vec<f64> = expected.iter().map(|x| -x).collect();
        assert_eq!(treated(&BOUNDS, &turned), expected);
    }

    #[test]
    fn where_winsorising_is_not_enough_the_logarithm_is_of_the_untouched_values() {
        let column: Vec<f64> =
            (0..40).map(|n| f64::from(n) * 0.01).chain([500.0, 900.0, 999.0, 1000.0]).collect();
        let one = Treat::Winsorise {
            most: 1,
            skew: Number::whole(2),
            kurtosis: Number::fixed(3.5),
            then: Then::Log,
        };
        let found = treated(&one, &column);
        assert_eq!(found[0], libm::log(10.0));
        assert_eq!(found[43], libm::log(1010.0));
    }

    #[test]
    fn what_is_within_bounds_stays() {
        let column: Vec<f64> = (1..=10).map(f64::from).collect();
        assert_eq!(treated(&BOUNDS, &column), column);
    }
}
