//! Places that only slits join to the outside: gaps where the slits count for none, else pointed out. Areas of pyproj 3.7 `Geod`.
//! Must not know how slits are closed.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::common::{open_text, text_of};
use zonemap::verify::{Finding, Severity, Tolerances, check};

fn gaps(text: String) -> Vec<Finding> {
    let project = open_text(text).expect("areas");
    let mut found = check(&project, &Tolerances::default());
    assert!(found.iter().all(|finding| finding.rule != "not-checked"));
    found.retain(|finding| finding.rule == "gap");
    found
}

/// Two areas side by side, the border of one with a dent, half a millimetre or two off that of the other.
#[test]
fn noise_on_a_border_opens_no_gap_to_the_outside() {
    for (case, area_m2, severity, slit) in [
        ("lens-closed", 567.667, Severity::Error, ""),
        ("lens-halfmm", 567.724, Severity::Error, ""),
        ("lens9", 1362.430, Severity::Error, ""),
        ("lens-open", 567.894, Severity::Warning, "2.1 mm"),
    ] {
        let found = gaps(text_of(&format!("tests/cases/{case}.geojson")));
        assert_eq!(found.len(), 1, "{case}: {found:?}");
        assert_eq!(found[0].severity, severity, "{case}");
        let found_m2 = found[0].area_m2.expect("an area");
        assert!((found_m2 - area_m2).abs() < 0.001, "{case}: {found_m2}");
        assert!(found[0].message.get(zonemap::i18n::Lang::En).contains(slit), "{case}: {:?}", found[0].message);
    }
}

/// Areas that lead across a place of a single neighbour, three tenths of a millimetre off it on both sides: the places are those of the
/// same areas without any noise.
#[test]
fn an_edge_across_a_place_is_no_slit() {
    for (case, places) in [("bay", 2), ("block", 2), ("plug", 1)] {
        let [exact, noisy] = ["-exact", ""].map(|of| gaps(text_of(&format!("tests/cases/slit-{case}{of}.geojson"))));
        let sizes = |found: &[Finding]| -> Vec<(Severity, f64)> {
            let mut sizes: Vec<_> = found.iter().map(|gap| (gap.severity, gap.area_m2.expect("an area"))).collect();
            sizes.sort_by(|a, b| a.1.total_cmp(&b.1));
            sizes
        };
        let (exact, noisy) = (sizes(&exact), sizes(&noisy));
        assert_eq!((exact.len(), noisy.len()), (places, places), "{case}: {exact:?}, {noisy:?}");
        let alike = exact.iter().zip(&noisy).all(|(a, b)| a.0 == b.0 && (a.1 - b.1).abs() < 0.5);
        assert!(alike, "{case}: {exact:?}, {noisy:?}");
    }
}

/// An enclosed place of 1200 m², 20 m wide, and one of 300 m², 5 m wide, that slits of 0.2 m join to it. shapely: what the areas' union
/// leaves, opened by 0.15 m, comes apart into these two.
#[test]
fn a_place_that_slits_join_to_a_wide_gap_is_pointed_out() {
    let found = gaps(text_of("tests/cases/slit-lake.geojson"));
    let told: Vec<(Severity, bool, f64)> = found
        .iter()
        .map(|gap| (gap.severity, gap.kind == "gap-behind-slit", gap.area_m2.expect("an area").round()))
        .collect();
    assert_eq!(told, [(Severity::Warning, true, 300.0), (Severity::Note, false, 1514.0)]);
    let text = found[0].message.get(zonemap::i18n::Lang::En);
    assert!(text.contains("slits no wider than 0.20 m"), "{text}");
}

/// A place of 3 m by 20 m that a slit of 2 cm joins to one of 12 m by 30 m, which nothing joins to the outside, or a slit of 2 mm, or one
/// of 0.4 mm that counts for none: told each time.
#[test]
fn a_place_behind_a_slit_is_told_however_what_it_leads_to_is_closed() {
    for closed_m in [0.0, 0.002, 0.0004] {
        let (x, y) = (1.0 / 102_530.0, 1.0 / 110_745.0);
        let top = 70.0 + closed_m;
        let areas: [&[(f64, f64)]; 4] = [
            &[(0.0, 0.0), (0.0, 70.0), (-100.0, 70.0), (-100.0, 0.0)],
            &[
                (100.0, 70.0),
                (100.0, 0.0),
                (3.0, 0.0),
                (3.0, 20.0),
                (0.02, 20.0),
                (0.02, 40.0),
                (12.0, 40.0),
                (12.0, 70.0),
            ],
            &[(-100.0, top), (100.0, top), (100.0, 120.0), (-100.0, 120.0)],
            &[(-100.0, -50.0), (100.0, -50.0), (100.0, 0.0), (-100.0, 0.0)],
        ];
        let features = areas.iter().enumerate().map(|(at, area)| {
            let ring = area.iter().chain(&area[..1]).map(|(east, north)| [113.5 + east * x, 23.0 + north * y]);
            let ring: Vec<[f64; 2]> = ring.collect();
            serde_json::json!({"type": "Feature", "id": format!("a{at}"), "properties": {},
                "geometry": {"type": "Polygon", "coordinates": [ring]}})
        });
        let features: Vec<serde_json::Value> = features.collect();
        let found = gaps(serde_json::json!({"type": "FeatureCollection", "features": features}).to_string());
        let told = found.iter().any(|gap| {
            gap.severity == Severity::Warning && gap.area_m2.is_some_and(|area_m2| (area_m2 - 60.0).abs() < 0.5)
        });
        assert!(told, "{closed_m}: {found:?}");
    }
}

/// Numbers that look like chance, from 0 to 1.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// Cells of a grid whose nodes were moved, in thousandths of a degree from 113.5° E, 23° N. Of some cells inside one vertex is moved in
/// by ten metres or so; others are left out. On sides there are vertices that a neighbour lacks.
fn cells(chance: &mut Chance, across: usize) -> Vec<Vec<(f64, f64)>> {
    let mut nodes = BTreeMap::new();
    for x in 0..=across {
        for y in 0..=across {
            nodes.insert((x, y), (x as f64 + 0.5 * chance.next(), y as f64 + 0.5 * chance.next()));
        }
    }
    let mut rings = Vec::new();
    let mut with_more = |ring: Vec<(f64, f64)>, chance: &mut Chance| {
        let mut more = Vec::new();
        for (at, &from) in ring.iter().enumerate() {
            let to = ring[(at + 1) % ring.len()];
            more.push(from);
            if chance.next() < 0.5 {
                let part = chance.next();
                more.push((from.0 + part * (to.0 - from.0), from.1 + part * (to.1 - from.1)));
            }
        }
        rings.push(more);
    };
    for x in 0..across {
        for y in 0..across {
            let mut ring = [(x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)].map(|node| nodes[&node]).to_vec();
            let inside = x > 0 && y > 0 && x + 1 < across && y + 1 < across;
            if inside && chance.next() < 0.3 {
                ring[0] = (ring[0].0 + 0.06, ring[0].1 + 0.08);
            } else if inside && chance.next() < 0.2 {
                continue;
            }
            with_more(ring, chance);
        }
    }
    rings
}

fn written(rings: &[Vec<(f64, f64)>], noise_deg: f64, chance: &mut Chance) -> String {
    let mut text = String::from(r#"{"type":"FeatureCollection","features":["#);
    for (at, ring) in rings.iter().enumerate() {
        let mut off = || (chance.next() * 2.0 - 1.0) * noise_deg;
        let mut path: Vec<String> = ring
            .iter()
            .map(|(x, y)| format!("[{:.12},{:.12}]", 113.5 + x / 1000.0 + off(), 23.0 + y / 1000.0 + off()))
            .collect();
        path.push(path[0].clone());
        let comma = if at == 0 { "" } else { "," };
        let path = path.join(",");
        write!(text, r#"{comma}{{"type":"Feature","id":"c{at}","properties":{{}},"geometry":{{"type":"Polygon","coordinates":[[{path}]]}}}}"#).expect("text");
    }
    text + "]}"
}

/// As many gaps, each as large, whatever noise below a millimetre there is; 2e-9° are 0.22 mm.
#[test]
fn coverages_have_the_same_gaps_with_and_without_noise() {
    let mut seen = 0;
    for seed in 0..16 {
        let mut chance = Chance(seed);
        let rings = cells(&mut chance, 6);
        let plain = gaps(written(&rings, 0.0, &mut chance));
        let noisy = gaps(written(&rings, 2e-9, &mut chance));
        let areas = |found: &[Finding]| {
            let mut areas: Vec<f64> = found.iter().map(|finding| finding.area_m2.expect("an area")).collect();
            areas.sort_by(f64::total_cmp);
            areas
        };
        let (plain, noisy) = (areas(&plain), areas(&noisy));
        assert_eq!(plain.len(), noisy.len(), "seed {seed}: {plain:?} {noisy:?}");
        // A place of 100 metres a side has a border of 400 metres.
        assert!(plain.iter().zip(&noisy).all(|(plain, noisy)| (plain - noisy).abs() < 1.0), "{plain:?} {noisy:?}");
        seen += plain.len();
    }
    assert!(seen > 30, "only {seen} gaps");
}

/// Rectangles in thousandths of a degree: west, south, east, north.
type Rectangle = [f64; 4];

/// Four areas around a place of three by three thousandths of a degree, some thousandths to the east.
fn frame(east: f64) -> Vec<Rectangle> {
    let sides = [[0.0, 0.0, 4.0, 1.0], [4.0, 0.0, 5.0, 4.0], [1.0, 4.0, 5.0, 5.0], [0.0, 1.0, 1.0, 5.0]];
    sides.map(|[w, s, e, n]| [w + east, s, e + east, n]).to_vec()
}

/// Enclosed places around an island, in several components, and between areas that meet in points only.
#[test]
fn enclosed_places_are_found_whatever_encloses_them() {
    let island = [2.0, 2.0, 3.0, 3.0];
    let chessboard = [[1.0, 0.0, 2.0, 1.0], [0.0, 1.0, 1.0, 2.0], [2.0, 1.0, 3.0, 2.0], [1.0, 2.0, 2.0, 3.0]];
    for (name, rectangles, gaps_m2) in [
        ("an island", [frame(0.0), vec![island]].concat(), vec![90_828.4]),
        ("an island at a border", [frame(0.0), vec![[1.0, 2.0, 2.0, 3.0]]].concat(), vec![90_828.4]),
        ("an island at two", [frame(0.0), vec![[1.0, 2.0, 4.0, 3.0]]].concat(), vec![34_060.6, 34_060.6]),
        (
            "a component in another",
            [frame(0.0), vec![[1.5, 1.5, 2.0, 2.0], [2.0, 1.5, 2.5, 2.0]]].concat(),
            vec![96_505.2],
        ),
        ("two components", [frame(0.0), frame(7.0)].concat(), vec![102_182.0, 102_182.0]),
        ("a chessboard", chessboard.to_vec(), vec![11_353.6]),
    ] {
        let ring = |&[w, s, e, n]: &Rectangle| vec![(w, s), (e, s), (e, n), (w, n)];
        let rings: Vec<Vec<(f64, f64)>> = rectangles.iter().map(ring).collect();
        for noise_deg in [0.0, 2e-9, -2e-9] {
            let found = gaps(written(&rings, noise_deg, &mut Chance(1)));
            let mut found_m2: Vec<f64> = found.iter().map(|finding| finding.area_m2.expect("an area")).collect();
            found_m2.sort_by(f64::total_cmp);
            let near = found_m2.iter().zip(&gaps_m2).all(|(found, expected)| (found - expected).abs() < 1.0);
            assert!(near && found_m2.len() == gaps_m2.len(), "{name}, {noise_deg}: {found_m2:?}");
        }
    }
}

/// A whole that was made of its parts has their gap as a hole. A narrow one is told as it is without the whole; a wide one is meant. Areas of
/// pyproj 3.7 `Geod`: 10.218 m², 3 m wide, and 454.149 m².
#[test]
fn a_gap_that_the_whole_has_as_a_hole_is_told_if_it_is_narrow() {
    let ring = |[west, south, east, north]: [f64; 4]| {
        format!("[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]")
    };
    let narrow = ([113.50048, 23.00036, 113.50051, 23.00039], Some(10.218));
    let wide = ([113.5004, 23.0003, 113.5006, 23.0005], None);
    for (hole, area_m2) in [narrow, wide] {
        let [west, south, east, north] = hole;
        let parts = [
            [113.5, 23.0, 113.501, south],
            [113.5, north, 113.501, 23.001],
            [113.5, south, west, north],
            [east, south, 113.501, north],
        ];
        let whole = format!("{},{}", ring([113.5, 23.0, 113.501, 23.001]), ring(hole));
        let mut text = String::from(r#"{"type":"FeatureCollection","features":["#);
        for (at, rings) in parts.into_iter().map(ring).chain([whole]).enumerate() {
            let geometry = format!(r#"{{"type":"Polygon","coordinates":[{rings}]}}"#);
            let comma = if at == 0 { "" } else { "," };
            let _infallible =
                write!(text, r#"{comma}{{"type":"Feature","id":"{at}","properties":{{}},"geometry":{geometry}}}"#);
        }
        let found = gaps(text + "]}");
        let told: Vec<(Severity, f64)> = found.iter().map(|gap| (gap.severity, gap.area_m2.expect("one"))).collect();
        match area_m2 {
            Some(area_m2) => {
                assert!(matches!(told[..], [(Severity::Error, m2)] if (m2 - area_m2).abs() < 0.001), "{told:?}");
            }
            None => assert!(told.is_empty(), "{told:?}"),
        }
    }
}
