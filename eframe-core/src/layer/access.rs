use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Instant;

use http::{HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri};
use metrics::{Counter, Histogram, counter, histogram};
use pin_project_lite::pin_project;
use tower::{Layer, Service};
use tracing::Span;
use tracing::field::Empty;

use super::route::RequestSpan;
use crate::Randomness;
use crate::http::RequestId;
use crate::log::SPANS;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Names each request, counts it, and logs it on one line when its answer begins.
///
/// The line has method, path, status, time and id: no query, address, name or agent, so no personal data and
/// nothing with a line break. A request given up by its client is logged with status 499. The id is ours
/// alone, never taken from a header.
///
/// Where [spans](SPANS) are heard of, each request is one until its answer begins, with method, route and status; without
/// its path, since a path may hold what only its reader is to know. The line is written inside of it.
#[derive(Clone)]
pub struct AccessLayer(Arc<Shared>);

struct Shared {
    /// What stands in a path before a secret.
    before_secrets: Vec<&'static str>,
    first: u64,
    count: AtomicU64,
    answers: [Counter; 6],
    seconds: Histogram,
}

/// What [`AccessLayer`] makes of a service.
#[derive(Clone)]
pub struct Access<S> {
    inner: S,
    shared: Arc<Shared>,
}

impl AccessLayer {
    /// Ids begin at a random number. Install the metrics recorder before.
    pub fn new(random: &dyn Randomness) -> Self {
        let mut first = [0; 8];
        random.fill(&mut first);
        let class = |class: &'static str| counter!("http_requests_total", "status" => class);
        Self(Arc::new(Shared {
            before_secrets: Vec::new(),
            first: u64::from_be_bytes(first),
            count: AtomicU64::new(0),
            answers: ["other", "1xx", "2xx", "3xx", "4xx", "5xx"].map(class),
            seconds: histogram!("http_request_seconds"),
        }))
    }

    /// The same, with paths that have one of these in them logged up to there: a secret stands behind it, as behind
    /// `/preview/`.
    #[must_use]
    pub fn hiding_behind(self, before_secrets: impl IntoIterator<Item = &'static str>) -> Self {
        let Shared { first, count, answers, seconds, .. } = &*self.0;
        Self(Arc::new(Shared {
            before_secrets: before_secrets.into_iter().collect(),
            first: *first,
            count: AtomicU64::new(count.load(Ordering::Relaxed)),
            answers: answers.clone(),
            seconds: seconds.clone(),
        }))
    }
}

impl<S> Layer<S> for AccessLayer {
    type Service = Access<S>;

    fn layer(&self, inner: S) -> Access<S> {
        Access { inner, shared: Arc::clone(&self.0) }
    }
}

impl<S, B, R> Service<Request<B>> for Access<S>
where
    S: Service<Request<B>, Response = Response<R>>,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = Accessing<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        let id = self.shared.next();
        request.extensions_mut().insert(id);
        let span = begin(request.method(), id);
        if !span.is_disabled() {
            request.extensions_mut().insert(RequestSpan(span.clone()));
        }
        let line = Line {
            id,
            method: request.method().clone(),
            uri: request.uri().clone(),
            begun: Instant::now(),
            shared: Arc::clone(&self.shared),
            status: Some(CLIENT_CLOSED),
            span,
        };
        let inner = &mut self.inner;
        Accessing { answer: line.span.in_scope(|| inner.call(request)), line }
    }
}

/// The span of a request. A method is a word that anybody may invent, so only those that are known are told.
fn begin(method: &Method, id: RequestId) -> Span {
    let (name, method) = match method.as_str() {
        known @ ("GET" | "HEAD" | "POST" | "PUT" | "DELETE" | "OPTIONS" | "TRACE" | "PATCH") => {
            (known, known)
        }
        _ => ("HTTP", "_OTHER"),
    };
    tracing::debug_span!(
        target: SPANS,
        "request",
        otel.name = name,
        otel.kind = "server",
        otel.status_code = Empty,
        http.request.method = method,
        http.route = Empty,
        http.response.status_code = Empty,
        request.id = %id,
        request.cached = Empty,
    )
}

impl Shared {
    /// An odd factor makes neighbours look unlike and repeats nothing.
    fn next(&self) -> RequestId {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        RequestId(self.first.wrapping_add(count.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
    }

    /// As much of a path as may be logged.
    fn shown<'a>(&self, path: &'a str) -> &'a str {
        let end = |before: &&str| path.find(before).map(|at| at + before.len());
        let end = self.before_secrets.iter().filter_map(end).min();
        &path[..end.unwrap_or(path.len())]
    }
}

/// The client went away before its answer began.
const CLIENT_CLOSED: u16 = 499;

/// The line of one request, written once: with its answer, or when it is dropped without one.
struct Line {
    id: RequestId,
    method: Method,
    uri: Uri,
    begun: Instant,
    shared: Arc<Shared>,
    status: Option<u16>,
    span: Span,
}

impl Line {
    fn write(&mut self, status: u16) {
        self.status = None;
        let took = self.begun.elapsed();
        self.shared.answers[usize::from(status / 100) % 6].increment(1);
        self.shared.seconds.record(took.as_secs_f64());
        let (method, path) = (self.method.as_str(), self.shared.shown(self.uri.path()));
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.span.record("http.response.status_code", status);
        if status >= 500 {
            self.span.record("otel.status_code", "ERROR");
        }
        self.span.in_scope(
            || tracing::info!(target: "access", method, path, status, micros, id = %self.id),
        );
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if let Some(status) = self.status {
            let panicked = std::thread::panicking();
            self.write(if panicked { StatusCode::INTERNAL_SERVER_ERROR.as_u16() } else { status });
        }
    }
}

pin_project! {
    #[doc(hidden)]
    pub struct Accessing<F> {
        #[pin]
        answer: F,
        line: Line,
    }
}

impl<F, R, E> Future for Accessing<F>
where
    F: Future<Output = Result<Response<R>, E>>,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let polled = this.line.span.in_scope(|| this.answer.poll(context));
        let mut answer = ready!(polled)?;
        if let Ok(id) = HeaderValue::from_bytes(&this.line.id.digits()) {
            answer.headers_mut().insert(X_REQUEST_ID, id);
        }
        this.line.write(answer.status().as_u16());
        Poll::Ready(Ok(answer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Zero;

    impl Randomness for Zero {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0);
        }
    }

    #[test]
    fn bad_input_93_what_stands_behind_a_secret_place_is_not_logged() {
        let layer = AccessLayer::new(&Zero).hiding_behind(["/preview/", "/hidden/"]);
        for (path, shown) in [
            ("/", "/"),
            ("/en/news/", "/en/news/"),
            ("/en/preview", "/en/preview"),
            ("/en/preview/", "/en/preview/"),
            ("/en/preview/s3cret", "/en/preview/"),
            ("/en/preview/s3cret/7/1/%D7%90.png", "/en/preview/"),
            ("/hidden/a/preview/b", "/hidden/"),
        ] {
            assert_eq!(layer.0.shown(path), shown);
        }
    }
}
