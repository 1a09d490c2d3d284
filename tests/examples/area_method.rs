//! A method to measure areas beside those that zonemap has: the ring on the plane that touches the Earth at its first position, degrees taken
//! for as long as they are there. In the program it would be a file in `geodesy/area`, a row of `AREA_METHODS` and a key `area-method.flat` in
//! each locale: `cargo run --example area_method`.

use std::error::Error;
use std::io::{self, Write as _};

use zonemap::formats::{OpenOptions, open_builtin};
use zonemap::geodesy::{AREA_METHODS, AreaMethod, Ellipsoid, Measure};
use zonemap::geometry::LonLat;

const FLAT: AreaMethod = AreaMethod { id: "flat", measure: Measure::Ring(flat_m2) };

/// Gauss's area formula (1795), metres east and north of the first position.
fn flat_m2(ring: &[LonLat]) -> f64 {
    let Some(first) = ring.first() else { return 0.0 };
    let [east_m, north_m] = Ellipsoid::WGS84.degree_m(first.lat);
    let flat = |at: LonLat| [(at.lon - first.lon) * east_m, (at.lat - first.lat) * north_m];
    let doubled = ring.windows(2).map(|edge| {
        let ([x, y], [to_x, to_y]) = (flat(edge[0]), flat(edge[1]));
        x * to_y - to_x * y
    });
    doubled.sum::<f64>().abs() / 2.0
}

fn main() -> Result<(), Box<dyn Error>> {
    let project = open_builtin(&OpenOptions::default())?;
    let mut out = io::stdout().lock();
    for id in project.areal_ids() {
        let ring = project.shape(id).and_then(|shape| shape.polygons().next()?.exterior().map(<[LonLat]>::to_vec));
        let (Some(ring), Some(feature)) = (ring, project.feature(id)) else { continue };
        for method in AREA_METHODS.iter().chain([&FLAT]) {
            if let Measure::Ring(measure) = method.measure {
                writeln!(out, "{} {:>24} {:>14.1} m²", feature.key(), method.id, measure(&ring))?;
            }
        }
    }
    Ok(())
}
