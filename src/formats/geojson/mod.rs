//! GeoJSON (RFC 7946) in one pass: coordinates are scanned straight into flat geometry, `serde_json` reads all other values,
//! and the `geojson` crate's types carry ids and properties.
//! Must not know projects.

mod coordinates;
mod crs;
mod geometry;
mod grammar;
mod locate;
mod members;
mod number;
mod reader;
mod scanner;
mod split;
mod systems;
mod units;
mod values;
mod write;

pub(super) use self::locate::positions;
pub(super) use self::members::name;
pub(super) use self::values::{Twice, members_twice, objects_twice, overridden};
pub use self::write::feature_text;

use self::geometry::kind_ahead;
use self::reader::{About, Reader};
use self::scanner::Scanner;
use self::split::Plan;
use self::values::Names;
use super::Collection;
use super::error::{Problem, ReadError};
use crate::crs::{Crs, Frame};

/// Reads a feature collection, a feature or a bare geometry. What is no JSON at all is said before anything else.
pub(super) fn read(text: &str, frame: &Frame) -> Result<Collection, ReadError> {
    read_by(text, Plan::of(text), frame).map_err(|fault| units::explained(text, grammar::fault(text).unwrap_or(fault)))
}

fn read_by(text: &str, plan: Plan, frame: &Frame) -> Result<Collection, ReadError> {
    let first = read_once(text, plan, frame, None);
    // A system may be named after the positions that are in it. Then these are read again, which is rare.
    let named = match &first {
        Ok(reader) => reader.named_too_late(),
        Err(fault) if frame.crs.is_none() && is_about_position(&fault.problem) => crs::find(text)?,
        Err(_) => None,
    };
    let reader = if named.is_some() { read_once(text, plan, frame, named)? } else { first? };
    reader.finish(text)
}

fn is_about_position(problem: &Problem) -> bool {
    let (Problem::NotPosition { what, .. } | Problem::Expected { what, .. }) = problem else { return false };
    ["expected.lonlat", "expected.position-as-said"].contains(what)
}

/// Reads positions in the system that is named, or as they come.
fn read_once(text: &str, plan: Plan, frame: &Frame, named: Option<Crs>) -> Result<Reader, ReadError> {
    let mut scan = Scanner::new(text, 0);
    let mut reader = Reader::new(frame);
    reader.adopt(named);
    let (_, kind) = kind_ahead(scan, "expected.type")?;
    match &*kind {
        "FeatureCollection" => collection(&mut reader, &mut scan, text, plan)?,
        "Feature" => reader.feature(&mut scan)?,
        _ => reader.bare_geometry(&mut scan)?,
    }
    scan.end()?;
    Ok(reader)
}

fn collection<'a>(reader: &mut Reader, scan: &mut Scanner<'a>, text: &'a str, plan: Plan) -> Result<(), ReadError> {
    let start = scan.open(b'{', "expected.type")?;
    let (mut found, mut names, mut again) = (false, Names::default(), false);
    while let Some(member) = scan.member()? {
        again |= names.again(member.clone());
        if member != "features" {
            reader.other_member(scan, &member, "FeatureCollection", About::Text)?;
            reader.systems.end_member();
            continue;
        }
        if found {
            reader.forget_features();
        }
        reader.adopt(reader.named());
        split::features(reader, scan, text, plan)?;
        found = true;
    }
    reader.twice(again, About::Text, start);
    if found { Ok(()) } else { Err(scan.expected(start, "expected.features", "{…}")) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Collection, Frame, Plan, ReadError};
    use crate::threads::granted;

    /// A collection of points and rings whose properties look like features, with the members of each in one of several orders.
    fn text(features: &[(u8, bool, Vec<i8>)], between: &str) -> String {
        let feature = |(order, has_id, line): &(u8, bool, Vec<i8>)| {
            let line: Vec<String> = line.iter().map(|lat| format!("[1.5,{lat}]")).collect();
            let mut members = [
                "\"type\":\"Feature\"".to_owned(),
                // A ring of as many positions as there happen to be is mostly one to be put right.
                match has_id {
                    true => format!("\"geometry\":{{\"type\":\"MultiPoint\",\"coordinates\":[{}]}}", line.join(",")),
                    false => format!("\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{}]]}}", line.join(",")),
                },
                "\"properties\":{\"a\":\"{\\\"type\\\":\\\"Feature\\\"\",\"b\":{\"type\":\"Feature\"},\"區\":\"\"}"
                    .to_owned(),
                if *has_id { "\"id\":7".to_owned() } else { "\"c\":[\"}\",\"Feature\"]".to_owned() },
            ];
            members.rotate_left(usize::from(order % 4));
            format!("{{{}}}", members.join(between))
        };
        let features: Vec<String> = features.iter().map(feature).collect();
        format!("{{\"type\":\"FeatureCollection\",\"features\":[{}]{between}\"after\":[]}}", features.join(between))
    }

    fn read(text: &str) -> Result<Collection, ReadError> {
        super::read(text, &Frame::default())
    }

    fn read_by(text: &str, plan: Plan) -> Result<Collection, ReadError> {
        super::read_by(text, plan, &Frame::default())
    }

    fn shown(collection: &Collection) -> String {
        format!("{collection:?}")
    }

    #[test]
    fn members_stand_in_any_order() {
        let features = r#""features":[{"geometry":{"coordinates":[1,2],"bbox":[1,2,1,2],"type":"Point"},"bbox":[],"type":"Feature"}]"#;
        let others = [features, r#""type":"FeatureCollection""#, r#""bbox":[0]"#, r#""crs":null"#];
        for first in 0..4 {
            let mut members = others;
            members.rotate_left(first);
            let collection = read(&format!("{{{}}}", members.join(", "))).expect("a collection");
            assert_eq!(collection.shapes.vertex_count(), 1, "{members:?}");
        }
    }

    #[test]
    fn what_serde_json_refuses_is_refused_wherever_it_stands() {
        let bad = [
            "01",
            "1.",
            "+1",
            ".5",
            "-",
            "1e",
            "1e+",
            "0x1",
            "NaN",
            "Infinity",
            "tru",
            "nul",
            "'a'",
            "\"\\x\"",
            "\"\t\"",
            "[1,]",
            "[,1]",
            "[1 2]",
            "[1,,2]",
            "{\"a\":1,}",
            "{\"a\"}",
            "{\"a\" 1}",
            "{a:1}",
            "{1:1}",
            "[1}",
            "1 2",
            "/**/1",
            "\u{a0}1",
            "\"",
            "[",
            "{",
            "]",
            "\u{feff}1",
            "",
            ",",
            ":",
            "\"\\u12\"",
            "1_0",
            "--1",
            "1.5.5",
            "\u{660}",
        ];
        let good =
            ["1", "-0", "1.5e+3", "[]", "{}", " [ 1 , 2 ] ", "{\"a\":{}}", "\"\\u533a\\n\"", "null", "true", "1E5"];
        let places = [
            "{\"type\":\"Point\",\"bbox\":¦,\"coordinates\":[1,2]}",
            "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"a\":¦}}",
            "{\"type\":\"Feature\",\"geometry\":null,\"other\":¦}",
            "{\"other\":¦,\"type\":\"Feature\",\"geometry\":null}",
            "{\"type\":\"FeatureCollection\",\"features\":[],\"other\":¦}",
        ];
        for place in places {
            for value in good {
                assert!(read(&place.replace('¦', value)).is_ok(), "{value} in {place}");
            }
        }
        let strict = [
            "{\"type\":\"Point\",\"coordinates\":[¦,2]}",
            "{\"type\":\"Point\",\"coordinates\":[1,¦]}",
            "{\"type\":\"Point\",\"coordinates\":¦}",
            "¦",
        ];
        for place in places.iter().chain(&strict) {
            for value in bad {
                assert!(read(&place.replace('¦', value)).is_err(), "{value} in {place}");
            }
        }
    }

    proptest! {
        #[test]
        fn in_pieces_it_is_the_same(
            features in prop::collection::vec((any::<u8>(), any::<bool>(), prop::collection::vec(-90_i8..=90, 0..9)), 0..20),
            threads in 2_usize..5,
            given in 0_usize..5,
            piece in 1_usize..900,
            between in prop::sample::select(vec![",", " ,\n ", "\r\n,"]),
            cut in any::<prop::sample::Index>(),
        ) {
            let text = text(&features, between);
            let (one, many) = (Plan { threads: 1, piece }, Plan { threads, piece });
            let in_pieces = |text: &str| granted::only(given, || read_by(text, many));
            let whole = read_by(&text, one).expect("a collection");
            prop_assert_eq!(shown(&whole), shown(&in_pieces(&text).expect("a collection")));
            prop_assert_eq!(whole.features.len(), features.len());
            // A fault is the same too.
            let spoilt: String = text.chars().enumerate().map(|(at, c)| if at == cut.index(text.chars().count()) { '9' } else { c }).collect();
            match (read_by(&spoilt, one), in_pieces(&spoilt)) {
                (Ok(one), Ok(many)) => prop_assert_eq!(shown(&one), shown(&many)),
                (one, many) => prop_assert_eq!(one.err(), many.err()),
            }
        }
    }
}
