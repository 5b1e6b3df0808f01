//! Ladders and peers.

use std::collections::HashSet;

use super::{Check, Kind, Place};
use crate::document::{FactKind, Group, Id, LadderBy};
use crate::fault::What;

impl Check<'_> {
    /// Every ladder rises, every group takes somebody.
    pub(super) fn ladders(&mut self) {
        let document = self.document;
        for (place, ladder) in document.ladders.iter().enumerate() {
            let at = Place::part("ladder", place, &ladder.id);
            self.need(!ladder.rungs.is_empty(), at, || What::Needs {
                option: "ladder",
                needs: "at least one `rung`",
            });
            let mut seen = HashSet::new();
            for rung in &ladder.rungs {
                self.need(seen.insert(&rung.id), at, || What::Taken(rung.id.to_string()));
            }
            let rises = ladder.rungs.windows(2).all(|pair| {
                pair[1].from.is_some_and(|upper| pair[0].from.is_none_or(|lower| lower < upper))
            });
            self.need(rises, at, || What::Order("rung.from"));
            if ladder.by == LadderBy::Percentile {
                let shares = ladder.rungs.iter().filter_map(|rung| rung.from);
                let right = shares.map(|from| from.get()).all(|from| (0.0..=1.0).contains(&from));
                self.need(right, at, || What::Range {
                    option: "rung.from",
                    value: "a share".to_owned(),
                    range: "between 0 and 1, where `by` is `percentile`",
                });
            }
        }
        for (place, peers) in document.peers.iter().enumerate() {
            let at = Place::part("peers", place, &peers.id);
            let Some(Kind::Fact(fact)) = self.kinds.get(peers.fact.as_str()).copied() else {
                self.unknown(at, "fact", peers.fact.as_str(), "fact");
                continue;
            };
            let kind = document.facts[fact].kind;
            self.need(kind == FactKind::Word || !peers.groups.is_empty(), at, || What::Needs {
                option: "peers",
                needs: "a `group` at least, where the fact is a number",
            });
            let mut seen = HashSet::new();
            for group in &peers.groups {
                self.need(seen.insert(&group.id), at, || What::Taken(group.id.to_string()));
                self.group(at, group, kind);
                self.words(at, &document.facts[fact], "group.is", &group.is);
            }
        }
    }

    fn group(&mut self, at: Place<'_>, group: &Group, kind: FactKind) {
        let words = !group.is.is_empty();
        let numbers = group.from.is_some() || group.below.is_some();
        let right = match kind {
            FactKind::Word => words && !numbers,
            FactKind::Number => numbers && !words,
        };
        self.need(right, at, || {
            What::OneOf("`is` in each group of a word, `from` or `below` in each of a number")
        });
        if let (Some(from), Some(below)) = (group.from, group.below) {
            self.need(from < below, at, || What::Order("group.from, group.below"));
        }
        if let Some(ladder) = &group.ladder {
            self.ladder_is_there(at, ladder);
        }
    }

    /// Whether there is a ladder of this id.
    pub(super) fn ladder_is_there(&mut self, at: Place<'_>, id: &Id) {
        if !self.document.ladders.iter().any(|ladder| ladder.id == *id) {
            self.unknown(at, "ladder", id.as_str(), "ladder");
        }
    }
}
