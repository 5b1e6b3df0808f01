use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Request, Response, Uri, header};
use pin_project_lite::pin_project;
use tower::{Layer, Service};

use crate::frame::{Area, FrameAsk};
use crate::http::{Problem, RequestId};
use crate::present::ProblemPage;
use crate::{Language, Presentation};

/// Shows problems as pages, in the reader's language and the host's frame, to whoever accepts `text/html` by
/// name, as browsers do. Everyone else gets the problem as it is.
#[derive(Clone)]
pub struct ProblemPagesLayer {
    presentation: Presentation,
    /// Where programs ask.
    services: Option<&'static str>,
}

/// What [`ProblemPagesLayer`] makes of a service.
#[derive(Clone)]
pub struct ProblemPages<S> {
    inner: S,
    layer: ProblemPagesLayer,
}

impl ProblemPagesLayer {
    /// In this presentation.
    pub fn new(presentation: Presentation) -> Self {
        Self { presentation, services: None }
    }

    /// The same, but for what lies below this path, such as `/api/`: programs are answered there, and their problems
    /// stay as they are, whatever is accepted.
    #[must_use]
    pub fn except_below(self, path: &'static str) -> Self {
        Self { services: Some(path), ..self }
    }

    /// The page for a problem; `None` when it cannot be rendered.
    async fn page<R: From<Bytes>>(&self, problem: &Problem, asked: &Asked) -> Option<Response<R>> {
        let (language, path) = (asked.language, asked.uri.path());
        let home = format!("/{}/", language.code());
        let mut page = ProblemPage::new(problem.status, &self.presentation, language, home);
        if problem.status.is_server_error() {
            page.reference = asked.id.map(|id| id.to_string());
        }
        let ask = FrameAsk::new(language, Area::Public, page.title.clone(), path);
        let html = self.presentation.html(&ask, &page).await;
        let html =
            html.inspect_err(|error| tracing::error!(%error, "no page for a problem")).ok()?;
        let mut response = Response::new(R::from(Bytes::from(html)));
        *response.status_mut() = problem.status;
        let kind = HeaderValue::from_static("text/html; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        Some(response)
    }
}

impl<S> Layer<S> for ProblemPagesLayer {
    type Service = ProblemPages<S>;

    fn layer(&self, inner: S) -> ProblemPages<S> {
        ProblemPages { inner, layer: self.clone() }
    }
}

/// What is kept of a request for the page of its problem.
struct Asked {
    uri: Uri,
    language: Language,
    id: Option<RequestId>,
}

impl<S, B, R> Service<Request<B>> for ProblemPages<S>
where
    S: Service<Request<B>, Response = Response<R>>,
    S::Error: Send + 'static,
    R: From<Bytes> + Send + 'static,
{
    type Response = Response<R>;
    type Error = S::Error;
    type Future = Showing<S::Future, R, S::Error>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, request: Request<B>) -> Self::Future {
        let below = |path| request.uri().path().starts_with(path);
        let is_page = !self.layer.services.is_some_and(below);
        let readable = (is_page && is_reader(request.headers())).then(|| {
            let asked = Asked {
                uri: request.uri().clone(),
                language: request.extensions().get().copied().unwrap_or(Language::EN),
                id: request.extensions().get().copied(),
            };
            (self.layer.clone(), asked)
        });
        Showing::Answering { answer: self.inner.call(request), readable }
    }
}

fn is_reader(headers: &HeaderMap) -> bool {
    let mut accepts = headers.get_all(header::ACCEPT).iter();
    accepts.any(|list| list.to_str().is_ok_and(|list| list.contains("text/html")))
}

type Page<R, E> = Pin<Box<dyn Future<Output = Result<Response<R>, E>> + Send>>;

pin_project! {
    #[doc(hidden)]
    #[project = Shown]
    pub enum Showing<F, R, E> {
        Answering { #[pin] answer: F, readable: Option<(ProblemPagesLayer, Asked)> },
        Rendering { page: Page<R, E> },
    }
}

impl<F, R, E> Future for Showing<F, R, E>
where
    F: Future<Output = Result<Response<R>, E>>,
    R: From<Bytes> + Send + 'static,
    E: Send + 'static,
{
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        if let Shown::Answering { answer, readable } = self.as_mut().project() {
            let response = ready!(answer.poll(context))?;
            let problem = response.extensions().get::<Problem>().cloned();
            let (Some(problem), Some((layer, asked))) = (problem, readable.take()) else {
                return Poll::Ready(Ok(response));
            };
            let page = Box::pin(async move { Ok(layer.show(response, problem, asked).await) });
            self.set(Showing::Rendering { page });
        }
        match self.project() {
            Shown::Rendering { page } => page.as_mut().poll(context),
            Shown::Answering { .. } => Poll::Pending,
        }
    }
}

impl ProblemPagesLayer {
    /// The page keeps the headers of the answer that do not describe its body.
    async fn show<R: From<Bytes> + Send>(
        self,
        response: Response<R>,
        problem: Problem,
        asked: Asked,
    ) -> Response<R> {
        let (parts, body) = response.into_parts();
        let Some(mut page) = self.page(&problem, &asked).await else {
            return Response::from_parts(parts, body);
        };
        for (name, value) in &parts.headers {
            if *name != header::CONTENT_TYPE && *name != header::CONTENT_LENGTH {
                page.headers_mut().insert(name.clone(), value.clone());
            }
        }
        *page.extensions_mut() = parts.extensions;
        page
    }
}
