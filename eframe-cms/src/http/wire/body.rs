//! How a body is described in the OpenAPI document. It is read and written by [`crate::model::Body`] itself; a test
//! holds the two together.

use std::collections::BTreeMap;

use eframe_core::block::utoipa;
use serde::Serialize;
use utoipa::ToSchema;

/// What an edition says below its title: Markdown, or blocks where it is more than text.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[schema(as = ContentBody)]
pub(in crate::http) enum BodyWire {
    /// Markdown.
    Text(String),
    /// Blocks in their order, at most 100.
    Blocks(Vec<AnyBlockWire>),
}

/// A block of one of the kinds that every site has, or of the host's own.
#[derive(Serialize, ToSchema)]
#[serde(untagged)]
#[schema(as = ContentAnyBlock)]
pub(in crate::http) enum AnyBlockWire {
    /// A kind that every site has.
    Known(BlockWire),
    /// A kind that the host brought.
    Own(OwnWire),
}

/// One part of a body.
#[derive(Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
#[schema(as = ContentBlock)]
pub(in crate::http) enum BlockWire {
    /// Text in Markdown.
    Text(TextBlock),
    /// A heading over the blocks that follow.
    Heading(HeadingBlock),
    /// A picture of the library.
    Image(ImageBlock),
    /// Several of them, side by side.
    Gallery(GalleryBlock),
    /// A file of the library to take away.
    Document(AttachmentBlock),
    /// Somebody's words.
    Quote(QuoteBlock),
    /// Rows and columns of texts.
    Table(TableBlock),
    /// Figures with their sources.
    Figures(FiguresBlock),
    /// The one thing a reader is asked to do.
    CallToAction(CallToActionBlock),
    /// Texts that are folded under their titles.
    Accordion(AccordionBlock),
    /// Who answers, and how to reach them.
    Contact(ContactBlock),
}

/// Texts by the fields of a kind that the host brought.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentOwnBlock)]
pub(in crate::http) struct OwnWire {
    /// The kind: `x-` and lower-case words.
    #[serde(rename = "type")]
    #[schema(example = "x-opening-hours", pattern = "^x-[a-z0-9]+(-[a-z0-9]+)*$")]
    kind: String,
    #[serde(flatten)]
    fields: BTreeMap<String, String>,
}

/// Text.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = ContentTextBlock)]
pub(in crate::http) struct TextBlock {
    /// Markdown.
    markdown: String,
}

/// A heading.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = ContentHeadingBlock)]
pub(in crate::http) struct HeadingBlock {
    /// 2, 3 or 4; the title is 1.
    level: u8,
    /// Its words.
    text: String,
}

/// A picture. What is said of it in the library is copied when it is chosen.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = ContentImageBlock)]
pub(in crate::http) struct ImageBlock {
    /// The picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<FileRefWire>,
    /// What it shows, for those who can't see it.
    alt: String,
    /// Whether it says nothing that the text beside it does not; it then needs no `alt`.
    decorative: bool,
    /// What stands below it.
    #[serde(default)]
    caption: String,
    /// Who made it.
    #[serde(default)]
    credit: String,
}

/// Pictures side by side.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = ContentGalleryBlock)]
pub(in crate::http) struct GalleryBlock {
    /// What they show together.
    #[serde(default)]
    title: String,
    /// The pictures.
    items: Vec<ImageBlock>,
}

/// A file to take away.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = ContentDocumentBlock)]
pub(in crate::http) struct AttachmentBlock {
    /// The file.
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<FileRefWire>,
    /// What the link says.
    title: String,
    /// What it is good for.
    #[serde(default)]
    caption: String,
}

/// A file of the library, pinned to its bytes: `reference` of a version in the library, as it stands there. Only its
/// focal point may be another.
#[derive(Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ContentFileRef)]
pub(in crate::http) struct FileRefWire {
    /// The file in the library.
    media: uuid::Uuid,
    /// Which version of it.
    number: u32,
    /// The hash of its bytes.
    sha256: String,
    /// The last part of its address.
    #[schema(example = "harbour.jpg")]
    name: String,
    /// What it is.
    #[schema(example = "image/jpeg")]
    mime: String,
    /// How many bytes it has.
    size: u64,
    /// The size of a picture.
    #[serde(skip_serializing_if = "Option::is_none")]
    pixels: Option<PixelsWire>,
    /// What stays in sight when a picture is cut.
    #[serde(skip_serializing_if = "Option::is_none")]
    focus: Option<PointWire>,
}

/// The size of a picture.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentPixels)]
pub(in crate::http) struct PixelsWire {
    width: u32,
    height: u32,
    /// Whether it may be transparent or has a palette: its smaller pictures are PNG then.
    #[serde(default)]
    alpha: bool,
}

/// A point of a picture, in percent from the left and from the top.
#[derive(Serialize, ToSchema)]
#[schema(as = ContentPoint)]
pub(in crate::http) struct PointWire {
    x: u8,
    y: u8,
}

/// A quote.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = ContentQuoteBlock)]
pub(in crate::http) struct QuoteBlock {
    /// What was said, in plain lines.
    text: String,
    /// Who said it, and where.
    #[serde(default)]
    source: String,
    /// Where that can be read: a path of the site, or an address on the web.
    #[serde(default)]
    url: String,
}

/// A table.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = ContentTableBlock)]
pub(in crate::http) struct TableBlock {
    /// What it shows.
    caption: String,
    /// Which cells name the others: `row`, `column`, `both` or `none`.
    header: String,
    /// Its rows of cells, at most 500 of at most 20.
    rows: Vec<Vec<String>>,
}

/// Figures.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = ContentFiguresBlock)]
pub(in crate::http) struct FiguresBlock {
    /// What they tell.
    title: String,
    /// Whether they are drawn as bars too.
    chart: bool,
    /// The figures.
    items: Vec<FigureItem>,
}

/// A figure.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = ContentFigure)]
pub(in crate::http) struct FigureItem {
    /// What it counts or measures.
    label: String,
    /// A decimal number: `12.5`. Empty while it is not known; then it is not shown.
    value: String,
    /// What it is counted in.
    #[serde(default)]
    unit: String,
    /// Who says so.
    source: String,
    /// As of when: `2026`, `2026-11` or `2026-11-23`.
    date: String,
}

/// A call to action.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = ContentCallToActionBlock)]
pub(in crate::http) struct CallToActionBlock {
    /// What is done: a verb.
    label: String,
    /// Where: a path of the site without a language, or an address on the web.
    url: String,
    /// What happens then.
    #[serde(default)]
    text: String,
}

/// Folded texts.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = ContentAccordionBlock)]
pub(in crate::http) struct AccordionBlock {
    /// What is folded.
    items: Vec<FoldItem>,
}

/// A folded text.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = ContentFold)]
pub(in crate::http) struct FoldItem {
    /// What is seen while it is folded.
    title: String,
    /// What is seen then: Markdown.
    markdown: String,
}

/// A contact.
#[derive(Default, Serialize, ToSchema)]
#[schema(as = ContentContactBlock)]
pub(in crate::http) struct ContactBlock {
    /// A person, an office or an organisation.
    name: String,
    /// What they answer for.
    #[serde(default)]
    role: String,
    /// A postal address in lines.
    #[serde(default)]
    address: String,
    /// A telephone number.
    #[serde(default)]
    phone: String,
    /// An address for mail.
    #[serde(default)]
    email: String,
    /// When they can be reached, in words.
    #[serde(default)]
    hours: String,
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::model::Body;

    /// The members of each object within, with those of what it lists.
    fn members(value: &Value) -> Vec<String> {
        let Value::Object(object) = value else { return Vec::new() };
        let of = |(name, value): (&String, &Value)| {
            let list = value.as_array().and_then(|list| list.first());
            let within = list.or(Some(value)).map(members);
            let within = within.unwrap_or_default().into_iter();
            let within = within.map(|of| format!("{name}.{of}")).collect::<Vec<_>>();
            std::iter::once(name.clone()).chain(within).collect::<Vec<_>>()
        };
        let mut members = object.iter().flat_map(of).collect::<Vec<_>>();
        members.sort();
        members
    }

    #[test]
    fn each_kind_is_described_by_the_members_it_has() {
        let every = [
            BlockWire::Text(TextBlock::default()),
            BlockWire::Heading(HeadingBlock::default()),
            BlockWire::Image(image()),
            BlockWire::Gallery(GalleryBlock { items: vec![image()], ..GalleryBlock::default() }),
            BlockWire::Document(AttachmentBlock { file: file(), ..AttachmentBlock::default() }),
            BlockWire::Quote(QuoteBlock::default()),
            BlockWire::Table(TableBlock { header: "row".to_owned(), ..TableBlock::default() }),
            BlockWire::Figures(FiguresBlock {
                items: vec![FigureItem::default()],
                ..FiguresBlock::default()
            }),
            BlockWire::CallToAction(CallToActionBlock::default()),
            BlockWire::Accordion(AccordionBlock { items: vec![FoldItem::default()] }),
            BlockWire::Contact(ContactBlock::default()),
        ];
        let own = OwnWire { kind: "x-tram".to_owned(), fields: [("line", "4")].map(owned).into() };
        let every = every.map(AnyBlockWire::Known).into_iter().chain([AnyBlockWire::Own(own)]);
        let described = serde_json::to_value(BodyWire::Blocks(every.collect())).expect("JSON");
        // What is described is read: no member is unknown.
        serde_json::from_value::<Body>(described.clone()).expect("a body");
        // And what is written is described.
        let filled = described.to_string().replace("\"\"", "\"1\"");
        let filled = serde_json::from_str::<Body>(&filled).expect("a body");
        for (block, described) in filled.blocks().iter().zip(described.as_array().expect("a list"))
        {
            let written = serde_json::to_value(block).expect("JSON");
            assert_eq!(members(&written), members(described), "{}", block.kind());
        }
        let text = serde_json::to_value(BodyWire::Text("words".to_owned())).expect("JSON");
        assert_eq!(serde_json::from_value::<Body>(text).expect("a body"), "words".into());
    }

    fn image() -> ImageBlock {
        ImageBlock { file: file(), ..ImageBlock::default() }
    }

    fn file() -> Option<FileRefWire> {
        Some(FileRefWire {
            media: uuid::Uuid::nil(),
            number: 1,
            sha256: "0a".repeat(32),
            name: "harbour.png".to_owned(),
            mime: "image/png".to_owned(),
            size: 9,
            pixels: Some(PixelsWire { width: 3, height: 2, alpha: true }),
            focus: Some(PointWire { x: 1, y: 2 }),
        })
    }

    fn owned((field, text): (&str, &str)) -> (String, String) {
        (field.to_owned(), text.to_owned())
    }
}
