//! Data pasted onto the map is opened; what is none, or goes into a field, changes nothing.

use egui::Event;
use zonemap::i18n::Lang;
use zonemap_window_kit::kittest::Queryable as _;

use crate::common::builtin;
use crate::export::first_told;
use crate::face::wait_for_opening;
use crate::window::window;

#[test]
fn data_that_is_pasted_is_opened_whatever_its_format() {
    let mut harness = window(builtin(), Lang::En);
    for (text, format) in [
        ("POLYGON ((113 23, 113.01 23, 113.01 23.01, 113 23.01, 113 23))", "wkt"),
        (r#"{"type":"Point","coordinates":[113.5,23.1]}"#, "geojson"),
        ("lon,lat,name\n113.5,23.1,pier\n", "csv"),
    ] {
        harness.event(Event::Paste(text.to_owned()));
        harness.run_steps(2);
        wait_for_opening(&mut harness);
        let project = harness.state().session().project();
        assert_eq!((project.files.len(), project.files[0].format, project.files[0].features), (1, format, 1), "{text}");
    }
}

#[test]
fn what_is_no_data_is_told_and_what_goes_into_a_field_is_not_opened() {
    let mut harness = window(builtin(), Lang::En);
    harness.event(Event::Paste("a line of words".to_owned()));
    let told = first_told(&mut harness);
    assert!(told.contains("no data that can be opened"), "{told}");
    harness.get_by_role(egui::Role::SearchInput).focus();
    harness.run_steps(2);
    harness.event(Event::Paste("POINT (113 23)".to_owned()));
    harness.run_steps(3);
    wait_for_opening(&mut harness);
    let title = harness.state().session().project().title().get(Lang::En).to_owned();
    assert_eq!(title, builtin().title().get(Lang::En));
}
