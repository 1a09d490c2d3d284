//! The land of the world, as the program has it built in: Natural Earth 1:50m, unpacked when it is first drawn, or before.
//! Must not know where or how strongly it is drawn.
//!
//! The file has the polygons one after the other: how many rings, then for each how many vertices, then each vertex as its difference
//! from the one before, longitude and latitude, in steps of [`STEP`] degrees. All are whole numbers of seven bits a byte, the lowest
//! first; differences have their sign in the lowest bit. A polygon begins at 0° 0°, and a ring's last vertex is not its first.

use std::sync::{Arc, LazyLock, OnceLock};

use super::{LonLat, Projector, Shapes};
use crate::geometry::{ShapeKind, bounds_of_cut};
use crate::picture::LodGeometry;

static FILE: &[u8] = include_bytes!("../../../geodata/world_land.bin");
/// The length of a step in degrees: about 220 m.
const STEP: f64 = 0.002;

/// The world once.
pub(super) struct World {
    pub(super) land: Arc<LodGeometry>,
    /// Its coasts, without the lines along which the data end at 180° and at the pole.
    pub(super) shores: Arc<LodGeometry>,
    /// How many pieces of land there are.
    pub(super) count: usize,
}

/// Each time that a sheet can show the world, so many turns farther east.
const TURNS: [i8; 3] = [-1, 0, 1];
static WORLDS: [OnceLock<World>; TURNS.len()] = [const { OnceLock::new() }; TURNS.len()];

/// The turns that are on a sheet.
fn turns(projector: &Projector) -> impl Iterator<Item = (i8, &'static OnceLock<World>)> {
    let [west, east] = [[0.0, 0.0], projector.size].map(|corner| projector.world_from_screen(corner).x);
    let turns = TURNS.into_iter().zip(&WORLDS);
    turns.filter(move |(turn, _)| west <= f64::from(*turn) + 1.0 && f64::from(*turn) <= east)
}

/// The world as often as a sheet shows it, each time a turn farther east.
pub(super) fn in_view(projector: &Projector) -> impl Iterator<Item = &'static World> {
    turns(projector).map(|(turn, world)| world.get_or_init(|| World::new(f64::from(turn))))
}

/// Whether that takes no time: all of it is unpacked.
pub(super) fn is_ready(projector: &Projector) -> bool {
    turns(projector).all(|(_, world)| world.get().is_some())
}

/// Unpacks it, with the levels of detail of the one in the middle, which nearly every sheet shows.
pub(super) fn prepare() {
    // The one in the middle first: most need no other.
    for (turn, world) in [(0, &WORLDS[1]), (-1, &WORLDS[0]), (1, &WORLDS[2])] {
        let world = world.get_or_init(|| World::new(f64::from(turn)));
        if turn == 0 {
            for lod in [&world.land, &world.shores] {
                (0..DETAILS).for_each(|detail| _ = lod.level(detail));
            }
        }
    }
}

/// Sheets on which it is seen take one of so many levels of detail.
const DETAILS: usize = 14;

/// Everywhere that a map can show: one feature.
pub(super) fn everywhere() -> &'static Arc<LodGeometry> {
    static EVERYWHERE: LazyLock<Arc<LodGeometry>> = LazyLock::new(|| Arc::new(of_box(-90.0, 90.0)));
    &EVERYWHERE
}

/// What lies beyond the southern end of the square: land like all that ends there. One feature.
pub(super) fn beyond_south() -> &'static Arc<LodGeometry> {
    static BEYOND: LazyLock<Arc<LodGeometry>> = LazyLock::new(|| Arc::new(of_box(-85.0, 0.0).moved(0.0, 0.499)));
    &BEYOND
}

/// All between two parallels, as often as the world is shown.
fn of_box(south: f64, north: f64) -> LodGeometry {
    let corners = [[-540.0, south], [540.0, south], [540.0, north], [-540.0, north], [-540.0, south]];
    let ring = corners.map(|[lon, lat]| LonLat { lon, lat }).to_vec();
    LodGeometry::new(&Shapes::of_polygon(&[ring]))
}

impl World {
    fn new(turns: f64) -> Self {
        let land = unpacked(FILE);
        let shores = bounds_of_cut(&land);
        let lod = |shapes: &Shapes| Arc::new(LodGeometry::new(shapes).moved(turns, 0.0));
        Self { land: lod(&land), shores: lod(shores.as_ref().unwrap_or(&land)), count: land.len() }
    }
}

/// The polygons of a file, each as a shape. What is cut off is left out.
fn unpacked(file: &[u8]) -> Shapes {
    let (mut shapes, mut rest) = (Shapes::default(), file);
    while let Some(rings) = polygon(&mut rest) {
        shapes.push_polygon(&rings);
        shapes.end_shape(ShapeKind::Polygon);
    }
    shapes
}

fn polygon(rest: &mut &[u8]) -> Option<Vec<Vec<LonLat>>> {
    let count = number(rest)?;
    let mut at = [0_i32; 2];
    let mut ring = || {
        let count = number(rest)?;
        let mut ring: Vec<LonLat> = Vec::new();
        for _ in 0..count {
            for axis in &mut at {
                let packed = number(rest)?;
                *axis = axis.checked_add((packed >> 1).cast_signed() ^ -(packed & 1).cast_signed())?;
            }
            let [lon, lat] = at.map(|steps| f64::from(steps) * STEP);
            ring.push(LonLat { lon, lat });
        }
        ring.push(*ring.first()?);
        Some(ring)
    };
    (0..count).map(|_| ring()).collect()
}

/// A whole number of seven bits a byte.
fn number(rest: &mut &[u8]) -> Option<u32> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let (first, others) = rest.split_first()?;
        *rest = others;
        number |= u32::from(first & 0x7f) << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{FILE, LonLat, unpacked};
    use crate::geometry::{Extent, HitIndex, Shape, Side};

    fn is_land(at: LonLat) -> bool {
        let land = unpacked(FILE);
        let holds = |shape: Shape<'_>| {
            HitIndex::new(shape).side_within(shape, at, crate::geometry::Reach::NONE) == Side::Inside
        };
        land.iter().any(holds)
    }

    #[test]
    fn cities_are_on_land_and_oceans_are_not() {
        for (name, lon, lat, land) in [
            ("Wuhan", 114.3, 30.6, true),
            ("Nairobi", 36.8, -1.3, true),
            ("Denver", -105.0, 39.7, true),
            ("South Pole", 0.0, -89.0, true),
            ("Lhasa", 91.1, 29.65, true),
            ("Wrangel Island, east of 180°", -179.5, 71.2, true),
            ("Gulf of Guinea", 0.0, 0.0, false),
            ("South China Sea", 115.0, 15.0, false),
            ("Pacific", -140.0, 0.0, false),
            ("North Pole", 0.0, 89.0, false),
        ] {
            assert_eq!(is_land(LonLat { lon, lat }), land, "{name}");
        }
    }

    #[test]
    fn the_whole_file_is_read_and_a_cut_one_as_far_as_it_goes() {
        let land = unpacked(FILE);
        assert!(land.len() > 1_000 && land.vertex_count() > 50_000, "{} {}", land.len(), land.vertex_count());
        let Extent { west, south, east, north } = land.extent();
        assert!(west < -180.0 && east > 180.0 && south < -89.9 && (83.0..84.0).contains(&north));
        for cut in [0, 1, 2, 1_000, FILE.len() - 1] {
            assert!(unpacked(&FILE[..cut]).len() < land.len(), "{cut}");
        }
        assert!(unpacked(&[0xff; 64]).is_empty());
    }
}
