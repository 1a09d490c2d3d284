//! Datasets: what tells one from another, what fields it has, and a source that answers with parts, of which nothing is called clean.
//! Must not know how a dataset is stored.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use zonemap::geometry::{Extent, Shapes};
use zonemap::i18n::{Lang, Localized};
use zonemap::project::{Completeness, Dataset, FeatureStore, FieldKind, Layer, Project, ProjectContent};
use zonemap::report::VerifyReport;
use zonemap::verify::{Severity, Tolerances, check};

use crate::common::{Area, area, open_text};

const AREAS: [Area; 3] = [("a", [0.0, 0.0, 1.0, 1.0]), ("b", [1.0, 0.0, 2.0, 1.0]), ("c", [2.0, 0.0, 3.0, 1.0])];

fn read(areas: &[Area], properties: &Value) -> Arc<Dataset> {
    let features: Vec<Value> = areas.iter().map(|one| area(one, properties)).collect();
    let text = json!({"type": "FeatureCollection", "features": features}).to_string();
    Arc::clone(&open_text(text).expect("a file").layers[0].data)
}

/// A source that reads one more feature each time that it is asked, and then all the features in the box that it has by then.
struct Slow {
    all: Arc<Dataset>,
    read: Mutex<usize>,
}

impl FeatureStore for Slow {
    fn query(&self, extent: Extent, _: f64) -> Arc<Dataset> {
        let mut read = self.read.lock().expect("no other thread broke");
        *read = (*read + 1).min(self.all.features().len());
        let (mut features, mut shapes) = (Vec::new(), Shapes::default());
        let known = self.all.features().iter().zip(self.all.shapes().iter()).take(*read);
        for (feature, shape) in known.filter(|(_, shape)| shape.extent().intersects(&extent)) {
            features.push(feature.clone());
            shapes.push_shape(shape);
        }
        let is_all = features.len() == self.all.features().len();
        let answer = Dataset::new(features, shapes, *self.all.frame());
        Arc::new(if is_all { answer } else { answer.partial() })
    }
}

fn project_of(data: Arc<Dataset>) -> Project {
    let mut project = ProjectContent::default();
    let mut layer = Layer::new("parcels", Localized::plain("Parcels"), Dataset::default());
    layer.data = data;
    project.layers.push(layer);
    project.into()
}

/// A part is shown as it is, and verified with an error that says so, whatever the part itself is like.
#[test]
fn a_source_answers_with_parts_of_which_none_is_called_clean() {
    let all = read(&AREAS, &json!({}));
    let everything = all.shapes().extent();
    let slow = Slow { all, read: Mutex::new(0) };
    for expected in 1..=3 {
        let answer = slow.query(everything, 0.0);
        assert_eq!(answer.features().len(), expected);
        let is_whole = answer.completeness() == Completeness::Whole;
        assert_eq!(is_whole, expected == 3);
        let found = check(&project_of(Arc::clone(&answer)), &Tolerances::default());
        let errors: Vec<&str> =
            found.iter().filter(|one| one.severity == Severity::Error).map(|one| one.message.get(Lang::En)).collect();
        let mut report = VerifyReport::new(Tolerances::default());
        report.add(project_of(answer), Lang::En);
        assert_eq!(report.summary.errors, usize::from(!is_whole));
        if !is_whole {
            assert!(errors.iter().all(|error| error.contains("only part of layer Parcels")), "{errors:?}");
        }
    }
    // Of a place it has all of, it still has but a part of the whole.
    let east = Extent { west: everything.east - 0.001, ..everything };
    let answer = slow.query(east, 1.0);
    assert_eq!((answer.features().len(), answer.completeness()), (1, Completeness::Partial));
}

/// What is worked out of a dataset is kept by its revision: a copy has the same, an answer read anew another.
#[test]
fn a_revision_tells_datasets_apart() {
    let first = read(&AREAS, &json!({}));
    let copy = Dataset::clone(&first);
    assert_eq!(copy.revision(), first.revision());
    assert_ne!(read(&AREAS, &json!({})).revision(), first.revision());
    let area_m2 = first.area_m2(0);
    assert_eq!(copy.known_area_m2(0), Some(area_m2), "a copy shares what is known");
    assert_eq!(FeatureStore::query(&first, Extent::EMPTY, 9.0).revision(), first.revision());
}

#[test]
fn fields_have_the_kind_of_their_values() {
    let texts = [
        json!({"name": "a", "floors": 3, "built": true, "mixed": 1, "list": [1], "blank": null}),
        json!({"name": "b", "floors": null, "mixed": "two"}),
    ];
    let features: Vec<Value> = AREAS.iter().zip(&texts).map(|(one, properties)| area(one, properties)).collect();
    let text = json!({"type": "FeatureCollection", "features": features}).to_string();
    let project = open_text(text).expect("a file");
    let fields: Vec<(&str, FieldKind)> = project.layers[0].data.fields().into_iter().collect();
    let expected = [
        ("blank", FieldKind::Other),
        ("built", FieldKind::Boolean),
        ("floors", FieldKind::Number),
        ("list", FieldKind::Other),
        ("mixed", FieldKind::Other),
        ("name", FieldKind::Text),
    ];
    assert_eq!(fields, expected);
    assert_eq!(project.layers[0].data.named("b").collect::<Vec<_>>(), [1]);
}
