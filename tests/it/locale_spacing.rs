//! How Chinese texts are set: Latin letters and figures a space apart from Chinese characters, colons full-width.
//! Must not know how any text reads.

use crate::common::{answer, program};
use crate::locales::texts;

/// The number of a document as it was issued, and what is to be typed as it stands.
const AS_THEY_STAND: [&str; 4] = ["〔2008〕32號", "〔2008〕32号", "寬x高", "宽x高"];

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Where Chinese and Latin touch, or a half-width colon stands beside a Chinese character.
fn badly_set(text: &str) -> Vec<String> {
    let text = AS_THEY_STAND.iter().fold(text.to_owned(), |text, word| text.replace(word, ""));
    let chars: Vec<char> = text.chars().collect();
    let touches = |a: char, b: char| is_han(a) && (b.is_ascii_alphanumeric() || b == ':');
    let before = |pair: &[char]| pair[0] == ':' && pair[1] == ' ';
    let mut bad: Vec<String> = Vec::new();
    for (at, pair) in chars.windows(2).enumerate() {
        let behind_colon = before(pair) && chars.get(at + 2).is_some_and(|&c| is_han(c));
        if touches(pair[0], pair[1]) || touches(pair[1], pair[0]) || behind_colon {
            bad.push(chars[at.saturating_sub(5)..(at + 7).min(chars.len())].iter().collect());
        }
    }
    bad
}

#[test]
fn chinese_and_latin_stand_a_space_apart_and_colons_are_full_width() {
    assert_eq!(
        badly_set("卻是KML。用法: 無，用法 : 無，第 3 項：〔2008〕32號 EPSG:4490"),
        ["卻是KML。用法", "KML。用法: 無，用法", "ML。用法: 無，用法 ", "無，用法 : 無，第 3"]
    );
    for path in ["assets/locales/zh-Hant.yml", "assets/locales/zh-Hans.yml"] {
        for (key, text) in texts(path) {
            assert_eq!(badly_set(&text), [""; 0], "{path}: {key}: {text}");
        }
    }
}

#[test]
fn what_is_filled_in_stands_a_space_apart_too() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = folder.path().join("map.geojson");
    std::fs::write(&path, "<?xml version=\"1.0\"?><gpx version=\"1.1\"/>").expect("a file");
    for (lang, expected) in [("zh-Hant", "實為 GPX："), ("zh-Hans", "实为 GPX：")] {
        let told = answer(program().arg("verify").arg(&path).args(["--lang", lang]));
        assert!(told.code == 3 && told.err.contains(expected), "{}", told.err);
    }
}

#[test]
fn help_and_usage_have_full_width_colons_in_chinese() {
    for (lang, headings) in [
        ("zh-Hant", ["用法：", "指令：", "參數：", "選項：", "範例："]),
        ("zh-Hans", ["用法：", "命令：", "参数：", "选项：", "示例："]),
    ] {
        let help = |args: &[&str]| answer(program().args(args).args(["--lang", lang])).out;
        let all = [help(&["--help"]), help(&["verify", "--help"])].concat();
        for heading in headings {
            assert!(all.contains(&format!("\n{heading}")), "{heading} in {all}");
        }
        let colons: Vec<&str> = all.lines().filter(|line| line.contains(':') && !badly_set(line).is_empty()).collect();
        assert_eq!(colons, [""; 0]);
        assert!(!all.contains("[default") && !all.contains("ossible values"), "{all}");
        let wrong = answer(program().args(["verify", "--foo", "--lang", lang]));
        assert!(wrong.code == 2 && wrong.err.contains("\n用法：zonemap verify"), "{}", wrong.err);
    }
    let english = answer(program().args(["verify", "--help", "--lang", "en"])).out;
    for words in ["\nUsage: zonemap verify", "\nOptions:\n", "[default: text]", "[possible values: text, "] {
        assert!(english.contains(words), "{words} in {english}");
    }
}
