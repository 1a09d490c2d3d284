//! The tab of the areas: what is declared and what its digits stand for, and every method beside it.
//! Must not know a formula: the table of methods does.

use egui::collapsing_header::CollapsingState;
use egui::{Align, Button, Grid, Label, Layout, RichText, Ui};

use crate::desktop::panels::{Look, texts};
use crate::desktop::theme;
use crate::desktop::wish::Wish;
use crate::i18n::{AreaFormat, declared_bounds, declared_text, declared_unit, number, tr};
use crate::picture::Ink;
use crate::project::FeatureId;
use crate::report::{datum_heading, explanation, method_name, methods_format};
use crate::verify::{MethodCheck, method_checks};

/// How wide the names of the methods may be, in points.
const NAMES: f32 = 118.0;

pub(super) fn show(ui: &mut Ui, look: Look<'_>, id: FeatureId, wishes: &mut Vec<Wish>) {
    let (project, lang) = (look.session.project(), look.lang());
    let checks = method_checks(project, id);
    if let Some(declared) = project.declared.get(&id) {
        let ([low, high], unit) = (declared_bounds(declared), declared_unit(declared, lang));
        let text = declared_text(declared, lang);
        let text = tr!(lang, "table.stands-for", declared = text, low = low, high = high, unit = unit);
        ui.add(Label::new(theme::strong(&text, 14.0)).wrap());
        if let Some(sentence) = explanation(project, id) {
            ui.add(Label::new(sentence.get(lang)).wrap());
        }
    }
    let format = methods_format(&checks, project.declared.get(&id), lang);
    for alike in checks.chunk_by(|a, b| a.traced_on == b.traced_on) {
        let as_it_is = alike.first().is_some_and(|check| datum_heading(check.traced_on, lang).is_none());
        if as_it_is { rows(ui, look, alike, &format) } else { traced(ui, look, alike, &format) }
    }
    if ui.button(tr!(lang, "table.copy")).clicked() {
        wishes.push(Wish::Copy(texts::areas(look, id)));
    }
}

/// The methods as if the boundary had been traced on a shifted map, folded: rarely wanted, and many.
fn traced(ui: &mut Ui, look: Look<'_>, checks: &[MethodCheck], format: &AreaFormat) {
    let Some(heading) = checks.first().and_then(|check| datum_heading(check.traced_on, look.lang())) else { return };
    let id = ui.make_persistent_id(&heading);
    let mut fold = CollapsingState::load_with_default_open(ui.ctx(), id, false);
    let sign = if fold.is_open() { "▼" } else { "▶" };
    if ui.add(Button::new(format!("{sign} {heading}")).wrap().frame(false)).clicked() {
        fold.toggle(ui);
    }
    fold.show_body_unindented(ui, |ui| rows(ui, look, checks, format));
}

fn rows(ui: &mut Ui, look: Look<'_>, checks: &[MethodCheck], format: &AreaFormat) {
    let declared = checks.iter().any(|check| check.off_m2.is_some());
    let columns = if declared { 5 } else { 2 };
    let head = texts::areas_head(look, format);
    Grid::new(("areas", checks.first().map(MethodCheck::id)))
        .num_columns(columns)
        .striped(true)
        .spacing([8.0, 8.0])
        .min_col_width(0.0)
        .show(ui, |ui| {
            for (at, words) in head.iter().take(columns).enumerate() {
                let words = look.quiet_text(words).small();
                cell(ui, at > 0 && at < 4, words);
            }
            ui.end_row();
            for check in checks {
                ui.scope(|ui| {
                    ui.set_max_width(NAMES);
                    ui.add(Label::new(RichText::new(method_name(check, look.lang())).small()).wrap());
                });
                cell(ui, true, theme::strong(&format.figure(check.area_m2), 13.0));
                if let Some(off_m2) = check.off_m2 {
                    cell(ui, true, RichText::new(format.difference(off_m2)).small());
                    cell(ui, true, RichText::new(check.ppm.map_or_else(String::new, |ppm| number(ppm, 1))).small());
                    let ink = if check.agrees == Some(true) { Ink::Agrees } else { Ink::Limit };
                    cell(ui, false, RichText::new(texts::agreement(look, check.agrees)).color(look.ink(ink)).small());
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
