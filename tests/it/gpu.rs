//! The window's map painted by the graphics card, or by whatever stands for one here.
//! Must not know how it paints.

use std::sync::OnceLock;

use egui::Vec2;
use zonemap::desktop::{App, Gpu};
use zonemap::i18n::Lang;
use zonemap::session::{Action, Session, Settings};
use zonemap_window_kit::Harness;

use crate::common::builtin;

/// Whether anything here paints; said once where nothing does, which is a failure where something has to.
fn can_paint() -> bool {
    static CAN: OnceLock<bool> = OnceLock::new();
    *CAN.get_or_init(|| {
        let can = zonemap_window_kit::can_paint();
        assert!(can || std::env::var_os("REQUIRE_GPU").is_none(), "there is nothing here that paints");
        #[expect(clippy::print_stderr, reason = "a test that is left out says so")]
        if !can {
            eprintln!("left out: there is nothing here that paints");
        }
        can
    })
}

/// The window, its map painted by the card or by the processor.
fn window(by_card: bool) -> Harness<'static, App> {
    let settings = Settings { lang: Lang::En, reduced_motion: true, ..Settings::default() };
    let mut harness = Harness::builder()
        .with_size(Vec2::new(1100.0, 700.0))
        .with_pixels_per_point(1.25)
        .with_max_steps(60)
        .wgpu()
        .build_eframe(move |context| {
            let app = App::new(&context.egui_ctx, Session::new(builtin(), settings), Vec::new());
            match context.wgpu_render_state.as_ref().filter(|_| by_card) {
                Some(state) => app.painted_by(Gpu::on_any(state, &context.egui_ctx).expect("a card that will do")),
                None => app,
            }
        });
    harness.run();
    harness
}

#[test]
fn the_window_looks_the_same_whoever_paints_its_map() {
    if !can_paint() {
        return;
    }
    let image = |by_card: bool| {
        let mut harness = window(by_card);
        harness.state_mut().apply(Action::ZoomMiddle { factor: 3.0 });
        harness.run();
        assert!(harness.state().messages().is_empty(), "{:?}", harness.state().messages());
        harness.render().expect("a picture of the window")
    };
    let (ours, theirs) = (image(true), image(false));
    assert_eq!(ours.dimensions(), theirs.dimensions());
    let apart = |(a, b): (&u8, &u8)| f64::from(a.abs_diff(*b));
    let sum: f64 = ours.as_raw().iter().zip(theirs.as_raw()).map(apart).sum();
    let far = ours.as_raw().iter().zip(theirs.as_raw()).filter(|(a, b)| a.abs_diff(**b) > 64).count();
    #[expect(clippy::cast_precision_loss, reason = "a share of an image")]
    let [mean, far] = [sum / ours.as_raw().len() as f64, far as f64 / ours.as_raw().len() as f64];
    assert!(mean < 0.3 && far < 1e-3, "{mean} on the whole, {far} far apart");
}

#[test]
fn a_card_that_fails_is_told_of_once_and_the_map_stays() {
    if !can_paint() {
        return;
    }
    let mut device = None;
    let mut harness = {
        let settings = Settings { lang: Lang::En, reduced_motion: true, ..Settings::default() };
        let keep = &mut device;
        Harness::builder().with_size(Vec2::new(900.0, 600.0)).with_max_steps(60).wgpu().build_eframe(|context| {
            let state = context.wgpu_render_state.as_ref().expect("a card");
            *keep = Some(state.device.clone());
            let app = App::new(&context.egui_ctx, Session::new(builtin(), settings), Vec::new());
            app.painted_by(Gpu::on_any(state, &context.egui_ctx).expect("a card that will do"))
        })
    };
    harness.run();
    let before = harness.render().expect("a picture of the window");
    assert!(harness.state().messages().is_empty());
    // More than any card has.
    let usage = eframe::wgpu::BufferUsages::VERTEX;
    let too_much = eframe::wgpu::BufferDescriptor { label: None, size: 1 << 60, usage, mapped_at_creation: false };
    drop(device.expect("the card").create_buffer(&too_much));
    harness.run();
    assert_eq!(harness.state().messages().len(), 1, "{:?}", harness.state().messages());
    harness.run();
    let after = harness.render().expect("a picture of the window");
    // The map's lower part, which no message covers.
    let apart = (0..before.width() * 300).filter(|at| {
        let (x, y) = (at % before.width(), before.height() - 1 - at / before.width());
        before.get_pixel(x, y).0.iter().zip(after.get_pixel(x, y).0).any(|(a, b)| a.abs_diff(b) > 96)
    });
    assert!(apart.count() < 200);
    assert_eq!(harness.state().messages().len(), 1);
}
