use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use http::header::{self, HeaderName, HeaderValue};
use http::{HeaderMap, Request, Response};
use pin_project_lite::pin_project;
use tower::{Layer, Service};

/// Scripts, styles, pictures and forms of this site only; nothing inline; framed by nobody.
const CONTENT_SECURITY_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
     connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
);

/// What every answer says; an answer that says it differently itself is left alone.
const ALWAYS: [(HeaderName, HeaderValue); 6] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
    // Whoever wants to be cached says so; pages of accounts and desks never do.
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

const TWO_YEARS: HeaderValue = HeaderValue::from_static("max-age=63072000");

/// Tells browsers what pages of this site may do: a strict content security policy, no framing, no guessing
/// of types, no address to other sites, no caching unless asked for, and https for good when the site has it.
#[derive(Clone, Copy, Debug)]
pub struct SecurityLayer {
    https: bool,
}

/// What [`SecurityLayer`] makes of a service.
#[derive(Clone, Copy, Debug)]
pub struct Secured<S> {
    inner: S,
    https: bool,
}

impl SecurityLayer {
    /// `https` says whether people reach the site by https ([`Mount::is_secure`](crate::Mount::is_secure));
    /// only then browsers are told to stay with it.
    pub fn new(https: bool) -> Self {
        Self { https }
    }
}

impl<S> Layer<S> for SecurityLayer {
    type Service = Secured<S>;

    fn layer(&self, inner: S) -> Secured<S> {
        Secured { inner, https: self.https }
    }
}

impl<S, B, R> Service<Request<B>> for Secured<S>
where
    S: Service<Request<B>, Response = Response<R>>,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = Securing<S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        Securing { answer: self.inner.call(request), https: self.https }
    }
}

pin_project! {
    #[doc(hidden)]
    pub struct Securing<F> {
        #[pin]
        answer: F,
        https: bool,
    }
}

impl<F, R, E> Future for Securing<F>
where
    F: Future<Output = Result<Response<R>, E>>,
{
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.project();
        let mut answer = ready!(this.answer.poll(context))?;
        secure(answer.headers_mut(), *this.https);
        Poll::Ready(Ok(answer))
    }
}

fn secure(headers: &mut HeaderMap, https: bool) {
    for (name, value) in ALWAYS {
        headers.entry(name).or_insert(value);
    }
    if https {
        headers.entry(header::STRICT_TRANSPORT_SECURITY).or_insert(TWO_YEARS);
    }
}
