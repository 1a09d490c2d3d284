//! What a drawing is made of: its entities, and blocks of them that are placed, turned and stretched, also in one another.
//! Must not know how an entity is shaped.

use std::collections::BTreeMap;

use super::groups::{Group, groups};
use crate::formats::OpenError;
use crate::formats::gather::expected_at;
use crate::project::SourcePosition;

/// Blocks in blocks deeper than this, and more entities than this in all, are refused: a block may hold itself.
const DEEPEST: usize = 16;
const MOST_PLACED: usize = 5_000_000;
/// Entities that have a shape of their own.
const READ: [&str; 9] = ["LWPOLYLINE", "POLYLINE", "LINE", "ARC", "CIRCLE", "POINT", "TEXT", "MTEXT", "INSERT"];

/// An entity by its groups.
#[derive(Clone, Debug)]
pub(super) struct Entity<'a> {
    pub(super) kind: &'a str,
    pub(super) offset: usize,
    pub(super) groups: Vec<Group<'a>>,
    /// The vertices of a polyline of the older kind.
    pub(super) vertices: Vec<Self>,
}

/// Where a plane lies in another: `[a, b, c, d, e, f]` takes x to `a x + c y + e` and y to `b x + d y + f`.
pub(super) type Plane = [f64; 6];

/// An entity where it is shown.
pub(super) struct Placed<'a> {
    pub(super) entity: &'a Entity<'a>,
    pub(super) plane: Plane,
    /// Its layer; what is on layer 0 of a block is on that of the insertion.
    pub(super) layer: &'a str,
    /// Whether it is one of the model itself, not of a block.
    pub(super) is_own: bool,
}

#[derive(Default)]
struct Block<'a> {
    base: [f64; 2],
    entities: Vec<Entity<'a>>,
}

/// A drawing.
pub(super) struct Drawing<'a> {
    text: &'a str,
    blocks: BTreeMap<&'a str, Block<'a>>,
    entities: Vec<Entity<'a>>,
}

impl<'a> Entity<'a> {
    pub(super) fn text(&self, code: i32) -> Option<&'a str> {
        self.groups.iter().find(|group| group.code == code).map(|group| group.value)
    }

    /// A number; 0 where there is none or it is not finite.
    pub(super) fn number(&self, code: i32) -> f64 {
        self.number_or(code, 0.0)
    }

    pub(super) fn number_or(&self, code: i32, other: f64) -> f64 {
        self.text(code).and_then(|text| text.parse().ok()).filter(|number: &f64| number.is_finite()).unwrap_or(other)
    }

    pub(super) fn flags(&self) -> i64 {
        self.text(70).and_then(|text| text.parse().ok()).unwrap_or(0)
    }

    /// Its text as it is read.
    pub(super) fn words(&self) -> String {
        let all: String =
            self.groups.iter().filter(|group| matches!(group.code, 1 | 3)).map(|group| group.value).collect();
        words(&all)
    }
}

/// A text of a drawing as it is read: `\U+78BC` is a character, `\P` ends a line.
pub(super) fn words(all: &str) -> String {
    let mut parts = all.split("\\U+");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let code = part.get(..4).and_then(|code| u32::from_str_radix(code, 16).ok()).and_then(char::from_u32);
        if let Some(character) = code {
            text.push(character);
            text.push_str(&part[4..]);
        } else {
            text.push_str("\\U+");
            text.push_str(part);
        }
    }
    text.replace("\\P", " ").replace("%%d", "°")
}

impl<'a> Drawing<'a> {
    pub(super) fn of(text: &'a str, path: &str) -> Result<Self, OpenError> {
        let mut drawing = Self { text, blocks: BTreeMap::new(), entities: Vec::new() };
        let (mut section, mut block): (&str, Option<&str>) = ("", None);
        for entity in entities(groups(text, path)?) {
            match (entity.kind, section) {
                ("SECTION", _) => section = entity.text(2).unwrap_or_default(),
                ("ENDSEC", _) => section = "",
                ("BLOCK", "BLOCKS") => {
                    block = entity.text(2);
                    let base = [entity.number(10), entity.number(20)];
                    drawing.blocks.insert(block.unwrap_or_default(), Block { base, entities: Vec::new() });
                }
                ("ENDBLK", "BLOCKS") => block = None,
                (_, "BLOCKS") => {
                    if let Some(block) = block.and_then(|name| drawing.blocks.get_mut(name)) {
                        block.entities.push(entity);
                    }
                }
                // What stands in the space of the paper is no map.
                (_, "ENTITIES") if entity.text(67) != Some("1") => drawing.entities.push(entity),
                (_, _) => {}
            }
        }
        Ok(drawing)
    }

    /// All entities with a shape where they are shown, and how many others there are.
    pub(super) fn placed(&self, path: &str) -> Result<(Vec<Placed<'_>>, usize), OpenError> {
        let (mut all, mut unread) = (Vec::new(), 0);
        self.place(&self.entities, ([1.0, 0.0, 0.0, 1.0, 0.0, 0.0], "0"), 0, &mut all, &mut unread).map_err(
            |entity| {
                let place = SourcePosition::at(self.text, entity.offset);
                expected_at(path, Some(place.into()), "expected.few-blocks", entity.text(2).unwrap_or_default())
            },
        )?;
        Ok((all, unread))
    }

    fn place<'s>(
        &'s self,
        entities: &'s [Entity<'a>],
        (plane, around): (Plane, &'s str),
        depth: usize,
        all: &mut Vec<Placed<'s>>,
        unread: &mut usize,
    ) -> Result<(), &'s Entity<'a>> {
        for entity in entities {
            let layer = entity.text(8).filter(|layer| *layer != "0").unwrap_or(around);
            if entity.kind != "INSERT" {
                if READ.contains(&entity.kind) {
                    all.push(Placed { entity, plane, layer, is_own: depth == 0 });
                } else {
                    *unread += 1;
                }
                continue;
            }
            let Some(block) = entity.text(2).and_then(|name| self.blocks.get(name)) else {
                *unread += 1;
                continue;
            };
            if depth == DEEPEST || all.len() > MOST_PLACED {
                return Err(entity);
            }
            for [x, y] in columns_and_rows(entity) {
                if all.len() > MOST_PLACED {
                    return Err(entity);
                }
                let own = inserted(entity, block.base, [x, y]);
                self.place(&block.entities, (times(plane, own), layer), depth + 1, all, unread)?;
            }
        }
        Ok(())
    }
}

/// The offsets of the copies that an insertion makes in columns and rows.
fn columns_and_rows(entity: &Entity<'_>) -> Vec<[f64; 2]> {
    let count = |code: i32| entity.text(code).and_then(|text| text.parse::<u16>().ok()).unwrap_or(1).max(1);
    let (columns, rows) = (count(70), count(71));
    let (x, y) = (entity.number(44), entity.number(45));
    let row = |row: u16| (0..columns).map(move |column| [f64::from(column) * x, f64::from(row) * y]);
    (0..rows).flat_map(row).take(MOST_PLACED).collect()
}

/// Where a block lies that is inserted: moved from its base, stretched, turned, and moved to its place.
fn inserted(entity: &Entity<'_>, base: [f64; 2], offset: [f64; 2]) -> Plane {
    let (sin, cos) = entity.number(50).to_radians().sin_cos();
    let (x, y) = (entity.number_or(41, 1.0), entity.number_or(42, 1.0));
    let own = [cos * x, sin * x, -sin * y, cos * y, 0.0, 0.0];
    let [left, down] = [own[0] * base[0] + own[2] * base[1], own[1] * base[0] + own[3] * base[1]];
    let [right, up] = [cos * offset[0] - sin * offset[1], sin * offset[0] + cos * offset[1]];
    let mirror = if entity.number_or(230, 1.0) < 0.0 { -1.0 } else { 1.0 };
    let place = [entity.number(10) + right - left, entity.number(20) + up - down];
    [own[0] * mirror, own[1], own[2] * mirror, own[3], place[0] * mirror, place[1]]
}

/// A plane that lies in another which lies in a third.
fn times(outer: Plane, inner: Plane) -> Plane {
    let origin = at(outer, [inner[4], inner[5]]);
    let side = |x: f64, y: f64| [outer[0] * x + outer[2] * y, outer[1] * x + outer[3] * y];
    let [along, across] = [side(inner[0], inner[1]), side(inner[2], inner[3])];
    [along[0], along[1], across[0], across[1], origin[0], origin[1]]
}

/// Where a point of a plane lies in that around it.
pub(super) fn at(plane: Plane, [x, y]: [f64; 2]) -> [f64; 2] {
    [plane[0] * x + plane[2] * y + plane[4], plane[1] * x + plane[3] * y + plane[5]]
}

/// Entities begin with a group 0. The vertices of a polyline follow it, up to `SEQEND`, as the attributes of an insertion do.
fn entities(groups: Vec<Group<'_>>) -> Vec<Entity<'_>> {
    let mut all: Vec<Entity<'_>> = Vec::new();
    let mut in_sequence = false;
    for group in groups {
        if group.code != 0 {
            let last = all.last_mut();
            let last =
                last.map(
                    |last| if in_sequence && !last.vertices.is_empty() { last.vertices.last_mut() } else { Some(last) },
                );
            if let Some(Some(last)) = last {
                last.groups.push(group);
            }
            continue;
        }
        let entity = Entity { kind: group.value, offset: group.offset, groups: Vec::new(), vertices: Vec::new() };
        match group.value {
            "VERTEX" | "ATTRIB" | "SEQEND" => {
                if let Some(last) = all.last_mut() {
                    in_sequence = true;
                    last.vertices.push(entity);
                }
            }
            _ => {
                in_sequence = false;
                all.push(entity);
            }
        }
    }
    all
}
