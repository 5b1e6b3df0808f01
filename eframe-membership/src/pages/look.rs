//! What public pages have in common: their frame, their cache, and forms that strangers post.

use axum::response::{Html, IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::cache::Rendered;
use eframe_core::form::{Fields, Posted};
use eframe_core::frame::{Area, FrameAsk};
use eframe_core::http::Problem;
use eframe_core::template::Template;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::words::Words;
use crate::{Error, Refusal};

/// A public page in one language, at one address below the mount.
pub(crate) struct Look {
    pub(crate) words: Words,
    path: &'static str,
    title: String,
}

impl Look {
    /// The page of this path, with the message that is its title.
    pub(crate) fn at(words: Words, path: &'static str, title: &str) -> Self {
        let title = words.say(title);
        Self { words, path, title }
    }

    /// The address of another page in the same language.
    pub(crate) fn url(&self, path: &str) -> String {
        self.words.membership.mount().pages_url(self.words.language, path)
    }

    fn ask(&self) -> FrameAsk {
        let membership = &self.words.membership;
        let languages = membership.languages().iter();
        let alternates = languages.map(|of| (*of, membership.mount().pages_url(*of, self.path)));
        let address = self.url(self.path);
        FrameAsk::new(self.words.language, Area::Public, &*self.title, address)
            .alternates(alternates)
    }

    /// The page as everyone gets it, from the cache. It changes with the day, by which charters come into force.
    pub(crate) async fn cached<T: Template>(
        &self,
        headers: &HeaderMap,
        page: impl FnOnce() -> T,
    ) -> Result<Response, Problem> {
        let membership = &self.words.membership;
        let key = format!("{} {}", self.url(self.path), membership.today());
        let render = || async {
            let html = membership.presentation().html(&self.ask(), &page()).await;
            Ok::<_, Problem>(Rendered::html(html.map_err(Problem::internal)?))
        };
        membership.cache().get_or_render(headers, &key, render).await
    }

    /// An answer to a form, which nobody keeps.
    pub(crate) async fn answer<T: Template>(
        &self,
        page: &T,
        status: StatusCode,
    ) -> Result<Response, Problem> {
        let html = self.words.presentation().html(&self.ask(), page).await;
        let never = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
        Ok((status, never, Html(html.map_err(Problem::internal)?)).into_response())
    }

    /// What was posted with what is wrong with it, and the status that goes with it.
    pub(crate) fn refused(
        &self,
        posted: &Posted,
        error: Error,
    ) -> Result<(Fields, StatusCode), Problem> {
        let form = Fields::posted(posted);
        match error {
            Error::Refused(Refusal::Invalid(errors)) => {
                let presentation = self.words.presentation();
                let form = form.refused(&errors, presentation, self.words.language);
                Ok((form, StatusCode::UNPROCESSABLE_ENTITY))
            }
            Error::Refused(Refusal::Throttled(_)) => {
                let text = self.words.say("membership.refused.throttled");
                Ok((form.fault("", text), StatusCode::TOO_MANY_REQUESTS))
            }
            error => Err(error.into()),
        }
    }
}
