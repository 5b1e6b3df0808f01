//! The public pages: asking for the newsletter, answering the question, choosing the language, ending it, and what was sent.
//! None needs a script; reading one changes nothing, so a mail scanner that follows links does no harm.

mod archive;
mod confirm;
mod language;
mod message;
mod public;
mod subscribe;
mod unsubscribe;

use axum::Router;
use axum::routing::get;
use eframe_core::Component;
use eframe_core::block::axum;

pub(crate) use archive::{ArchivePage, ArchivedPage};
pub(crate) use confirm::ConfirmPage;
pub(crate) use language::LanguagePage;
pub(crate) use message::MessagePage;
pub(crate) use subscribe::SubscribePage;
pub(crate) use unsubscribe::UnsubscribePage;

use crate::Newsletter;

impl Newsletter {
    /// The public pages, to be mounted once for each language where
    /// [`Mount::pages`](eframe_core::Mount::pages) says.
    pub fn pages(&self) -> Component {
        let router = Router::new()
            .route("/", get(subscribe::show).post(subscribe::take))
            .route("/archive", get(archive::list))
            .route("/archive.atom", get(archive::feed))
            .route("/archive/{number}", get(archive::one))
            .route("/asked", get(subscribe::asked))
            .route("/confirm", get(confirm::show).post(confirm::take))
            .route("/confirmed", get(confirm::confirmed))
            .route("/language", get(language::show).post(language::take))
            .route("/unsubscribe", get(unsubscribe::show).post(unsubscribe::take))
            .with_state(self.clone());
        Component::from_router("newsletter", router)
    }
}
