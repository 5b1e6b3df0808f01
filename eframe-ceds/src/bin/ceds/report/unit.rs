//! The page of one unit.

use eframe_ceds::analysis::RankRange;
use eframe_ceds::chart::{
    Bar, Bars, Gap, Gaps, Heading, Label, Mark, Radar, Series, Spoke, TableRow,
};
use eframe_ceds::report::{AnswerLine, NodeLine, Report as Told, State, Target};

use super::page::{Line, Page, Section};
use super::{Ground, Scale, runs_said};
use crate::arguments::Report;

/// How many strengths, and how many things to do, are told.
const FIRST: usize = 10;
/// How many spokes keep their names apart.
const MOST_SPOKES: usize = 8;

pub(super) fn page(
    ground: &Ground<'_>,
    row: usize,
    arguments: &Report,
    ranges: &[Option<RankRange>],
) -> Page {
    let words = ground.words;
    let unit = ground.data.units().nth(row).unwrap_or_default();
    let name = ground.name();
    let mut page = ground.page(words.say("title", &[("unit", unit), ("name", &name)]));
    let languages = [words.content.as_str(), "en"];
    let Some(told) = Told::new(ground.scores, ground.node, row, Target::NextStage, &languages)
    else {
        return page;
    };
    let scale = ground.axis(told.nodes.iter().filter_map(|node| node.score));
    let one = One { ground, told: &told, row, scale };
    let mut first = one.facts();
    if let Some(range) = ranges.get(row).copied().flatten() {
        let place = |rank: f64| format!("{}", (rank * 10.0).round() / 10.0);
        let said = format!(
            "{} ({}–{})",
            place(range.median),
            place(range.interval.low),
            place(range.interval.high)
        );
        first.fact(words.word("sure"), said);
        first.text = runs_said(arguments, words);
    }
    page.sections.push(first);
    page.sections.extend(one.radars());
    page.sections.push(one.bars());
    page.sections.extend(one.gaps());
    page.sections.extend(one.lines());
    page.sections.push(one.answers());
    page
}

struct One<'a> {
    ground: &'a Ground<'a>,
    told: &'a Told,
    row: usize,
    scale: Scale,
}

impl One<'_> {
    fn word(&self, key: &str) -> String {
        self.ground.words.word(key)
    }

    fn heading(&self, id: &str, key: &str, about: &str) -> Heading {
        Heading::new(id, self.word(key))
            .described(self.word(about))
            .right_to_left(self.ground.words.right_to_left())
    }

    fn label(&self, label: &Label) -> Label {
        self.ground.words.own(label.clone())
    }

    fn said(&self, value: Option<f64>) -> String {
        value.map_or_else(|| self.word("none"), |value| self.scale.said(value))
    }

    /// Score, rank, coverage, stage.
    fn facts(&self) -> Section {
        let words = self.ground.words;
        let top = self.told.node(self.ground.node);
        let mut section = match top {
            Some(top) => Section::new(self.label(&top.label)),
            None => Section::default(),
        };
        section.fact(self.word("score"), self.said(top.and_then(|top| top.score)));
        let ranks = self.ground.scores.ranks(self.ground.node).unwrap_or_default();
        if let Some(rank) = ranks.get(self.row).copied().flatten() {
            let ranked = ranks.iter().flatten().count().to_string();
            let rank = [("rank", format!("{rank}")), ("units", ranked)];
            let rank: Vec<_> = rank.iter().map(|(name, value)| (*name, value.as_str())).collect();
            section.fact(self.word("rank"), words.say("of", &rank));
        }
        if let Some(coverage) = top.and_then(|top| top.coverage) {
            section.fact(self.word("coverage"), format!("{:.0} %", coverage * 100.0));
        }
        if let Some(standing) = top.and_then(|top| top.standing.as_ref()) {
            let name = |step: &eframe_ceds::report::Step| self.label(&step.label);
            let rung = standing.rung.as_ref().map_or_else(|| self.word("none").into(), name);
            section.fact(self.word("stage"), rung);
            if let Some(next) = &standing.next {
                let from = next.from.filter(|_| !standing.by_percentile);
                let mut label = name(next);
                if let Some(from) = from {
                    label.text = format!("{} ({})", label.text, self.scale.said(from));
                }
                section.fact(self.word("next-stage"), label);
            }
        }
        if self.told.screened_out {
            section.text = self.word("screened");
        }
        section
    }

    /// Profiles: of all dimensions, or, where those are too many for a reader, of those below each part.
    fn radars(&self) -> Vec<Section> {
        let all: Vec<&NodeLine> = self.told.dimensions().collect();
        if all.len() <= MOST_SPOKES {
            return self.radar("radar", &self.word("radar"), &all).into_iter().collect();
        }
        let is_part = |node: &&NodeLine| node.parent.as_deref() == Some(self.ground.node);
        let parts = self.told.nodes.iter().filter(is_part);
        let radars = parts.filter_map(|part| {
            let below = |node: &&&NodeLine| self.is_below(node, &part.id);
            let dimensions: Vec<&NodeLine> = all.iter().filter(below).copied().collect();
            let title = format!("{}: {}", self.word("radar"), part.label.text);
            self.radar(&format!("radar-{}", part.id), &title, &dimensions)
        });
        radars.collect()
    }

    fn is_below(&self, node: &NodeLine, above: &str) -> bool {
        let parent = node.parent.as_deref();
        parent.is_some_and(|parent| {
            parent == above
                || self.told.node(parent).is_some_and(|parent| self.is_below(parent, above))
        })
    }

    /// A spoke for each dimension, where there are enough for an area and not too many for a reader.
    fn radar(&self, id: &str, title: &str, dimensions: &[&NodeLine]) -> Option<Section> {
        if !(3..=MOST_SPOKES).contains(&dimensions.len()) {
            return None;
        }
        let unit = Series { name: self.told.unit.as_str().into() };
        let median = Series { name: self.word("median-all").into() };
        let spoke = |node: &&NodeLine| {
            let mut all = self.ground.scores.column(&node.id).unwrap_or_default();
            all.retain(Option::is_some);
            all.sort_by(|one, other| one.partial_cmp(other).unwrap_or(std::cmp::Ordering::Equal));
            let middle = |at: usize| all.get(at).copied().flatten();
            let median = middle(all.len().saturating_sub(1) / 2)
                .zip(middle(all.len() / 2))
                .map(|(low, high)| low / 2.0 + high / 2.0);
            Spoke {
                label: self.label(&node.label),
                values: vec![self.scale.figure(node.score), self.scale.figure(median)],
            }
        };
        let radar = Radar {
            heading: Heading::new(id, title)
                .described(self.word("radar.about"))
                .right_to_left(self.ground.words.right_to_left()),
            axis: self.scale.axis(),
            column: self.word("node"),
            none: self.word("none"),
            series: vec![unit, median],
            spokes: dimensions.iter().map(spoke).collect(),
        };
        Some(Section::chart(title.to_owned(), &radar))
    }

    /// A bar for each node.
    fn bars(&self) -> Section {
        let bar = |node: &NodeLine| Bar {
            label: self.label(&node.label),
            depth: node.depth,
            value: self.scale.figure(node.score),
            stage: node
                .standing
                .as_ref()
                .and_then(|standing| standing.rung.as_ref())
                .map(|rung| self.label(&rung.label)),
        };
        let bars = Bars {
            heading: self.heading("levels", "levels", "levels.about"),
            axis: self.scale.axis(),
            columns: ["node", "score", "stage"].map(|key| self.word(key)),
            none: self.word("none"),
            marks: self.marks(),
            bars: self.told.nodes.iter().map(bar).collect(),
        };
        Section::chart(self.word("levels"), &bars)
    }

    /// The cut-offs of the ladder, where every node stands on the same one.
    fn marks(&self) -> Vec<Mark> {
        let mut ladders = self.told.nodes.iter().filter_map(|node| node.standing.as_ref());
        let Some(first) = ladders.next() else { return Vec::new() };
        if first.by_percentile || ladders.any(|other| other.ladder != first.ladder) {
            return Vec::new();
        }
        let words = self.ground.words;
        let named = |ladder: &&eframe_ceds::document::Ladder| {
            self.label(&first.ladder) == words.label(&ladder.name, ladder.id.as_str())
        };
        let Some(ladder) = self.ground.document.ladders.iter().find(named) else {
            return Vec::new();
        };
        let mark = |rung: &eframe_ceds::document::Rung| {
            let at = self.scale.figure(rung.from.map(eframe_ceds::document::Number::get))?;
            Some(Mark { at, name: words.label(&rung.name, rung.id.as_str()) })
        };
        ladder.rungs.iter().filter_map(mark).collect()
    }

    /// What is missing to the next stage.
    fn gaps(&self) -> Option<Section> {
        let open = self.told.nodes.iter().filter(|node| node.target.is_some());
        let gap = |node: &NodeLine| Gap {
            label: self.label(&node.label),
            score: self.scale.figure(node.score),
            target: self.scale.figure(node.target),
            gap: self.said(node.gap),
        };
        let gaps: Vec<Gap> = open.map(gap).collect();
        if gaps.is_empty() {
            return None;
        }
        let gaps = Gaps {
            heading: self.heading("gaps", "gaps", "gaps.about"),
            axis: self.scale.axis(),
            columns: ["node", "score", "target", "gap"].map(|key| self.word(key)),
            none: self.word("none"),
            gaps,
        };
        Some(Section::chart(self.word("gaps"), &gaps))
    }

    /// Strengths, what to do next, what nobody answered.
    fn lines(&self) -> Vec<Section> {
        let line = |answer: &AnswerLine, text: Option<&Label>, figure: Option<f64>| Line {
            label: self.label(&answer.label),
            text: text.map(|text| self.label(text)),
            figure: figure
                .map(|figure| format!("+{}", self.scale.said(figure)))
                .unwrap_or_default(),
        };
        let strengths = self.told.strengths();
        let strengths =
            strengths.iter().take(FIRST).map(|answer| line(answer, None, answer.points));
        let gaps = self.told.gaps();
        let next = gaps.iter().take(FIRST);
        let next = next.map(|answer| line(answer, answer.next.as_ref(), answer.room));
        let missing = self.told.missing();
        let missing = missing.iter().map(|answer| line(answer, answer.evidence.as_ref(), None));
        let lists: [(&str, Vec<Line>); 3] = [
            ("strengths", strengths.collect()),
            ("next", next.collect()),
            ("missing", missing.collect()),
        ];
        let full = lists.into_iter().filter(|(_, lines)| !lines.is_empty());
        full.map(|(key, lines)| Section { lines, ..Section::new(self.word(key)) }).collect()
    }

    /// Every answer with what it brings: the score as the sum of its parts.
    fn answers(&self) -> Section {
        let head = ["node", "answer", "score", "points", "room"].map(|key| self.word(key));
        let rows = self.told.answers.iter().map(|answer| TableRow {
            label: self.label(&answer.label),
            depth: 0,
            cells: vec![
                self.answer(answer),
                self.said(answer.score),
                self.said(answer.points),
                match (answer.score, answer.best) {
                    (Some(score), Some(best)) if score >= best => self.word("best"),
                    _ => self.said(answer.room),
                },
            ],
        });
        Section::table(self.word("answers"), head.into(), rows.collect())
    }

    /// What was answered or measured, in words.
    fn answer(&self, answer: &AnswerLine) -> String {
        if let Some(measured) = answer.measured {
            return format!("{measured}");
        }
        let state = |state: State| match state {
            State::NotApplicable => self.word("not-applicable"),
            State::NotRelevant => self.word("not-relevant"),
            State::Settled => self.word("settled"),
            State::Answered | State::Unanswered => self.word("unanswered"),
        };
        if answer.said.is_empty() {
            return state(answer.state);
        }
        let said = answer.said.iter().map(|said| {
            let label = said.label.as_ref().map(|label| label.text.clone());
            let text = label.or_else(|| said.answer.clone()).unwrap_or_else(|| state(said.state));
            match &said.part {
                Some(part) => format!("{}: {text}", part.text),
                None => text,
            }
        });
        said.collect::<Vec<_>>().join("; ")
    }
}
