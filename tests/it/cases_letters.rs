//! Names as they are drawn: which characters the embedded fonts hold.
//! Must not know how a glyph looks.

use zonemap::i18n::Lang;
use zonemap::lettering::{family, line};

use crate::common::text_of;

/// The characters of a list that lies with the fonts.
fn listed(name: &str) -> Vec<char> {
    let text = text_of(&format!("assets/fonts/characters/{name}.txt"));
    text.lines().filter(|line| !line.starts_with('#')).flat_map(str::chars).collect()
}

/// Those characters that an embedded font of a weight lacks.
fn lacking(chars: &[char], strong: bool, lang: Lang) -> Vec<char> {
    let has = |c: char| family(lang, strong).any(|face| face.glyph(c).is_some());
    chars.iter().copied().filter(|&c| !has(c)).collect()
}

#[test]
fn both_weights_hold_every_character_of_the_standard_lists() {
    // 通用規範漢字表 has 8,105 characters and GB 2312 has 7,445. Big5 and HKSCS together have 18,498 by Python's codecs and
    // Unihan, some signs of Big5 counting twice since tables of Unicode disagree about them.
    for (name, count) in [("tongyong", 8105), ("big5-hkscs", 18_498), ("gb2312", 7445)] {
        let chars = listed(name);
        assert_eq!(chars.len(), count, "{name}");
        for (strong, lang) in [false, true].into_iter().flat_map(|strong| Lang::ALL.map(|lang| (strong, lang))) {
            let lacking = lacking(&chars, strong, lang);
            assert!(lacking.is_empty(), "{name}, bold: {strong}, {lang:?}: {lacking:?}");
        }
    }
}

#[test]
fn the_lists_have_what_their_standards_have() {
    // Python: sorted(bytes.fromhex("…").decode(codec)); Unihan 15.0.0, kIRG_HSource HD-… and kTGH for what codecs lack.
    for (name, chars) in [
        ("tongyong", "一乙二十丁厂㑇㕮䶮𠅤𬺈𬺓𫖯𦭜"),
        ("big5-hkscs", "一乙丁七籲鸞龘齉碁銹嫺墈𠮩𠱁𫬷𭉝兑説脱㗎嚟氹ㄅ〇é"),
        ("gb2312", "啊阿座鼾亍齄あヴЯω"),
    ] {
        let listed = listed(name);
        let missing: String = chars.chars().filter(|c| !listed.contains(c)).collect();
        assert_eq!(missing, "", "{name}");
    }
}

#[test]
fn a_name_of_hong_kong_or_guangdong_is_in_one_weight_of_the_embedded_fonts() {
    for (strong, weight) in [(false, "Regular"), (true, "Bold")] {
        for lang in Lang::ALL {
            let glyphs = line("圫墈艔㙟茘栢冚冧鯭糉㨂嘥孖湴𡎚𠮩𠱁岃", strong, lang).glyphs;
            assert_eq!(glyphs.len(), 18);
            for glyph in glyphs {
                let face = &glyph.face.name;
                assert!(glyph.id > 0 && (face.starts_with("TC-") || face.starts_with("SC-")), "{face}");
                assert!(face.ends_with(weight), "{face}");
            }
        }
    }
}
