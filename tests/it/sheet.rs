//! Finished sheets: true to scale, nothing over anything else, all that was in view, every line that must be there.
//! Must not know where on the sheet a block stands.

use std::sync::Arc;

use zonemap::draw::{Emblem, PaperFormat, Sheet, SheetOptions, SheetPart, draw, legend};
use zonemap::formats::OpenOptions;
use zonemap::geodesy::distance_m;
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::picture::{Label, Picture, Sign};
use zonemap::project::{Colouring, Project, ProjectContent};
use zonemap::session::{Action, Session, Settings, ShowAction};
use zonemap::typography::width;

use crate::common::{builtin, copy_of, edit, open_text};

fn session_of(project: Project, lang: Lang, size: [f32; 2]) -> Session {
    let settings = Settings { lang, reduced_motion: true, ..Settings::default() };
    let mut session = Session::new(project, settings);
    session.apply(Action::Resize(size));
    session
}

fn session(lang: Lang) -> Session {
    session_of(builtin(), lang, [1000.0, 700.0])
}

/// A grid of areas with long names, in one file.
fn many_areas(count: usize, name: &str) -> Project {
    let features: Vec<String> = (0..count)
        .map(|i| {
            let (x, y) = ((i % 20) as f64 * 0.01 + 113.0, (i / 20) as f64 * 0.01 + 23.0);
            let (e, n) = (x + 0.009, y + 0.009);
            format!(
                r#"{{"type":"Feature","properties":{{"name":"{name} {i}","declared_km2":"0.9"}},"geometry":{{"type":"Polygon","coordinates":[[[{x},{y}],[{e},{y}],[{e},{n}],[{x},{n}],[{x},{y}]]]}}}}"#
            )
        })
        .collect();
    open_text(format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))).expect("it opens")
}

fn labels(picture: &Picture) -> Vec<Label> {
    let label = |sign: &Sign| if let Sign::Label(label) = sign { Some(label.clone()) } else { None };
    picture.signs.iter().filter_map(label).collect()
}

/// The map's box on the sheet.
fn frame(picture: &Picture) -> [f32; 4] {
    let ([x, y], [width, height]) = (picture.corner, picture.projector.size);
    [x, y, x + width, y + height]
}

/// The box of letters, a little less high than a line; what is turned is turned by a quarter.
fn box_of(label: &Label, lang: Lang) -> [f32; 4] {
    let (width, height) = (width(&label.text, label.size, label.strong, lang), label.size * 1.1);
    let [w, h] = if label.angle == 0.0 { [width, height] } else { [height, width] };
    let [x, y] = label.middle;
    [x - w / 2.0, y - h / 2.0, x + w / 2.0, y + h / 2.0]
}

fn overlap(a: [f32; 4], b: [f32; 4]) -> bool {
    a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

fn inside(label: &Label, place: [f32; 4]) -> bool {
    let [x, y] = label.middle;
    place[0] < x && x < place[2] && place[1] < y && y < place[3]
}

/// The words beside the map.
fn beside_map(picture: &Picture) -> Vec<Label> {
    labels(picture).into_iter().filter(|label| !inside(label, frame(picture))).collect()
}

fn all_words(picture: &Picture) -> String {
    beside_map(picture).iter().map(|label| label.text.as_str()).collect::<Vec<_>>().join(" ")
}

/// Papers that differ in more than how large they are.
const PAPERS: [PaperFormat; 5] =
    [PaperFormat::A5, PaperFormat::A4, PaperFormat::A0, PaperFormat::Letter, PaperFormat::Wide];

/// A paper lying and standing, with a legend and without.
fn ways(format: PaperFormat) -> impl Iterator<Item = SheetOptions> {
    let all = [(false, false), (true, false), (false, true), (true, true)];
    all.into_iter().map(move |(portrait, is_bare)| {
        let left_out = is_bare.then_some(SheetPart::Legend).into_iter().collect();
        SheetOptions { portrait, left_out, ..SheetOptions::on(format) }
    })
}

fn assert_tidy(session: &Session, what: &str) {
    for options in PAPERS.into_iter().flat_map(ways) {
        let format = (options.format, options.portrait, options.shows(SheetPart::Legend));
        let date = Some("23 November 2026".to_owned());
        let picture = Sheet::new(session, &SheetOptions { date, ..options.clone() }).picture();
        assert_eq!(picture.size, options.size());
        let words = beside_map(&picture);
        let [left, top, right, bottom] = frame(&picture);
        for (at, label) in words.iter().enumerate() {
            let place = box_of(label, picture.lang);
            let [width, height] = picture.size;
            let on_page = place[0] >= 20.0 && place[1] >= 20.0 && place[2] <= width - 20.0 && place[3] <= height - 20.0;
            assert!(on_page, "{what} {format:?}: {:?} at {place:?} is not on the page", label.text);
            assert!(!overlap(place, [left, top, right, bottom]), "{what} {format:?}: {:?} over the map", label.text);
            for other in &words[..at] {
                let apart = !overlap(place, box_of(other, picture.lang));
                assert!(apart, "{what} {format:?}: {:?} over {:?}", label.text, other.text);
            }
        }
        for label in labels(&picture).iter().filter(|label| inside(label, frame(&picture)) && label.angle == 0.0) {
            let place = box_of(label, picture.lang);
            let within = place[0] >= left && place[1] >= top && place[2] <= right && place[3] <= bottom;
            assert!(within, "{what} {format:?}: {:?} sticks out of the map", label.text);
        }
    }
}

#[test]
fn nothing_stands_over_anything_else() {
    for lang in Lang::ALL {
        assert_tidy(&session(lang), lang.code());
        let mut wide = session(lang);
        wide.apply(Action::ZoomMiddle { factor: 0.05 });
        wide.apply(Action::GoTo(LonLat { lon: 114.1, lat: 22.6 }));
        assert_tidy(&wide, "the wide view");
        assert_tidy(&session_of(many_areas(40, "A part of the zone"), lang, [800.0, 600.0]), "40 areas");
        assert_tidy(&session_of(many_areas(300, "合作園區第二期拓展部分"), lang, [800.0, 600.0]), "300 areas");
    }
}

#[test]
fn long_titles_notices_and_sources_stay_in_their_blocks() {
    let copy = copy_of("geodata");
    let manifest = copy.path().join("project.json");
    let long = "Guangzhou–Hong Kong Intelligent Manufacturing Cooperation Zone and everything that ever was or will be near it, ".repeat(2);
    let unbroken = "長".repeat(120);
    edit(&manifest, "Guangzhou–Hong Kong Intelligent Manufacturing Cooperation Zone", &long);
    edit(&manifest, "廣州穗港智造合作區", &unbroken);
    edit(&manifest, "Schematic. Boundaries are", &format!("{long}. Boundaries are"));
    edit(&manifest, "示意圖。圖內", &unbroken);
    for lang in Lang::ALL {
        let project = zonemap::formats::open(copy.path(), &OpenOptions::default()).expect("it opens");
        assert_tidy(&session_of(project, lang, [900.0, 600.0]), lang.code());
    }
}

#[test]
fn all_that_was_in_view_still_is_around_the_same_middle() {
    for size in [[400.0, 900.0], [1600.0, 500.0], [640.0, 480.0]] {
        for factor in [0.1, 1.0, 7.0] {
            let mut session = session_of(builtin(), Lang::En, size);
            session.apply(Action::ZoomMiddle { factor });
            session.apply(Action::Pan([33.0, -21.0]));
            for format in PaperFormat::ALL {
                let sheet = Sheet::new(&session, &SheetOptions::on(format));
                let (seen, now) = (session.view().projector().extent(), sheet.session().view().projector().extent());
                let held = now.west <= seen.west
                    && now.south <= seen.south
                    && now.east >= seen.east
                    && now.north >= seen.north;
                assert!(held, "{size:?} {factor} {format:?}: {seen:?} in {now:?}");
                let (a, b) = (session.view().place().center, sheet.session().view().place().center);
                assert!((a[0] - b[0]).abs() < 1e-9 && (a[1] - b[1]).abs() < 1e-9, "{a:?} {b:?}");
            }
        }
    }
}

/// The oracle is Karney's geodesic: an inch of paper at the middle latitude, and the ground under it.
#[test]
fn the_scale_is_round_and_true_on_paper() {
    for (lat, factor) in [(23.1, 1.0), (23.1, 0.2), (23.1, 9.0), (-54.8, 3.0), (69.6, 1.0), (0.0, 0.5)] {
        let mut session = session(Lang::En);
        session.apply(Action::GoTo(LonLat { lon: 20.0, lat }));
        session.apply(Action::ZoomMiddle { factor: factor * 0.05 });
        for format in PaperFormat::ALL {
            let sheet = Sheet::new(&session, &SheetOptions::on(format));
            let picture = sheet.picture();
            let (projector, [width, height]) = (picture.projector, picture.projector.size);
            let half_inch = |side: f32| projector.lonlat_from_screen([width / 2.0 + side * 36.0, height / 2.0]);
            let ground_m = distance_m(half_inch(-1.0), half_inch(1.0));
            let found =
                labels(&picture).into_iter().find_map(|label| label.text.strip_prefix("1 : ").map(str::to_owned));
            let ratio: f64 = found.expect("a ratio").replace(' ', "").parse().expect("a number");
            assert!((ground_m / 0.0254 / ratio - 1.0).abs() < 2e-4, "{lat} {format:?}: 1:{ratio}, ground {ground_m} m");
            let mut leading = ratio;
            while leading >= 1000.0 {
                leading /= 10.0;
            }
            assert!(leading % 5.0 == 0.0, "{lat} {format:?}: 1:{ratio} is not round");
        }
    }
}

#[test]
fn the_scale_bar_is_as_long_as_it_says() {
    for factor in [0.02, 0.3, 1.0, 12.0] {
        let mut session = session(Lang::En);
        session.apply(Action::ZoomMiddle { factor });
        let sheet = Sheet::new(&session, &SheetOptions::on(PaperFormat::A4));
        let picture = sheet.picture();
        let words = beside_map(&picture);
        let end = words.iter().find(|label| label.text.ends_with(" km") || label.text.ends_with(" m")).expect("an end");
        let zero = words.iter().find(|label| label.text == "0").expect("a zero");
        let (number, unit) = end.text.split_once(' ').expect("a length");
        let said_m = number.parse::<f64>().expect("a number") * if unit == "km" { 1000.0 } else { 1.0 };
        let length = end.middle[0] - zero.middle[0];
        let [width, height] = picture.projector.size;
        let at = |x: f32| picture.projector.lonlat_from_screen([width / 2.0 + x, height / 2.0]);
        let ground_m = distance_m(at(-length / 2.0), at(length / 2.0));
        assert!((ground_m / said_m - 1.0).abs() < 1e-3, "{factor}: {} is {ground_m} m", end.text);
    }
}

#[test]
fn a_sheet_says_what_it_must_in_each_language() {
    for (lang, said) in [
        (Lang::En, ["not a basis for delimitation", "Map review number: none", "56.39, 19.1, 11.7, 25.59", "CGCS2000"]),
        (Lang::ZhHant, ["不作為劃界依據", "審圖號：無", "56.39、19.1、11.7、25.59", "CGCS2000"]),
        (Lang::ZhHans, ["不作为划界依据", "审图号：无", "56.39、19.1、11.7、25.59", "CGCS2000"]),
    ] {
        let session = session(lang);
        let digits = session.project().fingerprint(0)[..16].to_owned();
        for format in PaperFormat::ALL {
            let words = all_words(&Sheet::new(&session, &SheetOptions::on(format)).picture());
            let words = words.replace(' ', "");
            for part in said.iter().copied().chain([digits.as_str(), session.project().own.title.get(lang)]) {
                assert!(words.contains(&part.replace(' ', "")), "{lang:?} {format:?}: no {part} in {words}");
            }
            assert!(!words.contains("2026"), "a date that nobody gave");
            let dated =
                Sheet::new(&session, &SheetOptions { date: Some("2026-11-23".to_owned()), ..SheetOptions::on(format) });
            assert!(all_words(&dated.picture()).contains("2026-11-23"));
        }
    }
}

#[test]
fn a_review_number_is_printed_when_there_is_one() {
    let mut project = ProjectContent::clone(&builtin());
    project.own.map_review_number = "粵S(2099)001號".to_owned();
    let sheet =
        Sheet::new(&session_of(project.into(), Lang::ZhHant, [900.0, 600.0]), &SheetOptions::on(PaperFormat::A4));
    let words = all_words(&sheet.picture());
    assert!(words.contains("審圖號：粵S(2099)001號") && !words.contains('無'), "{words}");
}

#[test]
fn areas_that_find_no_room_in_the_legend_are_counted() {
    for (count, cut) in [(12, false), (300, true)] {
        let mut session = session_of(many_areas(count, "Plot"), Lang::En, [900.0, 600.0]);
        session.apply(Action::ColourBy { layer: 0, colouring: Colouring::Each });
        let sheet = Sheet::new(&session, &SheetOptions::on(PaperFormat::A4));
        let picture = sheet.picture();
        let words = beside_map(&picture);
        let told = words.iter().filter(|label| label.text.starts_with("Plot")).count();
        let more = words.iter().find_map(|label| label.text.strip_prefix("and ")?.strip_suffix(" more")?.parse().ok());
        assert_eq!(more.is_some(), cut, "{count}");
        assert_eq!(told + more.unwrap_or(0_usize), count);
        assert!(told >= count.min(40), "only {told} of {count}");
    }
}

#[test]
fn the_legend_has_what_is_in_view_and_nothing_else() {
    let mut session = session(Lang::En);
    let words = |session: &Session| legend(session).into_iter().map(|row| row.words).collect::<Vec<_>>();
    let all = legend(&session);
    let areas: Vec<_> = all.iter().filter(|row| matches!(row.emblem, Emblem::Swatch(_))).collect();
    let figures: Vec<_> = areas.iter().filter_map(|row| row.figure.as_deref()).collect();
    assert_eq!(figures, ["19.1 km²", "11.7 km²", "25.59 km²"]);
    for word in ["Road", "Route", "Place", "approximate", "fitted to the declared area"] {
        assert!(words(&session).iter().any(|found| found == word), "{word}");
    }
    let roads = session.project().layers.iter().position(|layer| layer.id == "roads").expect("roads");
    session.apply(Action::ShowLayer { layer: roads, visible: false });
    assert!(!words(&session).contains(&"Road".to_owned()));
    session.apply(Action::GoTo(LonLat { lon: 113.62, lat: 23.2 }));
    session.apply(Action::ZoomMiddle { factor: 4.0 });
    assert_eq!(words(&session), [""; 0], "nothing but land here");
}

#[test]
fn meridians_and_parallels_come_when_they_are_asked_for() {
    let mut session = session(Lang::En);
    let named = |session: &Session| labels(&draw(session)).iter().any(|label| label.text == "113°30′E");
    assert!(!named(&session));
    let before = draw(&session).signs.len();
    session.apply(Action::Graticule(true));
    assert!(named(&session));
    session.apply(Action::Graticule(false));
    assert_eq!(draw(&session).signs.len(), before);
}

#[test]
fn a_fingerprint_tells_data_apart_and_nothing_else() {
    let open = |path: &std::path::Path| zonemap::formats::open(path, &OpenOptions::default()).expect("it opens");
    let copy = copy_of("geodata");
    let before = open(copy.path()).fingerprint(0);
    assert_eq!(before.len(), 64);
    assert_eq!(before, builtin().fingerprint(0), "the same wherever it lies");
    let mut hidden = ProjectContent::clone(&open(copy.path()));
    hidden.layers[0].visible = false;
    assert_eq!(hidden.fingerprint(0), before, "what is shown is not data");
    edit(&copy.path().join("project.json"), r#""area": "25.59""#, r#""area": "25.590""#);
    assert_ne!(open(copy.path()).fingerprint(0), before, "a digit more was declared");
}

#[test]
fn a_copy_of_a_session_goes_its_own_way() {
    let mut session = session(Lang::En);
    let copy = session.framed([300.0, 200.0]);
    session.apply(Action::ShowLayer { layer: 0, visible: false });
    assert!(copy.layer(0).visible && !session.layer(0).visible);
    assert_eq!(copy.view().projector().size, [300.0, 200.0]);
}

/// Whoever copied a layer would hold its geometry, or count its features, once more.
#[test]
fn a_layer_that_is_hidden_or_faded_copies_nothing() {
    let mut session = session(Lang::En);
    let copy = session.clone();
    let holders = |session: &Session| -> usize {
        let lod_cache = (0..session.layers().len()).map(|layer| Arc::strong_count(session.lod(layer)));
        let data = session.project().layers.iter().map(|layer| Arc::strong_count(&layer.data));
        lod_cache.chain(data).sum()
    };
    let before = holders(&session);
    for layer in 0..session.project().layers.len() {
        session.apply(Action::ShowLayer { layer, visible: false });
        session.apply(Action::Opacity { layer, opacity: 0.5 });
    }
    session.apply(Action::Show(ShowAction::start()));
    session.apply(Action::ShowLayer { layer: 0, visible: true });
    assert_eq!(holders(&session), before);
    assert!(
        std::ptr::eq(&raw const **session.project(), &raw const **copy.project()),
        "both have the very project that was opened"
    );
    assert!(session.layers().iter().zip(copy.layers()).all(|(now, before)| now != before));
}
