use axum::extract::State;
use axum::response::Response;
use eframe_core::block::axum;
use eframe_core::frame::Link;
use eframe_core::http::{Asked, Path, Problem};
use eframe_core::template::Template;
use http::HeaderMap;
use serde::Serialize;

use super::public::Reader;
use crate::Ceds;
use crate::chart::Label;
use crate::document::{Document, Question, Scale};
use crate::model::Edition;

/// The questions of a section, to be read and printed.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct InstrumentPage {
    instrument: Label,
    edition: String,
    section: Label,
    text: Option<Label>,
    questions: Vec<QuestionView>,
    /// What every question of the section is asked in, where that is the same for all; described once.
    parts: Vec<PartView>,
    previous: Option<Link>,
    next: Option<Link>,
    back: String,
}

/// A question with its levels.
#[derive(Clone, Debug, Default, Serialize)]
struct QuestionView {
    id: String,
    number: usize,
    label: Label,
    ask: Option<Label>,
    help: Option<Label>,
    evidence: Option<Label>,
    next: Option<Label>,
    levels: Vec<LevelView>,
    /// Whether it is asked only of some cities.
    conditional: bool,
}

/// A part of a question.
#[derive(Clone, Debug, Default, Serialize)]
struct PartView {
    label: Label,
    ask: Option<Label>,
    levels: Vec<LevelView>,
}

/// An answer with what it means.
#[derive(Clone, Debug, Default, Serialize)]
struct LevelView {
    label: Label,
    text: Option<Label>,
    next: Option<Label>,
}

/// Shows them.
pub(super) async fn show(
    State(ceds): State<Ceds>,
    Asked(language): Asked,
    Path((instrument, edition, section)): Path<(String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let reader = Reader::of(&ceds, language);
    let found = ceds.instruments().await?.into_iter().find(|one| {
        let document = one.document();
        document.id.as_str() == instrument && document.edition == edition
    });
    let found = found.ok_or_else(Problem::not_found)?;
    let node = found.section(&section).ok_or_else(Problem::not_found)?;
    let document = found.document();
    let label = reader.words.name(document, &node.name, &section).text;
    let name = reader.words.name(document, &document.name, &instrument).text;
    let title = format!("{label}: {name}");
    let path = format!("/{instrument}/{edition}/{section}");
    let render =
        || async { reader.rendered(&path, &title, &page(&reader, &found, &section)).await };
    ceds.cache().get_or_render(&headers, &reader.key(&path), render).await
}

fn page(reader: &Reader, edition: &Edition, section: &str) -> InstrumentPage {
    let document = edition.document();
    let words = &reader.words;
    let sections: Vec<&str> = edition.sections().map(|node| node.id.as_str()).collect();
    let place = sections.iter().position(|one| *one == section).unwrap_or_default();
    let link = |id: &&str| {
        let path = format!("/{}/{}/{id}", document.id, document.edition);
        Link::new(words.node(document, id).text, reader.url(&path), "")
    };
    let questions = || document.questions.iter().filter(|one| one.parent.as_str() == section);
    let scale = questions().find_map(|question| document.scale_of(question));
    let node = edition.section(section);
    InstrumentPage {
        instrument: words.name(document, &document.name, document.id.as_str()),
        edition: document.edition.clone(),
        section: words.node(document, section),
        text: node.and_then(|node| words.told(document, &node.text)),
        questions: questions()
            .enumerate()
            .map(|(place, question)| question_view(reader, document, place + 1, question))
            .collect(),
        parts: scale.map(|scale| parts(reader, document, scale)).unwrap_or_default(),
        previous: place.checked_sub(1).and_then(|before| sections.get(before)).map(link),
        next: sections.get(place + 1).map(link),
        back: reader.url("/"),
    }
}

fn parts(reader: &Reader, document: &Document, scale: &Scale) -> Vec<PartView> {
    let words = &reader.words;
    let part = |part: &crate::document::Part| PartView {
        label: words.name(document, &part.name, part.id.as_str()),
        ask: words.told(document, &part.ask),
        levels: document
            .scale(&part.scale)
            .map(|scale| levels(reader, document, scale))
            .unwrap_or_default(),
    };
    scale.parts.iter().map(part).collect()
}

fn levels(reader: &Reader, document: &Document, scale: &Scale) -> Vec<LevelView> {
    let level = |answer: &crate::document::Answer| LevelView {
        label: reader.words.name(document, &answer.name, answer.id.as_str()),
        text: reader.words.told(document, &answer.text),
        next: None,
    };
    scale.answers.iter().map(level).collect()
}

fn question_view(
    reader: &Reader,
    document: &Document,
    number: usize,
    question: &Question,
) -> QuestionView {
    let words = &reader.words;
    let scale = document.scale_of(question);
    let level = |own: &crate::document::AnswerText| {
        let general = scale.and_then(|scale| scale.answers.iter().find(|one| one.id == own.id));
        let label = words.told(document, &own.name).or_else(|| {
            general.map(|general| words.name(document, &general.name, own.id.as_str()))
        });
        LevelView {
            label: label.unwrap_or_else(|| own.id.as_str().into()),
            text: words.told(document, &own.text),
            next: words.told(document, &own.next),
        }
    };
    QuestionView {
        id: question.id.to_string(),
        number,
        label: words.name(document, &question.name, question.id.as_str()),
        ask: words.told(document, &question.ask),
        help: words.told(document, &question.help),
        evidence: words.told(document, &question.evidence),
        next: words.told(document, &question.next),
        levels: question.answers.iter().map(level).collect(),
        conditional: question.when.is_some(),
    }
}

impl Template for InstrumentPage {
    const NAME: &'static str = "ceds/instrument.html";

    fn samples() -> Vec<Self> {
        let level = LevelView {
            label: "Level 1".into(),
            text: Some(Label::foreign("There is no text.", "en")),
            next: Some("Ask three departments.".into()),
        };
        let question = QuestionView {
            id: "gov.strategy".to_owned(),
            number: 1,
            label: Label::foreign("Written strategy", "en"),
            ask: Some("Is there a strategy?".into()),
            help: Some("A list is none.".into()),
            evidence: Some("The document.".into()),
            next: Some("Write one.".into()),
            levels: vec![level.clone(), LevelView { next: None, ..level.clone() }],
            conditional: true,
        };
        let bare = QuestionView { number: 2, label: "Port".into(), ..QuestionView::default() };
        let full = Self {
            instrument: "CeDS".into(),
            edition: "2026".to_owned(),
            section: "Governance Mechanism".into(),
            text: Some("Who decides.".into()),
            questions: vec![question, bare],
            parts: vec![PartView {
                label: "Exists".into(),
                ask: Some("Is there one?".into()),
                levels: vec![level],
            }],
            previous: Some(Link::new("Policy", "/en/ceds/ceds/2026/policy", "")),
            next: Some(Link::new("Network", "/en/ceds/ceds/2026/network", "")),
            back: "/en/ceds/".to_owned(),
        };
        let bare =
            Self { text: None, parts: Vec::new(), previous: None, next: None, ..full.clone() };
        vec![full, bare]
    }
}
