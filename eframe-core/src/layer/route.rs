use std::task::{Context, Poll};

use axum::extract::MatchedPath;
use http::Request;
use tower::{Layer, Service};
use tracing::{Level, Span};

use crate::log::SPANS;

/// The span of a request, in its extensions while somebody hears of it: what is found out further in is put down there.
#[derive(Clone)]
pub(crate) struct RequestSpan(pub(crate) Span);

/// Puts down in the span of a request which route was found for it, as `http.route`: `/desk/content/{id}`.
///
/// It goes around the routes of an [`axum::Router`], where the route is known; a [`Component`](crate::Component) has it
/// already. It is the route as it stands in the program, never a path with what somebody typed.
#[derive(Clone, Copy, Debug)]
pub struct RouteLayer(());

/// What [`RouteLayer`] makes of a service.
#[derive(Clone, Debug)]
pub struct Routed<S> {
    inner: S,
}

impl RouteLayer {
    /// The layer, when anybody hears of [spans](SPANS) here and now: each route carries it in a box of its own, which is
    /// spared where nobody does. Start the log before.
    #[must_use]
    pub fn where_heard() -> Option<Self> {
        tracing::span_enabled!(target: SPANS, Level::DEBUG).then_some(Self(()))
    }

    /// The router with this around all of its routes, where anybody hears of it.
    pub(crate) fn around(router: axum::Router) -> axum::Router {
        match Self::where_heard() {
            Some(layer) => router.layer(layer),
            None => router,
        }
    }
}

impl<S> Layer<S> for RouteLayer {
    type Service = Routed<S>;

    fn layer(&self, inner: S) -> Routed<S> {
        Routed { inner }
    }
}

impl<S, B> Service<Request<B>> for Routed<S>
where
    S: Service<Request<B>>,
{
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> S::Future {
        let found = request.extensions();
        if let (Some(RequestSpan(span)), Some(route)) = (found.get(), found.get::<MatchedPath>()) {
            span.record("http.route", route.as_str());
        }
        self.inner.call(request)
    }
}
