use crate::model::block::{Figure, Fold, Image};
use crate::model::{Block, FileRef, rows};

/// One field of a block: its name within the block, what is in it, and how it is asked for.
pub(super) struct Part {
    pub(super) name: &'static str,
    pub(super) value: String,
    pub(super) input: Input,
}

/// How a part is asked for.
#[derive(Clone, Copy)]
pub(super) enum Input {
    /// A line in the language of the edition.
    Line,
    /// The same, without which nothing is published.
    Needed,
    /// A line of no language, with a hint.
    Plain(&'static str),
    Url,
    Email,
    /// Plain lines.
    Lines(u8),
    Markdown(u8),
    /// The rows of a table.
    Rows,
    /// Yes or no.
    Check,
    /// A file of the library, as JSON: it is chosen by buttons.
    File,
    /// One of these; each has a message of its name.
    Choice(&'static [&'static str]),
}

const HEADERS: &[&str] = &["row", "column", "both", "none"];
const LEVELS: &[&str] = &["2", "3", "4"];

fn part(name: &'static str, value: impl Into<String>, input: Input) -> Part {
    Part { name, value: value.into(), input }
}

/// The fields of a block, and those of each thing that it lists: at least one, where the kind lists any.
pub(super) fn parts(block: &Block) -> (Vec<Part>, Vec<Vec<Part>>) {
    use Input::{Check, Choice, Email, Line, Lines, Markdown, Plain, Rows, Url};
    let fields = match block {
        Block::Text(text) => vec![part("markdown", &text.markdown, Markdown(12))],
        Block::Heading(heading) => vec![
            part("text", &heading.text, Input::Needed),
            part("level", heading.level.to_string(), Choice(LEVELS)),
        ],
        Block::Image(picture) => image(picture),
        Block::Gallery(gallery) => vec![part("title", &gallery.title, Line)],
        Block::Document(attached) => vec![
            part("file", written(&attached.file), Input::File),
            part("title", &attached.title, Line),
            part("caption", &attached.caption, Line),
        ],
        Block::Quote(quote) => vec![
            part("text", &quote.text, Lines(4)),
            part("source", &quote.source, Line),
            part("url", &quote.url, Url),
        ],
        Block::Table(table) => vec![
            part("caption", &table.caption, Line),
            part("header", table.header.code(), Choice(HEADERS)),
            part("rows", rows::written(&table.rows), Rows),
        ],
        Block::Figures(figures) => vec![
            part("title", &figures.title, Line),
            part("chart", if figures.chart { "yes" } else { "" }, Check),
        ],
        Block::CallToAction(call) => vec![
            part("label", &call.label, Input::Needed),
            part("url", &call.url, Url),
            part("text", &call.text, Lines(2)),
        ],
        Block::Accordion(_) => Vec::new(),
        Block::Contact(contact) => vec![
            part("name", &contact.name, Line),
            part("role", &contact.role, Line),
            part("address", &contact.address, Lines(3)),
            part("phone", &contact.phone, Plain("cms.desk.block.phone-hint")),
            part("email", &contact.email, Email),
            part("hours", &contact.hours, Line),
        ],
        Block::Own(_) => Vec::new(),
    };
    (fields, items(block))
}

fn items(block: &Block) -> Vec<Vec<Part>> {
    use Input::{Line, Markdown, Plain};
    let figure = |figure: &Figure| {
        vec![
            part("label", &figure.label, Line),
            part("value", &figure.value, Plain("cms.desk.block.value-hint")),
            part("unit", &figure.unit, Line),
            part("source", &figure.source, Line),
            part("date", &figure.date, Plain("cms.desk.block.date-hint")),
        ]
    };
    let fold = |fold: &Fold| {
        vec![part("title", &fold.title, Line), part("markdown", &fold.markdown, Markdown(6))]
    };
    match block {
        Block::Gallery(gallery) if gallery.items.is_empty() => vec![image(&Image::default())],
        Block::Gallery(gallery) => gallery.items.iter().map(image).collect(),
        Block::Figures(figures) if figures.items.is_empty() => vec![figure(&Figure::default())],
        Block::Figures(figures) => figures.items.iter().map(figure).collect(),
        Block::Accordion(accordion) if accordion.items.is_empty() => vec![fold(&Fold::default())],
        Block::Accordion(accordion) => accordion.items.iter().map(fold).collect(),
        _ => Vec::new(),
    }
}

fn image(image: &Image) -> Vec<Part> {
    vec![
        part("file", written(&image.file), Input::File),
        part("alt", &image.alt, Input::Needed),
        part("decorative", if image.decorative { "yes" } else { "" }, Input::Check),
        part("caption", &image.caption, Input::Line),
        part("credit", &image.credit, Input::Line),
    ]
}

/// A file as the form posts it again.
fn written(file: &Option<FileRef>) -> String {
    let json = file.as_ref().map(serde_json::to_string);
    json.and_then(Result::ok).unwrap_or_default()
}
