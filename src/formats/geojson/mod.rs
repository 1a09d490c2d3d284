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

pub(super) use self::locate::positions;
pub(super) use self::members::name;
pub(super) use self::values::{Twice, members_twice, objects_twice, overridden};

use std::ops::Range;

use self::geometry::kind_ahead;
use self::reader::{About, Ahead, Reader};
use self::scanner::Scanner;
use self::split::Chunking;
use self::values::Names;
use super::error::{Problem, ReadError};
use super::{Collection, OpenError, Source};
use crate::crs::{CoordinateFrame, Crs};

/// Whether a file is one JSON text, as far as its first lines show.
pub(super) fn begins(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{")
}

/// Reads a feature collection, a feature or a bare geometry.
pub(super) fn read(source: &mut dyn Source, frame: &CoordinateFrame) -> Result<Vec<Collection>, OpenError> {
    of_text(source, |text| read_text(text, frame))
}

/// The one dataset that a function reads of a file's text.
pub(super) fn of_text(
    source: &mut dyn Source,
    read: impl FnOnce(&str) -> Result<Collection, ReadError>,
) -> Result<Vec<Collection>, OpenError> {
    match read(source.text()?) {
        Ok(collection) => Ok(vec![collection]),
        Err(error) => Err(error.in_file(source.name())),
    }
}

/// The same of a text. What is no JSON at all is said before anything else.
fn read_text(text: &str, frame: &CoordinateFrame) -> Result<Collection, ReadError> {
    let explained = |fault| units::explained(text, grammar::fault(text, 0).unwrap_or(fault));
    read_by(text, Chunking::of(text), frame).map_err(explained)
}

fn read_by(text: &str, chunking: Chunking, frame: &CoordinateFrame) -> Result<Collection, ReadError> {
    let whole = 0..text.len();
    read_again(text, frame, &[whole], |named| {
        let mut reader = Reader::new(frame);
        reader.adopt(named);
        read_into(&mut reader, Scanner::new(text, 0), chunking)?;
        Ok(reader)
    })
}

/// The system that a member `crs` of a JSON text names; none where there is no such member.
pub(super) fn named_system(text: &str) -> Result<Option<Crs>, ReadError> {
    crs::find(text, 0)
}

/// Reads several JSON texts that follow one another in a text, which are at these places, as one collection.
pub(super) fn read_each(text: &str, texts: &[Range<usize>], frame: &CoordinateFrame) -> Result<Collection, ReadError> {
    let is_last = |place: &Range<usize>| texts.last() == Some(place);
    let one = |place: &Range<usize>, ahead: Ahead| {
        let (text, mut reader) = (&text[..place.end], ahead.later());
        let read = read_into(&mut reader, Scanner::of_text(text, place.start), Chunking::ONE);
        let explained = |fault| units::explained(text, grammar::fault(text, place.start).unwrap_or(fault));
        read.map(|()| reader).map_err(explained).map_err(|fault| {
            let is_cut_off = fault.problem == Problem::Truncated && !is_last(place);
            if is_cut_off { ReadError { problem: Problem::TextTruncated, ..fault } } else { fault }
        })
    };
    read_again(text, frame, texts, |named| {
        let mut reader = Reader::new(frame);
        reader.adopt(named);
        for place in texts {
            let read = one(place, reader.ahead())?;
            reader.append(read);
            reader.adopt(reader.named());
        }
        Ok(reader)
    })
}

/// Reads JSON texts once, and again where a system was named after positions that are in it, which is rare.
fn read_again(
    text: &str,
    frame: &CoordinateFrame,
    texts: &[Range<usize>],
    read: impl Fn(Option<Crs>) -> Result<Reader, ReadError>,
) -> Result<Collection, ReadError> {
    let first = read(None);
    let find = || texts.iter().find_map(|place| crs::find(&text[..place.end], place.start).transpose()).transpose();
    let named = match &first {
        Ok(reader) => reader.named_too_late(),
        Err(fault) if frame.crs.is_none() && is_about_position(&fault.problem) => find()?,
        Err(_) => None,
    };
    let reader = if named.is_some() { read(named)? } else { first? };
    reader.finish(text)
}

fn is_about_position(problem: &Problem) -> bool {
    let (Problem::NotPosition { what, .. } | Problem::Expected { what, .. }) = problem else { return false };
    ["expected.lonlat", "expected.position-as-said"].contains(what)
}

/// Reads one JSON text.
fn read_into(reader: &mut Reader, mut scan: Scanner<'_>, chunking: Chunking) -> Result<(), ReadError> {
    let (_, kind) = kind_ahead(scan, "expected.type")?;
    match &*kind {
        "FeatureCollection" => collection(reader, &mut scan, chunking)?,
        "Feature" => reader.feature(&mut scan)?,
        _ => reader.bare_geometry(&mut scan)?,
    }
    scan.end()
}

fn collection(reader: &mut Reader, scan: &mut Scanner<'_>, chunking: Chunking) -> Result<(), ReadError> {
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
        split::features(reader, scan, chunking)?;
        found = true;
    }
    reader.twice(again, About::Text, start);
    if found { Ok(()) } else { Err(scan.expected(start, "expected.features", "{…}")) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Chunking, Collection, CoordinateFrame, ReadError};
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
        super::read_text(text, &CoordinateFrame::default())
    }

    fn read_by(text: &str, chunking: Chunking) -> Result<Collection, ReadError> {
        super::read_by(text, chunking, &CoordinateFrame::default())
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
            let (one, many) = (Chunking { threads: 1, piece }, Chunking { threads, piece });
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
