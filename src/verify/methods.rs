//! A feature's area by every method, each beside the declared figure.
//! Must not know how the rows are shown.

use super::areas::agrees;
use crate::geodesy::{Datum, Declared, Interval, MethodArea, Zone};
use crate::project::{FeatureId, Project};

/// A feature's area by one method.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MethodCheck {
    /// The method's short name, without the datum.
    pub method: &'static str,
    /// The datum of the map that the boundary is taken to have been traced on; WGS 84 when it is taken as it is.
    pub traced_on: Datum,
    /// The zone, of a method that measures in the plane of one.
    pub zone: Option<Zone>,
    /// Area, square metres.
    pub area_m2: f64,
    /// Area less the declared one, square metres; none when nothing is declared.
    pub off_m2: Option<f64>,
    /// The same in millionths of the declared one; none of a declared zero.
    pub ppm: Option<f64>,
    /// Whether the area rounds to the declared digits, or is as near as a tolerance lets it be; none when nothing is declared.
    pub agrees: Option<bool>,
}

impl MethodCheck {
    /// A name that no other row of the feature has: the method's, and the datum if it is not WGS 84, as in `gk3@bd09`.
    #[must_use]
    pub fn id(&self) -> String {
        match self.traced_on {
            Datum::Wgs84 => self.method.to_owned(),
            Datum::Gcj02 | Datum::Bd09 => format!("{}@{}", self.method, self.traced_on.name()),
        }
    }
}

/// A feature's area by every method that can measure it, in the order of [`AREA_METHODS`](crate::geodesy::AREA_METHODS): the
/// boundary as it is, then as if it had been traced on a map of each other datum.
#[must_use]
pub fn method_checks(project: &Project, id: FeatureId) -> Vec<MethodCheck> {
    method_checks_within(project, id, project.declared.get(&id).map(Declared::interval))
}

/// The same where other areas agree with the declared one than those that round to its digits.
#[must_use]
pub fn method_checks_within(project: &Project, id: FeatureId, accepted: Option<Interval>) -> Vec<MethodCheck> {
    checks_of(project, id, project.areas_by_method(id), accepted)
}

/// The same measured anew and not kept, for who goes through all features once.
#[must_use]
pub fn method_checks_once(project: &Project, id: FeatureId) -> Vec<MethodCheck> {
    let accepted = project.declared.get(&id).map(Declared::interval);
    checks_of(project, id, &project.areas_by_method_once(id), accepted)
}

fn checks_of(project: &Project, id: FeatureId, areas: &[MethodArea], accepted: Option<Interval>) -> Vec<MethodCheck> {
    let declared = project.declared.get(&id);
    let check = |&MethodArea { method, traced_on, zone, area_m2 }: &MethodArea| {
        let off_m2 = declared.map(|declared| area_m2 - declared.area_m2());
        let base = declared.filter(|declared| declared.area_m2() > 0.0).zip(off_m2);
        MethodCheck {
            method,
            traced_on,
            zone,
            area_m2,
            off_m2,
            ppm: base.map(|(declared, off_m2)| off_m2 / declared.area_m2() * 1e6),
            agrees: declared.zip(accepted).map(|(declared, accepted)| agrees(declared, accepted, area_m2)),
        }
    };
    areas.iter().map(check).collect()
}
