//! One connection and one letter over it.

use std::sync::atomic::{AtomicBool, Ordering};

use lettre::Address;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use tokio::net::TcpStream;

use super::SmtpUrl;
use crate::mail::{MailError, Sender};

/// Whether the letter itself has begun to be sent: from then on a lost connection leaves its fate unknown.
#[derive(Default)]
pub(super) struct Step(AtomicBool);

impl Step {
    pub(super) fn lost(&self, why: String) -> MailError {
        if self.0.load(Ordering::Relaxed) { MailError::Unknown(why) } else { MailError::Later(why) }
    }

    fn failed(&self, error: &Error) -> MailError {
        if error.is_permanent() {
            MailError::Refused(told(error))
        } else if error.is_transient() {
            MailError::Later(told(error))
        } else {
            self.lost(told(error))
        }
    }
}

pub(super) async fn open(url: &SmtpUrl, from: &Sender) -> Result<AsyncSmtpConnection, MailError> {
    let domain = from.address().ascii();
    let hello = ClientId::Domain(domain.rsplit('@').next().unwrap_or("localhost").to_owned());
    let later = |error: Error| MailError::Later(format!("{url}: {}", told(&error)));
    let mut connection = if url.encrypted() {
        let server = (url.host(), url.port());
        AsyncSmtpConnection::connect_tokio1(server, None, &hello, Some(tls(url)?), None)
            .await
            .map_err(later)?
    } else {
        // Without TCP_NODELAY the final dot waits 40 ms for the acknowledgement of the letter.
        let lost = |error: std::io::Error| MailError::Later(format!("{url}: {error}"));
        let stream = TcpStream::connect((url.host(), url.port())).await.map_err(lost)?;
        stream.set_nodelay(true).map_err(lost)?;
        AsyncSmtpConnection::connect_with_transport(Box::new(stream), &hello)
            .await
            .map_err(later)?
    };
    if connection.can_starttls() && !url.loopback() {
        connection.starttls(tls(url)?, &hello).await.map_err(later)?;
    }
    if let Some((user, password)) = url.credentials() {
        if !connection.is_encrypted() && !url.loopback() {
            return Err(MailError::Later(format!(
                "{url}: offers no encryption, so the password was not sent; use smtps://"
            )));
        }
        let credentials = Credentials::new(user.to_owned(), password.to_owned());
        connection
            .auth(&[Mechanism::Plain, Mechanism::Login], &credentials)
            .await
            .map_err(later)?;
    }
    Ok(connection)
}

pub(super) async fn deliver(
    connection: &mut AsyncSmtpConnection,
    from: Address,
    to: Address,
    letter: &[u8],
    step: &Step,
) -> Result<(), MailError> {
    let failed = |error: Error| step.failed(&error);
    connection.command(Mail::new(Some(from), vec![])).await.map_err(failed)?;
    connection.command(Rcpt::new(to, vec![])).await.map_err(|error| match error.status() {
        Some(code) if error.is_permanent() => MailError::Recipient(code.into(), said(&error)),
        _ => failed(error),
    })?;
    connection.command(Data).await.map_err(failed)?;
    step.0.store(true, Ordering::Relaxed);
    connection.message(letter).await.map_err(failed)?;
    Ok(())
}

fn tls(url: &SmtpUrl) -> Result<TlsParameters, MailError> {
    let later = |error: Error| MailError::Later(format!("{url}: {}", told(&error)));
    let mut parameters = TlsParameters::builder(url.host().to_owned());
    for authority in url.authorities() {
        let authority = Certificate::from_der(authority.to_vec()).map_err(later)?;
        parameters = parameters.add_root_certificate(authority);
    }
    parameters.build().map_err(later)
}

/// The server's own words.
fn said(error: &Error) -> String {
    let words = std::error::Error::source(error).map(ToString::to_string);
    words.unwrap_or_else(|| error.to_string())
}

fn told(error: &Error) -> String {
    let mut said = error.to_string();
    let mut cause = std::error::Error::source(error);
    while let Some(deeper) = cause {
        let deeper_said = deeper.to_string();
        if !said.contains(&deeper_said) {
            said = format!("{said}: {deeper_said}");
        }
        cause = deeper.source();
    }
    said
}
