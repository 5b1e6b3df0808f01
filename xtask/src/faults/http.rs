//! One request over a connection of its own, and what became of it.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// How long an answer may take: longer than the site waits for anything itself.
const ANSWER: Duration = Duration::from_secs(60);

/// A request to be sent, any number of times.
#[derive(Clone, Debug)]
pub(super) struct Request {
    head: String,
    body: String,
}

/// What came back, whole.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    head: String,
    pub(super) body: String,
}

/// Why nothing came back.
#[derive(Debug)]
pub(super) enum Lost {
    /// Nobody took the connection: nothing was done.
    Unreached,
    /// The answer did not come, or broke off: it may have been done.
    Unanswered,
}

impl Request {
    pub(super) fn get(path: &str) -> Self {
        Self { head: format!("GET {path} HTTP/1.1\r\n"), body: String::new() }
    }

    /// A POST of this body.
    pub(super) fn post(path: &str, kind: &str, body: String) -> Self {
        let head = format!(
            "POST {path} HTTP/1.1\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n",
            body.len()
        );
        Self { head, body }
    }

    pub(super) fn json(path: &str, body: &serde_json::Value) -> Self {
        Self::post(path, "application/json", body.to_string())
    }

    #[must_use]
    pub(super) fn header(mut self, name: &str, value: &str) -> Self {
        self.head += &format!("{name}: {value}\r\n");
        self
    }

    /// As somebody who has this token.
    #[must_use]
    pub(super) fn by(self, token: &str) -> Self {
        self.header("Authorization", &format!("Bearer {token}"))
    }

    /// Sends it and waits for the answer.
    pub(super) fn send(&self, to: SocketAddr) -> Result<Answer, Lost> {
        let mut stream =
            TcpStream::connect_timeout(&to, Duration::from_secs(5)).map_err(|_| Lost::Unreached)?;
        self.over(&mut stream, to).map_err(|_| Lost::Unanswered)
    }

    fn over(&self, stream: &mut TcpStream, to: SocketAddr) -> std::io::Result<Answer> {
        stream.set_read_timeout(Some(ANSWER))?;
        stream.set_write_timeout(Some(ANSWER))?;
        let Self { head, body } = self;
        let sent = format!("{head}Host: {to}\r\nConnection: close\r\n\r\n{body}");
        stream.write_all(sent.as_bytes())?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes)?;
        Answer::read(&String::from_utf8_lossy(&bytes))
            .ok_or_else(|| std::io::Error::other("the answer broke off"))
    }
}

impl Answer {
    /// Nothing where it is shorter than it says it is.
    fn read(text: &str) -> Option<Self> {
        let (head, body) = text.split_once("\r\n\r\n")?;
        let status = head.split(' ').nth(1)?.parse().ok()?;
        let answer = Self { status, head: head.to_owned(), body: body.to_owned() };
        let whole = match answer.header("content-length") {
            Some(length) => length.parse().ok() == Some(body.len()),
            None => true,
        };
        whole.then_some(answer)
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then_some(value.trim())
        })
    }

    /// The body's members, when it is JSON.
    pub(super) fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_that_broke_off_is_none() {
        let whole =
            "HTTP/1.1 503 Service Unavailable\r\nretry-after: 2\r\ncontent-length: 2\r\n\r\n{}";
        let answer = Answer::read(whole).expect("an answer");
        assert_eq!((answer.status, answer.header("Retry-After")), (503, Some("2")));
        assert!(Answer::read(&whole[..whole.len() - 1]).is_none());
        assert!(Answer::read("HTTP/1.1 200 OK\r\n").is_none());
    }
}
