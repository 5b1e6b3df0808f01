//! What the public pages have in common: the frame of the host, and nothing of who reads.

use axum::response::{Html, IntoResponse as _, Response};
use eframe_core::Language;
use eframe_core::block::axum;
use eframe_core::cache::Rendered;
use eframe_core::frame::{Area, FrameAsk};
use eframe_core::http::Problem;
use eframe_core::template::Template;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use crate::Newsletter;

/// The tag under which the host's navigation is kept: the frame shows it.
pub(super) const MENU_TAG: &str = "menu";

/// A reader of public pages.
#[derive(Clone)]
pub(super) struct Reader {
    pub(super) newsletter: Newsletter,
    pub(super) language: Language,
}

impl Reader {
    pub(super) fn of(newsletter: &Newsletter, language: Language) -> Self {
        Self { newsletter: newsletter.clone(), language }
    }

    /// The message of this key.
    pub(super) fn say(&self, key: &str) -> String {
        self.newsletter.presentation().say(self.language, key, &[]).text
    }

    /// The address of a public page in the reader's language.
    pub(super) fn url(&self, path: &str) -> String {
        self.newsletter.mount().pages_url(self.language, path)
    }

    /// A page in its frame; `path` is its own, with its query, the same in every language.
    async fn html<T: Template>(
        &self,
        path: &str,
        title: &str,
        page: &T,
    ) -> Result<String, Problem> {
        self.framed(path, title, page, |ask| ask).await
    }

    /// The same, with what else it has to say of itself.
    pub(super) async fn framed<T: Template>(
        &self,
        path: &str,
        title: &str,
        page: &T,
        more: impl FnOnce(FrameAsk) -> FrameAsk,
    ) -> Result<String, Problem> {
        let mount = self.newsletter.mount();
        let everywhere = self.newsletter.languages().iter();
        let alternates = everywhere.map(|&of| (of, mount.pages_url(of, path)));
        // What opens something stands in the query; the links to other languages alone need it.
        let own = self.url(path.split('?').next().unwrap_or_default());
        let ask = FrameAsk::new(self.language, Area::Public, title, own);
        let ask = more(ask.alternates(alternates.collect::<Vec<_>>()));
        let html = self.newsletter.presentation().html(&ask, page).await;
        html.map_err(Problem::internal)
    }

    /// A page that shows nothing but words, from the cache.
    pub(super) async fn everyone<T: Template>(
        &self,
        headers: &HeaderMap,
        path: &str,
        title: &str,
        page: impl FnOnce() -> T,
    ) -> Result<Response, Problem> {
        let render = || async {
            let html = self.html(path, title, &page()).await?;
            Ok(Rendered::html(html).tag(MENU_TAG))
        };
        self.newsletter.cache().get_or_render(headers, &self.url(path), render).await
    }

    /// A page behind a link of one's own, or an answer to what a stranger posted: nobody keeps it, no search engine shows it, and no
    /// other page learns its address, which opens something.
    pub(super) async fn answer<T: Template>(
        &self,
        path: &str,
        title: &str,
        page: &T,
        status: StatusCode,
    ) -> Result<Response, Problem> {
        let html = self.framed(path, title, page, FrameAsk::unlisted).await?;
        let own = [
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
            // Under `no-referrer` a form would say `Origin: null`, and be refused wherever a browser sends no `Sec-Fetch-Site`.
            (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin")),
            (HeaderName::from_static("x-robots-tag"), HeaderValue::from_static("noindex")),
        ];
        Ok((status, own, Html(html)).into_response())
    }
}
