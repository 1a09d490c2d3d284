//! The largest circle inside an area, piece by piece of its edges: what cannot touch a larger circle than the best is left out.
//! Must not know how the best so far was found.

use super::circle::{PRECISION, Search, along};
use super::plane::{Edge, dot, length, minus};

/// Pieces that are looked at for each edge, on average.
const PIECES_PER_EDGE: usize = 64;
/// Edges that point against each other by less than this have no circle between them that touches both.
const PARALLEL: f64 = 1e-9;
/// A part of a piece smaller than this is none.
const PART: f64 = 1e-6;

/// A piece of an edge between two parts of the way along it.
#[derive(Clone, Copy)]
struct Piece {
    edge: usize,
    from: f64,
    to: f64,
}

impl Piece {
    fn between(self, from: f64, to: f64) -> Self {
        Self { from, to, ..self }
    }
}

impl Search<'_> {
    /// Tries circles that touch pieces of edges from within, each cut in two as long as a larger circle than the best may touch it.
    ///
    /// A place of the border that is in the way of a circle bounds all circles that touch the piece; so does an edge that all of them
    /// touch too, between which and theirs the radius grows evenly to one end of the piece.
    pub(super) fn by_pieces(&mut self) {
        let count = self.plane.edges().len();
        let mut open: Vec<Piece> = (0..count).map(|edge| Piece { edge, from: 0.0, to: 1.0 }).collect();
        let mut left = PIECES_PER_EDGE * (count + 1);
        while let Some(piece) = open.pop().filter(|_| left > 0 && self.radius > 0.0) {
            left -= 1;
            self.piece(piece, &mut open);
        }
    }

    /// Tries a piece; what is left of it goes to the others.
    fn piece(&mut self, piece: Piece, open: &mut Vec<Piece>) {
        let edge = self.plane.edges()[piece.edge];
        let Piece { from, to, .. } = piece;
        let (long, middle, inward) = (length(minus(edge.to, edge.from)), f64::midpoint(from, to), edge.inward());
        let (touched, goal) = (edge.at(middle), self.radius * (1.0 + PRECISION / 2.0));
        let in_the_way = self.obstacle(along(touched, inward, goal), goal);
        if let Some((place, other)) = in_the_way {
            let way = minus(place, touched);
            // As seen from the end of the piece that is farther.
            let aside = dot(way, (-inward.1, inward.0)).abs() + long * (to - from) / 2.0;
            let ahead = dot(way, inward);
            if ahead > 0.0 && aside * aside + ahead * ahead <= 2.0 * ahead * goal {
                return;
            }
            if let Some((first, last, _)) = facing(edge, other, from, to).filter(|&(_, _, most)| most <= goal) {
                open.extend((first > from).then(|| piece.between(from, first)));
                open.extend((last < to).then(|| piece.between(last, to)));
                return;
            }
        } else {
            let radius = self.ball(touched, inward);
            self.take(radius, along(touched, inward, radius));
        }
        if (to - from) * long > PRECISION * goal {
            open.extend([piece.between(from, middle), piece.between(middle, to)]);
        }
    }
}

/// The part of a piece of an edge in which circles that touch it touch another edge too, from where to where, and the largest radius
/// there, which is at one of its ends.
fn facing(edge: Edge, other: Edge, from: f64, to: f64) -> Option<(f64, f64, f64)> {
    let (inward, opposite) = (edge.inward(), other.inward());
    let (apart, way) = (1.0 - dot(inward, opposite), minus(other.to, other.from));
    if apart < PARALLEL {
        return None;
    }
    let radius = |t: f64| dot(opposite, minus(edge.at(t), other.from)) / apart;
    // Where on the other edge the circle touches it, as part of its length; that changes evenly too.
    let foot = |t: f64| dot(minus(along(edge.at(t), inward, radius(t)), other.from), way) / dot(way, way);
    let (start, change) = (foot(from), foot(to) - foot(from));
    let (mut first, mut last) = (from, to);
    if change.abs() > PARALLEL {
        let ends = [0.0, 1.0].map(|end| from + (to - from) * (end - start) / change);
        (first, last) = (first.max(ends[0].min(ends[1])), last.min(ends[0].max(ends[1])));
    } else if !(0.0..=1.0).contains(&start) {
        return None;
    }
    (last - first > PART * (to - from)).then(|| (first, last, radius(first).max(radius(last))))
}
