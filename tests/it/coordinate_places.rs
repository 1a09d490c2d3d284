//! Where a coordinate stands in its file: the text at the line and the column that are said is that very coordinate.
//! Must not know which rules ask.

use tempfile::TempDir;
use zonemap::formats::{OpenOptions, open, open_builtin};
use zonemap::geometry::{LonLat, Part, Shape};
use zonemap::project::{FeatureId, Project, ProjectContent, SourcePosition};

use crate::common::text_of;

fn positions(shape: Shape<'_>) -> Vec<LonLat> {
    let of_part = |part: Part<'_>| match part {
        Part::Points(path) | Part::Line(path) => path.to_vec(),
        Part::Polygon(polygon) => polygon.rings().flatten().copied().collect(),
    };
    shape.parts().flat_map(of_part).collect()
}

/// The numbers of the coordinate at a place of a text, found by counting lines and characters.
fn at(text: &str, place: SourcePosition) -> LonLat {
    let line = text.split('\n').nth(place.line - 1).expect("a line");
    let rest: String = line.chars().skip(place.column - 1).collect::<String>() + "\n";
    let more: String = text.split('\n').skip(place.line).take(6).collect();
    let whole = format!("{rest}{more}");
    let inside = whole.strip_prefix('[').unwrap_or_else(|| panic!("no coordinate at {place}: {whole:.40}"));
    let mut numbers = inside.split([',', ']']).map(|number| number.trim().parse().expect("a number"));
    LonLat { lon: numbers.next().expect("a longitude"), lat: numbers.next().expect("a latitude") }
}

/// Asks for every coordinate of a project at once and looks each up.
fn check(project: &Project, text_of: impl Fn(&str) -> String) -> usize {
    let all: Vec<(FeatureId, Vec<LonLat>)> =
        project.feature_ids().map(|id| (id, positions(project.shape(id).expect("a shape")))).collect();
    // Backwards, since nobody promised an order.
    let wanted: Vec<(FeatureId, usize)> =
        all.iter().rev().flat_map(|(id, path)| (0..path.len()).rev().map(|position| (*id, position))).collect();
    let places = project.places_of(&wanted);
    let texts: Vec<String> = project.files.iter().map(|file| text_of(&file.path)).collect();
    // Looking up by counting is slow: every seventh will do.
    for ((id, position), place) in wanted.iter().zip(&places).step_by(7) {
        let file = project.layers[id.layer].file.expect("a file");
        let expected = &all.iter().find(|(other, _)| other == id).expect("the feature").1[*position];
        assert_eq!(at(&texts[file], place.expect("a place")), *expected, "{id:?} {position}");
    }
    assert_eq!(project.places_of(&[(wanted[0].0, 1 << 40)]), [None]);
    wanted.len()
}

#[test]
fn every_coordinate_of_the_built_in_zone_is_where_it_is_said_to_be() {
    let options = OpenOptions { keep_text: true, ..OpenOptions::default() };
    let mut project = ProjectContent::clone(&open_builtin(&options).expect("the built-in project"));
    project.layers.retain(|layer| ["zone", "sub-areas", "limits", "places"].contains(&layer.id.as_str()));
    assert!(project.layers.len() > 2, "layers of one file, each with some of its features");
    assert!(check(&project.into(), |path| text_of(&path.replace("built-in", "geodata"))) > 300);
    let without = open_builtin(&OpenOptions::default()).expect("the built-in project");
    assert_eq!(without.places_of(&[(FeatureId { layer: 0, feature: 0 }, 0)]), [None]);
}

#[test]
fn line_ends_wide_letters_and_heights_do_not_confuse_it() {
    let text = "{\"type\":\"FeatureCollection\",\"features\":[\r\n {\"properties\":{\"name\":\"區😀\"},\"type\":\"Feature\",\"geometry\":{\"type\":\"MultiLineString\",\"coordinates\":[[[1,2,3],[2,2]],[[3,3]\r\n,[4,4,5,6]]]}},{\"type\":\"Feature\",\"id\":\"😀\",\"properties\":null,\"geometry\":{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Point\",\"coordinates\":[7,8]},{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],\n\n[1,1],[0,0]]]}]}},{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}]}";
    let folder = TempDir::new().expect("a folder");
    let path = folder.path().join("a.geojson");
    std::fs::write(&path, text).expect("a file");
    let project = open(&path, &OpenOptions { keep_text: true, ..OpenOptions::default() }).expect("a project");
    assert_eq!(check(&project, |_| text.to_owned()), 9);
    let first = project.places_of(&[(FeatureId { layer: 0, feature: 0 }, 0)]);
    let column = text.lines().nth(1).expect("a line").chars().collect::<Vec<_>>();
    let column = column.windows(3).position(|w| w == ['[', '1', ',']).expect("it") + 1;
    assert_eq!(first, [Some(SourcePosition { line: 2, column })]);
}
