//! Logs: one event a line on stderr, JSON for machines, plain where a person looks on.

use std::io::{self, IsTerminal as _};

use eframe_core::log::Lines;
use tracing_subscriber::EnvFilter;

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
    let writer = lines.clone();
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(move || writer.clone());
    if io::stderr().is_terminal() {
        log.compact().init();
    } else {
        log.json().flatten_event(true).init();
    }
    Ok(Log(lines))
}
