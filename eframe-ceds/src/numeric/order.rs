//! Orders and ranks.

use crate::method::Ties;

/// A number's place in the order of numbers, as an integer that sorts alike.
pub(crate) fn sort_key(value: f64) -> u64 {
    // Adding 0 makes -0 the same as 0.
    let bits = (value + 0.0).to_bits();
    if bits >> 63 == 0 { bits | 1 << 63 } else { !bits }
}

/// The numbers of a column with their places, the least first; equal ones by their places.
pub(crate) fn ascending(column: &[f64], into: &mut Vec<(u64, u32)>, other: &mut Vec<(u64, u32)>) {
    into.clear();
    let numbers = column.iter().zip(0_u32..).filter(|(cell, _)| !cell.is_nan());
    into.extend(numbers.map(|(cell, place)| (sort_key(*cell), place)));
    sort(into, other);
}

/// Sorts keys that come with their places, as `sort_unstable` does; many of them by their digits, which is faster.
pub(crate) fn sort(keyed: &mut Vec<(u64, u32)>, other: &mut Vec<(u64, u32)>) {
    const BITS: u32 = 11;
    const DIGITS: usize = 1 << BITS;
    if keyed.len() < 4 * DIGITS {
        keyed.sort_unstable();
        return;
    }
    // Equal keys keep their order, which is that of their places.
    other.clear();
    other.resize(keyed.len(), (0, 0));
    for shift in (0..u64::BITS).step_by(BITS as usize) {
        let digit = |key: u64| (key >> shift) as usize & (DIGITS - 1);
        let mut ends = [0_u32; DIGITS];
        keyed.iter().for_each(|(key, _)| ends[digit(*key)] += 1);
        if ends.contains(&u32::try_from(keyed.len()).unwrap_or(u32::MAX)) {
            continue;
        }
        let mut sum = 0;
        for end in &mut ends {
            sum += std::mem::replace(end, sum);
        }
        for entry in keyed.iter() {
            let end = &mut ends[digit(entry.0)];
            other[*end as usize] = *entry;
            *end += 1;
        }
        std::mem::swap(keyed, other);
    }
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
    fn many_are_sorted_as_few_are() {
        let mut state = 1_u64;
        let mut keyed: Vec<(u64, u32)> = (0..20_000)
            .map(|place| {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                (sort_key(f64::from((state >> 50) as u32) - 5000.0), place)
            })
            .collect();
        let mut expected = keyed.clone();
        expected.sort_unstable();
        sort(&mut keyed, &mut Vec::new());
        assert_eq!(keyed, expected);
    }

    #[test]
    fn bad_input_70_ties_are_shared_by_their_rule() {
        let column = [5.0, MISSING, -0.0, 0.0, -1.0];
        let mut sorted = Vec::new();
        ascending(&column, &mut sorted, &mut Vec::new());
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
