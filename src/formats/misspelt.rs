//! Members and properties whose names are nearly those that are read: what stands in them is lost, though somebody meant it.
//! Must not know what any of them means.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::OpenOptions;
use super::declared::{self, PROPERTIES, TextOf, is_blank, text_of_value};
use crate::geometry::{Shape, ShapeKind};
use crate::project::{Feature, FeatureId, LIMIT_PROPERTIES, Layer, Project, RemarkKind, Style};

/// Names of so many letters are known with one letter wrong; shorter ones are too like other words.
const MIN_LETTERS: usize = 7;
/// Words of which one is in every usual way to write a name that is a letter off those of declared figures: one half of `declared` is whole.
const HALVES: [&str; 5] = ["decl", "ared", "Decl", "DECL", "ARED"];

/// A name that is nearly one that is read, and that one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Misspelt<'a> {
    is_property: bool,
    found: String,
    expected: Cow<'a, str>,
}

/// Tells a project of such names, each once a file with the features that have it.
pub(super) fn remark(project: &mut Project, text_of: &TextOf<'_>, options: &OpenOptions) {
    let mut found: BTreeMap<(Option<usize>, Misspelt<'_>), Vec<FeatureId>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for id in project.feature_ids() {
        let Some((layer, feature)) = project.layers.get(id.layer).zip(project.feature(id)) else { continue };
        let members = in_members(feature, project.shape(id));
        for name in members.into_iter().chain(in_properties(layer, feature, options)) {
            // A feature that several layers show is one.
            if seen.insert((project.in_file(id).unwrap_or((usize::MAX, id.feature)), name.clone())) {
                found.entry((layer.file, name)).or_default().push(id);
            }
        }
    }
    let told = found.into_iter().map(|((_, name), features)| {
        let Misspelt { is_property, found, expected } = name;
        (features[0], RemarkKind::Misspelt { is_property, found, expected: expected.into_owned(), features })
    });
    let told: Vec<(FeatureId, RemarkKind)> = told.collect();
    let at = |id: FeatureId, kind: &RemarkKind| {
        let (path, text, offset) = text_of(id);
        let key = if let RemarkKind::Misspelt { found, .. } = kind { format!("{found:?}") } else { String::new() };
        (path, text, offset + text[offset..].find(&key).unwrap_or(0))
    };
    project.remarks.extend(declared::placed(told, at));
}

/// Members of a feature that it lacks by their right names.
fn in_members<'a>(feature: &Feature, shape: Option<Shape<'_>>) -> Vec<Misspelt<'a>> {
    if feature.foreign_members.is_none() {
        return Vec::new();
    }
    let members = feature.foreign_members.read_once();
    let lacks = [
        ("properties", feature.properties.is_none()),
        ("geometry", shape.is_none_or(|shape| shape.kind() == ShapeKind::None)),
        ("id", feature.id.is_none()),
        ("crs", !members.contains_key("crs")),
    ];
    let known: Vec<Cow<'a, str>> =
        lacks.into_iter().filter(|(_, lacks)| *lacks).map(|(name, _)| Cow::Borrowed(name)).collect();
    nearly(members.iter(), &known, false, true)
}

/// Properties of a feature that are nearly a declared figure, or what is said of a stretch of boundary.
fn in_properties<'a>(layer: &Layer, feature: &Feature, options: &'a OpenOptions) -> Vec<Misspelt<'a>> {
    let mut found = Vec::new();
    match &options.declared {
        // Any name may be nearly that which the user says, of which no letter is wrong.
        Some((named, _)) if feature.properties.once(named).is_none() => {
            found = nearly(feature.properties.read_once().iter(), &[Cow::Borrowed(named)], true, false);
        }
        None if feature.properties.has_text(&HALVES) => {
            let known = PROPERTIES.map(|(name, _)| Cow::Borrowed(name));
            found = nearly(feature.properties.read_once().iter(), &known, true, true);
        }
        Some(_) | None => {}
    }
    if layer.style == Style::Limit {
        let known = LIMIT_PROPERTIES.map(Cow::Borrowed);
        found.extend(nearly(feature.properties.read_once().iter(), &known, true, true));
    }
    found
}

/// Those of some members that are nearly known ones and not blank.
fn nearly<'a, 'b>(
    members: impl Iterator<Item = (&'b String, &'b Value)>,
    known: &[Cow<'a, str>],
    is_property: bool,
    with_letter: bool,
) -> Vec<Misspelt<'a>> {
    let unknown = members.filter(|(name, _)| !known.iter().any(|known| known == *name));
    let lost = unknown.filter(|(_, value)| !value.is_null() && !is_blank(&text_of_value(value)));
    let misspelt = |(name, _): (&String, &Value)| {
        let is_so = |known: &&Cow<'a, str>| plain(name) == plain(known);
        let is_near = |known: &&Cow<'a, str>| {
            with_letter && known.len() >= MIN_LETTERS && is_one_off(&plain(name), &plain(known))
        };
        let expected = known.iter().find(is_so).or_else(|| known.iter().find(is_near))?.clone();
        Some(Misspelt { is_property, found: name.clone(), expected })
    };
    lost.filter_map(misspelt).collect()
}

/// A name in small letters without what people put between words, full-width and raised characters as ordinary ones.
fn plain(name: &str) -> Vec<char> {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '²' => '2',
        other => other,
    };
    let is_between = |c: &char| c.is_whitespace() || matches!(c, '_' | '-' | '.' | '\u{200b}' | '\u{feff}');
    name.chars().map(narrow).filter(|c| !is_between(c)).flat_map(char::to_lowercase).collect()
}

/// Whether two names differ in one letter: another, one more, one less, or two the wrong way round.
fn is_one_off(a: &[char], b: &[char]) -> bool {
    let before = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[before..], &b[before..]);
    let after = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    match (&a[..a.len() - after], &b[..b.len() - after]) {
        (a, b) if a.len() + b.len() == 1 || (a.len() == 1 && b.len() == 1) => true,
        ([a, z], [b, y]) => a == y && z == b,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{is_one_off, plain};

    #[test]
    fn names_are_alike_whatever_stands_between_their_words() {
        for name in
            ["Declared_km2", "declared_km2 ", "DECLARED-KM2", "declaredKm2", "declared km²", "ｄｅｃｌａｒｅｄ＿ｋｍ２"]
        {
            assert_eq!(plain(name), plain("declared_km2"), "{name}");
        }
        for (name, is_near) in [
            ("declard_km2", true),
            ("decclared_km2", true),
            ("declared_km", true),
            ("delcared_km2", true),
            ("declered_km2", true),
            ("declared_km2", false),
            ("declared_area", false),
            ("decalerd_km2", false),
            ("", false),
        ] {
            assert_eq!(is_one_off(&plain(name), &plain("declared_km2")), is_near, "{name}");
        }
    }
}
