use eframe_core::{Actor, Commit, Decision, Guard, Timestamp, Version};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::change::{self, Change, MENU_TAG, THE_TREE, TREE};
use crate::Refusal;
use crate::event::DocumentMoved;
use crate::model::{Address, Document, DocumentId, Kind, Slug};
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
        if kind == Kind::Page && self.is_reserved(address.first_segment()) {
            return Err(Refusal::Reserved(slug.clone()));
        }
        if address.level() > Address::LEVELS {
            return Err(Refusal::TooDeep);
        }
        Ok(address)
    }

    /// The tree keeps the shape it was read in until the commit is through.
    pub(super) fn keep(&self) -> Guard {
        Guard::read(TREE, THE_TREE, self.tree)
    }

    /// Whether something other than a page of the tree answers below this first segment.
    pub(crate) fn is_reserved(&self, segment: &str) -> bool {
        ALWAYS_RESERVED.contains(&segment)
            || self.reserved.iter().any(|reserved| reserved == segment)
            || Kind::ALL.iter().any(|kind| kind.folder() == Some(segment))
    }
}

/// Gives a document another place or slug. It and everything below it can be reached by the old addresses
/// too, since those name the document: there is nothing to run in circles.
///
/// `levels` is the height of its subtree, 1 when nothing is below it.
///
/// # Errors
/// When the actor may not, the version is stale, or there is no such place.
pub fn relocate(
    document: &Document,
    command: &Relocate,
    place: Place<'_>,
    levels: usize,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Placed>, Refusal> {
    actor.require(MOVE)?;
    if command.expected != document.version {
        return Err(Refusal::StaleDocument(document.version));
    }
    let to = place.address(document.kind, &command.slug)?;
    if to.level() + levels - 1 > Address::LEVELS {
        return Err(Refusal::TooDeep);
    }
    if place.parent.is_some_and(|parent| parent.address.is_within(&document.address)) {
        return Err(Refusal::WithinItself);
    }
    let from = document.address.clone();
    let placed =
        Placed { document: document.id, address: to.clone(), version: document.version.next() };
    let mut commit = Commit::by(actor, now)
        .guard(change::hold(document))
        .guard(Guard::write(TREE, THE_TREE, place.tree))
        .audit(MOVED, change::subject(document.id), json!({ "from": from, "to": to }))
        .touch(change::page_tag(document.id))
        .touch(change::list_tag(document.kind))
        .touch(MENU_TAG);
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

#[cfg(test)]
mod tests {
    use eframe_core::{Language, PublicEvent as _};

    use super::*;
    use crate::rules::samples::{approver, document, editor, in_review};

    fn place<'a>(parent: Option<&'a Document>, reserved: &'a [String]) -> Place<'a> {
        Place { tree: Version::FIRST, parent, reserved }
    }

    #[test]
    fn bad_input_25_a_slug_equal_to_a_route_is_refused_for_pages() {
        let reserved = ["members".to_owned()];
        for route in ["desk", "api", "news", "members"] {
            let slug = route.parse::<Slug>().expect("a slug");
            let refused = place(None, &reserved).address(Kind::Page, &slug);
            assert_eq!(refused, Err(Refusal::Reserved(slug.clone())));
            assert!(place(None, &reserved).address(Kind::News, &slug).is_ok());
        }
    }

    #[test]
    fn only_pages_stand_below_pages() {
        let parent = document(in_review(&editor()));
        let slug = "offices".parse::<Slug>().expect("a slug");
        let below = |kind| place(Some(&parent), &[]).address(kind, &slug);
        assert_eq!(below(Kind::Page).map(String::from), Ok("/about/offices".to_owned()));
        assert_eq!(below(Kind::News), Err(Refusal::NoPlaceThere));
    }

    #[test]
    fn the_public_hears_of_a_move_that_it_could_see() {
        let moved = |page: &Document| {
            let slug = "who-we-are".parse().expect("a slug");
            let expected = page.version;
            let command = Relocate { parent: None, slug, position: 0, expected };
            let around = place(None, &[]);
            let decided = relocate(page, &command, around, 1, &approver(), Timestamp::UNIX_EPOCH);
            let decision = decided.expect("it may");
            let messages = decision.commit.messages();
            let payload = messages.first().expect("it is told").payload.clone();
            serde_json::from_value::<DocumentMoved>(payload).expect("the event")
        };
        let mut page = document(in_review(&editor()));
        let hidden = moved(&page);
        assert!(hidden.languages.is_empty());
        assert_eq!(hidden.facts(), None);
        let strand = page.strands.get_mut(&Language::EN).expect("English");
        strand.live = strand.draft.take();
        let facts = moved(&page).facts().expect("everybody is led there");
        let told = json!({
            "document": page.id, "from": "/about", "to": "/who-we-are", "languages": ["en"],
        });
        assert_eq!(facts, told);
        // One that was sent by the version before does not say whether anybody could see it.
        let older = json!({ "document": page.id, "from": "/about", "to": "/who-we-are" });
        let older: DocumentMoved = serde_json::from_value(older).expect("it is read");
        assert_eq!(older.facts(), None);
    }
}
