//! Names by their sound: whether Latin letters are the pinyin of a run of Chinese characters, in full, in part or by initials.
//! Must not know whose names they are.

use std::iter;

use pinyin::ToPinyinMulti as _;

/// Letters that may be pinyin, without tones; a state of the comparison is a bit for each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letters<'a>(&'a [u8]);

/// Whether a word in lower case is how characters that follow one another in a text sound: their pinyin, in full or in part, or its initials.
#[must_use]
pub fn sounds_in(word: &str, text: &str) -> bool {
    Letters::new(word).is_some_and(|letters| letters.sound_in(text))
}

/// Fewer letters than this sound like nearly everything.
const MIN: usize = 2;
/// As many bits as there are for states, one of them for the end.
const MAX: usize = 63;

impl<'a> Letters<'a> {
    /// The letters of a word of a query in lower case; none where it cannot be pinyin.
    pub(super) fn new(word: &'a str) -> Option<Self> {
        let is_long_enough = (MIN..=MAX).contains(&word.len());
        (is_long_enough && word.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(Self(word.as_bytes()))
    }

    /// Whether they are the sound of characters that follow one another in a text: of each the whole syllable, the initial (`zh`, `ch` and
    /// `sh` too) or the first letter, of the last as much as there is, by any of its readings. A text in lower case stands for itself
    /// between them, and other signs do not count; a new line parts texts.
    pub(super) fn sound_in(self, text: &str) -> bool {
        let end = 1_u64 << self.0.len();
        // The bit n is set where the characters so far are the sound of the first n letters.
        let mut states = 0_u64;
        for c in text.chars() {
            if !c.is_alphanumeric() || (c < '\u{3400}' && !c.is_ascii()) {
                states = if c == '\n' { 0 } else { states };
                continue;
            }
            let mut next = 0;
            if c.is_ascii() {
                let goes_on = |at: &usize| self.0.get(*at).is_some_and(|letter| char::from(*letter) == c);
                for at in bits(states).filter(goes_on) {
                    next |= 2 << at;
                }
            } else {
                let readings = c.to_pinyin_multi().into_iter().flatten();
                for reading in readings {
                    for at in bits(states | 1) {
                        next |= self.after(at, reading.plain());
                    }
                }
            }
            if next & end != 0 {
                return true;
            }
            states = next;
        }
        false
    }

    /// Where a syllable may lead to from the letter at a place.
    fn after(self, at: usize, syllable: &str) -> u64 {
        let rest = self.0.get(at..).unwrap_or_default();
        // Who has no ü writes v or u.
        let same = |(letter, sound): &(&u8, char)| match sound {
            'ü' => matches!(**letter, b'v' | b'u'),
            sound => char::from(**letter) == *sound,
        };
        let count = rest.iter().zip(syllable.chars()).take_while(same).count();
        let initial = if syllable.starts_with(['z', 'c', 's']) && syllable[1..].starts_with('h') { 2 } else { 1 };
        let is_whole = count == rest.len() || count == syllable.chars().count();
        let ends = [(count >= 1, 1), (count >= initial, initial), (is_whole && count >= 1, count)];
        ends.into_iter().filter(|(fits, _)| *fits).fold(0, |states, (_, length)| states | 1 << (at + length))
    }
}

/// The places of the bits that are set.
fn bits(mut states: u64) -> impl Iterator<Item = usize> {
    iter::from_fn(move || {
        let lowest = (states != 0).then(|| states.trailing_zeros() as usize)?;
        states &= states - 1;
        Some(lowest)
    })
}

#[cfg(test)]
mod tests {
    use super::sounds_in as sounds;

    #[test]
    fn syllables_and_initials_sound_like_their_characters_in_both_scripts() {
        for text in ["優質宜居生活社區", "优质宜居生活社区", "穗港\n（优质）宜居 生活社区"]
        {
            for word in [
                "yzyj",
                "youzhi",
                "youzhiyiju",
                "yzhyj",
                "zhiyiju",
                "yiju",
                "shsq",
                "youzhiyijushenghuoshequ",
                "youzhiyijushengh",
                "yzyijush",
            ] {
                assert!(sounds(word, text), "{word} {text}");
            }
            for word in ["yzyd", "youzyy", "zhgc", "y", "zy4", "youzhi yiju", "yzyjshsqx"] {
                assert!(!sounds(word, text), "{word} {text}");
            }
        }
    }

    #[test]
    fn every_reading_counts_and_what_is_no_character_stands_for_itself() {
        for (word, text) in [
            ("chongqing", "重庆"),
            ("cq", "重慶"),
            ("changan", "长安"),
            ("lvdao", "绿岛"),
            ("ludao", "綠島"),
            ("ailab", "爱lab"),
            ("sgaiyq", "穗港ai园区"),
            ("xian", "西安"),
        ] {
            assert!(sounds(word, text), "{word} {text}");
        }
        for (word, text) in [("park", "park"), ("xian", "西\n安"), ("", "西安"), ("xian", "")] {
            assert!(!sounds(word, text), "{word} {text}");
        }
        let long = "zh".repeat(40);
        assert!(!sounds(&long, &"中".repeat(80)) && sounds(&long[..62], &"中".repeat(80)));
    }
}
