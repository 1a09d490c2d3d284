//! A number of a data file as people read it.
//! Must not know what it counts.

use super::in_groups;

/// A number in full, in groups of three from five digits on; with a power of ten where it is very large or very small.
#[must_use]
pub fn figure(value: f64) -> String {
    const DIGITS: usize = 12;
    // Zero has no sign.
    let value = value + 0.0;
    let size = value.abs();
    let text = if size != 0.0 && !(1e-6..1e15).contains(&size) {
        format!("{value:e}")
    } else {
        // What division and binary fractions leave behind is no digit that somebody wrote.
        let whole = format!("{size:.0}").len();
        let text = format!("{value:.*}", DIGITS.saturating_sub(whole).max(2));
        let text = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { &text };
        let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
        let (sign, digits) = whole.split_at(usize::from(whole.starts_with('-')));
        let groups = if digits.len() > 4 { in_groups(digits) } else { digits.to_owned() };
        format!("{sign}{groups}{rest}")
    };
    text.strip_prefix('-').map_or_else(|| text.clone(), |size| format!("−{size}"))
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn numbers_are_told_in_full_and_in_groups() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (12.5, "12.5"),
            (2024.0, "2024"),
            (10_000.0, "10 000"),
            (-1_234_567.891, "−1 234 567.891"),
            (0.1 + 0.2, "0.3"),
            (1.0 / 3.0, "0.33333333333"),
            (1e-6, "0.000001"),
            (2.5e-7, "2.5e-7"),
            (-1e300, "−1e300"),
            (999_999_999_999_999.0, "999 999 999 999 999"),
        ] {
            assert_eq!(figure(value), text);
        }
    }
}
