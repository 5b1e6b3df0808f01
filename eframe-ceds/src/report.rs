//! The report of one unit: where it stands by which rule, what is strong, what is missing, and what to do next.
//!
//! A [`Report`] is plain figures and texts in the reader's language, with nothing drawn or formatted: pages, prints and files show the
//! same one.
//!
//! ```
//! # use eframe_ceds::{Data, Format, Instrument, Plan};
//! use eframe_ceds::report::{Report, Target};
//! # let text = r#"
//! # format = 1
//! # id = "example"
//! # edition = "2026"
//! # language = "en"
//! # name = { en = "An example" }
//! # questions = { scale = "levels" }
//! # rules = { ladder = "stage" }
//! # [[node]]
//! # id = "index"
//! # name = { en = "Index" }
//! # [[question]]
//! # id = "strategy"
//! # parent = "index"
//! # name = { en = "Strategy" }
//! # next = { en = "Write one." }
//! # [[question]]
//! # id = "leader"
//! # parent = "index"
//! # name = { en = "Leader" }
//! # [[scale]]
//! # id = "levels"
//! # answer = [{ id = "no", score = 0, name = { en = "No" } }, { id = "yes", score = 100, name = { en = "Yes" } }]
//! # [[ladder]]
//! # id = "stage"
//! # rung = [{ id = "low", name = { en = "Low" } }, { id = "high", from = 60, name = { en = "High" } }]
//! # "#;
//! # let instrument = Instrument::read("example.toml", text, Format::Toml)?;
//! let mut data = Data::builder(&instrument);
//! let row = data.unit("Aville")?;
//! data.text(row, "strategy", "no")?;
//! data.text(row, "leader", "yes")?;
//! let data = data.build()?;
//! let plan = Plan::new(&instrument);
//! let scores = plan.score(&data)?;
//!
//! let report = Report::new(&scores, "index", row, Target::NextStage, &["en"]).unwrap();
//! let index = &report.nodes[0];
//! assert_eq!((index.score, index.target, index.gap), (Some(50.0), Some(60.0), Some(10.0)));
//! let gaps = report.gaps();
//! assert_eq!((gaps[0].label.text.as_str(), gaps[0].room), ("Strategy", Some(50.0)));
//! assert_eq!(gaps[0].next.as_ref().unwrap().text, "Write one.");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod node;
mod words;

use serde::Serialize;

pub use answer::{AnswerLine, Said, State};
pub use node::{Needs, NodeLine, Standing, Step};

use crate::Scores;
use crate::chart::Label;
use words::Words;

/// What the report of a unit says.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// The code of the unit.
    pub unit: String,
    /// The node that it is about.
    pub of: String,
    /// That node and every one below it, each before what is below it, in the document's order.
    pub nodes: Vec<NodeLine>,
    /// Every question and indicator below, in the document's order by node.
    pub answers: Vec<AnswerLine>,
    /// What of the score does not come from single answers: rounding, and nodes that are not sums.
    pub rest: f64,
    /// Whether the unit takes no part for want of data.
    pub screened_out: bool,
}

/// What a unit is to reach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// For each node, the beginning of the next stage of its ladder; on the highest, nothing more.
    NextStage,
    /// The same score for every node.
    Score(f64),
}

impl Report {
    /// The report on a node for the unit in a row, in the first of these languages that each text has, else in the document's. None
    /// where there is no such node or row.
    pub fn new(
        scores: &Scores<'_>,
        of: &str,
        row: usize,
        target: Target,
        languages: &[&str],
    ) -> Option<Self> {
        let unit = scores.prepared.data.units.get(row)?.clone();
        let words = Words::new(&scores.plan.document, languages);
        let nodes = node::lines(scores, of, row, target, &words)?;
        let (answers, rest) = answer::lines(scores, of, row, &words);
        let screened_out = scores.is_screened_out(row);
        Some(Self { unit, of: of.to_owned(), nodes, answers, rest, screened_out })
    }

    /// The line of a node.
    pub fn node(&self, id: &str) -> Option<&NodeLine> {
        self.nodes.iter().find(|node| node.id == id)
    }

    /// The nodes that questions or indicators stand right below: dimensions, groups of systems.
    pub fn dimensions(&self) -> impl Iterator<Item = &NodeLine> {
        self.nodes.iter().filter(|node| node.has_answers)
    }

    /// What is right below a node, in the document's order.
    pub fn answers_of<'a>(&'a self, node: &'a str) -> impl Iterator<Item = &'a AnswerLine> {
        self.answers.iter().filter(move |answer| answer.node == node)
    }

    /// What has three quarters or more of what it could have, what brings most first.
    pub fn strengths(&self) -> Vec<&AnswerLine> {
        let strong = |answer: &&AnswerLine| match (answer.score, answer.best) {
            (Some(score), Some(best)) => best > 0.0 && score >= 0.75 * best,
            _ => false,
        };
        sorted(self.answers.iter().filter(strong), |answer| answer.points)
    }

    /// What would raise the score most if it were at its best, the most first.
    pub fn gaps(&self) -> Vec<&AnswerLine> {
        let open = |answer: &&AnswerLine| answer.room.is_some_and(|room| room > 0.0);
        sorted(self.answers.iter().filter(open), |answer| answer.room)
    }

    /// What is due and has no answer, or not all of its parts, in the document's order.
    pub fn missing(&self) -> Vec<&AnswerLine> {
        self.answers.iter().filter(|answer| answer.is_missing()).collect()
    }
}

/// The greatest first; equals stay in the document's order.
fn sorted<'a>(
    lines: impl Iterator<Item = &'a AnswerLine>,
    by: impl Fn(&AnswerLine) -> Option<f64>,
) -> Vec<&'a AnswerLine> {
    let mut lines: Vec<_> = lines.collect();
    lines.sort_by(|one, other| by(other).unwrap_or(0.0).total_cmp(&by(one).unwrap_or(0.0)));
    lines
}

/// Whether there is anything in a text.
fn said(label: Label) -> Option<Label> {
    (!label.text.is_empty()).then_some(label)
}
