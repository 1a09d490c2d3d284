//! What a sheet says of itself: notice, sources, coordinates, what its figures are, review number, date, fingerprint.
//! Must not know the map's looks.

use super::plan::Plan;
use crate::draw::setter::{Setter, Type};
use crate::geodesy::{Declared, ELLIPSOID};
use crate::i18n::{Lang, declared_list, displayed, list, map_review, printable, tr};
use crate::project::Project;
use crate::session::Session;

/// At most so many names stand in a row.
const MAX_NAMES: usize = 6;
/// How many digits of the fingerprint are printed.
const DIGITS: usize = 16;

pub(super) fn imprint(session: &Session, date: Option<&str>, plan: &Plan, setter: &mut Setter<'_>) {
    let (project, lang, unit) = (session.project(), session.lang(), setter.letters);
    let [strong, quiet] = [Type::strong(8.5 * unit), Type::quiet(7.5 * unit)];
    let notice = (displayed(project.notice.get(lang)), strong);
    let notes = [sources(project, lang), coordinates(project, lang), areas(project, lang)];
    let notes: Vec<_> =
        [notice].into_iter().chain(notes.map(|text| (text, quiet))).filter(|(text, _)| !text.is_empty()).collect();
    setter.paragraphs(&notes, plan.notes);
    let dated = date.map(|date| tr!(lang, "sheet.date", date = printable(date)).into_owned());
    let digits = project.fingerprint();
    let digits = tr!(lang, "sheet.fingerprint", digits = &digits[..DIGITS.min(digits.len())]).into_owned();
    let facts = [Some(review(project, lang)), dated, Some(digits)].into_iter().flatten();
    let facts: Vec<_> = facts.map(|text| (text, quiet)).collect();
    setter.paragraphs(&facts, plan.imprint);
}

/// The line about map review; that there is no number is said as plainly as a number would be.
fn review(project: &Project, lang: Lang) -> String {
    let line = map_review(&project.map_review_number, lang);
    if project.map_review_number.is_empty() { tr!(lang, "sheet.no-review", why = line).into_owned() } else { line }
}

/// Names in a row, the last of many counted.
fn some_of(mut names: Vec<String>, lang: Lang) -> String {
    let more = names.len().saturating_sub(MAX_NAMES);
    if more > 0 {
        names.truncate(MAX_NAMES);
        names.push(tr!(lang, "search.more", count = more).into_owned());
    }
    list(&names.iter().map(String::as_str).collect::<Vec<_>>(), lang)
}

fn sources(project: &Project, lang: Lang) -> String {
    let name = |path: &str| path.rsplit(['/', '\\']).next().map(displayed).unwrap_or_default();
    let files = some_of(project.files.iter().map(|file| name(&file.path)).collect(), lang);
    let policy = displayed(project.policy.source.title.get(lang));
    match (policy.is_empty(), files.is_empty()) {
        (false, _) => tr!(lang, "sheet.sources-and-data", source = policy, files = files).into_owned(),
        (true, false) => tr!(lang, "sheet.data", files = files).into_owned(),
        (true, true) => String::new(),
    }
}

fn coordinates(project: &Project, lang: Lang) -> String {
    let mut systems: Vec<String> = project.files.iter().map(|file| file.crs.to_owned()).collect();
    systems.sort();
    systems.dedup();
    tr!(lang, "sheet.coordinates", crs = some_of(systems, lang)).into_owned()
}

/// Which figures are declared, and by which method all others are measured.
fn areas(project: &Project, lang: Lang) -> String {
    let method = tr!(lang, format!("area-method.{}", ELLIPSOID.id));
    let declared: Vec<&Declared> = project.declared.values().collect();
    if declared.is_empty() {
        return tr!(lang, "sheet.areas-measured", method = method).into_owned();
    }
    if declared.len() > MAX_NAMES {
        return tr!(lang, "sheet.areas-many", count = declared.len(), method = method).into_owned();
    }
    tr!(lang, "sheet.areas", figures = declared_list(&declared, lang), method = method).into_owned()
}
