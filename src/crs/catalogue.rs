//! The coordinate reference systems that are read by a code: what their positions refer to, their projections, and both as a PROJ string.
//! Must not know how positions are converted, nor how a system is called in words.

/// What positions refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    World,
    /// CGCS2000, whose degrees count as those of WGS 84.
    China,
    HongKong,
    Macao1920,
    Macao2008,
    Beijing,
    Xian,
    /// What a PROJ string says.
    Own,
}

/// How positions are written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Kind {
    Degrees,
    GaussKruger {
        width: u16,
        zone: u16,
        /// Whether the zone's number stands in millions before the eastings.
        is_numbered: bool,
    },
    Utm {
        zone: u16,
        is_south: bool,
    },
    WebMercator,
    /// The grid of one place.
    Local(Transverse),
    /// What a PROJ string says, with the central meridian of a transverse Mercator grid and the length of its unit in metres.
    Own {
        is_degrees: bool,
        meridian: Option<f64>,
        unit_m: f64,
    },
}

/// A transverse Mercator grid: its origin in degrees, the scale there, and what its easting and northing are there, metres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Transverse {
    pub(super) meridian: f64,
    pub(super) latitude: f64,
    pub(super) scale: f64,
    pub(super) east_m: f64,
    pub(super) north_m: f64,
}

impl Transverse {
    /// As PROJ has it.
    pub(super) fn proj(&self) -> String {
        let Self { meridian, latitude, scale, east_m, north_m } = self;
        format!("+proj=tmerc +lat_0={latitude} +lon_0={meridian} +k={scale} +x_0={east_m} +y_0={north_m}")
    }
}

/// Codes one after another, all of one base and kind; of zones the first is given.
pub(super) struct Run {
    pub(super) first: u16,
    pub(super) last: u16,
    pub(super) base: Base,
    pub(super) kind: Kind,
}

const fn degrees(code: u16, base: Base) -> Run {
    Run { first: code, last: code, base, kind: Kind::Degrees }
}

/// The 21 zones of 3° or the 11 of 6° that China has.
const fn zones(first: u16, base: Base, width: u16, is_numbered: bool) -> Run {
    let (zone, count) = if width == 3 { (25, 21) } else { (13, 11) };
    Run { first, last: first + count - 1, base, kind: Kind::GaussKruger { width, zone, is_numbered } }
}

const fn utm(first: u16, is_south: bool) -> Run {
    Run { first, last: first + 59, base: Base::World, kind: Kind::Utm { zone: 1, is_south } }
}

/// EPSG:2326: 22°18′43.68″ N, 114°10′42.80″ E.
const HONG_KONG: Kind = Kind::Local(Transverse {
    meridian: 114.0 + 10.0 / 60.0 + 42.80 / 3600.0,
    latitude: 22.0 + 18.0 / 60.0 + 43.68 / 3600.0,
    scale: 1.0,
    east_m: 836_694.05,
    north_m: 819_069.8,
});
/// EPSG:8433: 22°12′44.63″ N, 113°32′11.29″ E.
const MACAO: Kind = Kind::Local(Transverse {
    meridian: 113.0 + 32.0 / 60.0 + 11.29 / 3600.0,
    latitude: 22.0 + 12.0 / 60.0 + 44.63 / 3600.0,
    scale: 1.0,
    east_m: 20_000.0,
    north_m: 20_000.0,
});

/// Every system with a code.
pub(super) const RUNS: [Run; 24] = [
    degrees(4326, Base::World),
    degrees(4490, Base::China),
    zones(4491, Base::China, 6, true),
    zones(4502, Base::China, 6, false),
    zones(4513, Base::China, 3, true),
    zones(4534, Base::China, 3, false),
    utm(32601, false),
    utm(32701, true),
    Run { first: 3857, last: 3857, base: Base::World, kind: Kind::WebMercator },
    Run { first: 2326, last: 2326, base: Base::HongKong, kind: HONG_KONG },
    degrees(4611, Base::HongKong),
    Run { first: 8433, last: 8433, base: Base::Macao1920, kind: MACAO },
    degrees(8428, Base::Macao1920),
    degrees(8431, Base::Macao2008),
    degrees(4214, Base::Beijing),
    zones(21413, Base::Beijing, 6, true),
    zones(21453, Base::Beijing, 6, false),
    zones(2401, Base::Beijing, 3, true),
    zones(2422, Base::Beijing, 3, false),
    degrees(4610, Base::Xian),
    zones(2327, Base::Xian, 6, true),
    zones(2338, Base::Xian, 6, false),
    zones(2349, Base::Xian, 3, true),
    zones(2370, Base::Xian, 3, false),
];

impl Run {
    /// Its codes with the kind of each.
    pub(super) fn systems(&self) -> impl Iterator<Item = (u16, Base, Kind)> + '_ {
        (self.first..=self.last).map(|code| (code, self.base, self.kind.after(code - self.first)))
    }
}

impl Kind {
    /// That of so many zones further.
    fn after(self, zones: u16) -> Self {
        match self {
            Self::GaussKruger { width, zone, is_numbered } => {
                Self::GaussKruger { width, zone: zone + zones, is_numbered }
            }
            Self::Utm { zone, is_south } => Self::Utm { zone: zone + zones, is_south },
            Self::Degrees | Self::WebMercator | Self::Local(_) | Self::Own { .. } => self,
        }
    }

    /// The meridian in degrees that a transverse Mercator grid is around.
    pub(super) fn meridian_deg(self) -> Option<f64> {
        match self {
            Self::GaussKruger { width: 3, zone, .. } => Some(3.0 * f64::from(zone)),
            Self::GaussKruger { zone, .. } => Some(6.0 * f64::from(zone) - 3.0),
            Self::Utm { zone, .. } => Some(6.0 * f64::from(zone) - 183.0),
            Self::Own { meridian, .. } => meridian,
            Self::Local(grid) => Some(grid.meridian),
            Self::Degrees | Self::WebMercator => None,
        }
    }

    /// The transverse Mercator projection that it is; none of any other.
    pub(super) fn transverse(self) -> Option<Transverse> {
        let on_equator = |scale, east_m, north_m| {
            self.meridian_deg().map(|meridian| Transverse { meridian, latitude: 0.0, scale, east_m, north_m })
        };
        match self {
            Self::GaussKruger { zone, is_numbered, .. } => {
                let number = if is_numbered { f64::from(zone) * 1e6 } else { 0.0 };
                on_equator(1.0, number + 500_000.0, 0.0)
            }
            Self::Utm { is_south, .. } => on_equator(0.9996, 500_000.0, if is_south { 1e7 } else { 0.0 }),
            Self::Local(grid) => Some(grid),
            Self::Degrees | Self::WebMercator | Self::Own { .. } => None,
        }
    }
}

impl Base {
    /// The semi-major axis in metres and the inverse flattening of its ellipsoid: EPSG:7030, 7019 (the figure of CGCS2000), 7022, 7024, 7049.
    pub(super) fn ellipsoid(self) -> [f64; 2] {
        match self {
            Self::World | Self::Own => [6_378_137.0, 298.257_223_563],
            Self::China | Self::Macao2008 => [6_378_137.0, 298.257_222_101],
            Self::HongKong | Self::Macao1920 => [6_378_388.0, 297.0],
            Self::Beijing => [6_378_245.0, 298.3],
            Self::Xian => [6_378_140.0, 298.257],
        }
    }

    /// The seven parameters to WGS 84 as PROJ has them, in metres, seconds and millionths, of a base whose degrees are not taken for those of WGS 84.
    ///
    /// - Hong Kong 1980: EPSG:1825, good to a metre.
    /// - Macao 1920: EPSG:8438, good to a metre. It turns about a point P (Molodensky-Badekas); T + P − M R P are the shifts of the same about the
    ///   centre of the Earth.
    /// - Beijing 1954: EPSG:15920, that of the Pearl River basin.
    pub(super) fn to_wgs84(self) -> Option<[f64; 7]> {
        match self {
            Self::HongKong => Some([-162.619, -276.959, -161.764, 0.067_753, -2.243_648, -1.158_828, -1.094_246]),
            Self::Macao1920 => {
                Some([-163.612_948_49, -315.803_306_28, -193.958_561_23, 34.079, -76.126, -32.66, 6.096])
            }
            Self::Beijing => Some([31.4, -144.3, -74.8, 0.0, 0.0, 0.814, -0.38]),
            Self::World | Self::China | Self::Macao2008 | Self::Xian | Self::Own => None,
        }
    }

    /// How far off positions of a base may be that is converted only approximately, metres.
    ///
    /// - Beijing 1954: where EPSG has other transformations of it (15918, 15919, 15921, 15935, 15936) they differ from the one taken by up to 11.8 m,
    ///   and are themselves good to 15 m at worst.
    /// - Xi'an 1980: nobody publishes a transformation, so degrees are taken for those of WGS 84. The State Bureau of Surveying and Mapping gives
    ///   what its maps move by to CGCS2000 as −9 to +43 m northward and +76 to +119 m eastward: at most 127 m.
    pub(super) fn off_by_m(self) -> Option<u32> {
        match self {
            Self::Beijing => Some(30),
            Self::Xian => Some(130),
            Self::World | Self::China | Self::HongKong | Self::Macao1920 | Self::Macao2008 | Self::Own => None,
        }
    }
}

/// A projection on an ellipsoid as PROJ has it, and the longitude and latitude that it is turned into: those of WGS 84, or where no shift is told,
/// those of the ellipsoid, which are taken for them.
pub(super) fn definitions(projection: &str, [a, inverse]: [f64; 2], to_wgs84: Option<[f64; 7]>) -> [String; 2] {
    let figure = if inverse.is_finite() { format!("+a={a} +rf={inverse}") } else { format!("+a={a} +b={a}") };
    match to_wgs84 {
        None => [format!("{projection} {figure} +no_defs"), format!("+proj=longlat {figure} +no_defs")],
        Some(seven) => {
            let seven = seven.map(|number| number.to_string()).join(",");
            [
                format!("{projection} {figure} +towgs84={seven} +no_defs"),
                "+proj=longlat +datum=WGS84 +no_defs".to_owned(),
            ]
        }
    }
}
