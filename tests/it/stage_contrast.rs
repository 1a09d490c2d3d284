//! Words of the stage over whatever of the map shines through: contrast measured at each of their vertices.
//! Must not know how the map is covered, but from the picture.

use zonemap::draw::draw;
use zonemap::i18n::Lang;
use zonemap::picture::{ColourRole, Fade, Item, Picture, Rgb, Sign, Theme};

use crate::palette::{contrast, contrast_in, difference, lab, light};
use crate::stage::{SHAPES, box_of, each_stop, holds, show, words};

/// A projector whose black is a tenth of its white, as in a room with the lights on.
const BRIGHT_ROOM: f64 = 0.1;

/// A colour over another, in the encoded values, as painters do.
fn over(Rgb(r, g, b): Rgb, under: Rgb, opacity: f32) -> Rgb {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between two bytes")]
    let mix = |a: u8, b: u8| (f32::from(b) + (f32::from(a) - f32::from(b)) * opacity).round() as u8;
    Rgb(mix(r, under.0), mix(g, under.1), mix(b, under.2))
}

fn strength_at(fade: &Fade, [x, y]: [f32; 2]) -> f32 {
    let [left, top, right, bottom] = fade.place;
    if !holds([left - 0.1, top - 0.1, right + 0.1, bottom + 0.1], [x, y]) {
        return 0.0;
    }
    let along = if fade.down { (y - top) / (bottom - top) } else { (x - left) / (right - left) };
    // In proportion between the two stops around it.
    let after = fade.stops.iter().position(|stop| stop[0] >= along).unwrap_or(fade.stops.len() - 1).max(1);
    let ([a, from], [b, to]) = (fade.stops[after - 1], fade.stops[after]);
    if b > a { from + (to - from) * ((along - a) / (b - a)).clamp(0.0, 1.0) } else { to }
}

#[test]
fn words_can_be_read_on_whatever_of_the_map_shines_through() {
    for size in SHAPES {
        for stop in each_stop(&show(Lang::En, true, size), size) {
            let picture = draw(&stop);
            let fades: Vec<&Fade> = picture
                .signs
                .iter()
                .filter_map(|sign| if let Sign::Fade(fade) = sign { Some(fade) } else { None })
                .collect();
            for theme in [Theme::Light, Theme::Dark] {
                let palette = theme.palette();
                let [land, water, halo] =
                    [ColourRole::Land, ColourRole::Water, ColourRole::Halo].map(|role| palette.colour(role));
                let tints = (0..3).flat_map(|at| {
                    [land, water].map(|under| over(palette.colour(ColourRole::Category(at)), under, 0.42))
                });
                let grounds: Vec<Rgb> = [land, water].into_iter().chain(tints).collect();
                for label in words(&picture) {
                    let [left, top, right, bottom] = box_of(label, picture.lang);
                    let wanted = if label.role == ColourRole::Text { 7.0 } else { 4.5 };
                    for vertex in [[left, top], [right, top], [left, bottom], [right, bottom]] {
                        for ground in &grounds {
                            let behind =
                                fades.iter().fold(*ground, |under, fade| over(halo, under, strength_at(fade, vertex)));
                            let found = contrast(palette.colour(label.role), behind);
                            let washed_out = contrast_in(palette.colour(label.role), behind, BRIGHT_ROOM);
                            let enough = if label.role == ColourRole::Text { 4.5 } else { 3.0 };
                            let id = &stop.show().expect("a show").stop().id;
                            assert!(
                                found >= wanted && washed_out >= enough,
                                "{theme:?} {id} {size:?}: {:?} on {behind:?}: {found:.2}, {washed_out:.2}",
                                label.text
                            );
                        }
                    }
                }
            }
        }
    }
}

/// How strongly each of the three areas is tinted.
fn tints(picture: &Picture) -> [f32; 3] {
    let own = |item: &Item| match item {
        Item::Fill { role: ColourRole::Own, strength, .. } => Some([0, 1, 2].map(|feature| strength.of(feature))),
        Item::Fill { .. } | Item::Glow { .. } | Item::Line { .. } | Item::Dots { .. } | Item::Dot { .. } => None,
    };
    picture.map.iter().find_map(own).expect("areas")
}

#[test]
fn the_areas_are_told_apart_on_a_bad_projector() {
    let size = [1280.0, 720.0];
    for stop in each_stop(&show(Lang::En, true, size), size) {
        let strengths = tints(&draw(&stop));
        let selected = stop.selected().is_some();
        for theme in [Theme::Light, Theme::Dark] {
            let palette = theme.palette();
            let land = palette.colour(ColourRole::Land);
            let seen = [0, 1, 2].map(|at| {
                let tint = over(palette.colour(ColourRole::Category(at)), land, strengths[at]);
                lab(light(tint).map(|channel| (channel + BRIGHT_ROOM) / (1.0 + BRIGHT_ROOM)))
            });
            for (a, b) in [(0, 1), (0, 2), (1, 2)] {
                let found = difference(seen[a], seen[b]);
                // What is dimmed beside a selected area must still be seen to be something else.
                let wanted = if selected { 2.3 } else { 7.0 };
                let id = &stop.show().expect("a show").stop().id;
                assert!(found >= wanted, "{theme:?} {id}: areas {a} and {b} differ by {found:.1}");
            }
        }
    }
}
