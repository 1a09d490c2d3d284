//! Declared areas added up, in a unit of choice, with every digit that the sum has.
//! Must not know what makes up what.

use super::{AreaUnit, Declared};

/// Digits after the point of a sum that has no end in its unit: in km² to the square metre.
const DECIMALS: usize = 6;

/// Several declared areas added up, as text: in their own unit with all their digits; of different units in the one given, and
/// exact there unless a part of a 畝 has no end in it, when it is rounded to six decimals.
#[must_use]
pub fn sum_text(parts: &[&Declared], unit: AreaUnit) -> (String, AreaUnit) {
    let first = parts.first().map_or(unit, |part| part.unit());
    if parts.iter().all(|part| part.unit() == first) {
        return (sum_in(parts, first, true), first);
    }
    (sum_in(parts, unit, false), unit)
}

/// Several declared areas added up in km², as text: exact to the last digit, unless a part of a 畝 has no end in km².
#[must_use]
pub fn sum_km2_text(parts: &[&Declared]) -> String {
    let decimal = parts.iter().all(|part| part.unit() != AreaUnit::Mu);
    sum_in(parts, AreaUnit::Km2, decimal)
}

/// The sum in a unit; with as many decimals as the most exact part brings with it, or as few as say the same.
fn sum_in(parts: &[&Declared], unit: AreaUnit, keep_zeros: bool) -> String {
    let Some(text) = exact(parts, unit) else {
        let sum_m2: f64 = parts.iter().map(|part| part.area_m2()).sum();
        return short(&format!("{:.DECIMALS$}", unit.from_m2(sum_m2))).to_owned();
    };
    if keep_zeros { text } else { short(&text).to_owned() }
}

/// Without zeros at the end that come after a point.
fn short(text: &str) -> &str {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text }
}

/// The exact sum; none where it has no end in the unit, or more digits than can be counted with.
fn exact(parts: &[&Declared], unit: AreaUnit) -> Option<String> {
    let decimals = parts.iter().map(|part| part.digits().1).max().unwrap_or(0).max(0);
    // In thirds of a square metre of the last decimal, of which every unit is a whole number.
    let thirds = parts.iter().try_fold(0_i128, |sum, part| {
        let (digits, own) = part.digits();
        let scaled = digits.checked_mul(10_i128.checked_pow((decimals - own).cast_unsigned())?)?;
        sum.checked_add(scaled.checked_mul(thirds_of(part.unit()))?)
    })?;
    // A place more for each place that the greatest unit among the parts is apart from the one of the sum.
    let finer = parts.iter().map(|part| places_between(part.unit(), unit)).max().unwrap_or(0);
    let scaled = thirds.checked_mul(10_i128.checked_pow(finer)?)?;
    if scaled % thirds_of(unit) != 0 {
        return None;
    }
    let (mut sum, mut places) = (scaled / thirds_of(unit), decimals.cast_unsigned() + finer);
    // Zeros that no part has written are none of its digits.
    let most = parts.iter().map(|part| part.digits().1 + places_between(part.unit(), unit).cast_signed()).max();
    while i64::from(places) > i64::from(most.unwrap_or(0).max(0)) && sum % 10 == 0 {
        (sum, places) = (sum / 10, places - 1);
    }
    Some(with_point(sum, places as usize))
}

/// Thirds of a square metre in a unit.
fn thirds_of(unit: AreaUnit) -> i128 {
    match unit {
        AreaUnit::Km2 => 3_000_000,
        AreaUnit::Ha => 30_000,
        AreaUnit::Mu => 2_000,
        AreaUnit::M2 => 3,
    }
}

/// How many decimals a figure in one unit has more in another.
fn places_between(from: AreaUnit, to: AreaUnit) -> u32 {
    match (from, to) {
        (AreaUnit::M2, AreaUnit::Km2) => 6,
        (AreaUnit::M2, AreaUnit::Ha | AreaUnit::Mu) | (AreaUnit::Mu, AreaUnit::Km2) => 4,
        (AreaUnit::Mu, AreaUnit::Ha) | (AreaUnit::Ha, AreaUnit::Km2) => 2,
        (AreaUnit::Mu, AreaUnit::Mu | AreaUnit::M2)
        | (AreaUnit::Ha, AreaUnit::Ha | AreaUnit::Mu | AreaUnit::M2)
        | (AreaUnit::M2, AreaUnit::M2)
        | (AreaUnit::Km2, _) => 0,
    }
}

/// A whole number with a point before so many of its digits.
fn with_point(sum: i128, decimals: usize) -> String {
    let digits = format!("{sum:0>width$}", width = decimals + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals);
    if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::{AreaUnit, Declared, sum_km2_text, sum_text};

    fn declared(text: &str) -> Declared {
        Declared::with_unit(text, AreaUnit::Km2).expect(text)
    }

    #[test]
    fn sums_keep_every_digit() {
        let km2 = |texts: &[&str]| {
            let parts: Vec<Declared> = texts.iter().map(|text| declared(text)).collect();
            sum_km2_text(&parts.iter().collect::<Vec<_>>())
        };
        assert_eq!(km2(&["19.1", "11.7", "25.59"]), "56.39");
        assert_eq!(km2(&["0.05", "1"]), "1.05");
        assert_eq!(km2(&["1910 ha"]), "19.10");
        assert_eq!(km2(&["28650 mu"]), "19.1");
        assert_eq!(km2(&["1744 mu"]), "1.162667");
        assert_eq!(km2(&["7"]), "7");
        assert_eq!(km2(&["0.000"]), "0.000");
    }

    /// Worked by hand: 1 km² is 100 ha, 1500 畝 and 1,000,000 m².
    #[test]
    fn figures_of_one_unit_stay_in_it_and_others_take_the_one_of_their_whole() {
        for (parts, unit, text, in_unit) in [
            (&["872 畝", "872.0 畝"][..], AreaUnit::Km2, "1744.0", AreaUnit::Mu),
            (&["50.10 ha", "63.390 ha"], AreaUnit::Km2, "113.490", AreaUnit::Ha),
            (&["1910 ha", "11.7 km²", "25.59 km²"], AreaUnit::Km2, "56.39", AreaUnit::Km2),
            (&["1 km²", "1 畝", "1 m²"], AreaUnit::Mu, "1501.0015", AreaUnit::Mu),
            (&["3 畝", "1 ha"], AreaUnit::Ha, "1.2", AreaUnit::Ha),
            (&["1 畝", "1 ha"], AreaUnit::M2, "10666.666667", AreaUnit::M2),
            (&["1 畝", "1 ha"], AreaUnit::Ha, "1.066667", AreaUnit::Ha),
            (&["0.00000001 m²", "999999999999999 m²"], AreaUnit::Km2, "999999999999999.00000001", AreaUnit::M2),
        ] {
            let parts: Vec<Declared> = parts.iter().map(|text| declared(text)).collect();
            let sum = sum_text(&parts.iter().collect::<Vec<_>>(), unit);
            assert_eq!(sum, (text.to_owned(), in_unit));
        }
    }
}
