//! Any bytes as a data file.
//! Must not know what is done with them.

#![no_main]

#[path = "../targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    targets::run("geojson", bytes);
});
