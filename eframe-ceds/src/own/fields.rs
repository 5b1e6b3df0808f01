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

/// A field for each fact of the instrument. What stands there already can be kept, also where it is none of the words that
/// can be chosen now.
pub(super) fn fields(words: &Words, document: &Document, known: &Facts) -> Vec<Field> {
    document.facts.iter().map(|fact| field(words, document, fact, known)).collect()
}

fn field(words: &Words, document: &Document, fact: &Fact, known: &Facts) -> Field {
    let label = words.name(document, &fact.name, fact.id.as_str()).text;
    let unit = words.pick(document, &fact.unit).text;
    let mut options =
        if fact.kind == FactKind::Word { options(words, document, fact) } else { Vec::new() };
    let stands = known.get(fact.id.as_str()).filter(|_| !options.is_empty());
    if let Some(word) = stands.filter(|word| !options.iter().any(|one| one.value == **word)) {
        options.push(Choice::new(word.as_str(), word.as_str()));
    }
    let field = if options.is_empty() {
        Field::text(&name(fact), label)
    } else {
        Field::select(&name(fact), label, options)
    };
    field.hint(unit).optional()
}

/// The words that a fact can be: those that the document names; else those that groups of peers and conditions know. Where a
/// condition knows only `yes`, there is a `no` too.
fn options(words: &Words, document: &Document, fact: &Fact) -> Vec<Choice> {
    let named = fact.values.iter().map(|value| value.id.as_str());
    let mut options: Vec<Choice> =
        named.map(|word| Choice::new(word, words.word(document, fact, word).text)).collect();
    if !options.is_empty() {
        return options;
    }
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
pub(super) fn read(words: &Words, document: &Document, posted: &Posted) -> Facts {
    let marks = Marks::of(words);
    let all = document.facts.iter().map(|fact| {
        let typed = posted.one(&name(fact)).trim();
        let plain =
            if fact.kind == FactKind::Number { number(typed, marks) } else { typed.to_owned() };
        (fact.id.to_string(), plain)
    });
    all.filter(|(_, text)| !text.is_empty()).collect()
}

/// How a language writes numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    /// Whether decimals stand behind a comma.
    comma: bool,
    /// Whether points group digits by three.
    points: bool,
}

impl Marks {
    /// Those of the reader's language.
    pub(super) fn of(words: &Words) -> Self {
        let formats = words.presentation.formats(words.language);
        Self {
            comma: formats.decimal(0.5, 1).contains(','),
            points: formats.number(1_234_567).contains('.'),
        }
    }
}

/// A number as people type it: `300,000`, `300 000`, `12,5` where decimals stand behind a comma, `٣٠٠٠٠٠`. What groups digits by
/// three is left out; what can be read in two ways as a number is read as groups of three, for nobody writes three
/// decimals of a budget.
pub(super) fn number(typed: &str, marks: Marks) -> String {
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
    let points = marks.points || plain.matches('.').count() > 1;
    let whole = joined(&plain, ',').or_else(|| joined(&plain, '.').filter(|_| points));
    if let Some(whole) = whole {
        return whole;
    }
    let (point, group) = if marks.comma { (',', '.') } else { ('.', ',') };
    match plain.rsplit_once(point) {
        Some((whole, rest)) if whole.contains(group) => {
            joined(whole, group).map_or(plain.clone(), |whole| format!("{whole}.{rest}"))
        }
        Some((whole, rest)) if !whole.contains(point) => format!("{whole}.{rest}"),
        _ => plain,
    }
}

/// Digits that are grouped by three, without what groups them.
fn joined(text: &str, by: char) -> Option<String> {
    let (first, rest) = text.split_once(by)?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let begins = (1..=3).contains(&first.len()) && digits(first) && !first.starts_with('0');
    let grouped = begins && rest.split(by).all(|part| part.len() == 3 && digits(part));
    grouped.then(|| text.replace(by, ""))
}

#[cfg(test)]
mod tests {
    use eframe_core::{Language, Presentation};

    use super::{Marks, fields, number};
    use crate::Format;
    use crate::model::{Edition, Facts};
    use crate::words::Words;

    const ENGLISH: Marks = Marks { comma: false, points: false };
    const FRENCH: Marks = Marks { comma: true, points: false };
    const SPANISH: Marks = Marks { comma: true, points: true };

    #[test]
    fn bad_input_75_numbers_are_understood_as_people_write_them() {
        for typed in ["300000", "300,000", "300 000", "300\u{a0}000", "٣٠٠٠٠٠", "۳۰۰٬۰۰۰"]
        {
            for marks in [ENGLISH, FRENCH, SPANISH] {
                assert_eq!(number(typed, marks), "300000", "{typed}");
            }
        }
        assert_eq!(number("1.234.567", ENGLISH), "1234567");
        assert_eq!(number("1,234.5", ENGLISH), "1234.5");
        for typed in ["12.5", "12,5", "1,23", "many", "-4", "1e400", "0.125", "1.2.3", "1,2,3"] {
            assert_eq!(number(typed, ENGLISH), typed);
        }
    }

    #[test]
    fn what_was_written_before_there_was_a_list_can_still_be_read() {
        let presentation = Presentation::builder().bundle(crate::bundle()).build();
        let presentation = presentation.expect("the block's templates compile");
        let words = Words { presentation, language: Language::EN };
        let text = include_str!("../../instruments/ceds-2026.toml");
        let edition = Edition::read("ceds-2026.toml", text, Format::Toml).expect("it is one");
        let known = Facts::from([("region".to_owned(), "The sunny south".to_owned())]);
        let region = |known: &Facts| {
            let fields = fields(&words, edition.document(), known);
            let mut written = fields.iter().map(|one| serde_json::to_string(one).expect("text"));
            written.find(|one| one.contains("facts.region")).expect("it is asked")
        };
        assert!(region(&known).contains("The sunny south") && region(&known).contains("Oceania"));
        assert!(!region(&Facts::new()).contains("The sunny south"));
    }

    #[test]
    fn decimals_stand_behind_the_mark_of_the_language() {
        assert_eq!(number("12,5", FRENCH), "12.5");
        assert_eq!(number("12.5", FRENCH), "12.5");
        assert_eq!(number("0,125", FRENCH), "0.125");
        assert_eq!(number("1 234,5", FRENCH), "1234.5");
        assert_eq!(number("1.250", SPANISH), "1250");
        assert_eq!(number("1.250,75", SPANISH), "1250.75");
        assert_eq!(number("1.250", FRENCH), "1.250");
        assert_eq!(number("١٢٫٥", ENGLISH), "12.5");
        assert_eq!(number("1,2,3", FRENCH), "1,2,3");
    }
}
