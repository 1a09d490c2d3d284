//! Any bytes as a file of a format other than GeoJSON.
//! Must not know what is done with them.

#![no_main]

#[path = "../targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    targets::run("formats", bytes);
});
