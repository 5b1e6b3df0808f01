//! Signatures over headers and body (RFC 6376), relaxed in both.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ring::digest::{SHA256, digest};

use super::key::Key;

/// Signs the letters of one domain with one key.
///
/// To change a key, publish the new one under another selector, sign with both or with the new one alone, and take the
/// old record away a week after the last letter that was signed with it.
#[derive(Debug)]
pub struct Signer {
    domain: String,
    selector: String,
    key: Key,
}

/// A header as it is written, to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) name: &'static str,
    /// Folded or not, without the line break at its end.
    pub(super) value: String,
}

impl Signer {
    /// Signs for `domain`, whose record stands at `SELECTOR._domainkey.DOMAIN`.
    pub fn new(domain: impl Into<String>, selector: impl Into<String>, key: Key) -> Self {
        Self { domain: domain.into(), selector: selector.into(), key }
    }

    /// Where the public key is published.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}._domainkey.{}", self.selector, self.domain)
    }

    /// What is published there.
    #[must_use]
    pub fn record(&self) -> String {
        format!("v=DKIM1; k={}; p={}", self.key.kind(), self.key.published())
    }

    /// The header that signs these headers, in their order, and this body, which is in its relaxed form.
    pub(super) fn sign(&self, headers: &[Header], body: &[u8], at: i64) -> Header {
        let hash = BASE64_STANDARD.encode(digest(&SHA256, body));
        // `From` is named once more than it is there: a second one that somebody adds breaks the signature.
        let names = headers.iter().map(|header| header.name.to_ascii_lowercase());
        let names = names.chain(["from".to_owned()]).collect::<Vec<_>>().join(":\r\n ");
        let value = format!(
            "v=1; a={kind}-sha256; c=relaxed/relaxed; d={domain};\r\n s={selector}; t={at};\r\n h={names};\r\n bh={hash};\r\n b=",
            kind = self.key.kind(),
            domain = self.domain,
            selector = self.selector,
        );
        let mut own = Header { name: "DKIM-Signature", value };
        let mut signed = String::new();
        for header in headers {
            header.relaxed(&mut signed);
            signed.push_str("\r\n");
        }
        own.relaxed(&mut signed);
        let signature = BASE64_STANDARD.encode(self.key.sign(signed.as_bytes()));
        fold(&mut own.value, &signature);
        own
    }
}

/// In lines of 72.
fn fold(value: &mut String, signature: &str) {
    for (index, line) in signature.as_bytes().chunks(72).enumerate() {
        if index > 0 {
            value.push_str("\r\n ");
        }
        value.push_str(std::str::from_utf8(line).unwrap_or_default());
    }
}

impl Header {
    pub(super) fn new(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, value: value.into() }
    }

    /// As it stands in a letter.
    pub(super) fn write(&self, out: &mut String) {
        let Self { name, value } = self;
        // Writing into a string does not fail.
        let _ = write!(out, "{name}: {value}\r\n");
    }

    /// RFC 6376, 3.4.2: small letters, unfolded, one blank for many, none around.
    fn relaxed(&self, out: &mut String) {
        out.extend(self.name.chars().map(|c| c.to_ascii_lowercase()));
        out.push(':');
        let mut words = self.value.split([' ', '\t', '\r', '\n']).filter(|word| !word.is_empty());
        out.push_str(words.next().unwrap_or_default());
        for word in words {
            out.push(' ');
            out.push_str(word);
        }
    }
}
