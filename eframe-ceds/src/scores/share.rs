//! What each child of a node brings to its value.

use crate::method::Aggregate;

/// The children of a node that are in its value for one unit.
#[derive(Debug, Default)]
pub(super) struct Among {
    /// Values with their weights.
    pub(super) there: Vec<(f64, f64)>,
    /// The weights of those that count as 0.
    pub(super) zeros: Vec<f64>,
}

impl Among {
    /// What a point of each child that is there is worth in the node; none where the node is not a sum of its children.
    ///
    /// A power mean of exponent p is a function of degree one, so that by Euler's theorem `f = Σ x_i ∂f/∂x_i`, with
    /// `∂f/∂x_i = w_i (x_i / f)^(p-1)`; the geometric mean is that of 0, the harmonic of -1.
    pub(super) fn worths(&self, by: &Aggregate) -> Option<Vec<f64>> {
        match by {
            Aggregate::Arithmetic {} => {
                let all = self.weight();
                Some(self.there.iter().map(|(_, w)| w / all).collect())
            }
            Aggregate::Sum {} => Some(self.there.iter().map(|(_, w)| *w).collect()),
            Aggregate::Geometric {} => Some(self.powers(0.0)),
            Aggregate::Harmonic {} => Some(self.powers(-1.0)),
            Aggregate::Power { exponent } => Some(self.powers(exponent.get())),
            Aggregate::Minimum {} => Some(self.those(&[*self.sorted().first()?])),
            Aggregate::Maximum {} => Some(self.those(&[*self.sorted().last()?])),
            Aggregate::Median {} => {
                let sorted = self.sorted();
                let last = sorted.len().checked_sub(1)?;
                Some(self.those(&[sorted[last / 2], sorted[sorted.len() / 2]]))
            }
            Aggregate::Copeland {} => None,
        }
    }

    fn weight(&self) -> f64 {
        self.there.iter().map(|(_, w)| w).chain(&self.zeros).sum()
    }

    fn sorted(&self) -> Vec<f64> {
        let zeros = self.zeros.iter().map(|_| 0.0);
        let mut values: Vec<f64> = self.there.iter().map(|(x, _)| *x).chain(zeros).collect();
        values.sort_by(f64::total_cmp);
        values
    }

    fn powers(&self, p: f64) -> Vec<f64> {
        let all = self.weight();
        let zero = !self.zeros.is_empty() || self.there.iter().any(|(x, _)| *x == 0.0);
        if zero && p <= 0.0 {
            // A mean that is 0 because one value is comes from nothing.
            return vec![0.0; self.there.len()];
        }
        let mean = if p == 0.0 {
            libm::exp(self.there.iter().map(|(x, w)| w / all * libm::log(*x)).sum())
        } else {
            let sum: f64 = self.there.iter().map(|(x, w)| w / all * libm::pow(*x, p)).sum();
            libm::pow(sum, 1.0 / p)
        };
        let worth = |(x, w): &(f64, f64)| match *x {
            0.0 => 0.0,
            x => w / all * libm::pow(x / mean, p - 1.0),
        };
        self.there.iter().map(worth).collect()
    }

    /// The children that have these values share in them evenly.
    fn those(&self, values: &[f64]) -> Vec<f64> {
        let mut worths = vec![0.0; self.there.len()];
        for value in values {
            let count = self.there.iter().filter(|(x, _)| x == value).count();
            let each = 1.0 / (values.len() * count.max(1)) as f64;
            let have = worths.iter_mut().zip(&self.there).filter(|(_, (x, _))| x == value);
            have.for_each(|(worth, _)| *worth += each);
        }
        worths
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Number;

    #[test]
    fn parts_add_up_to_the_mean() {
        let among = Among { there: vec![(2.0, 1.0), (8.0, 3.0)], zeros: Vec::new() };
        let whole = |by: &Aggregate| -> f64 {
            let worths = among.worths(by).expect("it is a sum");
            worths.iter().zip(&among.there).map(|(worth, (x, _))| worth * x).sum()
        };
        let power = |p: i32| Aggregate::Power { exponent: Number::whole(p) };
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12, "{found}");
        near(whole(&Aggregate::Arithmetic {}), 6.5);
        near(whole(&Aggregate::Sum {}), 26.0);
        near(whole(&Aggregate::Geometric {}), 2.0_f64.powf(0.25) * 8.0_f64.powf(0.75));
        near(whole(&Aggregate::Harmonic {}), 4.0 / (0.5 + 0.375));
        near(whole(&power(2)), 49.0_f64.sqrt());
        near(whole(&power(0)), 2.0_f64.powf(0.25) * 8.0_f64.powf(0.75));
        near(whole(&Aggregate::Median {}), 5.0);
        near(whole(&Aggregate::Minimum {}), 2.0);
        near(whole(&Aggregate::Maximum {}), 8.0);
        assert_eq!(among.worths(&Aggregate::Copeland {}), None);
    }
}
