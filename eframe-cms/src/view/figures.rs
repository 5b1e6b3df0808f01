use eframe_core::chart::{Bar, Bars};
use jiff::civil::Date;
use serde::Serialize;

use super::Show;
use crate::model::block::{Figure, Figures};

/// Figures as a table with their sources and dates, and as bars where they can be compared.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FiguresView {
    title: String,
    bars: Option<Bars>,
    rows: Vec<FigureView>,
}

#[derive(Clone, Debug, Serialize)]
struct FigureView {
    label: String,
    said: String,
    source: String,
    /// Of when it is, for machines and for people.
    date: String,
    day: String,
}

impl FiguresView {
    /// None while no figure is known: what is not known is not shown.
    pub(super) fn of(show: &Show<'_>, at: usize, figures: &Figures) -> Option<Self> {
        let known = |figure: &&Figure| !figure.value.is_empty();
        let known = figures.items.iter().filter(known).collect::<Vec<_>>();
        let rows = known.iter().map(|figure| show.figure(figure)).collect::<Vec<_>>();
        let bars = (figures.chart && are_comparable(&known)).then(|| {
            let say = |key| show.cms.presentation().say(show.written, key, &[]).text;
            let id = format!("{}-figures-{at}", show.anchors);
            let bars = Bars::new(&id, figures.title.clone())
                .columns(say("cms.figure.what"), [say("cms.figure.value")]);
            known.iter().zip(&rows).fold(bars, |bars, (figure, row)| {
                let value = figure.value.parse().unwrap_or_default();
                bars.group(&row.label, [Bar::new(value, &row.said)])
            })
        });
        (!rows.is_empty()).then(|| Self { title: figures.title.clone(), bars, rows })
    }

    pub(super) fn samples() -> Vec<Self> {
        let row = |source: &str, date: &str| FigureView {
            label: "Members".to_owned(),
            said: "1,234 cities".to_owned(),
            source: source.to_owned(),
            date: date.to_owned(),
            day: date.to_owned(),
        };
        let rows = vec![row("The register", "2026-11-23"), row("", "")];
        let bars = Bars::new("s-figures-1", "Members")
            .columns("Figure", ["Value"])
            .group("Members", [Bar::new(1234.0, "1,234 cities")]);
        let title = "The network in figures".to_owned();
        let drawn = Self { title, bars: Some(bars), rows };
        vec![Self { bars: None, ..drawn.clone() }, drawn]
    }
}

/// Lengths tell something where there are several values of one unit, none of them below nothing.
fn are_comparable(figures: &[&Figure]) -> bool {
    let one_unit = figures.windows(2).all(|two| two[0].unit == two[1].unit);
    figures.len() > 1 && one_unit && figures.iter().all(|figure| !figure.value.starts_with('-'))
}

impl Show<'_> {
    fn figure(&self, figure: &Figure) -> FigureView {
        let formats = self.cms.presentation().formats(self.written);
        let places = figure.value.split_once('.').map_or(0, |(_, rest)| rest.len());
        let number = figure.value.parse().map(|value| formats.decimal(value, places));
        let number = number.unwrap_or_else(|_| figure.value.clone());
        let day = figure.date.parse::<Date>().map(|day| formats.date(day));
        FigureView {
            label: figure.label.clone(),
            said: [number.as_str(), figure.unit.as_str()].join("\u{a0}").trim_end().to_owned(),
            source: figure.source.clone(),
            day: day.unwrap_or_else(|_| figure.date.clone()),
            date: figure.date.clone(),
        }
    }
}
