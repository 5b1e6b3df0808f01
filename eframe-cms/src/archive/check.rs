//! What has to be true of content, held against each line as it is read.

use std::collections::{BTreeSet, HashMap, HashSet};

use eframe_core::Language;

use super::files::Library;
use super::form::{DocumentLine, EditionLine, MenuLine};
use crate::model::{
    Act, Address, Content, DocumentId, EditionId, Ending, Kind, Menu, MenuEntry, OldPath, Plan,
    Redirect, Slug, Stage, State,
};

/// What was seen so far: of each document where it stands, and nothing of what it says.
#[derive(Default)]
pub(super) struct Seen {
    documents: HashMap<DocumentId, Stands>,
    last: Option<DocumentId>,
    addresses: HashSet<Address>,
    editions: HashSet<EditionId>,
    strand: Option<Strand>,
    pub(super) library: Library,
    menus: BTreeSet<Slug>,
    plan: Option<PlanPlace>,
    redirect: Option<OldPath>,
}

/// Where a document stands, and on which line that was said.
struct Stands {
    kind: Kind,
    parent: Option<DocumentId>,
    path: Address,
    published: bool,
    line: (String, usize),
}

/// The editions of one document in one language, as they come.
struct Strand {
    of: (DocumentId, Language),
    last: u32,
    live: bool,
    making: bool,
}

/// What plans are ordered by, and what only one of them has.
type PlanPlace = (DocumentId, String, &'static str);

/// What is wrong, in words.
pub(super) type Wrong = String;

impl Seen {
    pub(super) fn document(
        &mut self,
        line: &DocumentLine,
        at: (String, usize),
    ) -> Result<(), Wrong> {
        if self.last.is_some_and(|last| last >= line.id) {
            return Err("documents do not stand in the order of their ids".to_owned());
        }
        self.last = Some(line.id);
        if line.kind != Kind::Page && line.parent.is_some() {
            return Err("only pages stand below pages".to_owned());
        }
        if !line.addresses.iter().any(|address| address.path == line.path) {
            return Err(format!("{} is not among its addresses", line.path));
        }
        if !line.addresses.is_sorted_by(|one, other| one.path < other.path) {
            return Err("its addresses do not stand in their order".to_owned());
        }
        for address in &line.addresses {
            if !self.addresses.insert(address.path.clone()) {
                return Err(format!("{} belongs to another document", address.path));
            }
        }
        let (kind, parent, path) = (line.kind, line.parent, line.path.clone());
        let stands = Stands { kind, parent, path, published: line.changed.is_some(), line: at };
        self.documents.insert(line.id, stands);
        Ok(())
    }

    /// Every document stands where its kind and its parent let it: known when all were seen.
    pub(super) fn tree(&self) -> Result<(), ((String, usize), Wrong)> {
        for document in self.documents.values() {
            let wrong = |what: String| (document.line.clone(), what);
            let parent = match document.parent {
                Some(id) => match self.documents.get(&id) {
                    Some(parent) if parent.kind == Kind::Page => Some(&parent.path),
                    Some(_) => return Err(wrong("its parent is no page".to_owned())),
                    None => return Err(wrong("its parent is not there".to_owned())),
                },
                None => None,
            };
            let right = Address::of(document.kind, parent, &document.path.slug());
            if right != document.path {
                return Err(wrong(format!("{} should be {right}", document.path)));
            }
            if document.path.level() > Address::LEVELS {
                return Err(wrong("the tree of pages has three levels".to_owned()));
            }
        }
        Ok(())
    }

    pub(super) fn edition(
        &mut self,
        line: &EditionLine,
        at: &(String, usize),
    ) -> Result<(), Wrong> {
        let Some(document) = self.documents.get(&line.document) else {
            return Err("its document is not there".to_owned());
        };
        if !self.editions.insert(line.id) {
            return Err("another edition has its id".to_owned());
        }
        let stage = line.state.stage();
        if !stage.is_in_the_making() && !document.published {
            return Err("its document was never published".to_owned());
        }
        if line.content.facts.kind() != document.kind {
            return Err(format!("its document is of the kind {}", document.kind));
        }
        if Content::read(document.kind, &line.content.fields()).as_ref() != Ok(&line.content) {
            return Err("its text is none that could have been saved".to_owned());
        }
        if let State::Withdrawn { ending, .. } = &line.state {
            self.ending(ending)?;
        }
        self.library.shown(&line.content.body, at)?;
        self.number(line, stage)
    }

    /// Numbers run from 1 without a gap, and of those in the making and live there is one each.
    fn number(&mut self, line: &EditionLine, stage: Stage) -> Result<(), Wrong> {
        let of = (line.document, line.language);
        let before = self.strand.take();
        let before = before.filter(|before| {
            before.of == of || (before.of.0, before.of.1.code()) >= (of.0, of.1.code())
        });
        let mut strand = before.unwrap_or(Strand { of, last: 0, live: false, making: false });
        if strand.of != of {
            return Err("editions do not stand in their order".to_owned());
        }
        if line.number != strand.last + 1 {
            return Err(format!("edition {} follows edition {}", line.number, strand.last));
        }
        if strand.making {
            return Err("an edition follows the one in the making".to_owned());
        }
        if stage == Stage::Live && strand.live {
            return Err("two editions are live in one language".to_owned());
        }
        strand.last = line.number;
        strand.live |= stage == Stage::Live;
        strand.making = stage.is_in_the_making();
        self.strand = Some(strand);
        Ok(())
    }

    pub(super) fn menu(&mut self, line: &MenuLine) -> Result<(), Wrong> {
        if self.menus.last().is_some_and(|last| *last >= line.name) {
            return Err("menus do not stand in the order of their names".to_owned());
        }
        self.menus.insert(line.name.clone());
        if line.entries.len() > Menu::MOST {
            return Err(format!("a menu has at most {} entries", Menu::MOST));
        }
        for entry in &line.entries {
            match entry {
                MenuEntry::Document(id) if !self.documents.contains_key(id) => {
                    return Err(format!("it leads to {id}, which is not there"));
                }
                MenuEntry::List(Kind::Page) => return Err("pages have no list".to_owned()),
                MenuEntry::Document(_) | MenuEntry::List(_) => {}
            }
        }
        Ok(())
    }

    pub(super) fn plan(&mut self, line: &Plan) -> Result<(), Wrong> {
        if !self.documents.contains_key(&line.document) {
            return Err("its document is not there".to_owned());
        }
        if !line.is_open() {
            return Err("it is done, or was taken back".to_owned());
        }
        if let Act::End { ending } = &line.act {
            self.ending(ending)?;
        }
        let place = (line.document, line.language.code().to_owned(), line.act.code());
        if self.plan.as_ref().is_some_and(|last| *last >= place) {
            return Err("plans do not stand in their order, or one stands there twice".to_owned());
        }
        self.plan = Some(place);
        Ok(())
    }

    fn ending(&self, ending: &Ending) -> Result<(), Wrong> {
        match ending.end.target() {
            Some(id) if !self.documents.contains_key(&id) => {
                Err(format!("its end leads to {id}, which is not there"))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn redirect(&mut self, line: &Redirect) -> Result<(), Wrong> {
        if self.redirect.as_ref().is_some_and(|last| *last >= line.path) {
            return Err("old addresses do not stand in their order".to_owned());
        }
        self.redirect = Some(line.path.clone());
        let known = line.path.as_str().parse::<Address>();
        if known.is_ok_and(|address| self.addresses.contains(&address)) {
            return Err(format!("{} belongs to a document", line.path));
        }
        Ok(())
    }
}
