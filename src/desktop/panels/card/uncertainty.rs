//! The ± beside a measured area, and the tooltip that says what it is worth.
//! Must not work it out: the checks do.

use egui::Ui;

use crate::desktop::panels::Look;
use crate::i18n::{AreaFormat, displayed, list, number, tr};
use crate::project::{Feature, FeatureId};
use crate::verify::{AreaUncertainty, fitted_limits_of, uncertainty_of};

/// Says how sure an area is, in the unit that it is shown in; nothing where nothing is recorded of its boundary.
pub(super) fn show(ui: &mut Ui, look: Look<'_>, id: FeatureId, format: &AreaFormat) {
    let (project, lang) = (look.session.project(), look.lang());
    match uncertainty_of(project, id) {
        AreaUncertainty::Known(known) => {
            let both = [known.independent_m2, known.correlated_m2];
            let ([independent, correlated], unit) = (both.map(|area_m2| format.spread(area_m2)), format.symbol());
            let tip = tr!(lang, "card.uncertainty", independent = independent, correlated = correlated, unit = unit);
            let mut tip = tip.into_owned();
            let fitted = fitted_limits_of(project, id);
            if !fitted.is_empty() {
                tip.push_str("\n\n");
                tip.push_str(&tr!(lang, "card.fitted-uncertainty", list = names(look, &fitted)));
            }
            // In one piece, on the next line if there is no room beside the figure.
            let sure = tr!(lang, "card.plus-minus", independent = independent, unit = unit).replace(' ', "\u{a0}");
            look.quiet(ui, &sure).on_hover_text(tip);
        }
        AreaUncertainty::NoStretches => {}
        AreaUncertainty::PartOfBoundary(part) => {
            look.quiet(ui, &tr!(lang, "card.part-accuracy", percent = number(part * 100.0, 0)));
        }
        AreaUncertainty::NoAccuracy(limits) => {
            look.quiet(ui, &tr!(lang, "card.no-accuracy", list = names(look, &limits)));
        }
    }
}

fn names(look: Look<'_>, limits: &[FeatureId]) -> String {
    let project = look.session.project();
    let keys: Vec<&str> = limits.iter().filter_map(|&limit| project.feature(limit)).map(Feature::key).collect();
    displayed(&list(&keys, look.lang()))
}
