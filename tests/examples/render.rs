//! Draws a map without a window or a graphics card: `cargo run --example render -- zones.geojson map.png`. The picture's kind goes by the
//! ending: png, svg or pdf.

use std::env::args_os;
use std::error::Error;
use std::path::PathBuf;

use zonemap::export::{Export, SCREEN_DPI, painter_of_ending, write_whole};
use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;
use zonemap::picture::Theme;
use zonemap::session::{Action, Session, Settings};

fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = args_os().skip(1).map(PathBuf::from);
    let (Some(input), Some(output)) = (paths.next(), paths.next()) else {
        return Err("expected a file to draw and a file to write".into());
    };
    let ending = output.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let painter = painter_of_ending(ending).ok_or("expected a file that ends in png, svg or pdf")?;
    let settings = Settings { lang: Lang::En, ..Settings::default() };
    let mut session = Session::new(open(&input, &OpenOptions::default())?, settings);
    session.apply(Action::Resize([1280.0, 800.0]));
    let export = Export { painter, sheet: None, theme: Theme::Light, dpi: SCREEN_DPI };
    write_whole(&output, &export.file(&session)?.bytes)?;
    Ok(())
}
