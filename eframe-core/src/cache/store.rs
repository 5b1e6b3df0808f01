use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::entry::Entry;
use crate::Tag;

/// Entries by key in a ring, and the generation in which each tag was last dropped.
///
/// Dropping touches no entry: an entry is stale when one of its tags was dropped in a later generation than
/// the one its data was read in. While nobody tells what was dropped, everything older is in doubt: served as the last
/// that is known, rendered anew as soon as somebody tells again, and kept until that has succeeded: the database may be
/// gone again by then. Room is made by the clock rule: the hand spares what was used since it last came by.
pub(super) struct Store {
    limit: usize,
    bytes: usize,
    places: HashMap<Arc<str>, usize>,
    ring: Vec<Slot>,
    hand: usize,
    generation: u64,
    dropped: HashMap<Tag, u64>,
    forgotten: u64,
    cleared: u64,
    doubted: u64,
    is_deaf: bool,
}

struct Slot {
    key: Arc<str>,
    entry: Arc<Entry>,
    used: AtomicBool,
}

/// More tags are not remembered: what they made stale is taken out then.
const MOST_TAGS: usize = 16 * 1024;

/// What a slot costs beside its entry: the slot, its place, and two counters.
const SLOT: usize = 128;

impl Store {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            limit,
            bytes: 0,
            places: HashMap::new(),
            ring: Vec::new(),
            hand: 0,
            generation: 1,
            dropped: HashMap::new(),
            forgotten: 0,
            cleared: 0,
            doubted: 0,
            is_deaf: false,
        }
    }

    pub(super) fn generation(&self) -> u64 {
        self.generation
    }

    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    pub(super) fn find(&self, key: &str) -> Option<&Arc<Entry>> {
        let slot = &self.ring[*self.places.get(key)?];
        if !self.is_fresh(&slot.entry) {
            return None;
        }
        slot.used.store(true, Ordering::Relaxed);
        Some(&slot.entry)
    }

    /// As long as nobody tells what changed: what was fresh when this was last told.
    pub(super) fn last_known(&self, key: &str) -> Option<&Arc<Entry>> {
        self.sound(key).filter(|_| self.is_deaf)
    }

    /// What nothing told to be stale, in doubt or not.
    pub(super) fn sound(&self, key: &str) -> Option<&Arc<Entry>> {
        let slot = &self.ring[*self.places.get(key)?];
        let sound = self.is_sound(&slot.entry);
        slot.used.fetch_or(sound, Ordering::Relaxed);
        sound.then_some(&slot.entry)
    }

    /// Keeps an entry unless it is known to be stale already or would fill more than an eighth of the cache.
    pub(super) fn keep(&mut self, key: &str, entry: Arc<Entry>) {
        // What is kept in another form was held against all that was dropped.
        let mut is_known = self.forgotten <= entry.made();
        if let Some(place) = self.places.get(key).copied() {
            let there = self.ring[place].entry.made();
            if there > entry.made() {
                return;
            }
            is_known |= there == entry.made();
            self.remove(place);
        }
        let bytes = cost(key, &entry);
        if bytes > self.limit / 8 || !is_known || !self.is_sound(&entry) {
            return;
        }
        while self.bytes + bytes > self.limit {
            self.evict_one();
        }
        let key: Arc<str> = key.into();
        self.places.insert(Arc::clone(&key), self.ring.len());
        self.ring.push(Slot { key, entry, used: AtomicBool::new(false) });
        self.bytes += bytes;
    }

    pub(super) fn drop_tags(&mut self, tags: impl Iterator<Item = Tag>) {
        self.generation += 1;
        self.dropped.extend(tags.map(|tag| (tag, self.generation)));
        if self.dropped.len() > MOST_TAGS {
            self.forget();
        }
    }

    /// Takes out what is stale, so that no tag need be remembered for it. What is being rendered may show what was dropped
    /// meanwhile, and is not kept.
    fn forget(&mut self) {
        for place in (0..self.ring.len()).rev() {
            if !self.is_sound(&self.ring[place].entry) {
                self.remove(place);
            }
        }
        self.dropped.clear();
        self.forgotten = self.generation;
    }

    pub(super) fn clear(&mut self) {
        self.generation += 1;
        self.cleared = self.generation;
        self.dropped.clear();
        self.places.clear();
        self.ring.clear();
        self.bytes = 0;
    }

    /// From now on nobody tells what changed: what is here is not fresh, and the last that is known.
    pub(super) fn doubt(&mut self) {
        self.generation += 1;
        self.doubted = self.generation;
        self.is_deaf = true;
    }

    /// What changed is told again. What was in doubt is rendered anew, and stays until that succeeds.
    pub(super) fn hear(&mut self) {
        self.is_deaf = false;
    }

    /// Whether nothing that was told says otherwise.
    fn is_sound(&self, entry: &Entry) -> bool {
        let later = |tag| self.dropped.get(tag).is_some_and(|dropped| *dropped > entry.made());
        self.cleared <= entry.made() && !entry.tags().iter().any(later)
    }

    fn is_fresh(&self, entry: &Entry) -> bool {
        if entry.seen() == self.generation {
            return true;
        }
        let fresh = self.doubted <= entry.made() && self.is_sound(entry);
        if fresh {
            entry.see(self.generation);
        }
        fresh
    }

    fn evict_one(&mut self) {
        loop {
            self.hand = if self.hand < self.ring.len() { self.hand } else { 0 };
            if !self.ring[self.hand].used.swap(false, Ordering::Relaxed) {
                return self.remove(self.hand);
            }
            self.hand += 1;
        }
    }

    fn remove(&mut self, place: usize) {
        let slot = self.ring.swap_remove(place);
        self.places.remove(&slot.key);
        self.bytes -= cost(&slot.key, &slot.entry);
        if let Some(moved) = self.ring.get(place)
            && let Some(known) = self.places.get_mut(&moved.key)
        {
            *known = place;
        }
    }
}

fn cost(key: &str, entry: &Entry) -> usize {
    SLOT + 2 * key.len() + entry.bytes()
}
