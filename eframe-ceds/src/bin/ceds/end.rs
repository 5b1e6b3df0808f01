//! What ends a command before it is done.

use std::fmt::Display;
use std::path::Path;
use std::process::ExitCode;

/// Why a command ended; each has a status of its own.
#[derive(Debug)]
pub(crate) enum End {
    /// A document or data are wrong; the text says where.
    Wrong(String),
    /// What was typed cannot be done.
    Usage(String),
    /// A file cannot be read or written.
    File(String),
    /// It was stopped, with this status.
    Stopped(u8),
    /// Nobody reads what is written any more, as in `ceds score .. | head`.
    Unread,
}

impl End {
    /// That a file cannot be read or written.
    pub(crate) fn file(path: &Path, error: impl Display) -> Self {
        Self::File(format!("{}: {error}", path.display()))
    }

    /// Says why on standard error, each line as it is.
    pub(crate) fn say(&self) {
        match self {
            Self::Wrong(text) | Self::Usage(text) | Self::File(text) => eprintln!("{text}"),
            Self::Stopped(_) => eprintln!("stopped; nothing was written"),
            Self::Unread => {}
        }
    }

    pub(crate) fn code(&self) -> ExitCode {
        ExitCode::from(match self {
            Self::Unread => 0,
            Self::Wrong(_) => 1,
            Self::Usage(_) => 2,
            Self::File(_) => 3,
            Self::Stopped(status) => *status,
        })
    }
}
