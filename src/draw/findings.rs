//! What the rules found: the finding that is looked at, and the errors while they are listed.
//! Must not know any rule.

use std::ops::Range;
use std::sync::Arc;

use super::board::{ScreenRect, around};
use super::layers::one;
use crate::geometry::LonLat;
use crate::i18n::{area_brief, tr, width};
use crate::picture::{ColourRole, Dash, FeatureSlice, Item, Label, LodGeometry, Pen, Point, Sign, Strength};
use crate::session::{Panel, Session};
use crate::verify::{Finding, Severity};

/// A region smaller than this on the sheet, in points, is ringed as a point is.
const SMALL: f64 = 28.0;
/// The ring's radius, and the height of the words over it, in points.
const RING: f32 = 14.0;
const LETTERS: f32 = 13.0;

/// The colour of a severity.
#[must_use]
pub fn level_role(level: Severity) -> ColourRole {
    match level {
        Severity::Error => ColourRole::Error,
        Severity::Warning => ColourRole::Warning,
        Severity::Note => ColourRole::Note,
    }
}

/// The sign of a level, which tells it apart without colour.
#[must_use]
pub fn level_sign(level: Severity) -> &'static str {
    match level {
        Severity::Error => "×",
        Severity::Warning => "!",
        Severity::Note => "i",
    }
}

fn pen(role: ColourRole, width: f32, opacity: f32) -> Pen {
    Pen { role, opacity, width, dash: Dash::Solid }
}

fn slice(session: &Session, lod: &Arc<LodGeometry>, above: usize, features: Range<usize>) -> FeatureSlice {
    FeatureSlice::new(session.project().layers.len() + above, lod, features)
}

/// The regions, and the places of the errors while they are listed.
pub(super) fn map_items(session: &Session, items: &mut Vec<Item>) {
    let checks = session.checks();
    let Some(findings) = checks.findings() else { return };
    let errors = 0..findings.list().partition_point(|finding| finding.severity == Severity::Error);
    if session.panel() == Panel::Checks && !errors.is_empty() {
        let regions = slice(session, findings.regions(), 0, errors.clone());
        items.push(fill(&regions, ColourRole::Error, 0.16));
        items.push(Item::Line { slice: regions, pen: pen(ColourRole::Error, 1.5, 0.55) });
        let points = slice(session, findings.points(), 1, errors);
        for (role, opacity, radius) in [(ColourRole::Halo, 0.7, 5.0), (ColourRole::Error, 0.7, 3.5)] {
            items.push(Item::Dots { slice: points.clone(), role, opacity, radius });
        }
    }
    if let Some((at, finding)) = checks.current() {
        current(session, &slice(session, findings.regions(), 0, at..at + 1), finding, items);
    }
}

fn fill(slice: &FeatureSlice, role: ColourRole, usual: f32) -> Item {
    Item::Fill { slice: slice.clone(), role, strength: Strength { usual, others: Vec::new() } }
}

/// The region of the finding that is looked at; where it has none and no place, the outlines of its features.
fn current(session: &Session, region: &FeatureSlice, finding: &Finding, items: &mut Vec<Item>) {
    let role = level_role(finding.severity);
    let mut outline = |slice: &FeatureSlice| {
        for pen in [pen(ColourRole::Halo, 6.0, 0.8), pen(role, 3.0, 1.0)] {
            items.push(Item::Line { slice: slice.clone(), pen });
        }
    };
    if finding.region.is_some() {
        outline(region);
        items.push(fill(region, role, 0.35));
    } else if !finding.placed {
        for id in &finding.features {
            let layers = session.project().layers.get(id.layer).filter(|_| session.layer(id.layer).visible);
            let Some(layer) = layers.filter(|layer| id.feature < layer.data.shapes().len()) else { continue };
            let all = FeatureSlice::new(id.layer, session.lod(id.layer), 0..layer.data.shapes().len());
            outline(&one(&all, id.feature));
        }
    }
}

/// Where the finding that is looked at is on the sheet.
struct Seat<'a> {
    finding: &'a Finding,
    middle: Point,
    /// How wide and high it is.
    reach: [f64; 2],
}

impl Seat<'_> {
    /// Whether it is ringed: what is wrong as a whole is outlined, and what is large is seen without.
    fn is_ringed(&self) -> bool {
        let is_place = self.finding.placed || self.finding.region.is_some();
        is_place && self.reach[0].max(self.reach[1]) < SMALL
    }

    /// Its upper edge.
    fn top(&self) -> f64 {
        self.middle[1] - self.reach[1] / 2.0
    }
}

/// The seat of the finding that is looked at; none where it is out of view.
fn seat(session: &Session) -> Option<Seat<'_>> {
    let (_, finding) = session.checks().current()?;
    let projector = session.view().projector();
    let region = finding.region.as_ref().map(|region| region.extent()).filter(|extent| !extent.is_empty());
    let (middle, reach) = match (region, finding.at) {
        (Some(extent), _) => {
            let corner = |lon, lat| projector.point_from_lonlat(LonLat { lon, lat });
            let (a, b) = (corner(extent.west, extent.north), corner(extent.east, extent.south));
            ([f64::midpoint(a[0], b[0]), f64::midpoint(a[1], b[1])], [b[0] - a[0], b[1] - a[1]])
        }
        (None, Some(at)) => (projector.point_from_lonlat(at), [0.0; 2]),
        (None, None) => return None,
    };
    let sheet = projector.bounds(0.0);
    let in_view = |axis: usize| {
        middle[axis] + reach[axis] / 2.0 >= sheet[axis] && middle[axis] - reach[axis] / 2.0 <= sheet[axis + 2]
    };
    (in_view(0) && in_view(1)).then_some(Seat { finding, middle, reach })
}

/// What the finding that is looked at says of itself on the map.
fn words(session: &Session, finding: &Finding) -> String {
    let lang = session.lang();
    let title = tr!(lang, format!("rule.{}.title", finding.rule));
    let size = size_text(session, finding);
    let gap = if size.is_empty() { "" } else { "  " };
    format!("{} {title}{gap}{size}", level_sign(finding.severity))
}

/// How large and how wide a finding is, as far as it has a size.
#[must_use]
pub fn size_text(session: &Session, finding: &Finding) -> String {
    let lang = session.lang();
    let area = finding.area_m2.map(|area_m2| area_brief(area_m2, lang));
    match (area, finding.width_m.map(width)) {
        (Some(area), Some(width)) => tr!(lang, "checks.size", area = area, width = width).into_owned(),
        (Some(area), None) => area,
        (None, Some(width)) => tr!(lang, "checks.width", width = width).into_owned(),
        (None, None) => String::new(),
    }
}

/// The ring around the finding that is looked at, and its words.
pub(super) fn signs(session: &Session, signs: &mut Vec<Sign>, measure: super::words::Measure<'_>) {
    let Some(seat) = seat(session) else { return };
    let role = level_role(seat.finding.severity);
    if seat.is_ringed() {
        let points = ring(seat.middle);
        for pen in [pen(ColourRole::Halo, 5.5, 0.85), pen(role, 2.5, 1.0)] {
            signs.push(Sign::Stroke { points: points.clone(), pen });
        }
    }
    let text = words(session, seat.finding);
    let [width, height] = session.view().projector().size;
    let half = measure(&text, LETTERS, true) / 2.0 + 8.0;
    #[expect(clippy::cast_possible_truncation, reason = "points on a sheet")]
    let [x, above] =
        [seat.middle[0], (seat.top() - 12.0).min(seat.middle[1] - f64::from(RING) - 12.0)].map(|c| c as f32);
    let above = above.clamp(16.0, (height - 16.0).max(16.0));
    let across = x.clamp(half, (width - half).max(half));
    signs.push(Sign::Label(Label { role, ..Label::new(text, [across, above], LETTERS, true) }));
}

/// A circle around a point of the sheet.
fn ring([x, y]: Point) -> Vec<[f32; 2]> {
    let turn = |step: u8| (f64::from(step) * std::f64::consts::TAU / 32.0).sin_cos();
    let radius = f64::from(RING);
    #[expect(clippy::cast_possible_truncation, reason = "points on a sheet")]
    (0..=32).map(turn).map(|(sine, cosine)| [x + radius * cosine, y + radius * sine].map(|c| c as f32)).collect()
}

/// What the ring and the words take of the sheet.
pub(super) fn place(session: &Session) -> Option<ScreenRect> {
    let seat = seat(session)?;
    #[expect(clippy::cast_possible_truncation, reason = "points on a sheet")]
    let at = [seat.middle[0] as f32, seat.top() as f32 - RING];
    Some(around(at, 160.0, 3.0 * RING))
}
