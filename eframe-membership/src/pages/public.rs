//! What the public pages have in common: the same bytes for everyone, in the frame of the host.

use eframe_core::cache::Rendered;
use eframe_core::frame::{Area, FrameAsk};
use eframe_core::http::Problem;
use eframe_core::template::Template;
use eframe_core::{Language, Tag};

use crate::Membership;
use crate::words::Words;

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
}
