//! The cookies: on https `__Host-` ones, over plain http (loopback, tests) plain ones.

use eframe_core::Mount;
use http::{HeaderMap, HeaderValue, header};
use jiff::SignedDuration;

/// Which of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// Of somebody who is signed in.
    Session,
    /// Of somebody whose password was right and who owes the second factor. It opens nothing.
    Halfway,
}

impl Cookie {
    fn name(self, mount: &Mount) -> &'static str {
        match (self, mount.is_secure()) {
            (Self::Session, true) => "__Host-session",
            (Self::Session, false) => "session",
            (Self::Halfway, true) => "__Host-half-way",
            (Self::Halfway, false) => "half-way",
        }
    }
}

/// The secret that a request shows, if it shows exactly one: who can plant a second cookie beside ours gets
/// nobody in.
pub(crate) fn read<'a>(which: Cookie, headers: &'a HeaderMap, mount: &Mount) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let pairs =
        lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let mut ours = pairs.filter(|(of, _)| *of == which.name(mount)).map(|(_, secret)| secret);
    let secret = ours.next().filter(|secret| !secret.is_empty())?;
    ours.next().is_none().then_some(secret)
}

/// Gives it to the browser.
pub(crate) fn set(
    which: Cookie,
    secret: &str,
    lasts: SignedDuration,
    mount: &Mount,
) -> HeaderValue {
    written(which, secret, lasts.as_secs(), mount)
}

/// Takes it away again.
pub(crate) fn clear(which: Cookie, mount: &Mount) -> HeaderValue {
    written(which, "", 0, mount)
}

fn written(which: Cookie, secret: &str, seconds: i64, mount: &Mount) -> HeaderValue {
    let secure = if mount.is_secure() { "; Secure" } else { "" };
    let cookie = format!(
        "{}={secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age={seconds}{secure}",
        which.name(mount)
    );
    HeaderValue::from_str(&cookie).expect("a secret is base64url")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(line: &'static str, origin: &str) -> Option<String> {
        let headers = HeaderMap::from_iter([(header::COOKIE, HeaderValue::from_static(line))]);
        read(Cookie::Session, &headers, &Mount::new(origin)).map(str::to_owned)
    }

    #[test]
    fn one_cookie_is_read_and_two_are_none() {
        let here = "http://127.0.0.1:8080";
        assert_eq!(shown("a=b; session=abc", here).as_deref(), Some("abc"));
        assert_eq!(shown("session=abc; session=abd", here), None);
        assert_eq!(shown("session=", here), None);
        assert_eq!(shown("half-way=abc", here), None, "half-way is no session");
        assert_eq!(shown("session=abc", "https://city.example"), None);
        assert_eq!(shown("__Host-session=abc", "https://city.example").as_deref(), Some("abc"));
    }

    #[test]
    fn on_https_the_cookie_is_bound_to_the_host() {
        let minute = SignedDuration::from_mins(1);
        let cookie = set(Cookie::Session, "abc", minute, &Mount::new("https://city.example"));
        assert_eq!(
            cookie,
            "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=60; Secure"
        );
    }
}
