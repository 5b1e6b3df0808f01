use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use eframe_core::block::tls;
use http::{Request, Response, Uri};
use http_body_util::{BodyExt as _, Full, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{Client, connect};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use opentelemetry_http::{HttpClient, HttpError};
use tokio::runtime::Handle;
use tokio::time::timeout;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(2);
/// How long the collector may take to answer.
const PATIENCE: Duration = Duration::from_secs(3);
/// How long a connection is kept that nobody uses.
const KEPT: Duration = Duration::from_secs(15);
/// How much of an answer is read, in bytes: it says little.
const ANSWER: usize = 64 * 1024;

type Way = Client<HttpsConnector<connect::HttpConnector>, Full<Bytes>>;

/// The HTTP client of the house, as the library for OTLP wants it. That asks from a thread of its own, and the work is done
/// here where the rest of the site's is.
#[derive(Debug)]
pub(super) struct Post {
    way: Way,
    runtime: Handle,
    collector: String,
    /// Whether it was said that the collector takes nothing, and no later word went out.
    away: AtomicBool,
}

impl Post {
    pub(super) fn new(collector: &Uri) -> Self {
        let mut tcp = connect::HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(CONNECT));
        let https = HttpsConnectorBuilder::new()
            .with_tls_config(tls::client(tls::public_authorities()))
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        let way = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(KEPT)
            .build(https);
        // The path may hold a key.
        let collector = collector.authority().map(ToString::to_string).unwrap_or_default();
        Self { way, runtime: Handle::current(), collector, away: AtomicBool::new(false) }
    }

    /// Says once that the collector takes nothing, and once that it does again.
    fn tell(&self, trouble: Option<&str>) {
        let collector = &self.collector;
        match trouble {
            None if self.away.swap(false, Ordering::Relaxed) => {
                tracing::info!(collector, "traces are taken again");
            }
            Some(error) if !self.away.swap(true, Ordering::Relaxed) => {
                tracing::warn!(
                    collector,
                    error,
                    "traces are not taken, and are dropped until they are"
                );
            }
            _ => {}
        }
    }
}

#[async_trait]
impl HttpClient for Post {
    async fn send_bytes(&self, request: Request<Bytes>) -> Result<Response<Bytes>, HttpError> {
        let sending = self.runtime.spawn(exchange(self.way.clone(), request.map(Full::new)));
        let sent = sending.await.unwrap_or_else(|ended| Err(ended.into()));
        match &sent {
            Ok(answer) if answer.status().is_success() => self.tell(None),
            Ok(answer) => self.tell(Some(answer.status().as_str())),
            Err(error) => self.tell(Some(&whole(&**error))),
        }
        sent
    }
}

async fn exchange(way: Way, request: Request<Full<Bytes>>) -> Result<Response<Bytes>, HttpError> {
    let exchanged = timeout(PATIENCE, async {
        let (head, body) = way.request(request).await?.into_parts();
        let body = Limited::new(body, ANSWER).collect().await?.to_bytes();
        Ok(Response::from_parts(head, body))
    });
    exchanged.await.unwrap_or_else(|_| Err(format!("no answer within {PATIENCE:?}").into()))
}

/// An error with what lies under it, in one line.
fn whole(error: &(dyn std::error::Error + 'static)) -> String {
    let mut line = error.to_string();
    let mut under = error.source();
    while let Some(deeper) = under {
        line += &format!(": {deeper}");
        under = deeper.source();
    }
    line
}
