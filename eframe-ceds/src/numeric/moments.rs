//! Moments of a column, nothings left out.

use super::Sum;

/// How many sums run beside each other.
const LANES: usize = 8;

/// The sums of some terms over the numbers of a column, and how many numbers there are.
///
/// Eight sums each, of every eighth place, with what rounding takes from them: an order that a processor can do at once, and one
/// that does not show.
fn sums<const N: usize>(column: &[f64], terms: impl Fn(f64) -> [f64; N]) -> ([Sum; N], usize) {
    let (mut lanes, mut counts) = ([[Sum::default(); LANES]; N], [0_u64; LANES]);
    let mut take = |lane: usize, cell: f64| {
        let is_number = !cell.is_nan();
        for (lanes, term) in lanes.iter_mut().zip(terms(cell)) {
            lanes[lane].add(if is_number { term } else { 0.0 });
        }
        counts[lane] += u64::from(is_number);
    };
    let mut chunks = column.chunks_exact(LANES);
    for chunk in &mut chunks {
        (0..LANES).for_each(|lane| take(lane, chunk[lane]));
    }
    chunks.remainder().iter().enumerate().for_each(|(lane, cell)| take(lane, *cell));
    let joined = lanes.map(|lanes| {
        let mut all = Sum::default();
        lanes.into_iter().for_each(|sum| all.join(sum));
        all
    });
    (joined, counts.iter().sum::<u64>() as usize)
}

/// The mean of the numbers of a column; none where there is no number.
pub(crate) fn mean(column: &[f64]) -> Option<f64> {
    let ([sum], count) = sums(column, |value| [value]);
    (count > 0).then(|| sum.over(Sum::from(count as f64)))
}

/// The power of two that brings the numbers of a column between -2 and 2, and its inverse: neither loses a digit, and what is
/// raised to a power afterwards stays a number.
pub(crate) fn scale(column: &[f64]) -> (f64, f64) {
    let most = extent(column).map_or(0.0, |(least, most)| f64::max(-least, most));
    if most == 0.0 {
        return (1.0, 1.0);
    }
    let power = (most.to_bits() >> 52).clamp(23, 2023);
    (f64::from_bits((2046 - power) << 52), f64::from_bits(power << 52))
}

/// Mean and sample standard deviation (`n - 1`); none where there is no number, a deviation of 0 for a single one.
pub(crate) fn sample_sd(column: &[f64]) -> Option<(f64, f64)> {
    let (down, up) = scale(column);
    let ([sum], count) = sums(column, |value| [value * down]);
    let mean = (count > 0).then(|| sum.over(Sum::from(count as f64)))?;
    let ([squares], _) = sums(column, |value| {
        let from = value * down - mean;
        [from * from]
    });
    let sd = if count > 1 { libm::sqrt(squares.value() / (count - 1) as f64) } else { 0.0 };
    Some((mean * up, sd * up))
}

/// The least and the greatest number of a column; none where there is no number.
pub(crate) fn extent(column: &[f64]) -> Option<(f64, f64)> {
    let mut low = [f64::INFINITY; LANES];
    let mut high = [f64::NEG_INFINITY; LANES];
    let mut chunks = column.chunks_exact(LANES);
    for chunk in &mut chunks {
        for lane in 0..LANES {
            // A comparison with a nothing is false, which leaves both as they are.
            low[lane] = if chunk[lane] < low[lane] { chunk[lane] } else { low[lane] };
            high[lane] = if chunk[lane] > high[lane] { chunk[lane] } else { high[lane] };
        }
    }
    for cell in chunks.remainder() {
        low[0] = if *cell < low[0] { *cell } else { low[0] };
        high[0] = if *cell > high[0] { *cell } else { high[0] };
    }
    let least = low.into_iter().fold(f64::INFINITY, f64::min);
    let most = high.into_iter().fold(f64::NEG_INFINITY, f64::max);
    (least <= most).then_some((least, most))
}

/// The sums of products of deviations over the places where both columns have a number, each column on a scale of its own.
pub(crate) fn sum_products(a: &[f64], b: &[f64]) -> Option<Products> {
    let (scale_a, scale_b) = (scale(a).0, scale(b).0);
    let both = || {
        let both = a.iter().zip(b).filter(|(a, b)| !a.is_nan() && !b.is_nan());
        both.map(|(a, b)| (a * scale_a, b * scale_b))
    };
    let count = both().count();
    if count == 0 {
        return None;
    }
    let count = Sum::from(count as f64);
    let mean_a = both().map(|(a, _)| a).collect::<Sum>().over(count);
    let mean_b = both().map(|(_, b)| b).collect::<Sum>().over(count);
    let mut products = [Sum::default(); 3];
    for (a, b) in both() {
        let (a, b) = (a - mean_a, b - mean_b);
        let terms = [a * b, a * a, b * b];
        products.iter_mut().zip(terms).for_each(|(sum, term)| sum.add(term));
    }
    let [ab, aa, bb] = products.map(Sum::value);
    Some(Products { ab, aa, bb })
}

/// Sums of products of deviations of two columns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Products {
    pub(crate) ab: f64,
    pub(crate) aa: f64,
    pub(crate) bb: f64,
}

/// Skewness and kurtosis of type 2 (as SAS, SPSS and e1071's `type = 2` have them).
///
/// `G1 = g1 √(n(n-1)) / (n-2)`, `G2 = ((n+1) g2 + 6)(n-1) / ((n-2)(n-3))`, with `g1 = m3 / m2^1.5`, `g2 = m4 / m2² - 3`.
/// Source: Joanes and Gill, Comparing measures of sample skewness and kurtosis, The Statistician 47 (1998).
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Moments {
    /// Skewness, G1.
    pub(crate) skewness: f64,
    /// Excess kurtosis, G2.
    pub(crate) kurtosis: f64,
}

impl Moments {
    /// Those of the numbers of a column; none of less than four, or where they are all equal.
    pub(crate) fn of(column: &[f64]) -> Option<Self> {
        let (down, _) = scale(column);
        let ([sum], count) = sums(column, |value| [value * down]);
        if count < 4 {
            return None;
        }
        let n = count as f64;
        let mean = sum.over(Sum::from(n));
        let (sums, _) = sums(column, |value| {
            let from = value * down - mean;
            let square = from * from;
            [square, square * from, square * square]
        });
        let [m2, m3, m4] = sums.map(|sum| sum.value() / n);
        if m2 <= 0.0 {
            return None;
        }
        let g1 = m3 / (m2 * libm::sqrt(m2));
        let g2 = m4 / (m2 * m2) - 3.0;
        let found = Self {
            skewness: g1 * libm::sqrt(n * (n - 1.0)) / (n - 2.0),
            kurtosis: ((n + 1.0) * g2 + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0)),
        };
        Some(found)
    }

    /// Whether both bounds are exceeded.
    pub(crate) fn is_out_of(self, skew: f64, kurtosis: f64) -> bool {
        self.skewness.abs() > skew && self.kurtosis > kurtosis
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::MISSING;

    #[test]
    fn nothings_take_no_part() {
        let column = [1.0, MISSING, 2.0, 4.0, 9.0];
        assert_eq!(mean(&column), Some(4.0));
        assert_eq!(extent(&column), Some((1.0, 9.0)));
        assert_eq!(mean(&[MISSING]), None);
        assert_eq!(extent(&[MISSING]), None);
        assert_eq!(sample_sd(&[5.0]), Some((5.0, 0.0)));
    }

    /// By hand from the definitions for 1, 2, 3, 10: mean 4, m2 12.5, m3 45, m4 348.5.
    #[test]
    fn skewness_and_kurtosis_of_type_2() {
        let found = Moments::of(&[1.0, 2.0, 3.0, 10.0]).expect("four numbers");
        let g1 = 45.0 / (12.5 * 12.5_f64.sqrt());
        let g2 = 348.5 / 156.25 - 3.0;
        assert!((found.skewness - g1 * 12.0_f64.sqrt() / 2.0).abs() < 1e-14);
        assert!((found.kurtosis - (5.0 * g2 + 6.0) * 3.0 / 2.0).abs() < 1e-13);
        assert_eq!(Moments::of(&[1.0; 9]), None);
    }

    #[test]
    fn the_unit_of_a_column_does_not_show() {
        let column = [1.0, 2.5, MISSING, 3.0, 10.0, -4.0, 1000.0];
        let found = Moments::of(&column).expect("numbers");
        let (mean, sd) = sample_sd(&column).expect("numbers");
        for power in [-1000, -500, -200, 0, 200, 500, 1000] {
            let scale = libm::scalbn(1.0, power);
            let scaled = column.map(|x| x * scale);
            assert_eq!(Moments::of(&scaled), Some(found), "2^{power}");
            assert_eq!(sample_sd(&scaled), Some((mean * scale, sd * scale)), "2^{power}");
            let products = sum_products(&scaled, &column).expect("numbers");
            let r = products.ab / (libm::sqrt(products.aa) * libm::sqrt(products.bb));
            assert!((r - 1.0).abs() < 1e-14, "2^{power}: {r}");
        }
    }
}
