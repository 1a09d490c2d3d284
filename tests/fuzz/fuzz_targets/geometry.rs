//! Any bytes as the vertices of areas, checked by every rule.
//! Must not know what is done with them.

#![no_main]

#[path = "../targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    targets::run("geometry", bytes);
});
