use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use async_trait::async_trait;
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderValue, Request, Response, StatusCode, header};
use tower::{Layer, Service, ServiceExt as _};

use crate::Actor;
use crate::http::Problem;

/// The host's sign-in, as far as blocks need it: who sent this request?
///
/// The accounts block implements it; a city with a sign-in of its own writes a few lines.
#[async_trait]
pub trait Identify: Send + Sync + 'static {
    /// Looks at cookies and headers; everything but the body is there.
    async fn identify(&self, request: &Parts) -> Identified;
}

/// What a host found out about the sender of a request.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Identified {
    /// They showed nothing, or only a session that has ended: they may do what anybody may.
    Anonymous,
    /// They are known.
    Known(Actor),
    /// They are known, and so is more of what blocks and pages look for in a request's extensions: their
    /// [`Language`](crate::Language), which counts where the path names none, or the host's own session.
    KnownWith(Actor, http::Extensions),
    /// They showed a token, and it is not good: 401, and nothing is done as somebody else.
    Refused,
    /// It cannot be found out at the moment: 503.
    Unavailable,
}

/// Puts the [`Actor`] into each request's extensions, where blocks find it.
#[derive(Clone)]
pub struct ActorLayer {
    identify: Arc<dyn Identify>,
}

/// What [`ActorLayer`] makes of a service.
#[derive(Clone)]
pub struct Actors<S> {
    inner: S,
    identify: Arc<dyn Identify>,
}

impl ActorLayer {
    /// Asks this sign-in.
    pub fn new(identify: Arc<dyn Identify>) -> Self {
        Self { identify }
    }
}

impl<S> Layer<S> for ActorLayer {
    type Service = Actors<S>;

    fn layer(&self, inner: S) -> Actors<S> {
        Actors { inner, identify: Arc::clone(&self.identify) }
    }
}

impl<S, B, R> Service<Request<B>> for Actors<S>
where
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Send,
    B: Send + 'static,
    R: From<Bytes> + Send + 'static,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<R>, S::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let (inner, identify) = (self.inner.clone(), Arc::clone(&self.identify));
        Box::pin(async move {
            let (mut parts, body) = request.into_parts();
            let actor = match identify.identify(&parts).await {
                Identified::Anonymous => Actor::anonymous(),
                Identified::Known(actor) => actor,
                Identified::KnownWith(actor, mut extensions) => {
                    extensions.extend(std::mem::take(&mut parts.extensions));
                    parts.extensions = extensions;
                    actor
                }
                Identified::Refused => return Ok(refused().response()),
                Identified::Unavailable => return Ok(Problem::unavailable(5).response()),
            };
            parts.extensions.insert(actor);
            inner.oneshot(Request::from_parts(parts, body)).await
        })
    }
}

fn refused() -> Problem {
    let bearer = HeaderValue::from_static("Bearer error=\"invalid_token\"");
    let title = "The token is not valid.";
    Problem::new(StatusCode::UNAUTHORIZED, "invalid-token", title)
        .detail("It is mistyped, has ended or was withdrawn. Make a new one, or send none.")
        .header(header::WWW_AUTHENTICATE, bearer)
}
