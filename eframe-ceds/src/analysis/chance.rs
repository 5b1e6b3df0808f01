//! Chance that is a function of numbers, so that any draw is found again without those before it.

/// A number from 0 up to 1 for a seed and places: the same ones give the same number, on any machine.
pub(crate) fn uniform(seed: u64, places: [u64; 3]) -> f64 {
    places.into_iter().fold(Chance::of(seed), Chance::at).uniform()
}

/// A seed and the places on the way: what many numbers begin with is reckoned once.
///
/// Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators (2014), the finaliser of SplitMix64.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

    /// Where a seed begins.
    pub(crate) const fn of(seed: u64) -> Self {
        Self(mixed(seed ^ Self::STEP))
    }

    /// One place further.
    pub(crate) const fn at(self, place: u64) -> Self {
        Self(mixed(self.0.wrapping_add(place).wrapping_add(Self::STEP)))
    }

    /// The number here. The upper 53 bits are as many as a number between 0 and 1 has.
    pub(crate) const fn uniform(self) -> f64 {
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

const fn mixed(mut state: u64) -> u64 {
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_even_and_replayable() {
        let count = 10_000_u64;
        let draws: Vec<f64> = (0..count).map(|n| uniform(1, [n, 2, 3])).collect();
        let mean = draws.iter().sum::<f64>() / count as f64;
        assert!((mean - 0.5).abs() < 0.01, "{mean}");
        assert!(draws.iter().all(|draw| (0.0..1.0).contains(draw)));
        assert_eq!(uniform(1, [77, 2, 3]), draws[77]);
        assert_ne!(uniform(2, [77, 2, 3]), draws[77]);
    }
}
