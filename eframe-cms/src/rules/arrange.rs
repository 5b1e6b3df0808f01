use eframe_core::{Actor, Commit, Decision, FieldErrors, Guard, Subject, Timestamp, Version};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::change::{self, Change, MENU_TAG, THE_TREE, TREE};
use crate::Refusal;
use crate::model::{Document, DocumentId, Kind};
use crate::permission::{ARRANGED, MOVE};

/// Puts all that stands below one page, or all of a kind that stands below none, into an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrange {
    /// Of which kind they are.
    pub kind: Kind,
    /// The page that they stand below.
    pub parent: Option<DocumentId>,
    /// All of them, in their new order.
    pub order: Vec<DocumentId>,
    /// The version of the tree that the order was made from.
    pub expected: Version,
}

/// How the tree stands after a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arranged {
    /// The version of its shape.
    pub version: Version,
}

/// So many can be put into an order at most.
pub const MOST_SIBLINGS: usize = 500;

/// Puts siblings into an order. Their addresses stay; those whose position changes get another version, so that
/// nobody moves one from where it no longer stands.
///
/// `siblings` are all that stand there, `tree` is the version of the tree's shape when they were read.
///
/// # Errors
/// When the actor may not, the tree was changed since, the kind is ordered by date, or the order is not one of just
/// those.
pub fn arrange(
    siblings: &[Document],
    command: &Arrange,
    tree: Version,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Arranged>, Refusal> {
    actor.require(MOVE)?;
    if command.expected != tree {
        return Err(Refusal::StaleTree(tree));
    }
    let mut errors = FieldErrors::new();
    errors.check(!command.kind.is_dated(), "kind", "cms.desk.field.kind.dated");
    errors.check(siblings.len() <= MOST_SIBLINGS, "order", "cms.desk.field.order.many");
    let (mut all, mut ordered) = (ids(siblings), command.order.clone());
    all.sort_unstable();
    ordered.sort_unstable();
    errors.check(all == ordered, "order", "cms.desk.field.order.others");
    errors.finish(())?;
    let mut moved = Vec::new();
    let mut commit = Commit::by(actor, now);
    for (position, id) in (1..).zip(&command.order) {
        let stands = siblings.iter().find(|sibling| sibling.id == *id);
        if let Some(sibling) = stands.filter(|sibling| sibling.position != position) {
            commit = commit.guard(change::hold(sibling));
            moved.push((sibling.id, position));
        }
    }
    if moved.is_empty() {
        return Ok(Decision::new(commit, Arranged { version: tree }));
    }
    let facts = json!({ "kind": command.kind, "parent": command.parent, "order": command.order });
    let mut commit = commit
        .guard(Guard::write(TREE, THE_TREE, tree))
        .change(Change::Arrange(moved))
        .audit(ARRANGED, Subject::of(TREE_SUBJECT, THE_TREE), facts)
        .touch(change::list_tag(command.kind))
        .touch(MENU_TAG);
    if let Some(parent) = command.parent {
        commit = commit.touch(change::page_tag(parent));
    }
    Ok(Decision::new(commit, Arranged { version: tree.next() }))
}

/// What audit entries call the tree.
const TREE_SUBJECT: &str = "cms.tree";

fn ids(siblings: &[Document]) -> Vec<DocumentId> {
    siblings.iter().map(|sibling| sibling.id).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::rules::samples::{approver, document, editor, in_review};

    fn siblings(positions: &[i32]) -> Vec<Document> {
        let sibling = |(number, position): (usize, &i32)| {
            let mut sibling = document(in_review(&editor()));
            sibling.id = DocumentId::new(Uuid::from_u128(number as u128 + 1));
            sibling.position = *position;
            sibling
        };
        positions.iter().enumerate().map(sibling).collect()
    }

    fn ask(order: Vec<DocumentId>) -> Arrange {
        Arrange { kind: Kind::Page, parent: None, order, expected: Version::FIRST }
    }

    fn decide(siblings: &[Document], command: &Arrange) -> Result<Vec<(DocumentId, i32)>, Refusal> {
        let decided =
            arrange(siblings, command, Version::FIRST, &approver(), Timestamp::UNIX_EPOCH);
        let commit = decided?.commit;
        Ok(match commit.changes() {
            [Change::Arrange(moved)] => moved.clone(),
            _ => Vec::new(),
        })
    }

    #[test]
    fn bad_input_26_an_order_that_was_made_from_another_tree_is_refused() {
        let all = siblings(&[1, 2]);
        let stale = Arrange { expected: Version::FIRST.next(), ..ask(ids(&all)) };
        assert_eq!(decide(&all, &stale), Err(Refusal::StaleTree(Version::FIRST)));
    }

    #[test]
    fn an_order_is_of_all_that_stand_there_and_of_no_others() {
        let all = siblings(&[0, 0, 0]);
        let [one, two, three] = [all[0].id, all[1].id, all[2].id];
        for wrong in [vec![], vec![one, two], vec![one, two, two], vec![one, two, three, three]] {
            let refused = decide(&all, &ask(wrong.clone()));
            assert!(matches!(refused, Err(Refusal::Invalid(_))), "{wrong:?}");
        }
        let dated = Arrange { kind: Kind::News, ..ask(ids(&all)) };
        assert!(matches!(decide(&all, &dated), Err(Refusal::Invalid(_))));
        assert!(
            arrange(&all, &ask(ids(&all)), Version::FIRST, &editor(), Timestamp::UNIX_EPOCH)
                .is_err()
        );
    }

    proptest! {
        #[test]
        fn after_it_positions_stand_in_the_order_and_what_stood_right_is_left_alone(
            positions in prop::collection::vec(-3_i32..9, 0..8), order in any::<prop::sample::Index>(),
        ) {
            let mut all = siblings(&positions);
            let mut wanted = ids(&all);
            if !wanted.is_empty() {
                wanted.rotate_left(order.index(positions.len()));
            }
            for (id, position) in decide(&all, &ask(wanted.clone())).expect("arranged") {
                let sibling = all.iter_mut().find(|one| one.id == id).expect("one of them");
                prop_assert_ne!(sibling.position, position);
                sibling.position = position;
            }
            all.sort_by_key(|sibling| sibling.position);
            prop_assert_eq!(ids(&all), wanted.clone());
            prop_assert_eq!(decide(&all, &ask(wanted)).expect("again"), vec![]);
        }
    }
}
