//! Any bytes, taken as what `ceds_scores` takes: eight choices of methods, then numbers.
#![no_main]

#[path = "../eframe-ceds/tests/it/fuzz/targets.rs"]
#[expect(dead_code, reason = "each target calls one of them")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::scores(bytes));
