//! Everything a block needs to show a page: words, templates, formats and the frame around it.

mod build;
mod bundle;
#[cfg(any(test, feature = "test-util"))]
mod check;
mod embed;
mod error;
mod problem_page;
mod proof;

pub use build::PresentationBuilder;
pub use bundle::{Bundle, core_bundle};
#[cfg(any(test, feature = "test-util"))]
pub use check::Check;
pub use error::{PresentationError, RenderError};
pub use problem_page::ProblemPage;
pub use proof::Proof;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::tz::TimeZone;
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};

use crate::format::Formats;
use crate::frame::{Area, Frame, FrameAsk, FrameSource};
use crate::messages::{Arg, Messages, Said};
use crate::template::Template;
use crate::{Digest, FieldError, Language};

/// How a service speaks and looks. Made once by the host, cheap to clone, handed to each block's builder.
///
/// ```
/// use eframe_core::{Language, Presentation};
///
/// let plain = Presentation::plain();
/// assert_eq!(plain.message(Language::KO, "core.form.error", &[]), "오류:");
/// ```
#[derive(Clone)]
pub struct Presentation(Arc<Inner>);

struct Inner {
    messages: Arc<Messages>,
    spoken: BTreeMap<Language, Spoken>,
    languages: Vec<Language>,
    desk: Vec<Language>,
    frame: Arc<dyn FrameSource>,
    zone: TimeZone,
    digest: Digest,
}

struct Spoken {
    environment: Environment<'static>,
    formats: Arc<Formats>,
}

impl Presentation {
    /// Starts a presentation in all seven languages with core's own templates and words.
    #[must_use]
    pub fn builder() -> PresentationBuilder {
        PresentationBuilder::new()
    }

    /// Core's plain layout and words alone.
    ///
    /// # Panics
    /// Never: a test proves that core's own templates and messages load.
    #[must_use]
    pub fn plain() -> Self {
        Self::builder().build().expect("core's own templates and messages load")
    }

    /// The languages pages are offered in, the host's order.
    #[must_use]
    pub fn languages(&self) -> &[Language] {
        &self.0.languages
    }

    /// The languages the desk is written in.
    #[must_use]
    pub fn desk_languages(&self) -> &[Language] {
        &self.0.desk
    }

    /// The zone in which times are shown where no other is named.
    #[must_use]
    pub fn zone(&self) -> &TimeZone {
        &self.0.zone
    }

    /// The digest of all templates and messages, the host's own included: what was made with others is to be made anew.
    #[must_use]
    pub fn digest(&self) -> Digest {
        self.0.digest
    }

    /// Dates, numbers and order of `language`.
    #[must_use]
    pub fn formats(&self, language: Language) -> &Formats {
        &self.spoken(language).formats
    }

    /// Says `key` for mail, JSON and logs: without isolation marks. Templates say it by `t`.
    #[must_use]
    pub fn message(&self, language: Language, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.0.messages.plain(language, key, args)
    }

    /// Says `key` for a page, with the isolation marks that mixed directions need and the language it is in.
    #[must_use]
    pub fn say(&self, language: Language, key: &str, args: &[(&str, Arg<'_>)]) -> Said {
        self.0.messages.say(language, key, args)
    }

    /// Says what is wrong with a field, for a page.
    #[must_use]
    pub fn field_error(&self, language: Language, error: &FieldError) -> String {
        let args: Vec<(&str, Arg<'_>)> =
            error.args.iter().map(|(name, value)| (*name, Arg::read(value))).collect();
        self.say(language, error.key, &args).text
    }

    /// Renders a whole page in its frame.
    ///
    /// A desk page in a language the desk is not written in comes whole in English, and says so in the reader's; so does
    /// a page of another area whose template lies in a folder `desk` of its block. Core's own pages of the kit, such as
    /// `desk/confirm.html`, are in the languages of the area that uses them.
    ///
    /// # Errors
    /// When the template fails: a name that is not there, or a city's own template that is wrong.
    pub async fn html<T: Template>(&self, ask: &FrameAsk, page: &T) -> Result<String, RenderError> {
        let mut frame = self.0.frame.frame(ask).await;
        if ask.unlisted {
            (frame.canonical, frame.unlisted) = (None, true);
        }
        let kit = T::NAME.starts_with("desk/");
        let area = if is_of_the_desk(T::NAME) && !kit { Area::Desk } else { ask.area };
        let shown = self.shown_in(area, ask.language);
        if shown != ask.language {
            frame.notice = Some(self.say(ask.language, "core.frame.in-english", &[]).text);
        }
        let once = ask.once.map(|id| format!("?once={id}")).unwrap_or_default();
        let (frame, page) = (Value::from(Serde(&frame)), Value::from(Serde(page)));
        self.render(shown, T::NAME, context! { frame, page, once })
    }

    /// Renders a part of a layout, which knows its `frame` alone: for a host that keeps ready what is the same around many pages.
    ///
    /// # Errors
    /// As [`html`](Self::html).
    pub fn part(
        &self,
        language: Language,
        name: &str,
        frame: &Frame,
    ) -> Result<String, RenderError> {
        self.render(language, name, context! { frame => Value::from(Serde(frame)) })
    }

    /// What a permission allows, in words: the message that is named like it with `may` behind the block's name, so
    /// `cms.may.page.approve` for `cms.page.approve`. Nothing where neither the block nor the host says it.
    #[must_use]
    pub fn allows(&self, language: Language, permission: &str) -> Option<String> {
        let (block, what) = permission.split_once('.')?;
        let said = self.say(language, &[block, ".may.", what].concat(), &[]);
        said.language.map(|_| said.text)
    }

    /// What the site is called, as its frame has it: for mails, which have no frame.
    pub async fn site_name(&self, language: Language) -> String {
        self.0.frame.site_name(language).await
    }

    /// Renders a template without a frame: a mail's text (`.txt`, unescaped) or its HTML.
    ///
    /// # Errors
    /// As [`html`](Self::html).
    pub fn text<T: Template>(&self, language: Language, page: &T) -> Result<String, RenderError> {
        self.render(language, T::NAME, context! { page => Value::from(Serde(page)) })
    }

    /// The language a page is rendered in: the reader's, or English for a desk not written in it. Desk contexts
    /// that are put together in code use it.
    #[must_use]
    pub fn shown(&self, ask: &FrameAsk) -> Language {
        self.shown_in(ask.area, ask.language)
    }

    /// The same for an area.
    #[must_use]
    pub fn shown_in(&self, area: Area, language: Language) -> Language {
        let unwritten = area == Area::Desk && !self.0.desk.contains(&language);
        if unwritten { Language::EN } else { language }
    }

    fn render(
        &self,
        language: Language,
        name: &str,
        context: Value,
    ) -> Result<String, RenderError> {
        let template = self.spoken(language).environment.get_template(name);
        template
            .and_then(|template| template.render(context))
            .map_err(|error| RenderError::new(name, error))
    }

    fn spoken(&self, language: Language) -> &Spoken {
        self.0.spoken.get(&language).unwrap_or_else(|| &self.0.spoken[&Language::EN])
    }
}

/// Whether a template needs the languages of the desk only: one in a folder `desk`.
fn is_of_the_desk(template: &str) -> bool {
    template.split('/').any(|folder| folder == "desk")
}

#[cfg(test)]
mod tests;
