//! The legend on a sheet: in columns, cut with a count where there is too little room even so.
//! Must not know what is in view: the legend does.

use super::layout::SheetLayout;
use super::numbers::Numbers;
use super::options::{SheetOptions, SheetPart};
use crate::draw::board::ScreenRect;
use crate::draw::legend::{LegendRow, legend_of};
use crate::draw::rows::{Set, Setting};
use crate::draw::setter::{Setter, TextStyle};
use crate::i18n::tr;
use crate::project::FeatureId;
use crate::session::Session;

/// From the easiest to read to the tightest: beside the map, and below it, where there is room for columns.
const BESIDE: [Setting; 6] = [(1, 9.0, 3), (1, 8.0, 3), (1, 7.5, 2), (2, 7.5, 2), (2, 7.0, 2), (2, 6.5, 1)];
const BELOW: [Setting; 6] = [(2, 9.0, 3), (2, 8.0, 3), (2, 7.5, 3), (2, 7.0, 3), (3, 7.0, 2), (4, 6.5, 1)];

/// One of several columns has figures when it is wider than this, in points of A4.
const WITH_FIGURES: f32 = 150.0;

/// A legend that has its place.
struct Key {
    rows: Vec<LegendRow>,
    set: Set,
}

/// Sets the legend, with the numbers of areas that have no name on the map. Returns the features that it lists.
pub(super) fn key(
    session: &Session,
    options: &SheetOptions,
    layout: &SheetLayout,
    numbers: &Numbers,
    setter: &mut Setter<'_>,
) -> Vec<FeatureId> {
    let [left, top, right, bottom] = layout.key;
    let unit = setter.text_scale;
    let space = [left, top + 24.0 * unit, right, bottom];
    let Some(key) = Key::new((session, options), &numbers.ids(), space, setter) else { return Vec::new() };
    setter.left(&tr!(session.lang(), "sheet.legend"), [left, top + 8.0 * unit], TextStyle::strong(11.0 * unit));
    key.set.put(setter);
    for (row, (middle, size)) in key.rows.iter().zip(key.set.signs()) {
        if let Some(number) = row.feature.and_then(|id| numbers.of(id)) {
            setter.centred(&number.to_string(), middle, TextStyle::strong(size * 0.85), 0.0);
        }
    }
    key.rows.iter().filter_map(|row| row.feature).collect()
}

impl Key {
    fn new(
        (session, options): (&Session, &SheetOptions),
        numbered: &[FeatureId],
        space: ScreenRect,
        setter: &Setter<'_>,
    ) -> Option<Self> {
        if !options.shows(SheetPart::Legend) {
            return None;
        }
        let settings = if options.portrait { &BELOW } else { &BESIDE };
        let rows = rows(session, options, numbered, usize::MAX);
        if rows.is_empty() {
            return None;
        }
        let set = |rows: &[LegendRow], setting: &Setting| {
            let width = (space[2] - space[0]) / f32::from(setting.0);
            let has_figures = setting.0 == 1 || width > WITH_FIGURES * setter.text_scale;
            Set::with_figures(rows, setting, space, has_figures, setter)
        };
        if let Some(set) = settings.iter().find_map(|setting| set(&rows, setting)) {
            return Some(Self { rows, set });
        }
        // As many areas as there is room for in the tightest setting, and how many more there are.
        let (mut fits, mut least, mut most) = (None, 0, rows.len());
        while least < most {
            let areas = usize::midpoint(least, most);
            let rows = self::rows(session, options, numbered, areas);
            match set(&rows, &settings[settings.len() - 1]) {
                Some(set) => {
                    fits = Some(Self { rows, set });
                    least = areas + 1;
                }
                None => most = areas,
            }
        }
        fits
    }
}

/// The rows with at most so many areas told one by one.
fn rows(session: &Session, options: &SheetOptions, numbered: &[FeatureId], most: usize) -> Vec<LegendRow> {
    let mut rows = legend_of(session, numbered, most);
    if !options.shows(SheetPart::Areas) {
        for row in &mut rows {
            row.figure = None;
        }
    }
    rows
}
