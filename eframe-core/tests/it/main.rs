//! Whole requests and whole commits, as a host sees them, on each database.
#![cfg(feature = "test-util")]

mod backup;
mod blob;
mod commit;
mod component;
mod crash;
mod fuzz;
mod idempotency;
mod kept_form;
mod layer;
mod lost;
mod mail;
mod migration;
mod named;
mod notebook;
mod openapi;
mod outbox;
mod patience;
mod personal;
mod primary;
mod restore;
mod s3;
mod schedule;
mod seal;
mod server;
mod upgrade;
mod upload;
