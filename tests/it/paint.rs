//! What the painters without pixels write of the built-in zone: text, SVG, PDF.
//! Must not know how they write it.

use std::collections::BTreeSet;

use roxmltree::Document;
use zonemap::draw::draw;
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::paint::{PAINTERS, Paper};
use zonemap::picture::{Item, Theme};
use zonemap::session::{Action, Session, Settings};
use zonemap::typography::width;

use crate::common::{builtin, open_text};

const TITLE: &str = "穗港智造合作區 <&>";

fn session(lang: Lang, selected: Option<&str>) -> Session {
    let mut session = Session::new(builtin(), Settings { lang, reduced_motion: true, ..Settings::default() });
    session.apply(Action::Resize([1280.0, 800.0]));
    if let Some(key) = selected {
        let id = session.project().named(0, key).next();
        session.apply(Action::Select(id));
    }
    session
}

fn paper(pixels_per_point: f64) -> Paper {
    Paper { theme: Theme::Light, pixels_per_point, title: TITLE.to_owned() }
}

fn painted(name: &str, session: &Session, paper: &Paper) -> Vec<u8> {
    let painter = PAINTERS.iter().find(|painter| painter.name == name).expect("a painter");
    (painter.paint)(&draw(session), paper).expect("it paints")
}

fn text(name: &str, session: &Session) -> String {
    String::from_utf8(painted(name, session, &paper(1.0))).expect("a text")
}

#[test]
fn scenes_are_as_they_were() {
    for (lang, selected) in
        [(Lang::En, None), (Lang::ZhHant, None), (Lang::En, Some("living")), (Lang::ZhHant, Some("living"))]
    {
        let name = format!("scene-{}.{}", selected.unwrap_or("whole"), lang.code());
        insta::assert_snapshot!(name, text("scene", &session(lang, selected)));
    }
}

#[test]
fn a_scene_changes_with_the_ground_and_not_with_the_machine() {
    let at = |lon: f64| {
        let polygon = format!("[[[{lon},0],[1,0],[1,1],[0,0.5],[{lon},0]]]");
        let file = format!(
            r#"{{"type":"Feature","properties":{{"name":"a"}},"geometry":{{"type":"Polygon","coordinates":{polygon}}}}}"#
        );
        let mut session = Session::new(open_text(file).expect("it opens"), Settings::default());
        session.apply(Action::Resize([600.0, 500.0]));
        text("scene", &session)
    };
    let (scene, moved, hardly) = (at(0.0), at(0.004), at(1e-13));
    assert_ne!(scene, moved);
    assert_eq!(scene, hardly);
}

#[test]
fn every_painter_writes_the_same_bytes_again() {
    for painter in PAINTERS {
        let session = session(Lang::ZhHans, Some("living"));
        let [first, second] = [0, 1].map(|_| painted(painter.name, &session, &paper(2.0)));
        assert!(first == second && !first.is_empty(), "{}", painter.name);
    }
}

#[test]
fn an_svg_is_sound_xml_that_refers_to_what_it_has() {
    for (lang, selected) in [(Lang::En, None), (Lang::ZhHant, Some("living"))] {
        let svg = text("svg", &session(lang, selected));
        let document = Document::parse(&svg).unwrap_or_else(|error| panic!("{error}"));
        let root = document.root_element();
        assert_eq!((root.attribute("width"), root.attribute("viewBox")), (Some("1280pt"), Some("0 0 1280 800")));
        let title = root.children().find(|node| node.has_tag_name("title")).and_then(|title| title.text());
        assert_eq!(title, Some(TITLE));
        let named: Vec<&str> = root.descendants().filter_map(|node| node.attribute("id")).collect();
        let once: BTreeSet<&str> = named.iter().copied().collect();
        assert_eq!(named.len(), once.len(), "an id stands twice in {named:?}");
        for node in root.descendants() {
            let clip = node.attribute("clip-path").map(|clip| clip.trim_start_matches("url(#").trim_end_matches(')'));
            let used = node.attribute("href").map(|used| used.trim_start_matches('#'));
            for id in clip.into_iter().chain(used) {
                assert!(once.contains(id), "there is no {id}");
            }
        }
    }
}

#[test]
fn words_in_an_svg_are_text_as_wide_as_the_fonts_make_them() {
    let svg = text("svg", &session(Lang::ZhHant, None));
    let document = Document::parse(&svg).expect("XML");
    let words = |text: &str| {
        let mut found = document.descendants().filter(|node| node.has_tag_name("text") && node.text() == Some(text));
        let node = found.next().unwrap_or_else(|| panic!("no {text}"));
        assert!(found.next().is_none(), "{text} stands twice");
        node
    };
    let name = words("優質宜居生活社區");
    let size: f32 = name.attribute("font-size").and_then(|size| size.parse().ok()).expect("a size");
    let length: f32 = name.attribute("textLength").and_then(|length| length.parse().ok()).expect("a length");
    assert!((length - width("優質宜居生活社區", size, true, Lang::ZhHant)).abs() < 0.01);
    assert_eq!(name.attribute("font-weight"), Some("bold"));
    words("25.59 km²");
}

/// The outermost coordinates of the shapes in a document, each from its path's data.
fn path_points(data: &str) -> Vec<[f64; 2]> {
    let mut points: Vec<[f64; 2]> = Vec::new();
    for part in data.split_inclusive('z').flat_map(|part| part.split('M')).filter(|part| !part.is_empty()) {
        let (start, rest) = part.trim_end_matches('z').split_once('l').unwrap_or((part, ""));
        let numbers = |text: &str| -> Vec<f64> {
            let spaced = text.replace('-', " -");
            spaced.split_whitespace().map(|number| number.parse().expect("a number")).collect()
        };
        let start = numbers(start);
        let mut at = [start[0], start[1]];
        points.push(at);
        for by in numbers(rest).chunks(2) {
            at = [at[0] + by[0], at[1] + by[1]];
            points.push(at);
        }
    }
    points
}

#[test]
fn an_area_in_an_svg_lies_where_the_window_has_it() {
    let session = session(Lang::En, None);
    let picture = draw(&session);
    let id = session.project().named(0, "innovation").next().expect("the area");
    let svg = text("svg", &session);
    let document = Document::parse(&svg).expect("XML");
    let name = format!("a{}-{}", id.layer, id.feature);
    let path = document.descendants().find(|node| node.attribute("id") == Some(&name)).expect("the area");
    let points = path_points(path.attribute("d").expect("data"));
    let shape = session.project().shape(id).expect("a shape");
    let vertices: Vec<LonLat> =
        shape.polygons().flat_map(zonemap::geometry::Polygon::rings).flatten().copied().collect();
    assert!(points.len() > 20, "{} vertices", points.len());
    for point in &points {
        let distance = |at: &LonLat| {
            let [x, y] = picture.projector.point_from_lonlat(*at);
            (x - point[0]).hypot(y - point[1])
        };
        let nearest = vertices.iter().map(distance).fold(f64::INFINITY, f64::min);
        assert!(nearest < 0.5, "{point:?} is {nearest} points from every vertex");
    }
}

#[test]
fn what_is_written_stays_near_the_sheet_however_near_the_view() {
    let mut session = session(Lang::En, Some("living"));
    session.apply(Action::ZoomMiddle { factor: 20_000.0 });
    let svg = text("svg", &session);
    let document = Document::parse(&svg).expect("XML");
    for data in document.descendants().filter_map(|node| node.attribute("d")).filter(|data| !data.contains('a')) {
        for [x, y] in path_points(data) {
            assert!((-60.0..1340.0).contains(&x) && (-60.0..860.0).contains(&y), "{x} {y}");
        }
    }
}

#[test]
fn a_line_that_is_cut_keeps_its_dashes() {
    let mut session = session(Lang::En, None);
    session.apply(Action::ZoomMiddle { factor: 8.0 });
    let dashed = |item: &Item| matches!(item, Item::Line { pen, .. } if pen.dash != zonemap::picture::Dash::Solid);
    assert!(draw(&session).map.iter().any(dashed));
    // Somewhere in view a broken line comes in from outside, so that its dashes do not begin where it is cut.
    let mut offsets = BTreeSet::new();
    for pan in [[0.0, 0.0], [0.0, 1500.0], [0.0, -1500.0], [1500.0, 0.0]] {
        session.apply(Action::Pan(pan));
        let svg = text("svg", &session);
        let document = Document::parse(&svg).expect("XML");
        offsets
            .extend(document.descendants().filter_map(|node| node.attribute("stroke-dashoffset")).map(str::to_owned));
    }
    assert!(offsets.len() > 1, "{offsets:?}");
}

#[test]
fn a_pdf_names_its_language_and_title_and_embeds_its_letters() {
    let bytes = painted("pdf", &session(Lang::ZhHant, None), &paper(1.0));
    let plain = String::from_utf8_lossy(&bytes);
    for word in ["%PDF-1.7", "/Lang(zh-Hant)", "/MediaBox[0 0 1280 800]", "/FontFile3", "ZonemapSansTC-Bold"] {
        assert!(plain.contains(word), "no {word}");
    }
    assert!(!plain.contains("/CreationDate"), "a date");
    // A subset: far smaller than the fonts, which have 7 MB.
    assert!(bytes.len() < 300_000, "{} bytes", bytes.len());
    let streams = streams(&bytes);
    let maps: Vec<&String> = streams.iter().filter(|text| text.contains("beginbfchar")).collect();
    // UTF-16 of 優 質 宜 居, as a ToUnicode map has it.
    for code in ["512A", "8CEA", "5B9C", "5C45"] {
        assert!(maps.iter().any(|map| map.contains(&format!("<{code}>"))), "no {code}");
    }
}

/// The streams of a PDF that are text once inflated.
pub(crate) fn streams(bytes: &[u8]) -> Vec<String> {
    inflated(bytes).into_iter().filter_map(|stream| String::from_utf8(stream).ok()).collect()
}

/// The streams of a PDF that were deflated, as they were before.
pub(crate) fn inflated(bytes: &[u8]) -> Vec<Vec<u8>> {
    let find = |from: usize, word: &[u8]| bytes[from..].windows(word.len()).position(|w| w == word).map(|at| from + at);
    let (mut streams, mut from) = (Vec::new(), 0);
    while let Some(start) = find(from, b"stream\n") {
        let Some(end) = find(start, b"endstream") else { break };
        streams.extend(miniz_oxide::inflate::decompress_to_vec_zlib(&bytes[start + 7..end]));
        from = end + 9;
    }
    streams
}
