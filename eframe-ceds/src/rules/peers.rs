//! Which cities are compared together, and which of these sets may be shown beside each other.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Compared, Edition, Hidden, Snapshot};

/// The fewest cities that anything shown may speak of, beside one that belongs to them.
pub const LEAST: usize = 5;

/// How far a search for telling sets goes before they count as telling: thousands of cities in several groupings.
const STEPS: usize = 20_000;

/// A set of cities, by their places in the snapshot.
pub(super) struct PeerCities {
    pub(super) peers: Option<String>,
    pub(super) group: Option<String>,
    pub(super) cities: BTreeSet<usize>,
}

impl PeerCities {
    /// Whether a city of these groups belongs to it.
    pub(super) fn is_of(&self, groups: &BTreeMap<String, String>) -> bool {
        self.peers.as_ref().is_none_or(|peers| groups.get(peers) == self.group.as_ref())
    }
}

/// All cities first, then each group of each grouping that has any.
pub(super) fn sets(edition: &Edition, snapshot: &Snapshot) -> Vec<PeerCities> {
    let all = PeerCities { peers: None, group: None, cities: places(snapshot, |_| true) };
    let mut sets = vec![all];
    for peers in &edition.document().peers {
        let id = peers.id.as_str();
        let groups: Vec<String> = if peers.groups.is_empty() {
            let words = snapshot.cities.iter().filter_map(|city| city.groups.get(id).cloned());
            words.collect::<BTreeSet<_>>().into_iter().collect()
        } else {
            peers.groups.iter().map(|group| group.id.to_string()).collect()
        };
        for group in groups {
            let cities = places(snapshot, |city| city.groups.get(id) == Some(&group));
            sets.push(PeerCities { peers: Some(id.to_owned()), group: Some(group), cities });
        }
    }
    sets
}

fn places(snapshot: &Snapshot, which: impl Fn(&Compared) -> bool) -> BTreeSet<usize> {
    let cities = snapshot.cities.iter().enumerate();
    cities.filter(|(_, city)| which(city)).map(|(place, _)| place).collect()
}

/// Why each set may never be shown, judged by those of its cities that have what is shown.
pub(super) fn hidden(sets: &[PeerCities], has: impl Fn(usize) -> bool) -> Vec<Option<Hidden>> {
    let cities = sets.iter().map(|set| set.cities.iter().copied().filter(|place| has(*place)));
    let cities: Vec<BTreeSet<usize>> = cities.map(Iterator::collect).collect();
    let few = |cities: &BTreeSet<usize>| (cities.len() <= LEAST).then_some(Hidden::TooFew);
    let mut hidden: Vec<_> = cities.iter().map(few).collect();
    while let Some(place) = telling(&cities, &hidden) {
        hidden[place] = Some(Hidden::WouldTell);
    }
    hidden
}

/// A shown set that tells of too few beside others that are shown, if there is one: the smallest of those that, taken away
/// from another, leave too few of it.
fn telling(cities: &[BTreeSet<usize>], hidden: &[Option<Hidden>]) -> Option<usize> {
    let shown: Vec<usize> = (0..cities.len()).filter(|place| hidden[*place].is_none()).collect();
    for outer in &shown {
        let within = |inner: &usize| {
            inner != outer
                && cities[*inner].len() < cities[*outer].len()
                && cities[*inner].is_subset(&cities[*outer])
        };
        let inner: Vec<usize> = shown.iter().copied().filter(within).collect();
        let parts = inner.iter().map(|place| &cities[*place]).collect();
        let mut cover = Cover { parts, taken: Vec::new(), steps: 0 };
        let rest: Vec<usize> = cities[*outer].iter().copied().collect();
        if cover.leaves_few(&rest, &BTreeSet::new()) {
            let smallest = |place: &&usize| (cities[**place].len(), **place);
            let telling: Vec<usize> = cover.taken.iter().map(|part| inner[*part]).collect();
            return telling.iter().min_by_key(smallest).copied();
        }
    }
    None
}

/// A search for parts of a set, no two of them with a city in common, that leave a few of its cities.
struct Cover<'a> {
    parts: Vec<&'a BTreeSet<usize>>,
    /// Those that were found.
    taken: Vec<usize>,
    steps: usize,
}

impl Cover<'_> {
    /// Whether some of the parts cover all of `rest`, but at least one and no more than [`LEAST`] beside those `left`
    /// out already. The first city of the rest either belongs to a part or is left out.
    fn leaves_few(&mut self, rest: &[usize], left: &BTreeSet<usize>) -> bool {
        self.steps += 1;
        let Some(&first) = rest.first() else {
            return !left.is_empty() && !self.taken.is_empty();
        };
        if self.steps > STEPS && !self.parts.is_empty() {
            self.taken = (0..self.parts.len()).collect();
            return true;
        }
        for part in 0..self.parts.len() {
            let cities = self.parts[part];
            let fits = cities.contains(&first)
                && cities.is_disjoint(left)
                && cities.iter().all(|city| rest.contains(city));
            if fits {
                let beyond: Vec<usize> =
                    rest.iter().copied().filter(|city| !cities.contains(city)).collect();
                self.taken.push(part);
                if self.leaves_few(&beyond, left) {
                    return true;
                }
                self.taken.pop();
            }
        }
        let mut left = left.clone();
        left.insert(first);
        left.len() <= LEAST && self.leaves_few(&rest[1..], &left)
    }
}
