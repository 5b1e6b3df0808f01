//! What one issue tells, no other tells again: whichever is ordered first tells it, unless it is cancelled before a letter left.

use std::collections::{BTreeMap, BTreeSet};

use eframe_core::{Commit, Guard, Subject};
use jiff::civil::Date;

use super::Change;
use super::compose::facts;
use super::sending::{ISSUES, IssueChange};
use crate::event::ISSUE;
use crate::model::{Block, Composition, Issue, IssueId, Item, Source};
use crate::permission::ISSUE_COMPOSED;

/// Items that were drawn through a day: what issues that were ordered tell of them is left out, and may be taken in again.
#[must_use]
pub fn marked(
    mut items: Vec<Item>,
    ordered: &BTreeMap<IssueId, Composition>,
    source: Source,
    until: Date,
) -> Vec<Item> {
    for told in ordered.values().map(|one| one.tells(source, Some(until))) {
        items.iter_mut().for_each(|item| item.chosen &= !told.contains(&*item.key));
    }
    items
}

/// A draft in which what an issue tells that is ordered is left out; none where nothing of it stood in it.
#[must_use]
pub fn without(draft: &Composition, by: IssueId, ordered: &Composition) -> Option<Composition> {
    let mut rest = draft.clone();
    let mut left_out = BTreeSet::new();
    for block in &mut rest.blocks {
        let Block::Items { source, items, .. } = block else { continue };
        let told = ordered.tells(*source, draft.drawn_from(*source).map(|(day, _)| day));
        for item in items.iter_mut().filter(|item| item.chosen && told.contains(&*item.key)) {
            item.chosen = false;
            left_out.insert((*source, item.key.clone()));
        }
    }
    if left_out.is_empty() {
        return None;
    }
    rest.told_by.entry(by).or_default().append(&mut left_out);
    Some(rest)
}

/// A draft as it stands beside the issues of other quarters: what was left out since one told it that was cancelled before a
/// letter left stands in it again, and what one tells that is ordered is left out. None where nothing changes.
#[must_use]
pub fn beside(
    draft: &Composition,
    ordered: &BTreeMap<IssueId, Composition>,
    cancelled: &BTreeSet<IssueId>,
) -> Option<Composition> {
    let mut beside = draft.clone();
    let untold = cancelled.iter().filter_map(|id| beside.told_by.remove(id));
    let untold: BTreeSet<_> = untold.flatten().collect();
    for block in &mut beside.blocks {
        let Block::Items { source, items, .. } = block else { continue };
        for item in items {
            item.chosen |= untold.contains(&(*source, item.key.clone()));
        }
    }
    for (by, ordered) in ordered {
        beside = without(&beside, *by, ordered).unwrap_or(beside);
    }
    (beside != *draft).then_some(beside)
}

/// Adds to the commit that orders an issue, or cancels it, what becomes of a draft by that.
pub fn rewrite(commit: Commit<Change>, draft: &Issue, composition: Composition) -> Commit<Change> {
    commit
        .guard(Guard::write(ISSUES, draft.id.uuid(), draft.version))
        .audit(ISSUE_COMPOSED, Subject::of(ISSUE, draft.id.uuid()), facts(&composition))
        .change(Change::Issue(IssueChange::Compose { issue: draft.id, composition }))
}

#[cfg(test)]
mod tests {
    use eframe_core::Localized;
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    const EARLY: Date = date(2026, 12, 11);
    const LATE: Date = date(2026, 12, 15);
    const ONE: IssueId = IssueId::new(Uuid::from_u128(1));
    const OTHER: IssueId = IssueId::new(Uuid::from_u128(2));

    fn item(key: &str) -> Item {
        Item { key: key.to_owned(), date: None, texts: Localized::new(), chosen: true }
    }

    fn drawn(source: Source, until: Date, keys: &[&str]) -> Composition {
        let items = keys.iter().map(|key| item(key)).collect();
        Composition {
            blocks: vec![Block::Items { source, until: Some(until), items }],
            drawn: BTreeMap::from([(source, until)]),
            ..Composition::default()
        }
    }

    fn stand(composition: &Composition) -> Vec<&str> {
        composition.blocks.iter().flat_map(Block::chosen).map(|item| &*item.key).collect()
    }

    #[test]
    fn what_an_issue_tells_that_is_ordered_is_left_out_of_drafts_whenever_they_were_drawn() {
        for source in [Source::News, Source::Members] {
            for (ordered, draft) in [(LATE, EARLY), (EARLY, LATE)] {
                let ordered = drawn(source, ordered, &["harbour", "bridge"]);
                let rest = without(&drawn(source, draft, &["harbour", "tower"]), ONE, &ordered);
                assert_eq!(rest.as_ref().map(stand), Some(vec!["tower"]), "{source:?}");
                let rest = rest.unwrap();
                assert_eq!(rest.blocks.len(), 1, "it may be taken in again");
                assert_eq!(without(&rest, ONE, &ordered), None);
            }
        }
    }

    #[test]
    fn what_stands_in_no_letter_and_what_comes_again_stays_in_a_draft() {
        let mut ordered = drawn(Source::News, LATE, &["harbour"]);
        let Block::Items { items, .. } = &mut ordered.blocks[0] else { panic!("items") };
        items[0].chosen = false;
        assert_eq!(without(&drawn(Source::News, EARLY, &["harbour"]), ONE, &ordered), None);
        let fair = drawn(Source::Events, LATE, &["fair"]);
        assert_eq!(without(&fair, ONE, &fair), None, "an event is told of until it is over");
        // A partner of which there is something new since is told of again.
        let known = drawn(Source::Partners, EARLY, &["port"]);
        assert_eq!(without(&drawn(Source::Partners, LATE, &["port"]), ONE, &known), None);
        let rest = without(&known, ONE, &drawn(Source::Partners, LATE, &["port"]));
        assert_eq!(rest.as_ref().map(stand), Some(Vec::new()));
    }

    #[test]
    fn what_was_told_comes_left_out_when_it_is_drawn() {
        let ordered = [(ONE, drawn(Source::News, LATE, &["harbour"]))].into();
        let items = marked(vec![item("harbour"), item("tower")], &ordered, Source::News, LATE);
        assert_eq!(items.iter().map(|item| item.chosen).collect::<Vec<_>>(), [false, true]);
    }

    #[test]
    fn what_an_issue_was_to_tell_that_is_cancelled_stands_in_a_draft_again_but_for_what_another_tells()
     {
        let mut draft = drawn(Source::News, LATE, &["harbour", "bridge", "tower", "lamp"]);
        let Block::Items { items, .. } = &mut draft.blocks[0] else { panic!("items") };
        items[3].chosen = false;
        let ordered = drawn(Source::News, EARLY, &["harbour", "bridge", "lamp"]);
        let rest = without(&draft, ONE, &ordered).unwrap();
        assert_eq!(stand(&rest), ["tower"]);
        let (nobody, cancelled) = (BTreeMap::new(), BTreeSet::from([ONE]));
        assert_eq!(beside(&rest, &nobody, &BTreeSet::from([OTHER])), None);
        // What was left out by hand stays so.
        assert_eq!(beside(&rest, &nobody, &cancelled), Some(draft.clone()));
        let other = BTreeMap::from([(OTHER, drawn(Source::News, EARLY, &["bridge"]))]);
        let now = beside(&rest, &other, &cancelled).unwrap();
        assert_eq!(stand(&now), ["harbour", "tower"]);
        // Which stands in it again when the other is cancelled, too.
        assert_eq!(beside(&now, &nobody, &BTreeSet::from([OTHER])), Some(draft));
    }
}
