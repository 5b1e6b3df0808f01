use axum::response::{IntoResponse as _, Response};
use http::{HeaderValue, StatusCode, header};

/// 303 to a path of this site, as an answer to a form that was carried out.
///
/// A path that cannot stand in a header leads to `/`.
pub fn see_other(path: &str) -> Response {
    let location = HeaderValue::from_str(path).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response()
}
