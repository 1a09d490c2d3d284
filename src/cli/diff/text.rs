//! The comparison as text for people, and the sentences that other forms share with it.
//! Must not know more than the report says.

use std::io::{self, Write};

use super::report::{AttributeRow, DiffReport, FeatureRow, PlaceRow, VersionRow};
use crate::diff::{Sign, attribute_text, balance_text, position_text};
use crate::i18n::{AreaFormat, Lang, area, escaped, list, printable, tr, width};

/// Rows of one kind shown before the rest is only counted.
const SHOWN: usize = 20;

pub(super) fn write(report: &DiffReport, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", tr!(lang, "diff.version-a", name = version(&report.a)))?;
    notice(&report.a, out)?;
    writeln!(out, "{}", tr!(lang, "diff.version-b", name = version(&report.b)))?;
    notice(&report.b, out)?;
    writeln!(out)?;
    let changed: Vec<&FeatureRow> = report.features.iter().filter(|row| row.change != "same").collect();
    for row in changed.iter().take(SHOWN) {
        feature(row, lang, out)?;
    }
    more(changed.len(), lang, out)?;
    if !report.not_compared.is_empty() {
        writeln!(out, "  {}", not_compared(report, lang))?;
    }
    writeln!(out, "{}", verdict(report, lang))
}

fn version(row: &VersionRow) -> String {
    let (title, path) = (printable(&row.title), printable(&row.path));
    if title == path { path } else { format!("{title} ({path})") }
}

fn notice(row: &VersionRow, out: &mut dyn Write) -> io::Result<()> {
    if row.notice.is_empty() {
        return Ok(());
    }
    row.notice.lines().try_for_each(|line| writeln!(out, "  {}", escaped(line)))?;
    writeln!(out, "  {}", row.map_review)
}

fn feature(row: &FeatureRow, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  {}", called(row, lang))?;
    for line in lines(row, lang) {
        writeln!(out, "      {line}")?;
    }
    if row.change == "moved" {
        for place in row.places.iter().take(SHOWN) {
            writeln!(out, "      {} {}", mark(place), place_text(place, lang))?;
        }
        more(row.places.len(), lang, out)?;
    }
    writeln!(out)
}

fn more(count: usize, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
    match count.checked_sub(SHOWN) {
        None | Some(0) => Ok(()),
        Some(more) => writeln!(out, "      {}", tr!(lang, "verify.more", count = more)),
    }
}

/// Which feature it is and what became of it.
pub(super) fn called(row: &FeatureRow, lang: Lang) -> String {
    let (id, name) = (printable(&row.id), printable(&row.name));
    let mut called = if id == name { id } else { format!("{id} {name}") };
    if let Some(other) = &row.id_b {
        called = tr!(lang, "diff.by-overlap", before = called, after = printable(other)).into_owned();
    }
    tr!(lang, "diff.called", name = called, change = change(row, lang)).into_owned()
}

/// What became of a feature, in a word.
pub(super) fn change(row: &FeatureRow, lang: Lang) -> String {
    match row.change {
        "added" => tr!(lang, "diff.change.added"),
        "removed" => tr!(lang, "diff.change.removed"),
        "moved" => tr!(lang, "diff.change.moved"),
        "changed" => tr!(lang, "diff.change.changed"),
        _ => tr!(lang, "diff.change.same"),
    }
    .into_owned()
}

/// The figures of a feature, a sentence each.
pub(super) fn lines(row: &FeatureRow, lang: Lang) -> Vec<String> {
    let is_area = row.geometry == "area";
    let mut lines = if is_area { vec![areas(row, lang)] } else { Vec::new() };
    if is_area && row.change == "moved" {
        lines.push(match (row.gained_m2, row.lost_m2, row.net_m2) {
            (Some(gained), Some(lost), Some(net)) => {
                let format = AreaFormat::of_all(&[gained, lost, net], lang);
                let (gained, lost, net) = (format.text(gained), format.text(lost), format.change(net));
                tr!(lang, "diff.ground", gained = gained, lost = lost, net = net).into_owned()
            }
            (_, _, _) => tr!(lang, "diff.not-overlaid").into_owned(),
        });
    }
    let is_drawn = row.geometry != "none";
    if !is_drawn {
        lines.push(tr!(lang, "diff.no-geometry").into_owned());
    }
    lines.extend(balance(row, lang));
    lines.extend(attributes(row, lang));
    if row.change == "changed" || !is_drawn {
        return lines;
    }
    if let (Some(most), Some(mean)) = (row.max_shift_m, row.mean_shift_m) {
        let key = if is_area { "diff.shift" } else { "diff.shift-line" };
        lines.push(tr!(lang, key, most = width(most), mean = width(mean)).into_owned());
    }
    let counts = &row.vertices;
    let text = tr!(lang, "diff.vertices", moved = counts.moved, added = counts.added, removed = counts.removed);
    lines.push(text.into_owned());
    lines
}

/// How the figures add up; none where edges play no part that can be seen.
pub(super) fn balance(row: &FeatureRow, lang: Lang) -> Option<String> {
    row.balance().and_then(|balance| balance_text(balance, lang))
}

/// What is said otherwise of a feature, a sentence each.
pub(super) fn attributes(row: &FeatureRow, lang: Lang) -> Vec<String> {
    let text = |row: &AttributeRow| {
        let what = (row.what, row.property.as_deref());
        attribute_text(what, (row.before.as_deref(), row.after.as_deref()), lang)
    };
    row.attributes.iter().map(text).collect()
}

fn areas(row: &FeatureRow, lang: Lang) -> String {
    match (row.area_a_m2, row.area_b_m2) {
        (Some(before), Some(after)) => {
            let format = AreaFormat::of_versions(before, after, lang);
            tr!(lang, "diff.areas", before = format.text(before), after = format.text(after)).into_owned()
        }
        (before, after) => tr!(lang, "diff.area", area = area(before.or(after).unwrap_or(0.0), lang)).into_owned(),
    }
}

/// The sign of a place, for those who see no colour.
pub(super) fn mark(place: &PlaceRow) -> &'static str {
    if place.sign == Sign::Gained.name() { Sign::Gained.mark() } else { Sign::Lost.mark() }
}

/// A place in figures.
pub(super) fn place_text(place: &PlaceRow, lang: Lang) -> String {
    let [lon, lat] = position_text(place.at);
    let area = AreaFormat::of_all(&[place.area_m2], lang).text(place.area_m2);
    let width = width(place.width_m);
    tr!(lang, "diff.place", area = area, width = width, lon = lon, lat = lat).into_owned()
}

/// What was not compared, and why.
pub(super) fn not_compared(report: &DiffReport, lang: Lang) -> String {
    let ids: Vec<String> = report.not_compared.iter().take(SHOWN).map(|row| printable(&row.id)).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    tr!(lang, "diff.not-compared", count = report.not_compared.len(), list = list(&ids, lang)).into_owned()
}

/// Lines and points that were not compared; none where all were.
fn lines_not_compared(report: &DiffReport, lang: Lang) -> Option<String> {
    let [a, b] = report.lines_not_compared;
    let (count, name) = if a > 0 { (a, &report.a) } else { (b, &report.b) };
    let text = || tr!(lang, "diff.lines-not-compared", count = count, name = printable(&name.path)).into_owned();
    (count > 0).then(text)
}

/// What all comes to.
pub(super) fn verdict(report: &DiffReport, lang: Lang) -> String {
    if report.nothing && report.lines_not_compared == [0, 0] {
        return tr!(lang, "diff.nothing").into_owned();
    }
    let text = counted(report, lang);
    let lines = lines_not_compared(report, lang).into_iter();
    lines.chain([text]).collect::<Vec<_>>().join("\n")
}

fn counted(report: &DiffReport, lang: Lang) -> String {
    let counts = &report.summary;
    let text = tr!(
        lang,
        "diff.verdict",
        changes = counts.moved + counts.changed + counts.added + counts.removed,
        moved = counts.moved,
        changed = counts.changed,
        added = counts.added,
        removed = counts.removed,
        same = counts.same,
        apart = counts.not_compared,
    );
    if report.tolerance_m > 0.0 {
        let tolerance = tr!(lang, "diff.tolerance", metres = report.tolerance_m);
        return format!("{text}\n{tolerance}");
    }
    text.into_owned()
}
