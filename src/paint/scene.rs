//! A picture as text: a line for each thing, in the order of painting, so that two pictures can be compared by eye.
//! Must not print anything finer than a tenth of a point, which might differ between machines.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::map_on_sheet::MapOnSheet;
use super::{Page, PaintError, Paper};
use crate::geometry::LonLat;
use crate::picture::{
    ColourRole, Dash, Fade, FeatureSlice, Item, Label, PathKind, Pen, Picture, Point, Sign, Strength, with_texts,
};

/// Writes a picture as text.
#[expect(clippy::unnecessary_wraps, reason = "every painter has this shape")]
pub(super) fn paint(picture: &Picture, paper: &Paper) -> Result<Vec<u8>, PaintError> {
    Ok(text(picture, paper).into_bytes())
}

/// Writes pages as text, one after the other.
#[expect(clippy::unnecessary_wraps, reason = "every painter of pages has this shape")]
pub(super) fn pages(pages: &[Page], paper: &Paper) -> Result<Vec<u8>, PaintError> {
    let mut all = String::new();
    for (page, number) in pages.iter().zip(1..) {
        let ([width, height], title) = (page.size, page.title.as_deref().unwrap_or_default());
        // Writing to a string cannot fail.
        let _ = writeln!(all, "page {number} {width:.1} x {height:.1} {}", quoted(title));
        for inset in &page.insets {
            if !inset.fills() {
                let [x, y] = inset.corner;
                let _ = writeln!(all, "inset at {x:.1} {y:.1}, {:.2} times as large", inset.scale);
            }
            all += &text(&with_texts(&inset.picture, &inset.texts), paper);
        }
    }
    Ok(all.into_bytes())
}

fn text(picture: &Picture, paper: &Paper) -> String {
    let mut scene = Scene { text: String::new(), map: MapOnSheet::new(picture, paper) };
    scene.head(picture);
    for item in &picture.map {
        scene.item(item);
    }
    for sign in &picture.signs {
        scene.sign(sign);
    }
    scene.text
}

struct Scene {
    text: String,
    map: MapOnSheet,
}

impl Scene {
    fn line(&mut self, words: std::fmt::Arguments<'_>) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.text, "{words}");
    }

    fn head(&mut self, picture: &Picture) {
        let [width, height] = picture.size;
        self.line(format_args!("zonemap-scene/1"));
        let (background, lang) = (picture.background, picture.lang.code());
        self.line(format_args!("sheet {width:.1} x {height:.1} {background:?} {lang}"));
        let (map, projector) = (shown(self.map.bounds(0.0)), &picture.projector);
        let LonLat { lon, lat } = projector.center.into();
        let metres = projector.metres_per_point();
        self.line(format_args!("map {map} around {lon:.5} {lat:.5}, a point is {metres:.2} m"));
    }

    fn item(&mut self, item: &Item) {
        match item {
            Item::Fill { slice, role, strength } => {
                let what = self.slice(slice, PathKind::is_ring);
                let role = self.role(slice, *role);
                self.line(format_args!("fill {what} {role} {}", strengths(strength)));
            }
            Item::Glow { slice, role, strength, width } => {
                let what = self.slice(slice, PathKind::is_ring);
                self.line(format_args!("glow {what} {role:?} {} width {width:.1}", strengths(strength)));
            }
            Item::Line { slice, pen } => {
                let what = self.slice(slice, |kind| kind != PathKind::Points);
                self.line(format_args!("line {what} {}", pen_text(pen)));
            }
            Item::Dots { slice, role, opacity, radius } => {
                let what = self.slice(slice, |kind| kind == PathKind::Points);
                self.line(format_args!("dots {what} {role:?} {opacity:.2} radius {radius:.1}"));
            }
            Item::Dot { at, role, radius } => {
                let [x, y] = self.map.point(*at).map(tenths);
                self.line(format_args!("dot {x} {y} {role:?} radius {radius:.1}"));
            }
        }
    }

    fn sign(&mut self, sign: &Sign) {
        match sign {
            Sign::Stroke { points, pen } => {
                let points: Vec<Point> = points.iter().map(|point| point.map(f64::from)).collect();
                self.line(format_args!("stroke {} {}", Geometry::of([points]), pen_text(pen)));
            }
            Sign::Patch { points, role, opacity } => {
                let points: Vec<Point> = points.iter().map(|point| point.map(f64::from)).collect();
                self.line(format_args!("patch {} {role:?} {opacity:.2}", Geometry::of([points])));
            }
            Sign::Fade(Fade { place, role, stops, down }) => {
                let place = shown(place.map(f64::from));
                let stops: Vec<String> = stops.iter().map(|[at, opacity]| format!("{at:.2} {opacity:.2}")).collect();
                let way = if *down { "down" } else { "across" };
                self.line(format_args!("fade {place} {role:?} {way} {}", stops.join(", ")));
            }
            Sign::Label(Label { middle, text, role, size, strong, slanted, opacity, angle }) => {
                let [x, y] = middle.map(|c| tenths(f64::from(c)));
                let weight = if *strong { " strong" } else { "" };
                let slant = if *slanted { " slanted" } else { "" };
                let faint = if *opacity < 1.0 { format!(" {opacity:.2}") } else { String::new() };
                let (text, turn) = (quoted(text), tenths(f64::from(angle.to_degrees())));
                self.line(format_args!(
                    "label {text} {x} {y} size {size:.1} turn {turn}{weight}{slant} {role:?}{faint}"
                ));
            }
        }
    }

    /// The purpose of a colour; with how many features in view have which, where they are in groups.
    fn role(&self, slice: &FeatureSlice, role: ColourRole) -> String {
        let mut text = format!("{role:?}");
        if let Some(classed) = slice.classed.as_ref().filter(|_| role == ColourRole::Own) {
            let mut counts: BTreeMap<ColourRole, usize> = BTreeMap::new();
            let seen = self.map.seen(slice).features;
            for feature in seen {
                *counts.entry(classed.role(feature)).or_default() += 1;
            }
            let groups: Vec<String> = counts.iter().map(|(role, count)| format!("{role:?} {count}")).collect();
            let _ = write!(text, " ({})", groups.join(", "));
        }
        text
    }

    /// Whose geometry, and what of it is in view: the paths of some kinds.
    fn slice(&self, slice: &FeatureSlice, kinds: fn(PathKind) -> bool) -> String {
        let FeatureSlice { layer, features, .. } = slice;
        let placed = self.map.seen(slice);
        let paths = placed.features.iter().flat_map(|&feature| placed.paths(feature));
        let mut geometry = Geometry::of(paths.filter(|(kind, _)| kinds(*kind)).map(|(_, points)| points));
        let ([left, top, right, bottom], map) = (geometry.bounds, self.map.bounds(0.0));
        geometry.bounds = [left.max(map[0]), top.max(map[1]), right.min(map[2]), bottom.min(map[3])];
        let seen = placed.features.len();
        format!("{layer}:{}..{} seen {seen} {geometry}", features.start, features.end)
    }
}

/// What some paths come to.
struct Geometry {
    paths: usize,
    vertices: usize,
    bounds: [f64; 4],
    sum: u32,
}

impl Geometry {
    fn of(paths: impl IntoIterator<Item = Vec<Point>>) -> Self {
        let nothing = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        let mut all = Self { paths: 0, vertices: 0, bounds: nothing, sum: 0x811C_9DC5 };
        for path in paths {
            all.paths += 1;
            all.vertices += path.len();
            for [x, y] in path {
                let [left, top, right, bottom] = all.bounds;
                all.bounds = [left.min(x), top.min(y), right.max(x), bottom.max(y)];
                all.add(x);
                all.add(y);
            }
        }
        all
    }

    /// Adds a coordinate to the checksum, in tenths of a point (FNV-1a).
    fn add(&mut self, coordinate: f64) {
        #[expect(clippy::cast_possible_truncation, reason = "saturates far outside the sheet")]
        let tenths = (coordinate * 10.0).round() as i32;
        for byte in tenths.to_le_bytes() {
            self.sum = (self.sum ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        }
    }
}

impl std::fmt::Display for Geometry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { paths, vertices, bounds, sum } = self;
        if *vertices == 0 {
            return write!(f, "nothing");
        }
        write!(f, "paths {paths} vertices {vertices} box {} sum {sum:08x}", shown(*bounds))
    }
}

/// Words between quotation marks, with nothing escaped but what would end them early.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A number with one decimal, never a negative zero.
fn tenths(value: f64) -> String {
    let text = format!("{value:.1}");
    if text == "-0.0" { "0.0".to_owned() } else { text }
}

fn shown(bounds: [f64; 4]) -> String {
    bounds.map(tenths).join(" ")
}

fn strengths(strength: &Strength) -> String {
    let mut text = format!("{:.2}", strength.usual);
    for (feature, other) in &strength.others {
        let _ = write!(text, " [{feature}] {other:.2}");
    }
    text
}

fn pen_text(pen: &Pen) -> String {
    let dash = match pen.dash {
        Dash::Solid => "",
        Dash::Dashed => " dashed",
        Dash::Dotted => " dotted",
    };
    format!("{:?} {:.2} width {:.1}{dash}", pen.role, pen.opacity, pen.width)
}
