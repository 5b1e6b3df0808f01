use http::Uri;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::Language;

/// Where a block stands in the host's address space, for every link, `Location` and mail it writes.
///
/// Requests are matched below the mount, so a block never reads these paths; and the address comes from
/// configuration only, so a forged `Host` reaches no link.
///
/// ```
/// use eframe_core::{Language, Mount};
/// let mount = Mount::new("https://city.example").json("/api/v1/content").pages("/{lang}");
/// assert_eq!(mount.json_url("/pages"), "/api/v1/content/pages");
/// assert_eq!(mount.pages_url(Language::KO, "/"), "/ko/");
/// assert_eq!(mount.absolute(&mount.pages_url(Language::KO, "/about")), "https://city.example/ko/about");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    origin: String,
    json: String,
    pages: String,
    desk: String,
    account: String,
    files: String,
}

/// A public address that is not of the form `https://city.example` or `http://host:port`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no public address: write scheme and host only, such as https://city.example")]
pub struct WrongOrigin(pub String);

/// What stays as it is in a path: letters, digits and what RFC 3986 gives a meaning; all else is encoded.
const LEFT_ALONE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

impl Mount {
    /// A block of the host with this public address, mounted at the root until told otherwise.
    ///
    /// # Panics
    /// When the address is none; check one that comes from a person with [`Mount::parse`].
    pub fn new(origin: &str) -> Self {
        Self::parse(origin).expect("a public address such as https://city.example")
    }

    /// The same for an address that may be wrong.
    ///
    /// # Errors
    /// [`WrongOrigin`] when it is not scheme and host alone.
    pub fn parse(origin: &str) -> Result<Self, WrongOrigin> {
        let trimmed = origin.strip_suffix('/').unwrap_or(origin);
        let parts = trimmed.parse::<Uri>().ok().map(Uri::into_parts);
        let right = parts.is_some_and(|parts| {
            let scheme = parts.scheme.is_some_and(|s| matches!(s.as_str(), "http" | "https"));
            let host =
                parts.authority.is_some_and(|a| !a.host().is_empty() && !a.as_str().contains('@'));
            scheme && host && parts.path_and_query.is_none_or(|p| p == "/")
        });
        if !right || trimmed.ends_with('/') {
            return Err(WrongOrigin(origin.to_owned()));
        }
        let [json, pages, desk, account, files] = [const { String::new() }; 5];
        Ok(Self { origin: trimmed.to_owned(), json, pages, desk, account, files })
    }

    /// Where `json()` is mounted.
    #[must_use]
    pub fn json(mut self, path: &str) -> Self {
        self.json = base(path);
        self
    }

    /// Where `pages()` is mounted; `{lang}` stands for the language's code.
    #[must_use]
    pub fn pages(mut self, path: &str) -> Self {
        self.pages = base(path);
        self
    }

    /// Where `desk()` is mounted.
    #[must_use]
    pub fn desk(mut self, path: &str) -> Self {
        self.desk = base(path);
        self
    }

    /// Where people find their own account.
    #[must_use]
    pub fn account(mut self, path: &str) -> Self {
        self.account = base(path);
        self
    }

    /// Where the block's files are served.
    #[must_use]
    pub fn files(mut self, path: &str) -> Self {
        self.files = base(path);
        self
    }

    /// Scheme and host, without a slash at the end.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether people reach the site by https, so that cookies and HSTS may rely on it.
    pub fn is_secure(&self) -> bool {
        self.origin.starts_with("https:")
    }

    /// The path of something in the JSON service. `path` starts with a slash, or is empty for the base.
    pub fn json_url(&self, path: &str) -> String {
        join(&self.json, path)
    }

    /// The path of a public page in a language.
    pub fn pages_url(&self, language: Language, path: &str) -> String {
        join(&self.pages.replace("{lang}", language.code()), path)
    }

    /// The path of something at the desk.
    pub fn desk_url(&self, path: &str) -> String {
        join(&self.desk, path)
    }

    /// The path of something in the account.
    pub fn account_url(&self, path: &str) -> String {
        join(&self.account, path)
    }

    /// The path of a file.
    pub fn files_url(&self, path: &str) -> String {
        join(&self.files, path)
    }

    /// A path made by one of the others as a whole address, for mails, feeds and `Location`.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }
}

/// A mount path starts with a slash and does not end with one; the root is empty.
fn base(path: &str) -> String {
    let inner = path.trim_matches('/');
    if inner.is_empty() { String::new() } else { format!("/{inner}") }
}

fn join(base: &str, path: &str) -> String {
    let slash = if path.is_empty() || path.starts_with(['/', '?', '#']) { "" } else { "/" };
    let path = utf8_percent_encode(path, LEFT_ALONE);
    let joined = format!("{base}{slash}{path}");
    if joined.is_empty() { "/".to_owned() } else { joined }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_stand_below_the_mount_and_are_encoded() {
        let mount = Mount::new("https://city.example/").json("api/v1/x/").pages("/{lang}/m");
        assert_eq!(mount.json_url(""), "/api/v1/x");
        assert_eq!(mount.json_url("/a?b=1#c"), "/api/v1/x/a?b=1#c");
        assert_eq!(
            mount.pages_url(Language::ZH, "다리/é x"),
            "/zh/m/%EB%8B%A4%EB%A6%AC/%C3%A9%20x"
        );
        assert_eq!(Mount::new("http://[::1]:8080").desk_url(""), "/");
    }

    #[test]
    fn bad_input_11_an_address_is_scheme_and_host_alone() {
        for wrong in [
            "",
            "city.example",
            "ftp://x",
            "https://",
            "https://x/y",
            "https://u@x",
            "https://x//",
            "https://x?y",
        ] {
            assert_eq!(Mount::parse(wrong), Err(WrongOrigin(wrong.to_owned())), "{wrong}");
        }
    }
}
