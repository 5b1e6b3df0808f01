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
        if self.own_names().any(|name| name == text.trim()) {
            return Some(ERASED_NAME.to_owned());
        }
        self.out_of_words(text)
    }

    /// The same of a text that may be a code word of the program: a name of one word is not taken for theirs.
    fn out_of_words(&self, text: &str) -> Option<String> {
        if self.is_address(text) {
            return Some(ERASED_ADDRESS.to_owned());
        }
        let mut out = text.to_owned();
        for address in self.addresses() {
            out = replaced(&out, address, ERASED_ADDRESS, joins_address);
        }
        for hash in self.hashes() {
            out = replaced(&out, &hash, ERASED_HASH, joins_word);
        }
        for name in self.sought() {
            out = replaced(&out, name, ERASED_NAME, joins_name);
        }
        (out != text).then_some(out)
    }

    /// What becomes of a text below a member of this name, where it is below one.
    fn out_of_member(&self, key: Option<&str>, text: &str) -> Option<String> {
        match key {
            Some(key) if key != "name" && !key.ends_with("Name") => self.out_of_words(text),
            _ => self.out_of_text(text),
        }
    }

    /// Takes them out of a value, and says whether they were in it. `entries` of lists that are theirs go whole.
    pub(super) fn out_of(&self, value: &mut Value, entries: bool) -> bool {
        self.out_of_below(None, value, entries)
    }

    fn out_of_below(&self, key: Option<&str>, value: &mut Value, entries: bool) -> bool {
        match value {
            Value::String(text) => match self.out_of_member(key, text) {
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
                list.iter_mut().fold(gone, |was, one| self.out_of_below(key, one, entries) || was)
            }
            Value::Object(members) => {
                let beside = self.out_of_what_stands_beside(members);
                let below = |was, (key, one): (&String, &mut Value)| {
                    self.out_of_below(Some(key), one, entries) || was
                };
                members.iter_mut().fold(beside, below)
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
        self.is_told_below(None, value)
    }

    fn is_told_below(&self, key: Option<&str>, value: &Value) -> bool {
        match value {
            Value::String(text) => self.out_of_member(key, text).is_some(),
            Value::Array(list) => list.iter().any(|one| self.is_told_below(key, one)),
            Value::Object(members) => {
                members.iter().any(|(key, one)| self.is_told_below(Some(key), one))
            }
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
pub(super) fn prefix(key: &str) -> Option<String> {
    WHO.iter().find_map(|who| {
        if key == *who {
            return Some(String::new());
        }
        let before = key.strip_suffix(&capital(who))?;
        Some(before.to_owned())
    })
}

/// What stands beside it under that name: `contactName` of `contact`.
pub(super) fn joined(prefix: &str, what: &str) -> String {
    if prefix.is_empty() { what.to_owned() } else { [prefix, &capital(what)].concat() }
}

fn capital(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    [&first.to_uppercase(), rest].concat()
}

/// Whether something that was found goes on before or after: what stands before it, it, and what stands after it.
type Joins = fn(&str, &str, &str) -> bool;

/// A letter or digit of a script that separates words.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_dense(c)
}

fn joins_word(before: &str, found: &str, after: &str) -> bool {
    let joins = |beside: Option<char>, edge: Option<char>| {
        beside.is_some_and(is_letter) && edge.is_some_and(is_letter)
    };
    joins(before.chars().next_back(), found.chars().next())
        || joins(after.chars().next(), found.chars().next_back())
}

/// As of a word; and in a script without spaces a name begins where nothing of that script stands before it. What stands after
/// it may be a particle.
fn joins_name(before: &str, found: &str, after: &str) -> bool {
    let dense = |c: Option<char>| c.is_some_and(is_dense);
    joins_word(before, found, after)
        || (dense(before.chars().next_back()) && dense(found.chars().next()))
}

/// An address goes on with whatever may stand in its local part or in its domain: those are other people's.
fn joins_address(before: &str, _: &str, after: &str) -> bool {
    let local = |c: char| is_letter(c) || "._+-~!#$%*^{|}".contains(c);
    let mut rest = after.chars();
    let domain = match rest.next() {
        Some('.') => rest.next().is_some_and(char::is_alphanumeric),
        Some(c) => c == '-' || is_letter(c),
        None => false,
    };
    // Other marks that a local part may have, such as a quote, rather belong to the text around.
    before.chars().next_back().is_some_and(local) || domain
}

/// The text with a word in the place of each `sought` that stands by itself, whatever letters are small.
fn replaced(text: &str, sought: &str, word: &str, joins: Joins) -> String {
    let (low, wanted) = (small(text), small(sought));
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for (found, _) in low.match_indices(&wanted) {
        let end = found + wanted.len();
        if joins(&low[..found], &wanted, &low[end..]) {
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
        for other in [
            "j.mina@seoul.example",
            "x-mina@seoul.example",
            "mina+x-mina@seoul.example",
            "mina@seoul.example.org",
            "mina@seoul.example-city.org",
        ] {
            assert_eq!(out(other), None, "{other} is another's");
        }
        assert_eq!(out("<mina@seoul.example>"), Some(format!("<{ERASED_ADDRESS}>")));
        assert_eq!(out(" Alex "), Some(ERASED_NAME.to_owned()));
        assert_eq!(out("Alex said so"), None, "one word is everybody's within a text");
        assert_eq!(out("İstanbul and Mina Park"), Some(format!("İstanbul and {ERASED_NAME}")));
    }

    #[test]
    fn a_name_in_a_script_without_spaces_is_not_found_within_another() {
        let mut mina = mina();
        mina.add_name("박민아");
        mina.add_name("김민");
        let out = |text: &str| mina.out_of_text(text);
        assert_eq!(out("박민아는"), Some(format!("{ERASED_NAME}는")));
        assert_eq!(out("김민수"), None);
        assert_eq!(out("남박민아"), None);
        assert_eq!(out("김민"), Some(ERASED_NAME.to_owned()));
    }

    #[test]
    fn a_name_that_is_a_code_word_destroys_none() {
        let mut mina = mina();
        mina.add_name("submitted");
        let mut state = json!({ "stage": "submitted", "by": { "name": "submitted" } });
        assert!(mina.out_of(&mut state, false));
        assert_eq!(state, json!({ "stage": "submitted", "by": { "name": ERASED_NAME } }));
        assert!(!mina.is_told_in(&state));
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
