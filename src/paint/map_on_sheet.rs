//! Geometry on the sheet as painters need it: at the detail that shows, cut to what is in view.
//! Must not know what is written with it.

use super::Paper;
use crate::picture::{
    ColourRole, FeatureSlice, LodLevel, Path, PathKind, Pen, Picture, Placing, Point, Projector, Run, glow_width,
    visible_runs,
};

/// Lines and areas are cut this far outside the map, in points, so that no cut is seen.
const MARGIN: f64 = 24.0;
/// Bands of a glow are about so many points wide.
const BAND: f64 = 0.75;

/// The map on its sheet.
#[derive(Clone, Copy, Debug)]
pub(super) struct MapOnSheet {
    pub(super) projector: Projector,
    /// The map's top left corner, in points.
    pub(super) corner: Point,
    /// Pixels a point.
    pub(super) fineness: f64,
}

/// A slice's features that are in view.
pub(super) struct VisibleSlice<'a> {
    pub(super) level: &'a LodLevel,
    placing: Placing,
    /// Their places in the layer.
    pub(super) features: Vec<usize>,
    /// What is in view, in pixels.
    window: [f64; 4],
    /// How many pixels one of what it is given in has: a point has some, a pixel one.
    unit: f64,
}

/// Lines that are painted as one.
pub(super) struct PenStroke {
    pub(super) lines: Vec<Vec<Point>>,
    /// In the colour that they have.
    pub(super) pen: Pen,
    /// The lengths of the dashes and of the gaps, and how far into them the lines begin.
    pub(super) dashes: Option<([f64; 2], f64)>,
}

impl MapOnSheet {
    pub(super) fn new(picture: &Picture, paper: &Paper) -> Self {
        // Coarser or finer than any paper is a mistake.
        let fineness = paper.pixels_per_point.clamp(0.1, 100.0);
        Self { projector: picture.projector, corner: picture.corner.map(f64::from), fineness }
    }

    /// The map's box on the sheet with a margin around it: left, top, right, bottom.
    pub(super) fn bounds(&self, margin: f64) -> [f64; 4] {
        let [left, top, right, bottom] = self.projector.bounds(margin);
        let [x, y] = self.corner;
        [left + x, top + y, right + x, bottom + y]
    }

    /// A position on the sheet.
    pub(super) fn point(&self, at: crate::geometry::LonLat) -> Point {
        let point = self.projector.point_from_lonlat(at);
        [point[0] + self.corner[0], point[1] + self.corner[1]]
    }

    /// A slice with what of it is seen, in the map's box.
    pub(super) fn seen<'f>(&self, slice: &'f FeatureSlice) -> VisibleSlice<'f> {
        self.place(slice, 0.0)
    }

    /// A slice with what is needed to paint it with a pen or a dot of some width.
    pub(super) fn painted<'f>(&self, slice: &'f FeatureSlice, width: f32) -> VisibleSlice<'f> {
        self.place(slice, MARGIN + f64::from(width))
    }

    fn place<'f>(&self, slice: &'f FeatureSlice, margin: f64) -> VisibleSlice<'f> {
        let level = slice.lod.level(slice.lod.detail(self.world_per_pixel()));
        self.visible(slice, level, self.bounds(margin).map(|side| side * self.fineness), self.fineness)
    }

    /// A slice in pixels, at a level of detail that is there, with what of it is in a window or nearer to it than so many of them.
    pub(super) fn in_pixels<'f>(&self, slice: &'f FeatureSlice, window: [f64; 4], margin: f64) -> VisibleSlice<'f> {
        let (_, level) = slice.level(self.world_per_pixel());
        let [left, top, right, bottom] = window;
        self.visible(slice, level, [left - margin, top - margin, right + margin, bottom + margin], 1.0)
    }

    fn world_per_pixel(&self) -> f64 {
        1.0 / (self.projector.points_per_world * self.fineness)
    }

    fn visible<'f>(&self, slice: &FeatureSlice, level: &'f LodLevel, window: [f64; 4], unit: f64) -> VisibleSlice<'f> {
        let mut placing = slice.lod.placing(&self.projector, self.fineness);
        placing.offset = [0, 1].map(|axis: usize| placing.offset[axis] + self.corner[axis] * self.fineness);
        let features = level.features_in(slice.features.clone(), placing.bounds(window)).collect();
        VisibleSlice { level, placing, features, window, unit }
    }

    /// What a pen draws of a slice. Features of one colour make one stroke, so that a half-transparent line is no darker where two of
    /// them share it; but dashes are counted from the beginning of a stroke.
    pub(super) fn strokes(&self, slice: &FeatureSlice, pen: &Pen) -> Vec<PenStroke> {
        let (placed, pattern) = (self.painted(slice, pen.width), self.dashes(pen));
        let stroke = |lines, pen, start| PenStroke { lines, pen, dashes: pattern.map(|pattern| (pattern, start)) };
        let (mut strokes, mut together) = (Vec::new(), Vec::new());
        for &feature in &placed.features {
            let own = Pen { role: slice.role(pen.role, feature), ..*pen };
            for run in placed.runs(feature, pattern.is_some()) {
                match pattern {
                    Some(_) if run.start > 0.0 => strokes.push(stroke(vec![run.points], own, run.start)),
                    _ => together.push(run.points),
                }
            }
            if pen.role == ColourRole::Own {
                strokes.push(stroke(std::mem::take(&mut together), own, 0.0));
            }
        }
        strokes.push(stroke(together, *pen, 0.0));
        strokes
    }

    /// The length of a line's dashes and of the gaps between them, in points; none for a line that is not broken.
    pub(super) fn dashes(&self, pen: &Pen) -> Option<[f64; 2]> {
        pen.dashes(&self.projector)
    }
}

impl VisibleSlice<'_> {
    /// The paths of a feature that may be in view, with their vertices as they are seen.
    pub(super) fn paths(&self, feature: usize) -> impl Iterator<Item = (PathKind, Vec<Point>)> {
        let view = self.placing.bounds(self.window);
        let paths = self.level.paths(feature).filter(move |path| path.bounds.meets(&view));
        paths.map(move |path| (path.kind, path.seen(view).map(|step| self.point(self.placing.pixel(step))).collect()))
    }

    /// The rings of a feature's areas, cut to what is in view; each without the point that closes it.
    pub(super) fn rings(&self, feature: usize) -> Vec<Vec<Point>> {
        let view = self.placing.bounds(self.window);
        let rings = self.level.paths(feature).filter(|path| path.kind.is_ring() && path.bounds.meets(&view));
        let cut = rings.map(|ring| {
            let pixels = ring.seen(view).map(|step| self.placing.pixel(step)).collect();
            cut(pixels, self.window).into_iter().map(|pixel| self.point(pixel)).collect()
        });
        cut.filter(|ring: &Vec<Point>| ring.len() > 2).collect()
    }

    /// The parts in view of a feature's rings and lines; with how far along they begin, if they are to be broken.
    pub(super) fn runs(&self, feature: usize, broken: bool) -> Vec<Run> {
        let view = self.placing.bounds(self.window);
        let lines = |path: &Path<'_>| path.kind != PathKind::Points && path.bounds.meets(&view);
        let mut runs = Vec::new();
        for path in self.level.paths(feature).filter(lines) {
            let found = if broken {
                visible_runs(path.points.iter().map(|&step| self.placing.pixel(step)), self.window)
            } else {
                visible_runs(path.seen(view).map(|step| self.placing.pixel(step)), self.window)
            };
            runs.extend(found.into_iter().map(|run| Run {
                points: run.points.into_iter().map(|pixel| self.point(pixel)).collect(),
                start: run.start / self.unit,
            }));
        }
        runs
    }

    /// The points of a feature in view.
    pub(super) fn dots(&self, feature: usize) -> impl Iterator<Item = Point> {
        let [left, top, right, bottom] = self.window;
        let points = self.level.paths(feature).filter(|path| path.kind == PathKind::Points);
        let pixels = points.flat_map(|path| path.points).map(|&step| self.placing.pixel(step));
        pixels
            .filter(move |[x, y]| (left..=right).contains(x) && (top..=bottom).contains(y))
            .map(|pixel| self.point(pixel))
    }

    /// A feature's glow as strokes of its edge within it, the widest first: the width of each and its opacity. Together they
    /// are full at the edge and fade inwards; none where the area is too small for one.
    pub(super) fn glow(&self, feature: usize, strength: f32, width: f32) -> Vec<(f64, f64)> {
        let width = self.glow_width(feature, f64::from(width));
        width.map_or_else(Vec::new, |width| bands(width, f64::from(strength)))
    }

    /// How wide a feature's glow is that should be so wide; none where the area is too small for one.
    pub(super) fn glow_width(&self, feature: usize, width: f64) -> Option<f64> {
        let sides = self.level.bounds(feature).sides().map(|side| side * self.placing.scale);
        glow_width(width * self.unit, sides).map(|width| width / self.unit)
    }

    /// The edges of a path in pixels, as they are seen.
    pub(super) fn edges<'p>(&'p self, path: Path<'p>) -> impl Iterator<Item = [Point; 2]> + 'p {
        let mut pixels = path.seen(self.placing.bounds(self.window)).map(|step| self.placing.pixel(step));
        let mut before = pixels.next();
        pixels.filter_map(move |at| before.replace(at).map(|from| [from, at]))
    }

    fn point(&self, pixel: Point) -> Point {
        pixel.map(|coordinate| coordinate / self.unit)
    }
}

/// Strokes that, one over the other, have in each band the opacity that the band should have.
fn bands(width: f64, strength: f64) -> Vec<(f64, f64)> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few bands")]
    let count = (width / BAND).ceil().clamp(2.0, 16.0) as u8;
    let part = |band: f64| band / f64::from(count);
    let mut before = 0.0;
    let strokes = (0..count).rev().map(|band| {
        // How much is left in the middle of the band, as the window has it.
        let left = 1.0 - part(f64::from(band) + 0.5);
        let wanted = strength * left * (0.55 + 0.45 * left);
        let opacity = 1.0 - (1.0 - wanted) / (1.0 - before);
        before = wanted;
        (2.0 * width * part(f64::from(band) + 1.0), opacity)
    });
    strokes.collect()
}

/// A ring cut to a box, side by side (Sutherland and Hodgman, 1974); without the point that closes it.
fn cut(mut ring: Vec<Point>, bounds: [f64; 4]) -> Vec<Point> {
    if ring.last() == ring.first() {
        ring.pop();
    }
    for (side, limit) in bounds.into_iter().enumerate() {
        let (axis, sign) = (side % 2, if side < 2 { 1.0 } else { -1.0 });
        let inside = |point: Point| (point[axis] - limit) * sign >= 0.0;
        if ring.iter().all(|&point| inside(point)) {
            continue;
        }
        let mut kept = Vec::with_capacity(ring.len());
        for (at, &b) in ring.iter().enumerate() {
            let a = ring[at.checked_sub(1).unwrap_or(ring.len() - 1)];
            if inside(a) != inside(b) {
                let share = (limit - a[axis]) / (b[axis] - a[axis]);
                let mut crossing = [0, 1].map(|i: usize| a[i] + (b[i] - a[i]) * share);
                crossing[axis] = limit;
                kept.push(crossing);
            }
            if inside(b) {
                kept.push(b);
            }
        }
        ring = kept;
    }
    ring
}

#[cfg(test)]
mod tests {
    use super::{bands, cut};

    const BOX: [f64; 4] = [0.0, 0.0, 10.0, 10.0];

    #[test]
    fn a_ring_is_cut_to_a_box() {
        let inside = vec![[1.0, 1.0], [9.0, 1.0], [9.0, 9.0], [1.0, 1.0]];
        assert_eq!(cut(inside.clone(), BOX), inside[..3]);
        let half = cut(vec![[-5.0, 2.0], [5.0, 2.0], [5.0, 8.0], [-5.0, 8.0], [-5.0, 2.0]], BOX);
        assert_eq!(half, [[0.0, 2.0], [5.0, 2.0], [5.0, 8.0], [0.0, 8.0]]);
        assert!(cut(vec![[11.0, 1.0], [12.0, 1.0], [12.0, 2.0], [11.0, 1.0]], BOX).is_empty());
        let around = cut(vec![[-1e9, -1e9], [1e9, -1e9], [1e9, 1e9], [-1e9, 1e9], [-1e9, -1e9]], BOX);
        assert_eq!(around.len(), 4);
        assert!(around.iter().flatten().all(|c| (0.0..=10.0).contains(c)), "{around:?}");
    }

    #[test]
    fn strokes_over_one_another_fade_from_the_edge_to_nothing() {
        let strokes = bands(9.0, 0.36);
        // What is covered at a depth, all strokes that reach it one over the other.
        let at = |depth: f64| {
            let reaching = strokes.iter().filter(|(width, _)| width / 2.0 > depth);
            1.0 - reaching.map(|(_, opacity)| 1.0 - opacity).product::<f64>()
        };
        for (depth, left) in [(0.1, 1.0), (3.0, 6.0 / 9.0), (6.0, 3.0 / 9.0), (8.9, 0.0)] {
            let wanted = 0.36 * left * (0.55 + 0.45 * left);
            // Half a band is a twentieth of the way.
            assert!((at(depth) - wanted).abs() < 0.36 * 0.07, "{} at {depth}, not {wanted}", at(depth));
        }
        assert!(at(9.1) == 0.0 && strokes.iter().all(|(_, opacity)| *opacity > 0.0));
    }
}
