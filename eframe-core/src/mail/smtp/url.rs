use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use percent_encoding::percent_decode_str;
use tokio_rustls::rustls::RootCertStore;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;

/// Where the mail server is: `smtp://[user:password@]host[:port]`, or `smtps://` for encryption from the first byte.
///
/// `smtp` encrypts as soon as the server offers it (port 587 by default; 25 for a server on this machine, which is not asked to encrypt). A
/// password is never sent unencrypted to another machine. Characters such as `@` and `/` in it are written `%40`, `%2F`.
///
/// ```
/// use eframe_core::mail::SmtpUrl;
/// let url: SmtpUrl = "smtps://wego:s%40fe@mail.city.example".parse()?;
/// assert_eq!(url.to_string(), "smtps://mail.city.example:465");
/// # Ok::<(), eframe_core::mail::WrongSmtpUrl>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct SmtpUrl {
    encrypted: bool,
    host: String,
    port: u16,
    credentials: Option<(String, String)>,
    authorities: Vec<CertificateDer<'static>>,
}

/// What is wrong with a mail server's address. The password is never repeated.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}; write smtp://HOST:PORT or smtps://USER:PASSWORD@HOST")]
pub struct WrongSmtpUrl(&'static str);

/// Certificates that are none of authorities: what is wrong with them, and the remedy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct WrongAuthorities(String);

impl SmtpUrl {
    /// The same, where a certificate that one of these authorities signed is taken as well as one of the public authorities: as
    /// PEM, for the server of a house that signs its own.
    ///
    /// # Errors
    /// When there is none among the text, or one is damaged or of no authority.
    pub fn trusting(mut self, pem: &[u8]) -> Result<Self, WrongAuthorities> {
        for read in CertificateDer::pem_slice_iter(pem) {
            let read = read.map_err(|error| {
                WrongAuthorities(format!("a certificate is damaged ({error}); copy it again"))
            })?;
            RootCertStore::empty().add(read.clone()).map_err(|error| {
                WrongAuthorities(format!(
                    "a certificate is of no authority ({error}); write the one that signed the server's"
                ))
            })?;
            self.authorities.push(read);
        }
        if self.authorities.is_empty() {
            return Err(WrongAuthorities("there is no certificate; write one as PEM".to_owned()));
        }
        Ok(self)
    }

    /// The authorities that are trusted beside the public ones.
    pub(crate) fn authorities(&self) -> &[CertificateDer<'static>] {
        &self.authorities
    }

    /// Whether it is encrypted from the first byte.
    #[must_use]
    pub fn encrypted(&self) -> bool {
        self.encrypted
    }

    /// The server's name or address.
    #[must_use]
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Its port.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.port
    }

    /// User and password, if it asks for them.
    #[must_use]
    pub fn credentials(&self) -> Option<(&str, &str)> {
        self.credentials.as_ref().map(|(user, password)| (user.as_str(), password.as_str()))
    }

    /// Whether the server is on this machine: it is not asked to encrypt.
    #[must_use]
    pub fn loopback(&self) -> bool {
        loopback(&self.host)
    }
}

fn loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

impl FromStr for SmtpUrl {
    type Err = WrongSmtpUrl;

    fn from_str(text: &str) -> Result<Self, WrongSmtpUrl> {
        let (encrypted, rest) = match text.split_once("://") {
            Some(("smtp", rest)) => (false, rest),
            Some(("smtps", rest)) => (true, rest),
            _ => {
                return Err(WrongSmtpUrl(
                    "the mail server's address begins with neither smtp:// nor smtps://",
                ));
            }
        };
        let (login, place) = match rest.trim_end_matches('/').rsplit_once('@') {
            Some((login, place)) => (Some(login), place),
            None => (None, rest.trim_end_matches('/')),
        };
        let (host, port) = split_port(place)?;
        if host.is_empty() || !host.chars().all(|c| c.is_ascii_alphanumeric() || "-.:_".contains(c))
        {
            return Err(WrongSmtpUrl(
                "the mail server's address has no host that can be looked up",
            ));
        }
        let default = if encrypted {
            465
        } else if loopback(host) {
            25
        } else {
            587
        };
        let credentials = login.map(decode_login).transpose()?;
        let (host, port) = (host.to_owned(), port.unwrap_or(default));
        Ok(Self { encrypted, host, port, credentials, authorities: Vec::new() })
    }
}

fn split_port(place: &str) -> Result<(&str, Option<u16>), WrongSmtpUrl> {
    let wrong = WrongSmtpUrl("the mail server's port is no number from 1 to 65535");
    let (host, port) = match place.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((host, rest)) => (host, rest.strip_prefix(':')),
        None => place.split_once(':').map_or((place, None), |(host, port)| (host, Some(port))),
    };
    let port =
        port.map(|port| port.parse().ok().filter(|port| *port > 0).ok_or(wrong)).transpose()?;
    Ok((host, port))
}

fn decode_login(login: &str) -> Result<(String, String), WrongSmtpUrl> {
    let wrong = WrongSmtpUrl(
        "the mail server's address has no password after the user, or one that is not UTF-8",
    );
    let (user, password) = login.split_once(':').ok_or(wrong.clone())?;
    let decode = |text| percent_decode_str(text).decode_utf8().map(|text| text.into_owned());
    match (decode(user), decode(password)) {
        (Ok(user), Ok(password)) => Ok((user, password)),
        _ => Err(wrong),
    }
}

/// Without user and password.
impl fmt::Display for SmtpUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.encrypted { "smtps" } else { "smtp" };
        let host =
            if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        write!(out, "{scheme}://{host}:{}", self.port)
    }
}

/// Without user and password.
impl fmt::Debug for SmtpUrl {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "SmtpUrl({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_with_its_defaults() {
        let read = |text: &str| text.parse::<SmtpUrl>().unwrap();
        assert_eq!(read("smtp://mail.city.example").to_string(), "smtp://mail.city.example:587");
        assert_eq!(read("smtp://127.0.0.1/").to_string(), "smtp://127.0.0.1:25");
        assert_eq!(read("smtp://[::1]:2525").to_string(), "smtp://[::1]:2525");
        assert_eq!(read("smtps://u%40x:p%2F@h").credentials(), Some(("u@x", "p/")));
        assert_eq!(format!("{:?}", read("smtps://user:secret@h")), "SmtpUrl(smtps://h:465)");
    }

    #[test]
    fn authorities_are_read_and_what_is_none_is_explained() {
        const AUTHORITY: &[u8] = include_bytes!("../../../tests/it/files/tls/authority.pem");
        let url = || "smtp://mail.city.example".parse::<SmtpUrl>().unwrap();
        let trusting = url().trusting(AUTHORITY).unwrap();
        assert_eq!((trusting.authorities().len(), url().authorities().len()), (1, 0));
        assert_eq!(trusting.to_string(), url().to_string());
        let damaged = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";
        for wrong in ["", "none", damaged, "-----BEGIN CERTIFICATE-----\nMIIB"] {
            let said = url().trusting(wrong.as_bytes()).unwrap_err().to_string();
            assert!(said.contains("certificate") && said.contains(';'), "{wrong}: {said}");
        }
    }

    #[test]
    fn a_wrong_address_is_explained_without_its_password() {
        for wrong in [
            "",
            "mail.city.example",
            "http://h",
            "smtp://",
            "smtp://h:0",
            "smtp://h:99999",
            "smtp://secret@h",
            "smtp://u:secret@a b",
        ] {
            let said = wrong.parse::<SmtpUrl>().unwrap_err().to_string();
            assert!(
                said.starts_with("the mail server's") && !said.contains("secret"),
                "{wrong}: {said}"
            );
        }
    }
}
