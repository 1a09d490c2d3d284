//! Every coordinate reference system that is read against positions that PROJ made (`tests/crs/make.py`), there and back.

use zonemap::crs::Crs;
use zonemap::geodesy::distance_m;
use zonemap::geometry::LonLat;

const POSITIONS: &str = include_str!("../crs/positions.tsv");

#[test]
fn positions_are_where_proj_has_them() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in POSITIONS.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [lon, lat, x, y] = [1, 2, 3, 4].map(|at| cells[at].parse::<f64>().expect("a number"));
        let crs = Crs::named(cells[0]).unwrap_or_else(|found| panic!("{} is refused: {found}", cells[0]));
        // The series that these two are made with ends earlier than PROJ's. Other units than metres are as fine.
        let is_coarse = ["+proj=laea", "+proj=cea"].iter().any(|begin| cells[0].starts_with(begin));
        let most_m = if is_coarse { 2e-3 } else { 1e-4 };
        let most = if crs.is_geographic() { 1e-9 } else { most_m };
        let there = crs.plane(LonLat { lon, lat }).map(|[east, north]| (east - x).hypot(north - y));
        let back = crs.lonlat(x, y).map(|at| distance_m(at, LonLat { lon, lat }));
        if there.is_none_or(|off| off > most) || back.is_none_or(|off_m| off_m > most_m) {
            wrong.push(format!("{line}: {there:?} {back:?} m"));
        }
        count += 1;
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 700, "{count}");
}

/// Each is refused with what is odd about it.
#[test]
fn a_proj_string_that_is_not_certain_is_refused() {
    for (text, odd) in [
        ("+proj=tmerc +lon_0=114 +ellps=GRS80 +foo=1", "(+foo=1)"),
        ("+proj=igh +datum=WGS84", "(+proj=igh)"),
        ("+proj=pipeline +step +proj=utm +zone=50", "(+proj=pipeline ≠ +proj=utm)"),
        ("+proj=utm +datum=WGS84", "(+zone?)"),
        ("+proj=utm +zone=61 +datum=WGS84", "(+zone=61)"),
        ("+proj=utm +zone=50 +lon_0=117 +datum=WGS84", "(+lon_0=117)"),
        ("+proj=tmerc +lon_0=114 +k=1 +k_0=1 +ellps=GRS80", "(+k=1 ≠ +k_0=1)"),
        ("+proj=tmerc +lon_0=114 +lon_0=117 +ellps=GRS80", "(+lon_0=114 ≠ +lon_0=117)"),
        ("+proj=tmerc +lon_0=114 +units=m +to_meter=0.3 +ellps=GRS80", "(+units=m ≠ +to_meter=0.3)"),
        ("+proj=tmerc +lon_0=114 +datum=WGS84 +ellps=krass", "(+datum=WGS84 ≠ +ellps=krass)"),
        ("+proj=tmerc +lon_0=114 +ellps=krass", "(+ellps=krass, +towgs84?)"),
        ("+proj=tmerc +lon_0=114 +a=6378140 +b=6356755.288157528", "(+a=6378140, +towgs84?)"),
        ("+proj=tmerc +lon_0=114", "(+ellps?)"),
        ("+proj=tmerc +lon_0=114 +a=6378137", "(+rf?)"),
        ("+proj=tmerc +lon_0=east +ellps=GRS80", "(+lon_0=east)"),
        ("+proj=tmerc +lon_0=NaN +ellps=GRS80", "(+lon_0=NaN)"),
        ("+proj=tmerc +lat_0=91 +ellps=GRS80", "(+lat_0=91)"),
        ("+proj=tmerc +k=0 +ellps=GRS80", "(+k=0)"),
        ("+proj=tmerc +axis=neu +ellps=GRS80", "(+axis=neu)"),
        ("+proj=tmerc +units=chain +ellps=GRS80", "(+units=chain)"),
        ("+proj=tmerc +ellps=GRS80 +nadgrids=china.gsb", "(+nadgrids=china.gsb)"),
        ("+proj=tmerc +ellps=GRS80 +towgs84=1,2", "(+towgs84=1,2)"),
        ("+proj=tmerc +datum=WGS84 +towgs84=1,2,3", "(+datum=WGS84 ≠ +towgs84=1,2,3)"),
        ("+proj=longlat +datum=potsdam", "(+datum=potsdam)"),
        ("+proj=longlat +datum=WGS84 +geoidgrids=egm96.gtx", "(+geoidgrids=egm96.gtx)"),
        ("+proj=lcc +lat_0=30 +datum=WGS84", "(+lat_1?)"),
        ("+proj=lcc +lat_1=30 +lat_2=-30 +datum=WGS84", "(+proj=lcc)"),
    ] {
        assert_eq!(Crs::named(text).map(Crs::name), Err(format!("{text} {odd}")));
    }
}

/// One that says what a code stands for is the system of that code.
#[test]
fn a_proj_string_of_a_system_with_a_code_is_that() {
    for (text, name) in [
        ("+proj=longlat +datum=WGS84 +no_defs", "EPSG:4326"),
        ("+proj=latlong +ellps=GRS80 +towgs84=0,0,0,0,0,0,0", "EPSG:4490"),
        ("+proj=tmerc +lat_0=0 +lon_0=114 +k=1 +x_0=38500000 +y_0=0 +ellps=GRS80 +units=m +no_defs", "EPSG:4526"),
        ("proj=tmerc lon_0=114 x_0=500000 a=6378137 rf=298.257222101", "EPSG:4547"),
        ("+proj=utm +zone=49 +datum=WGS84 +units=m +no_defs +type=crs", "EPSG:32649"),
        ("+proj=utm +zone=49 +south +datum=WGS84", "EPSG:32749"),
        (
            "+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs",
            "EPSG:3857",
        ),
        ("+proj=webmerc +datum=WGS84", "EPSG:3857"),
        ("+init=epsg:4547", "EPSG:4547"),
        (
            "+proj=tmerc +lat_0=22.31213333333333 +lon_0=114.1785555555556 +k=1 +x_0=836694.05 +y_0=819069.8 +ellps=intl +towgs84=-162.619,-276.959,-161.764,0.067753,-2.243648,-1.158828,-1.094246 +units=m",
            "EPSG:2326",
        ),
        (
            "+proj=tmerc +lon_0=113.5 +x_0=500000 +ellps=GRS80 +units=m +no_defs",
            "+proj=tmerc +lon_0=113.5 +x_0=500000 +ellps=GRS80 +units=m",
        ),
    ] {
        assert_eq!(Crs::named(text).map(Crs::name), Ok(name));
    }
}

/// Systems without a code here, by their parameters alone, in three dialects of well-known text (`tests/crs/make_grids.py`).
#[test]
fn a_grid_whose_numbers_are_all_known_is_where_proj_has_it() {
    let mut count = 0;
    for line in include_str!("../crs/grids.tsv").lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        let [lon, lat, x, y] = [0, 1, 2, 3].map(|at| cells[at].parse::<f64>().expect("a number"));
        let crs = Crs::from_wkt(cells[4]).unwrap_or_else(|found| panic!("{} is refused: {found}", cells[4]));
        let at = crs.lonlat(x, y).expect("on the grid");
        let off_m = distance_m(at, LonLat { lon, lat });
        // The series that this one is made with ends earlier than PROJ's.
        let most_m =
            if cells[4].contains("Lambert_Azimuthal") || cells[4].contains("Lambert Azimuthal") { 2e-3 } else { 1e-4 };
        assert!(off_m < most_m, "{off_m} m: {line}");
        count += 1;
    }
    assert_eq!(count, 34);
}

/// A number that is missing, or is none of the projection's, makes it none that is read.
#[test]
fn a_grid_with_a_number_that_is_not_known_is_refused() {
    let geographic = |spheroid: &str, meridian: &str| {
        format!(
            "GEOGCS[\"a\",DATUM[\"b\",SPHEROID[\"c\",{spheroid}]],PRIMEM[\"d\",{meridian}],UNIT[\"Degree\",0.0174532925199433]]"
        )
    };
    let grs = geographic("6378137,298.257222101", "0");
    let grid = |base: &str, method: &str, numbers: &[(&str, f64)], rest: &str| {
        let numbers =
            numbers.iter().map(|(name, number)| format!("PARAMETER[\"{name}\",{number}],")).collect::<Vec<_>>();
        format!("PROJCS[\"Own\",{base},PROJECTION[\"{method}\"],{}{rest}]", numbers.concat())
    };
    let (metre, tm) = ("UNIT[\"m\",1]", "Transverse_Mercator");
    let own = [("False_Easting", 1000.0), ("Central_Meridian", 113.5)];
    let name = |text: &str| Crs::from_wkt(text).map(|crs| crs.name().to_owned());
    assert_eq!(name(&grid(&grs, tm, &own, metre)).as_deref(), Ok("+proj=tmerc +lon_0=113.5 +x_0=1000 +ellps=GRS80"));
    let feet = name(&grid(&grs, tm, &own, "UNIT[\"Foot_US\",0.3048006096012192]"));
    assert_eq!(feet.as_deref(), Ok("+proj=tmerc +lon_0=113.5 +x_0=304.800609601 +ellps=GRS80 +units=us-ft"));
    for text in [
        grid(&grs, tm, &own[..1], metre),
        grid(&grs, tm, &[own[0], own[1], ("Azimuth", 3.0)], metre),
        grid(&grs, tm, &[own[0], own[1], ("Standard_Parallel_1", 3.0)], metre),
        grid(&grs, tm, &[own[0], own[1], ("Central_Meridian", 114.0)], metre),
        grid(&grs, "Lambert_Conformal_Conic", &own, metre),
        grid(&grs, "Oblique_Mercator", &own, metre),
        grid(&grs, tm, &own, "AXIS[\"X\",WEST],UNIT[\"m\",1]"),
        grid(&grs, tm, &own, "LOCAL[\"m\"]"),
        grid(&geographic("6378137,298.257222101", "2.337"), tm, &own, metre),
        grid(&geographic("6377397.155,299.1528128", "0"), tm, &own, metre),
        grid(&geographic("6378137", "0"), tm, &own, metre),
        geographic("6377397.155,299.1528128", "0"),
    ] {
        assert!(Crs::from_wkt(&text).is_err(), "{text}");
    }
    // The code and the numbers contradict each other.
    let wgs = grs.replace("298.257222101", "298.257223563").replace("\"b\"", "\"WGS_1984\"");
    let utm = [("False_Easting", 500_000.0), ("Central_Meridian", 112.5), ("Scale_Factor", 0.9996)];
    assert!(Crs::from_wkt(&grid(&wgs, tm, &utm, "UNIT[\"m\",1],AUTHORITY[\"EPSG\",\"32649\"]")).is_err());
}
