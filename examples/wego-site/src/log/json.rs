//! Log lines as JSON, written straight into the line: every request of the access log comes through here, and
//! the general formatter took as long over its line as the rest of the site over a cached page.

use std::fmt::Debug;
use std::io::Write as _;

use eframe_core::Clock;
use eframe_core::log::Lines;
use jiff::fmt::temporal::DateTimePrinter;
use serde::Serialize;
use tracing::field::{Field, Visit};
use tracing::{Event, Subscriber};
use tracing_subscriber::Layer;
use tracing_subscriber::layer::Context;

use crate::traces;

const PRINTER: DateTimePrinter = DateTimePrinter::new().precision(Some(6));

/// Writes each event as one object a line: `timestamp`, `level`, the event's own fields, `target`, and inside of a trace
/// its `trace_id` and `span_id`. Spans are not written: they go to whoever gathers traces.
pub(super) struct Json<C> {
    lines: Lines,
    clock: C,
}

impl<C> Json<C> {
    pub(super) fn new(lines: Lines, clock: C) -> Self {
        Self { lines, clock }
    }
}

impl<S: Subscriber, C: Clock + 'static> Layer<S> for Json<C> {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut line = Line(Vec::with_capacity(256));
        line.0.extend_from_slice(b"{\"timestamp\":\"");
        // Neither a vector nor a time of our age fails here.
        let _ = PRINTER.print_timestamp(&self.clock.now(), &mut line.0);
        line.0.extend_from_slice(b"\"");
        line.member("level", event.metadata().level().as_str());
        event.record(&mut line);
        line.member("target", event.metadata().target());
        if let Some(here) = traces::here() {
            line.member("trace_id", here.trace());
            line.member("span_id", here.span());
        }
        line.0.extend_from_slice(b"}\n");
        // Where a line cannot be written there is nowhere to say so.
        let _ = self.lines.clone().write_all(&line.0);
    }
}

/// A line under way.
struct Line(Vec<u8>);

impl Line {
    fn member(&mut self, name: &str, value: impl Serialize) {
        self.0.push(b',');
        self.json(name);
        self.0.push(b':');
        self.json(value);
    }

    /// Text, numbers and truth values in a vector: none of them fails.
    fn json(&mut self, value: impl Serialize) {
        let _ = serde_json::to_writer(&mut self.0, &value);
    }
}

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.member(field.name(), format_args!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.member(field.name(), value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.member(field.name(), value);
    }

    fn record_i64(&mut self, field: &Field, value: i64) {
        self.member(field.name(), value);
    }

    fn record_f64(&mut self, field: &Field, value: f64) {
        self.member(field.name(), value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.member(field.name(), value);
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::{Arc, Mutex};

    use eframe_core::Timestamp;
    use serde_json::{Value, json};
    use tracing_subscriber::layer::SubscriberExt as _;

    use super::*;

    struct Noon;

    impl Clock for Noon {
        fn now(&self) -> Timestamp {
            "2026-11-23T12:00:00.5Z".parse().unwrap()
        }
    }

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn logged(log: impl FnOnce()) -> String {
        let paper = Paper::default();
        let lines = Lines::to(paper.clone());
        let json = Json::new(lines.clone(), Noon);
        tracing::subscriber::with_default(tracing_subscriber::registry().with(json), log);
        lines.finish();
        String::from_utf8(paper.0.lock().unwrap().clone()).unwrap()
    }

    #[test]
    fn an_event_is_one_line_of_its_fields() {
        let line = logged(
            || tracing::info!(target: "access", method = "GET", status = 200_u16, id = %7, "seen"),
        );
        let expected = r#"{"timestamp":"2026-11-23T12:00:00.500000Z","level":"INFO","message":"seen","method":"GET","status":200,"id":"7","target":"access"}"#;
        assert_eq!(line, format!("{expected}\n"));
    }

    #[test]
    fn bad_input_14_whatever_is_logged_stays_on_its_line() {
        let foul = "a\"b\\c\nd\u{1b}[31m\u{0}한";
        let text =
            logged(|| tracing::warn!(path = foul, debug = ?foul, shown = %foul, odd = f64::NAN));
        assert_eq!(text.lines().count(), 1);
        let line: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(line["path"], foul);
        assert_eq!(line["shown"], foul);
        assert_eq!(line["debug"], format!("{foul:?}"));
        assert_eq!(line["odd"], Value::Null);
        assert_eq!(line["level"], json!("WARN"));
    }
}
