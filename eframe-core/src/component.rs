mod body;

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::routing::future::RouteFuture;
use bytes::Bytes;
use http::{HeaderValue, Request, Response, header};
use pin_project_lite::pin_project;
use tower::Service;

pub use body::{Body, BodyFault, BoxError};

use crate::http::{Problem, RequestId, repeat};
use crate::layer::RouteLayer;
use crate::openapi::ApiDoc;

/// A finished part of a block, ready to be mounted: a cloneable [`Service`] for requests with any body, that
/// never fails and answers with a [`Body`].
///
/// It works below `nest_service` of an axum host, under plain hyper, or alone in a test with `oneshot`. Paths
/// are matched below the mount. What it does for every block: unknown paths and methods are answered with a
/// [`Problem`], an `Idempotency-Key` is read and bound to its request, an answer that says nothing of caching
/// is not cached, and what failed inside is logged once.
#[derive(Clone)]
pub struct Component {
    name: &'static str,
    router: axum::Router,
    api: Option<ApiDoc>,
}

impl Component {
    /// A component of these routes. For authors of blocks.
    pub fn from_router(name: &'static str, router: axum::Router) -> Self {
        let router = router.fallback(nothing_here).method_not_allowed_fallback(not_this_way);
        Self { name, router: RouteLayer::around(router), api: None }
    }

    /// A JSON component whose routes carry their OpenAPI description. For authors of blocks.
    pub fn from_api(name: &'static str, router: utoipa_axum::router::OpenApiRouter) -> Self {
        let (router, document) = router.split_for_parts();
        Self { api: Some(ApiDoc::new(document)), ..Self::from_router(name, router) }
    }

    /// The block's name, for logs and the frame.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// The description of a JSON component, for the host to [merge](crate::openapi::merge).
    pub fn api(&self) -> Option<&ApiDoc> {
        self.api.as_ref()
    }
}

async fn nothing_here() -> Problem {
    Problem::not_found()
}

/// axum adds the `Allow` header.
async fn not_this_way() -> Problem {
    Problem::method_not_allowed()
}

impl<B> Service<Request<B>> for Component
where
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = Answer;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Answer {
        let (name, id) = (self.name, request.extensions().get().copied());
        if repeat::has_key(&request) {
            let mut router = self.router.clone();
            let request = request.map(axum::body::Body::new);
            let answer = Box::pin(async move {
                match repeat::bind(request).await {
                    Ok(request) => router.call(request).await,
                    Err(problem) => Ok(problem.response()),
                }
            });
            return Answer { inner: Inner::Bound { answer }, name, id };
        }
        Answer { inner: Inner::Plain { answer: self.router.call(request) }, name, id }
    }
}

type Bound = Pin<Box<dyn Future<Output = Result<Response<axum::body::Body>, Infallible>> + Send>>;

pin_project! {
    /// What a [`Component`] is about to answer.
    pub struct Answer {
        #[pin]
        inner: Inner,
        name: &'static str,
        id: Option<RequestId>,
    }
}

pin_project! {
    #[project = Projected]
    enum Inner {
        Plain { #[pin] answer: RouteFuture<Infallible> },
        Bound { answer: Bound },
    }
}

impl Future for Answer {
    type Output = Result<Response<Body>, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.project();
        let mut response = ready!(match this.inner.project() {
            Projected::Plain { answer } => answer.poll(context),
            Projected::Bound { answer } => answer.as_mut().poll(context),
        })?;
        response
            .headers_mut()
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-store"));
        if let Some(cause) = response.extensions().get().and_then(Problem::failure) {
            let id = this.id.map(tracing::field::display);
            tracing::error!(block = this.name, id, status = response.status().as_u16(), %cause, "failed");
        }
        Poll::Ready(Ok(response.map(Body::from)))
    }
}

impl std::fmt::Debug for Component {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_tuple("Component").field(&self.name).finish()
    }
}
