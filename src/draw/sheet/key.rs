//! The legend on a sheet: in one column or two, cut with a count where even that is too narrow.
//! Must not know what is in view: the legend does.

use super::layout::SheetLayout;
use crate::draw::board::ScreenRect;
use crate::draw::legend::legend_of;
use crate::draw::rows::{Set, Setting};
use crate::draw::setter::{Setter, TextStyle};
use crate::i18n::tr;
use crate::session::Session;

/// From the easiest to read to the tightest.
const SETTINGS: [Setting; 6] = [(1, 9.0, 3), (1, 8.0, 3), (1, 7.5, 2), (2, 7.5, 2), (2, 7.0, 2), (2, 6.5, 1)];

pub(super) fn key(session: &Session, layout: &SheetLayout, setter: &mut Setter<'_>) {
    let [left, top, right, bottom] = layout.key;
    let unit = setter.text_scale;
    let space = [left, top + 24.0 * unit, right, bottom];
    let rows = legend_of(session, usize::MAX);
    if rows.is_empty() {
        return;
    }
    setter.left(&tr!(session.lang(), "sheet.legend"), [left, top + 8.0 * unit], TextStyle::strong(11.0 * unit));
    let all = SETTINGS.iter().find_map(|setting| Set::new(&rows, setting, space, setter));
    let set = all.or_else(|| most_of(session, rows.len(), space, setter));
    if let Some(set) = set {
        set.put(setter);
    }
}

/// As many areas as there is room for in the tightest setting, and how many more there are.
fn most_of(session: &Session, count: usize, space: ScreenRect, setter: &Setter<'_>) -> Option<Set> {
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
