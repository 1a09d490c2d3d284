//! The boundary points that Chinese land bureaus exchange as text (TD/T 1008, 界址点坐标交换格式): a head with the system, then parcels, each with
//! its declared hectares and its points `J1,1,north,east`, the second number being that of the ring.
//! Must not guess: a zone that contradicts the numbers, or a sheet of the map that they do not lie in, is refused with what would agree.

use geojson::JsonObject;
use geojson::feature::Id;

use super::encoding::{decoded, shown_by, text_of};
use super::gather::{Gather, Part, Path, expected_at, problem_at, value_of};
use super::rings::by_nesting;
use super::{Collection, OpenError, Problem, Source};
use crate::crs::{Axes, CoordinateFrame, Crs};
use crate::geometry::LonLat;
use crate::project::{Provenance, SourcePosition};

/// What the parts of a file begin with.
const PARTS: [&str; 3] = ["[属性描述]", "[地块坐标]", "[屬性描述]"];
/// Bytes looked at for one of them.
const HEAD: usize = 4096;
/// Names of what stands in the head of a parcel, behind the number of points and the area, as the standard has them.
pub(super) const FIELDS: [&str; 6] = ["地块编号", "地块名称", "图形属性", "图幅号", "地块用途", "地块编码"];
/// Eastings from here on have the number of a zone in millions before them.
const NUMBERED_M: f64 = 13e6;
/// How far beyond its sheet a parcel may lie, degrees.
const BESIDE_SHEET_DEG: f64 = 0.5;

/// What parts the fields of a line.
const COMMAS: [char; 2] = [',', '，'];
/// How far from the meridian of its zone a point may lie, degrees: the width of a zone.
const FARTHEST_DEG: f64 = 3.0;

/// Whether a file is one, as far as its beginning shows.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    let text = decoded(head, shown_by(head)).text;
    PARTS.iter().any(|part| text.contains(part))
}

/// What the head says of the system.
#[derive(Default)]
struct Head {
    system: Option<String>,
    width_deg: Option<u16>,
    zone: Option<u16>,
    /// Where it says the zone.
    zone_at: usize,
}

/// A parcel as it stands in the text.
struct Parcel<'a> {
    offset: usize,
    fields: Vec<&'a str>,
    points: Vec<Point<'a>>,
}

/// A point: which ring it is of, and its northing and easting.
struct Point<'a> {
    offset: usize,
    line: &'a str,
    ring: &'a str,
    north: f64,
    east: f64,
}

/// Reads the parcels.
pub(super) fn read(source: &mut dyn Source, frame: &CoordinateFrame) -> Result<Vec<Collection>, OpenError> {
    let path = source.name().to_owned();
    let (text, encoding, told) = text_of(source)?;
    let (head, parcels) = File { text: &text, path: &path }.parse()?;
    let file = File { text: &text, path: &path };
    let own = match frame.crs {
        Some(_) => None,
        None => file.system(&head, &parcels)?,
    };
    let from = match own {
        Some(_) if head.zone.is_some() || head.names_system() => "crs-from.head",
        Some(_) => "crs-from.eastings",
        None => "crs-from.nothing",
    };
    // Northing first is the format's own order, whatever else is asked for.
    let mut gather = Gather::new(&CoordinateFrame { axes: Axes::Xy, ..*frame }, own, from);
    gather.read_in(encoding);
    if let Some(key) = told {
        gather.warn(key, parcels.len());
    }
    let offsets: Vec<usize> = parcels.iter().map(|parcel| parcel.offset).collect();
    for (parcel, place) in parcels.iter().zip(SourcePosition::of_each(&text, &offsets)) {
        let place = Provenance::Text(place);
        let parts = file.parts(parcel, &gather)?;
        file.check_sheet(parcel, &parts)?;
        let said = parcel.fields.first().and_then(|count| count.trim().parse::<usize>().ok());
        let rings = parcel.rings().len();
        // Programs count the points that close the rings, or do not.
        let is_other = said.is_some_and(|said| said != parcel.points.len() && said + rings != parcel.points.len());
        gather.warn("warning.point-count", usize::from(is_other));
        gather.feature(parcel.id(), parcel.properties(), &parts, place);
    }
    Ok(vec![gather.finish()])
}

impl<'a> Parcel<'a> {
    fn field(&self, at: usize) -> Option<&'a str> {
        self.fields.get(at).map(|field| field.trim()).filter(|field| !field.is_empty())
    }

    fn id(&self) -> Option<Id> {
        self.field(2).map(|id| Id::String(id.to_owned()))
    }

    fn properties(&self) -> JsonObject {
        let named = FIELDS.iter().zip(2..).map(|(name, at)| ((*name).to_owned(), self.field(at)));
        let more = (2 + FIELDS.len()..self.fields.len()).map(|at| (format!("第{}项", at + 1), self.field(at)));
        let texts = named.chain(more).filter_map(|(name, text)| Some((name, text?.into())));
        let name = self.field(3).map(|name| ("name".to_owned(), name.into()));
        let declared = self.field(1).map(|area| ("declared_ha".to_owned(), value_of(area)));
        name.into_iter().chain(declared).chain(texts).collect()
    }

    /// The points of each ring, in order.
    fn rings(&self) -> Vec<&[Point<'a>]> {
        self.points.chunk_by(|a, b| a.ring == b.ring).collect()
    }
}

/// A file of which something is said.
struct File<'a> {
    text: &'a str,
    path: &'a str,
}

impl<'a> File<'a> {
    fn place(&self, offset: usize) -> Provenance {
        SourcePosition::at(self.text, offset).into()
    }

    fn parse(&self) -> Result<(Head, Vec<Parcel<'a>>), OpenError> {
        let (mut head, mut parcels) = (Head::default(), Vec::<Parcel<'a>>::new());
        for line in self.text.lines() {
            let offset = line.as_ptr() as usize - self.text.as_ptr() as usize;
            let line = line.trim();
            if line.is_empty() || line.starts_with('[') {
                continue;
            }
            if line.ends_with('@') {
                let fields = line.trim_end_matches('@').trim_end_matches(COMMAS).split(COMMAS).collect();
                parcels.push(Parcel { offset, fields, points: Vec::new() });
            } else if let Some(parcel) = parcels.last_mut() {
                parcel.points.push(self.point(line, offset)?);
            } else if let Some((name, value)) = line.split_once('=') {
                head.take(name.trim(), value.trim(), offset);
            } else {
                return Err(expected_at(self.path, self.place(offset), "expected.parcel-line", line));
            }
        }
        Ok((head, parcels))
    }

    fn point(&self, line: &'a str, offset: usize) -> Result<Point<'a>, OpenError> {
        let fields: Vec<&str> = line.split(COMMAS).map(str::trim).collect();
        let number = |at: usize| fields.get(at)?.parse::<f64>().ok();
        match (fields.get(1), number(2), number(3)) {
            (Some(ring), Some(north), Some(east)) => Ok(Point { offset, line, ring, north, east }),
            _ => Err(expected_at(self.path, self.place(offset), "expected.parcel-point", line)),
        }
    }

    /// The grid that the head names, or that the numbers before the eastings tell; none where the numbers are degrees.
    fn system(&self, head: &Head, parcels: &[Parcel<'_>]) -> Result<Option<Crs>, OpenError> {
        if let Some(system) = head.system.as_ref().filter(|system| head.names_system() && !system.contains("2000")) {
            return Err(problem_at(self.path, None, Problem::UnknownCrs { found: system.clone() }));
        }
        let Some(first) = parcels.iter().find_map(|parcel| parcel.points.first()) else { return Ok(None) };
        let numbered = number_before(first.east);
        if let Some((said, number)) = head.zone.zip(numbered).filter(|(said, number)| said != number) {
            let crs = head.grid(number, true).map_or("", Crs::name);
            let found = format!("{said} ≠ {number} ({}) → --crs {crs}", first.line);
            return Err(expected_at(self.path, self.place(head.zone_at), "expected.zone-of-eastings", found));
        }
        let zone = numbered.or(head.zone);
        Ok(zone.and_then(|zone| head.grid(zone, numbered.is_some())))
    }

    /// The polygons of a parcel, or its points or lines where it says so.
    fn parts(&self, parcel: &Parcel<'_>, gather: &Gather) -> Result<Vec<Part>, OpenError> {
        let path = |ring: &&[Point<'_>]| {
            // The bureau's X is north.
            let numbers = ring.iter().map(|point| ([point.east, point.north], None));
            let at = ring.first().map(|point| self.place(point.offset));
            let path = gather.path(numbers).map_err(|problem| problem_at(self.path, at, problem))?;
            let is_far = |at: &LonLat| gather.off_meridian_deg(*at).is_some_and(|off_deg| off_deg > FARTHEST_DEG);
            match path.at.iter().zip(*ring).find(|(at, _)| is_far(at)) {
                Some((_, point)) => {
                    Err(expected_at(self.path, self.place(point.offset), "expected.parcel-in-zone", point.line))
                }
                None => Ok(path),
            }
        };
        let rings = parcel.rings().iter().map(path).collect::<Result<Vec<Path>, OpenError>>()?;
        let kind = parcel.field(4).unwrap_or("面");
        Ok(match kind {
            _ if rings.is_empty() => Vec::new(),
            "点" | "點" => rings.into_iter().map(Part::Points).collect(),
            "线" | "線" => rings.into_iter().map(Part::Line).collect(),
            _ => by_nesting(rings),
        })
    }

    /// Whether a parcel lies in the sheet of the map that it names, or else which zone would bring it there.
    fn check_sheet(&self, parcel: &Parcel<'_>, parts: &[Part]) -> Result<(), OpenError> {
        let Some((sheet, at)) = parcel.field(5).and_then(|name| Some((Sheet::named(name)?, name))) else {
            return Ok(());
        };
        let first = parts.iter().find_map(first_of);
        let Some(outside) = first.filter(|&position| !sheet.holds(position, BESIDE_SHEET_DEG)) else { return Ok(()) };
        let found = format!("{at} ≠ {:.2}, {:.2}{}", outside.lon, outside.lat, sheet.proposal(parcel));
        Err(expected_at(self.path, self.place(parcel.offset), "expected.in-sheet", found))
    }
}

impl Head {
    fn take(&mut self, name: &str, value: &str, offset: usize) {
        match name {
            "坐标系" | "坐標系" => self.system = Some(value.to_owned()),
            "几度分带" | "幾度分帶" => self.width_deg = value.parse().ok(),
            "带号" | "帶號" => (self.zone, self.zone_at) = (value.parse().ok().filter(|zone| *zone > 0), offset),
            _ => {}
        }
    }

    /// Whether it says which system positions are in.
    fn names_system(&self) -> bool {
        self.system.as_ref().is_some_and(|system| !system.is_empty())
    }

    /// The CGCS2000 grid of a zone by its number: 25 to 45 are 3° wide, 13 to 23 are 6°.
    fn grid(&self, zone: u16, is_numbered: bool) -> Option<Crs> {
        let first = match (zone, self.width_deg) {
            (25..=45, None | Some(3)) => {
                if is_numbered {
                    4513 - 25
                } else {
                    4534 - 25
                }
            }
            (13..=23, None | Some(6)) => {
                if is_numbered {
                    4491 - 13
                } else {
                    4502 - 13
                }
            }
            _ => return None,
        };
        Crs::from_epsg(first + zone)
    }
}

/// The number of the zone that stands before an easting.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates; there is no such zone")]
fn number_before(east: f64) -> Option<u16> {
    (east >= NUMBERED_M).then_some((east / 1e6) as u16)
}

fn first_of(part: &Part) -> Option<LonLat> {
    match part {
        Part::Points(path) | Part::Line(path) => path.at.first().copied(),
        Part::Polygon(rings) => rings.first()?.at.first().copied(),
    }
}

/// A sheet of the map at 1:1,000,000, of which all others are parts (GB/T 13989): rows of 4° from the equator, columns of 6° from 180° W.
struct Sheet {
    west: f64,
    south: f64,
}

impl Sheet {
    /// The sheet that a name begins with, such as `F49G046060`.
    fn named(name: &str) -> Option<Self> {
        let row = name.bytes().next().filter(|row| (b'A'..=b'V').contains(row))?;
        let column: u16 = name.get(1..3)?.parse().ok().filter(|column| (1..=60).contains(column))?;
        Some(Self { west: f64::from(column) * 6.0 - 186.0, south: f64::from(row - b'A') * 4.0 })
    }

    /// Whether a position lies in it, or so many degrees beside it.
    fn holds(&self, at: LonLat, beside: f64) -> bool {
        (self.west - beside..=self.west + 6.0 + beside).contains(&at.lon)
            && (self.south - beside..=self.south + 4.0 + beside).contains(&at.lat)
    }

    fn middle(&self) -> LonLat {
        LonLat { lon: self.west + 3.0, lat: self.south + 2.0 }
    }

    /// What to open the file with so that a parcel lies in the sheet, where its eastings do not say the zone.
    fn proposal(&self, parcel: &Parcel<'_>) -> String {
        let Some(point) = parcel.points.first() else { return String::new() };
        let grids = (4534..=4554).filter_map(Crs::from_epsg);
        let fits = |crs: &Crs| crs.lonlat(point.east, point.north).is_some_and(|at| self.holds(at, 0.0));
        let grids = grids.filter(|crs| crs.covers(self.middle()));
        let fitting: Vec<&str> = grids.filter(fits).map(Crs::name).collect();
        if fitting.is_empty() { String::new() } else { format!(" → --crs {}", fitting.join(" / ")) }
    }
}
