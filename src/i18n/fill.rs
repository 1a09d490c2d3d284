//! Filling the placeholders of a text: in Chinese, Latin letters and figures stand a space apart from the characters around them.
//! Must not know which text it is, nor touch what is filled in.

use std::borrow::Cow;

/// Signs that belong to the figure before or after them.
const OF_FIGURES: &str = "%‰°′″²³±+−~≈<>≤≥#§$€£¥\"";

/// A text with values in place of its `%{name}`s. Where a value that begins or ends in Latin letters or figures meets a Chinese character of
/// the text, a space parts the two; a placeholder that has no value stays.
pub(crate) fn filled_in(text: &str, values: &[(&str, String)]) -> Cow<'static, str> {
    let mut filled = String::with_capacity(text.len() + values.iter().map(|(_, value)| value.len()).sum::<usize>());
    let mut rest = text;
    while let Some((before, name, after)) = next_placeholder(rest) {
        part(&mut filled, before);
        match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => part(&mut filled, value),
            None => filled.push_str(&rest[before.len()..rest.len() - after.len()]),
        }
        rest = after;
    }
    part(&mut filled, rest);
    Cow::Owned(filled)
}

/// What stands before the first placeholder, its name, and what stands after it.
fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, opened) = text.split_once("%{")?;
    let (name, after) = opened.split_once('}')?;
    Some((before, name, after))
}

/// Adds a piece to a text, a space before it where Chinese and Latin meet.
fn part(text: &mut String, piece: &str) {
    if let (Some(last), Some(first)) = (text.chars().last(), piece.chars().next()) {
        // 東經 and 北緯 are parts of the figure, as E and N are.
        let is_angle = "經緯经纬".contains(last) && piece.contains('°');
        if !is_angle && ((is_chinese(last) && is_latin(first)) || (is_latin(last) && is_chinese(first))) {
            text.push(' ');
        }
    }
    text.push_str(piece);
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{3005}' | '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Letters and figures of scripts that are written with spaces, and what belongs to figures.
fn is_latin(c: char) -> bool {
    let is_wide = matches!(c, '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ffef}' | '\u{1f000}'..);
    OF_FIGURES.contains(c) || (c.is_alphanumeric() && !is_wide)
}

#[cfg(test)]
mod tests {
    use super::filled_in;

    #[test]
    fn latin_and_chinese_are_a_space_apart_where_they_meet() {
        for (text, value, expected) in [
            ("卻是%{a}：去", "KML", "卻是 KML：去"),
            ("卻是%{a}：去", "形檔", "卻是形檔：去"),
            ("卻是 %{a}，", "KML", "卻是 KML，"),
            ("%{a}之間有縫隙", "A and B", "A and B 之間有縫隙"),
            ("%{a}之間有縫隙", "甲、乙", "甲、乙之間有縫隙"),
            ("至少%{a}", "0.1 km²", "至少 0.1 km²"),
            ("淨變%{a}公頃", "−3.5", "淨變 −3.5 公頃"),
            ("有%{a}的", "12%", "有 12% 的"),
            ("與%{a}相", "（無）", "與（無）相"),
            ("與%{a}相", "「A」", "與「A」相"),
            ("between %{a} and", "甲", "between 甲 and"),
            ("東經%{a}", "113°31′", "東經113°31′"),
            ("與%{a}相", "", "與相"),
            ("與%{b}相", "A", "與%{b}相"),
            ("%{a}與%{a}", "A區", "A區與 A區"),
            ("與%{a}相", "Ａ１", "與Ａ１相"),
        ] {
            assert_eq!(filled_in(text, &[("a", value.to_owned())]), expected, "{text} {value}");
        }
    }
}
