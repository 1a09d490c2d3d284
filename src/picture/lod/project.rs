//! The finest level: every vertex of a layer on the grid.
//! Must not leave anything out.

use std::sync::{Mutex, PoisonError};

use super::level::{LodLevel, PathKind, Step};
use crate::geometry::{LonLat, Part, Shapes};
use crate::picture::World;
use crate::threads;

/// A thread is worth its while for this many vertices.
const SHARE: usize = 50_000;

pub(super) fn finest(shapes: &Shapes, origin: World, unit: f64) -> LodLevel {
    let mut level = LodLevel::with_points(steps(shapes.positions(), origin, unit));
    let mut end = 0;
    for shape in shapes.iter() {
        for part in shape.parts() {
            match part {
                Part::Points(points) => {
                    end += points.len();
                    level.end_path_at(end, PathKind::Points);
                }
                Part::Line(line) => {
                    end += line.len();
                    level.end_path_at(end, PathKind::Line);
                }
                Part::Polygon(polygon) => {
                    for (at, ring) in polygon.rings().enumerate() {
                        end += ring.len();
                        level.end_path_at(end, if at == 0 { PathKind::Outer } else { PathKind::Hole });
                    }
                }
            }
        }
        level.end_feature();
    }
    level
}

/// Every position on the grid, by as many threads as there are cores.
fn steps(positions: &[LonLat], origin: World, unit: f64) -> Vec<Step> {
    let mut steps = vec![[0; 2]; positions.len()];
    let threads = threads::cores().min(positions.len() / SHARE + 1);
    let share = positions.len().div_ceil(threads).max(1);
    let shares = Mutex::new(positions.chunks(share).zip(steps.chunks_mut(share)));
    threads::share(threads, || {
        let next = || shares.lock().unwrap_or_else(PoisonError::into_inner).next();
        while let Some((positions, steps)) = next() {
            for (at, step) in positions.iter().zip(steps) {
                *step = on_grid(*at, origin, unit);
            }
        }
    });
    steps
}

#[expect(clippy::cast_possible_truncation, reason = "the grid's side is 2^30")]
fn on_grid(at: LonLat, origin: World, unit: f64) -> Step {
    let World { x, y } = at.into();
    [((x - origin.x) / unit).round() as i32, ((y - origin.y) / unit).round() as i32]
}
