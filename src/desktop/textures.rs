//! What changes in egui's textures, handed over in the order in which it changed.
//! Must not know what is in them.
//!
//! All windows share one set of textures, the glyphs' among them. eframe keeps what changed while the first window is hidden (as it is
//! behind a second that covers it) until that window is painted again, but hands over at once what changes in the second. The card then
//! gets a part of a texture that it does not have in that size yet, or no longer has, and wgpu ends the program.

use egui::{Context, FullOutput, Plugin, TexturesDelta, Ui, ViewportId};

/// Hands on what changed while the first window is hidden with what changes next, whichever window that is in.
#[derive(Default)]
pub(super) struct InOrder {
    held: TexturesDelta,
    /// Whether what this pass draws is not painted, while another window is.
    is_hidden: bool,
}

impl Plugin for InOrder {
    fn debug_name(&self) -> &'static str {
        "textures in order"
    }

    fn on_end_pass(&mut self, ui: &mut Ui) {
        let is_first = ui.ctx().viewport_id() == ViewportId::ROOT;
        self.is_hidden =
            is_first && ui.input(|input| input.raw.viewports.len() > 1 && input.viewport().visible() == Some(false));
    }

    fn output_hook(&mut self, _context: &Context, output: &mut FullOutput) {
        self.held.append(std::mem::take(&mut output.textures_delta));
        if !self.is_hidden {
            output.textures_delta = std::mem::take(&mut self.held);
        }
    }
}

impl Drop for InOrder {
    fn drop(&mut self) {
        // Nothing is painted any more.
        self.held.clear();
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use egui::epaint::ImageDelta;
    use egui::{RawInput, TextureId, ViewportInfo};

    use super::*;
    use crate::desktop::fonts;
    use crate::i18n::Lang;

    /// A card with the sizes of its textures, and what eframe (0.37, `wgpu_integration.rs`) has not handed it for each window.
    #[derive(Default)]
    struct Card {
        sizes: HashMap<TextureId, [usize; 2]>,
        pending: HashMap<ViewportId, TexturesDelta>,
    }

    impl Card {
        fn hand_over(&mut self, id: ViewportId, changed: TexturesDelta, is_painted: bool) {
            let pending = self.pending.entry(id).or_default();
            pending.append(changed);
            if !is_painted {
                return;
            }
            let own = |(id, changes)| std::iter::zip(std::iter::repeat(id), changes);
            let all: Vec<(TextureId, ImageDelta)> =
                std::mem::take(&mut pending.set).into_iter().flat_map(own).collect();
            for (id, change) in all {
                let size = change.image.size();
                let Some(at) = change.pos else {
                    self.sizes.insert(id, size);
                    continue;
                };
                let whole = self.sizes.get(&id).expect("a texture that the card has");
                let fits = at[0] + size[0] <= whole[0] && at[1] + size[1] <= whole[1];
                assert!(fits, "{size:?} at {at:?} is outside of a texture of {whole:?}");
            }
            let freed = std::mem::take(&mut pending.free);
            self.sizes.retain(|id, _| !freed.contains(id));
        }
    }

    impl Drop for Card {
        fn drop(&mut self) {
            self.pending.values_mut().for_each(TexturesDelta::clear);
        }
    }

    fn input(id: ViewportId, second: ViewportId, first_is_hidden: bool) -> RawInput {
        let info = |hidden| ViewportInfo { minimized: Some(false), occluded: Some(hidden), ..ViewportInfo::default() };
        let viewports = [(ViewportId::ROOT, info(first_is_hidden)), (second, info(false))].into_iter().collect();
        RawInput { viewport_id: id, viewports, ..RawInput::default() }
    }

    /// A frame of both windows: the second is drawn and painted within the first's, before the rest of it.
    fn frame(context: &Context, card: &mut Card, is_hidden: bool, words: [&str; 2], size: f32) {
        let second = ViewportId::from_hash_of("second");
        let text = |ui: &mut Ui, words: &str| ui.label(egui::RichText::new(words).size(size));
        let first = context.run_ui(input(ViewportId::ROOT, second, is_hidden), |ui| {
            let output = ui.ctx().run_ui(input(second, second, is_hidden), |ui| {
                text(ui, words[1]);
            });
            card.hand_over(second, output.textures_delta, true);
            text(ui, words[0]);
        });
        card.hand_over(ViewportId::ROOT, first.textures_delta, !is_hidden);
    }

    #[test]
    fn what_a_hidden_window_draws_never_reaches_the_card_out_of_order() {
        let context = Context::default();
        context.set_fonts(fonts::definitions(Lang::En));
        context.add_plugin(InOrder::default());
        let mut card = Card::default();
        frame(&context, &mut card, false, ["first", "second"], 14.0);
        // The glyphs' texture grows in the hidden window, then more of them are drawn in the other.
        frame(&context, &mut card, true, ["ABCDEFGHIJKLMN", "second"], 90.0);
        frame(&context, &mut card, true, ["OPQRSTUVWXYZ", "opq"], 90.0);
        frame(&context, &mut card, true, ["first", "rstuvwxyz"], 90.0);
        // It is made anew, and smaller, while the first has something left to hand over.
        frame(&context, &mut card, true, ["0123456789", "second"], 90.0);
        context.set_fonts(fonts::definitions(Lang::ZhHant));
        frame(&context, &mut card, true, ["first", "second"], 12.0);
        frame(&context, &mut card, false, ["first", "second"], 12.0);
        let whole = context.tex_manager().read().meta(TextureId::default()).map(|meta| meta.size);
        assert_eq!(card.sizes.get(&TextureId::default()).copied(), whole, "the card has the glyphs' texture as it is");
    }
}
