use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use eframe_core::Timestamp;
use eframe_core::block::tls;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

use super::{Resolver, exchange};
use crate::model::{Allowed, Lost, Target};
use crate::rules::{Answer, is_public, may_connect, may_reach};

/// How patient a sender is. The defaults suit a service; tests have less time.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For a name to be looked up, and for each address to take the connection. 5 s.
    pub connect: Duration,
    /// For a whole attempt: the specification advises 15 to 30 s. 20 s.
    pub whole: Duration,
    /// How long a lease that does not move is respected: three times as long as an attempt or longer. 60 s.
    pub lease: Duration,
    /// How often it is looked for work. 1 s.
    pub look: Duration,
    /// How many attempts are under way at once. 16.
    pub at_once: usize,
    /// How many of them to one endpoint. 4.
    pub each: usize,
}

/// How many addresses of a name are tried.
const TRIED: usize = 4;

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            whole: Duration::from_secs(20),
            lease: Duration::from_secs(60),
            look: Duration::from_secs(1),
            at_once: 16,
            each: 4,
        }
    }
}

/// Bytes to and from an endpoint, encrypted or not.
pub(super) trait Io: AsyncRead + AsyncWrite + Send + Unpin {}
impl<T: AsyncRead + AsyncWrite + Send + Unpin> Io for T {}

/// Makes connections to where they may be made.
pub(super) struct Client {
    resolver: Arc<dyn Resolver>,
    allowed: Allowed,
    patience: Patience,
    tls: TlsConnector,
}

/// A message to be posted.
pub(super) struct Post<'a> {
    pub(super) target: &'a Target,
    pub(super) id: String,
    pub(super) now: Timestamp,
    pub(super) signature: String,
    pub(super) body: Bytes,
}

impl Client {
    /// # Panics
    /// When attempts may take longer than leases last, which would have messages tried twice at once.
    pub(super) fn new(resolver: Arc<dyn Resolver>, allowed: Allowed, patience: Patience) -> Self {
        assert!(patience.is_sound(), "a lease lasts three times as long as an attempt, or longer");
        let tls = TlsConnector::from(Arc::new(tls::client(tls::public_authorities())));
        Self { resolver, allowed, patience, tls }
    }

    /// Posts a message. Whatever happens is an answer, within the time that an attempt has. No redirect is followed.
    pub(super) async fn post(&self, post: Post<'_>) -> Answer {
        let attempt = async {
            let stream = self.connect(post.target).await?;
            exchange::exchange(stream, post).await
        };
        match timeout(self.patience.whole, attempt).await {
            Ok(Ok(answer)) => answer,
            Ok(Err(lost)) => Answer::Lost(lost),
            Err(_) => Answer::Lost(Lost::Late),
        }
    }

    /// A connection to one of the addresses that the name led to just now: checked, and not looked up again.
    async fn connect(&self, target: &Target) -> Result<Box<dyn Io>, Lost> {
        may_reach(target, &self.allowed)?;
        let found = match target.number() {
            Some(number) => vec![number],
            None => self.look_up(&target.host()).await?,
        };
        may_connect(target, &found, &self.allowed)?;
        let mut failed = Lost::NoConnection;
        for address in found.into_iter().take(TRIED) {
            let address = SocketAddr::new(address, target.port());
            match timeout(self.patience.connect, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => return self.secured(target, stream).await,
                Ok(Err(_)) => {}
                Err(_) => failed = Lost::Late,
            }
        }
        Err(failed)
    }

    async fn look_up(&self, name: &str) -> Result<Vec<IpAddr>, Lost> {
        match timeout(self.patience.connect, self.resolver.addresses(name)).await {
            Ok(found) => found.map_err(|_| Lost::NoAddress),
            Err(_) => Err(Lost::Late),
        }
    }

    async fn secured(&self, target: &Target, stream: TcpStream) -> Result<Box<dyn Io>, Lost> {
        // What is on the other end is what was checked; the system says so itself.
        let peer = stream.peer_addr().map_err(|_| Lost::NoConnection)?.ip();
        if !self.allowed.names(target) && !is_public(peer) {
            return Err(Lost::Inner);
        }
        if !target.is_encrypted() {
            return Ok(Box::new(stream));
        }
        let name = match target.number() {
            Some(number) => ServerName::from(number),
            None => ServerName::try_from(target.host()).map_err(|_| Lost::NoTls)?,
        };
        let stream = self.tls.connect(name, stream).await.map_err(|_| Lost::NoTls)?;
        Ok(Box::new(stream))
    }
}
