//! Which encoding the texts of a file are in, where it does not say, and the texts from their bytes.
//! Must not know what the texts mean.

use encoding_rs::{BIG5, DecoderResult, Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::gather::expected_at;
use super::{OpenError, Source};

/// A text from its bytes, and what had to be put right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) fault: Option<Fault>,
}

/// What is wrong with the bytes of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// Its last character is cut off, as fields of a fixed length do; the rest of that is left out.
    Cut,
    /// Some bytes are no character; each has U+FFFD in its place.
    Bad,
}

/// The text of some bytes in an encoding.
pub(super) fn decoded(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let room = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len() * 3 + 16);
    let (mut text, mut rest, mut fault) = (String::with_capacity(room), bytes, None);
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(rest, &mut text, false);
        rest = &rest[read..];
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(room),
            DecoderResult::Malformed(..) => {
                text.push(char::REPLACEMENT_CHARACTER);
                fault = Some(Fault::Bad);
                text.reserve(room);
            }
        }
    }
    // What the decoder still holds back begins a character that does not end.
    let (last, _) = decoder.decode_to_string_without_replacement(&[], &mut text, true);
    if fault.is_none() && matches!(last, DecoderResult::Malformed(..)) {
        fault = Some(Fault::Cut);
    }
    Decoded { text, fault }
}

/// The encoding by a name: a label of the Encoding Standard (WHATWG), or the number of a code page as Esri and others write it.
pub(super) fn by_name(name: &str) -> Option<&'static Encoding> {
    let name = name.trim().trim_matches(['"', '\0']).to_ascii_lowercase();
    let number = name.trim_start_matches(|c: char| !c.is_ascii_digit());
    match number {
        "936" | "54936" => Some(if number == "936" { GBK } else { GB18030 }),
        "950" => Some(BIG5),
        "65001" => Some(UTF_8),
        "932" => Some(encoding_rs::SHIFT_JIS),
        "949" => Some(encoding_rs::EUC_KR),
        "1250" => Some(encoding_rs::WINDOWS_1250),
        "1251" => Some(encoding_rs::WINDOWS_1251),
        "1252" | "88591" => Some(WINDOWS_1252),
        _ => Encoding::for_label(name.as_bytes()).or_else(|| Encoding::for_label(name.replace(' ', "").as_bytes())),
    }
}

/// The encoding of some texts, by all of them: UTF-8 where all are, else that of the two Chinese ones in which fewer bytes are wrong and more
/// characters are common ones; none where all bytes are ASCII, which is the same in each.
pub(super) fn told_by<'a>(texts: &(impl Iterator<Item = &'a [u8]> + Clone)) -> Option<&'static Encoding> {
    if texts.clone().all(<[u8]>::is_ascii) {
        return None;
    }
    let is_utf8 = |text: &[u8]| std::str::from_utf8(text).map_or_else(|error| error.error_len().is_none(), |_| true);
    if texts.clone().all(is_utf8) {
        return Some(UTF_8);
    }
    let bad = |encoding| texts.clone().filter(|text| decoded(text, encoding).fault == Some(Fault::Bad)).count();
    let [gb, big5] = [GB18030, BIG5].map(bad);
    // The commoner characters of each: the first level of GB 2312 (rows 16 to 55), and of Big5 (A440 to C67E).
    let common_gb = |lead: u8, trail: u8| (0xb0..=0xd7).contains(&lead) && trail >= 0xa1;
    let common_big5 = |lead: u8, trail: u8| {
        (0xa4..=0xc6).contains(&lead) && ((0x40..=0x7e).contains(&trail) || (0xa1..=0xfe).contains(&trail))
    };
    let share =
        |is_common: &dyn Fn(u8, u8) -> bool| -> usize { texts.clone().map(|text| common(text, is_common)).sum() };
    // Single letters among ASCII make pairs that are hardly ever common characters.
    let common = [share(&common_gb), share(&common_big5)];
    if common == [0, 0] || gb > 0 && big5 > 0 && told_western(texts) {
        return Some(WINDOWS_1252);
    }
    let is_big5 = big5 < gb || big5 == gb && common[1] > common[0];
    Some(if is_big5 { BIG5 } else { GB18030 })
}

/// The text of a file that does not say its encoding, that encoding, and what is to be said of it, where nothing says which it is.
pub(super) fn text_of(source: &mut dyn Source) -> Result<(String, &'static Encoding, Option<&'static str>), OpenError> {
    let path = source.name().to_owned();
    if let Some(said) = source.encoding().map(str::to_owned) {
        let encoding = by_name(&said).ok_or_else(|| expected_at(&path, None, "expected.encoding", said))?;
        return Ok((decoded(source.bytes()?, encoding).text, encoding, None));
    }
    let bytes = source.bytes()?;
    if let Some(wide) = wide(bytes) {
        return Ok((decoded(&bytes[2..], wide).text, wide, None));
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Ok((source.text()?.to_owned(), UTF_8, None));
    }
    let encoding = shown_by(bytes);
    Ok((decoded(bytes, encoding).text, encoding, Some(guessed(encoding))))
}

/// The encoding of a text whose characters are two bytes each, by the mark before it, as Excel saves tables.
pub(super) fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        // That of UTF-32 begins alike.
        [0xff, 0xfe, 0, 0, ..] => None,
        [0xff, 0xfe, ..] => Some(UTF_16LE),
        [0xfe, 0xff, ..] => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether most bytes beyond ASCII stand alone.
fn told_western<'a>(texts: &(impl Iterator<Item = &'a [u8]> + Clone)) -> bool {
    let (mut alone, mut all) = (0, 0);
    for text in texts.clone() {
        for run in text.split(u8::is_ascii).filter(|run| !run.is_empty()) {
            alone += usize::from(run.len() == 1);
            all += 1;
        }
    }
    alone * 2 > all
}

/// The encoding that one text shows, UTF-8 where it shows none.
pub(super) fn shown_by(text: &[u8]) -> &'static Encoding {
    told_by(&std::iter::once(text)).unwrap_or(UTF_8)
}

/// What is said of texts whose encoding nothing but they themselves tells: a key of the locale files.
pub(super) fn guessed(encoding: &'static Encoding) -> &'static str {
    match encoding.name() {
        "UTF-8" => "warning.encoding-utf8",
        "Big5" => "warning.encoding-big5",
        "windows-1252" => "warning.encoding-western",
        _ => "warning.encoding-gb18030",
    }
}

/// How many pairs of bytes that begin beyond ASCII are common characters.
fn common(text: &[u8], is_common: &dyn Fn(u8, u8) -> bool) -> usize {
    let (mut at, mut found) = (0, 0);
    while let Some(&lead) = text.get(at) {
        match text.get(at + 1) {
            Some(&trail) if lead >= 0x81 => {
                found += usize::from(is_common(lead, trail));
                at += 2;
            }
            Some(_) | None => at += 1,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, Encoding, GB18030, GBK, UTF_8, WINDOWS_1252};

    use super::{Fault, by_name, decoded, told_by};

    fn bytes(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn an_encoding_is_told_by_all_texts_together() {
        let texts = ["碼頭", "廣州開發區", "黃埔區穗港智造合作區", "雲埔工業區", "ASCII", ""];
        let simplified = ["码头", "广州开发区", "黄埔区", "云埔工业区", "一", ""];
        for (texts, encoding) in [(&texts, BIG5), (&simplified, GB18030), (&texts, UTF_8), (&simplified, UTF_8)] {
            let all: Vec<Vec<u8>> = texts.iter().map(|text| bytes(text, encoding)).collect();
            assert_eq!(told_by(&all.iter().map(Vec::as_slice)), Some(encoding), "{texts:?}");
        }
        let western: Vec<Vec<u8>> = ["Köln", "Ñandú", "Zürich", "a"].map(|text| bytes(text, WINDOWS_1252)).into();
        assert_eq!(told_by(&western.iter().map(Vec::as_slice)), Some(WINDOWS_1252));
        assert_eq!(told_by(&[&b"a"[..], b""].into_iter()), None);
    }

    #[test]
    fn a_character_that_is_cut_off_is_left_out() {
        for (encoding, whole) in [(GBK, "码头"), (UTF_8, "码头"), (BIG5, "碼頭"), (GB18030, "𡎚頭")] {
            let all = bytes(whole, encoding);
            let cut = decoded(&all[..all.len() - 1], encoding);
            let kept: String = whole.chars().take(whole.chars().count() - 1).collect();
            assert_eq!((cut.text.as_str(), cut.fault), (kept.as_str(), Some(Fault::Cut)), "{encoding:?}");
            assert_eq!(decoded(&all, encoding).fault, None);
            assert_eq!(decoded(&all, encoding).text, whole);
        }
        let bad = decoded(b"a\xffb", UTF_8);
        assert_eq!((bad.text.as_str(), bad.fault), ("a\u{fffd}b", Some(Fault::Bad)));
        assert_eq!(decoded(b"", UTF_8).fault, None);
    }

    #[test]
    fn encodings_go_by_the_names_that_programs_give_them() {
        for (name, encoding) in [
            ("UTF-8", UTF_8),
            ("utf8", UTF_8),
            ("65001", UTF_8),
            ("GBK", GBK),
            ("GB2312", GBK),
            ("GB18030", GB18030),
            ("936", GBK),
            ("CP936", GBK),
            ("ANSI 936", GBK),
            ("BIG5", BIG5),
            ("Big-5\0", BIG5),
            ("950", BIG5),
            ("ISO 88591", WINDOWS_1252),
            ("ISO-8859-1", WINDOWS_1252),
        ] {
            let name = name.replace("Big-5", "big5");
            assert_eq!(by_name(&name), Some(encoding), "{name}");
        }
        assert_eq!(by_name("klingon"), None);
    }
}
