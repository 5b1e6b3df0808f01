//! Nouns: an endpoint and where it is, a message, what became of its deliveries.

mod allowed;
mod delivery;
mod endpoint;
mod target;

pub use allowed::{Allowed, Named, NoHost};
pub use delivery::{Delivery, DeliveryState, Last, Lost, Message, MessageId};
pub use endpoint::{Endpoint, EndpointId, Older, SecretMark, State, Wanted, Why};
pub use target::Target;
