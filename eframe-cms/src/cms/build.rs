use std::sync::Arc;

use eframe_core::{Database, Mount, Presentation};

use super::{Cms, Inner};
use crate::store::Store;

/// Puts a [`Cms`] together.
#[must_use]
pub struct CmsBuilder {
    database: Database,
    mount: Mount,
    presentation: Option<Presentation>,
    reserved: Vec<String>,
}

impl Cms {
    /// The content kept in this database, which has run [`MIGRATIONS`](crate::MIGRATIONS).
    pub fn builder(database: Database) -> CmsBuilder {
        CmsBuilder {
            database,
            mount: Mount::new("http://localhost"),
            presentation: None,
            reserved: Vec::new(),
        }
    }
}

impl CmsBuilder {
    /// Where the host mounts the services.
    pub fn at(mut self, mount: Mount) -> Self {
        self.mount = mount;
        self
    }

    /// What pages are made with: it has to hold [`bundle`](crate::bundle). Without one, the block's own
    /// templates in a plain frame.
    pub fn presentation(mut self, presentation: Presentation) -> Self {
        self.presentation = Some(presentation);
        self
    }

    /// First segments of paths that the host's own routes use: no page may begin with one.
    pub fn reserved<S: Into<String>>(mut self, segments: impl IntoIterator<Item = S>) -> Self {
        self.reserved.extend(segments.into_iter().map(Into::into));
        self
    }

    /// The handle.
    ///
    /// # Panics
    /// When the block's own templates do not compile, which its tests rule out.
    pub fn build(self) -> Cms {
        let own = || {
            let built = Presentation::builder().bundle(crate::bundle()).build();
            built.expect("the block's own templates compile")
        };
        Cms {
            inner: Arc::new(Inner {
                store: Store::new(self.database),
                mount: self.mount,
                presentation: self.presentation.unwrap_or_else(own),
                reserved: self.reserved,
            }),
        }
    }
}
