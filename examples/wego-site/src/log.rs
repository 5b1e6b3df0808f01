//! Logs: one event a line on stderr, JSON for machines, plain where a person looks on.

use std::io::{self, IsTerminal as _};

use tracing_subscriber::EnvFilter;

use crate::settings::WrongSetting;

/// Starts logging by a filter such as `info` or `info,eframe_core=debug`.
///
/// # Errors
/// When the filter is none.
pub(crate) fn start(filter: &str) -> Result<(), WrongSetting> {
    let filter = EnvFilter::try_new(filter).map_err(|error| {
        WrongSetting::new("log", format!("{filter:?}: {error}; write a level, such as info, or info,access=warn"))
    })?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr);
    if io::stderr().is_terminal() {
        log.compact().init();
    } else {
        log.json().flatten_event(true).init();
    }
    Ok(())
}
