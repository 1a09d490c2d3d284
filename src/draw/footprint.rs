//! An area as it falls on the sheet, and where in it words could stand.
//! Must not know the words.

use super::board::ScreenRect;
use super::grid::{Grid, Sums};
use crate::picture::Point;

/// Vertices nearer to one another than this many points are taken for one.
const COARSE: f64 = 1.5;
/// Words are wider than high: a place counts as so many times as high as it is.
const STRETCH: f64 = 2.2;
/// A place loses so much of its room for each point that it is away from the middle.
const ASIDE: f64 = 0.2;
/// About how many cells all areas may have together, and one at least.
const CELLS: [usize; 2] = [80_000, 300];
/// No cell is smaller than this, in points.
const SMALLEST: f64 = 2.0;
/// Places are the best of parts of the area: so many parts across and down.
const PARTS: usize = 20;

/// What of an area is on the sheet, in cells.
pub(super) struct Footprint {
    frame: [f64; 4],
    grid: Grid,
    inside: Vec<bool>,
    outside: Sums,
}

impl Footprint {
    /// The area within some rings, of which no more than a box (left, top, right, bottom) is in view. One of so many areas. None
    /// when less is in view than any word would need.
    pub(super) fn new<R: Iterator<Item = Point>>(
        rings: impl Iterator<Item = R>,
        frame: [f64; 4],
        count: usize,
    ) -> Option<Self> {
        let [width, height] = [frame[2] - frame[0], frame[3] - frame[1]];
        if width < MIN[0] || height < MIN[1] {
            return None;
        }
        #[expect(clippy::cast_precision_loss, reason = "a budget")]
        let budget = (CELLS[0] / count.max(1)).max(CELLS[1]) as f64;
        let grid = Grid::new(frame, (width * height / budget).sqrt().max(SMALLEST));
        let (mut edge, mut inside) = (vec![false; grid.count()], vec![false; grid.count()]);
        for ring in rings {
            let mut from = None;
            coarse(ring, |point| {
                let b = grid.in_cells(point);
                let Some(a) = from.replace(b) else { return };
                grid.touched(a, b, |cell| edge[cell] = true);
                grid.crossed(a, b, |cell| inside[cell] = !inside[cell]);
            });
        }
        for row in inside.chunks_exact_mut(grid.across) {
            row.iter_mut().fold(false, |within, cell| {
                *cell ^= within;
                *cell
            });
        }
        inside.iter_mut().zip(&edge).for_each(|(inside, edge)| *inside &= !edge);
        let marked: Vec<bool> = inside.iter().map(|inside| !inside).collect();
        Some(Self { frame, grid, inside, outside: Sums::new(grid, &marked) })
    }

    /// Whether something of this width and height is not too large from the outset.
    pub(super) fn could_hold(&self, width: f32, height: f32) -> bool {
        let [left, top, right, bottom] = self.frame;
        f64::from(width) <= right - left && f64::from(height) <= bottom - top
    }

    /// Whether all of a box is inside.
    pub(super) fn holds(&self, place: &ScreenRect) -> bool {
        self.outside.within(place) == Some(0)
    }

    /// Places inside, the best first, at most so many: first the roomiest, which for words is what the pole of inaccessibility is
    /// for points; then the best of other parts of the area.
    pub(super) fn places(&self, most: usize) -> Vec<[f32; 2]> {
        let room = self.room();
        let [left, top, right, bottom] = self.frame;
        let middle = [f64::midpoint(left, right), f64::midpoint(top, bottom)];
        let mut best: Vec<(f64, Point)> = vec![(f64::NEG_INFINITY, middle); PARTS * PARTS];
        for (cell, room) in room.enumerate().filter(|(_, room)| *room > 4.0) {
            let point = self.grid.middle(cell);
            let worth = f64::from(room) - ASIDE * (point[0] - middle[0]).hypot(point[1] - middle[1]);
            let [column, row] = [cell % self.grid.across, cell / self.grid.across];
            let part = row * PARTS / self.grid.down * PARTS + column * PARTS / self.grid.across;
            if worth > best[part].0 {
                best[part] = (worth, point);
            }
        }
        best.retain(|(worth, _)| *worth > f64::NEG_INFINITY);
        best.sort_by(|a, b| b.0.total_cmp(&a.0));
        #[expect(clippy::cast_possible_truncation, reason = "points on the sheet")]
        let places = best.into_iter().take(most).map(|(_, point)| point.map(|c| c as f32)).collect();
        places
    }

    /// About how far it is from each cell to the nearest that is not inside, heights stretched: steps from cell to cell, added up
    /// once from the top left and once from the bottom right (a chamfer distance transform).
    #[expect(clippy::cast_possible_truncation, reason = "lengths on the sheet")]
    fn room(&self) -> impl Iterator<Item = f32> {
        let Grid { cell, across, down, .. } = self.grid;
        let [side, height] = [cell as f32, (cell * STRETCH) as f32];
        let slant = side.hypot(height);
        // With a border of cells that are not inside.
        let wide = across + 2;
        let mut room = vec![0.0_f32; wide * (down + 2)];
        for (row, inside) in room.chunks_exact_mut(wide).skip(1).zip(self.inside.chunks_exact(across)) {
            row[1..].iter_mut().zip(inside).filter(|(_, inside)| **inside).for_each(|(room, _)| *room = f32::INFINITY);
        }
        let (first, last) = (wide + 1, wide * (down + 1) - 2);
        for at in first..=last {
            if room[at] > 0.0 {
                let above = (room[at - wide - 1].min(room[at - wide + 1]) + slant).min(room[at - wide] + height);
                room[at] = above.min(room[at - 1] + side);
            }
        }
        for at in (first..=last).rev() {
            if room[at] > 0.0 {
                let below = (room[at + wide - 1].min(room[at + wide + 1]) + slant).min(room[at + wide] + height);
                room[at] = room[at].min(below).min(room[at + 1] + side);
            }
        }
        (0..across * down).map(move |cell| room[(cell / across + 1) * wide + cell % across + 1])
    }
}

/// Less than this width and height holds no word, in points.
pub(super) const MIN: [f64; 2] = [30.0, 14.0];

/// The vertices of a ring but those that lie on one another.
fn coarse(ring: impl Iterator<Item = Point>, mut vertex: impl FnMut(Point)) {
    let (mut kept, mut last): (Option<Point>, Option<Point>) = (None, None);
    for point in ring {
        let near = |from: Point| (point[0] - from[0]).abs().max((point[1] - from[1]).abs()) < COARSE;
        if !kept.is_some_and(near) {
            vertex(point);
            kept = Some(point);
        }
        last = Some(point);
    }
    last.into_iter().for_each(vertex);
}

#[cfg(test)]
mod tests {
    use super::Footprint;
    use crate::picture::Point;
    use proptest::prelude::*;

    fn footprint(rings: &[Vec<Point>], frame: [f64; 4]) -> Footprint {
        Footprint::new(rings.iter().map(|ring| ring.iter().copied()), frame, 1).expect("large enough")
    }

    /// A star around a point.
    fn star([x, y]: Point, radii: &[f64]) -> Vec<Point> {
        let step = std::f64::consts::TAU / f64::from(u32::try_from(radii.len()).expect("few"));
        let vertex = |(radius, i): (&f64, u32)| {
            let (sine, cosine) = (f64::from(i) * step).sin_cos();
            [x + radius * cosine, y + radius * sine]
        };
        let mut ring: Vec<Point> = radii.iter().zip(0..).map(vertex).collect();
        ring.push(ring[0]);
        ring
    }

    fn contains(rings: &[Vec<Point>], [x, y]: Point) -> bool {
        let edges = rings.iter().flat_map(|ring| ring.windows(2));
        let crosses = |edge: &&[Point]| {
            let (a, b) = (edge[0], edge[1]);
            (a[1] > y) != (b[1] > y) && x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0])
        };
        edges.filter(crosses).count() % 2 == 1
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// The oracle asks a grid of points of the box one by one whether they are in the polygon.
        #[test]
        fn what_it_holds_is_inside(
            radii in proptest::collection::vec(60.0..380.0_f64, 5..30),
            hole in proptest::collection::vec(10.0..55.0_f64, 3..9),
            at in [200.0_f32..760.0, 100.0_f32..560.0],
            size in [10.0_f32..140.0, 8.0_f32..50.0],
        ) {
            let rings = [star([480.0, 330.0], &radii), star([480.0, 330.0], &hole)];
            let footprint = footprint(&rings, [8.0, 8.0, 952.0, 652.0]);
            let places = footprint.places(30).into_iter().chain([at]);
            for [x, y] in places {
                let place = [x - size[0] / 2.0, y - size[1] / 2.0, x + size[0] / 2.0, y + size[1] / 2.0];
                if !footprint.holds(&place) {
                    continue;
                }
                for i in 0..=8_u8 {
                    for j in 0..=4_u8 {
                        let point = [place[0] + size[0] * f32::from(i) / 8.0, place[1] + size[1] * f32::from(j) / 4.0];
                        prop_assert!(contains(&rings, point.map(f64::from)), "{point:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn the_best_place_is_the_roomiest() {
        // An L whose upright is narrow and whose foot is broad: its middle is outside.
        let ring = vec![
            [10.0, 10.0],
            [40.0, 10.0],
            [40.0, 200.0],
            [310.0, 200.0],
            [310.0, 300.0],
            [10.0, 300.0],
            [10.0, 10.0],
        ];
        let best = footprint(&[ring], [10.0, 10.0, 310.0, 300.0]).places(1);
        assert!((best[0][0] - 160.0).abs() < 70.0 && (best[0][1] - 250.0).abs() < 8.0, "{best:?}");
        let square = vec![[0.0, 0.0], [200.0, 0.0], [200.0, 200.0], [0.0, 200.0], [0.0, 0.0]];
        let best = footprint(&[square], [0.0, 0.0, 200.0, 200.0]).places(1);
        assert!((best[0][0] - 100.0).abs() < 4.0 && (best[0][1] - 100.0).abs() < 4.0, "{best:?}");
    }

    #[test]
    fn too_little_holds_nothing() {
        let ring = || [[0.0, 0.0], [20.0, 0.0], [20.0, 20.0], [0.0, 0.0]].into_iter();
        assert!(Footprint::new([ring()].into_iter(), [0.0, 0.0, 20.0, 20.0], 1).is_none());
    }
}
