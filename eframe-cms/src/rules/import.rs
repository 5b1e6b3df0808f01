use std::collections::{BTreeMap, BTreeSet};

use eframe_core::{
    Actor, Commit, Decision, Guard, IdSource, Language, Subject, Timestamp, Version, canonical,
    sha256,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::change::{self, Change, MENU_TAG, NewDocument, THE_TREE, TREE};
use super::media::hold_shown;
use crate::Refusal;
use crate::model::{
    Address, Author, Content, Document, DocumentId, Edition, EditionId, Kind, Media, MediaId, Menu,
    MenuEntry, MenuId, Slug, State,
};
use crate::permission::{IMPORT, IMPORTED};

/// Content that was decided elsewhere: a site's first content, another system's.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Import {
    /// The documents, in any order.
    pub documents: Vec<ImportDocument>,
    /// The menus.
    pub menus: Vec<ImportMenu>,
}

/// One document with what it says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportDocument {
    /// What sort it is.
    pub kind: Kind,
    /// Where it is to stand; a page's parent is the page one segment above.
    pub address: Address,
    /// Its place among its siblings.
    pub position: i32,
    /// What it says, by language.
    pub texts: BTreeMap<Language, Content>,
}

/// One menu.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ImportMenu {
    /// Its name.
    pub name: Slug,
    /// What it leads to, in order.
    pub entries: Vec<ImportTarget>,
}

/// What a menu's entry leads to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ImportTarget {
    /// The document at this address.
    Document(Address),
    /// The list of a kind.
    List(Kind),
}

/// What an import brought in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Imported {
    /// How many documents.
    pub documents: usize,
    /// How many live editions.
    pub editions: usize,
    /// How many menus.
    pub menus: usize,
}

/// What stands there before an import.
#[derive(Clone, Debug)]
pub struct Ground<'a> {
    /// The version of the tree's shape.
    pub tree: Version,
    /// Every address that is taken, by those named in the import or above them.
    pub taken: BTreeMap<Address, DocumentId>,
    /// The names of all menus.
    pub menus: BTreeSet<Slug>,
    /// First segments that belong to the host's own routes.
    pub reserved: &'a [String],
    /// The languages of the site.
    pub languages: &'a [Language],
    /// The files that the import shows, as the library has them.
    pub files: &'a [Media],
}

/// Brings in all that is not there yet, live at once, in one commit with one audit entry.
///
/// A document whose address is taken and a menu that is already set are left as people made them, so to
/// import the same twice changes nothing.
///
/// # Errors
/// When the actor may not, an address is not one that its kind can have, or a text shows a file that was retired.
pub fn import(
    import: &Import,
    ground: &Ground<'_>,
    ids: &dyn IdSource,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Imported>, Refusal> {
    actor.require(IMPORT)?;
    let mut plan = Plan::new(ground, ids, actor, now);
    let mut documents = import.documents.iter().collect::<Vec<_>>();
    documents.sort_by_key(|document| document.address.level());
    for document in documents {
        plan.document(document)?;
    }
    for menu in &import.menus {
        plan.menu(menu)?;
    }
    let Plan { changes, imported, kinds, shown, .. } = plan;
    let files = hold_shown(ground.files.iter().filter(|media| shown.contains(&media.id)))?;
    let mut commit = files.into_iter().fold(Commit::by(actor, now), Commit::guard);
    if imported != Imported::default() {
        let hash =
            canonical(import).map(|bytes| sha256(&bytes)).map_err(|_| Refusal::NoPlaceThere)?;
        let facts = json!({ "hash": hash, "imported": imported });
        commit = commit
            // Written, since some of it may stand below a draft that somebody throws away meanwhile.
            .guard(Guard::write(TREE, THE_TREE, ground.tree))
            .audit(IMPORTED, Subject::of("cms.import", ids.next()), facts)
            .with_changes(changes)
            .touch(MENU_TAG);
        for kind in kinds {
            commit = commit.touch(change::list_tag(kind));
        }
    }
    Ok(Decision::new(commit, imported))
}

/// The changes as they are collected.
struct Plan<'a> {
    ground: &'a Ground<'a>,
    taken: BTreeMap<Address, DocumentId>,
    ids: &'a dyn IdSource,
    author: Author,
    now: Timestamp,
    changes: Vec<Change>,
    imported: Imported,
    kinds: BTreeSet<Kind>,
    shown: BTreeSet<MediaId>,
}

impl<'a> Plan<'a> {
    fn new(ground: &'a Ground<'a>, ids: &'a dyn IdSource, actor: &Actor, now: Timestamp) -> Self {
        Self {
            ground,
            taken: ground.taken.clone(),
            ids,
            author: Author::of(actor),
            now,
            changes: Vec::new(),
            imported: Imported::default(),
            kinds: BTreeSet::new(),
            shown: BTreeSet::new(),
        }
    }

    fn document(&mut self, wanted: &ImportDocument) -> Result<(), Refusal> {
        let ImportDocument { kind, address, position, texts } = wanted;
        if self.taken.contains_key(address) {
            return Ok(());
        }
        let parent = self.parent_of(*kind, address)?;
        let id = DocumentId::new(self.ids.next());
        let new = NewDocument {
            id,
            kind: *kind,
            parent,
            position: *position,
            slug: address.slug(),
            address: address.clone(),
        };
        self.changes.push(Change::Create(new));
        for (&language, content) in texts {
            self.live(id, language, content);
        }
        let day = texts.values().find_map(|content| content.facts.day());
        self.changes.push(Change::Surface { document: id, day });
        self.taken.insert(address.clone(), id);
        self.kinds.insert(*kind);
        self.imported.documents += 1;
        Ok(())
    }

    fn live(&mut self, document: DocumentId, language: Language, content: &Content) {
        let edition = Edition {
            id: EditionId::new(self.ids.next()),
            document,
            language,
            number: 1,
            revision: Version::FIRST,
            content: content.clone(),
            authors: vec![self.author.clone()],
            saved: self.now,
            state: State::Live { since: self.now, approvals: Vec::new() },
        };
        self.shown.extend(content.body.files().iter().map(|file| file.media));
        self.changes.push(Change::Write(Box::new(edition)));
        self.imported.editions += 1;
    }

    /// The page above, when the address is one that the kind can have.
    fn parent_of(&self, kind: Kind, address: &Address) -> Result<Option<DocumentId>, Refusal> {
        let (level, folder) = (address.level(), kind.folder());
        if let Some(folder) = folder {
            let right = level == 2 && address.first_segment() == folder;
            return if right { Ok(None) } else { Err(Refusal::NoPlaceThere) };
        }
        let place = super::Place {
            tree: self.ground.tree,
            parent: None::<&Document>,
            reserved: self.ground.reserved,
            languages: self.ground.languages,
        };
        if level > Address::LEVELS {
            return Err(Refusal::TooDeep);
        }
        place.free(address.first_segment())?;
        match address.parent() {
            None => Ok(None),
            Some(above) => match self.taken.get(&above) {
                Some(&parent) => Ok(Some(parent)),
                None => Err(Refusal::NoPlaceThere),
            },
        }
    }

    fn menu(&mut self, wanted: &ImportMenu) -> Result<(), Refusal> {
        if self.ground.menus.contains(&wanted.name) {
            return Ok(());
        }
        let mut entries = Vec::new();
        for target in &wanted.entries {
            entries.push(match target {
                ImportTarget::List(kind) => MenuEntry::List(*kind),
                ImportTarget::Document(address) => {
                    let found = self.taken.get(address).copied();
                    MenuEntry::Document(found.ok_or(Refusal::NoPlaceThere)?)
                }
            });
        }
        let id = MenuId::new(self.ids.next());
        let menu = Menu { id, name: wanted.name.clone(), version: Version::FIRST, entries };
        self.changes.push(Change::SetMenu(menu));
        self.imported.menus += 1;
        Ok(())
    }
}
