//! People and documents for the tests of the rules.

use eframe_core::{Actor, ActorId, Grant, Language, Scope, Timestamp, Version};
use uuid::Uuid;

use crate::model::{
    Author, Content, Document, DocumentId, Edition, EditionId, Facts, Kind, State, Strand,
};
use crate::permission::{APPROVE, EDIT, MOVE, PUBLISH};

pub(super) fn editor() -> Actor {
    let grants = vec![Grant::new(EDIT, Scope::Everywhere)];
    Actor::person(ActorId::new(Uuid::from_u128(1)), "Editor", grants)
}

pub(super) fn approver() -> Actor {
    let grants = [EDIT, APPROVE, PUBLISH, MOVE].map(|right| Grant::new(right, Scope::Everywhere));
    Actor::person(ActorId::new(Uuid::from_u128(2)), "Approver", grants.to_vec())
}

/// A page's first edition, written by `author` and handed in.
pub(super) fn in_review(author: &Actor) -> Edition {
    let content = Content {
        title: "About".to_owned(),
        summary: String::new(),
        body: "Who we are.".into(),
        facts: Facts::Page,
        note: String::new(),
    };
    Edition {
        id: EditionId::new(Uuid::from_u128(11)),
        document: DocumentId::new(Uuid::from_u128(10)),
        language: Language::EN,
        number: 1,
        revision: Version::FIRST,
        content,
        authors: vec![Author::of(author)],
        saved: Timestamp::UNIX_EPOCH,
        state: State::InReview {
            by: Author::of(author),
            at: Timestamp::UNIX_EPOCH,
            approvals: Vec::new(),
        },
    }
}

/// The page with this edition in the making.
pub(super) fn document(draft: Edition) -> Document {
    let (last, revision) = (draft.number, draft.revision);
    let strand = Strand { last, revision, draft: Some(draft.clone()), live: None };
    Document {
        id: draft.document,
        kind: Kind::Page,
        parent: None,
        position: 0,
        slug: "about".parse().expect("a slug"),
        address: "/about".parse().expect("an address"),
        changed: None,
        version: Version::FIRST,
        care: crate::model::Care::default(),
        plans: Vec::new(),
        strands: [(draft.language, strand)].into(),
    }
}
