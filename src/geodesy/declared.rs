//! An area as somebody declared it: its digits say how finely it was rounded, and so what it can mean.
//! Must not know whose area it is.

use super::decimal::{Decimal, plain};
use super::{AreaUnit, Interval};

/// Figures of more significant digits than this were computed, not declared by hand: their digits say nothing of how finely they
/// were rounded.
const MAX_DECLARED_DIGITS: usize = 10;
/// What part of a computed figure an area may be off it.
const COMPUTED_PART: f64 = 1e-9;
/// What stands before a figure that is only about right.
const ABOUT: [&str; 8] = ["大約", "大约", "約", "约", "≈", "~", "∼", "≒"];

/// A figure as written and the unit after it, if there is one.
type Parts = (Box<str>, Option<Box<str>>);

/// A declared area: the text as written, and its value in the unit that was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    written: Box<str>,
    /// The figure and the unit where the figure is not all that was written.
    parts: Option<Box<Parts>>,
    unit: AreaUnit,
    figure: Decimal,
    is_approximate: bool,
    has_fixed_decimals: bool,
}

/// A text that is not a declared area.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected an area such as 56.39 or 1,134.9 ha, found {0:?}")]
pub struct DeclaredError(pub String);

impl Declared {
    /// Reads an area without a unit of its own: digits as [`with_unit`](Self::with_unit) reads them.
    ///
    /// # Errors
    /// [`DeclaredError`] with the text when it is anything else.
    pub fn new(text: &str, unit: AreaUnit) -> Result<Self, DeclaredError> {
        Self::with_unit(text, unit).and_then(|read| match read.unit_as_written() {
            None => Ok(read),
            Some(_) => Err(DeclaredError(text.to_owned())),
        })
    }

    /// Reads an area: digits with or without a point, groups of three, an exponent; ordinary or full-width; 約, ≈ or ~ before
    /// them; and after them a unit, as in `19.1 km²` or `28650亩`. Without one it is in `unit`.
    ///
    /// # Errors
    /// [`DeclaredError`] with the text when it is anything else: empty, signed, with a comma that may be a decimal point (`1,13`),
    /// with another unit.
    pub fn with_unit(text: &str, unit: AreaUnit) -> Result<Self, DeclaredError> {
        let refuse = || DeclaredError(text.to_owned());
        let written = plain(text);
        let about = ABOUT.iter().find_map(|about| written.strip_prefix(about));
        let area = about.unwrap_or(&written).trim_start();
        let (figure, after) = area.split_at(Decimal::end(area));
        let (figure, after) = (figure.trim_end(), after.trim());
        let named = if after.is_empty() { None } else { Some(AreaUnit::from_symbol(after).ok_or_else(refuse)?) };
        let read = Decimal::read(figure).ok_or_else(refuse)?;
        // A column of fixed decimals fills up with zeros what was declared with less digits.
        let short = read.without_zeros_at_end();
        let has_fixed_decimals =
            read.significant > MAX_DECLARED_DIGITS && (1..=MAX_DECLARED_DIGITS).contains(&short.significant);
        let written: Box<str> = text.trim().into();
        Ok(Self {
            parts: (*written != *figure).then(|| Box::new((figure.into(), named.map(|_| after.into())))),
            written,
            unit: named.unwrap_or(unit),
            figure: if has_fixed_decimals { short } else { read },
            is_approximate: about.is_some(),
            has_fixed_decimals,
        })
    }

    /// The text as it was written, with its unit and what stands before the figure.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The figure as written, without its unit; full-width digits as ordinary ones.
    #[must_use]
    pub fn text(&self) -> &str {
        self.parts.as_ref().map_or(&self.written, |parts| &parts.0)
    }

    /// The unit as it was written after the figure; none where none was.
    #[must_use]
    pub fn unit_as_written(&self) -> Option<&str> {
        self.parts.as_ref()?.1.as_deref()
    }

    /// Whether 約, ≈ or the like stands before it. It is taken as written all the same.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.is_approximate
    }

    /// Whether it was written with more than ten significant digits only because zeros fill up its decimals, as a database writes them
    /// that has so many for all. Then it is compared without them.
    #[must_use]
    pub fn has_fixed_decimals(&self) -> bool {
        self.has_fixed_decimals
    }

    /// Whether it has more than ten significant digits, so that it was computed: then an area agrees that is off by no more than
    /// a thousand-millionth of it.
    #[must_use]
    pub fn is_computed(&self) -> bool {
        self.figure.significant > MAX_DECLARED_DIGITS
    }

    /// The unit it is written in.
    #[must_use]
    pub fn unit(&self) -> AreaUnit {
        self.unit
    }

    /// The digits without the point, and how many of them stand after it: fewer than none where zeros before it are no digits.
    #[must_use]
    pub fn digits(&self) -> (i128, i32) {
        (self.figure.mantissa, self.figure.decimals)
    }

    /// The value in the unit that it is written in.
    #[must_use]
    pub fn value(&self) -> f64 {
        // By way of text it is the number nearest to the decimal as written.
        let nearest = format!("{}e{}", self.figure.mantissa, -i64::from(self.figure.decimals)).parse();
        nearest.unwrap_or_else(|_not_a_number| self.unit.from_m2(self.area_m2()))
    }

    /// The value in square metres.
    #[must_use]
    pub fn area_m2(&self) -> f64 {
        self.halves_m2(2 * self.figure.mantissa)
    }

    /// The areas that round to it: half a unit of the last digit either way. 19.1 km² stands for 19.05 up to 19.15 km². A computed
    /// figure stands for areas that are off it by no more than a thousand-millionth.
    #[must_use]
    pub fn interval(&self) -> Interval {
        if self.is_computed() {
            let (area_m2, off_m2) = (self.area_m2(), self.half_step_m2());
            return Interval { low_m2: area_m2 - off_m2, high_m2: area_m2 + off_m2 };
        }
        let doubled = 2 * self.figure.mantissa;
        Interval { low_m2: self.halves_m2(doubled - 1), high_m2: self.halves_m2(doubled + 1) }
    }

    /// The same in square kilometres, each end the nearest number to the exact decimal.
    #[must_use]
    pub fn interval_km2(&self) -> [f64; 2] {
        self.interval().km2()
    }

    /// Whether another figure can be of the same area: in one unit the same value to the same digit; in another unit a
    /// value that an area rounds to which rounds to this one too, as units bring more or fewer digits with them.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        if self.unit == other.unit && !self.is_computed() && !other.is_computed() {
            let digits = |of: &Self| (of.figure.mantissa, of.figure.decimals);
            return digits(self) == digits(other);
        }
        self.interval().overlaps(other.interval())
    }

    /// The value in square kilometres as text, all its digits kept.
    #[must_use]
    pub fn km2_text(&self) -> String {
        super::sum_km2_text(&[self])
    }

    /// Half a unit of the last digit, square metres: the most that rounding can have moved the figure. Of a computed figure the
    /// most that an area may be off it.
    #[must_use]
    pub fn half_step_m2(&self) -> f64 {
        if self.is_computed() { self.area_m2() * COMPUTED_PART } else { self.halves_m2(1) }
    }

    #[expect(
        clippy::cast_precision_loss,
        reason = "figures of more digits than f64 holds are compared by far less than those"
    )]
    fn halves_m2(&self, halves: i128) -> f64 {
        let power = |decimals: i32| 10_f64.powi(decimals);
        match self.figure.decimals {
            decimals @ 0.. => self.unit.m2_from(halves as f64, 2.0 * power(decimals)),
            before => self.unit.m2_from(halves as f64 * power(-before), 2.0),
        }
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the ends of an interval are exact")]
mod tests {
    use super::{AreaUnit, Declared};
    use crate::geodesy::sum_km2_text;

    /// How areas are written in tables and field calculators, and how many square metres each stands for.
    #[test]
    fn every_way_of_writing_an_area_is_read() {
        for (written, figure, unit, area_m2) in [
            ("113.49 公頃", "113.49", Some("公頃"), 1_134_900.0),
            ("１１３．４９公顷", "113.49", Some("公顷"), 1_134_900.0),
            ("1,134,900㎡", "1,134,900", Some("㎡"), 1_134_900.0),
            ("\u{3000}1.1349平方公里\u{a0}", "1.1349", Some("平方公里"), 1_134_900.0),
            ("1 134 900 m²", "1 134 900", Some("m²"), 1_134_900.0),
            ("1702.35畝", "1702.35", Some("畝"), 1_134_900.0),
            ("1,702.35 市亩", "1,702.35", Some("市亩"), 1_134_900.0),
            ("1.1349e6 m2", "1.1349e6", Some("m2"), 1_134_900.0),
            ("1.1349E+06㎡", "1.1349E+06", Some("㎡"), 1_134_900.0),
            ("113.49hm²", "113.49", Some("hm²"), 1_134_900.0),
            ("1.1349 ㎢", "1.1349", Some("㎢"), 1_134_900.0),
            ("113.49", "113.49", None, 1_134_900.0),
        ] {
            let read = Declared::with_unit(written, AreaUnit::Ha).expect(written);
            assert_eq!((read.text(), read.unit_as_written()), (figure, unit), "{written}");
            assert!((read.area_m2() - area_m2).abs() < 1e-6, "{written}: {}", read.area_m2());
            assert_eq!(read.written(), written.trim());
            assert!(!read.is_approximate() && !read.is_computed(), "{written}");
        }
    }

    #[test]
    fn about_is_noted_and_taken_as_written() {
        for written in ["約113.49公頃", "约 113.49 ha", "≈113.49", "~113.49", "～１１３．４９公頃", "大約113.49公頃"]
        {
            let read = Declared::with_unit(written, AreaUnit::Ha).expect(written);
            assert!(read.is_approximate(), "{written}");
            assert_eq!(read.interval_km2(), [1.13485, 1.13495], "{written}");
            assert_eq!(read.written(), written);
        }
        assert!(Declared::with_unit("約", AreaUnit::Ha).is_err());
    }

    /// More than ten digits are a field calculator's: an area agrees within a thousand-millionth, whichever side of the figure.
    #[test]
    fn a_computed_figure_is_compared_by_a_part_of_itself() {
        for written in ["113.49230261697769", "113.49000000000001", "1134923.0261697769e-4", "1134923.0262 m2"] {
            let read = Declared::with_unit(written, AreaUnit::Ha).expect(written);
            let interval = read.interval();
            assert!(read.is_computed(), "{written}");
            for (off, agrees) in [(0.0, true), (0.9e-9, true), (-0.9e-9, true), (1.1e-9, false), (-1.1e-9, false)] {
                assert_eq!(interval.contains(read.area_m2() * (1.0 + off)), agrees, "{written} {off}");
            }
        }
        let ten = Declared::new("1134923.026", AreaUnit::M2).expect("ten digits");
        assert!(!ten.is_computed() && !ten.interval().contains(1_134_923.027));
        let noise = |text| Declared::new(text, AreaUnit::Ha).expect("digits");
        assert!(noise("113.49000000000001").agrees_with(&noise("113.49")));
        assert!(!noise("113.59000000000001").agrees_with(&noise("113.49")));
    }

    /// A column of ten decimals makes 113.5300000000 of 113.53.
    #[test]
    fn zeros_that_fill_up_decimals_say_nothing() {
        for (written, low_m2, high_m2) in [
            ("113.5300000000", 1_135_250.0, 1_135_350.0),
            ("113.0000000000", 1_125_000.0, 1_135_000.0),
            ("1135335.000000 m2", 1_135_334.5, 1_135_335.5),
            ("1135335.10000 m2", 1_135_335.05, 1_135_335.15),
        ] {
            let read = Declared::with_unit(written, AreaUnit::Ha).expect(written);
            assert!(read.has_fixed_decimals() && !read.is_computed(), "{written}");
            let interval = read.interval();
            assert!((interval.low_m2 - low_m2).abs() < 1e-6 && (interval.high_m2 - high_m2).abs() < 1e-6, "{written}");
            assert_eq!(read.written(), written);
        }
        for (written, is_computed) in [
            // As somebody wrote it: ten digits or less.
            ("113.490", false),
            ("113.4900000", false),
            // Zeros before the point are no decimals.
            ("113490000000", true),
            ("113.5335214000", false),
            ("113.53352147190", true),
            ("0.00000000000", false),
        ] {
            let read = Declared::with_unit(written, AreaUnit::M2).expect(written);
            assert_eq!(read.is_computed(), is_computed, "{written}");
        }
        assert!(!Declared::new("113.4900000", AreaUnit::Ha).expect("digits").has_fixed_decimals());
    }

    #[test]
    fn an_exponent_says_how_finely_a_figure_was_rounded() {
        let read = Declared::with_unit("1.13e6 m2", AreaUnit::Ha).expect("a figure");
        assert_eq!((read.area_m2(), read.half_step_m2()), (1_130_000.0, 5_000.0));
        assert_eq!(read.value(), 1_130_000.0);
        let parts = [&read, &Declared::new("1", AreaUnit::Ha).expect("a figure")];
        assert_eq!(sum_km2_text(&parts), "1.14");
        let vast = Declared::new("1e30", AreaUnit::Km2).expect("a figure");
        let small = Declared::new("1e-30", AreaUnit::Km2).expect("a figure");
        assert!(sum_km2_text(&[&vast, &small]).starts_with("1000000000000000019884624838656"));
    }

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
        for text in [
            "19.1 acres",
            "2.865万亩",
            "km²",
            "19.1 km² approx.",
            "19.1 km² ha",
            "1,91公顷",
            "19 10 ha",
            "約約19.1",
            "-19.1",
            "19,1",
        ] {
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
        for text in ["", ".", "5.", ".5", "-1", "+1", "1,91", "NaN", "inf", "19.1 km²"] {
            assert!(Declared::new(text, AreaUnit::Km2).is_err(), "{text}");
        }
    }
}
