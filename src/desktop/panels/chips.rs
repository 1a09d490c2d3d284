//! Chips on the map for what is on while nothing around the map tells so, each with a × that turns it off.
//! Must not change anything, nor know how it is drawn.

use egui::{
    Align, Align2, Area, Button, Context, Frame, Id, Layout, Margin, Order, Rect, Role, Stroke, Ui, WidgetInfo, vec2,
};

use super::card::overview_words;
use super::{PanelContext, cross, tools};
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::i18n::tr;
use crate::project::Style;
use crate::session::{Action, Comparing, Panel, Seen};

/// How far the chips stay from the map's edges, in points.
const EDGE: f32 = 12.0;

/// What is on unseen: its words, and what turns it off.
type Chip = (String, Vec<Action>);

/// Shows the chips in the map's upper right corner. `layers` says whether the panel of the layers is shown, `folded` whether the
/// project's own card is folded, which has a button there that unfolds it. What of the screen
/// they take comes back.
pub(in crate::desktop) fn show(
    context: &Context,
    panel: PanelContext<'_>,
    map: Rect,
    (layers, folded): (bool, bool),
    requests: &mut Vec<Request>,
) -> Option<Rect> {
    let chips = unseen(panel, layers);
    if chips.is_empty() && !folded {
        return None;
    }
    let area = Area::new(Id::unique("chips")).order(Order::Middle).pivot(Align2::RIGHT_TOP);
    let shown = area.fixed_pos(map.right_top() + vec2(-EDGE, EDGE)).show(context, |ui| {
        ui.set_max_width((map.width() - tools::STRIP - 2.0 * EDGE).clamp(60.0, 320.0));
        ui.with_layout(Layout::top_down(Align::RIGHT), |ui| {
            if folded {
                unfold(ui, panel, requests);
            }
            for (words, off) in chips {
                let frame = Frame::new()
                    .fill(theme::colour(panel.palette().chip))
                    .stroke(Stroke::new(1.0, theme::colour(panel.palette().hairline)))
                    .corner_radius(12.0)
                    .inner_margin(Margin::symmetric(10, 2));
                frame.show(ui, |ui| {
                    // From the right, as the chips themselves.
                    ui.horizontal(|ui| {
                        let name = tr!(panel.lang(), "chip.off", what = &words);
                        if cross::show(ui, &name) {
                            requests.extend(off.into_iter().map(Request::Do));
                        }
                        ui.label(&words);
                    });
                });
            }
        });
    });
    Some(shown.response.rect)
}

/// The name of what the project is about, which opens its card.
fn unfold(ui: &mut Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
    let title = overview_words(ui, panel).title.clone();
    let name = tr!(panel.lang(), "chip.overview", title = &title);
    let text = if title.is_empty() { "i".to_owned() } else { title };
    let button = Button::new(theme::strong(&text, 13.5)).corner_radius(12.0).truncate();
    let stroke = Stroke::new(1.0, theme::colour(panel.palette().hairline));
    let button = ui.add(button.stroke(stroke)).on_hover_text(&*name);
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &*name));
    if button.clicked() {
        requests.push(Action::ShowOverview(true).into());
    }
}

/// All that is on and told nowhere else in the window.
fn unseen(panel: PanelContext<'_>, layers: bool) -> Vec<Chip> {
    let (lang, session) = (panel.lang(), panel.session);
    let beside = (!session.surroundings().hidden).then(|| session.panel());
    let mut chips = Vec::new();
    if session.versions().compared().is_some() && beside != Some(Panel::Comparison) {
        let key = match session.versions().seen {
            Seen::Both => "compare.both",
            Seen::Before => "compare.before",
            Seen::After => "compare.after",
            Seen::Swipe(_) => "compare.swipe",
        };
        // While the versions take turns, the words would too.
        let words = if session.versions().blinks() {
            tr!(lang, "compare.title").into_owned()
        } else {
            tr!(lang, "chip.comparison", seen = tr!(lang, key)).into_owned()
        };
        let mut off = vec![Action::Compared(Comparing::Nothing)];
        off.extend((session.panel() == Panel::Comparison).then_some(Action::Open(Panel::Card)));
        chips.push((words, off));
    }
    let finding = session.checks().current().is_some();
    let listed = session.panel() == Panel::Checks;
    // While a finding's feature is read on the card, the way back stands there.
    if beside.is_none() && (finding || listed) {
        let off = vec![Action::LookAt(None), Action::Open(if listed { Panel::Card } else { session.panel() })];
        chips.push((tr!(lang, "checks.title").into_owned(), off));
    }
    let bands = session.settings().uncertainty && session.seen_layers(Style::Boundary).next().is_some();
    if bands && !layers {
        chips.push((tr!(lang, "command.uncertainty").into_owned(), vec![Action::Uncertainty(false)]));
    }
    // No panel has a switch for it.
    if session.settings().graticule {
        chips.push((tr!(lang, "command.graticule").into_owned(), vec![Action::Graticule(false)]));
    }
    chips
}
