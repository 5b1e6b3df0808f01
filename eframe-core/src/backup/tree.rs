use crate::{Digest, sha256};

/// The Merkle tree hash of RFC 6962, section 2.1, of leaves that come one by one. It holds one hash for each level.
#[derive(Default)]
pub(super) struct Tree {
    /// The roots of the full trees that the leaves make, the largest first, each with its height.
    full: Vec<(u32, Digest)>,
    leaves: u64,
}

impl Tree {
    pub(super) fn push(&mut self, leaf: &[u8]) {
        let mut next = (0, sha256(&[&[0], leaf].concat()));
        while let Some((height, left)) = self.full.pop_if(|(height, _)| *height == next.0) {
            next = (height + 1, join(left, next.1));
        }
        self.full.push(next);
        self.leaves += 1;
    }

    pub(super) fn leaves(&self) -> u64 {
        self.leaves
    }

    pub(super) fn root(&self) -> Digest {
        let roots = self.full.iter().rev().map(|(_, root)| *root);
        roots.reduce(|right, left| join(left, right)).unwrap_or_else(|| sha256(b""))
    }
}

fn join(left: Digest, right: Digest) -> Digest {
    sha256(&[&[1], &left.bytes()[..], &right.bytes()[..]].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the RFC writes it: split at the largest power of two below the number of leaves.
    fn by_the_book(leaves: &[&[u8]]) -> Digest {
        match leaves {
            [] => sha256(b""),
            [leaf] => sha256(&[&[0], *leaf].concat()),
            _ => {
                let (left, right) = leaves.split_at(leaves.len().next_power_of_two() / 2);
                join(by_the_book(left), by_the_book(right))
            }
        }
    }

    #[test]
    fn the_root_is_that_of_the_definition() {
        let words = (0..40_u8).map(|n| vec![n; usize::from(n)]).collect::<Vec<_>>();
        let leaves = words.iter().map(Vec::as_slice).collect::<Vec<_>>();
        for many in 0..leaves.len() {
            let mut tree = Tree::default();
            leaves[..many].iter().for_each(|leaf| tree.push(leaf));
            assert_eq!((tree.root(), tree.leaves()), (by_the_book(&leaves[..many]), many as u64));
        }
    }

    #[test]
    fn the_roots_of_certificate_transparency_come_out() {
        // The vectors of its reference implementation: eight leaves, and the root of all.
        let leaves: [&[u8]; 8] = [
            b"",
            &[0x00],
            &[0x10],
            &[0x20, 0x21],
            &[0x30, 0x31],
            &[0x40, 0x41, 0x42, 0x43],
            &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
            &[
                0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d,
                0x6e, 0x6f,
            ],
        ];
        let mut tree = Tree::default();
        leaves.iter().for_each(|leaf| tree.push(leaf));
        let root = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328";
        assert_eq!(tree.root().to_string(), root);
    }
}
