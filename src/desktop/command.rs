//! What can be asked for by key: one table, which the keyboard, the buttons and the help all read.
//! Must not do what is asked: the app does.

use egui::{Context, Event, Key, KeyboardShortcut, Modifiers, Ui};

use crate::i18n::{Lang, tr};
use crate::session::{Panel, Session};

/// Something a user can ask for. It carries nothing: what it acts on is what is selected or in view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each has its words in the locale files, under command")]
pub enum Command {
    Open,
    Reload,
    ReadAs,
    Export,
    HandOut,
    SaveData,
    Print,
    Find,
    Commands,
    SelectTool,
    BoxTool,
    Fit,
    FitSelection,
    ZoomIn,
    ZoomOut,
    PanLeft,
    PanRight,
    PanUp,
    PanDown,
    Back,
    Forward,
    Next,
    Previous,
    Cancel,
    Copy,
    PasteData,
    CopyMenu,
    MapMenu,
    NextRegion,
    PreviousRegion,
    HidePanels,
    Layers,
    Symbology,
    FullScreen,
    Language,
    Theme,
    Motion,
    Graticule,
    Uncertainty,
    Checks,
    Compare,
    Swap,
    Present,
    PresentHere,
    StageKeys,
    Outline,
    SelfCheck,
    Help,
}

impl Command {
    /// Its row; every command has one.
    pub(super) fn row(self) -> Option<&'static CommandRow> {
        COMMANDS.iter().find(|row| row.command == self)
    }

    /// Whether what is typed after it is meant for what it opens or leads to.
    pub(super) fn takes_the_keyboard(self) -> bool {
        let leads_on =
            matches!(self, Self::Find | Self::Compare | Self::MapMenu | Self::NextRegion | Self::PreviousRegion);
        let is_for_all = matches!(self, Self::FullScreen | Self::Language | Self::Theme);
        leads_on || (self.is_over_dialogs() && !is_for_all)
    }

    /// Whether its keys count while a dialog is open: it opens another, closes this one, or is about the whole window.
    fn is_over_dialogs(self) -> bool {
        matches!(
            self,
            Self::Open
                | Self::ReadAs
                | Self::Export
                | Self::HandOut
                | Self::SaveData
                | Self::Print
                | Self::Commands
                | Self::CopyMenu
                | Self::StageKeys
                | Self::Outline
                | Self::SelfCheck
                | Self::Symbology
                | Self::Help
                | Self::Cancel
                | Self::FullScreen
                | Self::Language
                | Self::Theme
                | Self::Present
                | Self::PresentHere
        )
    }
}

/// A command with its keys.
pub struct CommandRow {
    /// The command.
    pub command: Command,
    /// `command.ID` is its key in the locale files.
    pub id: &'static str,
    /// The keys that ask for it, the one to show first.
    pub shortcuts: &'static [KeyboardShortcut],
    /// Whether it can be done now.
    pub enabled: fn(&Session) -> bool,
}

impl CommandRow {
    /// What it does, in a language.
    pub(super) fn name(&self, lang: Lang) -> String {
        tr!(lang, format!("command.{}", self.id)).into_owned()
    }

    /// The key to show for it, as the system writes it; empty where it has none.
    pub(super) fn keys(&self, context: &Context) -> String {
        self.shortcuts.first().map_or_else(String::new, |keys| keys_text(context, *keys))
    }
}

/// A key as the system writes it, but for what is printed on it: + and not Plus.
pub(super) fn keys_text(context: &Context, keys: KeyboardShortcut) -> String {
    let (text, key) = (context.format_shortcut(&keys), keys.logical_key);
    let is_printed = key.symbol_or_name().is_ascii() || key == Key::Minus;
    match text.strip_suffix(key.name()).filter(|_| is_printed) {
        Some(modifiers) => format!("{modifiers}{}", key.symbol_or_name()),
        None => text,
    }
}

pub(super) const fn key(logical_key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, logical_key)
}

pub(super) const fn ctrl(logical_key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, logical_key)
}

/// The system hands over Ctrl+C as a request to copy, not as a key.
const COPY: KeyboardShortcut = ctrl(Key::C);
/// And Ctrl+V as a text that is pasted.
const PASTE: KeyboardShortcut = ctrl(Key::V);
const COPY_MENU: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::C);

const READ_AS: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::O);
const SAVE_DATA: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::S);
const HAND_OUT: KeyboardShortcut = KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::E);

const fn alt(logical_key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, logical_key)
}

pub(super) const fn shift(logical_key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, logical_key)
}

fn always(_: &Session) -> bool {
    true
}

fn with_selection(session: &Session) -> bool {
    session.selected().is_some()
}

fn with_show(session: &Session) -> bool {
    !session.project().full_extent().is_empty()
}

fn with_layers(session: &Session) -> bool {
    !session.project().layers.is_empty()
}

fn can_go_back(session: &Session) -> bool {
    session.view().can_go_back()
}

fn can_go_forward(session: &Session) -> bool {
    session.view().can_go_forward()
}

fn when_compared(session: &Session) -> bool {
    session.versions().compared().is_some()
}

/// Whether there is anything to choose from: a selection, findings that are looked at, or a comparison.
fn with_something(session: &Session) -> bool {
    let (checks, versions) = (session.checks(), session.versions());
    let compared = session.panel() == Panel::Comparison && versions.compared().is_some();
    with_selection(session)
        || compared
        || checks.current().is_some()
        || (session.panel() == Panel::Checks && !checks.listed().is_empty())
}

const fn row(
    command: Command,
    id: &'static str,
    shortcuts: &'static [KeyboardShortcut],
    enabled: fn(&Session) -> bool,
) -> CommandRow {
    CommandRow { command, id, shortcuts, enabled }
}

/// Every command, in the order of the help.
pub const COMMANDS: &[CommandRow] = &[
    row(Command::Open, "open", &[ctrl(Key::O)], always),
    row(Command::Reload, "reload", &[ctrl(Key::R)], always),
    row(Command::ReadAs, "read-as", &[READ_AS], always),
    row(Command::Export, "export", &[ctrl(Key::E)], always),
    row(Command::SaveData, "save-data", &[SAVE_DATA], with_layers),
    row(Command::Print, "print", &[ctrl(Key::P)], always),
    row(Command::Find, "find", &[ctrl(Key::F), ctrl(Key::G)], always),
    row(Command::Commands, "commands", &[ctrl(Key::K)], always),
    row(Command::SelectTool, "select-tool", &[key(Key::S)], always),
    row(Command::BoxTool, "box-tool", &[key(Key::Z)], always),
    row(Command::Fit, "fit", &[key(Key::Num0), key(Key::Home)], always),
    row(Command::FitSelection, "fit-selection", &[key(Key::F), key(Key::Enter)], with_selection),
    row(Command::ZoomIn, "zoom-in", &[key(Key::Plus), key(Key::Equals), shift(Key::Plus)], always),
    row(Command::ZoomOut, "zoom-out", &[key(Key::Minus)], always),
    row(Command::PanLeft, "pan-left", &[key(Key::ArrowLeft), shift(Key::ArrowLeft)], always),
    row(Command::PanRight, "pan-right", &[key(Key::ArrowRight), shift(Key::ArrowRight)], always),
    row(Command::PanUp, "pan-up", &[key(Key::ArrowUp), shift(Key::ArrowUp)], always),
    row(Command::PanDown, "pan-down", &[key(Key::ArrowDown), shift(Key::ArrowDown)], always),
    row(Command::Back, "back", &[alt(Key::ArrowLeft)], can_go_back),
    row(Command::Forward, "forward", &[alt(Key::ArrowRight)], can_go_forward),
    row(Command::Next, "next", &[key(Key::N)], always),
    row(Command::Previous, "previous", &[key(Key::P)], always),
    row(Command::Cancel, "cancel", &[key(Key::Escape)], always),
    row(Command::Copy, "copy", &[COPY], with_selection),
    row(Command::PasteData, "paste-data", &[PASTE], always),
    row(Command::CopyMenu, "copy-menu", &[COPY_MENU], with_something),
    row(Command::MapMenu, "map-menu", &[shift(Key::F10), key(Key::Menu)], always),
    row(Command::NextRegion, "next-region", &[key(Key::F6)], always),
    row(Command::PreviousRegion, "previous-region", &[shift(Key::F6)], always),
    row(Command::HidePanels, "hide-panels", &[key(Key::H)], always),
    row(Command::Layers, "layers", &[shift(Key::H)], always),
    row(Command::Symbology, "symbology", &[key(Key::C)], with_layers),
    row(Command::FullScreen, "full-screen", &[key(Key::F11)], always),
    row(Command::Language, "language", &[ctrl(Key::L)], always),
    row(Command::Theme, "theme", &[ctrl(Key::T)], always),
    row(Command::Motion, "motion", &[shift(Key::M)], always),
    row(Command::Graticule, "graticule", &[shift(Key::G)], always),
    row(Command::Uncertainty, "uncertainty", &[shift(Key::U)], always),
    row(Command::Checks, "checks", &[key(Key::V)], always),
    row(Command::Compare, "compare", &[ctrl(Key::D)], always),
    row(Command::Swap, "swap", &[key(Key::B)], when_compared),
    row(Command::Present, "present", &[key(Key::F5)], always),
    row(Command::PresentHere, "present-here", &[shift(Key::F5)], always),
    row(Command::StageKeys, "stage-keys", &[key(Key::F9)], always),
    row(Command::Outline, "outline", &[ctrl(Key::J)], always),
    row(Command::HandOut, "hand-out", &[HAND_OUT], with_show),
    row(Command::SelfCheck, "self-check", &[key(Key::F8)], always),
    row(Command::Help, "help", &[key(Key::F1), key(Key::Questionmark), shift(Key::Questionmark)], always),
];

/// A command asked for, and whether Shift was held, which makes a pan longer.
pub(super) type Asked = (Command, bool);

/// The commands whose keys were pressed, taken from the input so that nothing else sees them. While a text is being typed, only keys
/// with Ctrl or Alt, function keys and Esc are commands; while a widget has the focus, Enter and the arrows are the widget's, unless it is
/// a feature `on_map`. While a `dialog` is open, no key reaches the map.
pub(super) fn pressed(ui: &Ui, session: &Session, dialog: bool, on_map: bool) -> Vec<Asked> {
    let typing = ui.ctx().text_edit_focused();
    let focused = !on_map && ui.ctx().memory(|memory| memory.focused().is_some());
    let mut asked = Vec::new();
    // A key with more modifiers is looked for first, since egui lets Shift stand for nothing.
    let mut keys: Vec<(&CommandRow, &KeyboardShortcut)> =
        COMMANDS.iter().flat_map(|row| row.shortcuts.iter().map(move |keys| (row, keys))).collect();
    keys.sort_by_key(|(_, keys)| std::cmp::Reverse(modifier_count(keys.modifiers)));
    for (row, keys) in keys {
        let plain = !keys.modifiers.command && !keys.modifiers.alt;
        let function = keys.logical_key == Key::Escape || is_function(keys.logical_key);
        let of_widget =
            matches!(keys.logical_key, Key::Enter | Key::ArrowLeft | Key::ArrowRight | Key::ArrowUp | Key::ArrowDown);
        let taken = plain && !function && (typing || (focused && of_widget));
        let available = !taken && (!dialog || row.command.is_over_dialogs()) && (row.enabled)(session);
        if available && ui.input_mut(|input| input.consume_shortcut(keys)) {
            asked.push((row.command, keys.modifiers.shift));
        }
    }
    if !dialog && asks_to_copy(ui) {
        let menu = ui.input(|input| input.modifiers.shift);
        if menu && with_something(session) {
            asked.push((Command::CopyMenu, false));
        } else if !menu && with_selection(session) {
            asked.push((Command::Copy, false));
        }
    }
    asked
}

/// Whether the user asked to copy, and no words are selected that would be copied instead.
fn asks_to_copy(ui: &Ui) -> bool {
    let words = ui.ctx().plugin::<egui::text_selection::LabelSelectionState>().lock().has_selection();
    !words && !ui.ctx().text_edit_focused() && ui.input(|input| input.events.contains(&Event::Copy))
}

/// Whether it is one of the keys at the top, which no text needs.
fn is_function(key: Key) -> bool {
    (Key::F1..=Key::F12).contains(&key)
}

fn modifier_count(modifiers: Modifiers) -> u8 {
    [modifiers.alt, modifiers.command, modifiers.shift].into_iter().map(u8::from).sum()
}
