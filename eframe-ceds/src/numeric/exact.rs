//! Sums and quotients whose last digit is right, so that the order of what is added does not show.

/// Adds to a sum, and what rounding takes from it to the carry.
///
/// Source: Knuth's TwoSum, The Art of Computer Programming 2, 4.2.2; Neumaier (1974) for carrying it along.
#[inline]
pub(crate) fn add(sum: &mut f64, carry: &mut f64, value: f64) {
    let total = *sum + value;
    let taken = total - *sum;
    *carry += (*sum - (total - taken)) + (value - taken);
    *sum = total;
}

/// The quotient of a sum with its carry, to the last digit; infinite where the sum is no number any more.
///
/// Source: Dekker, A floating-point technique for extending the available precision (1971).
#[inline]
pub(crate) fn quotient(sum: f64, carry: f64, by: f64) -> f64 {
    let first = (sum + carry) / by;
    // What the first quotient leaves of the sum, reckoned with the exact product.
    let product = first * by;
    let (a, b) = split(first);
    let (c, d) = split(by);
    let error = ((a * c - product) + a * d + b * c) + b * d;
    let left = ((sum - product) - error) + carry;
    let second = first + left / by;
    if second.is_finite() {
        second
    } else if sum.is_finite() {
        // Splitting passes the largest numbers; there the first quotient has to do.
        first
    } else {
        f64::INFINITY
    }
}

/// A number as two of half the digits each.
#[inline]
fn split(value: f64) -> (f64, f64) {
    let raised = value * 134_217_729.0;
    let high = raised - (raised - value);
    (high, value - high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(values: &[f64]) -> f64 {
        let (mut sum, mut carry) = (0.0, 0.0);
        values.iter().for_each(|value| add(&mut sum, &mut carry, *value));
        quotient(sum, carry, values.len() as f64)
    }

    #[test]
    fn bad_input_72_the_order_does_not_show() {
        let values = [0.8, 0.86, 0.83, 0.98, 0.79, 0.93, 1e-17, 1e9];
        let mut turned = values;
        turned.reverse();
        assert_eq!(mean(&values), mean(&turned));
        assert_eq!(mean(&[0.1; 10]), 0.1);
        assert_eq!(mean(&[1e16, 1.0, -1e16]), 1.0 / 3.0);
        assert_eq!(mean(&[1e308, 1e307]), 5.5e307);
    }
}
