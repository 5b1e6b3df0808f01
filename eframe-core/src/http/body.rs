use bytes::{Bytes, BytesMut};
use http_body::Body as _;
use http_body_util::BodyExt as _;

use crate::{BodyFault, http::Problem};

/// How many bytes of a JSON document or a form are taken: 1 MiB.
pub const DEFAULT_LIMIT: u64 = 1024 * 1024;

/// Reads a body whole, at most `limit` bytes; a declared length above that is refused before reading.
///
/// # Errors
/// 413 when it is larger, 408 when it came too slowly, 400 when it was broken off.
pub async fn read(mut body: axum::body::Body, limit: u64) -> Result<Bytes, Problem> {
    let too_large = || Problem::from(BodyFault::TooLarge { limit });
    if body.size_hint().lower() > limit {
        return Err(too_large());
    }
    let mut first = Bytes::new();
    let mut whole = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| Problem::from(BodyFault::of(&error)))?;
        let Ok(data) = frame.into_data() else { continue };
        if (first.len() + whole.len() + data.len()) as u64 > limit {
            return Err(too_large());
        }
        if first.is_empty() && whole.is_empty() {
            first = data;
        } else {
            whole.extend_from_slice(&std::mem::take(&mut first));
            whole.extend_from_slice(&data);
        }
    }
    Ok(if whole.is_empty() { first } else { whole.freeze() })
}
