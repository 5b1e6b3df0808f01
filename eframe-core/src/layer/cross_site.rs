use bytes::Bytes;
use http::{Response, StatusCode};
use tower::Layer;
use tower_http::csrf::{Csrf, CsrfLayer, ProtectionError, ResponseForProtectionError};

use crate::Mount;
use crate::http::Problem;

/// Refuses changes that another site's page asks a visitor's browser for (403), by `Sec-Fetch-Site` and
/// `Origin`, which pages cannot forge. Needs no token in forms and no session; clients that are no browsers
/// send neither header and pass.
#[derive(Clone, Debug)]
pub struct CrossSiteLayer(CsrfLayer<Refusal>);

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
}

impl<S> Layer<S> for CrossSiteLayer {
    type Service = Csrf<S, Refusal>;

    fn layer(&self, inner: S) -> Self::Service {
        self.0.layer(inner)
    }
}

impl<B: From<Bytes>> ResponseForProtectionError<B> for Refusal {
    fn response_for_protection_error(&mut self, _: ProtectionError) -> Response<B> {
        let title = "This was sent from another site's page.";
        Problem::new(StatusCode::FORBIDDEN, "cross-site", title)
            .detail("Open the page on this site and send it from there.")
            .response()
    }
}
