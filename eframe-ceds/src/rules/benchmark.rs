use std::collections::{BTreeMap, BTreeSet};

use eframe_core::Timestamp;

use super::peers::{PeerCities, hidden, sets};
use super::quartiles::quartiles;
use crate::model::{
    Assessment, AssessmentId, Benchmark, Compared, Consent, Edition, Figure, Frozen, Hidden,
    PeerSet, Snapshot, State,
};

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

/// What a round's cities tell whoever asks. `consents` is what each city says today; `groups` are those of the city that
/// asks, by grouping, so that it finds its own.
///
/// Everybody is told the same, and every one of the cities may be asking, who knows its own scores. So nothing shown
/// speaks of fewer than [`LEAST`](super::LEAST) cities beside one that belongs to them: no set, no difference between
/// two sets, and nothing that is left of a set when sets within it are taken away. That is judged at each node by
/// itself, since a city may lack a score there. A figure is never one city's own score: see [`Quartiles`].
///
/// Which sets may be shown follows from the snapshot alone and never changes. A set with a city that took its consent
/// back is hidden whole, and nothing is shown in its place: else whoever takes consent back and gives it again would
/// see one group after another, and what is between them.
///
/// [`Quartiles`]: crate::model::Quartiles
pub fn compare(
    edition: &Edition,
    snapshot: &Snapshot,
    consents: &BTreeMap<AssessmentId, Consent>,
    groups: Option<&BTreeMap<String, String>>,
) -> Benchmark {
    let sets = sets(edition, snapshot);
    let consent = |city: &Compared| consents.get(&city.assessment).copied().unwrap_or_default();
    let taken_back = |set: &PeerCities| {
        let mut cities = set.cities.iter().map(|place| &snapshot.cities[*place]);
        cities.any(|city| !consent(city).allows_comparing()).then_some(Hidden::TakenBack)
    };
    let allowed = hidden(&sets, |_| true);
    let mut told: Vec<PeerSet> = sets
        .iter()
        .zip(allowed)
        .map(|(set, hidden)| {
            let hidden = hidden.or_else(|| taken_back(set));
            let shown = hidden.is_none();
            let named = set.cities.iter().map(|place| &snapshot.cities[*place]);
            let named = named.filter(|city| shown && consent(city) == Consent::Named);
            let mut named: Vec<_> = named.map(|city| city.city.clone()).collect();
            named.sort();
            PeerSet {
                own: groups.is_some_and(|groups| set.is_of(groups)),
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
        add_node(node.id.as_str(), snapshot, &sets, &mut told);
    }
    Benchmark { at: snapshot.at, sets: told }
}

/// Adds the quartiles at a node to each set where they may be shown.
fn add_node(node: &str, snapshot: &Snapshot, sets: &[PeerCities], told: &mut [PeerSet]) {
    let score = |place: usize| snapshot.cities[place].scores.get(node).map(|one| one.get());
    let greatest = (0..snapshot.cities.len()).filter_map(score).map(f64::abs).fold(0.0, f64::max);
    let hidden = hidden(sets, |place| score(place).is_some());
    for ((set, hidden), told) in sets.iter().zip(hidden).zip(told) {
        if hidden.is_some() || told.hidden.is_some() {
            continue;
        }
        let scores = set.cities.iter().filter_map(|place| score(*place)).collect();
        if let Some(quartiles) = quartiles(scores, greatest) {
            told.nodes.insert(node.to_owned(), quartiles);
        }
    }
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
