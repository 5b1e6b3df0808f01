use std::collections::{BTreeMap, BTreeSet};

use eframe_core::{OrganisationId, Timestamp};

use crate::model::{
    Assessment, AssessmentId, Benchmark, Compared, Consent, Edition, Figure, Frozen, Hidden,
    PeerSet, Quartiles, Snapshot, State,
};
use crate::numeric::quantile;

/// The fewest cities that anything shown may speak of, beside the one that asks.
pub const LEAST: usize = 5;

/// Takes down the cities of a round that agreed to be compared, in the order of their ids.
pub fn snapshot(edition: &Edition, frozen: &[(Assessment, Frozen)], now: Timestamp) -> Snapshot {
    let nodes: BTreeSet<&str> =
        edition.document().nodes.iter().map(|node| node.id.as_str()).collect();
    let those = frozen.iter().filter(|(assessment, _)| {
        assessment.consent.allows_comparing() && matches!(assessment.state, State::Frozen { .. })
    });
    let taken = those.map(|(assessment, frozen)| Compared {
        assessment: assessment.id,
        organisation: assessment.organisation,
        city: assessment.city.clone(),
        groups: edition.data(&frozen.inputs).map(|data| edition.groups(&data)).unwrap_or_default(),
        scores: frozen
            .scores
            .iter()
            .filter(|(id, _)| nodes.contains(id.as_str()))
            .map(|(id, figure)| (id.clone(), *figure))
            .collect(),
    });
    let mut cities: Vec<_> = taken.collect();
    cities.sort_by_key(|city| city.assessment);
    Snapshot { at: now, cities }
}

/// A set of cities, by their places in the snapshot.
struct Set {
    peers: Option<String>,
    group: Option<String>,
    cities: BTreeSet<usize>,
}

/// What a round's cities tell whoever asks, `viewer` where that is one of them. `consents` is what each city says today.
///
/// Nothing shown speaks of fewer than [`LEAST`] cities beside the one that asks, who knows its own scores: no set, no
/// difference between a set and one within it, and nothing that is left of all cities when the shown groups of a
/// grouping are taken away. That is judged at each node by itself, since a city may lack a score there. The cities are
/// those of the snapshot and never others; a set with a city that took its consent back is hidden whole, for the set
/// without it would tell what it had.
pub fn compare(
    edition: &Edition,
    snapshot: &Snapshot,
    consents: &BTreeMap<AssessmentId, Consent>,
    viewer: Option<(OrganisationId, &BTreeMap<String, String>)>,
) -> Benchmark {
    let sets = sets(edition, snapshot);
    let consent = |city: &Compared| consents.get(&city.assessment).copied().unwrap_or_default();
    let back: BTreeSet<usize> = places(snapshot, |city| !consent(city).allows_comparing());
    let own: BTreeSet<usize> = match viewer {
        Some((organisation, _)) => places(snapshot, |city| city.organisation == organisation),
        None => BTreeSet::new(),
    };
    let hidden = hidden(&sets, |_| true, &back, &own);
    let mut told: Vec<PeerSet> = sets
        .iter()
        .zip(hidden)
        .map(|(set, hidden)| {
            let shown = hidden.is_none();
            let named = set.cities.iter().map(|place| &snapshot.cities[*place]);
            let named = named.filter(|city| shown && consent(city) == Consent::Named);
            let mut named: Vec<_> = named.map(|city| city.city.clone()).collect();
            named.sort();
            PeerSet {
                own: is_own(set, viewer.map(|(_, groups)| groups)),
                peers: set.peers.clone(),
                group: set.group.clone(),
                cities: shown.then(|| u32::try_from(set.cities.len()).unwrap_or(u32::MAX)),
                hidden,
                named,
                nodes: BTreeMap::new(),
            }
        })
        .collect();
    for node in &edition.document().nodes {
        add_node(node.id.as_str(), snapshot, &sets, (&back, &own), &mut told);
    }
    Benchmark { at: snapshot.at, sets: told }
}

fn is_own(set: &Set, groups: Option<&BTreeMap<String, String>>) -> bool {
    match (&set.peers, groups) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(peers), Some(groups)) => groups.get(peers) == set.group.as_ref(),
    }
}

fn places(snapshot: &Snapshot, which: impl Fn(&Compared) -> bool) -> BTreeSet<usize> {
    let cities = snapshot.cities.iter().enumerate();
    cities.filter(|(_, city)| which(city)).map(|(place, _)| place).collect()
}

/// All cities first, then each group of each grouping that has any.
fn sets(edition: &Edition, snapshot: &Snapshot) -> Vec<Set> {
    let all = Set { peers: None, group: None, cities: places(snapshot, |_| true) };
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
            sets.push(Set { peers: Some(id.to_owned()), group: Some(group), cities });
        }
    }
    sets
}

/// Adds the quartiles at a node to each set where they may be shown.
fn add_node(
    node: &str,
    snapshot: &Snapshot,
    sets: &[Set],
    (back, own): (&BTreeSet<usize>, &BTreeSet<usize>),
    told: &mut [PeerSet],
) {
    let score = |place: usize| snapshot.cities[place].scores.get(node).map(|one| one.get());
    let hidden = hidden(sets, |place| score(place).is_some(), back, own);
    for ((set, hidden), told) in sets.iter().zip(hidden).zip(told) {
        if hidden.is_some() || told.hidden.is_some() {
            continue;
        }
        let mut sorted: Vec<f64> = set.cities.iter().filter_map(|place| score(*place)).collect();
        sorted.sort_by(f64::total_cmp);
        let at = |p: f64| quantile(&sorted, p);
        if let (Some(low), Some(median), Some(high)) = (at(0.25), at(0.5), at(0.75)) {
            told.nodes.insert(node.to_owned(), Quartiles { low, median, high });
        }
    }
}

/// Why each set is hidden, judged by those of its cities that have what is shown.
fn hidden(
    sets: &[Set],
    has: impl Fn(usize) -> bool,
    back: &BTreeSet<usize>,
    own: &BTreeSet<usize>,
) -> Vec<Option<Hidden>> {
    let others: Vec<BTreeSet<usize>> = sets
        .iter()
        .map(|set| {
            let those = set.cities.iter().copied();
            those.filter(|place| has(*place) && !own.contains(place)).collect()
        })
        .collect();
    let mut hidden: Vec<Option<Hidden>> = sets
        .iter()
        .zip(&others)
        .map(|(set, others)| match () {
            () if !set.cities.is_disjoint(back) => Some(Hidden::TakenBack),
            () if others.len() < LEAST => Some(Hidden::TooFew),
            () => None,
        })
        .collect();
    while let Some(place) = telling(sets, &others, &hidden) {
        hidden[place] = Some(Hidden::WouldTell);
    }
    hidden
}

/// A set that tells of too few beside others that are shown, if there is one: the smaller of two, the smallest group of
/// a grouping.
fn telling(sets: &[Set], others: &[BTreeSet<usize>], hidden: &[Option<Hidden>]) -> Option<usize> {
    let few = |count: usize| (1..LEAST).contains(&count);
    let shown: Vec<usize> = (0..sets.len()).filter(|place| hidden[*place].is_none()).collect();
    for inner in &shown {
        for outer in shown.iter().filter(|outer| *outer != inner) {
            let within = others[*inner].is_subset(&others[*outer]);
            if within && few(others[*outer].len() - others[*inner].len()) {
                return Some(*inner);
            }
        }
    }
    // All cities, less the groups of a grouping that are shown.
    let all = shown.first().filter(|place| sets[**place].peers.is_none())?;
    let groupings: BTreeSet<&str> =
        shown.iter().filter_map(|place| sets[*place].peers.as_deref()).collect();
    for grouping in groupings {
        let of = shown.iter().filter(|place| sets[**place].peers.as_deref() == Some(grouping));
        let of: Vec<usize> = of.copied().collect();
        let covered: usize = of.iter().map(|place| others[*place].len()).sum();
        if few(others[*all].len() - covered) {
            return of.into_iter().min_by_key(|place| (others[*place].len(), *place));
        }
    }
    None
}

/// The scores of an assessment at its instrument's nodes, for pages beside quartiles.
pub(crate) fn node_scores(
    edition: &Edition,
    scores: &BTreeMap<String, Figure>,
) -> BTreeMap<String, f64> {
    let nodes = edition.document().nodes.iter();
    nodes
        .filter_map(|node| Some((node.id.to_string(), scores.get(node.id.as_str())?.get())))
        .collect()
}
