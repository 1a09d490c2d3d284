//! How pairs of numbers are to be read as positions: which system, which axis first, which datum.
//! Must not know who says so.

use super::Crs;
use crate::geodesy::Datum;
use crate::geometry::LonLat;

/// Which of a pair of numbers comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Axes {
    /// East or longitude, as in GeoJSON.
    #[default]
    Xy,
    /// North or latitude, as Chinese surveys and EPSG:4326 have it.
    Yx,
}

impl Axes {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Xy, Self::Yx];

    /// Short stable name, as in arguments: `xy` or `yx`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Xy => "xy",
            Self::Yx => "yx",
        }
    }

    /// The other.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Xy => Self::Yx,
            Self::Yx => Self::Xy,
        }
    }

    /// The axes with a short name; none for any other word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|axes| axes.name() == name)
    }
}

/// A way to read pairs of numbers as positions. By default they are longitudes and latitudes on WGS 84, as in GeoJSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CoordinateFrame {
    /// The system; none for the file's own.
    pub crs: Option<Crs>,
    /// Which number comes first.
    pub axes: Axes,
    /// What the positions refer to.
    pub datum: Datum,
}

impl CoordinateFrame {
    /// The position of a pair of numbers. None for what is no position in this frame.
    #[must_use]
    pub fn lonlat(&self, first: f64, second: f64) -> Option<LonLat> {
        let (x, y) = match self.axes {
            Axes::Xy => (first, second),
            Axes::Yx => (second, first),
        };
        let at = match self.crs {
            Some(crs) => crs.lonlat(x, y)?,
            None => LonLat::new(x, y).ok()?,
        };
        let at = self.datum.to_wgs84(at);
        LonLat::new(at.lon, at.lat).ok()
    }

    /// The frame of the same plane with east before north and no number of a zone before the eastings, so that frames of one plane are equal.
    #[must_use]
    pub fn plain(&self) -> Self {
        let crs = self.crs.filter(|crs| !crs.is_geographic()).map(Crs::without_zone_number);
        Self { crs, axes: Axes::Xy, datum: self.datum }
    }

    /// Whether its plane is that of longitude and latitude on WGS 84.
    #[must_use]
    pub fn is_degrees(&self) -> bool {
        self.plain() == Self::default()
    }

    /// The pair of numbers, east or longitude first, of a position; the other way round than [`lonlat`](Self::lonlat). None where there is none.
    #[must_use]
    pub fn plane(&self, at: LonLat) -> Option<[f64; 2]> {
        let at = self.datum.from_wgs84(at);
        match self.crs {
            Some(crs) => crs.plane(at),
            None => Some([at.lon, at.lat]),
        }
    }
}
