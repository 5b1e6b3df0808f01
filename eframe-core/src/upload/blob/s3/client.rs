use std::error::Error;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::{Client, connect};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use object_store::client::{
    ClientOptions, HttpClient, HttpConnector, HttpError, HttpErrorKind, HttpRequest,
    HttpRequestBody, HttpResponse, HttpResponseBody, HttpService,
};
use tokio::time::{Sleep, sleep, timeout};
use tokio_rustls::rustls::RootCertStore;

use super::{Bucket, WrongBucket};
use crate::block::tls;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(5);
/// How long a connection is kept that nobody uses: less than stores and what stands before them keep it.
const KEPT: Duration = Duration::from_secs(15);
/// How much of an answer is read at a time, about.
const PIECE: usize = 32 * 1024;
/// How much longer a request may take that has a body.
const WITH_BODY: u32 = 4;

/// The HTTP client of the house, as the store's library wants it.
#[derive(Clone, Debug)]
pub(super) struct Http {
    client: Client<HttpsConnector<connect::HttpConnector>, HttpRequestBody>,
    patience: Duration,
}

impl Http {
    pub(super) fn new(bucket: &Bucket) -> Result<Self, WrongBucket> {
        let mut tcp = connect::HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(CONNECT));
        let https = HttpsConnectorBuilder::new()
            .with_tls_config(tls::client(authorities(bucket)?))
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(KEPT)
            .http1_max_buf_size(PIECE)
            .build(https);
        Ok(Self { client, patience: bucket.waits() })
    }
}

/// Trusts what the public authorities signed, and those of the house.
fn authorities(bucket: &Bucket) -> Result<RootCertStore, WrongBucket> {
    let mut authorities = tls::public_authorities();
    for own in bucket.trusted() {
        authorities.add(own.clone()).map_err(|error| {
            let what = format!("holds a certificate that is none of an authority: {error}");
            WrongBucket::new("authorities", what)
        })?;
    }
    Ok(authorities)
}

impl HttpConnector for Http {
    fn connect(&self, _: &ClientOptions) -> object_store::Result<HttpClient> {
        Ok(HttpClient::new(self.clone()))
    }
}

#[async_trait]
impl HttpService for Http {
    async fn call(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let sends = request.body().content_length() > 0;
        let longest = if sends { self.patience * WITH_BODY } else { self.patience };
        let answer = timeout(longest, self.client.request(request)).await;
        let answer =
            answer.map_err(|_| HttpError::new(HttpErrorKind::Timeout, NoAnswer(longest)))?;
        let answer =
            answer.map_err(|error| HttpError::new(kind(&error, error.is_connect()), error))?;
        let patience = self.patience;
        Ok(answer.map(|body| HttpResponseBody::new(Flowing { body, patience, late: None })))
    }
}

/// Whether it is worth another try, told by what lies at the bottom.
fn kind(error: &(dyn Error + 'static), connecting: bool) -> HttpErrorKind {
    if connecting {
        return HttpErrorKind::Connect;
    }
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(error) = error.downcast_ref::<hyper::Error>()
            && (error.is_closed() || error.is_canceled() || error.is_incomplete_message())
        {
            return HttpErrorKind::Request;
        }
        if error.is::<io::Error>() {
            return HttpErrorKind::Interrupted;
        }
        next = error.source();
    }
    HttpErrorKind::Unknown
}

/// The store let us wait for too long.
#[derive(Debug, thiserror::Error)]
#[error("nothing came within {} s", .0.as_secs_f32())]
struct NoAnswer(Duration);

/// The body of an answer, whose next bytes are waited for no longer than so.
struct Flowing {
    body: Incoming,
    patience: Duration,
    /// Runs while the store lets us wait.
    late: Option<Pin<Box<Sleep>>>,
}

impl Body for Flowing {
    type Data = Bytes;
    type Error = HttpError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, HttpError>>> {
        // What is there already is never late, however long nobody asked for it.
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            self.late = None;
            let broken = |error: hyper::Error| HttpError::new(kind(&error, false), error);
            return Poll::Ready(frame.map(|frame| frame.map_err(broken)));
        }
        let patience = self.patience;
        let late = self.late.get_or_insert_with(|| Box::pin(sleep(patience)));
        late.as_mut()
            .poll(context)
            .map(|()| Some(Err(HttpError::new(HttpErrorKind::Timeout, NoAnswer(patience)))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
