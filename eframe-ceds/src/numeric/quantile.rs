//! Quantiles of sorted numbers.

/// The quantile of type 7, as R and numpy have it by default: with `h = (n - 1) p`, the value at `floor(h)` and the part of
/// the way to the next. None of no numbers.
///
/// Source: Hyndman and Fan, Sample quantiles in statistical packages, The American Statistician 50 (1996).
pub(crate) fn quantile(sorted: &[f64], p: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let place = last as f64 * p;
    let below = (place.floor() as usize).min(last);
    let (low, high) = (sorted[below], sorted[(below + 1).min(last)]);
    let part = place - below as f64;
    // As R has it: the difference of the two could pass the largest number.
    Some(if part == 0.0 { low } else { (low * (1.0 - part) + high * part).clamp(low, high) })
}

/// The middle of sorted numbers, of two their mean.
pub(crate) fn median(sorted: &[f64]) -> Option<f64> {
    quantile(sorted, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R: `quantile(c(1, 2, 4, 8), c(0, .05, .25, .5, .95, 1))`.
    #[test]
    fn as_r_has_them() {
        let sorted = [1.0, 2.0, 4.0, 8.0];
        let expected =
            [(0.0, 1.0), (0.05, 1.15), (0.25, 1.75), (0.5, 3.0), (0.95, 7.4), (1.0, 8.0)];
        for (p, value) in expected {
            let found = quantile(&sorted, p).expect("there are numbers");
            assert!((found - value).abs() < 1e-12, "{p}: {found}");
        }
        assert_eq!(quantile(&[], 0.5), None);
        assert_eq!(median(&[3.0]), Some(3.0));
    }

    #[test]
    fn bad_input_68_no_quantile_is_beyond_its_ends() {
        let far = [f64::MIN, f64::MIN, f64::MAX, f64::MAX];
        for p in [0.1, 0.3, 0.7, 0.9] {
            assert!(quantile(&far, p).is_some_and(f64::is_finite), "{p}");
            assert_eq!(quantile(&[0.3; 4], p), Some(0.3));
        }
    }
}
