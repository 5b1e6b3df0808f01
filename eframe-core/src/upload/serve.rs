use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};

use super::{Shelf, Upload, name};
use crate::Body;
use crate::http::{Problem, not_modified};

/// Who may keep a copy of a served file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Only who asked, and only on the screen: documents of a case.
    Private,
    /// Everyone, as long as each asks whether it is still there.
    Public,
}

/// No script, style, form or frame of the file runs, in whatever way it is opened.
const POLICY: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");

const SAME_ORIGIN: HeaderValue = HeaderValue::from_static("same-origin");

/// Answers with a file so that it does nothing: as what its content is, never guessed, to be saved and not shown, and
/// sandboxed wherever it is shown all the same. An `<img>` shows it.
///
/// The entity tag is the hash, so `If-None-Match` is answered with 304. Whether the caller may see it is decided
/// before. A `HEAD` request gets the same headers: the router drops the body, which is not read before it is sent.
///
/// # Errors
/// When the store does not answer (503), or does not have what a row names (500).
pub async fn serve(
    shelf: &Shelf,
    upload: &Upload,
    audience: Audience,
    asked: &HeaderMap,
) -> Result<Response<Body>, Problem> {
    let tag =
        HeaderValue::from_str(&format!("\"{}\"", upload.sha256)).map_err(Problem::internal)?;
    let mut response = Response::new(Body::empty());
    if not_modified(asked, &tag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        let open = shelf.open(upload.blob).await?.filter(|open| open.bytes == upload.bytes);
        let open = open.ok_or_else(|| Problem::internal(Lost(upload.blob.to_string())))?;
        response.headers_mut().insert(header::CONTENT_LENGTH, open.bytes.into());
        *response.body_mut() = open.body;
    }
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, upload.kind.header());
    headers.insert(header::CONTENT_DISPOSITION, name::attachment(&upload.name, upload.kind));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), SAME_ORIGIN);
    headers.insert(header::ETAG, tag);
    let cache = match audience {
        Audience::Private => "private, no-store",
        Audience::Public => "public, no-cache",
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    Ok(response)
}

/// A row names a file that the store does not have as it was.
#[derive(Debug, thiserror::Error)]
#[error("the stored file {0} is lost or has another length")]
struct Lost(String);
