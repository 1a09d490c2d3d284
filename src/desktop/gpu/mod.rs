//! The map on the graphics card: layers are taken there once, and a frame is a few draws of what is there already.
//! Must not decide what is shown; words and signs are painted by others.
//!
//! A [`Picture`] becomes a plan of draws; where the plan is that of the frame before, the picture on the card stays as it is.
//! Vertices are whole steps of their LOD geometry, so that nothing is lost however far one zooms in; which features are selected
//! and in which colour they are is in the uniforms of a draw, so that neither needs new vertices. What is large is made by a
//! worker; meanwhile the nearest level of detail that is there is shown.

mod engine;
mod failure;
mod grouped;
mod part;
mod pipes;
mod plan;
mod store;
mod worker;

use std::sync::Arc;

use eframe::egui_wgpu::RenderState;
use eframe::wgpu::{Adapter, DeviceType, FilterMode, Texture, TextureFormatFeatureFlags};
use egui::emath::GuiRounding as _;
use egui::{Color32, Painter, Pos2, Rect, TextureId, Vec2};

use self::engine::Engine;
use self::failure::Failure;
use self::pipes::MAP;
use self::plan::{RenderPlan, plan};
use self::store::Store;
use crate::picture::{Palette, Picture};

/// No picture is wider or higher, whatever the card would take.
const LARGEST: u32 = 8192;

/// Paints the map of pictures on the graphics card.
pub struct Gpu {
    state: RenderState,
    failure: Arc<Failure>,
    engine: Engine,
    store: Store,
    largest: u32,
    /// What the picture on the card is of.
    painted: Option<RenderPlan>,
    /// The picture, as egui knows it.
    shown: Option<TextureId>,
}

impl Gpu {
    /// On the window's graphics card; `None` where a program stands in for one, which our own does better, or where there
    /// is none that will do.
    #[must_use]
    pub fn new(state: &RenderState, context: &egui::Context) -> Option<Self> {
        let is_card = state.adapter.get_info().device_type != DeviceType::Cpu;
        is_card.then(|| Self::on_any(state, context)).flatten()
    }

    /// On whatever stands for a graphics card.
    #[must_use]
    pub fn on_any(state: &RenderState, context: &egui::Context) -> Option<Self> {
        let failure = Failure::watch(&state.device);
        let engine = Engine::new(state.device.clone(), state.queue.clone(), samples(&state.adapter));
        let store = Store::new(context, state.device.clone())?;
        let largest = state.device.limits().max_texture_dimension_2d.min(LARGEST);
        let sound = failure.what().is_none();
        sound.then(|| Self { state: state.clone(), failure, engine, store, largest, painted: None, shown: None })
    }

    /// What went wrong on the card, if anything: then another painter has to do it from now on.
    #[must_use]
    pub fn failure(&self) -> Option<String> {
        self.failure.what()
    }

    /// How many pieces of layers were taken to the card so far.
    #[must_use]
    pub fn uploads(&self) -> usize {
        self.store.made
    }

    /// How many of them are there now.
    #[must_use]
    pub fn kept(&self) -> usize {
        self.store.count()
    }

    /// The picture that was drawn last, for who wants to have it back from the card.
    #[must_use]
    pub fn map(&self) -> Option<&Texture> {
        self.engine.map()
    }

    /// Whether something in view is still being made, and shown less finely meanwhile.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.store.is_waiting()
    }

    /// Paints the map of a picture, with its top left corner at that of a box.
    pub fn paint(&mut self, painter: &Painter, rect: Rect, picture: &Picture, palette: &Palette) {
        let scale = f64::from(painter.pixels_per_point());
        self.draw(picture, palette, scale);
        let Some(shown) = self.shown else { return };
        let whole = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
        // On whole pixels, so that each falls on one.
        let from = (rect.min + Vec2::from(picture.corner)).round_to_pixels(painter.pixels_per_point());
        let size = self.painted.as_ref().map_or([0; 2], |plan| plan.size);
        let fit = self.fit(picture, scale);
        #[expect(clippy::cast_possible_truncation, reason = "points of a screen")]
        let size: [f32; 2] = size.map(|pixels| (f64::from(pixels) / fit) as f32);
        painter.image(shown, Rect::from_min_size(from, size.into()), whole, Color32::WHITE);
    }

    /// Draws the map into a picture on the card, if it is not there already. Returns whether there was anything to do.
    pub fn draw(&mut self, picture: &Picture, palette: &Palette, pixels_per_point: f64) -> bool {
        let scale = self.fit(picture, pixels_per_point);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most the largest picture")]
        let size = picture.projector.size.map(|points| (f64::from(points) * scale).round().max(1.0) as u32);
        self.store.begin();
        let plan = plan(picture, palette, scale, size, &mut self.store);
        self.store.end();
        if self.painted.as_ref() == Some(&plan) {
            return false;
        }
        if let Some((view, another)) = self.engine.run(&plan) {
            let mut renderer = self.state.renderer.write();
            match self.shown {
                Some(id) if another => {
                    renderer.update_egui_texture_from_wgpu_texture(&self.state.device, view, FilterMode::Nearest, id);
                }
                Some(_) => {}
                None => {
                    let id = renderer.register_native_texture(&self.state.device, view, FilterMode::Nearest);
                    self.shown = Some(id);
                }
            }
        }
        self.painted = Some(plan);
        true
    }

    /// So many pixels a point, or fewer where the picture would be too large.
    fn fit(&self, picture: &Picture, pixels_per_point: f64) -> f64 {
        let longest = f64::from(picture.projector.size[0].max(picture.projector.size[1]));
        pixels_per_point.min(f64::from(self.largest) / longest.max(1.0))
    }
}

impl Drop for Gpu {
    fn drop(&mut self) {
        if let Some(id) = self.shown {
            self.state.renderer.write().free_texture(&id);
        }
    }
}

/// Four samples a pixel, where the card has them.
fn samples(adapter: &Adapter) -> u32 {
    let flags = adapter.get_texture_format_features(MAP).flags;
    if flags.contains(TextureFormatFeatureFlags::MULTISAMPLE_X4) { 4 } else { 1 }
}
