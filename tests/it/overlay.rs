//! Areas overlaid: winding numbers counted by brute force, widths of figures whose widest circle geometry books give.
//! Must not know which engine does it.

use proptest::prelude::*;
use zonemap::geometry::LonLat;
use zonemap::geometry::overlay::{Region, Side, cancelled, difference, regions, regions_within, widest_circle};

const fn at(lon: f64, lat: f64) -> LonLat {
    LonLat { lon, lat }
}

fn ring(vertices: &[(f64, f64)]) -> Vec<LonLat> {
    vertices.iter().chain(vertices.first()).map(|&(lon, lat)| at(lon, lat)).collect()
}

/// How many times a closed loop goes around a point: upward edges to its right less downward ones (Sunday 2001).
fn winding(path: &[LonLat], p: LonLat) -> i32 {
    let mut count = 0;
    for edge in path.windows(2) {
        let (a, b) = (edge[0], edge[1]);
        let left = (b.lon - a.lon) * (p.lat - a.lat) - (p.lon - a.lon) * (b.lat - a.lat);
        if a.lat <= p.lat && b.lat > p.lat && left > 0.0 {
            count += 1;
        } else if a.lat > p.lat && b.lat <= p.lat && left < 0.0 {
            count -= 1;
        }
    }
    count
}

fn winding_of_all(paths: &[Vec<LonLat>], p: LonLat) -> i32 {
    paths.iter().map(|path| winding(path, p)).sum()
}

fn times_covered(found: &[Region], p: LonLat) -> i32 {
    found.iter().map(|region| winding_of_all(&region.rings, p)).sum()
}

/// A point in each cell of the little grid, on no line between two of its nodes.
fn samples() -> impl Iterator<Item = LonLat> {
    (0..42).map(|n| at(f64::from(n % 7) - 0.5 + 0.031_74, f64::from(n / 7) - 0.5 + 0.017_31))
}

fn paths() -> impl Strategy<Value = Vec<Vec<LonLat>>> {
    let node = (0..6_i32, 0..5_i32).prop_map(|(x, y)| (f64::from(x), f64::from(y)));
    prop::collection::vec(prop::collection::vec(node, 3..6).prop_map(|nodes| ring(&nodes)), 1..7)
}

proptest! {
    #[test]
    fn what_is_left_after_cancelling_winds_as_before(paths in paths()) {
        let left = cancelled(paths.iter().map(Vec::as_slice));
        for p in samples() {
            prop_assert_eq!(winding_of_all(&left, p), winding_of_all(&paths, p));
        }
        prop_assert!(left.iter().all(|path| path.first() == path.last()));
    }

    #[test]
    fn regions_are_where_the_winding_number_says(paths in paths(), level in -2..3_i32) {
        let more = regions(&paths, Side::MoreThan(level)).expect("finite");
        let less = regions(&paths, Side::LessThan(level)).expect("finite");
        for p in samples() {
            let count = winding_of_all(&paths, p);
            // Outside of everything nothing is told apart from the boundless rest, which is left out.
            if level >= 0 {
                prop_assert_eq!(times_covered(&more, p), i32::from(count > level), "{:?} more than {}", p, level);
            }
            if level <= 0 {
                prop_assert_eq!(times_covered(&less, p), i32::from(count < level), "{:?} less than {}", p, level);
            }
        }
        for region in more.iter().chain(&less) {
            prop_assert!(region.rings.iter().all(|ring| ring.first() == ring.last()));
        }
    }

    #[test]
    fn a_difference_is_what_one_covers_and_the_other_does_not(one in paths(), other in paths()) {
        let found = difference(&one, &other).expect("finite");
        for p in samples() {
            let expected = winding_of_all(&one, p) > 0 && winding_of_all(&other, p) <= 0;
            prop_assert_eq!(times_covered(&found, p), i32::from(expected), "{:?}", p);
        }
    }
}

#[test]
fn what_is_enclosed_but_not_covered_is_found_and_the_outside_is_not() {
    let outer = ring(&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]);
    let hole = ring(&[(1.0, 1.0), (1.0, 2.0), (2.0, 2.0), (2.0, 1.0)]);
    let gaps = regions(&[outer, hole], Side::LessThan(1)).expect("finite");
    assert_eq!(gaps.len(), 1);
    let mut vertices = gaps[0].rings[0].clone();
    vertices.pop();
    vertices.sort_by(|a, b| (a.lon, a.lat).partial_cmp(&(b.lon, b.lat)).expect("finite"));
    assert_eq!(vertices, [at(1.0, 1.0), at(1.0, 2.0), at(2.0, 1.0), at(2.0, 2.0)]);
    assert!(zonemap::geometry::overlay::doubled_area(&gaps[0].rings[0]) > 0.0);
}

#[test]
fn a_gap_that_touches_the_outside_in_one_point_is_still_a_gap() {
    let pinched = ring(&[
        (0.0, 0.0),
        (4.0, 0.0),
        (4.0, 4.0),
        (2.0, 4.0),
        (3.0, 3.0),
        (2.0, 2.0),
        (1.0, 3.0),
        (2.0, 4.0),
        (0.0, 4.0),
    ]);
    let gaps = regions(&[pinched], Side::LessThan(1)).expect("finite");
    assert_eq!(gaps.iter().map(|gap| gap.rings[0].len()).collect::<Vec<_>>(), [5]);
}

/// Squares in squares, none of which touches another: how often each place is covered is known as they are put there.
#[test]
fn squares_in_squares_are_counted_through_each_other() {
    let square = |from: f64, to: f64| ring(&[(from, from), (to, from), (to, to), (from, to)]);
    let turned = |from: f64, to: f64| square(from, to).into_iter().rev().collect::<Vec<_>>();
    // Covered once, twice, once again, not at all, and once in the middle; and far away a square of a millionth of a degree, twice.
    let paths = [
        square(0.0, 10.0),
        square(1.0, 9.0),
        turned(2.0, 8.0),
        turned(3.0, 7.0),
        square(4.0, 6.0),
        square(80.0, 80.000_001),
        square(80.0, 80.000_001),
    ];
    let centers = [0.5, 1.5, 2.5, 3.5, 5.0, 80.000_000_5].map(|way| at(way, way));
    for (side, expected) in [
        (Side::MoreThan(0), [1, 1, 1, 0, 1, 1]),
        (Side::MoreThan(1), [0, 1, 0, 0, 0, 1]),
        (Side::LessThan(1), [0, 0, 0, 1, 0, 0]),
        (Side::LessThan(2), [1, 0, 1, 1, 1, 0]),
    ] {
        let found = regions(&paths, side).expect("finite");
        // What is bounded by nothing is left out, however much of it there is.
        let bounded = if side == Side::LessThan(2) { [0, 0, 1, 1, 1, 0] } else { expected };
        assert_eq!(centers.map(|p| times_covered(&found, p)), bounded, "{side:?}");
    }
}

/// On one grid of the whole, steps of a centimetre, the triangles would be nothing.
#[test]
fn a_fault_inside_a_wide_outline_keeps_its_place() {
    let wide = ring(&[(60.0, 0.0), (140.0, 0.0), (140.0, 60.0), (60.0, 60.0)]);
    // Two triangles, a millimetre wide and a tenth of one high, that lie over one another along their bases.
    let [a, b] = [(100.0, 30.0), (100.0, 30.000_000_000_5)].map(|(lon, lat)| {
        let (wide, high) = (1e-8, if lat > 30.0 { -1e-9 } else { 1e-9 });
        let mut vertices = [(lon, lat), (lon + wide, lat), (lon + wide / 2.0, lat + high)];
        if high < 0.0 {
            vertices.reverse();
        }
        ring(&vertices)
    });
    let twice = regions(&[wide, a, b], Side::MoreThan(2)).expect("finite");
    assert_eq!(twice.len(), 1, "{twice:?}");
    assert!(times_covered(&twice, at(100.0 + 0.5e-8, 30.000_000_000_25)) == 1);
}

/// A star of an odd number of vertices, every edge of which crosses nearly every other.
fn star(vertices: u32) -> Vec<LonLat> {
    let vertex = |n: u32| {
        let turn = f64::from(n * (vertices / 2)) / f64::from(vertices) * std::f64::consts::TAU;
        (turn.cos(), turn.sin())
    };
    ring(&(0..vertices).map(vertex).collect::<Vec<_>>())
}

#[test]
fn what_is_too_much_work_fails_and_nothing_less() {
    let star = [star(101)];
    assert!(regions_within(&star, Side::MoreThan(1), 1_000).is_err());
    let found = regions_within(&star, Side::MoreThan(1), 1_000_000).expect("not too much");
    assert_eq!(times_covered(&found, at(0.0, 0.0)), 1);
}

/// A star of 1,201 vertices crosses itself some 720,000 times, each of its pieces beside a thousand others: minutes of work.
#[test]
fn edges_that_cross_too_often_fail_and_leave_the_rest_alone() {
    let many = star(1_201);
    assert!(zonemap::geometry::overlay::polygon_cover(&[&many], &mut { 200_000_000 }).is_err());
    let squares = [(7.0, 9.0), (8.0, 10.0)];
    let squares = squares.map(|(low, high)| ring(&[(low, low), (high, low), (high, high), (low, high)]));
    let all = [squares.to_vec(), vec![many]].concat();
    let sides = zonemap::geometry::overlay::both_sides(&all, 1, &mut { 200_000_000 });
    assert_eq!((sides.more.len(), sides.failed), (1, vec![2]));
    // Nor is anything known where the teeth of two combs cross, half of whose edges cross none.
    let tooth =
        |n: u32| [(0.0, 0.05), (0.0, 1.0), (0.5, 1.0), (0.5, 0.05)].map(|(x, y)| ((f64::from(n) + x) / 500.0, y));
    let comb: Vec<(f64, f64)> = (0..500).flat_map(tooth).chain([(1.0, 0.0), (0.0, 0.0)]).collect();
    let across: Vec<(f64, f64)> = comb.iter().rev().map(|&(x, y)| (y, x)).collect();
    let sides = zonemap::geometry::overlay::both_sides(&[ring(&comb), ring(&across)], 1, &mut { 200_000_000 });
    assert_eq!(sides.failed, [0, 1]);
    // A saw of as many edges that one edge crosses is no tangle.
    let teeth = (0..40_000).map(|n| (f64::from(n), f64::from(n % 2)));
    let saw = ring(&teeth.chain([(40_000.0, 9.0), (-1.0, 9.0)]).collect::<Vec<_>>());
    let below = ring(&[(-2.0, -9.0), (50_000.0, -9.0), (50_000.0, 0.5), (-2.0, 0.5)]);
    let sides = zonemap::geometry::overlay::both_sides(&[saw, below], 1, &mut { 200_000_000 });
    assert_eq!((sides.more.len(), sides.failed), (20_000, vec![]));
}

#[test]
fn a_position_that_is_no_number_fails_and_nothing_gives_nothing() {
    let broken = vec![ring(&[(0.0, 0.0), (f64::NAN, 0.0), (1.0, 1.0)])];
    assert!(regions(&broken, Side::MoreThan(0)).is_err());
    assert_eq!(regions(&[], Side::MoreThan(0)), Ok(Vec::new()));
    assert_eq!(regions(&[ring(&[(1.0, 1.0), (1.0, 1.0), (1.0, 1.0)])], Side::LessThan(1)), Ok(Vec::new()));
}

/// Radius of the widest circle in degrees of latitude, on the equator where both axes are nearly alike.
fn radius(rings: &[Vec<LonLat>]) -> f64 {
    let circle = widest_circle(rings).expect("an area");
    (circle.center.lat - circle.border.lat).hypot((circle.center.lon - circle.border.lon) * 1.006_739)
}

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 0.012 * b
}

#[test]
fn the_widest_circle_is_that_of_the_books() {
    // In a right triangle the radius is (a + b − c) / 2; in a rectangle half the short side.
    assert!(close(radius(&[ring(&[(0.0, 0.0), (0.004, 0.0), (0.0, 0.003)])]), 0.001));
    assert!(close(radius(&[ring(&[(0.0, 0.0), (0.5, 0.0), (0.5, 0.002), (0.0, 0.002)])]), 0.001));
    // A slanted strip a millionth as wide as it is long.
    let strip = ring(&[(0.0, 0.0), (1.0, 1.0), (1.0 - 1e-6, 1.0 + 1e-6), (-1e-6, 1e-6)]);
    assert!(close(radius(&[strip]), 1e-6 / std::f64::consts::SQRT_2));
    // Between a square and a square hole: as wide as the frame, with the vertex's diagonal: r (1 + √2) = √2 from vertex to vertex.
    let frame = [
        ring(&[(0.0, 0.0), (0.04, 0.0), (0.04, 0.04), (0.0, 0.04)]),
        ring(&[(0.01, 0.01), (0.01, 0.03), (0.03, 0.03), (0.03, 0.01)]),
    ];
    let sqrt2 = std::f64::consts::SQRT_2;
    assert!(close(radius(&frame), 0.01 * sqrt2 / (1.0 + sqrt2)));
    assert_eq!(widest_circle(&[]), None);
}

/// Two areas around a place that share only points with each other, any number of them: what they enclose is theirs, and not outside.
#[test]
fn places_closed_by_points_alone_are_found() {
    let west = |points: u32| {
        let teeth = (0..=points).flat_map(|k| {
            let y = f64::from(k);
            [(2.0, y), (1.5, y + 0.5)]
        });
        let mut vertices: Vec<(f64, f64)> = teeth.take(2 * points as usize + 1).collect();
        vertices.extend([(0.0, f64::from(points)), (0.0, 0.0)]);
        ring(&vertices)
    };
    for points in 1..6 {
        let top = f64::from(points);
        let mut east = vec![(2.0, 0.0), (3.0, 0.0), (3.0, top)];
        east.extend((0..points).rev().map(|k| (2.0, f64::from(k) + 1.0)));
        let loops = [west(points), ring(&east)];
        let found = regions(&loops, Side::LessThan(1)).expect("finite");
        assert_eq!(found.len(), points as usize, "{found:?}");
        assert!(found.iter().all(|gap| gap.rings.len() == 1 && gap.rings[0].len() == 4), "{found:?}");
    }
}

#[test]
fn both_sides_at_once_are_each_side_by_itself() {
    let squares = [(0.0, 4.0), (1.0, 3.0), (8.0, 9.0)];
    let mut loops: Vec<Vec<LonLat>> =
        squares.map(|(low, high)| ring(&[(low, low), (high, low), (high, high), (low, high)])).into();
    loops.push(ring(&[(1.5, 1.5), (1.5, 2.5), (2.5, 2.5), (2.5, 1.5)]));
    loops.push(loops[3].clone());
    let sides = zonemap::geometry::overlay::both_sides(&loops, 1, &mut { 1_000_000 });
    // What comes together with what is around it lies on a coarser grid.
    let rings = |regions: Vec<Region>| regions.into_iter().map(|region| region.rings).collect::<Vec<_>>();
    assert_eq!(rings(sides.more), rings(regions(&loops, Side::MoreThan(1)).expect("finite")));
    assert_eq!(rings(sides.less), rings(regions(&loops, Side::LessThan(1)).expect("finite")));
    assert!(sides.failed.is_empty());
    // A loop that is no loop fails alone.
    loops.push(ring(&[(0.0, 0.0), (f64::NAN, 0.0), (1.0, 1.0)]));
    let sides = zonemap::geometry::overlay::both_sides(&loops, 1, &mut { 1_000_000 });
    assert_eq!((sides.more.len(), sides.less.len(), sides.failed), (1, 1, vec![5]));
}

#[test]
fn a_thousand_copies_cost_no_more_pairs_than_a_few() {
    let copies = vec![ring(&[(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)]); 1000];
    let sides = zonemap::geometry::overlay::both_sides(&copies, 1, &mut { 100 });
    assert!(sides.failed.is_empty() && sides.more.len() == 1 && sides.less.is_empty(), "{sides:?}");
}

#[test]
fn a_polygon_covers_what_its_outer_ring_winds_around_either_way() {
    let cover = |rings: &[Vec<LonLat>]| {
        let rings: Vec<&[LonLat]> = rings.iter().map(Vec::as_slice).collect();
        zonemap::geometry::overlay::polygon_cover(&rings, &mut { 1_000 }).expect("finite")
    };
    let bow = ring(&[(0.0, 0.0), (2.0, 2.0), (2.0, 0.0), (0.0, 2.0)]);
    let hole = ring(&[(0.2, 0.9), (0.4, 0.9), (0.4, 1.1), (0.2, 1.1)]);
    let found = cover(&[bow, hole]);
    for (p, expected) in [(at(0.1, 1.0), 1), (at(0.3, 1.0), 0), (at(1.9, 1.0), 1), (at(1.0, 0.1), 0)] {
        assert_eq!(times_covered(&found, p), expected, "{p:?}");
    }
    let star = ring(&[(0.0, 0.0), (4.0, 3.0), (-1.0, 3.0), (3.0, 0.0), (1.5, 5.0)]);
    assert_eq!(times_covered(&cover(&[star]), at(1.5, 2.0)), 1);
    // Two holes that overlap, one of them the other way round: what is in both is in neither less.
    let square = ring(&[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]);
    let first = ring(&[(1.0, 1.0), (2.5, 1.0), (2.5, 2.0), (1.0, 2.0)]);
    let second = ring(&[(2.0, 1.0), (2.0, 2.0), (3.0, 2.0), (3.0, 1.0)]);
    assert_eq!(times_covered(&cover(&[square, first, second]), at(2.25, 1.5)), 0);
}
