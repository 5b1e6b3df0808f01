//! The page as its template takes it.

use eframe_ceds::chart::{Chart, Drawn, Label, Table, TableRow};
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, context};
use serde::Serialize;

use super::words::Words;

/// A page.
#[derive(Default, Serialize)]
pub(super) struct Page {
    pub(super) title: String,
    pub(super) lead: String,
    pub(super) sections: Vec<Section>,
    pub(super) made: String,
}

/// A part of it with a heading.
#[derive(Default, Serialize)]
pub(super) struct Section {
    pub(super) title: Label,
    pub(super) text: String,
    /// What there is to say in a word or two each.
    pub(super) facts: Vec<Fact>,
    pub(super) charts: Vec<Drawn>,
    pub(super) tables: Vec<Table>,
    pub(super) lines: Vec<Line>,
}

#[derive(Serialize)]
pub(super) struct Fact {
    pub(super) name: String,
    pub(super) value: Label,
}

/// A line of a list: what it is about, what there is to do, a figure.
#[derive(Serialize)]
pub(super) struct Line {
    pub(super) label: Label,
    pub(super) text: Option<Label>,
    pub(super) figure: String,
}

impl Section {
    pub(super) fn new(title: impl Into<Label>) -> Self {
        Self { title: title.into(), ..Self::default() }
    }

    pub(super) fn fact(&mut self, name: String, value: impl Into<Label>) {
        self.facts.push(Fact { name, value: value.into() });
    }

    pub(super) fn chart(title: String, chart: &impl Chart) -> Self {
        Self { charts: vec![chart.drawn()], ..Self::new(title) }
    }

    pub(super) fn table(title: String, head: Vec<String>, rows: Vec<TableRow>) -> Self {
        let caption = title.clone();
        Self { tables: vec![Table { caption, head, rows }], ..Self::new(title) }
    }
}

impl Page {
    /// The page as HTML, with its style in it and no script.
    pub(super) fn html(&self, words: &Words) -> Result<String, minijinja::Error> {
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.add_template("page", include_str!("page.html"))?;
        let direction = if words.right_to_left() { "rtl" } else { "ltr" };
        let page = environment.get_template("page")?.render(context! {
            page => minijinja::Value::from(Serde(self)),
            style => include_str!("page.css"),
            lang => words.language,
            dir => direction,
        })?;
        // Between statements of the template stand empty lines.
        let lines = page.lines().map(str::trim_end).filter(|line| !line.is_empty());
        Ok(lines.flat_map(|line| [line, "\n"]).collect())
    }
}
