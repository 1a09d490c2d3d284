//! Declared areas added up as text, digit for digit where their units allow it.
//! Must not know whose areas they are.

use super::Declared;

/// Several declared areas added up in km², as text: exact to the last digit, except that 畝 are converted.
#[must_use]
pub fn sum_km2_text(parts: &[&Declared]) -> String {
    let exact: Option<Vec<(i128, i32)>> = parts.iter().map(|part| part.exact_km2()).collect();
    exact.and_then(|parts| exact_sum(&parts)).unwrap_or_else(|| {
        // A 畝 is no decimal part of a km²: shown to the square metre.
        let sum_m2: f64 = parts.iter().map(|part| part.area_m2()).sum();
        let text = format!("{:.6}", sum_m2 / 1e6);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    })
}

/// The sum of decimals, each its digits and how many of them stand after the point; none where it has more digits than fit.
fn exact_sum(parts: &[(i128, i32)]) -> Option<String> {
    let decimals = parts.iter().map(|(_, decimals)| *decimals).max().unwrap_or(0).max(0);
    let mut sum = 0_i128;
    for (digits, own) in parts {
        let lifted = 10_i128.checked_pow((decimals - own).cast_unsigned())?.checked_mul(*digits)?;
        sum = sum.checked_add(lifted)?;
    }
    if decimals == 0 {
        return Some(sum.to_string());
    }
    let unit = 10_i128.checked_pow(decimals.cast_unsigned())?;
    let width = usize::try_from(decimals).ok()?;
    Some(format!("{}.{:0width$}", sum / unit, sum % unit))
}
