//! What only the presenter sees of a stop, in text as large as wanted.
//! Must not know where the notes come from.

use egui::{Label, RichText, ScrollArea, Ui};

use super::caption;
use crate::desktop::panels::PanelContext;
use crate::i18n::{paragraphs, tr};
use crate::picture::ColourRole;
use crate::show::Stop;

/// How large notes are written at first, in points.
pub(super) const SIZE: f32 = 18.0;
/// The smallest and the largest, and how far a button goes.
const MIN: f32 = 14.0;
const MAX: f32 = 40.0;
const STEP: f32 = 2.0;

pub(super) fn show(ui: &mut Ui, panel: PanelContext<'_>, stop: &Stop, size: &mut f32) {
    let lang = panel.lang();
    ui.horizontal(|ui| {
        caption(ui, panel, &tr!(lang, "presenter.notes"), "", ColourRole::SecondText);
        for (key, sign, by) in [("presenter.smaller", "A−", -STEP), ("presenter.larger", "A+", STEP)] {
            let wanted = (*size + by).clamp(MIN, MAX);
            let can = (wanted - *size).abs() > 0.1;
            let button = ui.add_enabled(can, egui::Button::new(sign).small());
            button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, can, tr!(lang, key)));
            if button.on_hover_text(tr!(lang, key)).clicked() {
                *size = wanted;
            }
        }
    });
    let notes = paragraphs(stop.notes.get(lang)).join("\n");
    ScrollArea::vertical().id_salt(("notes", &stop.id)).auto_shrink(false).show(ui, |ui| {
        if notes.trim().is_empty() {
            panel.quiet(ui, &tr!(lang, "presenter.no-notes"));
        } else {
            ui.add(Label::new(RichText::new(notes).size(*size).line_height(Some(*size * 1.45))).wrap());
        }
    });
}
