//! All integration tests, in one binary.

#[cfg(feature = "desktop")]
mod window;
