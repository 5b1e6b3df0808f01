//! What can be built: a document of modules, checked against the instrument whose answers they raise.

mod check;

use std::collections::HashMap;
use std::sync::Arc;

use crate::data::Code;
use crate::document::{Module, ModuleList};
use crate::fault::{DocumentError, Fault, What};
use crate::instrument::{Format, Instrument, Lines};
use crate::layout::Layout;
use crate::plan::Plan;

/// Modules that were checked against an [`Instrument`]: what a roadmap can be made from.
///
/// They are made by [`Modules::read`] from a text, or by [`Modules::new`] from a [`ModuleList`] that a program built. Every
/// answer they raise is there, and no module waits for itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Modules {
    list: ModuleList,
    built: Vec<Built>,
    places: HashMap<String, usize>,
    /// Places, each after everything it needs.
    order: Vec<usize>,
    layout: Arc<Layout>,
}

/// A module with places for names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Built {
    /// What it needs, as places in the list.
    pub(crate) needs: Vec<usize>,
    /// The answer columns it raises, and to which code.
    pub(crate) raises: Vec<(usize, Code)>,
}

impl Modules {
    /// The most modules of a document.
    pub const MOST: usize = 1_000;

    /// Reads modules from a text, whose file name stands in errors.
    ///
    /// # Errors
    /// [`DocumentError`] with every fault that can be told apart, each with file, line, column and module.
    pub fn read(
        instrument: &Instrument,
        file: &str,
        text: &str,
        format: Format,
    ) -> Result<Self, DocumentError> {
        let refuse = |faults| Err(DocumentError { file: file.to_owned(), faults });
        if text.len() > Instrument::LARGEST {
            let what = What::TooLarge { size: text.len(), most: Instrument::LARGEST };
            return refuse(vec![Fault::new(None, String::new(), what)]);
        }
        let list = match format.parse::<ModuleList>(text) {
            Ok(list) => list,
            Err(fault) => return refuse(vec![fault]),
        };
        let lines = Lines::of(text, format);
        let mut faults = match check::check(instrument, &list, &lines) {
            Ok(checked) => return Ok(Self::checked(instrument, list, checked)),
            Err(faults) => faults,
        };
        faults.sort_by_key(|fault| (fault.line, fault.column));
        refuse(faults)
    }

    /// The modules of a document that a program built.
    ///
    /// # Errors
    /// [`DocumentError`] with every fault; the file is `modules of ID`, and there are no lines.
    pub fn new(instrument: &Instrument, list: ModuleList) -> Result<Self, DocumentError> {
        match check::check(instrument, &list, &Lines::none()) {
            Ok(checked) => Ok(Self::checked(instrument, list, checked)),
            Err(faults) => {
                Err(DocumentError { file: format!("modules of {}", list.instrument), faults })
            }
        }
    }

    fn checked(
        instrument: &Instrument,
        list: ModuleList,
        (built, order): (Vec<Built>, Vec<usize>),
    ) -> Self {
        let places = list.modules.iter().map(|module| module.id.to_string()).zip(0..).collect();
        Self { list, built, places, order, layout: instrument.layout() }
    }

    /// What the document says.
    pub fn document(&self) -> &ModuleList {
        &self.list
    }

    /// Its document again, to be changed and checked anew.
    pub fn into_document(self) -> ModuleList {
        self.list
    }

    /// The modules, in the document's order.
    pub fn all(&self) -> &[Module] {
        &self.list.modules
    }

    /// The module of this id.
    pub fn get(&self, id: &str) -> Option<&Module> {
        self.place(id).map(|place| &self.list.modules[place])
    }

    pub(crate) fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    pub(crate) fn built(&self) -> &[Built] {
        &self.built
    }

    /// Whether they were checked against the instrument of a plan.
    pub(crate) fn is_for(&self, plan: &Plan) -> bool {
        let document = &plan.document;
        let named = self.list.instrument == document.id && self.list.edition == document.edition;
        named && (Arc::ptr_eq(&self.layout, &plan.layout) || self.layout == plan.layout)
    }

    pub(crate) fn order(&self) -> &[usize] {
        &self.order
    }
}
