//! Words that have found their place: fixed to a position on the ground, with which they move.
//! Must not know how they found it.

use super::board::{ScreenRect, around, round_box};
use crate::picture::{ColourRole, Dash, Label, Pen, Projector, Sign, World};
use crate::project::FeatureId;

/// The words of one name.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlacedLabels {
    /// What they name.
    pub(super) id: FeatureId,
    /// The position that they are fixed to.
    pub(super) anchor: World,
    /// The scale for which they were set.
    pub(super) points_per_world: f64,
    /// Which of the ways to set them was taken; what that means is known to who set them.
    pub(super) setting: usize,
    /// Lines or glyphs, their middles counted from the anchor.
    labels: Vec<Label>,
    /// The boxes they take, counted from the anchor.
    places: Vec<ScreenRect>,
    /// Where a line begins that leads from them to the anchor, counted from it; none for words that stand where they belong.
    leader: Option<[f32; 2]>,
}

/// The line that leads from words to what they name, and the dot at its end.
const LEADER: Pen = Pen { role: ColourRole::SecondText, opacity: 1.0, width: 1.0, dash: Dash::Solid };
const DOT: f32 = 2.0;

impl PlacedLabels {
    /// Words standing on the sheet, fixed to what is at a point of it.
    pub(super) fn new(
        id: FeatureId,
        [x, y]: [f32; 2],
        projector: &Projector,
        words: impl IntoIterator<Item = Label>,
        places: impl IntoIterator<Item = ScreenRect>,
        setting: usize,
    ) -> Self {
        let from_anchor = |label: Label| Label { middle: [label.middle[0] - x, label.middle[1] - y], ..label };
        Self {
            id,
            anchor: projector.world_from_screen([x, y]),
            points_per_world: projector.points_per_world,
            setting,
            labels: words.into_iter().map(from_anchor).collect(),
            places: places.into_iter().map(|[l, t, r, b]| [l - x, t - y, r - x, b - y]).collect(),
            leader: None,
        }
    }

    /// The same with a line that leads from a point of the sheet to the anchor.
    pub(super) fn led_from(self, [x, y]: [f32; 2], projector: &Projector) -> Self {
        let [left, top] = self.at(projector);
        Self { leader: Some([x - left, y - top]), ..self }
    }

    /// The line that leads from its words to its anchor, and the dot there.
    pub(super) fn leader(&self, projector: &Projector) -> impl Iterator<Item = Sign> + use<> {
        let [x, y] = self.at(projector);
        let line = self.leader.map(|[dx, dy]| vec![[x + dx, y + dy], [x, y]]);
        let dot = || round_box(around([x, y], 2.0 * DOT, 2.0 * DOT), DOT);
        let signs = line.map(|points| {
            let dot = Sign::Patch { points: dot(), role: LEADER.role, opacity: LEADER.opacity };
            [Sign::Stroke { points, pen: LEADER }, dot]
        });
        signs.into_iter().flatten()
    }

    /// Where its anchor is on a sheet.
    pub(super) fn at(&self, projector: &Projector) -> [f32; 2] {
        projector.screen_from_world(self.anchor)
    }

    /// Whether its anchor is on a sheet.
    pub(super) fn is_in_view(&self, projector: &Projector) -> bool {
        self.at(projector).into_iter().zip(projector.size).all(|(at, side)| (0.0..=side).contains(&at))
    }

    /// How many times larger things are on a sheet than when it was set.
    pub(super) fn enlarged(&self, projector: &Projector) -> f64 {
        projector.points_per_world / self.points_per_world
    }

    /// Its words on a sheet.
    pub(super) fn labels(&self, projector: &Projector) -> impl Iterator<Item = Label> {
        let [x, y] = self.at(projector);
        self.labels
            .iter()
            .map(move |label| Label { middle: [label.middle[0] + x, label.middle[1] + y], ..label.clone() })
    }

    /// Its boxes on a sheet.
    pub(super) fn places(&self, projector: &Projector) -> impl Iterator<Item = ScreenRect> {
        let [x, y] = self.at(projector);
        self.places.iter().map(move |[l, t, r, b]| [l + x, t + y, r + x, b + y])
    }

    /// Whether it says this, glyph by glyph or at once.
    pub(super) fn says(&self, text: &str) -> bool {
        // Spaces may be glyphs of their own, or lost where a line ends.
        let rest = self.labels.iter().try_fold(text, |rest, label| rest.trim_start().strip_prefix(label.text.trim()));
        rest.is_some_and(str::is_empty)
    }
}
