//! Lengths of time as clocks write them, the same in every language.
//! Must not know what takes so long.

/// A length of time as minutes and seconds, and hours where there are any.
#[must_use]
pub fn minutes(seconds: f64) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
    let seconds = seconds.max(0.0).floor() as u64;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::minutes;

    #[test]
    fn times_are_written_as_clocks_write_them() {
        for (seconds, text) in [(0.0, "0:00"), (59.9, "0:59"), (65.0, "1:05"), (3600.0, "1:00:00"), (-3.0, "0:00")] {
            assert_eq!(minutes(seconds), text);
        }
    }
}
