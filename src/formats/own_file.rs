//! A project's own files, `project.json` and `policy.json`, with each member once: of those that stand twice in an object the last counts.
//! Must not know what their members mean, but for which of them decide what is checked.

use std::borrow::Cow;

use super::geojson::{members_twice, objects_twice, overridden};
use super::oddities::duplicate;
use crate::project::{Remark, SourcePosition};

/// Members of a `project.json` that decide what is checked and against what.
const GRAVE: [&str; 4] = ["schema", "layers", "declared_areas", "wholes"];
/// Members of its layers that only say how they are called and drawn, and the languages of their titles.
const SHOWN: [&str; 11] = [
    "title",
    "name_property",
    "visible",
    "opacity",
    "colour_by",
    "label_by",
    "field",
    "classes",
    "zh-Hant",
    "zh-Hans",
    "en",
];

/// A text in which nothing stands that a later member of the same name overrides: blanks stand there instead, so that all else stays at its
/// offset. One that is no JSON stays as it is.
pub(super) fn once(text: &str) -> Cow<'_, str> {
    let twice = objects_twice(text).into_iter();
    let ranges: Vec<_> = twice.flat_map(|(_, object)| overridden(text, object)).collect();
    if ranges.is_empty() {
        return Cow::Borrowed(text);
    }
    let is_kept = |at: usize| !ranges.iter().any(|range| range.contains(&at));
    let blank = |(at, byte): (usize, u8)| if is_kept(at) || byte.is_ascii_whitespace() { byte } else { b' ' };
    // Whole characters are blanked, so that the text stays one.
    String::from_utf8(text.bytes().enumerate().map(blank).collect()).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Members that stand twice in a `project.json`.
pub(super) fn of_manifest(path: &str, text: &str) -> Vec<Remark> {
    let decides = |inside: Option<&str>, member: &str| match inside {
        None => GRAVE.contains(&member),
        Some("layers") => !SHOWN.contains(&member),
        Some(inside) => GRAVE.contains(&inside),
    };
    twice(path, text, &decides)
}

/// Members that stand twice in a `policy.json`, of which nothing is checked but its names.
pub(super) fn of_policy(path: &str, text: &str) -> Vec<Remark> {
    twice(path, text, &|_, _| false)
}

fn twice(path: &str, text: &str, decides: &dyn Fn(Option<&str>, &str) -> bool) -> Vec<Remark> {
    let of_object = |(inside, object): (Option<String>, usize)| {
        let remark = |twice: super::geojson::Twice| Remark {
            path: path.to_owned(),
            place: Some(SourcePosition::at(text, twice.last).into()),
            feature: None,
            kind: duplicate(
                SourcePosition::at(text, twice.first),
                twice.differs && decides(inside.as_deref(), &twice.name),
                twice,
            ),
        };
        members_twice(text, object).into_iter().map(remark).collect::<Vec<_>>()
    };
    objects_twice(text).into_iter().flat_map(of_object).collect()
}

#[cfg(test)]
mod tests {
    use super::once;

    #[test]
    fn what_is_overridden_is_blank_and_all_else_where_it_was() {
        for (text, kept) in [
            (r#"{"a":1,"b":2}"#, r#"{"a":1,"b":2}"#),
            (r#"{"a":1,"b":2,"a":3}"#, r#"{      "b":2,"a":3}"#),
            ("{\"a\":\"區\",\n \"a\":{\"b\":1,\"b\":2}}", "{          \n \"a\":{      \"b\":2}}"),
            (r#"{"a":1,"a":2"#, r#"{"a":1,"a":2"#),
            (r#"{"a":1,"a":2} x"#, r#"{"a":1,"a":2} x"#),
            ("[]", "[]"),
        ] {
            assert_eq!(once(text), kept);
        }
    }
}
