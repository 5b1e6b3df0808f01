use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{ActorId, Digest, Timestamp, canonical, sha256};

/// What was done, by its dotted name: `cms.edition.approve`. A block lists its actions beside its permissions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Action(&'static str);

impl Action {
    /// The action of this name.
    pub const fn new(name: &'static str) -> Self {
        Self(name)
    }

    /// Its dotted name.
    pub const fn name(self) -> &'static str {
        self.0
    }
}

/// What something is about: a kind and an id, written `cms.document:0198c0de-...`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Subject(String);

impl Subject {
    /// The thing of this kind and id.
    pub fn of(kind: &str, id: Uuid) -> Self {
        Self(format!("{kind}:{id}"))
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

/// A decision as a rule states it; the commit adds who, when and the id.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditEntry {
    /// What was done.
    pub action: Action,
    /// To what.
    pub subject: Subject,
    /// The facts it rests on. They can be erased later without harm to the log.
    pub facts: Value,
}

/// The leaf of an audit entry: SHA-256 over the RFC 8785 form of `{id, time, actor, action, subject, facts}`,
/// where `facts` is replaced by SHA-256 of `salt` followed by the facts in their own RFC 8785 form.
///
/// The facts and the salt can therefore be erased, and the leaf still proves that this entry stood there.
///
/// # Errors
/// When the facts are no JSON that RFC 8785 knows, such as a number that is not finite.
pub fn leaf(
    entry: &AuditEntry,
    id: Uuid,
    time: Timestamp,
    actor: ActorId,
    salt: &[u8; 32],
) -> Result<Digest, serde_json::Error> {
    let AuditEntry { action, subject, facts } = entry;
    leaf_of((action.name(), subject.as_str(), facts), id, time, actor, salt)
}

/// The leaf of an entry that was written once, from its action, subject and facts.
pub(crate) fn leaf_of(
    (action, subject, facts): (&str, &str, &Value),
    id: Uuid,
    time: Timestamp,
    actor: ActorId,
    salt: &[u8],
) -> Result<Digest, serde_json::Error> {
    let facts = salted(salt, facts)?;
    Ok(sha256(form((action, subject), id, time, actor, facts).as_bytes()))
}

/// What stands for the facts in an entry's form, and stays when they are erased.
pub(crate) fn salted(salt: &[u8], facts: &Value) -> Result<Digest, serde_json::Error> {
    let mut salted = salt.to_vec();
    salted.extend(canonical(facts)?);
    Ok(sha256(&salted))
}

/// The form of an entry that its leaf covers: the RFC 8785 form of its members, with a digest in the place of its facts.
///
/// Written by hand, for it is made anew for each entry of a log that is verified: the members are in their order, and
/// only two of them can hold anything that JSON escapes.
pub(crate) fn form(
    (action, subject): (&str, &str),
    id: Uuid,
    time: Timestamp,
    actor: ActorId,
    facts: Digest,
) -> String {
    let (action, subject) = (Value::from(action), Value::from(subject));
    format!(
        r#"{{"action":{action},"actor":"{actor}","facts":"{facts}","id":"{id}","subject":{subject},"time":"{time}"}}"#
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn entry(facts: Value) -> AuditEntry {
        let subject = Subject::of("cms.document", Uuid::from_u128(2));
        AuditEntry { action: Action::new("cms.edition.approve"), subject, facts }
    }

    #[test]
    fn the_leaf_is_the_one_that_the_form_describes() {
        let (id, actor) = (Uuid::from_u128(1), ActorId::new(Uuid::from_u128(3)));
        let facts = sha256(&[&[7; 32][..], br#"{"edition":4}"#].concat());
        let form = format!(
            r#"{{"action":"cms.edition.approve","actor":"{actor}","facts":"{facts}","id":"{id}","subject":"cms.document:{}","time":"1970-01-01T00:00:00Z"}}"#,
            Uuid::from_u128(2),
        );
        let made =
            leaf(&entry(json!({ "edition": 4 })), id, Timestamp::UNIX_EPOCH, actor, &[7; 32]);
        let made = made.expect("plain facts");
        assert_eq!(made, sha256(form.as_bytes()));
        // The vector of docs/reference/audit.md, computed there by another program.
        assert_eq!(
            made.to_string(),
            "fb5679cc00e9c9f20d923519a54df4ca04806f347d4b1498021e6f5ebff1da95"
        );
    }

    #[test]
    fn the_form_is_the_canonical_one_whatever_its_words_are() {
        for word in
            ["cms.page", "quote \" and \\", "\u{8}\u{c}\n\r\t\u{1}\u{7f}", "다리/é\u{1f600}"]
        {
            let (id, actor) = (Uuid::from_u128(1), ActorId::new(Uuid::from_u128(3)));
            let (time, facts) = (Timestamp::UNIX_EPOCH, sha256(b"facts"));
            let members = json!({
                "id": id, "time": time, "actor": actor, "action": word, "subject": word, "facts": facts,
            });
            let made = form((word, word), id, time, actor, facts);
            assert_eq!(made.as_bytes(), canonical(&members).expect("plain members"));
        }
    }

    #[test]
    fn other_facts_make_another_leaf() {
        let leaf_of = |facts| {
            let actor = ActorId::new(Uuid::from_u128(3));
            leaf(&entry(facts), Uuid::from_u128(1), Timestamp::UNIX_EPOCH, actor, &[0; 32])
                .expect("plain facts")
        };
        assert_ne!(leaf_of(json!({ "yes": 12 })), leaf_of(json!({ "yes": 13 })));
    }
}
