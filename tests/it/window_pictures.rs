//! The window as it looks, in sixteen states and both themes, beside stored pictures of it.
//! Must not know how anything is painted: the processor does it, so that no machine differs.

use egui::epaint::{ClippedShape, Shape};
use egui::{Key, Modifiers, Vec2};
use zonemap::desktop::App;
use zonemap::i18n::Lang;
use zonemap::picture::Theme;
use zonemap::project::{Colouring, Labelling, Project};
use zonemap::session::{Action, Session, Settings, ShowAction, Tab};
use zonemap_window_kit::kittest::Queryable as _;
use zonemap_window_kit::{Harness, Software};

use crate::checks_panel::wrong;
use crate::common::builtin;
use crate::face::wait_for_opening;
use crate::import_sheet::wait_for;
use crate::print_composer::settle;
use crate::stored_picture::{Pixels, assert_as_stored};
use crate::symbology::plain;
use crate::window::{SUB_AREAS, click, settings};

/// A window that the processor paints.
struct Painted {
    harness: Harness<'static, App>,
    painter: Software,
}

fn window(project: Project, lang: Lang, theme: Theme, size: [f32; 2]) -> Painted {
    // Pictures do not depend on when the window has it.
    zonemap::draw::prepare_ground();
    let painter = Software::default();
    let settings = Settings { theme, ..settings(lang) };
    let base = if theme == Theme::Dark { egui::Theme::Dark } else { egui::Theme::Light };
    let harness = Harness::builder()
        .with_size(Vec2::from(size))
        .with_theme(base)
        .with_max_steps(60)
        .renderer(painter.clone())
        .build_eframe(|context| App::new(&context.egui_ctx, Session::new(project, settings), Vec::new()));
    Painted { harness, painter }
}

impl Painted {
    fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.run_steps(4);
    }

    fn shapes(&self) -> Vec<ClippedShape> {
        self.harness.output().shapes.clone()
    }

    fn paint(&self, shapes: Vec<ClippedShape>) -> Pixels {
        self.painter.paint(&self.harness.ctx, shapes).expect("a picture").into()
    }

    /// The window as it is, but for the time of day and the time that a show takes.
    fn pixels(&self) -> Pixels {
        let mut shapes = self.shapes();
        shapes.retain(|shape| !text_of(shape).is_some_and(is_time));
        self.paint(shapes)
    }
}

fn text_of(shape: &ClippedShape) -> Option<&str> {
    if let Shape::Text(text) = &shape.shape { Some(text.galley.text()) } else { None }
}

/// Whether words have hours and minutes in them, or minutes and seconds.
fn is_time(words: &str) -> bool {
    words.as_bytes().windows(3).any(|part| part[1] == b':' && part[0].is_ascii_digit() && part[2].is_ascii_digit())
}

const USUAL: [f32; 2] = [1120.0, 700.0];

fn open(theme: Theme, lang: Lang) -> Painted {
    let mut window = window(builtin(), lang, theme, USUAL);
    window.harness.run();
    window
}

fn start(theme: Theme) -> Painted {
    open(theme, Lang::ZhHant)
}

fn card(theme: Theme) -> Painted {
    let mut window = open(theme, Lang::En);
    click(&mut window.harness, SUB_AREAS[1].1);
    window
}

/// The segments of an area, each with a piece of its line.
fn boundary(theme: Theme) -> Painted {
    let mut window = open(theme, Lang::ZhHans);
    click(&mut window.harness, SUB_AREAS[1].1);
    window.harness.state_mut().apply(Action::OpenTab(Tab::Boundary));
    window.harness.run();
    window
}

fn checks(theme: Theme) -> Painted {
    let mut window = window(wrong(), Lang::En, theme, USUAL);
    window.harness.run();
    window.press(Modifiers::NONE, Key::V);
    window.press(Modifiers::NONE, Key::N);
    window
}

fn comparison(theme: Theme) -> Painted {
    let mut window = open(theme, Lang::ZhHans);
    window.press(Modifiers::COMMAND, Key::D);
    window.harness.get_by_label("与按字面解读的说明比较").click();
    window.harness.run();
    window.press(Modifiers::NONE, Key::N);
    window
}

/// A narrow window begins without its layers.
fn layers(theme: Theme) -> Painted {
    let mut window = window(builtin(), Lang::En, theme, [900.0, 700.0]);
    window.harness.run();
    window.press(Modifiers::SHIFT, Key::H);
    window.harness.state_mut().apply(Action::ShowLayer { layer: 0, visible: false });
    window.press(Modifiers::SHIFT, Key::G);
    window.press(Modifiers::SHIFT, Key::U);
    window
}

/// Parcels by what they cost, with the dialog that says so.
fn colours(theme: Theme) -> Painted {
    let mut window = window(plain(20), Lang::ZhHans, theme, USUAL);
    window.harness.run();
    window.harness.state_mut().apply(Action::ColourBy { layer: 0, colouring: Colouring::by("price") });
    window.harness.state_mut().apply(Action::LabelBy { layer: 0, labelling: Labelling::Field("use".into()) });
    window.press(Modifiers::NONE, Key::C);
    window
}

/// Metres without a system, read in the first of those in which they may be.
fn import(theme: Theme) -> Painted {
    let mut window = window(builtin(), Lang::ZhHans, theme, [1120.0, 800.0]);
    window.harness.run();
    window.harness.state_mut().open(vec!["tests/formats/hong-kong.csv".into()]);
    wait_for_opening(&mut window.harness);
    wait_for(&mut window.harness, |harness| harness.query_by_label_contains("1  ").is_some());
    window.harness.get_by_label_contains("1  ").click();
    wait_for(&mut window.harness, |harness| harness.query_by_label("最前几行").is_some());
    window.harness.run_steps(4);
    window
}

fn export(theme: Theme) -> Painted {
    let mut window = open(theme, Lang::ZhHant);
    window.press(Modifiers::COMMAND, Key::E);
    window
}

fn print(theme: Theme) -> Painted {
    let mut window = open(theme, Lang::ZhHant);
    window.press(Modifiers::COMMAND, Key::P);
    settle(&mut window.harness);
    window
}

fn outline(theme: Theme) -> Painted {
    let mut window = open(theme, Lang::En);
    window.press(Modifiers::COMMAND, Key::J);
    window
}

fn search(theme: Theme) -> Painted {
    let mut window = open(theme, Lang::ZhHans);
    window.press(Modifiers::COMMAND, Key::F);
    window.harness.get_by_role(egui::Role::SearchInput).type_text("园");
    window.harness.run();
    window
}

fn commands(theme: Theme) -> Painted {
    let mut window = open(theme, Lang::ZhHant);
    window.press(Modifiers::COMMAND, Key::K);
    window.press(Modifiers::NONE, Key::ArrowDown);
    window
}

/// In a window so small that the tools are folded.
fn menu(theme: Theme) -> Painted {
    let mut window = window(builtin(), Lang::En, theme, [800.0, 480.0]);
    window.harness.run();
    window.press(Modifiers::NONE, Key::N);
    window.press(Modifiers::NONE, Key::N);
    window.press(Modifiers::SHIFT, Key::F10);
    window
}

fn stage(theme: Theme) -> Painted {
    let mut window = open(theme, Lang::En);
    window.press(Modifiers::NONE, Key::F5);
    for _ in 0..3 {
        window.harness.state_mut().apply(Action::Show(ShowAction::Next));
        window.harness.run_steps(4);
    }
    window
}

fn presenter(theme: Theme) -> Painted {
    let mut window = window(builtin(), Lang::ZhHant, theme, [1200.0, 800.0]);
    window.harness.run();
    window.press(Modifiers::NONE, Key::F5);
    window.press(Modifiers::NONE, Key::PageDown);
    window.press(Modifiers::NONE, Key::V);
    window
}

/// The name of a state's pictures, and how it is come to.
type State = (&'static str, fn(Theme) -> Painted);

const STATES: [State; 16] = [
    ("start", start),
    ("card", card),
    ("boundary", boundary),
    ("checks", checks),
    ("comparison", comparison),
    ("layers", layers),
    ("colours", colours),
    ("import", import),
    ("export", export),
    ("print", print),
    ("outline", outline),
    ("search", search),
    ("commands", commands),
    ("menu", menu),
    ("stage", stage),
    ("presenter", presenter),
];

fn assert_states_look_as_stored(theme: Theme, name: &str) {
    for (state, open) in STATES {
        let mut window = open(theme);
        assert_as_stored(&format!("{state}.{name}"), || {
            window.harness.step();
            window.pixels()
        });
    }
}

#[test]
fn each_state_of_a_light_window_looks_as_it_is_stored() {
    assert_states_look_as_stored(Theme::Light, "light");
}

#[test]
fn each_state_of_a_dark_window_looks_as_it_is_stored() {
    assert_states_look_as_stored(Theme::Dark, "dark");
}

/// No frame has words in the colours of one theme over panels in those of the other.
#[test]
fn the_first_frame_of_another_theme_is_all_of_it() {
    let mut window = start(Theme::Light);
    let key = |pressed| egui::Event::Key {
        key: Key::T,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::COMMAND,
    };
    window.harness.input_mut().events.push(key(true));
    window.harness.step();
    let first = window.pixels();
    window.harness.input_mut().events.push(key(false));
    window.harness.run();
    assert_eq!(window.harness.state().session().theme(), Theme::Dark);
    assert_eq!(first.difference(&window.pixels()), None);
}

/// Every label of a window, shifted by itself; only what is around it is painted.
#[test]
fn a_label_that_is_one_pixel_off_is_seen() {
    for theme in [Theme::Light, Theme::Dark] {
        let window = card(theme);
        let shapes = window.shapes();
        // The letters of a name along a line are no labels of their own.
        let is_label = |shape: &ClippedShape| {
            let Shape::Text(text) = &shape.shape else { return false };
            let has_words = text.angle == 0.0 && !text.galley.text().trim().is_empty();
            has_words && shape.clip_rect.contains_rect(shape.shape.visual_bounding_rect())
        };
        let labels: Vec<usize> = (0..shapes.len()).filter(|&at| is_label(&shapes[at])).collect();
        assert!(labels.len() > 40, "only {} labels", labels.len());
        for label in labels {
            let around = shapes[label].shape.visual_bounding_rect().expand(4.0);
            let mut near = shapes.clone();
            for shape in &mut near {
                shape.clip_rect = shape.clip_rect.intersect(around);
            }
            let before = window.paint(near.clone());
            assert!(before.difference(&window.paint(near.clone())).is_none());
            let text = text_of(&shapes[label]);
            // Words on the map with their halo, which is the same words around them.
            let own = |shape: &&mut ClippedShape| text_of(shape) == text && shape.clip_rect.is_positive();
            near.iter_mut().filter(own).for_each(|shape| shape.shape.translate(Vec2::new(1.0, 0.0)));
            assert!(before.difference(&window.paint(near)).is_some(), "{text:?}");
        }
    }
}
