//! The embedded fonts for egui, in the order each language wants them.
//! Must not know what is written with them.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily};

use crate::i18n::Lang;
use crate::typography::family;

/// The family of bold text.
pub(super) const STRONG: &str = "strong";

/// The fonts for a language.
pub(super) fn definitions(lang: Lang) -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    let mut names = |strong| -> Vec<String> {
        let named = family(lang, strong).map(|face| {
            let data = FontData { index: face.index, ..FontData::from_static(face.bytes) };
            definitions.font_data.insert(face.name.clone(), Arc::new(data));
            face.name.clone()
        });
        named.collect()
    };
    let (plain, strong) = (names(false), names(true));
    definitions.families.insert(FontFamily::Proportional, plain.clone());
    definitions.families.insert(FontFamily::Monospace, plain);
    definitions.families.insert(FontFamily::Name(STRONG.into()), strong);
    definitions
}
