use std::fmt;

use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::format::Writer;
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::registry::LookupSpan;

use crate::traces;

/// Lines for people, and before each of a trace that trace's id.
pub(super) struct Placed<E>(pub(super) E);

impl<S, N, E> FormatEvent<S, N> for Placed<E>
where
    S: Subscriber + for<'a> LookupSpan<'a>,
    N: for<'a> FormatFields<'a> + 'static,
    E: FormatEvent<S, N>,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        if let Some(here) = traces::here() {
            write!(writer, "{} ", here.trace())?;
        }
        self.0.format_event(context, writer, event)
    }
}
