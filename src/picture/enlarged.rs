//! A part of a picture drawn larger, as through a lens: the map in the detail of its new size, and words as sharp as ever.
//! Must not know who looks through it.

use super::{Item, Label, Pen, Picture, Projector, Sign};

/// What is around a point of a picture, so many times as large, on a sheet of another size.
#[must_use]
pub fn enlarged(picture: &Picture, at: [f32; 2], factor: f32, size: [f32; 2]) -> Picture {
    let lens = Lens { at, factor, middle: size.map(|side| side / 2.0) };
    let on_map = [0, 1].map(|axis: usize| at[axis] - picture.corner[axis]);
    let projector = Projector {
        center: picture.projector.world_from_screen(on_map),
        points_per_world: picture.projector.points_per_world * f64::from(factor),
        size,
    };
    Picture {
        size,
        background: picture.background,
        corner: [0.0; 2],
        projector,
        map: picture.map.iter().map(|item| lens.item(item)).collect(),
        signs: picture.signs.iter().map(|sign| lens.sign(sign)).collect(),
        lang: picture.lang,
    }
}

struct Lens {
    at: [f32; 2],
    factor: f32,
    middle: [f32; 2],
}

impl Lens {
    fn point(&self, point: [f32; 2]) -> [f32; 2] {
        [0, 1].map(|axis: usize| (point[axis] - self.at[axis]) * self.factor + self.middle[axis])
    }

    fn pen(&self, pen: Pen) -> Pen {
        Pen { width: pen.width * self.factor, ..pen }
    }

    fn item(&self, item: &Item) -> Item {
        let mut item = item.clone();
        match &mut item {
            Item::Fill { .. } => {}
            Item::Glow { width, .. } => *width *= self.factor,
            Item::Line { pen, .. } => *pen = self.pen(*pen),
            Item::Dots { radius, .. } | Item::Dot { radius, .. } => *radius *= self.factor,
        }
        item
    }

    fn sign(&self, sign: &Sign) -> Sign {
        let moved = |points: &[[f32; 2]]| points.iter().map(|&point| self.point(point)).collect();
        match sign {
            Sign::Stroke { points, pen } => Sign::Stroke { points: moved(points), pen: self.pen(*pen) },
            Sign::Patch { points, ink, opacity } => Sign::Patch { points: moved(points), ink: *ink, opacity: *opacity },
            Sign::Label(label) => {
                let (middle, size) = (self.point(label.middle), label.size * self.factor);
                Sign::Label(Label { middle, size, ..label.clone() })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::enlarged;
    use crate::i18n::Lang;
    use crate::picture::{Dash, Ink, Pen, Picture, Projector, Sign, World};

    #[test]
    fn what_is_under_the_lens_stays_in_its_middle_and_the_rest_moves_away_from_it() {
        let projector = Projector { center: World { x: 0.5, y: 0.4 }, points_per_world: 1e5, size: [400.0, 300.0] };
        let pen = Pen { ink: Ink::Text, opacity: 1.0, width: 2.0, dash: Dash::Solid };
        let signs = vec![Sign::Stroke { points: vec![[100.0, 80.0], [110.0, 80.0]], pen }];
        let picture = Picture {
            size: projector.size,
            background: Ink::Land,
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
