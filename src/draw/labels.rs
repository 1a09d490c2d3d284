//! Words on the map: the more important first, none over another, and where they were before if they still fit there.
//! Must not know how the things they name are drawn.

use std::collections::BTreeMap;

use super::area_label;
use super::board::{Board, ScreenRect, around};
use super::course::PathTextStyle;
use super::dots::{Dot, dots};
use super::emphasis;
use super::findings;
use super::footprint::{Footprint, MIN};
use super::label_text;
use super::lines::Lines;
use super::lit::travelled;
use super::lod_view::LodView;
use super::placed_labels::PlacedLabels;
use super::words::{Measure, shown};
use crate::picture::{ColourRole, PathKind, Projector};
use crate::project::{FeatureId, Project, Style};
use crate::session::Session;

/// The height of the name of a place that is lit up.
const LIT: f32 = 15.0;
/// From one line to the next, in text heights.
pub(super) const LINE_HEIGHT: f32 = 1.3;
/// Roads are named when a point of the sheet stands for fewer metres than this.
const ROADS_BELOW_M: f64 = 45.0;
/// Rivers are named when a point of the sheet stands for fewer metres than this.
const RIVERS_BELOW_M: f64 = 150.0;
/// A whole is named beside itself when it is narrower than this, in points: then no name has room inside.
const SMALL: f32 = 150.0;
/// At most so many areas are named, the largest on the sheet.
const MAX_AREAS: usize = 300;
/// Where there are more areas than this, fewer places are tried for each.
const MANY_AREAS: usize = 20;
/// At most so many other names are tried of each kind.
const MAX_OTHERS: usize = 400;

/// What a layout is made from besides the session.
pub(super) struct LabelRequest<'a> {
    /// How wide words are.
    pub(super) measure: Measure<'a>,
    /// What of the sheet is taken by other things.
    pub(super) taken: &'a [ScreenRect],
    /// Where words were before.
    pub(super) former: &'a [PlacedLabels],
    /// The areas that are not known yet may be measured as long as they have no more vertices than this together.
    pub(super) measured_vertices: usize,
}

/// The names there is room for, and whether more could be said if more areas were measured.
pub(super) fn labels(session: &Session, places: &[Dot], request: &LabelRequest<'_>) -> (Vec<PlacedLabels>, bool) {
    let mut writer = Writer::new(session, request);
    for place in request.taken.iter().copied().chain(emphasis::mark_place(session)).chain(findings::place(session)) {
        writer.board.take(place);
    }
    for &(_, at) in places {
        writer.board.take(around(at, 10.0, 10.0));
    }
    if let Some(selected) = session.selected() {
        writer.selected(selected, places);
    }
    let lit = session.lit();
    for &(id, at) in places.iter().filter(|(id, _)| lit.contains(id) && session.selected() != Some(*id)) {
        writer.beside(id, at, [14.0, 11.0], LIT, true);
    }
    let is_named = |id: FeatureId| session.selected() == Some(id) || lit.contains(&id);
    writer.wholes();
    writer.areas();
    for &(id, at) in places.iter().filter(|(id, _)| !is_named(*id)).take(MAX_OTHERS) {
        writer.beside_dot(id, at, false);
    }
    for style in [Style::River, Style::Place, Style::Road] {
        writer.lines(style);
    }
    writer.others();
    writer.names_around();
    (writer.placed, writer.unmeasured)
}

/// A layout being made.
pub(super) struct Writer<'a> {
    pub(super) session: &'a Session,
    pub(super) projector: &'a Projector,
    pub(super) measure: Measure<'a>,
    pub(super) former: BTreeMap<FeatureId, Vec<&'a PlacedLabels>>,
    pub(super) board: Board,
    pub(super) shore: Lines<'a>,
    /// What bounds areas.
    pub(super) borders: Lines<'a>,
    pub(super) placed: Vec<PlacedLabels>,
    vertices_left: usize,
    vertices: usize,
    unmeasured: bool,
    /// Whether the name of a whole stands beside it, which is too small for names inside.
    is_whole_named: bool,
    /// The areas with no room for all of their words, each with what there is room for.
    narrow: Vec<(FeatureId, area_label::Words, Option<PlacedLabels>)>,
}

impl<'a> Writer<'a> {
    fn new(session: &'a Session, request: &LabelRequest<'a>) -> Self {
        let projector = session.view().projector();
        let mut former: BTreeMap<FeatureId, Vec<&PlacedLabels>> = BTreeMap::new();
        for placed in request.former {
            former.entry(placed.id).or_default().push(placed);
        }
        Self {
            session,
            projector,
            measure: request.measure,
            former,
            board: Board::new(projector.size),
            shore: Lines::new(session, &[Style::Land, Style::Water], 8.0),
            borders: Lines::new(session, &[Style::Area, Style::Whole, Style::Boundary], 4.0),
            placed: Vec::new(),
            vertices_left: request.measured_vertices,
            vertices: request.measured_vertices,
            unmeasured: false,
            is_whole_named: false,
            narrow: Vec::new(),
        }
    }

    fn project(&self) -> &'a Project {
        self.session.project()
    }

    pub(super) fn name(&self, id: FeatureId) -> String {
        shown(label_text::of(self.session, id).get(self.session.lang()))
    }

    /// Puts words on the map.
    pub(super) fn put(&mut self, placed: PlacedLabels) {
        for place in placed.places(self.projector) {
            self.board.take(place);
        }
        self.placed.push(placed);
    }

    /// The layers of a style that are shown, with their places.
    pub(super) fn layers(&self, style: Style) -> impl Iterator<Item = (usize, LodView<'a>)> + use<'a> {
        let (session, projector) = (self.session, self.projector);
        session.seen_layers(style).map(move |(layer, _)| (layer, LodView::new(session, layer, projector)))
    }

    /// What of a feature's box is on the sheet.
    pub(super) fn seen(&self, lod_view: &LodView<'_>, feature: usize) -> [f64; 4] {
        let (frame, sheet) = (lod_view.frame(feature), self.projector.bounds(-8.0));
        [frame[0].max(sheet[0]), frame[1].max(sheet[1]), frame[2].min(sheet[2]), frame[3].min(sheet[3])]
    }

    /// The area of the sheet under what is seen of a feature; 0 where no words would fit.
    fn span(&self, lod_view: &LodView<'_>, feature: usize) -> f64 {
        let [left, top, right, bottom] = self.seen(lod_view, feature);
        let (width, height) = (right - left, bottom - top);
        if width < MIN[0] || height < MIN[1] { 0.0 } else { width * height }
    }

    /// Whether a feature of a layer of areas is one, not a line or a point among them.
    fn is_area(&self, lod_view: &LodView<'_>, id: FeatureId) -> bool {
        let lod = self.session.lod(id.layer);
        let all_are = !lod.has(PathKind::Line) && !lod.has(PathKind::Points);
        all_are || lod_view.paths(id.feature).next().is_some_and(|path| path.kind.is_ring())
    }

    fn areas(&mut self) {
        // Of a million specks none has room for words.
        let layers = self.layers(Style::Area).filter(|(_, lod_view)| lod_view.may_reach(MIN));
        let layers: Vec<(usize, LodView<'_>)> = layers.collect();
        let mut areas: Vec<(f64, usize, usize)> = Vec::new();
        for (at, (_, lod_view)) in layers.iter().enumerate() {
            let shown = lod_view.shown(self.session, layers[at].0).filter(|id| self.is_area(lod_view, *id));
            let spans = shown.map(|id| (self.span(lod_view, id.feature), at, id.feature));
            areas.extend(spans.filter(|(span, ..)| *span > 0.0));
        }
        if areas.len() > MAX_AREAS {
            areas.select_nth_unstable_by(MAX_AREAS, |a, b| b.0.total_cmp(&a.0));
            areas.truncate(MAX_AREAS);
            // Those that have less room choose first.
            areas.sort_unstable_by_key(|&(_, at, feature)| (at, feature));
        }
        let count = areas.len();
        for (_, at, feature) in areas {
            let (layer, lod_view) = &layers[at];
            let id = FeatureId { layer: *layer, feature };
            if self.session.selected() != Some(id) {
                self.area(id, lod_view, count);
            }
        }
        self.narrow();
    }

    /// Beside the areas that have no room for their words, when all others have theirs. A stop of a show that names the whole, so small is it there, is about
    /// something else: no lines lead out of its parts.
    fn narrow(&mut self) {
        let is_aside = self.session.show().is_some() && self.is_whole_named;
        for (id, words, inside) in std::mem::take(&mut self.narrow) {
            let lod_view = LodView::new(self.session, id.layer, self.projector);
            let free = |label: &PlacedLabels| label.places(self.projector).all(|place| self.board.is_free(&place));
            let inside = inside.filter(free);
            if (is_aside || !self.led(id, &lod_view, &words))
                && let Some(label) = inside
            {
                self.put(label);
            }
        }
    }

    /// The label of an area, one of so many.
    fn area(&mut self, id: FeatureId, lod_view: &LodView<'_>, count: usize) {
        let name = label_text::of(self.session, id);
        if name.is_empty() {
            return;
        }
        let seen = self.seen(lod_view, id.feature);
        let mut words = area_label::Words::new(self.session, id, &name);
        let rings = lod_view.paths(id.feature).filter(|path| path.kind.is_ring()).map(|path| lod_view.points(path));
        let could_fit = words.could_fit(seen, self.measure);
        let footprint = if could_fit { Footprint::new(rings, seen, count) } else { None };
        let is_one_of_many = count > MANY_AREAS;
        if footprint.is_none() && is_one_of_many {
            return;
        }
        if words.want_area() {
            words.tell_area(self.area_m2(id), self.session.lang());
        }
        let former = self.former.get(&id).and_then(|former| former.first()).copied();
        let most = if is_one_of_many { 12 } else { 80 };
        let label = footprint.and_then(|footprint| {
            let tried = (&footprint, &self.board, most);
            area_label::label(&words, tried, self.measure, former, self.projector)
        });
        match label {
            label if !is_one_of_many && label.as_ref().is_none_or(|label| area_label::lacks_figure(&words, label)) => {
                self.narrow.push((id, words, label));
            }
            Some(label) => self.put(label),
            None => {}
        }
    }

    /// How large an area is, if it is known or there is time to measure it.
    fn area_m2(&mut self, id: FeatureId) -> Option<f64> {
        let layer = self.project().layers.get(id.layer)?;
        if let Some(known) = layer.data.known_area_m2(id.feature) {
            return Some(known);
        }
        let vertices = layer.data.shapes().get(id.feature)?.vertex_count();
        if vertices > self.vertices_left {
            // What would never fit into the time there is will not be asked for again.
            self.unmeasured |= vertices <= self.vertices;
            return None;
        }
        self.vertices_left -= vertices;
        Some(layer.data.area_m2(id.feature))
    }

    /// The name of a whole too small for names inside, beside it.
    fn wholes(&mut self) {
        for (layer, lod_view) in self.layers(Style::Whole).collect::<Vec<_>>() {
            for id in lod_view.shown(self.session, layer).take(MAX_OTHERS) {
                let [left, top, right, bottom] = lod_view.place(id.feature);
                if right - left < SMALL {
                    let middle = [f32::midpoint(left, right), f32::midpoint(top, bottom)];
                    let gap = [(right - left) / 2.0 + 6.0, (bottom - top) / 2.0 + 2.0];
                    let before = self.placed.len();
                    self.beside(id, middle, gap, 14.0, true);
                    self.is_whole_named |= self.placed.len() > before;
                }
            }
        }
    }

    /// The points and lines among the areas.
    fn others(&mut self) {
        for (id, at) in dots(self.session, Style::Area, MAX_OTHERS) {
            self.beside_dot(id, at, false);
        }
        for (layer, lod_view) in self.layers(Style::Area).collect::<Vec<_>>() {
            if !self.session.lod(layer).has(PathKind::Line) {
                continue;
            }
            let is_line =
                |id: &FeatureId| lod_view.paths(id.feature).next().is_some_and(|path| path.kind == PathKind::Line);
            for id in lod_view.shown(self.session, layer).filter(is_line).take(MAX_OTHERS) {
                self.along(id, &lod_view, PLAIN);
            }
        }
    }

    fn selected(&mut self, id: FeatureId, dots: &[Dot]) {
        if let Some(&(_, at)) = dots.iter().find(|(dot, _)| *dot == id) {
            self.beside_dot(id, at, true);
            return;
        }
        let state = self.session.layer(id.layer);
        if !state.is_seen() {
            return;
        }
        let lod_view = LodView::new(self.session, id.layer, self.projector);
        if !lod_view.sees(id.feature) || self.session.is_hidden(id) {
            return;
        }
        match state.style {
            Style::Boundary | Style::Place => {
                self.along(id, &lod_view, PathTextStyle { role: ColourRole::Text, ..PLAIN });
            }
            Style::Area if self.is_area(&lod_view, id) => {
                self.area(id, &lod_view, 1);
                self.narrow();
            }
            Style::Area | Style::Land | Style::Water | Style::River | Style::Road | Style::Whole | Style::Name => {}
        }
    }

    fn lines(&mut self, style: Style) {
        let metres = self.projector.metres_per_point();
        let text_style = match style {
            Style::River if metres < RIVERS_BELOW_M => {
                PathTextStyle { role: ColourRole::River, size: 13.0, slanted: true, spacing: 1.5, rise: 0.0, bend: 0.0 }
            }
            Style::Road if metres < ROADS_BELOW_M => PLAIN,
            Style::Place => PathTextStyle { rise: 9.0, ..PLAIN },
            Style::River
            | Style::Road
            | Style::Land
            | Style::Water
            | Style::Whole
            | Style::Area
            | Style::Boundary
            | Style::Name => return,
        };
        let selected = self.session.selected();
        // A ship on its way says enough of its line.
        let travelled = travelled(self.session);
        let is_travelled = |id: FeatureId| travelled.iter().any(|(line, _)| *line == id);
        for (layer, lod_view) in self.layers(style).collect::<Vec<_>>() {
            let ids = lod_view.shown(self.session, layer);
            for id in ids.filter(|id| Some(*id) != selected && !is_travelled(*id)).take(MAX_OTHERS) {
                self.along(id, &lod_view, text_style);
            }
        }
    }
}

/// Words along a road.
const PLAIN: PathTextStyle =
    PathTextStyle { role: ColourRole::SecondText, size: 12.0, slanted: false, spacing: 0.0, rise: 11.0, bend: 0.0 };
