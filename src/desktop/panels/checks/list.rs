//! The list of findings, rule by rule, and below them the rules that held and those with nothing to look at; each part can be folded.
//! Must not make a row that is not in view.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat, TextWrapping};
use egui::{FontId, Galley, Rect, Response, Role, ScrollArea, Sense, TextStyle, Ui, WidgetInfo, vec2};

use crate::desktop::focus;
use crate::desktop::panels::{PanelContext, prose};
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::draw::{level_role, level_sign, size_text};
use crate::i18n::tr;
use crate::picture::ColourRole;
use crate::report::{level_word, rule_text, rule_title};
use crate::session::{Action, FindingFilter, Findings};
use crate::verify::{Finding, NOT_CHECKED, RULES, Severity};

/// The heights of a row that heads others and of a finding's, of two lines of words, in points; and what is between two.
const HEAD: f32 = 28.0;
const ROW: f32 = 42.0;
const GAP: f32 = 2.0;

/// What findings are listed under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Found(Severity, &'static str),
    /// The rules that found nothing.
    Held,
    /// The rules that had nothing to look at.
    Idle,
}

/// A row of the list.
#[derive(Clone, Copy, Debug)]
enum Line {
    Head { group: Group, count: usize, open: bool },
    Finding(usize),
    Rule { rule: &'static str, held: bool },
}

impl Line {
    fn height(self, ui: &Ui, panel: PanelContext<'_>) -> f32 {
        match self {
            Self::Head { .. } => HEAD,
            Self::Finding(_) => ROW,
            Self::Rule { rule, .. } => two_lines(ui, panel, &sentence(panel, rule), ColourRole::Text).size().y + 6.0,
        }
    }
}

/// What the list keeps from frame to frame.
#[derive(Clone, Default)]
struct Memory {
    folded: BTreeSet<Group>,
    looked_at: Option<usize>,
}

/// Shows the list: what was found by severity and rule, then what held, then what there was nothing of.
pub(super) fn show(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    findings: &Findings,
    listed: &[usize],
    requests: &mut Vec<Request>,
) {
    let id = ui.scope_id().with("findings-memory");
    let mut memory: Memory = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let current = panel.session.checks().current();
    let is_new = memory.looked_at != current.map(|(at, _)| at);
    memory.looked_at = current.map(|(at, _)| at);
    if let Some((_, finding)) = current.filter(|_| is_new) {
        memory.folded.remove(&Group::Found(finding.severity, finding.rule));
    }
    let lines = lines(panel, findings, listed, &memory.folded);
    let mut tops = Vec::with_capacity(lines.len() + 1);
    let mut top = 0.0;
    for line in &lines {
        tops.push(top);
        top += line.height(ui, panel) + GAP;
    }
    let mut area = ScrollArea::vertical().id_salt("findings").auto_shrink(false);
    let is_current = |line: &Line| matches!(line, Line::Finding(at) if Some(*at) == memory.looked_at);
    if let Some(at) = lines.iter().position(is_current).filter(|_| is_new) {
        area = area.vertical_scroll_offset((tops[at] + ROW / 2.0 - ui.available_height() / 2.0).max(0.0));
    }
    let mut toggled = None;
    area.show_viewport(ui, |ui, view| {
        focus::one_stop(ui);
        ui.set_height(top.max(0.0));
        let from = tops.partition_point(|&top| top < view.top()).saturating_sub(1);
        let corner = ui.max_rect().min;
        let end = tops.partition_point(|&top| top < view.bottom());
        for (at, line) in lines.iter().enumerate().take(end).skip(from) {
            let bottom = tops.get(at + 1).copied().unwrap_or(top) - GAP;
            let place = Rect::from_x_y_ranges(ui.max_rect().x_range(), corner.y + tops[at]..=corner.y + bottom);
            toggled = show_line(ui, panel, findings, (*line, place), requests).or(toggled);
        }
        focus::follow(ui, 0.0);
    });
    if let Some(group) = toggled.filter(|group| !memory.folded.remove(group)) {
        memory.folded.insert(group);
    }
    ui.data_mut(|data| data.insert_temp(id, memory));
}

/// The rows there are.
fn lines(panel: PanelContext<'_>, findings: &Findings, listed: &[usize], folded: &BTreeSet<Group>) -> Vec<Line> {
    let list = findings.list();
    let group = |at: &usize| list.get(*at).map(|finding| Group::Found(finding.severity, finding.rule));
    let mut lines = Vec::new();
    for run in listed.chunk_by(|a, b| group(a) == group(b)) {
        let Some(of) = run.first().and_then(group) else { continue };
        let open = !folded.contains(&of);
        lines.push(Line::Head { group: of, count: run.len(), open });
        if open {
            lines.extend(run.iter().copied().map(Line::Finding));
        }
    }
    if panel.session.checks().filter == FindingFilter::default() {
        let found = findings.rules();
        let (idle, held): (Vec<_>, Vec<_>) = (RULES.iter().map(|rule| rule.id))
            .filter(|rule| !found.contains(rule))
            .partition(|rule| findings.idle().contains(rule));
        for (group, rules) in [(Group::Held, held), (Group::Idle, idle)] {
            if rules.is_empty() {
                continue;
            }
            let open = !folded.contains(&group);
            lines.push(Line::Head { group, count: rules.len(), open });
            if open {
                lines.extend(rules.into_iter().map(|rule| Line::Rule { rule, held: group == Group::Held }));
            }
        }
    }
    lines
}

/// Shows a row; what it heads, if it was asked to fold or unfold that.
fn show_line(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    findings: &Findings,
    (line, place): (Line, Rect),
    requests: &mut Vec<Request>,
) -> Option<Group> {
    match line {
        Line::Head { group, count, open } => {
            let response = ui.interact(place, ui.scope_id().with(("head", format!("{group:?}"))), Sense::click());
            let (sign, role, title) = told(panel, findings, group);
            let words = tr!(panel.lang(), "card.counted", what = title, count = count);
            let spoken = format!("{} {words}", if open { "▼" } else { "▶" });
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, open, &spoken));
            backed(ui, panel, &response, false);
            let fold = if open { "▼" } else { "▶" };
            let mut job = LayoutJob::default();
            for (text, role) in [(fold, ColourRole::SecondText), (sign, role), (&*words, ColourRole::Text)] {
                append(ui, panel, &mut job, (text, role, true));
            }
            job.wrap = TextWrapping::truncate_at_width(place.width() - 16.0);
            let galley = ui.painter().layout_job(job);
            ui.painter().galley(place.min + vec2(8.0, 5.0), galley, panel.role(ColourRole::Text));
            response.clicked().then_some(group)
        }
        Line::Finding(at) => {
            if let Some(finding) = findings.list().get(at) {
                self::finding(ui, panel, (at, finding), place, requests);
            }
            None
        }
        Line::Rule { rule, held } => {
            let words = sentence(panel, rule);
            let (sign, role, colour) = if held {
                ("✓", ColourRole::Agrees, ColourRole::Text)
            } else {
                ("·", ColourRole::SecondText, ColourRole::SecondText)
            };
            let response = ui.interact(place, ui.scope_id().with(rule), Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
            let galley = ui.painter().layout_no_wrap(sign.to_owned(), theme::strong_font(13.0), panel.role(role));
            ui.painter().galley(place.min + vec2(24.0, 2.0), galley, panel.role(role));
            let galley = two_lines(ui, panel, &words, colour);
            ui.painter().galley(place.min + vec2(44.0, 3.0), galley, panel.role(colour));
            let _shown = response.on_hover_text(words);
            None
        }
    }
}

/// What is told where a rule found nothing.
fn sentence(panel: PanelContext<'_>, rule: &str) -> String {
    rule_text(rule, "holds", panel.lang()).unwrap_or_else(|| rule_title(rule, panel.lang()))
}

/// A group's sign, the colour of that, and its name.
fn told(panel: PanelContext<'_>, findings: &Findings, group: Group) -> (&'static str, ColourRole, String) {
    let lang = panel.lang();
    match group {
        Group::Found(level, rule) => (level_sign(level), level_role(level), rule_title(rule, lang)),
        Group::Held => {
            let in_part = findings.rules().contains(&NOT_CHECKED);
            let key = if in_part { "checks.held-in-part" } else { "checks.held" };
            ("✓", ColourRole::Agrees, tr!(lang, key).into_owned())
        }
        Group::Idle => ("·", ColourRole::SecondText, tr!(lang, "checks.idle").into_owned()),
    }
}

fn finding(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    (at, finding): (usize, &Finding),
    place: Rect,
    requests: &mut Vec<Request>,
) {
    let response = ui.interact(place, ui.scope_id().with(at), Sense::click());
    let chosen = panel.session.checks().current().is_some_and(|(current, _)| current == at);
    let (message, level) = (finding.displayed(panel.lang()), level_word(finding.severity, panel.lang()));
    let spoken = tr!(panel.lang(), "checks.spoken", level = &level, message = &message).into_owned();
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, chosen, &spoken));
    let size = size_text(panel.session, finding);
    backed(ui, panel, &response, chosen);
    let mut job = LayoutJob::default();
    append(ui, panel, &mut job, (&size, ColourRole::Text, true));
    append(ui, panel, &mut job, (&message, ColourRole::Text, false));
    job.wrap = TextWrapping { max_width: place.width() - 40.0, max_rows: 2, ..TextWrapping::default() };
    let galley = prose::galley(ui, &job);
    let top = (place.height() - galley.size().y) / 2.0;
    ui.painter().galley(place.min + vec2(32.0, top), galley, panel.role(ColourRole::Text));
    let (sign, role) = (level_sign(finding.severity), panel.role(level_role(finding.severity)));
    let galley = ui.painter().layout_no_wrap(sign.to_owned(), theme::strong_font(13.0), role);
    ui.painter().galley(place.min + vec2(14.0, top), galley, role);
    if response.clicked() {
        requests.push(Action::LookAt(Some(at)).into());
    }
    let _shown = response.on_hover_text(message);
}

/// Paints what lies below a row.
fn backed(ui: &Ui, panel: PanelContext<'_>, response: &Response, chosen: bool) {
    if chosen || response.hovered() {
        ui.painter().rect_filled(response.rect, 6.0, theme::colour(panel.palette().chip));
    }
}

/// Adds words in their colour, bold or small.
fn append(ui: &Ui, panel: PanelContext<'_>, job: &mut LayoutJob, (text, role, bold): (&str, ColourRole, bool)) {
    if text.is_empty() {
        return;
    }
    let font: FontId = if bold { theme::strong_font(13.0) } else { TextStyle::Small.resolve(ui.style()) };
    let space = if job.is_empty() { 0.0 } else { 7.0 };
    job.append(text, space, TextFormat::simple(font, panel.role(role)));
}

/// Small words on two lines at most, in the width of the list.
fn two_lines(ui: &Ui, panel: PanelContext<'_>, words: &str, role: ColourRole) -> Arc<Galley> {
    let font = TextStyle::Small.resolve(ui.style());
    let mut job = LayoutJob::simple(words.to_owned(), font, panel.role(role), ui.available_width() - 52.0);
    job.wrap.max_rows = 2;
    prose::galley(ui, &job)
}
