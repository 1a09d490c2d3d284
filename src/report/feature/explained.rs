//! What explains a declared area, in one sentence: which kinds of method reproduce its digits and which do not.
//! Must not know how the methods measure.

use super::FeatureReport;
use crate::geodesy::{Datum, Declared};
use crate::i18n::{AreaFormat, Lang, Localized, declared_text, list, tr};
use crate::verify::MethodCheck;

/// Methods that a sentence names together: how they are called, and the short names of the methods.
const FAMILIES: &[(&str, &[&str])] = &[
    (
        "explained.ellipsoid",
        &["ellipsoid", "ellipsoid-cgcs2000", "ellipsoid-lonlat-edges", "survey-2008", "survey-2008-xian80"],
    ),
    ("explained.gk-own", &["gk3"]),
    ("explained.gk-declared", &["gk3-declared"]),
    ("explained.gk-beside", &["gk3-west", "gk3-east"]),
    ("explained.gk-six", &["gk6"]),
    ("explained.utm", &["utm", "utm-neighbour"]),
    ("explained.spheres", &["sphere-authalic", "sphere-mean", "sphere-equatorial"]),
    ("explained.mercator", &["web-mercator"]),
];

impl FeatureReport<'_> {
    /// One sentence on what explains the declared area, by the areas of all methods; none when nothing is declared, or nothing can be
    /// measured.
    ///
    /// A family of methods is named as reproducing the digits when any of its methods does, in part where not all do. A traced boundary is judged by the
    /// reference method.
    #[must_use]
    pub fn explanation(&self, methods: &[MethodCheck]) -> Option<Localized> {
        let declared = self.check.declared.filter(|_| self.no_area.is_none())?;
        let is_wider = self.check.accepted.is_some_and(|accepted| accepted != declared.interval());
        Some(Localized::each(|lang| sentence(declared, methods, is_wider, lang)))
    }
}

/// `is_wider` says that a tolerance counts, and not the digits.
fn sentence(declared: &Declared, checks: &[MethodCheck], is_wider: bool, lang: Lang) -> String {
    let (yes, no): (Vec<_>, Vec<_>) = families(checks, lang).into_iter().partition(|(_, agrees)| *agrees);
    let names = |all: Vec<(String, bool)>| {
        let all: Vec<String> = all.into_iter().map(|(name, _)| name).collect();
        list(&all.iter().map(String::as_str).collect::<Vec<_>>(), lang)
    };
    let text = declared_text(declared, lang);
    if yes.is_empty() {
        let measured = checks.first().map_or(0.0, |reference| reference.area_m2);
        let measured = AreaFormat::beside(declared, measured, lang).text(measured);
        return tr!(lang, "explained.none", declared = text, measured = measured).into_owned();
    }
    if no.is_empty() {
        let key = if is_wider { "explained.all-within" } else { "explained.all" };
        return tr!(lang, key, declared = text).into_owned();
    }
    let key = if is_wider { "explained.some-within" } else { "explained.some" };
    tr!(lang, key, declared = text, yes = names(yes), no = names(no)).into_owned()
}

/// Each family that measured the feature, and whether it reproduces the digits.
fn families(checks: &[MethodCheck], lang: Lang) -> Vec<(String, bool)> {
    let plain = FAMILIES.iter().filter_map(|(key, methods)| {
        let of = |check: &&MethodCheck| check.traced_on == Datum::Wgs84 && methods.contains(&check.method);
        let mut rows = checks.iter().filter(of).peekable();
        rows.peek()?;
        let (agree, others): (Vec<&MethodCheck>, Vec<_>) = rows.partition(|check| check.agrees == Some(true));
        let name = tr!(lang, *key);
        let name = if agree.is_empty() || others.is_empty() {
            name.into_owned()
        } else {
            tr!(lang, "explained.in-part", family = name).into_owned()
        };
        Some((name, !agree.is_empty()))
    });
    let traced = [(Datum::Gcj02, "GCJ-02"), (Datum::Bd09, "BD-09")].into_iter().filter_map(|(datum, name)| {
        let reference = checks.iter().find(|check| check.traced_on == datum)?;
        let called = tr!(lang, "explained.traced", datum = name).into_owned();
        Some((called, reference.agrees == Some(true)))
    });
    plain.chain(traced).collect()
}
