//! The value of a cell: a text, shared or its own, a number, a day or time by the form of the number, or yes and no.
//! Must not know where a cell stands.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::formats::gather::value_of;
use crate::formats::xml::Element;

/// The most columns that a sheet has (ECMA-376: XFD).
const MOST_COLUMNS: usize = 16_384;
/// The forms of days and times that have no description of their own (ECMA-376 part 1, 18.8.30, also those of Chinese and Japanese).
const DAYS: [std::ops::RangeInclusive<u32>; 4] = [14..=22, 27..=36, 45..=47, 50..=58];
/// The days between 1899-12-30, from which days are counted, and 1970-01-01; and between that and 1904-01-01, from which some workbooks count.
const BEFORE_1970: f64 = 25_569.0;
const BEFORE_1904: f64 = 1462.0;
const SECONDS_A_DAY: f64 = 86_400.0;
/// The last day that is written with four digits for its year.
const LAST_DAY: f64 = 2_958_465.0;

/// Which forms of numbers are days or times.
#[derive(Debug, Default)]
pub(super) struct Styles {
    are_days: Vec<bool>,
    is_1904: bool,
}

impl Styles {
    pub(super) fn of(elements: &[Element], is_1904: bool) -> Self {
        let number = |element: &Element| element.attribute("numFmtId")?.parse::<u32>().ok();
        let of = |name: &'static str, child: &'static str| {
            elements.iter().filter(move |element| element.name == name).flat_map(move |element| element.children(child))
        };
        let described = of("numFmts", "numFmt");
        let own: BTreeSet<u32> =
            described.filter(|form| form.attribute("formatCode").is_some_and(is_day)).filter_map(number).collect();
        let is_one = |form: u32| own.contains(&form) || DAYS.iter().any(|days| days.contains(&form));
        Self { are_days: of("cellXfs", "xf").map(|form| number(form).is_some_and(is_one)).collect(), is_1904 }
    }
}

/// Whether the description of a form has parts of a day or a time in it, outside texts and colours.
fn is_day(code: &str) -> bool {
    let (mut is_text, mut is_aside, mut is_escaped) = (false, false, false);
    code.chars().any(|c| {
        if std::mem::take(&mut is_escaped) {
            return false;
        }
        match c {
            '\\' => is_escaped = true,
            '"' => is_text = !is_text,
            '[' => is_aside = true,
            ']' => is_aside = false,
            'y' | 'Y' | 'd' | 'D' | 'h' | 'H' => return !is_text && !is_aside,
            _ => {}
        }
        false
    })
}

/// The value of a cell; none where it is empty.
pub(super) fn value(cell: &Element, texts: &[String], styles: &Styles) -> Option<Value> {
    let own = cell.text_of("v");
    let text = |text: &str| (!text.is_empty()).then(|| Value::String(text.to_owned()));
    match cell.attribute("t").unwrap_or("n") {
        "s" => own?.parse().ok().and_then(|number: usize| texts.get(number)).and_then(|shared| text(shared)),
        "inlineStr" => cell.child("is").and_then(|inner| text(&text_of(inner))),
        "str" | "e" | "d" => cell.child("v").and_then(|inner| text(&inner.text)),
        "b" => own.map(|said| Value::Bool(said == "1")),
        _ => {
            let number: f64 = own?.parse().ok().filter(|number: &f64| number.is_finite())?;
            let form = cell.attribute("s").and_then(|form| form.parse::<usize>().ok()).unwrap_or(0);
            let is_day = styles.are_days.get(form).copied().unwrap_or(false);
            let day = is_day.then(|| day(number + if styles.is_1904 { BEFORE_1904 } else { 0.0 })).flatten();
            // As a person wrote it: the file has 17 digits.
            let plain = || if number.abs() < 1e15 { value_of(&number.to_string()) } else { number.into() };
            Some(day.map_or_else(plain, Value::String))
        }
    }
}

/// The text of an element, in parts that may be formed each its own way; how it is spoken is none of it.
pub(super) fn text_of(element: &Element) -> String {
    let plain = element.children("t");
    let runs = element.children("r").flat_map(|run| run.children("t"));
    plain.chain(runs).map(|part| part.text.as_str()).collect()
}

/// A day, with the time behind it where there is one, as ISO 8601 has it.
fn day(number: f64) -> Option<String> {
    let seconds = (number * SECONDS_A_DAY).round();
    if !(0.0..=LAST_DAY * SECONDS_A_DAY).contains(&seconds) {
        return None;
    }
    let (days, rest) = (seconds.div_euclid(SECONDS_A_DAY), whole(seconds.rem_euclid(SECONDS_A_DAY)));
    let time = format!("{:02}:{:02}:{:02}", rest / 3600, rest / 60 % 60, rest % 60);
    if days < 1.0 {
        return Some(time);
    }
    // There was no 29 February 1900, which workbooks count: the days before it are one later than they say.
    let since_1970 = days - BEFORE_1970 + if days < 60.0 { 1.0 } else { 0.0 };
    let (year, month, day) = civil(whole(since_1970));
    let date = format!("{year:04}-{month:02}-{day:02}");
    Some(if rest == 0 { date } else { format!("{date}T{time}") })
}

#[expect(clippy::cast_possible_truncation, reason = "looked at before")]
fn whole(number: f64) -> i64 {
    number as i64
}

/// The year, month and day of a day counted from 1970-01-01, in eras of 400 years that begin in March.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The number of the column in a name such as `AB12`, from 0.
pub(super) fn column(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_alphabetic);
    let number =
        letters.take(4).fold(0, |number, letter| number * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    (1..=MOST_COLUMNS).contains(&number).then(|| number - 1)
}

/// The letters of a column.
pub(super) fn letters(column: usize) -> String {
    let (before, last) = (column / 26, column % 26);
    let letter = char::from(b'A' + u8::try_from(last).unwrap_or(0));
    if before == 0 { letter.to_string() } else { format!("{}{letter}", letters(before - 1)) }
}

#[cfg(test)]
mod tests {
    use super::{column, day, is_day, letters};

    /// As openpyxl 3.1 reads them.
    #[test]
    fn days_are_counted_as_workbooks_do() {
        for (number, text) in [
            (44561.0, "2021-12-31"),
            (44561.5, "2021-12-31T12:00:00"),
            (1.0, "1900-01-01"),
            (59.0, "1900-02-28"),
            (61.0, "1900-03-01"),
            (45351.0, "2024-02-29"),
            (0.25, "06:00:00"),
            (2_958_465.0, "9999-12-31"),
        ] {
            assert_eq!(day(number).as_deref(), Some(text));
        }
        assert_eq!([day(-1.0), day(1e300), day(f64::NAN)], [None, None, None]);
        for (code, expected) in
            [("yyyy\\-mm\\-dd", true), ("0.00\"day\"", false), ("[Red]0", false), ("#,##0", false), ("h:mm", true)]
        {
            assert_eq!(is_day(code), expected, "{code}");
        }
    }

    #[test]
    fn columns_go_by_letters() {
        for (name, number) in [("A1", 0), ("Z9", 25), ("AA1", 26), ("XFD1048576", 16_383)] {
            assert_eq!(column(name), Some(number));
            assert_eq!(letters(number), name.trim_end_matches(|c: char| c.is_ascii_digit()));
        }
        assert_eq!([column("XFE1"), column("1"), column("AAAAAAAAAAAAAAAAAAAAAAAA1")], [None, None, None]);
    }
}
