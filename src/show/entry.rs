//! What an entry of a plan makes of a stop: its words, its charts, and what happens on the map with each step.
//! Must not know the order of the stops.

use super::areas::share_of;
use super::maker::planned_s;
use super::stop::{Aim, Block, Callout, Content, Fault, Layout, Reveal, Stop};
use crate::geometry::Extent;
use crate::i18n::{Lang, Localized};
use crate::project::{
    ChartEntry, ChartItem, ChartKind, FeatureId, FigureEntry, Icon, PointEntry, Project, StopEntry, StopLayout,
};
use crate::report::FeatureReport;

/// A text has at most so many characters on the stage: about what fills it.
const LONGEST: usize = 600;
/// A step has at most this number.
const LAST_STEP: u8 = 60;
/// A bar has at most so many parts.
const MAX_PARTS: usize = 24;

/// A stop as an entry changes it.
pub(super) fn changed(project: &Project, stop: Stop, entry: &StopEntry) -> Stop {
    let mut stop = Stop { hidden: entry.hide, appendix: stop.appendix || entry.appendix, ..stop };
    if !entry.notes.is_empty() {
        stop.notes.clone_from(&entry.notes);
    }
    if entry.layers.is_some() {
        stop.layers.clone_from(&entry.layers);
    }
    stop.lang = entry.lang.or(stop.lang);
    let mut reader = Reader { project, stop };
    reader.map(entry);
    reader.words(entry);
    let mut stop = reader.stop;
    stop.planned_s = entry.seconds.or_else(|| Some(planned_s(&stop)));
    stop
}

/// Puts an entry into a stop, and notes what cannot be shown.
struct Reader<'a> {
    project: &'a Project,
    stop: Stop,
}

impl Reader<'_> {
    fn map(&mut self, entry: &StopEntry) {
        if let Some([west, south, east, north]) = entry.view {
            self.stop.aim = Aim::Box(Extent { west, south, east, north });
        }
        let looked_at = self.features(&entry.look);
        if !looked_at.is_empty() {
            self.stop.aim = Aim::Features(looked_at);
        }
        if let Some(key) = &entry.select {
            self.stop.selected = self.project.named(self.stop.namespace, key).next();
        }
        let only = self.features(&entry.only);
        if !only.is_empty() {
            let is_beside = |id: &FeatureId| only.iter().any(|other| other.layer == id.layer) && !only.contains(id);
            self.stop.absent = self.project.feature_ids().filter(is_beside).collect();
        }
        self.stop.lit = self.features(&entry.lights);
    }

    fn words(&mut self, entry: &StopEntry) {
        if let Some(title) = entry.title.as_ref().filter(|title| !title.is_empty()) {
            self.stop.title = self.text(title);
        }
        if !entry.lead.is_empty() {
            self.stop.lead = self.text(&entry.lead);
        }
        if let Some(layout) = entry.layout.or_else(|| entry.charts.iter().find_map(layout_of)) {
            self.stop.layout = match layout {
                StopLayout::Cover => Layout::Cover,
                StopLayout::Beside => Layout::Beside,
                StopLayout::Board => Layout::Board,
                StopLayout::Figures => Layout::Figures,
                StopLayout::Cards => Layout::Cards,
                StopLayout::Timeline => Layout::Timeline,
            };
        }
        let says = entry.figure.is_some()
            || !(entry.text.is_empty()
                && entry.charts.is_empty()
                && entry.points.is_empty()
                && entry.remark.is_empty());
        if !says {
            return;
        }
        self.stop.blocks.clear();
        if !entry.points.is_empty() || !entry.charts.is_empty() {
            // What the project reveals by itself goes with the steps that it makes.
            self.stop.reveals.clear();
        }
        let (first, later) = match &entry.figure {
            Some(figure) if figure.step > 0 => (None, Some(figure)),
            figure => (figure.as_ref(), None),
        };
        if let Some(figure) = first {
            self.figure(figure);
        }
        if !entry.text.is_empty() {
            let text = self.text(&entry.text);
            self.stop.blocks.push(Block::new(0, Content::Text(text)));
        }
        for chart in &entry.charts {
            self.chart(chart);
        }
        let mut step = 0;
        for point in &entry.points {
            step = point.step.unwrap_or(step + 1).min(LAST_STEP);
            self.point(point, usize::from(step));
        }
        // Nothing stands apart to make room for what comes later.
        if let Some(figure) = later {
            self.figure(figure);
        }
        if !entry.remark.is_empty() {
            let text = self.text(&entry.remark);
            self.stop.blocks.push(Block::remark(0, text));
        }
    }

    fn figure(&mut self, entry: &FigureEntry) {
        let through = entry.through.iter().map(|text| self.text(text)).collect();
        let [before, figure, unit, note] =
            [&entry.before, &entry.figure, &entry.unit, &entry.note].map(|text| self.text(text));
        let leads = self.stop.layout == Layout::Cover;
        let content = Content::Figure { before, figure, through, unit, note, leads };
        self.stop.blocks.push(Block::new(usize::from(entry.step.min(LAST_STEP)), content));
    }

    fn chart(&mut self, chart: &ChartEntry) {
        match ChartKind::named(&chart.kind) {
            Some(ChartKind::Shares) => self.shares(chart),
            Some(kind) => chart.items.iter().for_each(|item| self.item(kind, item)),
            None => self.stop.faults.push(Fault::Chart(short(&chart.kind, LONGEST_NAME))),
        }
        if !chart.note.is_empty() && chart.kind != "shares" {
            let note = self.text(&chart.note);
            self.stop.blocks.push(Block::remark(0, note));
        }
    }

    fn item(&mut self, kind: ChartKind, item: &ChartItem) {
        let build = usize::from(item.step.min(LAST_STEP));
        let icon = self.icon(item.icon.as_deref());
        let [when, figure, unit, title, text] =
            [&item.when, &item.figure, &item.unit, &item.title, &item.text].map(|text| self.text(text));
        let content = match kind {
            ChartKind::Figures => Content::Stat { icon, figure, unit, label: title },
            ChartKind::Cards => Content::Card { icon, title, text, strong: item.strong, opens: item.opens.clone() },
            ChartKind::Timeline | ChartKind::Shares => {
                Content::Moment { when, figure, title, text, strong: item.strong }
            }
        };
        self.stop.blocks.push(Block::new(build, content));
        let lights = self.features(&item.lights);
        push(&mut self.stop.lights, build, lights);
    }

    /// The parts of a whole as a bar, from what is declared of the areas, or else measured.
    fn shares(&mut self, chart: &ChartEntry) {
        let named = chart.of.as_ref().map(|key| self.features(std::slice::from_ref(key)));
        let whole = named.and_then(|ids| ids.first().copied());
        let about = self.stop.selected;
        let mut wholes = self.project.wholes_of(self.stop.namespace);
        let found = wholes
            .find(|one| whole.map_or_else(|| about.is_none_or(|id| one.parts.contains(&id)), |id| one.whole == id));
        let parts = found.map_or(&[][..], |whole| &whole.parts[..whole.parts.len().min(MAX_PARTS)]);
        let share = |&id: &FeatureId| Some((id, FeatureReport::of(self.project, id)?.share()?.part));
        let parts: Vec<(FeatureId, f64)> = parts.iter().filter_map(share).collect();
        if !parts.is_empty() {
            let of = about.filter(|_| chart.note.is_empty()).and_then(|id| share_of(self.project, id));
            let note = of.unwrap_or_else(|| self.text(&chart.note));
            let of = about.filter(|id| parts.iter().any(|(part, _)| part == id));
            self.stop.blocks.push(Block::new(0, Content::Shares { parts, of, note }));
        }
    }

    fn point(&mut self, point: &PointEntry, build: usize) {
        let icon = self.icon(point.icon.as_deref());
        if !point.head.is_empty() || !point.text.is_empty() {
            let [head, text] = [&point.head, &point.text].map(|text| self.text(text));
            self.stop.blocks.push(Block::new(build, Content::Point { head, text, tie: None, icon }));
        }
        let [reveals, lights, travels, look] =
            [&point.reveals, &point.lights, &point.travels, &point.look].map(|keys| self.features(keys));
        if !point.callout.is_empty() {
            let features = if lights.is_empty() { reveals.clone() } else { lights.clone() };
            let text = self.text(&point.callout);
            self.stop.callouts.push(Callout { build, features, text });
        }
        push(&mut self.stop.reveals, build, reveals);
        push(&mut self.stop.lights, build, lights);
        push(&mut self.stop.travels, build, travels);
        if !look.is_empty() {
            self.stop.looks.push((build, Aim::Features(look)));
        }
    }

    /// The features of some ids; those that there are not are noted.
    fn features(&mut self, keys: &[String]) -> Vec<FeatureId> {
        let mut found = Vec::new();
        for key in keys {
            let before = found.len();
            found.extend(self.project.named(self.stop.namespace, key));
            if found.len() == before {
                self.stop.faults.push(Fault::Feature(short(key, LONGEST_NAME)));
            }
        }
        found
    }

    fn icon(&mut self, name: Option<&str>) -> Option<Icon> {
        let icon = name.and_then(Icon::named);
        if let Some(unknown) = name.filter(|_| icon.is_none()) {
            self.stop.faults.push(Fault::Icon(short(unknown, LONGEST_NAME)));
        }
        icon
    }

    /// A text that the stage can hold.
    fn text(&mut self, text: &Localized) -> Localized {
        let longest = Lang::ALL.into_iter().map(|lang| text.get(lang).chars().count()).max().unwrap_or(0);
        if longest <= LONGEST {
            return text.clone();
        }
        self.stop.faults.push(Fault::LongText(longest, LONGEST));
        Localized::each(|lang| short(text.get(lang), LONGEST))
    }
}

/// A name that is told has at most so many characters.
const LONGEST_NAME: usize = 60;

/// The beginning of a text.
fn short(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn push(reveals: &mut Vec<Reveal>, build: usize, features: Vec<FeatureId>) {
    if !features.is_empty() {
        reveals.push(Reveal { build, features });
    }
}

/// How a chart wants its stop laid out.
fn layout_of(chart: &ChartEntry) -> Option<StopLayout> {
    match ChartKind::named(&chart.kind)? {
        ChartKind::Figures => Some(StopLayout::Figures),
        ChartKind::Cards => Some(StopLayout::Cards),
        ChartKind::Timeline => Some(StopLayout::Timeline),
        ChartKind::Shares => None,
    }
}
