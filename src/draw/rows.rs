//! Rows of a legend in columns, each with its sign, its words in lines, its figure.
//! Must not know what is in view: the legend does.

use super::board::ScreenRect;
use super::hatch::{hatched_box, strokes};
use super::legend::{Emblem, LegendRow};
use super::setter::{Setter, TextStyle};
use super::tones;
use super::versions::sign_role;
use crate::diff;
use crate::picture::{ColourRole, Pen, Sign, scaled};

/// What a row's sign takes of its width, in points.
const SIGN: f32 = 20.0;
/// How strongly a small area of a colour is filled.
const SWATCH: f32 = 0.35;
/// Between a sign and its words, and between two columns.
const GAP: f32 = 8.0;
/// A column of cells, whose head may be wider than a sign, and what is between two of them; between two signs of a cell.
const COLUMN: f32 = 34.0;
const BETWEEN: [f32; 2] = [5.0, 4.5];
/// Lines and dots are smaller beside their words than on the map, by so many times.
const SMALLER: f32 = 0.75;

/// A way to set the legend: columns, text height, and in how many lines a row may stand.
pub(super) type Setting = (u8, f32, usize);

/// A legend whose rows have their lines and their places.
pub(super) struct Set {
    /// Signs are so many times as large as on A4.
    unit: f32,
    rows: Vec<(SetRow, [f32; 2])>,
}

/// A row in lines.
struct SetRow {
    emblem: Emblem,
    lines: Vec<String>,
    figure: String,
    style: TextStyle,
    width: f32,
}

impl Set {
    /// None when the rows do not go into the space. Figures stand in a single column alone.
    pub(super) fn new(rows: &[LegendRow], setting: &Setting, space: ScreenRect, setter: &Setter<'_>) -> Option<Self> {
        Self::with_figures(rows, setting, space, setting.0 == 1, setter)
    }

    /// The same with figures, or without.
    pub(super) fn with_figures(
        rows: &[LegendRow],
        &(columns, size, most): &Setting,
        space: ScreenRect,
        has_figures: bool,
        setter: &Setter<'_>,
    ) -> Option<Self> {
        let [left, top, right, bottom] = space;
        let width = (right - left - GAP * f32::from(columns - 1)) / f32::from(columns);
        let (mut column, mut y, mut set) = (0, top, Vec::new());
        for row in rows {
            let row = SetRow::new(row, size * setter.text_scale, width, most, has_figures, setter);
            if y + row.height() > bottom {
                column += 1;
                y = top;
            }
            if column == columns || y + row.height() > bottom {
                return None;
            }
            let height = row.height();
            set.push((row, [left + f32::from(column) * (width + GAP), y]));
            y += height;
        }
        Some(Self { unit: setter.text_scale, rows: set })
    }

    /// The lower end of the lowest row.
    pub(super) fn bottom(&self) -> f32 {
        self.rows.iter().map(|(row, [_, top])| top + row.height()).fold(0.0, f32::max)
    }

    /// The middle of each row's sign, as it would be of an area, and the height of its text.
    pub(super) fn signs(&self) -> impl Iterator<Item = ([f32; 2], f32)> + '_ {
        let half = SIGN / 2.0 * self.unit;
        self.rows.iter().map(move |(row, [left, top])| ([left + half, top + row.style.line() / 2.0], row.style.size))
    }

    /// Puts the rows where they belong.
    pub(super) fn put(&self, setter: &mut Setter<'_>) {
        for (row, place) in &self.rows {
            put(row, *place, setter);
        }
    }
}

impl SetRow {
    fn new(row: &LegendRow, size: f32, width: f32, most: usize, has_figure: bool, setter: &Setter<'_>) -> Self {
        let is_quiet = matches!(row.emblem, Emblem::None | Emblem::Heads(_));
        let style = if is_quiet { TextStyle::quiet(size * 0.9) } else { TextStyle::plain(size) };
        let figure = row.figure.clone().filter(|_| has_figure).unwrap_or_default();
        let indent = indent(&row.emblem) * setter.text_scale;
        let of_figure = if figure.is_empty() { 0.0 } else { setter.width(&figure, style) + GAP };
        let lines = setter.cut(&row.words, width - indent - of_figure, most, style);
        Self { emblem: row.emblem.clone(), lines, figure, style, width }
    }

    fn height(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let lines = self.lines.len().max(1) as f32;
        lines * self.style.line() + self.style.size * 0.5
    }
}

fn put(row: &SetRow, [left, top]: [f32; 2], setter: &mut Setter<'_>) {
    let (line, middle) = (row.style.line(), top + row.style.line() / 2.0);
    // Signs are as much larger on large paper as words are.
    let unit = setter.text_scale;
    let mut signs = Setter::new(setter.measure(), 1.0);
    emblem(&row.emblem, [0.0; 2], row.style.size / unit, &mut signs);
    setter.add_moved(signs.signs.into_iter().map(|sign| scaled::sign(sign, unit)).collect(), [left, middle]);
    let indent = indent(&row.emblem) * unit;
    let mut y = middle;
    for words in &row.lines {
        setter.left(words, [left + indent, y], row.style);
        y += line;
    }
    setter.right(&row.figure, [left + row.width, middle], TextStyle { role: ColourRole::SecondText, ..row.style });
}

/// How far behind a row's beginning its words begin.
fn indent(emblem: &Emblem) -> f32 {
    match emblem {
        Emblem::None => 0.0,
        Emblem::Swatch(_) | Emblem::Hatched(_) | Emblem::Tint(_) | Emblem::Line(_) | Emblem::Dot(..) => SIGN + GAP,
        Emblem::Cells(_) | Emblem::Heads(_) => 2.0 * COLUMN + BETWEEN[0] + GAP,
    }
}

/// The middles of the two columns of cells, from the left end of a row on.
fn columns(left: f32) -> [f32; 2] {
    [left + COLUMN / 2.0, left + COLUMN * 1.5 + BETWEEN[0]]
}

/// A sign, its left end and its middle's height given.
fn emblem(emblem: &Emblem, [left, middle]: [f32; 2], size: f32, setter: &mut Setter<'_>) {
    match emblem {
        Emblem::None => {}
        Emblem::Swatch(role) | Emblem::Tint(role) => {
            let strength = if matches!(emblem, Emblem::Tint(_)) { tones::CLASSED } else { SWATCH };
            swatch([left, middle], size, (*role, strength), None, setter);
        }
        Emblem::Hatched(sign) => swatch([left, middle], size, (sign_role(*sign), SWATCH), Some(*sign), setter),
        Emblem::Line(pens) => setter.signs.extend(pens.iter().map(|pen| stroke(*pen, [left, middle], size))),
        Emblem::Cells(cells) => {
            for (middle_of, cell) in columns(left).into_iter().zip(cells) {
                let at = middle_of - SIGN / 2.0;
                let first = middle - BETWEEN[1] / 2.0 * if cell.pens.len() > 1 { 1.0 } else { 0.0 };
                let below = std::iter::successors(Some(first), |y| Some(y + BETWEEN[1]));
                setter.signs.extend(cell.pens.iter().zip(below).map(|(pen, y)| stroke(*pen, [at, y], size)));
            }
        }
        Emblem::Heads(heads) => {
            for (middle_of, head) in columns(left).into_iter().zip(heads) {
                let style = TextStyle::quiet(size);
                let size = size * (COLUMN / setter.width(head, style)).min(1.0);
                setter.centred(head, [middle_of, middle], TextStyle { size, ..style }, 0.0);
            }
        }
        Emblem::Dot(role, radius) => {
            let turn = |step: u8| (f32::from(step) * std::f32::consts::TAU / 24.0).sin_cos();
            let radius = (radius * SMALLER).min(size * 0.5);
            let points = (0..24).map(turn).map(|(s, c)| [left + SIGN / 2.0 + radius * c, middle + radius * s]);
            setter.signs.push(Sign::Patch { points: points.collect(), role: *role, opacity: 1.0 });
        }
    }
}

/// A small area of a colour, so strongly, with lines across it or none.
fn swatch(
    [left, middle]: [f32; 2],
    size: f32,
    (role, strength): (ColourRole, f32),
    hatched: Option<diff::Sign>,
    setter: &mut Setter<'_>,
) {
    let place = [left + 1.0, middle - size * 0.5, left + SIGN - 1.0, middle + size * 0.5];
    setter.patch(place, role, strength);
    if let Some(sign) = hatched {
        setter.signs.extend(strokes(hatched_box(place, sign), sign));
    }
    setter.outline(place, role, 1.2);
}

/// A piece of line from its left end; some lines are wider than a row is high.
fn stroke(pen: Pen, [left, middle]: [f32; 2], size: f32) -> Sign {
    let width = (pen.width * SMALLER).min(size * 0.7);
    Sign::Stroke { points: vec![[left, middle], [left + SIGN, middle]], pen: Pen { width, ..pen } }
}
