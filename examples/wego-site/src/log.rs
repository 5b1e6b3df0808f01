//! Logs: one event a line on stderr, JSON for machines, plain where a person looks on.

mod json;

use std::io::{self, IsTerminal as _};

use eframe_core::SystemClock;
use eframe_core::log::Lines;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, fmt, registry};

use crate::settings::WrongSetting;

/// Writes out the last lines when it is dropped.
#[must_use]
pub(crate) struct Log(Lines);

impl Drop for Log {
    fn drop(&mut self) {
        self.0.finish();
    }
}

/// Starts logging by a filter such as `info` or `info,eframe_core=debug`, until the end of what it gives back.
///
/// # Errors
/// When the filter is none.
pub(crate) fn start(filter: &str) -> Result<Log, WrongSetting> {
    let filter = EnvFilter::try_new(filter).map_err(|error| {
        WrongSetting::new(
            "log",
            format!("{filter:?}: {error}; write a level, such as info, or info,access=warn"),
        )
    })?;
    let lines = Lines::to(io::stderr());
    let log = registry().with(filter);
    if io::stderr().is_terminal() {
        let writer = lines.clone();
        log.with(fmt::layer().compact().with_writer(move || writer.clone())).init();
    } else {
        log.with(json::Json::new(lines.clone(), SystemClock)).init();
    }
    Ok(Log(lines))
}
