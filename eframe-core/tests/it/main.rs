//! Whole requests and whole commits, as a host sees them.
#![cfg(feature = "test-util")]

mod component;
