//! Logs: one event a line on stderr, JSON for machines, plain where a person looks on.

mod json;
mod placed;

use std::io::{self, IsTerminal as _};

use eframe_core::SystemClock;
use eframe_core::log::Lines;
use tracing::Subscriber;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer, fmt, registry};

use crate::settings::WrongSetting;
use crate::traces::Traces;

/// Writes out the last lines when it is dropped.
#[must_use]
pub(crate) struct Log(Lines);

impl Drop for Log {
    fn drop(&mut self) {
        self.0.finish();
    }
}

/// Starts logging by a filter such as `info` or `info,eframe_core=debug`, until the end of what it gives back; and has
/// traces told of spans, where there are traces.
///
/// # Errors
/// When the filter is none.
pub(crate) fn start(filter: &str, traces: Option<&Traces>) -> Result<Log, WrongSetting> {
    let filter = EnvFilter::try_new(filter).map_err(|error| {
        WrongSetting::new(
            "log",
            format!("{filter:?}: {error}; write a level, such as info, or info,access=warn"),
        )
    })?;
    let lines = Lines::to(io::stderr());
    match traces {
        // The filter stands before everything, so that what it leaves out is not even made.
        None => registry().with(filter).with(written(&lines)).init(),
        Some(traces) => {
            registry().with(traces.layer()).with(written(&lines).with_filter(filter)).init();
        }
    }
    Ok(Log(lines))
}

/// What writes the lines.
fn written<S>(lines: &Lines) -> Box<dyn Layer<S> + Send + Sync>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
{
    if io::stderr().is_terminal() {
        let writer = lines.clone();
        let layer = fmt::layer().compact().map_event_format(placed::Placed);
        Box::new(layer.with_writer(move || writer.clone()))
    } else {
        Box::new(json::Json::new(lines.clone(), SystemClock))
    }
}
