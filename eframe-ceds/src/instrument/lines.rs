use std::collections::BTreeMap;

use serde_json::value::RawValue;
use toml::de::{DeTable, DeValue};

use super::format::Format;

/// A place in a text: the line and the letter in it, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    pub(crate) line: usize,
    pub(crate) column: usize,
}

/// Where the lines of a text begin, so that finding many spots reads it once.
pub(super) struct Spots<'a> {
    text: &'a str,
    begins: Vec<usize>,
}

impl<'a> Spots<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self { text, begins: std::iter::once(0).chain(ends.map(|(end, _)| end + 1)).collect() }
    }

    /// The spot of a byte.
    pub(super) fn at(&self, byte: usize) -> Spot {
        let line = self.begins.partition_point(|begin| *begin <= byte).max(1);
        let before = self.text.get(self.begins[line - 1]..byte).unwrap_or_default();
        Spot { line, column: before.chars().count() + 1 }
    }

    /// The spot of a byte in a line, both from 1; of what is before the first, the first.
    pub(super) fn of_byte(&self, line: usize, byte: usize) -> Spot {
        let begins = self.begins.get(line.saturating_sub(1)).copied().unwrap_or_default();
        self.at(begins + byte.saturating_sub(1))
    }
}

/// Where each part of a text begins, and each of its members.
#[derive(Debug, Default)]
pub(crate) struct Lines(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    at: Spot,
    /// The member of the document that holds it.
    list: String,
    /// Its place in the list; none where the member is one table.
    index: Option<usize>,
    id: Option<String>,
    /// Where what its members say begins.
    members: BTreeMap<String, Spot>,
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
        entries.sort_by_key(|entry| entry.at);
        Self(entries)
    }

    /// Where a member of a part stands; else the part itself.
    pub(crate) fn at(
        &self,
        list: &str,
        index: Option<usize>,
        member: Option<&str>,
    ) -> Option<Spot> {
        let found = self.0.iter().find(|entry| entry.list == list && entry.index == index)?;
        Some(member.and_then(|member| found.members.get(member)).copied().unwrap_or(found.at))
    }

    /// The part that a line belongs to, as it stands in errors.
    pub(crate) fn place(&self, line: usize) -> String {
        match self.0.iter().rev().find(|entry| entry.at.line <= line) {
            Some(Entry { list, id: Some(id), .. }) => format!("{list} {id:?}"),
            Some(Entry { list, index: Some(index), .. }) => format!("{list} {}", index + 1),
            Some(Entry { list, .. }) => list.clone(),
            None => String::new(),
        }
    }
}

fn of_toml(text: &str) -> Vec<Entry> {
    let Ok(table) = DeTable::parse(text) else { return Vec::new() };
    let spots = Spots::of(text);
    // A key stands before what it says, also where that is a table that is written further on.
    let members = |value: &DeValue<'_>| match value.as_table() {
        Some(table) => {
            let keys = table.keys();
            keys.map(|key| (key.get_ref().to_string(), spots.at(key.span().start))).collect()
        }
        None => BTreeMap::new(),
    };
    let mut entries = Vec::new();
    for (key, value) in table.get_ref() {
        let list = key.get_ref().to_string();
        let Some(items) = value.get_ref().as_array() else {
            let (at, members) = (spots.at(key.span().start), members(value.get_ref()));
            entries.push(Entry { at, list, index: None, id: None, members });
            continue;
        };
        for (index, item) in items.iter().enumerate() {
            let id = item.get_ref().as_table().and_then(|table| table.get("id"));
            entries.push(Entry {
                at: spots.at(item.span().start),
                list: list.clone(),
                index: Some(index),
                id: id.and_then(|id| id.get_ref().as_str()).map(str::to_owned),
                members: members(item.get_ref()),
            });
        }
    }
    entries
}

fn of_json(text: &str) -> Vec<Entry> {
    type Members<'a> = BTreeMap<String, &'a RawValue>;
    let Ok(parts) = serde_json::from_str::<Members<'_>>(text) else { return Vec::new() };
    let spots = Spots::of(text);
    // A raw value borrows from the text, so the distance of the two pointers is its place.
    let at = |raw: &RawValue| spots.at(raw.get().as_ptr() as usize - text.as_ptr() as usize);
    let entry = |raw: &RawValue, list: String, index: Option<usize>| {
        let members = serde_json::from_str::<Members<'_>>(raw.get()).unwrap_or_default();
        let id = members.get("id").filter(|_| index.is_some());
        let id = id.and_then(|id| serde_json::from_str::<String>(id.get()).ok());
        let members = members.iter().map(|(name, raw)| (name.clone(), at(raw))).collect();
        Entry { at: at(raw), list, index, id, members }
    };
    let mut entries = Vec::new();
    for (list, value) in parts {
        match serde_json::from_str::<Vec<&RawValue>>(value.get()) {
            Ok(items) => {
                let items = items.into_iter().enumerate();
                entries.extend(items.map(|(index, item)| entry(item, list.clone(), Some(index))));
            }
            Err(_) => entries.push(entry(value, list, None)),
        }
    }
    entries
}
