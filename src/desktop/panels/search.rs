//! The search: what the words find, and where Enter leads.
//! Must not know how words are compared: the project does.

use egui::{
    Align, Area, Button, Frame, Id, Key, Layout, Order, Rect, Response, RichText, ScrollArea, Stroke, Ui, vec2,
};

use super::PanelContext;
use crate::crs;
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::geometry::LonLat;
use crate::i18n::{displayed, tr};
use crate::picture::ColourRole;
use crate::project::{Hit, Target};
use crate::session::Action;

/// As many hits are listed; the rest is counted.
const LISTED: usize = 60;

/// The search's state.
pub(in crate::desktop) struct State {
    /// What is typed.
    pub(in crate::desktop) words: String,
    /// Where the field is, under which the hits are shown.
    pub(in crate::desktop) anchor: Rect,
    asked: String,
    position: Option<LonLat>,
    hits: Vec<Hit>,
    chosen: usize,
    entered: bool,
    listed: bool,
}

impl Default for State {
    fn default() -> Self {
        Self {
            words: String::new(),
            anchor: Rect::NOTHING,
            asked: String::new(),
            position: None,
            hits: Vec::new(),
            chosen: 0,
            entered: false,
            listed: false,
        }
    }
}

impl State {
    /// The field's own id, by which the find command gives it the focus.
    pub(in crate::desktop) fn field() -> Id {
        Id::unique("search-field")
    }

    /// Reads the arrows, Enter and Esc while the field has the focus.
    pub(in crate::desktop) fn read_keys(&mut self, ui: &Ui, field: &Response) {
        if field.gained_focus() || field.changed() {
            self.listed = true;
        }
        let pressed = |key| ui.input(|input| input.key_pressed(key));
        if field.has_focus() {
            self.chosen += usize::from(pressed(Key::ArrowDown));
            self.chosen = self.chosen.saturating_sub(usize::from(pressed(Key::ArrowUp)));
        }
        self.entered = field.lost_focus() && pressed(Key::Enter);
        if field.lost_focus() && pressed(Key::Escape) {
            self.listed = false;
        }
    }

    /// Whether hits are listed; Esc then only puts the list away.
    pub(in crate::desktop) fn is_listed(&self) -> bool {
        self.listed && !self.words.trim().is_empty()
    }

    /// Puts the list away.
    pub(in crate::desktop) fn close(&mut self) {
        self.listed = false;
    }

    /// Shows what the words find, under the field.
    pub(in crate::desktop) fn show(&mut self, ui: &Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
        self.ask(panel);
        if !self.is_listed() {
            return;
        }
        let count = self.hits.len().min(LISTED) + usize::from(self.position.is_some());
        self.chosen = self.chosen.min(count.saturating_sub(1));
        let mut gone_to = self.entered.then_some(self.chosen);
        let frame = Frame::new()
            .fill(theme::colour(panel.palette().panel))
            .stroke(Stroke::new(1.0, theme::colour(panel.palette().hairline)))
            .corner_radius(8.0)
            .inner_margin(8.0);
        Area::new(Id::unique("search-hits"))
            .order(Order::Foreground)
            .fixed_pos(self.anchor.left_bottom() + vec2(0.0, 6.0))
            .show(ui.ctx(), |ui| {
                frame.show(ui, |ui| {
                    ui.set_width(self.anchor.width().max(320.0));
                    let height = (ui.ctx().content_rect().height() * 0.6).max(120.0);
                    ScrollArea::vertical().max_height(height).show(ui, |ui| {
                        gone_to = self.list(ui, panel).or(gone_to);
                    });
                });
            });
        if let Some(at) = gone_to {
            self.go(at, requests);
        }
        self.entered = false;
    }

    fn ask(&mut self, panel: PanelContext<'_>) {
        if self.asked != self.words {
            self.asked.clone_from(&self.words);
            self.position = crs::parse_position(&self.words).map(|at| panel.session.project().turned(at));
            self.hits = panel.session.project().search(&self.words);
            self.chosen = 0;
        }
    }

    /// Lists the hits, and says which was clicked.
    fn list(&self, ui: &mut Ui, panel: PanelContext<'_>) -> Option<usize> {
        let mut clicked = None;
        let lang = panel.lang();
        let mut row = |ui: &mut Ui, at: usize, title: &str, under: &str| {
            let chosen = at == self.chosen;
            let words = format!("{}\n{}", displayed(title), displayed(under));
            let button = Button::selectable(chosen, RichText::new(words)).wrap();
            let rows = Layout::top_down_justified(Align::LEFT);
            let button = ui.with_layout(rows, |ui| ui.add(button)).inner;
            if chosen && ui.input(|input| input.key_pressed(Key::ArrowDown) || input.key_pressed(Key::ArrowUp)) {
                button.scroll_to_me(None);
            }
            if button.clicked() {
                clicked = Some(at);
            }
        };
        let mut at = 0;
        if let Some(position) = self.position {
            row(ui, at, &tr!(lang, "search.go-to"), &crs::degrees_minutes_seconds(position, lang));
            at += 1;
        }
        for hit in self.hits.iter().take(LISTED) {
            let (title, under) = words_of(panel, hit);
            row(ui, at, &title, &under);
            at += 1;
        }
        if at == 0 {
            panel.quiet(ui, &tr!(lang, "search.nothing"));
        }
        if let Some(more) = self.hits.len().checked_sub(LISTED).filter(|more| *more > 0) {
            ui.label(
                panel.quiet_text(&tr!(lang, "search.more", count = more)).color(panel.role(ColourRole::SecondText)),
            );
        }
        clicked
    }

    fn go(&mut self, at: usize, requests: &mut Vec<Request>) {
        let before = usize::from(self.position.is_some());
        let action = match (at.checked_sub(before), self.position) {
            (None, Some(position)) => Some([Action::GoTo(position)].to_vec()),
            (None, None) => None,
            (Some(hit), _) => self.hits.get(hit).map(|hit| match hit.target {
                Target::Feature(id) => vec![Action::Select(Some(id)), Action::FlyTo(id)],
                Target::Item(item) => vec![Action::OpenItem(item)],
            }),
        };
        requests.extend(action.into_iter().flatten().map(Request::Do));
        self.listed = false;
    }
}

/// A hit's name and, below it, what it is.
fn words_of(panel: PanelContext<'_>, hit: &Hit) -> (String, String) {
    let (project, lang) = (panel.session.project(), panel.lang());
    match hit.target {
        Target::Feature(id) => {
            let layer = project.layers.get(id.layer).map_or("", |layer| layer.title.get(lang));
            (panel.name(id), layer.to_owned())
        }
        Target::Item(at) => {
            let Some(item) = project.items().nth(at) else { return Default::default() };
            let group = project.policy_of(item).group(&item.group).map_or("", |group| group.title.get(lang));
            (item.title.get(lang).to_owned(), group.to_owned())
        }
    }
}
