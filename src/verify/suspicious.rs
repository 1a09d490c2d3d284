//! Rules `suspicious-axes`, `-datum`, `-units` and `-numbers`: would another reading of a file explain what does not agree?
//! Must not read anything another way by itself: it proposes, the user decides.

use super::{AreaCheck, Finding, Severity, Subject, area_checks_within, method_checks};
use crate::geodesy::{AreaUnit, Datum, Declared, area_m2};
use crate::geometry::{Extent, LonLat, Shape, ShapeKind, Shapes};
use crate::i18n::{AreaFormat, Lang, declared_text, declared_unit, printable, tr, unit_symbol};
use crate::project::{DefectKind, Feature, FeatureId};

/// Nearer to the equator than this, degrees, metres of a grid are not northings but the decimals of eastings: up to 270,000.
const EQUATOR_DEG: f64 = 2.5;

/// Layers that lie away from all others, but among them with longitude and latitude swapped.
pub(super) fn suspicious_axes(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let extents: Vec<Extent> = project.layers.iter().map(|layer| layer.data.shapes().extent()).collect();
    let mut findings = Vec::new();
    for (at, extent) in extents.iter().enumerate() {
        let others = extents.iter().enumerate().filter(|&(other, _)| other != at);
        let others = others.fold(Extent::EMPTY, |all, (_, other)| all.union(*other));
        let swapped = Extent { west: extent.south, south: extent.west, east: extent.north, north: extent.east };
        let away = !extent.is_empty() && !others.is_empty() && !others.intersects(extent);
        if away && others.intersects(&swapped) {
            let layer = &project.layers[at];
            let features = vec![FeatureId { layer: at, feature: 0 }];
            findings.push(Finding::new(subject, "suspicious-axes", Severity::Warning, features, |lang| {
                tr!(lang, "finding.suspicious-axes", layer = layer.title.get(lang)).into_owned()
            }));
        }
    }
    findings
}

/// Areas that do not reproduce their declared figure, but do when their boundary was traced on a shifted map. Where another method
/// gives its digits without that, nothing speaks for a shift.
pub(super) fn suspicious_datum(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let find = |check: AreaCheck<'_>| {
        let (declared, shape) = (check.declared?, project.shape(check.id)?);
        let explains = |datum: Datum| declared.interval().contains(area_traced_on(shape, datum));
        let datum = [Datum::Gcj02, Datum::Bd09].into_iter().find(|&datum| explains(datum))?;
        let mut as_drawn = method_checks(project, check.id).into_iter().filter(|row| row.traced_on == Datum::Wgs84);
        if as_drawn.any(|row| row.agrees == Some(true)) {
            return None;
        }
        let traced_m2 = area_traced_on(shape, datum);
        let name = project.feature(check.id).map(Feature::name)?;
        Some(Finding::new(subject, "suspicious-datum", Severity::Warning, vec![check.id], |lang| {
            let area = AreaFormat::beside(declared, traced_m2, lang).text(traced_m2);
            let (name, declared, datum) = (name.get(lang), declared_text(declared, lang), datum.name());
            tr!(lang, "finding.suspicious-datum", name = name, declared = declared, datum = datum, area = area)
                .into_owned()
        }))
    };
    disagreeing(subject).filter_map(find).collect()
}

/// Declared figures that a measured area does not reproduce, but would in another unit.
pub(super) fn suspicious_units(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let find = |check: AreaCheck<'_>| {
        let declared = check.declared?;
        let units = [AreaUnit::Km2, AreaUnit::Ha, AreaUnit::Mu, AreaUnit::M2].into_iter();
        let explains = |unit: &AreaUnit| {
            let other = Declared::new(declared.text(), *unit);
            other.is_ok_and(|other| other.interval().contains(check.measured_m2))
        };
        let unit = units.filter(|&unit| unit != declared.unit()).find(explains)?;
        let name = project.feature(check.id).map(Feature::name)?;
        Some(Finding::new(subject, "suspicious-units", Severity::Warning, vec![check.id], |lang| {
            let (figure, said, meant) = (declared.text(), declared_unit(declared, lang), unit_symbol(unit, lang));
            let name = name.get(lang);
            tr!(lang, "finding.suspicious-units", name = name, figure = figure, said = said, meant = meant).into_owned()
        }))
    };
    disagreeing(subject).filter_map(find).collect()
}

/// Files of which every position has more than three numbers, as decimal commas make two numbers of one: in degrees all of them whole, in the
/// metres of a grid all near the equator, where decimals came to stand for northings.
pub(super) fn suspicious_numbers(subject: &Subject<'_>) -> Vec<Finding> {
    let project = subject.project;
    let mut findings = Vec::new();
    for (at, file) in project.files.iter().enumerate() {
        let dropped = file.warnings.iter().find(|(key, _)| *key == "warning.dropped-numbers");
        let layers = || project.layers.iter().enumerate().filter(|(_, layer)| layer.file == Some(at));
        // The position that closes a ring which was not closed has no numbers of its own.
        let defects = layers().flat_map(|(_, layer)| layer.data.defects());
        let closed = defects.filter(|defect| matches!(defect.kind, DefectKind::Unclosed { .. })).count();
        if dropped.is_none_or(|&(_, count)| file.vertices == 0 || count + closed < file.vertices) {
            continue;
        }
        let is_grid = file.frame.crs.is_some_and(|crs| !crs.is_geographic());
        let is_whole = |at: &LonLat| at.lon.fract() == 0.0 && at.lat.fract() == 0.0;
        let is_odd = |at: &LonLat| if is_grid { at.lat.abs() < EQUATOR_DEG } else { is_whole(at) };
        let first = layers().find_map(|(at, layer)| Some((at, *layer.data.shapes().positions().first()?)));
        let are_odd = layers().all(|(_, layer)| layer.data.shapes().positions().iter().all(is_odd));
        let Some((layer, LonLat { lon, lat })) = first.filter(|_| are_odd) else { continue };
        let message = |lang: Lang| {
            let (path, found, meant) = (printable(&file.path), format!("{lon},{lat}"), format!("{lon}.{lat}"));
            if is_grid {
                tr!(lang, "finding.suspicious-numbers-grid", path = path).into_owned()
            } else {
                tr!(lang, "finding.suspicious-numbers", path = path, found = found, meant = meant).into_owned()
            }
        };
        let features = vec![FeatureId { layer, feature: 0 }];
        findings.push(Finding::new(subject, "suspicious-numbers", Severity::Warning, features, message));
    }
    findings
}

fn disagreeing<'a>(subject: &Subject<'a>) -> impl Iterator<Item = AreaCheck<'a>> + use<'a> {
    let project = subject.project;
    let has_area = |check: &AreaCheck<'_>| project.shape(check.id).is_some_and(Shape::is_areal);
    // A figure of zero has no digits that another reading could explain.
    let is_figure = |check: &AreaCheck<'_>| check.declared.is_some_and(|declared| declared.value() > 0.0);
    let checks = area_checks_within(project, subject.tolerances);
    checks.filter(move |check| check.agrees == Some(false) && is_figure(check) && has_area(check))
}

/// A shape's area in square metres, as if its boundary had been traced on a map of a datum.
fn area_traced_on(shape: Shape<'_>, datum: Datum) -> f64 {
    let mut moved = Shapes::default();
    let back = |at: &LonLat| datum.to_wgs84(*at);
    for polygon in shape.polygons() {
        for ring in polygon.rings() {
            ring.iter().map(back).for_each(|at| moved.push(at, None));
            moved.end_path();
        }
        moved.end_polygon();
    }
    moved.end_shape(ShapeKind::MultiPolygon);
    moved.get(0).map_or(0.0, area_m2)
}
