//! Words on the map of a stop beside the features that they speak of, over no area.
//! Must not know what they say.

use super::layout::StageLayout;
use super::map::LARGER;
use super::motion;
use crate::draw::board::{ScreenRect, around, overlap};
use crate::draw::course::{begun, length};
use crate::draw::lod_view::LodView;
use crate::draw::setter::{Setter, TextStyle};
use crate::draw::words::Measure;
use crate::geometry::Shape;
use crate::i18n::displayed;
use crate::picture::{ColourRole, Point, Sign, scaled};
use crate::project::FeatureId;
use crate::session::{Session, Show};

/// The height of the text.
const SIZE: f32 = 22.0;
/// The widest line.
const WIDEST: f32 = 280.0;
/// From the features to the words, the nearest first.
const AWAY: [f32; 4] = [14.0, 30.0, 56.0, 90.0];
/// Where along a line words are tried.
const ALONG: [f64; 5] = [0.5, 0.35, 0.65, 0.2, 0.8];
/// To which sides of it, as parts of a turn.
const SIDES: u8 = 8;

/// Words that have a place.
pub(super) struct Placed {
    pub(super) place: ScreenRect,
    pub(super) signs: Vec<Sign>,
}

/// The words so far; those of this step as far as they have come. `screen` is the session as the map shows it.
pub(super) fn callouts(screen: &Session, show: &Show, layout: &StageLayout, measure: Measure<'_>) -> Vec<Placed> {
    let mut placed: Vec<Placed> = Vec::new();
    for callout in show.stop().callouts.iter().filter(|callout| callout.build <= show.build) {
        let mut setter = Setter::new(measure, 1.0);
        let style = TextStyle { role: ColourRole::Highlight, ..TextStyle::strong(SIZE) }.close();
        let lines = setter.lines(&displayed(callout.text.get(screen.lang())), WIDEST, style);
        let wide = lines.iter().map(|line| setter.width(line, style)).fold(0.0, f32::max);
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let size = [wide, style.line() * lines.len() as f32];
        let Some(place) = place(screen, &callout.features, (size, layout.map), &placed) else { continue };
        let mut y = place[1] + style.line() / 2.0;
        for line in &lines {
            setter.centred(line, [f32::midpoint(place[0], place[2]), y], style, 0.0);
            y += style.line();
        }
        let part = if callout.build == show.build { motion::words(show.since_s(), 2) } else { 1.0 };
        let signs = setter.signs.into_iter().map(|sign| scaled::faded(sign, part)).collect();
        placed.push(Placed { place, signs });
    }
    placed
}

/// Where words of a size stand beside the longest of some features: over no area and no other words, as near as can be.
fn place(
    screen: &Session,
    ids: &[FeatureId],
    (size, map): ([f32; 2], ScreenRect),
    others: &[Placed],
) -> Option<ScreenRect> {
    let (id, along) = longest(screen, ids)?;
    let is_areal = screen.project().shape(id).is_some_and(Shape::is_areal);
    let anchors: Vec<[f32; 2]> = ALONG.iter().filter_map(|part| begun(&along, *part).pop()).collect();
    let sides = (0..SIDES).map(|side| (f32::from(side) / f32::from(SIDES) * std::f32::consts::TAU).sin_cos());
    let sides: Vec<(f32, f32)> = sides.collect();
    let tries = AWAY.iter().flat_map(|away| {
        anchors.iter().flat_map(|anchor| sides.iter().map(|side| beside(*anchor, *side, *away, size)))
    });
    let is_inside =
        |place: &ScreenRect| place[0] >= map[0] && place[1] >= map[1] && place[2] <= map[2] && place[3] <= map[3];
    let is_free = |place: &ScreenRect| !others.iter().any(|other| overlap(&other.place, place));
    let mut good = tries.filter(|place| is_inside(place) && is_free(place));
    good.find(|place| is_areal || !is_over_area(screen, place))
}

/// Whether a box is over an area.
fn is_over_area(screen: &Session, [left, top, right, bottom]: &ScreenRect) -> bool {
    let (project, projector) = (screen.project(), screen.view().projector());
    let is_area = |id: FeatureId| project.shape(id).is_some_and(Shape::is_areal);
    let asked = |id: FeatureId| (screen.layer(id.layer).style.is_plan() && is_area(id)).then_some(0);
    let parts = [0.0, 0.25, 0.5, 0.75, 1.0_f32];
    let mut points =
        parts.iter().flat_map(|x| [0.0, 0.5, 1.0_f32].map(|y| [left + (right - left) * x, top + (bottom - top) * y]));
    points.any(|point| {
        let at = projector.lonlat_from_screen(point.map(|c| c / LARGER));
        !project.identify_among(at, 0.0, asked).is_empty()
    })
}

/// The longest of some features on the sheet, and where it runs, in points of the layout.
fn longest(screen: &Session, ids: &[FeatureId]) -> Option<(FeatureId, Vec<Point>)> {
    let placed = |point: Point| point.map(|c| c * f64::from(LARGER));
    let run = |id: FeatureId| {
        let lod_view = LodView::new(screen, id.layer, screen.view().projector());
        let points: Vec<Point> =
            lod_view.paths(id.feature).flat_map(|path| lod_view.points(path).map(placed).collect::<Vec<_>>()).collect();
        (!points.is_empty()).then_some((id, points))
    };
    let runs = ids.iter().filter_map(|id| run(*id));
    runs.max_by(|a, b| length(&a.1).total_cmp(&length(&b.1)))
}

/// A box of a size beside a point, to a side of it.
fn beside([x, y]: [f32; 2], (sine, cosine): (f32, f32), away: f32, [wide, high]: [f32; 2]) -> ScreenRect {
    around([x + cosine * (away + wide / 2.0), y + sine * (away + high / 2.0)], wide, high)
}

#[cfg(test)]
mod tests {
    use super::{begun, beside};

    #[test]
    fn words_stand_to_a_side_of_a_point_of_a_line() {
        let line = [[0.0, 0.0], [100.0, 0.0], [100.0, 100.0]];
        let at = |line: &[[f64; 2]], part: f64| begun(line, part).pop();
        assert_eq!((at(&line, 0.25), at(&line, 0.75)), (Some([50.0, 0.0]), Some([100.0, 50.0])));
        assert_eq!((at(&[], 0.5), at(&[[3.0, 4.0]], 0.5)), (None, Some([3.0, 4.0])));
        for (side, place) in [((-1.0, 0.0), [160.0, 70.0, 240.0, 90.0]), ((0.0, 1.0), [210.0, 90.0, 290.0, 110.0])] {
            let found = beside([200.0, 100.0], side, 10.0, [80.0, 20.0]);
            assert!(found.iter().zip(place).all(|(a, b): (&f32, f32)| (a - b).abs() < 1e-3), "{found:?}");
        }
    }
}
