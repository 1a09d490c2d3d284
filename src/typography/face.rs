//! One font, read so that asking it for a character costs next to nothing; the embedded ones in each language's order.
//! Must not know the machine's fonts.

use std::sync::OnceLock;

use harfrust::ShaperData;
use skrifa::charmap::Charmap;
use skrifa::instance::{LocationRef, Size};
use skrifa::metrics::GlyphMetrics;
use skrifa::outline::OutlineGlyphCollection;
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use super::outline::Outline;
use super::table::Table;
use crate::i18n::Lang;

macro_rules! file {
    ($file:literal) => {
        include_bytes!(concat!("../../assets/fonts/ZonemapSans", $file)).as_slice()
    };
}

const REGULAR: &[u8] = file!("CJK-Regular.ttc");
const BOLD: &[u8] = file!("CJK-Bold.ttc");

/// Each embedded font: what it is called, its file, and which font of the file it is. The Chinese ones of a weight share
/// their outlines and differ in which of them stands for a character. Regular and bold hold the same characters.
const EMBEDDED: [(&str, &[u8], u32); 6] = [
    ("Latin-Regular", file!("-Regular.ttf"), 0),
    ("Latin-Bold", file!("-Bold.ttf"), 0),
    ("TC-Regular", REGULAR, 0),
    ("TC-Bold", BOLD, 0),
    ("SC-Regular", REGULAR, 1),
    ("SC-Bold", BOLD, 1),
];
static FACES: [OnceLock<Option<Face>>; EMBEDDED.len()] = [const { OnceLock::new() }; EMBEDDED.len()];

/// Which embedded fonts are asked for a character, the first first: the region's forms of Chinese characters, and for
/// English the Latin glyphs before them. Both regions' fonts hold the same characters.
fn order(lang: Lang, strong: bool) -> &'static [usize] {
    match (lang, strong) {
        (Lang::En, false) => &[0, 2],
        (Lang::En, true) => &[1, 3],
        (Lang::ZhHant, false) => &[2, 0],
        (Lang::ZhHant, true) => &[3, 1],
        (Lang::ZhHans, false) => &[4, 0],
        (Lang::ZhHans, true) => &[5, 1],
    }
}

/// The embedded fonts for a language, in the order in which they are asked for a character.
pub fn family(lang: Lang, strong: bool) -> impl Iterator<Item = &'static Face> {
    order(lang, strong).iter().filter_map(|&at| {
        let (name, bytes, index) = EMBEDDED[at];
        FACES[at].get_or_init(|| Face::new(name.to_owned(), bytes, index)).as_ref()
    })
}

/// A glyph of a face with how far it is to the next, in units of the font.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slot {
    /// 0 for a character the face does not have.
    pub(super) glyph: u16,
    pub(super) advance: u16,
}

/// What is kept of a font's table of characters: all planes that have glyphs.
const CHARACTERS: usize = 0x4_0000;

/// A font. Two that are one file's are the same in memory.
pub struct Face {
    /// What it is called: an embedded font by its file's name.
    pub name: String,
    /// The font's file.
    pub bytes: &'static [u8],
    /// Which font of a file that has several.
    pub index: u32,
    /// What its letters are joined by, read when that is first asked for.
    pub(super) joins: OnceLock<ShaperData>,
    pub(super) font: FontRef<'static>,
    charmap: Charmap<'static>,
    widths: GlyphMetrics<'static>,
    drawn: OutlineGlyphCollection<'static>,
    pub(super) units_per_em: f32,
    /// How far the line of the glyphs is below the middle of the row, in ems.
    pub(super) baseline: f32,
    slots: Table<Slot>,
    /// What stands for a character that no font has.
    pub(super) blank: Slot,
    outlines: Table<Outline>,
}

impl std::fmt::Debug for Face {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Face({})", self.name)
    }
}

impl Face {
    /// A font read; none when it is no font.
    pub(super) fn new(name: String, bytes: &'static [u8], index: u32) -> Option<Self> {
        let font = FontRef::from_index(bytes, index).ok()?;
        let metrics = font.metrics(Size::unscaled(), LocationRef::default());
        let widths = font.glyph_metrics(Size::unscaled(), LocationRef::default());
        let units_per_em = f32::from(metrics.units_per_em.max(1));
        Some(Self {
            name,
            bytes,
            index,
            joins: OnceLock::new(),
            charmap: font.charmap(),
            drawn: font.outline_glyphs(),
            units_per_em,
            // The glyphs stand so that ascent, descent and gap together are centred, as the window's toolkit has it.
            baseline: (metrics.ascent + metrics.descent - metrics.leading) / 2.0 / units_per_em,
            slots: Table::new(CHARACTERS),
            blank: slot(&widths, GlyphId::NOTDEF),
            widths,
            outlines: Table::new(usize::from(metrics.glyph_count)),
            font,
        })
    }

    /// The glyph of a character, if the font has it.
    pub(super) fn slot(&self, c: char) -> Option<Slot> {
        let look = || self.charmap.map(c).map_or_else(Slot::default, |glyph| slot(&self.widths, glyph));
        let found = self.slots.get(u32::from(c) as usize, look).copied().unwrap_or_else(look);
        Some(found).filter(|slot| slot.glyph > 0)
    }

    /// The place in the font of a character's glyph, if the font has it.
    #[must_use]
    pub fn glyph(&self, c: char) -> Option<u16> {
        self.slot(c).map(|slot| slot.glyph)
    }

    /// How far it is from a glyph to the next, in ems.
    pub(super) fn advance(&self, slot: Slot) -> f32 {
        f32::from(slot.advance) / self.units_per_em
    }

    /// The outline of a glyph in ems; nothing for a glyph there is not.
    pub(super) fn outline(&self, glyph: u16) -> Option<&Outline> {
        self.outlines.get(usize::from(glyph), || Outline::new(&self.drawn, GlyphId::from(glyph), self.units_per_em))
    }
}

fn slot(widths: &GlyphMetrics<'_>, glyph: GlyphId) -> Slot {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "units of a font are 16 bits")]
    let advance = widths.advance_width(glyph).unwrap_or(0.0) as u16;
    Slot { glyph: u16::try_from(glyph.to_u32()).unwrap_or(0), advance }
}
