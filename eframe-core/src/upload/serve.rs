use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};

use super::range::{Wanted, wanted};
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
    /// Everyone, for a year and without asking: what stands at an address that never leads to other bytes.
    Lasting,
}

/// What a browser does with a file that somebody follows a link to. A page shows either as a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    /// It is saved: whatever came from people as it is.
    Saved,
    /// It is shown: what this program made, such as a smaller picture.
    Shown,
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
    answer(shelf, upload, (audience, Opened::Saved), None, asked).await
}

/// The same, with a part of the file for whoever asks for one: `Range` is answered with 206, or 416 where it lies
/// behind the end, and `If-Range` is heeded. Downloads that were broken off go on, and long documents open at once.
///
/// # Errors
/// As [`serve`].
pub async fn serve_part(
    shelf: &Shelf,
    upload: &Upload,
    how: (Audience, Opened),
    method: &Method,
    asked: &HeaderMap,
) -> Result<Response<Body>, Problem> {
    answer(shelf, upload, how, Some(method), asked).await
}

/// `method` is absent where no part is given.
async fn answer(
    shelf: &Shelf,
    upload: &Upload,
    (audience, opened): (Audience, Opened),
    method: Option<&Method>,
    asked: &HeaderMap,
) -> Result<Response<Body>, Problem> {
    let tag =
        HeaderValue::from_str(&format!("\"{}\"", upload.sha256)).map_err(Problem::internal)?;
    let mut response = if not_modified(asked, &tag) {
        bare(StatusCode::NOT_MODIFIED)
    } else {
        let part = method.map(|method| wanted(method, asked, &tag, upload.bytes));
        content(shelf, upload, part.unwrap_or(Wanted::Whole)).await?
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, upload.kind.header());
    headers
        .insert(header::CONTENT_DISPOSITION, name::disposition(opened, &upload.name, upload.kind));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(HeaderName::from_static("cross-origin-resource-policy"), SAME_ORIGIN);
    headers.insert(header::ETAG, tag);
    if method.is_some() {
        headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    }
    let cache = match audience {
        Audience::Private => "private, no-store",
        Audience::Public => "public, no-cache",
        Audience::Lasting => "public, max-age=31536000, immutable",
    };
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(cache));
    Ok(response)
}

/// The bytes that are wanted, and how many and which they are.
async fn content(
    shelf: &Shelf,
    upload: &Upload,
    wanted: Wanted,
) -> Result<Response<Body>, Problem> {
    let (status, from, bytes) = match wanted {
        Wanted::Whole => (StatusCode::OK, 0, upload.bytes),
        Wanted::Part { from, bytes } => (StatusCode::PARTIAL_CONTENT, from, bytes),
        Wanted::Beyond => {
            let mut response = bare(StatusCode::RANGE_NOT_SATISFIABLE);
            range(&mut response, &format!("bytes */{}", upload.bytes))?;
            return Ok(response);
        }
    };
    let open = match wanted {
        Wanted::Whole => shelf.open(upload.blob).await?,
        _ => shelf.open_part(upload.blob, from, bytes).await?,
    };
    let open = open.filter(|open| open.bytes == upload.bytes);
    let open = open.ok_or_else(|| Problem::internal(Lost(upload.blob.to_string())))?;
    let mut response = Response::new(open.body);
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_LENGTH, bytes.into());
    if status == StatusCode::PARTIAL_CONTENT {
        let last = from + bytes - 1;
        range(&mut response, &format!("bytes {from}-{last}/{}", upload.bytes))?;
    }
    Ok(response)
}

fn bare(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

fn range(response: &mut Response<Body>, told: &str) -> Result<(), Problem> {
    let told = HeaderValue::from_str(told).map_err(Problem::internal)?;
    response.headers_mut().insert(header::CONTENT_RANGE, told);
    Ok(())
}

/// A row names a file that the store does not have as it was.
#[derive(Debug, thiserror::Error)]
#[error("the stored file {0} is lost or has another length")]
struct Lost(String);
