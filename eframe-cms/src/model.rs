//! The nouns of the block and the states they go through.
//!
//! A [`Document`] is a thing with an address: a page, a piece of news, an event. What it says stands in its
//! [`Edition`]s: in each language at most one in the making and one that is live, held by a [`Strand`].

mod address;
pub mod block;
mod body;
mod care;
mod content;
mod document;
mod edition;
mod end;
mod facts;
mod kind;
mod media;
mod menu;
mod plan;
mod preview;
mod redirect;
mod rulebook;
mod unsaved;

pub use address::{Address, Slug, WrongAddress};
pub use block::Block;
#[cfg(feature = "server")]
pub(crate) use block::rows;
pub use body::{Body, Lead};
pub use care::Care;
pub use content::{Content, Fields, LIMITS, Limits};
pub(crate) use content::{one_line, paragraphs};
pub use document::{Document, DocumentId, Strand};
pub use edition::{Approval, Author, Edition, EditionId, Returned, Stage, State};
pub use end::{End, Ending};
pub use facts::{
    BannerFacts, EventFacts, Facts, NewsFacts, PartnerFacts, PersonFacts, Shown, Tone,
};
pub use kind::{Kind, UnknownKind};
pub(crate) use media::MEGABYTES;
#[cfg(feature = "server")]
pub(crate) use media::scaled;
pub use media::{About, AboutFields, FileRef, FileVersion, Focus, Form, Media, MediaId, MediaKind};
pub use media::{Pixels, Released, Rendition, Said, StoredFile, WIDTHS, widths};
pub use menu::{Menu, MenuEntry, MenuId};
pub use plan::{Act, Clocks, Moment, Plan, PlanId, PlanState};
pub use preview::{Preview, PreviewId};
pub use redirect::{OldPath, Redirect, Target, WrongPath};
pub use rulebook::{Missing, Rule, Rulebook, WrongRule};
pub use unsaved::{Sheet, Unsaved};
