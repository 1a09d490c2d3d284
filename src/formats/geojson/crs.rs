//! The `crs` member of GeoJSON 2008, which RFC 7946 took away and other programs still write.
//! Must not know positions.

use geojson::JsonValue;

use super::scanner::Scanner;
use crate::crs::Crs;
use crate::formats::Problem;
use crate::formats::error::ReadError;

/// Objects inside objects deeper than this are not looked at.
const DEEPEST: usize = 24;

/// Takes a `crs` member: the system that it names; none where it is null.
fn member(scan: &mut Scanner<'_>) -> Result<Option<Crs>, ReadError> {
    let start = scan.place();
    let value: JsonValue = scan.value()?;
    named(&value, scan, start)
}

/// The system that a `crs` member names, which was taken at an offset; none where it is null.
pub(super) fn named(value: &JsonValue, scan: &Scanner<'_>, start: usize) -> Result<Option<Crs>, ReadError> {
    if value.is_null() {
        return Ok(None);
    }
    if value.get("type").and_then(JsonValue::as_str) == Some("link") {
        return Err(scan.expected(start, "expected.crs-name", value.to_string()));
    }
    // `{"type": "name"}` of the standard, `{"type": "EPSG"}` of older servers, and a name without anything round it.
    let name = [value.pointer("/properties/name"), value.pointer("/properties/code"), Some(value)];
    let name = name.into_iter().flatten().find_map(|name| match name {
        JsonValue::String(name) => Some(name.clone()),
        JsonValue::Number(code) => Some(format!("EPSG:{code}")),
        JsonValue::Null | JsonValue::Bool(_) | JsonValue::Array(_) | JsonValue::Object(_) => None,
    });
    let found = name.unwrap_or_else(|| value.to_string());
    let is_code = found.bytes().all(|byte| byte.is_ascii_digit());
    let of_code = || is_code.then(|| Crs::from_name(&format!("EPSG:{found}"))).flatten();
    let known = Crs::named(&found).or_else(|found| of_code().ok_or(found));
    known.map(Some).map_err(|found| scan.problem(start, Problem::UnknownCrs { found }))
}

/// The first system that the JSON from an offset of a text to its end names, wherever that stands.
pub(super) fn find(text: &str, start: usize) -> Result<Option<Crs>, ReadError> {
    in_object(&mut Scanner::of_text(text, start), 0)
}

fn in_object(scan: &mut Scanner<'_>, depth: usize) -> Result<Option<Crs>, ReadError> {
    if depth == DEEPEST || scan.next() != b'{' {
        return scan.skip().map(|()| None);
    }
    scan.open(b'{', "expected.type")?;
    let mut found = None;
    while let Some(name) = scan.member()? {
        let here = match &*name {
            "crs" => member(scan)?,
            "geometry" => in_object(scan, depth + 1)?,
            "features" | "geometries" if scan.next() == b'[' => in_array(scan, depth + 1)?,
            _ => scan.skip().map(|()| None)?,
        };
        found = found.or(here);
    }
    Ok(found)
}

fn in_array(scan: &mut Scanner<'_>, depth: usize) -> Result<Option<Crs>, ReadError> {
    scan.open(b'[', "expected.array")?;
    let mut found = None;
    while scan.more(b']')? {
        found = found.or(in_object(scan, depth)?);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{find, member};
    use crate::crs::Crs;
    use crate::formats::geojson::scanner::Scanner;

    fn named(value: &str) -> Option<&'static str> {
        member(&mut Scanner::new(value, 0)).ok().flatten().map(Crs::name)
    }

    #[test]
    fn a_system_is_known_by_all_its_usual_names() {
        for (name, known) in [
            ("urn:ogc:def:crs:EPSG::4526", "EPSG:4526"),
            ("urn:ogc:def:crs:EPSG:9.9.1:4526", "EPSG:4526"),
            ("urn:x-ogc:def:crs:EPSG:4526", "EPSG:4526"),
            ("EPSG:4526", "EPSG:4526"),
            ("epsg:4526", "EPSG:4526"),
            ("4526", "EPSG:4526"),
            ("http://www.opengis.net/def/crs/EPSG/0/4526", "EPSG:4526"),
            ("https://www.opengis.net/def/crs/EPSG/0/4547/", "EPSG:4547"),
            ("http://www.opengis.net/gml/srs/epsg.xml#4526", "EPSG:4526"),
            ("urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326"),
            ("urn:ogc:def:crs:OGC::CRS84", "EPSG:4326"),
            ("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "EPSG:4326"),
            ("OGC:CRS84", "EPSG:4326"),
            ("CRS84", "EPSG:4326"),
            ("urn:ogc:def:crs:EPSG::4326", "EPSG:4326"),
            ("EPSG:4490", "EPSG:4490"),
            ("CGCS2000", "EPSG:4490"),
            ("EPSG:3857", "EPSG:3857"),
            ("urn:ogc:def:crs:EPSG::900913", "EPSG:3857"),
            ("EPSG:900913", "EPSG:3857"),
            ("ESRI:102100", "EPSG:3857"),
            ("EPSG:32649", "EPSG:32649"),
        ] {
            let value = format!(r#"{{"type": "name", "properties": {{"name": "{name}"}}}}"#);
            assert_eq!(named(&value), Some(known), "{name}");
            assert_eq!(named(&format!("\"{name}\"")), Some(known), "{name}");
        }
        assert_eq!(named(r#"{"type":"EPSG","properties":{"code":4526}}"#), Some("EPSG:4526"));
        assert_eq!(named(r#"{"type":"name","properties":{"name":4526}}"#), Some("EPSG:4526"));
        assert_eq!(named("null"), None);
        for name in ["EPSG:4568", "EPSG:4326+5773", "EPSG:", "urn:ogc:def:crs:EPSG::", "Beijing 1954", "ESRI:4526", ""]
        {
            let value = format!(r#"{{"type":"name","properties":{{"name":"{name}"}}}}"#);
            assert!(member(&mut Scanner::new(&value, 0)).is_err(), "{name}");
        }
        let link = r#"{"type":"link","properties":{"href":"http://example.com/crs/4526","type":"proj4"}}"#;
        assert!(member(&mut Scanner::new(link, 0)).is_err());
    }

    #[test]
    fn a_system_is_found_wherever_it_stands() {
        let crs = r#""crs":"EPSG:4526""#;
        for text in [
            format!(r#"{{"features":[{{"geometry":null,"properties":{{"crs":"EPSG:1"}}}}],{crs}}}"#),
            format!(r#"{{"features":[{{"geometry":null}},{{"geometry":null,{crs}}}],"crs":null}}"#),
            format!(r#"{{"features":[{{"geometry":{{"geometries":[{{"coordinates":[[1,2]],{crs}}}]}}}}]}}"#),
            format!(r#"{{"coordinates":[1,2],{crs}}}"#),
        ] {
            assert_eq!(find(&text, 0), Ok(Crs::from_epsg(4526)), "{text}");
        }
        assert_eq!(find(r#"{"features":[{"properties":{"crs":"EPSG:4526"}}]}"#, 0), Ok(None));
    }
}
