//! The one place where a purpose becomes a colour.
//! Must not know what is painted.

use serde::{Deserialize, Serialize};

use super::ColourRole;

/// A colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

const fn hex(code: u32) -> Rgb {
    let [_, r, g, b] = code.to_be_bytes();
    Rgb(r, g, b)
}

/// Colours for every purpose, and for the panels around the map.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    land: Rgb,
    water: Rgb,
    shore: Rgb,
    river: Rgb,
    road: Rgb,
    road_casing: Rgb,
    segment: Rgb,
    internal_boundary: Rgb,
    categories: [Rgb; Self::CATEGORIES],
    figures: [Rgb; 6],
    muted: [Rgb; 4],
    qualitative: [Rgb; Self::QUALITATIVE],
    sequential: [Rgb; Self::SEQUENTIAL],
    /// Of other values, of none.
    rest: [Rgb; 2],
    selected: Rgb,
    /// What a show speaks of now.
    highlight: Rgb,
    /// What is wrong, what is probably wrong, what is worth knowing.
    levels: [Rgb; 3],
    /// What was added, what was removed.
    signs: [Rgb; 2],
    text: Rgb,
    second_text: Rgb,
    halo: Rgb,
    /// Behind the card and the bars.
    pub panel: Rgb,
    /// Behind everything else.
    pub page: Rgb,
    /// Behind the items of a card, and other quiet boxes.
    pub chip: Rgb,
    /// Thin lines between things.
    pub hairline: Rgb,
}

/// Which palette the map and the panels use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// For bright rooms.
    #[default]
    Light,
    /// For dark rooms.
    Dark,
    /// For paper.
    Print,
}

impl Theme {
    /// Its colours.
    #[must_use]
    pub fn palette(self) -> &'static Palette {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
            Self::Print => &PRINT,
        }
    }

    /// The other one of a window's two.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Light => Self::Dark,
            Self::Dark | Self::Print => Self::Light,
        }
    }
}

/// The tones of plain layers on a bright map.
const MUTED: [Rgb; 4] = [hex(0x5F_7486), hex(0x8A_7355), hex(0x64_7D5C), hex(0x7B_6A8C)];

/// Seven colours that are told apart whatever the eye (Okabe and Ito, Color Universal Design, 2008; their black is for words).
const OKABE_ITO: [Rgb; Palette::QUALITATIVE] =
    [hex(0x56_B4E9), hex(0xE6_9F00), hex(0x00_9E73), hex(0xCC_79A7), hex(0x00_72B2), hex(0xF0_E442), hex(0xD5_5E00)];
/// The same at seven tenths of their strength, for words that are bright.
const OKABE_ITO_DIMMED: [Rgb; Palette::QUALITATIVE] =
    [hex(0x3C_7EA3), hex(0xA1_6F00), hex(0x00_6F50), hex(0x8F_5575), hex(0x00_507D), hex(0xA8_A02E), hex(0x95_4200)];

/// `Purples` of `ColorBrewer` (Brewer, 2002), the third to the seventh of nine: a hue that is neither water's nor the boundary's. On a dark map its
/// darkest to about the fifth in equal steps.
const PURPLES: [Rgb; Palette::SEQUENTIAL] =
    [hex(0xDA_DAEB), hex(0xBC_BDDC), hex(0x9E_9AC8), hex(0x80_7DBA), hex(0x6A_51A3)];

const REST: [Rgb; 2] = [hex(0x5F_5B57), hex(0xC6_BCA6)];

/// For dark rooms.
pub const DARK: Palette = Palette {
    land: hex(0x1D_2226),
    water: hex(0x15_303F),
    shore: hex(0x27_495B),
    river: hex(0x6F_A8C4),
    road: hex(0x3A_4147),
    road_casing: hex(0x14_181B),
    segment: hex(0xFF_8A7A),
    internal_boundary: hex(0xB9_AFA5),
    categories: [hex(0xD9_822B), hex(0x2F_6FB5), hex(0x2E_9E7A), hex(0x8A_5FB0), hex(0xB5_4A6A), hex(0x6E_7F2F)],
    figures: [hex(0xF0_A556), hex(0x86_B4E6), hex(0x56_C9A2), hex(0xBF_9BDD), hex(0xE5_8AA4), hex(0xB3_C46A)],
    muted: [hex(0x6E_8394), hex(0x92_816D), hex(0x79_8D71), hex(0x88_7A95)],
    qualitative: OKABE_ITO_DIMMED,
    sequential: [hex(0x3F_007D), hex(0x55_248E), hex(0x6A_48A0), hex(0x80_6CB1), hex(0x95_90C2)],
    rest: [hex(0x80_878D), hex(0x34_3A40)],
    selected: hex(0xFF_FFFF),
    highlight: hex(0xFF_D59E),
    levels: [hex(0xFF_7FB2), hex(0xFF_C14D), hex(0x86_B4E6)],
    signs: [hex(0x6C_C4F5), hex(0xFF_9E57)],
    text: hex(0xF2_F4F5),
    second_text: hex(0xAE_B7BE),
    halo: hex(0x17_1B1E),
    panel: hex(0x22_282D),
    page: hex(0x17_1B1E),
    chip: hex(0x2B_3238),
    hairline: hex(0x30_373D),
};

/// For bright rooms and paper-like maps.
pub const LIGHT: Palette = Palette {
    land: hex(0xF3_F0E8),
    water: hex(0xCB_E0EC),
    shore: hex(0xA9_C7D8),
    river: hex(0x2F_6F8F),
    road: hex(0xFF_FFFF),
    road_casing: hex(0xD6_CFC0),
    segment: hex(0x8E_2C2C),
    internal_boundary: hex(0x6B_5E55),
    categories: [hex(0xD9_822B), hex(0x2F_6FB5), hex(0x2E_9E7A), hex(0x8A_5FB0), hex(0xB5_4A6A), hex(0x6E_7F2F)],
    figures: [hex(0x94_5010), hex(0x1F_5A9A), hex(0x17_6C52), hex(0x74_4A9A), hex(0x9E_3A58), hex(0x55_6322)],
    muted: MUTED,
    qualitative: OKABE_ITO,
    sequential: PURPLES,
    rest: REST,
    selected: hex(0x23_272B),
    highlight: hex(0x8A_4B00),
    levels: [hex(0xB0_125B), hex(0x85_4F00), hex(0x1F_5A9A)],
    signs: [hex(0x00_5B8C), hex(0xA8_3C00)],
    text: hex(0x23_272B),
    second_text: hex(0x5B_636B),
    halo: hex(0xFF_FFFF),
    panel: hex(0xFF_FFFF),
    page: hex(0xF7_F5F0),
    chip: hex(0xF3_EEE4),
    hairline: hex(0xE3_DFD6),
};

/// For paper: a white sheet, little ink on large areas, lines and words dark enough for any printer.
pub const PRINT: Palette = Palette {
    land: hex(0xFB_FAF6),
    water: hex(0xDD_EAF2),
    shore: hex(0x7F_A6BC),
    river: hex(0x1F_5876),
    road: hex(0xFF_FFFF),
    road_casing: hex(0xB4_AB99),
    segment: hex(0x7F_1D1D),
    internal_boundary: hex(0x52_4740),
    categories: [hex(0xD9_822B), hex(0x2F_6FB5), hex(0x2E_9E7A), hex(0x8A_5FB0), hex(0xB5_4A6A), hex(0x6E_7F2F)],
    figures: [hex(0x82_460E), hex(0x1B_4F88), hex(0x14_5E48), hex(0x66_4088), hex(0x8B_334E), hex(0x4A_571E)],
    muted: MUTED,
    qualitative: OKABE_ITO,
    sequential: PURPLES,
    rest: REST,
    selected: hex(0x10_1316),
    highlight: hex(0x74_4000),
    levels: [hex(0x9A_0F50), hex(0x74_4400), hex(0x1B_4F88)],
    signs: [hex(0x00_4A73), hex(0x8F_3300)],
    text: hex(0x10_1316),
    second_text: hex(0x45_4C53),
    halo: hex(0xFF_FFFF),
    panel: hex(0xFF_FFFF),
    page: hex(0xFF_FFFF),
    chip: hex(0xF2_EFE8),
    hairline: hex(0xC9_C3B8),
};

/// The colour of a pointer's dot, the same in every light.
const LASER: Rgb = hex(0xFF_2A2A);

impl Palette {
    /// How many categories have a colour of their own.
    pub const CATEGORIES: usize = 6;
    /// How many values that features are coloured by have a colour of their own.
    pub const QUALITATIVE: usize = 7;
    /// How many classes of numbers have a colour of their own.
    pub const SEQUENTIAL: usize = 5;

    /// The colour for a purpose.
    #[must_use]
    pub fn colour(&self, role: ColourRole) -> Rgb {
        match role {
            ColourRole::Land => self.land,
            ColourRole::Water => self.water,
            ColourRole::Shore => self.shore,
            ColourRole::River => self.river,
            ColourRole::Road => self.road,
            ColourRole::RoadCasing => self.road_casing,
            ColourRole::Boundary | ColourRole::Place => self.segment,
            ColourRole::InternalBoundary => self.internal_boundary,
            ColourRole::Category(which) => self.categories[which % self.categories.len()],
            ColourRole::Own => self.categories[0],
            ColourRole::Muted(which) => self.muted[which % self.muted.len()],
            ColourRole::Qualitative(which) => self.qualitative[which % self.qualitative.len()],
            ColourRole::Sequential(which) => self.sequential[which % self.sequential.len()],
            ColourRole::OtherValues => self.rest[0],
            ColourRole::NoValue => self.rest[1],
            ColourRole::Figure(which) => self.figures[which % self.figures.len()],
            ColourRole::Agrees => self.categories[2],
            ColourRole::Error => self.levels[0],
            ColourRole::Warning => self.levels[1],
            ColourRole::Note => self.levels[2],
            ColourRole::Added => self.signs[0],
            ColourRole::Removed => self.signs[1],
            ColourRole::Selected => self.selected,
            ColourRole::Highlight => self.highlight,
            ColourRole::Given([r, g, b]) => readable(Rgb(r, g, b), self.halo),
            ColourRole::Text => self.text,
            ColourRole::Route | ColourRole::SecondText => self.second_text,
            ColourRole::Halo | ColourRole::Paper => self.halo,
            ColourRole::Laser => LASER,
            ColourRole::Hairline => self.hairline,
            ColourRole::Black => hex(0),
            ColourRole::White => hex(0xFF_FFFF),
        }
    }
}

/// Words have at least this contrast with what is behind them.
const READABLE: f64 = 4.6;

/// Relative luminance (WCAG 2.2).
fn luminance(Rgb(r, g, b): Rgb) -> f64 {
    let linear = |channel: u8| {
        let part = f64::from(channel) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let [a, b] = [luminance(a), luminance(b)];
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// A colour, mixed with white or black until it can be read on another.
fn readable(colour: Rgb, behind: Rgb) -> Rgb {
    let towards = if luminance(behind) < 0.18 { u16::from(u8::MAX) } else { 0 };
    let mixed = |channel: u8, step: u16| {
        let channel = u16::from(channel);
        u8::try_from((channel * (20 - step) + towards * step) / 20).unwrap_or(u8::MAX)
    };
    let at = |step| Rgb(mixed(colour.0, step), mixed(colour.1, step), mixed(colour.2, step));
    (0..20).map(at).find(|&mixed| contrast(mixed, behind) >= READABLE).unwrap_or_else(|| at(20))
}

#[cfg(test)]
mod tests {
    use super::{ColourRole, DARK, LIGHT, PRINT, Palette, Rgb, contrast};

    #[test]
    fn a_given_colour_is_itself_where_it_can_be_read_and_readable_everywhere() {
        assert_eq!(LIGHT.colour(ColourRole::Given([0x10, 0x30, 0x90])), Rgb(0x10, 0x30, 0x90));
        for given in [[0, 0, 0], [255, 255, 255], [255, 255, 0], [0, 0, 255], [128, 128, 128], [0x10, 0x30, 0x90]] {
            for palette in [&LIGHT, &DARK, &PRINT] {
                let found = contrast(palette.colour(ColourRole::Given(given)), palette.colour(ColourRole::Halo));
                assert!(found >= 4.5, "{given:?}: {found:.2}");
            }
        }
    }

    fn words(palette: &Palette) -> impl Iterator<Item = Rgb> {
        let figures = (0..6).map(ColourRole::Figure);
        let roles = [
            ColourRole::Text,
            ColourRole::SecondText,
            ColourRole::River,
            ColourRole::Place,
            ColourRole::Error,
            ColourRole::Warning,
            ColourRole::Note,
            ColourRole::Highlight,
        ]
        .into_iter()
        .chain([ColourRole::Added, ColourRole::Removed])
        .chain(figures);
        roles.map(|role| palette.colour(role))
    }

    #[test]
    fn words_on_the_map_can_be_read() {
        for palette in [&LIGHT, &DARK, &PRINT] {
            for word in words(palette) {
                for behind in [ColourRole::Halo, ColourRole::Land, ColourRole::Water] {
                    let contrast = contrast(word, palette.colour(behind));
                    assert!(contrast >= 4.0, "{word:?} on {behind:?}: {contrast:.2}");
                }
                let contrast = contrast(word, palette.colour(ColourRole::Halo));
                assert!(contrast >= 4.5, "{word:?} in its halo: {contrast:.2}");
            }
        }
    }

    #[test]
    fn what_is_printed_stands_out_from_the_paper() {
        let on_paper = |role| contrast(PRINT.colour(role), PRINT.colour(ColourRole::Paper));
        for role in [ColourRole::Boundary, ColourRole::InternalBoundary, ColourRole::Selected, ColourRole::Route] {
            assert!(on_paper(role) >= 7.0, "{role:?}: {:.2}", on_paper(role));
        }
        // Large areas take little ink; the line between them can still be seen.
        assert!(on_paper(ColourRole::Land) < 1.1 && on_paper(ColourRole::Water) < 1.3);
        assert!(on_paper(ColourRole::Shore) >= 2.4 && on_paper(ColourRole::RoadCasing) >= 2.0);
    }
}
