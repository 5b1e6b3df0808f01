//! Mail: letters to one person each, by SMTP or into a folder.
//!
//! A block writes a [`Letter`] and hands it to the host's [`Mailer`] from an outbox subscriber, never from a request.
//! The letter's id becomes its `Message-ID`, so that a letter sent twice after a crash can be recognised as one.

mod address;
mod file;
mod letter;
mod smtp;

pub use address::{Address, AddressError};
pub use file::FileMailer;
pub use letter::{Letter, Sender};
pub use smtp::{SmtpMailer, SmtpUrl, WrongAuthorities, WrongSmtpUrl};

use async_trait::async_trait;
use tracing::Instrument as _;
use tracing::field::Empty;

use crate::log::SPANS;

/// Sends letters; the host brings one.
#[async_trait]
pub trait Mailer: Send + Sync {
    /// Hands one letter over. When this returns, somebody else has it in keeping.
    ///
    /// # Errors
    /// See [`MailError`]; all but [`Refused`](MailError::Refused) and [`Recipient`](MailError::Recipient) are worth another try.
    async fn send(&self, letter: &Letter) -> Result<(), MailError>;
}

/// Why a letter was not handed over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MailError {
    /// The server will not take this letter, today or tomorrow.
    #[error("the mail server refuses the letter: {0}")]
    Refused(String),
    /// The server will not take a letter for this recipient, today or tomorrow: nobody of that name is there, say. It says
    /// nothing of letters to others. Its code (RFC 5321), and its words.
    #[error("the mail server refuses the recipient: {0} {1}")]
    Recipient(u16, String),
    /// It was not taken, and may be later.
    #[error("the letter could not be handed over now: {0}")]
    Later(String),
    /// The connection was lost after the letter had been sent and before the server said that it has it. Another try
    /// may deliver it twice, under the same `Message-ID`.
    #[error("the letter was sent, but whether it arrived is unknown: {0}")]
    Unknown(String),
}

impl MailError {
    /// Its name in traces.
    fn kind(&self) -> &'static str {
        match self {
            Self::Refused(_) => "refused",
            Self::Recipient(..) => "recipient",
            Self::Later(_) => "later",
            Self::Unknown(_) => "unknown",
        }
    }
}

/// Hands a letter over inside a span, which says which letter it is and never to whom it goes.
async fn seen(
    letter: &Letter,
    way: &'static str,
    sending: impl Future<Output = Result<(), MailError>> + Send,
) -> Result<(), MailError> {
    let span = tracing::debug_span!(
        target: SPANS,
        "mail",
        otel.kind = "client",
        otel.status_code = Empty,
        letter = %letter.id(),
        way,
        "error.type" = Empty,
    );
    let sent = sending.instrument(span.clone()).await;
    if let Err(error) = &sent {
        span.record("error.type", error.kind());
        span.record("otel.status_code", "ERROR");
    }
    sent
}

#[cfg(test)]
mod tests;
