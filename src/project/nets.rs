//! How much more or less the parts of a whole cover than the whole does, where edges are straight in longitude and latitude.
//! Must not know what difference is allowed.

use std::sync::OnceLock;

use super::{FeatureId, ProjectContent, Whole};
use crate::geodesy::straight_net_m2;
use crate::geometry::overlay::{LooseEdge, Rings, Winding, loose_edges};

/// What has been worked out for each whole of a project.
pub(super) type Nets = OnceLock<Vec<(Whole, OnceLock<f64>)>>;

impl ProjectContent {
    /// By how many square metres the parts of a whole, given by its number, cover more than it; negative for less. Edges are straight
    /// in longitude and latitude, as they are overlaid: there a vertex on an edge that others do not have changes nothing, as it does
    /// where edges are geodesics. Worked out once.
    ///
    /// `loose` are the edges of the parts, wound counter-clockwise, that no other of them has, where they are known already.
    #[must_use]
    pub fn parts_beyond_whole_m2(&self, whole: usize, loose: Option<&[LooseEdge]>) -> f64 {
        let Some(asked) = self.wholes.get(whole) else { return 0.0 };
        let nets = self
            .derived
            .nets
            .get_or_init(|| self.wholes.iter().map(|whole| (whole.clone(), OnceLock::new())).collect());
        match nets.get(whole).filter(|(known, _)| known == asked) {
            Some((_, net)) => *net.get_or_init(|| self.net_m2(asked, loose)),
            None => self.net_m2(asked, loose),
        }
    }

    fn net_m2(&self, whole: &Whole, loose: Option<&[LooseEdge]>) -> f64 {
        let mut rings = Rings::default();
        match loose {
            Some(loose) => loose.iter().for_each(|edge| rings.push_directed(&[edge.from, edge.to])),
            None => whole.parts.iter().for_each(|&part| self.push(&mut rings, part, Winding::Covers)),
        }
        self.push(&mut rings, whole.whole, Winding::Uncovers);
        straight_net_m2(loose_edges(&rings).iter().map(|edge| (edge.from, edge.to)))
    }

    fn push(&self, rings: &mut Rings, id: FeatureId, winding: Winding) {
        if let Some(shape) = self.noded_shape(id) {
            rings.push(shape, winding);
        }
    }
}
