//! A map series: which sheets of one scale show all of a box, and how they lie beside one another.
//! Must not know what is on a sheet.

use super::layout::SheetLayout;
use super::ratio::points_per_world;
use crate::draw::board::ScreenRect;
use crate::draw::setter::{Setter, TextStyle};
use crate::geometry::{Extent, LonLat};
use crate::i18n::tr;
use crate::picture::{ColourRole, Label, Projector, World};
use crate::session::Session;

/// How far two sheets beside one another show the same, in points: 10 mm.
const OVERLAP: f64 = 10.0 / 25.4 * 72.0;
/// A series has at most so many sheets, its index not counted.
pub const MAX_SHEETS: usize = 200;
/// So often the middle of a row is made better; twice is enough.
const TURNS: usize = 8;

/// More sheets than a series may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{count} sheets are more than the {MAX_SHEETS} that a series may have")]
pub struct TooManySheets {
    /// How many it would take.
    pub count: usize,
}

/// The sheets of a series, in rows from the north-west.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Series {
    columns: usize,
    /// The middle of each sheet and how long the Earth's circumference is on it, in points.
    sheets: Vec<(World, f64)>,
}

/// The place of a sheet in its series.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Place {
    /// It is the index, with where each of the others lies: left, top, right, bottom on Web Mercator's square.
    Index(Vec<[f64; 4]>),
    /// It is one of them: its number from 1, how many columns there are, and how many sheets.
    Numbered { number: usize, columns: usize, count: usize },
}

impl Series {
    /// The sheets that show at a ratio all that a projector shows, each with a frame of a size in points and true to scale in its own
    /// middle. A box that goes into one frame takes one sheet.
    pub(super) fn new(all: &Projector, frame: [f32; 2], ratio: f64) -> Result<Self, TooManySheets> {
        let [width, height] = frame.map(f64::from);
        let seen = |axis: usize| f64::from(all.size[axis]) / all.points_per_world;
        let (top, bottom) = (all.center.y - seen(1) / 2.0, all.center.y + seen(1) / 2.0);
        let rows = rows([top, bottom], height, ratio)?;
        let columns = |per_world: f64| fitting(seen(0) * per_world, width);
        let columns = rows.iter().map(|&(_, per_world)| columns(per_world)).max().unwrap_or(1);
        let count = columns.saturating_mul(rows.len());
        if count > MAX_SHEETS {
            return Err(TooManySheets { count });
        }
        let sheet = |(y, per_world): (f64, f64), column: usize| {
            #[expect(clippy::cast_precision_loss, reason = "a few columns")]
            let from_middle = column as f64 - (columns - 1) as f64 / 2.0;
            let x = all.center.x + from_middle * (width - OVERLAP) / per_world;
            (World { x, y }, per_world)
        };
        let sheets = rows.into_iter().flat_map(|row| (0..columns).map(move |column| sheet(row, column))).collect();
        Ok(Self { columns, sheets })
    }

    pub(super) fn sheets(&self) -> &[(World, f64)] {
        &self.sheets
    }

    /// Where each sheet lies, with a frame of a size.
    pub(super) fn index(&self, frame: [f32; 2]) -> Place {
        let lies = |&(middle, per_world): &(World, f64)| {
            let [across, down] = frame.map(|side| f64::from(side) / 2.0 / per_world);
            [middle.x - across, middle.y - down, middle.x + across, middle.y + down]
        };
        Place::Index(self.sheets.iter().map(lies).collect())
    }

    /// The box around all sheets.
    pub(super) fn extent(&self, frame: [f32; 2]) -> Extent {
        let corner = |&(middle, per_world): &(World, f64), sign: f64| {
            let [across, down] = frame.map(|side| sign * f64::from(side) / 2.0 / per_world);
            LonLat::from(World { x: middle.x + across, y: middle.y + down })
        };
        let corners = self.sheets.iter().flat_map(|sheet| [corner(sheet, -1.0), corner(sheet, 1.0)]);
        Extent::of(&corners.collect::<Vec<_>>())
    }

    pub(super) fn place(&self, at: usize) -> Place {
        Place::Numbered { number: at + 1, columns: self.columns, count: self.sheets.len() }
    }
}

/// How many frames of a length, overlapping, it takes for a length.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
fn fitting(length: f64, frame: f64) -> usize {
    // A box that was made to fit does, whatever was lost in rounding.
    (((length - OVERLAP - 0.01) / (frame - OVERLAP)).ceil().max(1.0)) as usize
}

/// The middles of the rows of sheets between two heights, each with its points per world; what is left over is above and below alike.
fn rows([top, bottom]: [f64; 2], height: f64, ratio: f64) -> Result<Vec<(f64, f64)>, TooManySheets> {
    let (rows, reached) = rows_from(top, bottom, height, ratio)?;
    let (shifted, end) = rows_from(top - (reached - bottom) / 2.0, bottom, height, ratio)?;
    Ok(if shifted.len() == rows.len() && end >= bottom { shifted } else { rows })
}

/// Rows from a height down to another or beyond, and where the last one ends.
fn rows_from(top: f64, bottom: f64, height: f64, ratio: f64) -> Result<(Vec<(f64, f64)>, f64), TooManySheets> {
    let (mut rows, mut from) = (Vec::new(), top);
    loop {
        let mut middle = from;
        let mut per_world = scale_at(middle, ratio);
        for _ in 0..TURNS {
            middle = from + height / 2.0 / per_world;
            per_world = scale_at(middle, ratio);
        }
        rows.push((middle, per_world));
        let end = middle + height / 2.0 / per_world;
        if end >= bottom - 0.01 / per_world || end > 1.5 {
            return Ok((rows, end.max(bottom)));
        }
        if rows.len() > MAX_SHEETS {
            return Err(TooManySheets { count: fitting((bottom - top) * per_world, height) });
        }
        from = end - OVERLAP / per_world;
    }
}

fn scale_at(y: f64, ratio: f64) -> f64 {
    points_per_world(ratio, LonLat::from(World { x: 0.5, y }).lat)
}

impl Place {
    /// How a file of the sheet is told from the others.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Index(_) => "index".to_owned(),
            Self::Numbered { number, count, .. } => {
                let digits = count.to_string().len().max(2);
                format!("{number:0digits$}")
            }
        }
    }

    /// What the sheet is in words.
    pub(super) fn words(&self, session: &Session) -> String {
        let lang = session.lang();
        match self {
            Self::Index(sheets) => tr!(lang, "sheet.index", count = sheets.len()).into_owned(),
            Self::Numbered { number, count, .. } => {
                tr!(lang, "sheet.number", number = number, count = count).into_owned()
            }
        }
    }

    /// Beside the title: what the sheet is, and which lie beside it.
    pub(super) fn mark(&self, session: &Session, layout: &SheetLayout, setter: &mut Setter<'_>) {
        let [left, top, right, bottom] = layout.adjoining;
        let unit = setter.text_scale;
        let diagram = (bottom - top) * 1.6;
        let words = [left, right - if matches!(self, Self::Index(_)) { 0.0 } else { diagram + 8.0 * unit }];
        let (style, lines) =
            setter.fitted(&self.words(session), words[1] - words[0], 2, &[10.0, 9.0, 8.0, 7.0], TextStyle::strong(0.0));
        for (line, at) in lines.iter().zip([0.5_f32, 1.5]) {
            setter.right(line, [words[1], top + style.line() * at], style);
        }
        if let Self::Numbered { number, columns, count } = *self {
            neighbours([number, columns, count], [right - diagram, top, right, bottom], setter);
        }
    }

    /// On the map of an index: each sheet's frame.
    pub(super) fn outlines(&self, projector: &Projector, setter: &mut Setter<'_>) {
        for frame in self.frames(projector) {
            setter.outline(frame, ColourRole::Text, 0.9);
        }
    }

    /// Their numbers, each in a corner, where it covers least of the map.
    pub(super) fn numbers(&self, projector: &Projector) -> Vec<Label> {
        let number = |(number, [left, top, right, bottom]): (usize, ScreenRect)| {
            let size = ((right - left).min(bottom - top) * 0.25).clamp(7.0, 16.0);
            let text = number.to_string();
            #[expect(clippy::cast_precision_loss, reason = "a few digits")]
            let middle = [left + text.len() as f32 * size * 0.3 + size * 0.4, top + size * 0.8];
            Label::new(text, middle, size, true)
        };
        (1..).zip(self.frames(projector)).map(number).collect()
    }

    fn frames(&self, projector: &Projector) -> Vec<ScreenRect> {
        let Self::Index(sheets) = self else { return Vec::new() };
        let frame = |&[left, top, right, bottom]: &[f64; 4]| {
            let [left, top] = projector.screen_from_world(World { x: left, y: top });
            let [right, bottom] = projector.screen_from_world(World { x: right, y: bottom });
            [left, top, right, bottom]
        };
        sheets.iter().map(frame).collect()
    }
}

/// The sheet in the middle of nine cells, and the numbers of those around it.
fn neighbours([number, columns, count]: [usize; 3], [left, top, right, bottom]: [f32; 4], setter: &mut Setter<'_>) {
    let (width, height) = ((right - left) / 3.0, (bottom - top) / 3.0);
    let at = [(number - 1) % columns, (number - 1) / columns];
    for (row, y) in [(0_u8, 0.0), (1, 1.0), (2, 2.0)] {
        for (column, x) in [(0_u8, 0.0), (1, 1.0), (2, 2.0)] {
            let [across, down] = [at[0] + usize::from(column), at[1] + usize::from(row)];
            let there = across >= 1 && across <= columns && down >= 1 && (down - 1) * columns < count;
            let [x, y] = [left + width * x, top + height * y];
            let cell = [x, y, x + width, y + height];
            if (column, row) == (1, 1) {
                setter.patch(cell, ColourRole::Boundary, 0.25);
            }
            setter.outline(cell, ColourRole::SecondText, 0.5);
            if there {
                let style = if (column, row) == (1, 1) { TextStyle::strong } else { TextStyle::plain };
                let text = ((down - 1) * columns + across).to_string();
                setter.centred(&text, [x + width / 2.0, y + height / 2.0], style(height * 0.7), 0.0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_SHEETS, OVERLAP, Place, Series};
    use crate::geometry::LonLat;
    use crate::picture::{Projector, World};

    fn shown(lat: f64, size: [f32; 2]) -> Projector {
        let center = World::from(LonLat { lon: 113.5, lat });
        Projector { center, points_per_world: 1e6, size }
    }

    #[test]
    fn together_the_sheets_show_all_of_the_box_and_neighbours_overlap() {
        for lat in [-54.8, 0.0, 23.1, 69.6] {
            for (size, ratio) in [([400.0, 300.0], 20_000.0), ([300.0, 700.0], 50_000.0), ([30.0, 20.0], 100_000.0)] {
                let (all, frame) = (shown(lat, size), [568.0_f32, 376.0]);
                let series = Series::new(&all, frame, ratio).expect("few sheets");
                let Place::Index(places) = series.index(frame) else { panic!("no index") };
                // Looked for at points of a fine grid.
                let grid = |axis: usize, origin: f64, step: u8| {
                    origin + f64::from(size[axis]) / all.points_per_world * (f64::from(step) / 60.0 - 0.5)
                };
                for (i, j) in (0..=60_u8).flat_map(|i| (0..=60).map(move |j| (i, j))) {
                    let [x, y] = [grid(0, all.center.x, i), grid(1, all.center.y, j)];
                    let near = 1e-9;
                    let on = |place: &[f64; 4]| {
                        place[0] <= x + near && x <= place[2] + near && place[1] <= y + near && y <= place[3] + near
                    };
                    assert!(places.iter().any(on), "{lat} {size:?} 1:{ratio}: {i} {j} is on none of {}", places.len());
                }
                for (pair, sheets) in places.windows(2).zip(series.sheets().windows(2)) {
                    let is_row = (pair[0][1] - pair[1][1]).abs() < 1e-12;
                    let overlap = (pair[0][2] - pair[1][0]) * sheets[0].1;
                    assert!(!is_row || (overlap - OVERLAP).abs() < 0.01, "{overlap}");
                }
            }
        }
    }

    #[test]
    fn too_many_sheets_are_an_error_that_says_how_many() {
        let error = Series::new(&shown(23.0, [4000.0, 4000.0]), [568.0, 376.0], 500.0).expect_err("too many");
        assert!(error.count > MAX_SHEETS, "{error}");
        let error = Series::new(&shown(23.0, [4000.0, 10.0]), [568.0, 376.0], 500.0).expect_err("too many");
        assert!(error.to_string().contains("200"), "{error}");
    }
}
