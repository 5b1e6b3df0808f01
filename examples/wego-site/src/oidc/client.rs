//! The HTTP client of the house, as the library of OpenID Connect wants it.

use std::pin::Pin;
use std::time::Duration;

use bytes::Bytes;
use eframe_core::block::tls;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{self, connect};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use tokio::time::timeout;
use tokio_rustls::rustls::RootCertStore;

use crate::settings::{OidcSettings, WrongSetting};

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(3);
/// How long a whole answer may take: somebody waits.
const PATIENCE: Duration = Duration::from_secs(8);
/// How long a connection is kept that nobody uses.
const KEPT: Duration = Duration::from_secs(15);
/// How much of an answer is read: descriptions and sets of keys are of a few kilobytes.
const LARGEST: usize = 256 * 1024;

/// Asks the provider. It follows no redirect, and without TLS it speaks to this machine alone.
pub(super) struct Client {
    inner: legacy::Client<HttpsConnector<connect::HttpConnector>, Full<Bytes>>,
}

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub(super) enum Lost {
    /// It took too long.
    #[error("no answer within {} s", PATIENCE.as_secs())]
    Late,
    /// The provider cannot be reached, or the connection broke.
    #[error("no connection: {0}")]
    Broken(#[from] legacy::Error),
    /// The answer broke off, or was too long.
    #[error("the answer broke off or is too long")]
    Body,
    /// The provider says itself that it is not well.
    #[error("the provider answers with {0}")]
    Ill(http::StatusCode),
}

impl Client {
    pub(super) fn new(settings: &OidcSettings) -> Result<Self, WrongSetting> {
        let mut tcp = connect::HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(CONNECT));
        let https =
            HttpsConnectorBuilder::new().with_tls_config(tls::client(authorities(settings)?));
        let https = if settings.is_plain() { https.https_or_http() } else { https.https_only() };
        let inner = legacy::Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(KEPT)
            .build(https.enable_http1().wrap_connector(tcp));
        Ok(Self { inner })
    }

    async fn ask(&self, request: HttpRequest) -> Result<HttpResponse, Lost> {
        let request = request.map(|body| Full::new(Bytes::from(body)));
        let (head, body) = self.inner.request(request).await?.into_parts();
        if head.status.is_server_error() || head.status == http::StatusCode::TOO_MANY_REQUESTS {
            return Err(Lost::Ill(head.status));
        }
        let body = Limited::new(body, LARGEST).collect().await.map_err(|_| Lost::Body)?;
        Ok(http::Response::from_parts(head, body.to_bytes().to_vec()))
    }
}

impl<'c> AsyncHttpClient<'c> for Client {
    type Error = Lost;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Lost>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(
            async move { timeout(PATIENCE, self.ask(request)).await.unwrap_or(Err(Lost::Late)) },
        )
    }
}

/// Trusts what the public authorities signed, and those of the house.
fn authorities(settings: &OidcSettings) -> Result<RootCertStore, WrongSetting> {
    let mut authorities = tls::public_authorities();
    for own in &settings.authorities {
        authorities.add(own.clone()).map_err(|error| {
            let what = format!("holds a certificate that is none of an authority: {error}");
            WrongSetting::new("oidc-authorities", what)
        })?;
    }
    Ok(authorities)
}
