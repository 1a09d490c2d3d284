//! The report of one feature: agreement, share and sentences, wherever they are read.
//! Must not know which panel reads them.

use zonemap::i18n::Lang;
use zonemap::project::{Certainty, Project, ProjectContent};
use zonemap::report::{FeatureReport, SegmentReport};
use zonemap::verify::area_checks;

use crate::common::{builtin, open_text};

fn report<'a>(project: &'a Project, key: &str) -> FeatureReport<'a> {
    FeatureReport::of(project, project.named(0, key).next().expect(key)).expect("a feature")
}

/// Two squares, one of them within the other, with what is declared of each.
fn squares(inner: &str, outer: &str) -> Project {
    let square = |id: &str, half: f64, declared: &str| {
        format!(
            r#"{{"type":"Feature","id":"{id}","properties":{{{declared}}},"geometry":{{"type":"Polygon","coordinates":
            [[[0,0],[{half},0],[{half},{half}],[0,{half}],[0,0]]]}}}}"#
        )
    };
    let features = [square("inner", 0.01, inner), square("outer", 0.02, outer)].join(",");
    let text = format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#);
    let mut project = ProjectContent::clone(&open_text(&text).expect("two squares"));
    let [inner, outer] = ["inner", "outer"].map(|key| project.named(0, key).next().expect(key));
    let origin = zonemap::project::Origin::Project;
    project.wholes = vec![zonemap::project::Whole { whole: outer, parts: vec![inner], origin }];
    project.into()
}

#[test]
fn a_report_agrees_where_verify_does() {
    for project in [builtin(), squares("", r#""declared_km2": 0"#), squares(r#""declared_km2": 1.2"#, "")] {
        for check in area_checks(&project) {
            let report = FeatureReport::of(&project, check.id).expect("a feature");
            assert_eq!(report.check, check);
            let spoken = report.spoken(Lang::En);
            assert_eq!(spoken.contains("does not agree"), check.agrees == Some(false), "{spoken}");
            assert_eq!(report.verdict(Lang::En).is_some(), check.declared.is_some());
        }
    }
}

#[test]
fn a_share_is_declared_of_declared_or_else_measured_of_measured() {
    for (inner, outer, part, declared) in [
        (r#""declared_km2": 1"#, r#""declared_km2": 5"#, 0.2, true),
        (r#""declared_km2": 1"#, "", 0.25, false),
        ("", r#""declared_km2": 5"#, 0.25, false),
        ("", "", 0.25, false),
    ] {
        let project = squares(inner, outer);
        let share = report(&project, "inner").share().expect("a part");
        assert!((share.part - part).abs() < 1e-4, "{inner} {outer}: {}", share.part);
        assert_eq!(share.declared_whole.is_some(), declared, "{inner} {outer}");
        assert_eq!(report(&project, "outer").share(), None);
    }
    assert_eq!(report(&squares(r#""declared_km2": 1"#, r#""declared_km2": 0"#), "inner").share(), None);
}

#[test]
fn what_is_pasted_begins_with_what_the_card_says() {
    let project = builtin();
    for id in project.areal_ids() {
        let report = FeatureReport::of(&project, id).expect("a feature");
        for lang in Lang::ALL {
            let (area, areas) = (report.copied_area(lang), report.copied_areas(lang));
            assert!(area.starts_with(&format!("{}: {}", report.name(lang), report.areas(lang))), "{area}");
            assert!(areas.starts_with(&area), "{areas}");
            let explanation = report.explanation(&report.methods()).expect("it is declared");
            assert!(areas.contains(explanation.get(lang)), "{areas}");
        }
    }
}

#[test]
fn a_segment_says_how_long_it_is_and_how_it_is_known() {
    let project = builtin();
    let zone = report(&project, "zone");
    let rows = zone.copied_boundary(Lang::En);
    assert_eq!(rows.lines().count(), zone.boundary_segments().len() + 2);
    for id in zone.boundary_segments() {
        let segment = SegmentReport::of(&project, id).expect("a stretch");
        assert!(rows.contains(&segment.name(Lang::En)) && segment.length(Lang::En).contains("km"));
        assert_eq!(segment.fitted(Lang::En).is_some(), segment.boundary.line == Some(Certainty::Fitted));
    }
}
