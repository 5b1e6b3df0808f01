//! The blocks of a body as fields of a form, and a form's fields as blocks again.
//!
//! A body that is text alone is one field, `body`, as it was before there were blocks. Else each block is a group of
//! fields: `body[3].type` and, by its kind, `body[3].caption` or `body[3].items[0].label`.

mod choose;
mod parts;
mod posted;
mod step;

use eframe_core::Language;
use eframe_core::form::{Choice, Field};
use serde::Serialize;

use self::choose::FileForm;
pub(super) use self::choose::{After, after};
use self::parts::{Input, Part, parts};
use self::posted::AT_END;
pub(super) use self::posted::{again, read};
use self::step::Here;
pub(super) use self::step::Step;
use super::seat::Seat;
use crate::model::block::Own;
use crate::model::{Block, Body};

/// The kinds that can be added, in the order they are offered.
const KINDS: [&str; 11] = [
    "text",
    "heading",
    "image",
    "gallery",
    "document",
    "quote",
    "table",
    "figures",
    "call-to-action",
    "accordion",
    "contact",
];

/// Those of them that show files of the library.
const OF_FILES: [&str; 3] = ["image", "gallery", "document"];

/// One block as a group of fields.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct BlockForm {
    /// What the names of its fields begin with: `body[3]`.
    name: String,
    /// Its place, counted from 0, as the buttons name it.
    place: usize,
    kind: String,
    legend: String,
    /// What is to be said about it before its fields.
    note: String,
    file: Option<FileForm>,
    fields: Vec<Field>,
    items: Vec<ItemForm>,
    /// What the button says that adds another item; empty where the kind has none.
    more: String,
    is_first: bool,
    is_last: bool,
    /// Whether the reader goes on here.
    here: bool,
}

/// One of the things that a block lists.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct ItemForm {
    legend: String,
    file: Option<FileForm>,
    fields: Vec<Field>,
    here: bool,
}

/// A body in a form.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct BodyForm {
    /// The field of a body that is text alone.
    text: Option<Field>,
    blocks: Vec<BlockForm>,
    /// What asks for the kind and the place of a new block.
    add: Vec<Field>,
    /// Whether the reader goes on at the head of the blocks.
    here: bool,
    /// What Return does while a file is being chosen: it looks for the words that were typed.
    finding: String,
}

impl BodyForm {
    /// The fields of a body that is written in this language.
    pub(super) fn of(seat: &Seat, body: &Body, language: Language, after: Option<&After>) -> Self {
        let here = after.map(|after| after.here);
        let alone = body.as_text().is_some();
        let last = body.blocks().len().saturating_sub(1);
        let group = |(place, block): (usize, &Block)| BlockForm {
            is_last: place == last,
            ..BlockForm::of(seat, place, block, language, after)
        };
        let blocks = body.blocks().iter().enumerate().filter(|_| !alone).map(group);
        let finding = after.filter(|after| after.picker.is_some());
        let finding = finding.map(|after| format!("choose:{}", after.here.spot()));
        Self {
            text: alone.then(|| {
                Field::textarea("body", seat.say("cms.desk.form.body"), 18)
                    .hint(seat.say("cms.desk.form.body-hint"))
                    .optional()
                    .written_in(language)
            }),
            blocks: blocks.collect(),
            add: add(seat, body),
            here: here.is_some_and(|here| here.block >= body.blocks().len()),
            finding: finding.unwrap_or_default(),
        }
    }
}

/// What asks for the kind and the place of a new block.
fn add(seat: &Seat, body: &Body) -> Vec<Field> {
    let has_files = seat.cms.shelf().is_ok();
    let kinds = KINDS.into_iter().filter(|kind| has_files || !OF_FILES.contains(kind));
    let kinds = kinds.map(|kind| Choice::new(kind, seat.say(&kind_name(kind))));
    let own = seat.cms.own().all();
    let own = own.map(|(name, kind)| Choice::new(name.as_str(), kind.title(seat.language)));
    let kinds = kinds.chain(own).collect();
    let end = body.blocks().len();
    let mut places = vec![Choice::new(AT_END, seat.say("cms.desk.block.at-end"))];
    if end > 0 {
        places.push(Choice::new("0", seat.say("cms.desk.block.at-start")));
    }
    for (place, block) in body.blocks().iter().enumerate().take(end.saturating_sub(1)) {
        let args = [("block", legend(seat, place, block).into())];
        let below = seat.say_with("cms.desk.block.at-below", &args);
        places.push(Choice::new((place + 1).to_string(), below));
    }
    vec![
        Field::select("block-kind", seat.say("cms.desk.block.add-kind"), kinds),
        Field::select("block-at", seat.say("cms.desk.block.add-at"), places),
    ]
}

impl BlockForm {
    fn of(
        seat: &Seat,
        place: usize,
        block: &Block,
        language: Language,
        after: Option<&After>,
    ) -> Self {
        let (name, kind) = (format!("body[{place}]"), block.kind().to_owned());
        let (fields, items) = parts(block);
        let field = |prefix: &str, part: &Part| part.field(seat, prefix, &kind, language);
        let after = after.filter(|after| after.here.block == place);
        let here = after.map(|after| after.here);
        let files = block.files_by_item();
        let file = |item: Option<usize>| {
            let (_, file) = files.iter().find(|(of, _)| *of == item)?;
            let at = item.map(|at| format!(".items[{at}]")).unwrap_or_default();
            let open = after.filter(|after| after.here.item == item);
            let picker = open.and_then(|after| after.picker.as_ref());
            let spot = Here { block: place, item };
            Some(FileForm::of(seat, &format!("{name}{at}.file"), spot, *file, picker))
        };
        let item = |(at, parts): (usize, &Vec<Part>)| ItemForm {
            legend: seat.say_with(&item_name(&kind), &[("number", (at + 1).into())]),
            file: file(Some(at)),
            fields: parts.iter().map(|part| field(&format!("{name}.items[{at}]"), part)).collect(),
            here: here.is_some_and(|here| here.item == Some(at)),
        };
        let more = if items.is_empty() { String::new() } else { seat.say(&more_name(&kind)) };
        let fields = match block {
            Block::Own(own) => own_fields(seat, own, &name),
            _ => fields.iter().map(|part| field(&name, part)).collect(),
        };
        let unknown = matches!(block, Block::Own(own) if seat.cms.own().get(own).is_none());
        Self {
            place,
            legend: legend(seat, place, block),
            file: file(None),
            note: if unknown { seat.say("cms.desk.block.unknown") } else { String::new() },
            fields,
            items: items.iter().enumerate().map(item).collect(),
            more,
            is_first: place == 0,
            is_last: false,
            here: here.is_some_and(|here| here.item.is_none()),
            name,
            kind,
        }
    }

    pub(super) fn sample(place: usize) -> Self {
        let name = format!("body[{place}]");
        let field = |of: &str| Field::text(&format!("{name}.{of}"), "Title");
        let item = ItemForm {
            legend: "Figure 1".to_owned(),
            file: Some(FileForm::sample(place)),
            fields: vec![field("items[0].label")],
            here: place == 1,
        };
        Self {
            place,
            kind: "figures".to_owned(),
            legend: "Block 1: Figures".to_owned(),
            file: Some(FileForm::sample(place)),
            note: if place == 2 { "Nobody knows it".to_owned() } else { String::new() },
            fields: vec![field("title")],
            items: if place == 2 { Vec::new() } else { vec![item] },
            more: if place == 2 { String::new() } else { "Another figure".to_owned() },
            is_first: place == 0,
            is_last: place == 2,
            here: place == 0,
            name,
        }
    }
}

impl BodyForm {
    pub(super) fn samples() -> [Self; 2] {
        let choice = || vec![Choice::new("text", "Text")];
        let add = vec![Field::select("block-kind", "Kind", choice())];
        let text = Some(Field::textarea("body", "Text", 8));
        let alone = Self { text, add: add.clone(), here: true, ..Self::default() };
        [alone, Self { blocks: (0..3).map(BlockForm::sample).collect(), add, ..Self::default() }]
    }
}

/// `Block 4: Quote`.
pub(super) fn legend(seat: &Seat, place: usize, block: &Block) -> String {
    let kind = match block {
        Block::Own(own) => match seat.cms.own().get(own) {
            Some(kind) => kind.title(seat.language),
            None => own.name.to_string(),
        },
        known => seat.say(&kind_name(known.kind())),
    };
    let args = [("number", (place + 1).into()), ("kind", kind.as_str().into())];
    seat.say_with("cms.desk.block.legend", &args)
}

/// The fields of a kind that the host brought; of one that it took away again, all there is, seen by nobody.
fn own_fields(seat: &Seat, own: &Own, group: &str) -> Vec<Field> {
    let fields = match seat.cms.own().get(own) {
        Some(kind) => kind.fields(seat.language),
        None => own.fields.keys().map(|of| Field::hidden(of)).collect(),
    };
    fields.into_iter().map(|field| field.within(group)).collect()
}

fn kind_name(kind: &str) -> String {
    ["cms.desk.block.kind.", kind].concat()
}

fn item_name(kind: &str) -> String {
    ["cms.desk.block.item.", kind].concat()
}

fn more_name(kind: &str) -> String {
    ["cms.desk.block.more.", kind].concat()
}

impl Part {
    fn field(&self, seat: &Seat, prefix: &str, kind: &str, language: Language) -> Field {
        let name = format!("{prefix}.{}", self.name);
        if matches!(self.input, Input::File) {
            return Field::hidden(&name);
        }
        let label = seat.say(&["cms.desk.block.", kind, ".", self.name].concat());
        let hint = |key| seat.say(key);
        match self.input {
            Input::Line => Field::text(&name, label).optional().written_in(language),
            Input::Needed => Field::text(&name, label).written_in(language),
            Input::Plain(key) => Field::text(&name, label).hint(hint(key)).optional(),
            Input::Url => Field::url(&name, label).hint(hint("cms.desk.block.url-hint")).optional(),
            Input::Email => Field::email(&name, label).optional(),
            Input::Lines(rows) => {
                Field::textarea(&name, label, rows).optional().written_in(language)
            }
            Input::Markdown(rows) => Field::textarea(&name, label, rows)
                .hint(hint("cms.desk.form.body-hint"))
                .optional()
                .written_in(language),
            Input::Rows => Field::textarea(&name, label, 8)
                .hint(hint("cms.desk.block.rows-hint"))
                .optional()
                .written_in(language),
            Input::Check => Field::checkbox(&name, label),
            // Returned above: buttons choose it.
            Input::File => Field::hidden(&name),
            Input::Choice(choices) => {
                let choices = choices.iter().map(|value| {
                    let key = ["cms.desk.block.", kind, ".", self.name, ".", value].concat();
                    Choice::new(*value, seat.say(&key))
                });
                Field::select(&name, label, choices.collect())
            }
        }
    }
}
