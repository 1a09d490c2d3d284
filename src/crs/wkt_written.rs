//! A coordinate reference system as well-known text, in the form that Esri gave the `.prj` files beside shapefiles and every program reads.
//! Must not know which file it goes into.

use super::Crs;

/// The ellipsoids by their names there, with semi-major axis in metres and inverse flattening (EPSG:7030, 1024, 7022).
const WGS84: &str = r#"DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]"#;
const CGCS2000: &str = r#"DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]]"#;
const HONG_KONG_1980: &str = r#"DATUM["D_Hong_Kong_1980",SPHEROID["International_1924",6378388.0,297.0]]"#;

/// A transverse Mercator grid by its parameters, degrees and metres.
struct Grid {
    meridian: f64,
    latitude: f64,
    scale: f64,
    east_m: f64,
    north_m: f64,
}

impl Grid {
    /// One on the equator without a reduction of its scale, as CGCS2000 has them.
    fn gauss_kruger(meridian: f64, zone_number: u16) -> Self {
        let east_m = f64::from(zone_number) * 1e6 + 500_000.0;
        Self { meridian, latitude: 0.0, scale: 1.0, east_m, north_m: 0.0 }
    }

    fn utm(meridian: f64, north_m: f64) -> Self {
        Self { meridian, latitude: 0.0, scale: 0.9996, east_m: 500_000.0, north_m }
    }

    fn written(&self) -> String {
        let parameters = [
            ("False_Easting", self.east_m),
            ("False_Northing", self.north_m),
            ("Central_Meridian", self.meridian),
            ("Scale_Factor", self.scale),
            ("Latitude_Of_Origin", self.latitude),
        ];
        let each = parameters.map(|(name, value)| format!(r#"PARAMETER["{name}",{value:?}]"#));
        format!(r#"PROJECTION["Transverse_Mercator"],{}"#, each.join(","))
    }
}

impl Crs {
    /// The system as well-known text (WKT 1 in Esri's manner), by its parameters.
    #[must_use]
    pub fn to_wkt(self) -> String {
        let code = self.epsg();
        let (name, datum) = match code {
            2326 => ("GCS_Hong_Kong_1980", HONG_KONG_1980),
            4490..=4554 => ("GCS_China_Geodetic_Coordinate_System_2000", CGCS2000),
            _ => ("GCS_WGS_1984", WGS84),
        };
        let degrees = r#"PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]"#;
        let base = format!(r#"GEOGCS["{name}",{datum},{degrees}]"#);
        let Some((title, projection)) = self.projection_written() else { return base };
        format!(r#"PROJCS["{title}",{base},{projection},UNIT["Meter",1.0]]"#)
    }

    /// Its name and its projection; none for longitude and latitude.
    fn projection_written(self) -> Option<(String, String)> {
        let code = self.epsg();
        let meridian = self.central_meridian_deg().unwrap_or_default();
        let of_zone =
            |width: &str, zone: u16| (format!("CGCS2000_{width}GK_Zone_{zone}"), Grid::gauss_kruger(meridian, zone));
        let of_meridian = |width: &str| (format!("CGCS2000_{width}GK_CM_{meridian}E"), Grid::gauss_kruger(meridian, 0));
        let (title, grid) = match code {
            4491..=4501 => of_zone("", code - 4491 + 13),
            4502..=4512 => of_meridian(""),
            4513..=4533 => of_zone("3_Degree_", code - 4513 + 25),
            4534..=4554 => of_meridian("3_Degree_"),
            32601..=32660 => (format!("WGS_1984_UTM_Zone_{}N", code - 32600), Grid::utm(meridian, 0.0)),
            32701..=32760 => (format!("WGS_1984_UTM_Zone_{}S", code - 32700), Grid::utm(meridian, 1e7)),
            // The parameters of EPSG:2326: 22°18′43.68″ N, 114°10′42.80″ E.
            2326 => {
                let grid = Grid {
                    meridian: 114.0 + 10.0 / 60.0 + 42.80 / 3600.0,
                    latitude: 22.0 + 18.0 / 60.0 + 43.68 / 3600.0,
                    scale: 1.0,
                    east_m: 836_694.05,
                    north_m: 819_069.8,
                };
                ("Hong_Kong_1980_Grid".to_owned(), grid)
            }
            3857 => {
                let zeros = ["False_Easting", "False_Northing", "Central_Meridian", "Standard_Parallel_1"];
                let zeros = zeros.map(|name| format!(r#"PARAMETER["{name}",0.0],"#)).concat();
                let sphere = r#"PARAMETER["Auxiliary_Sphere_Type",0.0]"#;
                let projection = format!(r#"PROJECTION["Mercator_Auxiliary_Sphere"],{zeros}{sphere}"#);
                return Some(("WGS_1984_Web_Mercator_Auxiliary_Sphere".to_owned(), projection));
            }
            _ => return None,
        };
        Some((title, grid.written()))
    }
}

#[cfg(test)]
mod tests {
    use super::Crs;

    #[test]
    fn every_system_comes_back_from_what_is_written() {
        let runs = [4326..=4326, 4490..=4554, 32601..=32660, 32701..=32760, 3857..=3857, 2326..=2326];
        for code in runs.into_iter().flatten() {
            let crs = Crs::from_epsg(code).expect("a system");
            let read = Crs::from_wkt(&crs.to_wkt()).map(Crs::name);
            assert_eq!(read, Ok(crs.name()), "{}", crs.to_wkt());
        }
    }
}
