//! Letters that come back, and readers who complain.
//!
//! Each letter leaves under a return path of its own, which says whose it is whatever the report looks like (VERP). A
//! report is read for how it failed (RFC 3464) or that it was complained about (RFC 5965).

mod maildir;
mod report;
mod return_path;

pub(crate) use maildir::Maildir;
pub(crate) use report::read;
pub(crate) use return_path::ReturnPaths;
