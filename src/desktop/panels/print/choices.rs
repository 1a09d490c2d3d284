//! The column of choices for a sheet, from its title to the kind of file.
//! Must not know how the sheet looks.

use egui::{Align, ComboBox, Id, Label, Layout, TextEdit, TextStyle, Ui, vec2};

use super::{Dated, Shown, State, is_entered};
use crate::desktop::panels::PanelContext;
use crate::desktop::panels::export::{kinds, resolutions};
use crate::desktop::panels::option::{option, tick};
use crate::desktop::panels::paste::paste_menu;
use crate::desktop::theme;
use crate::draw::{PaperFormat, SheetPart, USUAL_SCALES, title_of};
use crate::i18n::{Lang, grouped, tr};
use crate::paint::PAINTERS;
use crate::picture::Theme;
use crate::session::Action;

/// The name of a list is so wide, if it may be.
const NAME: f32 = 72.0;
/// A list is so high, if it may be, before it scrolls: all kinds of paper are seen at once.
const LIST: f32 = 420.0;
/// The colours to choose from, each with the key of its name.
const THEMES: [(Theme, &str); 3] =
    [(Theme::Print, "print.theme-print"), (Theme::Light, "print.theme-light"), (Theme::Dark, "print.theme-dark")];

impl State {
    /// All choices. Returns whether Enter was pressed in a field.
    pub(super) fn choices(&mut self, ui: &mut Ui, panel: PanelContext<'_>) -> bool {
        let mut entered = self.words(ui, panel);
        self.paper(ui, panel);
        self.map(ui, panel);
        entered |= self.scales(ui, panel);
        self.parts(ui, panel);
        entered |= self.dates(ui, panel);
        self.looks(ui, panel);
        self.file(ui, panel);
        entered
    }

    /// Title and subtitle.
    fn words(&mut self, ui: &mut Ui, panel: PanelContext<'_>) -> bool {
        let lang = panel.lang();
        let mut entered = false;
        let title = field(ui, panel, &tr!(lang, "print.sheet-title"), &mut self.title, Some(Self::first_field()));
        entered |= is_entered(ui, &title);
        let subtitle = field(ui, panel, &tr!(lang, "print.subtitle"), &mut self.subtitle, None);
        entered |= is_entered(ui, &subtitle);
        let offered = title_of(&self.session);
        let typed = |text: &str, offered: &str| (text != offered).then(|| text.to_owned());
        self.options.title = typed(self.title.trim(), &offered[0]);
        // One title typed leaves the other as it stands here.
        let is_own = self.options.title.is_some();
        self.options.subtitle =
            if is_own { Some(self.subtitle.trim().to_owned()) } else { typed(self.subtitle.trim(), &offered[1]) };
        entered
    }

    fn paper(&mut self, ui: &mut Ui, panel: PanelContext<'_>) {
        let lang = panel.lang();
        let name = |format: PaperFormat| {
            if format == PaperFormat::Wide { tr!(lang, "print.slide").into_owned() } else { format.id().to_owned() }
        };
        let now = self.options.format;
        combo(ui, panel, &tr!(lang, "print.paper"), &name(now), |ui| {
            for format in PaperFormat::ALL {
                if option(ui, now == format, name(format)) {
                    self.options.format = format;
                }
            }
        });
        ui.horizontal_wrapped(|ui| {
            for (portrait, key) in [(false, "print.landscape"), (true, "print.portrait")] {
                ui.selectable_value(&mut self.options.portrait, portrait, tr!(lang, key));
            }
        });
    }

    /// What part of the map is on it.
    fn map(&mut self, ui: &mut Ui, panel: PanelContext<'_>) {
        let lang = panel.lang();
        let name = |shown: Shown| match shown {
            Shown::View => tr!(lang, "print.view"),
            Shown::Whole => tr!(lang, "print.whole"),
            Shown::Selection => tr!(lang, "print.selection"),
            Shown::Moved => tr!(lang, "print.moved"),
        };
        let mut chosen = None;
        combo(ui, panel, &tr!(lang, "print.area"), &name(self.shown), |ui| {
            let selection = self.selection().map(|_| Shown::Selection);
            for shown in [Shown::View, Shown::Whole].into_iter().chain(selection) {
                if option(ui, self.shown == shown, name(shown)) {
                    chosen = Some(shown);
                }
            }
        });
        if let Some(shown) = chosen {
            self.aim(shown);
        }
    }

    /// The scale to type or to choose, and whether there are several sheets at it.
    fn scales(&mut self, ui: &mut Ui, panel: PanelContext<'_>) -> bool {
        let lang = panel.lang();
        let fits = tr!(lang, "print.fits");
        let mut entered = false;
        let label = panel.quiet(ui, &tr!(lang, "print.scale"));
        ui.horizontal(|ui| {
            let width = (ui.available_width() - 40.0).max(60.0);
            theme::show_selection(ui);
            let edit = TextEdit::singleline(&mut self.scale).desired_width(width).hint_text(&*fits);
            let scale = ui.add(edit).labelled_by(label.id);
            entered = is_entered(ui, &scale);
            let mut chosen = None;
            let list = ComboBox::from_id_salt("scales").selected_text("").width(24.0).height(LIST);
            let list = list.show_ui(ui, |ui| {
                if option(ui, self.options.scale.is_none(), &*fits) {
                    chosen = Some(None);
                }
                for ratio in USUAL_SCALES {
                    let is_now = self.options.scale == Some(ratio);
                    if option(ui, is_now, format!("1 : {}", grouped(ratio))) {
                        chosen = Some(Some(ratio));
                    }
                }
            });
            list.response.on_hover_text(tr!(lang, "print.scales"));
            match chosen {
                Some(Some(ratio)) => self.set_scale(ratio),
                Some(None) => self.scale.clear(),
                None => {}
            }
        });
        self.read_scale();
        ui.add_enabled_ui(self.options.scale.is_some(), |ui| {
            let several = tick(ui, &mut self.options.series, tr!(lang, "print.series"));
            several
                .on_hover_text(tr!(lang, "print.series-what"))
                .on_disabled_hover_text(tr!(lang, "print.series-needs"));
        });
        if let Some(problem) = self.problem(panel) {
            panel.warning(ui, &problem);
        } else if self.extent(self.shown).is_some_and(|extent| self.preview.leaves_out(&extent)) {
            panel.warning(ui, &tr!(lang, "print.cut"));
        }
        entered
    }

    /// What stands on it.
    fn parts(&mut self, ui: &mut Ui, panel: PanelContext<'_>) {
        let lang = panel.lang();
        PanelContext::heading(ui, &tr!(lang, "print.parts"));
        for part in SheetPart::ALL {
            let mut is_on = self.options.shows(part);
            if tick(ui, &mut is_on, tr!(lang, format!("print.part.{}", part.id()))).changed() {
                if is_on {
                    self.options.left_out.remove(&part);
                } else {
                    self.options.left_out.insert(part);
                }
            }
        }
        panel.quiet(ui, &tr!(lang, "print.notice"));
        ui.add_space(8.0);
    }

    fn dates(&mut self, ui: &mut Ui, panel: PanelContext<'_>) -> bool {
        let lang = panel.lang();
        let name = |dated: Dated| match dated {
            Dated::None => tr!(lang, "print.no-date"),
            Dated::Today => tr!(lang, "print.today"),
            Dated::Typed => tr!(lang, "print.other-date"),
        };
        combo(ui, panel, &tr!(lang, "print.date"), &name(self.dated), |ui| {
            for dated in [Dated::None, Dated::Today, Dated::Typed] {
                if option(ui, self.dated == dated, name(dated)) {
                    self.dated = dated;
                }
            }
        });
        let mut entered = false;
        if self.dated == Dated::Typed {
            let typed = field(ui, panel, &tr!(lang, "print.date-text"), &mut self.date, None);
            entered = is_entered(ui, &typed);
        }
        self.options.date = match self.dated {
            Dated::None => None,
            Dated::Today => Some(today(self.session.lang())),
            Dated::Typed => Some(self.date.trim().to_owned()).filter(|date| !date.is_empty()),
        };
        entered
    }

    /// Its language and its colours.
    fn looks(&mut self, ui: &mut Ui, panel: PanelContext<'_>) {
        let lang = panel.lang();
        let mut language = self.session.lang();
        let name = |lang: Lang| tr!(lang, "lang.name");
        combo(ui, panel, &tr!(lang, "print.language"), &name(language), |ui| {
            for other in Lang::ALL {
                if option(ui, language == other, name(other)) {
                    language = other;
                }
            }
        });
        if language != self.session.lang() {
            self.set_language(language);
        }
        let named = THEMES.iter().find(|(theme, _)| *theme == self.theme).map_or("", |(_, key)| key);
        combo(ui, panel, &tr!(lang, "print.colours"), &tr!(lang, named), |ui| {
            for (theme, key) in THEMES {
                if option(ui, self.theme == theme, tr!(lang, key)) {
                    self.theme = theme;
                }
            }
        });
    }

    /// Speaks another language on the sheet; titles that nobody changed follow.
    fn set_language(&mut self, lang: Lang) {
        let before = title_of(&self.session);
        self.session.apply(Action::SetLanguage(lang));
        let after = title_of(&self.session);
        for ((text, before), after) in [&mut self.title, &mut self.subtitle].into_iter().zip(before).zip(after) {
            if *text == before {
                *text = after;
            }
        }
    }

    /// What kind of file it becomes.
    fn file(&mut self, ui: &mut Ui, panel: PanelContext<'_>) {
        PanelContext::heading(ui, &tr!(panel.lang(), "print.file"));
        let before = self.kind;
        kinds(ui, &mut self.kind);
        resolutions(ui, panel, self.kind, &mut self.dpi);
        if before != self.kind {
            self.place.rename(&PAINTERS[before], &PAINTERS[self.kind]);
        }
    }
}

/// A field of text with its name above it.
fn field(ui: &mut Ui, panel: PanelContext<'_>, name: &str, text: &mut String, id: Option<Id>) -> egui::Response {
    let label = panel.quiet(ui, name);
    let edit = TextEdit::singleline(text).desired_width(f32::INFINITY);
    let edit = match id {
        Some(id) => edit.id(id),
        None => edit,
    };
    let field = ui.scope(|ui| {
        theme::show_selection(ui);
        ui.add(edit)
    });
    paste_menu(&field.inner, panel, text);
    field.inner.labelled_by(label.id)
}

/// A list to choose from, with its name before it.
fn combo(ui: &mut Ui, panel: PanelContext<'_>, name: &str, chosen: &str, list: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let height = ui.text_style_height(&TextStyle::Button) + 2.0 * ui.spacing().button_padding.y;
        let size = vec2(NAME.min(ui.available_width() * 0.4), height);
        let label = ui.allocate_ui_with_layout(size, Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(size.x);
            ui.add(Label::new(panel.quiet_text(name)).truncate())
        });
        let width = (ui.available_width() - 8.0).max(40.0);
        let combo = ComboBox::from_id_salt(name).selected_text(chosen).width(width).height(LIST).truncate();
        combo.show_ui(ui, list).response.labelled_by(label.inner.id);
    });
}

/// Today as a language writes it.
fn today(lang: Lang) -> String {
    let form = match lang {
        Lang::En => "%-d %B %Y",
        Lang::ZhHant | Lang::ZhHans => "%Y年%-m月%-d日",
    };
    chrono::Local::now().format(form).to_string()
}
