use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

use http::Uri;
use http::uri::{Authority, Scheme};
use object_store::path::Path;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;

/// A bucket and the way to it.
///
/// Without an [address](Self::at) it is one of Amazon's, in its [region](Self::region).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bucket {
    name: String,
    endpoint: Option<(Scheme, Authority)>,
    region: Option<String>,
    prefix: String,
    path_style: Option<bool>,
    plain_http: bool,
    authorities: Vec<CertificateDer<'static>>,
    patience: Duration,
}

/// What is wrong with the way to a bucket, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the bucket's {setting} {what}")]
pub struct WrongBucket {
    /// Which part of it: `bucket`, `endpoint`, `region`, `prefix`, `authorities` or `credentials`.
    pub setting: &'static str,
    /// What is wrong with it, and the remedy.
    pub what: String,
}

/// Where a bucket is.
pub(super) struct Url {
    /// What the client is told: with the bucket's name in the host where it belongs there.
    pub(super) endpoint: String,
    /// Whether the name of the bucket stands in the host.
    pub(super) in_host: bool,
}

/// The region of stores that have none.
const USUAL_REGION: &str = "us-east-1";

/// How long the store may take to answer what has no body; with a body four times that.
const PATIENCE: Duration = Duration::from_secs(15);

impl WrongBucket {
    pub(super) fn new(setting: &'static str, what: impl Into<String>) -> Self {
        Self { setting, what: what.into() }
    }
}

impl Bucket {
    /// The bucket of this name.
    ///
    /// # Errors
    /// When no bucket can be called so: 3 to 63 small letters, digits, dots and hyphens.
    pub fn new(name: &str) -> Result<Self, WrongBucket> {
        let plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9');
        let inside = |byte: u8| plain(byte) || matches!(byte, b'.' | b'-');
        let bytes = name.as_bytes();
        let ends =
            [bytes.first(), bytes.last()].into_iter().all(|end| end.is_some_and(|&end| plain(end)));
        if !(ends && (3..=63).contains(&bytes.len()) && bytes.iter().all(|&byte| inside(byte))) {
            let what = format!(
                "{name:?} is no name of a bucket; write 3 to 63 small letters, digits, dots and hyphens"
            );
            return Err(WrongBucket::new("bucket", what));
        }
        Ok(Self {
            name: name.to_owned(),
            endpoint: None,
            region: None,
            prefix: String::new(),
            path_style: None,
            plain_http: false,
            authorities: Vec::new(),
            patience: PATIENCE,
        })
    }

    /// In the store at this address, such as `https://s3.city.example` or `http://127.0.0.1:9000`.
    ///
    /// # Errors
    /// When it is no such address.
    pub fn at(mut self, endpoint: &str) -> Result<Self, WrongBucket> {
        let wrong = || {
            let what = format!(
                "{endpoint:?} is no address of a store; write https://HOST or https://HOST:PORT, without a path"
            );
            WrongBucket::new("endpoint", what)
        };
        let parts = endpoint.parse::<Uri>().map_err(|_| wrong())?.into_parts();
        let bare = parts.path_and_query.is_none_or(|path| path == "/");
        let (Some(scheme), Some(host), true) = (parts.scheme, parts.authority, bare) else {
            return Err(wrong());
        };
        let known = scheme == Scheme::HTTP || scheme == Scheme::HTTPS;
        if !known || host.as_str().contains('@') || host.host().is_empty() {
            return Err(wrong());
        }
        self.endpoint = Some((scheme, host));
        Ok(self)
    }

    /// In this region, such as `eu-central-1`, or what the store calls its only one.
    ///
    /// # Errors
    /// When no region is called so.
    pub fn region(mut self, region: &str) -> Result<Self, WrongBucket> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if region.is_empty() || !region.bytes().all(plain) {
            let what = format!("{region:?} is no name of a region; write one such as eu-central-1");
            return Err(WrongBucket::new("region", what));
        }
        self.region = Some(region.to_owned());
        Ok(self)
    }

    /// Everything below this prefix, such as `wego` or `sites/wego`; the rest of the bucket is for others.
    ///
    /// # Errors
    /// When it is none: letters, digits, dots, hyphens and underlines, with slashes between.
    pub fn prefix(mut self, prefix: &str) -> Result<Self, WrongBucket> {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
        let name = |part: &str| part.bytes().all(plain) && !part.trim_matches('.').is_empty();
        let trimmed = prefix.trim_matches('/');
        if !trimmed.is_empty() && !trimmed.split('/').all(name) {
            let what = format!(
                "{prefix:?} is no prefix; write letters, digits, dots and hyphens with slashes between, such as sites/wego"
            );
            return Err(WrongBucket::new("prefix", what));
        }
        trimmed.clone_into(&mut self.prefix);
        Ok(self)
    }

    /// Whether the bucket's name is written into the path, or else before the host. Unless it is told, a bucket of
    /// Amazon's is named before the host and one at another address in the path.
    #[must_use]
    pub fn path_style(mut self, in_path: bool) -> Self {
        self.path_style = Some(in_path);
        self
    }

    /// Whether it may be reached over plain HTTP, where anybody on the way can read and change what goes there. On this
    /// machine itself it may in any case.
    #[must_use]
    pub fn plain_http(mut self, allowed: bool) -> Self {
        self.plain_http = allowed;
        self
    }

    /// Also with certificates that these authorities signed: as PEM, for stores of a house that signs its own.
    ///
    /// # Errors
    /// When there is none among the text, or one is damaged.
    pub fn authorities(mut self, pem: &[u8]) -> Result<Self, WrongBucket> {
        let wrong = |what: String| WrongBucket::new("authorities", what);
        for read in CertificateDer::pem_slice_iter(pem) {
            let read =
                read.map_err(|error| wrong(format!("is damaged ({error}): copy it again")))?;
            self.authorities.push(read);
        }
        if self.authorities.is_empty() {
            return Err(wrong("holds no certificate; write one as PEM".to_owned()));
        }
        Ok(self)
    }

    /// How long the store may take to answer: 15 s unless it is told, and four times that while bytes are sent to it.
    #[must_use]
    pub fn patience(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    pub(super) fn region_or_usual(&self) -> &str {
        self.region.as_deref().unwrap_or(USUAL_REGION)
    }

    pub(super) fn trusted(&self) -> &[CertificateDer<'static>] {
        &self.authorities
    }

    pub(super) fn waits(&self) -> Duration {
        self.patience
    }

    /// What everything lies below, if not the bucket itself.
    pub(super) fn root(&self) -> Option<Path> {
        (!self.prefix.is_empty()).then(|| Path::from(self.prefix.as_str()))
    }

    /// Puts the address together.
    ///
    /// # Errors
    /// When something is missing for it, or it may not be reached so.
    pub(super) fn url(&self) -> Result<Url, WrongBucket> {
        let Some((scheme, host)) = &self.endpoint else {
            let Some(region) = &self.region else {
                let what = "is missing; name the one the bucket is in, or set the endpoint of another store";
                return Err(WrongBucket::new("region", what));
            };
            // A dot in the name is in no certificate.
            let in_host = !self.path_style.unwrap_or(self.name.contains('.'));
            let host = format!("s3.{region}.amazonaws.com");
            return self.written("https", &host, in_host);
        };
        if *scheme == Scheme::HTTP && !self.plain_http && !is_here(host.host()) {
            let what = format!(
                "http://{host} is plain HTTP, which anybody on the way can read; write https://, or set plain-http if \
                 the network between is yours alone"
            );
            return Err(WrongBucket::new("endpoint", what));
        }
        self.written(scheme.as_str(), host.as_str(), !self.path_style.unwrap_or(true))
    }

    fn written(&self, scheme: &str, host: &str, in_host: bool) -> Result<Url, WrongBucket> {
        if in_host && self.name.contains('.') && scheme == "https" {
            let what = format!(
                "{:?} has a dot, with which no certificate fits it before the host; set path-style",
                self.name
            );
            return Err(WrongBucket::new("bucket", what));
        }
        let endpoint = if in_host {
            format!("{scheme}://{}.{host}", self.name)
        } else {
            format!("{scheme}://{host}")
        };
        Ok(Url { endpoint, in_host })
    }

    /// The address of the bucket itself.
    pub(super) fn base(&self) -> Result<String, WrongBucket> {
        let Url { endpoint, in_host } = self.url()?;
        Ok(if in_host { endpoint } else { format!("{endpoint}/{}", self.name) })
    }
}

/// As an operator knows it.
impl fmt::Display for Bucket {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the bucket {:?} ", self.name)?;
        match &self.endpoint {
            Some((scheme, host)) => write!(out, "({scheme}://{host})"),
            None => write!(out, "(Amazon S3, region {})", self.region_or_usual()),
        }
    }
}

/// Whether a host is this machine, whatever a name server says.
fn is_here(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn base(bucket: Result<Bucket, WrongBucket>) -> String {
        bucket.and_then(|bucket| bucket.base()).unwrap_or_else(|wrong| wrong.to_string())
    }

    #[test]
    fn the_bucket_is_found_by_host_or_by_path() {
        let amazon = || Bucket::new("wego-files").unwrap().region("eu-central-1");
        assert_eq!(base(amazon()), "https://wego-files.s3.eu-central-1.amazonaws.com");
        let by_path = amazon().map(|bucket| bucket.path_style(true));
        assert_eq!(base(by_path), "https://s3.eu-central-1.amazonaws.com/wego-files");
        let dotted = Bucket::new("wego.files").unwrap().region("eu-central-1");
        assert_eq!(base(dotted), "https://s3.eu-central-1.amazonaws.com/wego.files");
        let own = || Bucket::new("wego").unwrap().at("https://s3.city.example:9000/");
        assert_eq!(base(own()), "https://s3.city.example:9000/wego");
        let before = own().map(|bucket| bucket.path_style(false));
        assert_eq!(base(before), "https://wego.s3.city.example:9000");
    }

    #[test]
    fn plain_http_is_for_this_machine_or_said_out_loud() {
        for here in ["http://127.0.0.1:9000", "http://localhost", "http://[::1]:1"] {
            assert!(base(Bucket::new("wego").unwrap().at(here)).starts_with("http://"), "{here}");
        }
        let far = || Bucket::new("wego").unwrap().at("http://10.0.0.7:9000");
        assert!(base(far()).contains("set plain-http"), "{}", base(far()));
        assert_eq!(base(far().map(|bucket| bucket.plain_http(true))), "http://10.0.0.7:9000/wego");
    }

    #[test]
    fn what_is_wrong_is_named_with_its_remedy() {
        for name in ["", "ab", "Wego", "wego_files", "-wego", "wego-", "we/go", "wego\u{e9}"] {
            assert_eq!(Bucket::new(name).unwrap_err().setting, "bucket", "{name}");
        }
        let bucket = || Bucket::new("wego").unwrap();
        for endpoint in [
            "s3.city.example",
            "ftp://s3.city.example",
            "https://s3.city.example/wego",
            "https://s3.city.example?a=b",
            "https://key:secret@s3.city.example",
            "https://",
            "",
        ] {
            assert_eq!(bucket().at(endpoint).unwrap_err().setting, "endpoint", "{endpoint}");
        }
        for region in ["", "eu central", "eu/central"] {
            assert_eq!(bucket().region(region).unwrap_err().setting, "region");
        }
        for prefix in ["..", "a/../b", "a//b", "a b", "\u{e9}"] {
            assert_eq!(bucket().prefix(prefix).unwrap_err().setting, "prefix", "{prefix}");
        }
        assert!(base(Ok(bucket())).contains("region is missing"));
        let dotted = Bucket::new("we.go").unwrap().at("https://s3.city.example").unwrap();
        assert!(base(Ok(dotted.path_style(false))).contains("set path-style"));
        assert_eq!(bucket().authorities(b"nothing").unwrap_err().setting, "authorities");
    }
}
