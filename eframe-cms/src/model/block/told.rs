use super::{
    Accordion, Attachment, Block, CallToAction, Contact, Figures, Gallery, Image, Own, Quote, Table,
};
use crate::markdown;
use crate::model::FileRef;

impl Block {
    /// Its words without marks.
    pub(in crate::model) fn words(&self) -> String {
        let mut words = Vec::new();
        match self {
            Self::Text(text) => words.push(markdown::words(&text.markdown)),
            Self::Heading(heading) => words.push(heading.text.clone()),
            Self::Image(image) => words.push(image.words()),
            Self::Gallery(Gallery { title, items }) => {
                words.push(title.clone());
                words.extend(items.iter().map(Image::words));
            }
            Self::Document(Attachment { title, caption, .. }) => {
                words.extend([title, caption].map(Clone::clone));
            }
            Self::Quote(Quote { text, source, .. }) => {
                words.extend([text, source].map(Clone::clone))
            }
            Self::Table(Table { caption, rows, .. }) => {
                words.push(caption.clone());
                words.extend(rows.iter().map(|row| row.join(" ")));
            }
            Self::Figures(Figures { title, items, .. }) => {
                words.push(title.clone());
                for figure in items.iter().filter(|figure| !figure.value.is_empty()) {
                    let parts = [&figure.label, &figure.value, &figure.unit, &figure.source];
                    words.push(joined(parts, " "));
                }
            }
            Self::CallToAction(CallToAction { label, text, .. }) => {
                words.extend([label, text].map(Clone::clone));
            }
            Self::Accordion(Accordion { items }) => {
                for fold in items {
                    words.extend([fold.title.clone(), markdown::words(&fold.markdown)]);
                }
            }
            Self::Contact(Contact { name, role, address, phone, email, hours }) => {
                words.extend([name, role, address, phone, email, hours].map(Clone::clone));
            }
            // Whether the host still has the kind, and shows it, is not known here.
            Self::Own(Own { fields, .. }) => words.extend(fields.values().cloned()),
        }
        joined(&words, "\n")
    }

    /// It as an editor reads it: all that was typed, in lines.
    #[cfg(feature = "server")]
    pub(crate) fn source(&self) -> String {
        match self {
            Self::Text(text) => text.markdown.clone(),
            Self::Heading(heading) => {
                format!("{} {}", "#".repeat(usize::from(heading.level)), heading.text)
            }
            Self::Image(image) => image.source(),
            Self::Gallery(Gallery { title, items }) => {
                let items = items.iter().map(Image::source);
                joined(&std::iter::once(title.clone()).chain(items).collect::<Vec<_>>(), "\n\n")
            }
            Self::Document(Attachment { file, title, caption }) => {
                joined([&named(file), title, caption], "\n")
            }
            Self::Quote(Quote { text, source, url }) => joined([text, source, url], "\n"),
            Self::Table(Table { caption, header, rows }) => {
                let header = format!("({})", header.code());
                joined([caption, &header, &super::rows::written(rows)], "\n")
            }
            Self::Figures(Figures { title, chart, items }) => {
                let kind = if *chart { "(chart)".to_owned() } else { String::new() };
                let rows = items.iter().map(|figure| {
                    [&figure.label, &figure.value, &figure.unit, &figure.source, &figure.date]
                        .map(Clone::clone)
                        .to_vec()
                });
                joined([title, &kind, &super::rows::written(&rows.collect::<Vec<_>>())], "\n")
            }
            Self::CallToAction(CallToAction { label, url, text }) => {
                joined([label, url, text], "\n")
            }
            Self::Accordion(Accordion { items }) => {
                let folds = items.iter().map(|fold| joined([&fold.title, &fold.markdown], "\n"));
                folds.collect::<Vec<_>>().join("\n\n")
            }
            Self::Contact(_) => self.words(),
            Self::Own(Own { name, fields }) => {
                let fields = fields.iter().map(|(field, text)| format!("{field}: {text}"));
                let lines = std::iter::once(name.to_string()).chain(fields);
                lines.collect::<Vec<_>>().join("\n")
            }
        }
    }

    /// Its links: where they lead and what they say.
    pub(in crate::model) fn links(&self) -> Vec<(String, String)> {
        match self {
            Self::Text(text) => markdown::seen(&text.markdown).links,
            Self::Quote(quote) if !quote.url.is_empty() => {
                vec![(quote.url.clone(), quote.source.clone())]
            }
            Self::CallToAction(call) if !call.url.is_empty() => {
                vec![(call.url.clone(), call.label.clone())]
            }
            Self::Accordion(Accordion { items }) => {
                items.iter().flat_map(|fold| markdown::seen(&fold.markdown).links).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The files it shows.
    pub(in crate::model) fn files(&self) -> Vec<&FileRef> {
        self.shown().into_iter().map(|(_, file)| file).collect()
    }
}

impl Image {
    fn words(&self) -> String {
        let alt = self.spoken().to_owned();
        joined([&alt, &self.caption, &self.credit], "\n")
    }

    #[cfg(feature = "server")]
    fn source(&self) -> String {
        let Self { file, alt, decorative, caption, credit } = self;
        let kind = if *decorative { "(decorative)".to_owned() } else { String::new() };
        joined([&named(file), &kind, alt, caption, credit], "\n")
    }
}

/// A file by its name and version.
#[cfg(feature = "server")]
fn named(file: &Option<FileRef>) -> String {
    file.as_ref().map(|file| format!("{} ({})", file.name, file.number)).unwrap_or_default()
}

fn joined<'a>(texts: impl IntoIterator<Item = &'a String>, between: &str) -> String {
    let texts = texts.into_iter().filter(|text| !text.is_empty());
    texts.map(String::as_str).collect::<Vec<_>>().join(between)
}
