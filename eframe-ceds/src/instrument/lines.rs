use std::collections::BTreeMap;

use serde_json::value::RawValue;
use toml::de::DeTable;

use super::format::{Format, line_of};

/// Where each part of a text begins.
#[derive(Debug, Default)]
pub(crate) struct Lines(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    line: usize,
    /// The member of the document that holds it.
    list: String,
    /// Its place in the list; none where the member is one table.
    index: Option<usize>,
    id: Option<String>,
}

impl Lines {
    /// Where nothing has a line.
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// The parts of a text; none where it is not even TOML or JSON.
    pub(crate) fn of(text: &str, format: Format) -> Self {
        let mut entries = match format {
            Format::Toml => of_toml(text),
            Format::Json => of_json(text),
        };
        entries.sort_by_key(|entry| entry.line);
        Self(entries)
    }

    /// The line of a part.
    pub(crate) fn line(&self, list: &str, index: Option<usize>) -> Option<usize> {
        let found = self.0.iter().find(|entry| entry.list == list && entry.index == index);
        found.map(|entry| entry.line)
    }

    /// The part that a line belongs to, as it stands in errors.
    pub(crate) fn place(&self, line: usize) -> String {
        match self.0.iter().rev().find(|entry| entry.line <= line) {
            Some(Entry { list, id: Some(id), .. }) => format!("{list} {id:?}"),
            Some(Entry { list, index: Some(index), .. }) => format!("{list} {}", index + 1),
            Some(Entry { list, .. }) => list.clone(),
            None => String::new(),
        }
    }
}

fn of_toml(text: &str) -> Vec<Entry> {
    let Ok(table) = DeTable::parse(text) else { return Vec::new() };
    let mut entries = Vec::new();
    for (key, value) in table.get_ref() {
        let list = key.get_ref().to_string();
        let Some(items) = value.get_ref().as_array() else {
            let line = line_of(text, key.span().start);
            entries.push(Entry { line, list, index: None, id: None });
            continue;
        };
        for (index, item) in items.iter().enumerate() {
            let id = item.get_ref().as_table().and_then(|table| table.get("id"));
            entries.push(Entry {
                line: line_of(text, item.span().start),
                list: list.clone(),
                index: Some(index),
                id: id.and_then(|id| id.get_ref().as_str()).map(str::to_owned),
            });
        }
    }
    entries
}

fn of_json(text: &str) -> Vec<Entry> {
    let Ok(members) = serde_json::from_str::<BTreeMap<String, &RawValue>>(text) else {
        return Vec::new();
    };
    // A raw value borrows from the text, so the distance of the two pointers is its place.
    let line = |raw: &RawValue| line_of(text, raw.get().as_ptr() as usize - text.as_ptr() as usize);
    let mut entries = Vec::new();
    for (list, value) in members {
        let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(value.get()) else {
            entries.push(Entry { line: line(value), list, index: None, id: None });
            continue;
        };
        for (index, item) in items.into_iter().enumerate() {
            let members = serde_json::from_str::<BTreeMap<String, &RawValue>>(item.get());
            let id = members
                .ok()
                .and_then(|members| serde_json::from_str::<String>(members.get("id")?.get()).ok());
            entries.push(Entry { line: line(item), list: list.clone(), index: Some(index), id });
        }
    }
    entries
}
