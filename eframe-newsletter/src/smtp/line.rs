use std::fmt;
use std::io;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use eframe_core::mail::SmtpUrl;
use tokio::time::timeout;

use super::Patience;
use super::answer::Answer;
use super::wire::Wire;
use crate::model::Reply;
use crate::note::Note;

/// A connection to a mail server that takes letters.
pub(crate) struct Line {
    pub(super) wire: Wire,
    pub(super) offers: Offers,
    pub(super) patience: Patience,
    /// Whether it was at a letter, whatever became of it: a server may end a connection between two.
    pub(super) used: bool,
    /// Whether a transaction was left open that has to be ended before the next.
    pub(super) open: bool,
    /// Whether it must not be used again.
    pub(super) broken: bool,
}

/// What the server can do (RFC 5321, 4.1.1.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Offers {
    pub(super) pipelining: bool,
    starttls: bool,
    plain: bool,
    login: bool,
}

/// Why no connection could be made, or a server takes letters from nobody now: it says nothing of any one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble(String);

impl Trouble {
    /// This one.
    pub fn new(why: impl fmt::Display) -> Self {
        Self(Reply::unsaid(&why.to_string()).text)
    }

    fn said(step: &str, answer: &Answer) -> Self {
        Self::new(format_args!("{step}: {} {}", answer.code, answer.text()))
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Line {
    /// Connects, says `hello`, encrypts where the server can or has to, and signs in.
    pub(crate) async fn open(
        url: &SmtpUrl,
        hello: &str,
        patience: Patience,
    ) -> Result<Self, Trouble> {
        match timeout(patience.connect, Self::shake_hands(url, hello, patience)).await {
            Ok(opened) => opened,
            Err(_) => Err(Trouble::new(Note::Unreached(&url.to_string()))),
        }
    }

    async fn shake_hands(url: &SmtpUrl, hello: &str, patience: Patience) -> Result<Self, Trouble> {
        let lost = |error: io::Error| Trouble::new(format_args!("{url}: {error}"));
        let mut wire = Wire::connect(url.host(), url.port()).await.map_err(lost)?;
        if url.encrypted() {
            wire = wire.encrypt(url).await.map_err(lost)?;
        }
        let greeting = wire.answer().await.map_err(lost)?;
        if !greeting.is_positive() {
            return Err(Trouble::said("greeting", &greeting));
        }
        let mut offers = greet(&mut wire, hello).await.map_err(lost)??;
        let mut encrypted = url.encrypted();
        if offers.starttls && !encrypted && !url.loopback() {
            let answer = wire.ask("STARTTLS\r\n").await.map_err(lost)?;
            if !answer.is_positive() {
                return Err(Trouble::said("STARTTLS", &answer));
            }
            wire = wire.encrypt(url).await.map_err(lost)?;
            offers = greet(&mut wire, hello).await.map_err(lost)??;
            encrypted = true;
        }
        if let Some(credentials) = url.credentials() {
            if !encrypted && !url.loopback() {
                return Err(Trouble::new(Note::Unencrypted(&url.to_string())));
            }
            sign_in(&mut wire, offers, credentials).await.map_err(lost)??;
        }
        Ok(Self { wire, offers, patience, used: false, open: false, broken: false })
    }

    /// Whether the next letter may go over it.
    pub(crate) fn is_usable(&self) -> bool {
        !self.broken
    }

    /// Says goodbye, if the server listens.
    pub(crate) async fn close(mut self) {
        if !self.broken {
            // Everything it has it said it has.
            let _ = timeout(self.patience.command, self.wire.ask("QUIT\r\n")).await;
        }
    }
}

async fn greet(wire: &mut Wire, hello: &str) -> io::Result<Result<Offers, Trouble>> {
    let answer = wire.ask(&format!("EHLO {hello}\r\n")).await?;
    if answer.is_positive() {
        return Ok(Ok(offers(&answer)));
    }
    if !answer.is_permanent() {
        return Ok(Err(Trouble::said("EHLO", &answer)));
    }
    let answer = wire.ask(&format!("HELO {hello}\r\n")).await?;
    let positive = answer.is_positive();
    Ok(if positive { Ok(Offers::default()) } else { Err(Trouble::said("HELO", &answer)) })
}

fn offers(answer: &Answer) -> Offers {
    let mut offers = Offers::default();
    for line in answer.lines.iter().skip(1) {
        let line = line.to_ascii_uppercase().replace('=', " ");
        let mut words = line.split_whitespace();
        match words.next() {
            Some("PIPELINING") => offers.pipelining = true,
            Some("STARTTLS") => offers.starttls = true,
            Some("AUTH") => {
                for way in words {
                    offers.plain |= way == "PLAIN";
                    offers.login |= way == "LOGIN";
                }
            }
            _ => {}
        }
    }
    offers
}

/// RFC 4954 with PLAIN (RFC 4616), or LOGIN where the server has only that.
async fn sign_in(
    wire: &mut Wire,
    offers: Offers,
    (user, password): (&str, &str),
) -> io::Result<Result<(), Trouble>> {
    let answer = if offers.plain || !offers.login {
        let both = BASE64_STANDARD.encode(format!("\0{user}\0{password}"));
        wire.ask(&format!("AUTH PLAIN {both}\r\n")).await?
    } else {
        let mut answer = wire.ask("AUTH LOGIN\r\n").await?;
        for part in [user, password] {
            if answer.code == 334 {
                answer = wire.ask(&format!("{}\r\n", BASE64_STANDARD.encode(part))).await?;
            }
        }
        answer
    };
    let positive = answer.is_positive();
    Ok(if positive { Ok(()) } else { Err(Trouble::said("sign-in", &answer)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_server_offers_is_read_in_any_case() {
        let lines = ["mail.example", "Pipelining", "AUTH=LOGIN plain", "SIZE 1000", "STARTTLS"];
        let answer = Answer { code: 250, lines: lines.map(str::to_owned).to_vec() };
        let all = Offers { pipelining: true, starttls: true, plain: true, login: true };
        assert_eq!(offers(&answer), all);
        // The first line is the server's name.
        let name = Answer { code: 250, lines: vec!["PIPELINING".to_owned()] };
        assert_eq!(offers(&name), Offers::default());
    }
}
