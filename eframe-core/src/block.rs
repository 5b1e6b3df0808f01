//! The libraries that blocks are written with, in the versions that core was built with.
//!
//! For authors of blocks only: nothing of these shows in a block's public API, so a host is not bound to
//! them. The extractors of [`http`](crate::http) are axum's kind.

pub mod tls;

pub use axum;
pub use chrono;
pub use minijinja;
pub use sea_orm;
pub use utoipa;
pub use utoipa_axum;

pub use crate::database::{Errand, Reader, containing, instant, stored, unread};
