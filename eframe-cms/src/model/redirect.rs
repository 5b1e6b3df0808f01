use std::fmt;
use std::str::FromStr;

use eframe_core::Timestamp;
use percent_encoding::percent_decode_str;
use serde::{Deserialize, Serialize};

/// An address that never belonged to a document, such as one of the site before this one, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirect {
    /// The address.
    pub path: OldPath,
    /// Where it leads.
    pub target: Target,
    /// Since when.
    pub since: Timestamp,
}

/// A path below the language, with its query where it has one: `/board/view.php?id=3`. Written as people read it, not
/// encoded: `/board.php?cat=공지사항`, whatever a browser makes of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OldPath(String);

/// Where an old address leads: a path below the reader's language, or the whole address of another site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Target(String);

/// A text that is no address, or none that may be led from or to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an address begins with one slash, or with https://, and has no blanks")]
pub struct WrongPath;

/// Longest address, in bytes.
const LONGEST: usize = 1_000;

impl OldPath {
    /// The path as text, with its leading slash.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address that is asked for: by its path as it is read, and by its query as a browser sends it, percent-encoded. None
    /// where that is no UTF-8, as on sites of another encoding: no file names it so.
    pub(crate) fn asked(path: &str, query: &str) -> Option<Self> {
        let query = percent_decode_str(query).decode_utf8().ok()?;
        format!("{path}?{query}").parse().ok()
    }

    /// What stands between the first two slashes.
    pub fn first_segment(&self) -> &str {
        self.0[1..].split(['/', '?']).next().unwrap_or_default()
    }
}

impl Target {
    /// The address as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path below the language without query and fragment; none where it leads to another site.
    pub fn path(&self) -> Option<&str> {
        self.0.starts_with('/').then(|| self.0.split(['?', '#']).next().unwrap_or_default())
    }
}

impl FromStr for OldPath {
    type Err = WrongPath;

    fn from_str(text: &str) -> Result<Self, WrongPath> {
        // A slash at the end leads to the same place.
        let text = text.strip_suffix('/').unwrap_or(text);
        let path = text.split('?').next().unwrap_or_default();
        let leads_up = path.split('/').any(|segment| matches!(segment, "." | ".."));
        if !is_local(text) || leads_up || text.contains(['#', '%']) || path.len() < 2 {
            return Err(WrongPath);
        }
        Ok(Self(text.to_owned()))
    }
}

impl FromStr for Target {
    type Err = WrongPath;

    fn from_str(text: &str) -> Result<Self, WrongPath> {
        let elsewhere = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
        let host = elsewhere.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
        let right = match host {
            Some(host) => {
                !host.is_empty() && !host.contains('@') && text.is_ascii() && is_plain(text)
            }
            None => is_local(text),
        };
        if right { Ok(Self(text.to_owned())) } else { Err(WrongPath) }
    }
}

/// Begins with one slash, and no browser takes it for the address of another site.
fn is_local(text: &str) -> bool {
    text.starts_with('/') && !text.contains("//") && is_plain(text)
}

fn is_plain(text: &str) -> bool {
    let odd = |c: char| c.is_control() || c.is_whitespace() || "\"<>\\^`{|}".contains(c);
    text.len() <= LONGEST && !text.contains(odd) && !text.chars().any(eframe_core::steers)
}

impl TryFrom<String> for OldPath {
    type Error = WrongPath;

    fn try_from(text: String) -> Result<Self, WrongPath> {
        text.parse()
    }
}

impl TryFrom<String> for Target {
    type Error = WrongPath;

    fn try_from(text: String) -> Result<Self, WrongPath> {
        text.parse()
    }
}

impl From<OldPath> for String {
    fn from(path: OldPath) -> Self {
        path.0
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.0
    }
}

impl fmt::Display for OldPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_43_an_old_address_leads_to_no_other_site_by_stealth() {
        for wrong in ["", "//evil", "/\\evil", "evil", "https:evil", "https://", "javascript:x"] {
            assert_eq!(wrong.parse::<Target>(), Err(WrongPath), "{wrong}");
        }
        for wrong in ["https://a@evil/", "/a b", "/a\u{202E}b", "https://x\"y", "/\n"] {
            assert_eq!(wrong.parse::<Target>(), Err(WrongPath), "{wrong}");
        }
        for right in ["/", "/about#who", "/news?x=1", "https://city.example/a?b#c"] {
            assert!(right.parse::<Target>().is_ok(), "{right}");
        }
    }

    #[test]
    fn bad_input_17_an_old_address_is_one_path_of_the_site() {
        for wrong in ["", "/", "a", "//a", "/a//b", "/../a", "/a/.", "/%2e", "/a#b", "/?a"] {
            assert_eq!(wrong.parse::<OldPath>(), Err(WrongPath), "{wrong}");
        }
        for right in ["/a.html", "/board/view.php?id=3", "/소개", "/A/B"] {
            assert!(right.parse::<OldPath>().is_ok(), "{right}");
        }
        assert_eq!("/a/".parse::<OldPath>().expect("a path").as_str(), "/a");
    }
}
