//! Letters a second, beside the bare loop.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use async_trait::async_trait;
use benches::{Bound, median, say_ratio};
use eframe_core::test::TestDatabase;
use eframe_newsletter::model::{Outcome, Quarter};
use eframe_newsletter::{Handover, Key, Newsletter, Sent, Signer, SmtpHandover, Trouble, Way};
use futures_util::future::BoxFuture;
use tokio::time::Instant;

use crate::sink::Sink;
use crate::{bare, crowd};

/// How many letters a side of a round sends.
const LETTERS: usize = 10_000;
/// How many rounds there are.
const ROUNDS: usize = 3;
/// Over how many connections.
const CONNECTIONS: usize = 10;

/// Made for benches and tests alone.
const ED25519: &[u8] = include_bytes!("../../../eframe-newsletter/tests/it/keys/ed25519.pem");
const RSA: &[u8] = include_bytes!("../../../eframe-newsletter/tests/it/keys/rsa.pem");

/// `sink` is the address of a mail server that takes everything; without it there is one in this process, and no bound.
pub(crate) async fn measure(on: &TestDatabase, sink: Option<SocketAddr>) {
    let newsletter = crowd::newsletter(on);
    crowd::bring_in(on, LETTERS).await;
    let is_real = sink.is_some();
    let sink = match sink {
        Some(sink) => sink,
        None => Sink::start().await.address,
    };
    let mut number: Quarter = "2026-Q4".parse().expect("a quarter");
    let mut ratios = Vec::new();
    for round in 0..ROUNDS {
        let bare = bare_rate(sink).await;
        let ours = our_rate(&newsletter, sink, number, Vec::new()).await;
        println!("{} round {round}: bare {bare:.0}/s, ours {ours:.0}/s", on.kind);
        ratios.push(ours / bare);
        number = number.next();
    }
    let (name, ratio) = (format!("newsletter.rate.{}", on.kind), median(ratios));
    if is_real {
        say_ratio(&name, ratio, Bound::AtLeast(0.5));
    } else {
        println!("told {name} {ratio:.2}, to a server in this process: there is no smtp-sink");
    }
    for (name, pem) in [("ed25519", ED25519), ("rsa-2048", RSA)] {
        let key = Key::from_pem(pem).expect("a key");
        let signer = Signer::new("union.example", "bench", key);
        let rate = our_rate(&newsletter, sink, number, vec![signer]).await;
        println!("{} signed with {name}: {rate:.0}/s", on.kind);
        number = number.next();
    }
}

async fn bare_rate(sink: SocketAddr) -> f64 {
    // As long as ours are.
    let mut letter = b"Subject: News\r\n\r\n".to_vec();
    while letter.len() < 20_500 {
        letter.extend(
            b"What cities have learnt from each other in the last quarter of the year.\r\n",
        );
    }
    letter.extend(b".\r\n");
    let begun = Instant::now();
    bare::send(sink, Arc::new(letter), LETTERS, CONNECTIONS).await;
    LETTERS as f64 / begun.elapsed().as_secs_f64()
}

async fn our_rate(
    newsletter: &Newsletter,
    sink: SocketAddr,
    number: Quarter,
    signers: Vec<Signer>,
) -> f64 {
    let id = crowd::ordered(newsletter, number).await;
    let (handover, count) = Counting::to(sink);
    let courier = crowd::courier(newsletter, handover, signers);
    courier.run_pending().await.expect("sent");
    // The list is made before the first letter leaves, and is no part of the rate.
    let took = count.first.get().expect("a letter").elapsed();
    assert_eq!(count.taken.load(Ordering::Relaxed), LETTERS, "every reader has one");
    let progress = newsletter.progress(&crowd::secretariat().actor, id).await.expect("there");
    assert_eq!(progress.tally.done(), LETTERS as u64);
    LETTERS as f64 / took.as_secs_f64()
}

/// Hands letters to a mail server, and counts those that it took.
struct Counting {
    to: SmtpHandover,
    count: Arc<Count>,
}

#[derive(Default)]
struct Count {
    first: OnceLock<Instant>,
    taken: AtomicUsize,
}

struct CountingWay {
    way: Box<dyn Way>,
    count: Arc<Count>,
}

impl Counting {
    fn to(sink: SocketAddr) -> (Arc<Self>, Arc<Count>) {
        let count = Arc::new(Count::default());
        (Arc::new(Self { to: crowd::smtp(sink), count: Arc::clone(&count) }), count)
    }
}

#[async_trait]
impl Handover for Counting {
    async fn open(&self) -> Result<Box<dyn Way>, Trouble> {
        let (way, count) = (self.to.open().await?, Arc::clone(&self.count));
        Ok(Box::new(CountingWay { way, count }))
    }
}

#[async_trait]
impl Way for CountingWay {
    async fn carry(
        &mut self,
        from: &str,
        to: &str,
        letter: &[u8],
        id: &str,
        go: BoxFuture<'_, bool>,
    ) -> Sent {
        self.count.first.get_or_init(Instant::now);
        let sent = self.way.carry(from, to, letter, id, go).await;
        if matches!(sent, Sent::Settled(Outcome::Taken(_))) {
            self.count.taken.fetch_add(1, Ordering::Relaxed);
        }
        sent
    }

    fn is_usable(&self) -> bool {
        self.way.is_usable()
    }

    async fn close(self: Box<Self>) {
        self.way.close().await;
    }
}
