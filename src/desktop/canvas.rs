//! The map: the session's picture, the pointer over it, and its features for those who do not use a pointer.
//! Must not decide what is shown.

use std::time::Duration;

use egui::{Context, Id, Painter, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::brush::Brush;
use super::gpu::Gpu;
use super::map_pixmap::MapPixmap;
use super::nodes;
use super::pointer::Pointer;
use super::swipe;
use super::theme;
use crate::draw::{LabelLayout, draw_with};
use crate::i18n::{displayed, tr};
use crate::picture::{ColourRole, Picture, Theme};
use crate::session::{Action, Session};

/// The map's widget.
#[derive(Default)]
pub(super) struct Canvas {
    pixmap: MapPixmap,
    layout: LabelLayout,
    /// Paints the map instead, where there is a graphics card that will do.
    gpu: Option<Gpu>,
    pointer: Pointer,
    /// Where on the map its menu was asked for.
    menu_at: Option<[f32; 2]>,
    /// The map and the features in view among what can have the focus, the selected one first.
    features: Vec<Id>,
}

impl Canvas {
    /// Lets the graphics card paint the map.
    pub(super) fn paint_by(&mut self, gpu: Gpu) {
        self.gpu = Some(gpu);
    }

    /// Whether the graphics card paints the map.
    pub(super) fn is_painted_by_card(&self) -> bool {
        self.gpu.is_some()
    }

    /// Begins anew for another project.
    pub(super) fn begin_anew(&mut self) {
        self.pixmap = MapPixmap::default();
        self.pointer = Pointer::default();
        // It keeps geometry, which is not to be freed within a frame.
        self.layout.forget();
    }

    /// What went wrong on the graphics card, told once; from then on the processor paints.
    pub(super) fn take_failure(&mut self) -> Option<String> {
        let failure = self.gpu.as_ref()?.failure()?;
        self.gpu = None;
        Some(failure)
    }

    /// The map and the features in view among what can have the focus, the selected one first.
    pub(super) fn features(&self) -> &[Id] {
        &self.features
    }

    /// Whether the map or a feature has the focus.
    pub(super) fn has_focus(&self, context: &Context) -> bool {
        context.memory(egui::Memory::focused).is_some_and(|id| self.features.contains(&id))
    }

    /// Where on the map its menu was asked for by the pointer, once.
    pub(super) fn take_menu(&mut self) -> Option<[f32; 2]> {
        self.menu_at.take()
    }

    /// Keeps words away from what is put over the map, in points from its upper left corner.
    pub(super) fn cover(&mut self, places: Vec<[f32; 4]>) {
        self.layout.cover(places);
    }

    /// Does without the land of the world until it is unpacked in the background, or no longer.
    pub(super) fn ground_is_prepared(&mut self, elsewhere: bool) {
        self.layout.ground_is_prepared(elsewhere);
    }

    fn map(&mut self, painter: &Painter, rect: Rect, picture: &Picture, theme: Theme) {
        match &mut self.gpu {
            Some(gpu) => gpu.paint(painter, rect, picture, theme.palette()),
            None => self.pixmap.show(painter, rect, picture, theme),
        }
    }

    /// Paints the session's picture and reads the pointer. The picture comes back, for what looks at it through a lens.
    pub(super) fn show(&mut self, ui: &mut Ui, session: &Session, actions: &mut Vec<Action>) -> Option<Picture> {
        let palette = session.theme().palette();
        let (response, painter) = ui.allocate_painter(ui.available_size(), Sense::click_and_drag());
        let name = spoken(session);
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
        // A window may be folded to nothing; a sheet is a point at least.
        let size: [f32; 2] = response.rect.size().max(Vec2::splat(1.0)).into();
        let mut shown = None;
        if session.view().has_size(size) {
            let brush = Brush { painter: &painter, palette, corner: response.rect.min };
            let picture = draw_with(session, &mut self.layout, ui.input(|input| input.time));
            if let Some(wait_s) = self.layout.wait_s() {
                ui.ctx().request_repaint_after(Duration::from_secs_f64(wait_s));
            }
            self.map(&painter, response.rect, &picture, session.theme());
            brush.signs(&picture.signs);
            if session.show().is_none() {
                self.features = nodes::show(ui, session, &response, palette, actions);
            }
            shown = Some(picture);
        } else {
            // The first frame, and the first of another size, only tells the session how large the map is.
            actions.push(Action::Resize(size));
            if session.show().is_none() {
                // Laid out again at once, so that the map is not gone for a frame.
                ui.ctx().request_discard("the map has another size");
            }
        }
        if session.view().is_flying() {
            actions.push(Action::Tick(ui.input(|input| input.time)));
            ui.ctx().request_repaint();
        }
        self.pointer.read(ui, &response, session, actions);
        Brush { painter: &painter, palette, corner: response.rect.min }.signs(&self.pointer.tools.sketch());
        if let Some(icon) = self.pointer.icon(session).filter(|_| response.hovered() || response.dragged()) {
            ui.ctx().set_cursor_icon(icon);
        }
        if response.has_focus() && session.show().is_none() {
            nodes::keep_arrows(ui, response.id);
            let stroke = Stroke::new(2.5, theme::colour(palette.colour(ColourRole::Boundary)));
            painter.rect_stroke(response.rect.shrink(1.0), 0.0, stroke, StrokeKind::Inside);
        }
        if session.show().is_none() {
            let asked = response.interact_pointer_pos().filter(|_| response.secondary_clicked());
            self.menu_at = asked.map(|at| (at - response.rect.min).into());
            swipe::show(ui, session, response.rect, palette, actions);
        }
        shown
    }
}

/// What a voice calls the picture: the map, or the stop that is on the stage.
fn spoken(session: &Session) -> String {
    let stop = session.show().map(|show| displayed(show.stop().title.get(session.lang())));
    stop.unwrap_or_else(|| tr!(session.lang(), "window.map").into_owned())
}
