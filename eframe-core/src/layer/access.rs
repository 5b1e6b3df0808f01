use std::borrow::Cow;
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

use crate::Randomness;
use crate::http::RequestId;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Names each request, counts it, and logs it on one line when its answer begins.
///
/// The line has method, path, status, time and id: no query, address, name or agent, so no personal data and
/// nothing with a line break. Of a path that itself is a secret, the part that is one is left out. A request given up by its client is logged with status 499. The id is ours
/// alone, never taken from a header.
#[derive(Clone)]
pub struct AccessLayer(Arc<Shared>);

struct Shared {
    secret_after: &'static [&'static str],
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
    /// Ids begin at a random number. What stands in a path behind a segment of `secret_after` opens something to whoever
    /// has it: the line has `-` in its place. Install the metrics recorder before.
    pub fn new(random: &dyn Randomness, secret_after: &'static [&'static str]) -> Self {
        let mut first = [0; 8];
        random.fill(&mut first);
        let class = |class: &'static str| counter!("http_requests_total", "status" => class);
        Self(Arc::new(Shared {
            secret_after,
            first: u64::from_be_bytes(first),
            count: AtomicU64::new(0),
            answers: ["other", "1xx", "2xx", "3xx", "4xx", "5xx"].map(class),
            seconds: histogram!("http_request_seconds"),
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
        let line = Line {
            id,
            method: request.method().clone(),
            uri: request.uri().clone(),
            begun: Instant::now(),
            shared: Arc::clone(&self.shared),
            status: Some(CLIENT_CLOSED),
        };
        Accessing { answer: self.inner.call(request), line }
    }
}

impl Shared {
    /// An odd factor makes neighbours look unlike and repeats nothing.
    fn next(&self) -> RequestId {
        let count = self.count.fetch_add(1, Ordering::Relaxed);
        RequestId(self.first.wrapping_add(count.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
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
}

impl Line {
    fn write(&mut self, status: u16) {
        self.status = None;
        let took = self.begun.elapsed();
        self.shared.answers[usize::from(status / 100) % 6].increment(1);
        self.shared.seconds.record(took.as_secs_f64());
        let method = self.method.as_str();
        let path = &*without_secrets(self.uri.path(), self.shared.secret_after);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        tracing::info!(target: "access", method, path, status, micros, id = %self.id);
    }
}

/// A path with `-` for each segment behind one of these.
fn without_secrets<'a>(path: &'a str, secret_after: &[&str]) -> Cow<'a, str> {
    let is_marked = |segment: &str| secret_after.contains(&segment);
    if !path.split('/').any(is_marked) {
        return Cow::Borrowed(path);
    }
    let mut behind = false;
    let told = path.split('/').map(|segment| {
        let told = if behind && !segment.is_empty() { "-" } else { segment };
        behind = is_marked(segment);
        told
    });
    Cow::Owned(told.collect::<Vec<_>>().join("/"))
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
        let mut answer = ready!(this.answer.poll(context))?;
        if let Ok(id) = HeaderValue::from_bytes(&this.line.id.digits()) {
            answer.headers_mut().insert(X_REQUEST_ID, id);
        }
        this.line.write(answer.status().as_u16());
        Poll::Ready(Ok(answer))
    }
}

#[cfg(test)]
mod tests {
    use super::without_secrets;

    #[test]
    fn what_opens_something_stands_in_no_line() {
        let told = |path| without_secrets(path, &["preview"]).into_owned();
        assert_eq!(told("/en/preview/c2VjcmV0"), "/en/preview/-");
        assert_eq!(told("/en/preview/c2VjcmV0/0198/1/a.png"), "/en/preview/-/0198/1/a.png");
        assert_eq!(told("/preview/preview/x"), "/preview/-/-");
        assert_eq!(told("/en/preview/"), "/en/preview/");
        assert_eq!(told("/en/previews/of-2027"), "/en/previews/of-2027");
    }
}
