//! Any bytes, read as what `cms_redirects` reads.
#![no_main]

#[path = "../eframe-cms/tests/it/fuzz/targets.rs"]
#[expect(dead_code, reason = "each target calls one of them")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::redirects(bytes));
