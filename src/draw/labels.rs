//! Words on the map: the more important first, none over another.
//! Must not know how the things they name are drawn.

use super::board::{Board, Place, around, overlap};
use super::course::{Course, Lettering};
use super::spots::shown_dots;
use super::words::{Measure, shown};
use super::{area_label, emphasis};
use crate::geometry::{Extent, LonLat, Part, Shape};
use crate::picture::{Ink, Label, Point, visible_runs};
use crate::project::{FeatureId, Style};
use crate::session::Session;

/// From one line to the next, in letter heights.
pub(super) const LINE_HEIGHT: f32 = 1.3;
/// Roads are named when a point of the sheet stands for fewer metres than this.
const ROADS_BELOW_M: f64 = 45.0;
/// Rivers are named when a point of the sheet stands for fewer metres than this.
const RIVERS_BELOW_M: f64 = 150.0;
/// A whole is named beside itself when it is narrower than this, in points: then no name has room inside.
const SMALL: f32 = 150.0;
/// At most so many areas are named, the largest on the sheet.
const MOST_AREAS: usize = 300;
/// At most so many other names are tried.
const MOST_OTHERS: usize = 1000;

/// The names there is room for beside what is taken already.
pub(super) fn labels(session: &Session, measure: Measure<'_>, taken: &[Place]) -> Vec<Label> {
    let mut board = Board::new(session.view().projector().size);
    for place in taken.iter().copied().chain(emphasis::mark_place(session)) {
        board.take(place);
    }
    let dots = shown_dots(session);
    for &(_, [x, y]) in &dots {
        board.take(around([x, y], 10.0, 10.0));
    }
    let mut writer = Writer { session, measure, board, labels: Vec::new(), view: session.view().projector().extent() };
    writer.areas();
    writer.wholes();
    if let Some(selected) = session.selected() {
        writer.selected(selected, &dots);
    }
    for &(id, at) in dots.iter().filter(|(id, _)| session.selected() != Some(*id)).take(MOST_OTHERS) {
        writer.beside_dot(id, at, false);
    }
    for style in [Style::River, Style::Place, Style::Road] {
        writer.lines(style);
    }
    writer.others();
    writer.labels
}

struct Writer<'a> {
    session: &'a Session,
    measure: Measure<'a>,
    board: Board,
    labels: Vec<Label>,
    view: Extent,
}

impl<'a> Writer<'a> {
    fn name(&self, id: FeatureId) -> String {
        let feature = self.session.project().feature(id);
        feature.map_or_else(String::new, |feature| shown(feature.name().get(self.session.lang())))
    }

    /// The shapes in view of the visible layers of a style.
    fn of_style(&self, style: Style) -> impl Iterator<Item = (FeatureId, Shape<'a>)> {
        let layers = self.session.project().layers.iter().enumerate();
        let view = self.view;
        layers.filter(move |(_, l)| l.style == style && l.visible && l.opacity > 0.0).flat_map(move |(layer, l)| {
            let shapes = l.shapes.iter().enumerate();
            let seen = shapes.filter(move |(_, shape)| shape.extent().intersects(&view));
            seen.map(move |(feature, shape)| (FeatureId { layer, feature }, shape))
        })
    }

    fn areas(&mut self) {
        let mut areas: Vec<_> = self.of_style(Style::Area).filter(|(_, shape)| shape.is_areal()).collect();
        if areas.len() > MOST_AREAS {
            let span = |shape: &Shape<'_>| {
                let Extent { west, south, east, north } = shape.extent();
                (east - west) * (north - south)
            };
            areas.sort_by(|a, b| span(&b.1).total_cmp(&span(&a.1)));
            areas.truncate(MOST_AREAS);
        }
        let count = areas.len();
        for (id, shape) in areas {
            let label = area_label::label(self.session, id, shape, &self.board, self.measure, count);
            for (line, place) in label {
                self.board.take(place);
                self.labels.push(line);
            }
        }
    }

    /// The name of a whole too small for names inside, beside it.
    fn wholes(&mut self) {
        for (id, shape) in self.of_style(Style::Whole).collect::<Vec<_>>() {
            let [left, top, right, bottom] = self.box_of(shape.extent());
            if right - left < SMALL {
                let label = plain(self.name(id), 14.0, true);
                let middle = [f32::midpoint(left, right), f32::midpoint(top, bottom)];
                self.beside(label, middle, [(right - left) / 2.0 + 6.0, (bottom - top) / 2.0 + 2.0]);
            }
        }
    }

    /// The points and lines among the areas.
    fn others(&mut self) {
        let others = self.of_style(Style::Area).filter(|(_, shape)| !shape.is_areal());
        for (id, shape) in others.take(MOST_OTHERS).collect::<Vec<_>>() {
            match shape.parts().next() {
                Some(Part::Points(&[at, ..])) if self.view.contains(at) => {
                    self.beside_dot(id, self.session.view().projector().screen_from_lonlat(at), false);
                }
                Some(Part::Line(_)) => self.along(id, shape, PLAIN),
                _ => {}
            }
        }
    }

    fn box_of(&self, extent: Extent) -> Place {
        let corner = |lon, lat| self.session.view().projector().screen_from_lonlat(LonLat { lon, lat });
        let ([left, top], [right, bottom]) = (corner(extent.west, extent.north), corner(extent.east, extent.south));
        [left, top, right, bottom]
    }

    fn selected(&mut self, id: FeatureId, dots: &[(FeatureId, [f32; 2])]) {
        if let Some(&(_, at)) = dots.iter().find(|(dot, _)| *dot == id) {
            self.beside_dot(id, at, true);
            return;
        }
        let Some(style) = self.session.project().layers.get(id.layer).filter(|l| l.visible).map(|l| l.style) else {
            return;
        };
        if matches!(style, Style::Limit | Style::Place)
            && let Some(shape) = self.session.project().shape(id)
        {
            self.along(
                id,
                shape,
                Lettering { ink: Ink::Text, size: 12.0, slanted: false, spacing: 0.0, rise: 11.0, bend: 0.0 },
            );
        }
    }

    fn beside_dot(&mut self, id: FeatureId, at: [f32; 2], selected: bool) {
        let marked = emphasis::mark_place(self.session).is_some_and(|mark| overlap(&mark, &around(at, 1.0, 1.0)));
        let gap = match (marked, selected) {
            (true, _) => [20.0, 19.0],
            (false, true) => [13.0, 10.0],
            (false, false) => [8.0, 5.0],
        };
        self.beside(plain(self.name(id), 12.0, selected), at, gap);
    }

    /// Words to the right of something, else to the left, above, below or at a corner.
    fn beside(&mut self, mut label: Label, [x, y]: [f32; 2], [dx, dy]: [f32; 2]) {
        let width = (self.measure)(&label.text, label.size, label.strong);
        let height = label.size * LINE_HEIGHT;
        let (across, down) = (dx + width / 2.0, dy + height / 2.0);
        let (near, far) = (across - dx / 2.0, down - dy / 2.0);
        let sides = [[x + across, y], [x - across, y], [x, y - down], [x, y + down]];
        let corners = [[x + near, y - far], [x + near, y + far], [x - near, y - far], [x - near, y + far]];
        for middle in sides.into_iter().chain(corners) {
            let place = around(middle, width + 2.0, height);
            if width > 0.0 && self.board.is_free(&place) {
                self.board.take(place);
                label.middle = middle;
                self.labels.push(label);
                return;
            }
        }
    }

    fn lines(&mut self, style: Style) {
        let metres = self.session.view().projector().metres_per_point();
        let lettering = match style {
            Style::River if metres < RIVERS_BELOW_M => {
                Lettering { ink: Ink::River, size: 13.0, slanted: true, spacing: 1.5, rise: 0.0, bend: 0.0 }
            }
            Style::Road if metres < ROADS_BELOW_M => PLAIN,
            Style::Place => Lettering { rise: 9.0, ..PLAIN },
            Style::River | Style::Road | Style::Land | Style::Water | Style::Whole | Style::Area | Style::Limit => {
                return;
            }
        };
        let selected = self.session.selected();
        let named = self.of_style(style).filter(|(id, _)| Some(*id) != selected).take(MOST_OTHERS);
        for (id, shape) in named.collect::<Vec<_>>() {
            self.along(id, shape, lettering);
        }
    }

    /// A name along the first line of a shape that has room for it.
    fn along(&mut self, id: FeatureId, shape: Shape<'_>, lettering: Lettering) {
        let name = self.name(id);
        let projector = *self.session.view().projector();
        for part in shape.parts() {
            let Part::Line(path) = part else { continue };
            let line: Vec<Point> = path.iter().map(|&at| projector.point_from_lonlat(at)).collect();
            let sheet = projector.bounds(-6.0);
            let Some(course) = Course::new(line.iter().copied()) else { continue };
            // Places that are the same wherever the view is come first, so that names stand still while it moves.
            let fixed = SHARES.iter().map(|share| course.length() * share);
            let visible = visible_runs(line.iter().copied(), sheet);
            let middles = visible.iter().map(|run| run.start + length(&run.points) / 2.0);
            let middles: Vec<f64> = fixed.chain(middles).collect();
            // Where the line is straight, before where it bends.
            let tries = BENDS.iter().flat_map(|bend| middles.iter().map(move |middle| (*bend, *middle)));
            for (bend, middle) in tries {
                for rise in [lettering.rise, -lettering.rise] {
                    let written = course.write(&name, middle, Lettering { rise, bend, ..lettering }, self.measure);
                    let Some(written) = written else { continue };
                    if written.places.iter().all(|place| self.board.is_free(place)) {
                        for place in written.places {
                            self.board.take(place);
                        }
                        self.labels.extend(written.labels);
                        return;
                    }
                }
            }
        }
    }
}

/// Words along a road.
const PLAIN: Lettering =
    Lettering { ink: Ink::SecondText, size: 12.0, slanted: false, spacing: 0.0, rise: 11.0, bend: 0.0 };

/// How far a name may turn from its first letter to any other, in radians: first hardly, then somewhat.
const BENDS: [f64; 2] = [0.12, 0.6];
fn plain(text: String, size: f32, strong: bool) -> Label {
    Label { middle: [0.0; 2], text, ink: Ink::Text, size, strong, slanted: false, angle: 0.0 }
}

/// Where along a line its name may stand, the best first.
const SHARES: [f64; 15] =
    [0.5, 0.4375, 0.5625, 0.375, 0.625, 0.25, 0.75, 0.3125, 0.6875, 0.1875, 0.8125, 0.125, 0.875, 0.0625, 0.9375];

fn length(points: &[Point]) -> f64 {
    points.windows(2).map(|edge| (edge[1][0] - edge[0][0]).hypot(edge[1][1] - edge[0][1])).sum()
}
