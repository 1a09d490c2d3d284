//! Our palette and type sizes as egui has them.
//! Must not name a colour: the palette does.

use egui::{Color32, FontFamily, FontId, RichText, TextStyle, Visuals};

use super::fonts::STRONG;
use crate::picture::{Ink, Palette, Rgb};

/// A colour of ours as egui has it.
pub(super) fn colour(Rgb(r, g, b): Rgb) -> Color32 {
    Color32::from_rgb(r, g, b)
}

/// Bold words of a size.
pub(super) fn strong(text: &str, size: f32) -> RichText {
    RichText::new(text).font(strong_font(size))
}

/// The bold font in a size.
pub(super) fn strong_font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Name(STRONG.into()))
}

/// Sets the colours and type sizes of every widget.
pub(super) fn set(context: &egui::Context, palette: &Palette) {
    context.set_theme(egui::Theme::Light);
    let mut visuals = Visuals::light();
    visuals.panel_fill = colour(palette.panel);
    visuals.window_fill = colour(palette.panel);
    visuals.override_text_color = Some(colour(palette.colour(Ink::Text)));
    visuals.selection.bg_fill = colour(palette.chip);
    visuals.selection.stroke.color = colour(palette.colour(Ink::Limit));
    visuals.widgets.noninteractive.bg_stroke.color = colour(palette.hairline);
    context.set_visuals(visuals);
    context.all_styles_mut(|style| {
        for (text, size) in
            [(TextStyle::Small, 12.0), (TextStyle::Body, 14.0), (TextStyle::Button, 14.0), (TextStyle::Heading, 22.0)]
        {
            style.text_styles.insert(text, FontId::proportional(size));
        }
        style.spacing.item_spacing = egui::vec2(8.0, 6.0);
        style.interaction.selectable_labels = true;
    });
}
