//! LodLevels of detail: what must stay true of borders, sizes and views however coarse a level is.
//! Must not know how a level is made.

use std::collections::BTreeMap;

use zonemap::geometry::{LonLat, ShapeKind, Shapes};
use zonemap::picture::{Bounds, LodGeometry, PathKind, Step};

/// A coverage of `side` × `side` cells with wiggly borders that neighbours share vertex for vertex.
fn coverage(side: u32, wiggles: u32) -> Shapes {
    let noise = |a: u32, b: u32, c: u32| {
        let mixed = a.wrapping_mul(0x9E37_79B1) ^ b.wrapping_mul(0x85EB_CA77) ^ c.wrapping_mul(0xC2B2_AE3D);
        f64::from((mixed ^ (mixed >> 15)).wrapping_mul(0x2C1B_3C6D) >> 8) / f64::from(1 << 24) - 0.5
    };
    let cell = 0.1;
    let vertex = |x: u32, y: u32| {
        let moved = |c: u32, salt| f64::from(c) * cell + noise(x, y, salt) * cell * 0.3;
        LonLat { lon: 113.0 + moved(x, 1), lat: 22.0 + moved(y, 2) }
    };
    // A border from the lesser vertex to the greater, its first vertex left out.
    let border = |from: (u32, u32), to: (u32, u32)| -> Vec<LonLat> {
        let (a, b) = (vertex(from.0, from.1), vertex(to.0, to.1));
        let salt = from.0 * 7919 + from.1 * 104_729 + to.0 * 31 + to.1;
        let at = |i: u32| {
            let share = f64::from(i) / f64::from(wiggles);
            let aside = if i == wiggles { 0.0 } else { noise(salt, i, 3) * cell * 0.06 };
            LonLat { lon: a.lon + (b.lon - a.lon) * share + aside, lat: a.lat + (b.lat - a.lat) * share - aside }
        };
        (1..=wiggles).map(at).collect()
    };
    let back = |from, to| {
        let mut line = border(to, from);
        line.pop();
        line.reverse();
        line.push(vertex(to.0, to.1));
        line
    };
    let mut shapes = Shapes::default();
    for y in 0..side {
        for x in 0..side {
            let [sw, se, ne, nw] = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)];
            let ring = [vec![vertex(x, y)], border(sw, se), border(se, ne), back(ne, nw), back(nw, sw)].concat();
            for at in ring {
                shapes.push(at, None);
            }
            shapes.end_path();
            shapes.end_polygon();
            shapes.end_shape(ShapeKind::Polygon);
        }
    }
    shapes
}

fn rings(lod: &LodGeometry, detail: usize) -> Vec<Vec<Step>> {
    let level = lod.level(detail);
    let paths = (0..level.feature_count()).flat_map(|feature| level.paths(feature));
    paths.filter(|path| path.kind.is_ring()).map(|path| path.points.to_vec()).collect()
}

/// Every level whose vertices are fewer than all.
fn coarser(lod: &LodGeometry) -> Vec<usize> {
    (1..=30).filter(|&detail| lod.level(detail).vertex_count() < lod.vertex_count()).collect()
}

#[test]
fn neighbours_share_their_border_at_every_level() {
    let lod = LodGeometry::new(&coverage(6, 40));
    let levels = coarser(&lod);
    assert!(levels.len() > 8, "{levels:?}");
    // On coarser grids the whole coverage has hardly a cell for each of its own.
    for detail in levels.into_iter().filter(|&detail| detail <= 24) {
        let mut edges: BTreeMap<[Step; 2], [usize; 2]> = BTreeMap::new();
        for ring in rings(&lod, detail).iter().filter(|ring| ring.len() > 2) {
            for edge in ring.windows(2) {
                let (a, b, way) = if edge[0] < edge[1] { (edge[0], edge[1], 0) } else { (edge[1], edge[0], 1) };
                edges.entry([a, b]).or_default()[way] += 1;
            }
        }
        let all = rings(&lod, detail);
        let bounds = Bounds::of(&all.concat());
        let mut outer = 0;
        for (edge, ways) in &edges {
            // Inside, a border is run through as often one way as the other; only the coverage's own edge has no neighbour.
            if ways[0] != ways[1] {
                outer += 1;
                let near = |axis: usize| {
                    let margin = (bounds.max[axis] - bounds.min[axis]) / 12;
                    edge.iter().all(|p| p[axis] < bounds.min[axis] + margin || p[axis] > bounds.max[axis] - margin)
                };
                assert!(near(0) || near(1), "level {detail}: {edge:?} {ways:?} is a crack");
            }
        }
        assert!(outer > 0 && (outer < edges.len() || all.len() < 36), "level {detail}");
    }
}

#[test]
fn no_vertex_is_lost_by_more_than_a_step_and_a_half() {
    let lod = LodGeometry::new(&coverage(3, 60));
    let distance = |p: Step, a: Step, b: Step| {
        let [px, py, dx, dy] = [p[0] - a[0], p[1] - a[1], b[0] - a[0], b[1] - a[1]].map(f64::from);
        let share = ((px * dx + py * dy) / (dx * dx + dy * dy).max(1.0)).clamp(0.0, 1.0);
        (px - dx * share).hypot(py - dy * share)
    };
    for detail in coarser(&lod) {
        let most = 1.5 * f64::from(1_u32 << detail.min(31));
        for (fine, coarse) in rings(&lod, 0).iter().zip(rings(&lod, detail)) {
            for &vertex in fine {
                let nearest = coarse.windows(2).map(|edge| distance(vertex, edge[0], edge[1])).fold(f64::MAX, f64::min);
                assert!(nearest <= most, "level {detail}: {nearest} of {most}");
            }
        }
    }
}

#[test]
fn very_small_areas_remain_as_dots_and_small_holes_go() {
    let mut shapes = Shapes::default();
    let square = |west: f64, south: f64, side: f64, shapes: &mut Shapes| {
        for (x, y) in [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)] {
            shapes.push(LonLat { lon: west + x * side, lat: south + y * side }, None);
        }
        shapes.end_path();
    };
    square(0.0, 0.0, 10.0, &mut shapes);
    square(5.0, 5.0, 1e-6, &mut shapes);
    shapes.end_polygon();
    shapes.end_shape(ShapeKind::Polygon);
    square(20.0, 20.0, 1e-6, &mut shapes);
    shapes.end_polygon();
    shapes.end_shape(ShapeKind::Polygon);
    let lod = LodGeometry::new(&shapes);
    let level = lod.level(lod.detail_across(1000.0));
    let kinds = |feature| level.paths(feature).map(|path| (path.kind, path.points.len())).collect::<Vec<_>>();
    assert_eq!(kinds(0), [(PathKind::Outer, 5)]);
    assert_eq!(kinds(1), [(PathKind::Outer, 2)]);
}

#[test]
fn a_level_knows_how_large_its_largest_feature_is() {
    let lod = LodGeometry::new(&coverage(5, 6));
    for detail in coarser(&lod).into_iter().chain([0]) {
        let level = lod.level(detail);
        let sides = (0..level.feature_count()).map(|feature| level.bounds(feature).sides());
        let largest = sides.fold([0.0_f64; 2], |most, sides| [most[0].max(sides[0]), most[1].max(sides[1])]);
        assert_eq!(level.largest(), largest);
        assert!(largest[0] > 0.0 && largest[1] > 0.0);
    }
}

#[test]
fn what_is_left_out_of_a_view_does_not_change_it() {
    let lod = LodGeometry::new(&coverage(1, 3000));
    let path = lod.level(0).paths(0).next().expect("a ring");
    let Bounds { min, max } = path.bounds;
    let quarter = [0, 1].map(|axis: usize| (max[axis] - min[axis]) / 4);
    let view = Bounds { min: [min[0] + quarter[0], min[1]], max: [max[0] - quarter[0], min[1] + quarter[1]] };
    let seen: Vec<Step> = path.seen(view).collect();
    assert!(seen.len() < path.points.len() / 3, "{} of {}", seen.len(), path.points.len());
    assert_eq!((seen.first(), seen.last()), (path.points.first(), path.points.last()));
    // The same edges meet the view, and points in it are inside just as before.
    let meets = |edge: &&[Step]| Bounds::of(edge).meets(&view) && edge[0] != edge[1];
    let of = |line: &[Step]| line.windows(2).filter(meets).map(<[Step]>::to_vec).collect::<Vec<_>>();
    let (all, kept) = (of(path.points), of(&seen));
    assert!(all.iter().all(|edge| kept.contains(edge)));
    let inside = |line: &[Step], x: f64, y: f64| {
        let crosses = |e: &&[Step]| {
            let [ax, ay, bx, by] = [e[0][0], e[0][1], e[1][0], e[1][1]].map(f64::from);
            (ay > y) != (by > y) && x < ax + (y - ay) / (by - ay) * (bx - ax)
        };
        line.windows(2).filter(crosses).count() % 2 == 1
    };
    let mut within = 0;
    for i in 0..40 {
        for j in 0..40 {
            let at = |axis: usize, k: i32| {
                f64::from(view.min[axis]) + f64::from(view.max[axis] - view.min[axis]) * (f64::from(k) + 0.5) / 40.0
            };
            let (x, y) = (at(0, i), at(1, j));
            within += usize::from(inside(path.points, x, y));
            assert_eq!(inside(path.points, x, y), inside(&seen, x, y), "{x} {y}");
        }
    }
    assert!((100..1500).contains(&within), "{within}");
}

#[test]
fn a_layer_of_nothing_or_of_one_point_has_a_lod_geometry() {
    assert_eq!(LodGeometry::new(&Shapes::default()).level(30).vertex_count(), 0);
    let mut shapes = Shapes::default();
    shapes.end_shape(ShapeKind::None);
    assert_eq!(LodGeometry::new(&shapes).level(7).bounds(0).sides(), [0.0, 0.0]);
    let mut shapes = Shapes::default();
    shapes.push(LonLat { lon: 113.5, lat: 23.1 }, None);
    shapes.end_points();
    shapes.end_shape(ShapeKind::Point);
    let lod = LodGeometry::new(&shapes);
    assert_eq!(lod.level(7).paths(0).next().map(|path| path.points.len()), Some(1));
}

#[test]
fn a_scribble_has_no_more_vertices_than_can_be_told_apart() {
    let mut shapes = Shapes::default();
    for i in 0..400_000_u32 {
        let turn = f64::from(i) * std::f64::consts::TAU / 400_000.0;
        // Up and down by about a pixel of a thousand.
        let radius = 1.0 + 0.002 * f64::from(i.wrapping_mul(0x9E37_79B1) >> 16) / 65536.0;
        shapes.push(LonLat { lon: 113.0 + radius * turn.cos(), lat: 23.0 + radius * turn.sin() }, None);
    }
    shapes.push(shapes.positions()[0], None);
    shapes.end_path();
    shapes.end_polygon();
    shapes.end_shape(ShapeKind::Polygon);
    let lod = LodGeometry::new(&shapes);
    let kept = lod.level(lod.detail_across(1000.0)).vertex_count();
    assert!((100..130_000).contains(&kept), "{kept}");
}
