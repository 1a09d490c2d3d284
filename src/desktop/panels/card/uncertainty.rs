//! The ± beside a measured area, and the tooltip that says what it is worth.
//! Must not work it out: the checks do.

use egui::Ui;

use crate::desktop::panels::Look;
use crate::i18n::{displayed, list, number, tr};
use crate::project::{Feature, FeatureId};
use crate::verify::{AreaUncertainty, fitted_limits_of, uncertainty_of};

/// Says how sure an area is; nothing where nothing is recorded of its boundary.
pub(super) fn show(ui: &mut Ui, look: Look<'_>, id: FeatureId) {
    let (project, lang) = (look.session.project(), look.lang());
    match uncertainty_of(project, id) {
        AreaUncertainty::Known(known) => {
            let [independent, correlated] =
                [known.independent_m2, known.correlated_m2].map(|area_m2| number(area_m2 / 1e6, 2));
            let mut tip =
                tr!(lang, "card.uncertainty", independent = independent, correlated = correlated).into_owned();
            let fitted = fitted_limits_of(project, id);
            if !fitted.is_empty() {
                tip.push_str("\n\n");
                tip.push_str(&tr!(lang, "card.fitted-uncertainty", list = names(look, &fitted)));
            }
            // In one piece, on the next line if there is no room beside the figure.
            let sure = tr!(lang, "card.plus-minus", independent = independent).replace(' ', "\u{a0}");
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
