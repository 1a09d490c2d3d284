//! Systems in well-known text that have no code here but name their datum, their projection and every number of it: as a PROJ string.
//! Must not guess a number that the text does not give.

use super::catalogue::Base;
use super::wkt::{Node, is};

/// What projections are called, as letters and digits alone; what PROJ calls them; and the numbers that each must have.
const METHODS: [(&[&str], &str, &[usize]); 5] = [
    (&["transversemercator", "gausskruger", "gausskrger"], "tmerc", &[LON_0, X_0]),
    (
        &["lambertconformalconic2sp", "lambertconicconformal2sp", "lambertconformalconic"],
        "lcc",
        &[LON_0, LAT_0, LAT_1, LAT_2, X_0, Y_0],
    ),
    (
        &["lambertconformalconic1sp", "lambertconicconformal1sp", "lambertconformalconic"],
        "lcc",
        &[LON_0, LAT_0, K, X_0, Y_0],
    ),
    (&["albersconicequalarea", "albersequalarea", "albers"], "aea", &[LON_0, LAT_0, LAT_1, LAT_2, X_0, Y_0]),
    (&["lambertazimuthalequalarea"], "laea", &[LON_0, LAT_0, X_0, Y_0]),
];
/// The numbers of projections: PROJ's name, and those of well-known text in its dialects.
const NUMBERS: [(&str, &[&str]); 7] = [
    (
        "lon_0",
        &[
            "centralmeridian",
            "longitudeofcenter",
            "longitudeoforigin",
            "longitudeofnaturalorigin",
            "longitudeoffalseorigin",
        ],
    ),
    ("lat_0", &["latitudeoforigin", "latitudeofcenter", "latitudeofnaturalorigin", "latitudeoffalseorigin"]),
    ("lat_1", &["standardparallel1", "latitudeof1ststandardparallel"]),
    ("lat_2", &["standardparallel2", "latitudeof2ndstandardparallel"]),
    ("k_0", &["scalefactor", "scalefactoratnaturalorigin"]),
    ("x_0", &["falseeasting", "eastingatfalseorigin"]),
    ("y_0", &["falsenorthing", "northingatfalseorigin"]),
];
const LON_0: usize = 0;
const LAT_0: usize = 1;
const LAT_1: usize = 2;
const LAT_2: usize = 3;
const K: usize = 4;
const X_0: usize = 5;
const Y_0: usize = 6;
/// Ellipsoids whose degrees count as those of WGS 84: name, inverse flattening.
const ALIKE: [(&str, f64); 2] = [("WGS84", 298.257_223_563), ("GRS80", 298.257_222_101)];
/// Systems of longitude and latitude.
const GEOGRAPHIC: [&str; 4] = ["GEOGCS", "GEOGCRS", "GEOGRAPHICCRS", "GEODCRS"];
/// The US survey foot, metres.
const SURVEY_FOOT_M: f64 = 1200.0 / 3937.0;

/// A system as a PROJ string; none where a number is missing or is none of the projection's, and where the text does not tell how its
/// datum lies to WGS 84.
pub(super) fn proj_string(grid: &Node) -> Option<String> {
    if grid.is(&GEOGRAPHIC) && grid.is_plain() {
        return Some(format!("+proj=longlat{}", figure(grid)?));
    }
    let is_grid = grid.is(&["PROJCS", "PROJCRS", "PROJECTEDCRS"]);
    let goes_back = |axis: &Node| axis.is(&["AXIS"]) && axis.words.iter().any(|word| is_back(word));
    if !is_grid || grid.nodes.iter().any(goes_back) {
        return None;
    }
    let unit_m = unit_m(grid)?;
    let mut numbers = [None; NUMBERS.len()];
    for parameter in grid.all("PARAMETER") {
        let name = parameter.name();
        let at = NUMBERS.iter().position(|(_, names)| names.contains(&name.as_str()))?;
        let own_m = parameter.child(&["LENGTHUNIT"]).and_then(|unit| unit.numbers.first().copied());
        let in_degrees = parameter.child(&["ANGLEUNIT"]).is_none_or(is_degree);
        let number = *parameter.numbers.first().filter(|_| in_degrees)?;
        let factor = if at >= X_0 { own_m.unwrap_or(unit_m) } else { 1.0 };
        // Feet make metres of more digits than anybody meant.
        let number = if is(factor, 1.0) { number } else { (number * factor * 1e9).round() / 1e9 };
        if numbers[at].replace(number).is_some() {
            return None;
        }
    }
    let method = grid.find(&["PROJECTION", "METHOD"])?.name();
    let has_all = |needed: &[usize]| needed.iter().all(|at| numbers[*at].is_some());
    let row = METHODS.iter().find(|(names, _, needed)| names.contains(&method.as_str()) && has_all(needed));
    let &(_, projection, needed) = row?;
    // One parallel of Lambert's is the latitude of its origin.
    if projection == "lcc" && !needed.contains(&LAT_1) {
        if numbers[LAT_1].zip(numbers[LAT_0]).is_some_and(|(one, origin)| !is(one, origin)) {
            return None;
        }
        numbers[LAT_1] = numbers[LAT_0];
    }
    let takes = |at: usize| {
        projection == "tmerc" && [LAT_0, K, Y_0].contains(&at)
            || needed.contains(&at)
            || projection == "lcc" && at == LAT_1
    };
    let is_needless = |at: usize, number: f64| at == K && is(number, 1.0);
    let mut text = format!("+proj={projection}");
    for (at, number) in numbers.into_iter().enumerate() {
        match number {
            Some(number) if takes(at) => text = format!("{text} +{}={number}", NUMBERS[at].0),
            Some(number) if !is_needless(at, number) => return None,
            _ => {}
        }
    }
    let unit = if is(unit_m, 1.0) {
        String::new()
    } else if (unit_m - SURVEY_FOOT_M).abs() < 1e-12 {
        " +units=us-ft".to_owned()
    } else {
        format!(" +to_meter={unit_m}")
    };
    Some(text + &figure(grid)? + &unit)
}

/// The ellipsoid, and how it lies to WGS 84.
fn figure(grid: &Node) -> Option<String> {
    let ellipsoid = grid.find(&["SPHEROID", "ELLIPSOID"])?;
    let &[axis_m, inverse, ..] = ellipsoid.numbers.as_slice() else { return None };
    let meridian = grid.find(&["PRIMEM", "PRIMEMERIDIAN"]).and_then(|node| node.numbers.first().copied());
    let geographic = grid.child(&["GEOGCS", "BASEGEOGCRS", "BASEGEODCRS"]).unwrap_or(grid);
    let in_degrees = geographic.child(&["UNIT", "ANGLEUNIT"]).is_none_or(is_degree);
    if !is(meridian.unwrap_or_default(), 0.0) || !in_degrees {
        return None;
    }
    let shift =
        grid.find(&["TOWGS84"]).map(|node| node.numbers.iter().map(f64::to_string).collect::<Vec<_>>().join(","));
    let shift = shift.map_or_else(String::new, |numbers| format!(" +towgs84={numbers}"));
    let is_alike = |(_, other): &&(&str, f64)| is(axis_m, 6_378_137.0) && is(inverse, *other);
    match grid.base() {
        // What is only converted approximately is not made from numbers alone.
        Some(Base::HongKong | Base::Macao1920 | Base::Beijing | Base::Xian) if shift.is_empty() => None,
        _ => match ALIKE.iter().find(is_alike) {
            Some((name, _)) => Some(format!(" +ellps={name}{shift}")),
            None if shift.is_empty() => None,
            None => Some(format!(" +a={axis_m} +rf={inverse}{shift}")),
        },
    }
}

/// The length of the grid's unit.
fn unit_m(grid: &Node) -> Option<f64> {
    let units = ["UNIT", "LENGTHUNIT"];
    let of_axes = || grid.child(&["AXIS"])?.child(&units);
    grid.child(&units).or_else(of_axes)?.numbers.first().copied().filter(|metres| *metres > 0.0)
}

fn is_degree(unit: &Node) -> bool {
    unit.numbers.first().is_some_and(|radians| is(*radians, 1_f64.to_radians()))
}

/// Whether a direction is none of those that numbers go in: north and east.
fn is_back(word: &str) -> bool {
    word.eq_ignore_ascii_case("south") || word.eq_ignore_ascii_case("west")
}
