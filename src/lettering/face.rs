//! One font, read so that asking it for a character costs next to nothing; the embedded ones in each language's order.
//! Must not know the machine's fonts.

use std::sync::OnceLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider as _};

use super::outline::Outline;
use crate::i18n::Lang;

macro_rules! embedded {
    ($file:literal) => {
        ($file, include_bytes!(concat!("../../assets/fonts/ZonemapSans", $file)).as_slice())
    };
}

const EMBEDDED: [(&str, &[u8]); 6] = [
    embedded!("-Regular.ttf"),
    embedded!("-Bold.ttf"),
    embedded!("TC-Regular.otf"),
    embedded!("TC-Bold.otf"),
    embedded!("SC-Regular.otf"),
    embedded!("SC-Bold.otf"),
];
static FACES: [OnceLock<Option<Face>>; EMBEDDED.len()] = [const { OnceLock::new() }; EMBEDDED.len()];

/// Which embedded fonts are asked for a character, the first first: the region's forms of Chinese characters, and for
/// English the Latin letters before them. The bold fonts hold only the project's own characters; the rest is written in
/// regular letters.
fn order(lang: Lang, strong: bool) -> &'static [usize] {
    match (lang, strong) {
        (Lang::En, false) => &[0, 2, 4],
        (Lang::En, true) => &[1, 3, 5, 0, 2, 4],
        (Lang::ZhHant, false) => &[2, 4, 0],
        (Lang::ZhHant, true) => &[3, 5, 1, 2, 4, 0],
        (Lang::ZhHans, false) => &[4, 2, 0],
        (Lang::ZhHans, true) => &[5, 3, 1, 4, 2, 0],
    }
}

/// The embedded fonts for a language, in the order in which they are asked for a character.
pub fn family(lang: Lang, strong: bool) -> impl Iterator<Item = &'static Face> {
    order(lang, strong).iter().filter_map(|&at| {
        let (name, bytes) = EMBEDDED[at];
        FACES[at].get_or_init(|| Face::new(name.to_owned(), bytes, 0)).as_ref()
    })
}

/// A glyph of a face with how far it is to the next, in units of the font.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Slot {
    /// 0 for a character the face does not have.
    pub(super) glyph: u16,
    pub(super) advance: u16,
}

/// Characters that share all but their last eight bits.
type Page = Box<[Slot; 256]>;

/// A font. Two that are one file's are the same in memory.
pub struct Face {
    /// What it is called: an embedded font by its file's name.
    pub name: String,
    /// The font's file.
    pub bytes: &'static [u8],
    /// Which font of a file that has several.
    pub index: u32,
    font: FontRef<'static>,
    units_per_em: f32,
    /// How far the line of the letters is below the middle of the row, in ems.
    pub(super) baseline: f32,
    pages: Vec<Option<Page>>,
    /// What stands for a character that no font has.
    pub(super) blank: Slot,
    outlines: Vec<OnceLock<Outline>>,
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
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "units of a font are 16 bits")]
        let slot = |glyph: GlyphId| Slot {
            glyph: u16::try_from(glyph.to_u32()).unwrap_or(0),
            advance: widths.advance_width(glyph).unwrap_or(0.0) as u16,
        };
        let mut pages: Vec<Option<Page>> = Vec::new();
        for (code, glyph) in font.charmap().mappings() {
            let (page, at) = ((code >> 8) as usize, (code & 0xFF) as usize);
            if pages.len() <= page {
                pages.resize_with(page + 1, || None);
            }
            pages[page].get_or_insert_with(|| Box::new([Slot::default(); 256]))[at] = slot(glyph);
        }
        let units_per_em = f32::from(metrics.units_per_em.max(1));
        // The letters stand so that ascent, descent and gap together are centred, as the window's toolkit has it.
        let baseline = (metrics.ascent + metrics.descent - metrics.leading) / 2.0 / units_per_em;
        let blank = slot(GlyphId::NOTDEF);
        let outlines = (0..metrics.glyph_count).map(|_| OnceLock::new()).collect();
        Some(Self { name, bytes, index, font, units_per_em, baseline, pages, blank, outlines })
    }

    /// The glyph of a character, if the font has it.
    pub(super) fn slot(&self, c: char) -> Option<Slot> {
        let code = u32::from(c);
        let page = self.pages.get((code >> 8) as usize)?.as_ref()?;
        Some(page[(code & 0xFF) as usize]).filter(|slot| slot.glyph > 0)
    }

    /// How far it is from a glyph to the next, in ems.
    pub(super) fn advance(&self, slot: Slot) -> f32 {
        f32::from(slot.advance) / self.units_per_em
    }

    /// The outline of a glyph in ems; nothing for a glyph there is not.
    pub(super) fn outline(&self, glyph: u16) -> Option<&Outline> {
        let kept = self.outlines.get(usize::from(glyph))?;
        Some(kept.get_or_init(|| Outline::new(&self.font, GlyphId::from(glyph), self.units_per_em)))
    }
}
