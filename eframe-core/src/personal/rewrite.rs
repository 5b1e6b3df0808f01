//! Finding a person in a text or a JSON value, and taking them out of it.

use serde_json::{Map, Value};

use super::person::is_dense;
use super::{ERASED_ADDRESS, ERASED_NAME, Person};

/// What stands in the place of the hash of an address.
const ERASED_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";
/// How members are called that say who somebody is, without what stands before them.
const WHO: [&str; 4] = ["id", "email", "mail", "address"];

impl Person {
    /// The text without them; nothing where it has nothing of them.
    pub(super) fn out_of_text(&self, text: &str) -> Option<String> {
        if self.is_address(text) {
            return Some(ERASED_ADDRESS.to_owned());
        }
        if self.own_names().any(|name| name == text.trim()) {
            return Some(ERASED_NAME.to_owned());
        }
        let mut out = text.to_owned();
        for address in self.addresses() {
            out = replaced(&out, address, ERASED_ADDRESS);
        }
        for hash in self.hashes() {
            out = replaced(&out, &hash, ERASED_HASH);
        }
        for name in self.sought() {
            out = replaced(&out, name, ERASED_NAME);
        }
        (out != text).then_some(out)
    }

    /// Takes them out of a value, and says whether they were in it. `entries` of lists that are theirs go whole.
    pub(super) fn out_of(&self, value: &mut Value, entries: bool) -> bool {
        match value {
            Value::String(text) => match self.out_of_text(text) {
                Some(out) => {
                    *text = out;
                    true
                }
                None => false,
            },
            Value::Array(list) => {
                let before = list.len();
                if entries {
                    list.retain(|one| !self.is_entry(one));
                }
                let gone = list.len() < before;
                list.iter_mut().fold(gone, |was, one| self.out_of(one, entries) || was)
            }
            Value::Object(members) => {
                let beside = self.out_of_what_stands_beside(members);
                members.values_mut().fold(beside, |was, one| self.out_of(one, entries) || was)
            }
            _ => false,
        }
    }

    /// In an object that names them by id or address, the name and the phone beside it are theirs, whatever they are.
    fn out_of_what_stands_beside(&self, members: &mut Map<String, Value>) -> bool {
        let prefixes: Vec<String> = members
            .iter()
            .filter(|(_, value)| value.as_str().is_some_and(|text| self.is(text)))
            .filter_map(|(key, _)| prefix(key))
            .collect();
        let mut was = false;
        for prefix in prefixes {
            for (what, word) in [("name", ERASED_NAME), ("phone", "")] {
                let key = joined(&prefix, what);
                if let Some(Value::String(text)) = members.get_mut(&key)
                    && text != word
                    && !text.is_empty()
                {
                    word.clone_into(text);
                    was = true;
                }
            }
        }
        was
    }

    /// Whether something in it is of them. Their number alone is nothing of them.
    pub(super) fn is_told_in(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.out_of_text(text).is_some(),
            Value::Array(list) => list.iter().any(|one| self.is_told_in(one)),
            Value::Object(members) => members.values().any(|one| self.is_told_in(one)),
            _ => false,
        }
    }

    /// The innermost parts of a value that tell of them or name their account, for them to read.
    pub(super) fn parts_of(&self, value: &Value, parts: &mut Vec<Value>) {
        let tells = |one: &Value| {
            one.as_str().is_some_and(|text| self.is(text) || self.out_of_text(text).is_some())
        };
        match value {
            Value::Object(members) if members.values().any(tells) => parts.push(value.clone()),
            Value::Object(members) => members.values().for_each(|one| self.parts_of(one, parts)),
            Value::Array(list) if list.iter().any(tells) => {
                parts.extend(list.iter().filter(|one| tells(one)).cloned());
            }
            Value::Array(list) => list.iter().for_each(|one| self.parts_of(one, parts)),
            one if tells(one) => parts.push(one.clone()),
            _ => {}
        }
    }

    /// Whether this is their account's id or an address of theirs.
    pub(super) fn is(&self, text: &str) -> bool {
        self.is_address(text)
            || self.id().is_some_and(|id| text.eq_ignore_ascii_case(&id.to_string()))
    }

    fn is_address(&self, text: &str) -> bool {
        text.contains('@') && self.addresses().contains(&text.trim().to_lowercase())
    }

    /// Whether an entry of a list is theirs: its own members say so, or it is their id or address itself.
    fn is_entry(&self, one: &Value) -> bool {
        let is = |value: &Value| value.as_str().is_some_and(|text| self.is(text));
        match one {
            Value::Object(members) => members.values().any(is),
            Value::Array(list) => list.iter().any(is),
            other => is(other),
        }
    }
}

/// The mail addresses in a value: it is one, or has members that are called so.
pub(super) fn addresses_in(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) if text.contains('@') => found.push(text.to_lowercase()),
        Value::Array(list) => list.iter().for_each(|one| addresses_in(one, found)),
        Value::Object(members) => {
            for (key, value) in members {
                if !value.is_string() || prefix(key).is_some() {
                    addresses_in(value, found);
                }
            }
        }
        _ => {}
    }
}

/// What stands before `id` or `email` in the name of a member: `contact` of `contactEmail`.
fn prefix(key: &str) -> Option<String> {
    WHO.iter().find_map(|who| {
        if key == *who {
            return Some(String::new());
        }
        let before = key.strip_suffix(&capital(who))?;
        Some(before.to_owned())
    })
}

fn joined(prefix: &str, what: &str) -> String {
    if prefix.is_empty() { what.to_owned() } else { [prefix, &capital(what)].concat() }
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    [&first.to_uppercase(), rest].concat()
}

/// The text with a word in the place of each `sought` that stands by itself, whatever letters are small.
fn replaced(text: &str, sought: &str, word: &str) -> String {
    let (low, wanted) = (small(text), small(sought));
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (found, _) in low.match_indices(&wanted) {
        let end = found + wanted.len();
        let joins = |beside: Option<char>, edge: Option<char>| {
            let letter = |c: char| c.is_alphanumeric() && !is_dense(c);
            beside.is_some_and(letter) && edge.is_some_and(letter)
        };
        let before = joins(low[..found].chars().next_back(), wanted.chars().next());
        let after = joins(low[end..].chars().next(), wanted.chars().next_back());
        if before || after {
            continue;
        }
        out.push_str(&text[at..found]);
        out.push_str(word);
        at = end;
    }
    out.push_str(&text[at..]);
    out
}

/// In small letters, each of the length that it had: places in one are places in the other.
fn small(text: &str) -> String {
    let small = |c: char| {
        let mut low = c.to_lowercase();
        let one = low.next().filter(|one| low.next().is_none() && one.len_utf8() == c.len_utf8());
        one.unwrap_or(c)
    };
    text.chars().map(small).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::personal::Asked;

    const ID: &str = "0198c0de-0000-7000-8000-000000000001";

    fn mina() -> Person {
        let mut person = Person::of(&ID.parse::<Asked>().expect("an id"));
        person.add_address("mina@seoul.example");
        person.add_name("Mina Park");
        person.add_name("Alex");
        person
    }

    #[test]
    fn a_person_goes_out_of_a_text_and_nothing_else_does() {
        let mina = mina();
        let out = |text: &str| mina.out_of_text(text);
        assert_eq!(
            out("Ask MINA PARK, mina@seoul.example."),
            Some("Ask a person who was erased, erased@person.invalid.".to_owned())
        );
        assert_eq!(
            out("Mina Parker, adamina@seoul.example, mina@seoul.examples, Alexandria"),
            None
        );
        assert_eq!(out(" Alex "), Some(ERASED_NAME.to_owned()));
        assert_eq!(out("Alex said so"), None, "one word is everybody's within a text");
        assert_eq!(out("İstanbul and Mina Park"), Some(format!("İstanbul and {ERASED_NAME}")));
    }

    #[test]
    fn what_stands_beside_an_id_or_an_address_is_theirs() {
        let mut form = json!({
            "name": "Porto Azul", "contactEmail": "Mina@seoul.example", "contactName": "M. P.",
            "contactPhone": "+82 2 000", "signatoryName": "Mina Park",
            "by": { "id": ID, "name": "mp" }, "other": { "id": "x", "name": "mp" },
        });
        assert!(mina().out_of(&mut form, false));
        let gone = json!({
            "name": "Porto Azul", "contactEmail": ERASED_ADDRESS, "contactName": ERASED_NAME,
            "contactPhone": "", "signatoryName": ERASED_NAME,
            "by": { "id": ID, "name": ERASED_NAME }, "other": { "id": "x", "name": "mp" },
        });
        assert_eq!(form, gone);
        assert!(!mina().out_of(&mut form, false), "once");
        assert!(!mina().is_told_in(&form));
    }

    #[test]
    fn an_entry_of_a_list_goes_whole_where_that_is_wanted() {
        let team = json!([
            { "address": "mina@seoul.example", "sections": [] },
            { "address": "joon@seoul.example", "by": { "id": ID, "name": "Mina Park" } },
        ]);
        let mut kept = team.clone();
        assert!(mina().out_of(&mut kept, true));
        let by = json!({ "id": ID, "name": ERASED_NAME });
        assert_eq!(kept, json!([{ "address": "joon@seoul.example", "by": by }]));
        let mut parts = Vec::new();
        mina().parts_of(&team, &mut parts);
        assert_eq!(parts, [team[0].clone(), team[1]["by"].clone()]);
    }

    proptest::proptest! {
        #[test]
        fn nothing_of_a_person_is_left_in_any_text(before in ".*", after in ".*") {
            let mina = mina();
            for told in ["mina@seoul.example", "Mina Park"] {
                let text = format!("{before} {told} {after}");
                let out = mina.out_of_text(&text).expect("it tells of her");
                proptest::prop_assert!(mina.out_of_text(&out).is_none(), "{}", out);
            }
        }
    }
}
