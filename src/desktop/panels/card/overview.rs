//! The card before anything is selected: the zone, its shares, what it is for, what its figures are worth, and what to do next.
//! Must not work anything out, nor say anything of its own: the overview of the project does.

use std::sync::Arc;

use egui::{
    Button, Color32, CornerRadius, Frame, Id, Margin, Rect, RichText, Role, Sense, Stroke, TextStyle, Ui, WidgetInfo,
    pos2, vec2,
};

use super::head;
use crate::desktop::command::Command;
use crate::desktop::panels::{PanelContext, prose};
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::i18n::{Lang, number, tr};
use crate::picture::ColourRole;
use crate::project::Revision;
use crate::report::{FeatureReport, Overview, OverviewWords};
use crate::session::{Action, Panel, Tab};

/// How high the bar of shares and an action are, in points.
const BAR: f32 = 14.0;
const ACTION: f32 = 48.0;

pub(super) fn show(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let (lang, overview) = (panel.lang(), words(ui, panel));
    head::closing(ui, panel, &overview.above, Action::ShowOverview(false), requests);
    prose::show(ui, &overview.title, |text| theme::strong(&text, 22.0));
    match overview.whole.and_then(|whole| FeatureReport::of(panel.session.project(), whole)) {
        Some(whole) => figures(ui, panel, &overview, &whole, requests),
        None => drop(panel.quiet(ui, &overview.counts)),
    }
    shares(ui, panel, &overview, requests);
    for (key, text) in [("overview.positions", &overview.positions), ("overview.targets", &overview.targets)] {
        if let Some(text) = text {
            ui.add_space(4.0);
            ui.label(theme::strong(&tr!(lang, key), 13.5));
            PanelContext::prose(ui, text);
        }
    }
    if let Some(text) = &overview.fitted {
        ui.add_space(6.0);
        warned(ui, panel, text);
    }
    ui.add_space(10.0);
    actions(ui, panel, &overview, requests);
    ui.add_space(8.0);
    panel.quiet(ui, &tr!(lang, "card.nothing-selected"));
}

/// What there is to say, worked out once for the data and the language that are shown.
pub(in crate::desktop::panels) fn words(ui: &Ui, panel: PanelContext<'_>) -> Arc<OverviewWords> {
    type Known = (Vec<Revision>, String, Lang, Arc<OverviewWords>);
    let (project, lang, id) = (panel.session.project(), panel.lang(), Id::unique("overview-words"));
    let revisions: Vec<Revision> = project.layers.iter().map(|layer| layer.data.revision()).collect();
    let title = project.title().get(lang).to_owned();
    let known = ui.data(|data| data.get_temp::<Known>(id));
    let is_it = |known: &Known| known.0 == revisions && known.1 == title && known.2 == lang;
    if let Some((.., words)) = known.filter(is_it) {
        return words;
    }
    let words = Arc::new(Overview::of(project).words(lang));
    ui.data_mut(|data| data.insert_temp::<Known>(id, (revisions, title, lang, Arc::clone(&words))));
    words
}

/// The declared figure large, or else the measured one; then in one line what was measured and whether it agrees.
fn figures(
    ui: &mut Ui,
    panel: PanelContext<'_>,
    overview: &OverviewWords,
    whole: &FeatureReport<'_>,
    requests: &mut Vec<Request>,
) {
    if head::declared(ui, panel, whole) {
        requests.push(Action::Select(Some(whole.check.id)).into());
        requests.push(Action::OpenTab(Tab::Areas).into());
    }
    ui.horizontal_wrapped(|ui| {
        if let Some(text) = &overview.measured {
            PanelContext::prose(ui, text);
        }
        if let Some((word, agrees)) = &overview.verdict {
            panel.verdict(ui, Some(*agrees));
            let role = if *agrees { ColourRole::Agrees } else { ColourRole::Boundary };
            ui.label(RichText::new(word).color(panel.role(role)));
        }
        if whole.no_area.is_none() {
            head::sureness(ui, panel, whole);
        }
    });
}

/// A bar of the parts' shares, each with its percentage below; a click selects the part.
fn shares(ui: &mut Ui, panel: PanelContext<'_>, overview: &OverviewWords, requests: &mut Vec<Request>) {
    let shares = &overview.shares;
    let all: f64 = shares.iter().map(|(.., share)| share).sum();
    if shares.len() < 2 || all <= 0.0 {
        return;
    }
    ui.add_space(4.0);
    let font = TextStyle::Small.resolve(ui.style());
    let height = BAR + 4.0 + ui.text_style_height(&TextStyle::Small);
    let (space, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
    let mut left = space.min.x;
    for (id, name, said, share) in shares {
        let (id, share) = (*id, *share);
        #[expect(clippy::cast_possible_truncation, reason = "the length of a bar on the screen")]
        let width = space.width() * (share / all) as f32;
        let place = Rect::from_min_size(pos2(left, space.min.y), vec2(width, BAR));
        left += width;
        let response = ui.interact(place, ui.scope_id().with(id), Sense::click());
        let spoken = tr!(panel.lang(), "checks.spoken", level = name, message = said).into_owned();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
        let colour = panel.category(id).unwrap_or_else(|| panel.role(ColourRole::SecondText));
        paint_share(ui, panel, place, colour, response.hovered() || response.has_focus());
        let percent = format!("{}%", number(share * 100.0, 1));
        let galley = ui.painter().layout_no_wrap(percent, font.clone(), panel.role(ColourRole::SecondText));
        if galley.size().x <= width {
            ui.painter().galley(place.left_bottom() + vec2(0.0, 4.0), galley, colour);
        }
        if response.clicked() {
            requests.push(Action::Select(Some(id)).into());
        }
        let _shown = response.on_hover_text(spoken);
    }
}

fn paint_share(ui: &Ui, panel: PanelContext<'_>, place: Rect, colour: Color32, lit: bool) {
    let bar = place.shrink2(vec2(1.0, 2.0));
    ui.painter().rect_filled(bar, 3.0, colour);
    if lit {
        let stroke = Stroke::new(2.0, panel.role(ColourRole::Text));
        ui.painter().rect_stroke(bar, 3.0, stroke, egui::StrokeKind::Outside);
    }
}

/// Words that warn, with a bar beside them.
fn warned(ui: &mut Ui, panel: PanelContext<'_>, text: &str) {
    let frame = Frame::new().fill(theme::colour(panel.palette().page)).inner_margin(Margin::symmetric(12, 8));
    let shown = frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        PanelContext::prose(ui, text);
    });
    let mut bar = shown.response.rect;
    bar.max.x = bar.min.x + 4.0;
    ui.painter().rect_filled(bar, CornerRadius::ZERO, panel.role(ColourRole::Boundary));
}

/// What to do next, two in a row; there are no measures to read where the policy has none.
fn actions(ui: &mut Ui, panel: PanelContext<'_>, overview: &OverviewWords, requests: &mut Vec<Request>) {
    let mut all: Vec<(&str, &str, Vec<Request>)> = Vec::new();
    if let Some(whole) = overview.whole.filter(|_| overview.has_measures) {
        let read = vec![Action::Select(Some(whole)).into(), Action::OpenTab(Tab::Measures).into()];
        all.push(("≡", "overview.read", read));
    }
    all.push(("✓", "overview.check", vec![Action::Open(Panel::Checks).into()]));
    all.push(("±", "overview.compare", vec![Command::Compare.into()]));
    all.push(("▶", "overview.present", vec![Command::Present.into()]));
    let gap = ui.spacing().item_spacing.x;
    let columns: usize = if ui.available_width() < 260.0 { 1 } else { 2 };
    let mut width = ui.available_width();
    if columns == 2 {
        width = (width - gap) / 2.0;
    }
    let mut all = all.into_iter().peekable();
    while all.peek().is_some() {
        ui.horizontal(|ui| {
            for (sign, key, asked) in all.by_ref().take(columns) {
                let words = tr!(panel.lang(), key);
                let text = theme::strong(&format!("{sign}  {words}"), 15.0);
                let button = Button::new(text).min_size(vec2(width, ACTION)).corner_radius(8.0).truncate();
                let button = ui.add_sized([width, ACTION], button);
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &*words));
                if button.clicked() {
                    requests.extend(asked);
                }
            }
        });
    }
}
