//! What is built when, by year.

use super::bars::{HIGH, START};
use super::canvas::{Anchor, Canvas, LINE, SIZE, SMALL, WIDTH};
use super::{Chart, Heading, Label, Table, TableRow};

/// A stretch of time for each thing that is built, under the years.
#[derive(Clone, Debug, PartialEq)]
pub struct Gantt {
    /// What it is called.
    pub heading: Heading,
    /// The heads of the table's columns: module, when, and what it says beside.
    pub columns: [String; 3],
    /// The years, the first of them first.
    pub years: Vec<String>,
    /// The stretches.
    pub stretches: Vec<Stretch>,
}

/// One thing that is built.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// What it is.
    pub label: Label,
    /// When it begins, in years from the beginning of the first: 0.5 is its middle.
    pub from: f64,
    /// When it is in use, in the same way.
    pub to: f64,
    /// How the time is written.
    pub when: String,
    /// What is written beside: what it costs, or what it brings.
    pub said: String,
}

impl Chart for Gantt {
    fn heading(&self) -> &Heading {
        &self.heading
    }

    fn svg(&self) -> String {
        let mut canvas = Canvas::new(&self.heading);
        canvas.patterns(&[1]);
        let count = self.years.len().max(1) as f64;
        let along = |years: f64| {
            let years = if years.is_finite() { years } else { 0.0 };
            START + (years / count).clamp(0.0, 1.0) * (WIDTH - 2.0 * START)
        };
        let top = SMALL + 8.0;
        let mut y = top + 4.0;
        for stretch in &self.stretches {
            let most = WIDTH - START;
            let below = canvas.name((START + 4.0, y + SIZE), Anchor::Start, most, &stretch.label);
            y = (below - SIZE + 4.0).max(y + LINE);
            let (from, to) = (along(stretch.from), along(stretch.to));
            let filled = canvas.filled(1);
            canvas.rect((from, y), ((to - from).max(2.0), HIGH - 2.0), &filled);
            // Beside the bar on the side that has more room.
            if to < WIDTH * 0.6 {
                canvas.small((to + 5.0, y + SMALL - 2.0), Anchor::Start, &stretch.said);
            } else {
                canvas.small((from - 5.0, y + SMALL - 2.0), Anchor::End, &stretch.said);
            }
            y += HIGH + 8.0;
        }
        for (place, year) in self.years.iter().enumerate() {
            let (from, to) = (along(place as f64), along(place as f64 + 1.0));
            canvas.small((f64::midpoint(from, to), SMALL), Anchor::Middle, year);
            canvas.line((from, 0.0), (from, y), " stroke-opacity=\".35\"");
        }
        canvas.line((WIDTH - START, 0.0), (WIDTH - START, y), " stroke-opacity=\".35\"");
        canvas.line((START, top - 2.0), (WIDTH - START, top - 2.0), "");
        canvas.finish(y)
    }

    fn table(&self) -> Table {
        let row = |stretch: &Stretch| TableRow {
            label: stretch.label.clone(),
            depth: 0,
            cells: vec![stretch.when.clone(), stretch.said.clone()],
        };
        Table {
            caption: self.heading.title.clone(),
            head: self.columns.to_vec(),
            rows: self.stretches.iter().map(row).collect(),
        }
    }
}
