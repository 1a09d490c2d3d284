//! Arcs of circles as chords.
//! Must not know entities.

use std::f64::consts::TAU;

/// How far a chord may be from its arc, of the units of a drawing, which are metres.
const SAGITTA: f64 = 1e-3;
/// An arc has no more chords than this.
const MOST: f64 = 8192.0;

/// The points of an arc around a centre between two angles, both ends among them. Those between lie outside it by as much as the chords take
/// from its sector, so that a whole circle has the area of its circle (`R² sin θ = r² θ`), whose ends then lie outside too.
pub(super) fn turn(center: [f64; 2], radius: f64, from: f64, to: f64) -> Vec<[f64; 2]> {
    let count = chords(radius, to - from);
    let step = (to - from) / f64::from(count);
    let further = if step.abs() > 0.0 { (step / step.sin()).sqrt() } else { 1.0 };
    let is_whole = (to - from).abs() >= TAU;
    (0..=count)
        .map(|place| {
            let is_end = (place == 0 || place == count) && !is_whole;
            let radius = if is_end { radius } else { radius * further };
            let (sin, cos) = (from + step * f64::from(place)).sin_cos();
            [center[0] + radius * cos, center[1] + radius * sin]
        })
        .collect()
}

/// The points between the ends of an arc, whose bulge is the tangent of a quarter of its angle, to the left of the way positive.
pub(super) fn bulge(from: [f64; 2], to: [f64; 2], bulge: f64) -> Vec<[f64; 2]> {
    let [x, y] = [to[0] - from[0], to[1] - from[1]];
    let chord = x.hypot(y);
    let angle = 4.0 * bulge.atan();
    if chord <= 0.0 || !bulge.is_finite() || angle.abs() < 1e-9 {
        return Vec::new();
    }
    // From the middle of the chord to the centre, along its left normal.
    let away = (1.0 - bulge * bulge) / (4.0 * bulge);
    let center = [from[0] + x / 2.0 - y * away, from[1] + y / 2.0 + x * away];
    let radius = chord * (1.0 + bulge * bulge) / (4.0 * bulge.abs());
    let first = (from[1] - center[1]).atan2(from[0] - center[0]);
    let mut points = turn(center, radius, first, first + angle);
    points.pop();
    points.drain(..points.len().min(1));
    points
}

/// How many chords an arc has.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between the bounds")]
fn chords(radius: f64, angle: f64) -> u32 {
    let step = 2.0 * (1.0 - (SAGITTA / radius.abs().max(SAGITTA)).min(1.0)).acos();
    let least = (angle.abs() / TAU * 16.0).ceil();
    (angle.abs() / step.max(1e-9)).ceil().clamp(least.max(1.0), MOST) as u32
}

#[cfg(test)]
mod tests {
    use super::{bulge, turn};

    /// A bulge of 1 is half a circle to the right of the way, counter-clockwise from one end to the other.
    #[test]
    fn a_bulge_of_one_is_half_a_circle() {
        let points = bulge([0.0, 0.0], [100.0, 0.0], 1.0);
        assert!(points.iter().all(|[x, y]| ((x - 50.0).hypot(*y) - 50.0).abs() < 1e-3 && *y < 0.0));
        assert!(bulge([0.0, 0.0], [100.0, 0.0], -1.0).iter().all(|[_, y]| *y > 0.0));
        assert!(bulge([0.0, 0.0], [0.0, 0.0], 1.0).is_empty());
        assert!(bulge([0.0, 0.0], [1.0, 0.0], 0.0).is_empty());
    }

    #[test]
    fn a_turn_has_both_its_ends() {
        let points = turn([1.0, 2.0], 3.0, 0.0, std::f64::consts::FRAC_PI_2);
        let [first, last] = [points[0], points[points.len() - 1]];
        assert!((first[0] - 4.0).abs() < 1e-12 && (last[1] - 5.0).abs() < 1e-12);
        assert_eq!(turn([0.0, 0.0], 0.0, 0.0, 1.0).len(), 4);
    }
}
