use eframe_core::{Actor, ActorId, Commit, Decision, Guard, Timestamp, Version};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::change::{self, Change, REMINDERS};
use crate::Refusal;
use crate::event::ReviewsDue;
use crate::model::{Care, Document, DocumentId};
use crate::permission::{EDIT, ENTRUSTED};

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
/// # Errors
/// When the actor may not write, the office is too long, or somebody changed the document since.
pub fn entrust(
    document: &Document,
    command: &Entrust,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Entrusted>, Refusal> {
    actor.require(EDIT)?;
    if command.expected != document.version {
        return Err(Refusal::StaleDocument(document.version));
    }
    let care = command.care.clone().checked()?;
    let version = document.version.next();
    let facts = json!({ "office": care.office, "person": care.person.as_ref().map(|person| person.id), "reviewBy": care.review_by });
    let commit = Commit::by(actor, now)
        .guard(change::hold(document))
        .change(Change::Care { document: document.id, care: care.clone() })
        .audit(ENTRUSTED, change::subject(document.id), facts)
        .touch(change::page_tag(document.id));
    Ok(Decision::new(commit, Entrusted { document: document.id, care, version }))
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
