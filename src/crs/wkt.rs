//! Coordinate reference systems in well-known text, as `.prj` files and databases hold them (OGC 01-009, ISO 19162, and as Esri writes it).
//! Must not know which file the text is from.

use super::Crs;
use super::catalogue::{Base, Kind, Transverse};
use super::wkt_grid::proj_string;
use crate::geometry::LonLat;

/// Nodes inside nodes deeper than this are not looked at.
const DEEPEST: usize = 32;
/// How far a parameter may be from the one that is meant: degrees, metres.
const ALIKE: f64 = 1e-6;

/// What a transverse Mercator projection is called.
const TRANSVERSE: [&str; 3] = ["transversemercator", "gausskruger", "gausskrger"];

/// What datums are called, as letters and digits alone.
const DATUMS: [(Base, &[&str]); 7] = [
    (Base::China, &["china2000", "chinageodeticcoordinatesystem2000", "cgcs2000"]),
    (Base::HongKong, &["hongkong1980"]),
    (Base::Macao1920, &["macao1920", "macau1920"]),
    (Base::Macao2008, &["macao2008", "macau2008", "macaogeodeticdatum2008"]),
    (Base::Beijing, &["beijing1954"]),
    (Base::Xian, &["xian1980"]),
    (Base::World, &["wgs1984", "wgs84", "worldgeodeticsystem1984"]),
];

/// `NAME["text", 1.5, NODE[…]]`.
#[derive(Debug, Default)]
pub(super) struct Node {
    keyword: String,
    texts: Vec<String>,
    pub(super) numbers: Vec<f64>,
    /// Those without quotes, such as the direction of an axis.
    pub(super) words: Vec<String>,
    pub(super) nodes: Vec<Self>,
}

impl Crs {
    /// The system that a well-known text describes: by its code, or else by its projection, parameters and datum.
    ///
    /// # Errors
    /// The name that the text has for a system that is not one of those that are read; the text itself where it is none.
    pub fn from_wkt(text: &str) -> Result<Self, String> {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0' || c == '\u{feff}');
        let shown = || text.chars().take(120).collect::<String>();
        // Some programs leave a PROJ string where others leave this.
        if text.starts_with(['+', 'p']) && text.contains("proj=") {
            return Self::named(text);
        }
        let root = Scanner { rest: text }.node(0).ok_or_else(shown)?;
        let plane = root.horizontal();
        if let Some(own) = plane.proj_string() {
            return Self::named(own);
        }
        // Parameters that say something else than the code are no system that we know.
        let made = plane.by_parameters().or_else(|| Self::named(&proj_string(plane)?).ok());
        let known = match (plane.code().map(Self::from_epsg), made) {
            (Some(Some(named)), Some(made)) => is_one_plane(named, made).then_some(named),
            (Some(named), None) if plane.is_plain() => named,
            (Some(_), None) => None,
            (_, made) => made,
        };
        known.ok_or_else(|| {
            let name = plane.texts.first().cloned().unwrap_or_else(shown);
            plane.odd().map_or(name.clone(), |odd| format!("{name} ({odd})"))
        })
    }
}

impl Node {
    pub(super) fn is(&self, keywords: &[&str]) -> bool {
        keywords.iter().any(|keyword| self.keyword.eq_ignore_ascii_case(keyword))
    }

    pub(super) fn child(&self, keywords: &[&str]) -> Option<&Self> {
        self.nodes.iter().find(|node| node.is(keywords))
    }

    /// The first node so called, at any depth.
    pub(super) fn find(&self, keywords: &[&str]) -> Option<&Self> {
        self.child(keywords).or_else(|| self.nodes.iter().find_map(|node| node.find(keywords)))
    }

    /// Every node so called, at any depth.
    pub(super) fn all(&self, keyword: &str) -> Vec<&Self> {
        self.nodes.iter().flat_map(|node| if node.is(&[keyword]) { vec![node] } else { node.all(keyword) }).collect()
    }

    /// The part of a compound system that is about the plane.
    fn horizontal(&self) -> &Self {
        let plane = ["PROJCS", "GEOGCS", "PROJCRS", "PROJECTEDCRS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS"];
        if self.is(&["COMPD_CS", "COMPOUNDCRS"]) {
            return self.child(&plane).map_or(self, Self::horizontal);
        }
        self
    }

    /// The PROJ string that GDAL writes where well-known text has no words for a projection.
    fn proj_string(&self) -> Option<&str> {
        let is_custom = self.find(&["PROJECTION"]).is_none_or(|method| method.name() == "customproj4");
        let own = self.child(&["EXTENSION"]).filter(|own| is_custom && own.name() == "proj4")?;
        own.texts.get(1).map(String::as_str)
    }

    /// The code of its own.
    fn code(&self) -> Option<u16> {
        let own = self.child(&["AUTHORITY", "ID"])?;
        let is_epsg = own.texts.first().is_some_and(|name| name.eq_ignore_ascii_case("EPSG"));
        let by_text = || own.texts.get(1)?.parse().ok();
        let code: f64 = own.numbers.first().copied().or_else(by_text).filter(|_| is_epsg)?;
        whole(code)
    }

    pub(super) fn name(&self) -> String {
        let name = self.texts.first().map_or("", String::as_str);
        name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
    }

    /// What its positions refer to, by the datum's name or the name of the geographic system.
    pub(super) fn base(&self) -> Option<Base> {
        let names = [
            self.find(&["DATUM", "TRF", "GEODETICDATUM", "ENSEMBLE"]),
            self.find(&["GEOGCS", "BASEGEOGCRS", "BASEGEODCRS"]),
        ];
        let names = names.into_iter().flatten().map(Self::name).chain([self.name()]);
        // The grid of Hong Kong is no name of a datum.
        names.into_iter().find_map(|name| {
            let is_one = |(_, parts): &&(Base, &[&str])| parts.iter().any(|part| name.contains(part));
            DATUMS.iter().find(is_one).map(|(base, _)| *base).filter(|_| !name.contains("grid"))
        })
    }

    /// A parameter of the projection by one of its names.
    fn parameter(&self, names: &[&str]) -> Option<f64> {
        let is_one = |node: &&Self| node.is(&["PARAMETER"]) && names.contains(&node.name().as_str());
        let own = self.nodes.iter().find(is_one).and_then(|node| node.numbers.first().copied());
        own.or_else(|| self.nodes.iter().find_map(|node| node.parameter(names)))
    }

    /// Whether it stands on an ellipsoid of the systems that are read, in degrees where it is no grid, and not around the Earth's centre. One bound to
    /// another by a transformation of its own is none.
    pub(super) fn is_plain(&self) -> bool {
        let axis_m = self.find(&["SPHEROID", "ELLIPSOID"]).and_then(|node| node.numbers.first().copied());
        let of_base = self.base().map(|base| base.ellipsoid()[0]);
        // Half a metre tells that of Xi'an 1980 from that of WGS 84.
        let is = |axis_m: f64, known_m: f64| (axis_m - known_m).abs() < 0.5;
        let is_known = axis_m.is_none_or(|axis_m| match of_base {
            Some(own_m) => is(axis_m, own_m),
            None => DATUMS.iter().any(|(base, _)| is(axis_m, base.ellipsoid()[0])),
        });
        let unit = self.find(&["UNIT", "ANGLEUNIT"]).and_then(|node| node.numbers.first().copied());
        let is_grid = self.is(&["PROJCS", "PROJCRS", "PROJECTEDCRS"]);
        let in_degrees = is_grid || unit.is_none_or(|radians| (radians - 1_f64.to_radians()).abs() <= ALIKE);
        let around_center = |node: &Self| {
            let name = node.texts.first().map(|name| name.to_ascii_lowercase());
            node.is(&["AXIS"]) && name.is_some_and(|name| name.contains("(x)") || name.contains("geocentric"))
        };
        is_known && in_degrees && !self.is(&["BOUNDCRS"]) && (is_grid || !self.nodes.iter().any(around_center))
    }

    /// What makes a grid on a known datum none that is read, in the words of the text: its meridian, unit or projection, or another number.
    fn odd(&self) -> Option<String> {
        let base = self.base().filter(|_| self.is_plain() && self.is(&["PROJCS", "PROJCRS", "PROJECTEDCRS"]))?;
        let said = |name: &str, number: f64| Some(format!("{name} = {number}"));
        let own = |keywords: &[&str]| self.find(keywords).and_then(|node| node.numbers.first().copied());
        if let Some(degrees) = own(&["PRIMEM", "PRIMEMERIDIAN"]).filter(|degrees| degrees.abs() > ALIKE) {
            return said("PRIMEM", degrees);
        }
        let unit = self.child(&["UNIT", "LENGTHUNIT"]).and_then(|node| node.numbers.first().copied());
        if let Some(metres) = unit.filter(|metres| !is(*metres, 1.0)) {
            return said("UNIT", metres);
        }
        let method = self.find(&["PROJECTION", "METHOD"])?;
        if !TRANSVERSE.contains(&method.name().as_str()) {
            return method.texts.first().cloned();
        }
        let world = base == Base::World;
        let is_meridian = |degrees: f64| match base {
            Base::World => step(degrees, -177.0, 6.0, 60).is_some(),
            Base::China | Base::Beijing | Base::Xian => step(degrees, 75.0, 3.0, 21).is_some(),
            Base::HongKong | Base::Macao1920 | Base::Macao2008 | Base::Own => true,
        };
        let meridian = self.parameter(&["centralmeridian", "longitudeofnaturalorigin", "longitudeoforigin"])?;
        if !is_meridian(meridian) {
            return said("Central_Meridian", meridian);
        }
        let scale = self.parameter(&["scalefactor", "scalefactoratnaturalorigin"]).unwrap_or(1.0);
        if !is(scale, if world { 0.9996 } else { 1.0 }) {
            return said("Scale_Factor", scale);
        }
        let is_local = matches!(base, Base::HongKong | Base::Macao1920);
        let north = self.parameter(&["falsenorthing"]).filter(|north| !is_local && !is(*north, 0.0));
        let east = self.parameter(&["falseeasting"]);
        north.and_then(|north| said("False_Northing", north)).or_else(|| said("False_Easting", east?))
    }

    /// The system by what it is made of. In no other unit than metres and degrees, from no other meridian than Greenwich.
    fn by_parameters(&self) -> Option<Crs> {
        let base = self.base().filter(|_| self.is_plain())?;
        let meridian = self.find(&["PRIMEM", "PRIMEMERIDIAN"]).and_then(|node| node.numbers.first().copied());
        if meridian.is_some_and(|degrees| degrees.abs() > ALIKE) {
            return None;
        }
        if self.is(&["GEOGCS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS"]) {
            return Crs::of(base, Kind::Degrees);
        }
        let method = self.find(&["PROJECTION", "METHOD"]).map(Self::name).unwrap_or_default();
        let unit = self.child(&["UNIT", "LENGTHUNIT"]).and_then(|node| node.numbers.first().copied());
        if unit.is_some_and(|metres| !is(metres, 1.0)) {
            return None;
        }
        let is_web = ["mercatorauxiliarysphere", "popularvisualisationpseudomercator"].contains(&method.as_str())
            || self.name().contains("pseudomercator");
        if is_web {
            return Crs::from_epsg(3857);
        }
        TRANSVERSE.contains(&method.as_str()).then(|| self.transverse(base)).flatten()
    }

    fn transverse(&self, base: Base) -> Option<Crs> {
        let meridian = self.parameter(&["centralmeridian", "longitudeofnaturalorigin", "longitudeoforigin"])?;
        let east = self.parameter(&["falseeasting"])?;
        let north = self.parameter(&["falsenorthing"]).unwrap_or(0.0);
        let scale = self.parameter(&["scalefactor", "scalefactoratnaturalorigin"]).unwrap_or(1.0);
        let origin = self.parameter(&["latitudeoforigin", "latitudeofnaturalorigin"]).unwrap_or(0.0);
        if matches!(base, Base::HongKong | Base::Macao1920) {
            let grid = Crs::from_epsg(if base == Base::HongKong { 2326 } else { 8433 })?;
            let is_grid = |own: Transverse| {
                let numbers = [
                    [scale, own.scale],
                    [east, own.east_m],
                    [north, own.north_m],
                    [meridian, own.meridian],
                    [origin, own.latitude],
                ];
                numbers.iter().all(|[number, meant]| is(*number, *meant))
            };
            return grid.kind().transverse().is_some_and(is_grid).then_some(grid);
        }
        if !is(origin, 0.0) {
            return None;
        }
        match base {
            Base::World if is(scale, 0.9996) && is(east, 500_000.0) => {
                let zone = step(meridian, -177.0, 6.0, 60)? + 1;
                let is_south = is(north, 1e7);
                (is_south || is(north, 0.0)).then(|| Crs::of(base, Kind::Utm { zone, is_south })).flatten()
            }
            Base::China | Base::Beijing | Base::Xian if is(scale, 1.0) && is(north, 0.0) => {
                let name = self.name();
                let is_three = name.contains("3degree") || step(meridian, 75.0, 6.0, 11).is_none();
                let (width, first_zone, zones) = if is_three { (3, 25, 21) } else { (6, 13, 11) };
                let zone = first_zone + step(meridian, 75.0, f64::from(width), zones)?;
                let is_numbered = is(east, f64::from(zone) * 1e6 + 500_000.0);
                let is_grid = is_numbered || is(east, 500_000.0);
                is_grid.then(|| Crs::of(base, Kind::GaussKruger { width, zone, is_numbered })).flatten()
            }
            Base::World
            | Base::China
            | Base::Beijing
            | Base::Xian
            | Base::HongKong
            | Base::Macao1920
            | Base::Macao2008
            | Base::Own => None,
        }
    }
}

/// Whether two systems have the same numbers everywhere, as a meridian of 3-degree zones may be one of 6-degree zones too.
fn is_one_plane(a: Crs, b: Crs) -> bool {
    let at = |crs: Crs| {
        let lon = crs.central_meridian_deg().unwrap_or(114.0) + 1.0;
        crs.plane(LonLat { lon, lat: 22.5 })
    };
    a == b
        || a.central_meridian_deg() == b.central_meridian_deg() && a.central_meridian_deg().is_some() && at(a) == at(b)
}

pub(super) fn is(number: f64, meant: f64) -> bool {
    (number - meant).abs() <= ALIKE
}

/// How many steps of a width a number is beyond the first, of so many.
fn step(number: f64, first: f64, width: f64, count: u16) -> Option<u16> {
    (0..count).find(|&at| is(number, first + width * f64::from(at)))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "looked at before")]
fn whole(number: f64) -> Option<u16> {
    (number >= 0.0 && number <= f64::from(u16::MAX) && is(number, number.round())).then_some(number.round() as u16)
}

/// What is left of a text.
struct Scanner<'a> {
    rest: &'a str,
}

impl Scanner<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, wanted: &[char]) -> bool {
        self.skip();
        let stripped = self.rest.strip_prefix(wanted);
        self.rest = stripped.unwrap_or(self.rest);
        stripped.is_some()
    }

    fn word(&mut self, is_part: fn(char) -> bool) -> String {
        self.skip();
        let end = self.rest.find(|c| !is_part(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word.to_owned()
    }

    /// A text in quotes, in which two of them stand for one.
    fn quoted(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let (part, rest) = self.rest.split_once('"')?;
            text.push_str(part);
            self.rest = rest;
            match rest.strip_prefix('"') {
                Some(rest) => {
                    text.push('"');
                    self.rest = rest;
                }
                None => return Some(text),
            }
        }
    }

    fn node(&mut self, depth: usize) -> Option<Node> {
        let keyword = self.word(|c| c.is_ascii_alphanumeric() || c == '_');
        let mut node = Node { keyword, ..Node::default() };
        if node.keyword.is_empty() || depth == DEEPEST || !self.take(&['[', '(']) {
            return None;
        }
        loop {
            self.skip();
            let first = self.rest.chars().next()?;
            if self.take(&['"']) {
                node.texts.push(self.quoted()?);
            } else if first.is_ascii_digit() || ['-', '+', '.'].contains(&first) {
                let number = self.word(|c| c.is_ascii_alphanumeric() || ['-', '+', '.'].contains(&c));
                node.numbers.push(number.parse().ok()?);
            } else {
                let before = self.rest;
                if let Some(inner) = self.node(depth + 1) {
                    node.nodes.push(inner);
                } else {
                    self.rest = before;
                    let word = self.word(|c| c.is_ascii_alphanumeric() || c == '_');
                    if word.is_empty() {
                        return None;
                    }
                    node.words.push(word);
                }
            }
            if !self.take(&[',']) {
                return self.take(&[']', ')']).then_some(node);
            }
        }
    }
}
