//! What can be copied of the selected feature, to choose from.
//! Must not touch the clipboard: it hands back wishes.

use egui::{Context, Window};

use super::Look;
use crate::crs::decimal_degrees;
use crate::desktop::theme;
use crate::desktop::wish::Wish;
use crate::formats::feature_text;
use crate::i18n::{area_km2, tr};
use crate::project::FeatureId;

/// Shows the menu while it is open; choosing closes it.
pub(in crate::desktop) fn show(context: &Context, look: Look<'_>, open: &mut bool, wishes: &mut Vec<Wish>) {
    let Some(id) = look.session.selected() else {
        *open = false;
        return;
    };
    let mut chosen = None;
    Window::new(theme::strong(&tr!(look.lang(), "copy.title"), 16.0))
        .id(egui::Id::unique("copy"))
        .open(open)
        .anchor(egui::Align2::CENTER_CENTER, [0.0, 0.0])
        .collapsible(false)
        .resizable(false)
        .show(context, |ui| {
            for (key, text) in choices(look, id) {
                if ui.button(tr!(look.lang(), key)).on_hover_text(first_line(&text)).clicked() {
                    chosen = Some(text);
                }
            }
        });
    if let Some(text) = chosen {
        wishes.push(Wish::Copy(text));
        *open = false;
    }
}

fn choices(look: Look<'_>, id: FeatureId) -> Vec<(&'static str, String)> {
    let (project, lang) = (look.session.project(), look.lang());
    let mut choices = vec![("copy.name", look.name(id))];
    if let Some(shape) = project.shape(id).filter(|shape| shape.is_areal()) {
        let measured = area_km2(project.area_m2(id));
        let area = if let Some(declared) = project.declared.get(&id) {
            tr!(lang, "copy.both-areas", declared = declared.km2_text(), measured = measured)
        } else {
            tr!(lang, "card.measured", area = measured)
        };
        choices.push(("copy.area", format!("{}: {area}", look.name(id))));
        choices.extend(shape.inner_point().map(|at| ("copy.position", decimal_degrees(at, lang))));
    } else if let Some(at) = project.shape(id).and_then(|shape| shape.parts().next()?.first()) {
        choices.push(("copy.position", decimal_degrees(at, lang)));
    }
    choices.extend(feature_text(project, id).map(|text| ("copy.geojson", text)));
    choices
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(80).collect()
}
