use std::sync::Arc;

use eframe_core::mail::Address;
use tokio::task::spawn_blocking;

use super::handover::Way;
use super::round::Round;
use super::tenure::Tenure;
use crate::Error;
use crate::letter::Personal;
use crate::model::{DeliveryState, Outcome, Settled, SubscriberId};
use crate::rules::delivery::settle;
use crate::smtp::Sent;
use crate::store::delivery::{Begun, Step};

/// One of those who hand over at the same time.
pub(super) struct Connection {
    round: Arc<Round>,
    tenure: Tenure,
    way: Option<Box<dyn Way>>,
    settled: Vec<(SubscriberId, Settled)>,
    untouched: Vec<SubscriberId>,
    heard: Vec<(SubscriberId, Outcome)>,
    /// Whether it has to end: the server has no room for it.
    over: bool,
}

/// A letter, finished.
struct Ready {
    begun: Begun,
    from: String,
    to: String,
    id: String,
    bytes: Vec<u8>,
}

/// What became of one letter on its way.
enum Fate {
    Settled(Outcome),
    /// It was not begun, and nothing more is to be.
    Stop,
}

impl Connection {
    pub(super) fn new(round: Arc<Round>, tenure: Tenure) -> Self {
        let (settled, untouched, heard) = Default::default();
        Self { round, tenure, way: None, settled, untouched, heard, over: false }
    }

    /// Handful after handful, beginning with this one, until there is none.
    pub(super) async fn work(mut self, first: Vec<SubscriberId>) -> Result<(), Error> {
        let mut handful = first;
        let worked = loop {
            if handful.is_empty() && !self.over {
                handful = match self.round.next(&self.tenure).await {
                    Ok(next) => next,
                    Err(error) => break Err(error),
                };
            }
            let last = handful.is_empty();
            if !self.keep_pace(handful.len()).await {
                self.untouched.append(&mut handful);
            }
            let begun = match self.write(std::mem::take(&mut handful)).await {
                Ok(begun) => begun,
                Err(error) => break Err(error),
            };
            if last {
                break Ok(());
            }
            self.carry(begun).await;
        };
        if let Some(way) = self.way.take() {
            self.round.closed();
            way.close().await;
        }
        worked
    }

    /// Waits until so many may leave, before they are noted as leaving: what is noted is in doubt after a crash. Tells
    /// whether they may; nobody waits for letters that will not leave in this round.
    async fn keep_pace(&mut self, letters: usize) -> bool {
        for _ in 0..letters {
            while let Some(wait) = self.round.wait() {
                if !self.round.goes_on(&self.tenure) {
                    return false;
                }
                self.round.pause(wait).await;
            }
        }
        true
    }

    /// What became of the last handful is written down, and the next noted as being handed over.
    async fn write(&mut self, begin: Vec<SubscriberId>) -> Result<Vec<Begun>, Error> {
        let settled = std::mem::take(&mut self.settled);
        let untouched = std::mem::take(&mut self.untouched);
        if settled.is_empty() && untouched.is_empty() && begin.is_empty() {
            return Ok(Vec::new());
        }
        let step = Step { settled, untouched, begin, ..self.round.step() };
        let begun = self.round.write(step, &self.tenure).await?;
        for (subscriber, outcome) in std::mem::take(&mut self.heard) {
            // What was noted as leaving has to leave, whatever becomes of the counting.
            if let Err(error) = self.count(subscriber, outcome).await {
                tracing::warn!(%error, "a refusal was not counted");
            }
        }
        Ok(begun)
    }

    /// What a refusal means for the issue, and for whoever was to get the letter.
    async fn count(&mut self, subscriber: SubscriberId, outcome: Outcome) -> Result<(), Error> {
        self.round.heed(&outcome).await?;
        match outcome {
            Outcome::Refused(reply) => {
                let newsletter = &self.round.shop.newsletter;
                newsletter.refused_by_server(subscriber, self.round.issue, reply).await
            }
            _ => Ok(()),
        }
    }

    async fn carry(&mut self, begun: Vec<Begun>) {
        let round = Arc::clone(&self.round);
        // Signing takes its time on a processor, and nobody else shall wait for it.
        let ready = spawn_blocking(move || {
            begun.into_iter().map(|one| ready(&round, one)).collect::<Vec<_>>()
        });
        let Ok(ready) = ready.await else { return self.tenure.abandon() };
        let mut stopped = false;
        for letter in ready {
            match letter {
                Err(begun) => {
                    let settled = unsendable(&begun);
                    self.settled.push((begun.subscriber, settled));
                }
                Ok(letter) if stopped => self.untouched.push(letter.begun.subscriber),
                Ok(letter) => match self.hand_over(&letter).await {
                    Fate::Settled(outcome) => self.note(letter.begun, outcome),
                    Fate::Stop => {
                        stopped = true;
                        self.untouched.push(letter.begun.subscriber);
                    }
                },
            }
        }
    }

    fn note(&mut self, begun: Begun, outcome: Outcome) {
        if matches!(outcome, Outcome::Refused(_) | Outcome::Taken(_)) {
            self.heard.push((begun.subscriber, outcome.clone()));
        }
        let now = self.round.shop.newsletter.now();
        self.settled.push((begun.subscriber, settle(begun.attempt, outcome, now)));
    }

    /// Hands one letter over, on a fresh way where the last one came to its end between two letters.
    async fn hand_over(&mut self, letter: &Ready) -> Fate {
        for _ in 0..2 {
            if self.round.is_troubled() || !self.open().await {
                return Fate::Stop;
            }
            let Some(way) = &mut self.way else { return Fate::Stop };
            // The last look before it leaves: a program that was stopped for long has nothing to send any more.
            if !self.tenure.stands() {
                return Fate::Stop;
            }
            let sent = way.carry(&letter.from, &letter.to, &letter.bytes, &letter.id).await;
            if !way.is_usable() {
                self.way = None;
                self.round.closed();
            }
            match sent {
                Sent::Settled(outcome) => return Fate::Settled(outcome),
                Sent::NotBegun => {}
                Sent::Trouble(why) => {
                    self.round.trouble(why.to_string());
                    return Fate::Stop;
                }
            }
        }
        Fate::Stop
    }

    async fn open(&mut self) -> bool {
        if self.way.is_some() {
            return true;
        }
        match self.round.shop.handover.open().await {
            Ok(way) => {
                self.round.opened(Ok(()));
                self.way = Some(way);
                true
            }
            Err(why) => {
                self.round.opened(Err(why.to_string()));
                self.over = true;
                false
            }
        }
    }
}

/// Fills a letter in.
///
/// # Errors
/// The letter, when the address takes no mail or the issue has nothing in its language.
fn ready(round: &Round, begun: Begun) -> Result<Ready, Begun> {
    let shop = &round.shop;
    let sheet = round.sheets.get(&begun.language);
    let (Some(sheet), Ok(to)) = (sheet, begun.address.parse::<Address>()) else {
        return Err(begun);
    };
    let (to, id) = (to.ascii(), shop.names.message_id(begun.subscriber, round.issue));
    let link = shop.newsletter.unsubscribe_link(begun.subscriber, begun.language);
    let at = shop.newsletter.now();
    let personal = Personal { to: &to, message_id: &id, unsubscribe: &link, one_click: &link, at };
    let bytes = sheet.fill(&personal, &shop.sending.signers);
    let from = shop.names.return_path(begun.subscriber, round.number);
    Ok(Ready { begun, from, to, id, bytes })
}

fn unsendable(begun: &Begun) -> Settled {
    let answer = "the letter could not be made for this address".to_owned();
    Settled { state: DeliveryState::Final, next_at: None, doubts: begun.attempt.doubts, answer }
}
