//! A second project, as unlike the built-in one as can be: plain texts, other units, a hole, an id that is a number, a western longitude.
//! Must not know the built-in zone.

use zonemap::formats::{OpenOptions, open};
use zonemap::geometry::LonLat;
use zonemap::i18n::Lang;
use zonemap::project::{Project, Tie};

use crate::common::{repository, zonemap};

const FOLDER: &str = "tests/projects/harbour";

fn harbour() -> Project {
    open(&repository(FOLDER), &OpenOptions::default()).expect("the harbour opens")
}

fn keys(project: &Project, lon: f64, lat: f64) -> Vec<String> {
    let found = project.identify(LonLat { lon, lat }, 25.0);
    found.iter().filter_map(|found| Some(project.feature(found.id)?.key().to_owned())).collect()
}

#[test]
fn it_verifies_clean_by_folder_and_by_manifest() {
    for path in [FOLDER.to_owned(), format!("{FOLDER}/project.json")] {
        let answer = zonemap(["verify", &path, "--format", "json"]);
        assert_eq!(answer.code, 0, "{}{}", answer.out, answer.err);
        let report = answer.json();
        // GeographicLib 2.1 (Python), Geodesic.WGS84.Polygon(): 166.653 057 545, 79.738 313 568 and 86.914 743 977 ha.
        for (at, (id, declared_km2, m2)) in
            [("harbour", "1.667", 1_666_530.575), ("quay", "0.797383", 797_383.136), ("1.50", "0.869333", 869_147.440)]
                .iter()
                .enumerate()
        {
            let row = &report["areas"][at];
            assert_eq!((row["id"].as_str(), row["declared_km2"].as_str()), (Some(*id), Some(*declared_km2)));
            let off_m2 = row["measured_m2"].as_f64().expect("an area") - m2;
            assert!(off_m2.abs() <= 0.001, "{id} is off by {off_m2} m²");
            assert_eq!(row["agrees"], true, "{id}");
        }
        let sum = &report["sums"][0];
        assert_eq!((&sum["agrees"], &sum["declared_agrees"]), (&true.into(), &true.into()));
        assert_eq!(report["summary"]["errors"], 0);
    }
}

#[test]
fn its_places_are_identified() {
    let project = harbour();
    assert_eq!(keys(&project, -3.005, 50.002), ["quay", "harbour"]);
    assert_eq!(keys(&project, -2.99, 50.008), ["1.50", "harbour"]);
    // In the hole: no area, but the ferry runs through it and the light stands in it.
    assert_eq!(keys(&project, -2.995, 50.005), ["#2"]);
    assert_eq!(keys(&project, -2.996, 50.005), ["light", "#2"]);
    assert_eq!(keys(&project, -2.996, 50.0055), [""; 0]);
    // The hole's vertex belongs to the area round it, and a border to both sides.
    assert_eq!(keys(&project, -2.998, 50.004), ["1.50", "harbour"]);
    assert_eq!(keys(&project, -3.0, 50.002), ["quay", "1.50", "harbour"]);
}

#[test]
fn a_plain_text_is_the_text_in_every_language() {
    let project = harbour();
    for lang in Lang::ALL {
        assert_eq!(project.own.title.get(lang), "Harbour");
    }
    let quay = project.named(0, "quay").next().expect("the quay");
    let name = project.feature(quay).expect("the quay").name();
    assert_eq!([Lang::En, Lang::ZhHant, Lang::ZhHans].map(|lang| name.get(lang)), ["Quay", "碼頭", "碼頭"]);
}

#[test]
fn its_policy_is_on_its_cards() {
    let project = harbour();
    let card = |key: &str| project.card(project.named(0, key).next().expect(key));
    let ids = |tie: Tie, key: &str| card(key).tied(tie).map(|measure| measure.item.id.clone()).collect::<Vec<_>>();
    assert_eq!(card("quay").focus.len(), 1);
    assert_eq!((ids(Tie::Inferred, "quay"), ids(Tie::ZoneWide, "quay")), (vec!["c".to_owned()], Vec::new()));
    assert_eq!((ids(Tie::Stated, "1.50"), ids(Tie::ZoneWide, "1.50")), (vec!["b".to_owned()], vec!["c".to_owned()]));
    assert_eq!(ids(Tie::ZoneWide, "harbour"), ["c"]);
    assert_eq!(card("light").facts.iter().map(|item| item.id.as_str()).collect::<Vec<_>>(), ["d"]);
    assert!(card("#2").facts.is_empty() && card("#2").measures.is_empty());
}

#[test]
fn its_file_alone_is_summed_by_containment() {
    let answer = zonemap(["verify", "tests/projects/harbour/areas.geojson", "--format", "json"]);
    assert_eq!(answer.code, 0);
    let report = answer.json();
    assert_eq!(report["sums"][0]["whole"], "harbour");
    assert_eq!(report["sums"][0]["parts"], serde_json::json!(["quay", "1.50"]));
    assert_eq!(report["findings"][0]["rule"], "nothing-declared");
}
