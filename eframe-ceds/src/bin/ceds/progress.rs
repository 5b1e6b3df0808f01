//! Long work: how far it is, and how it is stopped.

use std::io::{IsTerminal, Write};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::Instant;

use signal_hook::consts::{SIGINT, SIGTERM};

use crate::end::End;

/// Whether somebody wants it to stop.
#[derive(Debug)]
pub(crate) struct Stop(Arc<AtomicUsize>);

impl Stop {
    /// Listens to Ctrl-C and to TERM from now on. The second one ends the program at once.
    ///
    /// Before that, while files are read, either ends it as it does any program.
    pub(crate) fn listen() -> Self {
        let status = Arc::new(AtomicUsize::new(0));
        let again = Arc::new(AtomicBool::new(false));
        for (signal, code) in [(SIGINT, 130), (SIGTERM, 143)] {
            // In this order, so that the first one only says that there was one. Without them, a signal ends the program as ever.
            let _ = signal_hook::flag::register_conditional_shutdown(signal, code, again.clone());
            let _ = signal_hook::flag::register(signal, again.clone());
            let _ = signal_hook::flag::register_usize(signal, status.clone(), code as usize);
        }
        Self(status)
    }

    /// Goes on, unless somebody wants it to stop.
    pub(crate) fn check(&self) -> Result<(), End> {
        match self.0.load(Ordering::Relaxed) {
            0 => Ok(()),
            status => Err(End::Stopped(u8::try_from(status).unwrap_or(130))),
        }
    }
}

/// Shows on standard error how far a work is: ten times a second at most, and nothing before half a second.
#[derive(Debug)]
pub(crate) struct Meter<'a> {
    stop: &'a Stop,
    what: &'static str,
    total: usize,
    shown: bool,
    began: Instant,
    /// When it was shown last, in milliseconds from the beginning.
    last: AtomicU64,
}

impl<'a> Meter<'a> {
    pub(crate) fn new(stop: &'a Stop, what: &'static str, total: usize, wanted: bool) -> Self {
        let shown = wanted || std::io::stderr().is_terminal();
        Self { stop, what, total, shown, began: Instant::now(), last: AtomicU64::new(400) }
    }

    /// So much is done.
    pub(crate) fn tell(&self, done: usize) -> ControlFlow<()> {
        let now = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let last = self.last.load(Ordering::Relaxed);
        if self.shown && now >= last + 100 {
            let turn = self.last.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed);
            if turn.is_ok() {
                eprint!("\r{} {done} of {}", self.what, self.total);
                let _ = std::io::stderr().flush();
            }
        }
        if self.stop.check().is_err() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Drop for Meter<'_> {
    fn drop(&mut self) {
        if self.last.load(Ordering::Relaxed) > 400 {
            eprintln!();
        }
    }
}
