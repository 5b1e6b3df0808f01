//! As much of an HTTP client as the tests need: one connection a request, cookies kept, nothing hidden.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use flate2::read::GzDecoder;

/// Somebody with a browser, or an app with a token.
#[derive(Clone, Debug)]
pub(crate) struct Client {
    address: SocketAddr,
    cookies: BTreeMap<String, String>,
    token: Option<String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    /// As it went over the line.
    pub(crate) sent: Vec<u8>,
    /// Unpacked.
    pub(crate) body: String,
}

impl Client {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self { address, cookies: BTreeMap::new(), token: None }
    }

    pub(crate) fn with_token(mut self, token: &str) -> Self {
        self.token = Some(token.to_owned());
        self
    }

    /// The same person at another instance: cookies know no port.
    pub(crate) fn at(&self, address: SocketAddr) -> Self {
        Self { address, ..self.clone() }
    }

    pub(crate) fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, &[], "")
    }

    /// Gets with more headers.
    pub(crate) fn get_with(&mut self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.ask("GET", path, headers, "")
    }

    /// Posts a form as a browser does from a page of the site itself.
    pub(crate) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: Vec<_> = fields
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        let headers = [
            ("content-type", "application/x-www-form-urlencoded"),
            ("sec-fetch-site", "same-origin"),
        ];
        self.ask("POST", path, &headers, body.join("&"))
    }

    /// Sends JSON.
    pub(crate) fn json(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &serde_json::Value,
    ) -> Answer {
        let headers: Vec<_> =
            headers.iter().copied().chain([("content-type", "application/json")]).collect();
        self.ask(method, path, &headers, body.to_string())
    }

    /// The same to a site that may be gone: nothing, where the answer did not come whole.
    pub(crate) fn try_json(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &serde_json::Value,
    ) -> Option<Answer> {
        let headers: Vec<_> =
            headers.iter().copied().chain([("content-type", "application/json")]).collect();
        let bytes = self.exchange(method, path, &headers, body.to_string().as_bytes()).ok()?;
        Answer::is_whole(&bytes).then(|| Answer::parse(&bytes))
    }

    /// Sends a file as it is.
    pub(crate) fn bytes(&mut self, method: &str, path: &str, body: &[u8]) -> Answer {
        // A browser says that a request comes from a page of the site itself.
        let own = ("sec-fetch-site", "same-origin");
        self.ask(method, path, &[("content-type", "application/octet-stream"), own], body)
    }

    fn ask(
        &mut self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl AsRef<[u8]>,
    ) -> Answer {
        let bytes = self.exchange(method, path, headers, body.as_ref());
        let answer = Answer::parse(&bytes.expect("the site answers in time"));
        for (_, cookie) in answer.headers.iter().filter(|(name, _)| name == "set-cookie") {
            let pair = cookie.split(';').next().unwrap_or_default();
            let (name, value) = pair.split_once('=').expect("a cookie is a pair");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
        answer
    }

    /// What comes back, as it comes.
    fn exchange(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> std::io::Result<Vec<u8>> {
        let mut head =
            format!("{method} {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n", self.address);
        if self.token.is_none() && !path.starts_with("/api/") {
            head += "accept: text/html,*/*;q=0.8\r\n";
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        if !self.cookies.is_empty() {
            let pairs: Vec<_> =
                self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            head += &format!("cookie: {}\r\n", pairs.join("; "));
        }
        if let Some(token) = &self.token {
            head += &format!("authorization: Bearer {token}\r\n");
        }
        if !body.is_empty() || method != "GET" {
            head += &format!("content-length: {}\r\n", body.len());
        }
        let mut line = TcpStream::connect_timeout(&self.address, Duration::from_secs(5))?;
        line.set_read_timeout(Some(Duration::from_secs(30)))?;
        line.write_all(&[format!("{head}\r\n").as_bytes(), body].concat())?;
        let mut bytes = Vec::new();
        line.read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

impl Answer {
    /// Whether these bytes are an answer as long as it says it is.
    fn is_whole(bytes: &[u8]) -> bool {
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { return false };
        let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
        let length = head.split("\r\n").find_map(|line| line.strip_prefix("content-length: "));
        length.and_then(|length| length.parse().ok()) == Some(bytes.len() - end - 4)
    }

    fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a whole head");
        let head = String::from_utf8(bytes[..end].to_vec()).expect("a head of text");
        let mut lines = head.split("\r\n");
        let status =
            lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|code| code.parse().ok());
        let headers: Vec<_> = lines
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
            .collect();
        let has = |name: &str, value: &str| headers.iter().any(|(n, v)| n == name && v == value);
        let raw = &bytes[end + 4..];
        let sent = if has("transfer-encoding", "chunked") { unchunk(raw) } else { raw.to_vec() };
        let mut body = Vec::new();
        if has("content-encoding", "gzip") {
            GzDecoder::new(&sent[..]).read_to_end(&mut body).expect("gzip");
        } else {
            body.clone_from(&sent);
        }
        let body = String::from_utf8(body).expect("text");
        Self { status: status.expect("a status line"), headers, sent, body }
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The whole text, or a failure that shows what came instead.
    #[track_caller]
    pub(crate) fn expect(&self, status: u16) -> &str {
        assert_eq!(self.status, status, "{:?}\n{}", self.headers, self.body);
        &self.body
    }

    #[track_caller]
    pub(crate) fn as_json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("JSON, not {}", self.body))
    }

    /// Where a 303 leads, without the origin.
    #[track_caller]
    pub(crate) fn location(&self) -> String {
        assert_eq!(self.status, 303, "{:?}\n{}", self.headers, self.body);
        let location = self.header("location").expect("a 303 leads somewhere");
        let rest = location
            .split_once("://")
            .map(|(_, rest)| &rest[rest.find('/').unwrap_or(rest.len())..]);
        rest.unwrap_or(location).to_owned()
    }
}

fn unchunk(mut rest: &[u8]) -> Vec<u8> {
    let mut whole = Vec::new();
    loop {
        let end = rest.windows(2).position(|two| two == b"\r\n").expect("a chunk's head");
        let size = std::str::from_utf8(&rest[..end])
            .ok()
            .and_then(|hex| usize::from_str_radix(hex, 16).ok());
        let size = size.expect("a chunk's size");
        if size == 0 {
            return whole;
        }
        whole.extend_from_slice(&rest[end + 2..end + 2 + size]);
        rest = &rest[end + 4 + size..];
    }
}

fn encode(text: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
