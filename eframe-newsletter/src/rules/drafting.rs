//! What may happen to an issue of which no letter has left: it comes in other languages, and is begun again.

use std::collections::BTreeMap;

use eframe_core::{Actor, Commit, Decision, Guard, Language, Localized, Timestamp, Version};
use serde_json::json;

use super::Change;
use super::compose;
use super::sending::{ISSUES, ISSUES_TAG, IssueChange, at, changing, chosen, subject};
use crate::Refusal;
use crate::model::{Block, Composition, Fallback, Issue, IssueId, IssueStage, IssueText, Status};
use crate::permission::{ISSUE_COMPOSED, ISSUE_DRAFTED, ISSUE_EDIT, ISSUE_SPOKEN};

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
/// `out` says whether a letter of it has left, or may have, as far as its letters tell. Of one that a backup brought back they do not
/// tell all: the new one is marked as it is, and its readers may get it a second time ([`Issue::restored`]).
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

/// Has a draft come in other languages, or others become of what has no translation. What was written in a language that it is
/// not in any more goes; `composition` is what it is put together from, with what was found in the new ones.
///
/// # Errors
/// When the actor may not, the issue is no draft any more, no language is named, or the fallback is none of them.
pub fn speak(
    issue: &Issue,
    composition: Option<Composition>,
    languages: &[Language],
    fallback: Fallback,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Version>, Refusal> {
    actor.require(ISSUE_EDIT)?;
    at(issue, &[IssueStage::Draft])?;
    let languages = chosen(languages, fallback)?;
    let gone = issue.languages.iter().copied().filter(|one| !languages.contains(one));
    let gone: Vec<_> = gone.collect();
    let facts = json!({ "languages": languages, "fallback": fallback });
    let to = IssueChange::Languages { issue: issue.id, languages: languages.clone(), fallback };
    let commit = changing(issue, actor, now).change(Change::Issue(to)).audit(
        ISSUE_SPOKEN,
        subject(issue.id),
        facts,
    );
    let commit = match composition {
        Some(composition) => {
            let composition = only_in(composition, &languages);
            commit.change(Change::Issue(IssueChange::Compose { issue: issue.id, composition }))
        }
        None => commit.with_changes(
            gone.into_iter()
                .map(|language| Change::Issue(IssueChange::Unwrite { issue: issue.id, language })),
        ),
    };
    Ok(Decision::new(commit, issue.version.next()))
}

/// What is written in these languages. Items keep what the site told of them.
fn only_in(composition: Composition, languages: &[Language]) -> Composition {
    let only = |said: &Localized<String>| -> Localized<String> {
        let kept = said.iter().filter(|(of, _)| languages.contains(of));
        kept.map(|(of, words)| (of, words.clone())).collect()
    };
    let block = |block: Block| match block {
        Block::Heading { words } => Block::Heading { words: only(&words) },
        Block::Text { markdown } => Block::Text { markdown: only(&markdown) },
        items @ Block::Items { .. } => items,
    };
    Composition {
        titles: only(&composition.titles),
        blocks: composition.blocks.into_iter().map(block).collect(),
        ..composition
    }
}

#[cfg(test)]
mod tests {
    use eframe_core::{ActorId, Digest, Grant, Scope};
    use uuid::Uuid;

    use super::*;
    use crate::model::Frozen;

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
            restored: None,
            version: Version::FIRST,
        }
    }

    fn frozen() -> Frozen {
        let digest = Digest::new([0; 32]);
        Frozen { at: Timestamp::UNIX_EPOCH, by: editor().id(), digest, domain: None }
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
        assert_eq!(new.restored, None);
        // Of what a restore brought back it is said as long as it may reach somebody twice.
        let brought_back = Issue { restored: Some(now), ..cancelled.clone() };
        let begun = again(&brought_back, made(), false, id, &editor(), now).unwrap();
        let [_, Change::Issue(IssueChange::Draft(new)), ..] = begun.commit.changes() else {
            panic!("{:?}", begun.commit)
        };
        assert_eq!(new.restored, Some(now));
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

    #[test]
    fn a_draft_comes_in_other_languages_and_keeps_no_words_in_those_it_left() {
        let now = Timestamp::UNIX_EPOCH;
        let said = |of: &[Language]| -> Localized<String> {
            of.iter().map(|one| (*one, one.own_name().to_owned())).collect()
        };
        let (en, ko, fr) = (Language::EN, Language::KO, Language::FR);
        let draft = Issue { languages: vec![en, ko], ..issue(Status::Draft) };
        let composition = Composition {
            titles: said(&[en, ko]),
            blocks: vec![Block::Heading { words: said(&[ko]) }],
            ..Composition::default()
        };
        let to = [fr, en, en];
        let other = Fallback::Other(fr);
        let spoken = speak(&draft, Some(composition), &to, other, &editor(), now).unwrap();
        let [
            Change::Issue(IssueChange::Languages { languages, fallback, .. }),
            Change::Issue(IssueChange::Compose { composition, .. }),
        ] = spoken.commit.changes()
        else {
            panic!("{:?}", spoken.commit)
        };
        assert_eq!((languages.as_slice(), *fallback), ([en, fr].as_slice(), other));
        assert_eq!(composition.titles, said(&[en]));
        assert_eq!(composition.blocks, [Block::Heading { words: said(&[]) }]);
        let whole = speak(&draft, None, &[en], Fallback::Other(en), &editor(), now).unwrap();
        let unwritten = IssueChange::Unwrite { issue: draft.id, language: ko };
        assert!(whole.commit.changes().contains(&Change::Issue(unwritten)));
        for (languages, fallback) in [(vec![], Fallback::Block), (vec![en], Fallback::Other(ko))] {
            let refused = speak(&draft, None, &languages, fallback, &editor(), now);
            assert!(matches!(refused, Err(Refusal::Invalid(_))), "{refused:?}");
        }
        let sent = issue(Status::Sent { frozen: frozen(), at: now });
        let refused = speak(&sent, None, &[en], Fallback::Block, &editor(), now);
        assert!(matches!(refused, Err(Refusal::NotAtThatStage(_))), "{refused:?}");
    }
}
