//! The transverse Mercator projection, which Gauss–Krüger grids and UTM are made of.
//! Must not know the zones.

use proj4rs::Proj;
use proj4rs::transform::transform;

use super::Ellipsoid;
use crate::geometry::LonLat;

/// The plane around one central meridian, by the series that PROJ has as `etmerc`, good to a nanometre within 30° of it.
#[derive(Clone, Debug)]
pub struct TransverseMercator {
    geographic: Proj,
    plane: Proj,
}

impl TransverseMercator {
    /// The plane of a central meridian in degrees, with its scale there (1 for Gauss–Krüger, 0.9996 for UTM) and without
    /// any false origin. None for a meridian that is no number.
    #[must_use]
    pub fn new(ellipsoid: Ellipsoid, central_meridian_deg: f64, scale: f64) -> Option<Self> {
        let figure = format!("+a={} +rf={} +no_defs", ellipsoid.a_m, 1.0 / ellipsoid.f);
        let plane = format!("+proj=etmerc +lat_0=0 +lon_0={central_meridian_deg} +k={scale} +x_0=0 +y_0=0 {figure}");
        let system = |text: &str| Proj::from_proj_string(text).ok();
        Some(Self { geographic: system(&format!("+proj=longlat {figure}"))?, plane: system(&plane)? })
    }

    /// Metres east of the central meridian and north of the equator. None where the plane does not reach.
    #[must_use]
    pub fn east_north_m(&self, at: LonLat) -> Option<[f64; 2]> {
        let mut place = (at.lon.to_radians(), at.lat.to_radians());
        transform(&self.geographic, &self.plane, &mut place).ok()?;
        let (east_m, north_m) = place;
        (east_m.is_finite() && north_m.is_finite()).then_some([east_m, north_m])
    }
}
