use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

/// Any error, as bodies carry it.
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The body of every answer that a [`Component`](crate::Component) gives.
///
/// Opaque on purpose: what is inside may change, and a host needs only that it is an [`http_body::Body`].
#[derive(Default)]
pub struct Body(axum::body::Body);

/// Why a request's body could not be read to its end.
///
/// The [server](crate::server::Server) puts it into the body's error, and the extractors turn it into a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BodyFault {
    /// It is larger than allowed: 413.
    #[error("the body is larger than {limit} bytes")]
    TooLarge {
        /// The most bytes that are taken.
        limit: u64,
    },
    /// It came too slowly: 408.
    #[error("the body came too slowly")]
    TooSlow,
    /// It ended early or was malformed: 400.
    #[error("the body ended early or is malformed")]
    Broken,
}

impl Body {
    /// Wraps a body of any kind.
    pub fn new<B>(body: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        Self(axum::body::Body::new(body))
    }

    /// No bytes at all.
    pub fn empty() -> Self {
        Self::default()
    }
}

impl BodyFault {
    /// Finds the fault among an error and its sources; anything else means the body was broken off.
    pub(crate) fn of(error: &(dyn std::error::Error + 'static)) -> Self {
        let mut next = Some(error);
        while let Some(error) = next {
            if let Some(fault) = error.downcast_ref::<Self>() {
                return *fault;
            }
            next = error.source();
        }
        Self::Broken
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        Pin::new(&mut self.0).poll_frame(context).map_err(axum::Error::into_inner)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

impl From<axum::body::Body> for Body {
    fn from(body: axum::body::Body) -> Self {
        Self(body)
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self(bytes.into())
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Self(text.into())
    }
}

impl std::fmt::Debug for Body {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Body")
    }
}
