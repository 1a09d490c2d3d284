//! Says what is at a position of the built-in zone, with its area: `cargo run --example identify -- 113.5 22.9`.

use std::env::args;
use std::error::Error;
use std::io::{self, Write as _};

use zonemap::formats::{OpenOptions, open_builtin};
use zonemap::geometry::LonLat;
use zonemap::i18n::{Lang, area};

fn main() -> Result<(), Box<dyn Error>> {
    let numbers: Vec<f64> = args().skip(1).map(|word| word.parse()).collect::<Result<_, _>>()?;
    let project = open_builtin(&OpenOptions::default())?;
    let at = match numbers[..] {
        [lon, lat] => LonLat::new(lon, lat)?,
        _ => project.extent().center(),
    };
    let mut out = io::stdout().lock();
    for found in project.identify(at, 10.0) {
        let Some(feature) = project.feature(found.id) else { continue };
        let area = area(project.area_m2(found.id), Lang::En);
        writeln!(out, "{} {}: {area}, {:.1} m away", feature.key(), feature.name().get(Lang::En), found.distance_m)?;
    }
    Ok(())
}
