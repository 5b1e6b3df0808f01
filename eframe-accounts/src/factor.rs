//! What second factors are made of: codes of an app, passkeys, recovery codes, and the picture that an app reads.

mod app;
#[cfg(feature = "passkeys")]
mod passkey;
mod qr;
mod recovery;

pub(crate) use app::AppSecret;
#[cfg(feature = "passkeys")]
pub(crate) use passkey::{Authority, Unproven};
pub(crate) use qr::Qr;
pub(crate) use recovery::{Codes, recovery_digest};
