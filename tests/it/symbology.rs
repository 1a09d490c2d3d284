//! Layers coloured and labelled by a field: what `project.json` may say of it, what is drawn, what the legend tells, what `render` takes.
//! Must not know how values are grouped, which has its own tests.

use std::fs;

use serde_json::{Value, json};
use tempfile::TempDir;
use zonemap::draw::{Emblem, draw, legend};
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap::picture::{ColourRole, Item, Sign};
use zonemap::project::{ColourBy, Colouring, Grouping, Labelling, Project};
use zonemap::session::{Action, Session, Settings};

use crate::common::{area, findings_of, open_text, project_of, zonemap};

/// Squares side by side with a land use and a price.
pub(crate) fn parcels(count: u32) -> Vec<Value> {
    let uses = ["housing", "housing", "trade", "工業", "مدرسة"];
    let parcel = |at: u32| {
        let x = f64::from(at);
        let price = if at % 6 == 5 { json!(null) } else { json!(at * at) };
        let properties = json!({"use": uses[(at % 5) as usize], "price": price, "name": format!("parcel {at}")});
        area(&("p", [x, 0.0, x + 1.0, 1.0]), &properties)
    };
    (0..count)
        .map(|at| {
            let mut parcel = parcel(at);
            parcel["id"] = json!(format!("p{at}"));
            parcel
        })
        .collect()
}

pub(crate) fn plain(count: u32) -> Project {
    open_text(json!({"type": "FeatureCollection", "features": parcels(count)}).to_string()).expect("it opens")
}

/// A project with one layer that says more of itself.
fn folder(more: &Value) -> TempDir {
    let folder = project_of(&[("parcels", "area", parcels(20))], &json!({}));
    let path = folder.path().join("project.json");
    let mut manifest: Value = serde_json::from_str(&fs::read_to_string(&path).expect("a text")).expect("JSON");
    manifest["layers"][0].as_object_mut().expect("a layer").extend(more.as_object().expect("members").clone());
    fs::write(path, manifest.to_string()).expect("a file");
    folder
}

fn session(project: Project) -> Session {
    let mut session = Session::new(project, Settings { reduced_motion: true, lang: Lang::En, ..Settings::default() });
    session.apply(Action::Resize([1600.0, 400.0]));
    session
}

/// The colour of each feature's tint.
fn tints(session: &Session) -> Vec<ColourRole> {
    let tint = |item: Item| if let Item::Fill { slice, role, .. } = item { Some((slice, role)) } else { None };
    let fills = draw(session).map.into_iter().filter_map(tint);
    fills
        .flat_map(|(slice, role)| slice.features.clone().map(move |at| slice.role(role, at)).collect::<Vec<_>>())
        .collect()
}

fn words(session: &Session) -> Vec<String> {
    let word = |sign: Sign| if let Sign::Label(label) = sign { Some(label.text) } else { None };
    draw(session).signs.into_iter().filter_map(word).collect()
}

fn rows(session: &Session) -> Vec<(String, Option<String>)> {
    legend(session).into_iter().map(|row| (row.words, row.figure)).collect()
}

fn row(words: &str, figure: &str) -> (String, Option<String>) {
    (words.to_owned(), Some(figure.to_owned()))
}

#[test]
fn a_plain_file_has_one_muted_colour_and_two_have_two() {
    let one = session(plain(3));
    assert_eq!(tints(&one), [ColourRole::Muted(0); 3]);
    let both = session(plain(3).together_with(plain(2)));
    assert_eq!(tints(&both), [vec![ColourRole::Muted(0); 3], vec![ColourRole::Muted(1); 2]].concat());
    assert_eq!(rows(&both), [row("a", "3"), row("a", "2")], "a row for each layer, not for each area");
}

#[test]
fn few_areas_of_a_project_have_a_colour_each_and_many_have_one() {
    let of = |count: u32| {
        let folder = project_of(&[("parcels", "area", parcels(count))], &json!({}));
        tints(&session(open(folder.path(), &OpenOptions::default()).expect("a project")))
    };
    assert_eq!(of(6), (0..6).map(ColourRole::Category).collect::<Vec<_>>());
    assert_eq!(of(7), [ColourRole::Muted(0); 7], "of seven two would have the same colour");
    let plain = open(folder(&json!({"colour_by": false})).path(), &OpenOptions::default()).expect("a project");
    assert!(tints(&session(plain)).iter().all(|role| *role == ColourRole::Muted(0)));
}

#[test]
fn values_have_a_colour_each_with_the_most_frequent_first() {
    let mut session = session(plain(20));
    session.apply(Action::ColourBy { layer: 0, colouring: Colouring::by("use") });
    let expected: Vec<ColourRole> = (0..20).map(|at| ColourRole::Qualitative([0, 0, 1, 2, 3][at % 5])).collect();
    assert_eq!(tints(&session), expected);
    let told = rows(&session);
    assert_eq!(told[0], ("a, by use".to_owned(), None));
    assert_eq!(told[1..], [row("housing", "8"), row("trade", "4"), row("工業", "4"), row("مدرسة", "4")]);
    assert_eq!(legend(&session)[1].emblem, Emblem::Tint(ColourRole::Qualitative(0)));
    assert!(
        !draw(&session).map.iter().any(|item| matches!(item, Item::Glow { .. })),
        "tints that mean something are even"
    );
}

#[test]
fn numbers_have_classes_and_what_has_no_value_a_tone_of_its_own() {
    let mut session = session(plain(20));
    session.apply(Action::ColourBy { layer: 0, colouring: Colouring::by("price") });
    let found = tints(&session);
    assert_eq!(
        (found[0], found[19], found[5]),
        (ColourRole::Sequential(0), ColourRole::Sequential(4), ColourRole::NoValue)
    );
    let told = rows(&session);
    assert_eq!(told.len(), 7, "{told:?}");
    assert_eq!(told[6], row("no value", "3"));
    assert!(told[1].0.starts_with("0 – ") && told[5].0.ends_with(" – 361"), "{told:?}");
    let by = ColourBy { field: "price".to_owned(), classes: Some(Grouping::Categories) };
    session.apply(Action::ColourBy { layer: 0, colouring: Colouring::By(by.into()) });
    let told = rows(&session);
    assert_eq!(told.len(), 10, "{told:?}");
    assert_eq!(told[8], row("other values (10)", "10"));
}

#[test]
fn a_field_that_is_not_there_leaves_all_without_a_value() {
    let mut session = session(plain(3));
    session.apply(Action::ColourBy { layer: 0, colouring: Colouring::by("nope") });
    assert_eq!(tints(&session), [ColourRole::NoValue; 3]);
    session.apply(Action::ColourBy { layer: 9, colouring: Colouring::by("use") });
    session.apply(Action::LabelBy { layer: 9, labelling: Labelling::Nothing });
    assert_eq!(tints(&session), [ColourRole::NoValue; 3], "there is no such layer");
    session.apply(Action::ColourBy { layer: 0, colouring: Colouring::One });
    assert_eq!(tints(&session), [ColourRole::Muted(0); 3]);
}

#[test]
fn labels_are_names_or_values_or_nothing() {
    let mut session = session(plain(4));
    assert!(words(&session).iter().any(|word| word.starts_with("parcel")), "{:?}", words(&session));
    session.apply(Action::LabelBy { layer: 0, labelling: Labelling::Field("use".into()) });
    assert_eq!(words(&session).iter().filter(|word| *word == "housing").count(), 2, "{:?}", words(&session));
    assert!(!words(&session).iter().any(|word| word.contains("km")), "no area beside a value");
    session.apply(Action::LabelBy { layer: 0, labelling: Labelling::Field("price".into()) });
    assert_eq!(
        words(&session).iter().filter(|word| ["0", "1", "4", "9"].contains(&word.as_str())).count(),
        4,
        "{:?}",
        words(&session)
    );
    session.apply(Action::LabelBy { layer: 0, labelling: Labelling::Nothing });
    assert!(
        !words(&session).iter().any(|word| word.starts_with("parcel") || word.contains("km²")),
        "{:?}",
        words(&session)
    );
}

#[test]
fn a_project_says_how_its_layers_are_coloured_and_labelled() {
    let said = folder(&json!({"colour_by": {"field": "price", "classes": "equal-interval"}, "label_by": "use"}));
    let project = open(said.path(), &OpenOptions::default()).expect("a project");
    let by = ColourBy { field: "price".to_owned(), classes: Some(Grouping::EqualInterval) };
    assert_eq!(project.layers[0].colouring, Colouring::By(by.into()));
    assert_eq!(project.layers[0].labelling, Labelling::Field("use".into()));
    let said = folder(&json!({"colour_by": "use", "label_by": false}));
    let project = open(said.path(), &OpenOptions::default()).expect("a project");
    assert_eq!(
        (&project.layers[0].colouring, &project.layers[0].labelling),
        (&Colouring::by("use"), &Labelling::Nothing)
    );
    for (wrong, expected) in [
        (json!({"colour_by": 7}), "the name of a field, an object with `field`, or false"),
        (json!({"colour_by": true}), "the name of a field"),
        (json!({"colour_by": {"field": "use", "classes": "jenks"}}), "jenks"),
        (json!({"colour_by": {"classes": "quantiles"}}), "field"),
        (json!({"label_by": 7}), "the name of a field, or false"),
    ] {
        let refused = open(folder(&wrong).path(), &OpenOptions::default()).expect_err("a refusal");
        let message = refused.message(Lang::En);
        assert!(message.contains("project.json") && message.contains(expected), "{wrong}: {message}");
    }
}

#[test]
fn a_field_that_no_feature_has_is_a_warning_at_its_place() {
    let said = folder(&json!({"colour_by": "usee", "label_by": "use"}));
    let answer = zonemap(["verify", said.path().to_str().expect("a plain path"), "--format", "json"]);
    let found = findings_of(&answer, "empty-field");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0, "warning");
    assert!(
        found[0].1.contains("colour_by") && found[0].1.contains("usee") && found[0].1.contains("parcels"),
        "{found:?}"
    );
    assert_eq!(found[0].2, Some(1));
}

#[test]
fn render_takes_fields_for_all_layers_or_one() {
    let folder = project_of(&[("one", "area", parcels(9)), ("two", "area", parcels(9))], &json!({}));
    let path = folder.path().to_str().expect("a plain path");
    let scene = |args: &[&str]| {
        let answer = zonemap([&["render", path, "-o", "-", "--format", "scene"], args].concat());
        (answer.code, answer.out, answer.err)
    };
    let (code, all, err) = scene(&["--colour-by", "use", "--label-by", "use"]);
    assert!(code == 0 && !err.contains("joins"), "{err}");
    assert_eq!(
        all.matches("Own (Qualitative(0) 4, Qualitative(1) 2, Qualitative(2) 2, Qualitative(3) 1)").count(),
        2,
        "{all}"
    );
    let (_, one, _) = scene(&["--colour-by", "two=price", "--classes", "equal-interval", "--label-by", "none"]);
    assert_eq!(
        (one.matches("Sequential").count() > 1, one.contains("Muted(0)"), one.contains("parcel")),
        (true, true, false)
    );
    for args in [&["--colour-by", "nope"][..], &["--colour-by", "two=nope"], &["--label-by", "nope"]] {
        let (code, _, err) = scene(args);
        assert!(code == 2 && err.contains("nope") && err.contains("price, use"), "{err}");
    }
    assert_eq!(scene(&["--classes", "quantiles"]).0, 2, "classes of what?");
}

#[test]
fn every_kind_of_picture_takes_the_colours_of_values() {
    let file = TempDir::new().expect("a folder");
    let path = file.path().join("a.geojson");
    fs::write(&path, json!({"type": "FeatureCollection", "features": parcels(9)}).to_string()).expect("a file");
    let path = path.to_str().expect("a plain path");
    for kind in ["svg", "pdf", "png"] {
        let [plain, coloured] = [&[][..], &["--colour-by", "use"]].map(|args| {
            let output = file.path().join(format!("out-{}.{kind}", args.len()));
            let output = output.to_str().expect("a plain path");
            let answer = zonemap([&["render", path, "-o", output], args].concat());
            assert_eq!(answer.code, 0, "{}", answer.err);
            fs::read(output).expect("the file")
        });
        assert_ne!(plain, coloured, "{kind}");
        if kind == "svg" {
            let text = String::from_utf8(coloured).expect("a text");
            assert!(text.contains("#56b4e9") || text.contains("#56B4E9"), "{text}");
        }
    }
}
