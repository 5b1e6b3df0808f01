use axum::body::Body;
use axum::extract::OriginalUri;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, Method, Request};

use super::{DEFAULT_LIMIT, Problem, form, json, read};
use crate::{Digest, RepeatKey, sha256};

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The field of the query that marks a form: see [`FrameAsk::once`](crate::frame::FrameAsk::once).
const ONCE: &str = "once=";

/// Whether a request has a key, or is a form that was shown with a mark.
pub(crate) fn has_key<B>(request: &Request<B>) -> bool {
    request.headers().contains_key(IDEMPOTENCY_KEY) || mark(request).is_some()
}

/// Binds a request's `Idempotency-Key`, or the mark of a form, to its method, path and body and puts the
/// [`RepeatKey`] into its extensions, where [`CallerOf`](super::CallerOf) finds it. On safe methods it means nothing.
///
/// A JSON document and a form are held whole for their hash, so with a key they are as large as without, and no larger.
/// Any other body passes through, for it may be large, and the handler that takes it binds the key to what came: a form
/// with files by [`Received::bind`](crate::upload::Received::bind), for its bytes are others each time it is sent, a file
/// by [`Upload::bind`](crate::upload::Upload::bind), and what is read whole by [`bind_body`](super::bind_body).
pub(crate) async fn bind(mut request: Request<Body>) -> Result<Request<Body>, Problem> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(request);
    }
    let mark = mark(&request).map(str::to_owned);
    let key = if mark.is_some() { String::new() } else { key(&request)? };
    let (mut parts, body) = request.into_parts();
    let (bound, body) = if is_document(&parts.headers) {
        read(body, DEFAULT_LIMIT).await.map(|bytes| (bytes.clone(), Body::from(bytes)))?
    } else {
        (Bytes::new(), body)
    };
    let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
    let target = uri.path_and_query().map_or("/", |target| target.as_str());
    let head = format!("{} {target}\n", parts.method);
    let fingerprint = sha256(&[head.as_bytes(), &bound].concat());
    parts.extensions.insert(match mark {
        Some(mark) => RepeatKey::of_form(&mark, fingerprint),
        None => RepeatKey { key, fingerprint },
    });
    request = Request::from_parts(parts, body);
    Ok(request)
}

/// Whether the body is of a kind that no handler takes in more than [`DEFAULT_LIMIT`].
fn is_document(headers: &HeaderMap) -> bool {
    json::is_json(headers) || form::is_form(headers)
}

/// The mark of a posted form; what is none of ours marks nothing.
fn mark<B>(request: &Request<B>) -> Option<&str> {
    let posted =
        request.method() == Method::POST && !request.headers().contains_key(IDEMPOTENCY_KEY);
    let query = request.uri().query().filter(|_| posted)?;
    let mark = query.split('&').find_map(|pair| pair.strip_prefix(ONCE))?;
    let ours = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    ((1..=64).contains(&mark.len()) && mark.bytes().all(ours)).then_some(mark)
}

/// 1 to 255 visible ASCII characters, once; as a quoted string (RFC 8941) or bare.
fn key(request: &Request<Body>) -> Result<String, Problem> {
    let mut values = request.headers().get_all(IDEMPOTENCY_KEY).iter();
    let (value, more) = (values.next(), values.next());
    value
        .filter(|_| more.is_none())
        .and_then(|value| value.to_str().ok())
        .map(|text| text.strip_prefix('"').and_then(|t| t.strip_suffix('"')).unwrap_or(text))
        .filter(|key| (1..=255).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic()))
        .map(str::to_owned)
        .ok_or_else(|| {
            Problem::bad_request("idempotency-key", "The Idempotency-Key is malformed.")
                .detail("Send one of 1 to 255 visible ASCII characters, such as a UUID.")
        })
}

/// What begins the keys of forms. It has a blank, which no client's key can have.
const FORM: &str = "form ";

impl RepeatKey {
    /// The key of a posted form that was shown with this mark: the same form sent again is the same request. With
    /// other fields it is another one, for people go back, change something and mean it.
    pub(crate) fn of_form(mark: &str, fingerprint: Digest) -> Self {
        let bound = sha256(&[mark.as_bytes(), fingerprint.bytes()].concat());
        Self { key: format!("{FORM}{bound}"), fingerprint }
    }

    /// Whether it is a form's. Its sender waits for one answer, whichever of two clicks brings it.
    pub(crate) fn is_of_form(&self) -> bool {
        self.key.starts_with(FORM)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn bad_input_1_a_key_makes_no_larger_body_welcome() {
        let most = usize::try_from(DEFAULT_LIMIT).expect("a small number");
        for kind in ["application/json", "application/x-www-form-urlencoded; charset=utf-8"] {
            for (bytes, status) in [(most, None), (most + 1, Some(413))] {
                let refused = bind(sent(Some(kind), bytes)).await.err();
                let refused = refused.map(|problem| problem.status.as_u16());
                assert_eq!(refused, status, "{kind}: {bytes}");
            }
        }
    }

    #[tokio::test]
    async fn a_file_with_a_key_passes_through_as_it_does_without() {
        let bytes = usize::try_from(DEFAULT_LIMIT).expect("a small number") * 2;
        for kind in [None, Some("application/pdf"), Some("application/octet-stream")] {
            let Ok(bound) = bind(sent(kind, bytes)).await else { panic!("{kind:?} is refused") };
            let whole = read(bound.into_body(), u64::MAX).await.map(|body| body.len());
            assert_eq!(whole.ok(), Some(bytes), "{kind:?}");
        }
    }

    fn sent(kind: Option<&str>, bytes: usize) -> Request<Body> {
        let request = Request::post("/").header(IDEMPOTENCY_KEY, "k");
        let request = match kind {
            Some(kind) => request.header(http::header::CONTENT_TYPE, kind),
            None => request,
        };
        request.body(Body::from(vec![b' '; bytes])).expect("a request")
    }
}
