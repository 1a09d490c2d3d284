//! The tabs of the policy: the focus with what else is said of the area, and the measures by how they are tied.
//! Must not know areas or limits.

use egui::Ui;

use super::item::{self, Reasoned};
use crate::desktop::panels::Look;
use crate::i18n::tr;
use crate::project::{Card, Tie};
use crate::report::{TIES, tie_heading};

/// The policy focus, and all else that is said of the feature, folded by group.
pub(super) fn focus(ui: &mut Ui, look: Look<'_>, card: &Card<'_>) {
    let lang = look.lang();
    if card.focus.is_empty() && card.facts.is_empty() {
        look.quiet(ui, &tr!(lang, "card.no-policy"));
        return;
    }
    if !card.focus.is_empty() {
        heading(ui, look, &tr!(lang, "card.focus"), card.focus.len());
        for focus in &card.focus {
            item::boxed(ui, look, (focus, None), None);
        }
    }
    if !card.facts.is_empty() {
        heading(ui, look, &tr!(lang, "card.facts"), card.facts.len());
        let facts: Vec<Reasoned<'_>> = card.facts.iter().map(|item| (*item, None)).collect();
        item::folded(ui, look, &facts, None);
    }
}

/// The measures: stated here, then likely relevant with the reason, then zone-wide; each part with its count.
pub(super) fn measures(ui: &mut Ui, look: Look<'_>, card: &Card<'_>) {
    if card.measures.is_empty() {
        look.quiet(ui, &tr!(look.lang(), "card.no-measures"));
    }
    for tie in TIES {
        let measures: Vec<Reasoned<'_>> = card.tied(tie).map(|measure| (measure.item, measure.reason)).collect();
        if measures.is_empty() {
            continue;
        }
        heading(ui, look, &tie_heading(tie, look.lang()), measures.len());
        if tie == Tie::Stated {
            for &measure in &measures {
                item::boxed(ui, look, measure, Some(tie));
            }
        } else {
            item::folded(ui, look, &measures, Some(tie));
        }
    }
}

fn heading(ui: &mut Ui, look: Look<'_>, what: &str, count: usize) {
    Look::heading(ui, &tr!(look.lang(), "card.counted", what = what, count = count));
}
