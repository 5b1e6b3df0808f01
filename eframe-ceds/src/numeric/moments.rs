//! Moments of a column, nothings left out.

use super::{add, quotient};

/// How many sums run beside each other; their number is part of the result's last digits, so it never changes.
const LANES: usize = 8;

/// The sum of `term` over the numbers of a column, with its carry, and how many there are.
///
/// Eight sums, of every eighth place each, with what rounding takes from them: a fixed order that a processor can do at once,
/// and one that does not show.
fn sum(column: &[f64], term: impl Fn(f64) -> f64) -> (f64, f64, usize) {
    let (mut sums, mut carries, mut counts) = ([0.0; LANES], [0.0; LANES], [0_u64; LANES]);
    let mut take = |lane: usize, cell: f64| {
        let is_number = !cell.is_nan();
        add(&mut sums[lane], &mut carries[lane], if is_number { term(cell) } else { 0.0 });
        counts[lane] += u64::from(is_number);
    };
    let mut chunks = column.chunks_exact(LANES);
    for chunk in &mut chunks {
        (0..LANES).for_each(|lane| take(lane, chunk[lane]));
    }
    chunks.remainder().iter().enumerate().for_each(|(lane, cell)| take(lane, *cell));
    let (mut all, mut carry) = (0.0, carries.iter().sum());
    sums.iter().for_each(|sum| add(&mut all, &mut carry, *sum));
    (all, carry, counts.iter().sum::<u64>() as usize)
}

/// The mean of the numbers of a column; none where there is no number.
pub(crate) fn mean(column: &[f64]) -> Option<f64> {
    let (sum, carry, count) = sum(column, |value| value);
    (count > 0).then(|| quotient(sum, carry, count as f64))
}

/// Mean and sample standard deviation (`n - 1`); none where there is no number, a deviation of 0 for a single one.
pub(crate) fn sample_sd(column: &[f64]) -> Option<(f64, f64)> {
    let mean = mean(column)?;
    let (squares, carry, count) = sum(column, |value| (value - mean) * (value - mean));
    let sd = if count > 1 { libm::sqrt((squares + carry) / (count - 1) as f64) } else { 0.0 };
    Some((mean, sd))
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

/// The sum of products of deviations over the places where both columns have a number.
pub(crate) fn sum_products(a: &[f64], b: &[f64]) -> Option<Products> {
    let both = || a.iter().zip(b).filter(|(a, b)| !a.is_nan() && !b.is_nan());
    let count = both().count();
    if count == 0 {
        return None;
    }
    let mean_a = both().map(|(a, _)| a).sum::<f64>() / count as f64;
    let mean_b = both().map(|(_, b)| b).sum::<f64>() / count as f64;
    let mut products = Products { ab: 0.0, aa: 0.0, bb: 0.0 };
    for (a, b) in both() {
        let (a, b) = (a - mean_a, b - mean_b);
        products.ab += a * b;
        products.aa += a * a;
        products.bb += b * b;
    }
    Some(products)
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
        let (mut total, mut count) = (0.0, 0_u32);
        for cell in column.iter().filter(|cell| !cell.is_nan()) {
            total += cell;
            count += 1;
        }
        if count < 4 {
            return None;
        }
        let n = f64::from(count);
        let mean = total / n;
        let (mut m2, mut m3, mut m4) = ([0.0; 4], [0.0; 4], [0.0; 4]);
        for chunk in column.chunks(4) {
            for (lane, cell) in chunk.iter().enumerate() {
                let from = if cell.is_nan() { 0.0 } else { cell - mean };
                let square = from * from;
                m2[lane] += square;
                m3[lane] += square * from;
                m4[lane] += square * square;
            }
        }
        let add = |[a, b, c, d]: [f64; 4]| ((a + b) + (c + d)) / n;
        let (m2, m3, m4) = (add(m2), add(m3), add(m4));
        if m2 <= 0.0 {
            return None;
        }
        let g1 = m3 / (m2 * libm::sqrt(m2));
        let g2 = m4 / (m2 * m2) - 3.0;
        let found = Self {
            skewness: g1 * libm::sqrt(n * (n - 1.0)) / (n - 2.0),
            kurtosis: ((n + 1.0) * g2 + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0)),
        };
        (found.skewness.is_finite() && found.kurtosis.is_finite()).then_some(found)
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
}
