//! The map datums of China against published positions, and that each shift can be undone.
//! Must not know the formulas.

use proptest::prelude::*;
use zonemap::geodesy::{Datum, distance_m};
use zonemap::geometry::LonLat;

fn at(lon: f64, lat: f64) -> LonLat {
    LonLat { lon, lat }
}

/// The example in the documentation of coordtransform (JavaScript, 2.1): Tiananmen on WGS 84 as GCJ-02, and the same
/// numbers taken as GCJ-02 as BD-09.
#[test]
fn the_shifts_give_the_published_positions() {
    let tiananmen = at(116.404, 39.915);
    let gcj02 = Datum::Gcj02.from_wgs84(tiananmen);
    assert!(distance_m(gcj02, at(116.410_244_499_169_38, 39.916_404_281_501_64)) < 1e-6, "{gcj02:?}");
    let bd09 = Datum::Bd09.from_wgs84(Datum::Gcj02.to_wgs84(tiananmen));
    assert!(distance_m(bd09, at(116.410_369_493_710_29, 39.921_336_993_510_21)) < 1e-6, "{bd09:?}");
}

/// The inverses published with them only mirror the shift, so they are within metres of the true ones.
#[test]
fn the_inverses_are_near_the_published_ones() {
    let drawn = at(116.404, 39.915);
    let mirrored = at(116.397_755_500_830_61, 39.913_595_718_498_36);
    assert!(distance_m(Datum::Gcj02.to_wgs84(drawn), mirrored) < 5.0);
    let published = Datum::Gcj02.to_wgs84(at(116.397_627_291_193_15, 39.908_656_739_576_31));
    assert!(distance_m(Datum::Bd09.to_wgs84(drawn), published) < 0.5);
}

#[test]
fn nothing_is_shifted_far_from_china() {
    for place in [at(-0.1, 51.5), at(151.2, -33.9), at(-122.4, 37.8), at(179.9, 0.0)] {
        assert_eq!(Datum::Gcj02.from_wgs84(place), place);
        assert_eq!(Datum::Gcj02.to_wgs84(place), place);
    }
}

#[test]
fn a_datum_answers_to_its_name() {
    for datum in Datum::ALL {
        assert_eq!(Datum::from_name(datum.name()), Some(datum));
    }
    assert_eq!(Datum::from_name("WGS84"), None);
}

proptest! {
    /// Well inside the country.
    #[test]
    fn each_shift_can_be_undone(lon in 73.0..134.0_f64, lat in 4.5..53.0_f64) {
        let place = at(lon, lat);
        for datum in Datum::ALL {
            let there = datum.from_wgs84(place);
            let off_m = distance_m(datum.to_wgs84(there), place);
            prop_assert!(off_m < 1e-6, "{}: {off_m} m", datum.name());
        }
    }
}
