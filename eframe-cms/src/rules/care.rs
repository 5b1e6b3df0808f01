use eframe_core::{Actor, ActorId, Commit, Decision, Guard, Timestamp, Version};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::change::{self, Change, REMINDERS};
use crate::Refusal;
use crate::event::ReviewsDue;
use crate::model::{Care, Document, DocumentId, Missing, Rulebook};
use crate::permission::{APPROVE, EDIT, ENTRUSTED, PUBLISH};

/// Says who answers for a document, and by when it is to be looked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entrust {
    /// Who and when.
    pub care: Care,
    /// The version of the document that the writer saw.
    pub expected: Version,
}

/// What holds for a document after a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entrusted {
    /// The document.
    pub document: DocumentId,
    /// Who answers for it, and until when.
    pub care: Care,
    /// Its version.
    pub version: Version,
}

/// When somebody was last reminded of what is to be looked through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// Whom.
    pub person: ActorId,
    /// When; never, before the first.
    pub at: Option<Timestamp>,
    /// Its version; 0 before the first.
    pub version: Version,
}

/// Says who answers for a document, and by when it is to be looked through.
///
/// Who is reminded, and when, is a matter of whoever writes. The office stands on the page at once, without an edition that
/// anybody would approve: to say another takes somebody who [may name it](may_name_office).
///
/// # Errors
/// When the actor may not write, or not say another office; the office is too long; or somebody changed the document since.
pub fn entrust(
    document: &Document,
    command: &Entrust,
    book: &Rulebook,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Entrusted>, Refusal> {
    actor.require(EDIT)?;
    if command.expected != document.version {
        return Err(Refusal::StaleDocument(document.version));
    }
    let care = command.care.clone().checked()?;
    if care.office != document.care.office {
        may_name_office(document, book, actor)?;
    }
    let version = document.version.next();
    let facts = json!({ "office": care.office, "person": care.person.as_ref().map(|person| person.id), "reviewBy": care.review_by });
    let commit = Commit::by(actor, now)
        .guard(change::hold(document))
        .change(Change::Care { document: document.id, care: care.clone() })
        .audit(ENTRUSTED, change::subject(document.id), facts)
        .touch(change::page_tag(document.id));
    Ok(Decision::new(commit, Entrusted { document: document.id, care, version }))
}

/// Lets only those say which office answers for a document whose own approval counts for the texts that it stands on, and who
/// may publish: for what is live of it, and for what is in the making as long as nothing is.
///
/// # Errors
/// When they may not publish or approve, wrote any of those texts where somebody else is asked for, or are not of an office
/// that a rule asks for.
pub fn may_name_office(document: &Document, book: &Rulebook, actor: &Actor) -> Result<(), Refusal> {
    actor.require(PUBLISH)?;
    actor.require(APPROVE)?;
    let (live, newest) = (document.published(), document.newest());
    let texts = if live.is_empty() { newest } else { live };
    for (language, edition) in texts.iter() {
        let rule = book.rule(document.kind, &document.address, language);
        if rule.four_eyes && edition.is_by(actor) {
            return Err(Refusal::OwnWork);
        }
        let is_asked = rule.of.is_empty() || rule.of.iter().any(|one| actor.holds_office(one));
        if !is_asked {
            return Err(Refusal::NotAsked(Missing { more: 1, of: rule.of.clone() }));
        }
    }
    Ok(())
}

/// How long nobody is reminded again.
const WEEK: jiff::SignedDuration = jiff::SignedDuration::from_hours(7 * 24);

/// Reminds somebody of what they are to look through, at most once a week; nothing, when it is too early. A clock
/// that went back reminds nobody twice, one that was ahead once at most.
pub fn remind(reminder: &Reminder, actor: &Actor, now: Timestamp) -> Option<Commit<Change>> {
    let early = reminder.at.is_some_and(|last| now.duration_since(last) < WEEK);
    let ahead = reminder.at.is_some_and(|last| last.duration_since(now) > WEEK);
    if early && !ahead {
        return None;
    }
    let (person, first) = (reminder.person, reminder.version == Version::new(0));
    let commit = Commit::by(actor, now)
        .change(Change::Remind { person, first })
        .send(&ReviewsDue { person });
    Some(match first {
        true => commit,
        false => commit.guard(Guard::write(REMINDERS, person.uuid(), reminder.version)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Rule, State};
    use crate::rules::samples::{approver, document, editor, in_review};

    /// A page that is live, written by this person.
    fn live(author: &Actor) -> Document {
        let mut edition = in_review(author);
        edition.state = State::Live { since: Timestamp::UNIX_EPOCH, approvals: Vec::new() };
        let mut page = document(edition.clone());
        let strand = page.strands.get_mut(&edition.language).expect("a strand");
        (strand.draft, strand.live) = (None, Some(edition));
        page
    }

    #[test]
    fn an_office_is_said_by_somebody_whose_approval_counts_there() {
        let says = |page: &Document, book: &Rulebook, actor: &Actor, office: &str| {
            let care = Care { office: office.to_owned(), ..page.care.clone() };
            let command = Entrust { care, expected: page.version };
            entrust(page, &command, book, actor, Timestamp::UNIX_EPOCH).map(|_| ())
        };
        let (usual, page) = (Rulebook::default(), live(&editor()));
        let refused = says(&page, &usual, &editor(), "Resign now!");
        assert!(matches!(refused, Err(Refusal::Denied(_))), "{refused:?}");
        assert_eq!(says(&page, &usual, &editor(), " "), Ok(()), "no other office");
        assert_eq!(says(&page, &usual, &approver(), "Harbour office"), Ok(()));
        let own = live(&approver());
        assert_eq!(says(&own, &usual, &approver(), "Harbour office"), Err(Refusal::OwnWork));
        let draft = document(in_review(&approver()));
        assert_eq!(says(&draft, &usual, &approver(), "Harbour office"), Err(Refusal::OwnWork));

        let book = |rule| Rulebook::new(vec![rule]).expect("a rulebook");
        let by_author = book(Rule { four_eyes: false, ..Rule::default() });
        assert_eq!(says(&own, &by_author, &approver(), "Harbour office"), Ok(()));
        let legal = book(Rule { of: vec!["legal".to_owned()], ..Rule::default() });
        let refused = says(&page, &legal, &approver(), "Harbour office");
        let missing = Missing { more: 1, of: vec!["legal".to_owned()] };
        assert_eq!(refused, Err(Refusal::NotAsked(missing)));
        let of_legal = approver().in_roles(["legal"]);
        assert_eq!(says(&page, &legal, &of_legal, "Harbour office"), Ok(()));
    }

    #[test]
    fn bad_input_66_nobody_is_reminded_twice_a_week_whatever_the_clock_does() {
        let at = |day: i64| Timestamp::from_second(day * 86_400).expect("an instant");
        let reminded = |last: Option<i64>, today| {
            let person = ActorId::new(uuid::Uuid::nil());
            let last = Reminder { person, at: last.map(at), version: Version::FIRST };
            remind(&last, &Actor::system("cms"), at(today)).is_some()
        };
        assert!(reminded(None, 100) && reminded(Some(93), 100));
        assert!(!reminded(Some(94), 100) && !reminded(Some(101), 100), "an hour or a day back");
        assert!(reminded(Some(400), 100), "a clock that had run ahead does not silence it");
    }
}
