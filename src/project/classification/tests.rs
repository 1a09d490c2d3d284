//! Groups of features by what they say in a field: the odd values above all.
//! Must not know a colour.

use super::{Classification, GroupKind, MAX_CATEGORIES};
use crate::crs::CoordinateFrame;
use crate::geometry::{ShapeKind, Shapes};
use crate::i18n::Lang;
use crate::project::{ColourBy, Dataset, Feature, FieldKind, Grouping};
use serde_json::{Value, json};

/// Features without geometry that say these in a field; null is no member at all for every other feature.
fn data(values: &[Value]) -> Dataset {
    let mut shapes = Shapes::default();
    let feature = |(at, value): (usize, &Value)| {
        let members =
            if value.is_null() && at % 2 == 1 { json!({"other": 1}) } else { json!({"f": value, "other": 1}) };
        let Value::Object(members) = members else { panic!("an object") };
        Feature::new(None, members, None, None, at)
    };
    let features: Vec<Feature> = values.iter().enumerate().map(feature).collect();
    for _ in &features {
        shapes.end_shape(ShapeKind::Point);
    }
    Dataset::new(features, shapes, CoordinateFrame::default())
}

fn classified(values: &[Value], classes: Option<Grouping>) -> Classification {
    Classification::new(&data(values), &ColourBy { field: "f".to_owned(), classes })
}

/// Each group in words with its count.
fn told(classification: &Classification) -> Vec<(String, usize)> {
    let words = |what: &GroupKind| match what {
        GroupKind::Number(number) => format!("{number}"),
        GroupKind::Text(text) => text.get(Lang::En).to_owned(),
        GroupKind::Class { from, to, .. } => format!("{from}..{to}"),
        GroupKind::Others(count) => format!("{count} others"),
        GroupKind::NoValue => "none".to_owned(),
    };
    classification.groups().iter().map(|group| (words(&group.what), group.count)).collect()
}

fn rows(rows: &[(&str, usize)]) -> Vec<(String, usize)> {
    rows.iter().map(|(words, count)| ((*words).to_owned(), *count)).collect()
}

#[test]
fn the_most_frequent_value_comes_first_and_no_value_last() {
    let values = [json!("b"), json!(null), json!("a"), json!("a"), json!(""), json!("c"), json!(null)];
    let found = classified(&values, None);
    assert_eq!(told(&found), rows(&[("a", 2), ("b", 1), ("c", 1), ("none", 3)]));
    assert_eq!(**found.codes(), [1, 3, 0, 0, 3, 2, 3]);
    assert_eq!(found.group(2).map(|group| group.count), Some(2));
    assert_eq!(found.group(7), None);
}

/// The groups of `mapclassify.FisherJenks` with `k=5`, whose ends are -23, -5, 9, 25 and 40; each end rounded before the next number.
#[test]
fn natural_breaks_keep_each_number_in_its_class() {
    let numbers = [
        20, 9, -12, -12, -10, 25, -14, -11, 2, -7, -9, -27, -5, -14, 18, 8, -5, 8, -12, 16, -5, 7, -31, 2, -39, -46,
        -11, -23, -2, 40,
    ];
    let found = classified(&numbers.map(|number| json!(number)), Some(Grouping::NaturalBreaks));
    assert_eq!(told(&found), rows(&[("-46..-20", 5), ("-19..-5", 13), ("-4..10", 7), ("11..30", 4), ("31..40", 1)]));
}

#[test]
fn a_thousand_values_are_seven_categories_and_the_others() {
    let mut values: Vec<Value> = (0..1000).map(|n| json!(format!("value {n}"))).collect();
    values.extend(vec![json!("value 999"); 3]);
    let found = told(&classified(&values, None));
    assert_eq!(found.len(), MAX_CATEGORIES + 1);
    assert_eq!(found[0], ("value 999".to_owned(), 4));
    assert_eq!(found[1], ("value 0".to_owned(), 1), "of equals the first in the file");
    assert_eq!(found[MAX_CATEGORIES], ("993 others".to_owned(), 993));
    let summaries = data(&values).field_summaries();
    let field = &summaries[0];
    assert_eq!((field.name.as_str(), field.kind, field.distinct, field.said), ("f", FieldKind::Text, 1000, 1003));
}

#[test]
fn long_and_foreign_texts_are_categories_as_they_are() {
    let long = "長".repeat(10_000);
    let values =
        [json!(long), json!("مرحبا"), json!("👨‍👩‍👧"), json!(long), json!("\u{202e}abc"), json!("NaN"), json!("NaN")];
    let found = classified(&values, None);
    let words: Vec<String> = told(&found).into_iter().map(|(words, _)| words).collect();
    assert_eq!(words, [long.as_str(), "NaN", "مرحبا", "👨‍👩‍👧", "\u{202e}abc"]);
}

#[test]
fn mixed_types_are_categories_and_numbers_alike_are_one() {
    let values =
        [json!(1), json!(1.0), json!("1"), json!(" 1 "), json!(true), json!("x"), json!([1]), json!({"en": "y"})];
    let found = classified(&values, Some(Grouping::Quantiles));
    assert_eq!(told(&found), rows(&[("1", 4), ("true", 1), ("x", 1), ("[1]", 1), ("y", 1)]));
}

#[test]
fn nothing_one_value_and_no_features_have_groups_too() {
    assert_eq!(told(&classified(&[], None)), rows(&[]));
    assert_eq!(told(&classified(&[json!(null), json!(null)], Some(Grouping::Quantiles))), rows(&[("none", 2)]));
    assert_eq!(told(&classified(&[json!(7), json!(7)], None)), rows(&[("7", 2)]));
    for grouping in [Grouping::Quantiles, Grouping::EqualInterval] {
        let found = classified(&[json!(7), json!(7), json!(null)], Some(grouping));
        assert_eq!(told(&found), rows(&[("7..7", 2), ("none", 1)]));
    }
}

#[test]
fn few_numbers_are_categories_and_many_are_classes() {
    let few: Vec<Value> = (0..80).map(|n| json!(n % 7)).collect();
    assert_eq!(told(&classified(&few, None)).len(), MAX_CATEGORIES);
    let many: Vec<Value> = (0..90).map(|n| json!(format!("{}", n % 9))).collect();
    let found = told(&classified(&many, None));
    assert_eq!(
        found,
        rows(&[("0..1", 20), ("2..3", 20), ("4..5", 20), ("6..7", 20), ("8..8", 10)]),
        "numbers in texts"
    );
}

/// The counts of mapclassify 2.10 for `y = [n * n * 0.5 + n ** 3 * 0.01 for n in range(1, 24)]`: `EqualInterval(y, k=5)`, and
/// `UserDefined(y, [16, 60, 130, 240, 386.17])`, these being the ends of its `Quantiles(y, k=5)` rounded.
#[test]
fn classes_hold_as_many_as_those_of_mapclassify() {
    let values: Vec<Value> = (1..24).map(f64::from).map(|n| json!(n * n * 0.5 + n.powi(3) * 0.01)).collect();
    let counts =
        |grouping| told(&classified(&values, Some(grouping))).into_iter().map(|(_, count)| count).collect::<Vec<_>>();
    assert_eq!(counts(Grouping::EqualInterval), [11, 4, 3, 2, 3]);
    assert_eq!(counts(Grouping::Quantiles), [5, 5, 4, 4, 5]);
}

#[test]
fn whole_numbers_have_classes_that_do_not_overlap() {
    let values: Vec<Value> = (0..100).map(|n| json!(n * n)).chain([json!(null)]).collect();
    let found = classified(&values, None);
    let ends: Vec<(f64, f64)> = found
        .groups()
        .iter()
        .filter_map(|group| if let GroupKind::Class { from, to, .. } = group.what { Some((from, to)) } else { None })
        .collect();
    assert!(ends.windows(2).all(|pair| pair[1].0 > pair[0].1), "{ends:?}");
    assert_eq!(found.groups().iter().map(|group| group.count).sum::<usize>(), 101);
    for (feature, value) in values.iter().enumerate().take(100) {
        let Some(GroupKind::Class { from, to, .. }) = found.group(feature).map(|group| &group.what) else {
            panic!("a class")
        };
        let number = value.as_f64().expect("a number");
        assert!((*from..=*to).contains(&number), "{number} is not from {from} to {to}");
    }
}

#[test]
fn fields_are_counted_in_the_order_of_the_file() {
    let summaries = data(&[json!("1.5"), json!("2"), json!(null), json!("2.0")]).field_summaries();
    let told: Vec<_> = summaries.iter().map(|f| (f.name.as_str(), f.kind, f.distinct, f.said)).collect();
    assert_eq!(told, [("f", FieldKind::Number, 2, 3), ("other", FieldKind::Number, 1, 4)]);
    assert_eq!(data(&[json!(null)]).field_summaries()[0].kind, FieldKind::Other);
    assert!(data(&[]).field_summaries().is_empty());
}
