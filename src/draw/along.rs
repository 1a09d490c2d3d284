//! Names along lines: again and again where a line is long, in two lines of words where one has no room.
//! Must not know what the line is.

use super::board::ScreenRect;
use super::course::{Course, PathTextStyle, Words, Written};
use super::labels::{LINE_HEIGHT, Writer};
use super::lod_view::LodView;
use super::placed_labels::PlacedLabels;
use super::words::in_halves;
use crate::picture::{PathKind, Point, visible_runs};
use crate::project::FeatureId;

/// How far a name may turn from its first glyph to any other, in radians: first hardly, then somewhat.
const BENDS: [f64; 2] = [0.12, 0.6];
/// From the end of a name to where it begins again, at least, in points.
const PAUSE: f64 = 420.0;
/// Where in its span of a line a name may stand, the best first, from -1 to 1.
const SHARES: [f64; 13] = [0.0, 0.15, -0.15, 0.3, -0.3, 0.45, -0.45, 0.6, -0.6, 0.75, -0.75, 0.9, -0.9];
/// What of a glyph's box on each side is free of ink.
const INSET: f32 = 0.14;
/// The same where a name stands on its line and a border beside that may come as near as the cells of lines are wide.
const INSET_ON_LINE: f32 = 0.3;
/// A name that was no farther from its line than this, in points, is still on it.
const OFF: f64 = 3.0;

/// A name to be written along a line, in lines of words.
struct Name<'a> {
    lines: Vec<Words<'a>>,
    style: PathTextStyle,
}

impl Name<'_> {
    fn width(&self) -> f64 {
        self.lines.iter().map(|line| line.width).fold(0.0, f64::max)
    }

    /// Writes it with its middle so far along, to one side of the line or the other.
    fn write(&self, course: &Course, middle: f64, bend: f64, below: bool) -> Option<Written> {
        let PathTextStyle { rise, size, .. } = self.style;
        let mut all = Written { labels: Vec::new(), places: Vec::new() };
        for (line, at) in self.lines.iter().zip(0_u8..) {
            let farther = f64::from(size * LINE_HEIGHT);
            // The first line is the upper one on either side.
            let rise =
                if below { -rise - f64::from(at) * farther } else { rise + f64::from(self.last() - at) * farther };
            let written = course.write(line, middle, PathTextStyle { rise, bend, ..self.style })?;
            all.labels.extend(written.labels);
            all.places.extend(written.places);
        }
        Some(all)
    }

    fn last(&self) -> u8 {
        u8::try_from(self.lines.len()).unwrap_or(1) - 1
    }
}

/// A line of a feature with the name to be written along it.
struct Task<'a> {
    id: FeatureId,
    name: &'a Name<'a>,
    course: &'a Course,
    /// In how many lines of words: 0 for one, 2 for two.
    setting: usize,
}

impl Writer<'_> {
    /// A name along the lines of a feature.
    pub(super) fn along(&mut self, id: FeatureId, lod_view: &LodView<'_>, style: PathTextStyle) {
        let whole = vec![self.name(id)];
        let broken = in_halves(&whole[0], style.size, |text| (self.measure)(text, style.size, false));
        let mut middles: Vec<Point> = Vec::new();
        for (lines, setting) in [(&whole, 0), (&broken, 2)] {
            // On a line itself, as on a river, there is no room for two.
            if setting > 0 && (style.rise <= 0.0 || broken.len() < 2) {
                return;
            }
            let words = lines.iter().map(|line| Words::new(line, style, self.measure)).collect();
            let name = Name { lines: words, style };
            for path in lod_view.paths(id.feature).filter(|path| path.kind == PathKind::Line) {
                let line: Vec<Point> = lod_view.points(path).collect();
                if let Some(course) = Course::new(line.iter().copied()) {
                    let task = Task { id, name: &name, course: &course, setting };
                    self.keep_along(&task, &whole[0], &mut middles);
                    self.fill_along(&task, &line, &mut middles);
                }
            }
            if !middles.is_empty() {
                return;
            }
        }
    }

    /// The names that were along a line before, where they still fit.
    fn keep_along(&mut self, task: &Task<'_>, text: &str, middles: &mut Vec<Point>) {
        let former = self.former.get(&task.id).into_iter().flatten().copied();
        for former in { former }.filter(|former| former.setting / 2 * 2 == task.setting).collect::<Vec<_>>() {
            let [x, y] = former.at(self.projector).map(f64::from);
            let (way, away) = task.course.nearest([x, y]);
            if away > OFF {
                continue;
            }
            if former.says(text) && (former.enlarged(self.projector) - 1.0).abs() < 1e-9 {
                let places: Vec<ScreenRect> = former.places(self.projector).collect();
                if places.iter().all(|place| self.board.is_free(place)) && !self.crosses(task, &places) {
                    middles.push(task.course.at(way));
                    self.put(former.clone());
                }
            } else {
                let below = former.setting % 2 == 1;
                BENDS.into_iter().any(|bend| self.put_along(task, way, (bend, below), middles));
            }
        }
    }

    /// Names in each span of a line that has none yet and where one has room.
    fn fill_along(&mut self, task: &Task<'_>, line: &[Point], middles: &mut Vec<Point>) {
        let width = task.name.width();
        // On a line itself both sides are the same.
        let sides = if task.name.style.rise > 0.0 { &[false, true][..] } else { &[false] };
        for run in visible_runs(line.iter().copied(), self.projector.bounds(-6.0)) {
            let length: f64 = run.points.windows(2).map(|e| (e[1][0] - e[0][0]).hypot(e[1][1] - e[0][1])).sum();
            if length < width {
                continue;
            }
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few names")]
            let count = ((length / (width + PAUSE)).round() as u32).clamp(1, 20);
            let span = length / f64::from(count);
            for at in 0..count {
                let middle = run.start + (f64::from(at) + 0.5) * span;
                let reach = (span - width).max(0.0) / 2.0;
                let ways = SHARES.iter().map(|share| middle + share * reach);
                // Where the line is straight, before where it bends.
                let tries = BENDS.iter().flat_map(|bend| ways.clone().map(move |way| (*bend, way)));
                let mut tries = tries.flat_map(|(bend, way)| sides.iter().map(move |below| (way, (bend, *below))));
                tries.any(|(way, set)| self.put_along(task, way, set, middles));
            }
        }
    }

    /// Whether a name would stand over what bounds an area, or over a shore; on a line itself, as on a river, there is no room but between shores.
    fn crosses(&self, task: &Task<'_>, places: &[ScreenRect]) -> bool {
        let over = |place: &ScreenRect| {
            let [left, top, right, bottom] = *place;
            let on_line = task.name.style.rise <= 0.0;
            let inset = if on_line { INSET_ON_LINE } else { INSET };
            let [across, down] = [(right - left) * inset, (bottom - top) * inset];
            let letters = [left + across, top + down, right - across, bottom - down];
            self.borders.under(&letters) > 0 || (!on_line && self.shore.under(&letters) > 0)
        };
        places.iter().any(over)
    }

    /// Puts a name on a line, so much bent and above or below it, if it has room there and none is near.
    fn put_along(&mut self, task: &Task<'_>, way: f64, (bend, below): (f64, bool), middles: &mut Vec<Point>) -> bool {
        let [x, y] = task.course.at(way);
        let apart = f64::midpoint(task.name.width(), PAUSE);
        if middles.iter().any(|[a, b]| (a - x).hypot(b - y) < apart) {
            return false;
        }
        let Some(Written { labels, places }) = task.name.write(task.course, way, bend, below) else { return false };
        if !places.iter().all(|place| self.board.is_free(place)) || self.crosses(task, &places) {
            return false;
        }
        middles.push([x, y]);
        #[expect(clippy::cast_possible_truncation, reason = "a point on the sheet")]
        let at = [x as f32, y as f32];
        self.put(PlacedLabels::new(task.id, at, self.projector, labels, places, task.setting + usize::from(below)));
        true
    }
}
