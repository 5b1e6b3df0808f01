use std::io;

/// Why an archive of content cannot be read. Its text is for whoever brings it in.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// The file could not be read.
    #[error("it cannot be read: {0}")]
    Disk(#[source] io::Error),
    /// A later program wrote it.
    #[error("its form is {found}, known is {known}: read it with a later program")]
    Newer {
        /// The form it says it has.
        found: u32,
        /// The form that is known here.
        known: u32,
    },
    /// It is no archive of content, or was changed.
    #[error("{0}; nothing was changed")]
    Damaged(String),
    /// A line of it is wrong.
    #[error("{entry}, line {line}: {what}; nothing was changed")]
    Line {
        /// The entry of the archive.
        entry: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
}

impl ArchiveError {
    pub(super) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged(what.into())
    }
}
