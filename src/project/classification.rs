//! The features of a dataset in groups by what they say in a field: categories by their values, or classes of numbers.
//! Must not know a colour.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use super::breaks::{CLASSES, ends_told, equal_intervals, quantiles, rounded, rounded_within};
use super::field::{FieldValue, text_shown};
use super::natural_breaks::natural_breaks;
use super::{ColourBy, Dataset, Grouping};
use crate::i18n::Localized;

/// At most so many categories have a colour of their own; those that are left share one.
pub(super) const MAX_CATEGORIES: usize = 7;

/// The features of a dataset in groups. A copy shares them.
#[derive(Clone, Debug, PartialEq)]
pub struct Classification {
    groups: Arc<[ValueGroup]>,
    codes: Arc<[u8]>,
}

/// Features that say the same, or nearly.
#[derive(Clone, Debug, PartialEq)]
pub struct ValueGroup {
    /// What they say.
    pub what: GroupKind,
    /// How many there are.
    pub count: usize,
}

/// What the features of a group say.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupKind {
    /// This number.
    Number(f64),
    /// This text.
    Text(Localized),
    /// A number of a class.
    Class {
        /// Which class, from 0.
        at: usize,
        /// How many classes there are.
        of: usize,
        /// The number that it begins with; of whole numbers the least that can be in it, else those of the class before end with it.
        from: f64,
        /// The greatest number that can be in it.
        to: f64,
    },
    /// One of so many other values.
    Others(usize),
    /// Nothing: null, a blank text, or no such member at all.
    NoValue,
}

impl Classification {
    /// Puts the features of a dataset in groups. It looks at each of them, which takes about a second for a million.
    #[must_use]
    pub fn new(data: &Dataset, by: &ColourBy) -> Self {
        let read =
            |feature: &super::Feature| Some(feature.properties.once(&by.field)?).filter(|value| !value.is_null());
        let values: Vec<Option<FieldValue>> =
            data.features().iter().map(|feature| FieldValue::of(&read(feature)?)).collect();
        let numbers: Option<Vec<f64>> = values.iter().flatten().map(FieldValue::as_number).collect();
        let numbers = numbers.filter(|numbers| !numbers.is_empty());
        let classed = match (numbers, by.classes) {
            (None, _) | (_, Some(Grouping::Categories)) => None,
            (Some(numbers), None) => has_many(&numbers).then_some((numbers, Grouping::Quantiles)),
            (Some(numbers), Some(grouping)) => Some((numbers, grouping)),
        };
        match classed {
            Some((numbers, grouping)) => Self::classes(&values, numbers, grouping),
            None => Self::categories(&values, &|at| data.feature(at).and_then(read)),
        }
    }

    /// The groups: categories with the most frequent first, or classes from the least; then the others; then those that say nothing. None of them is
    /// empty but for classes of equal width.
    #[must_use]
    pub fn groups(&self) -> &[ValueGroup] {
        &self.groups
    }

    /// Whether they are classes of numbers.
    #[must_use]
    pub fn has_classes(&self) -> bool {
        self.groups.iter().any(|group| matches!(group.what, GroupKind::Class { .. }))
    }

    /// Which group each feature is in, by its place.
    #[must_use]
    pub fn codes(&self) -> &Arc<[u8]> {
        &self.codes
    }

    /// The group of a feature, by its place.
    #[must_use]
    pub fn group(&self, feature: usize) -> Option<&ValueGroup> {
        self.groups.get(usize::from(*self.codes.get(feature)?))
    }

    /// Puts each feature into one of some groups, the last of which is for those that say nothing, and leaves out that one where none does.
    fn put(values: &[Option<FieldValue>], mut kinds: Vec<GroupKind>, group: impl Fn(&FieldValue) -> usize) -> Self {
        let without = kinds.len();
        kinds.push(GroupKind::NoValue);
        let code = |value: &Option<FieldValue>| value.as_ref().map_or(without, &group);
        // There are a handful of groups.
        let codes: Arc<[u8]> = values.iter().map(|value| u8::try_from(code(value)).unwrap_or(u8::MAX)).collect();
        let mut counts = vec![0; kinds.len()];
        codes.iter().for_each(|code| counts[usize::from(*code)] += 1);
        if counts[without] == 0 {
            kinds.pop();
        }
        let groups = kinds.into_iter().zip(counts).map(|(what, count)| ValueGroup { what, count }).collect();
        Self { groups, codes }
    }

    fn classes(values: &[Option<FieldValue>], mut numbers: Vec<f64>, grouping: Grouping) -> Self {
        numbers.sort_by(f64::total_cmp);
        let (least, greatest) = (numbers[0], numbers[numbers.len() - 1]);
        let is_whole = numbers.iter().all(|number| number.fract() == 0.0);
        let mut ends = match grouping {
            Grouping::EqualInterval => rounded(least, &equal_intervals(least, greatest)),
            Grouping::NaturalBreaks => rounded_within(&numbers, &natural_breaks(&numbers, usize::from(CLASSES))),
            Grouping::Quantiles | Grouping::Categories => {
                let mut ends = rounded(least, &quantiles(&numbers));
                let mut before = 0;
                ends.retain(|end| {
                    let up_to = numbers.partition_point(|number| number <= end);
                    std::mem::replace(&mut before, up_to) < up_to
                });
                ends
            }
        };
        if is_whole {
            ends = ends.into_iter().map(f64::floor).collect();
            ends.dedup();
        }
        let told = ends_told(least, &ends);
        let of = ends.len();
        let from = |at: usize| match at.checked_sub(1) {
            None => told[0],
            Some(before) => ends[before] + if is_whole { 1.0 } else { 0.0 },
        };
        let to = |at: usize| if at + 1 == of { told[1] } else { ends[at] };
        let kinds = (0..of).map(|at| GroupKind::Class { at, of, from: from(at), to: to(at) }).collect();
        Self::put(values, kinds, |value| {
            let number = value.as_number().unwrap_or(greatest);
            ends.partition_point(|end| *end < number).min(of - 1)
        })
    }

    /// `read` gives the value of a feature by its place as it stands in the file.
    fn categories(values: &[Option<FieldValue>], read: &dyn Fn(usize) -> Option<Value>) -> Self {
        let mut found: HashMap<Key<'_>, (usize, usize)> = HashMap::new();
        for (at, value) in values.iter().enumerate() {
            if let Some(value) = value {
                found.entry(Key::of(value)).or_insert((0, at)).0 += 1;
            }
        }
        let mut found: Vec<(Key<'_>, (usize, usize))> = found.into_iter().collect();
        // The most frequent first; of those that are as frequent the first in the file.
        found.sort_unstable_by_key(|(_, (count, first))| (usize::MAX - count, *first));
        let others = found.split_off(found.len().min(MAX_CATEGORIES));
        let kind = |(key, (_, first)): &(Key<'_>, (usize, usize))| match key {
            Key::Number(bits) => GroupKind::Number(f64::from_bits(*bits)),
            Key::Text(text) => {
                GroupKind::Text(read(*first).map_or_else(|| Localized::plain(text), |value| text_shown(&value)))
            }
        };
        let mut kinds: Vec<GroupKind> = found.iter().map(kind).collect();
        let places: HashMap<Key<'_>, usize> = found.iter().enumerate().map(|(at, (key, _))| (*key, at)).collect();
        if !others.is_empty() {
            kinds.push(GroupKind::Others(others.len()));
        }
        let rest = found.len();
        Self::put(values, kinds, |value| places.get(&Key::of(value)).copied().unwrap_or(rest))
    }
}

/// A value that is compared with others.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Key<'a> {
    Number(u64),
    Text(&'a str),
}

impl<'a> Key<'a> {
    fn of(value: &'a FieldValue) -> Self {
        match value {
            FieldValue::Number(number) => Self::Number(number.to_bits()),
            FieldValue::Text(text) => Self::Text(text),
        }
    }
}

/// Whether there are more different numbers than categories.
fn has_many(numbers: &[f64]) -> bool {
    let mut found: Vec<f64> = Vec::new();
    numbers.iter().any(|number| {
        let is_new = !found.iter().any(|other| other.total_cmp(number).is_eq());
        if is_new {
            found.push(*number);
        }
        found.len() > MAX_CATEGORIES
    })
}

#[cfg(test)]
mod tests;
