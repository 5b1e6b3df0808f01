//! Letters a second, beside the bare loop.

use std::sync::Arc;

use benches::{Bound, median, say_ratio};
use eframe_core::test::TestDatabase;
use eframe_newsletter::model::Quarter;
use eframe_newsletter::{Key, Newsletter, Signer};
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

pub(crate) async fn measure(on: &TestDatabase) {
    let newsletter = crowd::newsletter(on);
    crowd::bring_in(on, LETTERS).await;
    let sink = Sink::start().await;
    let mut number: Quarter = "2026-Q4".parse().expect("a quarter");
    let mut ratios = Vec::new();
    for round in 0..ROUNDS {
        let bare = bare_rate(&sink).await;
        let ours = our_rate(&newsletter, &sink, number, Vec::new()).await;
        println!("{} round {round}: bare {bare:.0}/s, ours {ours:.0}/s", on.kind);
        ratios.push(ours / bare);
        number = number.next();
    }
    say_ratio(&format!("newsletter.rate.{}", on.kind), median(ratios), Bound::AtLeast(0.5));
    for (name, pem) in [("ed25519", ED25519), ("rsa-2048", RSA)] {
        let key = Key::from_pem(pem).expect("a key");
        let signer = Signer::new("union.example", "bench", key);
        let rate = our_rate(&newsletter, &sink, number, vec![signer]).await;
        println!("{} signed with {name}: {rate:.0}/s", on.kind);
        number = number.next();
    }
}

async fn bare_rate(sink: &Sink) -> f64 {
    // As long as ours are.
    let mut letter = b"Subject: News\r\n\r\n".to_vec();
    while letter.len() < 20_500 {
        letter.extend(
            b"What cities have learnt from each other in the last quarter of the year.\r\n",
        );
    }
    letter.extend(b".\r\n");
    let begun = Instant::now();
    bare::send(sink.address, Arc::new(letter), LETTERS, CONNECTIONS).await;
    LETTERS as f64 / begun.elapsed().as_secs_f64()
}

async fn our_rate(
    newsletter: &Newsletter,
    sink: &Sink,
    number: Quarter,
    signers: Vec<Signer>,
) -> f64 {
    let id = crowd::ordered(newsletter, number).await;
    let courier = crowd::courier(newsletter, sink.address, signers);
    let before = sink.taken();
    // The list is made before the first letter leaves, and is no part of the rate.
    let first = async {
        while sink.taken() == before {
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
        Instant::now()
    };
    let (sent, begun) = tokio::join!(courier.run_pending(), first);
    let took = begun.elapsed();
    sent.expect("sent");
    assert_eq!(sink.taken() - before, LETTERS, "every reader has one");
    let progress = newsletter.progress(&crowd::secretariat().actor, id).await.expect("there");
    assert_eq!(progress.tally.done(), LETTERS as u64);
    LETTERS as f64 / took.as_secs_f64()
}
