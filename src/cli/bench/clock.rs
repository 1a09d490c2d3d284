//! A stopwatch with two hands: time on the wall, and time of the processor for this program, all threads together.
//! Must not know what is timed.

use std::time::{Duration, Instant};

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
