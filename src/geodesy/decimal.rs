//! A figure as people and programs write it: plain digits, grouped ones, full-width ones, with an exponent, with float noise.
//! Must not know what it is a figure of.

/// The most digits that are kept: further ones change nothing at any tolerance.
const KEPT_DIGITS: usize = 25;
/// The largest power of ten that is read, either way.
const LARGEST_POWER: i32 = 30;
/// The longest text that is read as a figure, in bytes.
const LONGEST: usize = 120;

/// A decimal figure, exact but for digits that mean nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    /// The digits without the point, at most [`KEPT_DIGITS`] of them.
    pub(super) mantissa: i128,
    /// How many of them stand after the point; negative for zeros before it that an exponent brings.
    pub(super) decimals: i32,
    /// How many digits it was written with, zeros before the first other digit left out.
    pub(super) significant: usize,
}

impl Decimal {
    /// Where a figure ends that a text begins with, which is where a unit may begin.
    pub(super) fn end(text: &str) -> usize {
        let is_power = |at: usize| text[at + 1..].starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
        let in_figure = |(at, c): (usize, char)| match c {
            '0'..='9' | '.' | '+' | '-' => true,
            'e' | 'E' => is_power(at),
            other => is_group_mark(other),
        };
        text.char_indices().find(|&at| !in_figure(at)).map_or(text.len(), |(at, _)| at)
    }

    /// The same without the zeros that it ends with after the point.
    pub(super) fn without_zeros_at_end(mut self) -> Self {
        while self.decimals > 0 && self.mantissa != 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.decimals -= 1;
            self.significant = self.significant.saturating_sub(1);
        }
        self
    }

    /// Reads a figure without sign, whose digits may be in groups of three and may have an exponent after them. None for anything
    /// else, such as `1,13`, which may be meant either way.
    pub(super) fn read(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let (digits, power) = match text.split_once(['e', 'E']) {
            Some((digits, power)) => (digits, exponent(power)?),
            None => (text, 0),
        };
        let (whole, fraction) = match digits.split_once('.') {
            Some((_, "")) => return None,
            Some((whole, fraction)) => (whole, fraction),
            None => (digits, ""),
        };
        let digits = format!("{}{fraction}", ungrouped(whole)?);
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let from_first = digits.trim_start_matches('0');
        let kept = &from_first[..from_first.len().min(KEPT_DIGITS)];
        let dropped = i32::try_from(from_first.len() - kept.len()).ok()?;
        Some(Self {
            mantissa: if kept.is_empty() { 0 } else { kept.parse().ok()? },
            decimals: i32::try_from(fraction.len()).ok()? - dropped - power,
            significant: from_first.len(),
        })
    }
}

/// A power of ten, with or without a sign.
fn exponent(text: &str) -> Option<i32> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    let power: i32 = if is_plain { text.parse().ok()? } else { return None };
    (power.abs() <= LARGEST_POWER).then_some(power)
}

/// The digits before the point without what stands between groups of three; none where the groups are no such groups.
fn ungrouped(whole: &str) -> Option<String> {
    let Some(mark) = whole.chars().find(|c| !c.is_ascii_digit()) else {
        return (!whole.is_empty()).then(|| whole.to_owned());
    };
    let groups: Vec<&str> = whole.split(mark).collect();
    let (first, others) = groups.split_first()?;
    // A figure below one has no thousands: in `0,134` the comma is a decimal point.
    let begins = (1..=3).contains(&first.len()) && !first.starts_with('0');
    let goes_on = others.iter().all(|group| group.len() == 3);
    (is_group_mark(mark) && begins && goes_on).then(|| groups.concat())
}

/// What is written between groups of three digits: a comma, an apostrophe, or a space of any width.
fn is_group_mark(mark: char) -> bool {
    matches!(mark, ',' | '\'' | '’') || mark.is_whitespace()
}

/// A text with full-width digits, letters and signs as ordinary ones, and without white space round it.
pub(super) fn plain(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    let invisible = |c: char| c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}');
    text.trim_matches(invisible).chars().map(narrow).collect()
}

#[cfg(test)]
mod tests {
    use super::{Decimal, plain};

    #[test]
    fn every_way_of_writing_a_figure_is_read() {
        for (text, mantissa, decimals, significant) in [
            ("1134.9", 11349, 1, 5),
            ("1,134.9", 11349, 1, 5),
            ("1 134.9", 11349, 1, 5),
            ("1\u{2009}134\u{2009}923.03", 113_492_303, 2, 9),
            ("1\u{a0}134", 1134, 0, 4),
            ("1\u{202f}134", 1134, 0, 4),
            ("1'134’923", -1, 0, 0),
            ("1'134'923", 1_134_923, 0, 7),
            ("1.1349e3", 11349, 1, 5),
            ("1.1349E+06", 11349, -2, 5),
            ("11349e-4", 11349, 4, 5),
            ("0.0500", 500, 4, 3),
            ("007", 7, 0, 1),
            ("0", 0, 0, 0),
            ("113.49230261697769", 11_349_230_261_697_769, 14, 17),
            ("113.4900000000000000000000000000001", 1_134_900_000_000_000_000_000_000, 22, 34),
        ] {
            let read = Decimal::read(text);
            let right = (mantissa >= 0).then_some(Decimal { mantissa, decimals, significant });
            assert_eq!(read, right, "{text}");
        }
        for (text, mantissa, decimals, significant) in [
            ("113.5300000000", 11353, 2, 5),
            ("113.0000000000", 113, 0, 3),
            ("1130.000000000", 1130, 0, 4),
            ("0.000000000", 0, 9, 0),
            ("113.5335214719", 1_135_335_214_719, 10, 13),
        ] {
            let read = Decimal::read(text).map(Decimal::without_zeros_at_end);
            assert_eq!(read, Some(Decimal { mantissa, decimals, significant }), "{text}");
        }
        assert_eq!(plain(" １，１３４．９\u{3000}"), "1,134.9");
    }

    #[test]
    fn what_may_be_meant_either_way_is_none() {
        for text in [
            "1,13",
            "1,1349",
            "0,134",
            "1134,900",
            ",134",
            "1,,134",
            "1.134,9",
            "1.134.900",
            "1,134 900",
            "12,34,567",
            "",
            ".",
            "5.",
            ".5",
            "-1",
            "+1",
            "e3",
            "1e",
            "1e+",
            "1e31",
            "1e99999999999",
            "1.5e2.5",
            "NaN",
            "inf",
            "0x10",
            "1_000",
            "1.1 349",
            "١٢",
        ] {
            assert_eq!(Decimal::read(text), None, "{text}");
        }
        assert_eq!(Decimal::read(&"1".repeat(121)), None);
    }
}
