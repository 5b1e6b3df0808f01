//! Templates: one typed context each, embedded in the block, replaceable by a file of the host's.

mod environment;
mod functions;
mod source;

pub(crate) use environment::{Shared, environment};
pub(crate) use source::Sources;

use serde::Serialize;

/// The context of one template.
///
/// [`samples`](Template::samples) are the page in each of its states: empty, full, refused. A test renders every
/// template in every language with every sample, so what a sample does not show is not proven.
pub trait Template: Serialize + Sized {
    /// The template's name: `cms/page.html`.
    const NAME: &'static str;

    /// The page in each of its states.
    fn samples() -> Vec<Self>;
}
