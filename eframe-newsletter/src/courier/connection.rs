use std::sync::Arc;
use std::time::Duration;

use eframe_core::mail::Address;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, timeout};

use super::clerk::{Clerk, Note};
use super::handover::Way;
use super::round::Round;
use super::tenure::Tenure;
use crate::letter::Personal;
use crate::model::{DeliveryState, Outcome, Reply, Settled, SubscriberId};
use crate::rules::delivery::settle;
use crate::smtp::Sent;
use crate::store::delivery::Begun;
use crate::{Error, note};

/// One of those who hand over at the same time: letter after letter, each only once it is written down what became of the
/// one before.
pub(super) struct Connection {
    round: Arc<Round>,
    tenure: Tenure,
    clerk: Clerk,
    way: Option<Box<dyn Way>>,
    /// What became of the last letter, until it is written down.
    settled: Option<(SubscriberId, Settled)>,
    /// The last letter, where it was not touched.
    untouched: Option<SubscriberId>,
    /// What the server said of a letter that it refused for good, until that is counted.
    refused: Option<(SubscriberId, Reply)>,
    /// Whether it has to end: the server has no room for it.
    over: bool,
}

/// A letter, finished.
struct Ready {
    from: String,
    to: String,
    id: String,
    bytes: Vec<u8>,
}

/// What became of one letter on its way.
enum Fate {
    Settled(Outcome),
    /// It was not begun.
    Untouched,
}

/// An answer that takes longer than this does not say any more whether a reader wants their letter at this moment.
const TRUE_FOR: Duration = Duration::from_secs(5);

impl Connection {
    pub(super) fn new(round: Arc<Round>, tenure: Tenure, clerk: Clerk) -> Self {
        let (settled, untouched, refused) = Default::default();
        Self { round, tenure, clerk, way: None, settled, untouched, refused, over: false }
    }

    /// Letter after letter, until there is none.
    pub(super) async fn work(mut self) -> Result<(), Error> {
        let worked = self.letters().await;
        if let Some(way) = self.way.take() {
            self.round.closed();
            // Where the fate of the last letter is not written down, the server is told nothing that sounds like an end.
            if worked.is_ok() {
                way.close().await;
            }
        }
        worked
    }

    async fn letters(&mut self) -> Result<(), Error> {
        loop {
            let next = match self.at_hand() {
                Some(next) => Some(next),
                None => self.next().await?,
            };
            let Some(next) = next else { return self.write(None).await.map(drop) };
            if let Some(begun) = self.write(Some(next)).await? {
                self.carry(begun).await;
            }
        }
    }

    /// The next letter where one may leave at this moment: then what became of the last is written together with it.
    fn at_hand(&mut self) -> Option<SubscriberId> {
        let goes_on = self.way.is_some() && self.refused.is_none();
        if goes_on && self.round.goes_on(&self.tenure) {
            self.round.at_hand(&self.tenure)
        } else {
            None
        }
    }

    /// The next letter, once it may leave and there is a way. What became of the last does not wait for that.
    async fn next(&mut self) -> Result<Option<SubscriberId>, Error> {
        self.write(None).await?;
        if let Some((subscriber, reply)) = self.refused.take() {
            // What is to be sent has to be sent, whatever becomes of the counting.
            if let Err(error) = self.round.refused(subscriber, reply).await {
                tracing::warn!(%error, "a refusal was not counted");
            }
        }
        if self.over {
            return Ok(None);
        }
        let Some(next) = self.round.next(&self.tenure).await? else { return Ok(None) };
        if self.keep_pace().await && self.open().await {
            return Ok(Some(next));
        }
        self.untouched = Some(next);
        Ok(None)
    }

    /// Waits until one more may leave, before it is noted as leaving: what is noted is in doubt after a crash. Tells
    /// whether it may; nobody waits for a letter that will not leave in this round.
    async fn keep_pace(&mut self) -> bool {
        while let Some(wait) = self.round.wait(&self.tenure) {
            if !self.round.goes_on(&self.tenure) {
                return false;
            }
            self.round.pause(wait).await;
        }
        true
    }

    /// What became of the last letter is written down, and the next noted as being handed over.
    async fn write(&mut self, begin: Option<SubscriberId>) -> Result<Option<Begun>, Error> {
        let (settled, untouched) = (self.settled.take(), self.untouched.take());
        let note = Note { settled, untouched, begin };
        if note.is_empty() { Ok(None) } else { self.clerk.write(note).await }
    }

    async fn carry(&mut self, begun: Begun) {
        let noted = Instant::now();
        let Some(letter) = finished(&self.round, &begun).await else {
            let settled = unsendable(&begun);
            self.settled = Some((begun.subscriber, settled));
            return;
        };
        match self.hand_over(begun.subscriber, &letter, noted).await {
            Fate::Untouched => self.untouched = Some(begun.subscriber),
            Fate::Settled(outcome) => {
                match &outcome {
                    Outcome::Refused(reply) => {
                        self.refused = Some((begun.subscriber, reply.clone()));
                    }
                    Outcome::Taken(_) => self.round.taken(),
                    Outcome::Later(_) | Outcome::Lost(_) => {}
                }
                let now = self.round.shop.newsletter.now();
                self.settled = Some((begun.subscriber, settle(begun.attempt, outcome, now)));
            }
        }
    }

    /// Hands a letter over, on a fresh way where the last one came to its end between two letters.
    async fn hand_over(
        &mut self,
        subscriber: SubscriberId,
        letter: &Ready,
        noted: Instant,
    ) -> Fate {
        for _ in 0..2 {
            if !self.open().await {
                return Fate::Untouched;
            }
            let (round, tenure) = (&self.round, &self.tenure);
            let Some(way) = self.way.as_mut().filter(|_| round.goes_on(tenure)) else {
                return Fate::Untouched;
            };
            let Ready { from, to, id, bytes } = letter;
            let go = Box::pin(may_leave(round, tenure, subscriber, noted));
            let sent = way.carry(from, to, bytes, id, go).await;
            if !way.is_usable() {
                self.way = None;
                self.round.closed();
            }
            match sent {
                Sent::Settled(outcome) => return Fate::Settled(outcome),
                Sent::NotBegun => {}
                Sent::Withheld => return Fate::Untouched,
                Sent::Trouble(why) => {
                    self.round.trouble(why.to_string());
                    return Fate::Untouched;
                }
            }
        }
        Fate::Untouched
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

/// The last look before a letter leaves, when the server waits for it: a program that was stopped for long has nothing to send any
/// more, and whether its issue still goes and its reader still wants it is asked again where the server took its time. A server
/// that always does gets its letters all the same.
async fn may_leave(
    round: &Round,
    tenure: &Tenure,
    subscriber: SubscriberId,
    noted: Instant,
) -> bool {
    if !tenure.stands() {
        return false;
    }
    if noted.elapsed() < round.shop.sending.asked_again {
        return true;
    }
    match timeout(TRUE_FOR, round.is_wanted(subscriber)).await {
        // The lease may have been lost meanwhile.
        Ok(Ok(wanted)) => wanted && tenure.stands(),
        Ok(Err(error)) => {
            tracing::warn!(%error, "whether a letter is still wanted could not be asked");
            false
        }
        Err(_) => false,
    }
}

/// Fills a letter in; none when the address takes no mail or the issue has nothing in its language.
async fn finished(round: &Arc<Round>, begun: &Begun) -> Option<Ready> {
    if round.shop.sending.signers.is_empty() {
        return ready(round, begun);
    }
    // Signing takes its time on a processor, and nobody else shall wait for it.
    let (round, begun) = (Arc::clone(round), begun.clone());
    match spawn_blocking(move || ready(&round, &begun)).await {
        Ok(letter) => letter,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}

fn ready(round: &Round, begun: &Begun) -> Option<Ready> {
    let shop = &round.shop;
    let sheet = round.sheets.get(&begun.language)?;
    let to = begun.address.parse::<Address>().ok()?.ascii();
    let id = shop.names.message_id(begun.subscriber, round.issue, &round.domain);
    let link = shop.newsletter.unsubscribe_link(begun.subscriber, begun.language);
    let at = shop.newsletter.now();
    let personal = Personal { to: &to, message_id: &id, unsubscribe: &link, one_click: &link, at };
    let bytes = sheet.fill(&personal, &shop.sending.signers);
    let from = shop.names.return_path(begun.subscriber, round.number);
    Some(Ready { from, to, id, bytes })
}

fn unsendable(begun: &Begun) -> Settled {
    let answer = note::Note::Unmade.to_string();
    Settled { state: DeliveryState::Final, next_at: None, doubts: begun.attempt.doubts, answer }
}

#[cfg(test)]
mod tests {
    use eframe_core::{Language, Timestamp};
    use uuid::Uuid;

    use super::*;
    use crate::rules::delivery::Attempt;

    #[test]
    fn a_letter_that_cannot_be_made_says_so() {
        let attempt = Attempt { number: 1, first_at: Timestamp::UNIX_EPOCH, doubts: 0 };
        let (subscriber, language) = (SubscriberId::new(Uuid::nil()), Language::EN);
        let begun = Begun { subscriber, address: "nobody".to_owned(), language, attempt };
        let settled = unsendable(&begun);
        assert_eq!(note::Note::read(&settled.answer), Some(note::Note::Unmade));
        assert_eq!((settled.state, settled.next_at), (DeliveryState::Final, None));
    }
}
