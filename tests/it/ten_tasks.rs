//! Ten tasks of a planner, each by the mouse alone and by the keyboard alone, with the steps that it takes.
//! Must not know how anything is painted, nor call what a hand cannot reach.

use std::fs;

use egui::{Key, Modifiers, Role};
use tempfile::TempDir;
use zonemap::desktop::App;
use zonemap::geodesy::distance_m;
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::picture::Theme;
use zonemap::project::Project;
use zonemap::session::{Selection, Session, Tab};
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::Queryable as _;

use crate::checks_panel::wrong;
use crate::common::{builtin, repository};
use crate::hand::Hand;
use crate::window::{selected_key, settings, window};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;
const SHIFT: Modifiers = Modifiers::SHIFT;

fn hand(project: Project) -> Hand {
    Hand::at(window(project, Lang::En))
}

fn usual() -> Hand {
    hand(builtin())
}

/// A window whose dialogs offer a folder: that of what was opened.
fn at_home(home: &TempDir) -> Hand {
    let (paths, session) = (vec![home.path().join("project.json")], Session::new(builtin(), settings(Lang::En)));
    let mut harness: Harness<'static, App> = Harness::builder()
        .with_size([1280.0, 800.0])
        .with_max_steps(60)
        .build_eframe(move |context| App::new(&context.egui_ctx, session, paths));
    harness.run();
    Hand::at(harness)
}

#[test]
fn one_a_sub_area_is_found_by_the_initials_of_its_pinyin() {
    let mut keys = usual();
    keys.key(CTRL, Key::F);
    keys.write("kjcx");
    keys.key(NONE, Key::Enter);
    assert_eq!(selected_key(&keys.harness).as_deref(), Some("innovation"));
    assert_eq!(keys.steps, 3);
    // Who has no keys has nothing to type with, but a list to choose from.
    let mut mouse = usual();
    mouse.click("Science and Technology");
    assert_eq!(selected_key(&mouse.harness).as_deref(), Some("innovation"));
    assert_eq!(mouse.steps, 1);
}

#[test]
fn two_it_is_read_which_segments_of_the_boundary_were_fitted() {
    let lit = |hand: &Hand| match hand.harness.state().session().selection() {
        Selection::Segments(class) => format!("{class:?}").contains("Fitted"),
        Selection::Nothing | Selection::Feature(_) | Selection::Item(..) => false,
    };
    let told = "closing line (fitted), Nangang leg (fitted), east of Dongda Road (fitted)";
    let mut mouse = usual();
    assert!(mouse.sees(told), "it is told before anything is pressed");
    mouse.click("fitted to the declared area");
    assert!(lit(&mouse), "and shown on the map");
    assert_eq!(mouse.steps, 1);
    let mut keys = usual();
    assert!(keys.sees(told));
    keys.key(SHIFT, Key::F6);
    keys.until_focus(Key::Tab, "traced");
    keys.until_focus(Key::ArrowDown, "fitted");
    keys.key(NONE, Key::Space);
    assert!(lit(&keys));
    assert!(keys.steps <= 6, "{}", keys.steps);
}

/// The corner of the zone farthest south, as its file has it.
const CORNER: LonLat = LonLat { lon: 113.526, lat: 23.025 };

/// The vertex of the whole zone that is nearest to a place.
fn corner(project: &Project) -> LonLat {
    let zone = project.named(0, "zone").next().expect("the zone");
    let vertices = project.shape(zone).expect("a shape").positions();
    let far = |at: &&LonLat| distance_m(**at, CORNER);
    *vertices.iter().min_by(|a, b| far(a).total_cmp(&far(b))).expect("a vertex")
}

fn assert_found_again(hand: &Hand, corner: LonLat) {
    let mark = hand.harness.state().session().mark().expect("a mark");
    assert!(distance_m(mark, corner) < 1.0, "{mark:?} is not {corner:?}");
}

#[test]
fn three_the_grid_position_of_a_corner_is_copied_and_found_again() {
    let corner = corner(&builtin());
    let mut mouse = usual();
    let beside = mouse.on_map(corner) + egui::vec2(2.0, -3.0);
    mouse.right_click_at(beside);
    mouse.click("X ");
    assert!(mouse.clipboard().contains("CGCS2000, 3° zone 38"), "{}", mouse.clipboard());
    mouse.right_click("Search");
    mouse.click("Paste");
    mouse.click("Go to this position");
    assert_found_again(&mouse, corner);
    assert_eq!(mouse.steps, 5);
    let mut keys = usual();
    for _ in 0..12 {
        let map = keys.harness.get_by_role(Role::Image).rect();
        let off = keys.on_map(corner) - map.center();
        if off.x.abs() <= 40.0 && off.y.abs() <= 40.0 {
            break;
        }
        let across = if off.x > 0.0 { Key::ArrowRight } else { Key::ArrowLeft };
        let down = if off.y > 0.0 { Key::ArrowDown } else { Key::ArrowUp };
        let by = if off.x.abs() > off.y.abs() { (across, off.x.abs()) } else { (down, off.y.abs()) };
        keys.key(if by.1 > 200.0 { SHIFT } else { NONE }, by.0);
    }
    keys.key(SHIFT, Key::F10);
    assert!(keys.sees("Copy the position of this vertex"));
    keys.until_focus(Key::ArrowDown, "X ");
    keys.key(NONE, Key::Enter);
    keys.key(CTRL, Key::F);
    keys.paste();
    assert!(keys.sees("Go to this position"), "{}", keys.clipboard());
    keys.key(NONE, Key::Enter);
    assert_found_again(&keys, corner);
    assert!(keys.steps <= 16, "{}", keys.steps);
}

fn assert_printed(home: &TempDir, hand: &mut Hand) {
    hand.until("the sheet is written", |harness| {
        harness.state().messages().iter().any(|told| told.contains("written"))
    });
    let file = fs::read_dir(home.path()).expect("a folder").next().expect("a file").expect("its name").path();
    let bytes = fs::read(&file).expect("a file");
    // A3 lies 420 by 297 mm, in points of 1/72 inch.
    let text = String::from_utf8_lossy(&bytes);
    let at = text.find("/MediaBox").expect("a size");
    let sizes: Vec<f64> = text[at..at + 80].split(['[', ' ', ']']).filter_map(|part| part.parse().ok()).collect();
    assert!((sizes[2] - 1190.55).abs() < 0.5 && (sizes[3] - 841.89).abs() < 0.5, "{sizes:?}");
}

#[test]
fn four_the_innovation_park_is_printed_on_a3_at_1_to_10_000() {
    let home = TempDir::new().expect("a folder");
    let mut mouse = at_home(&home);
    mouse.click("Science and Technology");
    mouse.click("Print");
    mouse.click("Paper");
    mouse.click("A3");
    mouse.click("Area");
    mouse.click("the selection");
    mouse.click("Scales");
    mouse.click("1 : 10 000");
    assert!(mouse.sees("1 : 10 000"), "the scale is what it was to be");
    mouse.click("Save");
    assert_printed(&home, &mut mouse);
    assert_eq!(mouse.steps, 9);
    let home = TempDir::new().expect("a folder");
    let mut keys = at_home(&home);
    keys.key(CTRL, Key::F);
    keys.write("kjcx");
    keys.key(NONE, Key::Enter);
    keys.key(CTRL, Key::P);
    keys.until_focus(Key::Tab, "Paper");
    keys.key(NONE, Key::Enter);
    keys.until_focus(Key::ArrowDown, "A3");
    keys.key(NONE, Key::Enter);
    keys.until_focus(Key::Tab, "Area");
    keys.key(NONE, Key::Enter);
    keys.until_focus(Key::ArrowDown, "the selection");
    keys.key(NONE, Key::Enter);
    keys.until_focus(Key::Tab, "Scale");
    keys.write("1:10000");
    keys.key(NONE, Key::Enter);
    assert_printed(&home, &mut keys);
    assert!(keys.steps <= 24, "{}", keys.steps);
}

#[test]
fn five_the_zone_is_compared_with_its_face_value_and_the_largest_change_is_read() {
    let mut mouse = usual();
    mouse.click("Compare with another version");
    mouse.click("Compare with the face-value reading");
    mouse.until("a comparison", |harness| harness.state().session().versions().compared().is_some());
    assert!(mouse.sees("+72.98 ha"));
    assert_eq!(mouse.steps, 2);
    let mut keys = usual();
    keys.key(CTRL, Key::D);
    keys.key(NONE, Key::Enter);
    keys.until("a comparison", |harness| harness.state().session().versions().compared().is_some());
    assert!(keys.sees("+72.98 ha"));
    assert_eq!(keys.steps, 2);
}

/// A file of parcels with what each is used for, in a folder of its own.
fn parcels(folder: &TempDir) -> String {
    let path = folder.path().join("parcels.geojson");
    fs::copy(repository("tests/cases/50-base.geojson"), &path).expect("copied");
    path.to_str().expect("a plain path").to_owned()
}

#[test]
fn six_another_file_is_opened_and_coloured_by_a_field() {
    let folder = TempDir::new().expect("a folder");
    let path = parcels(&folder);
    let is_coloured = |hand: &Hand| hand.harness.state().session().layer(0).colouring.field().is_some();
    let is_open = |harness: &Harness<'_, App>| harness.state().session().project().layers.len() == 1;
    let mut mouse = usual();
    mouse.copy(&path);
    mouse.click("Open");
    mouse.right_click("Path");
    mouse.click("Paste");
    assert!(mouse.sees(&path));
    mouse.click_lowest("Open");
    mouse.until("another project", is_open);
    mouse.right_click("parcels");
    mouse.click("Colours and labels…");
    mouse.click("class");
    assert!(is_coloured(&mouse));
    let mut keys = usual();
    keys.key(CTRL, Key::O);
    keys.write(&path);
    keys.key(NONE, Key::Enter);
    keys.until("another project", is_open);
    keys.key(NONE, Key::C);
    keys.until_focus(Key::Tab, "class");
    keys.key(NONE, Key::Space);
    assert!(is_coloured(&keys));
    assert!(keys.steps <= 8, "{}", keys.steps);
}

#[test]
fn seven_theme_and_language_change() {
    let mut mouse = usual();
    mouse.click("Light or dark");
    mouse.click("繁體中文");
    let mut keys = usual();
    keys.key(CTRL, Key::T);
    keys.key(CTRL, Key::L);
    for hand in [mouse, keys] {
        let session = hand.harness.state().session();
        assert_eq!((session.theme(), session.lang()), (Theme::Dark, Lang::ZhHant));
        assert_eq!(hand.steps, 2);
    }
}

#[test]
fn eight_a_failing_check_is_read_and_flown_to() {
    let mut mouse = hand(wrong());
    mouse.until("findings", |harness| harness.state().session().checks().findings().is_some());
    mouse.click("List findings");
    mouse.click("error: east");
    let mut keys = hand(wrong());
    keys.until("findings", |harness| harness.state().session().checks().findings().is_some());
    keys.key(NONE, Key::V);
    keys.key(NONE, Key::N);
    for hand in [mouse, keys] {
        let session = hand.harness.state().session();
        let (_, finding) = session.checks().current().expect("a finding");
        assert!(session.view().projector().extent().contains(finding.at.expect("a place")));
        assert!(hand.sees("does not round to the declared"), "it is read");
        assert!(hand.sees("The boundary as drawn encloses a different area"), "with what to do");
        assert_eq!(hand.steps, 2);
    }
}

#[test]
fn nine_the_measures_of_a_sub_area_are_read_stated_ones_apart_from_inferred_ones() {
    let mut mouse = usual();
    mouse.click("Science and Technology");
    mouse.click("Measures 59");
    assert_eq!(mouse.steps, 2);
    let mut keys = usual();
    keys.key(CTRL, Key::F);
    keys.write("kjcx");
    keys.key(NONE, Key::Enter);
    keys.key(NONE, Key::F6);
    keys.until_focus(Key::Tab, "Focus 4");
    keys.until_focus(Key::ArrowRight, "Measures 59");
    keys.key(NONE, Key::Space);
    assert!(keys.steps <= 8, "{}", keys.steps);
    for hand in [mouse, keys] {
        assert_eq!(hand.harness.state().session().tab(), Tab::Measures);
        assert!(hand.sees("stated"), "what the source says of this area");
        assert!(hand.sees("inferred"), "and what was inferred");
    }
}

#[test]
fn ten_a_layer_is_hidden_and_another_made_paler() {
    let layer = |id: &str| builtin().layers.iter().position(|layer| layer.id == id).expect("a layer");
    let (places, limits) = (layer("places"), layer("limits"));
    let mut mouse = usual();
    mouse.click("Places and routes");
    mouse.right_click("Boundary");
    let slider = mouse.harness.get_by_role(Role::Slider).rect();
    mouse.click_in(slider, 0.3);
    assert_eq!(mouse.steps, 3);
    let mut keys = usual();
    keys.key(SHIFT, Key::F6);
    assert_eq!(keys.focused(), "Places and routes");
    keys.key(NONE, Key::Space);
    keys.key(NONE, Key::ArrowDown);
    assert_eq!(keys.focused(), "Boundary");
    keys.key(NONE, Key::ArrowRight);
    keys.key(NONE, Key::Enter);
    assert_eq!(keys.focused(), "Opacity of Boundary");
    keys.keys(&[Key::ArrowLeft, Key::ArrowLeft]);
    assert!(keys.steps <= 9, "{}", keys.steps);
    for hand in [mouse, keys] {
        let session = hand.harness.state().session();
        assert!(!session.layer(places).visible);
        let opacity = session.layer(limits).opacity;
        assert!(session.layer(limits).visible && opacity > 0.0 && opacity < 1.0, "{opacity}");
    }
}
