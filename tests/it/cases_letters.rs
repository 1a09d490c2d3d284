//! Names as they are drawn: which characters the embedded fonts hold, line breaks, and what no font has.
//! Must not know how a glyph looks.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use zonemap::draw::draw;
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap::picture::Sign;
use zonemap::project::{FeatureId, Project};
use zonemap::report::FeatureReport;
use zonemap::session::{Action, Session, Settings};
use zonemap::typography::{family, line};

use crate::common::{Answer, copy_of, edit, open_text, program, repository, text_of, zonemap};
use crate::paint::{inflated, streams};

/// A character that nobody's font should have.
const UNKNOWN: char = '\u{10fffd}';

fn folder() -> TempDir {
    TempDir::new().expect("a folder for the test")
}

/// The characters of a list that lies with the fonts.
fn listed(name: &str) -> Vec<char> {
    let text = text_of(&format!("assets/fonts/characters/{name}.txt"));
    text.lines().filter(|line| !line.starts_with('#')).flat_map(str::chars).collect()
}

/// Those characters that an embedded font of a weight lacks.
fn lacking(chars: &[char], strong: bool, lang: Lang) -> Vec<char> {
    let has = |c: char| family(lang, strong).any(|face| face.glyph(c).is_some());
    chars.iter().copied().filter(|&c| !has(c)).collect()
}

#[test]
fn both_weights_hold_every_character_of_the_standard_lists() {
    // 通用規範漢字表 has 8,105 characters and GB 2312 has 7,445. Big5 and HKSCS together have 18,498 by Python's codecs and
    // Unihan, some signs of Big5 counting twice since tables of Unicode disagree about them.
    for (name, count) in [("tongyong", 8105), ("big5-hkscs", 18_498), ("gb2312", 7445)] {
        let chars = listed(name);
        assert_eq!(chars.len(), count, "{name}");
        for (strong, lang) in [false, true].into_iter().flat_map(|strong| Lang::ALL.map(|lang| (strong, lang))) {
            let lacking = lacking(&chars, strong, lang);
            assert!(lacking.is_empty(), "{name}, bold: {strong}, {lang:?}: {lacking:?}");
        }
    }
}

#[test]
fn the_lists_have_what_their_standards_have() {
    // Python: sorted(bytes.fromhex("…").decode(codec)); Unihan 15.0.0, kIRG_HSource HD-… and kTGH for what codecs lack.
    for (name, chars) in [
        ("tongyong", "一乙二十丁厂㑇㕮䶮𠅤𬺈𬺓𫖯𦭜"),
        ("big5-hkscs", "一乙丁七籲鸞龘齉碁銹嫺墈𠮩𠱁𫬷𭉝兑説脱㗎嚟氹ㄅ〇é"),
        ("gb2312", "啊阿座鼾亍齄あヴЯω"),
    ] {
        let listed = listed(name);
        let missing: String = chars.chars().filter(|c| !listed.contains(c)).collect();
        assert_eq!(missing, "", "{name}");
    }
}

#[test]
fn a_name_of_hong_kong_or_guangdong_is_in_one_weight_of_the_embedded_fonts() {
    for (strong, weight) in [(false, "Regular"), (true, "Bold")] {
        for lang in Lang::ALL {
            let glyphs = line("圫墈艔㙟茘栢冚冧鯭糉㨂嘥孖湴𡎚𠮩𠱁岃", strong, lang).glyphs;
            assert_eq!(glyphs.len(), 18);
            for glyph in glyphs {
                let face = &glyph.face.name;
                assert!(glyph.id > 0 && (face.starts_with("TC-") || face.starts_with("SC-")), "{face}");
                assert!(face.ends_with(weight), "{face}");
            }
        }
    }
}

fn render(folder: &Path, file: &str, args: &[&str]) -> (Answer, Vec<u8>) {
    let output = folder.join(file);
    let output = output.to_str().expect("a plain path");
    let answer = zonemap(["render", "-o", output].into_iter().chain(args.iter().copied()));
    assert_eq!(answer.code, 0, "{file}: {}", answer.err);
    (answer, fs::read(output).expect("a file"))
}

/// UTF-16 in hexadecimal digits, as a PDF has it.
fn utf16(text: &str) -> String {
    let units: Vec<String> = text.encode_utf16().map(|unit| format!("{unit:04X}")).collect();
    units.concat()
}

/// Whether a PDF's table of characters has one.
fn maps(pdf: &[u8], c: char) -> bool {
    let code = format!("<{}>", utf16(&c.to_string()));
    streams(pdf).iter().any(|stream| stream.contains("beginbfchar") && stream.contains(&code))
}

#[test]
fn names_of_hong_kong_and_guangdong_are_drawn_and_stay_text() {
    let folder = folder();
    let case = "tests/cases/60-hkgz.geojson";
    for file in ["map.png", "map.svg", "map.txt"] {
        let args = if file == "map.txt" { vec![case, "--format", "scene"] } else { vec![case] };
        let (answer, bytes) = render(folder.path(), file, &args);
        assert_eq!(answer.err, "", "{file}");
        let text = String::from_utf8_lossy(&bytes);
        assert!(file == "map.png" || "圫墈㙟𡎚𠮩𠱁岃".chars().all(|c| text.contains(c)), "{file}");
    }
    let (answer, pdf) = render(folder.path(), "map.pdf", &[case]);
    assert_eq!(answer.err, "");
    for c in "圫墈艔㙟茘栢冚冧鯭糉㨂嘥孖湴𡎚𠮩𠱁岃".chars() {
        assert!(maps(&pdf, c), "{c}");
    }
}

/// A project of one area with a name.
fn named(folder: &Path, name: &str) -> String {
    let path = folder.join("named.geojson");
    let ring = "[[[113.5,23],[113.6,23],[113.6,23.1],[113.5,23.1],[113.5,23]]]";
    let name = serde_json::to_string(name).expect("JSON");
    let text = format!(
        r#"{{"type":"Feature","properties":{{"name":{name}}},"geometry":{{"type":"Polygon","coordinates":{ring}}}}}"#
    );
    fs::write(&path, text).expect("a file for the test");
    path.to_str().expect("a plain path").to_owned()
}

fn project(path: &Path) -> Project {
    open(path, &OpenOptions::default()).expect("a project")
}

/// The words of the whole map, in their order.
fn words(project: Project) -> Vec<String> {
    let mut session = Session::new(project, Settings::default());
    session.apply(Action::Resize([1200.0, 800.0]));
    let picture = draw(&session);
    let text = |sign: Sign| if let Sign::Label(label) = sign { Some(label.text) } else { None };
    picture.signs.into_iter().filter_map(text).collect()
}

#[test]
fn a_line_break_in_a_name_is_no_escape() {
    let words = words(project(&repository("tests/cases/60-names.geojson"))).join(" ");
    assert!(words.contains("碼頭 第二行"), "{words}");
    assert!(words.contains(r#"a&b <c> "d""#) && !words.contains("\\u{"), "{words}");
    let folder = folder();
    let case = repository("tests/cases/60-names.geojson").to_string_lossy().into_owned();
    for (file, args) in [("map.svg", &[][..]), ("sheet.svg", &["--sheet", "A4"]), ("map.txt", &["--format", "scene"])] {
        let (_, bytes) = render(folder.path(), file, &[&[case.as_str()], args].concat());
        let text = String::from_utf8(bytes).expect("text");
        assert!(text.contains("碼頭") && text.contains("第二行") && !text.contains("\\u{"), "{file}");
    }
    let (_, pdf) = render(folder.path(), "map.pdf", &[&case]);
    assert!(maps(&pdf, '碼') && maps(&pdf, '行') && !maps(&pdf, '\\'), "an escape in the PDF");
}

#[test]
fn every_kind_of_line_break_is_a_space_wherever_a_name_is_shown() {
    for broken in ["碼頭\n甲", "碼頭\r\n甲", "碼頭\r甲", "碼頭\u{2028}甲", "碼頭\u{2029}甲", "碼頭\u{85}甲", "碼頭\t甲"]
    {
        let folder = folder();
        let path = named(folder.path(), broken);
        let words = words(project(Path::new(&path)));
        assert!(words.iter().any(|text| text == "碼頭 甲"), "{broken:?}: {words:?}");
        let session = Session::new(project(Path::new(&path)), Settings::default());
        let report = FeatureReport::of(session.project(), FeatureId { layer: 0, feature: 0 }).expect("a feature");
        let said = report.spoken(session.lang());
        assert!(said.contains("碼頭 甲"), "{said}");
        let (answer, scene) = render(folder.path(), "map.txt", &[&path, "--format", "scene"]);
        let scene = String::from_utf8(scene).expect("text");
        assert!(answer.err.is_empty() && scene.contains("label \"碼頭 甲\""), "{broken:?}: {}{scene}", answer.err);
    }
}

#[test]
fn a_line_break_in_a_title_a_notice_or_a_stop_is_no_escape() {
    let folder = copy_of("geodata");
    let file = folder.path().join("project.json");
    edit(&file, "\"Schematic. Boundaries", "\"Sche\\tmatic.\\r\\nBound\\u2028aries");
    let path = folder.path().to_str().expect("a plain path");
    let into = TempDir::new().expect("a folder for the test");
    let made = |name: &str, args: &[&str]| render(into.path(), name, &[&[path], args].concat()).1;
    let sheet = String::from_utf8(made("sheet.svg", &["--sheet", "A4"])).expect("text");
    assert!(sheet.contains("Sche matic. Bound aries") && !sheet.contains("\\u{"), "{sheet}");
    let deck = String::from_utf8(made("deck.txt", &["--deck", "--format", "scene"])).expect("text");
    assert!(deck.contains("Sche matic. Bound aries") && !deck.contains("\\u{"), "{deck}");
}

#[test]
fn what_no_font_has_is_said_once_and_stays_in_the_pdf() {
    let folder = folder();
    let path = named(folder.path(), &format!("{UNKNOWN}區{UNKNOWN}\u{10fffc}{UNKNOWN}"));
    for (lang, words) in [
        ("en", "zonemap: no font has these characters: \u{10fffc} U+10FFFC, \u{10fffd} U+10FFFD. Replace them"),
        ("zh-Hant", "zonemap: 沒有字型能顯示這些字元：\u{10fffc} U+10FFFC、\u{10fffd} U+10FFFD。"),
        ("zh-Hans", "zonemap: 没有字体能显示这些字符：\u{10fffc} U+10FFFC、\u{10fffd} U+10FFFD。"),
    ] {
        let output = folder.path().join("map.png");
        let asked = ["render", &path, "--lang", lang, "-o"];
        let answer = crate::common::answer(program().args(asked).arg(output));
        assert_eq!(answer.code, 0);
        assert!(answer.err.starts_with(words) && answer.err.lines().count() == 1, "{}", answer.err);
    }
    for (file, args) in [("map.pdf", &[][..]), ("deck.pdf", &["--deck"])] {
        let (answer, pdf) = render(folder.path(), file, &[&[path.as_str()], args].concat());
        assert_eq!(answer.err.matches("U+10FFFD").count(), 1, "{file}: {}", answer.err);
        let pages = inflated(&pdf);
        let pages: Vec<_> = pages.iter().map(|stream| String::from_utf8_lossy(stream)).collect();
        for c in [UNKNOWN, '\u{10fffc}'] {
            let said = format!("/ActualText<FEFF{}>", utf16(&c.to_string()));
            assert!(pages.iter().any(|page| page.contains(&said)), "{file}: no {said}");
        }
        assert!(maps(&pdf, '區'));
    }
    // A set of pictures is one run: it is said once.
    let set = folder.path().join("set.png");
    let answer = zonemap(["render", &path, "--deck", "--size", "320x180", "-o", set.to_str().expect("a plain path")]);
    assert_eq!((answer.code, answer.err.matches("U+10FFFD").count()), (0, 1), "{}", answer.err);
}

#[test]
fn many_characters_without_a_font_are_counted() {
    let folder = folder();
    let name: String = ('\u{10ff00}'..='\u{10ff1d}').collect();
    let (answer, _) = render(folder.path(), "map.svg", &[&named(folder.path(), &name)]);
    assert_eq!(answer.err.matches("U+10FF").count(), 20, "{}", answer.err);
    assert!(answer.err.contains("and 10 more"), "{}", answer.err);
}

/// A finding names features as they are shown, on one line, in the window too.
#[test]
fn a_finding_about_a_name_with_a_line_break_is_one_line() {
    let ring = "[[[113.5,23.05],[113.51,23.05],[113.51,23.06],[113.5,23.06],[113.5,23.05]]]";
    let text = format!(
        r#"{{"type":"Feature","id":"a","properties":{{"name":"茘栢里\n第二期","declared_ha":"1"}},"geometry":{{"type":"Polygon","coordinates":{ring}}}}}"#
    );
    let project = open_text(text).expect("one area");
    let found = zonemap::verify::check(&project, &zonemap::verify::Tolerances::default());
    let wrong = found.iter().find(|finding| finding.rule == "declared-area").expect("113 ha are not 1 ha");
    assert!(wrong.message.get(Lang::ZhHant).contains("茘栢里\n第二期"), "kept as the data have it");
    assert!(wrong.displayed(Lang::ZhHant).starts_with("茘栢里 第二期："), "{}", wrong.displayed(Lang::ZhHant));
}
