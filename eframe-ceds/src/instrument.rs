mod check;
mod format;
mod lines;
mod methods;
mod minutes;
mod translations;
mod tree;

use std::sync::Arc;

use crate::document::Document;
use crate::fault::{DocumentError, Fault, What};
use crate::layout::Layout;
pub use format::Format;
pub(crate) use lines::{Lines, Spot};
pub(crate) use methods::{IndicatorMethods, NodeMethods};
pub use translations::Translated;
pub(crate) use tree::{Child, Tree};

/// A document that was checked: what an engine can be made from.
///
/// It is made by [`Instrument::read`] from a text, or by [`Instrument::new`] from a [`Document`] that a program built.
/// There is no other way to one, so whoever has one need not check anything again.
#[derive(Clone, Debug, PartialEq)]
pub struct Instrument {
    document: Document,
    tree: Tree,
    layout: Arc<Layout>,
}

impl Instrument {
    /// The largest text that is read, in bytes.
    pub const LARGEST: usize = 8 << 20;

    /// Reads an instrument from a text, whose file name stands in errors.
    ///
    /// # Errors
    /// [`DocumentError`] with every fault that can be told apart, each with file, line, column and part.
    pub fn read(file: &str, text: &str, format: Format) -> Result<Self, DocumentError> {
        let refuse = |faults| Err(DocumentError { file: file.to_owned(), faults });
        if text.len() > Self::LARGEST {
            let what = What::TooLarge { size: text.len(), most: Self::LARGEST };
            return refuse(vec![Fault::new(None, String::new(), what)]);
        }
        let document = match format.parse::<Document>(text) {
            Ok(document) => document,
            Err(fault) => return refuse(vec![fault]),
        };
        match check::check(&document) {
            Ok(tree) => Ok(Self::checked(document, tree)),
            Err(found) => {
                let lines = Lines::of(text, format);
                let mut faults: Vec<_> = found.into_iter().map(|found| found.at(&lines)).collect();
                faults.sort_by_key(|fault| (fault.line, fault.column));
                refuse(faults)
            }
        }
    }

    /// The instrument of a document that a program built.
    ///
    /// # Errors
    /// [`DocumentError`] with every fault; the file is the document's id, and there are no lines.
    pub fn new(document: Document) -> Result<Self, DocumentError> {
        match check::check(&document) {
            Ok(tree) => Ok(Self::checked(document, tree)),
            Err(found) => Err(DocumentError {
                file: document.id.to_string(),
                faults: found.into_iter().map(|found| found.at(&Lines::none())).collect(),
            }),
        }
    }

    fn checked(document: Document, tree: Tree) -> Self {
        let layout = Arc::new(Layout::of(&document));
        Self { document, tree, layout }
    }

    pub(crate) fn tree(&self) -> &Tree {
        &self.tree
    }

    pub(crate) fn layout(&self) -> Arc<Layout> {
        Arc::clone(&self.layout)
    }

    /// What it says.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The columns of its data: facts, indicators, then answers (`ID` or `ID/PART`), each as they stand in the document.
    pub fn columns(&self) -> Vec<&str> {
        let facts = self.document.facts.iter().map(|fact| fact.id.as_str());
        let indicators = self.document.indicators.iter().map(|indicator| indicator.id.as_str());
        let answers = self.layout.answers.iter().map(|column| column.name.as_str());
        facts.chain(indicators).chain(answers).collect()
    }

    /// Its document again, to be changed and checked anew.
    pub fn into_document(self) -> Document {
        self.document
    }
}
