//! What requests are read with and answers are made of.
//!
//! The extractors ([`Json`], [`Query`], [`Path`], [`Form`], [`FileForm`], [`CallerOf`], [`Asked`], [`IfMatch`]) are for
//! authors of blocks: they are axum's kind, refuse what they cannot take whole, and answer with a
//! [`Problem`]. Hosts meet [`Problem`], [`RequestId`] and [`ClientAddress`].

mod accept;
mod asked;
mod body;
mod caller;
mod client;
mod etag;
mod file_form;
mod form;
mod json;
mod page;
mod pairs;
mod path;
mod problem;
mod query;
pub(crate) mod repeat;
mod see_other;

pub(crate) use accept::accepts_encoding;
pub use accept::{Accepts, accepts};
pub use asked::Asked;
pub use body::{DEFAULT_LIMIT, read};
pub use caller::{ActorOf, CallerOf, bind_body};
pub use client::{ClientAddress, RequestId};
pub use etag::{IfMatch, etag, not_modified};
pub(crate) use file_form::is_multipart;
pub use file_form::{FileForm, ReadForm};
pub use form::Form;
pub use json::Json;
pub use page::{Cursor, Page, Paging};
pub use path::Path;
pub use problem::{Cause, Problem};
pub use query::{Query, in_query};
pub use see_other::see_other;
