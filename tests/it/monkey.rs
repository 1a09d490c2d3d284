//! A monkey at the window without a display: every key there is, clicks, drags and the wheel at random; nothing breaks, and the
//! window is its old self afterwards. The one that plays for an hour and samples the memory is the bench of that name.
//! Must not know what is in the window.
//!
//! `MONKEY=60 cargo test --test it monkey` plays for so many seconds, `SEED=7` plays otherwise.

use std::time::Instant;

use egui::{Event, KeyboardShortcut, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, TouchPhase, Vec2};
use zonemap::desktop::{App, COMMANDS, STAGE_KEYS};
use zonemap::i18n::Lang;
use zonemap::session::{Action, Session};
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::Queryable as _;

use crate::common::{builtin, copy_of};
use crate::mutations::{Dice, number_of};
use crate::window::settings;

const SIZE: [u16; 2] = [1280, 800];
/// As many things are done where nobody says for how long.
const STEPS: usize = 120;

fn place(dice: &mut Dice) -> Pos2 {
    let [x, y] = SIZE.map(|side| u16::try_from(dice.below(side.into())).expect("within the window"));
    Pos2::new(x.into(), y.into())
}

fn button(harness: &Harness<'_, App>, pos: Pos2, button: PointerButton, pressed: bool) {
    harness.event(Event::PointerButton { pos, button, pressed, modifiers: egui::Modifiers::NONE });
}

fn wheel(dice: &mut Dice) -> Event {
    let way = [-3.0, -1.0, 1.0, 3.0][dice.below(4)];
    let modifiers = egui::Modifiers::NONE;
    let (unit, phase, source) = (MouseWheelUnit::Line, TouchPhase::Move, MouseWheelSource::Wheel);
    Event::MouseWheel { unit, delta: Vec2::new(0.0, way), phase, source, modifiers }
}

fn step(harness: &mut Harness<'_, App>, keys: &[KeyboardShortcut], dice: &mut Dice) {
    let at = place(dice);
    harness.event(Event::PointerMoved(at));
    match dice.below(10) {
        0..=3 => {
            let key = dice.of(keys);
            harness.key_press_modifiers(key.modifiers, key.logical_key);
        }
        4..=6 => [true, false].into_iter().for_each(|pressed| button(harness, at, PointerButton::Primary, pressed)),
        7 => [true, false].into_iter().for_each(|pressed| button(harness, at, PointerButton::Secondary, pressed)),
        8 => {
            let (held, to) = (*dice.of(&[PointerButton::Primary, PointerButton::Middle]), place(dice));
            button(harness, at, held, true);
            harness.step();
            harness.event(Event::PointerMoved(to));
            harness.step();
            button(harness, to, held, false);
        }
        _ => (0..=dice.below(4)).for_each(|_| harness.event(wheel(dice))),
    }
    harness.step();
}

#[test]
fn plays_at_random_and_the_window_is_its_old_self() {
    let mut dice = Dice::new(3);
    let size = Vec2::new(SIZE[0].into(), SIZE[1].into());
    // What it saves lands in a folder of its own.
    let folder = copy_of("geodata");
    let opened = vec![folder.path().join("project.json")];
    let mut harness = Harness::builder()
        .with_size(size)
        .build_eframe(|context| App::new(&context.egui_ctx, Session::new(builtin(), settings(Lang::En)), opened));
    let of_window = COMMANDS.iter().flat_map(|row| row.shortcuts);
    let keys: Vec<KeyboardShortcut> =
        of_window.chain(STAGE_KEYS.iter().flat_map(|row| row.shortcuts)).copied().collect();
    let (begun, mut steps) = (Instant::now(), 0);
    let goes_on = |steps| number_of("MONKEY").map_or(steps < STEPS, |seconds| begun.elapsed().as_secs() < seconds);
    while goes_on(steps) {
        step(&mut harness, &keys, &mut dice);
        steps += 1;
    }
    // Out of whatever it is in.
    for _ in 0..12 {
        harness.key_press(egui::Key::Escape);
        harness.run_steps(2);
    }
    assert!(harness.state().session().show().is_none(), "no show is on");
    let lang = harness.state().session().lang();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::L);
    harness.run_steps(3);
    assert_ne!(harness.state().session().lang(), lang, "it answers");
    harness.state_mut().apply(Action::Fit);
    harness.run_steps(3);
    assert!(harness.query_by_role(egui::Role::Image).is_some(), "the map is there");
}
