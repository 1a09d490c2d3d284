//! One policy item, as a box of a list or opened in full.
//! Must not know which feature's card it stands in.

use egui::collapsing_header::CollapsingState;
use egui::{Align, Button, Layout, Ui};

use crate::desktop::panels::{PanelContext, prose};
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::i18n::{Localized, displayed, displayed_whole, paragraphs, tr};
use crate::project::{Basis, PolicyFigure, PolicyItem, Qualifier, Tie};
use crate::report::tie_word;
use crate::session::Action;

/// An item with the reason it stands here, if it is inferred.
pub(super) type Reasoned<'a> = (&'a PolicyItem, Option<&'a Localized>);

/// An item as a box: how it is tied (to this feature, or else as the source has it), its title, its text, why it is here.
pub(super) fn boxed(ui: &mut Ui, panel: PanelContext<'_>, (item, reason): Reasoned<'_>, tie: Option<Tie>) {
    let lang = panel.lang();
    panel.boxed(ui, |ui| {
        // The chip stands in the corner; the title wraps beside it.
        ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
            if let Some(tie) = tie.or(item.listed_tie()) {
                panel.chip(ui, &tie_word(tie, lang));
            }
            ui.with_layout(Layout::top_down(Align::LEFT), |ui| {
                prose::show(ui, &displayed(item.title.get(lang)), |text| theme::strong(&text, 14.0));
            });
        });
        PanelContext::prose(ui, &paragraphs(item.text.get(lang)).join("\n"));
        if let Some(reason) = reason {
            panel.quiet(ui, &tr!(lang, "card.inferred-because", reason = displayed_whole(reason.get(lang))));
        }
        figures(ui, panel, &item.figures);
        if let Some(note) = &item.note {
            panel.quiet(ui, &displayed_whole(note.get(lang)));
        }
    });
}

/// Figures that count a list left open are said to be just that, never a total.
fn figures(ui: &mut Ui, panel: PanelContext<'_>, figures: &[PolicyFigure]) {
    let lang = panel.lang();
    for figure in figures.iter().filter(|figure| figure.qualifier == Qualifier::Listed) {
        let text = tr!(lang, "card.listed", label = displayed(figure.label.get(lang)), value = figure.value);
        panel.quiet(ui, &text);
    }
}

/// Items under the headings of their groups, each group folded.
pub(super) fn folded(ui: &mut Ui, panel: PanelContext<'_>, items: &[Reasoned<'_>], tie: Option<Tie>) {
    for run in items.chunk_by(|(a, _), (b, _)| a.group == b.group) {
        let Some((first, _)) = run.first() else { continue };
        let group = panel.session.project().policy_of(first).group(&first.group);
        let title = group.map_or_else(String::new, |group| displayed(group.title.get(panel.lang())));
        let heading = tr!(panel.lang(), "card.counted", what = title, count = run.len());
        let id = ui.make_persistent_id((format!("{tie:?}"), &first.group));
        let mut fold = CollapsingState::load_with_default_open(ui.ctx(), id, false);
        let sign = if fold.is_open() { "▼" } else { "▶" };
        let button = Button::new(format!("{sign} {heading}")).wrap().frame(false);
        if ui.add(button).clicked() {
            fold.toggle(ui);
        }
        fold.show_body_unindented(ui, |ui| run.iter().for_each(|&reasoned| boxed(ui, panel, reasoned, tie)));
    }
}

/// An item in full, with all that is known of where it comes from.
pub(super) fn opened(ui: &mut Ui, panel: PanelContext<'_>, item: &PolicyItem, requests: &mut Vec<Request>) {
    let (lang, project) = (panel.lang(), panel.session.project());
    let policy = project.policy_of(item);
    let group = policy.group(&item.group).map_or_else(String::new, |group| displayed(group.title.get(lang)));
    panel.quiet(ui, &group);
    boxed(ui, panel, (item, None), None);
    for relevance in &item.relevant {
        let name =
            project.named(item.namespace, &relevance.feature).next().map_or_else(String::new, |id| panel.name(id));
        let reason = displayed_whole(relevance.reason.get(lang));
        panel.quiet(ui, &tr!(lang, "card.relevant-to", name = name, reason = reason));
    }
    let basis = match item.basis {
        Basis::Stated => "basis.stated-long",
        Basis::Inferred => "basis.inferred-long",
    };
    panel.quiet(ui, &tr!(lang, basis));
    let mut parts = policy.source.parts.iter();
    let part = item.part.as_ref().and_then(|part| parts.find(|known| known.id == *part));
    if let Some(part) = part {
        let (source, part) = (displayed(policy.source.title.get(lang)), displayed(part.title.get(lang)));
        panel.quiet(ui, &tr!(lang, "card.source", source = source, part = part, date = policy.source.date));
    }
    ui.horizontal_wrapped(|ui| {
        for place in &item.places {
            let Some(id) = project.named(item.namespace, place).next() else { continue };
            if ui.button(panel.name(id)).clicked() {
                requests.push(Action::Select(Some(id)).into());
                requests.push(Action::FlyTo(id).into());
            }
        }
    });
}
