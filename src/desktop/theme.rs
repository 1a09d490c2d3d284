//! Our palette and type sizes as egui has them.
//! Must not name a colour: the palette does.

use egui::{Color32, FontFamily, FontId, RichText, TextStyle, Visuals};

use super::fonts::STRONG;
use crate::picture::{ColourRole, Rgb, Theme};

/// A colour of ours as egui has it.
pub(super) fn colour(Rgb(r, g, b): Rgb) -> Color32 {
    Color32::from_rgb(r, g, b)
}

/// Lets selected words in a field be seen, which is as light as what is selected elsewhere.
pub(super) fn show_selection(ui: &mut egui::Ui) {
    let selection = &mut ui.visuals_mut().selection;
    selection.bg_fill = selection.stroke.color.gamma_multiply(0.17);
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
pub(super) fn set(context: &egui::Context, theme: Theme) {
    let palette = theme.palette();
    let (base, mut visuals) = match theme {
        Theme::Light | Theme::Print => (egui::Theme::Light, Visuals::light()),
        Theme::Dark => (egui::Theme::Dark, Visuals::dark()),
    };
    context.set_theme(base);
    let accent = colour(palette.colour(ColourRole::Boundary));
    visuals.panel_fill = colour(palette.panel);
    visuals.window_fill = colour(palette.panel);
    visuals.extreme_bg_color = colour(palette.chip);
    visuals.faint_bg_color = colour(palette.page);
    visuals.override_text_color = Some(colour(palette.colour(ColourRole::Text)));
    visuals.weak_text_color = Some(colour(palette.colour(ColourRole::SecondText)));
    visuals.selection.bg_fill = colour(palette.chip);
    visuals.selection.stroke.color = accent;
    visuals.widgets.noninteractive.bg_stroke.color = colour(palette.hairline);
    visuals.widgets.inactive.weak_bg_fill = colour(palette.chip);
    visuals.widgets.inactive.bg_fill = colour(palette.chip);
    // The bar over a dialog, and a list that is open.
    visuals.widgets.open.weak_bg_fill = colour(palette.chip);
    visuals.widgets.open.bg_fill = colour(palette.chip);
    visuals.widgets.hovered.weak_bg_fill = colour(palette.chip);
    visuals.widgets.hovered.bg_fill = colour(palette.chip);
    // What has the focus counts as pressed: the ring tells it, not a dark ground.
    visuals.widgets.active.weak_bg_fill = colour(palette.chip);
    visuals.widgets.active.bg_fill = colour(palette.chip);
    visuals.widgets.hovered.bg_stroke.color = accent;
    visuals.widgets.active.bg_stroke.color = accent;
    // A cursor that blinks has the whole window painted anew twice a second.
    visuals.text_cursor.blink = false;
    context.set_visuals_of(base, visuals);
    context.all_styles_mut(|style| {
        for (text, size) in
            [(TextStyle::Small, 12.0), (TextStyle::Body, 13.5), (TextStyle::Button, 13.5), (TextStyle::Heading, 22.0)]
        {
            style.text_styles.insert(text, FontId::proportional(size));
        }
        style.spacing.item_spacing = egui::vec2(8.0, 6.0);
        style.spacing.button_padding = egui::vec2(8.0, 4.0);
        style.interaction.selectable_labels = true;
    });
}
