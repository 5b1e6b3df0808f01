//! Letters to a mail server, many over one connection.
//!
//! The protocol is read and written here and not by lettre: that one waits for each answer before the next command, sends
//! the final dot in a write of its own, and its errors do not tell whether the letter had been sent when the connection
//! was lost. Of a hundred thousand letters each of these counts. Here `MAIL`, `RCPT` and `DATA` leave together where the
//! server offers it (RFC 2920), a letter leaves with its dot in one piece, every step has its time, and a connection that
//! had any fault is not used again: the next letter would get the answer that was meant for the last.

mod answer;
mod line;
mod transaction;
mod wire;

pub(crate) use line::Line;
pub use line::Trouble;
pub use transaction::Sent;

use std::time::Duration;

/// How long each step of a conversation with a mail server may take.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// Connecting, greeting, encryption and sign-in, all together. 30 s.
    pub connect: Duration,
    /// An answer to a command. 60 s.
    pub command: Duration,
    /// Sending a letter. 3 min.
    pub letter: Duration,
    /// The answer to a letter: some servers look through it first. 10 min, as RFC 5321, 4.5.3.2.6, has it: whoever gives up before has
    /// it twice in the end.
    pub verdict: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self {
            connect: seconds(30),
            command: seconds(60),
            letter: seconds(180),
            verdict: seconds(600),
        }
    }
}

#[cfg(test)]
mod tests;
