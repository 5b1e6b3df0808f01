//! Looking for people of whom nothing is known but a keyed hash, in every text that may tell of somebody.

use futures_util::TryStreamExt as _;
use sea_orm::StreamTrait as _;
use serde_json::Value;
use uuid::Uuid;

use super::rewrite::{joined, prefix};
use super::scan;
use super::{Holding, PersonalError};
use crate::ActorId;
use crate::backup::snapshot;

/// What a text tells that somebody may be known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told<'a> {
    /// What may be an address.
    Address(&'a str),
    /// What may be the number of an account, and the name that stands beside it.
    Account(ActorId, Option<&'a str>),
}

impl Holding<'_> {
    /// Tells each address and each number that stands anywhere in the block's texts, one row at a time. They may be told more
    /// than once, an address also with what stands before it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) async fn told(
        &self,
        tell: &mut (dyn FnMut(Told<'_>) + Send),
    ) -> Result<(), PersonalError> {
        let read = snapshot(self.database()).await?;
        for table in scan::tables(&read, self.block(), self.tables()).await? {
            let columns: Vec<_> = table.telling().collect();
            if columns.is_empty() {
                continue;
            }
            let query = table.held.select(&[]);
            let mut rows = read.stream(&query).await?;
            while let Some(row) = rows.try_next().await? {
                let row = table.held.read(&row)?;
                for value in columns.iter().filter_map(|name| row.get(*name)) {
                    each_text(value, tell);
                }
            }
        }
        read.commit().await?;
        Ok(())
    }
}

fn each_text(value: &Value, tell: &mut dyn FnMut(Told<'_>)) {
    match value {
        Value::String(text) => of_text(text, None, tell),
        Value::Array(values) => values.iter().for_each(|value| each_text(value, tell)),
        Value::Object(members) => {
            for (key, value) in members {
                of_text(key, None, tell);
                let Value::String(text) = value else {
                    each_text(value, tell);
                    continue;
                };
                let beside = prefix(key).and_then(|prefix| members.get(&joined(&prefix, "name")));
                of_text(text, beside.and_then(Value::as_str), tell);
            }
        }
        _ => {}
    }
}

fn of_text(text: &str, beside: Option<&str>, tell: &mut dyn FnMut(Told<'_>)) {
    if let Some(id) = account(text) {
        tell(Told::Account(id, beside));
    }
    each_address(text, &mut |address| tell(Told::Address(address)));
}

/// The number that a text is, or that it ends with behind what says of what: `account:0198c0de-...`.
fn account(text: &str) -> Option<ActorId> {
    let last = text.rsplit(':').next().filter(|last| last.len() == 36)?;
    last.parse::<Uuid>().ok().filter(|id| !id.is_nil()).map(ActorId::new)
}

/// What may be an address around each `@`. Signs that an address may have, and that also stand before one in a link or a
/// sentence, are told with it and without it.
fn each_address(text: &str, tell: &mut dyn FnMut(&str)) {
    for (at, _) in text.match_indices('@') {
        let (before, behind) = (&text[..at], &text[at + 1..]);
        let begin = before
            .rfind(|c| !is_local(c))
            .map_or(0, |last| last + before[last..].chars().next().map_or(1, char::len_utf8));
        let end = behind.find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-')));
        let domain = behind[..end.unwrap_or(behind.len())].trim_end_matches(['.', '-']);
        let local = &before[begin..];
        if local.is_empty() || domain.is_empty() {
            continue;
        }
        let begins = local
            .char_indices()
            .filter(|(n, _)| *n == 0 || local[..*n].ends_with(|c: char| !c.is_alphanumeric()));
        for (begin, _) in begins {
            tell(&format!("{}@{domain}", &local[begin..]));
        }
    }
}

/// Whether it may stand before the `@` (RFC 5322, section 3.2.3; RFC 6532).
fn is_local(c: char) -> bool {
    c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        each_address(text, &mut |one| all.push(one.to_owned()));
        all
    }

    #[test]
    fn a_number_is_found_with_the_name_beside_it() {
        let number = "0198c0de-0000-7000-8000-000000000001";
        let id = ActorId::new(number.parse().expect("a number"));
        let told = |value: Value| {
            let mut all = Vec::new();
            each_text(&value, &mut |one| {
                if let Told::Account(id, name) = one {
                    all.push((id, name.map(str::to_owned)));
                }
            });
            all
        };
        let mina = || Some("Mina Park".to_owned());
        let author = serde_json::json!({ "id": number, "name": "Mina Park" });
        let state = serde_json::json!({ "stage": "approved", "approvals": [{ "by": author }] });
        for (value, name) in [
            (serde_json::json!([author]), mina()),
            (state, mina()),
            (serde_json::json!({ "contactId": number, "contactName": "Mina Park" }), mina()),
            (serde_json::json!({ "other": number, "name": "A page" }), None),
            (serde_json::json!(format!("account:{number}")), None),
        ] {
            assert_eq!(told(value.clone()), [(id, name)], "{value}");
        }
        for none in ["", number.trim_end_matches('1'), &Uuid::nil().to_string(), "a:b"] {
            assert!(told(none.into()).is_empty(), "{none}");
        }
    }

    #[test]
    fn an_address_is_found_wherever_it_stands_in_a_text() {
        for text in [
            "mina@seoul.example",
            "Dear <mina@seoul.example>, welcome",
            "Write to mina@seoul.example. Thanks",
            "mailto:mina@seoul.example?subject=x",
            "https://city.example/?to=mina@seoul.example&x",
            "서울'mina@seoul.example'",
            "(mina@seoul.example)",
            "그는mina@seoul.example은",
        ] {
            let all = found(text);
            let is_hers = |one: &String| one == "mina@seoul.example";
            // Letters of a script without spaces may belong to an address, and are not told apart.
            assert!(all.iter().any(is_hers) || text.starts_with('그'), "{text}: {all:?}");
        }
        assert_eq!(found("a.b+c@d.example"), ["a.b+c@d.example", "b+c@d.example", "c@d.example"]);
        for none in ["", "@", "a@", "@b", "no address", "a @ b"] {
            assert_eq!(found(none), [""; 0], "{none}");
        }
    }
}
