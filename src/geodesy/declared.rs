//! An area as somebody declared it: its digits say how finely it was rounded, and so what it can mean.
//! Must not know whose area it is.

use serde::{Deserialize, Serialize};

/// The unit that a declared area is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AreaUnit {
    /// Square kilometre.
    #[default]
    Km2,
    /// Hectare, 10 000 m².
    Ha,
    /// 畝 / 亩, 2000/3 m² exactly.
    Mu,
    /// Square metre.
    M2,
}

impl AreaUnit {
    /// The unit from its short name: `km2`, `ha`, `mu` or `m2`.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "km2" => Self::Km2,
            "ha" => Self::Ha,
            "mu" => Self::Mu,
            "m2" => Self::M2,
            _ => return None,
        })
    }

    /// The unit as it is written after a figure, in whichever language: km², 公顷, 亩, sq m and the like.
    #[must_use]
    pub fn from_symbol(text: &str) -> Option<Self> {
        Some(match text.to_lowercase().as_str() {
            "km²" | "km2" | "km^2" | "sq km" | "sqkm" | "平方公里" | "平方千米" => Self::Km2,
            "ha" | "hectare" | "hectares" | "公顷" | "公頃" => Self::Ha,
            "mu" | "亩" | "畝" => Self::Mu,
            "m²" | "m2" | "m^2" | "sq m" | "sqm" | "平方米" => Self::M2,
            _ => return None,
        })
    }

    /// How it is written after a figure.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Km2 => "km²",
            Self::Ha => "ha",
            Self::Mu => "mu",
            Self::M2 => "m²",
        }
    }

    /// Square metres in `numerator / denominator` of the unit. Multiplying before dividing keeps whole figures exact.
    fn m2_from(self, numerator: f64, denominator: f64) -> f64 {
        match self {
            Self::Km2 => numerator * 1e6 / denominator,
            Self::Ha => numerator * 1e4 / denominator,
            Self::Mu => numerator * 2000.0 / (3.0 * denominator),
            Self::M2 => numerator / denominator,
        }
    }
}

/// A declared area: the text as written, and its value in the unit that was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    text: String,
    unit: AreaUnit,
    /// The digits without the point.
    mantissa: u64,
    /// How many digits stand after the point.
    decimals: u32,
}

/// A text that is not a declared area.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected an area in plain digits such as 56.39, found {0:?}")]
pub struct DeclaredError(pub String);

/// The areas that round to a declared figure: `low` belongs, `high` does not.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The least area, square metres.
    pub low_m2: f64,
    /// The first area too large, square metres.
    pub high_m2: f64,
}

impl Interval {
    /// Whether an area in square metres rounds to the declared figure.
    #[must_use]
    pub fn contains(&self, area_m2: f64) -> bool {
        self.low_m2 <= area_m2 && area_m2 < self.high_m2
    }

    /// Whether some area belongs to both.
    #[must_use]
    pub fn overlaps(&self, other: Self) -> bool {
        self.low_m2 < other.high_m2 && other.low_m2 < self.high_m2
    }

    /// By how many square metres everything in another interval is less than what this one begins with; negative where it
    /// is all more than what this one ends with; 0 where they meet.
    #[must_use]
    pub fn above(&self, other: Self) -> f64 {
        (self.low_m2 - other.high_m2).max(0.0) - (other.low_m2 - self.high_m2).max(0.0)
    }
}

impl Declared {
    /// Reads an area: digits, and optionally a point with more digits. Up to 15 digits, so that the value is exact.
    ///
    /// # Errors
    /// [`DeclaredError`] with the text when it is anything else: empty, signed, an exponent, a group separator.
    pub fn new(text: &str, unit: AreaUnit) -> Result<Self, DeclaredError> {
        let refuse = || DeclaredError(text.to_owned());
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = format!("{whole}{fraction}");
        let plain = digits.bytes().all(|b| b.is_ascii_digit());
        let ends_in_point = text.ends_with('.');
        if !plain || whole.is_empty() || ends_in_point || digits.len() > 15 {
            return Err(refuse());
        }
        Ok(Self {
            text: text.to_owned(),
            unit,
            mantissa: digits.parse().map_err(|_not_digits| refuse())?,
            decimals: u32::try_from(fraction.len()).map_err(|_too_long| refuse())?,
        })
    }

    /// Reads an area that may have its unit written after it, as in `19.1 km²` or `28650亩`; without one it is in `unit`.
    ///
    /// # Errors
    /// [`DeclaredError`] with the text when the figure is none for [`new`](Self::new), or what follows it no unit.
    pub fn with_unit(text: &str, unit: AreaUnit) -> Result<Self, DeclaredError> {
        let Some(end) = text.find(|c: char| !c.is_ascii_digit() && c != '.') else {
            return Self::new(text, unit);
        };
        let refuse = || DeclaredError(text.to_owned());
        let (figure, symbol) = text.split_at(end);
        let unit = AreaUnit::from_symbol(symbol.trim()).ok_or_else(refuse)?;
        Self::new(figure, unit).map_err(|_not_digits| refuse())
    }

    /// The figure as written, without its unit.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The unit it is written in.
    #[must_use]
    pub fn unit(&self) -> AreaUnit {
        self.unit
    }

    /// The value in square metres.
    #[must_use]
    pub fn area_m2(&self) -> f64 {
        self.halves_m2(2 * i128::from(self.mantissa))
    }

    /// The areas that round to it: half a unit of the last digit either way. 19.1 km² stands for 19.05 up to 19.15 km².
    #[must_use]
    pub fn interval(&self) -> Interval {
        let doubled = 2 * i128::from(self.mantissa);
        Interval { low_m2: self.halves_m2(doubled - 1), high_m2: self.halves_m2(doubled + 1) }
    }

    /// The same in square kilometres, each end the nearest number to the exact decimal.
    #[must_use]
    pub fn interval_km2(&self) -> [f64; 2] {
        let Interval { low_m2, high_m2 } = self.interval();
        [low_m2 / 1e6, high_m2 / 1e6]
    }

    /// Whether another figure can be of the same area: in one unit the same value to the same digit; in another unit a
    /// value that an area rounds to which rounds to this one too, as units bring more or fewer digits with them.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        if self.unit == other.unit {
            return (self.mantissa, self.decimals) == (other.mantissa, other.decimals);
        }
        self.interval().overlaps(other.interval())
    }

    /// The value in square kilometres as text, all its digits kept.
    #[must_use]
    pub fn km2_text(&self) -> String {
        sum_km2_text(&[self])
    }

    /// The digits and how many of them stand after the point, in km²; none where the unit is no decimal part of it.
    fn exact_km2(&self) -> Option<(i128, u32)> {
        let shift = match self.unit {
            AreaUnit::Km2 => 0,
            AreaUnit::Ha => 2,
            AreaUnit::M2 => 6,
            AreaUnit::Mu => return None,
        };
        Some((self.mantissa.into(), self.decimals + shift))
    }

    /// Half a unit of the last digit, square metres: the most that rounding can have moved the figure.
    #[must_use]
    pub fn half_step_m2(&self) -> f64 {
        self.halves_m2(1)
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "at most 16 digits go in, which f64 holds to within one unit in the last place"
    )]
    fn halves_m2(&self, halves: i128) -> f64 {
        self.unit.m2_from(halves as f64, 2.0 * 10_f64.powi(self.decimals.cast_signed()))
    }
}

/// Several declared areas added up in km², as text: exact to the last digit, except that 畝 are converted.
#[must_use]
pub fn sum_km2_text(parts: &[&Declared]) -> String {
    let exact: Option<Vec<(i128, u32)>> = parts.iter().map(|part| part.exact_km2()).collect();
    let Some(exact) = exact else {
        // A 畝 is no decimal part of a km²: shown to the square metre.
        let sum_m2: f64 = parts.iter().map(|part| part.area_m2()).sum();
        let text = format!("{:.6}", sum_m2 / 1e6);
        return text.trim_end_matches('0').trim_end_matches('.').to_owned();
    };
    let decimals = exact.iter().map(|(_, decimals)| *decimals).max().unwrap_or(0);
    let sum: i128 = exact.iter().map(|(digits, own)| digits * 10_i128.pow(decimals - own)).sum();
    let unit = 10_i128.pow(decimals);
    if decimals == 0 {
        return sum.to_string();
    }
    let width = decimals as usize;
    format!("{}.{:0width$}", sum / unit, sum % unit)
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the ends of an interval are exact")]
mod tests {
    use super::{AreaUnit, Declared, sum_km2_text};

    #[test]
    fn the_digits_carry_the_tolerance() {
        for (text, unit, low_km2, high_km2) in [
            ("19.1", AreaUnit::Km2, 19.05, 19.15),
            ("19.10", AreaUnit::Km2, 19.095, 19.105),
            ("56.39", AreaUnit::Km2, 56.385, 56.395),
            ("1910", AreaUnit::Ha, 19.095, 19.105),
            ("7", AreaUnit::M2, 6.5e-6, 7.5e-6),
        ] {
            let declared = Declared::new(text, unit).expect(text);
            assert_eq!(declared.interval_km2(), [low_km2, high_km2], "{text}");
        }
    }

    /// 28 650 畝 is 19.1 km², and half a 畝 is 1000/3 m².
    #[test]
    fn a_mu_is_two_thousand_thirds_of_a_square_metre() {
        let declared = Declared::new("28650", AreaUnit::Mu).expect("digits");
        assert_eq!(declared.area_m2(), 19_100_000.0);
        assert!((declared.half_step_m2() - 1000.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn sums_keep_every_digit() {
        let km2 = |text| Declared::new(text, AreaUnit::Km2).expect("digits");
        let ha = Declared::new("1910", AreaUnit::Ha).expect("digits");
        let mu = Declared::new("28650", AreaUnit::Mu).expect("digits");
        assert_eq!(sum_km2_text(&[&km2("19.1"), &km2("11.7"), &km2("25.59")]), "56.39");
        assert_eq!(sum_km2_text(&[&km2("0.05"), &km2("1")]), "1.05");
        assert_eq!(ha.km2_text(), "19.10");
        assert_eq!(mu.km2_text(), "19.1");
        assert_eq!(km2("7").km2_text(), "7");
    }

    #[test]
    fn the_upper_end_rounds_up_and_is_outside() {
        let interval = Declared::new("19.1", AreaUnit::Km2).expect("digits").interval();
        assert!(interval.contains(19_050_000.0));
        assert!(!interval.contains(19_150_000.0));
        assert!(!interval.contains(f64::NAN));
    }

    #[test]
    fn a_unit_may_be_written_after_the_figure() {
        for (text, figure, unit) in [
            ("19.1 平方公里", "19.1", AreaUnit::Km2),
            ("19.1平方千米", "19.1", AreaUnit::Km2),
            ("19.1 km²", "19.1", AreaUnit::Km2),
            ("1910公顷", "1910", AreaUnit::Ha),
            ("1910 公頃", "1910", AreaUnit::Ha),
            ("1910 Ha ", "1910", AreaUnit::Ha),
            ("28650亩", "28650", AreaUnit::Mu),
            ("28650 畝", "28650", AreaUnit::Mu),
            ("19100000 平方米", "19100000", AreaUnit::M2),
            ("19.10", "19.10", AreaUnit::Ha),
        ] {
            let declared = Declared::with_unit(text, AreaUnit::Ha).expect(text);
            assert_eq!((declared.text(), declared.unit()), (figure, unit), "{text}");
        }
        for text in
            ["19.1 acres", "2.865万亩", "km²", " 19.1", "19.1 km² approx.", "19.1 km² ha", "1,910公顷", "1 910 ha"]
        {
            assert!(Declared::with_unit(text, AreaUnit::Km2).is_err(), "{text}");
        }
    }

    #[test]
    fn figures_in_two_units_agree_when_one_area_rounds_to_both() {
        let declared = |text| Declared::with_unit(text, AreaUnit::Km2).expect(text);
        for (a, b, agree) in [
            ("19.1", "19.1", true),
            ("19.1", "19.10", false),
            ("19.1", "1910 ha", true),
            ("19.1", "1914 ha", true),
            ("19.1", "1915 ha", true),
            ("19.1", "1916 ha", false),
            ("19.1", "28650 亩", true),
            ("19.1", "28650 ha", false),
        ] {
            assert_eq!(declared(a).agrees_with(&declared(b)), agree, "{a} and {b}");
            assert_eq!(declared(b).agrees_with(&declared(a)), agree, "{b} and {a}");
        }
    }

    #[test]
    fn refuses_what_is_not_plain_digits() {
        for text in ["", ".", "5.", ".5", "-1", "+1", "1e3", "1,910", "NaN", "inf", "19.1 ", "１９", "1234567890123456"]
        {
            assert!(Declared::new(text, AreaUnit::Km2).is_err(), "{text}");
        }
    }
}
