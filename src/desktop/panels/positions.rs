//! A position in each form that the window knows.
//! Must not measure: the grid comes from the coordinate systems.

use crate::crs;
use crate::geometry::LonLat;
use crate::i18n::{Lang, number, tr};

/// A position in degrees, minutes and seconds; in decimal degrees; and on the grid, where it has a zone of it.
pub(super) fn forms(at: LonLat, lang: Lang) -> Vec<String> {
    let grid = crs::grid_3deg(at).map(|grid| {
        let (x, y) = (number(grid.north_m, 0), number(grid.east_m, 0));
        tr!(lang, "status.grid", x = x, y = y, zone = grid.zone).into_owned()
    });
    [Some(crs::degrees_minutes_seconds(at, lang)), Some(crs::decimal_degrees(at, lang)), grid]
        .into_iter()
        .flatten()
        .collect()
}
