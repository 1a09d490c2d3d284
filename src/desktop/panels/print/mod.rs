//! Composing a sheet to print: what is to stand on it in a column, and beside it the sheet as it will be.
//! Must not paint or write: it hands back a request.

mod choices;
mod preview;

use std::path::PathBuf;

use egui::{Context, Id, Key, ScrollArea, Ui, UiBuilder, vec2};

use super::export::DPI;
use super::file_place::FilePlace;
use super::{Dialog, PanelContext, select_all};
use crate::desktop::focus;
use crate::desktop::request::Request;
use crate::draw::{PaperFormat, SCALES, Sheet, SheetOptions, next_scale, read_scale, title_of};
use crate::export::Export;
use crate::geometry::{Extent, LonLat};
use crate::i18n::{grouped, tr};
use crate::paint::PAINTERS;
use crate::picture::{Theme, World};
use crate::project::Project;
use crate::session::{Action, Session, Settings, Viewpoint};
use preview::{Moved, Preview};

/// The column of choices is so wide, if it may be, and takes at most this part of a narrow window.
const COLUMN: f32 = 288.0;
const MAX_SHARE: f32 = 0.52;
/// Between the window's edge and the composer, and within it.
const MARGIN: f32 = 24.0;
const GAP: f32 = 16.0;

/// What part of the map is on the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shown {
    /// What the window shows.
    #[default]
    View,
    /// All of the project.
    Whole,
    /// The selected feature.
    Selection,
    /// Moved by hand.
    Moved,
}

/// Which date stands on the sheet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Dated {
    #[default]
    None,
    Today,
    Typed,
}

/// The composer's state.
pub(in crate::desktop) struct State {
    /// What the window showed when it was opened.
    window: Session,
    /// The same as the sheet is to show it.
    session: Session,
    options: SheetOptions,
    shown: Shown,
    /// As they were typed.
    title: String,
    subtitle: String,
    scale: String,
    date: String,
    dated: Dated,
    theme: Theme,
    kind: usize,
    dpi: usize,
    place: FilePlace,
    preview: Preview,
    /// Whether the first field is to have the focus, its text selected.
    begins: bool,
}

impl Default for State {
    fn default() -> Self {
        Self::beginning(Session::new(Project::default(), Settings::default()), None, "")
    }
}

impl State {
    /// The composer for a sheet of what a session shows. It offers a file with a title as its name, in a folder.
    pub(in crate::desktop) fn beginning(session: Session, folder: Option<PathBuf>, title: &str) -> Self {
        let kind = PAINTERS.iter().position(|painter| painter.name == "pdf").unwrap_or(0);
        let dpi = DPI.iter().position(|dpi| *dpi == 300).unwrap_or(0);
        let [title_text, subtitle] = title_of(&session);
        Self {
            window: session.clone(),
            session,
            options: SheetOptions::on(PaperFormat::A4),
            shown: Shown::View,
            title: title_text,
            subtitle,
            scale: String::new(),
            date: String::new(),
            dated: Dated::None,
            theme: Theme::Print,
            kind,
            dpi,
            place: FilePlace::offering(folder, title, &PAINTERS[kind], false),
            preview: Preview::default(),
            begins: true,
        }
    }

    /// What to make, and of which session.
    pub(in crate::desktop) fn wanted(&self) -> (Export, Session) {
        let sheet = Some(self.options.clone());
        let export = Export { painter: &PAINTERS[self.kind], sheet, theme: self.theme, dpi: f64::from(DPI[self.dpi]) };
        (export, self.session.clone())
    }

    /// The first field.
    fn first_field() -> Id {
        Id::unique("sheet-title")
    }

    /// Shows the composer while it is open.
    pub(in crate::desktop) fn show(
        &mut self,
        context: &Context,
        panel: PanelContext<'_>,
        is_open: &mut bool,
        requests: &mut Vec<Request>,
    ) {
        if !*is_open {
            // Nobody looks at it any more.
            self.preview = Preview::default();
            return;
        }
        let screen = context.content_rect().size();
        let margin = if screen.x < 900.0 || screen.y < 600.0 { 8.0 } else { MARGIN };
        let size = (screen - vec2(margin, margin) * 2.0).max(vec2(200.0, 120.0));
        let title = tr!(panel.lang(), "print.title");
        let mut chosen = self.place.take();
        let mut open = true;
        let window = Dialog::Print.window(&title, &mut open).fixed_size(size);
        window.show(context, |ui| {
            let all = ui.available_rect_before_wrap();
            ui.set_min_size(all.size());
            let mut left = all;
            left.set_width(COLUMN.min(all.width() * MAX_SHARE));
            let chosen_now = ui.scope_builder(UiBuilder::new().max_rect(left), |ui| self.column(ui, panel)).inner;
            chosen = chosen.take().or(chosen_now);
            let right = all.with_min_x(left.right() + GAP);
            let moved = self.preview.show(ui, right, panel, (&self.session, &self.options, self.theme));
            self.take_move(moved);
        });
        *is_open &= open && chosen.is_none();
        requests.extend(chosen.map(Request::Print));
    }

    /// The choices, which scroll, and below them where the file goes.
    fn column(&mut self, ui: &mut Ui, panel: PanelContext<'_>) -> Option<PathBuf> {
        let lang = panel.lang();
        let below = if self.place.warns(&PAINTERS[self.kind]) { 112.0 } else { 72.0 };
        let height = (ui.available_height() - below).max(48.0);
        let mut entered = false;
        ScrollArea::vertical().id_salt("print-choices").max_height(height).auto_shrink([false, false]).show(ui, |ui| {
            entered = self.choices(ui, panel);
            focus::follow(ui, 0.0);
        });
        if std::mem::take(&mut self.begins) {
            select_all(ui.ctx(), Self::first_field(), &self.title);
        }
        ui.add_space(8.0);
        let is_ready = self.problem(panel).is_none();
        let go = tr!(lang, "export-dialog.save");
        ui.add_enabled_ui(is_ready, |ui| self.place.show(ui, panel, (&PAINTERS[self.kind], &go), entered && is_ready))
            .inner
    }

    /// Why no sheet can be made of what was chosen; none when it can.
    fn problem(&self, panel: PanelContext<'_>) -> Option<String> {
        let text = self.scale.trim();
        if !text.is_empty() && read_scale(text).is_none() {
            return Some(tr!(panel.lang(), "print.scale-wrong", least = grouped(SCALES[0])).into_owned());
        }
        self.preview.problem(panel.lang())
    }

    /// Takes in the scale as it is typed; nothing is "as it fits".
    fn read_scale(&mut self) {
        let text = self.scale.trim();
        // While something is typed that is no scale yet, the last one stays.
        if text.is_empty() || read_scale(text).is_some() {
            self.options.scale = read_scale(text);
        }
    }

    fn set_scale(&mut self, ratio: f64) {
        self.scale = format!("1 : {}", grouped(ratio));
        self.options.scale = Some(ratio);
    }

    /// Turns the sheet to what is to be on it.
    fn aim(&mut self, shown: Shown) {
        let extent = self.extent(shown);
        self.shown = shown;
        let lang = self.session.lang();
        self.session = extent.map_or_else(|| self.window.clone(), |extent| Sheet::facing(&self.window, extent));
        self.session.apply(Action::SetLanguage(lang));
    }

    /// The box around what is to be on it; none for a view, which is what it is.
    fn extent(&self, shown: Shown) -> Option<Extent> {
        match shown {
            Shown::View | Shown::Moved => None,
            Shown::Whole => Some(self.window.project().extent()),
            Shown::Selection => self.selection(),
        }
    }

    /// The box around the selected feature.
    fn selection(&self) -> Option<Extent> {
        let shape = self.window.project().shape(self.window.selected()?)?;
        Some(shape.extent()).filter(|extent| !extent.is_empty())
    }

    /// What the pointer or the keys did to the preview.
    fn take_move(&mut self, moved: Moved) {
        let [across, down] = moved.by;
        if across != 0.0 || down != 0.0 {
            let place = self.session.view().place();
            let World { x, y } = self.session.view().projector().center;
            let LonLat { lon, lat } = World { x: x - across, y: y - down }.into();
            self.session.apply(Action::LookFrom(Viewpoint { center: [lon, lat], ..place }));
            self.shown = Shown::Moved;
        }
        if moved.steps != 0 {
            let from = self.options.scale.or(self.preview.ratio());
            if let Some(from) = from {
                let more_ground = moved.steps < 0;
                let ratio = (0..moved.steps.unsigned_abs()).fold(from, |ratio, _| next_scale(ratio, more_ground));
                self.set_scale(ratio);
            }
        }
    }
}

/// Whether Enter was pressed in a field of text.
fn is_entered(ui: &Ui, response: &egui::Response) -> bool {
    response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
}
