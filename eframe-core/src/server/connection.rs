use std::convert::Infallible;
use std::future::poll_fn;
use std::net::IpAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures_util::FutureExt as _;
use http::{HeaderName, Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::{Instant, timeout};
use tower::{Service, ServiceExt as _};

use super::tap::Tap;
use super::wire::Wire;
use super::{RequestBody, Server, request};
use crate::BoxError;
use crate::http::{ClientAddress, Problem};

/// What the server tells all its connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// All is well.
    Go,
    /// There are no places left: whoever is idle makes room.
    Full,
    /// Finish what is under way.
    Stop,
    /// Time is up.
    Cut,
}

/// A connection younger than this is not idle yet, even if it has said nothing.
const NEW: Duration = Duration::from_secs(1);

/// How long the rest of a request that was answered early is read and thrown away, so that the client sees the
/// answer: a socket closed with unread bytes is reset, and the answer with it. A proxy that is cut off like this
/// takes the whole instance for broken.
const LINGER: Duration = Duration::from_secs(2);

/// To which trace of somebody else's a request belongs, by what it says (W3C Trace Context).
const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// Serves one connection to its end.
pub(super) async fn run<S, B>(
    tcp: TcpStream,
    peer: IpAddr,
    server: Server,
    service: S,
    mut told: watch::Receiver<Signal>,
) where
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible>,
    S: Clone + Send + 'static,
    S::Future: Send,
    B: http_body::Body<Data = Bytes> + From<Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    let tap = Arc::new(Tap::default());
    // Only a socket that is already gone refuses this.
    let _ = tcp.set_nodelay(true);
    let wire = TokioIo::new(Wire::new(tcp, Arc::clone(&tap), server.limits.pace()));
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(server.limits.head).half_close(true);
    http.max_header_size(server.limits.head_bytes);
    let (service, shown) = (Box::new(service), Arc::clone(&tap));
    let requests = service_fn(move |request| {
        let request = checked(request, &server, &shown, peer);
        Box::pin(answer(S::clone(&service), request))
    });
    let mut connection = http.serve_connection(wire, requests);
    let opened = Instant::now();
    let ended = loop {
        tokio::select! {
            biased;
            ended = poll_fn(|context| connection.poll_without_shutdown(context)) => break ended,
            more = told.changed() => {
                let signal = *told.borrow_and_update();
                let silent = tap.requests() == 0;
                match signal {
                    Signal::Cut => return,
                    Signal::Stop if silent => return,
                    Signal::Full if silent && opened.elapsed() > NEW => return,
                    _ if more.is_err() => return,
                    Signal::Go => {}
                    Signal::Full if silent => {}
                    Signal::Full | Signal::Stop => Pin::new(&mut connection).graceful_shutdown(),
                }
            }
        }
    };
    let unread = tap.has_unread() || ended.is_err_and(|error| error.is_parse());
    let mut wire = connection.into_parts().io.into_inner();
    if wire.shutdown().await.is_ok() && unread {
        let mut rest = vec![0; 4096];
        let drained = async { while wire.read(&mut rest).await.is_ok_and(|bytes| bytes > 0) {} };
        // When time is up the client is cut off; it had its answer.
        let _ = timeout(LINGER, drained).await;
    }
}

/// The request with its body bounded, or why it is not answered by the service.
fn checked(
    mut request: Request<Incoming>,
    server: &Server,
    tap: &Arc<Tap>,
    peer: IpAddr,
) -> Result<Request<RequestBody>, Problem> {
    if let Some(problem) = request::refuse(&request, &server.limits, tap) {
        tap.leave_unread();
        return Err(problem);
    }
    let client = ClientAddress::of(peer, request.headers(), &server.proxies);
    if !server.proxies.contains(&peer.to_canonical()) {
        request.headers_mut().remove(TRACEPARENT);
    }
    let mut request = request.map(|body| RequestBody::new(body, &server.limits, Arc::clone(tap)));
    request.extensions_mut().insert(client);
    Ok(request)
}

/// What the service answers; a panic in it is a 500.
async fn answer<S, B>(
    service: S,
    request: Result<Request<RequestBody>, Problem>,
) -> Result<Response<B>, Infallible>
where
    S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible>,
    B: From<Bytes>,
{
    let request = match request {
        Ok(request) => request,
        Err(problem) => return Ok(problem.response()),
    };
    // The service is dropped with its panic, so nothing half-done of it is seen again.
    let answer = AssertUnwindSafe(service.oneshot(request)).catch_unwind().await;
    answer.unwrap_or_else(|_| {
        tracing::error!("a request ended in a panic");
        Ok(Problem::fault().response())
    })
}
