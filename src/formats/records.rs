//! A format that only tests have: binary, several datasets in one file, records by number. It shows what such a format has to do.
//! Must not be read by a program that is not under test.
//!
//! Behind the magic stand datasets: the letter of its name, how many records it has, and these: the letter of the id, a digit of what is
//! declared in km² (or any other character), and west, south, east and north in hundredths of a degree.

use geojson::JsonObject;
use geojson::feature::Id;

use super::{Collection, Format, OpenError, Problem, Source};
use crate::crs::CoordinateFrame;
use crate::geometry::{LonLat, ShapeKind, Shapes};
use crate::project::{Feature, Provenance};

/// What a file begins with.
const MAGIC: &[u8] = b"\0REC";

pub(super) const FORMAT: Format = Format {
    id: "records",
    title: "Records of a test",
    extensions: &["rec"],
    beside: &[],
    begins: |bytes| bytes.starts_with(MAGIC),
    read,
    positions: None,
    write: None,
};

fn read(source: &mut dyn Source, _: &CoordinateFrame) -> Result<Vec<Collection>, OpenError> {
    let path = source.name().to_owned();
    let mut rest = source.bytes()?.get(MAGIC.len()..).unwrap_or_default();
    let (mut datasets, mut number) = (Vec::new(), 0);
    while let [name, count, records @ ..] = rest {
        let mut dataset =
            Collection { name: Some(char::from(*name).into()), crs: "EPSG:4326", ..Collection::default() };
        rest = records;
        for at in 0..usize::from(*count) {
            let place = Provenance::Record(number);
            let Some((record, others)) = rest.split_first_chunk::<6>() else {
                return Err(OpenError { path, place: Some(place), problem: Problem::Truncated });
            };
            dataset.features.push(feature(*record, at).read_at(place));
            push_square(&mut dataset.shapes, *record);
            (rest, number) = (others, number + 1);
        }
        datasets.push(dataset);
    }
    Ok(datasets)
}

fn feature([id, declared, ..]: [u8; 6], at: usize) -> Feature {
    let declared = ("declared_km2".to_owned(), char::from(declared).to_string().into());
    Feature::new(Some(Id::String(char::from(id).into())), JsonObject::from_iter([declared]), None, None, at)
}

fn push_square(shapes: &mut Shapes, [_, _, sides @ ..]: [u8; 6]) {
    let [west, south, east, north] = sides.map(|side| f64::from(side) / 100.0);
    for (lon, lat) in [(west, south), (east, south), (east, north), (west, north), (west, south)] {
        shapes.push(LonLat { lon, lat }, None);
    }
    shapes.end_path();
    shapes.end_polygon();
    shapes.end_shape(ShapeKind::Polygon);
}
