//! Where the positions of a feature stand in a text that was read before.
//! Must not know what the positions are.

use super::geometry::kind_ahead;
use super::scanner::Scanner;
use crate::formats::error::ReadError;

/// Something that takes a value and keeps where the positions in it begin.
type Take = fn(&mut Scanner<'_>, &mut Vec<usize>) -> Result<(), ReadError>;

/// Where each position of the feature or bare geometry at an offset begins, in the order of the text. Of members with one name
/// the last counts, as when it was read.
pub(crate) fn positions(text: &str, feature: usize) -> Vec<usize> {
    let mut found = Vec::new();
    // The text was read whole, so nothing is wrong with it.
    let _read = object(&mut Scanner::new(text, feature), &mut found);
    found
}

/// A feature or a geometry.
fn object(scan: &mut Scanner<'_>, found: &mut Vec<usize>) -> Result<(), ReadError> {
    let (_, kind) = kind_ahead(*scan, "expected.type")?;
    let (body, read): (&str, Take) = match &*kind {
        "Feature" => ("geometry", geometry_or_null),
        "GeometryCollection" => ("geometries", geometries),
        _ => ("coordinates", coordinates),
    };
    let before = found.len();
    scan.open(b'{', "expected.type")?;
    while let Some(member) = scan.member()? {
        if member == body {
            found.truncate(before);
            read(scan, found)?;
        } else {
            scan.skip()?;
        }
    }
    Ok(())
}

fn geometry_or_null(scan: &mut Scanner<'_>, found: &mut Vec<usize>) -> Result<(), ReadError> {
    if scan.next() == b'{' { object(scan, found) } else { scan.skip() }
}

fn geometries(scan: &mut Scanner<'_>, found: &mut Vec<usize>) -> Result<(), ReadError> {
    scan.open(b'[', "expected.geometries")?;
    while scan.more(b']')? {
        object(scan, found)?;
    }
    Ok(())
}

/// Arrays in arrays; one that begins with neither an array nor its end is a position.
fn coordinates(scan: &mut Scanner<'_>, found: &mut Vec<usize>) -> Result<(), ReadError> {
    let start = scan.open(b'[', "expected.array")?;
    let holds_more = matches!(scan.next(), b'[' | b']');
    if !holds_more {
        found.push(start);
    }
    while scan.more(b']')? {
        if holds_more { coordinates(scan, found)? } else { scan.number().map(drop)? }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::positions;

    /// The positions of the first feature in a text, as they are written.
    fn written(text: &str) -> Vec<&str> {
        let begin = |&at: &usize| &text[at..=at + text[at..].find(']').expect("an end")];
        positions(text, text.find('{').expect("a feature")).iter().map(begin).collect::<Vec<_>>()
    }

    #[test]
    fn positions_are_found_in_the_order_of_the_text() {
        let polygon = r#" {"bbox":[0,0,9,9],"geometry":{"coordinates":[[[1,1], [2,1],[2,2,7],[1,1]],[[3, 3]]],"type":"Polygon"},"type":"Feature","properties":{"coordinates":[[8,8]]}}"#;
        assert_eq!(written(polygon), ["[1,1]", "[2,1]", "[2,2,7]", "[1,1]", "[3, 3]"]);
        let bare = r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[5,6]},{"type":"Point","coordinates":[]},{"type":"LineString","coordinates":[[1,2],[3,4]]}],"coordinates":[9,9]}"#;
        assert_eq!(written(bare), ["[5,6]", "[1,2]", "[3,4]"]);
    }

    #[test]
    fn of_members_with_one_name_the_last_counts() {
        let twice = r#"{"type":"Feature","geometry":{"type":"Point","coordinates":[1,1],"coordinates":[2,2]},"geometry":{"type":"Point","coordinates":[3,3],"coordinates":[4,4]}}"#;
        assert_eq!(written(twice), ["[4,4]"]);
        let none = r#"{"type":"Feature","geometry":null,"properties":null}"#;
        assert!(written(none).is_empty());
    }
}
