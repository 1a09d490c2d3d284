//! What can be copied of the selected feature and of the findings, to choose from.
//! Must not touch the clipboard: it hands back wishes.

use egui::{Context, Window};

use super::{Look, texts};
use crate::crs::decimal_degrees;
use crate::desktop::theme;
use crate::desktop::wish::Wish;
use crate::formats::feature_text;
use crate::i18n::{area_km2, tr};
use crate::project::FeatureId;
use crate::verify::limits_of;

/// The key of what can be chosen, and the text that is copied then.
type Choice = (&'static str, String);

/// Shows the menu while it is open; choosing closes it.
pub(in crate::desktop) fn show(context: &Context, look: Look<'_>, open: &mut bool, wishes: &mut Vec<Wish>) {
    let choices = all(look);
    if choices.is_empty() {
        *open = false;
        return;
    }
    let mut chosen = None;
    Window::new(theme::strong(&tr!(look.lang(), "copy.title"), 16.0))
        .id(egui::Id::unique("copy"))
        .open(open)
        .anchor(egui::Align2::CENTER_CENTER, [0.0, 0.0])
        .collapsible(false)
        .resizable(false)
        .show(context, |ui| {
            for (key, text) in choices {
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

/// What there is of the finding that is looked at, of the findings that are listed, and of the selection.
fn all(look: Look<'_>) -> Vec<Choice> {
    let checks = look.session.checks();
    let mut all = Vec::new();
    all.extend(checks.current().map(|(_, finding)| ("copy.finding", texts::finding(look, finding))));
    if let Some(findings) = checks.findings().filter(|_| checks.is_open()) {
        let listed = checks.listed();
        let listed = listed.iter().filter_map(|&at| findings.list().get(at));
        all.push(("copy.findings", texts::findings(look, listed)));
    }
    if let Some(id) = look.session.selected() {
        all.extend(choices(look, id));
    }
    all
}

fn choices(look: Look<'_>, id: FeatureId) -> Vec<Choice> {
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
        choices.push(("copy.areas", texts::areas(look, id)));
        if !limits_of(project, id).is_empty() {
            choices.push(("copy.limits", texts::limits(look, id)));
        }
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
