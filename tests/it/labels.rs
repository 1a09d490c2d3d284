//! Words on the map of the built-in zone: none over another, none out of its area, the same again after a move.
//! Must not know how they are placed.

use zonemap::draw::{draw, spots};
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::picture::{ColourRole, Label, Sign};
use zonemap::project::FeatureId;
use zonemap::report::FeatureReport;
use zonemap::session::{Action, Session, Settings, Viewpoint};
use zonemap::typography::width;

use crate::common::{builtin, open_text};

type Corners = [[f32; 2]; 4];

fn sessions() -> Vec<Session> {
    let mut sessions = Vec::new();
    for lang in Lang::ALL {
        for size in [[320.0, 240.0], [640.0, 400.0], [880.0, 720.0], [2000.0, 1100.0]] {
            for factor in [0.02, 0.15, 0.6, 1.0, 2.5, 20.0] {
                let settings = Settings { lang, reduced_motion: true, ..Settings::default() };
                let mut session = Session::new(builtin(), settings);
                session.apply(Action::Resize(size));
                session.apply(Action::ZoomMiddle { factor });
                sessions.push(session);
            }
        }
    }
    sessions
}

fn labels(session: &Session) -> Vec<Label> {
    let label = |sign| if let Sign::Label(label) = sign { Some(label) } else { None };
    draw(session).signs.into_iter().filter_map(label).collect()
}

/// The corners of the letters' box, a little less high than a line.
fn corners(label: &Label, lang: Lang) -> Corners {
    let width = width(&label.text, label.size, label.strong, lang) * 0.95;
    let (sine, cosine) = label.angle.sin_cos();
    [[-1.0, -1.0], [1.0, -1.0], [1.0, 1.0], [-1.0, 1.0]].map(|[x, y]| {
        let [x, y] = [x * width / 2.0, y * label.size * 0.45];
        [label.middle[0] + x * cosine - y * sine, label.middle[1] + x * sine + y * cosine]
    })
}

/// Whether two turned boxes share an area: no line between them tells them apart.
fn overlap(a: &Corners, b: &Corners) -> bool {
    let apart = |from: [f32; 2], to: [f32; 2]| {
        let axis = [to[1] - from[1], from[0] - to[0]];
        let range = |corners: &Corners| {
            let along = corners.map(|[x, y]| x * axis[0] + y * axis[1]);
            (
                along.iter().copied().fold(f32::INFINITY, f32::min),
                along.iter().copied().fold(f32::NEG_INFINITY, f32::max),
            )
        };
        let (a, b) = (range(a), range(b));
        a.1 <= b.0 || b.1 <= a.0
    };
    ![a, b].iter().any(|corners| (0..4).any(|i| apart(corners[i], corners[(i + 1) % 4])))
}

/// Fails where words stand over others.
pub(crate) fn assert_apart(labels: &[Label], view: Viewpoint, lang: Lang) {
    // Letters of one name follow one another in the list and may touch.
    let letters = |label: &Label| label.text.chars().count() == 1;
    for (i, a) in labels.iter().enumerate() {
        for b in labels[i + 1..].iter().filter(|b| !(letters(a) && letters(b))) {
            assert!(!overlap(&corners(a, lang), &corners(b, lang)), "{:?} over {:?} at {view:?}", a.text, b.text);
        }
    }
}

#[test]
fn no_words_stand_over_others() {
    for session in sessions() {
        assert_apart(&labels(&session), session.view().place(), session.lang());
    }
}

#[test]
fn words_stay_on_the_sheet() {
    for session in sessions() {
        let [width, height] = session.view().projector().size;
        for label in labels(&session) {
            let inside = |[x, y]: [f32; 2]| (0.0..=width).contains(&x) && (0.0..=height).contains(&y);
            assert!(corners(&label, session.lang()).into_iter().all(inside), "{label:?}");
        }
    }
}

#[test]
fn words_of_an_area_stay_inside_it() {
    let mut seen = 0;
    for session in sessions() {
        let project = session.project();
        for label in labels(&session) {
            let ColourRole::Figure(feature) = label.role else { continue };
            let layer = project.layers.iter().position(|layer| layer.id == "sub-areas").expect("the sub-areas");
            let id = FeatureId { layer, feature };
            let inside = |id: FeatureId| {
                let at = |corner| session.view().projector().lonlat_from_screen(corner);
                corners(&label, session.lang())
                    .map(|corner| project.layers[layer].data.side(id.feature, at(corner)).is_within())
            };
            // Beside an area that is too narrow they are in none.
            let others = (0..project.layers[layer].data.features().len()).map(|feature| FeatureId { layer, feature });
            let outside = { others }.all(|id| !inside(id).contains(&true));
            assert!(outside || !inside(id).contains(&false), "{:?} at {:?}", label.text, session.view().place());
            seen += 1;
        }
        for id in project.named(0, "innovation").chain(project.named(0, "living")) {
            let name = project.feature(id).expect("a feature").name().get(session.lang()).to_owned();
            for label in labels(&session).iter().filter(|label| label.text == name && label.strong) {
                let sides = corners(label, session.lang()).map(|corner| {
                    let at = session.view().projector().lonlat_from_screen(corner);
                    project.layers[id.layer].data.side(id.feature, at).is_within()
                });
                assert!(sides == [true; 4] || sides == [false; 4], "{name} at {:?}", session.view().place());
            }
        }
    }
    assert!(seen > 60, "only {seen} figures");
}

#[test]
fn each_sub_area_is_named_in_full_in_a_common_window() {
    for lang in Lang::ALL {
        let mut session = Session::new(builtin(), Settings { lang, ..Settings::default() });
        session.apply(Action::Resize([880.0, 720.0]));
        let words: Vec<String> = labels(&session).into_iter().map(|label| label.text).collect();
        for figure in ["19.1 km²", "11.7 km²", "25.59 km²"] {
            assert!(words.iter().any(|word| word == figure), "{figure} is not in {words:?}");
        }
        assert!(words.iter().any(|word| word == "N") && words.iter().any(|word| word == "2 km"), "{words:?}");
    }
}

#[test]
fn names_stand_still_while_the_view_moves() {
    let mut session = Session::new(builtin(), Settings { lang: Lang::ZhHant, ..Settings::default() });
    session.apply(Action::Resize([1400.0, 1000.0]));
    let places = |session: &Session| -> Vec<(String, LonLat)> {
        let areas = labels(session).into_iter().filter(|label| matches!(label.role, ColourRole::Figure(_)));
        areas.map(|label| (label.text, session.view().projector().lonlat_from_screen(label.middle))).collect()
    };
    let before = places(&session);
    session.apply(Action::Pan([23.0, -17.0]));
    for ((text, a), (other, b)) in before.iter().zip(places(&session)) {
        let moved = (a.lon - b.lon).hypot(a.lat - b.lat) / 360.0 * session.view().projector().points_per_world;
        assert!(*text == other && moved < 1.0, "{text} moved by {moved} points");
    }
}

#[test]
fn a_very_long_name_is_cut() {
    let text = format!(
        r#"{{"type":"Feature","id":"a","properties":{{"name":"{}"}},"geometry":{{"type":"Polygon","coordinates":[[[0,0],[9,0],[9,9],[0,9],[0,0]]]}}}}"#,
        "name ".repeat(60)
    );
    let mut session = Session::new(open_text(text).expect("it opens"), Settings::default());
    session.apply(Action::Resize([1200.0, 900.0]));
    let longest = labels(&session).iter().map(|label| label.text.chars().count()).max();
    assert!(longest.is_some_and(|longest| longest <= 65), "{longest:?}");
}

/// A line among areas has a name along it, selected or not, and no size, which it has not.
#[test]
fn a_line_among_areas_has_no_figure() {
    let text = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"Way"},"geometry":{"type":"LineString","coordinates":[[0,0],[9,9]]}},
        {"type":"Feature","properties":{"name":"Yard"},"geometry":{"type":"Polygon","coordinates":[[[0,5],[3,5],[3,8],[0,8],[0,5]]]}}]}"#;
    let mut session = Session::new(open_text(text).expect("it opens"), Settings::default());
    session.apply(Action::Resize([900.0, 900.0]));
    for selected in [None, Some(FeatureId { layer: 0, feature: 0 })] {
        session.apply(Action::Select(selected));
        let words: Vec<String> = labels(&session).into_iter().map(|label| label.text).collect();
        let figures = words.iter().filter(|text| text.ends_with("m²")).count();
        assert_eq!(figures, 1, "{words:?}");
    }
}

#[test]
fn spots_are_of_what_is_in_view() {
    for session in sessions() {
        let [width, height] = session.view().projector().size;
        for spot in spots(&session) {
            let [x, y] = spot.at;
            assert!((0.0..=width).contains(&x) && (0.0..=height).contains(&y), "{spot:?}");
            let report = FeatureReport::of(session.project(), spot.id).expect("a feature");
            assert!(!report.spoken(session.lang()).is_empty());
        }
    }
}
