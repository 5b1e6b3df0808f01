use std::sync::Arc;
use std::task::{Context, Poll};

use http::Request;
use tower::{Layer, Service};

use crate::Language;

/// Puts the [`Language`] that the first part of the path names into the request's extensions, for
/// [`Asked`](crate::http::Asked) and the frame. The path stays as it is; another first part leaves no mark.
#[derive(Clone, Debug)]
pub struct LanguageLayer {
    languages: Arc<[Language]>,
}

/// What [`LanguageLayer`] makes of a service.
#[derive(Clone, Debug)]
pub struct Languages<S> {
    inner: S,
    languages: Arc<[Language]>,
}

impl LanguageLayer {
    /// For a site in these languages.
    pub fn new(languages: impl IntoIterator<Item = Language>) -> Self {
        Self { languages: languages.into_iter().collect() }
    }
}

impl<S> Layer<S> for LanguageLayer {
    type Service = Languages<S>;

    fn layer(&self, inner: S) -> Languages<S> {
        Languages { inner, languages: Arc::clone(&self.languages) }
    }
}

impl<S: Service<Request<B>>, B> Service<Request<B>> for Languages<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request<B>) -> S::Future {
        let first = request.uri().path().split('/').nth(1).unwrap_or_default();
        let language = self.languages.iter().copied().find(|language| language.code() == first);
        if let Some(language) = language {
            request.extensions_mut().insert(language);
        }
        self.inner.call(request)
    }
}
