//! The legend: what is in view, each with its sign and its words; what is not in view is not in it.
//! Must not know where it is shown.

mod values;

pub use values::rows as value_rows;

use super::label_text;
use super::layers::segment_pen;
use super::tones;
use super::versions::second_pen;
use super::words::shown;
use crate::diff;
use crate::geometry::{Extent, Part};
use crate::i18n::tr;
use crate::picture::{ColourRole, Dash, Pen};
use crate::project::{Basis, BoundarySegment, Certainty, Colouring, FeatureId, Labelling, Layer, SegmentClass, Style};
use crate::report::FeatureReport;
use crate::session::{Seen, Session};

/// At most so many areas are told one by one.
const MAX_AREAS: usize = 120;

/// The sign of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Emblem {
    /// None: the row is a remark.
    None,
    /// The heads of the two columns of [`Cells`](Self::Cells) below.
    Heads([String; 2]),
    /// A small area of a colour.
    Swatch(ColourRole),
    /// A small area of what was added or removed.
    Hatched(diff::Sign),
    /// The same as strongly tinted as areas whose colours stand for values.
    Tint(ColourRole),
    /// A piece of line, by pens one over the other.
    Line(Vec<Pen>),
    /// Two cells: segments that the source names, and others that are as exactly known.
    Cells([Cell; 2]),
    /// A dot with a rim: its colour's purpose and its radius in points.
    Dot(ColourRole, f32),
}

/// Segments of one class: how they are drawn, one below the other, none where there are none.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What their signs tell.
    pub class: SegmentClass,
    /// Their pens.
    pub pens: Vec<Pen>,
}

/// One row of the legend.
#[derive(Clone, Debug, PartialEq)]
pub struct LegendRow {
    /// Its sign.
    pub emblem: Emblem,
    /// What it stands for.
    pub words: String,
    /// The figure declared of it, or how many there are, if any.
    pub figure: Option<String>,
    /// The feature it is about, where it is about one.
    pub feature: Option<FeatureId>,
}

impl LegendRow {
    const fn new(emblem: Emblem, words: String) -> Self {
        Self { emblem, words, figure: None, feature: None }
    }
}

/// What is in view: the areas, each with its colour, or what the colours of their layer stand for, wherever that is; the segments, by how exactly they are known and whether the source names
/// them; roads, routes and places. Land and water are known by sight.
#[must_use]
pub fn legend(session: &Session) -> Vec<LegendRow> {
    legend_of(session, &[], MAX_AREAS)
}

/// The same with at most so many areas told one by one, among them those that are `numbered` on the map, whatever their colour.
pub(super) fn legend_of(session: &Session, numbered: &[FeatureId], most: usize) -> Vec<LegendRow> {
    let mut rows = areas(session, numbered, most.min(MAX_AREAS));
    if rows.len() > 1 && session.project().items().next().is_some() {
        rows.push(LegendRow::new(Emblem::None, tr!(session.lang(), "layers.policy-areas").into_owned()));
    }
    rows.extend(line_key(session));
    rows
}

/// The rows of the legend that stand for lines and dots.
#[must_use]
pub fn line_key(session: &Session) -> Vec<LegendRow> {
    let view = session.view().projector().extent();
    let mut rows = segments(session, view);
    rows.extend(wholes(session, view));
    rows.extend(others(session, view));
    rows.extend(versions(session));
    rows
}

/// What was added and removed against another version, and its outline, while both are seen.
fn versions(session: &Session) -> Vec<LegendRow> {
    let versions = session.versions();
    if versions.compared().is_none() || versions.seen != Seen::Both {
        return Vec::new();
    }
    let words = |key: &str| tr!(session.lang(), key).into_owned();
    vec![
        LegendRow::new(Emblem::Hatched(diff::Sign::Added), words("legend.added")),
        LegendRow::new(Emblem::Hatched(diff::Sign::Removed), words("legend.removed")),
        LegendRow::new(Emblem::Line(vec![second_pen()]), words("legend.second-version")),
    ]
}

/// The places of the features of a layer, given with its place, that are in view and on the map.
fn seen<'a>(session: &'a Session, (layer, l): (usize, &'a Layer), view: Extent) -> impl Iterator<Item = usize> + 'a {
    let in_view = l.data.shapes().iter().enumerate().filter(move |(_, shape)| shape.extent().intersects(&view));
    in_view.map(|(feature, _)| feature).filter(move |&feature| !session.is_hidden(FeatureId { layer, feature }))
}

/// The areas: each of those that have a colour of their own and are in view, else what the colours of their layer stand for.
fn areas(session: &Session, numbered: &[FeatureId], most: usize) -> Vec<LegendRow> {
    let mut rows = Vec::new();
    let mut left_out = 0;
    for (at, layer) in session.seen_layers(Style::Area) {
        let mut found = match session.layer(at).colouring {
            Colouring::Each => each(session, at, layer),
            Colouring::One => values::one(session, at).into_iter().collect(),
            Colouring::By(_) => values::rows(session, at, true),
        };
        if session.layer(at).colouring != Colouring::Each {
            found.extend(numbered.iter().filter(|id| id.layer == at).map(|id| one_of(session, *id)));
        }
        for row in found {
            if rows.len() < most {
                rows.push(row);
            } else {
                left_out += usize::from(row.emblem != Emblem::None);
            }
        }
    }
    if left_out > 0 {
        let words = tr!(session.lang(), "search.more", count = left_out).into_owned();
        rows.push(LegendRow::new(Emblem::None, words));
    }
    rows
}

/// The areas of a layer in view, each with its colour.
fn each(session: &Session, at: usize, layer: &Layer) -> Vec<LegendRow> {
    let (project, view) = (session.project(), session.view().projector().extent());
    let ids = seen(session, (at, layer), view).map(|feature| FeatureId { layer: at, feature });
    let areal = ids.filter(|id| project.shape(*id).is_some_and(crate::geometry::Shape::is_areal));
    areal.map(|id| one_of(session, id)).collect()
}

/// The row of an area by itself.
fn one_of(session: &Session, id: FeatureId) -> LegendRow {
    let (project, lang) = (session.project(), session.lang());
    let role = tones::of(session, id);
    let is_of_values = session.classed(id.layer).is_some();
    LegendRow {
        emblem: if is_of_values { Emblem::Tint(role) } else { Emblem::Swatch(role) },
        words: match session.layer(id.layer).labelling {
            Labelling::Field(_) => shown(label_text::of(session, id).get(lang)),
            Labelling::Name | Labelling::Nothing => {
                project.feature(id).map_or_else(String::new, |feature| shown(feature.name().get(lang)))
            }
        },
        figure: FeatureReport::declared_of(project, id, lang),
        feature: Some(id),
    }
}

/// What dashes and weight say about the segments in view, as on the map: a row for each certainty that there is, with those that the source names
/// first and the others beside them, of each those between parts below those around the whole.
fn segments(session: &Session, view: Extent) -> Vec<LegendRow> {
    let mut found: Vec<(SegmentClass, bool)> = Vec::new();
    let mut is_inferred = false;
    for (at, layer) in session.seen_layers(Style::Boundary) {
        for feature in seen(session, (at, layer), view).map(|feature| &layer.data.features()[feature]) {
            let segment = BoundarySegment::of(feature);
            is_inferred |= segment.basis == Some(Basis::Inferred);
            let sign = (segment.class(), segment.is_internal());
            if !found.contains(&sign) {
                found.push(sign);
            }
        }
    }
    let lang = session.lang();
    let cell = |class: SegmentClass| {
        let of = [false, true].into_iter().filter(|&is_internal| found.contains(&(class, is_internal)));
        Cell { class, pens: of.map(|is_internal| segment_pen(class, is_internal)).collect() }
    };
    let row = |(certainty, words): (Certainty, &'static str)| {
        let cells = [true, false].map(|is_stated| cell(SegmentClass { certainty, is_stated }));
        let is_there = cells.iter().any(|cell| !cell.pens.is_empty());
        is_there.then(|| LegendRow::new(Emblem::Cells(cells), tr!(lang, words).into_owned()))
    };
    let rows = [
        (Certainty::Traced, "legend.exact"),
        (Certainty::Approximate, "legend.approximate"),
        (Certainty::Fitted, "legend.fitted"),
    ];
    let mut rows: Vec<LegendRow> = rows.into_iter().filter_map(row).collect();
    if !rows.is_empty() {
        let heads = ["legend.stated", "legend.inferred"].map(|key| tr!(lang, key).into_owned());
        let emblem = if is_inferred { Emblem::Heads(heads) } else { Emblem::None };
        rows.insert(0, LegendRow::new(emblem, tr!(lang, "legend.boundary").into_owned()));
    }
    if found.iter().any(|(_, is_internal)| *is_internal) {
        let pen = segment(Dash::Solid, 2.0, 1.0, ColourRole::InternalBoundary);
        rows.push(LegendRow::new(Emblem::Line(vec![pen]), tr!(lang, "legend.internal").into_owned()));
    }
    rows
}

const fn segment(dash: Dash, width: f32, opacity: f32, role: ColourRole) -> Pen {
    Pen { role, opacity, width, dash }
}

/// The outline of a whole, where no segments of its own are drawn.
fn wholes(session: &Session, view: Extent) -> Option<LegendRow> {
    let outlined = !super::layers::boundary_drawn(session);
    let (_, layer) = session.seen_layers(Style::Whole).find(|layer| seen(session, *layer, view).next().is_some())?;
    let pen = segment(Dash::Solid, 1.5, 1.0, ColourRole::Boundary);
    outlined.then(|| LegendRow::new(Emblem::Line(vec![pen]), shown(layer.title.get(session.lang()))))
}

/// Roads, routes and places.
fn others(session: &Session, view: Extent) -> Vec<LegendRow> {
    let mut rows = Vec::new();
    let mut row = |found: bool, emblem: Emblem, key: &str| {
        if found {
            rows.push(LegendRow::new(emblem, tr!(session.lang(), key).into_owned()));
        }
    };
    let road = session.seen_layers(Style::Road).any(|layer| seen(session, layer, view).next().is_some());
    let [casing, surface] = [(ColourRole::RoadCasing, 6.0), (ColourRole::Road, 4.0)]
        .map(|(role, width)| segment(Dash::Solid, width, 1.0, role));
    row(road, Emblem::Line(vec![casing, surface]), "legend.road");
    let of_places = |wanted: fn(&Part<'_>) -> bool| {
        let mut layers = session.seen_layers(Style::Place);
        layers.any(|(at, layer)| {
            let mut shapes = seen(session, (at, layer), view).filter_map(|feature| layer.data.shapes().get(feature));
            shapes.any(|shape| shape.parts().any(|part| wanted(&part)))
        })
    };
    let route = segment(Dash::Dashed, 1.8, 1.0, ColourRole::Route);
    row(of_places(|part| matches!(part, Part::Line(_))), Emblem::Line(vec![route]), "legend.route");
    row(of_places(|part| matches!(part, Part::Points(_))), Emblem::Dot(ColourRole::Place, 4.5), "legend.place");
    rows
}
