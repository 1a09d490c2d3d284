//! Numbers of the JSON grammar to the nearest `f64`: the short ones, which are nearly all, in a few steps.
//! Must not know what a number means.

/// Powers of ten that an `f64` holds exactly.
const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// What a number is multiplied by to make room for so many digits.
const TENS: [u64; 9] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// The greatest number below which an `f64` holds every integer.
const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;

/// The most digits that cannot be too many for a `u64`.
const MAX_DIGITS: usize = 19;

/// The number that a text begins with, and how many bytes it has. None where JSON has no number.
///
/// Digits that make an integer that an `f64` holds exactly, divided by a power of ten that it holds exactly too, are
/// rounded once and thus to the nearest number (Clinger 1990). Any other number is left to the standard library.
#[expect(clippy::inline_always, reason = "called in one place, where its outcome must not go through memory")]
#[inline(always)]
pub(super) fn read(text: &[u8]) -> Option<(f64, usize)> {
    let negative = text.first() == Some(&b'-');
    let mut at = usize::from(negative);
    let zero = text.get(at) == Some(&b'0');
    let mut digits = 0;
    let whole = take_digits(text, &mut at, &mut digits);
    if whole == 0 || (zero && whole > 1) {
        return None;
    }
    let mut fraction = 0;
    if text.get(at) == Some(&b'.') {
        at += 1;
        fraction = take_many_digits(text, &mut at, &mut digits);
        if fraction == 0 {
            return None;
        }
    }
    let power = matches!(text.get(at), Some(b'e' | b'E'));
    if power {
        at += 1 + usize::from(matches!(text.get(at + 1), Some(b'+' | b'-')));
        if take_digits(text, &mut at, &mut 0) == 0 {
            return None;
        }
    }
    if power || whole + fraction > MAX_DIGITS || digits > EXACT {
        let number = std::str::from_utf8(&text[..at]).ok()?;
        return Some((number.parse().ok()?, at));
    }
    #[expect(clippy::cast_precision_loss, reason = "an f64 holds it exactly")]
    let size = digits.cast_signed() as f64 / POWERS[fraction];
    Some((if negative { -size } else { size }, at))
}

/// Takes digits on to those there are, one by one, and says how many. Past [`MAX_DIGITS`] they no longer mean anything.
#[inline]
fn take_digits(text: &[u8], at: &mut usize, digits: &mut u64) -> usize {
    let start = *at;
    while let Some(digit) = text.get(*at).map(|byte| byte.wrapping_sub(b'0')).filter(|&digit| digit < 10) {
        *digits = digits.wrapping_mul(10).wrapping_add(u64::from(digit));
        *at += 1;
    }
    *at - start
}

/// The same for digits that are likely to be many: up to eight at once.
#[inline]
fn take_many_digits(text: &[u8], at: &mut usize, digits: &mut u64) -> usize {
    let Some(eight) = text.get(*at..).and_then(|rest| rest.first_chunk()) else {
        return take_digits(text, at, digits);
    };
    let (count, number) = leading_digits(*eight);
    *digits = digits.wrapping_mul(TENS[count]).wrapping_add(number);
    *at += count;
    if count < 8 { count } else { count + take_digits(text, at, digits) }
}

/// How many of eight bytes are digits before the first that is none, and their number: all at once, a byte in each lane.
#[inline]
fn leading_digits(bytes: [u8; 8]) -> (usize, u64) {
    let values = u64::from_le_bytes(bytes) ^ 0x3030_3030_3030_3030;
    // A value of ten or more sets the high bit of its lane; what it carries only reaches lanes after it.
    let strange = (values | values.wrapping_add(0x7676_7676_7676_7676)) & 0x8080_8080_8080_8080;
    let count = strange.trailing_zeros() / 8;
    // The digits move up to the last lanes, and zeros come before them.
    let ones = values.checked_shl(64 - 8 * count).unwrap_or(0);
    let pairs = ones.wrapping_mul(10).wrapping_add(ones >> 8) & 0x00ff_00ff_00ff_00ff;
    let fours = pairs.wrapping_mul(100).wrapping_add(pairs >> 16) & 0x0000_ffff_0000_ffff;
    let eight = fours.wrapping_mul(10_000).wrapping_add(fours >> 32) & 0xffff_ffff;
    (count as usize, eight)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::read;

    fn bits(text: &str) -> Option<(u64, usize)> {
        read(text.as_bytes()).map(|(number, length)| (number.to_bits(), length))
    }

    /// What the standard library reads.
    fn expected(text: &str) -> Option<(u64, usize)> {
        text.parse::<f64>().ok().map(|number| (number.to_bits(), text.len()))
    }

    #[test]
    fn numbers_at_the_edges_are_those_of_the_standard_library() {
        for text in [
            "0",
            "-0",
            "-0.0",
            "0.1",
            "0.3",
            "113.5290147",
            "-9007199254740992",
            "9007199254740993",
            "900719925474099.3",
            "9007199254740993e-1",
            "0.9007199254740993",
            "18446744073709551615",
            "18446744073709551616",
            "1e22",
            "1e23",
            "1E+2",
            "1e-2",
            "4.9e-324",
            "2e-324",
            "1.7976931348623157e308",
            "1e999",
            "-1e999",
            "0e0",
            "0.0000000000000000001",
            "0.00000000000000000000000001",
            "123456789012345678901234567890.5",
            "0.1234567890123456789",
            "2.2250738585072011e-308",
        ] {
            assert_eq!(bits(text), expected(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_of_json_is_none_here() {
        for text in [
            "", "-", "+1", ".5", "1.", "-.5", "1.e2", "01", "-01", "00", "1e", "1e+", "1.5e-", "NaN", "inf", "--1", "١",
        ] {
            assert_eq!(bits(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_ends_where_its_digits_do() {
        for (text, length) in [("1,2", 1), ("-0]", 2), ("1.5.5", 3), ("1e5e5", 3), ("12-3", 2), ("0x1", 1), ("1 2", 1)]
        {
            assert_eq!(bits(text), expected(&text[..length]), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_number_is_that_of_the_standard_library(text in "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,22})?([eE][+-]?[0-9]{1,3})?") {
            prop_assert_eq!(bits(&text), expected(&text));
        }

        #[test]
        fn every_float_comes_back(number in any::<f64>().prop_filter("JSON has no others", |number| number.is_finite())) {
            for text in [number.to_string(), format!("{number:e}")] {
                prop_assert_eq!(bits(&text), Some((number.to_bits(), text.len())));
            }
        }

        #[test]
        fn every_coordinate_is_that_of_the_standard_library(degrees in -540.0..540.0_f64, places in 0_usize..18) {
            let text = format!("{degrees:.places$}");
            prop_assert_eq!(bits(&text), expected(&text));
        }
    }
}
