//! One reading of what lies at 180°: rings and lines that cross it run on, and what lies on either side of it is brought side by side.
//! Must not know files, or how severe any of it is.

use std::sync::Arc;

use super::{Dataset, DerivedOfAll, Layer, Project, ProjectContent, Style};
use crate::geometry::{LonLat, Shapes};

/// Half a turn, degrees.
const HALF: f64 = 180.0;
/// What lies so near to 180° reaches it, degrees.
const REACHES: f64 = 1e-9;

/// What of a layer's positions was read otherwise than it stands there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turned {
    /// Each ring or line with an edge that goes more than half way round: its feature, and which of the feature's positions the edge
    /// begins at.
    pub crossing: Vec<(usize, usize)>,
    /// Each ring or line with an edge all the way round, from a meridian to the same one: its feature, and where the edge begins.
    pub all_round: Vec<(usize, usize)>,
    /// The first position beyond ±180°, its feature and which of the feature's positions it is.
    pub beyond: Option<(usize, usize)>,
    /// How many positions are beyond ±180°.
    pub beyond_count: usize,
}

impl Project {
    /// The same project with its longitudes in the run of another's, so that the two can be compared.
    #[must_use]
    pub fn beside(mut self, other: &Self) -> Self {
        if self.middle_lon != other.middle_lon {
            let content = Arc::make_mut(&mut self.0);
            content.middle_lon = other.middle_lon.or(Some(0.0));
            content.turn_towards_middle();
        }
        self
    }
}

impl ProjectContent {
    /// Takes an edge that goes more than half way round for one that goes the short way, across 180°; and where anything crosses or
    /// reaches 180° from both sides, brings everything into one run of longitudes that is cut where most room is empty of what answers
    /// to a click, so that neighbours on either side of 180° lie side by side; at 180° where nothing is empty. Done once, before anything is measured.
    pub fn join_across_180(&mut self) {
        let run_on = |layer: &mut Layer| Arc::make_mut(&mut layer.data).run_on();
        let crossed = self.layers.iter_mut().map(run_on).fold(false, |any, one| any | one);
        let extent = self.full_extent();
        let beyond = extent.west < -HALF || extent.east > HALF;
        let both = extent.west <= -HALF + REACHES && extent.east >= HALF - REACHES;
        if crossed || beyond || both {
            let middle = self.middle_of_what_answers();
            self.goes_round = middle.is_none() && !extent.is_empty();
            self.middle_lon = middle.or(self.goes_round.then_some(0.0));
            self.turn_towards_middle();
        }
    }

    /// The middle of the run of longitudes that it was brought into, degrees; none where it was left as it is written.
    #[must_use]
    pub fn middle_lon(&self) -> Option<f64> {
        self.middle_lon
    }

    /// Whether its features reach all round the Earth, without any empty longitudes to cut them at: what lies beyond ±180° or reaches it
    /// is then beside what reaches the other side.
    #[must_use]
    pub fn goes_round(&self) -> bool {
        self.goes_round
    }

    /// A position by that of its longitudes that lies in the project's run.
    #[must_use]
    pub fn turned(&self, at: LonLat) -> LonLat {
        let turns = self.middle_lon.map_or(0.0, |middle| ((at.lon - middle) / (2.0 * HALF)).round());
        LonLat { lon: at.lon - turns * 2.0 * HALF, ..at }
    }

    fn turn_towards_middle(&mut self) {
        if let Some(middle) = self.middle_lon {
            self.layers.iter_mut().for_each(|layer| Arc::make_mut(&mut layer.data).turn_towards(middle));
            self.derived = DerivedOfAll::default();
        }
    }

    /// The middle of the longitudes that anything reaches over, by the widest gap between them; none where there is no gap.
    fn middle_of_what_answers(&self) -> Option<f64> {
        let answers = |layer: &&Layer| layer.queryable && !matches!(layer.style, Style::Land | Style::Water);
        let spans =
            |layers: Vec<&Layer>| layers.into_iter().flat_map(|layer| layer.data.shapes().spans()).collect::<Vec<_>>();
        let mut spans_deg = spans(self.layers.iter().filter(answers).collect());
        if spans_deg.is_empty() {
            spans_deg = spans(self.layers.iter().collect());
        }
        let (from, wide) = arc(&mut spans_deg)?;
        Some(LonLat { lon: from + wide / 2.0, lat: 0.0 }.on_globe().lon)
    }
}

/// Where the longitudes that some spans cover begin, and how far they go on: all of the circle but the widest gap.
fn arc(spans: &mut [(f64, f64)]) -> Option<(f64, f64)> {
    for span in spans.iter_mut() {
        let west = span.0.rem_euclid(2.0 * HALF);
        *span = (west, west + (span.1 - span.0));
    }
    spans.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Those that go on past the end cover the beginning.
    let mut reached = spans.iter().map(|span| span.1 - 2.0 * HALF).fold(f64::NEG_INFINITY, f64::max);
    let mut widest = (0.0, 0.0);
    for &(west, east) in spans.iter() {
        if west - reached > widest.1 {
            widest = (west, west - reached);
        }
        reached = reached.max(east);
    }
    (widest.1 > REACHES).then_some((widest.0, 2.0 * HALF - widest.1))
}

impl Dataset {
    /// Lets what crosses 180° run on, and notes it if it is to be cut there; whether anything does.
    fn run_on(&mut self) -> bool {
        // In the plane of a transverse grid an edge is as short as it was drawn: 180° is nothing to cut at there.
        let is_to_cut = self.frame().crs.is_none_or(|crs| crs.central_meridian_deg().is_none());
        self.read_again(|shapes, turned| {
            let extent = shapes.extent();
            if extent.west < -HALF || extent.east > HALF {
                turned.note_beyond(shapes);
            }
            if extent.east - extent.west >= 2.0 * HALF - REACHES {
                turned.all_round = shapes.whole_turns();
            }
            let crossing = shapes.run_on();
            let crosses = !crossing.is_empty();
            turned.crossing = if is_to_cut { crossing } else { Vec::new() };
            crosses
        })
    }
}

impl Turned {
    fn note_beyond(&mut self, shapes: &Shapes) {
        for (feature, shape) in shapes.iter().enumerate() {
            let extent = shape.extent();
            if extent.west >= -HALF && extent.east <= HALF {
                continue;
            }
            let positions = shape.positions().iter().enumerate().filter(|(_, at)| at.lon.abs() > HALF);
            for (position, _) in positions {
                self.beyond_count += 1;
                self.beyond.get_or_insert((feature, position));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::arc;

    #[test]
    fn the_widest_gap_is_left_out() {
        for (mut spans, expected) in [
            (vec![(179.0, 181.0), (-50.0, -49.0)], Some((179.0, 132.0))),
            (vec![(179.0, 180.0), (-180.0, -179.0)], Some((179.0, 2.0))),
            (vec![(10.0, 20.0)], Some((10.0, 10.0))),
            (vec![(350.0, 370.0), (5.0, 15.0)], Some((350.0, 25.0))),
            (vec![(-180.0, 180.0), (3.0, 4.0)], None),
            (vec![(0.0, 200.0), (200.0, 360.0)], None),
            (Vec::new(), None),
        ] {
            assert_eq!(arc(&mut spans), expected);
        }
    }
}
