//! What the public pages have in common: the same bytes for everyone, in the frame of the host.

use eframe_core::cache::Rendered;
use eframe_core::frame::{Area, FrameAsk};
use eframe_core::http::Problem;
use eframe_core::template::Template;
use eframe_core::{Language, Tag};

use crate::Ceds;
use crate::rules::ROUNDS_TAG;
use crate::words::Words;

/// The tag under which the host's navigation is kept: the frame shows it.
const MENU_TAG: &str = "menu";

/// A reader of public pages.
pub(super) struct Reader {
    pub(super) ceds: Ceds,
    pub(super) words: Words,
}

impl Reader {
    pub(super) fn of(ceds: &Ceds, language: Language) -> Self {
        let words = Words { presentation: ceds.presentation().clone(), language };
        Self { ceds: ceds.clone(), words }
    }

    /// The address of a public page in the reader's language.
    pub(super) fn url(&self, path: &str) -> String {
        self.ceds.mount().pages_url(self.words.language, path)
    }

    /// Under which name a page is kept: made anew each day, since rounds open and close by the day.
    pub(super) fn key(&self, path: &str) -> String {
        format!("{} {}", self.url(path), self.ceds.today())
    }

    /// A page in its frame, to be kept until a round changes.
    pub(super) async fn rendered<T: Template>(
        &self,
        path: &str,
        title: &str,
        page: &T,
    ) -> Result<Rendered, Problem> {
        let mount = self.ceds.mount();
        let everywhere = self.ceds.presentation().languages().iter();
        let alternates = everywhere.map(|&of| (of, mount.pages_url(of, path)));
        let ask = FrameAsk::new(self.words.language, Area::Public, title, self.url(path));
        let ask = ask.alternates(alternates.collect::<Vec<_>>());
        let html = self.ceds.presentation().html(&ask, page).await;
        let html = html.map_err(Problem::internal)?;
        Ok(Rendered::html(html).tag(MENU_TAG).tags([Tag::new(ROUNDS_TAG)]))
    }
}
