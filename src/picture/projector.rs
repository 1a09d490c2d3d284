//! From positions to points on the sheet and back: Web Mercator, since it keeps angles and north up.
//! Must not be used to measure anything.

use std::f64::consts::PI;

use super::Point;
use crate::geometry::LonLat;

/// The latitude at which Web Mercator's square ends (EPSG:3857).
const LAST_LAT: f64 = 85.051_128_779_806_6;
/// WGS 84's equatorial circumference in metres, 2πa.
pub const EQUATOR_M: f64 = 40_075_016.685_578_49;

/// A position on Web Mercator's square: x from 0 at 180° west to 1 at 180° east, y from 0 in the north to 1 in the south.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct World {
    /// Eastward.
    pub x: f64,
    /// Southward.
    pub y: f64,
}

impl From<LonLat> for World {
    fn from(at: LonLat) -> Self {
        let sine = at.lat.clamp(-LAST_LAT, LAST_LAT).to_radians().sin();
        Self { x: at.lon / 360.0 + 0.5, y: 0.5 - sine.atanh() / (2.0 * PI) }
    }
}

impl From<World> for LonLat {
    fn from(world: World) -> Self {
        let lat = (PI * (1.0 - 2.0 * world.y)).sinh().atan().to_degrees();
        Self { lon: (world.x - 0.5) * 360.0, lat }
    }
}

/// Where each position falls on a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projector {
    /// What falls on the middle of the sheet.
    pub center: World,
    /// How many points the side of the square is long.
    pub points_per_world: f64,
    /// Width and height of the sheet in points.
    pub size: [f32; 2],
}

impl Projector {
    /// The point of the sheet where a position falls, from its top left corner.
    #[must_use]
    pub fn screen_from_lonlat(&self, at: LonLat) -> [f32; 2] {
        self.screen_from_world(at.into())
    }

    /// The same for a position already on the square.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "points on a sheet need no more than f32")]
    pub fn screen_from_world(&self, at: World) -> [f32; 2] {
        self.point_from_world(at).map(|coordinate| coordinate as f32)
    }

    /// The same, exact however far outside the sheet it falls.
    #[must_use]
    pub fn point_from_world(&self, at: World) -> Point {
        let [width, height] = self.size.map(f64::from);
        let x = (at.x - self.center.x) * self.points_per_world + width / 2.0;
        let y = (at.y - self.center.y) * self.points_per_world + height / 2.0;
        [x, y]
    }

    /// The same for a position on the Earth.
    #[must_use]
    pub fn point_from_lonlat(&self, at: LonLat) -> Point {
        self.point_from_world(at.into())
    }

    /// The sheet's own box with a margin around it: left, top, right, bottom.
    #[must_use]
    pub fn bounds(&self, margin: f64) -> [f64; 4] {
        let [width, height] = self.size.map(f64::from);
        [-margin, -margin, width + margin, height + margin]
    }

    /// The position that falls on a point of the sheet.
    #[must_use]
    pub fn lonlat_from_screen(&self, point: [f32; 2]) -> LonLat {
        self.world_from_screen(point).into()
    }

    /// The same on the square.
    #[must_use]
    pub fn world_from_screen(&self, point: [f32; 2]) -> World {
        let [width, height] = self.size.map(f64::from);
        let [x, y] = point.map(f64::from);
        World {
            x: self.center.x + (x - width / 2.0) / self.points_per_world,
            y: self.center.y + (y - height / 2.0) / self.points_per_world,
        }
    }

    /// Metres on the ground under one point of the sheet, at its middle.
    #[must_use]
    pub fn metres_per_point(&self) -> f64 {
        let lat = LonLat::from(self.center).lat;
        EQUATOR_M * lat.to_radians().cos() / self.points_per_world
    }

    /// The box of positions that fall on the sheet.
    #[must_use]
    pub fn extent(&self) -> crate::geometry::Extent {
        let corners = [[0.0, 0.0], self.size].map(|corner| self.lonlat_from_screen(corner));
        crate::geometry::Extent::of(&corners)
    }
}

#[cfg(test)]
mod tests {
    use super::{Projector, World};
    use crate::geometry::LonLat;

    #[test]
    fn there_and_back() {
        let at = LonLat { lon: 113.52, lat: 23.09 };
        let projector = Projector {
            center: World::from(LonLat { lon: 113.5, lat: 23.1 }),
            points_per_world: 4e6,
            size: [800.0, 600.0],
        };
        let back = projector.lonlat_from_screen(projector.screen_from_lonlat(at));
        assert!((back.lon - at.lon).abs() < 1e-7 && (back.lat - at.lat).abs() < 1e-7);
    }

    /// PROJ 9.5.1, EPSG:4326 to EPSG:3857: 113.52 E 23.09 N is 12 636 988.595 m east, 2 642 906.250 m north.
    #[test]
    fn agrees_with_proj() {
        let world = World::from(LonLat { lon: 113.52, lat: 23.09 });
        let (east_m, north_m) = ((world.x - 0.5) * super::EQUATOR_M, (0.5 - world.y) * super::EQUATOR_M);
        assert!((east_m - 12_636_988.595).abs() < 1e-3, "{east_m}");
        assert!((north_m - 2_642_906.250).abs() < 1e-3, "{north_m}");
    }
}
