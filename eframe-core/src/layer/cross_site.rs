use std::collections::BTreeSet;
use std::task::{Context, Poll};

use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri, header,
};
use tower::{Layer, Service};
use tower_http::csrf::{Csrf, CsrfLayer, ProtectionError, ResponseForProtectionError};

use crate::Mount;
use crate::http::Problem;

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Refuses changes that another site's page asks a visitor's browser for (403), by `Sec-Fetch-Site` and
/// `Origin`, which pages cannot forge. Needs no token in forms and no session.
///
/// A program sends neither header and passes, as long as it shows a token or nothing. With a cookie it has to
/// say where it comes from: a browser always does, and who lends a browser's cookie is no exception.
#[derive(Clone, Debug)]
pub struct CrossSiteLayer(CsrfLayer<Refusal>);

/// What [`CrossSiteLayer`] makes of a service.
#[derive(Clone, Debug)]
pub struct CrossSite<S>(Csrf<S, Refusal>);

/// The answer to a foreign form.
#[derive(Clone, Copy, Debug)]
#[doc(hidden)]
pub struct Refusal;

impl CrossSiteLayer {
    /// For a site at this public address; it counts as the own one even behind a proxy that changes `Host`.
    pub fn new(mount: &Mount) -> Self {
        let layer = CsrfLayer::new().with_rejection_response(Refusal);
        Self(layer.add_trusted_origin(mount.origin()).expect("a mount's origin is an origin"))
    }

    /// Lets a POST to exactly these paths through from anywhere. Only for what looks at no cookie and is proven by the
    /// request itself, such as the one click in a mail program that ends a subscription (RFC 8058).
    #[must_use]
    pub fn except(self, paths: impl IntoIterator<Item = String>) -> Self {
        let paths: BTreeSet<String> = paths.into_iter().collect();
        let open =
            move |method: &Method, uri: &Uri| method == Method::POST && paths.contains(uri.path());
        Self(self.0.with_insecure_bypass(open))
    }
}

impl<S> Layer<S> for CrossSiteLayer {
    type Service = CrossSite<S>;

    fn layer(&self, inner: S) -> CrossSite<S> {
        CrossSite(self.0.layer(inner))
    }
}

impl<S, B> Service<Request<B>> for CrossSite<S>
where
    Csrf<S, Refusal>: Service<Request<B>>,
{
    type Response = <Csrf<S, Refusal> as Service<Request<B>>>::Response;
    type Error = <Csrf<S, Refusal> as Service<Request<B>>>::Error;
    type Future = <Csrf<S, Refusal> as Service<Request<B>>>::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.0.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<B>) -> Self::Future {
        if !is_safe(request.method()) && is_from_nowhere(request.headers()) {
            // What browsers send for a page without an origin: nobody trusts it.
            request.headers_mut().insert(header::ORIGIN, HeaderValue::from_static("null"));
        }
        self.0.call(request)
    }
}

/// The methods that change nothing, and that are therefore let through from anywhere.
fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether it shows a cookie, and nothing better, and does not say which page sent it.
fn is_from_nowhere(headers: &HeaderMap) -> bool {
    let has = |name| headers.contains_key(name);
    let by_cookie = has(&header::COOKIE) && !has(&header::AUTHORIZATION);
    by_cookie && !has(&header::ORIGIN) && !has(&SEC_FETCH_SITE)
}

impl<B: From<Bytes>> ResponseForProtectionError<B> for Refusal {
    fn response_for_protection_error(&mut self, _: ProtectionError) -> Response<B> {
        let title = "This was sent from another site's page.";
        let remedy = "Open the page on this site and send it from there. A program that uses a cookie says \
                      by Origin that it means this site; with a token it need not.";
        Problem::new(StatusCode::FORBIDDEN, "cross-site", title).detail(remedy).response()
    }
}
