use std::collections::BTreeMap;
use std::sync::Arc;

use eframe_core::{Digest, FieldErrors, sha256};
use serde::{Deserialize, Serialize};

use super::{Facts, Figure, Given, Inputs};
use crate::cell::is_left_out;
use crate::data::{Data, DataError};
use crate::document::{Document, Id, Node, Question};
use crate::layout::Column;
use crate::plan::{Plan, Slot};
use crate::{DocumentError, Format, Instrument, RunError, Scores};

/// One edition of an instrument, ready to be answered and reckoned with: the document as it was written, and what was
/// made of it. It is named by the hash of its bytes, so that what was answered and what is reckoned are the same for ever.
#[derive(Clone, Debug)]
pub struct Edition {
    sha256: Digest,
    text: Arc<str>,
    format: Format,
    instrument: Instrument,
    plan: Plan,
}

/// How far a section is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SectionProgress {
    /// The id of its node.
    pub section: String,
    /// How many questions apply to the city.
    pub due: u32,
    /// To how many of them there is a whole answer.
    pub answered: u32,
    /// To how many there is a part of one.
    pub begun: u32,
}

/// A question with what the city says to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked<'a> {
    /// The question.
    pub question: &'a Question,
    /// The parts it is answered in; none where it has one answer.
    pub parts: Vec<&'a crate::document::Part>,
    /// Whether it applies to the city, as far as that is known.
    pub applies: bool,
}

/// The only unit of an assessment's data.
pub(crate) const CITY: &str = "city";

impl Edition {
    /// The edition that a document says, whose file name stands in errors.
    ///
    /// # Errors
    /// As [`Instrument::read`].
    pub fn read(file: &str, text: &str, format: Format) -> Result<Self, DocumentError> {
        let instrument = Instrument::read(file, text, format)?;
        let plan = Plan::new(&instrument);
        Ok(Self { sha256: sha256(text.as_bytes()), text: text.into(), format, instrument, plan })
    }

    /// SHA-256 of the document's bytes.
    pub const fn sha256(&self) -> Digest {
        self.sha256
    }

    /// The document as it was written.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How it was written.
    pub const fn format(&self) -> Format {
        self.format
    }

    /// What it says.
    pub fn document(&self) -> &Document {
        self.instrument.document()
    }

    /// The checked document.
    pub const fn instrument(&self) -> &Instrument {
        &self.instrument
    }

    /// What scores are reckoned with.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The node that everything adds up to: the first by which units are ranked, else the first without a parent.
    pub fn top(&self) -> String {
        let document = self.document();
        let first = document.ranking.of.first().map(ToString::to_string);
        let root = || document.nodes.iter().find(|node| node.parent.is_none());
        first.or_else(|| root().map(|node| node.id.to_string())).unwrap_or_default()
    }

    /// The sections that a team shares out: the nodes that have questions or indicators right below them, in the
    /// document's order.
    pub fn sections(&self) -> impl Iterator<Item = &Node> {
        let document = self.document();
        document.nodes.iter().filter(|node| {
            document.questions.iter().any(|question| question.parent == node.id)
                || document.indicators.iter().any(|indicator| indicator.parent == node.id)
        })
    }

    /// The section of this id.
    pub fn section(&self, id: &str) -> Option<&Node> {
        self.sections().find(|node| node.id.as_str() == id)
    }

    /// The question of this id.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.document().questions.iter().find(|question| question.id.as_str() == id)
    }

    /// The section that a question or indicator belongs to.
    pub fn section_of(&self, question: &str) -> Option<&Id> {
        let document = self.document();
        let of_question = self.question(question).map(|question| &question.parent);
        of_question.or_else(|| {
            let found = document.indicators.iter().find(|one| one.id.as_str() == question);
            found.map(|indicator| &indicator.parent)
        })
    }

    /// Refuses an answer that the question does not take.
    ///
    /// # Errors
    /// With the field `question` for one that is not asked, `given` for an answer that is not among its own.
    pub fn takes(&self, question: &str, given: &Given) -> Result<(), FieldErrors> {
        if self.section_of(question).is_none() {
            return Err(FieldErrors::one("question", "ceds.field.question.unknown"));
        }
        let fits = |column: String, text: &str| {
            if self.fits(&column, text) { Ok(()) } else { Err(()) }
        };
        let wrong = |()| FieldErrors::one("given", "ceds.field.given.unknown");
        self.fill(question, given, fits).map_err(wrong)
    }

    /// Whether a text may stand in a column of answers or measurements. It says what the builder of data says, without
    /// building any: one answer is saved at a time.
    fn fits(&self, column: &str, text: &str) -> bool {
        let layout = &self.plan.layout;
        match layout.columns.get(column) {
            Some(Column::Answer(place)) => {
                let states =
                    ["", Document::NOT_APPLICABLE, Document::NOT_RELEVANT, Document::UNANSWERED];
                let answers = &layout.answers[*place].answers;
                states.contains(&text) || answers.iter().any(|(id, _)| id.as_str() == text)
            }
            Some(Column::Indicator(place)) => text.parse::<f64>().is_ok_and(|value| {
                let within = layout.indicators[*place].within;
                value.is_finite()
                    && within.is_none_or(|within| {
                        (within.low.get()..=within.high.get()).contains(&value)
                    })
            }),
            Some(Column::Fact(_)) | None => false,
        }
    }

    /// Refuses facts that the instrument does not take.
    ///
    /// # Errors
    /// With `facts.ID` for each that is wrong.
    pub fn takes_facts(&self, facts: &Facts) -> Result<(), FieldErrors> {
        let mut errors = FieldErrors::new();
        let known = |id: &str| self.document().facts.iter().any(|fact| fact.id.as_str() == id);
        for (id, text) in facts {
            let right = known(id)
                && text.len() <= 200
                && self.unit().is_ok_and(|mut unit| unit.text(0, id, text).is_ok())
                && text.trim().parse::<f64>().map_or(true, |number| number >= 0.0);
            errors.check(right, format!("facts.{id}"), "ceds.field.facts.wrong");
        }
        errors.finish(())
    }

    fn unit(&self) -> Result<crate::DataBuilder, DataError> {
        let mut builder = Data::builder(&self.instrument);
        builder.unit(CITY)?;
        Ok(builder)
    }

    /// Hands the columns of an answer over, with what stands in them.
    fn fill<E>(
        &self,
        question: &str,
        given: &Given,
        mut set: impl FnMut(String, &str) -> Result<(), E>,
    ) -> Result<(), E> {
        let parts = self.question(question).map(|asked| self.parts(asked)).unwrap_or_default();
        let state = match given {
            Given::Unanswered => return Ok(()),
            Given::NotApplicable => Document::NOT_APPLICABLE,
            Given::NotRelevant => Document::NOT_RELEVANT,
            Given::Choice { choice } => return set(question.to_owned(), choice),
            Given::Number { number } => return set(question.to_owned(), number),
            Given::Parts { parts } => {
                let mut each = parts.iter();
                return each.try_for_each(|(part, text)| set(format!("{question}/{part}"), text));
            }
        };
        if parts.is_empty() {
            return set(question.to_owned(), state);
        }
        parts.iter().try_for_each(|part| set(format!("{question}/{}", part.id), state))
    }

    /// The parts that a question is answered in; none where it has one answer.
    pub fn parts(&self, question: &Question) -> Vec<&crate::document::Part> {
        let scale = self.document().scale_of(question);
        scale.map(|scale| scale.parts.iter().collect()).unwrap_or_default()
    }

    /// The data of one city: what its scores are reckoned from.
    ///
    /// # Errors
    /// When something was kept that the instrument does not take, which saving rules out.
    pub fn data(&self, inputs: &Inputs) -> Result<Data, DataError> {
        let mut builder = self.unit()?;
        for (fact, text) in &inputs.facts {
            builder.text(0, fact, text)?;
        }
        for (question, given) in &inputs.answers {
            self.fill(question, given, |column, text| builder.text(0, &column, text))?;
        }
        builder.build()
    }

    /// The score of every part of the instrument that has one.
    ///
    /// # Errors
    /// [`RunError`] for what cannot be reckoned.
    pub fn figures(&self, data: &Data) -> Result<BTreeMap<String, Figure>, RunError> {
        let scores = self.plan.score_on(1, data)?;
        Ok(self.figures_of(&scores))
    }

    pub(crate) fn figures_of(&self, scores: &Scores<'_>) -> BTreeMap<String, Figure> {
        let found = self
            .plan
            .slots
            .keys()
            .filter_map(|id| Some((id.clone(), Figure::new(scores.value(id, 0)?)?)));
        found.collect()
    }

    /// The group of a city in each grouping, by the data of that city alone.
    pub fn groups(&self, data: &Data) -> BTreeMap<String, String> {
        let found = self.document().peers.iter().filter_map(|peers| {
            let place = peers.groups_of(data).first().copied().flatten()?;
            let group = match peers.groups.get(place as usize) {
                Some(group) => group.id.to_string(),
                None => match data.get(0, peers.fact.as_str())? {
                    crate::Entry::Word(word) => word.to_owned(),
                    crate::Entry::Number(number) => number.to_string(),
                },
            };
            Some((peers.id.to_string(), group))
        });
        found.collect()
    }

    /// Whether each question and indicator applies to the city, by the data of that city alone.
    pub fn applying(&self, data: &Data) -> BTreeMap<String, bool> {
        let Ok(scores) = self.plan.score_on(1, data) else { return BTreeMap::new() };
        let leaf = |(id, slot): (&String, &Slot)| match slot {
            Slot::Leaf(leaf) => {
                let cell = scores.prepared.bases[*leaf].cells.first()?;
                Some((id.clone(), !is_left_out(*cell)))
            }
            Slot::Node(_) => None,
        };
        self.plan.slots.iter().filter_map(leaf).collect()
    }

    /// The questions of a section, with whether they apply.
    pub fn asked(&self, section: &str, applying: &BTreeMap<String, bool>) -> Vec<Asked<'_>> {
        let questions = self.document().questions.iter();
        let asked = questions.filter(|question| question.parent.as_str() == section);
        let asked = asked.map(|question| Asked {
            question,
            parts: self.parts(question),
            applies: applying.get(question.id.as_str()).copied().unwrap_or(true),
        });
        asked.collect()
    }

    /// How far each section is.
    pub fn progress(
        &self,
        answers: &BTreeMap<String, Given>,
        applying: &BTreeMap<String, bool>,
    ) -> Vec<SectionProgress> {
        let document = self.document();
        let leaves = || {
            let questions = document.questions.iter().map(|one| (&one.id, &one.parent));
            questions.chain(document.indicators.iter().map(|one| (&one.id, &one.parent)))
        };
        let nothing = Given::Unanswered;
        let of = |section: &Node| {
            let mut progress =
                SectionProgress { section: section.id.to_string(), due: 0, answered: 0, begun: 0 };
            for (id, _) in leaves().filter(|(_, parent)| **parent == section.id) {
                let given = answers.get(id.as_str()).unwrap_or(&nothing);
                // What somebody said does not apply was answered, and is none of those that do.
                if !applying.get(id.as_str()).copied().unwrap_or(true) {
                    continue;
                }
                progress.due += 1;
                progress.answered += u32::from(self.is_whole(id.as_str(), given));
                progress.begun +=
                    u32::from(!given.is_unanswered() && !self.is_whole(id.as_str(), given));
            }
            progress
        };
        self.sections().map(of).collect()
    }

    /// Whether an answer leaves nothing open: of a question with parts, each is answered, or settled by one before it.
    pub fn is_whole(&self, question: &str, given: &Given) -> bool {
        let Given::Parts { parts: given } = given else { return !given.is_unanswered() };
        let Some(asked) = self.question(question) else { return false };
        for part in self.parts(asked) {
            let Some(answer) = given
                .get(part.id.as_str())
                .filter(|text| !text.is_empty() && text.as_str() != Document::UNANSWERED)
            else {
                return false;
            };
            if part.gate && self.is_nought(question, part.id.as_str(), answer) {
                return true;
            }
        }
        true
    }

    fn is_nought(&self, question: &str, part: &str, answer: &str) -> bool {
        let layout = &self.plan.layout;
        let Some(Column::Answer(place)) = layout.columns.get(&format!("{question}/{part}")) else {
            return false;
        };
        let answers = &layout.answers[*place].answers;
        answers.iter().any(|(id, score)| id.as_str() == answer && *score == 0.0)
            || answer == Document::NOT_RELEVANT
    }
}
