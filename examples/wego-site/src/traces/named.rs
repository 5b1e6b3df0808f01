use std::time::Duration;

use opentelemetry::{Context, KeyValue};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{Span, SpanData, SpanProcessor};

const ROUTE: &str = "http.route";

/// Names requests after method and route before they are handed on: the route is found when the span has long begun.
#[derive(Debug)]
pub(super) struct Named<P>(pub(super) P);

impl<P: SpanProcessor> SpanProcessor for Named<P> {
    fn on_start(&self, span: &mut Span, context: &Context) {
        self.0.on_start(span, context);
    }

    fn on_end(&self, mut span: SpanData) {
        // Routers that lie in each other all have their say: the innermost is the last, and knows all of it.
        let mut found = None;
        span.attributes.retain(|one| {
            let is_route = one.key.as_str() == ROUTE;
            if is_route {
                found = Some(one.value.as_str().replace("//", "/"));
            }
            !is_route
        });
        if let Some(route) = found {
            span.name = format!("{} {route}", span.name).into();
            span.attributes.push(KeyValue::new(ROUTE, route));
        }
        self.0.on_end(span);
    }

    fn force_flush(&self) -> OTelSdkResult {
        self.0.force_flush()
    }

    fn shutdown_with_timeout(&self, timeout: Duration) -> OTelSdkResult {
        self.0.shutdown_with_timeout(timeout)
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.0.set_resource(resource);
    }
}
