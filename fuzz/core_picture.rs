//! Any bytes, handed in as a picture.
#![no_main]

#[path = "../eframe-core/tests/it/fuzz/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::picture(bytes));
