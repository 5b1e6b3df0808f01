//! Horizontal bars by node, with the cut-offs of a ladder behind them.

use super::canvas::{Anchor, Canvas, SIZE, SMALL, WIDTH};
use super::{Axis, Chart, Figure, Heading, Label, Table, TableRow, said};

/// Where bars begin and end: beside them there is room for a figure.
pub(super) const START: f64 = 2.0;
pub(super) const END: f64 = WIDTH - 52.0;
/// How high a bar is.
pub(super) const HIGH: f64 = 14.0;

/// A bar for each node of an instrument, or each unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Bars {
    /// What it is called.
    pub heading: Heading,
    /// From where to where bars reach.
    pub axis: Axis,
    /// The heads of the table's columns: node, score, stage.
    pub columns: [String; 3],
    /// What is written where there is no score.
    pub none: String,
    /// The cut-offs of the ladder.
    pub marks: Vec<Mark>,
    /// The bars.
    pub bars: Vec<Bar>,
}

/// A place on the axis that has a name: where a stage begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Where.
    pub at: Figure,
    /// What begins there.
    pub name: Label,
}

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// What it is of.
    pub label: Label,
    /// How far it is below the first level: 0, 1, 2.
    pub depth: u8,
    /// How long it is.
    pub value: Option<Figure>,
    /// The stage it reaches.
    pub stage: Option<Label>,
}

impl Axis {
    /// Where a value lies between the ends of bars.
    pub(super) fn along(&self, value: f64) -> f64 {
        START + self.share(value) * (END - START)
    }
}

/// How wide the indent of a level is.
fn indent(depth: u8) -> f64 {
    f64::from(depth.min(4)) * 12.0
}

impl Chart for Bars {
    fn heading(&self) -> &Heading {
        &self.heading
    }

    fn svg(&self) -> String {
        let mut canvas = Canvas::new(&self.heading);
        canvas.patterns(&[1, 2]);
        let top = canvas.marks(&self.axis, &self.marks);
        let mut y = top;
        let mut rows = Vec::new();
        for bar in &self.bars {
            let from = START + indent(bar.depth);
            let stage = bar.stage.as_ref().map_or("", |stage| &stage.text);
            y = canvas.name_and((from, y + SIZE), &bar.label, stage) - SIZE + 6.0;
            rows.push((y, bar));
            y += HIGH + 12.0;
        }
        canvas.grid(&self.axis, &self.marks, (top, y - 6.0));
        for (y, bar) in rows {
            canvas.bar(
                (START, y),
                &self.axis,
                bar.value.as_ref(),
                usize::from(bar.depth > 0) + 1,
                &self.none,
            );
        }
        let bottom = canvas.ticks(&self.axis, y);
        canvas.finish(bottom)
    }

    fn table(&self) -> Table {
        let row = |bar: &Bar| TableRow {
            label: bar.label.clone(),
            depth: bar.depth,
            cells: vec![
                said(bar.value.as_ref(), &self.none),
                bar.stage.as_ref().map(|stage| stage.text.clone()).unwrap_or_default(),
            ],
        };
        Table {
            caption: self.heading.title.clone(),
            head: self.columns.to_vec(),
            rows: self.bars.iter().map(row).collect(),
        }
    }
}

impl Canvas<'_> {
    /// Names the marks, each on a line of its own, so that no two run into each other; where the chart may begin.
    pub(super) fn marks(&mut self, axis: &Axis, marks: &[Mark]) -> f64 {
        let mut y = SMALL + 2.0;
        for mark in marks {
            let x = axis.along(mark.at.value);
            let text = format!("{} {}", mark.at.said, mark.name.text);
            // Beyond the middle the name stands before its line.
            if x > WIDTH / 2.0 {
                self.small((x - 4.0, y), Anchor::End, &text);
            } else {
                self.small((x + 4.0, y), Anchor::Start, &text);
            }
            self.line((x, y - SMALL + 2.0), (x, y + 4.0), "");
            y += SMALL + 4.0;
        }
        if marks.is_empty() { 4.0 } else { y }
    }

    /// The lines of marks and ends behind the bars.
    pub(super) fn grid(&mut self, axis: &Axis, marks: &[Mark], (top, bottom): (f64, f64)) {
        for mark in marks {
            let x = axis.along(mark.at.value);
            self.line((x, top), (x, bottom), " stroke-opacity=\".45\" stroke-dasharray=\"1 3\"");
        }
        self.line((START, top), (START, bottom), "");
    }

    /// One bar with its figure, or what is written in place of one.
    pub(super) fn bar(
        &mut self,
        at: (f64, f64),
        axis: &Axis,
        value: Option<&Figure>,
        hue: usize,
        none: &str,
    ) {
        let (x, y) = at;
        let Some(figure) = value else {
            self.small((x + 6.0, y + SMALL - 1.0), Anchor::Start, none);
            return;
        };
        let end = axis.along(figure.value);
        let filled = self.filled(hue);
        self.rect((x, y), ((end - x).max(1.0), HIGH), &filled);
        self.small((end + 5.0, y + SMALL - 1.0), Anchor::Start, &figure.said);
    }

    /// What is written along the axis; where the chart ends.
    pub(super) fn ticks(&mut self, axis: &Axis, y: f64) -> f64 {
        if axis.ticks.is_empty() {
            return y;
        }
        self.line((START, y - 4.0), (END, y - 4.0), " stroke-opacity=\".45\"");
        for tick in &axis.ticks {
            let share = axis.share(tick.value);
            let anchor = match share {
                0.0 => Anchor::Start,
                _ => Anchor::Middle,
            };
            let x = axis.along(tick.value);
            self.line((x, y - 6.0), (x, y - 2.0), "");
            self.small((x, y + SMALL), anchor, &tick.said);
        }
        y + SMALL + 6.0
    }
}
