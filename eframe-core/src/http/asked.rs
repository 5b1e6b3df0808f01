use std::convert::Infallible;

use axum::extract::FromRequestParts;
use http::request::Parts;

use crate::Language;

/// The language a request asks for, as the [`LanguageLayer`](crate::layer::LanguageLayer) found it in the
/// path; English without that layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked(pub Language);

impl<S: Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.extensions.get().copied().unwrap_or(Language::EN)))
    }
}
