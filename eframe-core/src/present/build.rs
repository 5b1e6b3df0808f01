use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::{Bundle, Inner, Presentation, PresentationError, RenderError, Spoken, core_bundle};
use crate::Language;
use crate::format::Formats;
use crate::frame::{FrameSource, PlainFrame};
use crate::messages::Messages;
use crate::template::{Shared, Sources, environment};

/// Puts a [`Presentation`] together.
pub struct PresentationBuilder {
    languages: Vec<Language>,
    desk: Vec<Language>,
    bundles: Vec<Bundle>,
    folder: Option<PathBuf>,
    frame: Arc<dyn FrameSource>,
    zone: TimeZone,
}

impl PresentationBuilder {
    pub(super) fn new() -> Self {
        Self {
            languages: Language::ALL.to_vec(),
            desk: vec![Language::EN, Language::KO, Language::AR],
            bundles: vec![core_bundle()],
            folder: None,
            frame: Arc::new(PlainFrame("e-Government".to_owned())),
            zone: TimeZone::UTC,
        }
    }

    /// The languages pages are offered in.
    #[must_use]
    pub fn languages(mut self, languages: impl IntoIterator<Item = Language>) -> Self {
        self.languages = languages.into_iter().collect();
        self
    }

    /// The languages the desk is written in; English always is.
    #[must_use]
    pub fn desk_languages(mut self, languages: impl IntoIterator<Item = Language>) -> Self {
        self.desk = languages.into_iter().chain([Language::EN]).collect();
        self
    }

    /// Adds a block's templates and messages. A template of a later bundle replaces one of the same name: so a host
    /// brings its own `layout.html`.
    #[must_use]
    pub fn bundle(mut self, bundle: Bundle) -> Self {
        self.bundles.push(bundle);
        self
    }

    /// The host's folder: `templates/` and `messages/` in it go before what is embedded. It need not exist.
    #[must_use]
    pub fn overrides(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Where pages get their frame.
    #[must_use]
    pub fn frame(mut self, frame: Arc<dyn FrameSource>) -> Self {
        self.frame = frame;
        self
    }

    /// The zone in which times are shown where no other is named; UTC without it.
    #[must_use]
    pub fn zone(mut self, zone: TimeZone) -> Self {
        self.zone = zone;
        self
    }

    /// Loads everything, the host's own templates compiled.
    ///
    /// # Errors
    /// With the file and line that is wrong.
    pub fn build(self) -> Result<Presentation, PresentationError> {
        let folder = self.folder.as_deref();
        let messages = Arc::new(Messages::load(&self.languages, &self.bundles, folder)?);
        let sources = Sources::read(&self.bundles, folder)
            .map_err(|(file, source)| PresentationError::Unreadable { file, source })?;
        let shared = Shared {
            messages: messages.clone(),
            sources: Arc::new(sources),
            zone: self.zone.clone(),
        };
        let mut spoken = BTreeMap::new();
        for language in self.languages.iter().copied().chain([Language::EN]) {
            spoken.entry(language).or_insert_with(|| speak(language, &shared));
        }
        for name in shared.sources.own_names() {
            let compiled = spoken[&Language::EN].environment.get_template(name);
            compiled.map_err(|error| PresentationError::Template(RenderError::new(name, error)))?;
        }
        let Self { languages, desk, frame, zone, .. } = self;
        Ok(Presentation(Arc::new(Inner { messages, spoken, languages, desk, frame, zone })))
    }
}

fn speak(language: Language, shared: &Shared) -> Spoken {
    let formats = Arc::new(Formats::new(language));
    Spoken { environment: environment(language, formats.clone(), shared), formats }
}
