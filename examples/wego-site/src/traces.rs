//! Traces: what a request, a commit, a delivery, a job, a mail took, told to a collector by OTLP. With the feature
//! `opentelemetry`; a build without it has `none.rs` in this place.
//!
//! The blocks know `tracing` alone. Here their spans, of the target [`SPANS`] and no others, become those of
//! OpenTelemetry. Log lines do not go along: they are found by the ids that stand in them.

mod follow;
mod named;
mod post;

use std::time::Duration;

use eframe_core::World;
use eframe_core::log::SPANS;
use opentelemetry::trace::{SpanContext, TraceContextExt as _, TracerProvider as _};
use opentelemetry::{Context, Key, KeyValue};
use opentelemetry_otlp::{
    Protocol, RetryPolicy, SpanExporter, WithExportConfig as _, WithHttpConfig as _,
};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{BatchSpanProcessor, Sampler, SdkTracerProvider};
use tracing::{Level, Metadata, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::filter::{FilterFn, LevelFilter, filter_fn};
use tracing_subscriber::registry::LookupSpan;

use crate::settings::{TracesSettings, WrongSetting};
pub(crate) use follow::follow;
use named::Named;
use post::Post;

/// How long a batch may take on its way, tries again included. What takes longer is dropped.
const WHOLE: Duration = Duration::from_secs(4);
/// How long the end of the program waits for what is not sent yet.
const FAREWELL: Duration = Duration::from_secs(5);

/// The way to the collector.
pub(crate) struct Traces(SdkTracerProvider);

impl Traces {
    /// Gets ready to send: spans wait in a queue of a bounded length, and a thread of its own sends them each five
    /// seconds. Nobody waits for it; what the queue has no room for is dropped.
    ///
    /// # Errors
    /// When the standard's own variables in the environment say what cannot be.
    pub(crate) fn start(settings: &TracesSettings) -> Result<Self, WrongSetting> {
        let wrong = |error: &dyn std::fmt::Display| {
            let what =
                format!("{error}; mend it, or the variable OTEL_EXPORTER_OTLP_* that says so");
            WrongSetting::new("traces", what)
        };
        let post = Post::new(&settings.collector);
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(post)
            .with_endpoint(settings.collector.to_string())
            .with_protocol(Protocol::HttpBinary)
            .with_timeout(WHOLE)
            .with_retry_policy(RetryPolicy::recommended().with_max_retries(2))
            .build()
            .map_err(|error| wrong(&error))?;
        // Of a request that came with a trace of a proxy, the proxy has decided.
        let sampler = Sampler::ParentBased(Box::new(Sampler::TraceIdRatioBased(settings.share())));
        let provider = SdkTracerProvider::builder()
            .with_span_processor(Named(BatchSpanProcessor::builder(exporter).build()))
            .with_sampler(sampler)
            .with_resource(resource())
            .build();
        Ok(Self(provider))
    }

    /// What listens to the spans, and to nothing else.
    pub(crate) fn layer<S>(&self) -> impl Layer<S> + Send + Sync + use<S>
    where
        S: Subscriber + for<'a> LookupSpan<'a> + Send + Sync,
    {
        tracing_opentelemetry::layer()
            .with_tracer(self.0.tracer("eframe"))
            .with_location(false)
            .with_threads(false)
            .with_target(false)
            .with_tracked_inactivity(false)
            .with_filter(ours())
    }

    /// Sends what is there yet, for a bounded time.
    pub(crate) async fn finish(self) {
        // It blocks whoever calls it, and the client needs this thread.
        let ended = tokio::task::spawn_blocking(move || self.0.shutdown_with_timeout(FAREWELL));
        match ended.await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the last traces were not sent"),
            Err(error) => tracing::warn!(%error, "the last traces were not sent"),
        }
    }
}

/// The spans of the framework.
fn ours() -> FilterFn<impl Fn(&Metadata<'_>) -> bool + Send + Sync> {
    filter_fn(|metadata| metadata.is_span() && metadata.target() == SPANS)
        .with_max_level_hint(LevelFilter::from_level(Level::DEBUG))
}

/// Who tells: by what the environment says in the standard's words, and by the program's own name.
fn resource() -> Resource {
    let name = Key::from_static_str("service.name");
    // The library makes a name up where nobody said one.
    let said = Resource::builder().build().get(&name);
    let unknown = said.is_none_or(|said| said.as_str().starts_with("unknown_service"));
    let instance = World::system().ids.next().to_string();
    let mut attributes = vec![
        KeyValue::new("service.version", env!("CARGO_PKG_VERSION")),
        KeyValue::new("service.instance.id", instance),
    ];
    if unknown {
        attributes.push(KeyValue::new(name, "wego-site"));
    }
    Resource::builder().with_attributes(attributes).build()
}

/// Where in a trace the thread is.
pub(crate) struct Here(SpanContext);

/// Where in a trace this thread is, if it is in one.
pub(crate) fn here() -> Option<Here> {
    Context::map_current(|context| {
        let place = context.span().span_context().clone();
        place.is_valid().then_some(Here(place))
    })
}

impl Here {
    /// The trace, in 32 digits.
    pub(crate) fn trace(&self) -> String {
        self.0.trace_id().to_string()
    }

    /// The span, in 16 digits.
    pub(crate) fn span(&self) -> String {
        self.0.span_id().to_string()
    }
}

#[cfg(test)]
mod tests {
    use tracing_subscriber::layer::SubscriberExt as _;
    use tracing_subscriber::{EnvFilter, registry};

    use super::*;

    #[test]
    fn a_span_is_made_only_where_traces_are_gathered() {
        let made = || !tracing::debug_span!(target: SPANS, "one").is_disabled();
        let log = || EnvFilter::new("info");
        let without = registry().with(log());
        assert!(!tracing::subscriber::with_default(without, made), "nobody hears of it");
        let provider = SdkTracerProvider::builder().build();
        let with = registry()
            .with(Traces(provider).layer())
            .with(tracing_subscriber::fmt::layer().with_writer(std::io::sink).with_filter(log()));
        tracing::subscriber::with_default(with, || {
            assert!(made());
            assert!(tracing::span_enabled!(target: SPANS, Level::DEBUG));
            assert!(tracing::debug_span!("another's").is_disabled());
            assert!(!tracing::enabled!(target: SPANS, Level::DEBUG), "no event goes along");
            assert!(here().is_none());
            let span = tracing::debug_span!(target: SPANS, "one");
            let [trace, inner] = span.in_scope(|| {
                let here = here().expect("in a trace");
                [here.trace(), here.span()]
            });
            assert_eq!((trace.len(), inner.len()), (32, 16));
        });
    }
}
