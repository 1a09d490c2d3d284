//! Whether a position lies inside a polygon, on its border or outside: exact, in the plane of longitude and latitude (RFC 7946 edges).
//! Within a reach of an edge counts as on it for who asks so. Must not know metres.

use super::ring_index::{Crossings, Reach, RingIndex, chain_crossings};
use super::{Extent, LonLat, Polygon, Shape};

/// Rings of fewer positions are looked at edge by edge: a hierarchy over them would not pay.
const INDEXED_RING: usize = 64;

/// Where a position lies with regard to an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Strictly inside.
    Inside,
    /// On the outer ring or on a hole's ring.
    Border,
    /// Outside, or inside a hole.
    Outside,
}

impl Side {
    /// Whether the position belongs to the closed area: inside or on the border.
    #[must_use]
    pub fn is_within(self) -> bool {
        self != Self::Outside
    }
}

/// Where a position lies with regard to a polygon, looking at every edge.
#[must_use]
pub fn polygon_side(polygon: Polygon<'_>, at: LonLat) -> Side {
    let mut rings = polygon.rings().map(|ring| chain_crossings(ring, at, Reach::NONE));
    combine(&mut rings)
}

/// The outer ring decides, then each hole takes away.
fn combine(rings: &mut dyn Iterator<Item = Crossings>) -> Side {
    match rings.next() {
        None | Some(Crossings::Odd(false)) => return Side::Outside,
        Some(Crossings::Border) => return Side::Border,
        Some(Crossings::Odd(true)) => {}
    }
    for hole in rings {
        match hole {
            Crossings::Border => return Side::Border,
            Crossings::Odd(true) => return Side::Outside,
            Crossings::Odd(false) => {}
        }
    }
    Side::Inside
}

/// What is kept for a shape so that asking about many positions is cheap: an extent for every ring, a hierarchy for every long one.
#[derive(Clone, Debug, Default)]
pub struct HitIndex {
    polygons: Vec<Vec<RingHits>>,
}

/// The same for one closed ring: an extent, and a hierarchy if it is long.
#[derive(Clone, Debug)]
pub struct RingHits {
    extent: Extent,
    boxes: Option<RingIndex>,
}

impl HitIndex {
    /// The index of a shape's polygons; linear in its size.
    #[must_use]
    pub fn new(shape: Shape<'_>) -> Self {
        Self { polygons: shape.polygons().map(|p| p.rings().map(RingHits::new).collect()).collect() }
    }

    /// Where a position lies with regard to the polygons of the shape this was made for. Inside any polygon is inside.
    #[must_use]
    pub fn side(&self, shape: Shape<'_>, at: LonLat) -> Side {
        self.side_within(shape, at, Reach::NONE)
    }

    /// The same, where a position within reach of an edge is on the border.
    #[must_use]
    pub fn side_within(&self, shape: Shape<'_>, at: LonLat, reach: Reach) -> Side {
        let mut side = Side::Outside;
        for (polygon, rings) in shape.polygons().zip(&self.polygons) {
            let mut crossings = polygon.rings().zip(rings).map(|(ring, index)| index.crossings(ring, at, reach));
            match combine(&mut crossings) {
                Side::Inside => return Side::Inside,
                Side::Border => side = Side::Border,
                Side::Outside => {}
            }
        }
        side
    }
}

impl RingHits {
    /// The index of a closed ring; linear in its length.
    #[must_use]
    pub fn new(ring: &[LonLat]) -> Self {
        Self { extent: Extent::of(ring), boxes: (ring.len() >= INDEXED_RING).then(|| RingIndex::new(ring)) }
    }

    /// Where a position lies with regard to the ring that this was made for.
    #[must_use]
    pub fn side(&self, ring: &[LonLat], at: LonLat) -> Side {
        self.side_within(ring, at, Reach::NONE)
    }

    /// The same, where a position within reach of an edge is on the border.
    #[must_use]
    pub fn side_within(&self, ring: &[LonLat], at: LonLat, reach: Reach) -> Side {
        match self.crossings(ring, at, reach) {
            Crossings::Border => Side::Border,
            Crossings::Odd(true) => Side::Inside,
            Crossings::Odd(false) => Side::Outside,
        }
    }

    fn crossings(&self, ring: &[LonLat], at: LonLat, reach: Reach) -> Crossings {
        if !reach.around(self.extent).contains(at) {
            return Crossings::Odd(false);
        }
        match &self.boxes {
            Some(boxes) => boxes.crossings(ring, at, reach),
            None => chain_crossings(ring, at, reach),
        }
    }
}
