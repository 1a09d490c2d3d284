//! Where classes of numbers end.
//! Must not know whose numbers they are.

/// How many classes there are, unless the numbers give fewer.
pub(super) const CLASSES: u8 = 5;
/// An end of all classes with so many characters is told as it is.
const SHORT: usize = 7;

/// The upper ends of classes of about as many numbers each: what `numpy.quantile` gives at each fifth. The numbers are in order.
pub(super) fn quantiles(sorted: &[f64]) -> Vec<f64> {
    (1..=CLASSES).map(|class| quantile(sorted, f64::from(class) / f64::from(CLASSES))).collect()
}

/// The same with each end but the last moved to the number of the fewest digits before the next class begins, which leaves every number in its class.
pub(super) fn rounded_within(sorted: &[f64], ends: &[f64]) -> Vec<f64> {
    let round = |end: &f64| {
        let next = sorted.get(sorted.partition_point(|number| number <= end)).filter(|next| next.is_finite());
        let Some(next) = next.filter(|next| (*next - end).is_finite()) else { return *end };
        let coarse = power(end.abs().max(next.abs())) + 1;
        let mut tries = (0..=DIGITS).map(|finer| to_step(*end, coarse - finer, f64::ceil));
        tries.find(|found| found >= end && found < next).unwrap_or(*end)
    };
    ends.iter().map(round).collect()
}

/// A number has no more digits that count.
const DIGITS: i32 = 18;

/// Below which number such a part of all is, in proportion between two of them (definition 7 of Hyndman and Fan, 1996).
#[expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "places in a list"
)]
fn quantile(sorted: &[f64], part: f64) -> f64 {
    let Some(last) = sorted.len().checked_sub(1) else { return f64::NAN };
    let at = part * last as f64;
    let (below, above) = (sorted[(at.floor() as usize).min(last)], sorted[(at.ceil() as usize).min(last)]);
    below + (above - below) * at.fract()
}

/// The upper ends of classes of equal width from the least to the greatest number.
pub(super) fn equal_intervals(least: f64, greatest: f64) -> Vec<f64> {
    let width = greatest / f64::from(CLASSES) - least / f64::from(CLASSES);
    let mut ends: Vec<f64> = (1..CLASSES).map(|class| least + width * f64::from(class)).collect();
    ends.push(greatest);
    ends
}

/// The same with each end but the last rounded to as few digits as leave it nearer to where it was than to any other, each once. The last is the
/// greatest number.
pub(super) fn rounded(least: f64, ends: &[f64]) -> Vec<f64> {
    let mut ends = ends.to_vec();
    ends.dedup();
    let at = |place: usize| if place == 0 { least } else { ends[place - 1] };
    let round = |(place, end): (usize, &f64)| {
        let next = ends.get(place + 1).copied();
        let gaps = [Some(end - at(place)), next.map(|next| next - end)];
        let gap = gaps.into_iter().flatten().filter(|gap| *gap > 0.0).fold(f64::INFINITY, f64::min);
        if next.is_none() || !gap.is_finite() { *end } else { to_step(*end, power(gap / 2.0), f64::round) }
    };
    let mut rounded: Vec<f64> = ends.iter().enumerate().map(round).collect();
    rounded.dedup();
    rounded
}

/// The least and the greatest number as a legend tells them: as they are where they are short, else rounded outwards.
pub(super) fn ends_told(least: f64, ends: &[f64]) -> [f64; 2] {
    let (Some(first), Some(greatest)) = (ends.first(), ends.last()) else { return [least, least] };
    let below = ends.len().checked_sub(2).map_or(least, |at| ends[at]);
    let told = |end: f64, gap: f64, how: fn(f64) -> f64| {
        let is_short = end.to_string().len() <= SHORT || gap <= 0.0 || !gap.is_finite();
        if is_short { end } else { to_step(end, power(gap / 2.0), how) }
    };
    [told(least, first - least, f64::floor), told(*greatest, greatest - below, f64::ceil)]
}

/// The power of ten that is no greater than a number.
#[expect(clippy::cast_possible_truncation, reason = "from -324 to 308")]
fn power(number: f64) -> i32 {
    number.log10().floor() as i32
}

/// A number as a whole multiple of a power of ten.
fn to_step(number: f64, power: i32, how: fn(f64) -> f64) -> f64 {
    // Division by a power of ten that is whole gives the very decimal fraction that is meant.
    let ten = 10_f64.powi(power.abs());
    let found = if power < 0 { how(number * ten) / ten } else { how(number / ten) * ten };
    if found.is_finite() { found + 0.0 } else { number }
}

#[cfg(test)]
pub(super) mod tests {
    use super::{ends_told, equal_intervals, quantile, quantiles, rounded, rounded_within};
    use proptest::prelude::*;

    /// Employment density of California's 58 counties, the example of mapclassify (`load_example`).
    pub(in crate::project) const COUNTIES: [f64; 58] = [
        329.92, 0.42, 5.9, 14.03, 2.78, 1.34, 181.27, 1.65, 10.03, 16.7, 1.32, 3.99, 3.16, 0.22, 8.7, 6.56, 3.27, 0.33,
        370.5, 4.51, 75.29, 0.99, 2.74, 8.68, 0.14, 0.92, 12.63, 28.7, 12.02, 722.85, 36.68, 0.74, 29.82, 192.05, 3.38,
        11.15, 110.74, 4111.45, 49.47, 10.33, 317.11, 20.47, 264.93, 66.26, 5.39, 0.13, 0.61, 50.65, 40.48, 36.67,
        13.09, 1.81, 0.2, 7.6, 2.51, 57.26, 24.32, 6.97,
    ];

    pub(in crate::project) fn sorted(numbers: &[f64]) -> Vec<f64> {
        let mut sorted = numbers.to_vec();
        sorted.sort_by(f64::total_cmp);
        sorted
    }

    fn assert_near(found: &[f64], expected: &[f64]) {
        assert_eq!(found.len(), expected.len(), "{found:?}");
        for (found, expected) in found.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-9 * expected.abs().max(1.0), "{found} is not {expected}");
        }
    }

    /// The bins of mapclassify 2.10: `Quantiles(load_example(), k=5)` and `EqualInterval(load_example(), k=5)`.
    #[test]
    fn classes_end_where_those_of_mapclassify_do() {
        let counties = sorted(&COUNTIES);
        assert_near(&quantiles(&counties), &[1.464, 5.798, 13.278, 54.616, 4111.45]);
        assert_near(&equal_intervals(0.13, 4111.45), &[822.394, 1644.658, 2466.922, 3289.186, 4111.45]);
    }

    /// `numpy.quantile(numbers, [0.2, 0.4, 0.6, 0.8, 1])` of `NumPy` 2.4.
    #[test]
    fn quantiles_of_few_numbers_are_those_of_numpy() {
        for (numbers, expected) in [
            (&[1.0, 2.0, 3.0, 4.0][..], [1.6, 2.2, 2.8, 3.4, 4.0]),
            (&[5.0], [5.0; 5]),
            (&[1.0, 1.0, 1.0, 9.0], [1.0, 1.0, 1.0, 4.2, 9.0]),
            (&[-3.0, 0.0, 10.0, 11.0, 12.5], [-0.6, 6.0, 10.4, 11.3, 12.5]),
        ] {
            assert_near(&quantiles(numbers), &expected);
        }
        assert!(quantile(&[], 0.5).is_nan());
    }

    #[test]
    fn ends_are_rounded_as_far_as_the_classes_are_wide() {
        let counties = sorted(&COUNTIES);
        let ends = rounded(0.13, &quantiles(&counties));
        assert_near(&ends, &[1.5, 6.0, 13.0, 50.0, 4111.45]);
        assert_near(&ends_told(0.13, &ends), &[0.13, 4111.45]);
        assert_near(&ends_told(0.123_456_789, &[1.5, 6.0, 41.234_567_89]), &[0.1, 50.0]);
        assert_near(&rounded(7.0, &[7.0, 7.0, 7.0]), &[7.0]);
        assert_near(&rounded(1.0, &[1.0, 1.0, 4.2, 9.0]), &[1.0, 4.0, 9.0]);
    }

    #[test]
    fn ends_are_rounded_within_the_gap_behind_them() {
        let counties = sorted(&COUNTIES);
        let ends = rounded_within(&counties, &[75.29, 192.05, 370.5, 722.85, 4111.45]);
        assert_near(&ends, &[100.0, 200.0, 400.0, 1000.0, 4111.45]);
        assert_near(
            &rounded_within(&[-12.0, -5.0, -2.0, 0.0, 0.001, 7.0], &[-12.0, -5.0, 0.0, 7.0]),
            &[-10.0, -5.0, 0.0, 7.0],
        );
    }

    proptest! {
        #[test]
        fn every_number_stays_in_its_class(numbers in proptest::collection::vec(any::<f64>(), 2..40)) {
            let mut numbers = sorted(&numbers.into_iter().filter(|number| number.is_finite()).collect::<Vec<_>>());
            numbers.dedup();
            prop_assume!(numbers.len() > 1);
            let ends = rounded_within(&numbers, &numbers);
            prop_assert_eq!(ends.last(), numbers.last());
            for (at, end) in ends.iter().enumerate() {
                prop_assert_eq!(numbers.partition_point(|number| number <= end), at + 1, "{} for {}", end, numbers[at]);
            }
        }

        #[test]
        fn rounded_ends_stay_in_order_within_the_numbers(numbers in proptest::collection::vec(-1e9_f64..1e9, 1..60), scale in -9..9_i32) {
            let numbers = sorted(&numbers.iter().map(|number| number * 10_f64.powi(scale)).collect::<Vec<_>>());
            let (least, greatest) = (numbers[0], numbers[numbers.len() - 1]);
            for ends in [quantiles(&numbers), equal_intervals(least, greatest)] {
                let ends = rounded(least, &ends);
                prop_assert!(ends.windows(2).all(|pair| pair[0] < pair[1]), "{ends:?}");
                prop_assert!(ends[0] >= least && ends.last() == Some(&greatest), "{ends:?} from {least} to {greatest}");
                let [from, to] = ends_told(least, &ends);
                prop_assert!(from <= least && to >= greatest);
            }
        }

        #[test]
        fn no_number_breaks_it(least in any::<f64>(), more in any::<f64>()) {
            let (least, greatest) = (least.min(more), least.max(more));
            prop_assume!(least.is_finite() && greatest.is_finite());
            let ends = rounded(least, &equal_intervals(least, greatest));
            prop_assert!(ends.iter().all(|end| end.is_finite()), "{ends:?}");
            prop_assert_eq!(ends.last(), Some(&greatest));
        }
    }
}
