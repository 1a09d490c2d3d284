//! Systems against positions that PROJ made, and where each is used.
//! Must not know who reads them.

use super::{Crs, systems};
use crate::geodesy::distance_m;
use crate::geometry::LonLat;

/// EPSG code, longitude, latitude, x (east), y (north): pyproj 3.7.2 with PROJ 9.5.1.
const KNOWN: &[(u16, f64, f64, f64, f64)] = &[
    (4526, 113.52, 23.09, 38_450_821.467_9, 2_554_585.385_1),
    (4547, 113.52, 23.09, 450_821.467_9, 2_554_585.385_1),
    (4546, 113.52, 23.09, 758_243.235_2, 2_556_732.771_8),
    (4513, 74.9, 39.4, 25_491_386.344_8, 4_362_916.476_4),
    (4554, 135.9, 47.5, 567_808.971_4, 5_263_227.534_5),
    (4497, 113.52, 23.09, 19_758_243.235_2, 2_556_732.771_8),
    (4508, 113.52, 23.09, 758_243.235_2, 2_556_732.771_8),
    (4491, 75.3, 38.2, 13_526_278.044_4, 4_229_740.237_2),
    (4512, 134.0, 45.2, 421_427.972_4, 5_007_657.680_5),
    (32649, 113.52, 23.09, 758_139.937_9, 2_555_710.078_7),
    (32650, 113.52, 23.09, 143_448.334_6, 2_557_732.853_2),
    (32633, 14.4, 50.1, 457_089.151_1, 5_549_921.626_5),
    (32756, 151.2, -33.87, 333_510.650_1, 6_250_800.241_2),
    (32601, -179.5, 64.0, 377_743.462_9, 7_099_411.974_8),
    (3857, 113.52, 23.09, 12_636_988.594_9, 2_642_906.249_8),
    (3857, -0.1276, 51.5072, -14_204.367_0, 6_711_506.705_4),
    (3857, 179.99, -80.0, 20_036_395.147_9, -15_538_711.096_3),
    (2326, 114.181_009_326_705_14, 22.310_602_433_882, 836_694.05, 819_069.8),
    (2326, 113.824_861_847_240_8, 22.318_620_746_082_264, 800_000.0, 820_000.0),
    (2326, 114.407_587_973_134_92, 22.544_599_003_809_98, 860_000.0, 845_000.0),
];

#[test]
fn agrees_with_proj_to_a_millimetre() {
    for &(epsg, lon, lat, x, y) in KNOWN {
        let at = Crs::from_epsg(epsg).and_then(|crs| crs.lonlat(x, y)).expect("a position");
        assert!(distance_m(at, LonLat { lon, lat }) < 0.001, "{epsg}: {at:?}");
    }
}

#[test]
fn every_system_has_its_projection() {
    for system in systems() {
        assert!(Crs(system).is_geographic() || system.projections().is_some(), "{}", system.name);
        assert_eq!(Crs::from_name(&system.name), Some(Crs(system)));
    }
    assert!(Crs::from_name("EPSG:4568").is_none() && Crs::from_name("4526").is_none());
}

#[test]
fn a_grid_is_used_near_its_meridian() {
    let crs = |epsg| Crs::from_epsg(epsg).expect("known");
    for (epsg, meridian) in
        [(4526, 114.0), (4547, 114.0), (4491, 75.0), (4512, 135.0), (4497, 111.0), (32649, 111.0), (32701, -177.0)]
    {
        assert_eq!(crs(epsg).central_meridian_deg(), Some(meridian), "{epsg}");
    }
    for (epsg, lon, lat, is_covered) in [
        (4547, 113.5, 23.0, true),
        (4547, 120.0, 23.0, true),
        (4547, 120.1, 23.0, false),
        (4547, 132.17, 3.84, false),
        (4547, 109.5, -0.1, false),
        (4490, 113.5, 23.0, true),
        (4490, 24.9, 60.2, false),
        (4326, 24.9, 60.2, true),
        (3857, 0.0, 0.0, true),
        (32601, 179.0, 10.0, true),
        (32601, 539.0, 10.0, true),
        (2326, 114.17, 22.3, true),
        (2326, 113.48, 23.07, false),
        (32649, 113.5, -23.0, false),
        (32750, 117.5, 1.5, true),
        (32649, 113.5, -3.0, true),
        (32749, 113.5, -23.0, true),
    ] {
        assert_eq!(crs(epsg).covers(LonLat { lon, lat }), is_covered, "{epsg} {lon} {lat}");
    }
    for (epsg, twin) in [(4526, 4547), (4513, 4534), (4533, 4554), (4491, 4502), (4501, 4512)] {
        assert_eq!(crs(epsg).twin(), Some(crs(twin)));
        assert_eq!(crs(twin).twin(), Some(crs(epsg)));
    }
    assert_eq!(crs(32649).twin(), None);
}

#[test]
fn an_easting_with_another_zones_number_is_told() {
    let crs = |epsg| Crs::from_epsg(epsg).expect("known");
    for (read_in, x, y, carried) in [
        (4526, 38_450_821.467_9, 2_554_585.385_1, None),
        (4526, 39_450_821.467_9, 2_554_585.385_1, Some((39.0, Some(crs(4527))))),
        (4526, 37_450_821.467_9, 2_554_585.385_1, Some((37.0, Some(crs(4525))))),
        (4497, 20_243_235.2, 2_556_732.8, Some((20.0, Some(crs(4498))))),
        (4533, 46_450_821.5, 2_554_585.4, Some((46.0, None))),
        // No numbers stand before these.
        (4547, 1_450_821.5, 2_554_585.4, None),
        (32649, 1_258_139.9, 2_555_710.1, None),
    ] {
        let at = crs(read_in).lonlat(x, y).expect("a position");
        assert_eq!(crs(read_in).other_zone(at), carried, "{read_in} {x}");
    }
}

#[test]
fn what_is_beyond_a_projection_has_no_position() {
    for (epsg, x, y) in [
        (4526, 113.5, 23.1),
        (4526, 2_554_585.0, 38_450_821.0),
        (4547, 1e9, 2_554_585.0),
        (32649, f64::NAN, 0.0),
        (3857, f64::INFINITY, 0.0),
        (3857, 1e8, 0.0),
        (4326, 500_000.0, 2_554_585.0),
    ] {
        let found = Crs::from_epsg(epsg).expect("known").lonlat(x, y);
        assert_eq!(found, None, "{epsg} {x} {y}");
    }
}
