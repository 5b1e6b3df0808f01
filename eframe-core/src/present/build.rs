use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use futures_util::FutureExt as _;
use jiff::tz::TimeZone;

use super::{Bundle, Inner, Presentation, PresentationError, RenderError, Spoken, core_bundle};
use crate::format::Formats;
use crate::frame::{Frame, FrameSource, PlainFrame};
use crate::messages::Messages;
use crate::template::{Shared, Sources, environment};
use crate::{Language, sha256};

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

    /// Loads everything. The host's own templates are compiled and rendered with the samples of every block.
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
        let parts = [messages.digest(), shared.sources.digest()];
        let digest = sha256(&parts.map(|part| *part.bytes()).concat());
        let Self { languages, desk, frame, zone, bundles, .. } = self;
        let inner = Inner { messages, spoken, languages, desk, frame, zone, digest };
        let presentation = Presentation(Arc::new(inner));
        prove(&presentation, &bundles, &shared.sources).map_err(PresentationError::Template)?;
        Ok(presentation)
    }
}

/// Compiles the host's own templates and renders what they may show up in, so that a mistake stops the start and not the
/// first reader who meets it.
fn prove(
    presentation: &Presentation,
    bundles: &[Bundle],
    sources: &Sources,
) -> Result<(), RenderError> {
    let environment = &presentation.spoken(Language::EN).environment;
    for name in sources.own_names() {
        environment.get_template(name).map_err(|error| RenderError::new(name, error))?;
    }
    if sources.own_names().next().is_none() {
        return Ok(());
    }
    for proof in bundles.iter().flat_map(|bundle| bundle.proofs) {
        let desk = proof.is_desk();
        for language in if desk { &presentation.0.desk } else { &presentation.0.languages } {
            let ask = proof.ask(*language);
            // A frame that is not there at once is one the host has yet to fill.
            let own = presentation.0.frame.frame(&ask).now_or_never();
            let frame = own.unwrap_or_else(|| Frame::plain("", &ask));
            proof.render(presentation, *language, &[frame])?;
        }
    }
    Ok(())
}

fn speak(language: Language, shared: &Shared) -> Spoken {
    let formats = Arc::new(Formats::new(language));
    Spoken { environment: environment(language, formats.clone(), shared), formats }
}
