//! A score across editions, with a break wherever two cannot be compared as they are.

use super::bars::{END, START};
use super::canvas::{Anchor, Canvas, SIZE, SMALL, WIDTH};
use super::{Axis, Chart, Figure, Heading, Label, Table, TableRow, said};

/// A line through the scores of assessments, the oldest first.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// What it is called.
    pub heading: Heading,
    /// From where to where scores reach.
    pub axis: Axis,
    /// The heads of the table's columns: assessment, score, note.
    pub columns: [String; 3],
    /// What is written where there is no score.
    pub none: String,
    /// The assessments.
    pub editions: Vec<Edition>,
}

/// One assessment.
#[derive(Clone, Debug, PartialEq)]
pub struct Edition {
    /// When, and with which edition.
    pub label: Label,
    /// Its score.
    pub score: Option<Figure>,
    /// Why it cannot be compared with the one before as it is; empty where it can.
    pub warning: String,
}

const TOP: f64 = 24.0;
const HIGH: f64 = 150.0;

impl Chart for History {
    fn heading(&self) -> &Heading {
        &self.heading
    }

    fn svg(&self) -> String {
        let mut canvas = Canvas::new(&self.heading);
        let bottom = TOP + HIGH;
        for tick in &self.axis.ticks {
            let y = bottom - self.axis.share(tick.value) * HIGH;
            canvas.line((START + 30.0, y), (WIDTH, y), " stroke-opacity=\".25\"");
            canvas.small((START, y + 4.0), Anchor::Start, &tick.said);
        }
        canvas.line((START + 30.0, bottom), (WIDTH, bottom), "");
        let last = self.editions.len().saturating_sub(1).max(1) as f64;
        let (from, to) = (START + 66.0, END + 16.0);
        let at = |place: usize| from + (to - from) * place as f64 / last;
        let height = |figure: &Figure| bottom - self.axis.share(figure.value) * HIGH;
        self.lines(&mut canvas, &at, &height);
        let most = ((to - from) / last - 8.0).clamp(40.0, 90.0);
        let mut end = bottom;
        for (place, edition) in self.editions.iter().enumerate() {
            let x = at(place);
            if let Some(figure) = &edition.score {
                let y = height(figure);
                canvas.mark((x, y), 1);
                canvas.small((x, y - 9.0), Anchor::Middle, &figure.said);
            } else {
                canvas.small((x, bottom - 6.0), Anchor::Middle, &self.none);
            }
            let below = canvas.small_name(
                (x, bottom + SIZE + 6.0),
                Anchor::Middle,
                (most, 5),
                &edition.label,
            );
            end = end.max(below);
        }
        canvas.finish(end)
    }

    fn table(&self) -> Table {
        let row = |edition: &Edition| TableRow {
            label: edition.label.clone(),
            depth: 0,
            cells: vec![said(edition.score.as_ref(), &self.none), edition.warning.clone()],
        };
        Table {
            caption: self.heading.title.clone(),
            head: self.columns.to_vec(),
            rows: self.editions.iter().map(row).collect(),
        }
    }
}

impl History {
    /// From each assessment to the next; broken by a sign where editions differ.
    fn lines(
        &self,
        canvas: &mut Canvas<'_>,
        at: &dyn Fn(usize) -> f64,
        height: &dyn Fn(&Figure) -> f64,
    ) {
        for (place, pair) in self.editions.windows(2).enumerate() {
            let (Some(one), Some(other)) = (&pair[0].score, &pair[1].score) else { continue };
            let (from, to) = ((at(place), height(one)), (at(place + 1), height(other)));
            if pair[1].warning.is_empty() {
                canvas.line(from, to, " stroke-width=\"2\"");
                continue;
            }
            canvas.line(from, to, " stroke-width=\"2\" stroke-dasharray=\"2 6\"");
            let middle = f64::midpoint(from.0, to.0);
            canvas.line((middle, TOP), (middle, TOP + HIGH), " stroke-dasharray=\"6 3\"");
            canvas.small((middle, TOP - SMALL + 4.0), Anchor::Middle, "\u{26a0}");
        }
    }
}
