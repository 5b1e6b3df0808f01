//! What is wrong with what a command was about, where that is no setting.

/// A complaint and its remedy, in one line.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{about}: {what}")]
pub(crate) struct Complaint {
    about: String,
    what: String,
}

impl Complaint {
    /// A complaint about this: a file, a person, a part of what the site holds.
    pub(crate) fn new(about: impl Into<String>, what: impl Into<String>) -> Self {
        // One line, whatever a file or an error message brought along.
        let what = what.into().split_whitespace().collect::<Vec<_>>().join(" ");
        Self { about: about.into(), what }
    }
}
