//! One position: longitude and latitude in degrees.
//! Must not know about projections or ellipsoids.

/// The greatest longitude, in degrees, that is read as a longitude. A chain that crosses the antimeridian may run on past 180.
pub const MAX_LON: f64 = 540.0;
/// The greatest latitude in degrees.
pub const MAX_LAT: f64 = 90.0;

/// A position on the ellipsoid, in degrees, longitude first as in RFC 7946.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LonLat {
    /// Longitude in degrees, east positive.
    pub lon: f64,
    /// Latitude in degrees, north positive.
    pub lat: f64,
}

/// The longitude and the latitude of a position by their bits.
pub type Bits = (u64, u64);

/// A pair of numbers that cannot be a longitude and a latitude.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error("expected a longitude within ±{MAX_LON}° and a latitude within ±{MAX_LAT}°, found {lon}, {lat}")]
pub struct OutOfRange {
    /// The first number as given.
    pub lon: f64,
    /// The second number as given.
    pub lat: f64,
}

impl LonLat {
    /// Its two numbers by their bits, to sort by and to look up: the same coordinate is the same.
    #[must_use]
    pub fn bits(self) -> Bits {
        (self.lon.to_bits(), self.lat.to_bits())
    }

    /// Halfway to another on the straight line in longitude and latitude.
    #[must_use]
    pub fn midpoint(self, other: Self) -> Self {
        Self { lon: f64::midpoint(self.lon, other.lon), lat: f64::midpoint(self.lat, other.lat) }
    }

    /// A position from a longitude and a latitude in degrees. Negative zero becomes zero, because some algorithms tell the two apart.
    ///
    /// # Errors
    /// [`OutOfRange`] when either is not finite, or beyond ±[`MAX_LON`] or ±[`MAX_LAT`].
    pub fn new(lon: f64, lat: f64) -> Result<Self, OutOfRange> {
        // A comparison with NaN is false, so NaN is refused with the rest.
        if lon.abs() <= MAX_LON && lat.abs() <= MAX_LAT {
            Ok(Self { lon: lon + 0.0, lat: lat + 0.0 })
        } else {
            Err(OutOfRange { lon, lat })
        }
    }
}

impl From<LonLat> for geo::Coord<f64> {
    fn from(at: LonLat) -> Self {
        Self { x: at.lon, y: at.lat }
    }
}

#[cfg(test)]
mod tests {
    use super::LonLat;

    #[test]
    fn refuses_what_is_no_position() {
        for (lon, lat) in
            [(f64::NAN, 0.0), (0.0, f64::NAN), (f64::INFINITY, 0.0), (541.0, 0.0), (0.0, 90.001), (1e308, 1e308)]
        {
            assert!(LonLat::new(lon, lat).is_err(), "{lon} {lat}");
        }
    }

    #[test]
    fn negative_zero_becomes_zero() {
        let at = LonLat::new(-0.0, -0.0).expect("zero is a position");
        assert!(at.lon.is_sign_positive() && at.lat.is_sign_positive());
    }
}
