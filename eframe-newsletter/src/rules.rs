//! What may happen between a person and the newsletter: pure, with time, chance and who acts as arguments.
//!
//! [`subscribe`] leads to one question by mail, [`confirm`] is the yes to it, [`read_in`] the choice of another language,
//! [`unsubscribe`] ends it all, [`erase`] takes the address out of the house and [`forget`] does so for a question that nobody
//! answered; [`read_list`] reads a list that was kept elsewhere, and [`adopt`] takes it in.
//!
//! Of issues: [`compose`] puts one together, [`drafting`] has one come in other languages and begins one again that was
//! cancelled, [`rhythm`] says when one is due, [`told`] has no other tell what it tells, [`sending`] has what may happen to one,
//! [`delivery`] what becomes of a letter after an attempt, [`pace`] how fast letters leave, [`progress`] how far an issue is,
//! [`mod@bounce`] and [`score`] what follows from what comes back.

pub mod bounce;
pub mod compose;
mod confirm;
pub mod delivery;
pub mod drafting;
mod erase;
mod hold_back;
mod import;
pub mod pace;
pub mod progress;
#[cfg(test)]
mod proofs;
mod read_in;
pub mod rhythm;
pub mod score;
pub mod sending;
mod subscribe;
pub mod told;
mod unsubscribe;

use eframe_core::{Digest, Language};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use confirm::{ANSWERED_WITHIN, Agreed, confirm, is_open, said_yes};
pub use erase::{KEPT_FOR, erase, forget};
pub use hold_back::hold_back;
pub use import::{
    Among, Fault, ImportId, Imported, Line, MOST_MEGABYTES, MOST_PEOPLE, Staged, Statement, adopt,
    read_list, staged,
};
pub use read_in::read_in;
pub use subscribe::{Known, ONCE_WITHIN, Subscribe, subscribe};
pub use unsubscribe::unsubscribe;

use crate::model::{Entry, Mark, Reason, Stage, Subscriber, SubscriberId};

/// What a decision changes in this block, applied by its store.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Change {
    /// Somebody new.
    Enter {
        /// Who.
        subscriber: Subscriber,
        /// The mark of their address.
        mark: Mark,
    },
    /// A subscriber stands elsewhere or reads another language.
    Write {
        /// As they are now.
        subscriber: Subscriber,
        /// The mark of their address, while they have one.
        mark: Option<Mark>,
    },
    /// A question, or the answer that no question is needed, goes to the address of this mark now.
    Ask(Mark),
    /// Somebody asked again for the address of this mark, and nothing goes to it.
    AskInVain {
        /// Its mark.
        mark: Mark,
        /// The language that they chose: whoever is only asked reads that from now on.
        language: Language,
    },
    /// A line in the ledger.
    Note(Entry),
    /// What stands beside the address of somebody who is erased goes with it: where their letters went to, and what their own
    /// line of a list said.
    Forget(SubscriberId),
    /// Nothing goes to the address of this mark any more.
    Suppress {
        /// Whose.
        mark: Mark,
        /// Why.
        reason: Reason,
    },
    /// Mail may go to the address of this mark again: its owner said yes.
    Release(Mark),
    /// Something of an issue.
    Issue(sending::IssueChange),
    /// Something of a letter that came back.
    Bounce(bounce::BounceChange),
    /// Lays people of a list ready; nobody sees them.
    Stage {
        /// The import.
        import: ImportId,
        /// Which part of it, from 1.
        slice: u32,
        /// The people.
        people: Vec<Staged>,
    },
    /// Makes those real that lie ready for an import.
    Adopt {
        /// The import.
        import: ImportId,
        /// SHA-256 of its file.
        file: Digest,
    },
    /// Forgets what was laid ready and never made real.
    SweepStaged,
}

/// Chance for one decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// For a new subscriber.
    pub id: Uuid,
    /// For a question.
    pub question: Uuid,
    /// For a line in the ledger.
    pub entry: Uuid,
}

/// Where a subscriber stands after a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// Who.
    pub subscriber: SubscriberId,
    /// Where.
    pub state: Stage,
}

impl Standing {
    pub(crate) const fn of(subscriber: &Subscriber) -> Self {
        Self { subscriber: subscriber.id, state: subscriber.state.stage() }
    }
}

/// The table whose rows' versions guard what a rule read of a subscriber.
pub(crate) const SUBSCRIBERS: &str = "newsletter_subscriber";
