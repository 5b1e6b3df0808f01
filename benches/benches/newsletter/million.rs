//! A long list: how long its laying out takes, how much memory the sending takes, whether the last letters leave as fast
//! as the first.

use std::sync::Arc;
use std::time::Duration;

use benches::{Bound, say_ratio};
use eframe_core::test::TestDatabase;
use tokio::time::{Instant, sleep};

use crate::crowd;
use crate::sink::Sink;

/// The most that it takes.
const LAYING_OUT: f64 = 60.0;
const MEMORY: f64 = 57.0;
/// Over how many letters the first and the last rates are taken, of a million.
const STRETCH: usize = 50_000;

pub(crate) async fn measure(on: &TestDatabase, readers: usize) {
    crowd::bring_in(on, readers).await;
    let (newsletter, sink) = (crowd::newsletter(on), Sink::start().await);
    let idle = resident();
    let begun = Instant::now();
    crowd::ordered(&newsletter, "2026-Q4".parse().expect("a quarter")).await;
    let courier = crowd::courier(&newsletter, Arc::new(crowd::smtp(sink.address)), Vec::new());
    let stretch = STRETCH.min(readers / 4);
    let watching = async {
        let (mut marks, mut most) = (Vec::new(), 0.0_f64);
        let wanted = [1, stretch, readers - stretch, readers];
        while marks.len() < wanted.len() {
            most = most.max(resident() - idle);
            if sink.taken() >= wanted[marks.len()] {
                marks.push(Instant::now());
            } else {
                sleep(Duration::from_millis(5)).await;
            }
        }
        (marks, most)
    };
    let (sent, (marks, most)) = tokio::join!(courier.run_pending(), watching);
    sent.expect("sent");
    assert_eq!(sink.taken(), readers, "every reader has one");
    let kind = on.kind;
    let span = |from: usize, to: usize| (marks[to] - marks[from]).as_secs_f64();
    let laid_out = (marks[0] - begun).as_secs_f64();
    println!("{kind}: {readers} letters in {:.0} s", span(0, 3));
    say_ratio(&format!("newsletter.queueing.{kind} seconds"), laid_out, Bound::AtMost(LAYING_OUT));
    say_ratio(&format!("newsletter.memory.{kind} MB"), most, Bound::AtMost(MEMORY));
    let last_beside_first = span(0, 1) / span(2, 3);
    // A list that grows is not to slow the last letters down. That they leave faster than the first is no harm.
    let steady = format!("newsletter.steady.{kind} (faster at the end counts as held)");
    say_ratio(&steady, last_beside_first, Bound::AtLeast(0.9));
}

/// Megabytes of memory that this process has.
fn resident() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("it is told");
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory");
    let kilobytes: f64 = line.trim().trim_end_matches(" kB").parse().expect("a number");
    kilobytes / 1_024.0
}
