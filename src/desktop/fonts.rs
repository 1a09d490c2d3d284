//! The embedded fonts, in the order each language wants them.
//! Must not know what is written with them.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use crate::i18n::Lang;

/// The family of bold letters.
pub(super) const STRONG: &str = "strong";

macro_rules! font {
    ($file:literal) => {
        ($file, include_bytes!(concat!("../../assets/fonts/ZonemapSans", $file)).as_slice())
    };
}

const FONTS: [(&str, &[u8]); 6] = [
    font!("-Regular.ttf"),
    font!("-Bold.ttf"),
    font!("TC-Regular.otf"),
    font!("TC-Bold.otf"),
    font!("SC-Regular.otf"),
    font!("SC-Bold.otf"),
];

/// The fonts for a language: the region's forms of Chinese characters first, and for English the Latin letters before them.
pub(super) fn definitions(lang: Lang) -> FontDefinitions {
    let (regular, bold): ([&str; 2], [&str; 2]) = match lang {
        Lang::ZhHans => (["SC-Regular.otf", "TC-Regular.otf"], ["SC-Bold.otf", "TC-Bold.otf"]),
        Lang::ZhHant | Lang::En => (["TC-Regular.otf", "SC-Regular.otf"], ["TC-Bold.otf", "SC-Bold.otf"]),
    };
    let order = |latin: &str, chinese: &[&str]| -> Vec<String> {
        let latin = [latin];
        let names = if lang == Lang::En { [&latin, chinese].concat() } else { [chinese, &latin].concat() };
        names.into_iter().map(str::to_owned).collect()
    };
    let mut definitions = FontDefinitions::empty();
    for (name, bytes) in FONTS {
        definitions.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let plain = order("-Regular.ttf", &regular);
    // The bold fonts hold only the project's own characters; the rest is written in regular letters.
    let strong = [order("-Bold.ttf", &bold), plain.clone()].concat();
    definitions.families.insert(FontFamily::Proportional, plain.clone());
    definitions.families.insert(FontFamily::Monospace, plain);
    definitions.families.insert(FontFamily::Name(STRONG.into()), strong);
    definitions
}
