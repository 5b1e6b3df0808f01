use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use axum::body::Body;
use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use http::header::CONTENT_DISPOSITION;
use http_body::{Body as _, Frame};

use crate::BodyFault;
use crate::http::pairs::Fault;
use crate::http::{Problem, form};

/// How much is handed to the parser at a time. It keeps what it does not need yet.
const PIECE: usize = 16 * 1024;

/// How much may stand between the contents of two fields: the head of the next, or what precedes the first.
const BETWEEN: u64 = 64 * 1024;

/// The parts of a form, one after the other.
pub(super) struct Parts {
    parser: multer::Multipart<'static>,
    between: Arc<AtomicU64>,
}

/// A part of a form. It is dropped before the next is asked for.
pub(super) struct Part {
    field: multer::Field<'static>,
    name: String,
}

impl Parts {
    /// The parts of a body of at most `limit` bytes.
    pub(super) fn new(body: Body, boundary: &str, limit: u64) -> Result<Self, BodyFault> {
        if body.size_hint().lower() > limit {
            return Err(BodyFault::TooLarge { limit });
        }
        let between = Arc::new(AtomicU64::new(BETWEEN));
        let paced = Paced {
            body,
            piece: Bytes::new(),
            limit,
            left: limit,
            between: Arc::clone(&between),
            given: false,
        };
        Ok(Self { parser: multer::Multipart::new(paced, boundary), between })
    }

    pub(super) async fn next(&mut self) -> Result<Option<Part>, Problem> {
        self.between.store(BETWEEN, Ordering::Relaxed);
        let field = self.parser.next_field().await.map_err(|error| BodyFault::of(&error))?;
        self.between.store(u64::MAX, Ordering::Relaxed);
        let Some(field) = field else { return Ok(None) };
        let head = field.headers().get(CONTENT_DISPOSITION);
        if head.is_some_and(|head| std::str::from_utf8(head.as_bytes()).is_err()) {
            return Err(form::problem(None, Fault::NotText));
        }
        let name = field.name().ok_or(BodyFault::Broken)?.to_owned();
        Ok(Some(Part { field, name }))
    }
}

impl Part {
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Whether it comes from a field that takes files. Some programs send the file's name in a form that is not meant
    /// for this place (RFC 7578 4.2); then it has no name.
    pub(super) fn is_file(&self) -> bool {
        let head = self.field.headers().get(CONTENT_DISPOSITION);
        let extended = |head: &[u8]| head.windows(10).any(|part| part == b"filename*=");
        self.field.file_name().is_some() || head.is_some_and(|head| extended(head.as_bytes()))
    }

    /// The file's name as it was given; browsers escape three characters of it (WHATWG HTML, 4.10.22.7).
    pub(super) fn file_name(&self) -> String {
        let given = self.field.file_name().unwrap_or_default();
        given.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n")
    }

    pub(super) async fn piece(&mut self) -> Result<Option<Bytes>, BodyFault> {
        self.field.chunk().await.map_err(|error| BodyFault::of(&error))
    }

    /// Its content as the frames of a body.
    pub(super) fn frames(
        &mut self,
    ) -> impl Stream<Item = Result<Frame<Bytes>, BodyFault>> + Send + Unpin {
        (&mut self.field).map(|piece| piece.map(Frame::data).map_err(|error| BodyFault::of(&error)))
    }

    /// Reads on to its end.
    pub(super) async fn skip(&mut self) -> Result<(), BodyFault> {
        while self.piece().await?.is_some() {}
        Ok(())
    }
}

/// A body in small pieces, and one at a time: the parser takes whatever is to be had at once, which of a fast sender
/// is everything.
struct Paced {
    body: Body,
    piece: Bytes,
    limit: u64,
    left: u64,
    between: Arc<AtomicU64>,
    given: bool,
}

impl Paced {
    /// Counts a piece against the whole body and, outside of contents, against what may stand there.
    fn account(&mut self, piece: &Bytes) -> Result<(), BodyFault> {
        let bytes = piece.len() as u64;
        let left = self.left.checked_sub(bytes);
        self.left = left.ok_or(BodyFault::TooLarge { limit: self.limit })?;
        let between = self.between.load(Ordering::Relaxed);
        if between != u64::MAX {
            let left = between.checked_sub(bytes).ok_or(BodyFault::Broken)?;
            self.between.store(left, Ordering::Relaxed);
        }
        Ok(())
    }
}

impl Stream for Paced {
    type Item = Result<Bytes, BodyFault>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.given) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        while self.piece.is_empty() {
            match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(BodyFault::of(&error)))),
                Some(Ok(frame)) => self.piece = frame.into_data().unwrap_or_default(),
            }
        }
        let most = PIECE.min(self.piece.len());
        let piece = self.piece.split_to(most);
        self.given = true;
        Poll::Ready(Some(self.account(&piece).map(|()| piece)))
    }
}
