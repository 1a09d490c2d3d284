//! Whole turns of longitude: paths that run on across 180°, parts moved by 360°, and positions written within ±180°.
//! Must not know features or files.

use std::ops::Range;

use super::shapes::PartKind;
use super::{Extent, LonLat, Part, Shapes};

/// A turn, degrees.
const TURN: f64 = 360.0;

impl LonLat {
    /// The same place with its longitude within ±180°.
    #[must_use]
    pub fn on_globe(self) -> Self {
        if self.lon.abs() <= TURN / 2.0 { self } else { self.turned(-(self.lon / TURN).round()) }
    }

    /// The same place so many turns to the east.
    fn turned(self, turns: f64) -> Self {
        Self { lon: self.lon + turns * TURN, ..self }
    }
}

impl Extent {
    /// West, south, east, north within ±180°; as RFC 7946 section 5.2 has it, a box across 180° has its west greater than its east.
    #[must_use]
    pub fn on_globe(&self) -> [f64; 4] {
        let Self { west, south, east, north } = *self;
        if east - west >= TURN {
            return [-TURN / 2.0, south, TURN / 2.0, north];
        }
        let first = |lon: f64| lon - TURN * ((lon + TURN / 2.0) / TURN).floor();
        let last = |lon: f64| lon - TURN * ((lon - TURN / 2.0) / TURN).ceil();
        let inside = west >= -TURN / 2.0 && east <= TURN / 2.0;
        if inside { [west, south, east, north] } else { [first(west), south, last(east), north] }
    }
}

/// What rounding may leave beyond ±180°, degrees.
const ROUNDING: f64 = 1e-9;

/// The whole turns that bring a path within ±180°, but for what rounding left beyond, if any do. None is the first choice.
#[must_use]
pub fn turns_on_globe(path: &[LonLat]) -> Option<f64> {
    let Extent { west, east, .. } = Extent::of(path);
    let most = TURN / 2.0 + ROUNDING;
    [0.0, -1.0, 1.0, -2.0, 2.0].into_iter().find(|turns| west + turns * TURN >= -most && east + turns * TURN <= most)
}

/// A path so many turns to the east, what is beyond ±180° by rounding alone at 180°.
#[must_use]
pub fn path_turned(path: &[LonLat], turns: f64) -> Vec<LonLat> {
    let half = TURN / 2.0;
    let each = path.iter().map(|at| at.turned(turns));
    let snapped = |at: LonLat| if at.lon.abs() <= half + ROUNDING { at.lon.clamp(-half, half) } else { at.lon };
    each.map(|at| LonLat { lon: snapped(at), ..at }).collect()
}

/// A path with its longitudes within ±180°: turned as a whole where that is enough, so that a half that ends at 180° does so on its own
/// side, else position by position.
#[must_use]
pub fn path_on_globe(path: &[LonLat]) -> Vec<LonLat> {
    let Extent { west, east, .. } = Extent::of(path);
    let fits = |&turns: &f64| west + turns * TURN >= -TURN / 2.0 && east + turns * TURN <= TURN / 2.0;
    match [0.0, -1.0, 1.0, -2.0, 2.0].iter().find(|turns| fits(turns)) {
        Some(&turns) => path.iter().map(|at| at.turned(turns)).collect(),
        None => path.iter().map(|at| at.on_globe()).collect(),
    }
}

/// An edge that is so near to a whole turn is one, degrees.
const WHOLE: f64 = 1e-9;

/// Where the first edge of a path begins that goes more than half way round.
fn jump(path: &[LonLat]) -> Option<usize> {
    path.windows(2).position(|edge| (edge[1].lon - edge[0].lon).abs() > TURN / 2.0)
}

/// Where the first edge of a path begins that goes all the way round, and so from a meridian to the same one. The poles are no way.
fn whole_turn(path: &[LonLat]) -> Option<usize> {
    let is_pole = |at: LonLat| at.lat.abs() >= 90.0 - WHOLE;
    path.windows(2).position(|edge| {
        let [from, to] = [edge[0], edge[1]];
        (to.lon - from.lon).abs() >= TURN - WHOLE && !(is_pole(from) && is_pole(to))
    })
}

impl Shapes {
    /// Lets each line and ring with an edge that goes more than half way round run on the short way instead, and keeps holes in their outer
    /// rings. A ring that does not close then, as it goes round a pole, stays, and what has an edge all the way round. Gives the shape of each path that runs on now, and which
    /// of the shape's positions the first such edge begins at.
    pub fn run_on(&mut self) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for shape in 0..self.len() {
            let parts = self.get(shape).map_or(0..0, super::Shape::part_range);
            let first = parts.clone().next().map_or(0, |part| self.position_range(self.path_range(part).start).start);
            let before = found.len();
            for part in parts {
                let jumps = self.run_part_on(part);
                found.extend(jumps.into_iter().map(|position| (shape, position - first)));
            }
            if found.len() > before {
                self.measure(shape);
            }
        }
        found
    }

    /// Each line or ring with an edge all the way round, from a meridian to the same one but not at a pole: its shape, and which of the
    /// shape's positions the edge begins at.
    #[must_use]
    pub fn whole_turns(&self) -> Vec<(usize, usize)> {
        let of_shape = |(number, shape): (usize, super::Shape<'_>)| {
            let mut before = 0;
            let mut found = Vec::new();
            for part in shape.parts() {
                let paths = match part {
                    Part::Points(points) => {
                        before += points.len();
                        continue;
                    }
                    Part::Line(line) => vec![line],
                    Part::Polygon(polygon) => polygon.rings().collect(),
                };
                for path in paths {
                    found.extend(whole_turn(path).map(|at| (number, before + at)));
                    before += path.len();
                }
            }
            found
        };
        self.iter().enumerate().flat_map(of_shape).collect()
    }

    /// The same of one part; gives positions among all.
    fn run_part_on(&mut self, part: usize) -> Vec<usize> {
        let is_ring = match self.part_ends[part].kind {
            PartKind::Points => return Vec::new(),
            PartKind::Line => false,
            PartKind::Polygon => true,
        };
        let paths = self.path_range(part);
        let mut found = Vec::new();
        for path in paths.clone() {
            let range = self.position_range(path);
            let own = &self.positions[range.clone()];
            if let Some(at) = jump(own).filter(|_| whole_turn(own).is_none())
                && self.run_path_on(range.clone(), is_ring)
            {
                found.push(range.start + at);
            }
        }
        if !found.is_empty() {
            let middle = |positions: &[LonLat]| Extent::of(positions).center().lon;
            let outer = middle(&self.positions[self.position_range(paths.start)]);
            for path in paths {
                let range = self.position_range(path);
                let turns = ((outer - middle(&self.positions[range.clone()])) / TURN).round();
                self.turn(range, turns);
            }
        }
        found
    }

    /// Turns what follows each edge that goes more than half way round; nothing where a ring would not close.
    fn run_path_on(&mut self, range: Range<usize>, is_ring: bool) -> bool {
        let path = &mut self.positions[range];
        let mut turns = vec![0.0; path.len()];
        for at in 1..path.len() {
            let east = path[at].lon - path[at - 1].lon;
            turns[at] = turns[at - 1] - if east.abs() > TURN / 2.0 { (east / TURN).round() } else { 0.0 };
        }
        let closes = turns.last().is_none_or(|&turns| turns == 0.0);
        if is_ring && !closes {
            return false;
        }
        for (at, turns) in path.iter_mut().zip(turns) {
            *at = at.turned(turns);
        }
        true
    }

    fn turn(&mut self, range: Range<usize>, turns: f64) {
        if turns != 0.0 {
            for at in &mut self.positions[range] {
                *at = at.turned(turns);
            }
        }
    }

    /// The longitudes that each part reaches over, west and east; of points, each by itself.
    pub fn spans(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        let of_part = |part: usize| {
            let range = self.position_range(self.path_range(part).start);
            let path = &self.positions[range];
            let extent = Extent::of(path);
            match self.part_ends[part].kind {
                PartKind::Points => path.iter().map(|at| (at.lon, at.lon)).collect::<Vec<_>>(),
                PartKind::Line | PartKind::Polygon => vec![(extent.west, extent.east)],
            }
        };
        (0..self.part_ends.len()).flat_map(of_part).filter(|(west, east)| west <= east)
    }

    /// Turns each part so that its middle is no more than half way round from a longitude in degrees.
    pub fn turn_towards(&mut self, middle: f64) {
        let turns_to = |lon: f64| -((lon - middle) / TURN + 0.5).floor();
        for shape in 0..self.len() {
            for part in self.get(shape).map_or(0..0, super::Shape::part_range) {
                let paths = self.path_range(part);
                let outer = self.position_range(paths.start);
                if matches!(self.part_ends[part].kind, PartKind::Points) {
                    for at in &mut self.positions[outer] {
                        *at = at.turned(turns_to(at.lon));
                    }
                } else if let Some(last) = paths.clone().next_back() {
                    let turns = turns_to(Extent::of(&self.positions[outer.clone()]).center().lon);
                    let end = self.position_range(last).end;
                    self.turn(outer.start..end, turns);
                }
            }
            self.measure(shape);
        }
    }

    /// Takes the box around a shape anew.
    fn measure(&mut self, shape: usize) {
        let parts = self.get(shape).map_or(0..0, super::Shape::part_range);
        let paths = parts.flat_map(|part| self.path_range(part));
        let extent =
            paths.map(|path| Extent::of(&self.positions[self.position_range(path)])).fold(Extent::EMPTY, Extent::union);
        if let Some(end) = self.shape_ends.get_mut(shape) {
            end.extent = extent;
        }
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "a turn is exact")]
mod tests {
    use super::path_on_globe;
    use crate::geometry::{Extent, LonLat, ShapeKind, Shapes};

    fn ring(shapes: &mut Shapes, lons: [f64; 4]) {
        for (lon, lat) in lons.iter().chain(lons.first()).zip([0.0, 0.0, 1.0, 1.0, 0.0]) {
            shapes.push(LonLat { lon: *lon, lat }, None);
        }
        shapes.end_path();
    }

    fn lons(shapes: &Shapes) -> Vec<f64> {
        shapes.positions().iter().map(|at| at.lon).collect()
    }

    #[test]
    fn a_ring_runs_on_and_keeps_its_hole_and_a_ring_round_a_pole_stays() {
        let mut shapes = Shapes::default();
        ring(&mut shapes, [5.0, 6.0, 6.0, 5.0]);
        shapes.end_polygon();
        ring(&mut shapes, [178.0, -178.0, -178.0, 178.0]);
        ring(&mut shapes, [-179.5, -179.0, -179.0, -179.5]);
        shapes.end_polygon();
        shapes.end_shape(ShapeKind::MultiPolygon);
        ring(&mut shapes, [-90.0, 0.0, 90.0, 179.0]);
        shapes.end_polygon();
        shapes.end_shape(ShapeKind::Polygon);
        let pole = lons(&shapes)[15..].to_vec();
        assert_eq!(shapes.run_on(), [(0, 5)]);
        assert_eq!(lons(&shapes)[5..15], [178.0, 182.0, 182.0, 178.0, 178.0, 180.5, 181.0, 181.0, 180.5, 180.5]);
        assert_eq!(shapes.get(0).map(|shape| (shape.extent().west, shape.extent().east)), Some((5.0, 182.0)));
        assert_eq!(lons(&shapes)[15..], pole);
        shapes.turn_towards(-100.0);
        assert_eq!(lons(&shapes)[5..7], [-182.0, -178.0]);
    }

    #[test]
    fn what_is_written_is_within_180_degrees() {
        let path = |lons: &[f64]| lons.iter().map(|&lon| LonLat { lon, lat: 0.0 }).collect::<Vec<_>>();
        for (given, written) in [
            (&[1.0, 2.0][..], &[1.0, 2.0][..]),
            (&[180.0, 181.0], &[-180.0, -179.0]),
            (&[-181.0, -180.0], &[179.0, 180.0]),
            (&[179.0, 181.0], &[179.0, -179.0]),
        ] {
            assert_eq!(path_on_globe(&path(given)), path(written), "{given:?}");
        }
        let across = Extent { west: -181.0, south: 0.0, east: -179.0, north: 1.0 };
        assert_eq!(across.on_globe(), [179.0, 0.0, -179.0, 1.0]);
        assert_eq!(Extent { west: 180.0, east: 181.0, ..across }.on_globe(), [-180.0, 0.0, -179.0, 1.0]);
        assert_eq!(Extent { west: -180.0, east: 180.0, ..across }.on_globe(), [-180.0, 0.0, 180.0, 1.0]);
    }
}
