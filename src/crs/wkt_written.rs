//! A coordinate reference system as well-known text, in the form that Esri gave the `.prj` files beside shapefiles and every program reads.
//! Must not know which file it goes into.

use super::Crs;
use super::catalogue::{Base, Kind, Transverse};

impl Crs {
    /// The system as well-known text (WKT 1 in Esri's manner), by its parameters. That of a PROJ string has the string itself, as GDAL writes it.
    #[must_use]
    pub fn to_wkt(self) -> String {
        let degrees = r#"PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]"#;
        let (system, datum, ellipsoid) = names(self.base());
        let [axis_m, inverse] = self.base().ellipsoid();
        let base =
            format!(r#"GEOGCS["{system}",DATUM["{datum}",SPHEROID["{ellipsoid}",{axis_m:?},{inverse:?}]],{degrees}]"#);
        let (title, projection) = match self.kind() {
            Kind::Degrees => return base,
            Kind::Own { is_degrees, .. } => {
                let own = format!(r#"EXTENSION["PROJ4","{}"]"#, self.name().replace('"', "\"\""));
                return if is_degrees {
                    format!("{},{own}]", base.strip_suffix(']').unwrap_or(&base))
                } else {
                    format!(r#"PROJCS["PROJ",{base},PROJECTION["custom_proj4"],UNIT["Meter",1.0],{own}]"#)
                };
            }
            Kind::WebMercator => {
                let zeros = ["False_Easting", "False_Northing", "Central_Meridian", "Standard_Parallel_1"];
                let zeros = zeros.map(|name| format!(r#"PARAMETER["{name}",0.0],"#)).concat();
                let sphere = r#"PARAMETER["Auxiliary_Sphere_Type",0.0]"#;
                let projection = format!(r#"PROJECTION["Mercator_Auxiliary_Sphere"],{zeros}{sphere}"#);
                ("WGS_1984_Web_Mercator_Auxiliary_Sphere".to_owned(), projection)
            }
            kind @ (Kind::GaussKruger { .. } | Kind::Utm { .. } | Kind::Local(_)) => {
                let projection = kind.transverse().as_ref().map(written).unwrap_or_default();
                (self.grid_name(), projection)
            }
        };
        format!(r#"PROJCS["{title}",{base},{projection},UNIT["Meter",1.0]]"#)
    }

    /// The name that Esri has for a grid.
    fn grid_name(self) -> String {
        let meridian = self.central_meridian_deg().unwrap_or_default();
        let of = match self.base() {
            Base::Beijing => "Beijing_1954",
            Base::Xian => "Xian_1980",
            Base::Macao1920 => "Macao_1920_Macao_Grid",
            Base::HongKong => "Hong_Kong_1980_Grid",
            Base::World | Base::China | Base::Macao2008 | Base::Own => "CGCS2000",
        };
        match self.kind() {
            Kind::GaussKruger { width, zone, is_numbered } => {
                let width = if width == 3 { "3_Degree_" } else { "" };
                let zone = if is_numbered { format!("Zone_{zone}") } else { format!("CM_{meridian}E") };
                format!("{of}_{width}GK_{zone}")
            }
            Kind::Utm { zone, is_south } => format!("WGS_1984_UTM_Zone_{zone}{}", if is_south { "S" } else { "N" }),
            Kind::Degrees | Kind::WebMercator | Kind::Local(_) | Kind::Own { .. } => of.to_owned(),
        }
    }
}

/// What Esri calls longitude and latitude on a base, its datum and its ellipsoid.
fn names(base: Base) -> (&'static str, &'static str, &'static str) {
    match base {
        Base::World | Base::Own => ("GCS_WGS_1984", "D_WGS_1984", "WGS_1984"),
        Base::China => ("GCS_China_Geodetic_Coordinate_System_2000", "D_China_2000", "CGCS2000"),
        Base::HongKong => ("GCS_Hong_Kong_1980", "D_Hong_Kong_1980", "International_1924"),
        Base::Macao1920 => ("Macao_1920", "Macao_1920", "International_1924"),
        Base::Macao2008 => ("GCS_MACAO_2008", "D_MACAO_2008", "GRS_1980"),
        Base::Beijing => ("GCS_Beijing_1954", "D_Beijing_1954", "Krasovsky_1940"),
        Base::Xian => ("GCS_Xian_1980", "D_Xian_1980", "Xian_1980"),
    }
}

/// A transverse Mercator projection with its parameters, degrees and metres.
fn written(grid: &Transverse) -> String {
    let parameters = [
        ("False_Easting", grid.east_m),
        ("False_Northing", grid.north_m),
        ("Central_Meridian", grid.meridian),
        ("Scale_Factor", grid.scale),
        ("Latitude_Of_Origin", grid.latitude),
    ];
    let each = parameters.map(|(name, value)| format!(r#"PARAMETER["{name}",{value:?}]"#));
    format!(r#"PROJECTION["Transverse_Mercator"],{}"#, each.join(","))
}

#[cfg(test)]
mod tests {
    use super::Crs;
    use crate::crs::catalogue::{RUNS, Run};

    #[test]
    fn every_system_comes_back_from_what_is_written() {
        let own = [
            "+proj=lcc +lat_1=25 +lat_2=47 +lon_0=105 +datum=WGS84",
            "+proj=longlat +a=6378140 +rf=298.257 +towgs84=20,30,40",
            "+proj=tmerc +lat_0=22d18'43.68\"N +lon_0=114d10'42.8\"E +ellps=GRS80",
        ];
        let own = own.map(|text| Crs::from_name(text).expect("a system"));
        let all = RUNS.iter().flat_map(Run::systems).filter_map(|(code, ..)| Crs::from_epsg(code)).chain(own);
        for crs in all {
            let read = Crs::from_wkt(&crs.to_wkt()).map(Crs::name);
            assert_eq!(read, Ok(crs.name()), "{}", crs.to_wkt());
        }
    }
}
