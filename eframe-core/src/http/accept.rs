use axum::extract::FromRequestParts;
use http::request::Parts;
use http::{HeaderMap, StatusCode, header};

use super::Problem;

/// An extractor that lets a request through when it takes JSON, and answers 406 otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Accepts;

impl<S: Sync> FromRequestParts<S> for Accepts {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        if accepts(&parts.headers, "application/json") {
            return Ok(Self);
        }
        let title = "This is not to be had in the form you accept.";
        Err(Problem::new(StatusCode::NOT_ACCEPTABLE, "not-acceptable", title)
            .detail("Accept application/json, or send no Accept at all."))
    }
}

/// Whether `Accept` allows this media type (RFC 9110 12.5.1): the most particular range that fits decides,
/// and a quality of 0 forbids. Without the header everything is welcome.
pub fn accepts(headers: &HeaderMap, media: &str) -> bool {
    let mut best: Option<(usize, bool)> = None;
    let mut asked = false;
    for value in headers.get_all(header::ACCEPT) {
        let Ok(list) = value.to_str() else { continue };
        for range in list.split(',').map(str::trim).filter(|range| !range.is_empty()) {
            asked = true;
            let mut parts = range.split(';').map(str::trim);
            let Some(rank) = fits(parts.next().unwrap_or_default(), media) else { continue };
            let welcome = !parts.any(is_zero);
            if best.is_none_or(|(known, _)| rank > known) {
                best = Some((rank, welcome));
            }
        }
    }
    best.map_or(!asked, |(_, welcome)| welcome)
}

/// Whether `Accept-Encoding` names this coding and does not forbid it.
pub(crate) fn accepts_encoding(headers: &HeaderMap, coding: &str) -> bool {
    let lists =
        headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|list| list.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|item| {
        let mut parts = item.split(';').map(str::trim);
        parts.next().is_some_and(|name| name.eq_ignore_ascii_case(coding)) && !parts.any(is_zero)
    })
}

/// How particular a range is that fits: 2 for the type itself, 1 for its family, 0 for anything.
fn fits(range: &str, media: &str) -> Option<usize> {
    let family = media.split('/').next().unwrap_or_default();
    if range.eq_ignore_ascii_case(media) {
        Some(2)
    } else if range.strip_suffix("/*").is_some_and(|f| f.eq_ignore_ascii_case(family)) {
        Some(1)
    } else {
        (range == "*/*" || range == "*").then_some(0)
    }
}

/// `q=0`, `q=0.0`, ...
fn is_zero(parameter: &str) -> bool {
    let quality = parameter.strip_prefix("q=").or_else(|| parameter.strip_prefix("Q="));
    quality.is_some_and(|quality| quality.trim().parse::<f32>().is_ok_and(|quality| quality <= 0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bad_input_9_the_most_particular_range_decides() {
        for (accept, welcome) in [
            ("*/*", true),
            ("application/*", true),
            ("application/json;q=0.1, text/html", true),
            ("text/html", false),
            ("application/json;q=0, */*", false),
            ("*/*, application/json;q=0", false),
            ("text/html, */*;q=0.1", true),
            ("", true),
            ("nonsense", false),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT, accept.parse().unwrap())]);
            assert_eq!(accepts(&headers, "application/json"), welcome, "{accept}");
        }
    }
}
