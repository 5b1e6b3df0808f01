//! The Merkle tree of RFC 6962, section 2.1, and its right edge in tiles of 256 hashes.

use std::collections::BTreeMap;

use crate::{Digest, sha256};

/// How many hashes a full tile has.
pub(super) const WIDTH: u64 = 256;
/// How many levels of the tree a tile spans.
const HEIGHT: u32 = 8;

/// The hash of a leaf.
pub(super) fn hash_leaf(leaf: &[u8]) -> Digest {
    sha256(&[&[0], leaf].concat())
}

/// The hash of a node.
pub(super) fn join(left: Digest, right: Digest) -> Digest {
    sha256(&[&[1], &left.bytes()[..], &right.bytes()[..]].concat())
}

/// The Merkle tree hash of leaves that come one by one. It holds one hash for each level.
#[derive(Clone, Default)]
pub(crate) struct Tree {
    /// The roots of the full trees that the leaves make, the largest first, each with its height.
    full: Vec<(u32, Digest)>,
    leaves: u64,
}

impl Tree {
    pub(crate) fn push(&mut self, leaf: &[u8]) {
        self.push_full(0, hash_leaf(leaf));
    }

    /// Adds the full tree of this height and root; what was added before is full trees of at least that height.
    pub(super) fn push_full(&mut self, height: u32, root: Digest) {
        let mut next = (height, root);
        while let Some((height, left)) = self.full.pop_if(|(height, _)| *height == next.0) {
            next = (height + 1, join(left, next.1));
        }
        self.full.push(next);
        self.leaves += 1 << height;
    }

    pub(crate) fn leaves(&self) -> u64 {
        self.leaves
    }

    pub(crate) fn root(&self) -> Digest {
        let roots = self.full.iter().rev().map(|(_, root)| *root);
        roots.reduce(|right, left| join(left, right)).unwrap_or_else(|| sha256(b""))
    }
}

/// The root of the full tree over these hashes of its nodes.
pub(super) fn root_of(hashes: &[Digest]) -> Digest {
    let mut tree = Tree::default();
    hashes.iter().for_each(|hash| tree.push_full(0, *hash));
    tree.root()
}

/// A tile: consecutive hashes of one level, of which there is one for each full tile of the level below.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tile {
    pub(super) level: u32,
    pub(super) position: u64,
    pub(super) hashes: Vec<Digest>,
}

/// The hashes of tiles, by level and position.
pub(super) type Tiles = BTreeMap<(u32, u64), Vec<Digest>>;

/// Which tile of a level has the hash over this leaf, or will have it.
pub(super) fn position_of(level: u32, leaf: u64) -> u64 {
    leaf.checked_shr(HEIGHT * (level + 1)).unwrap_or(0)
}

/// How many hashes the last tile of a level has in a tree of this size; none when it is full.
pub(super) fn width_of(level: u32, size: u64) -> u64 {
    size.checked_shr(HEIGHT * level).unwrap_or(0) % WIDTH
}

/// The last tile of each level that is not full: all that has to be known of a tree so that it can grow.
#[derive(Clone, Default)]
pub(super) struct Edge {
    size: u64,
    levels: Vec<Vec<Digest>>,
}

impl Edge {
    /// Of a tree of this size with these tiles, or nothing when they are not its.
    pub(super) fn of(size: u64, tiles: Vec<Tile>) -> Option<Self> {
        let mut levels = Vec::new();
        for level in 0.. {
            if size.checked_shr(HEIGHT * level).is_none_or(|whole| whole == 0) {
                break;
            }
            let mut found = tiles.iter().filter(|tile| tile.level == level);
            let hashes = match width_of(level, size) {
                0 => Vec::new(),
                width => {
                    let tile = found.find(|tile| tile.position == position_of(level, size))?;
                    (tile.hashes.len() as u64 == width).then(|| tile.hashes.clone())?
                }
            };
            levels.push(hashes);
        }
        Some(Self { size, levels })
    }

    /// The tiles that [`of`](Self::of) needs: level and position.
    pub(super) fn needed(size: u64) -> Vec<(u32, u64)> {
        let levels = 0..u64::BITS / HEIGHT;
        let partial = levels.filter(|level| width_of(*level, size) > 0);
        partial.map(|level| (level, position_of(level, size))).collect()
    }

    pub(super) fn size(&self) -> u64 {
        self.size
    }

    /// Adds the hash of a leaf; each tile that it fills goes to `full`.
    pub(super) fn push(&mut self, hash: Digest, full: &mut Vec<Tile>) {
        let mut next = hash;
        for level in 0.. {
            let at = level as usize;
            if self.levels.len() == at {
                self.levels.push(Vec::new());
            }
            self.levels[at].push(next);
            if (self.levels[at].len() as u64) < WIDTH {
                break;
            }
            let hashes = std::mem::take(&mut self.levels[at]);
            next = root_of(&hashes);
            full.push(Tile { level, position: position_of(level, self.size), hashes });
        }
        self.size += 1;
    }

    /// The tiles that are not full.
    pub(super) fn partial(&self) -> impl Iterator<Item = Tile> {
        let levels = (0_u32..).zip(&self.levels).filter(|(_, hashes)| !hashes.is_empty());
        levels.map(|(level, hashes)| {
            let position = position_of(level, self.size);
            Tile { level, position, hashes: hashes.clone() }
        })
    }

    pub(super) fn root(&self) -> Digest {
        let mut tree = Tree::default();
        let mut height = HEIGHT * self.levels.len() as u32;
        for hashes in self.levels.iter().rev() {
            height -= HEIGHT;
            hashes.iter().for_each(|hash| tree.push_full(height, *hash));
        }
        tree.root()
    }
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

    #[test]
    fn an_edge_grows_as_the_tree_does_and_is_found_again_in_its_tiles() {
        let (mut tree, mut edge) = (Tree::default(), Edge::default());
        let mut tiles = std::collections::BTreeMap::new();
        for leaf in 0..70_000_u32 {
            let mut full = Vec::new();
            tree.push(&leaf.to_be_bytes());
            edge.push(hash_leaf(&leaf.to_be_bytes()), &mut full);
            for tile in full.into_iter().chain(edge.partial()) {
                tiles.insert((tile.level, tile.position), tile);
            }
            if leaf % 997 == 0 || leaf.is_power_of_two() || (leaf + 1).is_power_of_two() {
                let needed = Edge::needed(edge.size());
                let needed = needed.into_iter().map(|key| tiles[&key].clone()).collect();
                let again = Edge::of(edge.size(), needed).expect("the tiles are its own");
                assert_eq!((again.root(), edge.root()), (tree.root(), tree.root()), "{leaf}");
            }
        }
        // As the specification of tiles counts them.
        let of = |level| tiles.keys().filter(|(at, _)| *at == level).count();
        let last = |level, position| tiles[&(level, position)].hashes.len();
        assert_eq!([of(0), of(1), of(2)], [274, 2, 1]);
        assert_eq!([last(0, 273), last(1, 1), last(2, 0)], [112, 17, 1]);
    }

    #[test]
    fn tiles_that_are_not_its_own_make_no_edge() {
        let hashes = vec![sha256(b""); 3];
        let tile = |position, hashes| Tile { level: 0, position, hashes };
        assert!(Edge::of(3, vec![tile(0, hashes.clone())]).is_some());
        assert!(Edge::of(4, vec![tile(0, hashes.clone())]).is_none());
        assert!(Edge::of(259, vec![tile(1, hashes)]).is_none(), "a level is missing");
        assert!(Edge::of(0, Vec::new()).is_some_and(|edge| edge.root() == sha256(b"")));
    }
}
