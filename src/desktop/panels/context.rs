//! What every panel has at hand: the session, its colours, and the few shapes that words come in.
//! Must not know which panel asks.

use egui::{
    Align, Color32, CornerRadius, Frame, Layout, Margin, Response, RichText, Role, Sense, TextStyle, Ui, WidgetInfo,
    vec2,
};

use super::prose;
use crate::desktop::command::Command;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::draw::area_role;
use crate::i18n::{Lang, tr};
use crate::picture::{ColourRole, Palette};
use crate::project::{FeatureId, Style};
use crate::report::VersionsReport;
use crate::session::{Action, Compared, Panel, Session};

/// The session as the panels see it.
#[derive(Clone, Copy)]
pub(in crate::desktop) struct PanelContext<'a> {
    pub(in crate::desktop) session: &'a Session,
}

impl<'a> PanelContext<'a> {
    /// The report of what is shown beside another version.
    pub(in crate::desktop) fn versions(self, compared: &'a Compared) -> VersionsReport<'a> {
        let versions = [self.session.project(), compared.second()];
        VersionsReport { versions, comparison: compared.comparison(), lang: self.lang() }
    }

    pub(in crate::desktop) fn lang(self) -> Lang {
        self.session.lang()
    }

    pub(in crate::desktop) fn palette(self) -> &'static Palette {
        self.session.theme().palette()
    }

    pub(in crate::desktop) fn role(self, role: ColourRole) -> Color32 {
        theme::colour(self.palette().colour(role))
    }

    /// The frame of a bar or panel.
    pub(in crate::desktop) fn frame(self, x: i8, y: i8) -> Frame {
        Frame::new().fill(theme::colour(self.palette().panel)).inner_margin(Margin::symmetric(x, y))
    }

    /// A feature's name, safe to show.
    pub(super) fn name(self, id: FeatureId) -> String {
        let feature = self.session.project().feature(id);
        feature.map_or_else(String::new, |feature| feature.displayed_name(self.lang()))
    }

    /// The colour that tells an area from the others; none for what has no such colour.
    pub(super) fn category(self, id: FeatureId) -> Option<Color32> {
        (self.session.layer(id.layer).style == Style::Area).then(|| self.role(area_role(self.session, id)))
    }

    /// Words of less weight.
    pub(in crate::desktop) fn quiet(self, ui: &mut Ui, text: &str) -> Response {
        prose::show(ui, text, |text| self.quiet_text(&text))
    }

    pub(super) fn quiet_text(self, text: &str) -> RichText {
        RichText::new(text).color(self.role(ColourRole::SecondText))
    }

    /// Words that warn.
    pub(super) fn warning(self, ui: &mut Ui, text: &str) -> Response {
        prose::show(ui, text, |text| RichText::new(text).color(self.role(ColourRole::Boundary)))
    }

    /// A sentence.
    pub(super) fn prose(ui: &mut Ui, text: &str) -> Response {
        prose::show(ui, text, RichText::new)
    }

    /// The head of what stands beside the map instead of a card, with the button that closes it.
    pub(super) fn title(self, ui: &mut Ui, text: &str, requests: &mut Vec<Request>) {
        ui.horizontal(|ui| {
            ui.label(theme::strong(text, 22.0));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if ui.button(tr!(self.lang(), "checks.close")).clicked() {
                    requests.push(Action::Open(Panel::Card).into());
                }
            });
        });
    }

    /// The buttons that step through its list.
    pub(super) fn steps(self, ui: &mut Ui, requests: &mut Vec<Request>) {
        for (key, command) in [("checks.previous", Command::Previous), ("checks.next", Command::Next)] {
            if ui.button(tr!(self.lang(), key)).clicked() {
                requests.push(command.into());
            }
        }
    }

    /// A heading over part of a panel.
    pub(super) fn heading(ui: &mut Ui, text: &str) {
        ui.add_space(8.0);
        ui.label(theme::strong(text, 14.0));
    }

    /// The sign of agreement, in its colour; the embedded fonts have no cross but ×.
    pub(super) fn verdict(self, ui: &mut Ui, agrees: Option<bool>) {
        let (sign, role) = match agrees {
            Some(true) => ("✓", ColourRole::Agrees),
            Some(false) => ("×", ColourRole::Boundary),
            None => ("·", ColourRole::SecondText),
        };
        ui.label(theme::strong(sign, 14.0).color(self.role(role)));
    }

    /// A word in a rounded box, no taller than it must be whatever stands beside it.
    pub(super) fn chip(self, ui: &mut Ui, text: &str) {
        let font = TextStyle::Small.resolve(ui.style());
        let galley = ui.painter().layout_no_wrap(text.to_owned(), font, self.role(ColourRole::Text));
        let (space, response) = ui.allocate_exact_size(galley.size() + vec2(16.0, 4.0), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, text));
        ui.painter().rect_filled(space, CornerRadius::same(10), theme::colour(self.palette().chip));
        ui.painter().galley(space.min + vec2(8.0, 2.0), galley, self.role(ColourRole::Text));
    }

    /// A quiet box around one thing of a list.
    pub(super) fn boxed<R>(self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
        let frame = Frame::new()
            .fill(theme::colour(self.palette().page))
            .corner_radius(CornerRadius::same(8))
            .inner_margin(Margin::symmetric(12, 10));
        let shown = frame.show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            add(ui)
        });
        shown.inner
    }
}
