//! What the domain of the newsletter has to publish, so that its letters are believed; and whether it does.

mod query;
mod records;

pub use query::{DnsError, Resolver};
pub use records::{Finding, Record, wanted};
