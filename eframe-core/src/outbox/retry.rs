use jiff::SignedDuration;

use crate::CommitError;

/// Why a delivery or a run did not succeed, and what is to be done about it.
///
/// The reason is kept and shown to staff: it names no person and quotes nothing they wrote.
///
/// ```
/// use eframe_core::outbox::Retry;
/// let later = Retry::because("the mail server asks us to come back").after(jiff::SignedDuration::from_mins(15));
/// assert_eq!(later.reason(), "the mail server asks us to come back");
/// ```
#[derive(Clone, Debug)]
pub struct Retry {
    reason: String,
    pub(super) verdict: Verdict,
}

/// What follows from a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Another attempt after the usual pause.
    Again,
    /// Another attempt after this pause.
    After(SignedDuration),
    /// No other attempt until a person asks for it.
    Park,
    /// The work was done before.
    Done,
}

impl Retry {
    /// Tries again after the usual pause.
    pub fn because(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), verdict: Verdict::Again }
    }

    /// Parks the delivery at once: trying again would not help.
    pub fn park(reason: impl Into<String>) -> Self {
        Self { reason: reason.into(), verdict: Verdict::Park }
    }

    /// Tries again after this pause, at most the longest.
    #[must_use]
    pub fn after(mut self, pause: SignedDuration) -> Self {
        self.verdict = Verdict::After(pause);
        self
    }

    /// What is kept and shown.
    pub fn reason(&self) -> &str {
        &self.reason
    }
}

/// A commit that found the delivery settled before was a repeat: it counts as done.
impl From<CommitError> for Retry {
    fn from(error: CommitError) -> Self {
        let verdict = match error {
            CommitError::Settled => Verdict::Done,
            _ => Verdict::Again,
        };
        Self { reason: error.to_string(), verdict }
    }
}
