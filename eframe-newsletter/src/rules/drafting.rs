//! What may happen to an issue of which no letter has left: it is begun again.

use std::collections::BTreeMap;

use eframe_core::{Actor, Commit, Decision, Guard, Language, Timestamp, Version};
use serde_json::json;

use super::Change;
use super::compose;
use super::sending::{ISSUES, ISSUES_TAG, IssueChange, at, subject};
use crate::Refusal;
use crate::model::{Composition, Issue, IssueId, IssueStage, IssueText, Status};
use crate::permission::{ISSUE_COMPOSED, ISSUE_DRAFTED, ISSUE_EDIT};

/// What an issue is made of.
#[derive(Clone, Debug, PartialEq)]
pub enum Made {
    /// It is put together.
    Composed(Composition),
    /// It was given as a whole, in these languages.
    Whole(BTreeMap<Language, IssueText>),
}

/// Begins the issue of a quarter again whose issue was cancelled before a letter left: as a draft of its own, made of the same. The
/// cancelled one stays as it is, and is the quarter's no more.
///
/// `out` says whether a letter of it has left, or may have.
///
/// # Errors
/// When the actor may not, it was not cancelled, or a letter of it is out: whoever got one is led to it by its link.
pub fn again(
    cancelled: &Issue,
    made: Made,
    out: bool,
    id: IssueId,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, IssueId>, Refusal> {
    actor.require(ISSUE_EDIT)?;
    at(cancelled, &[IssueStage::Cancelled])?;
    if out {
        return Err(Refusal::LettersOut);
    }
    let new = Issue { id, status: Status::Draft, version: Version::FIRST, ..cancelled.clone() };
    let facts =
        json!({ "number": new.number, "languages": new.languages, "insteadOf": cancelled.id });
    let commit = Commit::by(actor, now)
        .guard(Guard::write(ISSUES, cancelled.id.uuid(), cancelled.version))
        .touch(ISSUES_TAG)
        .change(Change::Issue(IssueChange::Replace { issue: cancelled.id, by: id }))
        .change(Change::Issue(IssueChange::Draft(new)))
        .audit(ISSUE_DRAFTED, subject(id), facts);
    let commit = match made {
        Made::Composed(composition) => commit
            .audit(ISSUE_COMPOSED, subject(id), compose::facts(&composition))
            .change(Change::Issue(IssueChange::Compose { issue: id, composition })),
        Made::Whole(texts) => commit.with_changes(texts.into_iter().map(|(language, text)| {
            Change::Issue(IssueChange::Text { issue: id, language, text })
        })),
    };
    Ok(Decision::new(commit, id))
}

#[cfg(test)]
mod tests {
    use eframe_core::{ActorId, Digest, Grant, Scope};
    use uuid::Uuid;

    use super::*;
    use crate::model::{Fallback, Frozen};

    fn editor() -> Actor {
        let grants = vec![Grant::new(ISSUE_EDIT, Scope::Everywhere)];
        Actor::person(ActorId::new(Uuid::from_u128(1)), "Mina Park", grants)
    }

    fn issue(status: Status) -> Issue {
        Issue {
            id: IssueId::new(Uuid::from_u128(2)),
            number: "2026-Q4".parse().unwrap(),
            languages: vec![Language::EN],
            fallback: Fallback::Other(Language::EN),
            status,
            version: Version::FIRST,
        }
    }

    fn frozen() -> Frozen {
        let digest = Digest::new([0; 32]);
        Frozen { at: Timestamp::UNIX_EPOCH, by: editor().id(), digest }
    }

    #[test]
    fn only_what_was_cancelled_before_a_letter_left_is_begun_again() {
        let (id, now) = (IssueId::new(Uuid::from_u128(3)), Timestamp::UNIX_EPOCH);
        let cancelled = issue(Status::Cancelled { frozen: frozen(), at: now });
        let made = || Made::Composed(Composition::default());
        let begun = again(&cancelled, made(), false, id, &editor(), now).unwrap();
        assert_eq!(begun.outcome, id);
        let [first, Change::Issue(IssueChange::Draft(new)), ..] = begun.commit.changes() else {
            panic!("{:?}", begun.commit)
        };
        let replaced = IssueChange::Replace { issue: cancelled.id, by: id };
        assert_eq!(first, &Change::Issue(replaced), "the quarter is free before it is taken");
        assert_eq!((new.number, &new.status), (cancelled.number, &Status::Draft));
        let out = again(&cancelled, made(), true, id, &editor(), now);
        assert_eq!(out.map(drop), Err(Refusal::LettersOut));
        for status in [Status::Draft, Status::Sent { frozen: frozen(), at: now }] {
            let refused = again(&issue(status), made(), false, id, &editor(), now);
            assert!(matches!(refused, Err(Refusal::NotAtThatStage(_))), "{refused:?}");
        }
        let nobody = Actor::anonymous();
        let refused = again(&cancelled, made(), false, id, &nobody, now);
        assert!(matches!(refused, Err(Refusal::Denied(_))), "{refused:?}");
    }
}
