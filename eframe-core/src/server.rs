//! An HTTP/1.1 server for the open internet: the traps of a plain one are closed here, once.
//!
//! Half-sent heads, bodies and unread answers are given up in time; connections are counted; what two
//! parsers could read differently is refused; a panic is a 500; stopping lets what is under way finish.
//! TLS is a proxy's task.

mod connection;
mod limits;
mod pace;
mod request;
mod tap;
mod wire;

use std::convert::Infallible;
use std::future::Future;
use std::io::ErrorKind;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use tokio::net::TcpListener;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{sleep, timeout};
use tower::Service;

use crate::BoxError;
use connection::Signal;

pub use limits::Limits;
pub use request::RequestBody;

/// Serves a [`Service`] on a listener until it is told to stop.
///
/// ```no_run
/// # async fn run(router: axum::Router) -> std::io::Result<()> {
/// use eframe_core::server::{Limits, Server};
/// let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
/// let stop = async { tokio::signal::ctrl_c().await.expect("a signal handler") };
/// Server::new(Limits::default()).serve(listener, router, stop).await;
/// # Ok(()) }
/// ```
#[derive(Clone, Debug)]
pub struct Server {
    limits: Limits,
    proxies: Arc<[IpAddr]>,
}

/// How a server stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Every request under way was answered.
    Drained,
    /// Time was up, and so many connections were cut.
    Cut(usize),
}

impl Server {
    /// A server with these limits, reached directly.
    pub fn new(limits: Limits) -> Self {
        Self { limits, proxies: Arc::default() }
    }

    /// Believes `X-Forwarded-For` and `traceparent` when they come from one of these addresses, and from nobody else: a
    /// `traceparent` of anybody else is taken off the request, so that nothing inside goes by it.
    #[must_use]
    pub fn behind(mut self, proxies: impl IntoIterator<Item = IpAddr>) -> Self {
        self.proxies = proxies.into_iter().map(|proxy| proxy.to_canonical()).collect();
        self
    }

    /// Accepts and answers until `stop` is ready; then finishes what is under way, for a bounded time.
    pub async fn serve<S, B>(
        self,
        listener: TcpListener,
        service: S,
        stop: impl Future<Output = ()>,
    ) -> Stopped
    where
        S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible>,
        S: Clone + Send + 'static,
        S::Future: Send,
        B: http_body::Body<Data = Bytes> + From<Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let places = self.limits.places();
        let free = Arc::new(Semaphore::new(places));
        let signal = watch::Sender::new(Signal::Go);
        tokio::select! {
            biased;
            () = stop => {}
            () = self.accept(&listener, service, &free, &signal) => {}
        }
        drop(listener);
        signal.send_replace(Signal::Stop);
        let all = u32::try_from(places).unwrap_or(u32::MAX);
        match timeout(self.limits.stop, free.acquire_many(all)).await {
            Ok(_) => Stopped::Drained,
            Err(_) => {
                let cut = places - free.available_permits();
                signal.send_replace(Signal::Cut);
                Stopped::Cut(cut)
            }
        }
    }

    /// Gives each connection a task, for ever.
    async fn accept<S, B>(
        &self,
        listener: &TcpListener,
        service: S,
        free: &Arc<Semaphore>,
        signal: &watch::Sender<Signal>,
    ) where
        S: Service<Request<RequestBody>, Response = Response<B>, Error = Infallible>,
        S: Clone + Send + 'static,
        S::Future: Send,
        B: http_body::Body<Data = Bytes> + From<Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let mut pause = Pause::default();
        loop {
            let place = place(free, signal).await;
            match listener.accept().await {
                Ok((tcp, peer)) => {
                    pause = Pause::default();
                    let (server, told) = (self.clone(), signal.subscribe());
                    let run = connection::run(tcp, peer.ip(), server, service.clone(), told);
                    tokio::spawn(async move {
                        run.await;
                        drop(place);
                    });
                }
                Err(error) if is_of_the_peer(error.kind()) => {}
                Err(error) => {
                    // Mostly EMFILE: let idle connections go and do not spin meanwhile.
                    tracing::warn!(%error, "cannot accept connections for a moment");
                    signal.send_replace(Signal::Full);
                    pause.wait().await;
                }
            }
        }
    }
}

/// Waits for a place, and asks idle connections to leave while there is none.
async fn place(free: &Arc<Semaphore>, signal: &watch::Sender<Signal>) -> OwnedSemaphorePermit {
    loop {
        if let Ok(place) = Arc::clone(free).try_acquire_owned() {
            return place;
        }
        signal.send_replace(Signal::Full);
        let next = Arc::clone(free).acquire_owned();
        if let Ok(Ok(place)) = timeout(Duration::from_secs(1), next).await {
            return place;
        }
    }
}

/// The peer went away between its SYN and our accept: nothing is wrong with us.
fn is_of_the_peer(kind: ErrorKind) -> bool {
    use ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(kind, ConnectionAborted | ConnectionRefused | ConnectionReset)
}

/// 10 ms after the first failure, twice as long after each further one, at most 1 s.
struct Pause(Duration);

impl Default for Pause {
    fn default() -> Self {
        Self(Duration::from_millis(10))
    }
}

impl Pause {
    async fn wait(&mut self) {
        sleep(self.0).await;
        self.0 = (self.0 * 2).min(Duration::from_secs(1));
    }
}
