//! JSON values that are kept, and the objects among them that hold a member twice.
//! Must not know what a value is for.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use geojson::{JsonObject, JsonValue};

use super::scanner::Scanner;
use crate::formats::error::ReadError;

/// Values nested deeper than this are refused, as `serde_json` does.
const DEEPEST: usize = 120;

/// Takes any value. `twice` gets where the objects begin that hold a member twice; of such the last counts.
pub(in crate::formats) fn value(
    scan: &mut Scanner<'_>,
    twice: &mut Vec<usize>,
    depth: usize,
) -> Result<JsonValue, ReadError> {
    match scan.next() {
        b'{' => object(scan, twice, depth).map(JsonValue::Object),
        b'[' => array(scan, twice, depth),
        b'"' => scan.string().map(|text| JsonValue::String(text.into_owned())),
        _ => scan.value(),
    }
}

fn object(scan: &mut Scanner<'_>, twice: &mut Vec<usize>, depth: usize) -> Result<JsonObject, ReadError> {
    let start = scan.open(b'{', "expected.properties")?;
    if depth == DEEPEST {
        return Err(scan.too_deep(start));
    }
    let (mut members, mut again) = (JsonObject::new(), false);
    while let Some(name) = scan.member()? {
        let value = value(scan, twice, depth + 1)?;
        again |= members.insert(name.into_owned(), value).is_some();
    }
    twice.extend(again.then_some(start));
    Ok(members)
}

fn array(scan: &mut Scanner<'_>, twice: &mut Vec<usize>, depth: usize) -> Result<JsonValue, ReadError> {
    let start = scan.open(b'[', "expected.array")?;
    if depth == DEEPEST {
        return Err(scan.too_deep(start));
    }
    let mut items = Vec::new();
    while scan.more(b']')? {
        items.push(value(scan, twice, depth + 1)?);
    }
    Ok(JsonValue::Array(items))
}

/// The names of an object's members as they come, to see when one comes again.
#[derive(Default)]
pub(super) struct Names<'a> {
    usual: u16,
    others: BTreeSet<Cow<'a, str>>,
}

/// The names that nearly all members of features and geometries have, which are not worth keeping as texts.
const USUAL: [&str; 8] = ["type", "coordinates", "geometry", "properties", "id", "bbox", "features", "geometries"];

impl<'a> Names<'a> {
    /// Whether this name came before.
    pub(super) fn again(&mut self, name: Cow<'a, str>) -> bool {
        let Some(place) = USUAL.iter().position(|usual| *usual == name) else {
            return !self.others.insert(name);
        };
        let before = self.usual;
        self.usual |= 1 << place;
        before == self.usual
    }
}

/// A member that an object holds twice or more often.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::formats) struct Twice {
    /// Its name.
    pub(in crate::formats) name: String,
    /// Where its name stands first in the text.
    pub(in crate::formats) first: usize,
    /// Where it stands last.
    pub(in crate::formats) last: usize,
    /// Whether its values are not all the same.
    pub(in crate::formats) differs: bool,
}

/// The members that the object at an offset of a text holds twice, in the order of their last places.
pub(in crate::formats) fn members_twice(text: &str, object: usize) -> Vec<Twice> {
    let mut seen: BTreeMap<Cow<'_, str>, (Twice, &str)> = BTreeMap::new();
    let mut scan = Scanner::new(text, object);
    // The text was read before, so that nothing is wrong with it.
    let _read = members(&mut scan, &mut |name, at, value| {
        let value = &text[value];
        if let Some((twice, before)) = seen.get_mut(&name) {
            twice.last = at;
            twice.differs |= !is_same(before, value);
        } else {
            let once = Twice { name: name.clone().into_owned(), first: at, last: at, differs: false };
            seen.insert(name, (once, value));
        }
    });
    let mut twice: Vec<Twice> =
        seen.into_values().map(|(twice, _)| twice).filter(|twice| twice.last > twice.first).collect();
    twice.sort_by_key(|twice| twice.last);
    twice
}

/// What of the object at an offset of a text does not count, since members of the same names stand after it: from the name of each to that
/// of the next member.
pub(in crate::formats) fn overridden(text: &str, object: usize) -> Vec<Range<usize>> {
    let mut places: Vec<(Cow<'_, str>, usize)> = Vec::new();
    let _read = members(&mut Scanner::new(text, object), &mut |name, at, _| places.push((name, at)));
    let last: BTreeMap<&str, usize> = places.iter().map(|(name, at)| (&**name, *at)).collect();
    let pairs = places.windows(2).filter(|pair| last[&*pair[0].0] != pair[0].1);
    pairs.map(|pair| pair[0].1..pair[1].1).collect()
}

/// Goes through the members of an object: the name of each, where that stands, and where its value does.
fn members<'a>(
    scan: &mut Scanner<'a>,
    each: &mut dyn FnMut(Cow<'a, str>, usize, Range<usize>),
) -> Result<(), ReadError> {
    scan.open(b'{', "expected.properties")?;
    while let Some((at, name)) = scan.placed_member()? {
        let start = scan.place();
        scan.skip()?;
        each(name, at, start..start + scan.since(start).len());
    }
    Ok(())
}

/// Whether two values are one, however they are spaced.
fn is_same(a: &str, b: &str) -> bool {
    let parsed = |text: &str| serde_json::from_str::<JsonValue>(text).ok();
    a == b || parsed(a).zip(parsed(b)).is_some_and(|(a, b)| a == b)
}

/// Every object of a text that holds a member twice, by where it begins, and in which member of the outermost object it stands; none of a
/// text that is no object.
pub(in crate::formats) fn objects_twice(text: &str) -> Vec<(Option<String>, usize)> {
    let mut scan = Scanner::new(text, 0);
    let outermost = scan.place();
    let mut twice: Vec<(Option<String>, usize)> =
        members_twice(text, 0).first().map(|_| (None, outermost)).into_iter().collect();
    let read = members(&mut scan, &mut |name, _, at| {
        let mut inside = Vec::new();
        let _read = value(&mut Scanner::new(text, at.start), &mut inside, 0);
        inside.sort_unstable();
        twice.extend(inside.into_iter().map(|object| (Some(name.clone().into_owned()), object)));
    });
    if read.and_then(|()| scan.end()).is_ok() { twice } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::{members_twice, objects_twice, overridden};

    #[test]
    fn members_are_told_that_come_again() {
        let text = r#"{"a":1,"b":[{"c":1,"c":1.0}],"a": 2,"\u0061":2,"d":{"e":{},"e": {} }}"#;
        let found: Vec<(usize, String, bool)> = objects_twice(text)
            .into_iter()
            .flat_map(|(inside, object)| {
                assert_eq!(
                    inside.as_deref(),
                    [(0, None), (12, Some("b")), (51, Some("d"))]
                        .iter()
                        .find(|of| of.0 == object)
                        .expect("an object")
                        .1
                );
                members_twice(text, object).into_iter().map(move |t| (object, t.name, t.differs))
            })
            .collect();
        let expected = [(0, "a", true), (12, "c", true), (51, "e", false)];
        assert_eq!(found, expected.map(|(at, name, differs)| (at, name.to_owned(), differs)));
        assert_eq!(overridden(text, 0), [1..7, 29..36]);
        let twice = members_twice(text, 0);
        assert!(text[twice[0].first..].starts_with("\"a\":1") && text[twice[0].last..].starts_with("\"\\u0061\""));
        assert!(members_twice("{}", 0).is_empty() && members_twice("no", 0).is_empty());
    }
}
