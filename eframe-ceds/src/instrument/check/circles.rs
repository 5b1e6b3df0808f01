//! Circles, named by the way round.

use super::{Check, Kind, Place};
use crate::fault::What;
use crate::instrument::tree::Tree;

impl Check<'_> {
    /// Whether a node is below itself.
    pub(super) fn node_circles(&mut self, tree: &Tree) {
        let document = self.document;
        let parent = |node: usize| {
            let parent = document.nodes[node].parent.as_ref()?;
            match self.kinds.get(parent.as_str()) {
                Some(Kind::Node(parent)) => Some(*parent),
                _ => None,
            }
        };
        let mut circles = Vec::new();
        // What cannot be reached from a top is on a circle, or below one.
        let mut open: Vec<bool> = tree.depth.iter().map(|depth| *depth == usize::MAX).collect();
        for start in 0..open.len() {
            if !open[start] {
                continue;
            }
            let mut way = vec![start];
            open[start] = false;
            while let Some(next) = parent(way[way.len() - 1]) {
                if !open[next] {
                    if let Some(from) = way.iter().position(|node| *node == next) {
                        circles.push(way.split_off(from));
                    }
                    break;
                }
                open[next] = false;
                way.push(next);
            }
        }
        for circle in circles {
            let names = circle.iter().chain([&circle[0]]);
            let names: Vec<_> = names.map(|node| document.nodes[*node].id.as_str()).collect();
            let at = Place::part("node", circle[0], &document.nodes[circle[0]].id);
            self.fault(at, What::Circle { option: "parent", way: names.join(" > ") });
        }
    }

    /// Whether something waits for itself, given what each waits for: names the first circle from each start that is on one.
    pub(super) fn waits(&mut self, waits: &[Vec<usize>], place: &[Place<'_>]) {
        #[derive(Clone, Copy, PartialEq)]
        enum Seen {
            Not,
            Open,
            Done,
        }
        let mut seen = vec![Seen::Not; waits.len()];
        for start in 0..waits.len() {
            if seen[start] != Seen::Not {
                continue;
            }
            seen[start] = Seen::Open;
            let mut way = vec![(start, 0)];
            while let Some((at, next)) = way.last_mut() {
                let Some(&other) = waits[*at].get(*next) else {
                    seen[*at] = Seen::Done;
                    way.pop();
                    continue;
                };
                *next += 1;
                match seen[other] {
                    Seen::Done => {}
                    Seen::Not => {
                        seen[other] = Seen::Open;
                        way.push((other, 0));
                    }
                    Seen::Open => {
                        let from = way.iter().position(|(at, _)| *at == other).unwrap_or_default();
                        let circle = way[from..].iter().map(|(at, _)| *at).chain([other]);
                        let names: Vec<_> = circle.filter_map(|at| place[at].id).collect();
                        let way = names.join(" > ");
                        self.fault(place[other], What::Circle { option: "when", way });
                    }
                }
            }
        }
    }
}
