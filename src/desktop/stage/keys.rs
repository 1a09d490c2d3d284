//! What can be asked for by key on the stage: one table, which the keyboard, the help and the keys' panel all read. The keys are those
//! that clickers send, and those of other programs that show slides.
//! Must not do what is asked: the app does.

use egui::{Event, Key, KeyboardShortcut, Modifiers, Ui};

use super::overview::COLUMNS;
use crate::desktop::command::{ctrl, key, shift};
use crate::remembered::AddedKeys;
use crate::session::{Aid, Cover, Session, ShowAction};

/// Something a presenter can ask for.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::desktop) enum StageAsk {
    /// Of the show.
    Show(ShowAction),
    /// Of the show, as [`by_row`] says.
    Row { down: bool },
    /// Another language.
    Language,
    /// Light or dark.
    Theme,
    /// The whole screen, or a window.
    FullScreen,
    /// The presenter's own window.
    PresenterView,
    /// Nothing: the key that begins a show does nothing while one is on.
    Nothing,
}

/// Keys, and what they ask for.
pub struct StageKey {
    /// `command.ID` is its key in the locale files.
    pub id: &'static str,
    /// The keys that ask for it, the one to show first.
    pub shortcuts: &'static [KeyboardShortcut],
    /// Whether a key that is held down asks again and again.
    repeats: bool,
    ask: StageAsk,
}

const fn row(id: &'static str, shortcuts: &'static [KeyboardShortcut], ask: StageAsk) -> StageKey {
    StageKey { id, shortcuts, repeats: false, ask }
}

const fn repeating(id: &'static str, shortcuts: &'static [KeyboardShortcut], ask: StageAsk) -> StageKey {
    StageKey { id, shortcuts, repeats: true, ask }
}

/// Back or on, and in the overview a row up or down.
pub(in crate::desktop) fn by_row(session: &Session, down: bool) -> ShowAction {
    let in_overview = session.show().is_some_and(|show| show.overview.is_some());
    match (in_overview, down) {
        (true, true) => ShowAction::Choose(COLUMNS),
        (true, false) => ShowAction::Choose(-COLUMNS),
        (false, true) => ShowAction::Next,
        (false, false) => ShowAction::Previous,
    }
}

/// Everything that keys ask for on the stage, in the order of the help.
pub const STAGE_KEYS: &[StageKey] = &[
    repeating(
        "stage-next",
        &[key(Key::PageDown), key(Key::ArrowRight), key(Key::Space), key(Key::N)],
        StageAsk::Show(ShowAction::Next),
    ),
    repeating(
        "stage-previous",
        &[key(Key::PageUp), key(Key::ArrowLeft), key(Key::Backspace), key(Key::P)],
        StageAsk::Show(ShowAction::Previous),
    ),
    repeating("stage-down", &[key(Key::ArrowDown)], StageAsk::Row { down: true }),
    repeating("stage-up", &[key(Key::ArrowUp)], StageAsk::Row { down: false }),
    row("stage-first", &[key(Key::Home)], StageAsk::Show(ShowAction::First)),
    row("stage-last", &[key(Key::End)], StageAsk::Show(ShowAction::Last)),
    row("stage-accept", &[key(Key::Enter)], StageAsk::Show(ShowAction::Accept)),
    repeating("stage-feature", &[key(Key::Tab)], StageAsk::Show(ShowAction::StepFeature { back: false })),
    repeating("stage-feature-back", &[shift(Key::Tab)], StageAsk::Show(ShowAction::StepFeature { back: true })),
    row("stage-black", &[key(Key::B), key(Key::Period)], StageAsk::Show(ShowAction::Cover(Cover::Black))),
    row("stage-white", &[key(Key::W), key(Key::Comma)], StageAsk::Show(ShowAction::Cover(Cover::White))),
    row("stage-laser", &[key(Key::L)], StageAsk::Show(ShowAction::Aid(Aid::Laser))),
    row("stage-spotlight", &[key(Key::S)], StageAsk::Show(ShowAction::Aid(Aid::Spotlight))),
    row("stage-lens", &[key(Key::Z)], StageAsk::Show(ShowAction::Aid(Aid::Lens))),
    row("stage-freeze", &[ctrl(Key::F)], StageAsk::Show(ShowAction::Freeze)),
    row("stage-appendix", &[key(Key::A)], StageAsk::Show(ShowAction::Appendix)),
    row("stage-overview", &[key(Key::G)], StageAsk::Show(ShowAction::Overview)),
    row("stage-legend", &[key(Key::E)], StageAsk::Show(ShowAction::Legend)),
    row("stage-language", &[key(Key::K)], StageAsk::Language),
    row("stage-bilingual", &[shift(Key::K)], StageAsk::Show(ShowAction::Bilingual)),
    row("stage-theme", &[key(Key::T)], StageAsk::Theme),
    row("stage-presenter", &[key(Key::V)], StageAsk::PresenterView),
    row("stage-full-screen", &[key(Key::F11)], StageAsk::FullScreen),
    row("stage-out", &[key(Key::Escape)], StageAsk::Show(ShowAction::Out)),
    row("stage-begun", &[key(Key::F5), shift(Key::F5)], StageAsk::Nothing),
];

/// The digits, which make a stop's number.
const DIGITS: [Key; 10] =
    [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];

/// What the keys pressed in this frame ask for, in the order in which they were pressed, taken from the input so that nothing else
/// sees them.
pub(in crate::desktop) fn pressed(ui: &Ui, added: &AddedKeys) -> Vec<StageAsk> {
    let mut asked = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| {
            let Event::Key { key, pressed: true, repeat, modifiers, .. } = event else { return true };
            let Some((ask, repeats)) = asked_by(*key, *modifiers, added) else { return true };
            // Of a key that turns something on or off only the first press counts while it is held.
            asked.extend((repeats || !repeat).then_some(ask));
            false
        });
    });
    asked
}

/// What a key asks for, and whether it asks again while it is held; none when it is no key of the stage.
fn asked_by(key: Key, modifiers: Modifiers, added: &AddedKeys) -> Option<(StageAsk, bool)> {
    let found = STAGE_KEYS.iter().find(|row| {
        let own = row.shortcuts.iter().any(|shortcut| is_pressed(*shortcut, key, modifiers));
        own || added.get(row.id).is_some_and(|keys| keys.contains(&written(key, modifiers)))
    });
    if let Some(row) = found {
        return Some((row.ask.clone(), row.repeats));
    }
    let digit = DIGITS.iter().zip(0..).find(|(digit, _)| **digit == key).filter(|_| modifiers.is_none())?.1;
    Some((StageAsk::Show(ShowAction::Digit(digit)), false))
}

fn is_pressed(shortcut: KeyboardShortcut, key: Key, modifiers: Modifiers) -> bool {
    shortcut.logical_key == key && modifiers.matches_exact(shortcut.modifiers)
}

/// A key with its modifiers as it is kept among the settings, such as `Ctrl+Shift+F7`.
pub(in crate::desktop) fn written(key: Key, modifiers: Modifiers) -> String {
    let names = [(modifiers.command || modifiers.ctrl, "Ctrl+"), (modifiers.alt, "Alt+"), (modifiers.shift, "Shift+")];
    let held: String = names.iter().filter(|(held, _)| *held).map(|(_, name)| *name).collect();
    format!("{held}{}", key.name())
}

/// Whether a key of the table asks for something already.
pub(in crate::desktop) fn is_taken(key: Key, modifiers: Modifiers) -> bool {
    let digit = DIGITS.contains(&key) && modifiers.is_none();
    let mut shortcuts = STAGE_KEYS.iter().flat_map(|row| row.shortcuts);
    digit || shortcuts.any(|shortcut| is_pressed(*shortcut, key, modifiers))
}

#[cfg(test)]
mod tests {
    use super::{STAGE_KEYS, is_taken, written};
    use egui::{Key, Modifiers};

    #[test]
    fn no_key_asks_for_two_things() {
        let mut seen = Vec::new();
        for shortcut in STAGE_KEYS.iter().flat_map(|row| row.shortcuts) {
            assert!(!seen.contains(shortcut), "{shortcut:?}");
            seen.push(*shortcut);
        }
    }

    #[test]
    fn a_key_is_written_with_what_is_held() {
        assert_eq!(written(Key::F7, Modifiers::NONE), "F7");
        assert_eq!(written(Key::F7, Modifiers::COMMAND.plus(Modifiers::SHIFT)), "Ctrl+Shift+F7");
        assert!(is_taken(Key::PageDown, Modifiers::NONE) && is_taken(Key::Num3, Modifiers::NONE));
        assert!(!is_taken(Key::F7, Modifiers::NONE) && !is_taken(Key::PageDown, Modifiers::ALT));
    }
}
