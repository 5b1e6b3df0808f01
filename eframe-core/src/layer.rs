//! Layers for the host: each is a plain [`tower::Layer`] for any service of HTTP requests, and each may be
//! left out or replaced by the host's own.
//!
//! Outermost first, as [`tower::ServiceBuilder`] takes them: [`AccessLayer`] names and logs a request,
//! [`SecurityLayer`] tells browsers what a page may do, [`CachedLayer`] answers what the page cache holds,
//! [`CrossSiteLayer`] refuses foreign forms, [`LanguageLayer`] reads the language in the path, [`ProblemPagesLayer`] shows problems to readers as pages, and
//! [`ActorLayer`] finds out who asks. The last is best
//! laid around what needs it only: public pages are the same for everyone.
//!
//! ```
//! use eframe_core::layer::{CrossSiteLayer, LanguageLayer, SecurityLayer};
//! use eframe_core::{Language, Mount};
//! let mount = Mount::new("https://city.example");
//! let service = tower::ServiceBuilder::new()
//!     .layer(SecurityLayer::new(mount.is_secure()))
//!     .layer(CrossSiteLayer::new(&mount))
//!     .layer(LanguageLayer::new(Language::ALL))
//!     .service(axum::Router::<()>::new());
//! # let _ = service;
//! ```

mod access;
mod actor;
mod cached;
mod cross_site;
mod language;
mod problem_pages;
mod route;
mod security;

pub use access::{Access, AccessLayer};
pub use actor::{ActorLayer, Actors, Identified, Identify};
pub use cached::{Cached, CachedLayer};
pub use cross_site::{CrossSite, CrossSiteLayer};
pub use language::{LanguageLayer, Languages};
pub use problem_pages::{ProblemPages, ProblemPagesLayer};
pub use route::{RouteLayer, Routed};
pub use security::{Secured, SecurityLayer};
