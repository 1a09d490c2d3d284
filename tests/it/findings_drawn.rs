//! What is drawn of findings and of the uncertainty of segments, in the picture that every painter gets.
//! Must not know a painter.

use std::sync::Arc;

use zonemap::draw::draw;
use zonemap::geodesy::length_m;
use zonemap::geometry::{LonLat, Part, Shape, ShapeKind, Shapes};
use zonemap::i18n::Lang;
use zonemap::picture::{ColourRole, FeatureSlice, Item, Picture, Sign, World};
use zonemap::project::{BoundarySegment, FeatureId, Style};
use zonemap::session::{Action, BAND_SHARES, Checked, Findings, Panel, Session, Settings};
use zonemap::verify::{Finding, Tolerances, check};

use crate::common::{builtin, open_text};

const MIDDLE: LonLat = LonLat { lon: 113.52, lat: 23.1 };

fn session(findings: Vec<Finding>) -> Session {
    let settings = Settings { lang: Lang::En, reduced_motion: true, ..Settings::default() };
    let mut session = Session::new(builtin(), settings);
    session.apply(Action::Resize([1000.0, 700.0]));
    session.apply(Action::Checked(Checked::Done(Findings::new(findings, Vec::new()))));
    session
}

/// An error with a strip of a size in degrees as its region.
fn strip(width: f64, height: f64) -> Finding {
    let square = r#"{"type":"Feature","properties":{"declared_km2":7},"geometry":{"type":"Polygon",
        "coordinates":[[[113,23],[113.1,23],[113.1,23.1],[113,23.1],[113,23]]]}}"#;
    let mut finding = check(&open_text(square).expect("it opens"), &Tolerances::default()).remove(0);
    let mut region = Shapes::default();
    for [dx, dy] in [[0.0, 0.0], [width, 0.0], [width, height], [0.0, height], [0.0, 0.0]] {
        region.push(LonLat { lon: MIDDLE.lon + dx, lat: MIDDLE.lat + dy }, None);
    }
    region.end_path();
    region.end_polygon();
    region.end_shape(ShapeKind::Polygon);
    finding.region = Some(Arc::new(region));
    (finding.at, finding.placed, finding.features) = (Some(MIDDLE), true, Vec::new());
    (finding.area_m2, finding.width_m) = (Some(12.4), Some(0.8));
    finding
}

fn of_role(picture: &Picture, role: ColourRole) -> Vec<&Item> {
    let with_role = |item: &&Item| match item {
        Item::Fill { role: other, .. }
        | Item::Glow { role: other, .. }
        | Item::Dots { role: other, .. }
        | Item::Dot { role: other, .. } => *other == role,
        Item::Line { pen, .. } => pen.role == role,
    };
    picture.map.iter().filter(with_role).collect()
}

fn rings(picture: &Picture) -> usize {
    let is_ring = |sign: &&Sign| matches!(sign, Sign::Stroke { pen, .. } if pen.role == ColourRole::Error);
    picture.signs.iter().filter(is_ring).count()
}

#[test]
fn nothing_is_drawn_of_findings_until_they_are_asked_for() {
    let mut session = session(vec![strip(0.01, 0.01)]);
    assert!(of_role(&draw(&session), ColourRole::Error).is_empty());
    session.apply(Action::Open(Panel::Checks));
    let faint = draw(&session);
    assert_eq!(of_role(&faint, ColourRole::Error).len(), 3, "a fill, an outline and a dot for all errors together");
    assert_eq!(rings(&faint), 0);
    session.apply(Action::Open(Panel::Card));
    session.apply(Action::LookAt(Some(0)));
    assert_eq!(of_role(&draw(&session), ColourRole::Error).len(), 2, "the region of the one that is looked at");
    session.apply(Action::LookAt(Some(1)));
    assert!(session.checks().current().is_none(), "there is no second finding");
}

/// A strip of 0.8 m is never thinner than its outline, and is ringed and named from afar.
#[test]
fn a_narrow_strip_can_be_seen_at_every_zoom() {
    let mut session = session(vec![strip(0.002, 0.000_007)]);
    session.apply(Action::LookAt(Some(0)));
    let near = draw(&session);
    assert_eq!(rings(&near), 0, "close by it is as large as the sheet");
    session.apply(Action::Fit);
    let far = draw(&session);
    assert_eq!(rings(&far), 1);
    for picture in [&near, &far] {
        let stroked = of_role(picture, ColourRole::Error)
            .iter()
            .any(|item| matches!(item, Item::Line { pen, .. } if pen.width >= 3.0));
        assert!(stroked);
        let named = |sign: &Sign| matches!(sign, Sign::Label(label) if label.text == "× Area not as declared  12.4 m², 0.80 m wide");
        assert!(picture.signs.iter().any(named));
    }
}

#[test]
fn a_finding_about_a_whole_feature_outlines_it() {
    let findings = check(&builtin(), &Tolerances::default());
    let note = findings.iter().position(|finding| finding.rule == "fitted-limit").expect("the zone has fitted limits");
    let count = findings[note].features.len();
    let mut session = session(findings);
    session.apply(Action::LookAt(Some(note)));
    assert_eq!(of_role(&draw(&session), ColourRole::Note).len(), count);
}

fn band_figures(picture: &Picture) -> Vec<FeatureSlice> {
    let layers = builtin().layers.len();
    let fills = picture.map.iter().filter_map(|item| match item {
        Item::Fill { slice, .. } if slice.layer >= layers => Some(slice.clone()),
        Item::Fill { .. } | Item::Glow { .. } | Item::Line { .. } | Item::Dots { .. } | Item::Dot { .. } => None,
    });
    fills.collect()
}

/// The least distance from a position to a line, on the ellipsoid (GeographicLib), by points every few metres.
fn distance_m(at: LonLat, shape: Shape<'_>) -> f64 {
    let mut least = f64::INFINITY;
    for part in shape.parts() {
        let Part::Line(line) = part else { continue };
        for edge in line.windows(2) {
            let count = (length_m(edge) / 4.0).ceil().max(1.0);
            let mut step = 0.0;
            while step <= count {
                let along = step / count;
                let lon = edge[0].lon + along * (edge[1].lon - edge[0].lon);
                let lat = edge[0].lat + along * (edge[1].lat - edge[0].lat);
                least = least.min(length_m(&[at, LonLat { lon, lat }]));
                step += 1.0;
            }
        }
    }
    least
}

/// The bands of all segments are one: every place of its border is as far from the nearest segment as that may be off, for the part that the band
/// shows, and inside none is nearer to another.
#[test]
fn the_band_reaches_as_far_from_each_segment_as_it_may_be_off() {
    let mut session = session(Vec::new());
    assert!(band_figures(&draw(&session)).is_empty());
    session.apply(Action::Uncertainty(true));
    let project = builtin();
    let of_segments = |id: &FeatureId| project.layers[id.layer].style == Style::Boundary;
    let known = |id: FeatureId| {
        let metres = project.feature(id).and_then(|feature| BoundarySegment::of(feature).accuracy_m)?;
        Some((metres, project.shape(id)?))
    };
    let segments: Vec<_> = project.feature_ids().filter(of_segments).filter_map(known).collect();
    let bands = session.bands();
    assert_eq!(bands.iter().map(|band| band.share).collect::<Vec<_>>(), BAND_SHARES);
    assert_eq!(band_figures(&draw(&session)).len(), bands.len());
    for band in bands {
        let projector = session.view().projector();
        let placing = band.lod.placing(projector, 1.0);
        let level = band.lod.level(0);
        let mut count = 0;
        for path in level.paths(0) {
            for step in path.seen(level.bounds(0)).step_by(23) {
                let [x, y] = placing.pixel(step);
                let world =
                    |c: f64, middle: f64, side: f32| middle + (c - f64::from(side) / 2.0) / projector.points_per_world;
                let (x, y) =
                    (world(x, projector.center.x, projector.size[0]), world(y, projector.center.y, projector.size[1]));
                let at = LonLat::from(World { x, y });
                let of_each = segments.iter().map(|(metres, line)| distance_m(at, *line) / (metres * band.share));
                let off = of_each.fold(f64::INFINITY, f64::min);
                // Round ends are polygons, whose chords cut a little off.
                assert!((off - 1.0).abs() < 0.03, "{off} of {} sigma", band.share);
                count += 1;
            }
        }
        assert!(count > 10, "{count}");
    }
}
