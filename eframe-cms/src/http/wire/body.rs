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
            let within = value.as_array().and_then(|list| list.first()).map(members);
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

    fn owned((field, text): (&str, &str)) -> (String, String) {
        (field.to_owned(), text.to_owned())
    }
}
