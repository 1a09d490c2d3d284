//! Drawings in DXF of release 12 (AC1009), which every program reads: outlines as closed polylines, a layer each, names as texts.
//! Must not know units: the drawing is in metres of the grid.

use std::fmt::Write as _;

use super::positions::{At, Geometry, Piece, number};
use super::{Outgoing, Told, WriteError, Written};
use crate::geometry::open_ring;

/// What the layer of a layer's names is called behind its own name.
const NAMES: &str = "_names";
/// The height of a text, as a part of the greatest side of what it stands in.
const TEXT_PART: f64 = 0.05;

pub(super) fn write(outgoing: &[Outgoing<'_>], all: &mut Written) -> Result<(), WriteError> {
    let mut entities = Groups::default();
    let (mut fields, mut holes, mut ids, mut characters, mut empty) = (Vec::new(), 0, 0, 0, 0);
    for one in outgoing {
        fields.extend(one.columns(false, all).into_iter().map(|column| column.name).filter(|name| name != "name"));
        for (at, feature) in one.features().iter().enumerate() {
            let geometry = one.geometry(at)?;
            empty += usize::from(geometry.pieces.is_empty());
            let handle = feature.id.is_some().then(|| feature.key()).filter(|key| is_handle(key));
            ids += usize::from(feature.id.is_some() && handle.is_none());
            holes += geometry.pieces.iter().map(Piece::holes).sum::<usize>();
            let mut handle = handle;
            geometry.pieces.iter().for_each(|piece| entities.piece(piece, &one.layer.id, &mut handle));
            if let Some(name) = one.name(feature) {
                characters += usize::from(name.chars().any(|c| u32::from(c) > 0xffff));
                entities.name(&geometry, &one.layer.id, name);
            }
        }
    }
    all.tell(Told::NoSystem);
    all.tell_of(empty, |count| Told::NoGeometry { count });
    all.tell_left_out(fields);
    all.tell_of(holes, |count| Told::Holes { count });
    all.tell_of(ids, |count| Told::Ids { count });
    all.tell_of(characters, |count| Told::Characters { count });
    let mut out = Groups::default();
    out.all(&[(0, "SECTION"), (2, "HEADER"), (9, "$ACADVER"), (1, "AC1009"), (0, "ENDSEC")]);
    out.layers(outgoing);
    out.all(&[(0, "SECTION"), (2, "ENTITIES")]);
    out.0.push_str(&entities.0);
    out.all(&[(0, "ENDSEC"), (0, "EOF")]);
    all.files.push((None, out.0.into_bytes()));
    Ok(())
}

/// Handles are numbers to the base of sixteen.
fn is_handle(text: &str) -> bool {
    (1..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit() || (b'A'..=b'F').contains(&byte))
}

impl Piece {
    fn holes(&self) -> usize {
        match self {
            Self::Polygon(rings) => rings.len().saturating_sub(1),
            Self::Points(_) | Self::Line(_) => 0,
        }
    }
}

/// The lines of a drawing, two for each group: its code and its value.
#[derive(Default)]
struct Groups(String);

impl Groups {
    fn one(&mut self, code: u16, value: &str) {
        let _infallible = write!(self.0, "{code}\r\n{}\r\n", ascii(value));
    }

    fn all(&mut self, groups: &[(u16, &str)]) {
        for &(code, value) in groups {
            self.one(code, value);
        }
    }

    fn at(&mut self, at: &At) {
        self.one(10, &number(at.x));
        self.one(20, &number(at.y));
        self.one(30, &number(at.height.unwrap_or(0.0)));
    }

    fn layers(&mut self, outgoing: &[Outgoing<'_>]) {
        self.all(&[(0, "SECTION"), (2, "TABLES"), (0, "TABLE"), (2, "LAYER")]);
        self.one(70, &(outgoing.len() * 2).to_string());
        for name in outgoing.iter().flat_map(|one| [one.layer.id.clone(), format!("{}{NAMES}", one.layer.id)]) {
            self.all(&[(0, "LAYER"), (2, &name), (70, "0"), (62, "7"), (6, "CONTINUOUS")]);
        }
        self.all(&[(0, "ENDTAB"), (0, "ENDSEC")]);
    }

    /// The entities of a piece; the first of a feature has its handle.
    fn piece(&mut self, piece: &Piece, layer: &str, handle: &mut Option<&str>) {
        match piece {
            Piece::Points(points) => {
                for at in points {
                    self.begin("POINT", layer, handle);
                    self.at(at);
                }
            }
            Piece::Line(line) => self.polyline(line, false, layer, handle),
            Piece::Polygon(rings) => {
                for ring in rings {
                    self.polyline(open_ring(ring), true, layer, handle);
                }
            }
        }
    }

    fn begin(&mut self, kind: &str, layer: &str, handle: &mut Option<&str>) {
        self.one(0, kind);
        if let Some(handle) = handle.take() {
            self.one(5, handle);
        }
        self.one(8, layer);
    }

    fn polyline(&mut self, path: &[At], is_closed: bool, layer: &str, handle: &mut Option<&str>) {
        let has_heights = path.iter().any(|at| at.height.is_some());
        self.begin("POLYLINE", layer, handle);
        let flags = u8::from(is_closed) | if has_heights { 8 } else { 0 };
        self.all(&[(66, "1"), (10, "0"), (20, "0"), (30, "0"), (70, &flags.to_string())]);
        for at in path {
            self.all(&[(0, "VERTEX"), (8, layer)]);
            self.at(at);
            if has_heights {
                self.one(70, "32");
            }
        }
        self.all(&[(0, "SEQEND"), (8, layer)]);
    }

    /// A name as a text in the middle of a geometry's box, in a layer of its own.
    fn name(&mut self, geometry: &Geometry, layer: &str, name: &str) {
        let range = |of: fn(&At) -> f64| {
            geometry.positions().map(of).fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at), high.max(at)))
        };
        let [(west, east), (south, north)] = [range(|at| at.x), range(|at| at.y)];
        if west > east {
            return;
        }
        let size = ((east - west).max(north - south) * TEXT_PART).max(1.0);
        self.begin("TEXT", &format!("{layer}{NAMES}"), &mut None);
        self.at(&At { x: f64::midpoint(west, east), y: f64::midpoint(south, north), height: None });
        self.one(40, &number(size));
        self.one(1, name);
    }
}

/// A value on one line in ASCII: `\U+78BC` for other characters, as drawings have them; nothing for those that have no such form.
fn ascii(value: &str) -> String {
    let each = value.chars().map(|c| match u32::from(c) {
        0..=31 | 127 => " ".to_owned(),
        32..=126 => c.to_string(),
        code @ 128..=0xffff => format!("\\U+{code:04X}"),
        _ => String::new(),
    });
    each.collect()
}
