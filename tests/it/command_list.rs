//! The list of commands: found by what is typed in any language, with their keys, done by Enter.
//! Must not know what each command does.

use egui::{Event, Key, Modifiers, Role};
use zonemap::desktop::{App, COMMANDS};
use zonemap::i18n::Lang;
use zonemap::picture::Theme;
use zonemap::session::Panel;
use zonemap_window_kit::Harness;
use zonemap_window_kit::kittest::{NodeT as _, Queryable as _};

use crate::common::builtin;
use crate::locales::texts;
use crate::window::{assert_shown, selected_key, window};

fn press(harness: &mut Harness<'_, App>, modifiers: Modifiers, key: Key) {
    harness.key_press_modifiers(modifiers, key);
    harness.run();
}

fn open(lang: Lang) -> Harness<'static, App> {
    let mut harness = window(builtin(), lang);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    harness
}

/// The field of the list, which is open.
const FIELDS: [(Lang, &str); 3] = [
    (Lang::En, "Type a command, in any language, or a key"),
    (Lang::ZhHant, "輸入指令名稱（任何語言）或按鍵"),
    (Lang::ZhHans, "输入命令名称（任何语言）或按键"),
];

fn field_of(lang: Lang) -> &'static str {
    FIELDS.iter().find(|(other, _)| *other == lang).expect("a language").1
}

fn type_in(harness: &mut Harness<'_, App>, lang: Lang, words: &str) {
    harness.get_by_role_and_label(Role::SearchInput, field_of(lang)).type_text(words);
    harness.run();
}

fn is_open(harness: &Harness<'_, App>, lang: Lang) -> bool {
    harness.query_by_role_and_label(Role::SearchInput, field_of(lang)).is_some()
}

#[test]
fn it_lists_every_command_with_its_key_in_each_language() {
    for (lang, file) in [(Lang::En, "en"), (Lang::ZhHant, "zh-Hant"), (Lang::ZhHans, "zh-Hans")] {
        let harness = open(lang);
        let field = harness.get_by_role_and_label(Role::SearchInput, field_of(lang));
        assert!(field.is_focused(), "{lang:?}");
        let mut words = texts(&format!("assets/locales/{file}.yml"));
        for row in COMMANDS {
            let name = words.remove(&format!("command.{}", row.id)).expect(row.id);
            let keys = harness.ctx.format_shortcut(&row.shortcuts[0]);
            let keys = keys.replace("Plus", "+").replace("Minus", "−");
            let spoken = if lang == Lang::En { format!("{name} ({keys})") } else { format!("{name}（{keys}）") };
            assert_shown(&harness, &spoken);
        }
    }
}

#[test]
fn what_is_typed_in_any_language_or_as_a_key_is_found_and_enter_does_it() {
    for lang in Lang::ALL {
        for words in ["light DARK", "淺色或深色", "浅色 深色", "ctrl+t", "qianse", "qshss"] {
            let mut harness = open(lang);
            type_in(&mut harness, lang, words);
            press(&mut harness, Modifiers::NONE, Key::Enter);
            assert_eq!(harness.state().session().theme(), Theme::Dark, "{lang:?}: {words}");
            assert!(!is_open(&harness, lang), "{lang:?}: it is gone");
        }
    }
}

#[test]
fn arrows_choose_and_escape_leaves() {
    let mut harness = open(Lang::En);
    type_in(&mut harness, Lang::En, "zoom");
    let rows = ["Tool: zoom to a box (Z)", "Zoom in (+)", "Zoom out (−)"];
    let chosen = |harness: &Harness<'_, App>| -> Vec<&str> {
        let is_chosen = |name: &&str| {
            let row = harness.query_all_by_label(name).max_by(|a, b| a.rect().width().total_cmp(&b.rect().width()));
            let row = row.expect("the widest is the list's");
            format!("{:?}", row.accesskit_node().toggled()).contains("True")
        };
        rows.into_iter().filter(|name| is_chosen(name)).collect()
    };
    assert_eq!(chosen(&harness), [rows[0]]);
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(chosen(&harness), [rows[0]], "there is nothing above the first");
    for _ in 0..9 {
        press(&mut harness, Modifiers::NONE, Key::ArrowDown);
    }
    assert_eq!(chosen(&harness), [rows[2]], "nor below the last");
    press(&mut harness, Modifiers::NONE, Key::ArrowUp);
    assert_eq!(chosen(&harness), [rows[1]]);
    let before = harness.state().session().view().place();
    press(&mut harness, Modifiers::NONE, Key::Enter);
    let after = harness.state().session().view().place();
    assert!((after.points_per_world / before.points_per_world - 1.5).abs() < 1e-9);
    press(&mut harness, Modifiers::NONE, Key::N);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    assert!(is_open(&harness, Lang::En));
    press(&mut harness, Modifiers::NONE, Key::Escape);
    assert!(!is_open(&harness, Lang::En));
    assert_eq!(selected_key(&harness).as_deref(), Some("zone"), "Esc did nothing else");
}

#[test]
fn what_cannot_be_done_now_is_shown_so_and_not_done() {
    let mut harness = open(Lang::En);
    type_in(&mut harness, Lang::En, "previous view");
    let row = harness.get_by_label("Previous view (Alt+Left)");
    assert!(row.accesskit_node().is_disabled());
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(is_open(&harness, Lang::En), "it stays");
    press(&mut harness, Modifiers::NONE, Key::Escape);
    press(&mut harness, Modifiers::NONE, Key::Plus);
    press(&mut harness, Modifiers::COMMAND, Key::K);
    assert!(!harness.get_by_label("Previous view (Alt+Left)").accesskit_node().is_disabled());
    type_in(&mut harness, Lang::En, "qqqq");
    assert_shown(&harness, "Nothing found");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(is_open(&harness, Lang::En));
}

#[test]
fn a_command_that_opens_a_dialog_opens_it_in_its_place() {
    let mut harness = open(Lang::En);
    type_in(&mut harness, Lang::En, "as a file");
    press(&mut harness, Modifiers::NONE, Key::Enter);
    assert!(!is_open(&harness, Lang::En));
    assert!(harness.get_by_role(Role::TextInput).is_focused(), "the export has the keyboard");
}

#[test]
fn the_help_tells_of_it() {
    for (lang, words) in
        [(Lang::En, "Find a command by name"), (Lang::ZhHant, "按名稱尋找指令"), (Lang::ZhHans, "按名称查找命令")]
    {
        let mut harness = window(builtin(), lang);
        press(&mut harness, Modifiers::NONE, Key::F1);
        assert_shown(&harness, words);
        assert_shown(&harness, "Ctrl+K");
    }
}

/// A key as it comes from the system, with its letter.
fn typed(key: Key, modifiers: Modifiers, text: &str) -> Vec<Event> {
    let press = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
    let text = Some(text).filter(|text| !text.is_empty()).map(|text| Event::Text(text.to_owned()));
    [Some(press(true)), text, Some(press(false))].into_iter().flatten().collect()
}

/// A slow frame: all of it comes at once.
#[test]
fn what_is_typed_before_the_list_is_there_goes_into_it_and_not_to_the_map() {
    let mut harness = window(builtin(), Lang::En);
    let keys = [
        (Key::K, Modifiers::COMMAND, ""),
        (Key::N, Modifiers::NONE, "n"),
        (Key::O, Modifiers::NONE, "o"),
        (Key::R, Modifiers::NONE, "r"),
        (Key::P, Modifiers::NONE, "p"),
        (Key::Backspace, Modifiers::NONE, ""),
        (Key::Backspace, Modifiers::NONE, ""),
    ];
    harness.input_mut().events.extend(keys.into_iter().flat_map(|(key, keys, text)| typed(key, keys, text)));
    harness.run();
    let field = harness.get_by_role_and_label(Role::SearchInput, field_of(Lang::En));
    assert_eq!(field.accesskit_node().value().as_deref(), Some("no"));
    assert_eq!(selected_key(&harness), None, "n is the map's key for the next feature");
    let keys = [
        (Key::Escape, Modifiers::NONE, ""),
        (Key::K, Modifiers::COMMAND, ""),
        (Key::F, Modifiers::NONE, "full screen"),
        (Key::Backspace, Modifiers::NONE, ""),
        (Key::Escape, Modifiers::NONE, ""),
        (Key::F, Modifiers::COMMAND, ""),
        (Key::K, Modifiers::NONE, "kjcx"),
        (Key::Enter, Modifiers::NONE, ""),
        (Key::V, Modifiers::NONE, "v"),
    ];
    harness.input_mut().events.extend(keys.into_iter().flat_map(|(key, keys, text)| typed(key, keys, text)));
    harness.run();
    assert!(!is_open(&harness, Lang::En));
    assert_eq!(selected_key(&harness).as_deref(), Some("innovation"));
    assert_eq!(harness.state().session().panel(), Panel::Checks);
}

/// A key that is held down is one press that repeats itself: a slow window does not fall behind.
#[test]
fn a_key_that_repeats_itself_waits_for_no_frame() {
    let mut harness = window(builtin(), Lang::En);
    let press =
        Event::Key { key: Key::Tab, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE };
    harness.input_mut().events.extend(std::iter::repeat_n(press, 50));
    harness.step();
    let count = |harness: &Harness<'_, App>| harness.ctx.input(|input| input.events.len());
    harness.step();
    harness.step();
    assert_eq!(count(&harness), 0, "none is left to come");
}
