//! A spoke for each dimension, a line around for each series.

use super::canvas::{Anchor, Canvas, SMALL, SMALL_LINE, WIDTH};
use super::hue::dashes;
use super::{Axis, Chart, Figure, Heading, Label, Table, TableRow, said, wrap};

/// A spoke for each dimension, and a line around for each series: the own score, the peers' median, the target.
///
/// With fewer than three spokes there is no area to see; bars say it better then.
#[derive(Clone, Debug, PartialEq)]
pub struct Radar {
    /// What it is called.
    pub heading: Heading,
    /// From the middle to the rim.
    pub axis: Axis,
    /// The head of the table's first column.
    pub column: String,
    /// What is written where there is no score.
    pub none: String,
    /// The series, at most five; the first is the one that the page is about.
    pub series: Vec<Series>,
    /// The spokes.
    pub spokes: Vec<Spoke>,
}

/// A line around.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Series {
    /// What it is of.
    pub name: Label,
}

/// One dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct Spoke {
    /// What it is called.
    pub label: Label,
    /// Its value in each series.
    pub values: Vec<Option<Figure>>,
}

const RADIUS: f64 = 70.0;
const CENTRE: f64 = WIDTH / 2.0;
const MOST: usize = 5;
/// How many lines a spoke's name may have: with its figure it stays clear of the next one's.
const LINES: usize = 3;

impl Chart for Radar {
    fn heading(&self) -> &Heading {
        &self.heading
    }

    fn svg(&self) -> String {
        let mut canvas = Canvas::new(&self.heading);
        let top = self.key(&mut canvas);
        let above = self.tallest() + 12.0;
        let middle = top + above + RADIUS;
        self.web(&mut canvas, middle);
        for place in 0..self.series.len().min(MOST) {
            self.around(&mut canvas, middle, place);
        }
        let bottom = self.labels(&mut canvas, middle);
        canvas.finish(bottom.max(middle + RADIUS + 8.0))
    }

    fn table(&self) -> Table {
        let mut head = vec![self.column.clone()];
        head.extend(self.series.iter().map(|series| series.name.text.clone()));
        let row = |spoke: &Spoke| TableRow {
            label: spoke.label.clone(),
            depth: 0,
            cells: (0..self.series.len())
                .map(|place| said(spoke.values.get(place).and_then(Option::as_ref), &self.none))
                .collect(),
        };
        Table {
            caption: self.heading.title.clone(),
            head,
            rows: self.spokes.iter().map(row).collect(),
        }
    }
}

impl Radar {
    /// The direction of a spoke: the first upward, then as the clock goes (mirrored from right to left).
    fn direction(&self, spoke: usize) -> (f64, f64) {
        let angle = std::f64::consts::TAU * spoke as f64 / self.spokes.len().max(1) as f64;
        (libm::sin(angle), -libm::cos(angle))
    }

    fn place(&self, spoke: usize, share: f64, middle: f64) -> (f64, f64) {
        let (x, y) = self.direction(spoke);
        (CENTRE + x * RADIUS * share, middle + y * RADIUS * share)
    }

    /// Names the series; where the rest may begin.
    fn key(&self, canvas: &mut Canvas<'_>) -> f64 {
        let mut y = 4.0;
        for (place, series) in self.series.iter().take(MOST).enumerate() {
            let hue = place + 1;
            let rest = format!(
                " class=\"chart__hue chart__hue--{hue}\" stroke-width=\"2\"{}",
                dashes(hue)
            );
            canvas.line((2.0, y + 7.0), (34.0, y + 7.0), &rest);
            canvas.mark((18.0, y + 7.0), hue);
            let end = canvas.small_name(
                (42.0, y + SMALL),
                Anchor::Start,
                (WIDTH - 42.0, 3),
                &series.name,
            );
            y = end - SMALL + 4.0;
        }
        y
    }

    /// How much room the label of the uppermost spoke takes.
    fn tallest(&self) -> f64 {
        let first = self.spokes.first();
        first.map_or(0.0, |spoke| self.lines(spoke, 0) as f64 * SMALL_LINE)
    }

    /// How wide a label may be: beside the web little, above and below it more.
    fn room(&self, spoke: usize) -> f64 {
        let (x, _) = self.direction(spoke);
        if x.abs() < 0.2 { WIDTH * 0.7 } else { CENTRE - RADIUS * x.abs() - 8.0 }
    }

    fn lines(&self, spoke: &Spoke, place: usize) -> usize {
        let names = wrap::capped(&spoke.label.text, self.room(place) / SMALL, LINES).len();
        names + usize::from(self.figure(spoke).is_some())
    }

    fn figure<'a>(&self, spoke: &'a Spoke) -> Option<&'a Figure> {
        spoke.values.first().and_then(Option::as_ref)
    }

    /// Rings at the ticks, the rim, and the spokes.
    fn web(&self, canvas: &mut Canvas<'_>, middle: f64) {
        let count = self.spokes.len();
        let mut rings: Vec<f64> =
            self.axis.ticks.iter().map(|tick| self.axis.share(tick.value)).collect();
        rings.retain(|share| *share > 0.0 && *share < 1.0);
        rings.push(1.0);
        for share in rings {
            let places: Vec<_> = (0..count).map(|spoke| self.place(spoke, share, middle)).collect();
            canvas.path(
                &places,
                true,
                " fill=\"none\" stroke=\"currentColor\" stroke-opacity=\".3\"",
            );
        }
        for spoke in 0..count {
            let rim = self.place(spoke, 1.0, middle);
            canvas.line((CENTRE, middle), rim, " stroke-opacity=\".3\"");
        }
        for tick in &self.axis.ticks {
            let share = self.axis.share(tick.value);
            if share > 0.0 {
                let (x, y) = self.place(0, share, middle);
                canvas.small((x + 3.0, y + SMALL), Anchor::Start, &tick.said);
            }
        }
    }

    /// The line of a series: whole where every spoke has a value, else only between those that have one.
    fn around(&self, canvas: &mut Canvas<'_>, middle: f64, series: usize) {
        let hue = series + 1;
        let count = self.spokes.len();
        let value = |spoke: usize| {
            let figure = self.spokes[spoke % count].values.get(series)?.as_ref()?;
            Some(self.place(spoke % count, self.axis.share(figure.value), middle))
        };
        let class = format!(" class=\"chart__hue chart__hue--{hue}\" stroke=\"currentColor\"");
        let stroke = format!("{class} stroke-width=\"2\"{}", dashes(hue));
        let places: Vec<_> = (0..count).filter_map(value).collect();
        if places.len() == count && count > 2 {
            let fill = if series == 0 {
                " fill=\"currentColor\" fill-opacity=\".12\""
            } else {
                " fill=\"none\""
            };
            canvas.path(&places, true, &format!("{stroke}{fill}"));
        } else {
            for spoke in 0..count {
                if let (Some(from), Some(to)) = (value(spoke), value(spoke + 1)) {
                    canvas.path(&[from, to], false, &format!("{stroke} fill=\"none\""));
                }
            }
        }
        for place in places {
            canvas.mark(place, hue);
        }
    }

    /// Names the spokes, with the figure of the first series; where they end.
    fn labels(&self, canvas: &mut Canvas<'_>, middle: f64) -> f64 {
        let mut bottom = 0.0_f64;
        for (place, spoke) in self.spokes.iter().enumerate() {
            let (dx, dy) = self.direction(place);
            let (x, y) = self.place(place, 1.0, middle);
            let tall = self.lines(spoke, place) as f64 * SMALL_LINE;
            let (anchor, x, from) = if dx.abs() < 0.2 {
                let from = if dy < 0.0 { y - tall - 4.0 } else { y + 6.0 };
                (Anchor::Middle, x, from)
            } else if dx > 0.0 {
                (Anchor::Start, x + 8.0, y - tall / 2.0)
            } else {
                (Anchor::End, x - 8.0, y - tall / 2.0)
            };
            let end = canvas.small_name(
                (x, from + SMALL),
                anchor,
                (self.room(place), LINES),
                &spoke.label,
            );
            if let Some(figure) = self.figure(spoke) {
                canvas.small((x, end), anchor, &figure.said);
            }
            bottom = bottom.max(from + tall + 4.0);
        }
        bottom
    }
}
