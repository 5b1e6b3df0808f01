use std::io;
use std::net::IpAddr;

use async_trait::async_trait;

/// Says to which addresses a name leads: the machine's own means, or a host's.
#[async_trait]
pub trait Resolver: Send + Sync {
    /// The addresses of a name. It is asked once for each attempt, and the connection is made to what it said.
    ///
    /// # Errors
    /// When there is no such name, or nobody can be asked.
    async fn addresses(&self, name: &str) -> io::Result<Vec<IpAddr>>;
}

/// The machine's own way: its list of hosts, and the name servers that it is told.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemResolver;

#[async_trait]
impl Resolver for SystemResolver {
    async fn addresses(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let found = tokio::net::lookup_host((name, 0)).await?;
        Ok(found.map(|one| one.ip()).collect())
    }
}
