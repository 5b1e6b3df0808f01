//! A question as it is asked, and as it was answered.

use std::collections::BTreeMap;

use eframe_core::Version;
use eframe_core::form::Posted;
use serde::Serialize;

use super::super::Sheet;
use super::super::fields::{Marks, number};
use crate::chart::Label;
use crate::document::{Document, Id, Indicator, Question, Scale};
use crate::model::{Answer, Given};
use crate::rules::Save;
use crate::words::Words;

/// What is asked.
pub(super) enum Item<'a> {
    Question(&'a Question),
    Indicator(&'a Indicator),
}

impl Item<'_> {
    pub(super) fn id(&self) -> &str {
        match self {
            Self::Question(question) => question.id.as_str(),
            Self::Indicator(indicator) => indicator.id.as_str(),
        }
    }

    /// Whether nothing is left to be answered.
    pub(super) fn is_whole(&self, sheet: &Sheet) -> bool {
        let id = self.id();
        let applies = sheet.applying.get(id).copied().unwrap_or(true);
        let given = sheet.answers.get(id).map(|answer| &answer.given);
        !applies || given.is_some_and(|given| sheet.edition.is_whole(id, given))
    }
}

/// Everything that is asked in a section.
pub(super) fn items<'a>(sheet: &'a Sheet, section: &str) -> Vec<Item<'a>> {
    let document = sheet.edition.document();
    let questions = document.questions.iter().filter(|one| one.parent.as_str() == section);
    let indicators = document.indicators.iter().filter(|one| one.parent.as_str() == section);
    indicators.map(Item::Indicator).chain(questions.map(Item::Question)).collect()
}

/// An answer as it stands in the form: saved, or typed and not saved yet.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    pub(super) given: Given,
    pub(super) note: String,
    pub(super) links: String,
    pub(super) version: i64,
}

impl Shown {
    fn saved(answer: &Answer) -> Self {
        Self {
            given: answer.given.clone(),
            note: answer.note.clone(),
            links: answer.links.join("\n"),
            version: answer.version.get(),
        }
    }

    /// As it was posted; none where the form did not ask it.
    pub(super) fn posted(item: &Item<'_>, posted: &Posted, marks: Marks) -> Option<Self> {
        let id = item.id();
        if !posted.has(&format!("v:{id}")) {
            return None;
        }
        let given = match item {
            Item::Indicator(_) => match number(posted.one(&format!("a:{id}")), marks) {
                typed if typed.is_empty() => Given::Unanswered,
                number => Given::Number { number },
            },
            Item::Question(_) => given(id, posted),
        };
        Some(Self {
            given,
            note: posted.one(&format!("n:{id}")).to_owned(),
            links: posted.one(&format!("l:{id}")).to_owned(),
            version: posted.one(&format!("v:{id}")).parse().unwrap_or_default(),
        })
    }

    /// The command that saves it.
    pub(super) fn save(&self, question: &str) -> Save {
        let links = self.links.lines().map(str::trim).filter(|link| !link.is_empty());
        Save {
            question: question.to_owned(),
            expected: Version::new(self.version),
            given: self.given.clone(),
            note: self.note.clone(),
            links: links.map(str::to_owned).collect(),
        }
    }
}

/// What was chosen: a state in any part is that of the whole question.
fn given(id: &str, posted: &Posted) -> Given {
    let state = |value: &str| match value {
        Document::NOT_APPLICABLE => Some(Given::NotApplicable),
        Document::NOT_RELEVANT => Some(Given::NotRelevant),
        _ => None,
    };
    let whole = posted.one(&format!("a:{id}"));
    if !whole.is_empty() {
        return state(whole).unwrap_or_else(|| Given::Choice { choice: whole.to_owned() });
    }
    let start = format!("a:{id}/");
    let parts = posted.iter().filter_map(|(name, value)| Some((name.strip_prefix(&start)?, value)));
    let parts: BTreeMap<String, String> = parts
        .filter(|(_, value)| !value.is_empty())
        .map(|(part, value)| (part.to_owned(), value.to_owned()))
        .collect();
    match parts.values().find_map(|value| state(value)) {
        Some(given) => given,
        None if parts.is_empty() => Given::Unanswered,
        None => Given::Parts { parts },
    }
}

/// A question with its answer, as the form shows it.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct AskedView {
    pub(super) id: String,
    number: usize,
    pub(super) label: Label,
    ask: Option<Label>,
    help: Option<Label>,
    evidence: Option<Label>,
    applies: bool,
    /// One for each part; a single one where there are no parts; none of an indicator.
    parts: Vec<PartView>,
    /// What was typed, of an indicator.
    typed: String,
    unit: Option<Label>,
    version: i64,
    note: String,
    links: String,
    whole: bool,
    by: String,
    /// How many files and remarks there are.
    more: usize,
    href: String,
    /// What is wrong.
    pub(super) fault: String,
    /// What somebody else answered meanwhile.
    their_answer: String,
    their_note: String,
    their_name: String,
}

/// A group of answers to choose from.
#[derive(Clone, Debug, Default, Serialize)]
struct PartView {
    name: String,
    label: Option<Label>,
    ask: Option<Label>,
    /// Whether an earlier part may settle it.
    later: bool,
    options: Vec<OptionView>,
}

/// An answer to choose.
#[derive(Clone, Debug, Default, Serialize)]
struct OptionView {
    value: String,
    label: Label,
    text: Option<Label>,
    checked: bool,
    /// Whether it settles the later parts.
    settles: bool,
}

impl AskedView {
    /// The field that links of the error summary lead to.
    pub(super) fn field(&self) -> String {
        self.parts.first().map_or_else(|| format!("a:{}", self.id), |part| part.name.clone())
    }

    /// Adds what somebody else answered.
    pub(super) fn theirs(&mut self, words: &Words, answer: &Answer) {
        let name_of = |part: &PartView, value: &str| {
            let found = part.options.iter().find(|option| option.value == value);
            found.map_or_else(|| value.to_owned(), |option| option.label.text.clone())
        };
        self.their_answer = match &answer.given {
            Given::Unanswered => words.say("ceds.state.unanswered"),
            Given::NotApplicable => words.say("ceds.state.not-applicable"),
            Given::NotRelevant => words.say("ceds.state.not-relevant"),
            Given::Number { number } => words.typed(number),
            Given::Choice { choice } => {
                self.parts.first().map_or_else(|| choice.clone(), |part| name_of(part, choice))
            }
            Given::Parts { parts } => {
                let said = self.parts.iter().filter_map(|part| {
                    let id = part.name.rsplit('/').next()?;
                    Some(name_of(part, parts.get(id)?))
                });
                said.collect::<Vec<_>>().join(" · ")
            }
        };
        self.their_note.clone_from(&answer.note);
        self.their_name.clone_from(&answer.by.name);
    }

    /// For samples of templates: a question of one answer, one of parts, an indicator, and one that does not apply.
    pub(crate) fn samples() -> Vec<Self> {
        let single = Self {
            id: "gov.strategy".to_owned(),
            number: 6,
            label: "Written strategy".into(),
            ask: Some("Is there a strategy?".into()),
            help: Some("A strategy says what comes first.".into()),
            evidence: Some("The document itself.".into()),
            applies: true,
            parts: vec![PartView {
                name: "a:gov.strategy".to_owned(),
                options: vec![OptionView::sample("1", false), OptionView::sample("2", true)],
                ..PartView::default()
            }],
            version: 3,
            note: "See the decision".to_owned(),
            links: "https://city.example/strategy".to_owned(),
            whole: true,
            by: "Ana Lima".to_owned(),
            more: 2,
            href: "/account/ceds/assessments/1/questions/gov.strategy".to_owned(),
            their_answer: "Level 3".to_owned(),
            their_note: "As decided".to_owned(),
            their_name: "Rui Costa".to_owned(),
            ..Self::default()
        };
        let parts = Self {
            id: "infra.forms".to_owned(),
            ask: None,
            parts: vec![
                PartView::sample("a:infra.forms/exists", false),
                PartView::sample("a:infra.forms/used", true),
            ],
            note: String::new(),
            links: String::new(),
            whole: false,
            by: String::new(),
            more: 0,
            fault: "Choose one of the answers".to_owned(),
            their_name: String::new(),
            ..single.clone()
        };
        let indicator = Self {
            id: "lines".to_owned(),
            parts: Vec::new(),
            typed: "12.5".to_owned(),
            unit: Some("per 100 people".into()),
            ..parts.clone()
        };
        let other = Self { id: "admin.port".to_owned(), applies: false, ..parts.clone() };
        vec![single, parts, indicator, other]
    }
}

impl PartView {
    /// For samples of templates.
    fn sample(name: &str, later: bool) -> Self {
        let none = OptionView { settles: true, text: None, ..OptionView::sample("no", !later) };
        Self {
            name: name.to_owned(),
            label: Some("Exists".into()),
            ask: Some("Is there one?".into()),
            later,
            options: vec![none, OptionView::sample("", later)],
        }
    }
}

impl OptionView {
    /// For samples of templates.
    fn sample(value: &str, checked: bool) -> Self {
        Self {
            value: value.to_owned(),
            label: "Level 2".into(),
            text: Some(Label::foreign("A draft exists.", "en")),
            checked,
            settles: false,
        }
    }
}

/// The questions of a page.
pub(super) fn views(
    words: &Words,
    sheet: &Sheet,
    some: &[(usize, &Item<'_>)],
    shown: &BTreeMap<String, Shown>,
    href: &dyn Fn(&str) -> String,
    more: &dyn Fn(&str) -> usize,
) -> Vec<AskedView> {
    let document = sheet.edition.document();
    let view = |(place, item): &(usize, &Item<'_>)| {
        let id = item.id();
        let saved = sheet.answers.get(id);
        let own = shown.get(id).cloned().or_else(|| saved.map(Shown::saved)).unwrap_or_default();
        let mut view = AskedView {
            id: id.to_owned(),
            number: place + 1,
            applies: sheet.applying.get(id).copied().unwrap_or(true)
                || own.given == Given::NotApplicable,
            version: own.version,
            note: own.note.clone(),
            links: own.links.clone(),
            whole: item.is_whole(sheet),
            by: saved.map(|answer| answer.by.name.clone()).unwrap_or_default(),
            more: more(id),
            href: href(id),
            ..AskedView::default()
        };
        match item {
            Item::Indicator(indicator) => {
                view.label = words.name(document, &indicator.name, id);
                view.ask = words.told(document, &indicator.ask);
                view.help = words.told(document, &indicator.text);
                view.evidence = words.told(document, &indicator.evidence);
                view.unit = words.told(document, &indicator.unit);
                if let Given::Number { number } = &own.given {
                    view.typed.clone_from(number);
                }
            }
            Item::Question(question) => {
                view.label = words.name(document, &question.name, id);
                view.ask = words.told(document, &question.ask);
                view.help = words.told(document, &question.help);
                view.evidence = words.told(document, &question.evidence);
                view.parts = parts(words, document, question, &own.given);
            }
        }
        view
    };
    some.iter().map(view).collect()
}

fn parts(words: &Words, document: &Document, question: &Question, given: &Given) -> Vec<PartView> {
    let scale = document.scale_of(question);
    let parts = scale.map(|scale| &scale.parts[..]).unwrap_or_default();
    if parts.is_empty() {
        let chosen = match given {
            Given::Choice { choice } => choice.as_str(),
            other => state_value(other),
        };
        let mut options = options(words, document, Some(question), scale, false);
        options.extend(states(words));
        return vec![chosen_in(
            PartView { name: format!("a:{}", question.id), options, ..PartView::default() },
            chosen,
        )];
    }
    let of_part = |(place, part): (usize, &crate::document::Part)| {
        let chosen = match given {
            Given::Parts { parts } => {
                parts.get(part.id.as_str()).map(String::as_str).unwrap_or_default()
            }
            other if place == 0 => state_value(other),
            _ => "",
        };
        let mut options = options(words, document, None, document.scale(&part.scale), part.gate);
        if place == 0 {
            options.extend(states(words));
        } else {
            options.push(open(words));
        }
        chosen_in(
            PartView {
                name: format!("a:{}/{}", question.id, part.id),
                label: Some(words.name(document, &part.name, part.id.as_str())),
                ask: words.told(document, &part.ask),
                later: place > 0 && parts[..place].iter().any(|before| before.gate),
                options,
            },
            chosen,
        )
    };
    parts.iter().enumerate().map(of_part).collect()
}

fn chosen_in(mut part: PartView, chosen: &str) -> PartView {
    for option in &mut part.options {
        option.checked = option.value == chosen;
    }
    part
}

fn state_value(given: &Given) -> &'static str {
    match given {
        Given::NotApplicable => Document::NOT_APPLICABLE,
        Given::NotRelevant => Document::NOT_RELEVANT,
        _ => "",
    }
}

/// The answers of a scale as a question describes them, or of the question's own.
fn options(
    words: &Words,
    document: &Document,
    question: Option<&Question>,
    scale: Option<&Scale>,
    gate: bool,
) -> Vec<OptionView> {
    let own = question.map(|question| &question.answers[..]).unwrap_or_default();
    let described = |id: &Id| own.iter().find(|one| one.id == *id);
    match scale {
        Some(scale) => scale
            .answers
            .iter()
            .map(|answer| {
                let name = described(&answer.id).and_then(|own| words.told(document, &own.name));
                let text = described(&answer.id).and_then(|own| words.told(document, &own.text));
                OptionView {
                    value: answer.id.to_string(),
                    label: name
                        .unwrap_or_else(|| words.name(document, &answer.name, answer.id.as_str())),
                    text: text.or_else(|| words.told(document, &answer.text)),
                    checked: false,
                    settles: gate && answer.score.get() == 0.0,
                }
            })
            .collect(),
        None => own
            .iter()
            .map(|answer| OptionView {
                value: answer.id.to_string(),
                label: words.name(document, &answer.name, answer.id.as_str()),
                text: words.told(document, &answer.text),
                ..OptionView::default()
            })
            .collect(),
    }
}

/// What can be said in place of an answer.
fn states(words: &Words) -> Vec<OptionView> {
    let state = |value: &str, key: &str, hint: &str| OptionView {
        value: value.to_owned(),
        label: words.say(key).into(),
        text: Some(words.say(hint).into()),
        settles: true,
        ..OptionView::default()
    };
    vec![
        state(Document::NOT_RELEVANT, "ceds.state.not-relevant", "ceds.state-hint.not-relevant"),
        state(
            Document::NOT_APPLICABLE,
            "ceds.state.not-applicable",
            "ceds.state-hint.not-applicable",
        ),
        open(words),
    ]
}

/// Nothing yet.
fn open(words: &Words) -> OptionView {
    OptionView { label: words.say("ceds.state.open").into(), ..OptionView::default() }
}
