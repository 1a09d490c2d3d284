//! Colours that can be read and told apart: measured, in every theme.
//! Must not know where a colour is painted.

use zonemap::draw::VALUE_TINT;
use zonemap::picture::{ColourRole, Palette, Rgb, Theme};

const THEMES: [Theme; 3] = [Theme::Light, Theme::Dark, Theme::Print];

/// An sRGB channel as light (IEC 61966-2-1).
fn linear(channel: u8) -> f64 {
    let c = f64::from(channel) / 255.0;
    if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
}

pub(crate) fn light(Rgb(r, g, b): Rgb) -> [f64; 3] {
    [r, g, b].map(linear)
}

/// Contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio").
pub(crate) fn contrast(a: Rgb, b: Rgb) -> f64 {
    contrast_in(a, b, 0.05)
}

/// The same where so much of white's light lies over everything; the standard's is 0.05.
pub(crate) fn contrast_in(a: Rgb, b: Rgb, flare: f64) -> f64 {
    let luminance = |colour| {
        let [r, g, b] = light(colour);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + flare) / (a.min(b) + flare)
}

#[test]
fn contrast_is_that_of_the_standard() {
    assert!((contrast(Rgb(0, 0, 0), Rgb(255, 255, 255)) - 21.0).abs() < 1e-9);
    // WebAIM's checker gives 4.54 for #767676 on white.
    assert!((contrast(Rgb(0x76, 0x76, 0x76), Rgb(255, 255, 255)) - 4.54).abs() < 0.01);
}

#[test]
fn words_can_be_read_on_what_they_stand_on() {
    for theme in THEMES {
        let palette = theme.palette();
        let grounds = [("panel", palette.panel), ("page", palette.page), ("chip", palette.chip)];
        for role in [
            ColourRole::Text,
            ColourRole::SecondText,
            ColourRole::Boundary,
            ColourRole::Error,
            ColourRole::Warning,
            ColourRole::Note,
            ColourRole::Added,
            ColourRole::Removed,
        ] {
            for (name, ground) in grounds {
                let found = contrast(palette.colour(role), ground);
                assert!(found >= 4.5, "{theme:?}: {role:?} on {name}: {found:.2}");
            }
        }
        for role in [
            ColourRole::Text,
            ColourRole::SecondText,
            ColourRole::River,
            ColourRole::Error,
            ColourRole::Warning,
            ColourRole::Note,
        ] {
            for ground in [ColourRole::Halo, ColourRole::Land] {
                let found = contrast(palette.colour(role), palette.colour(ground));
                assert!(found >= 4.5, "{theme:?}: {role:?} on {ground:?}: {found:.2}");
            }
        }
    }
}

/// Machado, Oliveira and Fernandes 2009, A physiologically-based model for simulation of color vision deficiency, severity 1.0.
const DEFICIENCIES: [(&str, [[f64; 3]; 3]); 3] = [
    ("protanopia", [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    (
        "deuteranopia",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    ("tritanopia", [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
];

/// Linear sRGB to CIE L*a*b* under D65 (CIE 15).
pub(crate) fn lab(rgb: [f64; 3]) -> [f64; 3] {
    let [red, green, blue] = rgb.map(|channel| channel.clamp(0.0, 1.0));
    let xyz = [
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
    ];
    let [x, y, z] = xyz.map(|t: f64| if t > 0.008856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

#[test]
fn the_areas_are_told_apart_by_every_eye() {
    for theme in THEMES {
        assert_told_apart(theme, [0, 1, 2].map(ColourRole::Category));
        // The levels have signs and words besides.
        assert_told_apart(theme, [ColourRole::Error, ColourRole::Warning, ColourRole::Note]);
        assert_told_apart(theme, [ColourRole::Added, ColourRole::Removed, ColourRole::Land]);
    }
}

/// The colours that stand for values, as areas are tinted with them.
fn value_tints(theme: Theme, under: ColourRole) -> [Vec<(ColourRole, Rgb)>; 2] {
    let rest = [ColourRole::OtherValues, ColourRole::NoValue];
    let categories = (0..Palette::QUALITATIVE).map(ColourRole::Qualitative).chain(rest);
    let classes = (0..Palette::SEQUENTIAL).map(ColourRole::Sequential).chain([ColourRole::NoValue]);
    let palette = theme.palette();
    let tint = |role: ColourRole| {
        let [over, below] = [role, under].map(|role| {
            let Rgb(red, green, blue) = palette.colour(role);
            [red, green, blue].map(f32::from)
        });
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two channels")]
        let [red, green, blue] =
            [0, 1, 2].map(|at: usize| (over[at] * VALUE_TINT + below[at] * (1.0 - VALUE_TINT)).round() as u8);
        (role, Rgb(red, green, blue))
    };
    [categories.map(tint).collect(), classes.map(tint).collect()]
}

#[test]
fn labels_can_be_read_on_the_colours_of_values() {
    for theme in THEMES {
        for under in [ColourRole::Land, ColourRole::Water] {
            for (role, tint) in value_tints(theme, under).concat() {
                let found = contrast(theme.palette().colour(ColourRole::Text), tint);
                assert!(found >= 4.5, "{theme:?}: words on {role:?} over {under:?}: {found:.2}");
            }
        }
    }
}

#[test]
fn the_colours_of_values_are_told_apart_by_every_eye() {
    let normal = [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]];
    for theme in THEMES {
        for tints in value_tints(theme, ColourRole::Land) {
            for (name, matrix) in DEFICIENCIES.into_iter().chain([("none", normal)]) {
                let seen = |(_, tint): &(ColourRole, Rgb)| {
                    let colour = light(*tint);
                    lab(matrix.map(|row| (0..3).map(|i| row[i] * colour[i]).sum()))
                };
                let seen: Vec<[f64; 3]> = tints.iter().map(seen).collect();
                for a in 0..tints.len() {
                    for b in 0..a {
                        let found = difference(seen[a], seen[b]);
                        let (one, other) = (tints[a].0, tints[b].0);
                        assert!(found >= 6.0, "{theme:?}, {name}: {one:?} and {other:?} differ by {found:.1}");
                    }
                }
            }
        }
    }
}

/// How far apart two colours are seen (CIE 1976); 2.3 is just noticeable.
pub(crate) fn difference(a: [f64; 3], b: [f64; 3]) -> f64 {
    (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f64>().sqrt()
}

fn assert_told_apart(theme: Theme, roles: [ColourRole; 3]) {
    let colours = roles.map(|role| light(theme.palette().colour(role)));
    for (name, matrix) in DEFICIENCIES {
        let seen = colours.map(|colour| lab(matrix.map(|row| (0..3).map(|i| row[i] * colour[i]).sum())));
        for (a, b) in [(0, 1), (0, 2), (1, 2)] {
            let difference = difference(seen[a], seen[b]);
            // They are seen side by side, as tints.
            assert!(
                difference >= 15.0,
                "{theme:?}, {name}: {:?} and {:?} differ by {difference:.1}",
                roles[a],
                roles[b]
            );
        }
    }
}
