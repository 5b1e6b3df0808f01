//! What may happen to content: plain functions from what stands, a command and an actor to a
//! [`Decision`](eframe_core::Decision) or a [`Refusal`](crate::Refusal).
//!
//! An edition's way is `Draft`, `InReview`, `Approved`, `Live`, `Superseded`; a reviewer may give it back,
//! any change of its words takes it back to `Draft`, and a live one may end. Both its going live and its end may be
//! planned for a time.

mod arrange;
mod bring_in;
mod care;
mod change;
mod checks;
mod create;
mod discard;
mod import;
mod media;
mod menu;
mod past;
mod place;
mod plan;
mod policy;
mod preview;
#[cfg(test)]
mod proofs;
mod publish;
mod redirect;
mod review;
#[cfg(test)]
mod samples;
mod save;
mod unsaved;

pub use arrange::{Arrange, Arranged, MOST_SIBLINGS, arrange};
pub use bring_in::{Brought, ContentFile, bring_in};
pub use care::{Entrust, Entrusted, Reminder, entrust, may_name_office, remind};
pub use change::{Change, KeptText, MediaChange, NewDocument, Standing};
#[cfg(feature = "server")]
pub(crate) use change::{MENU_TAG, THE_TREE, list_tag, page_tag};
pub use checks::{Check, CheckContext, Fate, Finding, Reach, Severity, checks};
#[cfg(feature = "server")]
pub(crate) use checks::{addresses, dead_links};
pub use create::{Create, Given, create};
#[cfg(feature = "server")]
pub(crate) use discard::is_all;
pub use discard::{Discard, Discarded, discard};
pub use import::{Ground, Import, ImportDocument, ImportMenu, ImportTarget, Imported, import};
#[cfg(feature = "server")]
pub(crate) use media::words as media_words;
pub use media::{AddMedia, DescribeMedia, MediaStanding, add_media, describe_media, release_media};
pub use media::{replace_media, retire_media};
pub use menu::{MenuStanding, SetMenu, set_menu};
pub use past::{Happened, Past, Stood, Told, stood, told};
#[cfg(feature = "server")]
pub(crate) use past::{anew, hidden};
pub use place::{Lacking, Place, Placed, Relocate, Subtree, relocate};
pub use plan::{SetPlan, cancel_plan, fire_plan, obstacle, park_plan, set_plan};
pub use policy::{FileStanding, Sight};
pub use preview::{MakePreview, end_preview, make_preview};
pub use publish::{Around, end, publish, withdraw};
#[cfg(feature = "server")]
pub(crate) use redirect::brought_fault;
pub use redirect::{
    Fault, MOST_REDIRECTS, RedirectGround, RedirectLine, RedirectPlan, Redirected, plan_redirects,
    read_redirects, remove_redirect, set_redirects, write_redirects,
};
pub use review::{approve, give_back, submit};
pub use save::{Save, save};
pub use unsaved::{drop_unsaved, keep_unsaved};
