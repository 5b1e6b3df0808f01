//! The charts of a report, with their words.

use crate::chart::{
    Axis, Bar, Bars, Chart, Drawn, Edition as Point, Gap, Gaps, Heading, History, Label, Mark,
    Radar, Series, Spoke,
};
use crate::document::Document;
use crate::report::{NodeLine, Report};
use crate::words::Words;

/// What charts are drawn with.
pub(crate) struct Pen<'a> {
    pub(crate) words: &'a Words,
    pub(crate) document: &'a Document,
}

/// A score of one assessment, for the line through all of them.
pub(crate) struct Past {
    pub(crate) label: String,
    pub(crate) score: Option<f64>,
    pub(crate) warning: String,
}

impl Pen<'_> {
    fn heading(&self, id: &str, key: &str) -> Heading {
        let words = self.words;
        Heading::new(id, words.say(key))
            .described(words.say("ceds.chart.described"))
            .right_to_left(words.language.direction().html() == "rtl")
    }

    fn none(&self) -> String {
        self.words.say("ceds.report.no-score")
    }

    /// From 0 to the best there is: 100 unless scores of the report say otherwise.
    fn axis(&self, report: &Report) -> Option<Axis> {
        let best = report.answers.iter().filter_map(|answer| answer.best).fold(0.0, f64::max);
        let high = if best > 0.0 { best } else { 100.0 };
        let ticks = [0.0, high / 2.0, high].into_iter();
        Some(Axis::new(0.0, high)?.ticks(ticks.filter_map(|at| self.words.figure(Some(at)))))
    }

    /// A radar for each part of the instrument with three sections or more: their scores, the peers' medians where there
    /// are any, and the targets.
    pub(crate) fn radars(
        &self,
        report: &Report,
        peers: &dyn Fn(&str) -> Option<f64>,
    ) -> Vec<Drawn> {
        let Some(axis) = self.axis(report) else { return Vec::new() };
        let parts = report.nodes.iter().filter(|node| node.depth == 1 && !node.has_answers);
        let radar = |part: &NodeLine| {
            let below = sections_below(report, &part.id);
            if below.len() < 3 {
                return None;
            }
            let with_peers = below.iter().any(|node| peers(&node.id).is_some());
            let mut series = vec![self.words.say("ceds.report.own-score")];
            if with_peers {
                series.push(self.words.say("ceds.report.peers-median"));
            }
            series.push(self.words.say("ceds.report.target"));
            let spoke = |node: &&NodeLine| {
                let mut values = vec![node.score];
                if with_peers {
                    values.push(peers(&node.id));
                }
                values.push(node.target);
                let figures = values.into_iter().map(|value| self.words.figure(value));
                Spoke { label: node.label.clone(), values: figures.collect() }
            };
            let mut heading = self.heading(&format!("radar-{}", part.id), "ceds.report.radar");
            heading = titled(heading, &part.label);
            let radar = Radar {
                heading,
                axis: axis.clone(),
                column: self.words.say("ceds.report.dimension"),
                none: self.none(),
                series: series.into_iter().map(|name| Series { name: name.into() }).collect(),
                spokes: below.iter().map(spoke).collect(),
            };
            Some(radar.drawn())
        };
        parts.filter_map(radar).collect()
    }

    /// A bar for each node, with its stage and the cut-offs behind.
    pub(crate) fn levels(&self, report: &Report) -> Option<Drawn> {
        let bar = |node: &NodeLine| Bar {
            label: node.label.clone(),
            depth: node.depth,
            value: self.words.figure(node.score),
            stage: node.standing.as_ref().and_then(|at| Some(at.rung.as_ref()?.label.clone())),
        };
        let bars = Bars {
            heading: self.heading("levels", "ceds.report.levels"),
            axis: self.axis(report)?,
            columns: ["ceds.report.dimension", "ceds.report.score", "ceds.report.stage"]
                .map(|key| self.words.say(key)),
            none: self.none(),
            marks: self.marks(report),
            bars: report.nodes.iter().map(bar).collect(),
        };
        Some(bars.drawn())
    }

    /// The cut-offs of the ladder that most nodes stand on.
    fn marks(&self, report: &Report) -> Vec<Mark> {
        let stands = report.nodes.iter().find_map(|node| node.standing.as_ref());
        let Some(standing) = stands.filter(|standing| !standing.by_percentile) else {
            return Vec::new();
        };
        let ladders = self.document.ladders.iter();
        let ladder = ladders.filter(|ladder| {
            let name = self.words.name(self.document, &ladder.name, ladder.id.as_str());
            name == standing.ladder
        });
        let rungs = ladder.take(1).flat_map(|ladder| &ladder.rungs);
        let mark = |rung: &crate::document::Rung| {
            let at = self.words.figure(Some(rung.from?.get()))?;
            let name = self.words.name(self.document, &rung.name, rung.id.as_str());
            Some(Mark { at, name })
        };
        rungs.filter_map(mark).collect()
    }

    /// What is missing to the target in each section.
    pub(crate) fn gaps(&self, report: &Report) -> Option<Drawn> {
        let gap = |node: &NodeLine| Gap {
            label: node.label.clone(),
            score: self.words.figure(node.score),
            target: self.words.figure(node.target),
            gap: node.gap.map(|gap| self.words.score(gap)).unwrap_or_default(),
        };
        let columns =
            ["ceds.report.dimension", "ceds.report.score", "ceds.report.target", "ceds.report.gap"];
        let gaps = Gaps {
            heading: self.heading("gaps", "ceds.report.gaps-to-target"),
            axis: self.axis(report)?,
            columns: columns.map(|key| self.words.say(key)),
            none: self.none(),
            gaps: report.dimensions().map(gap).collect(),
        };
        Some(gaps.drawn())
    }

    /// The score of each assessment, the oldest first.
    pub(crate) fn history(&self, report: &Report, past: Vec<Past>) -> Option<Drawn> {
        let edition = |one: Past| Point {
            label: one.label.into(),
            score: self.words.figure(one.score),
            warning: one.warning,
        };
        let columns = ["ceds.report.assessment", "ceds.report.score", "ceds.report.note"];
        let history = History {
            heading: self.heading("history", "ceds.report.history"),
            axis: self.axis(report)?,
            columns: columns.map(|key| self.words.say(key)),
            none: self.none(),
            editions: past.into_iter().map(edition).collect(),
        };
        Some(history.drawn())
    }
}

/// A heading that begins with what it is of.
fn titled(heading: Heading, of: &Label) -> Heading {
    let title = format!("{}: {}", of.text, heading.title);
    Heading { title, ..heading }
}

/// The sections below a node of a report, however deep.
fn sections_below<'a>(report: &'a Report, id: &str) -> Vec<&'a NodeLine> {
    let is_below = |node: &NodeLine| {
        let mut parent = node.parent.as_deref();
        while let Some(above) = parent {
            if above == id {
                return true;
            }
            parent = report.node(above).and_then(|node| node.parent.as_deref());
        }
        false
    };
    report.dimensions().filter(|node| is_below(node)).collect()
}
