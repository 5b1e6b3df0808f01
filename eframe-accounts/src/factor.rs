//! What second factors are made of: codes of an app, recovery codes, and the picture that an app reads.

mod app;
mod qr;
mod recovery;

pub(crate) use app::AppSecret;
pub(crate) use qr::Qr;
pub(crate) use recovery::{Codes, recovery_digest};
