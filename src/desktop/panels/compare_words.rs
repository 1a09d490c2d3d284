//! The comparison with another version in words: for the panel, and as text to be copied.
//! Must not touch the clipboard, nor show anything.

use super::{Look, texts};
use crate::diff::{
    AttributeChange, Balance, By, Change, Geometry, Kind, Place, attribute_text, balance_text, position_text,
};
use crate::i18n::{AreaFormat, Lang, area, displayed, number, tr, width};
use crate::project::{FeatureId, Project};
use crate::session::Compared;
use crate::verify::{rounded, rounded_position};

/// What a version is called, and where it lies.
pub(super) fn version(project: &Project, lang: Lang) -> String {
    let (title, path) = (displayed(project.title.get(lang)), displayed(&project.path));
    if title == path { path } else { format!("{title} ({path})") }
}

/// The name of a version's feature.
pub(super) fn name(project: &Project, id: FeatureId, lang: Lang) -> String {
    project.feature(id).map_or_else(String::new, |feature| displayed(feature.name().get(lang)))
}

/// The name of what changed; both where it is known by its ground alone.
fn feature(look: Look<'_>, compared: &Compared, change: &Change) -> String {
    let lang = look.lang();
    let before = change.a.map(|id| name(look.session.project(), id, lang));
    let after = change.b.map(|id| name(compared.second(), id, lang));
    match (before, after) {
        (Some(before), Some(after)) if change.by == Some(By::Overlap) => {
            tr!(lang, "diff.by-overlap", before = before, after = after).into_owned()
        }
        (before, after) => before.or(after).unwrap_or_default(),
    }
}

fn what(change: &Change, lang: Lang) -> String {
    let what = match change.kind {
        Kind::Same => tr!(lang, "diff.change.same"),
        Kind::Moved => tr!(lang, "diff.change.moved"),
        Kind::Changed => tr!(lang, "diff.change.changed"),
        Kind::Added => tr!(lang, "diff.change.added"),
        Kind::Removed => tr!(lang, "diff.change.removed"),
    };
    what.into_owned()
}

/// Which feature it is and what became of it.
pub(super) fn called(look: Look<'_>, compared: &Compared, change: &Change) -> String {
    let (name, change) = (feature(look, compared, change), what(change, look.lang()));
    tr!(look.lang(), "diff.called", name = name, change = change).into_owned()
}

/// A length as reports round it, so that the window and they show the same digits.
fn metres(value: f64) -> String {
    width(rounded(value))
}

/// The figures of a change, a sentence each.
pub(super) fn lines(lang: Lang, change: &Change) -> Vec<String> {
    let is_area = change.geometry == Geometry::Area;
    let areas = match (change.area_a_m2, change.area_b_m2) {
        (Some(before), Some(after)) => {
            let format = AreaFormat::of_versions(before, after, lang);
            tr!(lang, "diff.areas", before = format.text(before), after = format.text(after))
        }
        (before, after) => tr!(lang, "diff.area", area = area(before.or(after).unwrap_or(0.0), lang)),
    };
    let mut lines = if is_area { vec![areas] } else { Vec::new() };
    if is_area && change.kind == Kind::Moved {
        let figures = change.gained_m2.zip(change.lost_m2).zip(change.net_m2());
        lines.push(figures.map_or_else(
            || tr!(lang, "diff.not-overlaid"),
            |((gained, lost), net)| {
                let format = AreaFormat::of_all(&[gained, lost, net], lang);
                let (gained, lost, net) = (format.text(gained), format.text(lost), format.change(net));
                tr!(lang, "diff.ground", gained = gained, lost = lost, net = net)
            },
        ));
    }
    let is_drawn = change.geometry != Geometry::None;
    lines.extend((!is_drawn).then(|| tr!(lang, "diff.no-geometry")));
    lines.extend(balance(change, lang).into_iter().map(Into::into));
    lines.extend(attributes(change, lang).into_iter().map(Into::into));
    if change.kind == Kind::Changed || !is_drawn {
        return lines.into_iter().map(std::borrow::Cow::into_owned).collect();
    }
    let key = if is_area { "diff.shift" } else { "diff.shift-line" };
    lines.extend(change.shift.map(|shift| tr!(lang, key, most = metres(shift.max_m), mean = metres(shift.mean_m))));
    let counts = change.vertices;
    lines.push(tr!(lang, "diff.vertices", moved = counts.moved, added = counts.added, removed = counts.removed));
    lines.into_iter().map(std::borrow::Cow::into_owned).collect()
}

/// How the figures add up, in the digits of the reports; none where edges play no part that can be seen.
fn balance(change: &Change, lang: Lang) -> Option<String> {
    balance_text(Balance::of(change)?.rounded(3), lang)
}

fn attributes(change: &Change, lang: Lang) -> Vec<String> {
    let text = |one: &AttributeChange| {
        let what = (one.aspect.name(), one.aspect.property());
        attribute_text(what, (one.before.as_deref(), one.after.as_deref()), lang)
    };
    change.attributes.iter().map(text).collect()
}

/// A place in words on one line of a list, to a metre.
pub(super) fn place_in_list(place: &Place, lang: Lang) -> String {
    let at = place.at.on_globe();
    called_at(place, [at.lon, at.lat].map(|degrees| number(degrees, 5)), lang)
}

/// The same with all the digits that reports have.
fn place_in_full(place: &Place, lang: Lang) -> String {
    called_at(place, position_text(rounded_position(place.at, Some(place.width_m))), lang)
}

/// Its sign, which needs no colour, its size, and where it is.
fn called_at(place: &Place, [lon, lat]: [String; 2], lang: Lang) -> String {
    let area = AreaFormat::of_all(&[place.area_m2], lang).text(place.area_m2);
    let width = metres(place.width_m);
    format!("{} {}", place.sign.mark(), tr!(lang, "diff.place", area = area, width = width, lon = lon, lat = lat))
}

/// The whole comparison to be copied: the two versions, a table of what changed, and every place gained or lost.
pub(super) fn copied(look: Look<'_>, compared: &Compared) -> String {
    let lang = look.lang();
    let versions = [("diff.version-a", look.session.project()), ("diff.version-b", compared.second())];
    let versions = versions.map(|(key, project)| format!("- {}\n", tr!(lang, key, name = version(project, lang))));
    let changes: Vec<&Change> = compared.comparison().changes().collect();
    let same = compared.comparison().features.len() - changes.len();
    let table = if changes.is_empty() { String::new() } else { table(look, compared, &changes) };
    let said = changes.iter().flat_map(|change| {
        let lines = balance(change, lang).into_iter().chain(attributes(change, lang));
        let name = feature(look, compared, change);
        lines.map(move |line| format!("- {}\n", tr!(lang, "diff.called", name = name, change = line)))
    });
    let said: String = said.collect();
    let places: Vec<String> = compared.places().map(|(_, at)| format!("- {}\n", place_in_full(at, lang))).collect();
    let parts =
        [versions.concat(), table, said, places.concat(), format!("{}\n", tr!(lang, "compare.same", count = same))];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("\n")
}

fn table(look: Look<'_>, compared: &Compared, changes: &[&Change]) -> String {
    let figure = |value: Option<f64>, text: &dyn Fn(f64) -> String| value.map_or_else(|| "–".to_owned(), text);
    let lang = look.lang();
    let rows = changes.iter().map(|change| {
        let either = change.area_a_m2.or(change.area_b_m2).unwrap_or_default();
        let [before, after] = [change.area_a_m2, change.area_b_m2].map(|area_m2| area_m2.unwrap_or(either));
        let versions = AreaFormat::of_versions(before, after, lang);
        let parts: Vec<f64> = [change.gained_m2, change.lost_m2, change.net_m2()].into_iter().flatten().collect();
        let changes = AreaFormat::of_all(&parts, lang);
        vec![
            feature(look, compared, change),
            what(change, look.lang()),
            figure(change.area_a_m2, &|area_m2| versions.text(area_m2)),
            figure(change.area_b_m2, &|area_m2| versions.text(area_m2)),
            figure(change.gained_m2, &|area_m2| changes.text(area_m2)),
            figure(change.lost_m2, &|area_m2| changes.text(area_m2)),
            figure(change.net_m2(), &|area_m2| changes.change(area_m2)),
            figure(Balance::of(change).map(|balance| balance.rounded(3).rounded(2).edges_m2), &|area_m2| {
                changes.change(area_m2)
            }),
            figure(change.shift.map(|shift| shift.max_m), &metres),
            figure(change.shift.map(|shift| shift.mean_m), &metres),
        ]
    });
    let head = tr!(look.lang(), "diff.columns");
    format!("{head}\n|{}\n{}", "---|".repeat(10), texts::rows(rows))
}
