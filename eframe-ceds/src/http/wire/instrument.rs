use eframe_core::block::utoipa;
use serde::Serialize;
use utoipa::ToSchema;

use super::{AnswerWire, ProgressWire};
use crate::document::{AnswerText, Localized, Scale};
use crate::http::evidence::{CommentWire, EvidenceWire};
use crate::model::Edition;
use crate::{AskedQuestion, Section};

/// An edition of an instrument.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsInstrument)]
pub(in crate::http) struct InstrumentWire {
    /// SHA-256 of the document's bytes.
    sha256: String,
    /// The instrument's id.
    instrument: String,
    edition: String,
    /// The language that all its texts are in.
    language: String,
    /// Its name, by language.
    #[schema(value_type = BTreeMap<String, String>)]
    name: Localized,
    /// How many questions it asks.
    questions: usize,
    /// How many indicators it takes.
    indicators: usize,
    /// The ids of the facts that it asks of a city.
    facts: Vec<String>,
    /// The ids of its sections.
    sections: Vec<String>,
}

impl From<&Edition> for InstrumentWire {
    fn from(edition: &Edition) -> Self {
        let document = edition.document();
        Self {
            sha256: edition.sha256().to_string(),
            instrument: document.id.to_string(),
            edition: document.edition.clone(),
            language: document.language.clone(),
            name: document.name.clone(),
            questions: document.questions.len(),
            indicators: document.indicators.len(),
            facts: document.facts.iter().map(|fact| fact.id.to_string()).collect(),
            sections: edition.sections().map(|node| node.id.to_string()).collect(),
        }
    }
}

/// A section with its questions and what the city says to them.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsSection)]
pub(in crate::http) struct SectionWire {
    #[serde(flatten)]
    progress: ProgressWire,
    /// In the document's order.
    questions: Vec<QuestionWire>,
}

/// A question; texts by language.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsQuestion)]
pub(in crate::http) struct QuestionWire {
    id: String,
    #[schema(value_type = BTreeMap<String, String>)]
    name: Localized,
    /// The question in full.
    #[schema(value_type = BTreeMap<String, String>)]
    ask: Localized,
    /// Why it is asked, what its words mean.
    #[schema(value_type = BTreeMap<String, String>)]
    help: Localized,
    /// What evidence to look for.
    #[schema(value_type = BTreeMap<String, String>)]
    evidence_to_seek: Localized,
    /// choice, parts or number: how it is answered.
    kind: String,
    /// The answers to choose from, the least first.
    choices: Vec<ChoiceWire>,
    /// The parts that are answered, in their order.
    parts: Vec<PartWire>,
    /// Whether it applies to the city, as far as that is known.
    applies: bool,
    answer: AnswerWire,
    evidence: Vec<EvidenceWire>,
    comments: Vec<CommentWire>,
}

/// An answer to choose.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsChoice)]
pub(in crate::http) struct ChoiceWire {
    id: String,
    #[schema(value_type = BTreeMap<String, String>)]
    name: Localized,
    /// What a city looks like that answers so.
    #[schema(value_type = BTreeMap<String, String>)]
    text: Localized,
    /// What to do next from here.
    #[schema(value_type = BTreeMap<String, String>)]
    next: Localized,
}

/// A part of a question.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CedsPart)]
pub(in crate::http) struct PartWire {
    id: String,
    #[schema(value_type = BTreeMap<String, String>)]
    name: Localized,
    #[schema(value_type = BTreeMap<String, String>)]
    ask: Localized,
    /// Whether an answer that scores nothing settles the later parts.
    gate: bool,
    choices: Vec<ChoiceWire>,
}

impl From<Section> for SectionWire {
    fn from(section: Section) -> Self {
        let edition = section.edition;
        let questions = section.questions.into_iter().map(|asked| question(&edition, asked));
        Self {
            questions: questions.collect(),
            progress: ProgressWire::of(section.progress, &edition),
        }
    }
}

fn question(edition: &Edition, asked: AskedQuestion) -> QuestionWire {
    let document = edition.document();
    let found = edition.question(&asked.question);
    let indicator = document.indicators.iter().find(|one| one.id.as_str() == asked.question);
    let name = found.map(|one| &one.name).or(indicator.map(|one| &one.name));
    let parts = found.map(|one| edition.parts(one)).unwrap_or_default();
    let parts: Vec<_> = parts
        .into_iter()
        .map(|part| PartWire {
            id: part.id.to_string(),
            name: part.name.clone(),
            ask: part.ask.clone(),
            gate: part.gate,
            choices: document
                .scale(&part.scale)
                .map(|scale| choices(Some(scale), &[]))
                .unwrap_or_default(),
        })
        .collect();
    let choices = match found {
        Some(one) if parts.is_empty() => choices(document.scale_of(one), &one.answers),
        _ => Vec::new(),
    };
    let kind = match found {
        None => "number",
        Some(_) if parts.is_empty() => "choice",
        Some(_) => "parts",
    };
    let text = |text: Option<&Localized>| text.cloned().unwrap_or_default();
    QuestionWire {
        name: text(name),
        ask: text(found.map(|one| &one.ask)),
        help: text(found.map(|one| &one.help)),
        evidence_to_seek: text(found.map(|one| &one.evidence)),
        kind: kind.to_owned(),
        choices,
        parts,
        applies: asked.applies,
        answer: asked
            .answer
            .map_or_else(|| AnswerWire::none(asked.question.clone()), AnswerWire::from),
        evidence: asked.evidence.iter().map(EvidenceWire::from).collect(),
        comments: asked.comments.iter().map(CommentWire::from).collect(),
        id: asked.question,
    }
}

/// The answers of a scale, with what they mean in one question; without a scale, the question's own.
fn choices(scale: Option<&Scale>, own: &[AnswerText]) -> Vec<ChoiceWire> {
    let either = |own: &Localized, other: &Localized| {
        if own.is_empty() { other.clone() } else { own.clone() }
    };
    let Some(scale) = scale else {
        let own = own.iter().map(|own| ChoiceWire {
            id: own.id.to_string(),
            name: own.name.clone(),
            text: own.text.clone(),
            next: own.next.clone(),
        });
        return own.collect();
    };
    let nothing = Localized::default();
    let answers = scale.answers.iter().map(|answer| {
        let own = own.iter().find(|own| own.id == answer.id);
        ChoiceWire {
            id: answer.id.to_string(),
            name: either(own.map_or(&nothing, |own| &own.name), &answer.name),
            text: either(own.map_or(&nothing, |own| &own.text), &answer.text),
            next: own.map(|own| own.next.clone()).unwrap_or_default(),
        }
    });
    answers.collect()
}
