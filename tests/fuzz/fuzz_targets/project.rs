//! Any bytes as the `project.json` of a small project.
//! Must not know what is done with them.

#![no_main]

#[path = "../targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    targets::run("project", bytes);
});
