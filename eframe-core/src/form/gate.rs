use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::extract::{FromRequestParts, OriginalUri};
use bytes::Bytes;
use http::request::Parts;
use http::{HeaderValue, Method, Request, Response, StatusCode, header};
use tower::{Layer, Service};

use super::{KeptForms, Posted};
use crate::http::{DEFAULT_LIMIT, FileForm, Problem, in_query, is_multipart, read};
use crate::{Actor, BoxError, Database};

/// Stands before pages that need a person: who is not signed in is sent to the sign-in and comes back to where they
/// were, with what they had typed. So is whoever has to make a [`Detour`] first.
///
/// It needs the [`ActorLayer`](crate::layer::ActorLayer) outside of itself. A posted form is kept by [`KeptForms`],
/// but for its files; the page that shows it again finds it by [`Recovered`].
#[derive(Clone)]
pub struct Gate {
    kept: KeptForms,
    sign_in: Arc<dyn Fn(&str) -> String + Send + Sync>,
}

/// Where somebody who is signed in has to go first: [`Gate`] leads them there from wherever they want to, and they come
/// back with what they had typed. The host's [`Identify`](crate::layer::Identify) puts it into a request's extensions.
///
/// It is for what people may not go on without, such as setting up what they will sign in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detour {
    path: String,
}

impl Detour {
    /// Leads to the page of this path, which finds in `next` where to come back to.
    pub fn new(path: impl Into<String>) -> Self {
        Self { path: path.into() }
    }

    /// The address of the page, to come back to `back` from.
    pub fn address(&self, back: &str) -> String {
        format!("{}?next={}", self.path, in_query(back))
    }
}

/// How large a form with files may be that is read through for what is kept of it: its texts.
const LARGEST: u64 = 64 * 1024 * 1024;

/// What [`Gate`] makes of a service.
#[derive(Clone)]
pub struct Gated<S> {
    inner: S,
    gate: Gate,
}

impl Gate {
    /// `sign_in` makes the address of the sign-in from the path, with its query, to come back to.
    pub fn new(
        database: Database,
        sign_in: impl Fn(&str) -> String + Send + Sync + 'static,
    ) -> Self {
        Self { kept: KeptForms::new(database), sign_in: Arc::new(sign_in) }
    }

    /// Where somebody is sent, by what makes the address from the one to come back to.
    async fn away<B>(
        &self,
        lead: &(dyn Fn(&str) -> String + Send + Sync),
        parts: &Parts,
        body: B,
    ) -> Result<String, Problem>
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let path = path(parts);
        if parts.method != Method::POST {
            let query = parts.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
            return Ok(lead(&format!("{path}{query}")));
        }
        let body = axum::body::Body::new(body);
        let posted = if is_form(parts) {
            percent_encoded(&read(body, DEFAULT_LIMIT).await?)
        } else if is_multipart(&parts.headers) {
            FileForm::new(&parts.headers, body)?.texts(LARGEST).await?
        } else {
            return Ok(lead(&path));
        };
        let token = self
            .kept
            .keep(&path, &posted)
            .await
            .map_err(|error| Problem::unavailable(5).cause(error))?;
        Ok(lead(&token.map_or(path.clone(), |token| format!("{path}?kept={token}"))))
    }

    /// What was kept for somebody who is back. A database that does not answer costs the input, not the page.
    async fn recover(&self, parts: &Parts) -> Option<Posted> {
        let token = parts.uri.query()?.split('&').find_map(|pair| pair.strip_prefix("kept="))?;
        self.kept.find(&path(parts), token).await.ok().flatten()
    }
}

impl<S> Layer<S> for Gate {
    type Service = Gated<S>;

    fn layer(&self, inner: S) -> Gated<S> {
        Gated { inner, gate: self.clone() }
    }
}

impl<S, B, R> Service<Request<B>> for Gated<S>
where
    S: Service<Request<B>, Response = Response<R>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Send,
    B: http_body::Body<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
    R: From<Bytes> + Send + 'static,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<R>, S::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        // The clone has not been polled ready; what was takes the request.
        let ready = self.inner.clone();
        let mut inner = std::mem::replace(&mut self.inner, ready);
        let gate = self.gate.clone();
        Box::pin(async move {
            let (mut parts, body) = request.into_parts();
            if parts.extensions.get().is_none_or(Actor::is_anonymous) {
                let away = gate.away(&*gate.sign_in, &parts, body).await;
                return Ok(led(away));
            }
            if let Some(detour) = parts.extensions.get::<Detour>().cloned() {
                let away = gate.away(&move |back: &str| detour.address(back), &parts, body).await;
                return Ok(led(away));
            }
            if let Some(posted) = gate.recover(&parts).await {
                parts.extensions.insert(Recovered(Some(posted)));
            }
            inner.call(Request::from_parts(parts, body)).await
        })
    }
}

/// The form that was kept while its sender signed in again, for the page that shows it: an extractor that never
/// fails.
#[derive(Clone, Debug, Default)]
pub struct Recovered(
    /// The form, when there is one.
    pub Option<Posted>,
);

impl<S: Sync> FromRequestParts<S> for Recovered {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().cloned().unwrap_or_default())
    }
}

/// The path as the browser knows it, also below a mount that takes its prefix away.
fn path(parts: &Parts) -> String {
    let original = parts.extensions.get::<OriginalUri>().map(|OriginalUri(uri)| uri.path());
    original.unwrap_or(parts.uri.path()).to_owned()
}

fn is_form(parts: &Parts) -> bool {
    let kind =
        parts.headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    kind.to_ascii_lowercase().starts_with(b"application/x-www-form-urlencoded")
}

/// What is no UTF-8 is left out: it could not be shown again as it was.
fn percent_encoded(form: &[u8]) -> Posted {
    let text = |part: &[u8]| {
        let spaced: Vec<u8> =
            part.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
        let decoded = percent_encoding::percent_decode(&spaced).decode_utf8();
        decoded.ok().filter(|text| !text.contains('\0')).map(|text| text.into_owned())
    };
    let pairs = form.split(|byte| *byte == b'&').filter_map(|pair| {
        let mut halves = pair.splitn(2, |byte| *byte == b'=');
        Some((text(halves.next()?)?, text(halves.next().unwrap_or_default())?))
    });
    pairs.collect()
}

fn led<R: From<Bytes>>(away: Result<String, Problem>) -> Response<R> {
    match away {
        Ok(address) => see_other(&address),
        Err(problem) => problem.response(),
    }
}

fn see_other<R: From<Bytes>>(address: &str) -> Response<R> {
    let mut response = Response::new(R::from(Bytes::new()));
    *response.status_mut() = StatusCode::SEE_OTHER;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    match HeaderValue::from_str(address) {
        Ok(address) => drop(headers.insert(header::LOCATION, address)),
        Err(_) => *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR,
    }
    response
}
