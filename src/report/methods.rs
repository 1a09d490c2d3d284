//! What an area method is called with its zone and datum, and how its area is written.
//! Must not measure.

use crate::geodesy::{Datum, Declared, Grid, Zone};
use crate::i18n::{AreaFormat, Lang, number, tr};
use crate::verify::MethodCheck;

/// How the rows of a feature are written: all alike, and so finely that each is seen to give the declared digits or not to.
#[must_use]
pub fn methods_format(checks: &[MethodCheck], declared: Option<&Declared>, lang: Lang) -> AreaFormat {
    let reference_m2 = checks.first().map_or(0.0, |check| check.area_m2);
    let format = AreaFormat::of(declared, reference_m2, lang);
    let finest = |format: AreaFormat, declared| {
        checks.iter().fold(format, |format, check| format.finer(&AreaFormat::beside(declared, check.area_m2, lang)))
    };
    match declared {
        Some(declared) => finest(format, declared),
        None => format,
    }
}

/// What a row's method is called, with its zone and EPSG code; not the datum, which heads the rows of it.
pub(super) fn method_name(check: &MethodCheck, lang: Lang) -> String {
    let name = tr!(lang, format!("area-method.{}", check.method));
    match check.zone {
        Some(zone) => tr!(lang, "zone.named", name = name, zone = zone_name(zone, lang)).into_owned(),
        None => name.into_owned(),
    }
}

/// What heads the rows of a datum; none for the boundary as it is.
#[must_use]
pub fn datum_heading(datum: Datum, lang: Lang) -> Option<String> {
    match datum {
        Datum::Wgs84 => None,
        Datum::Gcj02 => Some(tr!(lang, "areas.traced", datum = "GCJ-02").into_owned()),
        Datum::Bd09 => Some(tr!(lang, "areas.traced", datum = "BD-09").into_owned()),
    }
}

/// The same with the datum before it.
pub(super) fn traced_name(check: &MethodCheck, lang: Lang) -> String {
    let words = datum_heading(check.traced_on, lang).into_iter().chain([method_name(check, lang)]);
    words.collect::<Vec<_>>().join(" ")
}

/// A row of a table: the method, the area, by how much it is off and in millionths, whether it reproduces the declared digits. The last
/// three are empty where nothing is declared.
#[must_use]
pub fn method_cells(check: &MethodCheck, format: &AreaFormat, lang: Lang) -> [String; 5] {
    let agrees = match check.agrees {
        Some(true) => format!("✓ {}", tr!(lang, "table.yes")),
        Some(false) => format!("× {}", tr!(lang, "table.no")),
        None => String::new(),
    };
    [
        method_name(check, lang),
        format.figure(check.area_m2),
        check.off_m2.map_or_else(String::new, |off_m2| format.difference(off_m2)),
        check.ppm.map_or_else(String::new, |ppm| number(ppm, 1)),
        agrees,
    ]
}

/// The heads of such rows, with the unit that their figures have.
#[must_use]
pub fn method_heads(format: &AreaFormat, lang: Lang) -> [String; 5] {
    let unit = format.symbol();
    [
        tr!(lang, "table.method"),
        tr!(lang, "table.area", unit = unit),
        tr!(lang, "table.difference", unit = unit),
        tr!(lang, "table.ppm"),
        tr!(lang, "table.reproduces"),
    ]
    .map(std::borrow::Cow::into_owned)
}

/// The zone's central meridian, or its number of UTM, and its EPSG code.
fn zone_name(zone: Zone, lang: Lang) -> String {
    let place = match (zone.grid, zone.utm_number()) {
        (Grid::Utm, Some(count)) => {
            let half = if zone.north { "N" } else { "S" };
            tr!(lang, "zone.utm", zone = format!("{count}{half}"))
        }
        (Grid::Utm | Grid::GaussKruger3 | Grid::GaussKruger6, _) => {
            let east = zone.central_meridian_deg >= 0.0;
            let angle = format!("{}°", number(zone.central_meridian_deg.abs(), 0));
            let side = if east {
                tr!(lang, "position.east", angle = angle)
            } else {
                tr!(lang, "position.west", angle = angle)
            };
            tr!(lang, "zone.meridian", meridian = side)
        }
    };
    match zone.epsg() {
        Some(code) => tr!(lang, "zone.epsg", place = place, code = code).into_owned(),
        None => place.into_owned(),
    }
}
