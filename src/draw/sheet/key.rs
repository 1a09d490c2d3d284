//! The legend on a sheet: in one column or two, cut with a count where even that is too narrow.
//! Must not know what is in view: the legend does.

use super::on_paper;
use super::plan::Plan;
use super::setter::{Setter, Type};
use crate::draw::board::Place;
use crate::draw::legend::{Emblem, LegendRow, legend_of};
use crate::i18n::tr;
use crate::picture::{Ink, Pen, Sign};
use crate::session::Session;

/// What a row's sign takes of its width, in points.
const SIGN: f32 = 20.0;
/// Between a sign and its words, and between two columns.
const GAP: f32 = 8.0;

/// A way to set the legend: columns, letter height, and in how many lines a row may stand.
type Setting = (u8, f32, usize);

/// From the easiest to read to the tightest.
const SETTINGS: [Setting; 6] = [(1, 9.0, 3), (1, 8.0, 3), (1, 7.5, 2), (2, 7.5, 2), (2, 7.0, 2), (2, 6.5, 1)];

pub(super) fn key(session: &Session, plan: &Plan, setter: &mut Setter<'_>) {
    let [left, top, right, bottom] = plan.key;
    let unit = setter.letters;
    let space = [left, top + 24.0 * unit, right, bottom];
    let rows = legend_of(session, usize::MAX);
    if rows.is_empty() {
        return;
    }
    setter.left(&tr!(session.lang(), "sheet.legend"), [left, top + 8.0 * unit], Type::strong(11.0 * unit));
    let all = SETTINGS.iter().find_map(|setting| Set::new(&rows, setting, space, setter));
    let set = all.or_else(|| most_of(session, rows.len(), space, setter));
    for (row, place) in set.into_iter().flat_map(|set| set.rows) {
        put(&row, place, setter);
    }
}

/// As many areas as there is room for in the tightest setting, and how many more there are.
fn most_of(session: &Session, count: usize, space: Place, setter: &Setter<'_>) -> Option<Set> {
    let setting = &SETTINGS[SETTINGS.len() - 1];
    let (mut fits, mut least, mut most) = (None, 0, count);
    while least < most {
        let areas = usize::midpoint(least, most);
        match Set::new(&legend_of(session, areas), setting, space, setter) {
            Some(set) => {
                fits = Some(set);
                least = areas + 1;
            }
            None => most = areas,
        }
    }
    fits
}

/// A legend whose rows have their lines and their places.
struct Set {
    rows: Vec<(SetRow, [f32; 2])>,
}

/// A row in lines.
struct SetRow {
    emblem: Emblem,
    lines: Vec<String>,
    figure: String,
    letter: Type,
    width: f32,
}

impl Set {
    /// None when the rows do not go into the space.
    fn new(rows: &[LegendRow], &(columns, size, most): &Setting, space: Place, setter: &Setter<'_>) -> Option<Self> {
        let [left, top, right, bottom] = space;
        let width = (right - left - GAP * f32::from(columns - 1)) / f32::from(columns);
        let (mut column, mut y, mut set) = (0, top, Vec::new());
        for row in rows {
            let row = SetRow::new(row, size * setter.letters, width, most, columns == 1, setter);
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
        Some(Self { rows: set })
    }
}

impl SetRow {
    fn new(row: &LegendRow, size: f32, width: f32, most: usize, has_figure: bool, setter: &Setter<'_>) -> Self {
        let letter = if row.emblem == Emblem::None { Type::quiet(size * 0.9) } else { Type::plain(size) };
        let figure = row.figure.clone().filter(|_| has_figure).unwrap_or_default();
        let indent = if row.emblem == Emblem::None { 0.0 } else { SIGN + GAP };
        let of_figure = if figure.is_empty() { 0.0 } else { setter.width(&figure, letter) + GAP };
        let lines = setter.cut(&row.words, width - indent - of_figure, most, letter);
        Self { emblem: row.emblem.clone(), lines, figure, letter, width }
    }

    fn height(&self) -> f32 {
        #[expect(clippy::cast_precision_loss, reason = "a few lines")]
        let lines = self.lines.len().max(1) as f32;
        lines * self.letter.line() + self.letter.size * 0.5
    }
}

fn put(row: &SetRow, [left, top]: [f32; 2], setter: &mut Setter<'_>) {
    let (line, middle) = (row.letter.line(), top + row.letter.line() / 2.0);
    emblem(&row.emblem, [left, middle], row.letter.size, setter);
    let indent = if row.emblem == Emblem::None { 0.0 } else { SIGN + GAP };
    let mut y = middle;
    for words in &row.lines {
        setter.left(words, [left + indent, y], row.letter);
        y += line;
    }
    setter.right(&row.figure, [left + row.width, middle], Type { ink: Ink::SecondText, ..row.letter });
}

/// A sign, its left end and its middle's height given.
fn emblem(emblem: &Emblem, [left, middle]: [f32; 2], size: f32, setter: &mut Setter<'_>) {
    match emblem {
        Emblem::None => {}
        Emblem::Swatch(ink) => {
            let place = [left + 1.0, middle - size * 0.5, left + SIGN - 1.0, middle + size * 0.5];
            setter.patch(place, *ink, 0.35);
            setter.outline(place, *ink, 1.2);
        }
        Emblem::Line(pens) => {
            let points = vec![[left, middle], [left + SIGN, middle]];
            // Some lines are wider than a row is high.
            let width = |pen: &Pen| (pen.width * on_paper::SCALE).min(size * 0.7);
            let stroke = |pen: &Pen| Sign::Stroke { points: points.clone(), pen: Pen { width: width(pen), ..*pen } };
            setter.signs.extend(pens.iter().map(stroke));
        }
        Emblem::Dot(ink, radius) => {
            let turn = |step: u8| (f32::from(step) * std::f32::consts::TAU / 24.0).sin_cos();
            let radius = (radius * on_paper::SCALE).min(size * 0.5);
            let points = (0..24).map(turn).map(|(s, c)| [left + SIGN / 2.0 + radius * c, middle + radius * s]);
            setter.signs.push(Sign::Patch { points: points.collect(), ink: *ink, opacity: 1.0 });
        }
    }
}
