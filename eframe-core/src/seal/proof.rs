//! Proofs of RFC 6962, sections 2.1.1 and 2.1.2: which parts of the tree they are made of, and how they are checked.

use std::collections::BTreeSet;
use std::ops::Range;

use super::tree::{Tiles, Tree, join, root_of};
use crate::Digest;

/// The parts of the tree whose roots prove that the entry of this number is in the log of this size.
pub(super) fn inclusion(number: u64, size: u64) -> Vec<Range<u64>> {
    let (mut whole, mut parts) = (0..size, Vec::new());
    while whole.end - whole.start > 1 {
        let middle = middle(&whole);
        let (left, right) = (whole.start..middle, middle..whole.end);
        let (inside, beside) = if number < middle { (left, right) } else { (right, left) };
        parts.push(beside);
        whole = inside;
    }
    parts.reverse();
    parts
}

/// The parts of the tree whose roots prove that the log of size `to` begins with that of size `from`.
pub(super) fn consistency(from: u64, to: u64) -> Vec<Range<u64>> {
    if from == 0 || from == to {
        return Vec::new();
    }
    // The older root itself need not be told as long as it is a part of the whole.
    let (mut whole, mut parts, mut known) = (0..to, Vec::new(), true);
    while whole.end != from {
        let middle = middle(&whole);
        let (left, right) = (whole.start..middle, middle..whole.end);
        if from <= middle {
            parts.push(right);
            whole = left;
        } else {
            parts.push(left);
            (whole, known) = (right, false);
        }
    }
    if !known {
        parts.push(whole);
    }
    parts.reverse();
    parts
}

/// Where a tree is split: after the largest power of two below its size.
fn middle(whole: &Range<u64>) -> u64 {
    whole.start + (whole.end - whole.start).next_power_of_two() / 2
}

/// The root of the tree over one entry and the parts beside it.
pub(super) fn root_by_inclusion(
    number: u64,
    size: u64,
    leaf: Digest,
    proof: &[Digest],
) -> Option<Digest> {
    if number >= size {
        return None;
    }
    let (mut at, mut last, mut root) = (number, size - 1, leaf);
    for part in proof {
        if last == 0 {
            return None;
        }
        if at % 2 == 1 || at == last {
            root = join(*part, root);
            while at % 2 == 0 && at != 0 {
                (at, last) = (at / 2, last / 2);
            }
        } else {
            root = join(root, *part);
        }
        (at, last) = (at / 2, last / 2);
    }
    (last == 0).then_some(root)
}

/// Whether a proof leads from the root of the older log to that of the newer one.
pub(super) fn is_consistent(
    (from, older): (u64, Digest),
    (to, newer): (u64, Digest),
    proof: &[Digest],
) -> bool {
    if from == 0 || from >= to {
        return proof.is_empty() && (from == 0 || (from == to && older == newer));
    }
    let mut parts = proof.iter().copied();
    let (mut at, mut last) = (from - 1, to - 1);
    while at % 2 == 1 {
        (at, last) = (at / 2, last / 2);
    }
    let first = if from.is_power_of_two() { Some(older) } else { parts.next() };
    let Some(first) = first else { return false };
    let (mut made, mut grown) = (first, first);
    for part in parts {
        if last == 0 {
            return false;
        }
        if at % 2 == 1 || at == last {
            (made, grown) = (join(part, made), join(part, grown));
            while at % 2 == 0 && at != 0 {
                (at, last) = (at / 2, last / 2);
            }
        } else {
            grown = join(grown, part);
        }
        (at, last) = (at / 2, last / 2);
    }
    last == 0 && made == older && grown == newer
}

/// The full trees that a part is made of, the largest first: height and number among those of its height.
fn full_trees(part: &Range<u64>) -> impl Iterator<Item = (u32, u64)> {
    let mut start = part.start;
    let end = part.end;
    std::iter::from_fn(move || {
        let height = (end - start).checked_ilog2()?;
        let number = start >> height;
        start += 1 << height;
        Some((height, number))
    })
}

/// The tiles that these parts are found in: level and position.
pub(super) fn tiles(parts: &[Range<u64>]) -> BTreeSet<(u32, u64)> {
    parts.iter().flat_map(full_trees).map(|(height, number)| place(height, number).0).collect()
}

/// The tile of a full tree, and the hashes in it that it is over.
fn place(height: u32, number: u64) -> ((u32, u64), Range<usize>) {
    let (level, inside) = (height / 8, height % 8);
    let first = number << inside;
    let at = (first % 256) as usize;
    ((level, first / 256), at..at + (1 << inside))
}

/// The root of a part, from tiles; nothing when one is missing or too short.
pub(super) fn root_of_part(part: &Range<u64>, tiles: &Tiles) -> Option<Digest> {
    let mut tree = Tree::default();
    for (height, number) in full_trees(part) {
        let (tile, hashes) = place(height, number);
        tree.push_full(height, root_of(tiles.get(&tile)?.get(hashes)?));
    }
    Some(tree.root())
}

#[cfg(test)]
mod tests {
    use super::super::tree::{Edge, hash_leaf};
    use super::*;

    /// Trees of every size up to this one, with what their tiles hold.
    fn grown(size: u64) -> (Vec<Digest>, Tiles) {
        let (mut edge, mut full, mut roots) = (Edge::default(), Vec::new(), vec![]);
        for leaf in 0..size {
            roots.push(edge.root());
            edge.push(hash_leaf(&leaf.to_be_bytes()), &mut full);
        }
        roots.push(edge.root());
        let all = full.into_iter().chain(edge.partial());
        (roots, all.map(|tile| ((tile.level, tile.position), tile.hashes)).collect())
    }

    fn made(parts: &[Range<u64>], of: &Tiles) -> Vec<Digest> {
        assert!(tiles(parts).iter().all(|tile| of.contains_key(tile)));
        parts.iter().map(|part| root_of_part(part, of).expect("the tiles are there")).collect()
    }

    #[test]
    fn every_entry_is_proven_in_every_size() {
        let (roots, tiles) = grown(600);
        for size in (1..70).chain([255, 256, 257, 511, 512, 513, 600]) {
            for number in (0..size).step_by(if size < 70 { 1 } else { 7 }) {
                let proof = made(&inclusion(number, size), &tiles);
                let leaf = hash_leaf(&number.to_be_bytes());
                let root = root_by_inclusion(number, size, leaf, &proof);
                assert_eq!(root, Some(roots[size as usize]), "{number} of {size}");
                let other = root_by_inclusion(number, size, hash_leaf(b"other"), &proof);
                assert_ne!(other, root);
                let elsewhere = root_by_inclusion((number + 1) % size.max(2), size, leaf, &proof);
                assert_ne!(elsewhere, root, "{number} of {size}");
            }
        }
    }

    #[test]
    fn every_size_is_proven_to_begin_every_later_one() {
        let (roots, tiles) = grown(600);
        for to in (1..50).chain([255, 256, 257, 600]) {
            for from in (1..=to).step_by(if to < 50 { 1 } else { 11 }) {
                let proof = made(&consistency(from, to), &tiles);
                let (older, newer) = ((from, roots[from as usize]), (to, roots[to as usize]));
                assert!(is_consistent(older, newer, &proof), "{from} to {to}");
                let other = (from, roots[(from - 1) as usize]);
                assert!(!is_consistent(other, newer, &proof), "{from} to {to}");
                let other = (to, roots[(to - 1) as usize]);
                assert!(from == to || !is_consistent(older, other, &proof), "{from} to {to}");
            }
        }
        assert!(is_consistent((0, roots[0]), (9, roots[9]), &[]));
    }
}
