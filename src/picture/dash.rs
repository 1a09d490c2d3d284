//! How a line is broken up: its pattern in widths of the line, and how that stays put on the ground.
//! Must not know what the line is.

use super::{Dash, Pen, Projector};

impl Pen {
    /// The length of a dash and of the gap after it, in points, on the sheet; none for a line that is not broken.
    #[must_use]
    pub fn pattern(&self) -> Option<[f64; 2]> {
        let width = f64::from(self.width);
        match self.dash {
            Dash::Solid => None,
            Dash::Dashed => Some([4.0 * width, 2.5 * width]),
            Dash::Dotted => Some([1.0 * width, 1.8 * width]),
        }
    }

    /// The same for a line on the ground: within an octave of zoom its dashes grow with the map, so that they stay where they
    /// are; from one octave to the next every dash gives way to two.
    #[must_use]
    pub fn dashes(&self, projector: &Projector) -> Option<[f64; 2]> {
        let octaves = projector.points_per_world.log2();
        let growth = (octaves - octaves.round()).exp2();
        self.pattern().map(|pattern| pattern.map(|length| length * growth))
    }
}

#[cfg(test)]
mod tests {
    use crate::picture::{ColourRole, Dash, Pen, Projector, World};

    #[test]
    fn dashes_stay_put_on_the_ground_within_an_octave() {
        let pen = Pen { role: ColourRole::Boundary, opacity: 1.0, width: 2.0, dash: Dash::Dashed };
        let ground = |points_per_world: f64| {
            let projector = Projector { center: World { x: 0.5, y: 0.5 }, points_per_world, size: [100.0; 2] };
            let [dash, gap] = pen.dashes(&projector).expect("a broken line");
            ((dash + gap) / points_per_world, dash + gap)
        };
        let (nominal, points) = ground(1024.0);
        assert!((points - 13.0).abs() < 1e-9);
        for zoom in [730.0, 900.0, 1300.0, 1440.0] {
            let (ground, points) = ground(zoom);
            assert!((ground / nominal - 1.0).abs() < 1e-12, "{zoom}");
            assert!((13.0 * 0.7..13.0 * 1.42).contains(&points), "{zoom}: {points}");
        }
        let (finer, _) = ground(1500.0);
        assert!((finer / nominal - 0.5).abs() < 1e-12);
    }
}
