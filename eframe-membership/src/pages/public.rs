//! What the public pages have in common: the same bytes for everyone, in the frame of the host.

use axum::response::{Html, IntoResponse as _, Response};
use eframe_core::block::axum;
use eframe_core::cache::Rendered;
use eframe_core::form::{Fields, Posted};
use eframe_core::frame::{Area, FrameAsk};
use eframe_core::http::Problem;
use eframe_core::template::Template;
use eframe_core::{Language, Tag};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::words::Words;
use crate::{Error, Membership, Refusal};

/// The tag under which the host's navigation is kept: the frame shows it.
const MENU_TAG: &str = "menu";

/// A reader of public pages.
#[derive(Clone)]
pub(super) struct Reader {
    pub(super) membership: Membership,
    pub(super) language: Language,
    pub(super) words: Words,
}

impl Reader {
    pub(super) fn of(membership: &Membership, language: Language) -> Self {
        let words = Words { membership: membership.clone(), language };
        Self { membership: membership.clone(), language, words }
    }

    /// The address of a public page in the reader's language.
    pub(super) fn url(&self, path: &str) -> String {
        self.membership.mount().pages_url(self.language, path)
    }

    /// A page in its frame; `path` is its own, the same in every language.
    pub(super) async fn html<T: Template>(
        &self,
        path: &str,
        title: &str,
        page: &T,
    ) -> Result<String, Problem> {
        let mount = self.membership.mount();
        let everywhere = self.membership.languages().iter();
        let alternates = everywhere.map(|&of| (of, mount.pages_url(of, path)));
        let ask = FrameAsk::new(self.language, Area::Public, title, self.url(path));
        let ask = ask.alternates(alternates.collect::<Vec<_>>());
        let html = self.membership.presentation().html(&ask, page).await;
        html.map_err(Problem::internal)
    }

    /// The same, to be kept until one of these tags says that it is stale.
    pub(super) async fn kept<T: Template>(
        &self,
        path: &str,
        title: &str,
        page: &T,
        tags: impl IntoIterator<Item = Tag>,
    ) -> Result<Rendered, Problem> {
        let html = self.html(path, title, page).await?;
        Ok(Rendered::html(html).tag(MENU_TAG).tags(tags))
    }

    /// A page that shows nothing but words, from the cache. It changes with the day, by which charters come into force.
    pub(super) async fn everyone<T: Template>(
        &self,
        headers: &HeaderMap,
        path: &str,
        title: &str,
        page: impl FnOnce() -> T,
    ) -> Result<Response, Problem> {
        let key = format!("{} {}", self.url(path), self.membership.today());
        let render = || async { self.kept(path, title, &page(), []).await };
        self.membership.cache().get_or_render(headers, &key, render).await
    }

    /// An answer to what a stranger posted, which nobody keeps.
    pub(super) async fn answer<T: Template>(
        &self,
        path: &str,
        title: &str,
        page: &T,
        status: StatusCode,
    ) -> Result<Response, Problem> {
        let html = self.html(path, title, page).await?;
        let never = [(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
        Ok((status, never, Html(html)).into_response())
    }

    /// What a stranger posted with what is wrong with it, and the status that goes with it.
    pub(super) fn refused(
        &self,
        posted: &Posted,
        error: Error,
    ) -> Result<(Fields, StatusCode), Problem> {
        let form = Fields::posted(posted);
        match error {
            Error::Refused(Refusal::Invalid(errors)) => {
                let form = form.refused(&errors, self.membership.presentation(), self.language);
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
