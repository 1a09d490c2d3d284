//! Short lengths in words.
//! Must not know what they are of.

use super::number;

/// The width or the length of something small: in millimetres below a centimetre, in centimetres below ten, in metres above.
#[must_use]
pub fn width(width_m: f64) -> String {
    let two = |value: f64| {
        let decimals = match value.abs() {
            tiny if tiny < 0.1 => 3,
            small if small < 1.0 => 2,
            _ => 1,
        };
        number(value, decimals)
    };
    match width_m.abs() {
        nothing if nothing <= 0.0 => format!("{} m", number(0.0, 0)),
        tiny if tiny < 1e-6 => "< 0.001 mm".to_owned(),
        small if small < 0.01 => format!("{} mm", two(width_m * 1e3)),
        middling if middling < 0.1 => format!("{} cm", number(width_m * 1e2, 2)),
        large if large < 100.0 => format!("{} m", number(width_m, 2)),
        _ => format!("{} m", number(width_m, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::width;

    #[test]
    fn a_width_has_the_unit_that_suits_its_size() {
        for (width_m, text) in [
            (0.0, "0 m"),
            (4.2e-9, "< 0.001 mm"),
            (4.2e-6, "0.004 mm"),
            (4e-4, "0.40 mm"),
            (0.0042, "4.2 mm"),
            (0.01, "1.00 cm"),
            (0.3, "0.30 m"),
            (5.0, "5.00 m"),
            (1234.56, "1234.6 m"),
        ] {
            assert_eq!(width(width_m), text);
        }
    }
}
