//! A part of a picture drawn larger, as through a lens: the map in the detail of its new size, and words as sharp as ever.
//! Must not know who looks through it.

use super::{Picture, Projector, Sign, scaled};

/// What is around a point of a picture, so many times as large, on a sheet of another size.
#[must_use]
pub fn enlarged(picture: &Picture, at: [f32; 2], factor: f32, size: [f32; 2]) -> Picture {
    let on_map = [0, 1].map(|axis: usize| at[axis] - picture.corner[axis]);
    let projector = Projector {
        center: picture.projector.world_from_screen(on_map),
        points_per_world: picture.projector.points_per_world * f64::from(factor),
        size,
    };
    let sign = |sign: &Sign| {
        let around = scaled::moved(sign.clone(), at.map(|side| -side));
        scaled::moved(scaled::sign(around, factor), size.map(|side| side / 2.0))
    };
    Picture {
        size,
        background: picture.background,
        corner: [0.0; 2],
        projector,
        map: picture.map.iter().map(|item| scaled::item(item.clone(), factor)).collect(),
        signs: picture.signs.iter().map(sign).collect(),
        lang: picture.lang,
    }
}

#[cfg(test)]
mod tests {
    use super::enlarged;
    use crate::i18n::Lang;
    use crate::picture::{ColourRole, Dash, Pen, Picture, Projector, Sign, World};

    #[test]
    fn what_is_under_the_lens_stays_in_its_middle_and_the_rest_moves_away_from_it() {
        let projector = Projector { center: World { x: 0.5, y: 0.4 }, points_per_world: 1e5, size: [400.0, 300.0] };
        let pen = Pen { role: ColourRole::Text, opacity: 1.0, width: 2.0, dash: Dash::Solid };
        let signs = vec![Sign::Stroke { points: vec![[100.0, 80.0], [110.0, 80.0]], pen }];
        let picture = Picture {
            size: projector.size,
            background: ColourRole::Land,
            corner: [0.0; 2],
            projector,
            map: Vec::new(),
            signs,
            lang: Lang::En,
        };
        let seen = enlarged(&picture, [100.0, 80.0], 2.5, [60.0, 60.0]);
        let before = projector.world_from_screen([100.0, 80.0]);
        let after = seen.projector.world_from_screen([30.0, 30.0]);
        assert!((before.x - after.x).abs() < 1e-9 && (before.y - after.y).abs() < 1e-9);
        let at = |picture: &Projector, point| picture.world_from_screen(point);
        let (far, moved) = (at(&projector, [104.0, 72.0]), at(&seen.projector, [40.0, 10.0]));
        assert!((far.x - moved.x).abs() < 1e-9 && (far.y - moved.y).abs() < 1e-9);
        let Sign::Stroke { points, pen } = &seen.signs[0] else { panic!("a stroke") };
        assert_eq!((points.as_slice(), pen.width), (&[[30.0, 30.0], [55.0, 30.0]][..], 5.0));
    }
}
