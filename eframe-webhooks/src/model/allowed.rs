use std::fmt;
use std::str::FromStr;

use url::Host;

use super::Target;
use super::target::spelled;

/// The hosts that a city names as its own: to these, and to no others, messages go unencrypted, to any port, and inside the
/// house.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allowed(Vec<Named>);

/// One of them: `intranet.example`, `127.0.0.1:9000`, `[fd00::7]`. Without a port every port of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    host: String,
    port: Option<u16>,
}

/// A text that names no host.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no host: write a name or a number, and a port if only that is meant, such as hooks.city.example or 127.0.0.1:9000"
)]
pub struct NoHost(pub String);

impl Allowed {
    /// These hosts.
    pub fn new(hosts: impl IntoIterator<Item = Named>) -> Self {
        Self(hosts.into_iter().collect())
    }

    /// Whether the host of an address is named.
    pub fn names(&self, target: &Target) -> bool {
        let (host, port) = (target.host(), target.port());
        self.0.iter().any(|one| one.host == host && one.port.is_none_or(|named| named == port))
    }
}

impl FromStr for Named {
    type Err = NoHost;

    fn from_str(text: &str) -> Result<Self, NoHost> {
        let wrong = || NoHost(text.to_owned());
        let (host, port) = match text.rsplit_once(':') {
            // What stands in the brackets of an address of version 6 is no port.
            Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
            _ => (text, None),
        };
        let port = port.map(str::parse::<u16>).transpose().map_err(|_| wrong())?;
        let host = Host::parse(host).map_err(|_| wrong())?;
        let host = spelled(&host);
        if host.is_empty() || port == Some(0) { Err(wrong()) } else { Ok(Self { host, port }) }
    }
}

impl fmt::Display for Named {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.host)?;
        self.port.map_or(Ok(()), |port| write!(out, ":{port}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_host_is_that_host_and_that_port_alone() {
        let allowed = ["127.0.0.1:9000", "Intranet.Example", "[::1]:9001"].map(|one| one.parse());
        let allowed = Allowed::new(allowed.map(|one: Result<Named, _>| one.expect("a host")));
        let is = |text: &str| allowed.names(&Target::parse("url", text).expect("an address"));
        assert!(
            is("http://127.0.0.1:9000/x") && is("http://0x7f.1:9000/") && is("http://[::1]:9001/")
        );
        assert!(is("https://intranet.example/") && is("http://intranet.example.:81/"));
        assert!(!is("http://127.0.0.1:9001/") && !is("http://127.0.0.2:9000/"));
        assert!(!is("https://x.intranet.example/") && !is("http://[::1]:9000/"));
        assert!(
            !Allowed::default().names(&Target::parse("url", "https://a.example").expect("one"))
        );
    }

    #[test]
    fn what_names_no_host_is_said_with_the_remedy() {
        for wrong in
            ["", ":80", "a b", "host:", "host:x", "host:0", "host:70000", "http://host", "[::1"]
        {
            let said = wrong.parse::<Named>().expect_err(wrong).to_string();
            assert!(said.contains("is no host: write"), "{said}");
        }
    }
}
