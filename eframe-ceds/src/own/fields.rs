//! What is known of a city, as fields of a form.

use std::collections::BTreeSet;

use eframe_core::form::{Choice, Field, Fields, Posted};

use crate::document::{Condition, Document, Fact, FactKind};
use crate::model::Facts;
use crate::words::Words;

/// The field of a fact: `facts.ID`, as its faults are called.
fn name(fact: &Fact) -> String {
    format!("facts.{}", fact.id)
}

/// A field for each fact of the instrument.
pub(super) fn fields(words: &Words, document: &Document) -> Vec<Field> {
    document.facts.iter().map(|fact| field(words, document, fact)).collect()
}

fn field(words: &Words, document: &Document, fact: &Fact) -> Field {
    let label = words.name(document, &fact.name, fact.id.as_str()).text;
    let unit = words.pick(document, &fact.unit).text;
    let options =
        if fact.kind == FactKind::Word { options(words, document, fact) } else { Vec::new() };
    let field = if options.is_empty() {
        Field::text(&name(fact), label)
    } else {
        Field::select(&name(fact), label, options)
    };
    field.hint(unit).optional()
}

/// The words that a fact can be: those that groups of peers and conditions know. Where a condition knows only `yes`, there
/// is a `no` too.
fn options(words: &Words, document: &Document, fact: &Fact) -> Vec<Choice> {
    let mut options: Vec<Choice> = Vec::new();
    let groups = document.peers.iter().filter(|peers| peers.fact == fact.id);
    for group in groups.flat_map(|peers| &peers.groups) {
        let name = words.name(document, &group.name, group.id.as_str()).text;
        options.extend(group.is.iter().map(|word| Choice::new(word.as_str(), name.as_str())));
    }
    if !options.is_empty() {
        return options;
    }
    let mut known = BTreeSet::new();
    let conditions = document.questions.iter().filter_map(|question| question.when.as_ref());
    conditions.for_each(|condition| collect(condition, fact, &mut known));
    if known.iter().all(|word| word == "yes" || word == "no") && !known.is_empty() {
        return vec![
            Choice::new("yes", words.say("ceds.facts.yes")),
            Choice::new("no", words.say("ceds.facts.no")),
        ];
    }
    Vec::new()
}

fn collect(condition: &Condition, of: &Fact, known: &mut BTreeSet<String>) {
    let Ok(value) = serde_json::to_value(condition) else { return };
    gather(&value, of.id.as_str(), known);
}

fn gather(value: &serde_json::Value, fact: &str, known: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(members) => {
            if members.get("fact").and_then(|id| id.as_str()) == Some(fact) {
                let words = members.get("is").and_then(|words| words.as_array());
                let words = words.into_iter().flatten().filter_map(|word| word.as_str());
                known.extend(words.map(str::to_owned));
            }
            members.values().for_each(|inner| gather(inner, fact, known));
        }
        serde_json::Value::Array(items) => {
            items.iter().for_each(|inner| gather(inner, fact, known))
        }
        _ => {}
    }
}

/// What stands in the fields.
pub(super) fn shown(form: Fields, facts: &Facts) -> Fields {
    facts.iter().fold(form, |form, (id, text)| form.with(&format!("facts.{id}"), text.as_str()))
}

/// The facts that were posted.
pub(super) fn read(document: &Document, posted: &Posted) -> Facts {
    let all = document.facts.iter().map(|fact| {
        let typed = posted.one(&name(fact)).trim();
        let plain = if fact.kind == FactKind::Number { number(typed) } else { typed.to_owned() };
        (fact.id.to_string(), plain)
    });
    all.filter(|(_, text)| !text.is_empty()).collect()
}

/// A number as people type it: `300,000`, `300 000`, `٣٠٠٠٠٠`. What groups digits by three is left out.
pub(super) fn number(typed: &str) -> String {
    let plain: String = typed
        .chars()
        .filter(|one| !one.is_whitespace() && !matches!(one, '\'' | '’' | '\u{66c}'))
        .map(|one| match u32::from(one) {
            code @ 0x660..=0x669 => char::from(b'0' + (code - 0x660) as u8),
            code @ 0x6f0..=0x6f9 => char::from(b'0' + (code - 0x6f0) as u8),
            0x66b => '.',
            _ => one,
        })
        .collect();
    let grouped = |by: char| {
        let mut parts = plain.split(by);
        let first = parts.next().unwrap_or_default();
        (1..=3).contains(&first.len())
            && parts.clone().count() > 0
            && parts.all(|part| part.len() == 3)
    };
    if grouped(',') {
        plain.replace(',', "")
    } else if plain.matches('.').count() > 1 && grouped('.') {
        plain.replace('.', "")
    } else {
        plain
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn bad_input_75_numbers_are_understood_as_people_write_them() {
        for typed in ["300000", "300,000", "300 000", "300\u{a0}000", "٣٠٠٠٠٠", "۳۰۰٬۰۰۰"]
        {
            assert_eq!(number(typed), "300000", "{typed}");
        }
        assert_eq!(number("1.234.567"), "1234567");
        for typed in ["12.5", "12,5", "1,23", "many", "-4", "1e400"] {
            assert_eq!(number(typed), typed);
        }
    }
}
