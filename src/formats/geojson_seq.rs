//! GeoJSON texts one after another: a line for each, as many programs write large files, or behind record separators (RFC 8142).
//! Must not know what a GeoJSON text holds.

use std::io::BufRead as _;
use std::ops::Range;

use super::gather::add_warning;
use super::geojson::{of_text, read_each};
use super::{Collection, OpenError, Problem, Source};
use crate::crs::CoordinateFrame;

/// What each text of a sequence begins with (RFC 7464, which RFC 8142 takes over for GeoJSON).
const RECORD: char = '\u{1e}';

/// Whether a file is such a sequence, as far as its first lines show: it begins with a record separator, or its first two lines are an
/// object each as far as their brackets show.
pub(super) fn begins(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii_start();
    if bytes.starts_with(&[RECORD as u8]) {
        return true;
    }
    // A file is often one long line: its end is looked for by the quickest way that there is.
    let mut rest = bytes;
    let first = rest.skip_until(b'\n').map_or(bytes, |length| &bytes[..length]).trim_ascii_end();
    first.starts_with(b"{") && first.ends_with(b"}") && rest.trim_ascii_start().starts_with(b"{")
}

/// Reads the texts as one collection, features in their order. What was cut off behind the last record separator is left out and told by its
/// number, as RFC 7464 has it (section 2.3); of texts on lines the end is not known.
pub(super) fn read(source: &mut dyn Source, frame: &CoordinateFrame) -> Result<Vec<Collection>, OpenError> {
    of_text(source, |text| {
        let texts = texts(text);
        let is_record = text.trim_start().starts_with(RECORD);
        match read_each(text, &texts, frame) {
            Err(error) if is_record && error.problem == Problem::Truncated && texts.len() > 1 => {
                let mut rest = read_each(text, &texts[..texts.len() - 1], frame)?;
                add_warning(&mut rest.warnings, "warning.cut-record", texts.len());
                Ok(rest)
            }
            read => read,
        }
    })
}

/// Where the texts stand: behind each record separator, or else on each line. One that is empty is none (RFC 7464, section 2.1), but behind the
/// last separator, where the file was cut off.
fn texts(text: &str) -> Vec<Range<usize>> {
    let is_end = if text.trim_start().starts_with(RECORD) { |c| c == RECORD } else { |c| c == '\n' };
    let offset = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
    let parts = text.split(is_end).map(str::trim).filter(|part| !part.is_empty());
    let cut_off = text.trim_end().ends_with(RECORD).then_some(text.len()..text.len());
    parts.map(|part| offset(part)..offset(part) + part.len()).chain(cut_off).collect()
}

#[cfg(test)]
mod tests {
    use super::{begins, texts};

    #[test]
    fn a_sequence_is_known_by_its_first_lines() {
        for (bytes, expected) in [
            ("\u{1e}{}\n", true),
            (" \n\u{1e}", true),
            ("{}\n{}", true),
            ("{\"a\":1} \r\n\r\n{\"a\":2}\r\n", true),
            ("{\"a\":1}\n", false),
            ("{\n}\n{}", false),
            ("{}{}", false),
            ("[]\n[]", false),
            ("", false),
        ] {
            assert_eq!(begins(bytes.as_bytes()), expected, "{bytes:?}");
        }
    }

    #[test]
    fn texts_stand_on_lines_or_behind_record_separators() {
        for (text, expected) in [
            ("{1}\n\n {2} \r\n", vec!["{1}", "{2}"]),
            ("\u{1e}{\n1}\n\u{1e}\u{1e}{2}\n", vec!["{\n1}", "{2}"]),
            ("\u{1e}{1}\n\u{1e}\n", vec!["{1}", ""]),
            ("", vec![]),
            (" \n ", vec![]),
        ] {
            let found: Vec<&str> = texts(text).into_iter().map(|place| &text[place]).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
