//! The label of an area: its name, the name in a second language, its area in square kilometres.
//! Must not let any of it stick out of the area.

use super::board::{Board, Place, around};
use super::ground::Ground;
use super::labels::LINE_HEIGHT;
use super::words::{Measure, in_lines, shown};
use crate::geometry::Shape;
use crate::i18n::area_km2;
use crate::picture::{Ink, Label};
use crate::project::FeatureId;
use crate::session::Session;

/// Free space around each line, in points.
const PADDING: f32 = 4.0;
/// The smallest letters.
const SMALLEST: f32 = 11.0;

/// A way to set the label: letter height of the name, its lines, how wide the second name may be in widths of the name
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
    Setting(11.0, 1, 0.0, false),
    Setting(11.0, 3, 0.0, false),
];

/// The lines of an area's label with the boxes they take; none where there is no room inside. The more areas there are, the
/// less is tried for each.
pub(super) fn label(
    session: &Session,
    id: FeatureId,
    shape: Shape<'_>,
    board: &Board,
    measure: Measure<'_>,
    count: usize,
) -> Vec<(Label, Place)> {
    let Some(ground) = Ground::new(shape, session.view().projector()) else { return Vec::new() };
    let places = ground.places(count);
    let Some(words) = Words::new(session, id) else { return Vec::new() };
    for setting in &SETTINGS {
        let Some(lines) = words.set(setting, measure) else { continue };
        let width = lines.iter().map(|line| measure(&line.text, line.size, line.strong)).fold(0.0, f32::max);
        if !ground.could_hold(width, lines.iter().map(|line| line.size * LINE_HEIGHT).sum()) {
            continue;
        }
        for &middle in &places {
            let stacked = stacked(&lines, middle, measure);
            if stacked.iter().all(|(_, place)| board.is_free(place) && ground.holds(place)) {
                return stacked;
            }
        }
    }
    Vec::new()
}

/// What there is to say.
struct Words {
    name: String,
    second: Option<String>,
    figure: String,
    category: usize,
}

impl Words {
    fn new(session: &Session, id: FeatureId) -> Option<Self> {
        let project = session.project();
        let name = project.feature(id)?.name();
        let lang = session.lang();
        let figure = match project.declared.get(&id) {
            Some(declared) => format!("{} km²", declared.km2_text()),
            None => area_km2(project.area_m2(id)),
        };
        Some(Self { name: shown(name.get(lang)), second: name.second(lang).map(shown), figure, category: id.feature })
    }

    /// The lines in one setting, still without a place; none when the setting is no other than one before it.
    fn set(&self, &Setting(size, count, share, has_figure): &Setting, measure: Measure<'_>) -> Option<Vec<Label>> {
        let line = |text: String, size: f32, strong: bool, ink: Ink| Label {
            middle: [0.0; 2],
            text,
            ink,
            size,
            strong,
            slanted: false,
            angle: 0.0,
        };
        let names = in_lines(&self.name, count, |text| measure(text, size, true));
        if count > 1 && names.len() == 1 {
            return None;
        }
        let widest = names.iter().map(|text| measure(text, size, true)).fold(0.0, f32::max);
        let mut lines: Vec<Label> = names.into_iter().map(|text| line(text, size, true, Ink::Text)).collect();
        if share > 0.0
            && let Some(second) = &self.second
        {
            let small = (size * 0.68).max(SMALLEST);
            // In as few lines as are about as wide as the name.
            let broken = (1..=4).map(|count| in_lines(second, count, |text| measure(text, small, false)));
            let fits = |lines: &Vec<String>| lines.iter().all(|text| measure(text, small, false) <= widest * share);
            let broken = { broken }.find(fits)?;
            lines.extend(broken.into_iter().map(|text| line(text, small, false, Ink::SecondText)));
        }
        if has_figure {
            lines.push(line(self.figure.clone(), (size * 0.88).max(SMALLEST), true, Ink::Figure(self.category)));
        }
        Some(lines)
    }
}

/// Lines one below the other around a point, with the boxes they take.
fn stacked(lines: &[Label], [x, y]: [f32; 2], measure: Measure<'_>) -> Vec<(Label, Place)> {
    let heights = lines.iter().map(|line| line.size * LINE_HEIGHT);
    let mut top = y - heights.sum::<f32>() / 2.0;
    let mut stacked = Vec::with_capacity(lines.len());
    for line in lines {
        let height = line.size * LINE_HEIGHT;
        let middle = [x, top + height / 2.0];
        top += height;
        let width = measure(&line.text, line.size, line.strong);
        stacked.push((Label { middle, ..line.clone() }, around(middle, width + 2.0 * PADDING, height)));
    }
    stacked
}
