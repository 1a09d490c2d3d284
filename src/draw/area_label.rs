//! The label of an area: its name, the name in a second language, how large it is.
//! Must not let any of it stick out of the area.

use std::cell::OnceCell;

use super::board::{Board, ScreenRect, around};
use super::footprint::Footprint;
use super::labels::LINE_HEIGHT;
use super::placed_labels::PlacedLabels;
use super::tones;
use super::words::{Measure, in_lines, shown};
use crate::i18n::{Lang, Localized, area_brief};
use crate::picture::{ColourRole, Label, Projector};
use crate::project::{FeatureId, Labelling};
use crate::report::FeatureReport;
use crate::session::Session;

/// Set for a scale so much like this one, words need not be set anew.
const SAME_SCALE: f64 = 1.1;
/// Free space around each line, in points.
const PADDING: f32 = 4.0;
/// The smallest text.
const SMALLEST: f32 = 11.0;

/// A way to set the label: text height of the name, its lines, how wide the second name may be in widths of the name
/// (0 leaves it out), whether the figure is there.
struct Setting(f32, usize, f32, bool);

/// From the fullest to the barest.
const SETTINGS: [Setting; 20] = [
    Setting(18.0, 1, 1.25, true),
    Setting(16.0, 1, 1.25, true),
    Setting(16.0, 2, 1.25, true),
    Setting(14.0, 1, 1.25, true),
    Setting(14.0, 1, 0.95, true),
    Setting(14.0, 2, 1.25, true),
    Setting(14.0, 3, 1.25, true),
    Setting(12.0, 1, 0.95, true),
    Setting(12.0, 2, 1.25, true),
    Setting(12.0, 3, 1.25, true),
    Setting(12.0, 4, 1.25, true),
    Setting(11.0, 4, 1.25, true),
    Setting(14.0, 1, 0.0, true),
    Setting(14.0, 2, 0.0, true),
    Setting(12.0, 1, 0.0, true),
    Setting(12.0, 3, 0.0, true),
    Setting(11.0, 2, 0.0, true),
    Setting(11.0, 4, 0.0, true),
    // The barest two are what `could_fit` looks at.
    Setting(11.0, 1, 0.0, false),
    Setting(11.0, 3, 0.0, false),
];

/// The label of an area; none where there is no room inside. At most so many places are tried for it. It stays where it was if
/// it can, unless more could be said elsewhere.
pub(super) fn label(
    words: &Words,
    (footprint, board, most): (&Footprint, &Board, usize),
    measure: Measure<'_>,
    former: Option<&PlacedLabels>,
    projector: &Projector,
) -> Option<PlacedLabels> {
    let try_at = |lines: &[Line<'_>], setting: usize, at: [f32; 2]| {
        let fits = stacked(lines, at).all(|(_, place)| board.is_free(&place) && footprint.holds(&place));
        let label =
            |(line, place): (&Line<'_>, ScreenRect)| (line.label([at[0], f32::midpoint(place[1], place[3])]), place);
        let lines = || stacked(lines, at).map(label).unzip::<_, _, Vec<_>, Vec<_>>();
        fits.then(lines).map(|(lines, boxes)| PlacedLabels::new(words.id, at, projector, lines, boxes, setting))
    };
    let set = |setting: usize| words.set(&SETTINGS[setting], footprint, measure);
    let similar = |former: &&PlacedLabels| (1.0 / SAME_SCALE..=SAME_SCALE).contains(&former.enlarged(projector));
    let kept = former.filter(similar).and_then(|former| {
        let mut label = try_at(&set(former.setting)?, former.setting, former.at(projector))?;
        // Kept through many small moves, it is still of the scale that it was set for.
        label.points_per_world = former.points_per_world;
        Some(label)
    });
    if kept.as_ref().is_some_and(|kept| richness(kept.setting) == richness(0)) {
        return kept;
    }
    let places = OnceCell::new();
    let fresh = (0..SETTINGS.len()).find_map(|setting| {
        let lines = set(setting)?;
        let moved = former.and_then(|former| try_at(&lines, setting, former.at(projector)));
        let places = || places.get_or_init(|| footprint.places(most)).iter();
        moved.or_else(|| places().find_map(|&at| try_at(&lines, setting, at)))
    });
    let worth = |label: &Option<PlacedLabels>| label.as_ref().map(|label| richness(label.setting));
    if worth(&kept) >= worth(&fresh) { kept } else { fresh }
}

/// Whether a label that was set leaves out the figure that there is to say.
pub(super) fn lacks_figure(words: &Words, label: &PlacedLabels) -> bool {
    let Setting(.., has_figure) = SETTINGS[label.setting];
    !has_figure && words.figure.is_some()
}

/// How much a setting says.
fn richness(setting: usize) -> u8 {
    let Setting(_, _, share, has_figure) = SETTINGS[setting];
    u8::from(share > 0.0) + u8::from(has_figure)
}

/// What there is to say.
pub(super) struct Words {
    name: Broken,
    second: Option<Broken>,
    figure: Option<String>,
    /// The purpose of the figure's colour.
    figure_role: ColourRole,
    /// Whether how large it is belongs to what is to be said.
    tells_area: bool,
    id: FeatureId,
}

impl Words {
    /// What there is to say of an area, apart from how large it was measured.
    pub(super) fn new(session: &Session, id: FeatureId, name: &Localized) -> Self {
        let lang = session.lang();
        // Beside the value of a field a figure would be taken for another.
        let tells_area = session.layer(id.layer).labelling == Labelling::Name;
        let figure = FeatureReport::declared_of(session.project(), id, lang).filter(|_| tells_area);
        let figure_role = tones::figure(session, id);
        let second = name.second(lang).map(|second| Broken::new(shown(second), false));
        Self { name: Broken::new(shown(name.get(lang)), true), second, figure, figure_role, tells_area, id }
    }

    /// Whether its size is still to be told: it is not declared.
    pub(super) fn want_area(&self) -> bool {
        self.tells_area && self.figure.is_none()
    }

    /// Tells its size, if that is known.
    pub(super) fn tell_area(&mut self, known_m2: Option<f64>, lang: Lang) {
        self.figure = known_m2.map(|area_m2| area_brief(area_m2, lang));
    }

    /// Whether a box is not too small from the outset: for the name alone, as small and in as many lines as it is ever set.
    pub(super) fn could_fit(&self, [left, top, right, bottom]: [f64; 4], measure: Measure<'_>) -> bool {
        let could = |count: usize| {
            let (lines, width) = self.name.lines(count, measure);
            let height = lines.iter().map(|_| SMALLEST * LINE_HEIGHT).sum::<f32>();
            f64::from(width * SMALLEST) <= right - left && f64::from(height) <= bottom - top
        };
        could(1) || could(3)
    }

    /// The name and the figure as blocks to stand beside the area, the better first.
    pub(super) fn blocks(&self, measure: Measure<'_>) -> Vec<Block<'_>> {
        let block = |count: usize| {
            let line = |text, strong, role| {
                let size = BESIDE;
                Line { text, size, role, strong, width: measure(text, size, strong) }
            };
            let (names, _) = self.name.lines(count, measure);
            let mut lines: Vec<Line<'_>> =
                names.iter().map(|text| line(text.as_str(), true, ColourRole::Text)).collect();
            let figure = self.figure.iter();
            lines.extend(figure.map(|figure| line(figure, true, self.figure_role)));
            let width = lines.iter().map(|line| line.width).fold(0.0, f32::max) + 2.0 * PADDING;
            Block { size: [width, lines.iter().map(Line::height).sum()], lines }
        };
        [2, 1, 3, 4].map(block).into()
    }

    /// The lines in one setting, still without a place; none when the setting is no other than one before it or is too large from
    /// the outset.
    fn set(&self, setting: &Setting, footprint: &Footprint, measure: Measure<'_>) -> Option<Vec<Line<'_>>> {
        let &Setting(size, count, share, has_figure) = setting;
        let (names, width) = self.name.lines(count, measure);
        // The names alone, but for rounding.
        let height = names.iter().map(|_| size * LINE_HEIGHT).sum();
        if (count > 1 && names.len() == 1) || !footprint.could_hold(width * size * 0.98, height) {
            return None;
        }
        let line = |text, size, strong, role| Line { text, size, role, strong, width: measure(text, size, strong) };
        let mut lines: Vec<Line<'_>> = names.iter().map(|text| line(text, size, true, ColourRole::Text)).collect();
        if share > 0.0
            && let Some(second) = &self.second
        {
            let small = (size * 0.68).max(SMALLEST);
            // In as few lines as are about as wide as the name.
            let broken = (1..=MAX_LINES).map(|count| second.lines(count, measure));
            let (seconds, _) = { broken }.find(|(_, wide)| wide * small <= width * size * share)?;
            lines.extend(seconds.iter().map(|text| line(text, small, false, ColourRole::SecondText)));
        }
        if has_figure && let Some(figure) = &self.figure {
            lines.push(line(figure, (size * 0.88).max(SMALLEST), true, self.figure_role));
        }
        let widest = lines.iter().map(|line| line.width).fold(0.0, f32::max);
        footprint.could_hold(widest, lines.iter().map(Line::height).sum()).then_some(lines)
    }
}

/// The height of words beside an area, in points.
const BESIDE: f32 = 12.0;

/// Lines one below the other, still without a place.
pub(super) struct Block<'a> {
    /// Its width and height.
    pub(super) size: [f32; 2],
    lines: Vec<Line<'a>>,
}

impl Block<'_> {
    /// Its words in a box of its size.
    pub(super) fn labels(&self, [left, top, right, bottom]: ScreenRect) -> Vec<Label> {
        let middle = [f32::midpoint(left, right), f32::midpoint(top, bottom)];
        let placed = stacked(&self.lines, middle);
        placed.map(|(line, place)| line.label([middle[0], f32::midpoint(place[1], place[3])])).collect()
    }
}

/// A line of a label, still without a place.
struct Line<'a> {
    text: &'a str,
    role: ColourRole,
    size: f32,
    strong: bool,
    width: f32,
}

impl Line<'_> {
    fn height(&self) -> f32 {
        self.size * LINE_HEIGHT
    }

    fn label(&self, middle: [f32; 2]) -> Label {
        Label { role: self.role, ..Label::new(self.text.to_owned(), middle, self.size, self.strong) }
    }
}

/// A name is broken into at most so many lines.
const MAX_LINES: usize = 4;
/// Names are broken as if their text were so high, in points.
const BREAKING_SIZE: f32 = 16.0;

/// A name broken into lines, each way once.
struct Broken {
    text: String,
    strong: bool,
    by_count: [OnceCell<(Vec<String>, f32)>; MAX_LINES],
}

impl Broken {
    fn new(text: String, strong: bool) -> Self {
        Self { text, strong, by_count: [const { OnceCell::new() }; MAX_LINES] }
    }

    /// At most so many lines, and how wide the widest is in text heights.
    fn lines(&self, count: usize, measure: Measure<'_>) -> &(Vec<String>, f32) {
        self.by_count[count.clamp(1, MAX_LINES) - 1].get_or_init(|| {
            let width = |text: &str| measure(text, BREAKING_SIZE, self.strong);
            let lines = in_lines(&self.text, count, width);
            let widest = lines.iter().map(|line| width(line)).fold(0.0, f32::max);
            (lines, widest / BREAKING_SIZE)
        })
    }
}

/// Lines one below the other around a point, with the boxes they take.
fn stacked<'a>(lines: &'a [Line<'a>], [x, y]: [f32; 2]) -> impl Iterator<Item = (&'a Line<'a>, ScreenRect)> {
    let mut top = y - lines.iter().map(Line::height).sum::<f32>() / 2.0;
    lines.iter().map(move |line| {
        let middle = [x, top + line.height() / 2.0];
        top += line.height();
        (line, around(middle, line.width + 2.0 * PADDING, line.height()))
    })
}
