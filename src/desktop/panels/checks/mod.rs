//! The list of findings in the card's place: counts, filters, the finding that is looked at, and all the others.
//! Must not check anything, nor decide what is drawn.

mod list;

use egui::{Button, ScrollArea, Ui};

use super::layers::two_lines;
use super::{PanelContext, texts, waiting};
use crate::crs::decimal_degrees;
use crate::desktop::focus;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::draw::{level_role, level_sign, size_text};
use crate::i18n::tr;
use crate::picture::ColourRole;
use crate::report::{level_word, rule_text, rule_title};
use crate::session::{Action, Checked, FindingFilter, Findings, Panel};
use crate::verify::{Finding, RULES, Severity};

/// All levels, the most severe first.
pub(super) const LEVELS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];
/// So many of the most severe findings are told where the list is closed.
const FEW: usize = 2;
/// At most so many of a finding's features have a button.
const MAX_FEATURES: usize = 8;

/// Shows the list of findings.
pub(in crate::desktop) fn show(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let lang = panel.lang();
    panel.title(ui, &tr!(lang, "checks.title"), requests);
    match &panel.session.checks().state {
        Checked::UnderWay => {
            ui.horizontal(|ui| {
                waiting::show(ui);
                ui.label(tr!(lang, "checks.under-way"));
            });
        }
        Checked::Broke => {
            panel.warning(ui, &tr!(lang, "checks.broke"));
        }
        Checked::Done(findings) => {
            if findings.list().is_empty() {
                ui.horizontal(|ui| {
                    panel.verdict(ui, Some(true));
                    ui.label(tr!(lang, "checks.nothing"));
                });
            }
            found(ui, panel, findings, requests);
        }
    }
}

/// What was checked.
fn looked_at(ui: &mut Ui, panel: PanelContext<'_>) {
    let layers = &panel.session.project().layers;
    let features = layers.iter().map(|layer| layer.data.features().len()).sum::<usize>();
    let vertices = layers.iter().map(|layer| layer.data.shapes().vertex_count()).sum::<usize>();
    let rules = RULES.len();
    panel.quiet(ui, &tr!(panel.lang(), "checks.looked-at", rules = rules, features = features, vertices = vertices));
}

fn found(ui: &mut Ui, panel: PanelContext<'_>, findings: &Findings, requests: &mut Vec<Request>) {
    looked_at(ui, panel);
    if findings.list().is_empty() {
        list::show(ui, panel, findings, &[], requests);
        return;
    }
    filter(ui, panel, findings, requests);
    let listed = panel.session.checks().listed();
    if let Some((at, finding)) = panel.session.checks().current() {
        let place = listed.iter().position(|&other| other == at).map_or(0, |place| place + 1);
        // Half the panel at most, so that the list stays in view.
        let height = ui.available_height() * 0.55;
        ScrollArea::vertical().id_salt("finding").max_height(height).show(ui, |ui| {
            panel.boxed(ui, |ui| detail(ui, panel, finding, [place, listed.len()], requests));
            focus::follow(ui, 0.0);
        });
    }
    if listed.is_empty() {
        panel.quiet(ui, &tr!(panel.lang(), "checks.filtered-out"));
        return;
    }
    list::show(ui, panel, findings, &listed, requests);
}

/// What to list, by level, and a button that copies it.
fn filter(ui: &mut Ui, panel: PanelContext<'_>, findings: &Findings, requests: &mut Vec<Request>) {
    let (lang, now) = (panel.lang(), panel.session.checks().filter);
    ui.horizontal_wrapped(|ui| {
        let all = tr!(lang, "checks.all", count = findings.list().len());
        if ui.add(Button::selectable(now.level.is_none(), all)).clicked() {
            requests.push(Action::FilterFindings(FindingFilter::default()).into());
        }
        for level in LEVELS {
            let words = level_count(panel, level, findings.count(level));
            let words = theme::strong(&words, 13.5).color(panel.role(level_role(level)));
            if ui.add(Button::selectable(now.level == Some(level), words)).clicked() {
                requests.push(Action::FilterFindings(FindingFilter { level: Some(level) }).into());
            }
        }
        if ui.button(tr!(lang, "checks.copy-all")).clicked() {
            requests.push(Request::Copy(texts::listed(panel, findings)));
        }
    });
}

/// A level's sign, its word and how many there are.
pub(super) fn level_count(panel: PanelContext<'_>, level: Severity, count: usize) -> String {
    let (sign, word) = (level_sign(level), level_word(level, panel.lang()));
    tr!(panel.lang(), "checks.level", sign = sign, level = word, count = count).into_owned()
}

/// The finding that is looked at: all that is known of it, and what to do about it.
fn detail(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    finding: &Finding,
    [at, count]: [usize; 2],
    requests: &mut Vec<Request>,
) {
    let lang = panel.lang();
    let level = format!("{} {}", level_sign(finding.severity), level_word(finding.severity, panel.lang()));
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::strong(&level, 14.0).color(panel.role(level_role(finding.severity))));
        ui.label(theme::strong(&rule_title(finding.rule, panel.lang()), 14.0));
        panel.quiet(ui, &tr!(lang, "checks.place-in-list", at = at, count = count));
    });
    PanelContext::prose(ui, &finding.displayed(lang));
    let size = size_text(panel.session, finding);
    if !size.is_empty() {
        ui.label(theme::strong(&size, 14.0));
    }
    if let Some(place) = finding.at.filter(|_| finding.placed) {
        panel.quiet(ui, &tr!(lang, "checks.position", position = decimal_degrees(place, lang)));
    }
    ui.label(theme::strong(&tr!(lang, "checks.what-to-do"), 13.0));
    PanelContext::prose(ui, &rule_text(finding.rule, "help", panel.lang()).unwrap_or_default());
    ui.horizontal_wrapped(|ui| {
        for &id in finding.features.iter().take(MAX_FEATURES) {
            if ui.button(panel.name(id)).clicked() {
                requests.push(Action::Select(Some(id)).into());
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        panel.steps(ui, requests);
        if ui.button(tr!(lang, "checks.copy-one")).clicked() {
            requests.push(Request::Copy(texts::finding(panel, finding)));
        }
    });
}

/// How many findings there are, in short; used where the list is closed.
pub(super) fn summary(ui: &mut Ui, panel: PanelContext<'_>, is_brief: bool, requests: &mut Vec<Request>) {
    let lang = panel.lang();
    let findings = match &panel.session.checks().state {
        Checked::UnderWay => {
            ui.horizontal(|ui| {
                waiting::show(ui);
                panel.quiet(ui, &tr!(lang, "checks.under-way"));
            });
            return;
        }
        Checked::Broke => {
            panel.warning(ui, &tr!(lang, "checks.broke"));
            return;
        }
        Checked::Done(findings) => findings,
    };
    ui.horizontal_wrapped(|ui| {
        for level in LEVELS {
            let count = findings.count(level);
            let role = if count == 0 { ColourRole::SecondText } else { level_role(level) };
            let words = egui::RichText::new(level_count(panel, level, count)).color(panel.role(role));
            if ui.add(Button::new(words).frame(false)).clicked() {
                requests.push(Action::FilterFindings(FindingFilter { level: Some(level) }).into());
                requests.push(Action::Open(Panel::Checks).into());
            }
        }
    });
    if !is_brief {
        most_severe(ui, panel, findings, requests);
    }
}

/// The way to the list of findings, once there is one.
pub(super) fn open_button(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let Checked::Done(findings) = &panel.session.checks().state else { return };
    if ui.button(tr!(panel.lang(), "checks.open", count = findings.list().len())).clicked() {
        requests.push(Action::FilterFindings(FindingFilter::default()).into());
        requests.push(Action::Open(Panel::Checks).into());
    }
}

/// The most severe few findings, on two lines each; a click goes to one of them.
fn most_severe(ui: &mut Ui, panel: PanelContext<'_>, findings: &Findings, requests: &mut Vec<Request>) {
    for (at, finding) in findings.list().iter().take(FEW).enumerate() {
        let text = format!("{} {}", level_sign(finding.severity), finding.displayed(panel.lang()));
        let room = ui.available_width() - 2.0 * ui.spacing().button_padding.x;
        let words = two_lines(ui, &text, panel.role(level_role(finding.severity)), room);
        if ui.add(Button::new(words).frame(false)).on_hover_text(finding.displayed(panel.lang())).clicked() {
            requests.push(Action::FilterFindings(FindingFilter::default()).into());
            requests.push(Action::Open(Panel::Checks).into());
            requests.push(Action::LookAt(Some(at)).into());
        }
    }
}
