use serde::Serialize;

use super::figures::FiguresView;
use super::file::{FileView, PictureView};
use super::table::TableView;
use super::{Pieces, Show};
use crate::markdown::Heading;
use crate::model::Block;
use crate::model::block::{CallToAction, Contact, Gallery, Quote};

/// A block as its template shows it: `cms/block/_KIND.html`.
#[derive(Clone, Debug, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub(crate) enum BlockView {
    Text { html: String },
    Heading(Heading),
    Image(PictureView),
    Gallery { title: String, pictures: Vec<PictureView> },
    Document(FileView),
    Quote { lines: Vec<String>, source: String, link: Option<LinkView> },
    Table(TableView),
    Figures(FiguresView),
    CallToAction { label: String, link: LinkView, lines: Vec<String> },
    Accordion { folds: Vec<FoldView> },
    Contact(ContactView),
    Own { html: String },
}

/// Where a link leads.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LinkView {
    href: String,
    /// Whether it leaves the site.
    outside: bool,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct FoldView {
    title: String,
    html: String,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct ContactView {
    name: String,
    role: String,
    address: Vec<String>,
    phone: String,
    /// The number as a telephone dials it.
    dial: String,
    email: String,
    hours: String,
}

impl Show<'_> {
    /// How the block at this place is shown; not at all while it says nothing.
    pub(super) fn block(&self, at: usize, block: &Block, pieces: &mut Pieces) -> Option<BlockView> {
        match block {
            Block::Text(_) => Some(BlockView::Text { html: pieces.html() }),
            Block::Heading(heading) if heading.text.is_empty() => None,
            Block::Heading(_) => pieces.heading().map(BlockView::Heading),
            Block::Image(image) => PictureView::of(self, at, image).map(BlockView::Image),
            Block::Gallery(gallery) => self.gallery(at, gallery),
            Block::Document(attached) => FileView::of(self, attached).map(BlockView::Document),
            Block::Quote(quote) => self.quote(quote),
            Block::Table(table) => TableView::of(table).map(BlockView::Table),
            Block::Figures(figures) => FiguresView::of(self, at, figures).map(BlockView::Figures),
            Block::CallToAction(call) => self.call(call),
            Block::Accordion(accordion) => {
                let folds = accordion.items.iter();
                let folds =
                    folds.map(|fold| FoldView { title: fold.title.clone(), html: pieces.html() });
                let folds = folds.collect::<Vec<_>>();
                (!folds.is_empty()).then_some(BlockView::Accordion { folds })
            }
            Block::Contact(contact) => ContactView::of(contact).map(BlockView::Contact),
            Block::Own(own) => {
                let html = self.cms.own().html(own, self.written);
                html.map(|html| BlockView::Own { html })
            }
        }
    }

    fn gallery(&self, at: usize, gallery: &Gallery) -> Option<BlockView> {
        let pictures = gallery.items.iter().filter_map(|image| PictureView::of(self, at, image));
        let (title, pictures) = (gallery.title.clone(), pictures.collect::<Vec<_>>());
        (!pictures.is_empty()).then_some(BlockView::Gallery { title, pictures })
    }

    fn quote(&self, quote: &Quote) -> Option<BlockView> {
        let (lines, source) = (lines(&quote.text), quote.source.clone());
        let link = Some(&quote.url).filter(|url| !url.is_empty()).map(|url| LinkView::to(url));
        (!lines.is_empty()).then_some(BlockView::Quote { lines, source, link })
    }

    fn call(&self, call: &CallToAction) -> Option<BlockView> {
        let (label, lines) = (call.label.clone(), lines(&call.text));
        let complete = !label.is_empty() && !call.url.is_empty();
        complete.then(|| BlockView::CallToAction { label, link: LinkView::to(&call.url), lines })
    }
}

impl LinkView {
    fn to(url: &str) -> Self {
        Self { href: url.to_owned(), outside: !url.starts_with('/') }
    }
}

impl ContactView {
    fn of(contact: &Contact) -> Option<Self> {
        let Contact { name, role, address, phone, email, hours } = contact.clone();
        let dialled = |c: &char| c.is_ascii_digit() || *c == '+';
        let dial = phone.chars().filter(dialled).collect();
        let address = lines(&address);
        (!name.is_empty()).then_some(Self { name, role, address, phone, dial, email, hours })
    }
}

/// The lines of a plain text that hold something.
pub(super) fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A block of each kind, full and bare.
pub(super) fn samples() -> Vec<BlockView> {
    let line = || vec!["Seoul Global Center".to_owned(), "38 Jong-ro".to_owned()];
    let link = |outside| LinkView { href: "/en/about".to_owned(), outside };
    let contact = ContactView {
        name: "Secretariat".to_owned(),
        role: "Press".to_owned(),
        address: line(),
        phone: "+82 2 2133 0000".to_owned(),
        dial: "+82221330000".to_owned(),
        email: "press@city.example".to_owned(),
        hours: "Monday to Friday".to_owned(),
    };
    let bare = ContactView {
        role: String::new(),
        address: Vec::new(),
        phone: String::new(),
        email: String::new(),
        hours: String::new(),
        ..contact.clone()
    };
    let quote =
        |source: &str, link| BlockView::Quote { lines: line(), source: source.to_owned(), link };
    let heading = Heading { level: 2, anchor: "s-fees".to_owned(), text: "Fees".to_owned() };
    let fold = FoldView { title: "Who may join?".to_owned(), html: "<p>Cities.</p>".to_owned() };
    let call = |outside, lines| BlockView::CallToAction {
        label: "Apply".to_owned(),
        link: link(outside),
        lines,
    };
    let mut samples = vec![
        BlockView::Text { html: "<p>Text.</p>".to_owned() },
        BlockView::Heading(heading),
        quote("A mayor", Some(link(true))),
        quote("A mayor", None),
        quote("", Some(link(false))),
        quote("", None),
        call(true, line()),
        call(false, Vec::new()),
        BlockView::Accordion { folds: vec![fold] },
        BlockView::Contact(contact),
        BlockView::Own { html: "<p>Tram 4</p>".to_owned() },
        BlockView::Contact(bare),
    ];
    for title in ["The harbour", ""] {
        let pictures = PictureView::samples().into();
        samples.push(BlockView::Gallery { title: title.to_owned(), pictures });
    }
    samples.extend(PictureView::samples().map(BlockView::Image));
    samples.extend(FileView::samples().map(BlockView::Document));
    samples.extend(TableView::samples().into_iter().map(BlockView::Table));
    samples.extend(FiguresView::samples().into_iter().map(BlockView::Figures));
    samples
}
