use uuid::Uuid;

use crate::{Settled, Timestamp};

/// One attempt to tell one subscriber of one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub(super) message: Uuid,
    pub(super) subscriber: String,
    pub(super) attempt: u32,
    pub(super) sent: Timestamp,
}

impl Delivery {
    /// The message. It is the same in each attempt, so it can name what the attempt makes outside.
    pub fn message(&self) -> Uuid {
        self.message
    }

    /// Who is told.
    pub fn subscriber(&self) -> &str {
        &self.subscriber
    }

    /// Which attempt this is, from 1.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// When the commit that sent the message was decided.
    pub fn sent(&self) -> Timestamp {
        self.sent
    }

    /// The mark to [settle](crate::Commit::settle) the subscriber's own commit with, which then happens once
    /// however often the message is delivered.
    pub fn settled(&self) -> Settled {
        Settled { message: self.message, subscriber: self.subscriber.clone() }
    }
}
