//! The bar at the bottom: the notice, the pointer's position, the grid, the scale.
//! Must not measure: the grid comes from the coordinate systems.

use egui::{Align, Label, Layout, RichText, TextStyle, Ui};

use super::PanelContext;
use crate::crs;
use crate::i18n::{Lang, Localized, displayed, grouped, map_review, number, tr};
use crate::picture::ColourRole;

/// A point of the screen in metres, at the 96 to the inch that scales on screens are told for.
const POINT_M: f64 = 0.0254 / 96.0;

/// The notice comes first and whole; what else there is stands at the right as far as there is room.
pub(in crate::desktop) fn show(ui: &mut Ui, panel: PanelContext<'_>) {
    ui.horizontal_centered(|ui| {
        notice(ui, panel);
        let gap = 2.0 * ui.spacing().item_spacing.x + 8.0;
        let mut room = ui.available_width();
        let font = TextStyle::Body.resolve(ui.style());
        let facts = facts(panel);
        let fits = facts.into_iter().take_while(|text| {
            let galley = ui.painter().layout_no_wrap(text.clone(), font.clone(), panel.role(ColourRole::SecondText));
            room -= galley.size().x + gap;
            room >= 0.0
        });
        let facts: Vec<String> = fits.collect();
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            for (at, text) in facts.iter().enumerate() {
                if at > 0 {
                    ui.separator();
                }
                panel.quiet(ui, text);
            }
        });
    });
}

/// What is told of the pointer and the map, the most wanted first.
fn facts(panel: PanelContext<'_>) -> Vec<String> {
    let lang = panel.lang();
    let pointer = panel.session.pointer();
    let degrees = pointer.map(|at| crs::degrees_minutes_seconds(at, lang));
    let grid = pointer.and_then(crs::grid_3deg).map(|grid| {
        let (x, y) = (number(grid.north_m, 0), number(grid.east_m, 0));
        tr!(lang, "status.grid", x = x, y = y, zone = grid.zone).into_owned()
    });
    let scale = panel.session.view().projector().metres_per_point() / POINT_M;
    let scale = format!("1 : {}", grouped(round(scale)));
    [degrees, Some(scale), grid, Some("WGS 84".to_owned())].into_iter().flatten().collect()
}

fn notice(ui: &mut Ui, panel: PanelContext<'_>) {
    let (project, lang) = (panel.session.project(), panel.lang());
    let mut notices = project.notices();
    notices.retain(|(notice, _)| !notice.is_empty());
    if notices.is_empty() {
        return;
    }
    let gap = if lang == Lang::En { " " } else { "" };
    let said = |(notice, number): &(&Localized, &str)| {
        format!("{}{gap}{}", displayed(notice.get(lang)), map_review(number, lang))
    };
    let text = notices.iter().map(said).collect::<Vec<_>>().join(gap);
    let label = Label::new(RichText::new(&text).color(panel.role(ColourRole::Boundary))).truncate();
    ui.add(label).on_hover_text(text);
}

/// To two digits: a scale on a screen is no more exact than that.
fn round(scale: f64) -> f64 {
    let step = 10_f64.powf(scale.log10().floor() - 1.0);
    (scale / step).round() * step
}

#[cfg(test)]
mod tests {
    use super::{grouped, round};

    #[test]
    fn scales_are_short_and_grouped() {
        assert_eq!(grouped(round(61_872.0)), "62 000");
        assert_eq!(grouped(round(999.0)), "1 000");
        assert_eq!(grouped(12.0), "12");
    }
}
