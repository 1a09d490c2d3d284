//! Words from one frame to the next: they move with the ground, and are laid out anew only now and then, so that nothing
//! flickers and a frame costs nothing.
//! Must not know a window: time is a number that the caller counts.

use std::sync::Arc;

use super::board::ScreenRect;
use super::dots::Dot;
use super::labels::{LabelRequest, labels};
use super::placed_labels::PlacedLabels;
use super::words::Measure;
use crate::geometry::LonLat;
use crate::i18n::Lang;
use crate::picture::{LodGeometry, Projector};
use crate::project::{FeatureId, Style};
use crate::session::{LayerState, Session};

/// The view is at rest when it has not moved for so long, in seconds.
const REST_S: f64 = 0.15;
/// Words are laid out anew when the view has moved by more than this part of the sheet,
const FAR: f64 = 0.25;
/// or when it was enlarged or reduced by more than so many times.
const LARGER: f64 = 1.1;
/// In one frame areas that are not known yet are measured as long as they have no more vertices together.
const MEASURED_CORNERS: usize = 20_000;

/// The words on a map that is shown frame by frame. A window keeps one.
#[derive(Default)]
pub struct LabelLayout {
    placed: Vec<PlacedLabels>,
    /// What it was laid out for; none before the first frame.
    made: Option<(Occasion, Projector)>,
    /// What the last frame showed.
    last: Option<Projector>,
    moved_s: f64,
    /// Whether it was laid out by the view alone, not by where words were before.
    settled: bool,
    wait_s: Option<f64>,
    /// What of the sheet the window puts things over.
    covered: Vec<ScreenRect>,
    /// Whether pictures do without the ground until it is unpacked.
    is_prepared_elsewhere: bool,
}

/// What words depend on, apart from the view.
struct Occasion {
    lang: Lang,
    selected: Option<FeatureId>,
    /// The place under the pointer, which always has a dot.
    hovered: Option<FeatureId>,
    mark: Option<LonLat>,
    /// What of the sheet other things take.
    taken: Vec<ScreenRect>,
    /// Which step of which stop of a show.
    step: Option<(usize, usize)>,
    /// The geometry of each layer that is shown, and how it is shown.
    layers: Vec<Option<(Arc<LodGeometry>, LayerState)>>,
}

impl Occasion {
    fn of(session: &Session, taken: &[ScreenRect]) -> Self {
        let is_place = |id: &FeatureId| session.layer(id.layer).style == Style::Place;
        let states = session.layers().iter().enumerate();
        // Words are as strong whatever is below them.
        let shown = states.map(|(at, state)| {
            state.is_seen().then(|| (Arc::clone(session.lod(at)), LayerState { opacity: 1.0, ..state.clone() }))
        });
        Self {
            lang: session.lang(),
            selected: session.selected(),
            hovered: session.hovered().filter(is_place),
            mark: session.mark(),
            taken: taken.to_vec(),
            step: session.show().map(|show| (show.at, show.build)),
            layers: shown.collect(),
        }
    }

    fn is(&self, other: &Self) -> bool {
        let shown = |occasion: &Self| occasion.layers.iter().map(Option::is_some).collect::<Vec<_>>();
        let shares = |layer: usize| self.layers[layer].is_none() || self.shares_layer(other, layer);
        self.lang == other.lang
            && self.selected == other.selected
            && self.hovered == other.hovered
            && self.mark == other.mark
            && self.taken == other.taken
            && self.step == other.step
            && shown(self) == shown(other)
            && (0..self.layers.len()).all(shares)
    }

    /// Whether a layer is shown in both with the very same geometry and in the same way.
    fn shares_layer(&self, other: &Self, layer: usize) -> bool {
        let of = |occasion: &'_ Self| occasion.layers.get(layer).cloned().flatten();
        of(self).zip(of(other)).is_some_and(|(a, b)| Arc::ptr_eq(&a.0, &b.0) && a.1 == b.1)
    }
}

impl LabelLayout {
    /// In how many seconds another frame is wanted although nothing happens: then the words are laid out for a view at rest. None
    /// when all is done.
    #[must_use]
    pub fn wait_s(&self) -> Option<f64> {
        self.wait_s
    }

    /// Lays the words out anew in the next frame, as when the glyphs that they are measured by have changed.
    pub fn forget(&mut self) {
        self.made = None;
    }

    /// Keeps words away from boxes of the sheet that the window puts something over, each as left, top, right and bottom in points.
    pub fn cover(&mut self, places: Vec<[f32; 4]>) {
        self.covered = places;
    }

    /// What of the sheet the window puts things over.
    pub(super) fn covered(&self) -> &[ScreenRect] {
        &self.covered
    }

    /// Lets pictures do without the land of the world until it is unpacked, which somebody else sees to; or no longer.
    ///
    /// ```
    /// use zonemap::draw::{LabelLayout, draw_with, prepare_ground};
    /// use zonemap::picture::ColourRole;
    /// use zonemap::project::Project;
    /// use zonemap::session::{Action, Session, Settings};
    ///
    /// let mut session = Session::new(Project::default(), Settings::default());
    /// session.apply(Action::Resize([800.0, 600.0]));
    /// session.apply(Action::ZoomMiddle { factor: 1e-3 });
    /// let mut layout = LabelLayout::default();
    /// layout.ground_is_prepared(true);
    /// assert_eq!(draw_with(&session, &mut layout, 0.0).background, ColourRole::Land, "no frame waits for it");
    /// prepare_ground();
    /// assert_eq!(draw_with(&session, &mut layout, 0.1).background, ColourRole::Water);
    /// ```
    pub fn ground_is_prepared(&mut self, elsewhere: bool) {
        self.is_prepared_elsewhere = elsewhere;
    }

    /// Whether a picture waits until the ground is unpacked.
    pub(super) fn waits_for_ground(&self) -> bool {
        !self.is_prepared_elsewhere
    }

    /// The names of this frame.
    pub(super) fn placed(&self, projector: &Projector) -> impl Iterator<Item = &PlacedLabels> {
        self.placed.iter().filter(|placed| placed.is_in_view(projector))
    }

    /// Goes on to a time: lays the words out anew, beside what is taken, if need be.
    pub(super) fn update(
        &mut self,
        session: &Session,
        dots: &[Dot],
        taken: &[ScreenRect],
        measure: Measure<'_>,
        now_s: f64,
    ) {
        let view = *session.view().projector();
        if self.last.replace(view) != Some(view) {
            self.moved_s = now_s;
        }
        let occasion = Occasion::of(session, taken);
        // A clock may be set back.
        let rested_s = (now_s - self.moved_s).max(0.0);
        let is_due = match &self.made {
            Some((made, from)) => {
                self.placed.retain(|placed| made.shares_layer(&occasion, placed.id.layer));
                let is_old = *from != view || !self.settled;
                !made.is(&occasion) || is_far(from, &view) || (is_old && rested_s >= REST_S)
            }
            None => true,
        };
        let is_unfinished = self.wait_s == Some(0.0);
        if is_due || is_unfinished {
            // At rest words stand where the view alone puts them, however one came to it.
            let former = if rested_s >= REST_S { &[][..] } else { &self.placed };
            let request = LabelRequest { measure, taken, former, measured_vertices: MEASURED_CORNERS };
            let (placed, unmeasured) = labels(session, dots, &request);
            self.settled = former.is_empty();
            self.placed = placed;
            self.made = Some((occasion, view));
            self.wait_s = unmeasured.then_some(0.0).or((!self.settled).then_some((REST_S - rested_s).max(0.0)));
        } else {
            let is_old = !self.settled || self.made.as_ref().is_some_and(|(_, from)| *from != view);
            self.wait_s = is_old.then_some(REST_S - rested_s);
        }
    }
}

/// Whether a view is so far from the one that words were laid out for that they cannot wait until it is at rest.
#[expect(clippy::float_cmp, reason = "a sheet of any other size is another")]
fn is_far(from: &Projector, to: &Projector) -> bool {
    let [dx, dy] = [to.center.x - from.center.x, to.center.y - from.center.y].map(|d| (d * to.points_per_world).abs());
    let [width, height] = to.size.map(f64::from);
    let scale = to.points_per_world / from.points_per_world;
    from.size != to.size || dx > width * FAR || dy > height * FAR || !(1.0 / LARGER..=LARGER).contains(&scale)
}
