use std::future::{Ready, ready};
use std::task::{Context, Poll};

use bytes::Bytes;
use futures_util::future::Either;
use http::{Method, Request, Response};
use tower::{Layer, Service};

use super::route::RequestSpan;
use crate::cache::PageCache;

/// Answers what a [`PageCache`] holds before anything is routed: a `GET` without a query whose path is the
/// key of a page. Everything else goes on inside, where pages are rendered and kept.
///
/// It may stand outside of every layer that is about who asks, since the cache holds only what is the same for
/// everyone. What it answers skips the layers inside of it.
#[derive(Clone)]
pub struct CachedLayer {
    cache: PageCache,
}

/// What [`CachedLayer`] makes of a service.
#[derive(Clone)]
pub struct Cached<S> {
    inner: S,
    cache: PageCache,
}

impl CachedLayer {
    /// Answers from this cache, the one that the pages inside are kept in.
    pub fn new(cache: PageCache) -> Self {
        Self { cache }
    }
}

impl<S> Layer<S> for CachedLayer {
    type Service = Cached<S>;

    fn layer(&self, inner: S) -> Cached<S> {
        Cached { inner, cache: self.cache.clone() }
    }
}

impl<S, B, R> Service<Request<B>> for Cached<S>
where
    S: Service<Request<B>, Response = Response<R>>,
    R: From<Bytes>,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = Either<Ready<Result<Response<R>, S::Error>>, S::Future>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let uri = request.uri();
        if request.method() == Method::GET
            && uri.query().is_none()
            && let Some(answer) = self.cache.answer(request.headers(), uri.path())
        {
            if let Some(RequestSpan(span)) = request.extensions().get() {
                span.record("request.cached", true);
            }
            return Either::Left(ready(Ok(answer)));
        }
        Either::Right(self.inner.call(request))
    }
}
