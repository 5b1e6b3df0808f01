use eframe_core::{Actor, Commit, Decision, Guard, Language, Timestamp, Version};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::change::{self, Change, MENU_TAG, Standing, THE_TREE, TREE};
use super::plan::done_by_hand;
use super::review::in_the_making;
use crate::Refusal;
use crate::model::{Document, DocumentId, Edition, Stage};
use crate::permission::{DISCARDED, EDIT};

/// Throws away what is in the making in a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Discard {
    /// The language it is in.
    pub language: Language,
    /// The revision that was looked at.
    pub expected: Version,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Discarded {
    /// The document.
    pub document: DocumentId,
    /// Whether it was all there ever was of the document, which went with it.
    pub whole: bool,
}

/// Throws away what is in the making in a language, whether it was handed in or approved or not: what is live stays, and a
/// plan to publish it is taken back. Its number is given anew; no revision is, so that whoever still has it before them
/// writes over nothing.
///
/// Where nothing else was ever written of the document it goes as a whole, and its address is free again; `has_below` says whether
/// pages stand below it, and `tree` is the version of the tree's shape then.
///
/// # Errors
/// When the actor may not write, nothing is in the making, somebody saved since, or pages stand below a document that would go.
pub fn discard(
    document: &Document,
    command: &Discard,
    tree: Version,
    has_below: bool,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Discarded>, Refusal> {
    actor.require(EDIT)?;
    let stages = [Stage::Draft, Stage::InReview, Stage::Approved];
    let edition = in_the_making(document, command.language, &stages)?;
    let whole = is_all(document, &edition);
    if whole && has_below {
        return Err(Refusal::PagesBelow);
    }
    let revision = document.strand(command.language).revision;
    if command.expected != revision {
        return Err(Refusal::StaleDraft { revision, newest: Some(Box::new(edition)) });
    }
    let stage = edition.state.stage();
    let facts = Standing::of(document, &edition).facts_and(json!({
        "stage": stage, "whole": whole,
    }));
    let acts: &[&str] = if whole { &["publish", "end"] } else { &["publish"] };
    let plans =
        acts.iter().filter_map(|act| done_by_hand(document, command.language, act, actor, now));
    let commit = Commit::by(actor, now)
        .guard(change::hold(document))
        .with_changes(plans)
        .change(Change::Discard(Box::new(edition)))
        .audit(DISCARDED, change::subject(document.id), facts);
    let commit = match whole {
        true => {
            // Nothing is begun below it meanwhile: that writes the tree too.
            let commit = commit.guard(Guard::write(TREE, THE_TREE, tree)).touch(MENU_TAG);
            commit.change(Change::Forget(document.id))
        }
        false => commit,
    };
    Ok(Decision::new(commit, Discarded { document: document.id, whole }))
}

/// Whether an edition in the making is all that was ever written of a document.
pub(crate) fn is_all(document: &Document, edition: &Edition) -> bool {
    edition.number == 1 && document.strands.len() == 1 && document.changed.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::State;
    use crate::rules::samples::{approver, document, editor, in_review};

    fn discarded(
        document: &Document,
        expected: i64,
        has_below: bool,
        actor: &Actor,
    ) -> Result<Decision<Change, Discarded>, Refusal> {
        let command = Discard { language: Language::EN, expected: Version::new(expected) };
        let (tree, now) = (Version::FIRST, Timestamp::UNIX_EPOCH);
        super::discard(document, &command, tree, has_below, actor, now)
    }

    /// The same page, live, with a second edition in the making.
    fn rewritten() -> Document {
        let mut live = in_review(&editor());
        live.state = State::Live { since: Timestamp::UNIX_EPOCH, approvals: Vec::new() };
        let draft = Edition {
            id: crate::model::EditionId::new(uuid::Uuid::from_u128(12)),
            number: 2,
            revision: Version::new(4),
            ..in_review(&editor())
        };
        let mut page = document(draft);
        page.changed = Some(Timestamp::UNIX_EPOCH);
        page.strands.get_mut(&Language::EN).expect("English").live = Some(live);
        page
    }

    #[test]
    fn what_was_never_anything_else_goes_with_its_address_and_a_next_edition_alone() {
        let alone = document(in_review(&editor()));
        let decision = discarded(&alone, 1, false, &editor()).expect("thrown away");
        assert!(decision.outcome.whole);
        let changes = decision.commit.changes();
        assert!(matches!(changes, [Change::Discard(_), Change::Forget(id)] if *id == alone.id));
        let refused = discarded(&alone, 1, true, &editor());
        assert_eq!(refused, Err(Refusal::PagesBelow));

        let page = rewritten();
        let decision = discarded(&page, 4, true, &editor()).expect("thrown away");
        assert!(!decision.outcome.whole);
        assert!(matches!(decision.commit.changes(), [Change::Discard(gone)] if gone.number == 2));
        let facts = &decision.commit.entries()[0].facts;
        assert_eq!((&facts["number"], &facts["whole"]), (&json!(2), &json!(false)));
    }

    #[test]
    fn bad_input_26_nobody_throws_away_what_they_have_not_seen() {
        let page = rewritten();
        let Err(Refusal::StaleDraft { revision, newest }) = discarded(&page, 3, false, &editor())
        else {
            panic!("it is stale");
        };
        assert_eq!((revision, newest.expect("it").number), (Version::new(4), 2));
        let stranger = Actor::anonymous();
        assert!(matches!(discarded(&page, 4, false, &stranger), Err(Refusal::Denied(_))));
        let mut live = page;
        live.strands.get_mut(&Language::EN).expect("English").draft = None;
        let nothing = discarded(&live, 4, false, &approver());
        assert_eq!(nothing, Err(Refusal::NotAtThatStage(None)));
    }
}
