use std::collections::BTreeMap;

use eframe_core::{Actor, Commit, Decision, Language, Timestamp, Version};
use serde_json::json;

use super::change::{self, Change, NewDocument, Standing};
use super::{Place, Save, save};
use crate::Refusal;
use crate::model::{Care, Content, Document, DocumentId, EditionId, Kind, Slug};
use crate::permission::{CREATED, EDIT};

/// Begins a document with its first draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Create {
    /// What sort it is.
    pub kind: Kind,
    /// The page it is to stand below; at the root without one.
    pub parent: Option<DocumentId>,
    /// The last part of its address; made from its title where none is given.
    pub slug: Option<Slug>,
    /// Its place among its siblings.
    pub position: i32,
    /// The language of its first draft.
    pub language: Language,
    /// What that says.
    pub content: Content,
}

/// What a new document is given.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// Its id.
    pub id: DocumentId,
    /// The id of its first edition.
    pub edition: EditionId,
    /// Its slug, should the command name none.
    pub slug: Slug,
}

/// Begins a document with its first draft. It takes its address at once, though nobody sees it there yet.
///
/// # Errors
/// When the actor may not, or there is no such place.
pub fn create(
    command: &Create,
    given: Given,
    place: Place<'_>,
    actor: &Actor,
    now: Timestamp,
) -> Result<Decision<Change, Standing>, Refusal> {
    actor.require(EDIT)?;
    let &Create { kind, position, language, .. } = command;
    let Given { id, edition, slug } = given;
    let slug = command.slug.clone().unwrap_or(slug);
    let address = place.address(kind, &slug)?;
    let parent = place.parent.map(|parent| parent.id);
    let document = Document {
        id,
        kind,
        parent,
        position,
        slug: slug.clone(),
        address: address.clone(),
        changed: None,
        version: Version::FIRST,
        care: Care::default(),
        plans: Vec::new(),
        strands: BTreeMap::new(),
    };
    let content = command.content.clone();
    let draft = Save { language, expected: Version::new(0), content };
    let first = save(&document, &draft, edition, actor, now)?;
    let facts = json!({ "kind": kind, "address": address, "language": language });
    let new = NewDocument { id, kind, parent, position, slug, address };
    let commit = Commit::by(actor, now)
        .guard(place.keep())
        .change(Change::Create(new))
        .with_changes(first.commit.changes().iter().cloned())
        .audit(CREATED, change::subject(id), facts);
    Ok(Decision::new(commit, first.outcome))
}
