//! Charts as SVG text, each with its table: for pages, prints and reports that stand alone.
//!
//! A chart is typed data with words that are ready: names and figures are handed in as the reader's language writes them, so that
//! nothing here knows a language but the width of its letters. What comes out is one `<svg role="img">` with a title and a
//! description, without `style` attributes or scripts. Series differ in pattern, line and mark as well as in hue; the hue is
//! the `color` of the classes `chart__hue--1` to `chart__hue--5`, everything else is `currentColor`. Right to left, everything is
//! mirrored. [`Chart::table`] has the same figures for who reads a table rather.
//!
//! ```
//! use eframe_ceds::chart::{Axis, Bar, Bars, Chart, Figure, Heading};
//!
//! let bars = Bars {
//!     heading: Heading::new("levels", "Level by dimension").described("Two dimensions, from 0 to 100."),
//!     axis: Axis::new(0.0, 100.0).unwrap(),
//!     columns: ["Dimension", "Score", "Stage"].map(Into::into),
//!     none: "no score".to_owned(),
//!     marks: Vec::new(),
//!     bars: vec![
//!         Bar { label: "Governance".into(), depth: 0, value: Figure::new(62.5, "62.5"), stage: Some("Connected".into()) },
//!         Bar { label: "Network <local>".into(), depth: 0, value: Figure::new(f64::NAN, "?"), stage: None },
//!     ],
//! };
//! let svg = bars.svg();
//! assert!(svg.contains("Network &lt;local&gt;") && svg.contains("no score") && !svg.contains("NaN"));
//! assert_eq!(bars.table().rows.len(), 2);
//! ```

mod bars;
mod canvas;
mod gantt;
mod gaps;
mod history;
mod hue;
mod radar;
mod ranges;
mod wrap;

use serde::Serialize;

pub use bars::{Bar, Bars, Mark};
pub use gantt::{Gantt, Stretch};
pub use gaps::{Gap, Gaps};
pub use history::{Edition, History};
pub use radar::{Radar, Series, Spoke};
pub use ranges::{Range, Ranges};

/// What every chart can be made into.
pub trait Chart {
    /// What it is called and about.
    fn heading(&self) -> &Heading;

    /// The picture.
    fn svg(&self) -> String;

    /// The same figures in a table.
    fn table(&self) -> Table;

    /// Picture and table together, for a template.
    fn drawn(&self) -> Drawn {
        let heading = self.heading();
        Drawn {
            id: heading.id.clone(),
            title: heading.title.clone(),
            svg: self.svg(),
            table: self.table(),
        }
    }
}

/// A chart as a template takes it. `svg` is markup already, everything else is text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Drawn {
    /// What it is called on its page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The picture: markup in which every text is escaped.
    pub svg: String,
    /// The same figures.
    pub table: Table,
}

/// The figures of a chart as a table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Table {
    /// What it is about.
    pub caption: String,
    /// The names of the columns.
    pub head: Vec<String>,
    /// The rows.
    pub rows: Vec<TableRow>,
}

/// A row of a chart's table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TableRow {
    /// What the row is about.
    pub label: Label,
    /// How far it is below the first level.
    pub depth: u8,
    /// A cell for each column after the first.
    pub cells: Vec<String>,
}

/// A name, with its language where it is not the reader's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The name.
    pub text: String,
    /// Its language as HTML writes it; empty: the reader's.
    pub lang: String,
}

impl Label {
    /// A name in a language of its own.
    pub fn foreign(text: impl Into<String>, lang: impl Into<String>) -> Self {
        Self { text: text.into(), lang: lang.into() }
    }
}

impl From<&str> for Label {
    fn from(text: &str) -> Self {
        Self::foreign(text, "")
    }
}

impl From<String> for Label {
    fn from(text: String) -> Self {
        Self::foreign(text, "")
    }
}

/// What a chart is called and about, and which way it is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heading {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) mirrored: bool,
}

impl Heading {
    /// A chart of this title. `id` is unique on its page; what is no letter, digit or hyphen in it becomes a hyphen.
    pub fn new(id: &str, title: impl Into<String>) -> Self {
        let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
        Self { id: id.chars().map(plain).collect(), title: title.into(), ..Self::default() }
    }

    /// Adds what there is to see, in a sentence or two, for who does not see it.
    #[must_use]
    pub fn described(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// It is read from right to left.
    #[must_use]
    pub fn right_to_left(mut self, mirrored: bool) -> Self {
        self.mirrored = mirrored;
        self
    }
}

/// A number with how it is written: finite always.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    value: f64,
    said: String,
}

impl Figure {
    /// A number as the reader's language writes it; none where it is no finite number.
    pub fn new(value: f64, said: impl Into<String>) -> Option<Self> {
        value.is_finite().then(|| Self { value, said: said.into() })
    }

    /// The number.
    pub fn value(&self) -> f64 {
        self.value
    }

    /// How it is written.
    pub fn said(&self) -> &str {
        &self.said
    }
}

/// How a figure is written, or what is written where there is none.
fn said(figure: Option<&Figure>, none: &str) -> String {
    figure.map_or(none, Figure::said).to_owned()
}

/// A scale from one end to another, with what is written along it.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    low: f64,
    high: f64,
    ticks: Vec<Figure>,
}

impl Axis {
    /// A scale; none where the ends are not finite, or the second is not above the first.
    pub fn new(low: f64, high: f64) -> Option<Self> {
        let wide = high - low;
        (wide.is_finite() && wide > 0.0).then(|| Self { low, high, ticks: Vec::new() })
    }

    /// Adds what is written along it.
    #[must_use]
    pub fn ticks(mut self, ticks: impl IntoIterator<Item = Figure>) -> Self {
        self.ticks = ticks.into_iter().collect();
        self
    }

    /// Where a value lies, from 0 to 1; what is beyond an end lies at it.
    fn share(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

#[cfg(test)]
mod tests;
