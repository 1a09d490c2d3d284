//! What `cargo fuzz` tries, a little of it in any build: no panic, and some of what is spoilt still comes to a map.
//! Must not know what is right about a file.

use std::fs;
use std::panic::catch_unwind;

use tempfile::TempDir;

use crate::common::{files_below, repository, text_of};
use crate::mutations::{Dice, number_of, sources, spoil};
use targets::{ENDINGS, HARBOUR, TARGETS, run as run_target};

#[path = "../fuzz/targets.rs"]
pub(crate) mod targets;

/// What `cargo fuzz` tries for as long as one likes, a little of it in any build.
#[test]
fn by_the_fuzz_targets() {
    let (sources, mut dice) = (sources(), Dice::new(3));
    let vertices: Vec<u8> = [[0, 0, 9, 0, 9, 9, 0, 9], [9, 0, 18, 0, 18, 9, 9, 9]].join(&255);
    for (name, _) in TARGETS {
        let of_harbour = |file: &str| HARBOUR.iter().find(|(known, _)| *known == file).expect("a file").1.to_vec();
        let seeds = match name {
            "project" => vec![of_harbour("project.json")],
            "policy" => vec![of_harbour("plan.json")],
            "geometry" => vec![vertices.clone()],
            "formats" => files_of_formats(),
            "systems" => systems(),
            _ => sources.clone(),
        };
        let mut drawn = 0;
        for number in 0..number_of("MUTATIONS").map_or(40, |doors| doors / 4) {
            let mut bytes = dice.of(&seeds).clone();
            match name {
                "geometry" => (0..dice.below(6)).for_each(|_| {
                    let at = dice.below(bytes.len());
                    bytes.insert(at, *dice.of(&[0, 1, 4, 9, 18, 254, 255]));
                }),
                // One that is as it should be is among them.
                _ if number > 0 => spoil(&mut bytes, &sources, &mut dice),
                _ => {}
            }
            let opened = catch_unwind(|| run_target(name, &bytes));
            drawn += usize::from(opened.unwrap_or_else(|_panic| panic!("{name} broke on {}", kept_bytes(&bytes))));
        }
        assert!(drawn > 0, "some of {name} still come to a map");
    }
}

/// Systems as PROJ strings and as well-known text in several dialects.
fn systems() -> Vec<Vec<u8>> {
    let strings = text_of("tests/crs/positions.tsv");
    let strings = strings.lines().filter_map(|line| line.split('\t').next()).filter(|name| name.starts_with('+'));
    let (known, own) = (text_of("tests/formats/systems.txt"), text_of("tests/crs/grids.tsv"));
    let texts = known.lines().chain(own.lines()).filter_map(|line| line.split('\t').next_back());
    strings.chain(texts).map(|text| text.as_bytes().to_vec()).collect()
}

/// Files of every format but GeoJSON, with what says of which, and that nothing lies beside them.
fn files_of_formats() -> Vec<Vec<u8>> {
    let files = (0_u8..).zip(ENDINGS).flat_map(|(number, ending)| {
        let files = files_below("tests/formats", &format!(".{ending}")).into_iter();
        files.map(move |file| [&[number, 0], fs::read(repository(&file)).expect("a file").as_slice()].concat())
    });
    files.filter(|bytes| bytes.len() < 80_000).collect()
}

/// Keeps bytes that broke something; where.
fn kept_bytes(bytes: &[u8]) -> String {
    let path = TempDir::new().expect("a place to keep it").keep().join("bytes");
    fs::write(&path, bytes).expect("kept");
    path.display().to_string()
}
