//! The sheet as it will be, painted in the background: the last one stays until the next is there, and one that nobody waits for any more
//! is not waited for.
//! Must not decide what is on the sheet.

use egui::{
    Color32, CornerRadius, CursorIcon, EventFilter, Id, Key, Rect, Role, Sense, Stroke, StrokeKind, TextureHandle, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::desktop::job::{Ended, Job};
use crate::desktop::map_pixmap::texture;
use crate::desktop::panels::{PanelContext, waiting};
use crate::draw::{MAX_SHEETS, Sheet, SheetOptions, TooManySheets};
use crate::geometry::Extent;
use crate::i18n::{Lang, grouped, tr};
use crate::paint::raster::{Image, Part, image, prepare};
use crate::picture::{ColourRole, Projector, Theme, World};
use crate::session::{Session, Viewpoint};

/// It has at most so many pixels a side.
const MAX_SIDE: f32 = 2048.0;
/// So much scrolling is one step of scale, in points.
const STEP: f32 = 40.0;
/// How far an arrow key moves the map, in parts of its frame.
const ARROW: f64 = 0.1;
/// The height of the line below the sheet.
const LINE: f32 = 28.0;

/// What was done to it.
#[derive(Clone, Copy, Default)]
pub(super) struct Moved {
    /// How far the map was moved, in parts of Web Mercator's square.
    pub(super) by: [f64; 2],
    /// How many scales larger it is to be, or smaller.
    pub(super) steps: i32,
}

/// All that a painted sheet depends on, for one session.
#[derive(Clone, Debug, PartialEq)]
struct Wanted {
    options: SheetOptions,
    place: Viewpoint,
    size: [f32; 2],
    lang: Lang,
    theme: Theme,
    page: usize,
    pixels_per_point: f64,
}

/// A sheet that was made.
struct Made {
    image: Option<Image>,
    facts: Facts,
}

/// What is known of a sheet that was made.
#[derive(Clone)]
struct Facts {
    /// In points.
    size: [f32; 2],
    /// The upper left corner of its map, and how that is projected.
    corner: [f32; 2],
    projector: Projector,
    ratio: f64,
    /// Which of how many it is.
    page: [usize; 2],
    title: Option<String>,
}

/// The sheet painted last.
struct Shown {
    wanted: Wanted,
    texture: Option<TextureHandle>,
    facts: Facts,
}

/// The preview.
#[derive(Default)]
pub(super) struct Preview {
    shown: Option<Shown>,
    /// Why the sheet that was wanted last cannot be made.
    refused: Option<(Wanted, Option<TooManySheets>)>,
    making: Option<(Wanted, Job<Result<Made, TooManySheets>>)>,
    page: usize,
    /// Scrolling that is no step yet.
    scrolled: f32,
}

impl Preview {
    /// The scale of the sheet that is shown.
    pub(super) fn ratio(&self) -> Option<f64> {
        self.shown.as_ref().map(|shown| shown.facts.ratio)
    }

    /// Whether the map of the sheet that is shown, the only one, leaves out some of an extent.
    pub(super) fn leaves_out(&self, extent: &Extent) -> bool {
        self.shown.as_ref().filter(|shown| shown.facts.page[1] == 1).is_some_and(|shown| {
            // What only touches the frame is on it.
            let map = shown.facts.projector.extent().grown((extent.east - extent.west) * 1e-3);
            map.union(*extent) != map
        })
    }

    /// Why there is no sheet of what is wanted.
    pub(super) fn problem(&self, lang: Lang) -> Option<String> {
        let (_, why) = self.refused.as_ref()?;
        Some(match why {
            Some(TooManySheets { count }) => tr!(lang, "print.too-many", count = count, most = MAX_SHEETS).into_owned(),
            None => tr!(lang, "message.not-painted").into_owned(),
        })
    }

    /// Shows the sheet in a place of the window. Returns what the pointer and the keys did to it.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        place: Rect,
        panel: PanelContext<'_>,
        (session, options, theme): (&Session, &SheetOptions, Theme),
    ) -> Moved {
        let room = place.with_max_y(place.bottom() - LINE).shrink(4.0);
        let [width, height] = options.size();
        let scale = (room.width() / width).min(room.height() / height).max(0.01);
        let longest = scale * width.max(height);
        let fineness = ui.ctx().pixels_per_point().min(MAX_SIDE / longest.max(1.0));
        let wanted = Wanted {
            options: options.clone(),
            place: session.view().place(),
            size: session.view().projector().size,
            lang: session.lang(),
            theme,
            page: self.page,
            pixels_per_point: f64::from(scale * fineness),
        };
        self.take(ui);
        self.make(ui, session, &wanted);
        let sheet = Rect::from_center_size(room.center(), vec2(width, height) * scale);
        self.paint(ui, panel, sheet, &wanted);
        self.below(ui, panel, place.with_min_y(place.bottom() - LINE));
        self.read(ui, panel, sheet)
    }

    /// Begins to make a sheet unless that is done, or another is under way.
    fn make(&mut self, ui: &Ui, session: &Session, wanted: &Wanted) {
        let is_there = self.shown.as_ref().is_some_and(|shown| shown.wanted == *wanted);
        let is_refused = self.refused.as_ref().is_some_and(|(refused, _)| refused == wanted);
        if !is_refused {
            self.refused = None;
        }
        if is_there || is_refused || self.making.is_some() {
            return;
        }
        let (session, asked) = (session.clone(), wanted.clone());
        self.making = Some((wanted.clone(), Job::begin(ui.ctx(), "sheet", move |_| made(&session, &asked))));
    }

    fn take(&mut self, ui: &Ui) {
        let Some(ended) = self.making.as_ref().and_then(|(_, job)| job.ended()) else { return };
        let Some((wanted, _)) = self.making.take() else { return };
        match ended {
            Ended::Ok(Ok(Made { image, facts })) => {
                self.page = facts.page[0];
                self.refused = image.is_none().then(|| (wanted.clone(), None));
                let texture = image.map(|image| texture(ui.ctx(), "sheet", &image));
                let wanted = Wanted { page: self.page, ..wanted };
                self.shown = Some(Shown { wanted, texture, facts });
            }
            Ended::Ok(Err(why)) => self.refused = Some((wanted, Some(why))),
            Ended::Err(_) => self.refused = Some((wanted, None)),
        }
    }

    fn paint(&self, ui: &Ui, panel: PanelContext<'_>, sheet: Rect, wanted: &Wanted) {
        let painter = ui.painter();
        painter.rect_filled(sheet, CornerRadius::ZERO, Color32::WHITE);
        let shown = self.shown.as_ref().and_then(|shown| Some((shown, shown.texture.as_ref()?)));
        if let Some((Shown { facts, wanted: was, .. }, texture)) = shown {
            let whole = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            let [width, height] = facts.size;
            // One of another shape stays in the middle until the next is there.
            let scale = (sheet.width() / width).min(sheet.height() / height);
            let there = Rect::from_center_size(sheet.center(), vec2(width, height) * scale);
            painter.image(texture.id(), there, whole, Color32::WHITE);
            let center =
                |place: Viewpoint| World::from(crate::geometry::LonLat { lon: place.center[0], lat: place.center[1] });
            let (from, to) = (center(was.place), center(wanted.place));
            #[expect(clippy::cast_possible_truncation, reason = "points of the window")]
            let by =
                [from.x - to.x, from.y - to.y].map(|side| (side * facts.projector.points_per_world) as f32 * scale);
            if by.iter().any(|side| side.abs() > 0.01) {
                // What is dragged moves along at once, and is painted anew meanwhile.
                let frame = map_frame(facts, there, scale);
                let painter = painter.with_clip_rect(frame);
                painter.rect_filled(frame, CornerRadius::ZERO, Color32::WHITE);
                let uv = |at: egui::Pos2| {
                    let at = (at - there.min) / there.size();
                    pos2(at.x, at.y)
                };
                let part = Rect::from_min_max(uv(frame.min), uv(frame.max));
                painter.image(texture.id(), frame.translate(vec2(by[0], by[1])), part, Color32::WHITE);
            }
        }
        let edge = Stroke::new(1.0, panel.role(ColourRole::SecondText));
        painter.rect_stroke(sheet, CornerRadius::ZERO, edge, StrokeKind::Outside);
    }

    /// Its scale, and which of several it is.
    fn below(&mut self, ui: &mut Ui, panel: PanelContext<'_>, place: Rect) {
        let lang = panel.lang();
        let facts = self.shown.as_ref().map(|shown| shown.facts.clone());
        ui.scope_builder(egui::UiBuilder::new().max_rect(place), |ui| {
            ui.horizontal_centered(|ui| {
                let is_waited_for = self.making.is_some();
                let Some(facts) = facts else {
                    if is_waited_for {
                        waiting::show(ui);
                    }
                    return;
                };
                let [page, count] = facts.page;
                if count > 1 {
                    let step = |ui: &mut Ui, sign: &str, key: &str, enabled: bool| {
                        let button = ui.add_enabled(enabled, egui::Button::new(sign));
                        button.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, tr!(lang, key)));
                        button.on_hover_text(tr!(lang, key)).clicked()
                    };
                    if step(ui, "◀", "print.previous", page > 0) {
                        self.page = page - 1;
                    }
                    if step(ui, "▶", "print.next", page + 1 < count) {
                        self.page = page + 1;
                    }
                }
                let scale = format!("1 : {}", grouped(facts.ratio));
                let words = facts.title.map_or_else(|| scale.clone(), |title| format!("{title} · {scale}"));
                ui.add(egui::Label::new(panel.quiet_text(&words)).truncate());
                if is_waited_for {
                    waiting::show(ui);
                }
            });
        });
    }

    /// What the pointer and the keys do to the map on the sheet.
    fn read(&mut self, ui: &mut Ui, panel: PanelContext<'_>, sheet: Rect) -> Moved {
        let response = ui.interact(sheet, Id::unique("sheet-preview"), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, tr!(panel.lang(), "print.preview")));
        let response = response.on_hover_cursor(CursorIcon::Grab);
        let mut moved = Moved::default();
        let Some(Shown { facts, .. }) = &self.shown else { return moved };
        let scale = f64::from((sheet.width() / facts.size[0]).min(sheet.height() / facts.size[1]));
        let per_world = facts.projector.points_per_world * scale;
        if response.dragged() {
            let by = response.drag_delta();
            moved.by = [f64::from(by.x) / per_world, f64::from(by.y) / per_world];
        }
        if response.hovered() {
            self.scrolled += ui.input(|input| input.smooth_scroll_delta().y);
        }
        if response.clicked() {
            response.request_focus();
        }
        if response.has_focus() {
            let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
            let focus = Stroke::new(2.0, ui.visuals().selection.stroke.color);
            ui.painter().rect_stroke(sheet, CornerRadius::ZERO, focus, StrokeKind::Outside);
            let side = |axis: usize| f64::from(facts.projector.size[axis]) / facts.projector.points_per_world * ARROW;
            ui.input(|input| {
                let pressed = |key: Key| f64::from(u8::from(input.key_pressed(key)));
                moved.by[0] += side(0) * (pressed(Key::ArrowLeft) - pressed(Key::ArrowRight));
                moved.by[1] += side(1) * (pressed(Key::ArrowUp) - pressed(Key::ArrowDown));
                let larger = input.key_pressed(Key::Plus) || input.key_pressed(Key::Equals);
                moved.steps += i32::from(larger) - i32::from(input.key_pressed(Key::Minus));
            });
        }
        while self.scrolled.abs() >= STEP {
            moved.steps += if self.scrolled > 0.0 { 1 } else { -1 };
            self.scrolled -= STEP.copysign(self.scrolled);
        }
        moved
    }
}

/// The map of a sheet in the window.
fn map_frame(facts: &Facts, sheet: Rect, scale: f32) -> Rect {
    let [x, y] = facts.corner;
    let [width, height] = facts.projector.size;
    Rect::from_min_size(sheet.min + vec2(x, y) * scale, vec2(width, height) * scale)
}

/// Makes the sheet that is wanted, and paints it.
fn made(session: &Session, wanted: &Wanted) -> Result<Made, TooManySheets> {
    let mut sheets = Sheet::all(session, &wanted.options)?;
    let count = sheets.len();
    let page = wanted.page.min(count - 1);
    let sheet = sheets.swap_remove(page);
    let picture = sheet.picture();
    prepare(&picture, wanted.pixels_per_point);
    let image = image(&picture, wanted.theme.palette(), wanted.pixels_per_point, Part::Whole).ok();
    let facts = Facts {
        size: picture.size,
        corner: picture.corner,
        projector: picture.projector,
        ratio: sheet.ratio(),
        page: [page, count],
        title: sheet.title(),
    };
    Ok(Made { image, facts })
}
