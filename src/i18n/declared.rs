//! Declared areas in words: as they were written, with their unit; and added up.
//! Must not know whose areas they are.

use super::{Lang, bound, list, printable, unit_symbol};
use crate::geodesy::{AreaUnit, Declared, Interval, sum_text};

/// The unit of a declared area: as it was written, or else as the language has it.
#[must_use]
pub fn declared_unit(declared: &Declared, lang: Lang) -> String {
    declared.unit_as_written().map_or_else(|| unit_symbol(declared.unit(), lang), printable)
}

/// The figure of a declared area as it was written, without its unit: its digits, and what says that it is only about right.
#[must_use]
pub fn declared_figure(declared: &Declared) -> String {
    let written = declared.written();
    let figure = declared.unit_as_written().map_or(Some(written), |unit| written.strip_suffix(unit));
    printable(figure.map_or_else(|| declared.text(), str::trim_end))
}

/// A declared area as it was written, with its unit.
#[must_use]
pub fn declared_text(declared: &Declared, lang: Lang) -> String {
    format!("{} {}", declared_figure(declared), declared_unit(declared, lang))
}

/// Declared areas added up, with their unit: their own where it is one, else the whole's.
#[must_use]
pub fn declared_sum_text(parts: &[&Declared], whole: Option<&Declared>, lang: Lang) -> String {
    let (text, unit) = sum_text(parts, whole.map_or(AreaUnit::Km2, Declared::unit));
    let mut symbols: Vec<String> =
        parts.iter().filter(|part| part.unit() == unit).map(|part| declared_unit(part, lang)).collect();
    symbols.dedup();
    let symbol = match (whole.filter(|whole| whole.unit() == unit), symbols.as_slice()) {
        (None, [symbol]) => symbol.clone(),
        (Some(whole), _) => declared_unit(whole, lang),
        (None, _) => unit_symbol(unit, lang),
    };
    format!("{text} {symbol}")
}

/// Declared areas in a row, as a language separates them: the unit once, at the end, where all have the same one.
#[must_use]
pub fn declared_list(declared: &[&Declared], lang: Lang) -> String {
    let mut symbols: Vec<String> = declared.iter().map(|one| declared_unit(one, lang)).collect();
    symbols.dedup();
    let [symbol] = symbols.as_slice() else {
        let all: Vec<String> = declared.iter().map(|one| declared_text(one, lang)).collect();
        return list(&all.iter().map(String::as_str).collect::<Vec<_>>(), lang);
    };
    let figures: Vec<String> = declared.iter().map(|one| declared_figure(one)).collect();
    format!("{} {symbol}", list(&figures.iter().map(String::as_str).collect::<Vec<_>>(), lang))
}

/// Declared areas of parts and of their whole as a sum: the unit once where all have the same one.
#[must_use]
pub fn declared_equation(parts: &[&Declared], whole: &Declared, lang: Lang) -> String {
    let unit = declared_unit(whole, lang);
    let is_one = parts.iter().all(|part| declared_unit(part, lang) == unit);
    let part = |part: &&Declared| if is_one { declared_figure(part) } else { declared_text(part, lang) };
    format!("{} = {}", parts.iter().map(part).collect::<Vec<_>>().join(" + "), declared_text(whole, lang))
}

/// The ends of what a declared figure stands for, in its unit.
#[must_use]
pub fn declared_bounds(declared: &Declared) -> [String; 2] {
    bounds(declared.interval(), declared.unit())
}

/// The ends of an interval in a unit, with digits enough to tell one from the other.
#[must_use]
pub fn bounds(interval: Interval, unit: AreaUnit) -> [String; 2] {
    let [low, high] = interval.in_unit(unit);
    [low, high].map(|end| bound(end, high - low))
}

#[cfg(test)]
mod tests {
    use super::{Lang, declared_equation, declared_list, declared_sum_text, declared_text};
    use crate::geodesy::{AreaUnit, Declared};

    fn declared(text: &str) -> Declared {
        Declared::with_unit(text, AreaUnit::Km2).expect(text)
    }

    #[test]
    fn a_declared_figure_stays_as_it_was_written() {
        for (text, unit, zh_hant, zh_hans, en) in [
            ("1744 畝", AreaUnit::Km2, "1744 畝", "1744 畝", "1744 畝"),
            ("1744亩", AreaUnit::Km2, "1744 亩", "1744 亩", "1744 亩"),
            ("1744", AreaUnit::Mu, "1744 畝", "1744 亩", "1744 mu"),
            ("113.490", AreaUnit::Ha, "113.490 公頃", "113.490 公顷", "113.490 ha"),
            ("約１１３．４９公頃", AreaUnit::Km2, "約１１３．４９ 公頃", "約１１３．４９ 公頃", "約１１３．４９ 公頃"),
            ("≈1,134.9", AreaUnit::Ha, "≈1,134.9 公頃", "≈1,134.9 公顷", "≈1,134.9 ha"),
            ("19.10 sq km", AreaUnit::Ha, "19.10 sq km", "19.10 sq km", "19.10 sq km"),
        ] {
            let declared = Declared::with_unit(text, unit).expect(text);
            assert_eq!(
                [Lang::ZhHant, Lang::ZhHans, Lang::En].map(|lang| declared_text(&declared, lang)),
                [zh_hant, zh_hans, en]
            );
        }
    }

    #[test]
    fn sums_and_rows_name_a_unit_once_where_they_have_one() {
        let all = ["50.10 公頃", "63.390 公頃", "113.49 公頃", "1744 畝"].map(declared);
        let [a, b, whole, other] = all.each_ref();
        let lang = Lang::ZhHant;
        assert_eq!(declared_sum_text(&[a, b], Some(whole), lang), "113.490 公頃");
        assert_eq!(declared_sum_text(&[a, other], Some(whole), lang), "166.366667 公頃");
        assert_eq!(declared_sum_text(&[a, other], Some(other), lang), "2495.5 畝");
        assert_eq!(declared_equation(&[a, b], whole, lang), "50.10 + 63.390 = 113.49 公頃");
        assert_eq!(declared_equation(&[a, other], whole, lang), "50.10 公頃 + 1744 畝 = 113.49 公頃");
        assert_eq!(declared_list(&[a, b], lang), "50.10、63.390 公頃");
        assert_eq!(declared_list(&[a, other], lang), "50.10 公頃、1744 畝");
    }
}
