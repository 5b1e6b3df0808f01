//! Mail: addresses that cannot carry anything else.

mod address;

pub use address::{Address, AddressError};
