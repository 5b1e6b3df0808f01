use std::collections::HashMap;
use std::hash::Hash;
use std::time::Duration;

use tokio::time::Instant;

/// Watches marks that others move, by the time that passes here. A mark that stands still for long enough while
/// it is watched is stale, whatever anybody's clock says.
///
/// What the outbox judges leases by, and any block whose instances share work of its own.
#[derive(Debug)]
pub struct Watch<K, M> {
    seen: HashMap<K, (M, Instant)>,
}

impl<K, M> Default for Watch<K, M> {
    fn default() -> Self {
        Self { seen: HashMap::new() }
    }
}

impl<K: Clone + Eq + Hash, M: Clone + PartialEq> Watch<K, M> {
    /// Nothing was seen yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Looks at all the marks there are now, and names those that have stood still for `patience`.
    pub fn look(
        &mut self,
        marks: Vec<(K, M)>,
        now: Instant,
        patience: impl Fn(&K) -> Duration,
    ) -> Vec<(K, M)> {
        let mut before = std::mem::take(&mut self.seen);
        let mut stale = Vec::new();
        for (key, mark) in marks {
            let since = match before.remove(&key) {
                Some((same, since)) if same == mark => since,
                _ => now,
            };
            if now.duration_since(since) >= patience(&key) {
                stale.push((key.clone(), mark.clone()));
            }
            self.seen.insert(key, (mark, since));
        }
        stale
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_still_goes_stale() {
        let mut watch = Watch::new();
        let begin = Instant::now();
        let mut look = |second, marks| {
            let now = begin + Duration::from_secs(second);
            watch.look(marks, now, |_: &i32| Duration::from_secs(30))
        };
        assert_eq!(look(0, vec![(1, "a"), (2, "a")]), []);
        assert_eq!(look(20, vec![(1, "a"), (2, "b")]), []);
        assert_eq!(look(40, vec![(1, "a"), (2, "b")]), [(1, "a")]);
        assert_eq!(look(41, vec![(2, "b")]), []);
        assert_eq!(look(42, vec![(1, "a")]), [], "what went away is watched anew");
    }
}
