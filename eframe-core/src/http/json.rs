mod strict;

use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{DEFAULT_LIMIT, Problem, read};

/// A JSON document: read strictly from a request of at most 1 MiB, or written as an answer.
///
/// What is no JSON is 400: broken syntax, bytes that are no UTF-8, 1e999, nesting beyond 128. What is JSON
/// and wrong is 422: unknown members (of types with `#[serde(deny_unknown_fields)]`, as all wire types are),
/// a member given twice, a wrong type, U+0000 or a lone surrogate in any text. Another content type is 415.
#[derive(Clone, Copy, Debug)]
pub struct Json<T>(pub T);

impl<T: DeserializeOwned, S: Sync> FromRequest<S> for Json<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, _: &S) -> Result<Self, Problem> {
        if !is_json(request.headers()) {
            let title = "A JSON document is needed here.";
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "content-type", title)
                .detail("Send application/json in UTF-8."));
        }
        parse(&read(request.into_body(), DEFAULT_LIMIT).await?).map(Self)
    }
}

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        match serde_json::to_vec(&self.0) {
            Ok(bytes) => {
                let kind = HeaderValue::from_static("application/json");
                ([(header::CONTENT_TYPE, kind)], bytes).into_response()
            }
            Err(error) => Problem::internal(error).into_response(),
        }
    }
}

/// `application/json` or `application/...+json`, with no other charset than UTF-8.
pub(super) fn is_json(headers: &HeaderMap) -> bool {
    let Some(kind) = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()) else {
        return false;
    };
    let mut parts = kind.split(';').map(|part| part.trim().to_ascii_lowercase());
    let essence = parts.next().unwrap_or_default();
    let suffixed = essence.strip_prefix("application/").is_some_and(|sub| sub.ends_with("+json"));
    let charset = parts.find_map(|part| part.strip_prefix("charset=").map(str::to_owned));
    (essence == "application/json" || suffixed)
        && charset.is_none_or(|charset| charset.trim_matches('"') == "utf-8")
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    strict::check(bytes)?;
    let mut document = serde_json::Deserializer::from_slice(bytes);
    serde_path_to_error::deserialize(&mut document).map_err(|error| {
        let path = error.path().to_string();
        let problem = Problem::refused("invalid-json", "The document does not fit.");
        problem.detail(format!("at {path}: {}", error.into_inner()))
    })
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "only read by serde")]
    struct Street {
        name: String,
        width: Option<f64>,
        lanes: Option<u32>,
        more: Option<serde_json::Value>,
    }

    fn refusal(text: &[u8]) -> (u16, &'static str) {
        let problem = parse::<Street>(text).unwrap_err();
        (problem.status.as_u16(), problem.code)
    }

    #[test]
    fn bad_input_4_bytes_that_are_no_utf8() {
        assert_eq!(refusal(b"{\"name\":\"\xff\"}"), (400, "not-json"));
        assert_eq!(refusal(b"{\"name\":\"\xed\xa0\x80\"}"), (400, "not-json"));
    }

    #[test]
    fn bad_input_5_nul_and_lone_surrogates() {
        assert_eq!(refusal(br#"{"name":"a\u0000"}"#), (422, "nul"));
        assert_eq!(refusal(br#"{"name":"a","more":{"b":["\u0000"]}}"#), (422, "nul"));
        assert_eq!(refusal(br#"{"name":"a","more":{"\u0000":1}}"#), (422, "nul"));
        for lone in [r"\ud800", r"\udfff", r"\ud800x", r"\ud800\u0041", r"\ud800\n"] {
            let text = format!(r#"{{"name":"{lone}"}}"#);
            assert_eq!(refusal(text.as_bytes()), (422, "lone-surrogate"), "{lone}");
        }
        assert!(parse::<Street>(br#"{"name":"\ud83c\udf09"}"#).is_ok());
    }

    #[test]
    fn bad_input_6_depth_duplicates_and_numbers() {
        let deep = format!(r#"{{"name":"a","more":{}}}"#, "[".repeat(100_000));
        assert_eq!(refusal(deep.as_bytes()), (400, "not-json"));
        assert_eq!(refusal(br#"{"name":"a","name":"b"}"#), (422, "duplicate-member"));
        assert_eq!(refusal(br#"{"name":"a","more":{"x":1,"x":1}}"#), (422, "duplicate-member"));
        assert_eq!(refusal(br#"{"name":"a","width":1e999}"#), (400, "not-json"));
        assert_eq!(refusal(br#"{"name":"a","width":NaN}"#), (400, "not-json"));
        assert_eq!(
            refusal(br#"{"name":"a","lanes":1234567890123456789012345678901234567890}"#),
            (422, "invalid-json")
        );
        assert_eq!(refusal(b""), (400, "not-json"));
        assert_eq!(refusal(br#"{"name":"a"} x"#), (400, "not-json"));
    }

    #[test]
    fn bad_input_7_an_unknown_member() {
        assert_eq!(refusal(br#"{"name":"a","is_admin":true}"#), (422, "invalid-json"));
    }

    #[test]
    fn bad_input_9_only_json_is_json() {
        for (kind, right) in [
            ("application/json", true),
            ("application/json; charset=UTF-8", true),
            ("application/merge-patch+json", true),
            ("text/plain", false),
            ("application/json; charset=latin1", false),
            ("application/x-www-form-urlencoded", false),
        ] {
            let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, kind.parse().unwrap())]);
            assert_eq!(is_json(&headers), right, "{kind}");
        }
        assert!(!is_json(&HeaderMap::new()));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes: Vec<u8>) {
            if let Err(problem) = parse::<serde_json::Value>(&bytes) {
                assert!(problem.status.is_client_error());
            }
        }
    }
}
