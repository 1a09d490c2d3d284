//! The dialog for the colours and labels of a layer: by which field, and how its values are grouped.
//! Must not group anything: the session does.

use std::cell::Cell;
use std::sync::Arc;

use egui::{Align2, Button, ComboBox, Context, Role, ScrollArea, Ui, WidgetInfo};

use super::option::option;
use super::{Dialog, PanelContext, waiting};
use crate::desktop::focus;
use crate::desktop::job::Job;
use crate::desktop::request::Request;
use crate::i18n::{displayed, grouped, tr};
use crate::project::{
    ColourBy, Colouring, Dataset, FieldKind, FieldSummary, Grouping, Labelling, MAX_DISTINCT, Revision, Style,
};
use crate::session::Action;

/// How wide the dialog is, and how far it stays from the window's upper right corner, in points: over the card, so that the map is seen while it is
/// coloured.
const WIDTH: f32 = 360.0;
const FROM_CORNER: [f32; 2] = [-16.0, 56.0];
/// What of the window's height its frame takes, and the least that each of its lists has, in points.
const FRAME: f32 = 130.0;
const LIST: f32 = 130.0;
/// The fields of so many features are counted in less time than a frame may take.
const QUICK_FEATURES: usize = 2_000;
/// At most so many areas can have a colour each.
const MAX_EACH: usize = crate::picture::Palette::CATEGORIES;

/// Whose colours and labels, and the fields that were counted.
#[derive(Default)]
pub(in crate::desktop) struct State {
    layer: usize,
    counted: Vec<(Revision, Vec<FieldSummary>)>,
    counting: Option<(Revision, Job<Vec<FieldSummary>>)>,
}

impl State {
    /// Is about a layer from now on.
    pub(in crate::desktop) fn turn_to(&mut self, layer: usize) {
        self.layer = layer;
    }

    /// Shows the dialog while it is open. As it `begins`, what is chosen has the focus.
    pub(in crate::desktop) fn show(
        &mut self,
        context: &Context,
        panel: PanelContext<'_>,
        begins: bool,
        open: &mut bool,
        requests: &mut Vec<Request>,
    ) {
        if !*open {
            return;
        }
        let (lang, screen) = (panel.lang(), context.content_rect());
        let title = tr!(lang, "symbology.title");
        Dialog::Symbology.window(&title, open).anchor(Align2::RIGHT_TOP, FROM_CORNER).show(context, |ui| {
            ui.set_width(WIDTH.min(screen.width() - 48.0));
            self.layers(ui, panel);
            let Some(layer) = panel.session.project().layers.get(self.layer) else {
                panel.quiet(ui, &tr!(lang, "layers.none"));
                return;
            };
            self.count(context, &layer.data);
            let fields = self.counted.iter().find(|(revision, _)| *revision == layer.data.revision());
            let fields = fields.map(|(_, fields)| &fields[..]);
            let chooser = Chooser { panel, layer: self.layer, fields, begins: Cell::new(begins) };
            let height = (screen.height() - FRAME).max(LIST);
            let list = ((height - LIST) / 2.0).max(LIST);
            // A low window scrolls all of it.
            ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
                chooser.colours(ui, list, requests);
                chooser.labels(ui, list, requests);
                focus::follow(ui, 0.0);
            });
        });
    }

    /// Which layer it is about, where there are several.
    fn layers(&mut self, ui: &mut Ui, panel: PanelContext<'_>) {
        let layers = &panel.session.project().layers;
        if layers.len() < 2 {
            return;
        }
        let title =
            |at: usize| layers.get(at).map_or_else(String::new, |layer| displayed(layer.title.get(panel.lang())));
        let name = tr!(panel.lang(), "symbology.layer");
        ui.horizontal(|ui| {
            ui.label(&*name);
            let chosen = title(self.layer);
            let list = ComboBox::from_id_salt("layer").selected_text(&chosen).width(240.0).truncate();
            let list = list.show_ui(ui, |ui| {
                for at in panel.session.drawn_order().into_iter().rev() {
                    if option(ui, self.layer == at, title(at)) {
                        self.layer = at;
                    }
                }
            });
            list.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("{name} {chosen}")));
        });
    }

    /// Counts what there is of the fields of a dataset, in the background where that takes long.
    fn count(&mut self, context: &Context, data: &Arc<Dataset>) {
        if let Some((revision, ended)) = self.counting.as_ref().and_then(|(of, job)| Some((*of, job.ended()?))) {
            self.counting = None;
            // Fields that could not be counted are none to choose from.
            self.counted.push((revision, ended.unwrap_or_default()));
        }
        let revision = data.revision();
        if self.counted.iter().any(|(counted, _)| *counted == revision) {
            return;
        }
        if data.features().len() <= QUICK_FEATURES {
            self.counted.push((revision, data.field_summaries()));
        } else if self.counting.as_ref().is_none_or(|(of, _)| *of != revision) {
            let data = Arc::clone(data);
            self.counting = Some((revision, Job::begin(context, "fields", move |_| data.field_summaries())));
        }
    }
}

/// The choices for one layer.
struct Chooser<'a> {
    panel: PanelContext<'a>,
    layer: usize,
    /// Its fields; none while they are counted.
    fields: Option<&'a [FieldSummary]>,
    /// Whether what is chosen is still to have the focus.
    begins: Cell<bool>,
}

impl Chooser<'_> {
    fn colours(&self, ui: &mut Ui, height: f32, requests: &mut Vec<Request>) {
        let (lang, state) = (self.panel.lang(), self.panel.session.layer(self.layer));
        PanelContext::heading(ui, &tr!(lang, "symbology.colour"));
        let mut chosen = None;
        let data = &self.panel.session.project().layers[self.layer].data;
        let has_tones = matches!(state.style, Style::Area | Style::Place);
        if !has_tones {
            self.panel.quiet(ui, &tr!(lang, "symbology.fixed"));
            return;
        }
        list("colours", height).show(ui, |ui| {
            let one = self.choice(ui, state.colouring == Colouring::One, &tr!(lang, "symbology.one"), "");
            chosen = one.clicked().then_some(Colouring::One);
            let can_be_each = state.style == Style::Area && data.features().len() <= MAX_EACH;
            if can_be_each
                && self.choice(ui, state.colouring == Colouring::Each, &tr!(lang, "symbology.each"), "").clicked()
            {
                chosen = Some(Colouring::Each);
            }
            let by = state.colouring.field();
            let field = self.fields(ui, by.map(|by| by.field.as_str()));
            chosen = chosen.take().or(field.map(|field| Colouring::by(&field.name)));
            focus::follow(ui, 0.0);
        });
        self.groupings(ui, &mut chosen);
        requests.extend(chosen.map(|colouring| Action::ColourBy { layer: self.layer, colouring }.into()));
    }

    /// How numbers are grouped.
    fn groupings(&self, ui: &mut Ui, chosen: &mut Option<Colouring>) {
        let (lang, session) = (self.panel.lang(), self.panel.session);
        let Some(by) = session.layer(self.layer).colouring.field() else { return };
        let is_numeric = |field: &FieldSummary| field.name == by.field && field.kind == FieldKind::Number;
        if !self.fields.is_some_and(|fields| fields.iter().any(is_numeric)) {
            return;
        }
        let classed = session.classification(self.layer).is_some_and(crate::project::Classification::has_classes);
        let usual = if classed { Grouping::Quantiles } else { Grouping::Categories };
        let now = by.classes.unwrap_or(usual);
        ui.add_space(4.0);
        ui.label(self.panel.quiet_text(&tr!(lang, "symbology.groups")).small());
        ui.horizontal_wrapped(|ui| {
            for grouping in Grouping::ALL {
                let name = tr!(lang, format!("grouping.{}", grouping.id()));
                if ui.selectable_label(now == grouping, name).clicked() {
                    let by = ColourBy { classes: Some(grouping), ..(**by).clone() };
                    *chosen = Some(Colouring::By(Arc::new(by)));
                }
            }
        });
    }

    fn labels(&self, ui: &mut Ui, height: f32, requests: &mut Vec<Request>) {
        let (lang, state) = (self.panel.lang(), self.panel.session.layer(self.layer));
        PanelContext::heading(ui, &tr!(lang, "symbology.label"));
        let mut chosen = None;
        list("labels", height).show(ui, |ui| {
            for (labelling, key) in [(Labelling::Name, "symbology.name"), (Labelling::Nothing, "symbology.nothing")] {
                if self.choice(ui, state.labelling == labelling, &tr!(lang, key), "").clicked() {
                    chosen = Some(labelling);
                }
            }
            let field = self.fields(ui, state.labelling.field());
            chosen = chosen.take().or(field.map(|field| Labelling::Field(field.name.as_str().into())));
            focus::follow(ui, 0.0);
        });
        requests.extend(chosen.map(|labelling| Action::LabelBy { layer: self.layer, labelling }.into()));
    }

    /// The fields with what there is of each; the one that was clicked.
    fn fields(&self, ui: &mut Ui, chosen: Option<&str>) -> Option<&FieldSummary> {
        let lang = self.panel.lang();
        let Some(fields) = self.fields else {
            ui.horizontal(|ui| {
                waiting::show(ui);
                self.panel.quiet(ui, &tr!(lang, "symbology.counting"));
            });
            return None;
        };
        if fields.is_empty() {
            self.panel.quiet(ui, &tr!(lang, "symbology.no-fields"));
        }
        let mut clicked = None;
        for field in fields {
            let name = displayed(&field.name);
            if self.choice(ui, chosen == Some(field.name.as_str()), &name, &self.about(field)).clicked() {
                clicked = Some(field);
            }
        }
        clicked
    }

    /// What the values of a field are, and how many different ones there are.
    fn about(&self, field: &FieldSummary) -> String {
        let lang = self.panel.lang();
        if field.said == 0 {
            return tr!(lang, "field.empty").into_owned();
        }
        let kind = match field.kind {
            FieldKind::Text => "field.text",
            FieldKind::Number => "field.number",
            FieldKind::Boolean | FieldKind::Other => "field.other",
        };
        let (kind, count) = (tr!(lang, kind), field.distinct);
        #[expect(clippy::cast_precision_loss, reason = "a thousand at most")]
        let figure = grouped(count as f64);
        let key = match count {
            1 => "field.one-value",
            MAX_DISTINCT.. => "field.many-values",
            _ => "field.values",
        };
        tr!(lang, key, kind = kind, count = figure).into_owned()
    }

    fn choice(&self, ui: &mut Ui, chosen: bool, name: &str, about: &str) -> egui::Response {
        let about = self.panel.quiet_text(about).small();
        let button = Button::selectable(chosen, name).right_text(about).truncate();
        let choice = ui.add(button.min_size([ui.available_width(), 0.0].into()));
        choice.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, chosen, name));
        if chosen && self.begins.take() {
            choice.request_focus();
        }
        choice
    }
}

/// A list as high as what is in it, up to a height.
fn list(name: &str, height: f32) -> ScrollArea {
    ScrollArea::vertical().id_salt(name).max_height(height).min_scrolled_height(height).auto_shrink([false, true])
}
