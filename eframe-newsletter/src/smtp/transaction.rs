//! One letter over a line.

use std::future::Future;
use std::io;
use std::time::Duration;

use tokio::time::timeout;

use super::answer::Answer;
use super::line::{Line, Trouble};
use crate::model::{Outcome, Reply};
use crate::note::Note;

/// How one letter fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sent {
    /// The server said something of it, or its fate is unknown.
    Settled(Outcome),
    /// The server had ended the connection since the last letter: it was not begun.
    NotBegun,
    /// It was not to leave any more when the server waited for it: nothing of it has left.
    Withheld,
    /// The server takes nothing from this sender now; that says nothing of the recipient.
    Trouble(Trouble),
}

/// How a step ended that got no answer.
enum Silence {
    Slow,
    Lost(io::Error),
}

impl std::fmt::Display for Silence {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Slow => write!(out, "{}", Note::Slow),
            Self::Lost(error) => write!(out, "{}", Note::Lost(&error.to_string())),
        }
    }
}

impl Line {
    /// Hands one letter over to one recipient. `letter` ends with its final dot, and no other line of it begins with one.
    ///
    /// Once the server waits for it, and not before, `go` is asked whether it is to leave: if not, the connection is closed
    /// without a word of it, since whatever is said then would be part of the letter (RFC 5321, 4.1.1.4). After that, after any
    /// silence and after a 421, the line is not usable any more.
    pub(crate) async fn send(
        &mut self,
        from: &str,
        to: &str,
        letter: &[u8],
        go: impl Future<Output = bool> + Send,
    ) -> Sent {
        let begun = if self.offers.pipelining {
            self.begin_at_once(from, to).await
        } else {
            self.begin_step_by_step(from, to).await
        };
        match begun {
            Ok(Begun::Go) if go.await => Sent::Settled(self.carry(to, letter).await),
            Ok(Begun::Go) => {
                self.broken = true;
                Sent::Withheld
            }
            Ok(Begun::Stopped(sent)) => sent,
            Err(silence) => {
                self.broken = true;
                Sent::Settled(Outcome::Later(Reply::unsaid(&silence.to_string())))
            }
        }
    }

    async fn begin_at_once(&mut self, from: &str, to: &str) -> Result<Begun, Silence> {
        let reset = if self.open { "RSET\r\n" } else { "" };
        let commands = format!("{reset}MAIL FROM:<{from}>\r\nRCPT TO:<{to}>\r\nDATA\r\n");
        let mail = match self.first(commands.as_bytes(), self.open).await? {
            Ok(answer) => answer,
            Err(stopped) => return Ok(Begun::Stopped(stopped)),
        };
        if mail.code == 421 {
            return Ok(self.may_go(to, &mail, &mail, &mail));
        }
        (self.open, self.used) = (true, true);
        let recipient = self.answer().await?;
        let data = self.answer().await?;
        if data.code == 354 && !(mail.is_positive() && recipient.is_positive()) {
            // RFC 2920, 3.1: the server waits for a letter to nobody. It gets an empty one.
            bounded(self.patience.command, self.wire.ask(".\r\n")).await?;
        }
        Ok(self.may_go(to, &mail, &recipient, &data))
    }

    async fn begin_step_by_step(&mut self, from: &str, to: &str) -> Result<Begun, Silence> {
        let reset = self.open;
        if reset {
            match self.first(b"RSET\r\n", false).await? {
                Ok(_) => self.open = false,
                Err(stopped) => return Ok(Begun::Stopped(stopped)),
            }
        }
        let mail = match self.first(format!("MAIL FROM:<{from}>\r\n").as_bytes(), false).await? {
            Ok(answer) => answer,
            Err(stopped) => return Ok(Begun::Stopped(stopped)),
        };
        if !mail.is_positive() {
            return Ok(self.may_go(to, &mail, &mail, &mail));
        }
        (self.open, self.used) = (true, true);
        let asking = format!("RCPT TO:<{to}>\r\n");
        let recipient = bounded(self.patience.command, self.wire.ask(&asking)).await?;
        if !recipient.is_positive() {
            return Ok(self.may_go(to, &mail, &recipient, &recipient));
        }
        let data = bounded(self.patience.command, self.wire.ask("DATA\r\n")).await?;
        Ok(self.may_go(to, &mail, &recipient, &data))
    }

    /// The first answer of a transaction, and whether the server had gone away since the last one.
    async fn first(
        &mut self,
        commands: &[u8],
        reset: bool,
    ) -> Result<Result<Answer, Sent>, Silence> {
        let asking = async {
            self.wire.send(commands).await?;
            if reset {
                self.wire.answer().await?;
            }
            self.wire.answer().await
        };
        match bounded(self.patience.command, asking).await {
            Ok(answer) if answer.code == 421 && self.used => {
                self.broken = true;
                Ok(Err(Sent::NotBegun))
            }
            Ok(answer) => Ok(Ok(answer)),
            Err(Silence::Lost(_)) if self.used => {
                self.broken = true;
                Ok(Err(Sent::NotBegun))
            }
            Err(silence) => Err(silence),
        }
    }

    async fn answer(&mut self) -> Result<Answer, Silence> {
        bounded(self.patience.command, self.wire.answer()).await
    }

    /// What the answers to `MAIL`, `RCPT` and `DATA` mean.
    fn may_go(&mut self, to: &str, mail: &Answer, recipient: &Answer, data: &Answer) -> Begun {
        if [mail, recipient, data].iter().any(|answer| answer.code == 421) {
            self.broken = true;
        }
        if !mail.is_positive() {
            let said = format!("MAIL: {} {}", mail.code, mail.text());
            return Begun::Stopped(Sent::Trouble(Trouble::new(said)));
        }
        if !recipient.is_positive() {
            return Begun::Stopped(Sent::Settled(refusal(recipient, to)));
        }
        if data.code != 354 {
            return Begun::Stopped(Sent::Settled(refusal(data, to)));
        }
        Begun::Go
    }

    /// Sends the letter itself. A letter that did not leave whole cannot have been taken; once its dot has left, only the
    /// server knows.
    async fn carry(&mut self, to: &str, letter: &[u8]) -> Outcome {
        if let Err(silence) = bounded(self.patience.letter, self.wire.send(letter)).await {
            self.broken = true;
            return Outcome::Later(Reply::unsaid(&silence.to_string()));
        }
        match bounded(self.patience.verdict, self.wire.answer()).await {
            Ok(answer) if (300..400).contains(&answer.code) => {
                self.broken = true;
                Outcome::Lost(Note::OutOfStep.to_string())
            }
            Ok(answer) => {
                self.open = false;
                self.broken |= answer.code == 421;
                if answer.is_positive() {
                    Outcome::Taken(Reply::new(answer.code, &answer.text(), to))
                } else {
                    refusal(&answer, to)
                }
            }
            Err(silence) => {
                self.broken = true;
                Outcome::Lost(silence.to_string())
            }
        }
    }
}

enum Begun {
    Go,
    Stopped(Sent),
}

fn refusal(answer: &Answer, to: &str) -> Outcome {
    let reply = Reply::new(answer.code, &answer.text(), to);
    if answer.is_permanent() { Outcome::Refused(reply) } else { Outcome::Later(reply) }
}

async fn bounded<T>(
    patience: Duration,
    step: impl Future<Output = io::Result<T>>,
) -> Result<T, Silence> {
    match timeout(patience, step).await {
        Ok(done) => done.map_err(Silence::Lost),
        Err(_) => Err(Silence::Slow),
    }
}
