//! Score against target: how much is still missing.

use super::bars::{HIGH, START};
use super::canvas::{Anchor, Canvas, LINE, SIZE, SMALL};
use super::{Axis, Chart, Figure, Heading, Label, Table, TableRow, said};

/// A bar up to the score, and what is missing from there to the target.
#[derive(Clone, Debug, PartialEq)]
pub struct Gaps {
    /// What it is called.
    pub heading: Heading,
    /// From where to where bars reach.
    pub axis: Axis,
    /// The heads of the table's columns: node, score, target, gap.
    pub columns: [String; 4],
    /// What is written where there is no score.
    pub none: String,
    /// The rows.
    pub gaps: Vec<Gap>,
}

/// One node's score and target.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// What it is of.
    pub label: Label,
    /// Where it stands.
    pub score: Option<Figure>,
    /// Where it should stand.
    pub target: Option<Figure>,
    /// How the difference is written.
    pub gap: String,
}

impl Chart for Gaps {
    fn heading(&self) -> &Heading {
        &self.heading
    }

    fn svg(&self) -> String {
        let mut canvas = Canvas::new(&self.heading);
        canvas.patterns(&[1, 2]);
        let mut y = key(&mut canvas, &self.columns);
        let top = y;
        for gap in &self.gaps {
            y = canvas.name_and((START, y + SIZE), &gap.label, &gap.gap) - SIZE + 6.0;
            self.row(&mut canvas, gap, y);
            y += HIGH + 12.0;
        }
        canvas.line((START, top), (START, y - 6.0), "");
        let bottom = canvas.ticks(&self.axis, y);
        canvas.finish(bottom)
    }

    fn table(&self) -> Table {
        let row = |gap: &Gap| TableRow {
            label: gap.label.clone(),
            depth: 0,
            cells: vec![
                said(gap.score.as_ref(), &self.none),
                said(gap.target.as_ref(), &self.none),
                gap.gap.clone(),
            ],
        };
        Table {
            caption: self.heading.title.clone(),
            head: self.columns.to_vec(),
            rows: self.gaps.iter().map(row).collect(),
        }
    }
}

impl Gaps {
    fn row(&self, canvas: &mut Canvas<'_>, gap: &Gap, y: f64) {
        let from = gap.score.as_ref().map_or(START, |score| self.axis.along(score.value));
        let to = gap.target.as_ref().map_or(from, |target| self.axis.along(target.value));
        if gap.score.is_some() {
            let filled = canvas.filled(1);
            canvas.rect((START, y), ((from - START).max(1.0), HIGH), &filled);
        } else {
            canvas.small((START + 6.0, y + SMALL - 1.0), Anchor::Start, &self.none);
        }
        if gap.score.is_some() && to > from {
            let filled = canvas.filled(2);
            canvas.rect((from, y + 3.0), (to - from, HIGH - 6.0), &filled);
        }
        if gap.target.is_some() {
            canvas.line((to, y - 3.0), (to, y + HIGH + 3.0), " stroke-width=\"3\"");
        }
        if let Some(score) = &gap.score {
            canvas.small((from.max(to) + 6.0, y + SMALL - 1.0), Anchor::Start, &score.said);
        }
    }
}

/// What bar, gap and target look like.
fn key(canvas: &mut Canvas<'_>, columns: &[String; 4]) -> f64 {
    let mut y = 4.0;
    for (place, name) in columns.iter().skip(1).enumerate() {
        match place {
            0 => {
                let filled = canvas.filled(1);
                canvas.rect((START, y), (14.0, 12.0), &filled);
            }
            1 => {
                canvas.line((START + 7.0, y - 1.0), (START + 7.0, y + 13.0), " stroke-width=\"3\"")
            }
            _ => {
                let filled = canvas.filled(2);
                canvas.rect((START, y + 3.0), (14.0, 6.0), &filled);
            }
        }
        canvas.small((START + 22.0, y + SMALL - 1.0), Anchor::Start, name);
        y += LINE;
    }
    y + 4.0
}
