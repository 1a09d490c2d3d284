//! Natural breaks of numbers: classes within which they differ least (Fisher, 1958; Jenks, 1977), found exactly.
//! Must not round an end, nor know whose numbers they are.
//!
//! A class costs the sum of squares of what its numbers differ from their mean. The best classes of all numbers up to one are found from the best of
//! one class fewer; as the last class of more numbers never begins earlier, halving the numbers in turn takes `n log n` steps for each class instead of
//! `n²`, so a million different numbers need no sample.

/// The range of all numbers has so many steps, 2³⁶: sums of squares of 67 million numbers in them are whole and exact.
const STEPS: f64 = 68_719_476_736.0;

/// The greatest number of each of at most so many classes. The numbers are finite and in order.
pub(super) fn natural_breaks(sorted: &[f64], classes: usize) -> Vec<f64> {
    let mut distinct: Vec<f64> = sorted.to_vec();
    distinct.dedup();
    if distinct.len() <= classes {
        return distinct;
    }
    let sums = Sums::new(sorted, &distinct);
    let last = distinct.len() - 1;
    // Of each number of classes but one, where the last of them begins for the numbers up to each.
    let mut begins: Vec<Vec<usize>> = Vec::new();
    let mut costs: Vec<f64> = (0..=last).map(|to| sums.cost(0, to)).collect();
    for class in 1..classes {
        let mut next = Layer { costs: vec![f64::INFINITY; last + 1], begins: vec![0; last + 1] };
        // Of all classes only those of all numbers are wanted.
        let from = if class + 1 == classes { last } else { class };
        next.fill(&costs, &sums, [from, last], [class, last]);
        costs = next.costs;
        begins.push(next.begins);
    }
    let mut ends = vec![last];
    for begins in begins.iter().rev() {
        let begin = ends.last().map_or(0, |end| begins[*end]);
        ends.push(begin.saturating_sub(1));
    }
    ends.iter().rev().map(|end| distinct[*end]).collect()
}

/// The best of one class more, for the numbers up to each.
struct Layer {
    costs: Vec<f64>,
    begins: Vec<usize>,
}

impl Layer {
    /// Fills in the numbers between two, whose last class begins between two others. `before` has the costs of one class fewer.
    fn fill(&mut self, before: &[f64], sums: &Sums, [from, to]: [usize; 2], [earliest, latest]: [usize; 2]) {
        let middle = usize::midpoint(from, to);
        let (mut best, mut cost) = (earliest, f64::INFINITY);
        for begin in earliest..=latest.min(middle) {
            let found = before[begin - 1] + sums.cost(begin, middle);
            if found < cost {
                (best, cost) = (begin, found);
            }
        }
        (self.costs[middle], self.begins[middle]) = (cost, best);
        if from < middle {
            self.fill(before, sums, [from, middle - 1], [earliest, best]);
        }
        if middle < to {
            self.fill(before, sums, [middle + 1, to], [best, latest]);
        }
    }
}

/// How many numbers there are before each distinct one, their sum and the sum of their squares, in steps.
struct Sums(Vec<(u64, u128, u128)>);

impl Sums {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to STEPS")]
    fn new(sorted: &[f64], distinct: &[f64]) -> Self {
        let (least, greatest) = (distinct[0], distinct[distinct.len() - 1]);
        // Halves, since the range itself may be beyond all numbers.
        let range = greatest / 2.0 - least / 2.0;
        let mut sums = vec![(0, 0, 0)];
        let (mut at, mut so_far) = (0, (0_u64, 0_u128, 0_u128));
        for number in distinct {
            let count = sorted[at..].partition_point(|other| other <= number);
            at += count;
            let step = u128::from((((number / 2.0 - least / 2.0) / range) * STEPS) as u64);
            let many = count as u64;
            so_far = (so_far.0 + many, so_far.1 + u128::from(many) * step, so_far.2 + u128::from(many) * step * step);
            sums.push(so_far);
        }
        Self(sums)
    }

    /// What a class of the distinct numbers from one to another costs.
    #[expect(clippy::cast_precision_loss, reason = "a cost to compare")]
    fn cost(&self, from: usize, to: usize) -> f64 {
        let (before, upto) = (self.0[from], self.0[to + 1]);
        let (count, sum, squares) = (upto.0 - before.0, upto.1 - before.1, upto.2 - before.2);
        // Exact up to here, so that nothing is lost where the squares are great and their differences small.
        (u128::from(count) * squares - sum * sum) as f64 / count as f64
    }
}

#[cfg(test)]
mod tests {
    use super::natural_breaks;
    use crate::project::breaks::tests::{COUNTIES, sorted};
    use proptest::prelude::*;

    /// `mapclassify.FisherJenks(numbers, k=5).bins` of mapclassify 2.10: the counties, then `numpy.random.default_rng(7)`,
    /// `round(exp(normal(3, 1.2, 40)), 2)`; whole numbers below zero and above.
    #[test]
    fn classes_end_where_those_of_mapclassify_do() {
        let skewed = [
            20.12, 28.75, 14.45, 6.9, 11.64, 6.11, 21.59, 100.31, 11.13, 9.54, 36.15, 30.82, 22.79, 6.58, 19.39, 46.26,
            4.0, 11.6, 2.05, 4.27, 2.2, 15.15, 4.39, 27.81, 24.24, 16.05, 0.98, 10.52, 18.95, 23.01, 3.2, 11.32, 6.21,
            7.61, 71.74, 7.62, 19.32, 58.05, 9.97, 17.57,
        ];
        let whole = [
            20.0, 9.0, -12.0, -12.0, -10.0, 25.0, -14.0, -11.0, 2.0, -7.0, -9.0, -27.0, -5.0, -14.0, 18.0, 8.0, -5.0,
            8.0, -12.0, 16.0, -5.0, 7.0, -31.0, 2.0, -39.0, -46.0, -11.0, -23.0, -2.0, 40.0,
        ];
        for (numbers, ends) in [
            (&COUNTIES[..], [75.29, 192.05, 370.5, 722.85, 4111.45]),
            (&skewed, [11.64, 24.24, 46.26, 71.74, 100.31]),
            (&whole, [-23.0, -5.0, 9.0, 25.0, 40.0]),
        ] {
            assert_eq!(natural_breaks(&sorted(numbers), 5), ends);
        }
    }

    /// mapclassify ends the fourth class at 50986.1, which costs 248.6 and not 60.5 for the last two: its sums of squares lose too many digits.
    #[test]
    fn great_numbers_close_together_lose_no_digits() {
        let heaps = [
            10.1, 10.1, 8.8, 10.1, 11.4, 8.5, 10.9, 10.1, 9.4, 12.0, 10.8, 8.8, 10.1, 10.6, 9.8, 52.0, 49.8, 52.0,
            54.3, 48.0, 50.6, 48.6, 50.4, 46.4, 48.3, 49.4, 52.7, 53.4, 46.0, 47.6, 51019.4, 50940.2, 50986.1, 50997.1,
        ];
        assert_eq!(natural_breaks(&sorted(&heaps), 5), [12.0, 54.3, 50940.2, 50997.1, 51019.4]);
    }

    #[test]
    fn fewer_numbers_than_classes_are_a_class_each() {
        assert_eq!(natural_breaks(&[7.0, 7.0, 7.0], 5), [7.0]);
        assert_eq!(natural_breaks(&[1.0, 2.0, 2.0, 9.0], 5), [1.0, 2.0, 9.0]);
        assert_eq!(natural_breaks(&[-1.7e308, 0.0, 1.0, 1.7e308], 3), [-1.7e308, 1.0, 1.7e308]);
    }

    /// What classes that end there cost together.
    #[expect(clippy::cast_precision_loss, reason = "a few numbers")]
    fn cost(numbers: &[f64], ends: &[f64]) -> f64 {
        let mut from = 0;
        let of = |end: &f64| {
            let to = numbers.partition_point(|number| number <= end);
            let class = &numbers[from..to];
            from = to;
            let mean = class.iter().sum::<f64>() / class.len() as f64;
            class.iter().map(|number| (number - mean).powi(2)).sum::<f64>()
        };
        ends.iter().map(of).sum()
    }

    proptest! {
        /// No other three classes cost less.
        #[test]
        fn no_other_classes_cost_less(numbers in proptest::collection::vec(-50_i16..50, 4..24)) {
            let numbers = sorted(&numbers.into_iter().map(f64::from).collect::<Vec<_>>());
            let mut distinct = numbers.clone();
            distinct.dedup();
            prop_assume!(distinct.len() > 3);
            let found = natural_breaks(&numbers, 3);
            let greatest = distinct[distinct.len() - 1];
            let others = (0..distinct.len() - 2).flat_map(|a| (a + 1..distinct.len() - 1).map(move |b| [a, b]));
            let least = others.map(|[a, b]| cost(&numbers, &[distinct[a], distinct[b], greatest])).fold(f64::INFINITY, f64::min);
            prop_assert!(cost(&numbers, &found) <= least + 1e-6, "{found:?}: {} and not {least}", cost(&numbers, &found));
        }
    }
}
