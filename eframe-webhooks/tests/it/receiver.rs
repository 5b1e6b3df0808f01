//! A server on this machine that takes what it is told, or does whatever servers do that do not.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use eframe_core::Timestamp;
use eframe_webhooks::signature::{Forged, Headers, Secret};
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;

/// What it does when it was told something.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// Answers with this status, these header lines and this body.
    Says(u16, &'static str, String),
    /// Closes the connection without a word.
    Closes,
    /// Says nothing, and keeps the connection.
    Hangs,
    /// Answers 200 and a body that never ends.
    Endless,
    /// Answers with a head that never ends.
    EndlessHead,
    /// Answers so.
    Raw(&'static [u8]),
}

/// A request that came.
#[derive(Clone, Debug)]
pub(crate) struct Got {
    pub(crate) line: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: Vec<u8>,
}

pub(crate) struct Receiver {
    address: SocketAddr,
    got: Arc<Mutex<Vec<Got>>>,
    replies: Arc<Mutex<Reply>>,
    connections: Arc<Mutex<usize>>,
    _serving: JoinSet<()>,
}

impl Receiver {
    /// One that answers 204.
    pub(crate) async fn start() -> Self {
        Self::start_at("127.0.0.1:0").await
    }

    pub(crate) async fn start_at(address: &str) -> Self {
        let listener = TcpListener::bind(address).await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let got = Arc::<Mutex<Vec<Got>>>::default();
        let replies = Arc::new(Mutex::new(Reply::Says(204, "", String::new())));
        let connections = Arc::<Mutex<usize>>::default();
        let mut serving = JoinSet::new();
        let (to, by, count) = (Arc::clone(&got), Arc::clone(&replies), Arc::clone(&connections));
        serving.spawn(async move {
            let mut open = JoinSet::new();
            while let Ok((stream, _)) = listener.accept().await {
                *count.lock().expect("no panic") += 1;
                open.spawn(serve(stream, Arc::clone(&to), Arc::clone(&by)));
            }
        });
        Self { address, got, replies, connections, _serving: serving }
    }

    /// As the settings name it.
    pub(crate) fn host(&self) -> String {
        self.address.to_string()
    }

    pub(crate) fn port(&self) -> u16 {
        self.address.port()
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/hooks?of=town", self.address)
    }

    pub(crate) fn replies(&self, reply: Reply) {
        *self.replies.lock().expect("no panic") = reply;
    }

    pub(crate) fn says(&self, status: u16) {
        self.replies(Reply::Says(status, "", String::new()));
    }

    /// What came since it was asked last.
    pub(crate) fn got(&self) -> Vec<Got> {
        std::mem::take(&mut *self.got.lock().expect("no panic"))
    }

    /// The only one that came.
    pub(crate) fn got_one(&self) -> Got {
        let mut got = self.got();
        assert_eq!(got.len(), 1, "{got:?}");
        got.remove(0)
    }

    /// How many connections were made.
    pub(crate) fn connections(&self) -> usize {
        *self.connections.lock().expect("no panic")
    }
}

impl Got {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(String::as_str).unwrap_or_default()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("JSON")
    }

    /// What a receiver does first of all.
    pub(crate) fn check(&self, secret: &str, now: Timestamp) -> Result<(), Forged> {
        let headers = Headers {
            id: self.header("webhook-id"),
            timestamp: self.header("webhook-timestamp"),
            signature: self.header("webhook-signature"),
        };
        secret.parse::<Secret>().expect("a secret").check(headers, &self.body, now)
    }
}

async fn serve(mut stream: TcpStream, to: Arc<Mutex<Vec<Got>>>, by: Arc<Mutex<Reply>>) {
    let Some(got) = read(&mut stream).await else { return };
    to.lock().expect("no panic").push(got);
    let reply = by.lock().expect("no panic").clone();
    // Whoever asked may have gone.
    let _ = answer(stream, reply).await;
}

async fn read(stream: &mut TcpStream) -> Option<Got> {
    let mut bytes = Vec::new();
    let head = loop {
        let mut more = [0; 4096];
        let count = stream.read(&mut more).await.ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&more[..count]);
        // A server without TLS does not understand how TLS begins.
        if bytes[0] == 0x16 {
            return None;
        }
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at;
        }
    };
    let mut body = bytes.split_off(head + 4);
    let text = String::from_utf8(bytes).ok()?;
    let mut lines = text.trim_end().lines();
    let line = lines.next()?.to_owned();
    let pair = |line: &str| {
        let (name, value) = line.split_once(": ")?;
        Some((name.to_ascii_lowercase(), value.to_owned()))
    };
    let headers: BTreeMap<_, _> = lines.filter_map(pair).collect();
    let length: usize = headers.get("content-length")?.parse().ok()?;
    while body.len() < length {
        let mut more = [0; 4096];
        let count = stream.read(&mut more).await.ok().filter(|count| *count > 0)?;
        body.extend_from_slice(&more[..count]);
    }
    Some(Got { line, headers, body })
}

async fn answer(mut stream: TcpStream, reply: Reply) -> std::io::Result<()> {
    match reply {
        Reply::Says(status, lines, body) => {
            let length = body.len();
            let head =
                format!("HTTP/1.1 {status} So\r\n{lines}content-length: {length}\r\n\r\n{body}");
            stream.write_all(head.as_bytes()).await
        }
        Reply::Closes => Ok(()),
        Reply::Hangs => {
            // Until whoever asked has had enough.
            let mut rest = [0; 1];
            while stream.read(&mut rest).await? > 0 {}
            Ok(())
        }
        Reply::Endless => {
            stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 9999999999999\r\n\r\n").await?;
            loop {
                stream.write_all(&[b'x'; 65_536]).await?;
            }
        }
        Reply::EndlessHead => {
            stream.write_all(b"HTTP/1.1 200 OK\r\nx: ").await?;
            loop {
                stream.write_all(&[b'x'; 65_536]).await?;
            }
        }
        Reply::Raw(bytes) => stream.write_all(bytes).await,
    }
}
