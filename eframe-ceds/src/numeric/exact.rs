//! Sums and quotients whose last digit is right, so that the order of what is added does not show.
//!
//! A sum goes along with what rounding takes from it and from the products in it: some 32 digits, of which 16 are told. Two orders
//! can come to different last digits only where the true value lies within those 32 digits of the middle between two numbers.

/// A sum with what rounding took from it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Sum {
    all: f64,
    carry: f64,
}

impl Sum {
    #[inline]
    pub(crate) fn add(&mut self, value: f64) {
        add(&mut self.all, &mut self.carry, value);
    }

    /// Adds a value times its weight.
    #[inline]
    pub(crate) fn add_weighed(&mut self, weight: f64, value: f64) {
        Weight::of(weight).add(value, &mut self.all, &mut self.carry);
    }

    /// Adds another sum.
    pub(crate) fn join(&mut self, other: Self) {
        self.add(other.all);
        self.carry += other.carry;
    }

    pub(crate) fn value(self) -> f64 {
        self.all + self.carry
    }

    /// The quotient by another sum, to the last digit; infinite where this one is no number any more.
    #[inline]
    pub(crate) fn over(self, by: Self) -> f64 {
        quotient(self.all, self.carry, by)
    }
}

impl FromIterator<f64> for Sum {
    fn from_iter<I: IntoIterator<Item = f64>>(values: I) -> Self {
        let mut sum = Self::default();
        values.into_iter().for_each(|value| sum.add(value));
        sum
    }
}

impl From<f64> for Sum {
    fn from(all: f64) -> Self {
        Self { all, carry: 0.0 }
    }
}

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

/// A weight with its halves, which many values are multiplied with.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Weight {
    pub(crate) whole: f64,
    high: f64,
    low: f64,
}

/// How much there is to a product with some weights: the less, the faster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Width {
    /// They are 1: the value itself.
    One,
    /// Half the digits, as whole numbers have that people write.
    Half,
    /// All digits.
    Full,
}

impl Weight {
    pub(crate) fn of(whole: f64) -> Self {
        let (high, low) = near_halves(whole);
        Self { whole, high, low }
    }

    pub(crate) fn width(self) -> Width {
        match self {
            Self { whole: 1.0, .. } => Width::One,
            Self { low: 0.0, .. } => Width::Half,
            _ => Width::Full,
        }
    }

    /// Adds a value times this weight, and what rounding takes from product and sum to the carry.
    ///
    /// Source: Dekker, A floating-point technique for extending the available precision (1971).
    #[inline]
    pub(crate) fn add(self, value: f64, sum: &mut f64, carry: &mut f64) {
        let product = self.whole * value;
        let (high, low) = halves(value);
        let error =
            ((self.high * high - product) + self.high * low + self.low * high) + self.low * low;
        add(sum, carry, product);
        *carry += error;
    }

    /// The same for a weight of half the digits.
    #[inline]
    pub(crate) fn add_half(self, value: f64, sum: &mut f64, carry: &mut f64) {
        let product = self.whole * value;
        let (high, low) = halves(value);
        add(sum, carry, product);
        *carry += (self.whole * high - product) + self.whole * low;
    }
}

/// The quotient of a sum with its carry, to the last digit; infinite where the sum is no number any more.
///
/// Source: Dekker, as above.
#[inline]
pub(crate) fn quotient(sum: f64, carry: f64, by: Sum) -> f64 {
    let first = (sum + carry) / (by.all + by.carry);
    // What the first quotient leaves of the sum, reckoned with the exact product.
    let product = first * by.all;
    let (a, b) = halves(first);
    let (c, d) = near_halves(by.all);
    let error = ((a * c - product) + a * d + b * c) + b * d;
    let left = ((sum - product) - error) + (carry - first * by.carry);
    let second = first + left / by.all;
    if second.is_finite() {
        second
    } else if sum.is_finite() {
        // The product may pass the largest numbers by a digit; there the first quotient has to do.
        first
    } else {
        f64::INFINITY
    }
}

/// A number as two of half the digits each.
#[inline]
fn halves(value: f64) -> (f64, f64) {
    let high = f64::from_bits(value.to_bits() & !0x07ff_ffff);
    (high, value - high)
}

/// The same with the half that is nearest, so that what is left has a digit less: its products with [`halves`] are exact.
#[inline]
fn near_halves(value: f64) -> (f64, f64) {
    let high = f64::from_bits((value.to_bits() + 0x0400_0000) & !0x07ff_ffff);
    (high, value - high)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mean(values: &[f64]) -> f64 {
        let sum: Sum = values.iter().copied().collect();
        sum.over(Sum::from(values.len() as f64))
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

    /// 0.1 and 3 leave a tail of 3 digits, 0.1 and 0.3 one of 53: both are in the carry.
    #[test]
    fn a_product_keeps_what_rounding_takes() {
        let mut state = 1_u64;
        let mut chance = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        for _ in 0..1000 {
            let (weight, value) = (chance(), chance());
            let exact = libm::fma(weight, value, -(weight * value));
            let (mut sum, mut carry) = (0.0, 0.0);
            Weight::of(weight).add(value, &mut sum, &mut carry);
            assert_eq!((sum, carry), (weight * value, exact));
            let whole = libm::floor(weight * 1000.0);
            let exact = libm::fma(whole, value, -(whole * value));
            let (mut sum, mut carry) = (0.0, 0.0);
            assert_ne!(Weight::of(whole).width(), Width::Full);
            Weight::of(whole).add_half(value, &mut sum, &mut carry);
            assert_eq!((sum, carry), (whole * value, exact));
        }
    }
}
