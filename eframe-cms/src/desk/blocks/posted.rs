use std::collections::BTreeMap;

use eframe_core::form::Posted;

use super::parts::{Part, parts};
use crate::model::block::{
    Accordion, Attachment, CallToAction, Contact, Figure, Figures, Fold, Gallery, Heading, Image,
    Own, OwnName, Quote, Table, TableHeader, Text,
};
use crate::model::{Block, Body, FileRef, rows};

/// The place of a block that is added behind all others, however many there are by then.
pub(in crate::desk) const AT_END: &str = "end";

/// The fields that only tell which button was pressed, and what of.
const BUTTONS: [&str; 4] = ["do", "block-kind", "block-at", "pick-words"];

/// What was posted of one block, or of one thing that it lists.
#[derive(Default)]
struct Group {
    fields: BTreeMap<String, String>,
    items: BTreeMap<usize, BTreeMap<String, String>>,
}

/// The body that was posted, nothing of it checked: its blocks in the order of their numbers.
pub(in crate::desk) fn read(posted: &Posted) -> Body {
    let mut groups = BTreeMap::<usize, Group>::new();
    for (name, value) in posted.iter() {
        let Some((place, field)) = numbered(name, "body[") else { continue };
        let group = groups.entry(place).or_default();
        let value = value.to_owned();
        match numbered(field, "items[") {
            Some((at, field)) => {
                group.items.entry(at).or_default().entry(field.to_owned()).or_insert(value);
            }
            None => {
                group.fields.entry(field.to_owned()).or_insert(value);
            }
        }
    }
    if groups.is_empty() {
        return posted.one("body").into();
    }
    Body::new(groups.into_values().filter_map(Group::block).collect())
}

/// The same form with its blocks numbered anew, and without its buttons.
pub(in crate::desk) fn again(posted: &Posted, body: &Body) -> Posted {
    let other = |name: &str| {
        name != "body" && numbered(name, "body[").is_none() && !BUTTONS.contains(&name)
    };
    let others = posted.iter().filter(|(name, _)| other(name));
    let others = others.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let mut all = others.collect::<Vec<_>>();
    all.extend(values(body));
    all.push(("block-at".to_owned(), AT_END.to_owned()));
    all.into_iter().collect()
}

/// What is in the fields of a body.
fn values(body: &Body) -> Vec<(String, String)> {
    if let Some(text) = body.as_text() {
        return vec![("body".to_owned(), text.to_owned())];
    }
    let mut values = Vec::new();
    for (place, block) in body.blocks().iter().enumerate() {
        let name = |field: &str| format!("body[{place}].{field}");
        values.push((name("type"), block.kind().to_owned()));
        let (fields, items) = parts(block);
        values.extend(fields.into_iter().map(|Part { name: of, value, .. }| (name(of), value)));
        for (at, item) in items.into_iter().enumerate() {
            let item = item.into_iter();
            values
                .extend(item.map(|part| (name(&format!("items[{at}].{}", part.name)), part.value)));
        }
        if let Block::Own(own) = block {
            values.extend(own.fields.iter().map(|(field, text)| (name(field), text.clone())));
        }
    }
    values
}

/// `body[3].caption` is the third's caption.
fn numbered<'a>(name: &'a str, before: &str) -> Option<(usize, &'a str)> {
    let (number, field) = name.strip_prefix(before)?.split_once("].")?;
    Some((number.parse().ok()?, field))
}

impl Group {
    fn take(&mut self, field: &str) -> String {
        self.fields.remove(field).unwrap_or_default()
    }

    fn items<T>(&mut self, item: impl Fn(&mut Self) -> T) -> Vec<T> {
        let items = std::mem::take(&mut self.items).into_values();
        items.map(|fields| item(&mut Self { fields, ..Self::default() })).collect()
    }

    /// None where no kind is named that there could be.
    fn block(mut self) -> Option<Block> {
        let kind = self.take("type");
        Some(match kind.as_str() {
            "text" => Block::Text(Text { markdown: self.take("markdown") }),
            "heading" => Block::Heading(Heading {
                level: self.take("level").parse().unwrap_or_default(),
                text: self.take("text"),
            }),
            "image" => Block::Image(self.image()),
            "gallery" => Block::Gallery(Gallery {
                title: self.take("title"),
                items: self.items(Self::image),
            }),
            "document" => Block::Document(Attachment {
                file: self.file(),
                title: self.take("title"),
                caption: self.take("caption"),
            }),
            "quote" => Block::Quote(Quote {
                text: self.take("text"),
                source: self.take("source"),
                url: self.take("url"),
            }),
            "table" => Block::Table(self.table()),
            "figures" => Block::Figures(Figures {
                title: self.take("title"),
                chart: self.take("chart") == "yes",
                items: self.items(Self::figure),
            }),
            "call-to-action" => Block::CallToAction(CallToAction {
                label: self.take("label"),
                url: self.take("url"),
                text: self.take("text"),
            }),
            "accordion" => Block::Accordion(Accordion { items: self.items(Self::fold) }),
            "contact" => Block::Contact(Contact {
                name: self.take("name"),
                role: self.take("role"),
                address: self.take("address"),
                phone: self.take("phone"),
                email: self.take("email"),
                hours: self.take("hours"),
            }),
            own => {
                let name = own.parse::<OwnName>().ok()?;
                Block::Own(Own { name, fields: self.fields })
            }
        })
    }

    fn image(&mut self) -> Image {
        Image {
            file: self.file(),
            alt: self.take("alt"),
            decorative: self.take("decorative") == "yes",
            caption: self.take("caption"),
            credit: self.take("credit"),
        }
    }

    /// What is no file is none: no form posts such.
    fn file(&mut self) -> Option<FileRef> {
        serde_json::from_str(&self.take("file")).ok()
    }

    fn table(&mut self) -> Table {
        let header = self.take("header");
        let header = TableHeader::ALL.into_iter().find(|choice| choice.code() == header);
        Table {
            caption: self.take("caption"),
            header: header.unwrap_or_default(),
            rows: rows::parse(&self.take("rows")),
        }
    }

    fn figure(&mut self) -> Figure {
        Figure {
            label: self.take("label"),
            value: self.take("value"),
            unit: self.take("unit"),
            source: self.take("source"),
            date: self.take("date"),
        }
    }

    fn fold(&mut self) -> Fold {
        Fold { title: self.take("title"), markdown: self.take("markdown") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_form_shows_it_posts_again() {
        let list = r#"[
            {"type":"text","markdown":"A\nB"},
            {"type":"heading","level":3,"text":"C"},
            {"type":"quote","text":"D","source":"E","url":"/f"},
            {"type":"table","caption":"G","header":"both","rows":[["","h|i"],["j","k"]]},
            {"type":"figures","title":"L","chart":true,"items":[
                {"label":"m","value":"1","unit":"n","source":"o","date":"2026"},
                {"label":"p","value":"wrong","source":"","date":""}]},
            {"type":"call-to-action","label":"q","url":"/r","text":"s"},
            {"type":"accordion","items":[{"title":"t","markdown":"u"}]},
            {"type":"contact","name":"v","role":"w","address":"x\ny","phone":"1","email":"z","hours":"!"},
            {"type":"image","file":FILE,"alt":"2","decorative":true,"caption":"3","credit":"4"},
            {"type":"gallery","title":"5","items":[{"file":FILE,"alt":"6","decorative":false},
                {"alt":"","decorative":false}]},
            {"type":"document","file":FILE,"title":"7","caption":"8"},
            {"type":"x-unknown","a[0].b":"c","d":"e"}]"#;
        let file = r#"{"media":"0198c0de-0000-7000-8000-000000000001","number":2,"sha256":"HASH","name":"a.jpg",
            "mime":"image/jpeg","size":9,"pixels":{"width":3,"height":2},"focus":{"x":1,"y":2}}"#;
        let list = list.replace("FILE", &file.replace("HASH", &"0a".repeat(32)));
        let body = serde_json::from_str::<Body>(&list).expect("a body");
        let posted = again(&Posted::from_iter([("title", "T"), ("do", "up:1")]), &body);
        assert_eq!(read(&posted), body);
        assert!(posted.has("title") && !posted.has("do"));
        let text = again(&Posted::default(), &"words".into());
        assert_eq!(read(&text), "words".into());
    }

    #[test]
    fn bad_input_12_numbers_that_no_form_has_do_no_harm() {
        let posted = Posted::from_iter([
            ("body[18446744073709551615].type", "heading"),
            ("body[18446744073709551616].type", "heading"),
            ("body[-1].type", "heading"),
            ("body[7].type", "iframe"),
            ("body[5].type", "quote"),
            ("body[5].items[99].label", "x"),
        ]);
        let kinds = read(&posted);
        let kinds = kinds.blocks().iter().map(Block::kind).collect::<Vec<_>>();
        assert_eq!(kinds, ["quote", "heading"]);
    }
}
