//! Medians with intervals: how sure ranks or scores are.

use super::bars::START;
use super::canvas::{Anchor, Canvas, LINE, SIZE, SMALL, WIDTH};
use super::{Axis, Chart, Figure, Heading, Label, Table, TableRow, said};

/// A line from the lower to the upper end of each interval, with a mark at its middle.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranges {
    /// What it is called.
    pub heading: Heading,
    /// From where to where it reaches; for ranks from 1 to the last.
    pub axis: Axis,
    /// The heads of the table's columns: unit, median, from, to.
    pub columns: [String; 4],
    /// What is written where there is none.
    pub none: String,
    /// The rows.
    pub ranges: Vec<Range>,
}

/// One unit's interval.
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    /// What it is of.
    pub label: Label,
    /// Its middle.
    pub median: Option<Figure>,
    /// Its lower end.
    pub low: Option<Figure>,
    /// Its upper end.
    pub high: Option<Figure>,
    /// Whether it is the one that the page is about.
    pub own: bool,
}

impl Chart for Ranges {
    fn heading(&self) -> &Heading {
        &self.heading
    }

    fn svg(&self) -> String {
        let mut canvas = Canvas::new(&self.heading);
        let mut y = 4.0;
        for range in &self.ranges {
            let below = canvas.name((START, y + SIZE), Anchor::Start, WIDTH - START, &range.label);
            y = (below - SIZE + 10.0).max(y + LINE + 4.0);
            self.row(&mut canvas, range, y);
            y += 16.0;
        }
        canvas.line((START, 4.0), (START, y - 6.0), "");
        let bottom = canvas.ticks(&self.axis, y);
        canvas.finish(bottom)
    }

    fn table(&self) -> Table {
        let row = |range: &Range| TableRow {
            label: range.label.clone(),
            depth: 0,
            cells: [&range.median, &range.low, &range.high]
                .map(|figure| said(figure.as_ref(), &self.none))
                .to_vec(),
        };
        Table {
            caption: self.heading.title.clone(),
            head: self.columns.to_vec(),
            rows: self.ranges.iter().map(row).collect(),
        }
    }
}

impl Ranges {
    fn row(&self, canvas: &mut Canvas<'_>, range: &Range, y: f64) {
        let place = |figure: &Option<Figure>| figure.as_ref().map(|one| self.axis.along(one.value));
        let (low, high) = (place(&range.low), place(&range.high));
        if let (Some(low), Some(high)) = (low, high) {
            let wide = if range.own { " stroke-width=\"4\"" } else { " stroke-width=\"2\"" };
            canvas.line((low, y), (high, y), wide);
            for end in [low, high] {
                canvas.line((end, y - 5.0), (end, y + 5.0), "");
            }
        }
        let Some(figure) = &range.median else {
            canvas.small((START + 6.0, y + 4.0), Anchor::Start, &self.none);
            return;
        };
        let at = self.axis.along(figure.value);
        canvas.mark((at, y), if range.own { 4 } else { 1 });
        let end = high.map_or(at, |high| high.max(at));
        canvas.small((end + 8.0, y + SMALL / 2.0 - 2.0), Anchor::Start, &figure.said);
    }
}
