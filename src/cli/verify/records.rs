//! A file of several datasets whose features are records, through `verify` to every form of its report.
//! Must not know how such a file is read.

use std::fs;
use std::path::Path;

use crate::formats::{OpenOptions, open};
use crate::i18n::Lang;
use crate::report::{REPORT_FORMS, ReportStyle, VerifyReport};
use crate::verify::Tolerances;

/// Two parcels and two plots, of which the first says what is no figure and the second one that is not so.
const FILE: &[u8] = b"\0RECp\x02a1\x00\x00\x01\x01b1\x01\x00\x02\x01q\x02c?\x0a\x00\x0b\x01d9\x0b\x00\x0c\x01";

fn written(report: &VerifyReport, form: &str, lang: Lang) -> String {
    let form = REPORT_FORMS.iter().find(|known| known.id == form).expect(form);
    let mut text = Vec::new();
    (form.write)(report, ReportStyle { lang, ..ReportStyle::default() }, &mut text).expect("a report");
    String::from_utf8(text).expect("a text")
}

fn reported(path: &Path, lang: Lang) -> VerifyReport {
    let mut report = VerifyReport::new(Tolerances::default());
    match open(path, &OpenOptions { keep_text: true, ..OpenOptions::default() }) {
        Ok(project) => report.add(project, lang),
        Err(error) => report.add_unreadable(&error.path, error.place, error.message(lang)),
    }
    report
}

#[test]
fn every_form_names_the_record() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.rec");
    fs::write(&path, FILE).expect("a file");
    let report = reported(&path, Lang::En);
    assert_eq!(report.areas.len(), 4, "of both datasets");
    let records = |rule: &str| {
        let own = report.findings.iter().filter(|row| row.rule == rule);
        own.map(|row| row.place.record).collect::<Vec<_>>()
    };
    assert_eq!(records("unreadable-declared"), [Some(3)]);
    assert_eq!(records("declared-area").last(), Some(&Some(4)));
    let shown = path.to_str().expect("a plain path");
    for form in ["text", "junit", "markdown"] {
        let text = written(&report, form, Lang::En).replace('\\', "");
        assert!(text.contains("a.rec, record 3") && text.contains("a.rec, record 4"), "{form}: {text}");
    }
    for (form, at) in [("json", "/findings"), ("geojson", "/features"), ("sarif", "/runs/0/results")] {
        let report: serde_json::Value = serde_json::from_str(&written(&report, form, Lang::En)).expect("JSON");
        let rows = report.pointer(at).and_then(serde_json::Value::as_array).expect("rows");
        let record = |row: &serde_json::Value| match form {
            "json" => row["record"].clone(),
            "geojson" => row["properties"]["record"].clone(),
            _ => row["locations"][0]["logicalLocations"][0]["name"].clone(),
        };
        let expected = if form == "sarif" { "record 4".into() } else { serde_json::Value::from(4) };
        assert!(rows.iter().any(|row| record(row) == expected), "{form}: {report}");
    }
    assert!(written(&reported(&path, Lang::ZhHant), "text", Lang::ZhHant).contains(&format!("{shown}、第 3 條記錄")));
}

/// Layers that select from such a file, and a file that breaks off.
#[test]
fn a_record_is_named_wherever_it_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a.rec"), FILE).expect("a file");
    let layer = |id: &str, declared: &str| {
        format!(r#"{{"id": "{id}", "title": "{id}", "file": "a.rec", "select": {{"declared_km2": "{declared}"}}}}"#)
    };
    let layers = [layer("ones", "1"), layer("nines", "9")].join(",");
    let manifest = format!(r#"{{"schema": "zonemap-project/1", "title": "Records", "layers": [{layers}]}}"#);
    fs::write(folder.path().join("project.json"), manifest).expect("a file");
    let report = reported(folder.path(), Lang::En);
    assert_eq!(report.areas.iter().map(|row| &*row.id).collect::<Vec<_>>(), ["a", "b", "d"]);
    let of_d = report.findings.iter().find(|row| row.rule == "declared-area" && row.features == ["d"]);
    assert_eq!(of_d.and_then(|row| row.place.record), Some(4));
    let broken = folder.path().join("b.rec");
    fs::write(&broken, &FILE[..FILE.len() - 1]).expect("a file");
    let report = reported(&broken, Lang::En);
    assert_eq!(report.files[0].place.record, Some(4));
    let message = report.files[0].error.clone().expect("a message");
    assert!(message.contains("b.rec, record 4: "), "{message}");
    for form in ["text", "sarif"] {
        assert!(written(&report, form, Lang::En).contains("record 4"), "{form}");
    }
}
