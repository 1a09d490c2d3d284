//! Names of what lies around: muted, at points without a sign, each at the scales that its rank and its accuracy bear, and only where
//! nothing else is said.
//! Must not know what else is named.

use super::board::{ScreenRect, around};
use super::labels::{LINE_HEIGHT, Writer};
use super::placed_labels::PlacedLabels;
use crate::picture::{ColourRole, Label};
use crate::project::{Feature, FeatureId, Style};

/// Of each rank: how high the text is in points, and how many metres a point of the sheet may stand for.
const RANKS: [(f32, f64); 3] = [(13.0, 1_200.0), (12.0, 160.0), (11.0, 70.0)];
/// A name is not written where its place may be off by more than this, in points: it would say that the wrong thing is there.
const OFF: f64 = 130.0;
/// It may be moved from its place by as much as that is off, but by no more than this, in points.
const FARTHEST: f64 = 40.0;
/// In these directions.
const WAYS: [[f32; 2]; 8] =
    [[0.0, -1.0], [0.0, 1.0], [1.0, 0.0], [-1.0, 0.0], [0.7, -0.7], [0.7, 0.7], [-0.7, -0.7], [-0.7, 0.7]];
/// So near to a place of the same name it is not said once more, in points.
const NEARBY: f32 = 90.0;
/// Free space around a name, in points.
const FREE: f32 = 6.0;

/// A name that its scale bears.
struct Wanted {
    rank: usize,
    id: FeatureId,
    at: [f32; 2],
    /// How far it may be moved, in points.
    reach: f32,
    is_water: bool,
}

impl Writer<'_> {
    /// The names around, the higher rank first.
    pub(super) fn names_around(&mut self) {
        let metres = self.projector.metres_per_point();
        let mut wanted: Vec<Wanted> = Vec::new();
        for (layer, lod_view) in self.layers(Style::Name).collect::<Vec<_>>() {
            for id in lod_view.shown(self.session, layer) {
                let Some(feature) = self.session.project().feature(id) else { continue };
                let (rank, off) = (rank(feature), number(feature, "accuracy_m").unwrap_or(0.0) / metres);
                if metres > RANKS[rank].1 || off > OFF {
                    continue;
                }
                let is_water = feature.properties.get("kind").is_some_and(|kind| kind == "water");
                #[expect(clippy::cast_possible_truncation, reason = "a few points")]
                let reach = off.min(FARTHEST) as f32;
                let points = super::dots::points(&lod_view, id.feature);
                wanted.extend(points.map(|at| Wanted { rank, id, at, reach, is_water }));
            }
        }
        wanted.sort_by_key(|name| (name.rank, name.id));
        for name in wanted {
            self.name_around(&name);
        }
    }

    fn name_around(&mut self, wanted: &Wanted) {
        let (text, size) = (self.name(wanted.id), RANKS[wanted.rank].0);
        let width = (self.measure)(&text, size, false);
        if text.is_empty() || self.is_said_nearby(&text, wanted.at) {
            return;
        }
        let place = |[x, y]: [f32; 2]| around([x, y], width + 2.0 * FREE, size * LINE_HEIGHT + FREE);
        let moved = [0.5, 1.0].into_iter().flat_map(|share| WAYS.map(|way| way.map(|c| c * share * wanted.reach)));
        let places = [[0.0; 2]].into_iter().chain(moved).map(|[dx, dy]| [wanted.at[0] + dx, wanted.at[1] + dy]);
        let free = |at: &[f32; 2]| {
            let place: ScreenRect = place(*at);
            self.board.is_free(&place) && self.borders.under(&place) == 0
        };
        // A name on a bank would be of neither side.
        let Some(at) = places.filter(free).min_by_key(|at| self.shore.under(&place(*at))) else { return };
        if wanted.is_water && self.shore.under(&place(at)) > 0 {
            return;
        }
        let role = if wanted.is_water { ColourRole::River } else { ColourRole::SecondText };
        let label = Label { role, slanted: wanted.is_water, ..Label::new(text, at, size, false) };
        self.put(PlacedLabels::new(wanted.id, at, self.projector, [label], [place(at)], 0));
    }

    /// Whether the name of a place nearby says the same: it has the first word of this one, or all but its last character.
    fn is_said_nearby(&self, text: &str, [x, y]: [f32; 2]) -> bool {
        let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
        let word = text.split(' ').next().filter(|word| word.len() < text.len() || text.is_ascii());
        let core = word.unwrap_or(&text[..last]);
        let near = |[a, b]: [f32; 2]| (a - x).hypot(b - y) < NEARBY;
        self.placed.iter().any(|placed| {
            let of_place = self.session.layer(placed.id.layer).style == Style::Place;
            of_place && near(placed.at(self.projector)) && self.name(placed.id).contains(core)
        })
    }
}

/// The rank of a name, from 0; the middle one unless it says otherwise.
fn rank(feature: &Feature) -> usize {
    let rank = number(feature, "rank").filter(|rank| *rank >= 1.0).unwrap_or(2.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 1 to 3")]
    let rank = rank.min(3.0) as usize;
    rank - 1
}

fn number(feature: &Feature, property: &str) -> Option<f64> {
    feature.properties.get(property)?.as_f64()
}
