use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::request::Parts;

use crate::upload::bind;
use crate::{Actor, Caller, RepeatKey, sha256};

/// Who is asking, as the host's sign-in found out; anonymous when nobody did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorOf(pub Actor);

/// Who asks for a change, with the request's idempotency key if it has one: the first argument of every
/// method of a handle that changes something.
///
/// The key is bound to the body of a JSON document or a form. A handler that takes any other body binds it to what it
/// received: see [`bind_body`].
#[derive(Clone, Debug)]
pub struct CallerOf(pub Caller);

impl<S: Sync> FromRequestParts<S> for ActorOf {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.extensions.get().cloned().unwrap_or_else(Actor::anonymous)))
    }
}

impl<S: Sync> FromRequestParts<S> for CallerOf {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let ActorOf(actor) = ActorOf::from_request_parts(parts, state).await?;
        Ok(Self(Caller { actor, repeat: parts.extensions.get::<RepeatKey>().cloned() }))
    }
}

/// Binds the caller's idempotency key to a body that was read whole and is neither a JSON document nor a form, so that
/// the same key with another body is refused.
#[must_use]
pub fn bind_body(caller: Caller, body: &[u8]) -> Caller {
    bind(caller, &sha256(body))
}
