//! Words of areas too narrow for them, words along lines, and that a view has its own words however one came to it.
//! Must not know how a place for words is found.

use zonemap::draw::{LabelLayout, PaperFormat, Sheet, SheetOptions, draw, draw_with};
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::picture::{ColourRole, Label, Picture, Sign};
use zonemap::project::FeatureId;
use zonemap::session::{Action, Session, Settings};

use crate::common::builtin;

const FIGURES: [(&str, &str); 3] = [("manufacturing", "19.1 km²"), ("innovation", "11.7 km²"), ("living", "25.59 km²")];

fn session(lang: Lang, size: [f32; 2]) -> Session {
    let mut session = Session::new(builtin(), Settings { lang, reduced_motion: true, ..Settings::default() });
    session.apply(Action::Resize(size));
    session
}

fn labels(picture: &Picture) -> Vec<Label> {
    let label = |sign: &Sign| if let Sign::Label(label) = sign { Some(label.clone()) } else { None };
    picture.signs.iter().filter_map(label).collect()
}

fn says(picture: &Picture, figure: &str) -> bool {
    let of_area = |label: &Label| matches!(label.role, ColourRole::Figure(_)) && label.text == figure;
    labels(picture).iter().any(of_area)
}

/// The lines that lead from words to their areas: from, to.
fn leaders(picture: &Picture) -> Vec<[[f32; 2]; 2]> {
    let line = |sign: &Sign| match sign {
        Sign::Stroke { points, pen } if pen.role == ColourRole::SecondText && pen.opacity >= 1.0 => {
            points.as_slice().try_into().ok()
        }
        Sign::Stroke { .. } | Sign::Patch { .. } | Sign::Fade(_) | Sign::Label(_) => None,
    };
    picture.signs.iter().filter_map(line).collect()
}

fn sub_area(session: &Session, key: &str) -> FeatureId {
    session.project().named(0, key).next().expect("a sub-area")
}

/// Width and height of an area on the sheet; none where it is not all in view.
fn size_in_view(session: &Session, id: FeatureId) -> Option<[f32; 2]> {
    let extent = session.project().shape(id).expect("a shape").extent();
    let corners = [LonLat { lon: extent.west, lat: extent.north }, LonLat { lon: extent.east, lat: extent.south }];
    let [a, b] = corners.map(|at| session.view().projector().screen_from_lonlat(at));
    let size = session.view().projector().size;
    let inside = |[x, y]: [f32; 2]| x > 0.0 && y > 0.0 && x < size[0] && y < size[1];
    (inside(a) && inside(b)).then_some([b[0] - a[0], b[1] - a[1]])
}

#[test]
fn each_sub_area_has_its_figure_wherever_it_is_forty_points_wide() {
    let mut seen = 0;
    for lang in Lang::ALL {
        for size in [[880.0, 720.0], [1600.0, 1000.0]] {
            for step in 0..14 {
                let mut session = session(lang, size);
                session.apply(Action::ZoomMiddle { factor: 0.12 * 1.18_f64.powi(step) });
                let picture = draw(&session);
                for (key, figure) in FIGURES {
                    let wide = size_in_view(&session, sub_area(&session, key));
                    if wide.is_some_and(|[width, height]| width >= 41.0 && height >= 25.0) {
                        assert!(says(&picture, figure), "{figure} in {lang:?}, {size:?}, step {step}");
                        seen += 1;
                    }
                }
            }
        }
    }
    assert!(seen > 100, "{seen}");
}

#[test]
fn an_english_sheet_and_the_stage_name_every_sub_area() {
    let sheet = Sheet::new(&session(Lang::En, [1000.0, 700.0]), &SheetOptions::on(PaperFormat::A4)).picture();
    assert!(FIGURES.iter().all(|(_, figure)| says(&sheet, figure)));
    let session = session(Lang::En, [1920.0, 1080.0]);
    let stop = session.deck().stops.iter().position(|stop| stop.id == "zone-parts").expect("the parts");
    let picture = draw(&session.at_stop(stop, None, [1920.0, 1080.0]));
    for (_, figure) in FIGURES {
        assert!(says(&picture, figure), "{figure}");
    }
}

/// Where a stop shows the whole so small that its name stands beside it, that is what is said of it.
#[test]
fn no_line_leads_out_of_the_zone_at_a_stop_that_is_about_its_surroundings() {
    for lang in Lang::ALL {
        let session = session(lang, [1600.0, 900.0]);
        let stop = session.deck().stops.iter().position(|stop| stop.id == "routes").expect("the routes");
        for size in [[1280.0, 720.0], [1600.0, 900.0], [1920.0, 1080.0], [3840.0, 2160.0]] {
            let picture = draw(&session.at_stop(stop, None, size));
            assert_eq!(leaders(&picture), [[[0.0; 2]; 2]; 0], "{lang:?} {size:?}");
            let zone = session.project().named(0, "zone").next().expect("the zone");
            let name = session.project().feature(zone).expect("the zone").name().get(lang);
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            let words: String = labels(&picture).iter().map(|label| bare(&label.text)).collect();
            assert!(words.contains(&bare(name)), "{lang:?} {size:?}: {words}");
        }
    }
}

#[test]
fn a_line_leads_from_words_in_no_area_to_their_own() {
    let mut seen = 0;
    for lang in Lang::ALL {
        for step in 0..12 {
            let mut session = session(lang, [1200.0, 800.0]);
            session.apply(Action::ZoomMiddle { factor: 0.15 * 1.2_f64.powi(step) });
            let picture = draw(&session);
            let area_at = |point: [f32; 2]| {
                let at = session.view().projector().lonlat_from_screen(point);
                FIGURES.iter().find(|(key, _)| {
                    let id = sub_area(&session, key);
                    session.project().layers[id.layer].data.side(id.feature, at).is_within()
                })
            };
            for [from, to] in leaders(&picture) {
                let (key, _) = area_at(to).expect("it ends in an area");
                assert!(area_at(from).is_none(), "{lang:?} {step}: words in an area");
                for part in 0..=50_u8 {
                    let part = f32::from(part) / 50.0;
                    let point = [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
                    let near_edge = area_at([point[0] - 3.0, point[1]]).map(|found| found.0) == Some(key);
                    let passed = area_at(point).is_none_or(|(other, _)| other == key);
                    assert!(passed || near_edge, "{lang:?} {step}: over another area");
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 8, "{seen}");
}

/// Frames of a window until it is at rest.
fn at_rest(session: &Session, layout: &mut LabelLayout, now_s: &mut f64) -> Vec<Label> {
    for _ in 0..60 {
        *now_s += 0.2;
        let picture = draw_with(session, layout, *now_s);
        if layout.wait_s().is_none() {
            return labels(&picture);
        }
    }
    panic!("never at rest");
}

#[test]
fn a_view_has_its_own_words_however_one_came_to_it() {
    for lang in Lang::ALL {
        let mut session = session(lang, [1000.0, 800.0]);
        let home = session.view().place();
        let (mut layout, mut now_s) = (LabelLayout::default(), 10.0);
        let first = at_rest(&session, &mut layout, &mut now_s);
        for action in [
            Action::Pan([160.0, 90.0]),
            Action::ZoomMiddle { factor: 1.07 },
            Action::Pan([-300.0, -60.0]),
            Action::ZoomMiddle { factor: 0.3 },
            Action::ZoomMiddle { factor: 2.9 },
        ] {
            session.apply(action);
            let there = at_rest(&session, &mut layout, &mut now_s);
            assert_eq!(there, labels(&draw(&session)), "{lang:?}");
        }
        session.apply(Action::LookFrom(home));
        assert_eq!(at_rest(&session, &mut layout, &mut now_s), first, "{lang:?}");
    }
}

/// Whether an edge passes through a turned box: looked at from the box, which is upright there.
fn passes(a: [f32; 2], b: [f32; 2], label: &Label, half: [f32; 2]) -> bool {
    let (sine, cosine) = label.angle.sin_cos();
    let own = |[x, y]: [f32; 2]| {
        let [x, y] = [x - label.middle[0], y - label.middle[1]];
        [x * cosine + y * sine, y * cosine - x * sine]
    };
    let (a, b) = (own(a), own(b));
    (0..=400_u16).any(|step| {
        let part = f32::from(step) / 400.0;
        (a[0] + (b[0] - a[0]) * part).abs() < half[0] && (a[1] + (b[1] - a[1]) * part).abs() < half[1]
    })
}

#[test]
fn words_along_roads_and_routes_cross_no_boundary() {
    let mut seen = 0;
    for lang in Lang::ALL {
        for step in 0..8 {
            let mut session = session(lang, [1400.0, 900.0]);
            session.apply(Action::ZoomMiddle { factor: 0.3 * 1.35_f64.powi(step) });
            let projector = session.view().projector();
            let of_lines = |label: &Label| label.role == ColourRole::SecondText && label.angle != 0.0;
            for label in labels(&draw(&session)).iter().filter(|label| of_lines(label)) {
                let width = zonemap::typography::width(&label.text, label.size, false, lang);
                let half = [width * 0.45, label.size * 0.33];
                for (key, _) in FIGURES {
                    let shape = session.project().shape(sub_area(&session, key)).expect("a shape");
                    let points: Vec<[f32; 2]> =
                        shape.positions().iter().map(|at| projector.screen_from_lonlat(*at)).collect();
                    let crossed = points.windows(2).any(|edge| passes(edge[0], edge[1], label, half));
                    assert!(!crossed, "{:?} in {lang:?} at step {step}", label.text);
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "{seen}");
}

/// In a small window too: what is selected has its figure, inside it or beside it.
#[test]
fn what_is_selected_is_named_in_a_small_window_too() {
    let mut seen = 0;
    for lang in Lang::ALL {
        for size in [[468.0, 622.0], [468.0, 500.0], [620.0, 420.0], [360.0, 480.0], [880.0, 720.0]] {
            for (key, figure) in FIGURES {
                let mut session = session(lang, size);
                session.apply(Action::Cover(52.0));
                session.apply(Action::Fit);
                let id = sub_area(&session, key);
                session.apply(Action::Select(Some(id)));
                let mut layout = LabelLayout::default();
                // The tools of a window stand over the map at its left, a chip at its right.
                layout.cover(vec![[12.0, 12.0, 52.0, 366.0], [size[0] - 170.0, 12.0, size[0] - 12.0, 40.0]]);
                let picture = draw_with(&session, &mut layout, 0.0);
                let wide = size_in_view(&session, id);
                if wide.is_some_and(|[width, height]| width >= 41.0 && height >= 25.0) {
                    assert!(says(&picture, figure), "{figure} in {lang:?}, {size:?}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 30, "{seen}");
}
