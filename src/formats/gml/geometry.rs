//! The geometries of `GML`: surfaces of patches, rings of curves, and what stands in them, with straight edges.
//! Must not know features.

use super::system::{Axes, Named};
use crate::crs::{CoordinateFrame, Crs};
use crate::formats::Problem;
use crate::formats::gather::{Gather, Part, Path};
use crate::formats::xml::Element;

/// Geometries that are read.
const READ: [&str; 23] = [
    "Point",
    "LineString",
    "LinearRing",
    "Curve",
    "OrientableCurve",
    "CompositeCurve",
    "Polygon",
    "PolygonPatch",
    "Rectangle",
    "Triangle",
    "Surface",
    "PolyhedralSurface",
    "TriangulatedSurface",
    "Tin",
    "CompositeSurface",
    "OrientableSurface",
    "MultiPoint",
    "MultiCurve",
    "MultiLineString",
    "MultiSurface",
    "MultiPolygon",
    "MultiGeometry",
    "GeometricComplex",
];
/// Geometries that are not: those of solids.
const UNREAD: [&str; 4] = ["Solid", "CompositeSolid", "MultiSolid", "Grid"];
/// What holds members of the same kind, in whatever it stands.
const MEMBERS: [&str; 17] = [
    "pointMember",
    "pointMembers",
    "curveMember",
    "curveMembers",
    "lineStringMember",
    "surfaceMember",
    "surfaceMembers",
    "polygonMember",
    "geometryMember",
    "geometryMembers",
    "patches",
    "polygonPatches",
    "trianglePatches",
    "baseSurface",
    "baseCurve",
    "element",
    "segments",
];

/// Whether an element is a geometry by its name.
pub(super) fn is_geometry(name: &str) -> bool {
    READ.contains(&name) || UNREAD.contains(&name)
}

/// What is wrong, and where that begins in the text.
type Wrong = (usize, Problem);

/// Positions as they stand in the file.
type Numbers = Vec<([f64; 2], Option<f64>)>;

/// A geometry being read.
pub(super) struct Reader<'a> {
    pub(super) gather: &'a mut Gather,
    /// How the geometries of the layer that were read before name their system.
    pub(super) system: &'a mut Named,
    pub(super) parts: Vec<Part>,
    pub(super) unread: usize,
}

impl Reader<'_> {
    /// The parts of a geometry whose system is said by it or around it.
    pub(super) fn geometry(
        &mut self,
        element: &Element,
        around: Option<Axes>,
        frame: &CoordinateFrame,
    ) -> Result<(), Wrong> {
        let nothing = Axes { crs: None, is_north_first: false, numbers: None };
        let axes = around.unwrap_or(nothing).inside(element, frame).map_err(|problem| (element.offset, problem))?;
        self.in_one_system(axes, frame).map_err(|problem| (element.offset, problem))?;
        match element.name.as_str() {
            "Point" => {
                let path = self.path(element, axes)?;
                self.parts.extend((!path.at.is_empty()).then_some(Part::Points(path)));
            }
            "MultiPoint" => self.points(element, axes, frame)?,
            "LineString" | "LinearRing" | "Curve" | "OrientableCurve" | "CompositeCurve" => {
                let path = self.curve(element, axes, frame)?;
                match path.at.len() {
                    0 => {}
                    1 => return Err((element.offset, expected("expected.line", "1"))),
                    _ => self.parts.push(Part::Line(path)),
                }
            }
            "Polygon" | "PolygonPatch" | "Rectangle" | "Triangle" => self.polygon(element, axes, frame)?,
            name if UNREAD.contains(&name) => self.unread += 1,
            _ => {
                for inner in inner(element)? {
                    self.geometry(inner, Some(axes), frame)?;
                }
            }
        }
        Ok(())
    }

    /// Positions of a layer are in one system, unless the user says which.
    fn in_one_system(&mut self, axes: Axes, frame: &CoordinateFrame) -> Result<(), Problem> {
        if frame.crs.is_some() || *self.system == axes.named() {
            return Ok(());
        }
        if *self.system != Named::NoneYet {
            return Err(expected("expected.one-system", axes.crs.map_or("?", Crs::name)));
        }
        *self.system = axes.named();
        axes.crs.map_or(Ok(()), |crs| self.gather.adopt(crs, "crs-from.srs-name"))
    }

    /// Several points are one part.
    fn points(&mut self, element: &Element, axes: Axes, frame: &CoordinateFrame) -> Result<(), Wrong> {
        let mut all = Path::default();
        for inner in inner(element)? {
            let axes = axes.inside(inner, frame).map_err(|problem| (inner.offset, problem))?;
            all.append(self.path(inner, axes)?);
        }
        self.parts.extend((!all.at.is_empty()).then_some(Part::Points(all)));
        Ok(())
    }

    fn polygon(&mut self, element: &Element, axes: Axes, frame: &CoordinateFrame) -> Result<(), Wrong> {
        let outer = ["exterior", "outerBoundaryIs"];
        let holes = ["interior", "innerBoundaryIs"];
        let of = |names: [&'static str; 2]| {
            element.children.iter().filter(move |child| names.contains(&child.name.as_str()))
        };
        let mut rings = Vec::new();
        for boundary in of(outer).chain(of(holes)) {
            for ring in inline(boundary)? {
                let path = self.curve(ring, axes, frame)?;
                rings.extend((!path.at.is_empty()).then_some(path));
            }
        }
        self.parts.extend((!rings.is_empty()).then_some(Part::Polygon(rings)));
        Ok(())
    }

    /// A line, or several that follow each other: each begins where the one before it ends.
    fn curve(&mut self, element: &Element, axes: Axes, frame: &CoordinateFrame) -> Result<Path, Wrong> {
        let axes = axes.inside(element, frame).map_err(|problem| (element.offset, problem))?;
        match element.name.as_str() {
            "LineString" | "LinearRing" | "LineStringSegment" | "GeodesicString" | "Geodesic" => {
                self.path(element, axes)
            }
            "Ring" | "Curve" | "CompositeCurve" | "OrientableCurve" => {
                let mut all = Path::default();
                for inner in inner(element)? {
                    let mut path = self.curve(inner, axes, frame)?;
                    if !all.at.is_empty() && all.at.last() == path.at.first() {
                        path.at.remove(0);
                        path.heights.drain(..1.min(path.heights.len()));
                    }
                    all.append(path);
                }
                if element.name == "OrientableCurve" && element.attribute("orientation") == Some("-") {
                    all.heights.resize(if all.heights.is_empty() { 0 } else { all.at.len() }, f64::NAN);
                    all.at.reverse();
                    all.heights.reverse();
                }
                Ok(all)
            }
            other => Err((element.offset, expected("expected.straight-geometry", other))),
        }
    }

    /// The positions that stand in an element, in a list, one by one, in points of their own, or as GML 2 has them.
    fn path(&mut self, element: &Element, axes: Axes) -> Result<Path, Wrong> {
        let mut numbers = Numbers::new();
        for child in &element.children {
            match child.name.as_str() {
                "posList" | "pos" => {
                    let own = child.attribute("srsDimension").or_else(|| child.attribute("dimension"));
                    let own = own.and_then(|own| own.parse().ok()).or(axes.numbers);
                    numbers.extend(listed(child, own)?);
                }
                "coordinates" => numbers.extend(tuples(child)?),
                "coord" => numbers.push(coord(child)?),
                "pointProperty" | "pointRep" => {
                    for point in inline(child)? {
                        let path = point.children.iter().filter(|pos| pos.name == "pos");
                        for pos in path {
                            numbers.extend(listed(pos, axes.numbers)?);
                        }
                    }
                }
                _ => {}
            }
        }
        let turned =
            |numbers: &Numbers| -> Numbers { numbers.iter().map(|([a, b], height)| ([*b, *a], *height)).collect() };
        if !axes.is_north_first {
            return self.gather.path(numbers).map_err(|problem| (element.offset, problem));
        }
        self.gather.path(turned(&numbers)).map_err(|problem| {
            // Many programs write the URN and the order of a map all the same.
            let is_other = self.gather.path(numbers.iter().copied()).is_ok();
            let found = numbers.first().map_or_else(String::new, |([a, b], _)| format!("{a}, {b}"));
            let crs = axes.crs.map_or("", Crs::name);
            let problem = if is_other {
                expected("expected.north-first", &format!("{found} → --crs {crs} --axes xy"))
            } else {
                problem
            };
            (element.offset, problem)
        })
    }
}

/// The geometries in the members of another.
fn inner(element: &Element) -> Result<Vec<&Element>, Wrong> {
    let members = element.children.iter().filter(|child| MEMBERS.contains(&child.name.as_str()));
    let mut all = Vec::new();
    for member in members {
        all.extend(inline(member)?);
    }
    Ok(all)
}

/// What stands in an element; one that refers to another place instead is refused, as part of the geometry would be lost.
fn inline(element: &Element) -> Result<&[Element], Wrong> {
    match element.attribute("href").filter(|_| element.children.is_empty()) {
        Some(link) => Err((element.offset, expected("expected.gml-inline", link))),
        None => Ok(&element.children),
    }
}

/// Numbers with space between them, so many to a position.
fn listed(element: &Element, said: Option<usize>) -> Result<Numbers, Wrong> {
    let wrong = |found: &str| (element.offset, expected("expected.gml-positions", found));
    let numbers = element.text.split_whitespace().map(|text| text.parse::<f64>().map_err(|_no_number| wrong(text)));
    let numbers = numbers.collect::<Result<Vec<f64>, Wrong>>()?;
    let one = element.name == "pos" && (2..=3).contains(&numbers.len());
    let each = if one { numbers.len() } else { said.unwrap_or(2) };
    if !(2..=4).contains(&each) || !numbers.len().is_multiple_of(each) {
        return Err(wrong(&format!("{} / {each}", numbers.len())));
    }
    Ok(numbers.chunks_exact(each).map(|at| ([at[0], at[1]], at.get(2).copied())).collect())
}

/// `1,2 3,4`, with whatever signs the element says.
fn tuples(element: &Element) -> Result<Numbers, Wrong> {
    let sign = |name, usual: char| element.attribute(name).and_then(|sign| sign.chars().next()).unwrap_or(usual);
    let (between, decimal, tuple) = (sign("cs", ','), sign("decimal", '.'), sign("ts", ' '));
    let is_end = |c: char| c == tuple || c.is_whitespace() && tuple.is_whitespace();
    let tuples = element.text.split(is_end).map(str::trim).filter(|text| !text.is_empty());
    let one = |text: &str| {
        let wrong = || (element.offset, expected("expected.gml-positions", text));
        let numbers = text.split(between).map(|number| number.trim().replace(decimal, ".").parse::<f64>());
        let numbers = numbers.collect::<Result<Vec<f64>, _>>().map_err(|_no_number| wrong())?;
        match numbers.as_slice() {
            [a, b] => Ok(([*a, *b], None)),
            [a, b, height, ..] => Ok(([*a, *b], Some(*height))),
            _ => Err(wrong()),
        }
    };
    tuples.map(one).collect()
}

/// `X`, `Y` and perhaps `Z`.
fn coord(element: &Element) -> Result<([f64; 2], Option<f64>), Wrong> {
    let number = |name: &str| element.text_of(name).and_then(|text| text.parse::<f64>().ok());
    match (number("X"), number("Y")) {
        (Some(x), Some(y)) => Ok(([x, y], number("Z"))),
        _ => Err((element.offset, expected("expected.gml-positions", element.name.as_str()))),
    }
}

fn expected(what: &'static str, found: &str) -> Problem {
    Problem::Expected { what, found: found.to_owned() }
}
