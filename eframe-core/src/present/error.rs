use std::io;
use std::path::PathBuf;

use crate::messages::MessagesError;

/// A page that could not be rendered: which template, which line, and why.
#[derive(Debug, thiserror::Error)]
#[error("{name}: {reason}")]
pub struct RenderError {
    name: String,
    reason: String,
}

impl RenderError {
    pub(super) fn new(name: &str, error: minijinja::Error) -> Self {
        let mut reason = error.to_string();
        let mut cause = std::error::Error::source(&error);
        while let Some(deeper) = cause {
            reason.push_str(": ");
            reason.push_str(&deeper.to_string());
            cause = deeper.source();
        }
        Self { name: name.to_owned(), reason }
    }
}

/// Why a presentation could not be put together. The start stops on it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PresentationError {
    /// Messages are wrong.
    #[error(transparent)]
    Messages(#[from] MessagesError),
    /// A template of the host's is there and cannot be read.
    #[error("{}: cannot be read: {source}", file.display())]
    Unreadable {
        /// The path.
        file: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A template of the host's is no template.
    #[error("in the folder of your own templates, {0}")]
    Template(#[source] RenderError),
}
