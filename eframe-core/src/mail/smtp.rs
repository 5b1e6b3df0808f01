//! SMTP over connections of our own.
//!
//! lettre writes and reads the protocol; its pool is not used. There a cancelled send goes back half-way, and the next
//! letter gets the answer that was meant for the last; here a connection that had any error is dropped.

mod connection;
mod url;

pub use url::{SmtpUrl, WrongAuthorities, WrongSmtpUrl};

use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use lettre::transport::smtp::client::AsyncSmtpConnection;
use tokio::sync::Semaphore;

use super::letter::Encoding;
use super::{Letter, MailError, Mailer, Sender, letter, seen};
use crate::Clock;
use connection::Step;

/// How many letters are on their way at once.
const CONNECTIONS: usize = 4;

/// Hands letters to a mail server.
pub struct SmtpMailer {
    url: SmtpUrl,
    from: Sender,
    clock: Arc<dyn Clock>,
    timeout: Duration,
    idle: Mutex<Vec<AsyncSmtpConnection>>,
    permits: Semaphore,
}

impl SmtpMailer {
    /// A mailer that has not connected yet: a server that is down stops no start.
    pub fn new(url: SmtpUrl, from: Sender, clock: Arc<dyn Clock>) -> Self {
        let permits = Semaphore::new(CONNECTIONS);
        Self { url, from, clock, timeout: Duration::from_secs(30), idle: Mutex::default(), permits }
    }

    /// How long one letter may take, connecting included; 30 s without it.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// A connection that has just answered, or a new one. An idle one the server has closed is no error.
    async fn connection(&self) -> Result<AsyncSmtpConnection, MailError> {
        loop {
            let idle = self.idle.lock().ok().and_then(|mut idle| idle.pop());
            let Some(mut connection) = idle else {
                return connection::open(&self.url, &self.from).await;
            };
            if connection.test_connected().await {
                return Ok(connection);
            }
        }
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        if let Ok(mut idle) = self.idle.lock() {
            idle.push(connection);
        }
    }
}

#[async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, letter: &Letter) -> Result<(), MailError> {
        seen(letter, "smtp", self.deliver(letter)).await
    }
}

impl SmtpMailer {
    async fn deliver(&self, letter: &Letter) -> Result<(), MailError> {
        let bytes = letter.to_bytes(&self.from, self.clock.now(), Encoding::Safe)?;
        let (from, to) = (letter::wire(self.from.address())?, letter::wire(letter.to())?);
        let _permit = self.permits.acquire().await;
        let step = Step::default();
        let sent = tokio::time::timeout(self.timeout, async {
            let mut connection = self.connection().await?;
            connection::deliver(&mut connection, from, to, &bytes, &step).await?;
            Ok(connection)
        });
        match sent.await {
            Ok(sent) => sent.map(|connection| self.keep(connection)),
            Err(_) => Err(step.lost(format!("no answer within {:?}", self.timeout))),
        }
    }
}
