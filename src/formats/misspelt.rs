//! Members and properties whose names are nearly those that are read: what stands in them is lost, though somebody meant it.
//! Must not know what any of them means.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use geojson::JsonObject;
use serde_json::Value;

use super::OpenOptions;
use super::declared::{self, PROPERTIES, TextOf, is_blank, text_of_value};
use crate::geometry::{Shape, ShapeKind};
use crate::project::{Feature, FeatureId, Layer, ProjectContent, RemarkKind, SEGMENT_PROPERTIES, Style};

/// Names of so many letters are known with one letter wrong; shorter ones are too like other words.
const MIN_LETTERS: usize = 7;
/// Words of which one is in every usual way to write a name that is a letter off those of declared figures: one half of `declared`, or else the
/// unit, is whole.
const HALVES: [&str; 10] =
    ["decl", "ared", "Decl", "DECL", "ARED", "_km2", "_m2", "_ha\"", "_mu\"", "\u{ff44}\u{ff45}\u{ff43}"];

/// A name that is nearly one that is read, and that one: the same where it stands in another place than it is read at.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Misspelt<'a> {
    is_property: bool,
    found: String,
    expected: Cow<'a, str>,
}

/// Names that are read, and which names were found to be nearly one of them: a file has the same few at each feature.
struct Known<'a> {
    names: Vec<Cow<'a, str>>,
    is_property: bool,
    /// Whether a letter may be wrong.
    with_letter: bool,
    nearly: RefCell<BTreeMap<String, Option<Cow<'a, str>>>>,
}

/// All the names that are looked for.
struct Names<'a> {
    members: Known<'a>,
    declared: Known<'a>,
    segments: Known<'a>,
}

/// Tells a project of such names, each once a file with the features that have it.
pub(super) fn remark(project: &mut ProjectContent, text_of: &TextOf<'_>, options: &OpenOptions) {
    let mut found: BTreeMap<(Option<usize>, Misspelt<'_>), Vec<FeatureId>> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let names = Names::of(options);
    for id in project.feature_ids() {
        let Some((layer, feature)) = project.layers.get(id.layer).zip(project.feature(id)) else { continue };
        let members = names.in_members(feature, project.shape(id));
        for name in members.into_iter().chain(names.in_properties(layer, feature, options)) {
            // A feature that several layers show is one.
            if seen.insert((project.itself(id), name.clone())) {
                found.entry((layer.file, name)).or_default().push(id);
            }
        }
    }
    let told = found.into_iter().map(|((_, name), features)| {
        let Misspelt { is_property, found, expected } = name;
        (features[0], RemarkKind::Misspelt { is_property, found, expected: expected.into_owned(), features })
    });
    let told: Vec<(FeatureId, RemarkKind)> = told.collect();
    let words = |kind: &RemarkKind| -> Cow<'static, str> {
        if let RemarkKind::Misspelt { found, .. } = kind { format!("{found:?}").into() } else { "".into() }
    };
    let remarks = declared::placed(project, told, text_of, &words);
    project.remarks.extend(remarks);
}

impl<'a> Names<'a> {
    fn of(options: &'a OpenOptions) -> Self {
        let declared = match &options.declared {
            // Any name may be nearly that which the user says, of which no letter is wrong.
            Some((named, _)) => Known::new(&[named], true, false),
            None => Known::new(&PROPERTIES.map(|(name, _)| name), true, true),
        };
        let members = Known::new(&["properties", "geometry", "id", "crs"], false, true);
        Self { members, declared, segments: Known::new(&SEGMENT_PROPERTIES, true, true) }
    }

    /// Members of a feature that it lacks by their right names, or that hold what such a one would beside it.
    fn in_members(&self, feature: &Feature, shape: Option<Shape<'_>>) -> Vec<Misspelt<'a>> {
        let Some(members) = &feature.foreign_members else { return Vec::new() };
        let members = members.read_once();
        let lacks = |name: &str| match name {
            "properties" => feature.properties.is_none(),
            "geometry" => shape.is_none_or(|shape| shape.kind() == ShapeKind::None),
            "id" => feature.id.is_none(),
            _ => !members.contains_key(name),
        };
        let is_second = |name: &Misspelt<'_>| {
            matches!(&*name.expected, "geometry" | "properties")
                && plain(&name.found) == plain(&name.expected)
                && members[&name.found].as_object().is_some_and(|object| !object.is_empty())
        };
        let mut found = self.members.among(&members);
        found.retain(|name| lacks(&name.expected) || is_second(name));
        // A figure beside the properties, not among them.
        let is_figure = |name: &&Cow<'a, str>| members.get(&***name).is_some_and(|value| !value.is_null());
        let beside = self.declared.names.iter().filter(is_figure).cloned();
        found.extend(beside.map(|name| Misspelt { is_property: false, found: name.to_string(), expected: name }));
        found
    }

    /// Properties of a feature that are nearly a declared figure, or what is said of a boundary segment.
    fn in_properties(&self, layer: &Layer, feature: &Feature, options: &OpenOptions) -> Vec<Misspelt<'a>> {
        let asks_for_declared = match &options.declared {
            Some((named, _)) => feature.properties.once(named).is_none(),
            None => feature.properties.has_text(&HALVES),
        };
        let is_boundary = layer.style == Style::Boundary;
        if !asks_for_declared && !is_boundary {
            return Vec::new();
        }
        let properties = feature.properties.read_once();
        let mut found = if asks_for_declared { self.declared.among(&properties) } else { Vec::new() };
        if is_boundary {
            found.extend(self.segments.among(&properties));
        }
        found
    }
}

impl<'a> Known<'a> {
    fn new(names: &[&'a str], is_property: bool, with_letter: bool) -> Self {
        let names = names.iter().copied().map(Cow::Borrowed).collect();
        Self { names, is_property, with_letter, nearly: RefCell::default() }
    }

    /// Those of some members that are nearly known ones and not blank.
    fn among(&self, members: &JsonObject) -> Vec<Misspelt<'a>> {
        let misspelt = |(name, value): (&String, &Value)| {
            let expected = self.nearest(name)?;
            let is_lost = !value.is_null() && !is_blank(&text_of_value(value));
            is_lost.then(|| Misspelt { is_property: self.is_property, found: name.clone(), expected })
        };
        members.iter().filter_map(misspelt).collect()
    }

    /// The known name that another is nearly; none for one that is known.
    fn nearest(&self, name: &str) -> Option<Cow<'a, str>> {
        if let Some(known) = self.nearly.borrow().get(name) {
            return known.clone();
        }
        let is_known = self.names.iter().any(|known| known == name);
        let own = plain(name);
        let is_so = |known: &&Cow<'a, str>| own == plain(known);
        let is_near =
            |known: &&Cow<'a, str>| self.with_letter && known.len() >= MIN_LETTERS && is_one_off(&own, &plain(known));
        let nearest = || self.names.iter().find(is_so).or_else(|| self.names.iter().find(is_near)).cloned();
        let nearest = if is_known { None } else { nearest() };
        self.nearly.borrow_mut().insert(name.to_owned(), nearest.clone());
        nearest
    }
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
