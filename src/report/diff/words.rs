//! What is said of a change, of its attributes and of a place, in the same words wherever it is read.
//! Must not know which form or panel it is for.

use super::{AttributeRow, ChangeRow, ChangedAreaRow};
use crate::diff::{Aspect, Balance, Geometry, Kind};
use crate::i18n::{AreaFormat, Lang, Localized, area, number, printable, tr, width};

/// Decimals of a square metre in the sentence on a balance.
const DECIMALS: i32 = 2;
/// Decimals of a degree in a list: a metre.
const BRIEF: usize = 5;
/// The fewest of a position that is told in full.
const FULL: usize = 7;

impl ChangeRow {
    /// What became of it, in a word.
    #[must_use]
    pub fn word(&self, lang: Lang) -> String {
        match self.change {
            Kind::Added => tr!(lang, "diff.change.added"),
            Kind::Removed => tr!(lang, "diff.change.removed"),
            Kind::Moved => tr!(lang, "diff.change.moved"),
            Kind::Changed => tr!(lang, "diff.change.changed"),
            Kind::Same => tr!(lang, "diff.change.same"),
        }
        .into_owned()
    }

    /// Its figures, a sentence each.
    #[must_use]
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let is_area = self.geometry == Geometry::Area;
        let mut lines = if is_area { vec![self.areas(lang)] } else { Vec::new() };
        if is_area && self.change == Kind::Moved {
            lines.push(match (self.added_m2, self.removed_m2, self.net_m2) {
                (Some(added), Some(removed), Some(net)) => {
                    let format = AreaFormat::of_all(&[added, removed, net], lang);
                    let (added, removed, net) = (format.text(added), format.text(removed), format.change(net));
                    tr!(lang, "diff.net", added = added, removed = removed, net = net).into_owned()
                }
                (_, _, _) => tr!(lang, "diff.not-overlaid").into_owned(),
            });
        }
        let is_drawn = self.geometry != Geometry::None;
        if !is_drawn {
            lines.push(tr!(lang, "diff.no-geometry").into_owned());
        }
        lines.extend(self.reasons(lang));
        if self.change == Kind::Changed || !is_drawn {
            return lines;
        }
        if let (Some(most), Some(mean)) = (self.max_shift_m, self.mean_shift_m) {
            let key = if is_area { "diff.shift" } else { "diff.shift-line" };
            lines.push(tr!(lang, key, most = width(most), mean = width(mean)).into_owned());
        }
        let counts = &self.vertices;
        let text = tr!(lang, "diff.vertices", moved = counts.moved, added = counts.added, removed = counts.removed);
        lines.push(text.into_owned());
        lines
    }

    fn areas(&self, lang: Lang) -> String {
        match (self.area_a_m2, self.area_b_m2) {
            (Some(before), Some(after)) => {
                let format = AreaFormat::of_versions(before, after, lang);
                tr!(lang, "diff.areas", before = format.text(before), after = format.text(after)).into_owned()
            }
            (before, after) => tr!(lang, "diff.area", area = area(before.or(after).unwrap_or(0.0), lang)).into_owned(),
        }
    }

    /// How the figures add up, where edges play a part in it that can be seen, and what is said otherwise of it: a sentence each.
    #[must_use]
    pub fn reasons(&self, lang: Lang) -> Vec<String> {
        let balance = self.balance().and_then(|balance| balance_text(balance, lang));
        balance.into_iter().chain(self.attributes.iter().map(|row| row.text(lang))).collect()
    }

    /// What became of it, and its figures, as cells below the heads of `diff.columns`: all behind the first.
    #[must_use]
    pub fn cells(&self, lang: Lang) -> Vec<String> {
        let or_dash = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
        let either = self.area_a_m2.or(self.area_b_m2).unwrap_or_default();
        let versions =
            AreaFormat::of_versions(self.area_a_m2.unwrap_or(either), self.area_b_m2.unwrap_or(either), lang);
        let changes: Vec<f64> = [self.added_m2, self.removed_m2, self.net_m2].into_iter().flatten().collect();
        let changes = AreaFormat::of_all(&changes, lang);
        vec![
            self.word(lang),
            or_dash(self.area_a_m2.map(|area_m2| versions.text(area_m2))),
            or_dash(self.area_b_m2.map(|area_m2| versions.text(area_m2))),
            or_dash(self.added_m2.map(|area_m2| changes.text(area_m2))),
            or_dash(self.removed_m2.map(|area_m2| changes.text(area_m2))),
            or_dash(self.net_m2.map(|area_m2| changes.change(area_m2))),
            or_dash(self.balance().map(|balance| changes.change(balance.rounded(DECIMALS).edges_m2))),
            or_dash(self.max_shift_m.map(width)),
            or_dash(self.mean_shift_m.map(width)),
        ]
    }
}

/// How a change's figures add up, and why; none where edges play no part that can be seen.
fn balance_text(balance: Balance, lang: Lang) -> Option<String> {
    let balance = balance.rounded(DECIMALS);
    let m2 = |value: f64| number(value, 2);
    let signed = |value: f64| if value > 0.0 { format!("+{}", m2(value)) } else { m2(value) };
    let text = || {
        tr!(
            lang,
            "diff.balance",
            before = m2(balance.before_m2),
            after = m2(balance.after_m2),
            change = signed(balance.change_m2()),
            added = m2(balance.added_m2),
            removed = m2(balance.removed_m2),
            edges = signed(balance.edges_m2),
        )
        .into_owned()
    };
    (balance.edges_m2.abs() > 0.0).then(text)
}

impl AttributeRow {
    /// What of a feature's attributes changed.
    fn text(&self, lang: Lang) -> String {
        let (before, after) = self.values(lang);
        let value = |text: Option<String>| {
            text.map_or_else(|| tr!(lang, "diff.attribute.none").into_owned(), |text| printable(&text))
        };
        let (before, after) = (value(before), value(after));
        let text = match &self.aspect {
            Aspect::Id => tr!(lang, "diff.attribute.id", before = before, after = after),
            Aspect::Heights => tr!(lang, "diff.attribute.heights", before = before, after = after),
            Aspect::Declared => tr!(lang, "diff.attribute.declared", before = before, after = after),
            Aspect::Property(name) => {
                let name = printable(name);
                tr!(lang, "diff.attribute.property", name = name, before = before, after = after)
            }
        };
        text.into_owned()
    }

    /// Both values: texts in several languages in the reader's, or in the first in which they differ; as they are written where that is none.
    fn values(&self, lang: Lang) -> (Option<String>, Option<String>) {
        let written = (self.before.clone(), self.after.clone());
        let (before, after) = (self.before.as_deref().map(texts), self.after.as_deref().map(texts));
        let is_of_languages = |texts: &Option<Localized>| texts.as_ref().is_some_and(Localized::is_by_language);
        if self.aspect.property().is_none() || !(is_of_languages(&before) || is_of_languages(&after)) {
            return written;
        }
        let read = |lang| {
            let of = |texts: &Option<Localized>| texts.as_ref().map(|texts| texts.get(lang).to_owned());
            (of(&before), of(&after))
        };
        let all = [lang].into_iter().chain(Lang::ALL).map(read);
        { all }.find(|(before, after)| before != after).unwrap_or(written)
    }
}

/// A value as texts by language, where it is an object of such; else the same in each.
fn texts(value: &str) -> Localized {
    let object = value.starts_with('{').then(|| serde_json::from_str(value).ok()).flatten();
    object.unwrap_or_else(|| Localized::plain(value))
}

impl ChangedAreaRow {
    /// Its sign, which needs no colour, its size, and where it is with all the digits that reports have.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let decimals = |degrees: f64| degrees.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
        self.at_place(self.at.map(|degrees| number(degrees, decimals(degrees).max(FULL))), lang)
    }

    /// The same for one line of a list, to a metre.
    #[must_use]
    pub fn in_list(&self, lang: Lang) -> String {
        self.at_place(self.at.map(|degrees| number(degrees, BRIEF)), lang)
    }

    fn at_place(&self, [lon, lat]: [String; 2], lang: Lang) -> String {
        let mark = self.sign.mark();
        let area = AreaFormat::of_all(&[self.area_m2], lang).text(self.area_m2);
        let width = width(self.width_m);
        format!("{mark} {}", tr!(lang, "diff.place", area = area, width = width, lon = lon, lat = lat))
    }
}
