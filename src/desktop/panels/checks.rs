//! The list of findings in the card's place: counts, filters, the finding that is looked at, and all the others.
//! Must not check anything, nor decide what is drawn.

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{
    Button, ComboBox, FontId, Label, Rect, ScrollArea, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, vec2,
};

use super::{Look, texts};
use crate::crs::decimal_degrees;
use crate::desktop::command::Command;
use crate::desktop::theme;
use crate::desktop::wish::Wish;
use crate::draw::{level_ink, level_sign, size_text};
use crate::i18n::tr;
use crate::picture::Ink;
use crate::report::{level_word, rule_text, rule_title};
use crate::session::{Action, Checked, FindingFilter, Findings, Panel};
use crate::verify::{Finding, RULES, Severity};

/// All levels, the most severe first.
pub(super) const LEVELS: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];
/// The height of a row, in points: two lines of words.
const ROW: f32 = 46.0;
/// So many of the most severe findings are told in full where the list is closed.
const FEW: usize = 3;
/// At most so many of a finding's features have a button.
const MAX_FEATURES: usize = 8;

/// Shows the list of findings.
pub(in crate::desktop) fn show(ui: &mut Ui, look: Look<'_>, wishes: &mut Vec<Wish>) {
    let lang = look.lang();
    ui.horizontal(|ui| {
        ui.label(theme::strong(&tr!(lang, "checks.title"), 22.0));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.button(tr!(lang, "checks.close")).clicked() {
                wishes.push(Action::Open(Panel::Card).into());
            }
        });
    });
    match look.session.checks().state() {
        Checked::UnderWay => {
            ui.horizontal(|ui| {
                ui.spinner();
                ui.label(tr!(lang, "checks.under-way"));
            });
        }
        Checked::Broke => {
            look.warning(ui, &tr!(lang, "checks.broke"));
        }
        Checked::Done(findings) if findings.list().is_empty() => {
            ui.horizontal(|ui| {
                look.verdict(ui, Some(true));
                ui.label(tr!(lang, "checks.nothing"));
            });
            looked_at(ui, look);
        }
        Checked::Done(findings) => found(ui, look, findings, wishes),
    }
}

/// What was checked.
fn looked_at(ui: &mut Ui, look: Look<'_>) {
    let layers = &look.session.project().layers;
    let features = layers.iter().map(|layer| layer.data.features().len()).sum::<usize>();
    let vertices = layers.iter().map(|layer| layer.data.shapes().vertex_count()).sum::<usize>();
    let rules = RULES.len();
    look.quiet(ui, &tr!(look.lang(), "checks.looked-at", rules = rules, features = features, vertices = vertices));
}

fn found(ui: &mut Ui, look: Look<'_>, findings: &Findings, wishes: &mut Vec<Wish>) {
    looked_at(ui, look);
    filter(ui, look, findings, wishes);
    let listed = look.session.checks().listed();
    if let Some((at, finding)) = look.session.checks().current() {
        let place = listed.iter().position(|&other| other == at).map_or(0, |place| place + 1);
        // Half the panel at most, so that the list stays in view.
        let height = ui.available_height() * 0.55;
        ScrollArea::vertical().id_salt("finding").max_height(height).show(ui, |ui| {
            look.boxed(ui, |ui| detail(ui, look, finding, [place, listed.len()], wishes));
        });
    }
    if listed.is_empty() {
        look.quiet(ui, &tr!(look.lang(), "checks.filtered-out"));
        return;
    }
    ui.horizontal(|ui| {
        if ui.button(tr!(look.lang(), "checks.copy-all")).clicked() {
            wishes.push(Wish::Copy(texts::listed(look, findings)));
        }
    });
    rows(ui, look, findings, &listed, wishes);
}

/// What to list: by level, by rule.
fn filter(ui: &mut Ui, look: Look<'_>, findings: &Findings, wishes: &mut Vec<Wish>) {
    let (lang, now) = (look.lang(), look.session.checks().filter());
    let mut wish = |filter: FindingFilter| wishes.push(Action::FilterFindings(filter).into());
    ui.horizontal_wrapped(|ui| {
        let all = tr!(lang, "checks.all", count = findings.list().len());
        if ui.add(Button::selectable(now.level.is_none(), all)).clicked() {
            wish(FindingFilter { level: None, ..now });
        }
        for level in LEVELS {
            let words = level_count(look, level, findings.count(level));
            let words = theme::strong(&words, 13.5).color(look.ink(level_ink(level)));
            if ui.add(Button::selectable(now.level == Some(level), words)).clicked() {
                wish(FindingFilter { level: Some(level), ..now });
            }
        }
    });
    let title = |rule: Option<&str>| match rule {
        Some(rule) => rule_title(rule, look.lang()),
        None => tr!(lang, "checks.all-rules").into_owned(),
    };
    let chosen = ComboBox::new("rule", tr!(lang, "checks.rule")).selected_text(title(now.rule)).width(220.0);
    chosen.show_ui(ui, |ui| {
        for rule in std::iter::once(None).chain(findings.rules().into_iter().map(Some)) {
            if ui.add(Button::selectable(now.rule == rule, title(rule))).clicked() {
                wish(FindingFilter { rule, ..now });
            }
        }
    });
}

/// A level's sign, its word and how many there are.
pub(super) fn level_count(look: Look<'_>, level: Severity, count: usize) -> String {
    let (sign, word) = (level_sign(level), level_word(level, look.lang()));
    tr!(look.lang(), "checks.level", sign = sign, level = word, count = count).into_owned()
}

/// The finding that is looked at: all that is known of it, and what to do about it.
fn detail(ui: &mut Ui, look: Look<'_>, finding: &Finding, [at, count]: [usize; 2], wishes: &mut Vec<Wish>) {
    let lang = look.lang();
    let level = format!("{} {}", level_sign(finding.severity), level_word(finding.severity, look.lang()));
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::strong(&level, 14.0).color(look.ink(level_ink(finding.severity))));
        ui.label(theme::strong(&rule_title(finding.rule, look.lang()), 14.0));
        look.quiet(ui, &tr!(lang, "checks.place-in-list", at = at, count = count));
    });
    ui.add(Label::new(finding.displayed(lang)).wrap());
    let size = size_text(look.session, finding);
    if !size.is_empty() {
        ui.label(theme::strong(&size, 14.0));
    }
    if let Some(place) = finding.at.filter(|_| finding.placed) {
        look.quiet(ui, &tr!(lang, "checks.position", position = decimal_degrees(place, lang)));
    }
    ui.label(theme::strong(&tr!(lang, "checks.what-to-do"), 13.0));
    ui.add(Label::new(rule_text(finding.rule, "help", look.lang()).unwrap_or_default()).wrap());
    ui.horizontal_wrapped(|ui| {
        for &id in finding.features.iter().take(MAX_FEATURES) {
            if ui.button(look.name(id)).clicked() {
                wishes.push(Action::Select(Some(id)).into());
            }
        }
    });
    ui.horizontal_wrapped(|ui| {
        for (key, command) in [("checks.previous", Command::Previous), ("checks.next", Command::Next)] {
            if ui.button(tr!(lang, key)).clicked() {
                wishes.push(command.into());
            }
        }
        if ui.button(tr!(lang, "checks.copy-one")).clicked() {
            wishes.push(Wish::Copy(texts::finding(look, finding)));
        }
    });
}

/// The findings that are listed; only the rows in view are made.
fn rows(ui: &mut Ui, look: Look<'_>, findings: &Findings, listed: &[usize], wishes: &mut Vec<Wish>) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let current = look.session.checks().current().map(|(at, _)| at);
    let mut area = ScrollArea::vertical().id_salt("findings").auto_shrink(false);
    if let Some(offset) = jump(ui, current, listed) {
        area = area.vertical_scroll_offset(offset);
    }
    area.show_rows(ui, ROW, listed.len(), |ui, shown| {
        for at in listed.get(shown).into_iter().flatten().copied() {
            if let Some(finding) = findings.list().get(at) {
                ui.push_id(at, |ui| row(ui, look, at, finding, current == Some(at), wishes));
            }
        }
    });
}

/// Where to scroll when another finding is looked at than in the frame before: so that it is in the middle.
fn jump(ui: &Ui, current: Option<usize>, listed: &[usize]) -> Option<f32> {
    let memory = ui.scope_id().with("looked-at");
    let before: Option<Option<usize>> = ui.data(|data| data.get_temp(memory));
    ui.data_mut(|data| data.insert_temp(memory, current));
    let place = listed.iter().position(|&at| Some(at) == current).filter(|_| before != Some(current))?;
    #[expect(clippy::cast_precision_loss, reason = "a place in a list on the screen")]
    let top = place as f32 * (ROW + ui.spacing().item_spacing.y);
    Some((top + ROW / 2.0 - ui.available_height() / 2.0).max(0.0))
}

fn row(ui: &mut Ui, look: Look<'_>, at: usize, finding: &Finding, chosen: bool, wishes: &mut Vec<Wish>) {
    let (space, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let (message, level) = (finding.displayed(look.lang()), level_word(finding.severity, look.lang()));
    let spoken = tr!(look.lang(), "checks.spoken", level = level, message = &message).into_owned();
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, chosen, &spoken));
    if ui.is_rect_visible(space) {
        paint_row(ui, look, finding, &level, space, chosen || response.hovered(), response.has_focus());
    }
    if response.clicked() {
        wishes.push(Action::LookAt(Some(at)).into());
    }
    response.on_hover_text(message);
}

/// A row: sign and level, the rule and the size, then as much of the sentence as there is room for.
fn paint_row(ui: &Ui, look: Look<'_>, finding: &Finding, level: &str, space: Rect, lit: bool, focused: bool) {
    if lit {
        ui.painter().rect_filled(space, 6.0, theme::colour(look.palette().chip));
    }
    if focused {
        ui.painter().rect_stroke(space, 6.0, Stroke::new(2.0, look.ink(Ink::Limit)), StrokeKind::Inside);
    }
    let small = TextStyle::Small.resolve(ui.style());
    let strong = |ink: Ink| (theme::strong_font(13.0), look.ink(ink));
    let level = format!("{} {level}  ", level_sign(finding.severity));
    let mut head = LayoutJob::default();
    let mut add = |text: &str, (font, colour): (FontId, egui::Color32)| {
        head.append(text, 0.0, TextFormat::simple(font, colour));
    };
    add(&level, strong(level_ink(finding.severity)));
    add(&rule_title(finding.rule, look.lang()), strong(Ink::Text));
    add(&format!("  {}", size_text(look.session, finding)), (small.clone(), look.ink(Ink::Text)));
    let message = finding.displayed(look.lang());
    let tail = LayoutJob::simple(message, small, look.ink(Ink::SecondText), f32::INFINITY);
    for (mut job, top) in [(head, 4.0), (tail, 24.0)] {
        job.wrap = TextWrapping::truncate_at_width(space.width() - 16.0);
        let galley = ui.painter().layout_job(job);
        ui.painter().galley(space.min + vec2(8.0, top), galley, look.ink(Ink::Text));
    }
}

/// How many findings there are, in short; used where the list is closed.
pub(super) fn summary(ui: &mut Ui, look: Look<'_>, wishes: &mut Vec<Wish>) {
    let lang = look.lang();
    let findings = match look.session.checks().state() {
        Checked::UnderWay => {
            ui.horizontal(|ui| {
                ui.spinner();
                look.quiet(ui, &tr!(lang, "checks.under-way"));
            });
            return;
        }
        Checked::Broke => {
            look.warning(ui, &tr!(lang, "checks.broke"));
            return;
        }
        Checked::Done(findings) => findings,
    };
    for level in LEVELS {
        let count = findings.count(level);
        let ink = if count == 0 { Ink::SecondText } else { level_ink(level) };
        let words = egui::RichText::new(level_count(look, level, count)).color(look.ink(ink));
        if ui.add(Button::new(words).frame(false)).clicked() {
            wishes.push(Action::FilterFindings(FindingFilter { level: Some(level), rule: None }).into());
            wishes.push(Action::Open(Panel::Checks).into());
        }
    }
    most_severe(ui, look, findings, wishes);
    if ui.button(tr!(lang, "checks.open", count = findings.list().len())).clicked() {
        wishes.push(Action::FilterFindings(FindingFilter::default()).into());
        wishes.push(Action::Open(Panel::Checks).into());
    }
}

/// The most severe few findings in full; a click goes to one of them.
fn most_severe(ui: &mut Ui, look: Look<'_>, findings: &Findings, wishes: &mut Vec<Wish>) {
    for (at, finding) in findings.list().iter().take(FEW).enumerate() {
        let text = format!("{} {}", level_sign(finding.severity), finding.displayed(look.lang()));
        let words = egui::RichText::new(text).small().color(look.ink(level_ink(finding.severity)));
        if ui.add(Button::new(words).wrap().frame(false)).clicked() {
            wishes.push(Action::FilterFindings(FindingFilter::default()).into());
            wishes.push(Action::Open(Panel::Checks).into());
            wishes.push(Action::LookAt(Some(at)).into());
        }
    }
}
