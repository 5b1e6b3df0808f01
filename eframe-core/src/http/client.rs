use std::fmt;
use std::net::IpAddr;

/// The address a request came from, in its extensions.
///
/// The [`Server`](crate::Server) puts it there: the peer's own, or what a configured proxy says. A header
/// that any client may send is never believed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientAddress(pub IpAddr);

/// Names one request in logs and in the `X-Request-Id` of its answer. Says nothing of who asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RequestId(pub u64);

impl fmt::Display for RequestId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:016x}", self.0)
    }
}
