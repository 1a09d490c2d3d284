//! The tab of the areas: every method beside the declared figure.
//! Must not know a formula: the table of methods does.

use egui::{Grid, Label, Ui};

use crate::desktop::panels::Look;
use crate::desktop::theme;
use crate::i18n::{area_km2, number, tr};
use crate::project::FeatureId;
use crate::verify::method_checks;

pub(super) fn show(ui: &mut Ui, look: Look<'_>, id: FeatureId) {
    let (project, lang) = (look.session.project(), look.lang());
    let checks = method_checks(project, id);
    Grid::new("areas").num_columns(2).striped(true).spacing([12.0, 8.0]).show(ui, |ui| {
        for check in &checks {
            look.verdict(ui, check.agrees);
            ui.vertical(|ui| {
                ui.label(theme::strong(&area_km2(check.area_m2), 14.0));
                if let (Some(off_m2), Some(ppm)) = (check.off_m2, check.ppm) {
                    let (ha, ppm) = (number(off_m2 / 1e4, 2), number(ppm, 1));
                    look.quiet(ui, &format!("{ha} ha  {ppm} ppm"));
                }
                ui.add(Label::new(look.quiet_text(&tr!(lang, format!("area-method.{}", check.method)))).wrap());
            });
            ui.end_row();
        }
    });
    if project.declared.contains_key(&id) {
        look.quiet(ui, &tr!(lang, "card.ticks"));
    }
}
