use super::links::{Where, found, is_roundabout, leads, says_nothing};
use super::{Check, CheckContext, Fate, Finding};
use crate::markdown;
use crate::model::block::{
    Accordion, Attachment, CallToAction, Contact, Figures, Gallery, Heading, Image, Quote, Table,
    TableHeader,
};
use crate::model::{Block, FileRef};

/// Goes through a body once, block by block.
pub(super) struct Look<'a> {
    context: &'a CheckContext,
    /// Whether the body is one text, whose field is the body itself.
    alone: bool,
    number: usize,
    found: Vec<Finding>,
    /// The headings so far: where they stand, their level, their words.
    headings: Vec<(String, Option<usize>, u8, String)>,
}

impl<'a> Look<'a> {
    pub(super) const fn new(alone: bool, context: &'a CheckContext) -> Self {
        Self { context, alone, number: 0, found: Vec::new(), headings: Vec::new() }
    }

    /// All that was found: where headings skip levels is known at the end.
    pub(super) fn finish(mut self) -> Vec<Finding> {
        // The highest becomes h2, right below the title.
        let highest = self.headings.iter().map(|(_, _, level, _)| *level).min().unwrap_or(2);
        let mut before = highest - 1;
        for (field, block, level, words) in std::mem::take(&mut self.headings) {
            if level > before + 1 {
                self.found.push(Finding::of(Check::SkippedHeading, &field, block, &words));
            }
            before = level;
        }
        self.found.sort_by_key(|finding| finding.block);
        self.found
    }

    pub(super) fn block(&mut self, number: usize, block: &Block) {
        self.number = number;
        match block {
            Block::Text(text) => self.markdown("markdown", &text.markdown),
            Block::Heading(heading) => self.heading(heading),
            Block::Image(image) => self.image("", image),
            Block::Gallery(gallery) => self.gallery(gallery),
            Block::Document(attached) => self.attachment(attached),
            Block::Quote(quote) => self.quote(quote),
            Block::Table(table) => self.table(table),
            Block::Figures(figures) => self.figures(figures),
            Block::CallToAction(call) => self.call(call),
            Block::Accordion(accordion) => self.accordion(accordion),
            Block::Contact(Contact { name, .. }) => self.needs("name", name),
            Block::Own(own) if self.context.own.contains(&own.name) => {}
            Block::Own(own) => self.note(Check::UnknownBlock, "type", own.name.as_str()),
        }
    }

    fn field(&self, field: &str) -> String {
        if self.alone { "body".to_owned() } else { format!("body[{}].{field}", self.number) }
    }

    fn place(&self) -> Option<usize> {
        (!self.alone).then_some(self.number)
    }

    fn note(&mut self, check: Check, field: &str, words: &str) {
        let finding = Finding::of(check, &self.field(field), self.place(), words);
        self.found.push(finding);
    }

    /// Notes what a block is nothing without.
    fn needs(&mut self, field: &str, text: &str) {
        if text.is_empty() {
            self.note(Check::IncompleteBlock, field, "");
        }
    }

    fn markdown(&mut self, field: &str, text: &str) {
        let seen = markdown::seen(text);
        for (level, words) in seen.headings {
            self.titled(field, level, words);
        }
        for (url, words) in &seen.links {
            self.link(field, url, words);
        }
        for (url, alt) in &seen.pictures {
            self.picture(field, url);
            if alt.is_empty() {
                self.note(Check::MissingAlt, field, url);
            }
        }
        if seen.headless {
            self.note(Check::TableWithoutHeader, field, "");
        }
    }

    /// A picture that stands in a text by its address.
    fn picture(&mut self, field: &str, url: &str) {
        if self.context.library.iter().any(|folder| url.starts_with(folder.as_str())) {
            self.note(Check::LibraryPicture, field, url);
        } else if is_roundabout(url) || leads(url, self.context) == Where::Nowhere {
            self.note(Check::DeadPicture, field, url);
        } else if !markdown::is_local(url) {
            self.note(Check::ForeignPicture, field, url);
        }
    }

    fn titled(&mut self, field: &str, level: u8, words: String) {
        if words.trim().is_empty() {
            self.note(Check::EmptyHeading, field, "");
        }
        let (field, place) = (self.field(field), self.place());
        self.headings.push((field, place, level, words));
    }

    fn link(&mut self, field: &str, url: &str, words: &str) {
        if let Some(check) = found(leads(url, self.context)) {
            self.note(check, field, url);
        }
        if words.trim().is_empty() {
            self.note(Check::EmptyLink, field, url);
        } else if says_nothing(words) {
            self.note(Check::VagueLink, field, words);
        }
    }

    fn heading(&mut self, heading: &Heading) {
        self.titled("text", heading.level, heading.text.clone());
    }

    fn quote(&mut self, quote: &Quote) {
        self.needs("text", &quote.text);
        if quote.source.is_empty() {
            self.note(Check::QuoteWithoutSource, "source", "");
        }
        if !quote.url.is_empty() {
            self.link("url", &quote.url, &quote.source);
        }
    }

    /// A picture; `group` is what the names of its fields begin with.
    fn image(&mut self, group: &str, image: &Image) {
        self.file(&format!("{group}file"), &image.file);
        if !image.decorative && image.alt.is_empty() {
            let name = image.file.as_ref().map(|file| file.name.as_str());
            self.note(Check::MissingAlt, &format!("{group}alt"), name.unwrap_or_default());
        }
    }

    fn gallery(&mut self, gallery: &Gallery) {
        if gallery.items.is_empty() {
            self.needs("items", "");
        }
        for (place, image) in gallery.items.iter().enumerate() {
            self.image(&format!("items[{place}]."), image);
        }
    }

    fn attachment(&mut self, attached: &Attachment) {
        self.file("file", &attached.file);
        self.needs("title", &attached.title);
        if says_nothing(&attached.title) {
            self.note(Check::VagueLink, "title", &attached.title);
        }
    }

    fn file(&mut self, field: &str, file: &Option<FileRef>) {
        let Some(file) = file else { return self.needs(field, "") };
        if self.context.unreadable.contains(&(file.media, file.number)) {
            self.note(Check::BrokenPicture, field, &file.name);
        }
        match self.context.files.get(&file.media) {
            Some(Fate::Retired) => self.note(Check::RetiredFile, field, &file.name),
            Some(Fate::Newest(number)) if *number > file.number => {
                self.note(Check::OlderFile, field, &file.name);
            }
            Some(Fate::Newest(_)) | None => {}
        }
    }

    fn table(&mut self, table: &Table) {
        self.needs("rows", if table.rows.is_empty() { "" } else { "rows" });
        if table.header == TableHeader::None {
            self.note(Check::TableWithoutHeader, "header", &table.caption);
        }
        if table.caption.is_empty() {
            self.note(Check::TableWithoutCaption, "caption", "");
        }
    }

    fn figures(&mut self, figures: &Figures) {
        self.needs("title", &figures.title);
        if figures.items.is_empty() {
            self.needs("items", "");
        }
        for (place, figure) in figures.items.iter().enumerate() {
            let field = |field: &str| format!("items[{place}].{field}");
            self.needs(&field("label"), &figure.label);
            if figure.value.is_empty() {
                continue;
            }
            for (name, text) in [("source", &figure.source), ("date", &figure.date)] {
                if text.is_empty() {
                    self.note(Check::FigureWithoutSource, &field(name), &figure.label);
                }
            }
        }
    }

    fn call(&mut self, call: &CallToAction) {
        self.needs("label", &call.label);
        self.needs("url", &call.url);
        if !call.url.is_empty() && !call.label.is_empty() {
            self.link("url", &call.url, &call.label);
        }
    }

    fn accordion(&mut self, accordion: &Accordion) {
        if accordion.items.is_empty() {
            self.needs("items", "");
        }
        for (place, fold) in accordion.items.iter().enumerate() {
            let field = |field: &str| format!("items[{place}].{field}");
            self.needs(&field("title"), &fold.title);
            self.needs(&field("markdown"), &fold.markdown);
            self.markdown(&field("markdown"), &fold.markdown);
        }
    }
}
