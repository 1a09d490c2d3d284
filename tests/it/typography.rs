//! The widths and outlines of the embedded fonts, against what fontTools reads in the same files.
//! Must not know what is drawn with them.
//!
//! Source of every figure: fontTools 4 on `assets/fonts`: the sums of `hmtx` advances over `cmap`, `BoundsPen` for boxes and
//! `AreaPen` for areas, in thousandths of the letters' height.

use zonemap::i18n::Lang;
use zonemap::picture::{ColourRole, Label};
use zonemap::typography::{SLANT, contours, width};

fn label(text: &str) -> Label {
    let middle = [200.0, 100.0];
    Label {
        middle,
        text: text.to_owned(),
        role: ColourRole::Text,
        size: 100.0,
        strong: false,
        slanted: false,
        opacity: 1.0,
        angle: 0.0,
    }
}

/// The box around the outlines: left, top, right, bottom.
fn bounds(label: &Label, lang: Lang) -> [f32; 4] {
    let around = |b: [f32; 4], [x, y]: &[f32; 2]| [b[0].min(*x), b[1].min(*y), b[2].max(*x), b[3].max(*y)];
    let nothing = [f32::INFINITY, f32::INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY];
    contours(label, lang).iter().flatten().fold(nothing, around)
}

fn near(a: [f32; 4], b: [f32; 4]) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.05)
}

#[test]
fn widths_are_those_of_the_fonts() {
    for (text, lang, strong, thousandths) in [
        ("Quality Living Community", Lang::En, false, 12120.0),
        ("Quality Living Community", Lang::En, true, 13066.0),
        ("11.7 km²", Lang::En, true, 4242.0),
        ("11.7 km²", Lang::ZhHant, true, 4314.0),
        ("智能製造合作園區", Lang::ZhHant, true, 8000.0),
        ("Sci-Tech 科技", Lang::En, false, 6087.0),
        ("科技创新 11.7", Lang::ZhHans, false, 6167.0),
        ("優質宜居生活社區 25.59 km²", Lang::ZhHant, false, 12835.0),
        ("", Lang::En, false, 0.0),
    ] {
        let found = width(text, 20.0, strong, lang);
        assert!((found - thousandths * 0.02).abs() < 1e-3, "{text} is {found} points wide");
    }
}

#[test]
fn outlines_stand_in_the_middle_of_their_row() {
    // The row's middle is half of 1069 - 293 above the Latin letters' line, half of 1160 - 288 above the Chinese ones'.
    // H: from 97 to 643 of 741 across, up to 714. 區: from 59 to 953 of 1000 across, from -33 up to 794.
    let latin = [162.95 + 9.7, 138.8 - 71.4, 162.95 + 64.3, 138.8];
    assert!(near(bounds(&label("H"), Lang::En), latin), "{:?}", bounds(&label("H"), Lang::En));
    let chinese = [150.0 + 5.9, 143.6 - 79.4, 150.0 + 95.3, 143.6 + 3.3];
    assert!(near(bounds(&label("區"), Lang::ZhHant), chinese), "{:?}", bounds(&label("區"), Lang::ZhHant));
    let second = Label { middle: [200.0 - 37.05 + 50.0, 100.0], ..label("H區") };
    let both = bounds(&second, Lang::En);
    assert!((both[2] - (162.95 + 74.1 - 37.05 + 50.0 + 95.3 - 50.0)).abs() < 0.05, "{both:?}");
}

#[test]
fn outlines_have_the_area_of_the_glyph() {
    for (text, lang, millionths) in [("O", Lang::En, 172_405.54), ("區", Lang::ZhHant, 317_563.25)] {
        let doubled = |ring: &Vec<[f32; 2]>| -> f64 {
            assert_eq!(ring.first(), ring.last(), "an open outline");
            let cross =
                |e: &[[f32; 2]]| f64::from(e[0][0]) * f64::from(e[1][1]) - f64::from(e[1][0]) * f64::from(e[0][1]);
            ring.windows(2).map(cross).sum()
        };
        let area = contours(&label(text), lang).iter().map(doubled).sum::<f64>().abs() / 2.0 / 10_000.0 * 1e6;
        assert!((area - millionths).abs() < millionths * 1e-3, "{text}: {area}");
    }
}

#[test]
fn letters_turn_clockwise_about_their_middle_and_lean_to_the_right() {
    let upright = bounds(&label("H"), Lang::En);
    let turned = bounds(&Label { angle: std::f32::consts::FRAC_PI_2, ..label("H") }, Lang::En);
    // A quarter turn takes what is above the middle to the right of it.
    let expected = [300.0 - upright[3], upright[0] - 100.0, 300.0 - upright[1], upright[2] - 100.0];
    assert!(near(turned, expected), "{turned:?}");
    let leaning = bounds(&Label { slanted: true, ..label("H") }, Lang::En);
    let reach = [SLANT * (100.0 - upright[3]), 0.0, SLANT * (100.0 - upright[1]), 0.0];
    let expected = [0, 1, 2, 3].map(|side: usize| upright[side] + reach[side]);
    assert!(near(leaning, expected), "{leaning:?}");
}

#[test]
fn curves_are_fine_enough_to_be_enlarged() {
    // All of the round O's outline turns gently, so that no two lines meet at much of an angle.
    let small = Label { size: 12.0, ..label("O") };
    for ring in contours(&small, Lang::En) {
        let angle = |e: &[[f32; 2]]| (e[1][1] - e[0][1]).atan2(e[1][0] - e[0][0]);
        let angles: Vec<f32> = ring.windows(2).map(angle).collect();
        for pair in angles.windows(2) {
            let turn =
                (pair[1] - pair[0] + std::f32::consts::PI).rem_euclid(std::f32::consts::TAU) - std::f32::consts::PI;
            assert!(turn.abs() < 0.5, "turns by {turn}");
        }
    }
}
