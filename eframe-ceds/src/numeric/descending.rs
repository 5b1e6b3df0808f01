//! The order of a few numbers again and again.

use super::order::sort_key;

/// Into how many steps the way from the highest number to the least is cut: two digits.
const STEPS: usize = DIGITS * DIGITS;

/// How many values a digit has.
const DIGITS: usize = 256;

/// How many places a number may have to be moved, in the mean, before comparing is better.
const MOVES: usize = 8;

/// Room to sort in; sorting again asks the system for no memory.
///
/// Numbers are sorted by how many steps they are below the highest, digit by digit, which takes the same few moves for any numbers; those
/// within one step are put right afterwards. Where there are too many of them (one number far away from all others makes long steps),
/// they are sorted by comparing.
#[derive(Debug, Default)]
pub(crate) struct Descending {
    /// The steps below the highest, and where the number stood.
    steps: Vec<(u16, u32)>,
    other: Vec<(u16, u32)>,
    sorted: Vec<(f64, u32)>,
}

impl Descending {
    /// Finite numbers with where they stood, the highest first; equal ones as they came.
    pub(crate) fn sort(&mut self, numbers: &[f64]) -> &[(f64, u32)] {
        if !(self.count_steps(numbers) && self.put_right(numbers)) {
            self.sorted.clear();
            // Adding 0 makes -0 the same as 0.
            self.sorted.extend(numbers.iter().map(|number| number + 0.0).zip(0..));
            self.sorted.sort_unstable_by_key(|(number, place)| (!sort_key(*number), *place));
        }
        &self.sorted
    }

    /// Sorts by steps; false where there are none to count.
    fn count_steps(&mut self, numbers: &[f64]) -> bool {
        let (least, most) = ends(numbers);
        let scale = (STEPS as f64 - 1.0) / (most - least);
        if !(scale.is_finite() && scale > 0.0) {
            return false;
        }
        let Self { steps, other, .. } = self;
        let (mut low, mut high) = ([0_u32; DIGITS], [0_u32; DIGITS]);
        steps.clear();
        // A difference, and what it is multiplied with, never grows where the number does: no order is lost here.
        steps.extend(numbers.iter().zip(0..).map(|(number, place)| {
            let step = ((most - number) * scale) as u16;
            (step, place)
        }));
        for (step, _) in steps.iter() {
            low[usize::from(*step) % DIGITS] += 1;
            high[usize::from(*step) / DIGITS] += 1;
        }
        let (mut lower, mut higher) = (0, 0);
        for (low, high) in low.iter_mut().zip(&mut high) {
            lower += std::mem::replace(low, lower);
            higher += std::mem::replace(high, higher);
        }
        other.resize(numbers.len(), (0, 0));
        for entry in steps.iter() {
            let start = &mut low[usize::from(entry.0) % DIGITS];
            other[*start as usize] = *entry;
            *start += 1;
        }
        for entry in other.iter() {
            let start = &mut high[usize::from(entry.0) / DIGITS];
            steps[*start as usize] = *entry;
            *start += 1;
        }
        true
    }

    /// Sorts what is within one step; false where that takes too long.
    fn put_right(&mut self, numbers: &[f64]) -> bool {
        let sorted = &mut self.sorted;
        sorted.clear();
        sorted.extend(self.steps.iter().map(|(_, place)| (numbers[*place as usize] + 0.0, *place)));
        let mut moves = numbers.len() * MOVES;
        for next in 1..sorted.len() {
            let moved = sorted[next];
            let mut place = next;
            while place > 0 && sorted[place - 1].0 < moved.0 {
                sorted[place] = sorted[place - 1];
                place -= 1;
            }
            sorted[place] = moved;
            match moves.checked_sub(next - place) {
                Some(left) => moves = left,
                None => return false,
            }
        }
        true
    }
}

/// The least and the highest of some numbers; four at a time, so that none waits for the one before it.
fn ends(numbers: &[f64]) -> (f64, f64) {
    let lower = |one: f64, other: f64| if other < one { other } else { one };
    let higher = |one: f64, other: f64| if other > one { other } else { one };
    let (mut least, mut most) = ([f64::INFINITY; 4], [f64::NEG_INFINITY; 4]);
    let (fours, rest) = numbers.as_chunks::<4>();
    for four in fours {
        least = std::array::from_fn(|lane| lower(least[lane], four[lane]));
        most = std::array::from_fn(|lane| higher(most[lane], four[lane]));
    }
    let all = |lanes: [f64; 4]| lanes.into_iter().chain(rest.iter().copied());
    (all(least).fold(f64::INFINITY, lower), all(most).fold(f64::NEG_INFINITY, higher))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_sort_as_comparing_does() {
        let near = (0..200).map(|n| 0.3 + f64::from(n * 37 % 199) * f64::EPSILON);
        let far = (0..40).map(|n| f64::from(n * 37 % 41) - 20.0);
        let mut descending = Descending::default();
        for (numbers, by_steps) in [
            (far.clone().collect::<Vec<_>>(), true),
            (near.clone().collect(), true),
            (near.chain(far).collect(), false),
            (vec![0.0, 1e300, -1e300, 1e-300, -0.0], true),
            (vec![f64::MAX, f64::MIN, 1.0], false),
            (vec![1.0; 5], false),
            (vec![2.0], false),
            (vec![], false),
        ] {
            let mut expected: Vec<(f64, u32)> = numbers.iter().copied().zip(0..).collect();
            expected.sort_by(|one, other| other.0.partial_cmp(&one.0).expect("numbers"));
            assert_eq!(descending.sort(&numbers), expected);
            let kept = descending.count_steps(&numbers) && descending.put_right(&numbers);
            assert_eq!(kept, by_steps, "{numbers:?}");
        }
    }
}
