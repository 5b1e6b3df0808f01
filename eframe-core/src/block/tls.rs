//! How connections to others are encrypted: TLS 1.2 or 1.3 by *ring*, and certificates of the authorities that browsers trust.

use std::sync::Arc;

use tokio_rustls::rustls::{ClientConfig, RootCertStore, crypto};

use crate::mail::SmtpUrl;

/// The public authorities, as Mozilla lists them. A house adds its own.
#[must_use]
pub fn public_authorities() -> RootCertStore {
    RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() }
}

/// A client that trusts these authorities, and shows no certificate of its own.
///
/// # Panics
/// Never: a test makes one.
#[must_use]
pub fn client(authorities: RootCertStore) -> ClientConfig {
    let provider = Arc::new(crypto::ring::default_provider());
    let config =
        ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.expect("ring speaks TLS 1.2 and 1.3");
    config.with_root_certificates(authorities).with_no_client_auth()
}

/// A client of this mail server, that trusts whom its address [says](SmtpUrl::trusting) beside the public authorities.
#[must_use]
pub fn to_mail_server(url: &SmtpUrl) -> ClientConfig {
    let mut authorities = public_authorities();
    // All of them are some authority's: they were tried when they were read.
    authorities.add_parsable_certificates(url.authorities().iter().cloned());
    client(authorities)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_always_a_client_and_it_trusts_somebody() {
        assert!(!public_authorities().is_empty());
        assert!(client(public_authorities()).alpn_protocols.is_empty());
    }
}
