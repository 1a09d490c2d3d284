//! A stopwatch with two hands: time on the wall, and time of the processor for this program, all threads together.
//! Must not know what is timed.

use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// When the program began to read its arguments.
static BEGAN: OnceLock<Instant> = OnceLock::new();

/// Remembers that the program begins now. What the system does before that, about a millisecond, cannot be told from here.
pub(in crate::cli) fn begin() {
    let _first = BEGAN.get_or_init(Instant::now);
}

/// Seconds on the wall since the program began.
pub(super) fn since_start_s() -> f64 {
    BEGAN.get_or_init(Instant::now).elapsed().as_secs_f64()
}

/// Two times that began together.
pub(super) struct Clock {
    wall: Instant,
    cpu: Option<Duration>,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self { cpu: cpu(), wall: Instant::now() }
    }

    /// Seconds on the wall since the start.
    pub(super) fn wall_s(&self) -> f64 {
        self.wall.elapsed().as_secs_f64()
    }

    /// Seconds of the processor since the start; none where the system does not tell.
    pub(super) fn cpu_s(&self) -> Option<f64> {
        Some(cpu()?.checked_sub(self.cpu?)?.as_secs_f64())
    }
}

#[cfg(unix)]
fn cpu() -> Option<Duration> {
    use rustix::time::{ClockId, clock_gettime};
    Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).ok()
}

#[cfg(not(unix))]
fn cpu() -> Option<Duration> {
    None
}
