use std::collections::BTreeSet;

use eframe_core::{Actor, Commit, Decision, Guard, Language, Timestamp, Version};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::change::{self, Change, MENU_TAG, THE_TREE, TREE};
use crate::Refusal;
use crate::event::DocumentMoved;
use crate::model::{Address, Document, DocumentId, Kind, Missing, Rulebook, Slug};
use crate::permission::{MOVE, MOVED};

/// The surroundings of a place among the addresses, as the rule needs them.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The version of the tree's shape when the rest was read.
    pub tree: Version,
    /// The page it is to stand below.
    pub parent: Option<&'a Document>,
    /// First segments that belong to the host's own routes.
    pub reserved: &'a [String],
    /// The languages of the site: what begins with the code of one is the site in that language.
    pub languages: &'a [Language],
}

/// What moves along with a document, as the rule needs it.
#[derive(Clone, Copy, Debug)]
pub struct Subtree<'a> {
    /// How many levels it has: 1 when nothing is below the document.
    pub levels: usize,
    /// Who has to approve what.
    pub book: &'a Rulebook,
    /// The document and all that stands below it, each with what is live or approved of it. May be empty where the book
    /// [knows no sections](Rulebook::knows_sections), and where the address stays: no rule asks for more than itself.
    pub documents: &'a [Document],
}

/// A live text that lacks what the rule of a place asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Lacking {
    /// Where it stands.
    pub address: Address,
    /// Its language.
    pub language: Language,
    /// Who would have to approve it yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missing: Option<Missing>,
    /// The languages in which it would have to be there too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Language>,
}

/// Gives a document another place, slug or position.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relocate {
    /// The page it is to stand below; at the root without one.
    pub parent: Option<DocumentId>,
    /// Its slug there.
    pub slug: Slug,
    /// Its position among its siblings there.
    pub position: i32,
    /// The version of the document that the mover saw.
    pub expected: Version,
}

/// Where a document stands after a command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Placed {
    /// The document.
    pub document: DocumentId,
    /// Its address.
    pub address: Address,
    /// Its version.
    pub version: Version,
}

/// First segments that always lead elsewhere, whatever the host has mounted.
pub(super) const ALWAYS_RESERVED: [&str; 9] =
    ["account", "api", "assets", "audit", "desk", "healthz", "metrics", "readyz", "search"];

impl Place<'_> {
    /// The address that a document of this kind gets here.
    ///
    /// # Errors
    /// When the kind has no place there, the tree is too deep, or the first segment is a route's.
    pub(super) fn address(&self, kind: Kind, slug: &Slug) -> Result<Address, Refusal> {
        let under_a_page = self.parent.is_some_and(|parent| parent.kind != Kind::Page);
        if under_a_page || (self.parent.is_some() && kind != Kind::Page) {
            return Err(Refusal::NoPlaceThere);
        }
        let address = Address::of(kind, self.parent.map(|parent| &parent.address), slug);
        if kind == Kind::Page {
            self.free(address.first_segment())?;
        }
        if address.level() > Address::LEVELS {
            return Err(Refusal::TooDeep);
        }
        Ok(address)
    }

    /// The tree keeps the shape it was read in until the commit is through. What begins below a page that may yet be
    /// [thrown away](super::discard) as a whole changes it, for whoever is about to do that.
    pub(super) fn keep(&self) -> Guard {
        match self.parent.is_some_and(|parent| parent.changed.is_none()) {
            true => Guard::write(TREE, THE_TREE, self.tree),
            false => Guard::read(TREE, THE_TREE, self.tree),
        }
    }

    /// Lets pages stand below this first segment, where nothing else of the site answers.
    ///
    /// # Errors
    /// When it is the code of a language of the site, or a route's.
    pub(crate) fn free(&self, segment: &str) -> Result<(), Refusal> {
        if let Some(language) = self.languages.iter().find(|known| known.code() == segment) {
            return Err(Refusal::NamesLanguage(*language));
        }
        match (self.is_reserved(segment), segment.parse::<Slug>()) {
            (true, Ok(slug)) => Err(Refusal::Reserved(slug)),
            _ => Ok(()),
        }
    }

    /// Whether something other than a page of the tree answers below this first segment.
    fn is_reserved(&self, segment: &str) -> bool {
        ALWAYS_RESERVED.contains(&segment)
            || self.reserved.iter().any(|reserved| reserved == segment)
            || Kind::ALL.iter().any(|kind| kind.folder() == Some(segment))
    }
}

/// Gives a document another place or slug. It and everything below it can be reached by the old addresses
/// too, since those name the document: there is nothing to run in circles.
///
/// What is live in it goes along as it was approved. So where the rule of its new place asks for more than that of the old
/// one, it has to satisfy it already: nothing gets into a strict section by an easy one. What is in the making, planned too,
/// is asked when it is published.
///
/// # Errors
/// When the actor may not, the version is stale, there is no such place, or something live lacks what its rule asks for.
pub fn relocate(
    document: &Document,
    command: &Relocate,
    place: Place<'_>,
    subtree: Subtree<'_>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Placed>, Refusal> {
    actor.require(MOVE)?;
    if command.expected != document.version {
        return Err(Refusal::StaleDocument(document.version));
    }
    let to = place.address(document.kind, &command.slug)?;
    if to.level() + subtree.levels - 1 > Address::LEVELS {
        return Err(Refusal::TooDeep);
    }
    if place.parent.is_some_and(|parent| parent.address.is_within(&document.address)) {
        return Err(Refusal::WithinItself);
    }
    let from = document.address.clone();
    let along = subtree.held(document, &to)?;
    let placed =
        Placed { document: document.id, address: to.clone(), version: document.version.next() };
    let mut commit = Commit::by(actor, now)
        .guard(change::hold(document))
        .guard(Guard::write(TREE, THE_TREE, place.tree))
        .audit(MOVED, change::subject(document.id), json!({ "from": from, "to": to }))
        .touch(change::page_tag(document.id))
        .touch(change::list_tag(document.kind))
        .touch(MENU_TAG);
    commit = along.into_iter().fold(commit, Commit::guard);
    for parent in [document.parent, command.parent].into_iter().flatten() {
        commit = commit.touch(change::page_tag(parent));
    }
    if from != to {
        let live = document.strands.iter().filter(|(_, strand)| strand.live.is_some());
        commit = commit.send(&DocumentMoved {
            document: document.id,
            from: from.clone(),
            to: to.clone(),
            languages: live.map(|(language, _)| *language).collect(),
        });
    }
    let Relocate { parent, slug, position, .. } = command.clone();
    let change = Change::MoveSubtree { document: document.id, parent, slug, position, from, to };
    Ok(Decision::new(commit.change(change), placed))
}

/// So many texts that lack something are told at most.
const MOST_TOLD: usize = 20;

impl Subtree<'_> {
    /// Holds whatever moves along to where a rule asks for more than where it stands: of what is published of it meanwhile and
    /// the move one sees the other.
    ///
    /// # Errors
    /// When something live of it lacks what that rule asks for.
    fn held(&self, top: &Document, to: &Address) -> Result<Vec<Guard>, Refusal> {
        let (mut guards, mut lacking) = (Vec::new(), Vec::new());
        for document in self.documents {
            let (kind, stands) = (document.kind, &document.address);
            let there = stands.moved(&top.address, to);
            let mut stricter = false;
            for language in self.languages(document) {
                let rule = self.book.rule(kind, &there, language);
                if rule.asks_no_more_than(self.book.rule(kind, stands, language)) {
                    continue;
                }
                stricter = true;
                let Some(live) = document.live(language) else { continue };
                let (missing, translations) =
                    (rule.missing(live), rule.untranslated(document, language));
                if missing.is_some() || !translations.is_empty() {
                    let address = stands.clone();
                    lacking.push(Lacking { address, language, missing, translations });
                }
            }
            if stricter && document.id != top.id {
                guards.push(change::hold(document));
            }
        }
        lacking.truncate(MOST_TOLD);
        if lacking.is_empty() { Ok(guards) } else { Err(Refusal::LacksThere(lacking)) }
    }

    /// The languages in which a rule may be meant for a document: those that it is there in, and those that rules name.
    fn languages(&self, document: &Document) -> BTreeSet<Language> {
        let named = self.book.rules().iter().flat_map(|rule| rule.languages.iter());
        let spoken = document.strands.keys().chain(named).chain(&Language::ALL);
        spoken.copied().collect()
    }
}

#[cfg(test)]
mod tests;
