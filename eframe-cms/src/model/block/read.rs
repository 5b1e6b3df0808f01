use eframe_core::FieldErrors;

use super::{
    Accordion, Attachment, Block, CallToAction, Contact, Figure, Figures, Fold, Gallery, Heading,
    Image, Own, Quote, Table,
};
use crate::markdown::is_nested_too_deep;
use crate::model::content::{one_line, paragraphs};
use crate::model::facts::{is_on_the_web, plausible_email};
use crate::model::{FileRef, LIMITS};

/// Cleans the texts of one block and notes what is wrong with them.
///
/// What is empty is not wrong yet: a draft may wait for a source. Publishing is refused then.
struct Reader<'a> {
    /// The number of the block; none for a text that is the whole body.
    block: Option<usize>,
    errors: &'a mut FieldErrors,
}

impl Block {
    /// The block as it is kept.
    pub(in crate::model) fn read(&self, block: Option<usize>, errors: &mut FieldErrors) -> Self {
        let mut read = Reader { block, errors };
        match self {
            Self::Text(text) => Self::text(read.markdown("markdown", &text.markdown)),
            Self::Heading(heading) => Self::Heading(read.heading(heading)),
            Self::Image(image) => Self::Image(read.image("", image)),
            Self::Gallery(gallery) => Self::Gallery(read.gallery(gallery)),
            Self::Document(attached) => Self::Document(read.attachment(attached)),
            Self::Quote(quote) => Self::Quote(Quote {
                text: read.lines("text", &quote.text),
                source: read.line("source", &quote.source),
                url: read.link("url", &quote.url),
            }),
            Self::Table(table) => Self::Table(read.table(table)),
            Self::Figures(figures) => Self::Figures(read.figures(figures)),
            Self::CallToAction(call) => Self::CallToAction(CallToAction {
                label: read.line("label", &call.label),
                url: read.link("url", &call.url),
                text: read.lines("text", &call.text),
            }),
            Self::Accordion(accordion) => Self::Accordion(read.accordion(accordion)),
            Self::Contact(contact) => Self::Contact(read.contact(contact)),
            Self::Own(own) => Self::Own(read.own(own)),
        }
    }
}

impl Reader<'_> {
    fn at(&self, field: &str) -> String {
        match self.block {
            Some(number) => format!("body[{number}].{field}"),
            None => "body".to_owned(),
        }
    }

    fn wrong(&mut self, field: &str, key: &'static str) {
        let field = self.at(field);
        self.errors.add(field, key);
    }

    fn most(&mut self, field: &str, key: &'static str, is: usize, most: usize) {
        if is > most {
            let field = self.at(field);
            self.errors.add_with(field, key, vec![("most", most.to_string())]);
        }
    }

    fn line(&mut self, field: &str, text: &str) -> String {
        let line = one_line(text);
        self.most(field, "cms.desk.field.long", line.chars().count(), LIMITS.line);
        line
    }

    /// Plain lines; their length is bounded by that of the whole body.
    fn lines(&mut self, field: &str, text: &str) -> String {
        let lines = paragraphs(text);
        self.most(field, "cms.desk.field.long", lines.chars().count(), LIMITS.paragraph * 10);
        lines
    }

    fn markdown(&mut self, field: &str, text: &str) -> String {
        let text = paragraphs(text);
        if is_nested_too_deep(&text) {
            self.wrong(field, "cms.desk.field.body.deep");
        }
        text
    }

    /// A path of the site, or an address on the web.
    fn link(&mut self, field: &str, url: &str) -> String {
        let url = one_line(url);
        let right = url.is_empty() || is_a_path(&url) || is_on_the_web(&url);
        if !right {
            self.wrong(field, "cms.desk.field.block.url");
        }
        url
    }

    fn heading(&mut self, heading: &Heading) -> Heading {
        let text = self.line("text", &heading.text);
        if !(2..=4).contains(&heading.level) {
            self.wrong("level", "cms.desk.field.block.level");
        }
        Heading { level: heading.level, text }
    }

    /// A picture; `group` is what the names of its fields begin with.
    fn image(&mut self, group: &str, image: &Image) -> Image {
        let name = |field: &str| format!("{group}{field}");
        let file = self.file(&name("file"), &image.file, FileRef::is_picture);
        Image {
            file,
            alt: self.paragraph(&name("alt"), &image.alt),
            decorative: image.decorative,
            caption: self.paragraph(&name("caption"), &image.caption),
            credit: self.line(&name("credit"), &image.credit),
        }
    }

    fn gallery(&mut self, gallery: &Gallery) -> Gallery {
        let title = self.line("title", &gallery.title);
        self.most("items", "cms.desk.field.block.items", gallery.items.len(), LIMITS.items);
        let mut items = Vec::new();
        for (place, image) in gallery.items.iter().enumerate() {
            let image = self.image(&format!("items[{place}]."), image);
            if image != Image::default() {
                items.push(image);
            }
        }
        Gallery { title, items }
    }

    fn attachment(&mut self, attached: &Attachment) -> Attachment {
        Attachment {
            file: self.file("file", &attached.file, |_| true),
            title: self.line("title", &attached.title),
            caption: self.paragraph("caption", &attached.caption),
        }
    }

    /// A file of a kind that fits. Whether the library has it is not known here.
    fn file(
        &mut self,
        field: &str,
        file: &Option<FileRef>,
        fits: impl Fn(&FileRef) -> bool,
    ) -> Option<FileRef> {
        if file.as_ref().is_some_and(|file| !fits(file) || !file.is_sound()) {
            self.wrong(field, "cms.desk.field.block.file");
        }
        file.clone()
    }

    /// One line of a sentence or two.
    fn paragraph(&mut self, field: &str, text: &str) -> String {
        let line = one_line(text);
        self.most(field, "cms.desk.field.long", line.chars().count(), LIMITS.paragraph);
        line
    }

    fn table(&mut self, table: &Table) -> Table {
        let caption = self.line("caption", &table.caption);
        let cells = |row: &Vec<String>| row.iter().map(|cell| one_line(cell)).collect::<Vec<_>>();
        let mut rows = table.rows.iter().map(cells).collect::<Vec<_>>();
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
        self.most("rows", "cms.desk.field.block.columns", columns, LIMITS.columns);
        self.most("rows", "cms.desk.field.block.items", rows.len(), LIMITS.items);
        if columns <= LIMITS.columns {
            rows.iter_mut().for_each(|row| row.resize(columns, String::new()));
        }
        Table { caption, header: table.header, rows }
    }

    fn figures(&mut self, figures: &Figures) -> Figures {
        let title = self.line("title", &figures.title);
        self.most("items", "cms.desk.field.block.items", figures.items.len(), LIMITS.items);
        let mut items = Vec::new();
        for (place, figure) in figures.items.iter().enumerate() {
            let name = |field: &str| format!("items[{place}].{field}");
            let figure = Figure {
                label: self.line(&name("label"), &figure.label),
                value: one_line(&figure.value),
                unit: self.line(&name("unit"), &figure.unit),
                source: self.line(&name("source"), &figure.source),
                date: one_line(&figure.date),
            };
            if !is_a_decimal(&figure.value) {
                self.wrong(&name("value"), "cms.desk.field.block.value");
            }
            if !is_a_date(&figure.date) {
                self.wrong(&name("date"), "cms.desk.field.block.date");
            }
            if figure != Figure::default() {
                items.push(figure);
            }
        }
        Figures { title, chart: figures.chart, items }
    }

    fn accordion(&mut self, accordion: &Accordion) -> Accordion {
        self.most("items", "cms.desk.field.block.items", accordion.items.len(), LIMITS.items);
        let mut items = Vec::new();
        for (place, fold) in accordion.items.iter().enumerate() {
            let name = |field: &str| format!("items[{place}].{field}");
            let title = self.line(&name("title"), &fold.title);
            let markdown = self.markdown(&name("markdown"), &fold.markdown);
            let fold = Fold { title, markdown };
            if fold != Fold::default() {
                items.push(fold);
            }
        }
        Accordion { items }
    }

    fn contact(&mut self, contact: &Contact) -> Contact {
        let contact = Contact {
            name: self.line("name", &contact.name),
            role: self.line("role", &contact.role),
            address: self.lines("address", &contact.address),
            phone: one_line(&contact.phone),
            email: self.line("email", &contact.email),
            hours: self.line("hours", &contact.hours),
        };
        if !contact.email.is_empty() && !plausible_email(&contact.email) {
            self.wrong("email", "cms.desk.field.email.form");
        }
        if !is_a_number_to_call(&contact.phone) {
            self.wrong("phone", "cms.desk.field.block.phone");
        }
        contact
    }

    /// Its own kind says more of them, where the host has it.
    fn own(&mut self, own: &Own) -> Own {
        self.most("type", "cms.desk.field.block.items", own.fields.len(), LIMITS.items);
        let clean = |(field, text): (&String, &String)| (one_line(field), paragraphs(text));
        Own { name: own.name.clone(), fields: own.fields.iter().map(clean).collect() }
    }
}

/// A path of the site, with a query and a fragment where it needs them.
pub(in crate::model) fn is_a_path(url: &str) -> bool {
    let plain = |c: char| !c.is_whitespace() && !c.is_control() && !"\"<>\\".contains(c);
    url.starts_with('/') && !url.starts_with("//") && url.chars().all(plain)
}

/// `12`, `-0.5`, `1234567.25`: so many digits as a double holds. Empty while it is not known.
fn is_a_decimal(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    let all = |part: &str, most| {
        (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.is_empty() || (all(whole, 12) && all(rest, 3))
}

/// A year, a month or a day. Empty while it is not known.
fn is_a_date(text: &str) -> bool {
    let whole = match text.len() {
        0 => return true,
        4 => format!("{text}-01-01"),
        7 => format!("{text}-01"),
        10 => text.to_owned(),
        _ => return false,
    };
    let plain = whole.bytes().zip(b"0000-00-00").all(|(byte, like)| match like {
        b'0' => byte.is_ascii_digit(),
        mark => byte == *mark,
    });
    plain && whole.parse::<jiff::civil::Date>().is_ok()
}

/// Digits with what people put between them, a plus before them. May be empty.
fn is_a_number_to_call(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let plain = |c: char| c.is_ascii_digit() || " ()-./+".contains(c);
    text.is_empty() || ((3..=20).contains(&digits) && text.len() <= 40 && text.chars().all(plain))
}
