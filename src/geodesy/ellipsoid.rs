//! The figures of the Earth that areas are measured on.
//! Must not know which method uses which.

/// A degree of latitude is never longer on WGS 84, metres: 111 694 at the poles, rounded up.
pub(crate) const LONGEST_DEGREE_M: f64 = 111_700.0;
/// A degree of latitude is never shorter on WGS 84, metres: a (1 − e²) π / 180 = 110 574 at the equator, rounded down.
pub(crate) const SHORTEST_DEGREE_M: f64 = 110_500.0;

/// An ellipsoid of revolution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ellipsoid {
    /// Equatorial radius in metres.
    pub a_m: f64,
    /// Flattening, (a − b) / a.
    pub f: f64,
}

impl Ellipsoid {
    /// WGS 84 (EPSG:7030).
    pub const WGS84: Self = Self { a_m: 6_378_137.0, f: 1.0 / 298.257_223_563 };
    /// CGCS2000 (EPSG:1024), the figure of GRS 1980.
    pub const CGCS2000: Self = Self { a_m: 6_378_137.0, f: 1.0 / 298.257_222_101 };
    /// Xi'an 1980 (EPSG:7049, the figure of IAG 1975).
    pub const XIAN80: Self = Self { a_m: 6_378_140.0, f: 1.0 / 298.257 };

    /// Polar radius in metres.
    #[must_use]
    pub fn b_m(self) -> f64 {
        self.a_m * (1.0 - self.f)
    }

    /// First eccentricity squared, f (2 − f).
    #[must_use]
    pub fn e2(self) -> f64 {
        self.f * (2.0 - self.f)
    }
    /// How long a degree is at a latitude in degrees, metres: of longitude, along the parallel, and of latitude, along the meridian.
    #[must_use]
    pub fn degree_m(self, lat_deg: f64) -> [f64; 2] {
        let (sine, cosine) = lat_deg.to_radians().sin_cos();
        let left = 1.0 - self.e2() * sine * sine;
        let normal_m = self.a_m / left.sqrt();
        [(normal_m * cosine).to_radians(), (normal_m * (1.0 - self.e2()) / left).to_radians()]
    }
}
