//! What a build without the feature `opentelemetry` has in the place of traces: nothing, and a word on it.

use tracing_subscriber::layer::Identity;

use crate::settings::{TracesSettings, WrongSetting};

/// There are none.
pub(crate) enum Traces {}

impl Traces {
    /// Refuses.
    ///
    /// # Errors
    /// Always, with the remedy.
    pub(crate) fn start(_: &TracesSettings) -> Result<Self, WrongSetting> {
        let what = "this program was built without them; build it with --features opentelemetry, or take the setting away";
        Err(WrongSetting::new("traces", what))
    }

    pub(crate) fn layer(&self) -> Identity {
        match *self {}
    }

    pub(crate) async fn finish(self) {
        match self {}
    }
}

/// Nowhere in a trace.
pub(crate) enum Here {}

pub(crate) fn here() -> Option<Here> {
    None
}

impl Here {
    pub(crate) fn trace(&self) -> String {
        match *self {}
    }

    pub(crate) fn span(&self) -> String {
        match *self {}
    }
}

/// The service as it is.
pub(crate) fn follow<S>(service: S, _: bool) -> S {
    service
}
