//! The search: what the words find, and where Enter leads.
//! Must not know how words are compared: the project does.

use egui::{
    Align, Area, Button, Frame, Id, Key, Layout, Order, Rect, Response, Role, ScrollArea, Sense, Stroke, StrokeKind,
    TextStyle, TextWrapMode, Ui, WidgetInfo, WidgetText, pos2, vec2,
};

use super::PanelContext;
use crate::crs::{Reading, readings};
use crate::desktop::focus;
use crate::desktop::job::{Job, caught};
use crate::desktop::request::Request;
use crate::desktop::theme;
use crate::i18n::{displayed, grouped, tr};
use crate::picture::ColourRole;
use crate::project::{Hit, Project, Rank, Target};
use crate::session::Action;

/// A project of up to so many features is searched in less time than a frame may take, the first time too, when the index is built.
const QUICK_FEATURES: usize = 1000;
/// What is left free below the list, in points.
const MARGIN: f32 = 48.0;

/// The search's state.
pub(in crate::desktop) struct State {
    /// What is typed.
    pub(in crate::desktop) words: String,
    /// Where the field is, under which the hits are shown.
    pub(in crate::desktop) anchor: Rect,
    /// What the readings are of.
    read: String,
    readings: Vec<Reading>,
    found: Found,
    searching: Option<Job<Found>>,
    chosen: usize,
    /// How far the list is scrolled, and how much of it is seen, in points.
    scrolled: [f32; 2],
    entered: bool,
    listed: bool,
}

/// What was found.
#[derive(Default)]
struct Found {
    /// For which words; none before anything was searched for.
    words: Option<String>,
    hits: Vec<Hit>,
    /// How many of each layer, and of the policy items last.
    counts: Vec<(Option<usize>, usize)>,
}

impl Found {
    fn new(project: &Project, words: String) -> Self {
        let hits = project.search(&words);
        let mut counts = vec![0; project.layers.len() + 1];
        for hit in &hits {
            let at = match hit.target {
                Target::Feature(id) => id.layer,
                Target::Item(_) => project.layers.len(),
            };
            counts[at] += 1;
        }
        let layers = (0..project.layers.len()).map(Some).chain([None]);
        let counts = layers.zip(counts).filter(|(_, count)| *count > 0).collect();
        Self { words: Some(words), hits, counts }
    }
}

impl Default for State {
    fn default() -> Self {
        Self {
            words: String::new(),
            anchor: Rect::NOTHING,
            read: String::new(),
            readings: Vec::new(),
            found: Found::default(),
            searching: None,
            chosen: 0,
            scrolled: [0.0; 2],
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
        let is_entered = field.lost_focus() && pressed(Key::Enter);
        // What was entered before stays so until it is found, or something else is typed.
        self.entered = is_entered || (self.entered && !field.has_focus());
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
        (self.listed, self.entered) = (false, false);
    }

    /// Shows what the words find, under the field.
    pub(in crate::desktop) fn show(&mut self, ui: &Ui, panel: PanelContext<'_>, requests: &mut Vec<Request>) {
        self.ask(ui, panel);
        if !self.is_listed() {
            return;
        }
        let count = self.readings.len() + self.found.hits.len();
        self.chosen = self.chosen.min(count.saturating_sub(1));
        // Enter waits for what is still being searched for.
        let mut gone_to =
            (self.entered && (self.is_done() || self.chosen < self.readings.len())).then_some(self.chosen);
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
                    // Where fewer hits were listed before, the area remembers that height.
                    ui.set_max_height(ui.ctx().content_rect().bottom() - ui.cursor().top());
                    gone_to = self.list(ui, panel).or(gone_to);
                });
            });
        if let Some(at) = gone_to {
            self.go(at, requests);
        }
        self.entered &= gone_to.is_none() && !self.is_done();
    }

    /// Whether what is shown is what the words find.
    fn is_done(&self) -> bool {
        self.found.words.as_ref() == Some(&self.words)
    }

    /// Searches for what is typed: at once where that is quick, else in the background, one search at a time.
    fn ask(&mut self, ui: &Ui, panel: PanelContext<'_>) {
        let project = panel.session.project();
        if self.read != self.words {
            self.read.clone_from(&self.words);
            let near = panel.session.view().projector().center.into();
            self.readings = readings(&self.words, near);
            for reading in &mut self.readings {
                reading.at = project.turned(reading.at);
            }
            self.chosen = 0;
        }
        if let Some(ended) = Job::take(&mut self.searching) {
            // Without a thread it is searched for here; what breaks finds nothing.
            self.take(ended.or_else(|_| caught(|| Found::new(project, self.words.clone()))).ok());
        }
        if self.is_done() || !self.listed || self.searching.is_some() {
            return;
        }
        let words = self.words.clone();
        if project.layers.iter().map(|layer| layer.data.features().len()).sum::<usize>() <= QUICK_FEATURES {
            self.take(caught(|| Found::new(project, words)).ok());
        } else {
            let project = project.clone();
            self.searching = Some(Job::begin(ui.ctx(), "search", move |_| {
                // The field was just entered, perhaps: the index is there by the time there are words.
                project.prepare_search();
                Found::new(&project, words)
            }));
        }
    }

    fn take(&mut self, found: Option<Found>) {
        self.found = found.unwrap_or_else(|| Found { words: Some(self.words.clone()), ..Found::default() });
        self.scrolled[0] = 0.0;
    }

    /// Lists the readings and the hits, and says which was clicked.
    fn list(&mut self, ui: &mut Ui, panel: PanelContext<'_>) -> Option<usize> {
        let mut clicked = None;
        let lang = panel.lang();
        for (at, reading) in self.readings.iter().enumerate() {
            let words = format!("{}\n{}", tr!(lang, "search.go-to"), displayed(&reading.message(lang)));
            let button = Button::selectable(at == self.chosen, words).wrap();
            if ui.with_layout(Layout::top_down_justified(Align::LEFT), |ui| ui.add(button)).inner.clicked() {
                clicked = Some(at);
            }
        }
        let quiet = |ui: &mut Ui, text: &str| {
            ui.label(panel.quiet_text(text).color(panel.role(ColourRole::SecondText)));
        };
        if !self.is_done() {
            quiet(ui, &tr!(lang, "search.searching"));
        } else if self.found.hits.is_empty() {
            if self.readings.is_empty() {
                panel.quiet(ui, &tr!(lang, "search.nothing"));
            }
            return clicked;
        }
        let counts = self.found.counts.iter().map(|(layer, count)| {
            let layer = layer.and_then(|layer| panel.session.project().layers.get(layer));
            let title =
                layer.map_or_else(|| tr!(lang, "search.items").into_owned(), |layer| displayed(layer.title.get(lang)));
            #[expect(clippy::cast_precision_loss, reason = "counts of features are far below 2^53")]
            let count = grouped(*count as f64);
            format!("{title} {count}")
        });
        quiet(ui, &counts.collect::<Vec<_>>().join(" · "));
        clicked.or(self.list_hits(ui, panel))
    }

    /// Lists the hits, of which only those in sight are laid out.
    fn list_hits(&mut self, ui: &mut Ui, panel: PanelContext<'_>) -> Option<usize> {
        let before = self.readings.len();
        let height = 2.0 * ui.text_style_height(&TextStyle::Button) + 2.0 * ui.spacing().button_padding.y;
        let step = height + ui.spacing().item_spacing.y;
        let room = (ui.ctx().content_rect().bottom() - ui.cursor().top() - MARGIN).max(2.0 * step);
        let mut area = ScrollArea::vertical().max_height(room);
        let arrows = [Key::ArrowDown, Key::ArrowUp];
        if ui.input(|input| arrows.iter().any(|key| input.key_pressed(*key))) {
            #[expect(
                clippy::cast_precision_loss,
                reason = "no list of hits is 2^24 rows of a screen long that is stepped through"
            )]
            let top = self.chosen.saturating_sub(before) as f32 * step;
            let [offset, seen] = self.scrolled;
            area = area.vertical_scroll_offset(offset.max(top + height - seen).min(top));
        }
        let mut clicked = None;
        let shown = area.show_rows(ui, height, self.found.hits.len(), |ui, rows| {
            for at in rows {
                let Some(hit) = self.found.hits.get(at) else { continue };
                let (title, under) = words_of(panel, hit, &self.words);
                let lines = [displayed(&title), displayed(&under)];
                if row(ui, panel, before + at == self.chosen, &lines, height).clicked() {
                    clicked = Some(before + at);
                }
            }
            focus::follow(ui, 0.0);
        });
        self.scrolled = [shown.state.clamped_offset().y, shown.inner_rect.height()];
        clicked
    }

    fn go(&mut self, at: usize, requests: &mut Vec<Request>) {
        let actions = match (self.readings.get(at), at.checked_sub(self.readings.len())) {
            (Some(reading), _) => vec![Action::GoTo(reading.at)],
            (None, hit) => hit.and_then(|hit| self.found.hits.get(hit)).map_or_else(Vec::new, |hit| match hit.target {
                // What only stands around is no feature to read about.
                Target::Feature(id) if hit.rank == Rank::Around => vec![Action::FlyTo(id)],
                Target::Feature(id) => vec![Action::Select(Some(id)), Action::FlyTo(id)],
                Target::Item(item) => vec![Action::OpenItem(item)],
            }),
        };
        requests.extend(actions.into_iter().map(Request::Do));
        self.listed = false;
    }
}

/// A row of two lines as wide as the list, each cut where there is no room for it.
fn row(ui: &mut Ui, panel: PanelContext<'_>, is_chosen: bool, lines: &[String; 2], height: f32) -> Response {
    let (place, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, lines.join("\n")));
    let visuals = ui.style().interact_selectable(&response, is_chosen);
    if is_chosen || response.hovered() || response.has_focus() {
        let (fill, stroke) = (visuals.weak_bg_fill, visuals.bg_stroke);
        ui.painter().rect(place, visuals.corner_radius, fill, stroke, StrokeKind::Inside);
    }
    let inner = place.shrink2(ui.spacing().button_padding);
    let colours = [visuals.text_color(), panel.role(ColourRole::SecondText)];
    for (at, (line, colour)) in lines.iter().zip(colours).enumerate() {
        let words = WidgetText::from(line.as_str());
        let galley = words.into_galley(ui, Some(TextWrapMode::Truncate), inner.width(), TextStyle::Button);
        let top = if at == 0 { inner.top() } else { inner.center().y };
        ui.painter().galley(pos2(inner.left(), top), galley, colour);
    }
    response
}

/// A hit's name and, below it, what it is.
fn words_of(panel: PanelContext<'_>, hit: &Hit, query: &str) -> (String, String) {
    let (project, lang) = (panel.session.project(), panel.lang());
    match hit.target {
        Target::Feature(id) => {
            let layer = project.layers.get(id.layer).map_or("", |layer| layer.title.get(lang));
            let value = if hit.rank == Rank::ValueContains { project.value_found(id, query) } else { None };
            let under = value.map_or_else(
                || layer.to_owned(),
                |(name, value)| tr!(lang, "search.value", layer = layer, name = name, value = value).into_owned(),
            );
            (panel.name(id), under)
        }
        Target::Item(at) => {
            let Some(item) = project.items().nth(at) else { return Default::default() };
            let group = project.policy_of(item).group(&item.group).map_or("", |group| group.title.get(lang));
            (item.title.get(lang).to_owned(), group.to_owned())
        }
    }
}
