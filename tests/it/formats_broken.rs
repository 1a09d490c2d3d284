//! Files of every format, cut and spoilt: they open as far as they are whole, or are refused in words.
//! Must not know how they are read.

use std::path::{Path, PathBuf};

use zonemap::formats::{OpenOptions, open};
use zonemap::i18n::Lang;

use crate::mutations::Dice;

fn file(name: &str) -> PathBuf {
    Path::new("tests/formats").join(name)
}

/// Every file, cut at each hundredth of its length, opens or is refused in words; what lies beside it is whole.
#[test]
fn a_file_that_is_cut_off_is_refused_in_words_or_read_as_far_as_it_is_whole() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let files = std::fs::read_dir("tests/formats").expect("the folder").map(|entry| entry.expect("a file").path());
    let data = [
        "shp", "dbf", "kml", "kmz", "zip", "csv", "gz", "tsv", "topojson", "txt", "dxf", "wkt", "gpkg", "fgb", "xlsx",
        "gml",
    ];
    let ending = |path: &Path| path.extension().map(|ending| ending.to_string_lossy().into_owned()).unwrap_or_default();
    let mut tried = 0;
    for path in files
        .filter(|path| data.contains(&ending(path).as_str()) && path.file_name().is_some_and(|name| name != "bomb.zip"))
    {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let whole = std::fs::read(&path).expect("the file");
        let opened = if ending(&path) == "dbf" {
            let beside = path.with_extension("shp");
            let target = folder.path().join(beside.file_name().expect("a name"));
            std::fs::copy(&beside, &target).expect("a copy");
            target
        } else {
            folder.path().join(&name)
        };
        for percent in 0..100 {
            std::fs::write(folder.path().join(&name), &whole[..whole.len() * percent / 100]).expect("written");
            if let Err(error) = open(&opened, &OpenOptions::default()) {
                let words = error.message(Lang::En);
                assert!(
                    words.contains("expected") || words.contains("cannot be read") || words.contains("invalid"),
                    "{name} {percent} %: {words}"
                );
            }
            tried += 1;
        }
        for entry in std::fs::read_dir(folder.path()).expect("the folder") {
            std::fs::remove_file(entry.expect("a file").path()).expect("removed");
        }
    }
    assert!(tried > 3000, "{tried}");
}

/// Files with some bytes changed, those beside them whole, open or are refused: no panic. A campaign over all files is in `mutations`.
#[test]
fn a_shapefile_with_spoilt_bytes_opens_or_is_refused() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let mut dice = Dice::new(16);
    let (mut opened, mut refused) = (0, 0);
    for stem in ["gbk-ldid", "utf8-bare", "points-z", "lines-m", "polygons-z", "multipoints"] {
        let whole = ["shp", "dbf"].map(|ending| std::fs::read(file(&format!("{stem}.{ending}"))).expect("the file"));
        let path = folder.path().join("a.shp");
        for _ in 0..200 {
            let mut spoilt = whole.clone();
            for _ in 0..=dice.below(3) {
                let of = &mut spoilt[dice.below(2)];
                let at = dice.below(of.len());
                of[at] = *dice.of(&[0, 1, 0x7f, 0x80, 0xff, b'*', 0x20, 0x0d]);
            }
            for (ending, bytes) in ["shp", "dbf"].iter().zip(&spoilt) {
                std::fs::write(path.with_extension(ending), bytes).expect("written");
            }
            match open(&path, &OpenOptions::default()) {
                Ok(_) => opened += 1,
                Err(error) => {
                    assert!(!error.message(Lang::ZhHant).is_empty());
                    refused += 1;
                }
            }
        }
    }
    assert!(opened > 100 && refused > 100, "{opened} {refused}");
}
