use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, StatusCode, Version, header};
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;

use super::Limits;
use super::pace::Watch;
use super::tap::Tap;
use crate::BodyFault;
use crate::http::Problem;

/// The body of a request as the server hands it on: bounded in size and in time.
pub struct RequestBody {
    inner: Incoming,
    limit: u64,
    left: u64,
    slow: Watch,
    tap: Arc<Tap>,
    ended: bool,
}

/// Why this request is not handed on; the connection is closed after the answer.
pub(super) fn refuse(request: &Request<Incoming>, limits: &Limits, tap: &Tap) -> Option<Problem> {
    let headers = request.headers();
    let chunked = headers.contains_key(header::TRANSFER_ENCODING);
    let certain = tap.take(request.method(), chunked);
    let refused = if request.method() == Method::CONNECT {
        Some(no_tunnel())
    } else if !has_a_host(headers, request.version()) {
        let title = "The Host header is missing, malformed or given twice.";
        Some(Problem::bad_request("host", title))
    } else if chunked && !(certain && is_plainly_chunked(headers)) {
        let title = "The length of the body is not certain.";
        Some(Problem::bad_request("body-length", title).detail(
            "Send Content-Length, or Transfer-Encoding: chunked alone and not before the last answer.",
        ))
    } else if request.body().size_hint().lower() > limits.body {
        Some(BodyFault::TooLarge { limit: limits.body }.into())
    } else {
        None
    };
    refused.map(|problem| problem.header(header::CONNECTION, HeaderValue::from_static("close")))
}

fn no_tunnel() -> Problem {
    let title = "This server is no proxy.";
    Problem::new(StatusCode::METHOD_NOT_ALLOWED, "method-not-allowed", title)
        .header(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST"))
}

/// RFC 9112 3.2: exactly one, and a host with an optional port. HTTP/1.0 did not know it.
fn has_a_host(headers: &HeaderMap, version: Version) -> bool {
    let mut hosts = headers.get_all(header::HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => {
            let allowed = |b: &u8| b.is_ascii_alphanumeric() || b"-._~:[]%".contains(b);
            !host.is_empty() && host.as_bytes().iter().all(allowed)
        }
        (None, _) => version < Version::HTTP_11,
        _ => false,
    }
}

fn is_plainly_chunked(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(header::TRANSFER_ENCODING).iter();
    let first = codings.next().is_some_and(|c| c.as_bytes().eq_ignore_ascii_case(b"chunked"));
    first && codings.next().is_none()
}

impl RequestBody {
    pub(super) fn new(inner: Incoming, limits: &Limits, tap: Arc<Tap>) -> Self {
        let slow = Watch::new(limits.pace());
        let ended = inner.is_end_stream();
        Self { inner, limit: limits.body, left: limits.body, slow, tap, ended }
    }
}

impl Drop for RequestBody {
    fn drop(&mut self) {
        if !self.ended && !self.inner.is_end_stream() {
            self.tap.leave_unread();
        }
    }
}

impl Body for RequestBody {
    type Data = Bytes;
    type Error = BodyFault;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyFault>>> {
        let frame = match Pin::new(&mut self.inner).poll_frame(context) {
            Poll::Ready(frame) => frame,
            Poll::Pending => {
                ready!(self.slow.poll_late(context));
                return Poll::Ready(Some(Err(BodyFault::TooSlow)));
            }
        };
        Poll::Ready(match frame {
            Some(Ok(frame)) => {
                let bytes = frame.data_ref().map_or(0, Bytes::len);
                self.slow.moved(bytes);
                match self.left.checked_sub(bytes as u64) {
                    Some(left) => {
                        self.left = left;
                        Some(Ok(frame))
                    }
                    None => Some(Err(BodyFault::TooLarge { limit: self.limit })),
                }
            }
            Some(Err(_)) => Some(Err(BodyFault::Broken)),
            None => {
                self.ended = true;
                None
            }
        })
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}
