use std::collections::VecDeque;

use super::super::form::{Standing, checked};
use super::super::key::PublicKey;
use super::super::note::{Checkpoint, SignedCheckpoint};
use super::super::tree::{Edge, Tile, Tiles, Tree, WIDTH, hash_leaf};
use super::{Fault, Found};
use crate::Digest;
use crate::database::table::{audit, audit_checkpoint};

/// Entries by their number, and the tiles with their hashes.
pub(super) struct Slice {
    pub(super) rows: Vec<audit::Model>,
    pub(super) tiles: Tiles,
}

/// How far the log has been made anew.
#[derive(Default)]
pub(super) struct Walk {
    tree: Tree,
    edge: Edge,
    full: u64,
    /// Full tiles above the lowest level, which are still to be held against those that are stored.
    high: Vec<Tile>,
    pub(super) erased: u64,
    /// How many checkpoints proved right.
    pub(super) checkpoints: u64,
    ahead: VecDeque<audit_checkpoint::Model>,
    all_ahead: bool,
    position: i64,
    /// The size that the last of them signed.
    signed: u64,
    kept: Option<Checkpoint>,
}

impl Walk {
    pub(super) fn new(kept: Option<Checkpoint>) -> Self {
        Self { kept, ..Self::default() }
    }

    pub(super) fn size(&self) -> u64 {
        self.edge.size()
    }

    pub(super) fn root(&self) -> Digest {
        self.tree.root()
    }

    /// How many tiles the entries give.
    pub(super) fn tiles(&self) -> u64 {
        self.full + self.edge.partial().count() as u64
    }

    pub(super) fn partial(&self) -> Vec<Tile> {
        self.edge.partial().collect()
    }

    pub(super) fn take_high(&mut self) -> Vec<Tile> {
        std::mem::take(&mut self.high)
    }

    pub(super) fn wants_checkpoints(&self, entries: u64) -> bool {
        !self.all_ahead && (self.ahead.len() as u64) < 2 * entries
    }

    pub(super) fn last_position(&self) -> i64 {
        self.ahead.back().map_or(self.position, |last| last.position)
    }

    pub(super) fn add_checkpoints(&mut self, more: Vec<audit_checkpoint::Model>, asked: u64) {
        self.all_ahead = (more.len() as u64) < asked;
        self.ahead.extend(more);
    }

    /// A fault at the entry that comes next.
    pub(super) fn fault(&self, found: Found) -> Fault {
        Fault { entry: Some(self.size()), id: None, found }
    }

    /// Goes through the next entries.
    pub(super) fn go(&mut self, slice: Slice) -> Result<(), Fault> {
        self.arrive()?;
        for row in &slice.rows {
            self.add(row, &slice.tiles)?;
            self.arrive()?;
        }
        Ok(())
    }

    fn add(&mut self, row: &audit::Model, tiles: &Tiles) -> Result<(), Fault> {
        let (next, number) = (self.size(), row.number.unwrap_or(-1).unsigned_abs());
        let bad = |found| Fault { entry: Some(next), id: Some(row.id), found };
        if number > next {
            return Err(self.fault(Found::Missing));
        }
        if number < next {
            return Err(Fault { entry: Some(number), ..bad(Found::Twice) });
        }
        if self.ahead.is_empty() && self.all_ahead {
            return Err(bad(Found::Unsigned));
        }
        let (form, standing) = checked(row);
        match standing {
            Standing::Proven => {}
            Standing::Erased => self.erased += 1,
            Standing::Altered => return Err(bad(Found::Altered)),
        }
        let hash = hash_leaf(form.as_bytes());
        let key = (0, next / WIDTH);
        let stored = tiles.get(&key).and_then(|tile| tile.get((next % WIDTH) as usize));
        match stored {
            Some(stored) if *stored == hash => {}
            Some(_) => return Err(bad(Found::Other)),
            None => return Err(bad(Found::Tile { level: 0, position: next / WIDTH })),
        }
        self.tree.push_full(0, hash);
        let mut full = Vec::new();
        self.edge.push(hash, &mut full);
        self.full += full.len() as u64;
        for tile in full {
            if tile.level > 0 {
                self.high.push(tile);
            } else if tiles.get(&key) != Some(&tile.hashes) {
                return Err(bad_tile(0, tile.position));
            }
        }
        Ok(())
    }

    /// Holds what has been made so far against what was signed at this size.
    fn arrive(&mut self) -> Result<(), Fault> {
        while let Some(next) = self.ahead.front() {
            if !self.is_next(next) {
                let found = Found::Checkpoint { position: self.position + 1 };
                return Err(Fault { entry: Some(self.signed), id: None, found });
            }
            if next.size.unsigned_abs() > self.size() {
                break;
            }
            if next.root != self.root().bytes() {
                let until = self.size().saturating_sub(1);
                let found = Found::Rewritten { until };
                return Err(Fault { entry: Some(self.signed), id: None, found });
            }
            (self.position, self.signed) = (next.position, next.size.unsigned_abs());
            self.checkpoints += 1;
            self.ahead.pop_front();
            if self.ahead.is_empty() && !self.all_ahead {
                // More than one for each entry: nobody seals like that.
                let found = Found::Checkpoint { position: self.position + 1 };
                return Err(Fault { entry: Some(self.signed), id: None, found });
            }
        }
        match &self.kept {
            Some(kept) if kept.size == self.size() && kept.root != self.root() => {
                Err(Fault { entry: Some(0), id: None, found: Found::Forked { size: kept.size } })
            }
            _ => Ok(()),
        }
    }

    /// Whether a checkpoint follows the one before, and says in its columns what is signed in its note.
    fn is_next(&self, next: &audit_checkpoint::Model) -> bool {
        let follows = next.position == self.position + 1 && next.size.unsigned_abs() >= self.signed;
        // Looked at when it comes to be the next, at the size of the one before, and then no more.
        if !follows || self.size() > self.signed {
            return follows;
        }
        let (Ok(note), Ok(key)) =
            (next.note.parse::<SignedCheckpoint>(), next.key.parse::<PublicKey>())
        else {
            return false;
        };
        let Checkpoint { size, root, .. } = &note.checkpoint;
        i64::try_from(*size) == Ok(next.size)
            && root.bytes() == next.root.as_slice()
            && note.is_signed_by(&key)
    }

    /// What the log ends with.
    pub(super) fn end(&mut self) -> Result<(), Fault> {
        self.arrive()?;
        if !self.ahead.is_empty() {
            return Err(self.fault(Found::Missing));
        }
        match &self.kept {
            Some(kept) if kept.size > self.size() => {
                Err(self.fault(Found::Cut { size: kept.size }))
            }
            _ => Ok(()),
        }
    }
}

/// A fault of a tile, named by the first entry under it.
pub(super) fn bad_tile(level: u32, position: u64) -> Fault {
    let entry = position.checked_shl(8 * (level + 1)).unwrap_or(u64::MAX);
    Fault { entry: Some(entry), id: None, found: Found::Tile { level, position } }
}
