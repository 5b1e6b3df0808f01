//! One request and its answer, of which little is read.

use std::time::Duration;

use eframe_core::{Timestamp, steers};
use http::{HeaderMap, Method, Request, header};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::client::{Io, Post};
use crate::model::Lost;
use crate::rules::{Answer, retry_after};
use crate::signature::{ID, SIGNATURE, TIMESTAMP};

/// How much of an answer's head is taken, in bytes.
const HEAD: usize = 16 * 1024;
/// How many header lines.
const LINES: usize = 64;
/// How much of its body is looked at, and how many characters of that are kept.
const BODY: usize = 4 * 1024;
const KEPT: usize = 300;
/// How long its body is waited for: the status has said already what counts.
const PATIENCE: Duration = Duration::from_secs(2);

/// Posts a message over a connection that was made for it.
pub(super) async fn exchange(stream: Box<dyn Io>, post: Post<'_>) -> Result<Answer, Lost> {
    let now = post.now;
    let request = request(post).map_err(|_| Lost::Broken)?;
    let mut client = http1::Builder::new();
    client.max_buf_size(HEAD).max_headers(LINES);
    let shaken = client.handshake::<_, Full<bytes::Bytes>>(TokioIo::new(stream)).await;
    let (mut sender, connection) = shaken.map_err(|_| Lost::Broken)?;
    // It ends with this function, whatever the other side does.
    let mut driven = JoinSet::new();
    driven.spawn(connection);
    let answer = sender.send_request(request).await.map_err(|_| Lost::Broken)?;
    let (head, body) = answer.into_parts();
    let text = timeout(PATIENCE, beginning(body)).await.unwrap_or_default();
    let wait = wait(&head.headers, now);
    Ok(Answer::Said { code: head.status.as_u16(), wait, text })
}

fn request(post: Post<'_>) -> http::Result<Request<Full<bytes::Bytes>>> {
    Request::builder()
        .method(Method::POST)
        .uri(post.target.path())
        .header(header::HOST, post.target.authority())
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::USER_AGENT, concat!("eframe-webhooks/", env!("CARGO_PKG_VERSION")))
        .header(header::CONNECTION, "close")
        .header(ID, post.id)
        .header(TIMESTAMP, post.now.as_second())
        .header(SIGNATURE, post.signature)
        .body(Full::new(post.body))
}

/// How an answer begins; the rest is never read.
async fn beginning(mut body: Incoming) -> String {
    let mut bytes = Vec::new();
    while bytes.len() < BODY {
        match body.frame().await {
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    let room = BODY - bytes.len();
                    bytes.extend_from_slice(&data[..data.len().min(room)]);
                }
            }
            Some(Err(_)) | None => break,
        }
    }
    clean(&bytes)
}

/// A line that can be shown to people and kept by both databases.
fn clean(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let plain =
        text.split(|c: char| c.is_whitespace() || steers(c)).filter(|word| !word.is_empty());
    plain.collect::<Vec<_>>().join(" ").chars().take(KEPT).collect()
}

fn wait(headers: &HeaderMap, now: Timestamp) -> Option<jiff::SignedDuration> {
    retry_after(headers.get(header::RETRY_AFTER)?.to_str().ok()?, now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_14_what_an_endpoint_says_is_one_plain_line() {
        assert_eq!(clean(b"no\r\nthank\0 you\x1b[31m \xff"), "no thank you [31m \u{fffd}");
        assert_eq!(clean("a\u{202e}b".as_bytes()), "a b");
        assert_eq!(clean("가".repeat(2000).as_bytes()).chars().count(), KEPT);
        assert_eq!(clean(b" \n "), "");
    }
}
