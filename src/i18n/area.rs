//! Areas in words: figures that stand side by side share a unit, and have digits enough to see why they agree or do not.
//! Must not know whose areas they are.

use super::{Lang, declared_unit, number, tr};
use crate::geodesy::{AreaUnit, Declared, Interval};

/// The most digits after a point: more would say nothing of a figure held in 64 bits.
const MAX_DECIMALS: usize = 12;

/// A unit as it is written after a figure in a language.
#[must_use]
pub fn unit_symbol(unit: AreaUnit, lang: Lang) -> String {
    match unit {
        AreaUnit::Km2 => tr!(lang, "unit.km2"),
        AreaUnit::Ha => tr!(lang, "unit.ha"),
        AreaUnit::Mu => tr!(lang, "unit.mu"),
        AreaUnit::M2 => tr!(lang, "unit.m2"),
    }
    .into_owned()
}

/// An area measured by itself, with its unit: m² below a hectare, ha below a square kilometre, km² above.
#[must_use]
pub fn area(area_m2: f64, lang: Lang) -> String {
    AreaFormat::of_size(area_m2, lang).text(area_m2)
}

/// The same where there is little room: to three digits or so.
#[must_use]
pub fn area_brief(area_m2: f64, lang: Lang) -> String {
    AreaFormat::brief(area_m2, lang).text(area_m2)
}

/// The unit and the number of decimals in which the figures of an area are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaFormat {
    unit: AreaUnit,
    symbol: String,
    decimals: usize,
    lang: Lang,
}

impl AreaFormat {
    /// For a measured area, beside the declared one where there is one.
    #[must_use]
    pub fn of(declared: Option<&Declared>, measured_m2: f64, lang: Lang) -> Self {
        declared.map_or_else(|| Self::of_size(measured_m2, lang), |declared| Self::beside(declared, measured_m2, lang))
    }

    /// For an area by itself, in the unit that suits its size.
    #[must_use]
    pub fn of_size(area_m2: f64, lang: Lang) -> Self {
        let unit = match area_m2.abs() {
            small if small < 1e4 => AreaUnit::M2,
            middling if middling < 1e6 => AreaUnit::Ha,
            _ => AreaUnit::Km2,
        };
        let format = Self { unit, symbol: unit_symbol(unit, lang), decimals: usual_decimals(unit), lang };
        format.telling(area_m2)
    }

    /// The same with three digits or so, where there is little room.
    #[must_use]
    pub fn brief(area_m2: f64, lang: Lang) -> Self {
        let format = Self::of_size(area_m2, lang);
        let decimals = match (format.unit, area_m2.abs()) {
            (AreaUnit::M2, large) if large >= 1000.0 => 0,
            (AreaUnit::M2, middling) if middling >= 1.0 => 1,
            (AreaUnit::M2, _) => format.decimals,
            (AreaUnit::Km2 | AreaUnit::Ha | AreaUnit::Mu, _) => 2,
        };
        Self { decimals, ..format }
    }

    /// For areas before and after a change: in the unit of the larger, so finely that they are seen to differ, down to a hundredth of
    /// a square metre.
    #[must_use]
    pub fn of_versions(before_m2: f64, after_m2: f64, lang: Lang) -> Self {
        let format = Self::of_size(before_m2.abs().max(after_m2.abs()), lang);
        let finest = decimals_of(format.unit.from_m2(0.01), 1);
        let telling = decimals_of(format.unit.from_m2(after_m2 - before_m2), 2).min(finest);
        Self { decimals: format.decimals.max(telling), ..format }
    }

    /// For areas that are added up: in the unit of the largest, so finely that none which is not nothing is shown as nothing, down to
    /// a thousandth of a square metre.
    #[must_use]
    pub fn of_all(areas_m2: &[f64], lang: Lang) -> Self {
        let format = Self::of_size(areas_m2.iter().fold(0.0, |most, area_m2| area_m2.abs().max(most)), lang);
        let finest = decimals_of(format.unit.from_m2(0.001), 1);
        let telling = areas_m2.iter().map(|&area_m2| decimals_of(format.unit.from_m2(area_m2), 1).min(finest)).max();
        let least = if format.unit == AreaUnit::Km2 { 4 } else { 2 };
        Self { decimals: telling.unwrap_or(0).max(least), ..format }
    }

    /// For a measured area beside a declared one: in its unit, at least one digit finer than it, and so finely that what is shown
    /// rounds to the declared digits where the area does, and does not where it does not.
    #[must_use]
    pub fn beside(declared: &Declared, measured_m2: f64, lang: Lang) -> Self {
        Self::within(declared, declared.interval(), measured_m2, lang)
    }

    /// The same where other areas agree with the declared one than those that round to its digits.
    #[must_use]
    pub fn within(declared: &Declared, accepted: Interval, measured_m2: f64, lang: Lang) -> Self {
        let (unit, [low, high]) = (declared.unit(), accepted.in_unit(declared.unit()));
        let finer = (decimals_in(declared) + 1).min(usual_decimals(unit) + 3);
        let mut format =
            Self { unit, symbol: declared_unit(declared, lang), decimals: finer.max(usual_decimals(unit)), lang };
        let agrees = accepted.contains(measured_m2);
        let shows = |format: &Self| {
            let shown = format!("{:.*}", format.decimals, unit.from_m2(measured_m2)).parse::<f64>();
            shown.is_ok_and(|shown| (low <= shown && shown < high) == agrees)
        };
        while !shows(&format) && format.decimals < MAX_DECIMALS {
            format.decimals += 1;
        }
        format
    }

    /// For what is between declared figures of a whole and its parts: in the whole's unit, half a step of the finest figure shown.
    #[must_use]
    pub fn of_figures(whole: &Declared, parts: &[&Declared], lang: Lang) -> Self {
        let unit = whole.unit();
        let own = parts.iter().filter(|part| part.unit() == unit).map(|part| decimals_in(part));
        let decimals = own.fold(decimals_in(whole), usize::max) + 1;
        Self { unit, symbol: declared_unit(whole, lang), decimals: decimals.min(MAX_DECIMALS), lang }
    }

    /// The same, so fine that an area which is not nothing is not shown as nothing, and its first digit is not the last.
    #[must_use]
    pub fn telling(mut self, area_m2: f64) -> Self {
        self.decimals = self.decimals.max(decimals_of(self.unit.from_m2(area_m2), 2));
        self
    }

    /// The finer of two ways to write figures, in the unit of this one.
    #[must_use]
    pub fn finer(mut self, other: &Self) -> Self {
        self.decimals = self.decimals.max(other.decimals);
        self
    }

    /// The unit, as it stands after a figure.
    #[must_use]
    pub fn symbol(&self) -> &str {
        &self.symbol
    }

    /// An area's figure without its unit.
    #[must_use]
    pub fn figure(&self, area_m2: f64) -> String {
        number(self.unit.from_m2(area_m2), self.decimals)
    }

    /// An area's figure with its unit.
    #[must_use]
    pub fn text(&self, area_m2: f64) -> String {
        format!("{} {}", self.figure(area_m2), self.symbol)
    }

    /// A difference: with a plus sign where it is more than nothing.
    #[must_use]
    pub fn change(&self, area_m2: f64) -> String {
        let text = self.text(area_m2);
        if area_m2 > 0.0 { format!("+{text}") } else { text }
    }

    /// A difference's figure without its unit: with more digits where it would be shown as nothing, down to a thousandth of a square metre.
    #[must_use]
    pub fn difference(&self, off_m2: f64) -> String {
        let finest = decimals_of(self.unit.from_m2(0.001), 1);
        let telling = decimals_of(self.unit.from_m2(off_m2), 1).min(finest);
        number(self.unit.from_m2(off_m2), self.decimals.max(telling))
    }

    /// By how much a measured area misses a declared one: in its unit, and on the ground in square metres where those are few.
    #[must_use]
    pub fn miss(&self, off_m2: f64) -> String {
        let size_m2 = off_m2.abs();
        let ground =
            format!("{} {}", number(off_m2, decimals_of(size_m2, 2).max(1)), unit_symbol(AreaUnit::M2, self.lang));
        if self.unit == AreaUnit::M2 {
            return ground;
        }
        let own = format!("{} {}", self.difference(off_m2), self.symbol);
        let ground = match (self.unit, size_m2) {
            (AreaUnit::Ha | AreaUnit::Mu | AreaUnit::Km2, small) if small < 1e4 => ground,
            (AreaUnit::Mu | AreaUnit::Km2, middling) if middling < 1e6 => area_brief(off_m2, self.lang),
            (_, _) => return own,
        };
        tr!(self.lang, "unit.both", own = own, ground = ground).into_owned()
    }

    /// How far an area may be off, without sign and unit: two digits at least.
    #[must_use]
    pub fn spread(&self, area_m2: f64) -> String {
        let least = match self.unit {
            AreaUnit::Km2 | AreaUnit::Ha => 2,
            AreaUnit::Mu | AreaUnit::M2 => 1,
        };
        let spread = self.unit.from_m2(area_m2);
        number(spread, decimals_of(spread, 2).max(least))
    }
}

/// A difference between areas that ought to be none, in square metres to the thousandth.
#[must_use]
pub fn exact_difference(difference_m2: f64, lang: Lang) -> String {
    format!("{} {}", number(difference_m2, 3), unit_symbol(AreaUnit::M2, lang))
}

/// A square metre of a unit above it, a hundredth of one.
fn usual_decimals(unit: AreaUnit) -> usize {
    match unit {
        AreaUnit::Km2 | AreaUnit::Ha => 4,
        AreaUnit::Mu | AreaUnit::M2 => 2,
    }
}

/// How many digits stand after the point of a declared figure.
fn decimals_in(declared: &Declared) -> usize {
    usize::try_from(declared.digits().1).unwrap_or(0)
}

/// How many decimals show so many digits of a figure; none where those before the point are enough, or it is nothing.
fn decimals_of(value: f64, digits: usize) -> usize {
    if value.abs() <= 0.0 || !value.is_finite() {
        return 0;
    }
    // Rounded to the digits first, which can bring one more before the point.
    let rounded = format!("{value:.*e}", digits - 1);
    let exponent = rounded.split_once('e').and_then(|(_, exponent)| exponent.parse::<isize>().ok()).unwrap_or(0);
    (digits - 1).saturating_add_signed(-exponent).min(MAX_DECIMALS)
}

#[cfg(test)]
mod tests {
    use super::{AreaFormat, Lang, area, area_brief};
    use crate::geodesy::{AreaUnit, Declared};

    fn declared(text: &str) -> Declared {
        Declared::with_unit(text, AreaUnit::Km2).expect(text)
    }

    #[test]
    fn a_measured_area_has_the_unit_that_suits_its_size() {
        for (area_m2, usual, brief) in [
            (56_390_053.7, "56.3901 km²", "56.39 km²"),
            (797_412.3, "79.7412 公頃", "79.74 公頃"),
            (3710.99, "3710.99 m²", "3711 m²"),
            (125.5, "125.50 m²", "125.5 m²"),
            (0.000_346, "0.00035 m²", "0.00035 m²"),
            (-12_345.6, "−1.2346 公頃", "−1.23 公頃"),
            (0.0, "0.00 m²", "0.00 m²"),
        ] {
            assert_eq!(area(area_m2, Lang::ZhHant), usual);
            assert_eq!(area_brief(area_m2, Lang::ZhHant), brief);
        }
    }

    /// Differences worked by hand.
    #[test]
    fn figures_beside_a_declared_one_show_why_it_agrees_or_does_not() {
        for (text, measured_m2, measured, miss) in [
            ("113.490 ha", 1_134_923.03, "113.4923 ha", "0.0023 ha (23.0 m²)"),
            ("3704 m²", 3710.99, "3710.99 m²", "7.0 m²"),
            ("19.1 km²", 19_100_017.6, "19.1000 km²", "0.00002 km² (17.6 m²)"),
            ("19.1 km²", 19_050_000.0, "19.0500 km²", "−0.0500 km² (−5.00 ha)"),
            ("19.1 km²", 19_049_999.999, "19.049999999 km²", "−0.050000001 km² (−5.00 ha)"),
            ("19.1 km²", 19_149_999.9, "19.1499999 km²", "0.0499999 km² (5.00 ha)"),
            ("1744 畝", 1_162_000.0, "1743.00 畝", "−1.00 畝 (−666.7 m²)"),
            ("1744 畝", 1_000_000.0, "1500.00 畝", "−244.00 畝 (−16.27 ha)"),
            ("2 ha", 3_000_000.0, "300.0000 ha", "298.0000 ha"),
            ("125.4 m²", 125.4, "125.40 m²", "0.0 m²"),
            ("125.40 m²", 125.41, "125.410 m²", "0.010 m²"),
        ] {
            let declared = declared(text);
            let format = AreaFormat::beside(&declared, measured_m2, Lang::En);
            assert_eq!(format.text(measured_m2), measured, "{text}");
            assert_eq!(format.miss(measured_m2 - declared.area_m2()), miss, "{text}");
        }
    }

    #[test]
    fn a_spread_and_versions_are_never_shown_as_nothing() {
        let format = AreaFormat::of_size(125.5, Lang::En);
        assert_eq!([3.24, 0.034].map(|m2| format.spread(m2)), ["3.2", "0.034"]);
        let format = AreaFormat::beside(&declared("19.1"), 19.1e6, Lang::En);
        assert_eq!([420_000.0, 1234.0].map(|m2| format.spread(m2)), ["0.42", "0.0012"]);
        let format = AreaFormat::of_versions(6_399_800.0, 6_399_952.61, Lang::En);
        assert_eq!([6_399_800.0, 6_399_952.61].map(|m2| format.text(m2)), ["6.39980 km²", "6.39995 km²"]);
        let format = AreaFormat::of_all(&[152.61, 0.004, 152.606], Lang::En);
        assert_eq!((format.text(0.004), format.change(152.606)), ("0.004 m²".to_owned(), "+152.606 m²".to_owned()));
    }
}
