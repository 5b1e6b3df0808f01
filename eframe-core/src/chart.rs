//! Charts: horizontal bars with their figures beside them, for any page of any block.
//!
//! A page puts a [`Bars`] into its context and its template writes `{% import "chart.html" as chart %}` and
//! `{{ chart.bars(page.bars) }}`. Each bar is an inline SVG as wide as its value; label and figure are text, so that
//! they wrap on a phone, turn with the direction of writing and are read aloud. The hues differ in pattern too, and
//! the same figures stand in a table under "Show the figures".
//!
//! ```
//! use eframe_core::chart::{Bar, Bars};
//!
//! let bars = Bars::new("stays", "Days at each stage")
//!     .columns("Stage", ["Half of them"])
//!     .group("Review", [Bar::new(12.0, "12 days")])
//!     .group("Decision", [Bar::none("No stay ended")]);
//! assert!(!bars.is_empty());
//! ```

use serde::Serialize;

/// The hues with their patterns: a sixth series begins with the first again.
const HUES: usize = 5;

/// Groups of horizontal bars, one bar a group for each series.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Bars {
    id: String,
    title: String,
    head: String,
    series: Vec<Series>,
    groups: Vec<Group>,
}

/// One value: how long its bar is, and what is written beside it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Bar {
    #[serde(skip)]
    value: f64,
    said: String,
    /// In percent of the longest bar of the chart, in tenths: `62.5`.
    share: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Series {
    name: String,
    hue: usize,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Group {
    label: String,
    bars: Vec<Bar>,
}

impl Bar {
    /// A value with its figure in the reader's language. What is below nothing, or no number, has no length.
    pub fn new(value: f64, said: impl Into<String>) -> Self {
        let value = if value.is_finite() { value.max(0.0) } else { 0.0 };
        Self { value, said: said.into(), share: String::new() }
    }

    /// No value, and why.
    pub fn none(said: impl Into<String>) -> Self {
        Self::new(0.0, said)
    }
}

impl Bars {
    /// A chart without bars. `id` names it on its page: letters, digits and hyphens.
    pub fn new(id: &str, title: impl Into<String>) -> Self {
        Self { id: id.to_owned(), title: title.into(), ..Self::default() }
    }

    /// What the groups are, and the name of each series, at most five.
    #[must_use]
    pub fn columns<S: Into<String>>(
        mut self,
        head: impl Into<String>,
        series: impl IntoIterator<Item = S>,
    ) -> Self {
        self.head = head.into();
        let named = |(place, name): (usize, S)| Series { name: name.into(), hue: place % HUES + 1 };
        self.series = series.into_iter().enumerate().map(named).collect();
        self
    }

    /// One group: a bar for each series, in their order.
    #[must_use]
    pub fn group(mut self, label: impl Into<String>, bars: impl IntoIterator<Item = Bar>) -> Self {
        self.groups.push(Group { label: label.into(), bars: bars.into_iter().collect() });
        let all = || self.groups.iter().flat_map(|group| &group.bars);
        let most = all().map(|bar| bar.value).fold(0.0, f64::max);
        for bar in self.groups.iter_mut().flat_map(|group| &mut group.bars) {
            let share = if most > 0.0 { bar.value / most * 100.0 } else { 0.0 };
            bar.share = format!("{share:.1}");
        }
        self
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.groups.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(bars: &Bars) -> Vec<&str> {
        bars.groups.iter().flat_map(|group| &group.bars).map(|bar| &*bar.share).collect()
    }

    #[test]
    fn the_longest_bar_is_the_measure_of_all() {
        let bars = Bars::new("x", "X")
            .columns("Stage", ["Half", "Nine of ten"])
            .group("a", [Bar::new(5.0, "5"), Bar::new(8.0, "8")])
            .group("b", [Bar::none("none"), Bar::new(1.0, "1")]);
        assert_eq!(shares(&bars), ["62.5", "100.0", "0.0", "12.5"]);
    }

    #[test]
    fn bad_input_75_what_is_no_number_has_no_length() {
        let odd = [f64::NAN, f64::INFINITY, -3.0, 0.0].map(|value| Bar::new(value, "?"));
        let bars = Bars::new("x", "X").columns("Stage", ["?"]).group("a", odd);
        assert_eq!(shares(&bars), ["0.0"; 4]);
    }

    #[test]
    fn a_sixth_series_takes_the_first_hue_again() {
        let bars = Bars::new("x", "X").columns("Stage", ["1", "2", "3", "4", "5", "6"]);
        let hues: Vec<_> = bars.series.iter().map(|one| one.hue).collect();
        assert_eq!(hues, [1, 2, 3, 4, 5, 1]);
    }
}
