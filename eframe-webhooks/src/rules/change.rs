use jiff::SignedDuration;

use crate::model::{Endpoint, EndpointId, Message, MessageId};

/// What a decision changes in what is kept.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A new endpoint.
    Add(Box<Endpoint>),
    /// An endpoint is another now.
    Write(Box<Endpoint>),
    /// An endpoint goes, with all that was on its way to it.
    Remove(EndpointId),
    /// A message is to reach these.
    Send(Box<Message>, Vec<EndpointId>),
    /// A message is to reach an endpoint once more, with all its attempts before it.
    Repeat(MessageId, EndpointId),
    /// The same for all that have failed and happened no longer ago than this.
    RepeatFailed(EndpointId, SignedDuration),
}
