use axum::body::Body;
use axum::extract::OriginalUri;
use http::{HeaderName, Method, Request};

use super::{Problem, read};
use crate::{RepeatKey, sha256};

pub(crate) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// How many bytes a request with a key may have: it is held whole to take its hash.
const LIMIT: u64 = 16 * 1024 * 1024;

/// Binds a request's `Idempotency-Key` to its method, path and body and puts the [`RepeatKey`] into its
/// extensions, where [`CallerOf`](super::CallerOf) finds it. On safe methods the key means nothing.
pub(crate) async fn bind(mut request: Request<Body>) -> Result<Request<Body>, Problem> {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(request);
    }
    let key = key(&request)?;
    let (mut parts, body) = request.into_parts();
    let body = read(body, LIMIT).await?;
    let uri = parts.extensions.get::<OriginalUri>().map_or(&parts.uri, |original| &original.0);
    let target = uri.path_and_query().map_or("/", |target| target.as_str());
    let head = format!("{} {target}\n", parts.method);
    let fingerprint = sha256(&[head.as_bytes(), &body].concat());
    parts.extensions.insert(RepeatKey { key, fingerprint });
    request = Request::from_parts(parts, Body::from(body));
    Ok(request)
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
