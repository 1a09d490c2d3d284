//! Sheets at a scale that is asked for, several of them, and the areas that find no room for their names.
//! Must not know where on a sheet a block stands.

use std::collections::BTreeSet;
use std::fs;

use geographiclib_rs::{Geodesic, InverseGeodesic as _};
use zonemap::draw::{PaperFormat, Sheet, SheetOptions, SheetPart};
use zonemap::geometry::{Extent, LonLat};
use zonemap::i18n::Lang;
use zonemap::picture::{Picture, Sign};
use zonemap::project::{Colouring, Labelling, Project};
use zonemap::session::{Action, Session, Settings};

use crate::common::{builtin, names, open_text, zonemap};

fn session(project: Project, lang: Lang) -> Session {
    let mut session = Session::new(project, Settings { lang, reduced_motion: true, ..Settings::default() });
    session.apply(Action::Resize([1000.0, 700.0]));
    session
}

fn at_scale(format: PaperFormat, ratio: f64) -> SheetOptions {
    SheetOptions { scale: Some(ratio), ..SheetOptions::on(format) }
}

/// The words of a picture, on the map (true) or beside it, without those along lines, which stand there letter by letter.
fn words(picture: &Picture) -> Vec<(String, bool)> {
    let ([left, top], [width, height]) = (picture.corner, picture.projector.size);
    let mut words = Vec::new();
    for sign in &picture.signs {
        if let Sign::Label(label) = sign
            && label.angle == 0.0
        {
            let [x, y] = label.middle;
            let on_map = x > left && x < left + width && y > top && y < top + height;
            words.push((label.text.clone(), on_map));
        }
    }
    words
}

fn says(picture: &Picture, text: &str) -> bool {
    words(picture).iter().any(|(word, _)| word == text)
}

/// The oracle is GeographicLib's inverse geodesic (Karney 2013): an inch of paper along the middle parallel, and the ground under it.
#[test]
fn a_scale_that_is_asked_for_is_that_on_paper() {
    let geodesic = Geodesic::wgs84();
    for (lat, ratio) in
        [(23.15, 10_000.0), (23.1, 500.0), (-54.8, 25_000.0), (69.6, 100_000.0), (0.0, 1234.0), (23.1, 100.0)]
    {
        let mut session = session(builtin(), Lang::En);
        session.apply(Action::GoTo(LonLat { lon: 113.53, lat }));
        for format in [PaperFormat::A5, PaperFormat::A3, PaperFormat::A0] {
            let sheet = Sheet::new(&session, &at_scale(format, ratio));
            let picture = sheet.picture();
            let (projector, [width, height]) = (picture.projector, picture.projector.size);
            let at = |x: f32| projector.lonlat_from_screen([width / 2.0 + x, height / 2.0]);
            let (a, b) = (at(-36.0), at(36.0));
            let ground_m: f64 = geodesic.inverse(a.lat, a.lon, b.lat, b.lon);
            let found = ground_m / 0.0254;
            assert!((found / ratio - 1.0).abs() < 2e-4, "{lat} {format:?}: 1:{found} and not 1:{ratio}");
            assert!((sheet.ratio() / ratio - 1.0).abs() < 1e-9, "{}", sheet.ratio());
        }
    }
}

#[test]
fn a_series_shows_all_of_a_box_at_its_scale_and_says_which_sheets_lie_beside() {
    let extent = builtin().extent();
    let session = Sheet::facing(&session(builtin(), Lang::En), extent);
    for (format, portrait, ratio) in
        [(PaperFormat::A4, false, 25_000.0), (PaperFormat::A4, true, 20_000.0), (PaperFormat::A0, false, 10_000.0)]
    {
        let options = SheetOptions { portrait, series: true, ..at_scale(format, ratio) };
        let sheets = Sheet::all(&session, &options).expect("few sheets");
        let what = format!("{format:?} {portrait} {ratio}");
        assert!(sheets.len() > 2, "{what}: {}", sheets.len());
        let shown: Vec<Extent> = sheets[1..].iter().map(|sheet| sheet.session().view().projector().extent()).collect();
        for (i, j) in (0..=40_u8).flat_map(|i| (0..=40_u8).map(move |j| (i, j))) {
            let between = |from: f64, to: f64, step: u8| from + (to - from) * f64::from(step) / 40.0;
            let (lon, lat) = (between(extent.west, extent.east, i), between(extent.south, extent.north, j));
            let near = 1e-9;
            let on = |e: &Extent| {
                e.west <= lon + near && lon <= e.east + near && e.south <= lat + near && lat <= e.north + near
            };
            assert!(shown.iter().any(on), "{what}: {lon} {lat} is on no sheet");
        }
        for (number, sheet) in (1..).zip(&sheets[1..]) {
            assert!((sheet.ratio() / ratio - 1.0).abs() < 1e-9, "{what}: 1:{}", sheet.ratio());
            assert_eq!(sheet.name(), Some(format!("{number:02}")));
        }
        let count = sheets.len() - 1;
        let index = sheets[0].picture();
        let numbers: BTreeSet<usize> =
            words(&index).iter().filter(|(_, on_map)| *on_map).filter_map(|(word, _)| word.parse().ok()).collect();
        assert!((1..=count).all(|number| numbers.contains(&number)), "{what}: {numbers:?} of {count}");
        let first = sheets[1].picture();
        assert!(says(&first, &format!("Sheet 1 of {count}")) || says(&first, "Sheet 1 of"), "{what}");
        assert!(says(&first, "2"), "{what}: the one beside it");
    }
}

#[test]
fn what_fits_on_one_sheet_is_one_without_an_index() {
    let session = Sheet::facing(&session(builtin(), Lang::En), builtin().extent());
    let options = SheetOptions { series: true, ..at_scale(PaperFormat::A4, 200_000.0) };
    let sheets = Sheet::all(&session, &options).expect("one sheet");
    assert_eq!(sheets.len(), 1);
    assert_eq!((sheets[0].name(), sheets[0].title()), (None, None));
}

/// Areas in a row, some too small for any name.
fn areas(side: f64) -> Project {
    areas_of(8, side)
}

fn areas_of(count: u8, side: f64) -> Project {
    let area = |i: u8| {
        let x = f64::from(i) * side + 113.0;
        let (e, n) = (x + side * 0.9, 23.0 + side * 0.9);
        format!(
            r#"{{"type":"Feature","properties":{{"name":"The long name of plot {i}"}},"geometry":{{"type":"Polygon","coordinates":[[[{x},23],[{e},23],[{e},{n}],[{x},{n}],[{x},23]]]}}}}"#
        )
    };
    let features: Vec<String> = (0..count).map(area).collect();
    open_text(format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))).expect("it opens")
}

#[test]
fn an_area_without_room_for_its_name_has_a_number_that_the_legend_explains() {
    let colourings = [Colouring::Each, Colouring::One, Colouring::by("name")];
    for (lang, colouring) in Lang::ALL.into_iter().zip(colourings) {
        let mut session = session(areas(0.001), lang);
        session.apply(Action::ColourBy { layer: 0, colouring });
        for portrait in [false, true] {
            let options = SheetOptions { portrait, ..at_scale(PaperFormat::A4, 20_000.0) };
            let picture = Sheet::new(&session, &options).picture();
            let words = words(&picture);
            let numbers_of = |on_map: bool| -> Vec<u8> {
                words.iter().filter(|(_, there)| *there == on_map).filter_map(|(word, _)| word.parse().ok()).collect()
            };
            let (mut on_map, explained) = (numbers_of(true), numbers_of(false));
            on_map.sort_unstable();
            // Those that have a name beside them need none.
            let most = u8::try_from(on_map.len()).expect("a few");
            assert!(most >= 4 && on_map == (1..=most).collect::<Vec<_>>(), "{lang:?} {portrait}: {on_map:?}");
            assert!(on_map.iter().all(|number| explained.contains(number)), "{lang:?} {portrait}: {explained:?}");
            let bare = SheetOptions { left_out: [SheetPart::Legend].into(), ..options };
            let bare = Sheet::new(&session, &bare).picture();
            assert!(!says(&bare, "1"), "a number that nothing explains");
        }
    }
}

/// Of very many areas that share a tone none is numbered: the legend would be nothing but a list of them.
#[test]
fn areas_of_one_tone_have_numbers_only_while_they_are_few() {
    let numbered = |colouring: Colouring, labelling: Labelling| {
        let mut session = session(areas(0.001), Lang::En);
        session.apply(Action::ColourBy { layer: 0, colouring });
        session.apply(Action::LabelBy { layer: 0, labelling });
        let picture = Sheet::new(&session, &at_scale(PaperFormat::A4, 20_000.0)).picture();
        words(&picture).iter().filter(|(word, there)| *there && word.parse::<u8>().is_ok()).count()
    };
    assert!(numbered(Colouring::One, Labelling::Name) >= 4);
    assert_eq!(numbered(Colouring::One, Labelling::Nothing), 0, "who wants no words wants no numbers");
    let mut many = session(areas_of(60, 0.000_2), Lang::En);
    many.apply(Action::ColourBy { layer: 0, colouring: Colouring::One });
    let picture = Sheet::new(&many, &SheetOptions::on(PaperFormat::A4)).picture();
    assert!(!says(&picture, "1"));
}

#[test]
fn each_area_of_the_zone_is_named_or_numbered_in_each_language_on_each_paper() {
    for lang in Lang::ALL {
        let session = session(builtin(), lang);
        for format in PaperFormat::ALL {
            for portrait in [false, true] {
                let picture = Sheet::new(&session, &SheetOptions { portrait, ..SheetOptions::on(format) }).picture();
                let words = words(&picture);
                let bare = |text: &str| text.split_whitespace().collect::<String>();
                let on_map: String = words.iter().filter(|(_, on)| *on).map(|(word, _)| bare(word)).collect();
                let numbered =
                    (1..=3_u8).filter(|number| words.iter().any(|(word, on)| *on && *word == number.to_string()));
                let project = session.project();
                let keys = ["manufacturing", "innovation", "living"];
                let features = keys.iter().filter_map(|key| project.feature(project.named(0, key).next()?));
                let named = features.filter(|feature| on_map.contains(&bare(feature.name().get(lang)))).count();
                assert_eq!(numbered.count() + named, 3, "{lang:?} {format:?} {portrait}: {words:?}");
            }
        }
    }
}

#[test]
fn parts_and_titles_are_as_asked_for_and_the_notice_stays() {
    let session = session(builtin(), Lang::En);
    let all = SheetOptions::on(PaperFormat::A4);
    let plain = Sheet::new(&session, &all).picture();
    assert!(says(&plain, "Legend") && says(&plain, "N") && says(&plain, "113°30′E"));
    let long = "A title that nobody could ever read to its end in one line, ".repeat(6);
    let bare = SheetOptions {
        title: Some(long),
        subtitle: Some("below".to_owned()),
        left_out: SheetPart::ALL.into(),
        ..all.clone()
    };
    let bare = Sheet::new(&session, &bare).picture();
    for gone in ["Legend", "N", "113°30′E", "0"] {
        assert!(!says(&bare, gone), "{gone}");
    }
    let text: Vec<String> = words(&bare).into_iter().map(|(word, _)| word).collect();
    let text = text.join(" ");
    assert!(!text.contains("1 : ") && !text.contains("Sources:") && !text.contains("Areas:"), "{text}");
    assert!(text.contains("not a basis for delimitation") && text.contains("Map review number: none"), "{text}");
    assert!(text.contains("A title that nobody") && text.contains('…') && text.contains("below"), "{text}");
    let without_areas = SheetOptions { left_out: [SheetPart::Areas].into(), ..all };
    let beside = words(&Sheet::new(&session, &without_areas).picture());
    assert!(!beside.iter().any(|(word, on_map)| !on_map && word == "19.1 km²"), "no figure in the legend");
}

#[test]
fn the_program_writes_a_series_the_same_twice_as_pages_or_as_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let render = |name: &str, args: &[&str]| {
        let path = folder.path().join(name);
        let always =
            ["render", "-o", path.to_str().expect("a plain path"), "--sheet", "A4", "--scale", "1:5万", "--series"];
        let answer = zonemap(always.iter().copied().chain(args.iter().copied()));
        assert_eq!((answer.code, answer.err.as_str()), (0, ""), "{name}");
    };
    for turn in ["a", "b"] {
        render(&format!("{turn}.pdf"), &[]);
        render(&format!("{turn}.png"), &["--dpi", "40", "--portrait"]);
    }
    let read = |name: &str| fs::read(folder.path().join(name)).expect("a file");
    assert_eq!(read("a.pdf"), read("b.pdf"));
    let all = names(folder.path());
    let of_a: Vec<&String> = all.iter().filter(|name| name.starts_with("a-")).collect();
    assert!(of_a.len() >= 3 && of_a.iter().any(|name| *name == "a-index.png"), "{all:?}");
    for name in of_a {
        assert_eq!(read(name), read(&name.replacen('a', "b", 1)), "{name}");
    }
    let answer = zonemap(["render", "-o", "-", "--format", "png", "--sheet", "A4", "--scale", "1:50000", "--series"]);
    assert_eq!(answer.code, 2);
    assert!(answer.err.contains("standard output"), "{}", answer.err);
}
