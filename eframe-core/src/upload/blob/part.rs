use bytes::{Buf as _, Bytes};
use futures_util::stream::try_unfold;
use http_body::Frame;
use http_body_util::{BodyExt as _, StreamBody};

use super::OpenBlob;
use crate::{Body, BoxError};

/// At most `bytes` of a blob that is read from its beginning, without the `from` bytes before them.
pub(super) fn of(open: OpenBlob, from: u64, bytes: u64) -> OpenBlob {
    OpenBlob { bytes: open.bytes, body: cut(open.body, from, bytes) }
}

/// Leaves out what comes before and what comes after.
pub(super) fn cut(body: Body, from: u64, bytes: u64) -> Body {
    let pieces = try_unfold((body, from, bytes), |(mut body, mut from, left)| async move {
        if left == 0 {
            return Ok(None);
        }
        loop {
            let Some(frame) = body.frame().await.transpose()? else { break };
            let Ok(mut data) = frame.into_data() else { continue };
            let before = clamped(from, data.len());
            data.advance(before);
            from -= before as u64;
            data.truncate(clamped(left, data.len()));
            if !data.is_empty() {
                let left = left - data.len() as u64;
                return Ok(Some((Frame::data(data), (body, from, left))));
            }
        }
        Ok::<Option<(Frame<Bytes>, _)>, BoxError>(None)
    });
    Body::new(StreamBody::new(pieces))
}

fn clamped(most: u64, there: usize) -> usize {
    usize::try_from(most).map_or(there, |most| most.min(there))
}
