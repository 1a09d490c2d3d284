//! The machine's own fonts, for the characters that the embedded ones lack. Looked for when first needed.
//! Must not be asked for a character that an embedded font has.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use fontdb::{Database, FaceInfo, ID, Source, Style};
use skrifa::{FontRef, MetadataProvider as _};

use super::face::{Face, Slot};

/// What was found for a character, in regular and in bold glyphs.
type Found = Option<&'static Face>;

struct System {
    fonts: Database,
    faces: Mutex<BTreeMap<ID, Found>>,
    found: Mutex<BTreeMap<(char, bool), Found>>,
}

static SYSTEM: OnceLock<System> = OnceLock::new();

/// The machine's font that has a character and its glyph there.
pub(super) fn find(c: char, strong: bool) -> Option<(&'static Face, Slot)> {
    let system = SYSTEM.get_or_init(System::new);
    let mut found = system.found.lock().unwrap_or_else(PoisonError::into_inner);
    let face = *found.entry((c, strong)).or_insert_with(|| system.look_for(c, strong));
    face.and_then(|face| Some((face, face.slot(c)?)))
}

impl System {
    fn new() -> Self {
        let mut fonts = Database::new();
        fonts.load_system_fonts();
        Self { fonts, faces: Mutex::default(), found: Mutex::default() }
    }

    fn look_for(&self, c: char, strong: bool) -> Found {
        let wanted: u16 = if strong { 700 } else { 400 };
        let rank = |face: &&FaceInfo| {
            // Upright and of about the weight; otherwise always the same on one machine.
            (face.style != Style::Normal, face.weight.0.abs_diff(wanted), face.post_script_name.clone(), face.index)
        };
        let has =
            |face: &&FaceInfo| self.fonts.with_face_data(face.id, |data, index| has(data, index, c)) == Some(true);
        let face = self.fonts.faces().filter(has).min_by_key(rank)?;
        self.face(face)
    }

    /// A font read and kept for good.
    fn face(&self, info: &FaceInfo) -> Found {
        let mut faces = self.faces.lock().unwrap_or_else(PoisonError::into_inner);
        *faces.entry(info.id).or_insert_with(|| {
            let bytes = match &info.source {
                Source::Binary(bytes) => bytes.as_ref().as_ref().to_vec(),
                Source::File(path) | Source::SharedFile(path, _) => std::fs::read(path).ok()?,
            };
            let face = Face::new(info.post_script_name.clone(), bytes.leak(), info.index)?;
            Some(Box::leak(Box::new(face)))
        })
    }
}

/// Whether a font has a character, as an outline.
fn has(data: &[u8], index: u32, c: char) -> bool {
    let Ok(font) = FontRef::from_index(data, index) else { return false };
    font.charmap().map(c).is_some_and(|glyph| glyph.to_u32() > 0 && font.outline_glyphs().get(glyph).is_some())
}
