use super::Scores;
use crate::cell::number;
use crate::document::{LadderBy, Rung};
use crate::plan::Slot;

/// Where a unit stands on a ladder.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage<'a> {
    /// The ladder's id.
    pub ladder: &'a str,
    /// The peers and the group whose ladder it is; none where it is the node's.
    pub group: Option<(&'a str, &'a str)>,
    /// The rung it stands on; none below the lowest.
    pub rung: Option<&'a Rung>,
    /// The next rung, to be reached; none on the highest.
    pub next: Option<&'a Rung>,
}

impl Scores<'_> {
    /// The stage of a unit by a node's ladder; with peers, by the ladder of its group where that has one. None where there
    /// is no ladder or no score.
    pub fn stage(&self, id: &str, row: usize, peers: Option<&str>) -> Option<Stage<'_>> {
        let Some(Slot::Node(node)) = self.plan.slots.get(id) else { return None };
        let score = number(*self.work.nodes[*node].get(row)?)?;
        let document = &self.plan.document;
        let group = peers.and_then(|peers| {
            let place = document.peers.iter().position(|other| other.id.as_str() == peers)?;
            let group = self.prepared.groups[place].get(row).copied().flatten()?;
            let group = document.peers[place].groups.get(group as usize)?;
            Some((place, group, group.ladder.as_ref()?))
        });
        let ladder = match group {
            Some((_, _, ladder)) => ladder,
            None => self.plan.nodes[*node].methods.ladder.as_ref()?,
        };
        let ladder = document.ladders.iter().find(|other| other.id == *ladder)?;
        let height = match ladder.by {
            LadderBy::Score => score,
            LadderBy::Percentile => self.share_below(*node, row, group.map(|(place, ..)| place))?,
        };
        let reached = ladder
            .rungs
            .iter()
            .take_while(|rung| rung.from.is_none_or(|from| from.get() <= height))
            .count();
        Some(Stage {
            ladder: ladder.id.as_str(),
            group: group
                .map(|(place, group, _)| (document.peers[place].id.as_str(), group.id.as_str())),
            rung: reached.checked_sub(1).map(|rung| &ladder.rungs[rung]),
            next: ladder.rungs.get(reached),
        })
    }

    /// The share of the other units with a score, within the group where peers are given, that are below; 0.5 of none.
    fn share_below(&self, node: usize, row: usize, peers: Option<usize>) -> Option<f64> {
        let column = &self.work.nodes[node];
        let own = number(column[row])?;
        let is_peer = |other: usize| {
            peers.is_none_or(|peers| {
                let groups = &self.prepared.groups[peers];
                groups[other] == groups[row]
            })
        };
        let others = (0..column.len()).filter(|other| *other != row && is_peer(*other));
        let others: Vec<f64> = others.filter_map(|other| number(column[other])).collect();
        if others.is_empty() {
            return Some(0.5);
        }
        let below = others.iter().filter(|other| **other < own).count();
        Some(below as f64 / others.len() as f64)
    }
}
