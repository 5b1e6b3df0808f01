//! The letter that carries an issue: its bytes, its headers, its signature.
//!
//! All that is the same for everybody is written once an issue and language, as a [`Sheet`]. What each subscriber adds,
//! their address, the letter's name and their link, is put in between, and the whole is signed. A finished letter is plain
//! ASCII with short lines, none of which begins with a dot: it travels through any server as it is.

mod dkim;
mod encode;
mod key;
mod sheet;

pub use dkim::Signer;
pub use key::{Key, KeyError};
pub use sheet::Imprint;
pub(crate) use sheet::{Personal, Places, Sheet};

#[cfg(test)]
mod tests;
