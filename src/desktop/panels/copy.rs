//! What can be copied of the selected feature, of the findings and of the comparison, to choose from.
//! Must not touch the clipboard: it hands back requests.

use egui::Context;

use super::{Dialog, PanelContext, texts};
use crate::crs::decimal_degrees;
use crate::desktop::request::Request;
use crate::formats::feature_text;
use crate::i18n::tr;
use crate::project::FeatureId;
use crate::report::FeatureReport;
use crate::session::Panel;

/// The key of what can be chosen, and how the text that is copied then is made.
type Choice<'a> = (&'static str, Box<dyn Fn() -> String + 'a>);

/// Shows the menu while it is open; choosing closes it. As it `begins`, the first choice has the focus.
pub(in crate::desktop) fn show(
    context: &Context,
    panel: PanelContext<'_>,
    begins: bool,
    open: &mut bool,
    requests: &mut Vec<Request>,
) {
    let choices = all(panel);
    if choices.is_empty() {
        *open = false;
        return;
    }
    let mut chosen = None;
    Dialog::CopyMenu.window(&tr!(panel.lang(), "copy.title"), open).show(context, |ui| {
        for (at, (key, text)) in choices.iter().enumerate() {
            let button = ui.button(tr!(panel.lang(), *key));
            if begins && at == 0 {
                button.request_focus();
            }
            let button = button.on_hover_ui(|ui| drop(ui.label(first_line(&text()))));
            if button.clicked() {
                chosen = Some(text());
            }
        }
    });
    if let Some(text) = chosen {
        requests.push(Request::Copy(text));
        *open = false;
    }
}

/// What there is of the finding that is looked at, of the findings that are listed, of the comparison, and of the selection.
fn all(panel: PanelContext<'_>) -> Vec<Choice<'_>> {
    let (checks, versions) = (panel.session.checks(), panel.session.versions());
    let mut all: Vec<Choice<'_>> = Vec::new();
    if let Some((_, finding)) = checks.current() {
        all.push(("copy.finding", Box::new(move || texts::finding(panel, finding))));
    }
    if let Some(findings) = checks.findings().filter(|_| panel.session.panel() == Panel::Checks) {
        all.push(("copy.findings", Box::new(move || texts::listed(panel, findings))));
    }
    if let Some(compared) = versions.compared().filter(|_| panel.session.panel() == Panel::Comparison) {
        all.push((
            "copy.comparison",
            Box::new(move || panel.versions(compared).copied(compared.places().map(|(_, place)| place))),
        ));
    }
    if let Some(id) = panel.session.selected() {
        all.extend(choices(panel, id));
    }
    all
}

fn choices(panel: PanelContext<'_>, id: FeatureId) -> Vec<Choice<'_>> {
    let (project, lang) = (panel.session.project(), panel.lang());
    let Some(report) = FeatureReport::of(project, id) else { return Vec::new() };
    let mut choices: Vec<Choice<'_>> = vec![("copy.name", Box::new(move || report.name(lang)))];
    if report.no_area.is_none() {
        choices.push(("copy.area", Box::new(move || report.copied_area(lang))));
        choices.push(("copy.areas", Box::new(move || report.copied_areas(lang))));
        if !report.boundary_segments().is_empty() {
            choices.push(("copy.boundary", Box::new(move || report.copied_boundary(lang))));
        }
    }
    if let Some(at) = project.point_of(id) {
        choices.push(("copy.position", Box::new(move || decimal_degrees(at, lang))));
    }
    choices.push(("copy.geojson", Box::new(move || feature_text(project, id).unwrap_or_default())));
    choices
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().chars().take(80).collect()
}
