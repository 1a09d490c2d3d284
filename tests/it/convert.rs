//! `zonemap convert`: which files it writes by which names, what it says, and that it never writes over what it reads.

use std::fs;
use std::path::Path;

use tempfile::TempDir;
use zonemap::formats::{OpenOptions, open};
use zonemap::project::{Feature, Project};

use crate::common::{Answer, names, zonemap};

fn keys(project: &Project) -> Vec<&str> {
    project.layers[0].data.features().iter().map(Feature::key).collect()
}

fn convert(folder: &Path, args: &[&str]) -> Answer {
    let paths: Vec<String> = args
        .iter()
        .map(|arg| arg.strip_prefix("./").map_or((*arg).to_owned(), |name| folder.join(name).display().to_string()))
        .collect();
    zonemap(["convert".to_owned()].into_iter().chain(paths))
}

#[test]
fn the_command_writes_packs_and_tells() {
    let folder = TempDir::new().expect("a folder for the test");
    let parts = "geodata/zones.geojson";
    for (target, more) in [
        ("./a.shp", &[][..]),
        ("./a.shp.zip", &[]),
        ("./b.zip", &["--format", "shapefile", "--to", "EPSG:4547"]),
        ("./a.kmz", &[]),
        ("./b.kmz", &["--format", "kmz"]),
        ("./archive", &["--format", "KMZ"]),
        ("./a.geojson.gz", &[]),
        ("./a.TXT", &["--to", "EPSG:4526"]),
        ("./c.csv", &[]),
    ] {
        let done = convert(folder.path(), &[&[parts, target], more].concat());
        assert_eq!(done.code, 0, "{target}: {}", done.err);
        assert!(done.err.contains("4 features written to"), "{target}: {}", done.err);
        assert_eq!(done.out, "", "{target}");
        let read = open(&folder.path().join(&target[2..]), &OpenOptions::default()).expect(target);
        assert_eq!(keys(&read), keys(&open(Path::new(parts), &OpenOptions::default()).expect("the areas")), "{target}");
    }
    // An index of what was there before would hide what is there now.
    fs::write(folder.path().join("a.qix"), "an index").expect("a file");
    assert_eq!(convert(folder.path(), &[parts, "./a.shp"]).code, 0);
    assert!(!names(folder.path()).contains(&"a.qix".to_owned()));
    let out = convert(folder.path(), &[parts, "-", "--format", "geojsonseq", "--quiet"]);
    assert_eq!((out.code, out.out.lines().count(), out.err.as_str()), (0, 4, ""));
}

#[test]
fn the_command_never_writes_over_what_it_reads_and_says_what_it_expects() {
    let folder = TempDir::new().expect("a folder for the test");
    fs::copy("geodata/zones.geojson", folder.path().join("in.geojson")).expect("a copy");
    let before = fs::read(folder.path().join("in.geojson")).expect("the copy");
    for (args, code, said) in [
        (&["./in.geojson", "./in.geojson"][..], 2, "is the same file"),
        (&["./in.geojson", "./out.pdf"], 2, "a format that can be written"),
        (&["./in.geojson", "./out"], 2, "a format that can be written"),
        (&["./in.geojson", "./out.kml", "--to", "EPSG:1"], 2, "epsg:n"),
        (&["./in.geojson", "./out.shp.gz"], 2, ".zip"),
        (&["./in.geojson", "-", "--format", "shapefile"], 2, ".zip"),
        (&["./none.geojson", "./out.csv"], 3, "no such file"),
        (&["./in.geojson", "./no/folder/out.csv"], 4, "there is no such folder"),
    ] {
        let done = convert(folder.path(), args);
        assert_eq!(done.code, code, "{args:?}: {}", done.err);
        assert!(done.err.to_lowercase().contains(said), "{args:?}: {}", done.err);
    }
    assert_eq!(fs::read(folder.path().join("in.geojson")).expect("the copy"), before);
    assert_eq!(names(folder.path()), ["in.geojson"]);
}
