//! What a sheet says of itself: notice, sources, coordinates, what its figures are, review number, date, fingerprint.
//! Must not know the map's looks.

use super::layout::SheetLayout;
use super::options::{SheetOptions, SheetPart};
use crate::draw::setter::{Setter, TextStyle};
use crate::geodesy::{Declared, ELLIPSOID};
use crate::i18n::{Lang, declared_list, displayed, list, map_review, printable, tr};
use crate::project::Project;
use crate::session::Session;

/// At most so many names stand in a row.
const MAX_NAMES: usize = 6;
/// How many digits of the fingerprint are printed.
const DIGITS: usize = 16;

/// Whether the coast beyond the data is on the map, is for the sheet to say.
pub(super) fn imprint(
    session: &Session,
    (options, beyond): (&SheetOptions, bool),
    layout: &SheetLayout,
    setter: &mut Setter<'_>,
) {
    let (project, lang, unit) = (session.project(), session.lang(), setter.text_scale);
    let [strong, quiet] = [TextStyle::strong(8.5 * unit), TextStyle::quiet(7.5 * unit)];
    let notices = project.notices().into_iter();
    let said = notices.clone().map(|(notice, _)| (displayed(notice.get(lang)), strong));
    let of = |part: SheetPart, said: String| if options.shows(part) { said } else { String::new() };
    let ground = if beyond { tr!(lang, "sheet.ground").into_owned() } else { String::new() };
    let notes = [
        of(SheetPart::Sources, sources(project, lang)),
        of(SheetPart::Sources, ground),
        of(SheetPart::Sources, coordinates(project, lang)),
        of(SheetPart::Areas, areas(project, lang)),
    ];
    let notes = notes.map(|text| (text, quiet));
    let notes: Vec<_> = said.chain(notes).filter(|(text, _)| !text.is_empty()).collect();
    setter.paragraphs(&notes, layout.notes);
    let dated = options.date.as_deref().map(|date| tr!(lang, "sheet.date", date = printable(date)).into_owned());
    let digits = fingerprints(project, lang);
    let facts = notices.map(|(_, number)| review(number, lang)).chain(dated).chain([digits]);
    let facts: Vec<_> = facts.map(|text| (text, quiet)).collect();
    setter.paragraphs(&facts, layout.imprint);
}

/// The line about map review; that there is no number is said as plainly as a number would be.
fn review(number: &str, lang: Lang) -> String {
    let line = map_review(number, lang);
    if number.is_empty() { tr!(lang, "sheet.no-review", why = line).into_owned() } else { line }
}

/// What tells the data of each of the projects shown from any other.
fn fingerprints(project: &Project, lang: Lang) -> String {
    let digits = |(namespace, _)| project.fingerprint(namespace).chars().take(DIGITS).collect();
    let digits = some_of(project.namespaces().enumerate().map(digits).collect(), lang);
    tr!(lang, "sheet.fingerprint", digits = digits).into_owned()
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
    let policies = project.namespaces().map(|said| displayed(said.policy.source.title.get(lang)));
    let policies = some_of(policies.filter(|title| !title.is_empty()).collect(), lang);
    match (policies.is_empty(), files.is_empty()) {
        (false, _) => tr!(lang, "sheet.sources-and-data", source = policies, files = files).into_owned(),
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
