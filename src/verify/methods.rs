//! A feature's area by every method, each beside the declared figure.
//! Must not know how the rows are shown.

use crate::geodesy::AREA_METHODS;
use crate::project::{FeatureId, Project};

/// A feature's area by one method.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MethodCheck {
    /// The method's short name.
    pub method: &'static str,
    /// Area, square metres.
    pub area_m2: f64,
    /// Area less the declared one, square metres; none when nothing is declared.
    pub off_m2: Option<f64>,
    /// The same in millionths of the declared one; none of a declared zero.
    pub ppm: Option<f64>,
    /// Whether the area rounds to the declared digits; none when nothing is declared.
    pub agrees: Option<bool>,
}

/// A feature's area by every method, in the order of [`AREA_METHODS`].
#[must_use]
pub fn method_checks(project: &Project, id: FeatureId) -> Vec<MethodCheck> {
    let declared = project.declared.get(&id);
    let check = |(method, &area_m2): (&crate::geodesy::AreaMethod, &f64)| {
        let off_m2 = declared.map(|declared| area_m2 - declared.area_m2());
        let base = declared.filter(|declared| declared.area_m2() > 0.0).zip(off_m2);
        MethodCheck {
            method: method.id,
            area_m2,
            off_m2,
            ppm: base.map(|(declared, off_m2)| off_m2 / declared.area_m2() * 1e6),
            agrees: declared.map(|declared| declared.interval().contains(area_m2)),
        }
    };
    AREA_METHODS.iter().zip(project.areas_m2(id)).map(check).collect()
}
