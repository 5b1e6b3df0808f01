use std::fmt;
use std::net::IpAddr;

use eframe_core::{FieldErrors, steers};
use serde::{Deserialize, Serialize};
use url::{Host, Url};

/// The longest address that is taken, in bytes.
const LONGEST: usize = 2000;

/// Where an endpoint is: an address on the web as a browser understands it, so that a host has one spelling. `0x7f.1` is
/// 127.0.0.1 here and nothing else later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Target(Url);

impl Target {
    /// Reads an address. Whether anything may be sent there is [another question](crate::rules::may_reach).
    ///
    /// # Errors
    /// When it is none, is longer than 2,000 bytes, or has a user, a password or a fragment, which go nowhere.
    pub fn parse(field: &str, text: &str) -> Result<Self, FieldErrors> {
        let text = text.trim();
        let refused = |key| FieldErrors::one(field, key);
        // A browser passes over line breaks and takes `https:host`; here whoever writes so has made a mistake.
        let begins = ["https://", "http://"].iter().any(|scheme| {
            text.get(..scheme.len()).is_some_and(|begun| begun.eq_ignore_ascii_case(scheme))
        });
        let strange = |c: char| c.is_whitespace() || steers(c) || c == '\\';
        if !begins || text.len() > LONGEST || text.contains(strange) {
            return Err(refused("webhooks.field.url"));
        }
        let url = Url::parse(text).map_err(|_| refused("webhooks.field.url"))?;
        let plain = url.username().is_empty() && url.password().is_none();
        if !plain
            || url.fragment().is_some()
            || url.host().is_none()
            || url.as_str().len() > LONGEST
        {
            return Err(refused("webhooks.field.url-parts"));
        }
        Ok(Self(url))
    }

    /// The whole address, in its one spelling.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Scheme, host and port alone: what stands behind may be a secret of the receiver's.
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }

    /// Whether it is reached by TLS.
    pub fn is_encrypted(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The host's name, without a full stop at its end, or its number; one of IP version 6 stands in brackets.
    pub fn host(&self) -> String {
        spelled(&self.0.host().unwrap_or(Host::Domain("")))
    }

    /// The number that stands in the place of a name.
    pub fn number(&self) -> Option<IpAddr> {
        match self.0.host()? {
            Host::Domain(_) => None,
            Host::Ipv4(number) => Some(number.into()),
            Host::Ipv6(number) => Some(number.into()),
        }
    }

    /// The port, 443 or 80 where none stands.
    pub fn port(&self) -> u16 {
        self.0.port_or_known_default().unwrap_or(443)
    }

    /// What `Host` says of it: the port only where it is not the usual one.
    pub fn authority(&self) -> String {
        let host = self.0.host_str().unwrap_or_default();
        self.0.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"))
    }

    /// Path and query.
    pub fn path(&self) -> String {
        match self.0.query() {
            Some(query) => format!("{}?{query}", self.0.path()),
            None => self.0.path().to_owned(),
        }
    }
}

/// A host in its one spelling.
pub(super) fn spelled<S: AsRef<str>>(host: &Host<S>) -> String {
    match host {
        Host::Domain(name) => name.as_ref().trim_end_matches('.').to_owned(),
        Host::Ipv4(number) => number.to_string(),
        Host::Ipv6(number) => format!("[{number}]"),
    }
}

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.as_str())
    }
}

impl TryFrom<String> for Target {
    type Error = FieldErrors;

    fn try_from(text: String) -> Result<Self, FieldErrors> {
        Self::parse("url", &text)
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_one_spelling() {
        let read = |text| Target::parse("url", text).expect(text);
        let one = read(" HTTPS://City.Example:443/hooks?of=news ");
        assert_eq!(one.as_str(), "https://city.example/hooks?of=news");
        assert_eq!((one.host().as_str(), one.port()), ("city.example", 443));
        assert_eq!(
            (one.authority().as_str(), one.path().as_str()),
            ("city.example", "/hooks?of=news")
        );
        assert_eq!(read("https://city.example.:8443").host(), "city.example");
        assert_eq!(read("https://city.example:8443/x").origin(), "https://city.example:8443");
        assert_eq!(read("http://[::1]:81/").authority(), "[::1]:81");
        assert!(read("https://서울.example/").host().starts_with("xn--"));
    }

    #[test]
    fn bad_input_43_what_only_looks_like_an_address_is_refused() {
        for wrong in [
            "",
            "city.example",
            "//city.example/",
            "https:city.example",
            "https:/city.example",
            "https:\\\\city.example",
            "ftp://city.example/",
            "file:///etc/passwd",
            "gopher://city.example/",
            "javascript:alert(1)",
            "https://",
            "https://city example/",
            "https://city.example/\r\nx: y",
            "https://city.example/\u{202e}",
            "https://city.example\\@inner/",
            "https://user@city.example/",
            "https://user:word@city.example/",
            "https://city.example/#part",
            "https://[::1/",
            "https://1.2.3.4.5/",
            "https://256.1.1.1/",
            "https://city.example:99999/",
        ] {
            assert!(Target::parse("url", wrong).is_err(), "{wrong:?}");
        }
        let long = format!("https://city.example/{}", "x".repeat(2000));
        assert!(Target::parse("url", &long).is_err());
    }
}
