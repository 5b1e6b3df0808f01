//! The few requests that prepare a measurement.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use serde_json::{Value, json};

/// An answer, taken apart.
#[derive(Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The head as text.
    pub head: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("the body is JSON")
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut fields = self.head.lines().filter_map(|line| line.split_once(':'));
        fields.find(|(n, _)| n.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }
}

/// Sends one request on a connection of its own; `headers` are whole lines without their ends.
///
/// # Panics
/// When the server does not answer.
pub fn send(address: &str, method: &str, path: &str, headers: &[String], body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).expect("the server takes connections");
    let mut head = format!(
        "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for header in headers {
        head.push_str(header);
        head.push_str("\r\n");
    }
    head.push_str("\r\n");
    stream.write_all(&[head.as_bytes(), body].concat()).expect("the server listens");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("the server answers");
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").expect("a whole head");
    let head = String::from_utf8_lossy(&answer[..end]).into_owned();
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
    Answer { status, head, body: answer.split_off(end + 4) }
}

/// Publishes a page whose HTML has at least this many bytes, as people would: one writes, another approves.
/// `said` are the lines of the demo, which name its people and their tokens.
///
/// # Panics
/// When the site refuses.
pub fn publish_page(address: &str, said: &[String], slug: &str, bytes: usize) {
    let token = |role: &str| {
        let mut people = said.iter().filter_map(|line| line.strip_prefix("person "));
        let person = people.find(|person| person.split(' ').next() == Some(role));
        let token = person.and_then(|person| person.split(' ').nth(3));
        format!("Authorization: Bearer {}", token.expect("the demo names its people"))
    };
    let post = |who: &str, path: &str, body: Value| {
        let headers = [token(who), "Content-Type: application/json".to_owned()];
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        let answer = send(address, "POST", &format!("/api/v1/content{path}"), &headers, &body);
        let told = String::from_utf8_lossy(&answer.body);
        assert!(matches!(answer.status, 200 | 201), "{path}: {} {told}", answer.status);
        answer.json()
    };
    let paragraph = "A city that decides in the open writes down what it decides, and why.\n\n";
    let page = json!({
        "kind": "page", "slug": slug, "language": "en",
        "text": { "title": "A long read", "body": paragraph.repeat(bytes / paragraph.len()) },
    });
    let draft = post("editor", "/documents", page);
    let edition = format!("/documents/{}/editions/en", draft["document"].as_str().expect("an id"));
    post("editor", &format!("{edition}/submit"), Value::Null);
    post("reviewer", &format!("{edition}/approve"), json!({ "hash": draft["hash"] }));
    post("administrator", &format!("{edition}/publish"), Value::Null);
}
