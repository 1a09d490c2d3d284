//! The signs of the tools, painted in lines so that no font has to have them.
//! Must not know what a tool does.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2};

/// A sign.
#[derive(Clone, Copy, Debug)]
pub(super) enum Icon {
    Arrow,
    Box,
    ZoomIn,
    ZoomOut,
    Whole,
    Check,
    Compare,
    PlusMinus,
    Print,
    Present,
    Tools,
}

/// The side of the square that signs are drawn in, in points.
const SIZE: f32 = 18.0;
/// How wide their lines are, in points.
const LINE: f32 = 1.6;

/// A line through points of the square; closed where it ends at its beginning.
type Line = &'static [[f32; 2]];

const ARROW: Line =
    &[[4.0, 2.0], [4.0, 14.5], [7.2, 11.6], [9.6, 16.5], [11.8, 15.4], [9.6, 10.8], [13.8, 10.4], [4.0, 2.0]];
const HANDLE: Line = &[[11.6, 11.6], [16.5, 16.5]];
const LESS: Line = &[[5.0, 7.5], [10.0, 7.5]];
const MORE: Line = &[[7.5, 5.0], [7.5, 10.0]];
const CORNERS: [Line; 4] = [
    &[[6.5, 2.0], [2.0, 2.0], [2.0, 6.5]],
    &[[11.5, 2.0], [16.0, 2.0], [16.0, 6.5]],
    &[[16.0, 11.5], [16.0, 16.0], [11.5, 16.0]],
    &[[6.5, 16.0], [2.0, 16.0], [2.0, 11.5]],
];
const MIDDLE: Line = &[[6.5, 6.5], [11.5, 6.5], [11.5, 11.5], [6.5, 11.5], [6.5, 6.5]];
const CHECK: Line = &[[2.5, 9.5], [7.0, 14.0], [15.5, 4.0]];
const SHEETS: [Line; 2] = [
    &[[2.0, 2.0], [12.0, 2.0], [12.0, 12.0], [2.0, 12.0], [2.0, 2.0]],
    &[[6.0, 6.0], [16.0, 6.0], [16.0, 16.0], [6.0, 16.0], [6.0, 6.0]],
];
const PLUS_MINUS: [Line; 3] = [&[[9.0, 2.0], [9.0, 12.0]], &[[4.0, 7.0], [14.0, 7.0]], &[[4.0, 15.5], [14.0, 15.5]]];
const PRINTER: [Line; 3] = [
    &[[5.0, 6.0], [5.0, 2.0], [13.0, 2.0], [13.0, 6.0]],
    &[[5.0, 13.0], [2.0, 13.0], [2.0, 6.0], [16.0, 6.0], [16.0, 13.0], [13.0, 13.0]],
    &[[5.0, 10.0], [13.0, 10.0], [13.0, 16.5], [5.0, 16.5], [5.0, 10.0]],
];
const FRAME: Line = &[[2.0, 4.0], [16.0, 4.0], [16.0, 14.0], [2.0, 14.0], [2.0, 4.0]];
const PLAY: Line = &[[5.0, 3.0], [15.5, 9.0], [5.0, 15.0]];
const DOTS: Line = &[[9.0, 4.0], [9.0, 9.0], [9.0, 14.0]];

impl Icon {
    /// The lines that it is drawn in.
    fn lines(self) -> Vec<Line> {
        match self {
            Self::Arrow => vec![ARROW],
            Self::ZoomIn => vec![HANDLE, LESS, MORE],
            Self::ZoomOut => vec![HANDLE, LESS],
            Self::Whole => CORNERS.into_iter().chain([MIDDLE]).collect(),
            Self::Check => vec![CHECK],
            Self::Compare => SHEETS.to_vec(),
            Self::PlusMinus => PLUS_MINUS.to_vec(),
            Self::Print => PRINTER.to_vec(),
            Self::Box | Self::Present | Self::Tools => Vec::new(),
        }
    }

    /// Paints it in the middle of a box, in a colour; in another one while it is `on`.
    pub(super) fn paint(self, painter: &Painter, space: Rect, plain: Color32, on: Option<Color32>) {
        let stroke = Stroke::new(LINE, on.unwrap_or(plain));
        let corner = space.center() - Vec2::splat(SIZE / 2.0);
        let at = |point: [f32; 2]| corner + Vec2::from(point);
        let placed = |line: Line| -> Vec<Pos2> { line.iter().map(|point| at(*point)).collect() };
        for line in self.lines() {
            let mut points = placed(line);
            let is_closed = points.len() > 2 && points.first() == points.last();
            if is_closed {
                points.pop();
            }
            painter.add(if is_closed { Shape::closed_line(points, stroke) } else { Shape::line(points, stroke) });
        }
        match self {
            Self::ZoomIn | Self::ZoomOut => {
                painter.circle_stroke(at([7.5, 7.5]), 5.5, stroke);
            }
            Self::Box => {
                painter.extend(Shape::dashed_line(&placed(FRAME), stroke, 2.8, 1.9));
            }
            Self::Present => {
                painter.add(Shape::convex_polygon(placed(PLAY), stroke.color, Stroke::NONE));
            }
            Self::Tools => {
                for dot in placed(DOTS) {
                    painter.circle_filled(dot, 1.7, stroke.color);
                }
            }
            Self::Arrow | Self::Whole | Self::Check | Self::Compare | Self::PlusMinus | Self::Print => {}
        }
    }
}
