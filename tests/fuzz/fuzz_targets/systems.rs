//! Any bytes as a coordinate reference system: a name, a PROJ string, well-known text.
//! Must not know what is done with them.

#![no_main]

#[path = "../targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    targets::run("systems", bytes);
});
