//! A project folder some of whose files cannot be read: the rest is shown, and the show goes on.
//! Must not know a window: it asks for the rest by itself.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use zonemap::draw::draw;
use zonemap::formats::{OpenOptions, open, open_rest};
use zonemap::i18n::Lang;
use zonemap::project::Project;
use zonemap::session::{Action, Session, Settings};
use zonemap::show::Deck;

use crate::common::{files_below, repository};

/// The built-in project in a folder, changed in some way.
fn changed(change: impl Fn(&dyn Fn(&str) -> PathBuf)) -> TempDir {
    let folder = TempDir::new().expect("a folder for the test");
    for path in files_below("geodata", "json") {
        let name = path.strip_prefix("geodata/").expect("a file of geodata");
        fs::copy(repository(&path), folder.path().join(name)).expect("a copy");
    }
    change(&|name| folder.path().join(name));
    folder
}

/// The rest of it, and what is told in English.
fn rest(folder: &TempDir) -> (Project, Vec<String>) {
    let (project, missing) = open_rest(folder.path(), &OpenOptions::default()).expect("the rest opens");
    (project, missing.iter().map(|error| error.message(Lang::En)).collect())
}

/// Draws every stop of the project's show.
fn draw_show(project: Project) -> usize {
    let mut session = Session::new(project, Settings { reduced_motion: true, ..Settings::default() });
    session.apply(Action::Resize([1280.0, 720.0]));
    let stops: Vec<usize> = Deck::of(session.project()).shown().map(|(at, _)| at).collect();
    for &stop in &stops {
        assert!(!draw(&session.at_stop(stop, None, [1280.0, 720.0])).signs.is_empty());
    }
    stops.len()
}

#[test]
fn a_file_that_is_not_there_or_broken_leaves_its_layer_out_alone() {
    for change in [
        |path: &dyn Fn(&str) -> PathBuf| fs::remove_file(path("local_roads.geojson")).expect("a file less"),
        |path: &dyn Fn(&str) -> PathBuf| fs::write(path("local_roads.geojson"), "{\"type\":").expect("a broken file"),
    ] {
        let folder = changed(change);
        assert!(open(folder.path(), &OpenOptions::default()).is_err(), "who verifies is told that it is not whole");
        let (project, told) = rest(&folder);
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("local_roads.geojson"), "{}", told[0]);
        assert!(project.layers.iter().all(|layer| layer.id != "roads"));
        assert_eq!(project.layers.len(), crate::common::builtin().layers.len() - 1);
        assert_eq!(project.declared.len(), 4);
        assert!(draw_show(project) > 15);
    }
}

#[test]
fn what_is_said_of_missing_features_goes_with_them() {
    let folder = changed(|path| {
        fs::remove_file(path("zones.geojson")).expect("a file less");
        fs::remove_file(path("places.geojson")).expect("a file less");
    });
    let (project, told) = rest(&folder);
    assert_eq!(told.len(), 2);
    assert!(project.declared.is_empty() && project.wholes.is_empty());
    assert_eq!(project.own.policy.items.len(), 160, "what the policy says is said");
    draw_show(project);
}

#[test]
fn with_nothing_left_to_show_nothing_is_opened() {
    let folder = changed(|path| {
        let manifest = r#"{"schema": "zonemap-project/1", "title": "x", "layers": [{"id": "a", "file": "gone.geojson", "title": "a"},
            {"id": "b", "file": "lost.geojson", "title": "b"}]}"#;
        fs::write(path("project.json"), manifest).expect("a manifest");
    });
    let error = open_rest(folder.path(), &OpenOptions::default()).expect_err("nothing is left");
    assert!(error.message(Lang::En).contains("gone.geojson"));
}
