//! A flight from one view to another on the path that looks shortest: out, across and in again, all at one apparent speed.
//! Must not know what is in view, nor what time it is.
//!
//! The path is van Wijk's and Nuij's ("Smooth and efficient zooming and panning", IEEE `InfoVis` 2003, section 4), with their
//! letters: u is the way across, w the width in view, s the length of the path, ρ how much a flight prefers zooming to panning.
//! Their u(s) is a difference of two numbers that may be large and nearly equal; here it is the same put as one quotient, by
//! cosh r₀ · tanh(ρs + r₀) − sinh r₀ = sinh ρs / cosh(ρs + r₀).

use std::f64::consts::SQRT_2;

use crate::picture::World;

/// ρ: between what people found most natural in the paper's trial (1.42) and what is easy to write.
const RHO: f64 = SQRT_2;
/// How long a unit of the path takes, in seconds: zooming in four times is about one.
const UNIT_S: f64 = 0.3;
/// No flight is shorter or longer than this, in seconds.
const DURATION_S: [f64; 2] = [0.25, 1.2];
/// Less than this part of the width in view is no way across.
const STILL: f64 = 1e-12;

/// What a flight passes: what is in the middle, and how wide the part of the square in view is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Sight {
    pub(super) center: World,
    pub(super) width: f64,
}

/// A path from one sight to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flight {
    from: Sight,
    to: Sight,
    /// u₁: how far it is across.
    across: f64,
    /// r₀.
    r0: f64,
    /// S: how long the path is.
    length: f64,
}

impl Flight {
    /// The path between two sights.
    pub(super) fn new(from: Sight, to: Sight) -> Self {
        let [w0, w1] = [from.width, to.width];
        let across = (to.center.x - from.center.x).hypot(to.center.y - from.center.y);
        let (r0, length) = if across <= STILL * w0.min(w1) {
            (0.0, (w1 / w0).ln().abs() / RHO)
        } else {
            let rho2_u1 = RHO * RHO * across;
            let r = |w: f64, sign: f64| -((w1 * w1 - w0 * w0 + sign * rho2_u1 * rho2_u1) / (2.0 * w * rho2_u1)).asinh();
            let (r0, r1) = (r(w0, 1.0), r(w1, -1.0));
            (r0, (r1 - r0) / RHO)
        };
        Self { from, to, across, r0, length }
    }

    /// How long it takes, in seconds.
    pub(super) fn duration_s(&self) -> f64 {
        (self.length * UNIT_S).clamp(DURATION_S[0], DURATION_S[1])
    }

    /// Where it is after a part of its time, from 0 to 1: slow at both ends, and at the very target at 1.
    pub(super) fn at(&self, part: f64) -> Sight {
        if part >= 1.0 {
            return self.to;
        }
        let part = part.max(0.0);
        self.along(part * part * (3.0 - 2.0 * part))
    }

    /// Where it is after a part of the path.
    fn along(&self, part: f64) -> Sight {
        let Self { from, to, across, r0, .. } = *self;
        if across <= STILL * from.width.min(to.width) {
            let between = |a: f64, b: f64| a + (b - a) * part;
            let center = World { x: between(from.center.x, to.center.x), y: between(from.center.y, to.center.y) };
            return Sight { center, width: from.width * (to.width / from.width).powf(part) };
        }
        let way = RHO * self.length * part;
        let share = from.width / (RHO * RHO * across) * way.sinh() / (way + r0).cosh();
        Sight {
            center: World {
                x: from.center.x + (to.center.x - from.center.x) * share,
                y: from.center.y + (to.center.y - from.center.y) * share,
            },
            width: from.width * r0.cosh() / (way + r0).cosh(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Flight, Sight};
    use crate::picture::World;

    fn sight([x, y, width]: [f64; 3]) -> Sight {
        Sight { center: World { x, y }, width }
    }

    fn near(a: Sight, b: Sight, tolerance: f64) -> bool {
        let off = (a.center.x - b.center.x).hypot(a.center.y - b.center.y);
        off <= tolerance * a.width.max(b.width) && (a.width / b.width - 1.0).abs() <= tolerance
    }

    /// d3-interpolate 3.0.2, `interpolateZoom`: the length of the path, and where it is after some parts of it.
    #[test]
    fn agrees_with_d3() {
        let cases = [
            (
                [[0.83, 0.43, 0.001], [0.835, 0.432, 0.0005]],
                3.858_990_995_101_639_7,
                [
                    (0.1, [0.830_082_985_150_178_6, 0.430_033_194_060_071_46, 0.001_697_307_923_896_694_3]),
                    (0.25, [0.830_544_112_373_592_5, 0.430_217_644_949_437, 0.003_488_277_485_358_621]),
                    (0.9, [0.834_978_992_212_292_7, 0.431_991_596_884_917_06, 0.000_859_350_967_310_120_2]),
                ],
            ),
            (
                [[0.1, 0.2, 0.01], [0.9, 0.7, 0.02]],
                6.920_520_657_628_317,
                [
                    (0.1, [0.100_136_609_754_854_8, 0.200_085_381_096_784_25, 0.026_605_654_082_070_225]),
                    (0.5, [0.366_666_666_666_678_9, 0.366_666_666_666_674_25, 0.889_556_693_590_292]),
                    (0.9, [0.899_453_840_770_735, 0.699_658_650_481_709_3, 0.053_184_062_682_528_12]),
                ],
            ),
            (
                [[0.5, 0.5, 0.1], [0.5, 0.5, 0.001]],
                3.256_347_067_030_293_6,
                [
                    (0.1, [0.5, 0.5, 0.063_095_734_448_019_33]),
                    (0.25, [0.5, 0.5, 0.031_622_776_601_683_8]),
                    (0.9, [0.5, 0.5, 0.001_584_893_192_461_114_3]),
                ],
            ),
            (
                [[0.8, 0.4, 0.5], [0.800_01, 0.400_02, 0.000_01]],
                7.650_738_601_498_314,
                [
                    (0.1, [0.800_008_851_301_658_7, 0.400_017_702_603_317_26, 0.169_462_264_931_391_1]),
                    (0.5, [0.800_009_999_800_02, 0.400_019_999_600_039_87, 0.002_236_067_986_443_703]),
                    (0.9, [0.800_010_000_000_033_5, 0.400_020_000_000_067_1, 0.000_029_505_093_876_973_282]),
                ],
            ),
        ];
        for ([from, to], length, places) in cases {
            let flight = Flight::new(sight(from), sight(to));
            assert!((flight.length / length - 1.0).abs() < 1e-7, "{} is not {length}", flight.length);
            for (part, place) in places {
                let at = flight.along(part);
                assert!(near(at, sight(place), 1e-5), "{at:?} is not {place:?} at {part} of {from:?} to {to:?}");
            }
        }
    }

    #[test]
    fn it_begins_and_ends_exactly_where_it_should() {
        for (from, to) in [
            ([0.83, 0.43, 0.001], [0.835, 0.432, 0.0005]),
            ([0.5, 0.5, 1e-9], [0.5, 0.5 + 1e-15, 1.0]),
            ([0.5, 0.5, 1.0], [0.500_000_001, 0.5, 1e-7]),
            ([0.1, 0.1, 1e-8], [0.9, 0.9, 1e-8]),
            ([0.5, 0.5, 0.1], [0.5, 0.5, 0.1]),
        ] {
            let flight = Flight::new(sight(from), sight(to));
            assert!(near(flight.at(0.0), sight(from), 1e-9));
            assert_eq!(flight.at(1.0), sight(to));
            // It does not jump onto the target, either.
            assert!(near(flight.along(1.0), sight(to), 1e-6), "{:?} is not {to:?}", flight.along(1.0));
            assert!((0.25..=1.2).contains(&flight.duration_s()));
        }
    }

    /// All along the path a step looks equally far: the metric of the paper, (ρ² du² + dw²/ρ²) / w², is that of the path's length.
    #[test]
    fn its_apparent_speed_is_even() {
        let flight = Flight::new(sight([0.2, 0.3, 0.01]), sight([0.6, 0.1, 0.002]));
        let step = 1e-4;
        for part in [0.05, 0.3, 0.5, 0.7, 0.95] {
            let (a, b) = (flight.along(part), flight.along(part + step));
            let du = (b.center.x - a.center.x).hypot(b.center.y - a.center.y);
            let width = f64::midpoint(a.width, b.width);
            let seen = (super::RHO * du).hypot((b.width - a.width) / super::RHO) / width;
            assert!((seen / (flight.length * step) - 1.0).abs() < 1e-3, "at {part}");
        }
    }
}
