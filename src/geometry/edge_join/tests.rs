//! Edges that meet, against comparing each with each in whole numbers.
//! Must not know how the join finds its pairs.

use proptest::prelude::*;

use super::{Contact, EdgeAt, Meeting, are_neighbours, edge_contacts};
use crate::geometry::LonLat;

type Whole = [i64; 2];

fn degrees(paths: &[Vec<Whole>]) -> Vec<Vec<LonLat>> {
    #[expect(clippy::cast_precision_loss, reason = "the numbers are small")]
    let at = |&[x, y]: &Whole| LonLat { lon: x as f64, lat: y as f64 };
    paths.iter().map(|path| path.iter().map(at).collect()).collect()
}

fn contacts(paths: &[Vec<LonLat>], most: u64) -> super::Contacts {
    let paths: Vec<&[LonLat]> = paths.iter().map(Vec::as_slice).collect();
    edge_contacts(&paths, most)
}

fn turn(a: Whole, b: Whole, c: Whole) -> i64 {
    ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])).signum()
}

/// How two edges meet, by the textbook, in whole numbers.
fn by_the_book([p, q]: [Whole; 2], [r, s]: [Whole; 2]) -> Option<Meeting> {
    let turns = [turn(p, q, r), turn(p, q, s), turn(r, s, p), turn(r, s, q)];
    if turns == [0; 4] {
        let axis = usize::from(p[0] == q[0]);
        let low = p[axis].min(q[axis]).max(r[axis].min(s[axis]));
        let high = p[axis].max(q[axis]).min(r[axis].max(s[axis]));
        return match high - low {
            0 => Some(Meeting::Touching),
            1.. => Some(Meeting::Overlapping),
            _ => None,
        };
    }
    if turns[0] * turns[1] < 0 && turns[2] * turns[3] < 0 {
        return Some(Meeting::Crossing);
    }
    let on = |at: Whole, a: Whole, b: Whole| {
        turn(a, b, at) == 0 && (0..2).all(|axis| a[axis].min(b[axis]) <= at[axis] && at[axis] <= a[axis].max(b[axis]))
    };
    (on(r, p, q) || on(s, p, q) || on(p, r, s) || on(q, r, s)).then_some(Meeting::Touching)
}

fn each_with_each(paths: &[Vec<Whole>], as_degrees: &[Vec<LonLat>]) -> Vec<(EdgeAt, EdgeAt, Meeting)> {
    let edges = |(path, positions): (usize, &Vec<Whole>)| {
        (0..positions.len().saturating_sub(1)).map(move |edge| EdgeAt { path, edge }).collect::<Vec<_>>()
    };
    let all: Vec<EdgeAt> = paths.iter().enumerate().flat_map(edges).collect();
    let ends = |at: EdgeAt| [paths[at.path][at.edge], paths[at.path][at.edge + 1]];
    let mut found = Vec::new();
    for (place, &first) in all.iter().enumerate() {
        for &second in &all[place + 1..] {
            let follow = first.path == second.path && are_neighbours(&as_degrees[first.path], first.edge, second.edge);
            match by_the_book(ends(first), ends(second)) {
                None => {}
                Some(Meeting::Touching) if follow => {}
                Some(meeting) => found.push((first, second, meeting)),
            }
        }
    }
    found
}

/// Open and closed paths on a small grid, which meet often; none of their edges is without length.
fn paths() -> impl Strategy<Value = Vec<Vec<Whole>>> {
    let path = |size: i64, most: usize| {
        let position = (0..size, 0..size).prop_map(|(x, y)| [x, y]);
        (prop::collection::vec(position, 2..most), any::<bool>()).prop_map(|(mut path, closed)| {
            path.extend(closed.then_some(path[0]));
            path.dedup();
            path
        })
    };
    prop_oneof![
        prop::collection::vec(path(6, 9), 1..5),
        prop::collection::vec(path(40, 120), 1..4),
        prop::collection::vec(path(9, 40), 1..12),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]
    #[test]
    fn the_join_finds_what_comparing_each_with_each_finds(paths in paths()) {
        let as_degrees = degrees(&paths);
        let joined = contacts(&as_degrees, u64::MAX);
        let found: Vec<_> = joined.found.iter().map(|found| (found.first, found.second, found.meeting)).collect();
        prop_assert!(joined.complete);
        prop_assert_eq!(found, each_with_each(&paths, &as_degrees));
        for Contact { first, second, meeting, at } in joined.found {
            let ends = |of: EdgeAt| [as_degrees[of.path][of.edge], as_degrees[of.path][of.edge + 1]];
            let is_end = ends(first).contains(&at) || ends(second).contains(&at);
            prop_assert!(meeting == Meeting::Crossing || is_end, "{:?} at {:?}", meeting, at);
        }
    }
}

/// A comb of some teeth: a ring that meets itself nowhere, whose boxes overlap at its back.
fn comb(teeth: i64) -> Vec<Whole> {
    let tooth = |at: i64| [[2 * at, 1000], [2 * at + 1, 5]];
    let mut ring = vec![[0, 0]];
    ring.extend((0..teeth).flat_map(tooth));
    ring.extend([[2 * teeth, 1000], [2 * teeth, 0], [0, 0]]);
    ring
}

#[test]
fn long_rings_cost_about_as_much_as_they_are_long() {
    // The work is counted, not timed: thirty-two times as long may cost at most sixty-four times as much, the costs being found to the next double.
    let costs = |teeth: i64| {
        let ring = degrees(&[comb(teeth)]);
        let enough = |most: &u64| contacts(&ring, *most).complete;
        let powers: Vec<u64> = (8..40).map(|power| (1 << power) + (1 << power >> 2)).collect();
        powers.into_iter().find(enough).expect("some budget is enough")
    };
    assert!(costs(10_000) <= 64 * costs(10_000 / 32), "{} {}", costs(10_000), costs(10_000 / 32));
}

#[test]
fn too_much_work_is_said() {
    let star: Vec<Whole> = (0..200).map(|at| [at, if at % 2 == 0 { 0 } else { 1000 }]).collect();
    let back: Vec<Whole> = (0..200).map(|at| [at, if at % 2 == 1 { 0 } else { 1000 }]).collect();
    let both = degrees(&[star, back]);
    assert!(contacts(&both, u64::MAX).complete);
    for most in [0, 1, 1000, 100_000] {
        let some = contacts(&both, most);
        assert!(!some.complete && some.found.len() < 200, "{most}");
    }
}
