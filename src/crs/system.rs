//! The coordinate reference systems that positions in files may be in, and how each is turned into longitude and latitude.
//! Must not know how it was found out which system a file is in.

use std::borrow::Cow;
use std::collections::HashMap;
use std::f64::consts::PI;
use std::sync::{Mutex, OnceLock, PoisonError};

use proj4rs::Proj;
use proj4rs::transform::transform;

use super::catalogue::{Base, Kind, RUNS, Run, Transverse, definitions};
use super::proj_string::{self, ProjString};
use crate::geometry::LonLat;
use crate::i18n::{Lang, tr};

const WEB_MERCATOR: u16 = 3857;
/// The Earth's radius in Web Mercator, metres.
const WEB_MERCATOR_RADIUS_M: f64 = 6_378_137.0;
/// The most that a projected coordinate may be, metres.
const MAX_M: f64 = 1e8;
/// The codes by which other programs call Web Mercator.
const WEB_MERCATOR_CODES: [u32; 5] = [3857, 3785, 900_913, 102_100, 102_113];
/// How far a position may lie from itself after it was projected back, metres; further, it is beyond its projection.
const ROUND_TRIP_M: f64 = 0.01;
/// The same in degrees.
const ROUND_TRIP_DEG: f64 = 1e-7;
/// Rounds of the inverse of a shift: the first guess is a metre off at most, and each divides that by a thousand.
const ROUNDS: usize = 3;
/// How close two numbers are that mean the same: degrees, metres, parameters of ellipsoids.
const ALIKE: f64 = 1e-8;

/// A coordinate reference system that can be read.
#[derive(Clone, Copy, Debug)]
pub struct Crs(&'static System);

#[derive(Debug)]
struct System {
    epsg: Option<u16>,
    name: String,
    base: Base,
    kind: Kind,
    /// As PROJ has it, and the longitude and latitude that it is turned into.
    definitions: [String; 2],
    /// Whether its longitudes and latitudes are not taken for those of WGS 84.
    is_shifted: bool,
    projections: OnceLock<Option<(Proj, Proj)>>,
}

impl PartialEq for Crs {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Crs {}

impl Crs {
    /// Every system that can be read, by its code.
    pub fn all() -> impl Iterator<Item = Self> {
        systems().iter().map(Self)
    }

    /// The system with an EPSG code, if it is one that can be read.
    #[must_use]
    pub fn from_epsg(code: u16) -> Option<Self> {
        systems().iter().find(|system| system.epsg == Some(code)).map(Self)
    }

    /// The system by a name that programs give it, in capitals or not: `EPSG:4526`, `urn:ogc:def:crs:EPSG::4526`,
    /// `http://www.opengis.net/def/crs/EPSG/0/4526`, `CRS84`, `EPSG:900913` and the like, or a PROJ string.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::named(name).ok()
    }

    /// The same.
    ///
    /// # Errors
    /// The name where it is none that is known; of a PROJ string with what is odd about it.
    pub fn named(name: &str) -> Result<Self, String> {
        if proj_string::is_meant(name) {
            return match ProjString::parse(name) {
                Ok(own) => Self::from_proj(&own).ok_or_else(|| format!("{} (+proj={})", own.name, own.projection)),
                Err(odd) => Err(format!("{} ({odd})", name.trim())),
            };
        }
        Self::of_authority(name).ok_or_else(|| name.to_owned())
    }

    fn of_authority(name: &str) -> Option<Self> {
        let lower = name.trim().to_ascii_lowercase();
        let lower = lower.strip_prefix("+init=").unwrap_or(&lower);
        let parts: Vec<&str> = lower.split([':', '/', '#']).filter(|part| !part.is_empty()).collect();
        let is_of = |authorities: &[&str]| parts.iter().any(|part| authorities.contains(part));
        match *parts.last()? {
            "crs84" | "crs84h" | "wgs84" | "wgs 84" => Self::from_epsg(4326),
            "cgcs2000" => Self::from_epsg(4490),
            code => {
                let code: u32 = code.parse().ok()?;
                let is_web_mercator = WEB_MERCATOR_CODES.contains(&code) && is_of(&["epsg", "epsg.xml", "esri"]);
                let code = if is_web_mercator { WEB_MERCATOR } else { u16::try_from(code).ok()? };
                (is_web_mercator || is_of(&["epsg", "epsg.xml"])).then(|| Self::from_epsg(code)).flatten()
            }
        }
    }

    /// The system that a PROJ string says: one with a code where it is the same. None where the projection cannot be made.
    fn from_proj(own: &ProjString) -> Option<Self> {
        static OWN: OnceLock<Mutex<HashMap<String, &'static System>>> = OnceLock::new();
        if let Some(known) = systems().iter().find(|system| system.is_as(own)) {
            return Some(Self(known));
        }
        let mut all = OWN.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = all.get(&own.name) {
            return Some(Self(known));
        }
        let kind = Kind::Own {
            is_degrees: own.is_degrees(),
            meridian: own.transverse.map(|grid| grid.meridian),
            unit_m: own.unit_m,
        };
        let definitions = definitions(&own.parameters, own.ellipsoid, own.to_wgs84);
        let system = System {
            epsg: None,
            name: own.name.clone(),
            base: Base::Own,
            kind,
            definitions,
            is_shifted: own.to_wgs84.is_some(),
            projections: OnceLock::new(),
        };
        system.projections()?;
        // Whoever holds a system holds it as long as the program runs; there are as many as strings were read.
        let system: &'static System = Box::leak(Box::new(system));
        all.insert(own.name.clone(), system);
        Some(Self(system))
    }

    /// Its EPSG code; none of one that a PROJ string says.
    #[must_use]
    pub fn epsg(self) -> Option<u16> {
        self.0.epsg
    }

    /// Its name, such as `EPSG:4526`, or the PROJ string that says it.
    #[must_use]
    pub fn name(self) -> &'static str {
        &self.0.name
    }

    pub(super) fn base(self) -> Base {
        self.0.base
    }

    pub(super) fn kind(self) -> Kind {
        self.0.kind
    }

    /// The key of the words on how good the way from it to WGS 84 is; none where its longitudes and latitudes are taken for those.
    #[must_use]
    pub fn way_to_wgs84(self) -> Option<&'static str> {
        match self.0.base {
            Base::HongKong => Some("warning.hong-kong"),
            Base::Macao1920 => Some("warning.macao-1920"),
            Base::Beijing => Some("warning.beijing-1954"),
            Base::Xian => Some("warning.xian-1980"),
            Base::Own if self.0.is_shifted => Some("warning.to-wgs84"),
            Base::World | Base::China | Base::Macao2008 | Base::Own => None,
        }
    }

    /// The system on a base with a code that has its positions so.
    pub(super) fn of(base: Base, kind: Kind) -> Option<Self> {
        systems().iter().find(|system| system.base == base && system.kind == kind).map(Self)
    }

    /// What it is in words, such as `CGCS2000 3-degree Gauss-Krüger, zone 38`.
    #[must_use]
    pub fn title(self, lang: Lang) -> String {
        self.words(lang).trim_start().to_owned()
    }

    /// The same with the space that a language puts before it inside a sentence.
    pub(super) fn words(self, lang: Lang) -> String {
        let datum = match self.0.base {
            Base::World | Base::Own => Cow::Borrowed("WGS 84"),
            Base::China => Cow::Borrowed("CGCS2000"),
            Base::HongKong => tr!(lang, "doctor.hong-kong-1980"),
            Base::Macao1920 => tr!(lang, "doctor.macao-1920"),
            Base::Macao2008 => tr!(lang, "doctor.macao-2008"),
            Base::Beijing => tr!(lang, "doctor.beijing-1954"),
            Base::Xian => tr!(lang, "doctor.xian-1980"),
        };
        match self.0.kind {
            Kind::Degrees => datum,
            Kind::GaussKruger { width, zone, is_numbered: true } => {
                tr!(lang, "doctor.gauss-kruger", datum = datum, width = width, zone = zone)
            }
            Kind::GaussKruger { width, .. } => {
                let meridian = self.central_meridian_deg().unwrap_or_default();
                tr!(lang, "doctor.gauss-kruger-meridian", datum = datum, width = width, meridian = meridian)
            }
            Kind::Utm { zone, is_south } => {
                tr!(lang, "doctor.utm", zone = format!("{zone}{}", if is_south { 'S' } else { 'N' }))
            }
            Kind::Local(_) if self.0.base == Base::HongKong => tr!(lang, "doctor.hong-kong"),
            Kind::Local(_) => tr!(lang, "doctor.macao"),
            Kind::WebMercator => tr!(lang, "doctor.web-mercator"),
            Kind::Own { .. } => tr!(lang, "doctor.proj-string"),
        }
        .into_owned()
    }

    /// Every system with a code, as runs of codes: `4326, 4490–4554` and so on.
    #[must_use]
    pub fn known() -> String {
        let mut runs: Vec<(u16, u16)> = RUNS.iter().map(|run| (run.first, run.last)).collect();
        runs.sort_unstable();
        runs.dedup_by(|next, run| {
            let goes_on = next.0 == run.1 + 1;
            run.1 = if goes_on { next.1 } else { run.1 };
            goes_on
        });
        let run =
            |&(first, last): &(u16, u16)| if first == last { first.to_string() } else { format!("{first}–{last}") };
        runs.iter().map(run).collect::<Vec<_>>().join(", ")
    }

    /// Whether it is longitude and latitude on WGS 84, as RFC 7946 has them.
    #[must_use]
    pub fn is_wgs84(self) -> bool {
        self.0.epsg == Some(4326)
    }

    /// Whether EPSG has its latitude or northing first: in longitude and latitude, Gauss-Krüger grids and those of Hong Kong and Macao, not in UTM and
    /// Web Mercator.
    #[must_use]
    pub fn is_north_first(self) -> bool {
        !matches!(self.0.kind, Kind::Utm { .. } | Kind::WebMercator | Kind::Own { .. })
    }

    /// Whether its coordinates are degrees and not metres.
    #[must_use]
    pub fn is_geographic(self) -> bool {
        matches!(self.0.kind, Kind::Degrees | Kind::Own { is_degrees: true, .. })
    }

    /// How far off positions may be that are read in it, metres, where it can only be converted approximately.
    #[must_use]
    pub fn off_by_m(self) -> Option<u32> {
        self.0.base.off_by_m()
    }

    /// The coordinates of a position, east or longitude first. None for what is beyond the projection.
    #[must_use]
    pub fn plane(self, at: LonLat) -> Option<[f64; 2]> {
        if self.0.is_plain_degrees() {
            return Some([at.lon, at.lat]);
        }
        let (lon, lat) = (at.lon.to_radians(), at.lat.to_radians());
        if self.0.kind == Kind::WebMercator {
            return Some([lon, lat.tan().asinh()].map(|coordinate| coordinate * WEB_MERCATOR_RADIUS_M));
        }
        let place = self.0.forward((lon, lat))?;
        let place = if self.is_geographic() {
            // PROJ counts longitudes from −180°; positions may go on beyond.
            [place.0.to_degrees() + 360.0 * ((at.lon - place.0.to_degrees()) / 360.0).round(), place.1.to_degrees()]
        } else {
            [place.0, place.1].map(|coordinate| coordinate / self.0.unit_m())
        };
        place.iter().all(|coordinate| coordinate.is_finite()).then_some(place)
    }

    /// The position of a pair of coordinates, east or longitude first. None for what is beyond 10⁸ m or the projection.
    #[must_use]
    pub fn lonlat(self, x: f64, y: f64) -> Option<LonLat> {
        if self.is_geographic() {
            let at = LonLat::new(x, y).ok()?;
            return if self.0.is_plain_degrees() { Some(at) } else { self.shifted(at) };
        }
        let (x, y) = (x * self.0.unit_m(), y * self.0.unit_m());
        if !(x.abs() <= MAX_M && y.abs() <= MAX_M) {
            return None;
        }
        if self.0.kind == Kind::WebMercator {
            let (lon, lat) = (x / WEB_MERCATOR_RADIUS_M, (y / WEB_MERCATOR_RADIUS_M).sinh().atan());
            return LonLat::new(lon.to_degrees(), lat.to_degrees()).ok();
        }
        let place = self.0.back((x, y))?;
        let there = self.0.forward(place)?;
        let is_itself = (there.0 - x).hypot(there.1 - y) <= ROUND_TRIP_M;
        LonLat::new(place.0.to_degrees(), place.1.to_degrees()).ok().filter(|_| is_itself)
    }

    /// A longitude and latitude of this system on WGS 84.
    fn shifted(self, at: LonLat) -> Option<LonLat> {
        let place = self.0.back((at.lon.to_radians(), at.lat.to_radians()))?;
        let lon = place.0.to_degrees();
        let lon = lon + 360.0 * ((at.lon - lon) / 360.0).round();
        let found = LonLat::new(lon, place.1.to_degrees()).ok()?;
        let [back_lon, back_lat] = self.plane(found)?;
        ((back_lon - at.lon).hypot(back_lat - at.lat) <= ROUND_TRIP_DEG).then_some(found)
    }
}

impl System {
    /// The projection and the geographic system it stands on, made when first asked for.
    fn projections(&self) -> Option<&(Proj, Proj)> {
        let made = |definition: &String| Proj::from_proj_string(definition).ok();
        let [own, base] = &self.definitions;
        self.projections.get_or_init(|| Some((made(own)?, made(base)?))).as_ref()
    }

    /// Its coordinates, metres or radians, of a longitude and latitude on WGS 84 in radians. A shift is undone by reading it again, since that of
    /// the library the other way round is off by millimetres where the ellipsoids lie far apart.
    fn forward(&self, at: (f64, f64)) -> Option<(f64, f64)> {
        let (own, base) = self.projections()?;
        let there = |mut place: (f64, f64)| transform(base, own, &mut place).ok().map(|()| place);
        let mut place = there(at)?;
        let mut aim = at;
        for _ in 0..if self.is_shifted { ROUNDS } else { 0 } {
            let back = self.back(place)?;
            let east = (at.0 - back.0 + PI).rem_euclid(2.0 * PI) - PI;
            aim = (aim.0 + east, aim.1 + (at.1 - back.1));
            place = there(aim)?;
        }
        Some(place)
    }

    /// The longitude and latitude on WGS 84 in radians of its coordinates.
    fn back(&self, mut place: (f64, f64)) -> Option<(f64, f64)> {
        let (own, base) = self.projections()?;
        transform(own, base, &mut place).ok()?;
        (place.0.is_finite() && place.1.is_finite()).then_some(place)
    }

    /// Whether its coordinates are longitudes and latitudes that are taken for those of WGS 84.
    fn is_plain_degrees(&self) -> bool {
        self.kind == Kind::Degrees && !self.is_shifted
    }

    fn unit_m(&self) -> f64 {
        if let Kind::Own { unit_m, .. } = self.kind { unit_m } else { 1.0 }
    }

    /// Whether it is what a PROJ string says.
    fn is_as(&self, own: &ProjString) -> bool {
        let is = |a: f64, b: f64| a.to_bits() == b.to_bits() || (a - b).abs() <= ALIKE;
        if own.is_elsewhere || !is(own.unit_m, 1.0) {
            return false;
        }
        let all = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| is(*a, *b));
        let is_shifted_so = match (self.base.to_wgs84(), own.to_wgs84) {
            (None, None) => true,
            (Some(known), Some(own)) => all(&known, &own),
            (None, Some(_)) | (Some(_), None) => false,
        };
        let numbers = |grid: Transverse| [grid.meridian, grid.latitude, grid.scale, grid.east_m, grid.north_m];
        let is_on_it = is_shifted_so && all(&self.base.ellipsoid(), &own.ellipsoid);
        match (self.kind, self.kind.transverse().zip(own.transverse)) {
            (Kind::WebMercator, _) => own.projection == "webmerc" || own.is_web_mercator(),
            (Kind::Degrees, _) => is_on_it && own.is_degrees(),
            (_, Some((known, own))) => is_on_it && all(&numbers(known), &numbers(own)),
            (_, None) => false,
        }
    }
}

fn systems() -> &'static [System] {
    static SYSTEMS: OnceLock<Vec<System>> = OnceLock::new();
    let system = |(epsg, base, kind): (u16, Base, Kind)| {
        let transverse = kind.transverse().as_ref().map(Transverse::proj);
        let projection = transverse.unwrap_or_else(|| "+proj=longlat".to_owned());
        let definitions = definitions(&projection, base.ellipsoid(), base.to_wgs84());
        let is_shifted = base.to_wgs84().is_some();
        System {
            epsg: Some(epsg),
            name: format!("EPSG:{epsg}"),
            base,
            kind,
            definitions,
            is_shifted,
            projections: OnceLock::new(),
        }
    };
    SYSTEMS.get_or_init(|| RUNS.iter().flat_map(Run::systems).map(system).collect())
}

#[cfg(test)]
mod tests;
