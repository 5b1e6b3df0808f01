//! Where log lines go without a system call for each, and under which name spans are made.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The target of the spans that the framework makes, all of them at level `DEBUG`: a request, a commit, a delivery, a job, a
/// mail and a webhook that are handed over.
///
/// A span has ids, counts, names that stand in the program and outcomes, never what a person is called, wrote or may keep
/// secret. Under a filter such as `info` none is made, at the cost of one comparison; a host that gathers traces lets this
/// target through. Fields named `otel.name`, `otel.kind` and `otel.status_code` are what `tracing-opentelemetry` reads.
///
/// ```
/// use eframe_core::log::SPANS;
/// let span = tracing::debug_span!(target: SPANS, "count", votes = 17);
/// assert_eq!(span.in_scope(|| 8 + 9), 17);
/// ```
pub const SPANS: &str = "spans";

/// Takes log lines and writes them out in batches, a twentieth of a second later at most, from a thread of its
/// own: a line of the access log costs a copy instead of a write. Cheap to clone, so that
/// `tracing_subscriber` may ask for one a line.
///
/// A process that is killed loses what came in its last moment; one that ends by itself calls
/// [`finish`](Lines::finish). When the outlet is stuck, callers wait once a mebibyte has piled up.
///
/// ```
/// use std::io::Write as _;
/// let lines = eframe_core::log::Lines::to(std::io::sink());
/// writeln!(lines.clone(), "one request")?;
/// lines.finish();
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone)]
pub struct Lines(Arc<Shared>);

struct Shared {
    waiting: Mutex<Vec<u8>>,
    some: Condvar,
    room: Condvar,
    out: Mutex<Box<dyn Write + Send>>,
}

const DELAY: Duration = Duration::from_millis(50);
const MOST: usize = 1024 * 1024;

impl Lines {
    /// Lines for this outlet, such as standard error.
    ///
    /// # Panics
    /// When no thread can be started.
    pub fn to(out: impl Write + Send + 'static) -> Self {
        let shared = Arc::new(Shared {
            waiting: Mutex::default(),
            some: Condvar::new(),
            room: Condvar::new(),
            out: Mutex::new(Box::new(out)),
        });
        let lines = Self(Arc::clone(&shared));
        let thread = std::thread::Builder::new().name("log".to_owned());
        thread.spawn(move || shared.run()).expect("a thread for the log");
        lines
    }

    /// Writes out what has come so far. Call it last.
    pub fn finish(&self) {
        self.0.write_out();
    }
}

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut waiting = self.0.waiting();
        while waiting.len() > MOST {
            waiting = self.0.room.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
        if waiting.is_empty() {
            self.0.some.notify_one();
        }
        waiting.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Shared {
    fn waiting(&self) -> MutexGuard<'_, Vec<u8>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) {
        loop {
            let waiting = self.waiting();
            drop(self.some.wait_while(waiting, |lines| lines.is_empty()));
            std::thread::sleep(DELAY);
            self.write_out();
        }
    }

    /// An outlet that fails has nowhere to say so; its lines are lost.
    fn write_out(&self) {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        let lines = std::mem::take(&mut *self.waiting());
        self.room.notify_all();
        let _ = out.write_all(&lines).and_then(|()| out.flush());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn every_line_arrives_once_and_whole() {
        let paper = Paper::default();
        let lines = Lines::to(paper.clone());
        let writers: Vec<_> = (0..4)
            .map(|n| {
                let mut lines = lines.clone();
                std::thread::spawn(move || {
                    for _ in 0..5000 {
                        lines.write_all(format!("line of {n}\n").as_bytes()).unwrap();
                    }
                })
            })
            .collect();
        writers.into_iter().for_each(|writer| writer.join().unwrap());
        lines.finish();
        let text = String::from_utf8(paper.0.lock().unwrap().clone()).unwrap();
        for n in 0..4 {
            assert_eq!(text.lines().filter(|line| *line == format!("line of {n}")).count(), 5000);
        }
    }
}
