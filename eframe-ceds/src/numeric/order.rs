//! Orders and ranks.

use crate::method::Ties;

/// A number's place in the order of numbers, as an integer that sorts alike.
pub(crate) fn sort_key(value: f64) -> u64 {
    // Adding 0 makes -0 the same as 0.
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
}

/// The numbers of a column with their places, the least first; equal ones by their places.
pub(crate) fn ascending(column: &[f64], into: &mut Vec<(u64, u32)>) {
    into.clear();
    let numbers = column.iter().zip(0_u32..).filter(|(cell, _)| !cell.is_nan());
    into.extend(numbers.map(|(cell, place)| (sort_key(*cell), place)));
    into.sort_unstable();
}

/// Gives every run of equal keys its ranks, from 1 on in the order they come.
pub(crate) fn rank<K: PartialEq>(sorted: &[(K, u32)], ties: Ties, mut give: impl FnMut(u32, f64)) {
    let (mut start, mut dense) = (0, 0);
    while start < sorted.len() {
        let mut end = start + 1;
        while end < sorted.len() && sorted[end].0 == sorted[start].0 {
            end += 1;
        }
        dense += 1;
        let rank = match ties {
            Ties::Lowest => start as f64 + 1.0,
            Ties::Highest => end as f64,
            Ties::Mean => (start + 1 + end) as f64 / 2.0,
            Ties::Dense => f64::from(dense),
        };
        for (_, place) in &sorted[start..end] {
            give(*place, rank);
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cell::MISSING;

    #[test]
    fn bad_input_70_ties_are_shared_by_their_rule() {
        let column = [5.0, MISSING, -0.0, 0.0, -1.0];
        let mut sorted = Vec::new();
        ascending(&column, &mut sorted);
        let by = |ties| {
            let mut ranks = [0.0; 5];
            rank(&sorted, ties, |place, rank| ranks[place as usize] = rank);
            ranks
        };
        assert_eq!(by(Ties::Lowest), [4.0, 0.0, 2.0, 2.0, 1.0]);
        assert_eq!(by(Ties::Highest), [4.0, 0.0, 3.0, 3.0, 1.0]);
        assert_eq!(by(Ties::Mean), [4.0, 0.0, 2.5, 2.5, 1.0]);
        assert_eq!(by(Ties::Dense), [3.0, 0.0, 2.0, 2.0, 1.0]);
    }
}
