//! The tab of the areas: what is declared and what its digits stand for, and every method beside it.
//! Must not know a formula: the table of methods does.

use egui::collapsing_header::CollapsingState;
use egui::{Align, Button, Grid, Label, Layout, RichText, Ui};

use crate::desktop::panels::{PanelContext, prose};
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::i18n::{AreaFormat, tr};
use crate::picture::ColourRole;
use crate::report::{FeatureReport, datum_heading, method_cells, method_heads, methods_format};
use crate::verify::MethodCheck;

/// How wide the names of the methods may be, in points.
const NAMES: f32 = 118.0;

pub(super) fn show(ui: &mut Ui, panel: PanelContext<'_>, report: &FeatureReport<'_>, requests: &mut Vec<Request>) {
    let (lang, methods) = (panel.lang(), report.methods());
    if let Some(text) = report.stands_for(lang) {
        prose::show(ui, &text, |text| theme::strong(&text, 14.0));
    }
    if let Some(sentence) = report.explanation(&methods) {
        PanelContext::prose(ui, sentence.get(lang));
    }
    let format = methods_format(&methods, report.check.declared, lang);
    for alike in methods.chunk_by(|a, b| a.traced_on == b.traced_on) {
        match datum_heading(alike[0].traced_on, lang) {
            None => rows(ui, panel, alike, &format),
            Some(heading) => traced(ui, panel, &heading, (alike, &format)),
        }
    }
    if ui.button(tr!(lang, "table.copy")).clicked() {
        requests.push(Request::Copy(report.copied_areas(lang)));
    }
}

/// The methods as if the boundary had been traced on a shifted map, folded: rarely wanted, and many.
fn traced(ui: &mut Ui, panel: PanelContext<'_>, heading: &str, (checks, format): (&[MethodCheck], &AreaFormat)) {
    let id = ui.make_persistent_id(heading);
    let mut fold = CollapsingState::load_with_default_open(ui.ctx(), id, false);
    let sign = if fold.is_open() { "▼" } else { "▶" };
    if ui.add(Button::new(format!("{sign} {heading}")).wrap().frame(false)).clicked() {
        fold.toggle(ui);
    }
    fold.show_body_unindented(ui, |ui| rows(ui, panel, checks, format));
}

fn rows(ui: &mut Ui, panel: PanelContext<'_>, checks: &[MethodCheck], format: &AreaFormat) {
    let declared = checks.iter().any(|check| check.off_m2.is_some());
    let columns = if declared { 5 } else { 2 };
    let head = method_heads(format, panel.lang());
    Grid::new(("areas", checks.first().map(MethodCheck::id)))
        .num_columns(columns)
        .striped(true)
        .spacing([8.0, 8.0])
        .min_col_width(0.0)
        .show(ui, |ui| {
            for (at, words) in head.iter().take(columns).enumerate() {
                let words = panel.quiet_text(words).small();
                cell(ui, at > 0 && at < 4, words);
            }
            ui.end_row();
            for check in checks {
                let [name, area, off, ppm, agrees] = method_cells(check, format, panel.lang());
                ui.scope(|ui| {
                    ui.set_max_width(NAMES);
                    ui.add(Label::new(RichText::new(name).small()).wrap());
                });
                cell(ui, true, theme::strong(&area, 13.0));
                if check.off_m2.is_some() {
                    cell(ui, true, RichText::new(off).small());
                    cell(ui, true, RichText::new(ppm).small());
                    let role = if check.agrees == Some(true) { ColourRole::Agrees } else { ColourRole::Boundary };
                    cell(ui, false, RichText::new(agrees).color(panel.role(role)).small());
                }
                ui.end_row();
            }
        });
}

/// Figures stand at the right of their column, words at the left.
fn cell(ui: &mut Ui, figure: bool, words: RichText) {
    let layout = if figure { Layout::right_to_left(Align::Center) } else { Layout::left_to_right(Align::Center) };
    ui.with_layout(layout, |ui| ui.label(words));
}
