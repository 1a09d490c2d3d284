//! The tabs of the policy: the focus with what else is said of the area, and the measures by how they are tied.
//! Must not know areas or segments.

use egui::Ui;

use super::item::{self, Reasoned};
use crate::desktop::panels::PanelContext;
use crate::i18n::tr;
use crate::project::{Card, Tie};
use crate::report::{TIES, tie_heading};

/// The policy focus, and all else that is said of the feature, folded by group.
pub(super) fn focus(ui: &mut Ui, panel: PanelContext<'_>, card: &Card<'_>) {
    let lang = panel.lang();
    if card.focus.is_empty() && card.facts.is_empty() {
        panel.quiet(ui, &tr!(lang, "card.no-policy"));
        return;
    }
    if !card.focus.is_empty() {
        heading(ui, panel, &tr!(lang, "card.focus"), card.focus.len());
        for focus in &card.focus {
            item::boxed(ui, panel, (focus, None), None);
        }
    }
    if !card.facts.is_empty() {
        heading(ui, panel, &tr!(lang, "card.facts"), card.facts.len());
        let facts: Vec<Reasoned<'_>> = card.facts.iter().map(|item| (*item, None)).collect();
        item::folded(ui, panel, &facts, None);
    }
}

/// The measures: stated here, then likely relevant with the reason, then zone-wide; each part with its count.
pub(super) fn measures(ui: &mut Ui, panel: PanelContext<'_>, card: &Card<'_>) {
    if card.measures.is_empty() {
        panel.quiet(ui, &tr!(panel.lang(), "card.no-measures"));
    }
    for tie in TIES {
        let measures: Vec<Reasoned<'_>> = card.tied(tie).map(|measure| (measure.item, measure.reason)).collect();
        if measures.is_empty() {
            continue;
        }
        heading(ui, panel, &tie_heading(tie, panel.lang()), measures.len());
        if tie == Tie::Stated {
            for &measure in &measures {
                item::boxed(ui, panel, measure, Some(tie));
            }
        } else {
            item::folded(ui, panel, &measures, Some(tie));
        }
    }
}

fn heading(ui: &mut Ui, panel: PanelContext<'_>, what: &str, count: usize) {
    PanelContext::heading(ui, &tr!(panel.lang(), "card.counted", what = what, count = count));
}
