//! How long dashes are. They are fixed to the ground, so that they stay where they are while the map is zoomed; where the
//! zoom has gone half an octave on, they are halved or doubled.
//! Must not know which painter asks.

use super::{Dash, Pen, Projector};

impl Pen {
    /// How long its dashes and the gaps between them are on a sheet, in points; `None` for an unbroken line.
    #[must_use]
    pub fn dashes(&self, projector: &Projector) -> Option<[f64; 2]> {
        let [dash, gap] = match self.dash {
            Dash::Solid => return None,
            Dash::Dashed => [4.0, 2.5],
            Dash::Dotted => [1.0, 1.8],
        };
        let zoom = projector.points_per_world.log2();
        // How far the zoom is from its nearest whole octave, from -0.5 up to 0.5.
        let beyond = zoom - (zoom + 0.5).floor();
        let unit = f64::from(self.width) * beyond.exp2();
        Some([dash * unit, gap * unit])
    }
}

#[cfg(test)]
mod tests {
    use crate::picture::{Dash, Ink, Pen, Projector, World};

    const PEN: Pen = Pen { ink: Ink::Limit, opacity: 1.0, width: 2.0, dash: Dash::Dashed };

    fn at_zoom(zoom: f64) -> Projector {
        Projector { center: World { x: 0.5, y: 0.5 }, points_per_world: zoom.exp2(), size: [800.0, 600.0] }
    }

    #[test]
    fn dashes_are_as_long_on_the_ground_all_through_an_octave() {
        let ground = |zoom: f64| {
            let projector = at_zoom(zoom);
            PEN.dashes(&projector).expect("dashes").map(|points| points / projector.points_per_world)
        };
        let [dash, gap] = ground(20.0);
        for zoom in [19.51, 19.8, 20.2, 20.49] {
            let [here, between] = ground(zoom);
            assert!((here / dash - 1.0).abs() < 1e-9 && (between / gap - 1.0).abs() < 1e-9, "{zoom}");
        }
        assert!((ground(20.51)[0] / dash - 0.5).abs() < 1e-9);
    }

    #[test]
    fn dashes_are_about_as_long_on_the_sheet_at_any_zoom() {
        for zoom in 0..300_i32 {
            let [dash, gap] = PEN.dashes(&at_zoom(f64::from(zoom) / 10.0)).expect("dashes");
            assert!((5.6..11.4).contains(&dash) && (3.5..7.1).contains(&gap), "{zoom}: {dash} {gap}");
        }
        assert_eq!(PEN.dashes(&at_zoom(12.0)), Some([8.0, 5.0]));
        assert_eq!(Pen { dash: Dash::Solid, ..PEN }.dashes(&at_zoom(12.0)), None);
    }
}
