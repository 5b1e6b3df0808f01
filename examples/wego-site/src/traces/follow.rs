use std::task::{Context, Poll};

use http::{HeaderName, HeaderValue, Request};
use opentelemetry::Context as Trace;
use opentelemetry::propagation::TextMapPropagator as _;
use opentelemetry_http::HeaderExtractor;
use opentelemetry_sdk::propagation::TraceContextPropagator;
use tower::Service;

const TRACEPARENT: HeaderName = HeaderName::from_static("traceparent");

/// The service, whose requests go on with the trace that they say they belong to (W3C Trace Context), where `traced`. What
/// a request says has come through a proxy of the house: the server takes everybody else's word away.
pub(crate) fn follow<S>(service: S, traced: bool) -> Followed<S> {
    Followed { inner: service, traced }
}

/// What [`follow`] makes of a service.
#[derive(Clone)]
pub(crate) struct Followed<S> {
    inner: S,
    traced: bool,
}

impl<S, B> Service<Request<B>> for Followed<S>
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
        if !self.traced || !request.headers().get(TRACEPARENT).is_some_and(is_whole) {
            return self.inner.call(request);
        }
        let said = HeaderExtractor(request.headers());
        let parent = TraceContextPropagator::new().extract_with_context(&Trace::new(), &said);
        // The span of the request is made inside.
        let _parent = parent.attach();
        self.inner.call(request)
    }
}

/// Whether it has the standard's form, on which the library does not insist: 2, 32, 16 and 2 small hexadecimal digits.
fn is_whole(said: &HeaderValue) -> bool {
    let (said, digits) = (said.as_bytes(), [(0, 2), (3, 35), (36, 52), (53, 55)]);
    // A later version of the standard may say more behind.
    let ends = said.len() == 55 || (said.len() > 55 && said[55] == b'-' && &said[..2] != b"00");
    ends && [2, 35, 52].iter().all(|at| said[*at] == b'-')
        && digits.iter().all(|&(from, to)| {
            said[from..to].iter().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f'))
        })
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::future::ready;

    use opentelemetry::trace::TraceContextExt as _;
    use tower::service_fn;

    use super::*;

    #[tokio::test]
    async fn what_a_request_says_is_taken_up_and_nonsense_is_not() {
        let seen = |traced: bool, said: &str| {
            let inner = service_fn(|_: Request<()>| {
                let trace = Trace::current().span().span_context().trace_id();
                ready(Ok::<_, Infallible>(trace.to_string()))
            });
            let request = Request::builder().header("traceparent", said).body(()).unwrap();
            follow(inner, traced).call(request)
        };
        let (trace, none) = ("4bf92f3577b34da6a3ce929d0e0e4736", "0".repeat(32));
        let said = format!("00-{trace}-00f067aa0ba902b7-01");
        assert_eq!(seen(true, &said).await.unwrap(), trace);
        assert_eq!(seen(false, &said).await.unwrap(), none);
        let more =
            [format!("{said}-00"), said.to_uppercase(), format!("00-{none}-00f067aa0ba902b7-01")];
        let nonsense = more.iter().map(String::as_str).chain(["", "00-1-2-3", "nonsense"]);
        for nonsense in nonsense {
            assert_eq!(seen(true, nonsense).await.unwrap(), none, "{nonsense}");
        }
        assert!(!Trace::current().span().span_context().is_valid(), "nothing stays behind");
    }
}
