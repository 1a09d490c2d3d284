//! The table beside a shapefile (dBASE III and IV, Visual FoxPro): rows as properties, figures digit for digit.
//! Must not know geometry. The crates for it make figures doubles, which loses how they were declared, and need the encoding beforehand.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use geojson::JsonObject;
use serde_json::Value;

use super::memo::Memos;
use crate::formats::encoding::{Fault, by_name, decoded, guessed, told_by};
use crate::formats::gather::{expected_at, problem_at, value_of};
use crate::formats::{OpenError, Problem};
use crate::project::Provenance;

/// The length of the header without fields, and of the description of each field, bytes.
const HEADER: usize = 32;
const FIELD: usize = 32;
/// What ends the fields.
const END: u8 = 0x0d;
/// What a row begins with that was deleted.
const DELETED: u8 = b'*';

/// A column.
struct Field {
    name: String,
    kind: u8,
    /// Where it is in a row.
    from: usize,
    length: usize,
}

/// Rows of one table.
pub(super) struct Table {
    bytes: Cow<'static, [u8]>,
    fields: Vec<Field>,
    /// Where the rows begin, how long each is and how many there are.
    from: usize,
    length: usize,
    count: usize,
    encoding: &'static Encoding,
    /// The texts beside it, if there are any.
    memos: Option<Memos>,
    /// Whether nothing says which encoding it is, and it makes a difference.
    is_guessed: bool,
    /// What the file says, where the texts are in no such encoding.
    is_overruled: bool,
}

impl Table {
    /// The table in a file's bytes, whose encoding somebody may have said.
    pub(super) fn of(
        bytes: Cow<'static, [u8]>,
        memos: Option<Memos>,
        said: Option<&str>,
        is_users: bool,
        path: &str,
    ) -> Result<Self, OpenError> {
        let cut = || problem_at(path, None, Problem::Truncated);
        let header = bytes.first_chunk::<HEADER>().ok_or_else(cut)?;
        let count = u32::from_le_bytes([header[4], header[5], header[6], header[7]]) as usize;
        let [from, length] =
            [[header[8], header[9]], [header[10], header[11]]].map(|two| usize::from(u16::from_le_bytes(two)));
        let by_number = by_ldid(header[29]);
        let rows = bytes.len().checked_sub(from).ok_or_else(cut)?;
        if length == 0 && count > 0 || count.checked_mul(length).is_none_or(|all| all > rows) {
            let whole = rows.checked_div(length).unwrap_or(0);
            return Err(problem_at(path, Some(Provenance::Record(whole)), Problem::Truncated));
        }
        let described = bytes.get(HEADER..from).ok_or_else(cut)?;
        let described: Vec<[u8; FIELD]> =
            described.as_chunks::<FIELD>().0.iter().copied().take_while(|field| field[0] != END).collect();
        let mut table = Self {
            bytes,
            fields: Vec::new(),
            from,
            length,
            count,
            encoding: UTF_8,
            memos,
            is_guessed: false,
            is_overruled: false,
        };
        table.fields = fields(&described);
        if let Some(field) = table.fields.iter().find(|field| field.from + field.length > length) {
            return Err(expected_at(path, None, "expected.field-in-row", field.name.clone()));
        }
        let said = match said.map(str::trim).filter(|said| !said.is_empty()) {
            Some(said) if is_users => {
                Some(by_name(said).ok_or_else(|| expected_at(path, None, "expected.encoding", said))?)
            }
            // What no table can be in, such as the code pages of DOS, says nothing.
            Some(said) => by_name(said).or(by_number),
            None => by_number,
        };
        table.choose(said, &described);
        Ok(table)
    }

    /// Takes the encoding that is said, or that all texts tell where none is or texts are none in it.
    fn choose(&mut self, said: Option<&'static Encoding>, described: &[[u8; FIELD]]) {
        let names = || described.iter().map(name_bytes);
        let is_bad =
            |encoding| self.texts().chain(names()).any(|text| decoded(text, encoding).fault == Some(Fault::Bad));
        let told = || told_by(&self.texts().chain(names()));
        let (encoding, is_guessed, is_overruled) = match said {
            // Texts that are UTF-8 throughout are hardly ever another encoding.
            Some(said) if said != UTF_8 && told() == Some(UTF_8) => (UTF_8, false, true),
            Some(said) if !is_bad(said) => (said, false, false),
            Some(said) => match told().filter(|told| !is_bad(told)) {
                Some(other) => (other, false, true),
                None => (said, false, false),
            },
            None => told().map_or((UTF_8, false, false), |told| (told, true, false)),
        };
        (self.encoding, self.is_guessed, self.is_overruled) = (encoding, is_guessed, is_overruled);
        for (field, described) in self.fields.iter_mut().zip(described) {
            field.name = decoded(name_bytes(described), encoding).text;
        }
        // Names of ten letters are often alike; none of the columns is lost.
        for at in 1..self.fields.len() {
            let name = self.fields[at].name.clone();
            let alike = self.fields[..at].iter().filter(|other| other.name == name).count();
            if alike > 0 {
                self.fields[at].name = format!("{name}_{}", alike + 1);
            }
        }
    }

    /// The encoding of its texts.
    pub(super) fn encoding(&self) -> &'static Encoding {
        self.encoding
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    fn row(&self, at: usize) -> &[u8] {
        &self.bytes[self.from + at * self.length..][..self.length]
    }

    /// All texts, as they stand in the file.
    fn texts(&self) -> impl Iterator<Item = &[u8]> + Clone {
        let texts = self.fields.iter().filter(|field| matches!(field.kind, b'C' | b'M'));
        (0..self.count).flat_map(move |at| {
            texts.clone().filter_map(move |field| self.text(field.kind, &self.row(at)[field.from..][..field.length]))
        })
    }

    /// The bytes of a text, which may stand beside the table.
    fn text<'a>(&'a self, kind: u8, field: &'a [u8]) -> Option<&'a [u8]> {
        match kind {
            b'M' => self.memos.as_ref()?.text(field).map(trimmed),
            _ => Some(trimmed(field)),
        }
    }

    /// The rows; none for one that was deleted.
    pub(super) fn rows(&self) -> impl Iterator<Item = Option<JsonObject>> + use<'_> {
        (0..self.count).map(|at| {
            let row = self.row(at);
            let value =
                |field: &Field| (field.name.clone(), self.value(field.kind, &row[field.from..][..field.length]));
            (row.first() != Some(&DELETED)).then(|| self.fields.iter().map(value).collect())
        })
    }

    fn value(&self, kind: u8, bytes: &[u8]) -> Value {
        let plain = || String::from_utf8_lossy(bytes.trim_ascii()).into_owned();
        match (kind, bytes) {
            (b'C' | b'M', _) => {
                match self.text(kind, bytes).map(|text| decoded(text, self.encoding).text).unwrap_or_default() {
                    empty if empty.is_empty() => Value::Null,
                    text => Value::String(text),
                }
            }
            (b'N' | b'F', _) => {
                let text = plain();
                let is_empty = text.is_empty() || text.trim_matches(['*', '\0']).is_empty();
                if is_empty { Value::Null } else { value_of(&text) }
            }
            (b'L', _) => match bytes.first() {
                Some(b'T' | b't' | b'Y' | b'y' | b'1') => Value::Bool(true),
                Some(b'F' | b'f' | b'N' | b'n' | b'0') => Value::Bool(false),
                Some(_) | None => Value::Null,
            },
            (b'D', _) => date(&plain()),
            (b'I' | b'+', &[a, b, c, d]) => i32::from_le_bytes([a, b, c, d]).into(),
            (b'B' | b'O', _) => bytes.first_chunk().map_or(Value::Null, |bytes| f64::from_le_bytes(*bytes).into()),
            (_, _) => Value::Null,
        }
    }

    /// What is worth a word, by keys of the locale files, and of how many texts or columns.
    pub(super) fn warnings(&self) -> impl Iterator<Item = (&'static str, usize)> {
        let faults =
            |wanted: Fault| self.texts().filter(|text| decoded(text, self.encoding).fault == Some(wanted)).count();
        let texts = self.texts().filter(|text| !text.is_ascii()).count();
        let is_read = |kind: u8| b"CNFLDI+BO".contains(&kind) || kind == b'M' && self.memos.is_some();
        let unread = self.fields.iter().filter(|field| !is_read(field.kind)).count();
        let told = [
            (guessed(self.encoding), if self.is_guessed { texts } else { 0 }),
            ("warning.encoding-overruled", if self.is_overruled { texts } else { 0 }),
            ("warning.text-cut", faults(Fault::Cut)),
            ("warning.text-bad", faults(Fault::Bad)),
            ("warning.unread-columns", unread),
        ];
        told.into_iter().filter(|(_, count)| *count > 0)
    }
}

fn fields(described: &[[u8; FIELD]]) -> Vec<Field> {
    let mut from = 1;
    let field = |field: &[u8; FIELD]| {
        let kind = field[11].to_ascii_uppercase();
        // Texts longer than a byte can say have the rest where others have their decimals.
        let more = if kind == b'C' { usize::from(field[17]) << 8 } else { 0 };
        let length = usize::from(field[16]) + more;
        from += length;
        Field { name: String::from_utf8_lossy(name_bytes(field)).into_owned(), kind, from: from - length, length }
    };
    described.iter().map(field).collect()
}

/// The name of a field: up to the first NUL.
fn name_bytes(field: &[u8; FIELD]) -> &[u8] {
    let name = &field[..11];
    let end = name.iter().position(|byte| *byte == 0).unwrap_or(name.len());
    name[..end].trim_ascii_end()
}

/// A text without what pads it.
fn trimmed(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    bytes[..end].trim_ascii_end()
}

/// `20211231` as ISO 8601 has it; what is no date stays as it is.
fn date(text: &str) -> Value {
    match text {
        "" | "00000000" => Value::Null,
        _ if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]).into()
        }
        _ => text.into(),
    }
}

/// The encoding by the number of a language driver; none for the one of the machine that wrote it, and those that are not read.
fn by_ldid(number: u8) -> Option<&'static Encoding> {
    Some(match number {
        0x03 | 0x58 => encoding_rs::WINDOWS_1252,
        0x13 | 0x7b => encoding_rs::SHIFT_JIS,
        0x26 | 0x65 => encoding_rs::IBM866,
        0x4d | 0x7a => encoding_rs::GBK,
        0x4e | 0x79 => encoding_rs::EUC_KR,
        0x4f | 0x78 => encoding_rs::BIG5,
        0xc8 => encoding_rs::WINDOWS_1250,
        0x7c => encoding_rs::WINDOWS_874,
        0x7d => encoding_rs::WINDOWS_1255,
        0x7e => encoding_rs::WINDOWS_1256,
        0xc9 => encoding_rs::WINDOWS_1251,
        0xca => encoding_rs::WINDOWS_1254,
        0xcb => encoding_rs::WINDOWS_1253,
        0xcc => encoding_rs::WINDOWS_1257,
        _ => return None,
    })
}
