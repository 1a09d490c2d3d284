//! The tab of the areas: every method beside the declared figure.
//! Must not know a formula: the table of methods does.

use egui::{Grid, Label, Ui};

use crate::desktop::panels::Look;
use crate::desktop::theme;
use crate::geodesy::AREA_METHODS;
use crate::i18n::{area_km2, number, tr};
use crate::picture::Ink;
use crate::project::FeatureId;

pub(super) fn show(ui: &mut Ui, look: Look<'_>, id: FeatureId) {
    let (project, lang) = (look.session.project(), look.lang());
    let (Some(shape), declared) = (project.shape(id), project.declared.get(&id)) else { return };
    Grid::new("areas").num_columns(2).striped(true).spacing([12.0, 8.0]).show(ui, |ui| {
        for method in AREA_METHODS {
            let area_m2 = method.shape_m2(shape);
            let agrees = declared.map(|declared| declared.interval().contains(area_m2));
            let (sign, ink) = match agrees {
                Some(true) => ("✓", Ink::Category(2)),
                Some(false) => ("×", Ink::Limit),
                None => ("·", Ink::SecondText),
            };
            ui.label(theme::strong(sign, 14.0).color(look.ink(ink)));
            ui.vertical(|ui| {
                ui.label(theme::strong(&area_km2(area_m2), 14.0));
                if let Some(declared) = declared.filter(|declared| declared.area_m2() > 0.0) {
                    let off_m2 = area_m2 - declared.area_m2();
                    let (ha, ppm) = (number(off_m2 / 1e4, 2), number(off_m2 / declared.area_m2() * 1e6, 1));
                    look.quiet(ui, &format!("{ha} ha  {ppm} ppm"));
                }
                ui.add(Label::new(look.quiet_text(&tr!(lang, format!("area-method.{}", method.id)))).wrap());
            });
            ui.end_row();
        }
    });
    if declared.is_some() {
        look.quiet(ui, &tr!(lang, "card.ticks"));
    }
}
