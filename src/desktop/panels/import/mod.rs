//! Asking how a file is to be read, where it does not say so itself or says it wrongly: its system, axes, datum, encoding and fields. What
//! each answer makes of it is seen before it is opened.
//! Must not open it: it hands back a request.

mod preview;

use std::path::PathBuf;

use egui::{
    Align2, Button, Context, FontId, Grid, Image, Key, Label, Role, ScrollArea, Sense, Stroke, TextEdit, TextureHandle,
    Ui, Vec2, WidgetInfo, vec2,
};

use super::option::list;
use super::{Dialog, PanelContext, waiting};
use crate::crs::{Axes, CoordinateFrame, Crs, Landing};
use crate::desktop::focus;
use crate::desktop::job::Job;
use crate::desktop::map_pixmap::texture;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::formats::{OpenError, OpenOptions, Problem};
use crate::geodesy::Datum;
use crate::geometry::LonLat;
use crate::i18n::{self, Lang, displayed, number, printable, tr};
use crate::picture::ColourRole;
use crate::session::Settings;
use preview::{Preview, Sample};

/// How wide the dialog is at most, and its map how large, in points.
const WIDTH: f32 = 760.0;
const MAP: [f32; 2] = [368.0, 220.0];
/// Choices and map stand side by side from this width on.
const BESIDE: f32 = 600.0;
/// The radius of a number on the map, in points: one that would be cut off is left out.
const MARK: f32 = 9.0;
/// The list of systems is so high before it scrolls.
const LIST: f32 = 190.0;
/// Where positions are looked for while the map is empty: the mouth of the Pearl River.
const NEAR: LonLat = LonLat { lon: 113.5, lat: 23.0 };
/// The encodings to choose from, by their labels.
const ENCODINGS: [&str; 8] =
    ["UTF-8", "GB18030", "Big5", "windows-1252", "Shift_JIS", "EUC-KR", "UTF-16LE", "UTF-16BE"];
/// The dialog's state.
#[derive(Default)]
pub(in crate::desktop) struct State {
    /// All that is to be opened, and which of it is asked about.
    paths: Vec<PathBuf>,
    file: PathBuf,
    options: OpenOptions,
    /// The code of another system, as it is typed.
    code: String,
    /// The system that the file states, where it is only read when that is asked for.
    stated: Option<Crs>,
    /// What came of the options that were read last, and the map of it.
    seen: Option<(OpenOptions, Preview, Option<TextureHandle>)>,
    reading: Option<(OpenOptions, Job<Preview>)>,
}

impl State {
    /// The dialog for one of several files, as it begins: with what was said of it before.
    pub(in crate::desktop) fn asking(paths: Vec<PathBuf>, file: PathBuf, options: OpenOptions) -> Self {
        Self { paths, file, options, ..Self::default() }
    }

    /// Shows the dialog while it is open.
    pub(in crate::desktop) fn show(
        &mut self,
        context: &Context,
        panel: PanelContext<'_>,
        is_open: &mut bool,
        requests: &mut Vec<Request>,
    ) {
        if !*is_open {
            return;
        }
        self.read(context, panel);
        let mut open = true;
        let title = tr!(panel.lang(), "import.title");
        let window = Dialog::Import.window(&title, &mut open).show(context, |ui| {
            let room = context.content_rect().size() - vec2(48.0, 96.0);
            ui.set_width(room.x.clamp(200.0, WIDTH));
            let high = room.y.max(160.0);
            let all = ScrollArea::vertical().max_height(high).min_scrolled_height(high).show(ui, |ui| {
                let asked = self.inside(ui, panel);
                focus::follow(ui, 0.0);
                asked
            });
            all.inner
        });
        let asked = window.and_then(|window| window.inner).flatten();
        *is_open &= open && asked.is_none();
        if asked == Some(true) {
            let (paths, file, options) = (self.paths.clone(), self.file.clone(), self.options.clone());
            requests.push(Request::OpenAs { paths, file, options });
        }
    }

    /// Reads the file as it is asked for now, and takes in what came of that.
    fn read(&mut self, context: &Context, panel: PanelContext<'_>) {
        if let Some(ended) = self.reading.as_ref().and_then(|(_, job)| job.ended())
            && let Some((options, _)) = self.reading.take()
            && let Ok(preview) = ended
        {
            let texture = preview.picture.as_ref().map(|image| texture(context, "import", image));
            if let Err(OpenError { problem: Problem::Approximate { crs, .. }, .. }) = &preview.read {
                self.stated = Crs::from_name(crs);
            }
            self.seen = Some((options, preview, texture));
            // What it says may be higher, and the sheet stands in the middle: only where it comes to rest is it shown.
            context.request_discard("another reading");
        }
        let is_seen = self.seen.as_ref().is_some_and(|(options, ..)| *options == self.options);
        if is_seen || self.reading.as_ref().is_some_and(|(options, _)| *options == self.options) {
            return;
        }
        let (file, options) = (self.file.clone(), self.options.clone());
        let extent = panel.session.project().extent();
        let near = if extent.is_empty() { NEAR } else { extent.center() };
        let settings = Settings { reduced_motion: true, ..panel.session.settings() };
        let pixels_per_point = context.pixels_per_point();
        let work = move |_: &_| Preview::of(&file, &options, near, settings, (MAP, pixels_per_point));
        self.reading = Some((self.options.clone(), Job::begin(context, "import", work)));
    }

    /// All that is in it. Returns whether the file is to be opened, or nothing.
    fn inside(&mut self, ui: &mut Ui, panel: PanelContext<'_>) -> Option<bool> {
        let path = printable(&self.file.to_string_lossy());
        ui.add(Label::new(theme::strong(&path, 14.0)).truncate()).on_hover_text(&path);
        self.outcome(ui, panel);
        ui.add_space(4.0);
        if ui.available_width() >= BESIDE {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(ui.available_width() - MAP[0] - 16.0);
                    self.choices(ui, panel);
                });
                ui.vertical(|ui| {
                    ui.set_width(MAP[0]);
                    self.map(ui, panel);
                    self.rows(ui, panel);
                });
            });
        } else {
            self.choices(ui, panel);
            self.map(ui, panel);
            self.rows(ui, panel);
        }
        ui.add_space(8.0);
        self.buttons(ui, panel)
    }

    /// What came of it, in a sentence.
    fn outcome(&self, ui: &mut Ui, panel: PanelContext<'_>) {
        let lang = panel.lang();
        let is_reading = self.reading.is_some();
        ui.horizontal_wrapped(|ui| {
            match self.seen.as_ref().map(|(_, preview, _)| &preview.read) {
                None => {}
                Some(Ok(sample)) => {
                    panel.quiet(ui, &said(sample, lang));
                }
                Some(Err(error)) => {
                    panel.warning(ui, &displayed(&error.problem.without_flags(lang)));
                }
            }
            if is_reading {
                waiting::show(ui);
            }
        });
    }

    fn choices(&mut self, ui: &mut Ui, panel: PanelContext<'_>) {
        let lang = panel.lang();
        self.systems(ui, panel);
        PanelContext::heading(ui, &tr!(lang, "import.axes"));
        ui.horizontal_wrapped(|ui| {
            for (axes, key) in [(Axes::Xy, "import.east-first"), (Axes::Yx, "import.north-first")] {
                ui.selectable_value(&mut self.options.frame.axes, axes, tr!(lang, key));
            }
        });
        PanelContext::heading(ui, &tr!(lang, "import.datum"));
        ui.horizontal_wrapped(|ui| {
            for datum in Datum::ALL {
                // Those of CGCS2000 count as those of WGS 84.
                let name = if datum == Datum::Wgs84 { "WGS 84, CGCS2000" } else { datum.title() };
                ui.selectable_value(&mut self.options.frame.datum, datum, name);
            }
        });
        let fields = self.sample().map(|sample| sample.fields.clone()).unwrap_or_default();
        let encodings: Vec<String> = ENCODINGS.map(str::to_owned).to_vec();
        let OpenOptions { encoding, id_property, name_property, .. } = &mut self.options;
        for (key, chosen, choices) in [
            ("import.encoding", encoding, &encodings),
            ("import.id", id_property, &fields),
            ("import.name", name_property, &fields),
        ] {
            let name = tr!(lang, key);
            PanelContext::heading(ui, &name);
            // What was said before stays a choice, whatever was read by it.
            let said = chosen.iter().filter(|said| !choices.contains(said));
            let choices = said.chain(choices).map(|choice| (Some(choice.clone()), displayed(choice)));
            let as_file = (None, tr!(lang, "import.as-file").into_owned());
            list(ui, &name, chosen, std::iter::once(as_file).chain(choices).collect());
        }
    }

    /// The systems that the numbers may be in, and one to type.
    fn systems(&mut self, ui: &mut Ui, panel: PanelContext<'_>) {
        let lang = panel.lang();
        PanelContext::heading(ui, &tr!(lang, "import.system"));
        let landings = self.seen.as_ref().map(|(_, preview, _)| preview.landings.clone()).unwrap_or_default();
        let mut frame = self.options.frame;
        ScrollArea::vertical()
            .max_height(LIST)
            .min_scrolled_height(LIST)
            .id_salt("systems")
            // As high before they are found: what is below it, and the dialog, stay where they are.
            .auto_shrink([false, false])
            .show(ui, |ui| {
                if ui
                    .selectable_label(frame.crs.is_none() && frame.axes == Axes::Xy, tr!(lang, "import.as-file"))
                    .clicked()
                {
                    (frame.crs, frame.axes) = (None, Axes::Xy);
                }
                if let Some(stated) = self.stated {
                    let words = tr!(lang, "import.approximate", system = stated.title(lang));
                    if ui.add(Button::selectable(frame.crs == Some(stated), words.into_owned()).wrap()).clicked() {
                        frame.crs = Some(stated);
                        self.code.clear();
                    }
                }
                for (place, landing) in landings.iter().enumerate() {
                    let own = CoordinateFrame { datum: frame.datum, ..named(landing) };
                    let words = format!("{}  {}", place + 1, landing_words(landing, lang));
                    let entry = Button::selectable(frame == own, words).wrap();
                    if ui.add(entry).clicked() {
                        frame = own;
                        self.code.clear();
                    }
                }
                focus::follow(ui, 0.0);
            });
        let name = tr!(lang, "import.code");
        let edit = TextEdit::singleline(&mut self.code).desired_width(f32::INFINITY).hint_text(&*name);
        let field = ui.scope(|ui| {
            theme::show_selection(ui);
            ui.add(edit)
        });
        field.inner.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &*name));
        if !self.code.trim().is_empty() {
            let crs = crs_of(&self.code);
            if field.inner.changed() {
                frame.crs = crs.or(frame.crs);
            }
            if let Some(crs) = crs {
                panel.quiet(ui, &crs.title(lang));
            } else {
                let said = Crs::named(self.code.trim()).err().unwrap_or_default();
                panel.warning(ui, &Crs::refusal(&self.code, &said, lang));
            }
        }
        self.options.frame = frame;
    }

    /// Where it lies: a map of what was read, with a number where each way to read it leads.
    fn map(&self, ui: &mut Ui, panel: PanelContext<'_>) {
        let size = Vec2::from(MAP).min(vec2(ui.available_width(), MAP[1]));
        let Some((_, preview, Some(texture))) = &self.seen else {
            ui.allocate_exact_size(size, Sense::hover());
            return;
        };
        let words = tr!(panel.lang(), "import.map");
        let shown = ui.add(Image::new((texture.id(), Vec2::from(MAP))).fit_to_exact_size(size).alt_text(&*words));
        let scale = shown.rect.width() / MAP[0];
        let painter = ui.painter_at(shown.rect);
        let (ink, paper) = (panel.role(ColourRole::Selected), theme::colour(panel.palette().panel));
        // The nearest is on top.
        for (place, mark) in preview.marks.iter().enumerate().rev() {
            let at = shown.rect.min + Vec2::from(*mark) * scale;
            if !shown.rect.shrink(MARK).contains(at) {
                continue;
            }
            painter.circle(at, MARK, paper, Stroke::new(1.5, ink));
            painter.text(at, Align2::CENTER_CENTER, place + 1, FontId::proportional(12.0), ink);
        }
    }

    /// The first rows, as they were read.
    fn rows(&self, ui: &mut Ui, panel: PanelContext<'_>) {
        let lang = panel.lang();
        let Some(sample) = self.sample().filter(|sample| !sample.rows.is_empty()) else { return };
        PanelContext::heading(ui, &tr!(lang, "import.rows"));
        ScrollArea::horizontal().id_salt("rows").show(ui, |ui| {
            Grid::new("import-rows").striped(true).spacing([16.0, 4.0]).show(ui, |ui| {
                let own = [tr!(lang, "import.id"), tr!(lang, "import.name")];
                for head in own.iter().map(AsRef::as_ref).chain(sample.head.iter().map(String::as_str)) {
                    panel.quiet(ui, head);
                }
                ui.end_row();
                for row in &sample.rows {
                    for cell in row {
                        ui.label(cell);
                    }
                    ui.end_row();
                }
            });
        });
    }

    fn buttons(&self, ui: &mut Ui, panel: PanelContext<'_>) -> Option<bool> {
        let lang = panel.lang();
        let can_open = self.sample().is_some();
        let free = ui.memory(|memory| memory.focused().is_none());
        let entered = free && can_open && ui.input(|input| input.key_pressed(Key::Enter));
        let row = ui.horizontal(|ui| {
            let open = ui.add_enabled(can_open, Button::new(tr!(lang, "import.open"))).clicked();
            let cancel = ui.button(tr!(lang, "import.cancel")).clicked();
            if open { Some(true) } else { cancel.then_some(false) }
        });
        row.inner.or(entered.then_some(true))
    }

    /// What was read by the options as they are now.
    fn sample(&self) -> Option<&Sample> {
        let (options, preview, _) = self.seen.as_ref()?;
        preview.read.as_ref().ok().filter(|_| *options == self.options)
    }
}

/// The way to read of a landing, with degrees named as such where their order is another: else the file would say it.
fn named(landing: &Landing) -> CoordinateFrame {
    let CoordinateFrame { crs, .. } = landing.frame;
    CoordinateFrame { crs: crs.or_else(|| Crs::from_epsg(4326)), ..landing.frame }
}

/// A system, its axes and how far away that is.
fn landing_words(landing: &Landing, lang: Lang) -> String {
    let system = landing.frame.crs.map_or_else(|| tr!(lang, "import.degrees").into_owned(), |crs| crs.title(lang));
    let system = match landing.frame.axes {
        Axes::Xy => system,
        Axes::Yx => tr!(lang, "import.swapped", system = system).into_owned(),
    };
    let is_approximate = landing.frame.crs.is_some_and(|crs| crs.off_by_m().is_some());
    let system = if is_approximate { tr!(lang, "import.not-exact", system = system).into_owned() } else { system };
    let km = number(landing.distance_m / 1000.0, usize::from(landing.distance_m < 10_000.0));
    tr!(lang, "import.landing", system = system, km = km).into_owned()
}

/// What was read, in a sentence.
fn said(sample: &Sample, lang: Lang) -> String {
    let crs = Crs::from_name(sample.system).map_or_else(|| sample.system.to_owned(), |crs| crs.title(lang));
    let encoding = if sample.encoding.is_empty() { "UTF-8" } else { sample.encoding };
    let key = if sample.features == 1 { "import.read-one" } else { "import.read" };
    tr!(lang, key, count = sample.features, system = crs, encoding = encoding).into_owned()
}

/// What was said of how a file is read, in a row.
pub(in crate::desktop) fn reading_words(options: &OpenOptions, lang: Lang) -> String {
    let OpenOptions { frame, encoding, id_property, name_property, .. } = options;
    let field = |key: &str, field: &Option<String>| {
        field.as_deref().map(|field| format!("{} {}", tr!(lang, key), displayed(field)))
    };
    let words = [
        frame.crs.map(|crs| crs.title(lang)),
        (frame.axes == Axes::Yx).then(|| tr!(lang, "import.north-first").into_owned()),
        (frame.datum != Datum::default()).then(|| frame.datum.title().to_owned()),
        encoding.clone(),
        field("import.id", id_property),
        field("import.name", name_property),
    ];
    let words: Vec<String> = words.into_iter().flatten().collect();
    i18n::list(&words.iter().map(String::as_str).collect::<Vec<_>>(), lang)
}

/// The system by a code or a name that was typed.
fn crs_of(typed: &str) -> Option<Crs> {
    let typed = typed.trim();
    Crs::named(typed).ok().or_else(|| Crs::from_epsg(typed.parse().ok()?))
}
