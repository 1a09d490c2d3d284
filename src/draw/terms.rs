//! Chinese words: a line is broken between them, never within one.
//! Must not know how wide they are.

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;

use super::words::is_wide;

/// Where the words of a text begin, apart from its first: by a dictionary, characters that are no word of it joined to one another or to
/// a word beside them, as the names of people and places are.
///
/// A dictionary has no "穗港" and no "合作區": they are found as 穗 and 港, 合作 and 區.
pub(super) fn begins(text: &str) -> Vec<usize> {
    if !text.chars().any(is_wide) {
        return Vec::new();
    }
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let ends: Vec<usize> = segmenter.segment_str(text).collect();
    let words: Vec<&str> = ends.windows(2).map(|ends| &text[ends[0]..ends[1]]).collect();
    let mut begins = Vec::new();
    let mut at = 0;
    let mut next = 0;
    while next < words.len() {
        let singles = words[next..].iter().take_while(|word| is_single(word)).count();
        let before = next.checked_sub(1).is_some_and(|before| is_chinese(words[before]));
        let after = words.get(next + singles).is_some_and(|word| is_chinese(word));
        let lengths: Vec<usize> = match (singles, before, after) {
            (0, ..) | (1, false, false) => vec![1],
            // One by itself belongs to the word before it, else to the one after it.
            (1, true, _) => {
                begins.pop_if(|begin| *begin == at);
                at += words[next].len();
                next += 1;
                begins.push(at);
                continue;
            }
            (1, false, true) => vec![2],
            (count, ..) => in_twos(count),
        };
        for length in lengths {
            at += words[next..next + length].iter().map(|word| word.len()).sum::<usize>();
            next += length;
            begins.push(at);
        }
    }
    begins.retain(|begin| *begin < text.len());
    begins
}

/// Two by two, the last three together where they are odd.
fn in_twos(count: usize) -> Vec<usize> {
    let mut lengths = vec![2; count / 2];
    if count % 2 == 1
        && let Some(last) = lengths.last_mut()
    {
        *last += 1;
    }
    lengths
}

fn is_single(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(is_ideograph) && chars.next().is_none()
}

fn is_chinese(word: &str) -> bool {
    word.chars().all(is_ideograph)
}

/// Whether a character is one that words are written with, not a mark.
fn is_ideograph(c: char) -> bool {
    is_wide(c) && c.is_alphabetic()
}

#[cfg(test)]
mod tests {
    use super::begins;

    #[test]
    fn words_are_whole() {
        for (text, words) in [
            ("智能製造合作園區", "智能 製造 合作 園區"),
            ("智能制造合作园区", "智能 制造 合作 园区"),
            ("科技創新合作園區", "科技 創新 合作 園區"),
            ("優質宜居生活社區", "優質 宜居 生活 社區"),
            ("廣州穗港智造合作區", "廣州 穗港 智造 合作區"),
            ("广州穗港智造合作区", "广州 穗港 智造 合作区"),
            ("穗港澳出入境大樓", "穗港澳 出入境 大樓"),
            ("遊艇自由行碼頭", "遊艇 自由行 碼頭"),
            ("香港大學李嘉誠醫學院", "香港 大學 李嘉誠 醫學院"),
            ("廣州繞城高速", "廣州 繞城 高速"),
            ("牛頭角", "牛頭角"),
            ("ASTRI", "ASTRI"),
            ("", ""),
        ] {
            let mut cuts = vec![0];
            cuts.extend(begins(text));
            cuts.push(text.len());
            let found: Vec<&str> = cuts.windows(2).map(|cut| &text[cut[0]..cut[1]]).collect();
            assert_eq!(found.join(" "), words);
        }
    }
}
