//! Words written along a line: turned to follow it, never upside down.
//! Must not know what the line is.

use super::board::{ScreenRect, around};
use super::words::Measure;
use crate::picture::{ColourRole, Label, Point};
use crate::typography::{begins_from_right, is_joined};

/// From one glyph to the next a name turns at most this far, in radians.
const SHARPEST: f64 = 0.2;
/// On the inner side of a bend glyphs come closer, down to this part of the room they need.
const CLOSEST: f64 = 0.86;
/// On the outer side they come apart, up to so many times the room they need.
const FARTHEST: f64 = 1.16;
/// A name that turns less than this from end to end is set as one piece.
const STRAIGHT: f64 = 0.06;

/// A line on the sheet with the way along it.
pub(super) struct Course {
    points: Vec<Point>,
    along: Vec<f64>,
}

/// How a name along a line looks.
#[derive(Clone, Copy)]
pub(super) struct PathTextStyle {
    pub(super) role: ColourRole,
    pub(super) size: f32,
    pub(super) slanted: bool,
    /// Space between glyphs, in points.
    pub(super) spacing: f32,
    /// How far above the line the glyphs' middles are, in points.
    pub(super) rise: f64,
    /// How far it may turn from its first glyph to any other, in radians.
    pub(super) bend: f64,
}

/// A line of words with the width of each glyph and the space after it.
pub(super) struct Words<'a> {
    text: &'a str,
    /// What is turned by itself, from the left: a glyph, or a word of letters that are joined.
    parts: Vec<&'a str>,
    widths: Vec<f64>,
    /// Their width together.
    pub(super) width: f64,
}

impl<'a> Words<'a> {
    pub(super) fn new(text: &'a str, style: PathTextStyle, measure: Measure<'_>) -> Self {
        let PathTextStyle { size, spacing, .. } = style;
        let mut parts: Vec<&str> = text.char_indices().map(|(at, c)| &text[at..at + c.len_utf8()]).collect();
        if is_joined(text) {
            parts = text.split_inclusive(' ').collect();
            if begins_from_right(text) {
                parts.reverse();
            }
        }
        let widths: Vec<f64> = parts.iter().map(|part| f64::from(measure(part, size, false) + spacing)).collect();
        Self { text, parts, width: widths.iter().sum(), widths }
    }
}

/// A name set along a line: its pieces, and the boxes they take.
pub(super) struct Written {
    pub(super) labels: Vec<Label>,
    pub(super) places: Vec<ScreenRect>,
}

impl Course {
    /// The way along a line; none for one without length.
    pub(super) fn new(line: impl IntoIterator<Item = Point>) -> Option<Self> {
        let (mut points, mut along): (Vec<Point>, Vec<f64>) = (Vec::new(), Vec::new());
        for point in line {
            match (points.last(), along.last()) {
                (Some(before), Some(so_far)) => {
                    let step = (point[0] - before[0]).hypot(point[1] - before[1]);
                    if step < 0.1 {
                        continue;
                    }
                    along.push(so_far + step);
                }
                _ => along.push(0.0),
            }
            points.push(point);
        }
        (points.len() > 1).then_some(Self { points, along })
    }

    /// How long it is.
    pub(super) fn length(&self) -> f64 {
        self.along.last().copied().unwrap_or(0.0)
    }

    /// The point so far along.
    pub(super) fn at(&self, way: f64) -> Point {
        let last = self.points.len() - 1;
        let i = self.along.partition_point(|&so_far| so_far < way).clamp(1, last);
        let share = ((way - self.along[i - 1]) / (self.along[i] - self.along[i - 1])).clamp(0.0, 1.0);
        let (a, b) = (self.points[i - 1], self.points[i]);
        [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
    }

    /// How far along it is nearest to a point, and how far away it is there.
    pub(super) fn nearest(&self, [x, y]: Point) -> (f64, f64) {
        let mut nearest = (0.0, f64::INFINITY);
        for (edge, so_far) in self.points.windows(2).zip(&self.along) {
            let ([ax, ay], [bx, by]) = (edge[0], edge[1]);
            let (dx, dy) = (bx - ax, by - ay);
            let share = (((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy)).clamp(0.0, 1.0);
            let away = (x - ax - dx * share).hypot(y - ay - dy * share);
            if away < nearest.1 {
                nearest = (so_far + share * dx.hypot(dy), away);
            }
        }
        nearest
    }

    /// Words with their middle so far along; none where the line is too short or turns too sharply for them.
    pub(super) fn write(&self, words: &Words<'_>, middle: f64, style: PathTextStyle) -> Option<Written> {
        let PathTextStyle { size, .. } = style;
        let (start, end) = (middle - words.width / 2.0, middle + words.width / 2.0);
        if words.width <= 0.0 || start < 0.0 || end > self.length() {
            return None;
        }
        let (a, b) = (self.at(start), self.at(end));
        let backwards = b[0] < a[0];
        let mut glyphs: Vec<(Point, f64)> = Vec::with_capacity(words.widths.len());
        let mut so_far = 0.0;
        for wide in &words.widths {
            let way = so_far + wide / 2.0;
            so_far += wide;
            let way = if backwards { end - way } else { start + way };
            glyphs.push(self.glyph(way, f64::from(size), backwards, style.rise));
        }
        let bad = |(pair, wide): (&[(Point, f64)], &[f64])| {
            let ([ax, ay], [bx, by]) = (pair[0].0, pair[1].0);
            let (usual, apart) = (f64::midpoint(wide[0], wide[1]), (bx - ax).hypot(by - ay));
            let torn = !(usual * CLOSEST..=usual * FARTHEST).contains(&apart);
            turn(pair[0].1, pair[1].1).abs() > SHARPEST || torn
        };
        let bends = |angle: f64| turn(glyphs[0].1, angle).abs() > style.bend;
        if glyphs.windows(2).zip(words.widths.windows(2)).any(bad) || glyphs.iter().any(|(_, angle)| bends(*angle)) {
            return None;
        }
        Some(pieces(words, &glyphs, style))
    }

    /// Where a glyph stands and how far it is turned.
    fn glyph(&self, way: f64, size: f64, backwards: bool, rise: f64) -> (Point, f64) {
        let (mut from, mut to) = (self.at((way - size).max(0.0)), self.at((way + size).min(self.length())));
        if backwards {
            (from, to) = (to, from);
        }
        let angle = (to[1] - from[1]).atan2(to[0] - from[0]);
        let [x, y] = self.at(way);
        ([x + rise * angle.sin(), y - rise * angle.cos()], angle)
    }
}

/// How long a line is.
pub(super) fn length(line: &[Point]) -> f64 {
    line.windows(2).map(|edge| (edge[1][0] - edge[0][0]).hypot(edge[1][1] - edge[0][1])).sum()
}

/// The first part of a line, from 0 to 1.
#[expect(clippy::cast_possible_truncation, reason = "points on the sheet")]
pub(super) fn begun(line: &[Point], part: f64) -> Vec<[f32; 2]> {
    let mut left = length(line) * part;
    let mut points: Vec<Point> = line.first().copied().into_iter().collect();
    for edge in line.windows(2) {
        let along = length(edge);
        if along >= left {
            let share = if along > 0.0 { left / along } else { 0.0 };
            points.push([0, 1].map(|axis: usize| edge[0][axis] + (edge[1][axis] - edge[0][axis]) * share));
            break;
        }
        left -= along;
        points.push(edge[1]);
    }
    points.into_iter().map(|point| point.map(|c| c as f32)).collect()
}

/// The whole name as one piece where it is straight, else glyph by glyph.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "points on the sheet, angles, a few letters"
)]
fn pieces(words: &Words<'_>, glyphs: &[(Point, f64)], style: PathTextStyle) -> Written {
    let PathTextStyle { role, size, slanted, .. } = style;
    let box_of = |((at, _), part): (&(Point, f64), &&str)| {
        let long = if part.chars().nth(1).is_some() { part.chars().count() as f32 * 0.6 } else { 1.1 };
        around(at.map(|c| c as f32), size * long.max(1.1), size * 1.1)
    };
    let places = glyphs.iter().zip(&words.parts).map(box_of).collect();
    let label = |text: String, at: Point, angle: f64| Label {
        middle: at.map(|c| c as f32),
        text,
        role,
        size,
        strong: false,
        slanted,
        opacity: 1.0,
        angle: angle as f32,
    };
    let first = glyphs[0];
    let last = glyphs[glyphs.len() - 1];
    let straight = glyphs.iter().all(|(_, angle)| turn(first.1, *angle).abs() < STRAIGHT);
    let labels = if straight && style.spacing <= 0.0 {
        let middle = [f64::midpoint(first.0[0], last.0[0]), f64::midpoint(first.0[1], last.0[1])];
        vec![label(words.text.to_owned(), middle, first.1 + turn(first.1, last.1) / 2.0)]
    } else {
        words.parts.iter().zip(glyphs).map(|(part, (at, angle))| label((*part).to_owned(), *at, *angle)).collect()
    };
    Written { labels, places }
}

/// How far it is from one angle to another, the shorter way.
fn turn(from: f64, to: f64) -> f64 {
    use std::f64::consts::PI;
    (to - from + PI).rem_euclid(2.0 * PI) - PI
}

#[cfg(test)]
mod tests {
    use super::{Course, PathTextStyle, Words, begun};
    use crate::picture::ColourRole;

    const STYLE: PathTextStyle =
        PathTextStyle { role: ColourRole::River, size: 12.0, slanted: true, spacing: 1.0, rise: 0.0, bend: 1.0 };

    fn words(text: &str) -> Words<'_> {
        Words::new(text, STYLE, &crate::draw::measure(crate::i18n::Lang::En))
    }

    #[test]
    fn words_are_never_upside_down() {
        for line in [[[0.0, 0.0], [200.0, 30.0]], [[200.0, 30.0], [0.0, 0.0]]] {
            let course = Course::new(line).expect("a line");
            let written = course.write(&words("Pearl"), 100.0, STYLE).expect("room");
            assert!(written.labels.iter().all(|label| label.angle.abs() < 1.6));
            let x: Vec<f32> = written.labels.iter().map(|label| label.middle[0]).collect();
            assert!(x.is_sorted(), "{x:?}");
        }
    }

    /// Letters that are joined are never torn apart, and the first word stands at the right.
    #[test]
    fn words_from_right_to_left_are_turned_one_by_one() {
        let course = Course::new([[0.0, 0.0], [100.0, 0.0], [198.0, 20.0], [290.0, 55.0]]).expect("a line");
        let written = course.write(&words("شارع النخيل"), 140.0, PathTextStyle { bend: 3.0, ..STYLE }).expect("room");
        let texts: Vec<&str> = written.labels.iter().map(|label| label.text.trim()).collect();
        assert_eq!(texts, ["النخيل", "شارع"]);
        assert!(written.labels[0].middle[0] < written.labels[1].middle[0]);
    }

    #[test]
    fn a_short_or_sharply_turning_line_bears_no_name() {
        let short = Course::new([[0.0, 0.0], [20.0, 0.0]]).expect("a line");
        assert!(short.write(&words("Pearl River"), 10.0, STYLE).is_none());
        let sharp = Course::new([[0.0, 0.0], [100.0, 0.0], [0.0, 5.0]]).expect("a line");
        assert!(sharp.write(&words("Pearl River"), 100.0, STYLE).is_none());
        assert!(Course::new([[1.0, 1.0], [1.0, 1.0]]).is_none());
    }

    #[test]
    fn the_nearest_way_leads_to_the_nearest_point() {
        let course = Course::new([[0.0, 0.0], [100.0, 0.0], [100.0, 50.0]]).expect("a line");
        for (point, way, away) in [([30.0, 4.0], 30.0, 4.0), ([103.0, 20.0], 120.0, 3.0), ([-3.0, -4.0], 0.0, 5.0)] {
            let (found, off) = course.nearest(point);
            assert!((found - way).abs() < 1e-9 && (off - away).abs() < 1e-9, "{found} {off}");
            let [x, y] = course.at(found);
            assert!(((x - point[0]).hypot(y - point[1]) - away).abs() < 1e-9);
        }
    }

    #[test]
    fn a_line_begins_at_its_beginning_and_ends_part_way() {
        let line = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]];
        assert_eq!(begun(&line, 0.25), [[0.0, 0.0], [5.0, 0.0]]);
        assert_eq!(begun(&line, 0.75), [[0.0, 0.0], [10.0, 0.0], [10.0, 5.0]]);
        assert_eq!(begun(&line, 1.0), [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]]);
        assert!(begun(&[], 0.5).is_empty());
    }
}
